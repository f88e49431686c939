/*
 * What stands on the disk, read and attacked as anybody would: the last word before a
 * table is called protected.
 */
#include "base/map.h"
#include "base/text.h"
#include "flow/protection.h"
#include "protect/examine.h"

#include <math.h>
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

/* ---- every cell shows what was proven ---- */

static bool is_same_grid(const struct table *one, const struct table *other)
{
    const char *sheet = one->grid->sheet ? one->grid->sheet : "";
    const char *other_sheet = other->grid->sheet ? other->grid->sheet : "";
    return text_equals(one->output->path, other->output->path) &&
           text_equals(sheet, other_sheet);
}

struct read_cell {
    const struct cell *cell;
};

/* What was read at a place: by position, for all tables of a file. */
struct read_back {
    struct arena *arena;
    const struct submission *submission;
    struct map *places; /* table of the grid, row, column -> cell */
    struct read_cell *cells;
    size_t count;
    size_t capacity;
};

static const char *place_key(struct arena *arena, uint32_t row, uint32_t column,
                             const struct cell *cell)
{
    return text_format(arena, "%u %u %d", row, column, cell->is_outside);
}

static void index_table(struct read_back *at, const struct table *like,
                        const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const char *place = place_key(at->arena, cell->row, cell->column, cell);
        if (is_same_grid(like, table) &&
            map_add_text(at->places, place, at->count) == at->count) {
            *arena_add(at->arena, at->cells, at->count, at->capacity) =
                (struct read_cell){cell};
        }
    }
}

static bool is_near(double wanted, double read)
{
    return fabs(read - wanted) <= 1e-9 * (1 + fabs(wanted));
}

static bool shows(const struct cell *wanted, const struct cell *read)
{
    if (wanted->state == CELL_NUMBER) {
        return read && read->state == CELL_NUMBER && is_near(wanted->value, read->value);
    }
    if (wanted->is_of_shown) {
        return read && read->is_of_shown && is_near(wanted->value, read->value);
    }
    if (wanted->state == CELL_BAND) {
        return read && read->state == CELL_BAND && read->low == wanted->low &&
               read->high == wanted->high;
    }
    return !read || read->state != CELL_NUMBER;
}

/* The cells of one table, at the places where they went. A design that was not read
 * again number by number is not what was proven; hidden cells need only show no number.
 */
static bool table_is_shown(struct read_back *at, const struct file_changes *changes,
                           const struct table *before, const struct table *shown,
                           bool is_redesigned)
{
    for (uint32_t i = 0; i < shown->cell_count; i++) {
        const struct cell *cell = &shown->cells[i];
        const char *place =
            place_key(at->arena, place_after(changes, before->grid, false, cell->row),
                      place_after(changes, before->grid, true, cell->column), cell);
        const size_t found = map_find_text(at->places, place);
        const struct cell *read =
            found == MAP_NONE || !at->cells ? NULL : at->cells[found].cell;
        const bool matters =
            !cell->is_outside &&
            (is_redesigned || cell->state == CELL_HIDDEN || cell->state == CELL_BAND);
        if (matters && !shows(cell, read)) {
            return false;
        }
    }
    return true;
}

static const char *find_other(const struct protection *protection,
                              const struct submission *again)
{
    const struct submission *submission = protection->scan->submission;
    const char *found = NULL;
    struct arena *aside = arena_create(0);
    for (size_t t = 0; !found && t < submission->table_count; t++) {
        const struct table *before = submission->tables[t];
        const struct table *shown = protection->shown->tables[t];
        struct file_changes changes = {0};
        struct read_back at = {
            .arena = aside, .submission = again, .places = map_create(aside, 1024)};
        if (shown == before) {
            continue;
        }
        (void)protection_changes(protection, aside, before->output, &changes);
        for (size_t k = 0; k < again->table_count; k++) {
            index_table(&at, before, again->tables[k]);
        }
        if (!table_is_shown(&at, &changes, before, shown, protection->way != NULL)) {
            found = before->output->path;
        }
    }
    arena_destroy(aside);
    return found;
}

static enum outcheck_status judge(const struct protection *protection,
                                  const struct outcheck_scan *again)
{
    struct plan_input input = protection->input;
    const char *other = find_other(protection, again->submission);
    if (other) {
        return fail(protection, other, "a cell does not show what it should");
    }
    input.scope = attacker_scope(again->submission, &again->earlier);
    input.limits.exact_ranges = true;
    const struct examination examination =
        examine(again->arena, &input, again->submission);
    for (size_t i = 0; i < examination.finding_count; i++) {
        const struct finding *finding = &examination.findings[i];
        if (finding->severity > SEVERITY_INFO && !finding_is_suspicion(finding) &&
            !finding_is_unsearched(finding)) {
            const char *path = finding->output ? finding->output->path : NULL;
            const char *place =
                finding->table && finding->cell != NO_CELL
                    ? table_cell_place(again->arena, finding->table, finding->cell)
                    : "the file";
            return fail(protection, path,
                        text_format(again->arena, "%s at %s: %s", finding->code, place,
                                    finding->message ? finding->message : ""));
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
