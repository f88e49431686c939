/*
 * Implements outcheck/protect.h: a table of cells and equations goes one way, tables as
 * people submit them the other.
 */
#include "base/file.h"
#include "base/text.h"
#include "flow/call.h"
#include "flow/protect_job.h"

static bool is_jj(const char *path)
{
    return text_equals_ignoring_case(path_extension(path), "jj");
}

static enum outcheck_status run(struct protect_job *job)
{
    const struct outcheck_protect_options *options = job->options;
    if (options->path_count == 1 && is_jj(options->paths[0])) {
        return protect_jj(job);
    }
    for (size_t i = 0; i < options->path_count; i++) {
        if (is_jj(options->paths[i])) {
            problem_add(job->problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(options->paths[i]), "Protect it by itself.",
                        "a table of cells and equations stands among others");
            return OUTCHECK_ERROR_USAGE;
        }
    }
    if (options->contributors) {
        problem_add(
            job->problems, OUTCHECK_ERROR_USAGE, place_of_file(options->paths[0]),
            "Leave --contributors out; put their number in a column of the table.",
            "only cells of a .jj have their contributors in another file");
        return OUTCHECK_ERROR_USAGE;
    }
    if (options->is_optimal && options->method != OUTCHECK_SUPPRESS) {
        problem_add(job->problems, OUTCHECK_ERROR_USAGE, place_of_file(options->paths[0]),
                    "Leave --optimal out, or use --method suppress.",
                    "the optimal mode chooses cells to hide, nothing else");
        return OUTCHECK_ERROR_USAGE;
    }
    return protect_tables(job);
}

enum outcheck_status outcheck_protect(const struct outcheck_protect_options *options,
                                      enum outcheck_protect_end *end,
                                      const struct outcheck_sink *sink,
                                      const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct protect_job job = {
        .arena = call.arena,
        .problems = call.problems,
        .options = options,
        .sink = call_sink(&call, sink),
        .end = OUTCHECK_NOT_PROVEN,
    };
    const enum outcheck_status status = run(&job);
    *end = job.end;
    return call_end(&call, status, problems);
}
