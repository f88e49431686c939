/*
 * Blocks that were found and blocks that were described are one list, sorted by place.
 */
#include "ingest/grid_tables.h"

#include "base/text.h"
#include "ingest/build/build_table.h"
#include "ingest/infer/cell_pairs.h"
#include "ingest/infer/find_tables.h"
#include "ingest/infer/infer_roles.h"

#include <stdlib.h>
#include <string.h>

/* One table to be: where it is and what is said of it. */
struct claim {
    struct table_block block;
    const struct sidecar_table *said; /* NULL: nothing */
    bool has_said_place;
};

struct claims {
    struct claim *items;
    size_t count;
    size_t capacity;
    const struct rounding_rule *rounding; /* that the policy prescribes; NULL */
};

static bool overlap(const struct table_block *one, const struct table_block *other)
{
    return one->first_row <= other->last_row && other->first_row <= one->last_row &&
           one->first_column <= other->last_column &&
           other->first_column <= one->last_column;
}

/* A sidecar may say nothing of the place; with an EES companion the first row is the
 * heading and all others are data. */
static bool has_place(const struct sidecar_table *said)
{
    return said->has_rows || said->has_range || said->origin == ORIGIN_META;
}

/* The first row after `said` that another description starts on, or the grid's end. */
static uint32_t last_row_before_next(const struct grid *grid,
                                     const struct sidecar_tables *said, size_t index)
{
    const uint32_t first = said->items[index].plan.first_row;
    for (size_t i = index + 1; i < said->count; i++) {
        if (said->items[i].plan.first_row > first) {
            return said->items[i].plan.first_row - 1;
        }
    }
    return grid->row_count - 1;
}

static struct table_block said_place(const struct grid *grid,
                                     const struct sidecar_tables *said, size_t index)
{
    const struct sidecar_table *item = &said->items[index];
    struct table_block place = {
        .first_row = item->plan.first_row,
        .last_row = item->plan.last_row,
        .first_column = item->plan.first_column,
        .last_column = item->plan.last_column,
        .first_data_row = item->plan.first_data_row,
        .panel = "",
    };
    if (item->origin == ORIGIN_META && !item->has_rows) {
        place.first_row = 0;
        place.first_data_row = 1;
    }
    if (!item->has_range) {
        place.last_row = last_row_before_next(grid, said, index);
        place.first_column = 0;
        place.last_column = grid->column_count - 1;
    }
    return place;
}

/* Titles and notes of the blocks found at the place: its own, for they stand around it.
 */
static void take_texts(struct table_block *place, const struct table_blocks *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        const struct table_block *block = &found->items[i];
        if (overlap(place, block)) {
            place->titles = place->title_count ? place->titles : block->titles;
            place->title_count =
                place->title_count ? place->title_count : block->title_count;
            place->notes = block->notes;
            place->note_count = block->note_count;
        }
    }
}

static bool is_claimed(const struct claims *claims, const struct table_block *block)
{
    for (size_t i = 0; i < claims->count; i++) {
        if (claims->items[i].has_said_place && overlap(&claims->items[i].block, block)) {
            return true;
        }
    }
    return false;
}

/* The next description without a place of its own, or NULL. */
static const struct sidecar_table *next_placeless(const struct sidecar_tables *said,
                                                  size_t *next)
{
    while (*next < said->count) {
        const struct sidecar_table *item = &said->items[(*next)++];
        if (!has_place(item)) {
            return item;
        }
    }
    return NULL;
}

static int compare_claims(const void *one, const void *other)
{
    const struct table_block *first = &((const struct claim *)one)->block;
    const struct table_block *second = &((const struct claim *)other)->block;
    if (first->first_row != second->first_row) {
        return first->first_row < second->first_row ? -1 : 1;
    }
    return (first->first_column > second->first_column) -
           (first->first_column < second->first_column);
}

/* Described places first; then what was found and nobody described in place takes the
 * descriptions without one, in order. */
static struct claims claim_blocks(struct arena *arena, const struct grid *grid,
                                  const struct sidecar_tables *said,
                                  const struct symbols *symbols,
                                  const struct table_blocks *found)
{
    struct claims claims = {0};
    for (size_t i = 0; i < said->count && grid->column_count; i++) {
        const struct sidecar_table *item = &said->items[i];
        if (has_place(item)) {
            struct table_block place = said_place(grid, said, i);
            take_texts(&place, found);
            *arena_add(arena, claims.items, claims.count, claims.capacity) =
                (struct claim){
                    .block = table_block_at(arena, grid, symbols, &place),
                    .said = item,
                    .has_said_place = true,
                };
        }
    }
    size_t next = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        if (!is_claimed(&claims, &found->items[i])) {
            *arena_add(arena, claims.items, claims.count, claims.capacity) =
                (struct claim){
                    .block = found->items[i],
                    .said = next_placeless(said, &next),
                };
        }
    }
    if (claims.count) {
        qsort(claims.items, claims.count, sizeof(claims.items[0]), compare_claims);
    }
    return claims;
}

/* A block that the reader has found, with what its rows are. */
static struct table_block block_at(const struct grid_block *place, const uint8_t *kinds)
{
    return (struct table_block){
        .first_row = place->first_row,
        .last_row = place->last_row,
        .first_column = place->first_column,
        .last_column = place->last_column,
        .first_data_row = place->first_data_row,
        .has_headings = true,
        .kinds = kinds,
        .panel = "",
    };
}

/* Numbers of sentences: every filled row is data, each for itself. */
static struct table_block counts_block(struct arena *arena, const struct grid *grid,
                                       const struct grid_block *place)
{
    uint8_t *kinds =
        arena_array(arena, (size_t)place->last_row - place->first_row + 1, uint8_t);
    for (uint32_t r = place->first_row; r <= place->last_row; r++) {
        const char *text = grid_text(grid, r, place->first_column);
        kinds[r - place->first_row] = text[0] ? ROW_DATA : ROW_BLANK;
    }
    return block_at(place, kinds); /* the words say what each number is */
}

/* What a block of counts is, in the words of a sidecar. */
static const struct sidecar_table *
counts_said(struct arena *arena, const struct grid *grid, const struct grid_block *place)
{
    struct sidecar_table *said = arena_new(arena, struct sidecar_table);
    struct plan_line *lines = arena_array(arena, 2, struct plan_line);
    lines[0] = plan_line_at(place->first_column);
    lines[0].role = ROLE_DIMENSION;
    lines[0].origin = ORIGIN_LAYOUT;
    lines[0].name = lines[0].dimension = "section"; /* parts that add up to nothing */
    lines[1] = plan_line_at(place->last_column);
    lines[1].role = ROLE_COUNT;
    lines[1].origin = ORIGIN_NAME;
    lines[1].name = lines[1].measure = "number";
    *said = (struct sidecar_table){
        .plan = {.grid = grid,
                 .title = "Numbers in sentences",
                 .columns = lines,
                 .column_count = 2,
                 .rounding = {.origin = ORIGIN_GUESS}},
        .file = "",
        .origin = ORIGIN_LAYOUT,
        .statistic_class = CLASS_COUNT,
    };
    return said;
}

/* A heading, not a sentence: sentences speak of more than the table below them. */
static bool may_be_title(const struct grid *grid, uint32_t row)
{
    const char *text = grid_text(grid, row, 0);
    return grid->rows[row].count == 1 && !text_is_blank(text) &&
           !text_ends_with(text, ".") && strlen(text) < 120;
}

/* The line above the table, with one blank line between at most. */
static void take_title(struct arena *arena, const struct grid *grid,
                       struct table_block *block)
{
    uint32_t row = block->first_row;
    for (uint32_t back = 0; back < 2 && row > 0; back++) {
        row--;
        if (may_be_title(grid, row)) {
            struct text_line *title = arena_new(arena, struct text_line);
            *title = (struct text_line){.row = row};
            block->titles = title;
            block->title_count = 1;
            return;
        }
        if (grid->rows[row].count) {
            return;
        }
    }
}

/* A model in running text, or several: its rows have two cells at least, what stands
 * between them has one. */
static struct table_block model_block(struct arena *arena, const struct grid *grid,
                                      const struct grid_block *place)
{
    uint8_t *kinds =
        arena_array(arena, (size_t)place->last_row - place->first_row + 1, uint8_t);
    for (uint32_t r = place->first_row; r <= place->last_row; r++) {
        const uint32_t cells = grid->rows[r].count;
        kinds[r - place->first_row] = cells >= 2   ? ROW_DATA
                                      : cells == 1 ? ROW_NOTE
                                                   : ROW_BLANK;
    }
    struct table_block block = block_at(place, kinds); /* headings stand in its rows */
    block.model = LAYOUT_PAIRS;
    if (place->holds_models) {
        kinds[0] = ROW_HEADING;
        block.model = LAYOUT_COLUMNS;
        block.has_headings = true;
        block.first_data_row = place->first_data_row;
    }
    return block;
}

static struct claim claim_of_place(struct arena *arena, const struct grid *grid,
                                   const struct symbols *symbols,
                                   const struct grid_block *place)
{
    if (place->holds_counts) {
        return (struct claim){.block = counts_block(arena, grid, place),
                              .said = counts_said(arena, grid, place),
                              .has_said_place = true};
    }
    if (place->holds_model || place->holds_models) {
        struct table_block block = model_block(arena, grid, place);
        take_title(arena, grid, &block);
        return (struct claim){.block = block, .has_said_place = true};
    }
    struct table_block block = {
        .first_row = place->first_row,
        .last_row = place->last_row,
        .first_column = place->first_column,
        .last_column = place->last_column ? place->last_column : grid->column_count - 1,
        .first_data_row = place->first_data_row,
        .panel = "",
    };
    take_title(arena, grid, &block);
    return (struct claim){.block = table_block_at(arena, grid, symbols, &block),
                          .has_said_place = true};
}

/* In running text the reader knows where tables are. */
static struct claims claim_places(struct arena *arena, const struct grid *grid,
                                  const struct symbols *symbols)
{
    struct claims claims = {0};
    for (uint32_t i = 0; i < grid->block_count; i++) {
        *arena_add(arena, claims.items, claims.count, claims.capacity) =
            claim_of_place(arena, grid, symbols, &grid->blocks[i]);
    }
    if (claims.count) {
        qsort(claims.items, claims.count, sizeof(claims.items[0]), compare_claims);
    }
    return claims;
}

/* The sidecar's symbols before the policy's: the first entry that fits wins. */
static const struct symbols *symbols_for(struct arena *arena,
                                         const struct sidecar_table *said,
                                         const struct symbols *symbols)
{
    if (!said || said->symbol_count == 0) {
        return symbols;
    }
    const size_t known = symbols ? symbols->count : 0;
    struct symbol *items = arena_array(arena, said->symbol_count + known, struct symbol);
    memcpy(items, said->symbols, said->symbol_count * sizeof(items[0]));
    if (known) {
        memcpy(items + said->symbol_count, symbols->items, known * sizeof(items[0]));
    }
    struct symbols *all = arena_new(arena, struct symbols);
    *all = (struct symbols){.items = items, .count = said->symbol_count + known};
    return all;
}

/* ---- what a description leaves out ---- */

static bool holds_place(const struct claims *claims, uint32_t row, uint32_t column)
{
    const struct table_block place = {
        .first_row = row, .last_row = row, .first_column = column, .last_column = column};
    for (size_t i = 0; i < claims->count; i++) {
        if (overlap(&claims->items[i].block, &place)) {
            return true;
        }
    }
    return false;
}

static bool has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

/* The first place of a block with a number that no table holds; false where there is
 * none. */
static bool first_left_out(const struct grid *grid, const struct claims *claims,
                           const struct table_block *block, struct text_line *place)
{
    const uint32_t width = block->last_column - block->first_column + 1;
    const uint32_t height = block->last_row - block->first_row + 1;
    for (uint64_t i = 0; i < (uint64_t)width * height; i++) {
        place->row = block->first_row + (uint32_t)(i / width);
        place->column = block->first_column + (uint32_t)(i % width);
        if (block->kinds[place->row - block->first_row] == ROW_DATA &&
            place->column > block->first_column &&
            has_digit(grid_text(grid, place->row, place->column)) &&
            !holds_place(claims, place->row, place->column)) {
            return true;
        }
    }
    return false;
}

/* A range that holds a part of a block says nothing of the rest, and nobody judges it. */
static void doubt_left_out(struct arena *arena, const struct grid *grid,
                           const struct claims *claims, const struct table_blocks *found,
                           const struct claim *claim, struct plan *known)
{
    for (uint32_t i = 0; i < found->count; i++) {
        struct text_line place;
        if (!claim->said || !claim->said->has_range ||
            claim->said->origin != ORIGIN_SIDECAR || /* others know what they leave out */
            !overlap(&claim->block, &found->items[i]) ||
            !first_left_out(grid, claims, &found->items[i], &place)) {
            continue;
        }
        struct doubt *doubts =
            arena_array(arena, (size_t)known->doubt_count + 1, struct doubt);
        if (known->doubt_count) {
            memcpy(doubts, known->doubts, known->doubt_count * sizeof(*doubts));
        }
        doubts[known->doubt_count++] = (struct doubt){
            .row = place.row,
            .column = place.column,
            .sentence =
                text_format(arena,
                            "the range of the sidecar leaves out numbers from %s on, "
                            "which were not judged",
                            grid_place(arena, place.row, place.column)),
        };
        known->doubts = doubts;
        return;
    }
}

static struct table *make_table(struct arena *arena, const struct grid *grid,
                                const struct claims *claims, size_t index,
                                const struct table_blocks *found,
                                const struct symbols *policy)
{
    const struct claim *claim = &claims->items[index];
    const struct sidecar_table *said = claim->said;
    const struct symbols *symbols = symbols_for(arena, said, policy);
    struct plan known = said ? said->plan : (struct plan){0};
    if (said && known.total_count == 0) {
        known.totals = said->totals;
        known.total_count = said->total_count;
    }
    doubt_left_out(arena, grid, claims, found, claim, &known);
    struct cell_pairs pairs;
    const bool is_parted = cell_pairs_part(arena, grid, &claim->block, symbols, &pairs);
    if (is_parted) {
        cell_pairs_say(arena, &pairs, &known);
    }
    struct plan *plan = arena_new(arena, struct plan);
    *plan = *infer_plan(arena, is_parted ? pairs.parted : grid,
                        is_parted ? &pairs.block : &claim->block, said ? &known : NULL,
                        symbols);
    plan->prescribed = claims->rounding;
    struct table *table = build_table(arena, plan, symbols);
    table->meta = said ? said->meta : NULL;
    if (is_parted) {
        cell_pairs_join(arena, &pairs, table);
    }
    if (said && said->statistic_class != CLASS_COUNT) {
        table->statistic_class = said->statistic_class;
    }
    return table;
}

/* What the finder could not place, unless a description did. */
static void add_remarks(struct arena *arena, const struct table_blocks *found,
                        const struct claims *claims, struct made_tables *made)
{
    for (uint32_t i = 0; i < found->remark_count; i++) {
        const struct remark *remark = &found->remarks[i];
        const struct table_block place = {
            .first_row = remark->row,
            .last_row = remark->row,
            .first_column = remark->column,
            .last_column = remark->column,
        };
        const bool is_answered = remark->kind == REMARK_NO_TABLE
                                     ? claims->count > 0
                                     : is_claimed(claims, &place);
        if (!is_answered) {
            *arena_add(arena, made->remarks, made->remark_count, made->remark_capacity) =
                *remark;
        }
    }
}

void grid_tables_make(struct arena *arena, const struct grid *grid,
                      const struct sidecar_tables *said, const struct symbols *symbols,
                      struct made_tables *made)
{
    const struct table_blocks found =
        grid->is_text ? (struct table_blocks){0} : find_tables(arena, grid, symbols);
    struct claims claims = grid->is_text
                               ? claim_places(arena, grid, symbols)
                               : claim_blocks(arena, grid, said, symbols, &found);
    claims.rounding = made->rounding;
    for (size_t i = 0; i < claims.count; i++) {
        made->items = arena_grow(arena, made->items, &made->capacity, made->count + 1,
                                 sizeof(void *));
        made->items[made->count++] = make_table(arena, grid, &claims, i, &found, symbols);
    }
    add_remarks(arena, &found, &claims, made);
}
