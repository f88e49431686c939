/*
 * One pass from the top: rows gather into blocks, lines of text wait until it is clear
 * whether they are a title of what follows or a note to what was before. Linear in the
 * cells.
 */
#include "ingest/infer/block_finder.h"

#include "base/text.h"
#include "ingest/infer/row_facts.h"

#include <string.h>

struct finder finder_of(struct arena *arena, const struct grid *grid,
                        const struct symbols *symbols)
{
    return (struct finder){
        .arena = arena,
        .grid = grid,
        .symbols = symbols,
        .last_column = grid->column_count ? grid->column_count - 1 : 0,
        .kinds = arena_array(arena, (size_t)grid->row_count + 1, uint8_t),
    };
}

void finder_add_line(struct arena *arena, const struct text_line **lines, uint32_t *count,
                     struct text_line line)
{
    struct text_line *more = arena_array(arena, (size_t)*count + 1, struct text_line);
    if (*count) {
        memcpy(more, *lines, *count * sizeof(*more));
    }
    more[*count] = line;
    *lines = more;
    (*count)++;
}

const char *finder_line_text(const struct finder *finder, struct text_line line)
{
    return grid_text(finder->grid, line.row, line.column);
}

static bool looks_like_note(const char *text)
{
    static const char *const starts[] = {"note", "source", "*", "footnote",
                                         "[",    "(1)",    "1."};
    const char *key = text;
    while (*key == ' ' || *key == '"') {
        key++;
    }
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        const size_t length = strlen(starts[i]);
        char head[16] = "";
        strncpy(head, key, length);
        if (text_equals_ignoring_case(head, starts[i])) {
            return true;
        }
    }
    return false;
}

static void close_block(struct finder *finder)
{
    if (finder->is_open && finder->has_data) {
        struct table_block *block = arena_add(
            finder->arena, finder->blocks, finder->block_count, finder->block_capacity);
        *block = finder->at;
    }
    finder->is_open = false;
    finder->has_data = false;
    finder->heading_rows = 0;
}

/* Lines that waited: those that belong to the block before become its notes. */
static size_t settle_notes(struct finder *finder, bool is_end)
{
    size_t notes = 0;
    if (finder->is_open && finder->has_data) {
        const size_t sure = finder->saw_gap ? finder->waiting_gap : 0;
        while (notes < finder->waiting_count &&
               (is_end || notes < sure ||
                looks_like_note(finder_line_text(finder, finder->waiting[notes])))) {
            finder_add_line(finder->arena, &finder->at.notes, &finder->at.note_count,
                            finder->waiting[notes]);
            notes++;
        }
    }
    return notes;
}

static void forget_waiting(struct finder *finder)
{
    finder->waiting_count = 0;
    finder->waiting_gap = 0;
    finder->saw_gap = false;
}

static void open_block(struct finder *finder, uint32_t row)
{
    const size_t notes = settle_notes(finder, false);
    close_block(finder);
    memset(&finder->at, 0, sizeof(finder->at));
    finder->at.first_row = row;
    finder->at.last_row = row;
    finder->at.panel = "";
    for (size_t i = notes; i < finder->waiting_count; i++) {
        finder_add_line(finder->arena, &finder->at.titles, &finder->at.title_count,
                        finder->waiting[i]);
    }
    forget_waiting(finder);
    finder->is_open = true;
}

/* Lines between heading and data, or between data rows: they head the rows below, unless
 * they are notes; under two heading rows or more the first names the row labels. */
static void settle_sections(struct finder *finder)
{
    for (size_t i = 0; i < finder->waiting_count; i++) {
        const struct text_line line = finder->waiting[i];
        const bool is_note = looks_like_note(finder_line_text(finder, line));
        const bool names_levels =
            !finder->has_data && finder->heading_rows >= 2 && i == 0;
        uint8_t kind = names_levels ? ROW_LEVEL_NAMES : ROW_SECTION;
        if (is_note) {
            kind = ROW_NOTE;
            finder_add_line(finder->arena, &finder->at.notes, &finder->at.note_count,
                            line);
        }
        finder->kinds[line.row] = kind;
    }
    forget_waiting(finder);
}

static void add_heading(struct finder *finder, uint32_t row)
{
    finder->kinds[row] = ROW_HEADING;
    finder->at.last_row = row;
    finder->at.has_headings = true;
    finder->heading_rows++;
}

static void add_data(struct finder *finder, uint32_t row)
{
    settle_sections(finder);
    if (!finder->has_data) {
        finder->at.first_data_row = row;
        finder->has_data = true;
    }
    finder->kinds[row] = ROW_DATA;
    finder->at.last_row = row;
}

static bool same_texts(const struct finder *finder, uint32_t one, uint32_t other)
{
    for (uint32_t column = finder->first_column; column <= finder->last_column;
         column++) {
        if (!text_equals(grid_text(finder->grid, one, column),
                         grid_text(finder->grid, other, column))) {
            return false;
        }
    }
    return true;
}

/* A heading row below data begins a new block when something parts them, or when it
 * repeats the heading of the block. */
static bool begins_new_block(const struct finder *finder, uint32_t row, bool is_heading)
{
    if (!finder->is_open) {
        return true;
    }
    if (!finder->has_data || !is_heading) {
        return false;
    }
    return finder->saw_gap || finder->waiting_count ||
           (finder->at.has_headings && same_texts(finder, row, finder->at.first_row));
}

static void wait_with_line(struct finder *finder, uint32_t row, uint32_t column)
{
    struct text_line *line = arena_add(finder->arena, finder->waiting,
                                       finder->waiting_count, finder->waiting_capacity);
    *line = (struct text_line){.row = row, .column = column};
}

/* The line that waits right above the row, or above lines in the column of its labels
 * that do; SIZE_MAX where none of those stands to the right of the labels. */
static size_t lone_heading(const struct finder *finder, uint32_t row, uint32_t labels)
{
    for (size_t i = finder->waiting_count; i > 0; i--) {
        const struct text_line line = finder->waiting[i - 1];
        if (line.row + (finder->waiting_count - i) + 1 != row) {
            return SIZE_MAX;
        }
        if (line.column > labels) {
            return i - 1;
        }
    }
    return SIZE_MAX;
}

/* ",region" above "London,208": a lone text to the right of the labels is a heading, no
 * title. Lines between it and the first row head the rows below them. */
static void claim_lone_heading(struct finder *finder, uint32_t row,
                               const struct row_facts *facts)
{
    const size_t found = lone_heading(finder, row, facts->first);
    if (found == SIZE_MAX) {
        return;
    }
    const uint32_t heading = finder->waiting[found].row;
    finder->waiting_count = found;
    open_block(finder, heading);
    add_heading(finder, heading);
    for (uint32_t section = heading + 1; section < row; section++) {
        wait_with_line(finder, section, facts->first);
    }
}

static void take_table_row(struct finder *finder, uint32_t row,
                           const struct row_facts *facts)
{
    if (!finder->is_open) {
        claim_lone_heading(finder, row, facts);
    }
    const bool is_first = !finder->is_open;
    const bool is_heading = row_looks_like_heading(facts, is_first);
    if (begins_new_block(finder, row, is_heading)) {
        open_block(finder, row);
    }
    if (!finder->has_data && is_heading) {
        settle_sections(finder);
        add_heading(finder, row);
        return;
    }
    add_data(finder, row);
}

static void take_row(struct finder *finder, uint32_t row)
{
    const struct row_facts facts = row_facts_of(finder->grid, row, finder->first_column,
                                                finder->last_column, finder->symbols);
    if (facts.filled == 0) {
        finder->saw_gap = true;
        finder->waiting_gap = finder->waiting_count;
        return;
    }
    const bool is_narrow = finder->first_column == finder->last_column;
    if (facts.filled == 1 && facts.numbers == 0 && !is_narrow) {
        wait_with_line(finder, row, facts.first);
        return;
    }
    if (facts.filled == 1 && !finder->is_open) {
        wait_with_line(finder, row, facts.first);
        return;
    }
    take_table_row(finder, row, &facts);
}

void finder_run(struct finder *finder, uint32_t first_row, uint32_t last_row)
{
    for (uint32_t row = first_row; row <= last_row; row++) {
        take_row(finder, row);
    }
    const size_t notes = settle_notes(finder, true);
    close_block(finder);
    if (notes == finder->waiting_count) {
        forget_waiting(finder);
    }
}
