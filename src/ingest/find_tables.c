/*
 * One pass from the top: rows gather into blocks, lines of text wait until it is clear whether
 * they are a title of what follows or a note to what was before. Linear in the cells.
 */
#include "ingest/find_tables.h"

#include "base/text.h"
#include "ingest/name_words.h"
#include "ingest/row_facts.h"

#include <string.h>

struct finder {
    struct arena *arena;
    const struct grid *grid;
    const struct symbols *symbols;
    uint32_t first_column;
    uint32_t last_column;
    uint8_t *kinds; /* [grid rows] */

    struct table_block *blocks;
    size_t block_count;
    size_t block_capacity;

    bool is_open;          /* a block has begun */
    bool has_data;         /* and its first data row was met */
    struct table_block at; /* the open block */
    uint32_t heading_rows;

    struct text_line *waiting; /* lines since the last table row */
    size_t waiting_count;
    size_t waiting_capacity;
    size_t waiting_gap; /* those from here on came after the last blank row */
    bool saw_gap;
};

static void add_line(struct arena *arena, const struct text_line **lines, uint32_t *count,
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

static const char *line_text(const struct finder *finder, struct text_line line)
{
    return grid_text(finder->grid, line.row, line.column);
}

static bool looks_like_note(const char *text)
{
    static const char *const starts[] = {"note", "source", "*", "footnote", "[", "(1)", "1."};
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
        struct table_block *block =
            arena_add(finder->arena, finder->blocks, finder->block_count,
                      finder->block_capacity);
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
                looks_like_note(line_text(finder, finder->waiting[notes])))) {
            add_line(finder->arena, &finder->at.notes, &finder->at.note_count,
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
        add_line(finder->arena, &finder->at.titles, &finder->at.title_count,
                 finder->waiting[i]);
    }
    forget_waiting(finder);
    finder->is_open = true;
}

/* Lines between heading and data, or between data rows: they head the rows below, unless they
 * are notes; under two heading rows or more the first names the row labels. */
static void settle_sections(struct finder *finder)
{
    for (size_t i = 0; i < finder->waiting_count; i++) {
        const struct text_line line = finder->waiting[i];
        const bool is_note = looks_like_note(line_text(finder, line));
        const bool names_levels = !finder->has_data && finder->heading_rows >= 2 && i == 0;
        uint8_t kind = names_levels ? ROW_LEVEL_NAMES : ROW_SECTION;
        if (is_note) {
            kind = ROW_NOTE;
            add_line(finder->arena, &finder->at.notes, &finder->at.note_count, line);
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
    for (uint32_t column = finder->first_column; column <= finder->last_column; column++) {
        if (!text_equals(grid_text(finder->grid, one, column),
                         grid_text(finder->grid, other, column))) {
            return false;
        }
    }
    return true;
}

/* A heading row below data begins a new block when something parts them, or when it repeats
 * the heading of the block. */
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

/* ",region" above "London,208": a lone text to the right of the labels is a heading, no title. */
static void claim_lone_heading(struct finder *finder, uint32_t row,
                               const struct row_facts *facts)
{
    if (finder->waiting_count == 0) {
        return;
    }
    const struct text_line line = finder->waiting[finder->waiting_count - 1];
    if (line.row + 1 != row || line.column <= facts->first) {
        return;
    }
    finder->waiting_count--;
    open_block(finder, line.row);
    add_heading(finder, line.row);
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

static void wait_with_line(struct finder *finder, uint32_t row, uint32_t column)
{
    struct text_line *line = arena_add(finder->arena, finder->waiting,
                                       finder->waiting_count, finder->waiting_capacity);
    *line = (struct text_line){.row = row, .column = column};
}

static void take_row(struct finder *finder, uint32_t row)
{
    const struct row_facts facts = row_facts_of(
        finder->grid, row, finder->first_column, finder->last_column, finder->symbols);
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

static void find_blocks(struct finder *finder, uint32_t first_row, uint32_t last_row)
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

/* The columns that any row of the block fills; rows may be ragged on both sides. */
static void trim_columns(const struct finder *finder, struct table_block *block)
{
    uint32_t first = finder->last_column;
    uint32_t last = finder->first_column;
    for (uint32_t row = block->first_row; row <= block->last_row; row++) {
        uint32_t column = finder->first_column;
        while (column < first && text_is_blank(grid_text(finder->grid, row, column))) {
            column++;
        }
        first = column < first ? column : first;
        column = finder->last_column;
        while (column > last && text_is_blank(grid_text(finder->grid, row, column))) {
            column--;
        }
        last = column > last ? column : last;
    }
    block->first_column = first;
    block->last_column = last;
    block->kinds = finder->kinds + block->first_row;
}

/* A text that tells blocks of one file apart. */
static const char *panel_of(const struct finder *finder, const struct table_block *block)
{
    static const char *const words[] = {"panel", "part", "section", "block"};
    for (uint32_t i = block->title_count; i > 0; i--) {
        const char *text = line_text(finder, block->titles[i - 1]);
        const char *key = text_key(finder->arena, text);
        for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
            if (text_starts_with(key, words[w])) {
                return text;
            }
        }
    }
    const uint32_t last = block->title_count;
    return last && name_is_year(line_text(finder, block->titles[last - 1]))
               ? line_text(finder, block->titles[last - 1])
               : "";
}

static struct finder finder_of(struct arena *arena, const struct grid *grid,
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

static void remark_on_lines(struct finder *finder, struct table_blocks *found)
{
    const size_t count = finder->waiting_count + 1;
    struct remark *remarks = arena_array(finder->arena, count, struct remark);
    for (size_t i = 0; i < finder->waiting_count; i++) {
        remarks[found->remark_count++] = (struct remark){
            .kind = REMARK_UNUSED_TEXT,
            .output = finder->grid->output,
            .sheet = finder->grid->sheet,
            .row = finder->waiting[i].row,
            .column = finder->waiting[i].column,
            .sentence = "this text belongs to no table and was not checked",
            .hint = "",
        };
    }
    if (finder->block_count == 0) {
        remarks[found->remark_count++] = (struct remark){
            .kind = REMARK_NO_TABLE,
            .output = finder->grid->output,
            .sheet = finder->grid->sheet,
            .row = UINT32_MAX,
            .column = UINT32_MAX,
            .sentence = "no table was found",
            .hint = "A table has a row of headings and rows with numbers below it.",
        };
    }
    found->remarks = remarks;
}

/* Whether a column of the block is empty in all its rows. */
static bool column_is_empty(const struct grid *grid, const struct table_block *block,
                            uint32_t column)
{
    for (uint32_t row = block->first_row; row <= block->last_row; row++) {
        if (!text_is_blank(grid_text(grid, row, column))) {
            return false;
        }
    }
    return true;
}

/* Labels stand in the first column of a block, numbers in the others. */
static bool begins_with_labels(const struct finder *finder, const struct table_block *block,
                               uint32_t column)
{
    uint32_t labels = 0;
    for (uint32_t row = block->first_data_row; row <= block->last_row; row++) {
        const struct row_facts facts =
            row_facts_of(finder->grid, row, column, column, finder->symbols);
        labels += facts.filled && !facts.numbers && !facts.symbols ? 1 : 0;
    }
    const uint32_t rows = block->last_row - block->first_data_row + 1;
    return labels * 2 > rows;
}

/* Where a block beside this one begins; 0 when there is none. */
static uint32_t find_neighbour(const struct finder *finder, const struct table_block *block)
{
    for (uint32_t column = block->first_column + 2; column + 2 <= block->last_column;
         column++) {
        if (column_is_empty(finder->grid, block, column) &&
            begins_with_labels(finder, block, column + 1)) {
            return column + 1;
        }
    }
    return 0;
}

/* The part of a block from `first` to `last` column, its rows found anew. */
static struct table_block part_of_block(struct finder *finder,
                                        const struct table_block *block, uint32_t first,
                                        uint32_t last)
{
    struct finder part = finder_of(finder->arena, finder->grid, finder->symbols);
    part.first_column = first;
    part.last_column = last;
    find_blocks(&part, block->first_row, block->last_row);
    struct table_block found = part.block_count ? part.blocks[0] : *block;
    const struct text_line *titles = NULL;
    uint32_t title_count = 0;
    for (uint32_t i = 0; i < block->title_count; i++) {
        const uint32_t column = block->titles[i].column;
        const bool is_shared = block->title_count == 1 || column == block->first_column;
        if (is_shared || (column >= first && column <= last)) {
            add_line(finder->arena, &titles, &title_count, block->titles[i]);
        }
    }
    for (uint32_t i = 0; i < found.title_count; i++) {
        add_line(finder->arena, &titles, &title_count, found.titles[i]);
    }
    found.panel = found.title_count
                      ? line_text(finder, found.titles[found.title_count - 1])
                      : "";
    found.titles = titles;
    found.title_count = title_count;
    found.notes = block->notes;
    found.note_count = block->note_count;
    trim_columns(&part, &found);
    return found;
}

/* Panels of one file share the title above the first of them. */
static void share_title(struct finder *finder, struct table_block *blocks, size_t index)
{
    const struct table_block *first = &blocks[0];
    if (index == 0 || !blocks[index].panel[0] || !first->panel[0] ||
        blocks[index].title_count != 1) {
        return;
    }
    const struct text_line *titles = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < first->title_count; i++) {
        if (!text_equals(line_text(finder, first->titles[i]), first->panel)) {
            add_line(finder->arena, &titles, &count, first->titles[i]);
        }
    }
    add_line(finder->arena, &titles, &count, blocks[index].titles[0]);
    blocks[index].titles = titles;
    blocks[index].title_count = count;
}

struct table_blocks find_tables(struct arena *arena, const struct grid *grid,
                                const struct symbols *symbols)
{
    struct table_blocks found = {.count = 0};
    struct finder finder = finder_of(arena, grid, symbols);
    if (grid->row_count) {
        find_blocks(&finder, 0, grid->row_count - 1);
    }
    remark_on_lines(&finder, &found);
    struct table_block *blocks = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < finder.block_count; i++) {
        struct table_block rest = finder.blocks[i];
        trim_columns(&finder, &rest);
        uint32_t next = find_neighbour(&finder, &rest);
        while (next) {
            *arena_add(arena, blocks, count, capacity) =
                part_of_block(&finder, &rest, rest.first_column, next - 2);
            rest = part_of_block(&finder, &rest, next, rest.last_column);
            next = find_neighbour(&finder, &rest);
        }
        *arena_add(arena, blocks, count, capacity) = rest;
    }
    for (size_t i = 0; count > 1 && i < count; i++) {
        const char *panel = panel_of(&finder, &blocks[i]);
        blocks[i].panel = panel[0] ? panel : blocks[i].panel;
        share_title(&finder, blocks, i);
    }
    found.items = blocks;
    found.count = (uint32_t)count;
    return found;
}

struct table_block table_block_at(struct arena *arena, const struct grid *grid,
                                  const struct symbols *symbols,
                                  const struct table_block *place)
{
    struct finder finder = finder_of(arena, grid, symbols);
    finder.first_column = place->first_column;
    finder.last_column = place->last_column;
    const uint32_t last = place->last_row < grid->row_count ? place->last_row
                                                            : grid->row_count - 1;
    find_blocks(&finder, place->first_row, last);
    struct table_block block = *place;
    if (finder.block_count) {
        block = finder.blocks[0];
        block.first_row = place->first_row;
        block.last_row = finder.blocks[finder.block_count - 1].last_row;
    }
    if (place->first_data_row > place->first_row) {
        block.first_data_row = place->first_data_row;
        for (uint32_t row = block.first_row; row <= block.last_row; row++) {
            const bool is_heading = row < block.first_data_row;
            if (is_heading || finder.kinds[row] == ROW_HEADING) {
                finder.kinds[row] = is_heading ? ROW_HEADING : ROW_DATA;
            }
        }
    }
    block.has_headings = block.first_data_row > block.first_row;
    block.titles = place->titles;
    block.title_count = place->title_count;
    block.notes = place->notes;
    block.note_count = place->note_count;
    block.panel = "";
    trim_columns(&finder, &block);
    return block;
}
