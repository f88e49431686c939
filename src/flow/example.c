/*
 * Implements outcheck/example.h. The tables are the project's own fixtures, whose answers
 * a test holds against every change of the program.
 */
#include "outcheck/example.h"

#include "base/file.h"
#include "base/text.h"
#include "flow/call.h"
#include "policy/policy_find.h"

#include <string.h>

#define SUBMISSION "leo-destinations"

enum { EXAMPLE_BYTE_LIMIT = 16 * 1024 * 1024 };

static const char readme[] =
    "A training submission\n"
    "=====================\n"
    "\n"
    "tables/      five outputs as researchers hand them in: invented numbers, planted\n"
    "             faults\n"
    "answers.csv  what a checker should find under the policy leo-srs, cell by cell\n"
    "\n"
    "1. Read the tables yourself first, and note what you would query.\n"
    "2. outcheck scan --policy leo-srs tables\n"
    "   Open outcheck-report/report.xlsx beside your notes, then look at answers.csv.\n"
    "3. outcheck explain T101 (or any other code) says why, and what to do.\n"
    "4. Mend the tables until only the findings are left that you can give reasons for.\n"
    "5. outcheck describe --submission tables drafts submission.yaml; fill it in.\n"
    "6. Then the checkers' side: outcheck decide --help, outcheck release --help.\n";

static enum outcheck_status copy_to(struct call *call, const char *from, const char *to)
{
    struct bytes bytes;
    const enum outcheck_status status =
        file_read(call->arena, from, EXAMPLE_BYTE_LIMIT, &bytes, call->problems);
    return status == OUTCHECK_OK ? file_write(call->arena, to, bytes, call->problems)
                                 : status;
}

static enum outcheck_status check_empty(struct call *call, const char *folder)
{
    const char *const *names = NULL;
    size_t count = 0;
    if (file_kind_of(folder) == FILE_MISSING) {
        return OUTCHECK_OK;
    }
    const enum outcheck_status status =
        folder_list(call->arena, folder, &names, &count, call->problems);
    if (status == OUTCHECK_OK && count) {
        problem_add(call->problems, OUTCHECK_ERROR_USAGE, place_of_file(folder),
                    "Name a folder that is not there yet.",
                    "there is something in this folder already");
        return OUTCHECK_ERROR_USAGE;
    }
    return status;
}

static enum outcheck_status copy_tables(struct call *call, const char *from,
                                        const char *to)
{
    const char *const *names = NULL;
    size_t count = 0;
    enum outcheck_status status = folder_make(call->arena, to, call->problems);
    if (status == OUTCHECK_OK) {
        status = folder_list(call->arena, from, &names, &count, call->problems);
    }
    for (size_t i = 0; status == OUTCHECK_OK && i < count; i++) {
        status = copy_to(call, path_join(call->arena, from, names[i]),
                         path_join(call->arena, to, names[i]));
    }
    return status;
}

static enum outcheck_status write_example(struct call *call, const char *folder)
{
    struct arena *arena = call->arena;
    const char *source = policy_find_example(arena, SUBMISSION);
    if (!source) {
        problem_add(
            call->problems, OUTCHECK_ERROR_INPUT, (struct place){0},
            "Set OUTCHECK_RULES to the folder of the policies, beside which it is.",
            "the example was not installed");
        return OUTCHECK_ERROR_INPUT;
    }
    enum outcheck_status status = check_empty(call, folder);
    if (status == OUTCHECK_OK) {
        status = copy_tables(call, source, path_join(arena, folder, "tables"));
    }
    if (status == OUTCHECK_OK) {
        status = copy_to(call, text_format(arena, "%s.expected.csv", source),
                         path_join(arena, folder, "answers.csv"));
    }
    return status == OUTCHECK_OK
               ? file_write(arena, path_join(arena, folder, "README.txt"),
                            (struct bytes){.data = readme, .length = sizeof(readme) - 1},
                            call->problems)
               : status;
}

enum outcheck_status outcheck_example(const char *folder,
                                      const struct outcheck_sink *sink,
                                      const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const enum outcheck_status status = write_example(&call, folder);
    if (status == OUTCHECK_OK) {
        const char *text = text_format(call.arena,
                                       "Wrote:  %s (tables, answers.csv, README.txt)\n"
                                       "Next:   outcheck scan --policy leo-srs %s\n",
                                       folder, path_join(call.arena, folder, "tables"));
        sink->write(sink->context, text, strlen(text));
    }
    return call_end(&call, status, problems);
}
