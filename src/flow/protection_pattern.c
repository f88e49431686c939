/*
 * Which tables come from tau-ARGUS, and where their patterns go.
 */
#include "base/text.h"
#include "flow/protection.h"

#include <string.h>

uint32_t protection_only_table(const struct protection *protection,
                               const struct protected_file *file)
{
    const struct submission *submission = protection->scan->submission;
    uint32_t only = UINT32_MAX;
    for (uint32_t t = 0; t < submission->table_count; t++) {
        if (submission->tables[t]->output == file->output) {
            only = t;
        }
    }
    return only;
}

/* A table with its .rda; by its ending, or by a column of statuses. */
static bool is_of_tau(const struct table *table)
{
    bool has_letters = false;
    for (uint32_t c = 0; c < table->column_count; c++) {
        has_letters = has_letters || table->columns[c].wish.letters.safe;
    }
    return has_letters ||
           text_equals_ignoring_case(path_extension(table->output->path), "tab");
}

const char *protection_pattern_path(const struct protection *protection,
                                    const struct protected_file *file)
{
    const uint32_t t = protection_only_table(protection, file);
    if (t == UINT32_MAX || protection->way || file->ranged || !file->hidden ||
        !is_of_tau(protection->scan->submission->tables[t])) {
        return NULL;
    }
    /* Patterns of all folders stand in one. */
    const char *path = file->output->path;
    const char *name = "";
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(path, '/')) {
        name = text_format(protection->arena, "%s%.*s-", name, (int)(slash - path), path);
        path = slash + 1;
    }
    const size_t stem = strlen(path) - strlen(path_extension(path));
    return path_join(protection->arena, path_folder(protection->arena, protection->proof),
                     text_format(protection->arena, "%s%.*shst", name, (int)stem, path));
}
