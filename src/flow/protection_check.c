/*
 * What stands on the disk, read and attacked as anybody would: the last word before a
 * table is called protected.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "protect/examine.h"

#include <string.h>

static enum outcheck_status fail(const struct protection *protection, const char *path,
                                 const char *sentence)
{
    /* What is read again is gone before the problem is said. */
    const char *kept = path ? text_format(protection->arena, "%s", path) : NULL;
    problem_add(protection->job->problems, OUTCHECK_ERROR_INPUT, place_of_file(kept),
                "Nothing was written. Please report this with the layout of the table.",
                "read back, the protected table is not what was proven: %s", sentence);
    return OUTCHECK_ERROR_INPUT;
}

/* The options of the first reading, but for what only a report needs. */
static struct outcheck_scan *read_again(const struct protection *protection,
                                        const char *folder)
{
    const struct outcheck_scan *first = protection->scan;
    struct outcheck_options options = first->options;
    options.write_report = false;
    options.is_audit = true;
    options.progress = NULL;
    struct outcheck_scan *again = scan_create(&options);
    const size_t count = options.previous_count + protection->left_out_count;
    const char **left_out = arena_array(again->arena, count + 1, const char *);
    for (size_t i = 0; i < options.previous_count; i++) {
        left_out[i] = options.previous_paths[i];
    }
    for (size_t i = 0; i < protection->left_out_count; i++) {
        left_out[options.previous_count + i] = protection->left_out[i].output->location;
    }
    again->read_from = folder;
    again->left_out = left_out;
    again->left_out_count = count;
    return again;
}

static const struct table *table_at(const struct submission *submission,
                                    const struct table *table)
{
    for (size_t t = 0; t < submission->table_count; t++) {
        const struct table *other = submission->tables[t];
        const char *sheet = table->grid->sheet ? table->grid->sheet : "";
        const char *other_sheet = other->grid->sheet ? other->grid->sheet : "";
        if (text_equals(other->output->path, table->output->path) &&
            text_equals(sheet, other_sheet) && other->first_row <= table->last_row &&
            other->last_row >= table->first_row) {
            return other;
        }
    }
    return NULL;
}

/* No number stands where one was to be hidden. */
static bool is_hidden_in(const struct table *table, const struct cell *cell)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *other = &table->cells[i];
        if (other->row == cell->row && other->column == cell->column &&
            !cell->is_outside && other->state == CELL_NUMBER) {
            return false;
        }
    }
    return true;
}

static const char *find_shown(const struct protection *protection,
                              const struct submission *again)
{
    const struct suggestion *suggestion = protection->suggestion;
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &suggestion->cells[i];
        const struct table *table = protection->scan->submission->tables[cell->table];
        const struct table *other = table_at(again, table);
        if (other && !is_hidden_in(other, &table->cells[cell->cell])) {
            return table->output->path;
        }
    }
    return NULL;
}

static enum outcheck_status judge(const struct protection *protection,
                                  const struct outcheck_scan *again)
{
    struct plan_input input = protection->input;
    const char *shown = find_shown(protection, again->submission);
    if (shown) {
        return fail(protection, shown, "a hidden cell still shows a number");
    }
    input.scope = attacker_scope(again->submission, &again->earlier);
    input.limits.exact_ranges = true;
    const struct examination examination =
        examine(again->arena, &input, again->submission);
    for (size_t i = 0; i < examination.finding_count; i++) {
        const struct finding *finding = &examination.findings[i];
        if (finding->severity > SEVERITY_INFO) {
            const char *path = finding->output ? finding->output->path : NULL;
            const char *place =
                finding->table && finding->cell != NO_CELL
                    ? table_cell_place(again->arena, finding->table, finding->cell)
                    : "the file";
            return fail(protection, path,
                        text_format(again->arena, "%s at %s", finding->code, place));
        }
    }
    return OUTCHECK_OK;
}

enum outcheck_status protection_check(const struct protection *protection,
                                      const char *folder)
{
    struct outcheck_scan *again = read_again(protection, folder);
    enum outcheck_status status = scan_read_tables(again);
    if (status == OUTCHECK_OK) {
        status = scan_read_earlier(again);
    }
    status = status == OUTCHECK_OK ? judge(protection, again)
                                   : fail(protection, NULL, "it could not be read");
    outcheck_scan_destroy(again);
    return status;
}
