/*
 * Blocks of rows -> tables: trimmed to the columns they fill, split where they stand side
 * by side, with titles and panels.
 */
#include "ingest/infer/find_tables.h"

#include "base/text.h"
#include "ingest/infer/block_finder.h"
#include "ingest/infer/model_blocks.h"
#include "ingest/infer/name_words.h"
#include "ingest/infer/row_facts.h"

#include <string.h>

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
        const uint32_t end = finder->grid->rows[row].count;
        column = end && end - 1 < finder->last_column ? end - 1 : finder->last_column;
        while (column > last && text_is_blank(grid_text(finder->grid, row, column))) {
            column--;
        }
        last = column > last ? column : last;
    }
    block->first_column = first;
    block->last_column = last;
    block->kinds = finder->kinds + block->first_row;
}

static bool is_panel_title(struct arena *arena, const char *text)
{
    static const char *const words[] = {"panel", "part", "section", "block"};
    const char *key = text_key(arena, text);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (text_starts_with(key, words[i])) {
            return true;
        }
    }
    return false;
}

/* A text that tells blocks of one file apart. */
static const char *panel_of(const struct finder *finder, const struct table_block *block)
{
    for (uint32_t i = block->title_count; i > 0; i--) {
        const char *text = finder_line_text(finder, block->titles[i - 1]);
        if (is_panel_title(finder->arena, text)) {
            return text;
        }
    }
    const char *last =
        block->title_count
            ? finder_line_text(finder, block->titles[block->title_count - 1])
            : "";
    return name_is_year(last) ? last : "";
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

/* Numbers below such a heading are labels: ages, years. */
static bool is_headed_as_labels(const struct finder *finder,
                                const struct table_block *block, uint32_t column)
{
    if (!block->has_headings || block->first_data_row == 0) {
        return false;
    }
    const struct name_words words = name_words_of(
        finder->arena, grid_text(finder->grid, block->first_data_row - 1, column));
    return name_is_label(&words) || name_is_time(&words);
}

/* Labels stand in the first column of a block, numbers in the others. */
static bool begins_with_labels(const struct finder *finder,
                               const struct table_block *block, uint32_t column)
{
    uint32_t labels = 0;
    for (uint32_t row = block->first_data_row; row <= block->last_row; row++) {
        const struct row_facts facts =
            row_facts_of(finder->grid, row, column, column, finder->symbols);
        labels += facts.filled && !facts.numbers && !facts.symbols ? 1 : 0;
    }
    const uint32_t rows = block->last_row - block->first_data_row + 1;
    return labels * 2 > rows || is_headed_as_labels(finder, block, column);
}

/* Where a block beside this one begins; 0 when there is none. */
static uint32_t find_neighbour(const struct finder *finder,
                               const struct table_block *block)
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
    finder_run(&part, block->first_row, block->last_row);
    struct table_block found = part.block_count ? part.blocks[0] : *block;
    const struct text_line *titles = NULL;
    uint32_t title_count = 0;
    for (uint32_t i = 0; i < block->title_count; i++) {
        const uint32_t column = block->titles[i].column;
        const bool is_shared = block->title_count == 1 || column == block->first_column;
        if (is_shared || (column >= first && column <= last)) {
            finder_add_line(finder->arena, &titles, &title_count, block->titles[i]);
        }
    }
    for (uint32_t i = 0; i < found.title_count; i++) {
        finder_add_line(finder->arena, &titles, &title_count, found.titles[i]);
    }
    found.panel = found.title_count
                      ? finder_line_text(finder, found.titles[found.title_count - 1])
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
        if (!text_equals(finder_line_text(finder, first->titles[i]), first->panel)) {
            finder_add_line(finder->arena, &titles, &count, first->titles[i]);
        }
    }
    finder_add_line(finder->arena, &titles, &count, blocks[index].titles[0]);
    blocks[index].titles = titles;
    blocks[index].title_count = count;
}

struct table_blocks find_tables(struct arena *arena, const struct grid *grid,
                                const struct symbols *symbols)
{
    struct table_blocks found = {.count = 0};
    struct finder finder = finder_of(arena, grid, symbols);
    if (grid->row_count) {
        finder_run(&finder, 0, grid->row_count - 1);
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
    if (blocks) {
        model_blocks_mark(&finder, blocks, &count);
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

/* The first data row is said: what is above it are headings, what is below is data. */
static void believe_data_row(const struct finder *finder, struct table_block *block)
{
    for (uint32_t row = block->first_row; row <= block->last_row; row++) {
        uint8_t *kind = &finder->kinds[row];
        if (row < block->first_data_row) {
            *kind = ROW_HEADING;
        } else if (*kind == ROW_HEADING) {
            *kind = ROW_DATA;
        }
    }
}

struct table_block table_block_at(struct arena *arena, const struct grid *grid,
                                  const struct symbols *symbols,
                                  const struct table_block *place)
{
    struct finder finder = finder_of(arena, grid, symbols);
    finder.first_column = place->first_column;
    finder.last_column = place->last_column;
    const uint32_t end = grid->row_count ? grid->row_count - 1 : 0;
    const uint32_t last = place->last_row < end ? place->last_row : end;
    struct table_block block = *place;
    block.last_row = last;
    finder_run(&finder, place->first_row, last);
    if (finder.block_count) {
        block = finder.blocks[0];
        block.first_row = place->first_row;
        block.last_row = finder.blocks[finder.block_count - 1].last_row;
    }
    if (place->first_data_row > place->first_row) {
        block.first_data_row = place->first_data_row;
        believe_data_row(&finder, &block);
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
