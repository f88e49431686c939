#include "flow/report_guard.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"

#include <string.h>

enum { REPORT_LIMIT = 2000000000, RECORD_LIMIT = 4096 };

static const char *record_path(struct arena *arena, const char *path)
{
    return text_format(arena, "%s.sha256", path);
}

/* As sha256sum writes it, so that people can check it themselves. */
static const char *record_of(struct arena *arena, const char *path, struct bytes report)
{
    return text_format(arena, "%s  %s\n", hash_sha256(arena, report.data, report.length),
                       path_name(path));
}

static enum outcheck_status compare(struct arena *arena, const char *path,
                                    struct problems *problems)
{
    struct bytes report;
    struct bytes record = {.data = ""};
    const char *recorded = record_path(arena, path);
    enum outcheck_status status = file_read(arena, path, REPORT_LIMIT, &report, problems);
    if (status == OUTCHECK_OK && file_kind_of(recorded) == FILE_REGULAR) {
        status = file_read(arena, recorded, RECORD_LIMIT, &record, problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (!text_equals(record.data, record_of(arena, path, report))) {
        problem_add(
            problems, OUTCHECK_ERROR_USAGE, place_of_file(path),
            "Choose another folder with -o, or replace it with --force.",
            "this report was changed, or not written by a scan; it may hold decisions");
        return OUTCHECK_ERROR_USAGE;
    }
    return OUTCHECK_OK;
}

enum outcheck_status report_guard_check(const char *path, struct problems *problems)
{
    if (file_kind_of(path) == FILE_MISSING) {
        return OUTCHECK_OK;
    }
    struct arena *scratch = arena_create(0);
    const enum outcheck_status status = compare(scratch, path, problems);
    arena_destroy(scratch);
    return status;
}

enum outcheck_status report_guard_record(struct arena *arena, const char *path,
                                         const char **hash, struct problems *problems)
{
    struct arena *scratch = arena_create(0);
    struct bytes report;
    enum outcheck_status status =
        file_read(scratch, path, REPORT_LIMIT, &report, problems);
    if (status == OUTCHECK_OK) {
        const char *text = record_of(scratch, path, report);
        *hash = text_copy(arena, text, strcspn(text, " "));
        const struct bytes bytes = {.data = text, .length = strlen(text)};
        status = file_write(scratch, record_path(scratch, path), bytes, problems);
    }
    arena_destroy(scratch);
    return status;
}
