/*
 * From tables as they are to be shown to texts in a file: cells that show something else,
 * labels of merged categories, rows and columns that go.
 *
 * Works on the difference between the tables as submitted and as they are to be shown,
 * cell by cell at its place in the file, whatever has made that difference. A cell that
 * is gone must be in a line that goes as a whole; else nothing is written.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "model/label_places.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct changing {
    const struct protection *protection;
    struct arena *arena;
    const struct output *output;
    const char *marker;
    struct file_changes *result;
    size_t change_capacity;
    size_t drop_capacity;
    const char *trouble;
};

/* ---- cells side by side ---- */

/* The cell of `table` at a place; cells keep their order, so that the search goes on from
 * the last one. */
static const struct cell *cell_at(const struct table *table, const struct cell *place,
                                  uint32_t *from)
{
    for (uint32_t n = 0; n < table->cell_count; n++) {
        const uint32_t i = (*from + n) % table->cell_count;
        const struct cell *cell = &table->cells[i];
        if (cell->row == place->row && cell->column == place->column &&
            cell->measure == place->measure) {
            *from = i + 1;
            return cell;
        }
    }
    return NULL;
}

static bool shows_same(const struct cell *before, const struct cell *after)
{
    if (before->state != after->state) {
        return false;
    }
    if (before->state == CELL_NUMBER) {
        return before->value == after->value && before->decimals == after->decimals;
    }
    if (before->is_of_shown || after->is_of_shown) {
        return before->is_of_shown == after->is_of_shown && before->value == after->value;
    }
    return before->state != CELL_BAND ||
           (before->low == after->low && before->high == after->high);
}

/* ---- numbers as the table writes them ---- */

static bool is_grouped(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const char *text =
            grid_text(table->grid, table->cells[i].row, table->cells[i].column);
        const char *comma = strchr(text, ',');
        if (table->cells[i].state == CELL_NUMBER && comma && comma > text &&
            strspn(comma + 1, "0123456789") == 3) {
            return true;
        }
    }
    return false;
}

/* The digits of a text, with what stands between them. */
static bool find_digits(const char *text, size_t *begin, size_t *end)
{
    const size_t length = strlen(text);
    size_t first = 0;
    size_t last = length;
    while (first < length && !isdigit((unsigned char)text[first])) {
        first++;
    }
    while (last > first && !isdigit((unsigned char)text[last - 1])) {
        last--;
    }
    *begin = first;
    *end = last;
    return first < last;
}

/* With as many decimals as were printed; a workbook holds no zeros at the end. */
static const char *fixed(struct arena *arena, double value, int decimals, bool is_short)
{
    const char *text = text_format(arena, "%.*f", decimals > 0 ? decimals : 0, value);
    size_t length = strlen(text);
    if (!is_short || !strchr(text, '.')) {
        return text;
    }
    while (text[length - 1] == '0') {
        length--;
    }
    return text_copy(arena, text, length - (text[length - 1] == '.'));
}

static bool is_book(const struct output *output)
{
    return text_equals(output->kind, "xlsx");
}

static const char *number_text(struct arena *arena, const struct table *table,
                               const struct cell *cell, const char *before)
{
    const char *sign = cell->value < 0 ? "-" : "";
    const double size = fabs(cell->value);
    const char *digits =
        is_grouped(table)
            ? text_number(arena, size, cell->decimals > 0 ? cell->decimals : 0)
            : fixed(arena, size, cell->decimals, is_book(table->output));
    size_t begin = 0;
    size_t end = 0;
    if (!find_digits(before, &begin, &end)) {
        return text_format(arena, "%s%s", sign, digits);
    }
    if (begin && before[begin - 1] == '-') {
        begin--;
    }
    return text_format(arena, "%.*s%s%s%s", (int)begin, before, sign, digits,
                       before + end);
}

/* What a workbook holds behind the text of a number: 12.3% is 0.123. */
static const char *held_number(struct arena *arena, const struct cell *cell,
                               const char *before)
{
    const bool is_percent = strchr(before, '%') != NULL;
    return fixed(arena, is_percent ? cell->value / 100 : cell->value,
                 cell->decimals + (is_percent ? 2 : 0), true);
}

/* ---- one cell ---- */

/* The number as it stands in a title or a note: with commas or without. */
static const char *number_in(struct arena *arena, const char *text, double value)
{
    const char *plain = text_format(arena, "%.0f", value);
    const char *grouped = text_number(arena, value, 0);
    if (value != floor(value)) {
        return NULL;
    }
    return strstr(text, grouped) ? grouped : strstr(text, plain) ? plain : NULL;
}

static const char *with_piece(struct arena *arena, const char *text, const char *piece,
                              const char *instead)
{
    const char *at = strstr(text, piece);
    return text_format(arena, "%.*s%s%s", (int)(at - text), text, instead,
                       at + strlen(piece));
}

static size_t order_of(const struct protection *protection, const struct grid *grid)
{
    const struct submission *submission = protection->scan->submission;
    size_t order = 0;
    while (order < submission->grid_count && submission->grids[order] != grid) {
        order++;
    }
    return order;
}

static struct text_change change_at(const struct changing *at, const struct grid *grid,
                                    uint32_t row, uint32_t column)
{
    return (struct text_change){
        .grid = grid,
        .order = order_of(at->protection, grid),
        .row = row,
        .column = column,
        .before = grid_text(grid, row, column),
        .after = at->marker,
        .marker = at->marker,
    };
}

static void add_change(struct changing *at, const struct text_change *change)
{
    *arena_add(at->arena, at->result->changes, at->result->change_count,
               at->change_capacity) = *change;
}

static const char *band_text(struct arena *arena, const struct cell *cell)
{
    return text_format(arena, "%.0f to %.0f", cell->low, cell->high);
}

/* `after` is NULL where the cell goes with its line. */
static void change_cell(struct changing *at, const struct table *table,
                        const struct cell *before, const struct cell *after)
{
    struct text_change change = change_at(at, table->grid, before->row, before->column);
    const bool is_number = after && (after->state == CELL_NUMBER || after->is_of_shown);
    const bool is_count = role_is_count((enum role)before->role);
    if (is_count && table->measures[before->measure].scale > 1 && after &&
        (is_number || after->state == CELL_BAND)) {
        at->trouble = "its counts are printed in thousands, and new ones are not written";
        return;
    }
    if (is_number) {
        change.marker =
            number_text(at->arena, table, after, before->is_outside ? "" : change.before);
        change.is_number = true;
    } else if (after && after->state == CELL_BAND) {
        change.marker = band_text(at->arena, after);
    }
    change.after = change.marker;
    if (is_number && is_book(table->output)) {
        change.marker = held_number(at->arena, after, change.before);
    }
    if (before->is_outside) {
        change.piece = number_in(at->arena, change.before, before->value);
        if (!change.piece) {
            at->trouble = "a number in its titles or notes was not found";
            return;
        }
        change.after = with_piece(at->arena, change.before, change.piece, change.marker);
        change.is_number = false;
    }
    add_change(at, &change);
}

/* ---- lines that go ---- */

struct lines {
    const struct table *table;
    const bool *is_gone; /* [cell] */
    bool *rows;          /* [row] has a cell that goes */
    bool *columns;
    bool *kept_rows; /* [row] has a cell that stays */
    bool *kept_columns;
};

static void see_cells(const struct table *table, const bool *is_gone, struct lines *lines)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (is_gone && is_gone[i]) {
            lines->rows[cell->row] = true;
            lines->columns[cell->column] = true;
        } else {
            lines->kept_rows[cell->row] = true;
            lines->kept_columns[cell->column] = true;
        }
    }
}

static bool all_covered(const struct lines *lines)
{
    for (uint32_t i = 0; i < lines->table->cell_count; i++) {
        const struct cell *cell = &lines->table->cells[i];
        if (lines->is_gone[i] && lines->kept_rows[cell->row] &&
            lines->kept_columns[cell->column]) {
            return false;
        }
    }
    return true;
}

/* Text above and below the table in a column that goes: a title, a note. */
static bool holds_other_text(const struct table *table, uint32_t column)
{
    for (uint32_t row = 0; row < table->grid->row_count; row++) {
        const bool is_own = row >= table->first_row && row <= table->last_row;
        if (!is_own && *grid_text(table->grid, row, column)) {
            return true;
        }
    }
    return false;
}

static void add_drop(struct changing *at, const struct grid *grid, bool is_column,
                     uint32_t index)
{
    for (size_t i = 0; i < at->result->drop_count; i++) {
        const struct line_drop *drop = &at->result->drops[i];
        if (drop->grid == grid && drop->is_column == is_column && drop->index == index) {
            return;
        }
    }
    *arena_add(at->arena, at->result->drops, at->result->drop_count, at->drop_capacity) =
        (struct line_drop){grid, order_of(at->protection, grid), is_column, index};
}

/* Rows of which nothing stays, and columns of which nothing stays. */
static void drop_lines(struct changing *at, const struct lines *lines)
{
    const struct table *table = lines->table;
    for (uint32_t row = 0; row < table->grid->row_count; row++) {
        if (lines->rows[row] && !lines->kept_rows[row]) {
            add_drop(at, table->grid, false, row);
        }
    }
    for (uint32_t c = 0; c < table->grid->column_count; c++) {
        if (!lines->columns[c] || lines->kept_columns[c]) {
            continue;
        }
        if (holds_other_text(table, c)) {
            at->trouble = "a title or note stands in a column that would go";
        }
        add_drop(at, table->grid, true, c);
    }
}

static void find_lines(struct changing *at, uint32_t index, const bool *is_gone)
{
    const struct submission *submission = at->protection->scan->submission;
    const struct table *table = submission->tables[index];
    struct lines lines = {
        .table = table,
        .is_gone = is_gone,
        .rows = arena_array(at->arena, (size_t)table->grid->row_count + 1, bool),
        .columns = arena_array(at->arena, (size_t)table->grid->column_count + 1, bool),
        .kept_rows = arena_array(at->arena, (size_t)table->grid->row_count + 1, bool),
        .kept_columns =
            arena_array(at->arena, (size_t)table->grid->column_count + 1, bool),
    };
    see_cells(table, is_gone, &lines);
    for (size_t t = 0; t < submission->table_count; t++) {
        if (t != index && submission->tables[t]->grid == table->grid) {
            see_cells(submission->tables[t], NULL, &lines);
        }
    }
    if (!all_covered(&lines)) {
        at->trouble = "what is merged or left out stands in no row or column of its own";
        return;
    }
    drop_lines(at, &lines);
}

uint32_t place_after(const struct file_changes *changes, const struct grid *grid,
                     bool is_column, uint32_t index)
{
    uint32_t gone = 0;
    for (size_t i = 0; i < changes->drop_count; i++) {
        const struct line_drop *drop = &changes->drops[i];
        gone += drop->grid == grid && drop->is_column == is_column && drop->index < index;
    }
    return index - gone;
}

/* ---- labels ---- */

static bool is_dropped(const struct changing *at, const struct grid *grid, bool is_column,
                       uint32_t index)
{
    const struct rewriting drops = {.drops = at->result->drops,
                                    .drop_count = at->result->drop_count};
    return rewriting_drops(&drops, grid, is_column, index);
}

/* Wherever its label stands alone, in lines that stay. */
static size_t rename_category(struct changing *at, const struct table *table, uint32_t d,
                              uint32_t category, const char *to)
{
    struct label_place *places = NULL;
    const size_t count = label_places_find(at->arena, table, d, category, &places);
    size_t renamed = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_dropped(at, table->grid, false, places[i].row) ||
            is_dropped(at, table->grid, true, places[i].column)) {
            continue;
        }
        struct text_change change =
            change_at(at, table->grid, places[i].row, places[i].column);
        change.after = to;
        change.marker = to;
        change.is_label = true;
        add_change(at, &change);
        renamed++;
    }
    return renamed;
}

/* A category that went into another one is not called anything. */
static bool is_left(const struct table *after, uint32_t d, uint32_t category)
{
    for (uint32_t i = 0; i < after->cell_count; i++) {
        if (table_category(after, i, d) == category) {
            return true;
        }
    }
    return false;
}

static void rename_dimension(struct changing *at, const struct table *before, uint32_t d,
                             const struct table *after)
{
    const struct dimension *old = &before->dimensions[d];
    for (uint32_t c = 0; c < old->category_count; c++) {
        const char *text = after->dimensions[d].categories[c].text;
        if (!text_equals(old->categories[c].text, text) && is_left(after, d, c) &&
            !rename_category(at, before, d, c, text)) {
            at->trouble =
                text_format(at->protection->arena, "'%s' stands in no cell of its own",
                            old->categories[c].text);
        }
    }
}

static void rename_categories(struct changing *at, const struct table *before,
                              const struct table *after)
{
    for (uint32_t d = 0; d < before->dimension_count; d++) {
        rename_dimension(at, before, d, after);
    }
}

/* ---- letters ---- */

/* One letter for all rows whose figure is hidden: the file must not tell which of them
 * are hidden for their own sake. */
static void change_letters(struct changing *at, const struct table *before,
                           const struct table *after, const struct line_role *column)
{
    const struct status_letters *letters = &column->wish.letters;
    for (uint32_t i = 0; i < after->cell_count; i++) {
        const struct cell *cell = &after->cells[i];
        if (cell->state != CELL_HIDDEN || !table_is_response(after, i)) {
            continue;
        }
        struct text_change change = change_at(at, before->grid, cell->row, column->index);
        change.after = letters->unsafe;
        change.marker = letters->unsafe;
        change.is_label = true;
        if (!text_equals(change.before, change.after)) {
            add_change(at, &change);
        }
    }
}

/* ---- the file ---- */

static void change_table(struct changing *at, uint32_t index)
{
    const struct table *before = at->protection->scan->submission->tables[index];
    const struct table *after = at->protection->shown->tables[index];
    bool *is_gone = arena_array(at->arena, (size_t)before->cell_count + 1, bool);
    uint32_t from = 0;
    bool any_gone = false;
    for (uint32_t i = 0; i < before->cell_count; i++) {
        const struct cell *cell = &before->cells[i];
        const struct cell *now = cell_at(after, cell, &from);
        is_gone[i] = !now;
        any_gone = any_gone || !now;
        if (!now || !shows_same(cell, now)) {
            change_cell(at, before, cell, now);
        }
    }
    if (any_gone) {
        find_lines(at, index, is_gone);
    }
    rename_categories(at, before, after);
    for (uint32_t c = 0; c < before->column_count; c++) {
        if (before->columns[c].wish.letters.safe) {
            change_letters(at, before, after, &before->columns[c]);
        }
    }
}

static int compare_changes(const void *one, const void *other)
{
    const struct text_change *first = one;
    const struct text_change *second = other;
    if (first->order != second->order) {
        return first->order < second->order ? -1 : 1;
    }
    if (first->row != second->row) {
        return first->row < second->row ? -1 : 1;
    }
    return (first->column > second->column) - (first->column < second->column);
}

/* Two tables can claim one cell of the file: it changes once, and to one text. */
static void merge_changes(struct changing *at)
{
    struct file_changes *all = at->result;
    size_t kept = 0;
    if (all->change_count) {
        qsort(all->changes, all->change_count, sizeof(*all->changes), compare_changes);
    }
    for (size_t i = 0; i < all->change_count; i++) {
        const bool is_same =
            kept && compare_changes(&all->changes[kept - 1], &all->changes[i]) == 0;
        if (is_same &&
            !text_equals(all->changes[kept - 1].after, all->changes[i].after)) {
            at->trouble = "two tables share a cell and want it to show different things";
        } else if (!is_same) {
            all->changes[kept++] = all->changes[i];
        }
    }
    all->change_count = kept;
}

const char *protection_changes(const struct protection *protection, struct arena *arena,
                               const struct output *output, struct file_changes *changes)
{
    const struct submission *submission = protection->scan->submission;
    struct changing at = {
        .protection = protection,
        .arena = arena,
        .output = output,
        .marker = rewrite_marker(protection->arena, output->kind,
                                 protection->input.policy->marker),
        .result = changes,
    };
    for (uint32_t t = 0; t < submission->table_count; t++) {
        if (submission->tables[t]->output == output &&
            submission->tables[t] != protection->shown->tables[t]) {
            change_table(&at, t);
        }
    }
    merge_changes(&at);
    return at.trouble;
}

static void count_table(const struct table *before, const struct table *after,
                        struct protected_file *file)
{
    uint32_t from = 0;
    for (uint32_t i = 0; i < before->cell_count; i++) {
        const struct cell *cell = &before->cells[i];
        const struct cell *now = cell_at(after, cell, &from);
        if (now && shows_same(cell, now)) {
            continue;
        }
        file->hidden += now && now->state == CELL_HIDDEN;
        file->ranged += now && now->state == CELL_BAND && !now->is_of_shown;
        file->anew += now && now->is_of_shown;
        file->changed += !now || now->state == CELL_NUMBER;
    }
}

void protection_count_changes(const struct protection *protection,
                              struct protected_file *file)
{
    const struct submission *submission = protection->scan->submission;
    for (size_t t = 0; t < submission->table_count; t++) {
        if (submission->tables[t]->output == file->output) {
            count_table(submission->tables[t], protection->shown->tables[t], file);
        }
    }
}
