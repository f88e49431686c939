#include "ingest/infer/cell_pairs.h"

#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/number/number.h"

#include <string.h>

/* What a piece of a cell can be. */
enum piece_kind { PIECE_OTHER, PIECE_COUNT, PIECE_PERCENT, PIECE_SYMBOL };

/* The two parts of a cell; "" for the one that is not there. */
struct parts {
    const char *count;
    const char *percent;
    bool is_symbol;  /* one symbol for both */
    bool is_pair;    /* both are there */
    bool is_certain; /* and signs, not symbols, say which is which */
};

struct pairing {
    struct arena *arena;
    const struct grid *grid;
    const struct table_block *block;
    struct number_reader numbers;
};

static enum piece_kind kind_of(const struct pairing *at, const char *text)
{
    struct number number;
    number_read(&at->numbers, text, &number);
    const bool is_number = number.state == CELL_NUMBER || number.state == CELL_BAND;
    if (is_number && (number.is_percent || strchr(text, '%'))) {
        return PIECE_PERCENT;
    }
    if (is_number) {
        const bool is_whole = number.decimals == 0 && !number.is_money &&
                              !number.is_bracketed && !number.symbol &&
                              !(number.value < 0);
        return is_whole ? PIECE_COUNT : PIECE_OTHER;
    }
    return number.state == CELL_UNREADABLE || number.state == CELL_EMPTY ? PIECE_OTHER
                                                                         : PIECE_SYMBOL;
}

/* "44 (61.4%)" -> "44" and "61.4%"; false where no bracket closes at the end. */
static bool cut_in_two(struct arena *arena, const char *text, const char **before,
                       const char **inside)
{
    const char *tidy = text_squeezed(arena, text);
    const size_t length = strlen(tidy);
    const char *open = strrchr(tidy, '(');
    open = open ? open : strrchr(tidy, '[');
    if (!open || open == tidy || length < 4 ||
        tidy[length - 1] != (*open == '(' ? ')' : ']')) {
        return false;
    }
    *before = text_squeezed(arena, text_copy(arena, tidy, (size_t)(open - tidy)));
    *inside = text_squeezed(
        arena, text_copy(arena, open + 1, (size_t)(tidy + length - 1 - (open + 1))));
    return true;
}

static struct parts parts_of(const struct pairing *at, const char *text)
{
    struct parts parts = {.count = text, .percent = ""};
    const char *before = "";
    const char *inside = "";
    if (!cut_in_two(at->arena, text, &before, &inside)) {
        const enum piece_kind kind = kind_of(at, text);
        if (kind == PIECE_PERCENT) {
            return (struct parts){.count = "", .percent = text};
        }
        parts.is_symbol = kind == PIECE_SYMBOL;
        parts.percent = parts.is_symbol ? text : "";
        return parts;
    }
    const enum piece_kind first = kind_of(at, before);
    const enum piece_kind second = kind_of(at, inside);
    const bool is_turned = first == PIECE_PERCENT || second == PIECE_COUNT;
    const enum piece_kind count = is_turned ? second : first;
    const enum piece_kind percent = is_turned ? first : second;
    parts.is_pair = (count == PIECE_COUNT || count == PIECE_SYMBOL) &&
                    (percent == PIECE_PERCENT || percent == PIECE_SYMBOL);
    parts.is_certain = count == PIECE_COUNT && percent == PIECE_PERCENT;
    if (parts.is_pair) {
        parts.count = is_turned ? inside : before;
        parts.percent = is_turned ? before : inside;
    }
    return parts;
}

static bool is_data(const struct pairing *at, uint32_t row)
{
    return at->block->kinds[row - at->block->first_row] == ROW_DATA;
}

static bool may_hold_pairs(const struct pairing *at, uint32_t column)
{
    for (uint32_t row = at->block->first_data_row; row <= at->block->last_row; row++) {
        const char *text = grid_text(at->grid, row, column);
        if (strchr(text, '%') && strpbrk(text, "([")) {
            return true;
        }
    }
    return false;
}

/* Most cells of the column that hold numbers are such, beyond doubt. */
static bool is_paired(const struct pairing *at, uint32_t column)
{
    uint32_t filled = 0;
    uint32_t certain = 0;
    for (uint32_t row = at->block->first_data_row; row <= at->block->last_row; row++) {
        const char *text = grid_text(at->grid, row, column);
        if (!is_data(at, row) || text_is_blank(text)) {
            continue;
        }
        const struct parts parts = parts_of(at, text);
        filled += parts.is_symbol ? 0 : 1;
        certain += parts.is_certain ? 1 : 0;
    }
    return certain && certain * 2 >= filled;
}

/* "Female n (%)" -> "Female"; "n (%)" -> "n". */
static const char *count_heading(struct arena *arena, const char *text)
{
    static const char *const words[] = {"n", "no", "no.", "number", "count"};
    const char *tidy = text_squeezed(arena, text);
    if (!text_ends_with(tidy, "(%)")) {
        return text;
    }
    size_t end = strlen(tidy) - strlen("(%)");
    while (end && strchr(" ,:", tidy[end - 1])) {
        end--;
    }
    const char *rest = text_copy(arena, tidy, end);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        const size_t length = strlen(words[i]);
        if (end > length + 1 && strchr(" ,:", rest[end - length - 1]) &&
            text_equals_ignoring_case(rest + end - length, words[i])) {
            end -= length;
            while (end && strchr(" ,:", rest[end - 1])) {
                end--;
            }
            return text_copy(arena, rest, end);
        }
    }
    return rest;
}

/* The same heading for the percentage; an "N = 51" in it is told once. */
static const char *percent_heading(struct arena *arena, const char *text)
{
    if (text_equals_ignoring_case(text, "n") || text_equals_ignoring_case(text, "no.")) {
        return "%";
    }
    double count = 0;
    size_t start = 0;
    const size_t length = heading_count_in(text, &count, &start);
    size_t end = length ? start : strlen(text);
    while (end && strchr(" ,:([", text[end - 1])) {
        end--;
    }
    return text_format(arena, "%.*s%s%%", (int)end, text, end ? " " : "");
}

static bool is_heading(const struct pairing *at, uint32_t row)
{
    return row < at->block->first_data_row &&
           at->block->kinds[row - at->block->first_row] == ROW_HEADING;
}

/* The heading row nearest to the data; below it may stand the names of the labels. */
static bool is_last_heading(const struct pairing *at, uint32_t row)
{
    return is_heading(at, row) &&
           (row + 1 == at->block->first_data_row || !is_heading(at, row + 1));
}

/* One row of the block in the parted grid. */
static const char *const *part_row(const struct pairing *at,
                                   const struct cell_pairs *pairs, uint32_t row)
{
    const uint32_t width = pairs->last_column + 1;
    const char **texts =
        arena_array(at->arena, (size_t)width + pairs->source_count, const char *);
    for (uint32_t column = 0; column < width; column++) {
        texts[column] = grid_text(at->grid, row, column);
    }
    for (uint32_t i = 0; i < pairs->source_count; i++) {
        const uint32_t column = pairs->sources[i];
        const char *text = texts[column];
        texts[width + i] = is_heading(at, row) ? text : "";
        if (is_last_heading(at, row)) {
            texts[column] = count_heading(at->arena, text);
            texts[width + i] = percent_heading(at->arena, texts[column]);
        } else if (row >= at->block->first_data_row && is_data(at, row)) {
            const struct parts parts = parts_of(at, text);
            texts[column] = parts.count;
            texts[width + i] = parts.percent;
        }
    }
    return texts;
}

static struct grid *part_grid(const struct pairing *at, const struct cell_pairs *pairs)
{
    const struct grid *grid = at->grid;
    struct grid *parted = arena_new(at->arena, struct grid);
    struct grid_row *rows = arena_array(at->arena, grid->row_count, struct grid_row);
    memcpy(rows, grid->rows, grid->row_count * sizeof(rows[0]));
    const uint32_t width = pairs->last_column + 1 + pairs->source_count;
    for (uint32_t row = at->block->first_row; row <= at->block->last_row; row++) {
        rows[row].texts = part_row(at, pairs, row);
        rows[row].count = width;
    }
    *parted = *grid;
    parted->rows = rows;
    parted->column_count = width > grid->column_count ? width : grid->column_count;
    return parted;
}

bool cell_pairs_part(struct arena *arena, const struct grid *grid,
                     const struct table_block *block, const struct symbols *symbols,
                     struct cell_pairs *pairs)
{
    const struct pairing at = {
        .arena = arena,
        .grid = grid,
        .block = block,
        .numbers = number_reader_for(symbols, NUMBER_STYLE_POINT),
    };
    if (!block->has_headings || grid->is_text || block->first_data_row == 0) {
        return false;
    }
    uint32_t *sources = arena_array(
        arena, (size_t)block->last_column - block->first_column + 1, uint32_t);
    uint32_t count = 0;
    for (uint32_t column = block->first_column; column <= block->last_column; column++) {
        if (may_hold_pairs(&at, column) && is_paired(&at, column)) {
            sources[count++] = column;
        }
    }
    if (count == 0) {
        return false;
    }
    *pairs = (struct cell_pairs){
        .grid = grid,
        .block = *block,
        .last_column = block->last_column,
        .sources = sources,
        .source_count = count,
    };
    pairs->block.last_column += count;
    pairs->parted = part_grid(&at, pairs);
    return true;
}

/* What is said of a count holds for its percentage, too. */
void cell_pairs_say(struct arena *arena, const struct cell_pairs *pairs,
                    struct plan *known)
{
    struct plan_line *lines = arena_array(
        arena, (size_t)known->column_count + pairs->source_count, struct plan_line);
    if (!known->column_count) {
        return;
    }
    memcpy(lines, known->columns, known->column_count * sizeof(lines[0]));
    uint32_t count = known->column_count;
    for (uint32_t s = 0; s < pairs->source_count; s++) {
        for (uint32_t i = 0; i < known->column_count; i++) {
            if (lines[i].index == pairs->sources[s] && role_is_count(lines[i].role)) {
                lines[count] = plan_line_at(pairs->last_column + 1 + s);
                lines[count].role = ROLE_PERCENT;
                lines[count].origin = lines[i].origin;
                lines[count].name = text_format(arena, "%s %%", lines[i].name);
                lines[count].measure = lines[count].unit = "%";
                lines[count].of = lines[i].of;
                lines[count++].of_count = lines[i].of_count;
            }
        }
    }
    known->columns = lines;
    known->column_count = count;
}

/* ---- back ---- */

static uint32_t source_of(const struct cell_pairs *pairs, uint32_t column)
{
    const bool is_behind = column != UINT32_MAX && column > pairs->last_column &&
                           column - pairs->last_column - 1 < pairs->source_count;
    return is_behind ? pairs->sources[column - pairs->last_column - 1] : column;
}

static bool is_source(const struct cell_pairs *pairs, uint32_t column)
{
    for (uint32_t s = 0; s < pairs->source_count; s++) {
        if (pairs->sources[s] == column) {
            return true;
        }
    }
    return false;
}

static void join_cells(struct arena *arena, const struct cell_pairs *pairs,
                       struct table *table)
{
    struct cell *cells = arena_array(arena, (size_t)table->cell_count + 1, struct cell);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        cells[i] = table->cells[i];
        cells[i].column = source_of(pairs, cells[i].column);
        cells[i].is_shared = !cells[i].is_outside && is_source(pairs, cells[i].column);
    }
    table->cells = cells;
}

static void join_doubts(struct arena *arena, const struct cell_pairs *pairs,
                        struct table *table)
{
    struct doubt *doubts =
        arena_array(arena, (size_t)table->doubt_count + 1, struct doubt);
    for (uint32_t i = 0; i < table->doubt_count; i++) {
        doubts[i] = table->doubts[i];
        doubts[i].column = source_of(pairs, doubts[i].column);
    }
    table->doubts = doubts;
}

/* A column of the file has one entry, which says that both stand in it. */
static void join_columns(struct arena *arena, const struct cell_pairs *pairs,
                         struct table *table)
{
    struct line_role *columns =
        arena_array(arena, (size_t)table->column_count + 1, struct line_role);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct line_role role = table->columns[i];
        if (role.index > pairs->last_column) {
            continue;
        }
        if (is_source(pairs, role.index)) {
            role.detail = text_format(arena, "%s%swith its percentage in the same cell",
                                      role.detail, role.detail[0] ? "; " : "");
        }
        columns[count++] = role;
    }
    table->columns = columns;
    table->column_count = count;
}

void cell_pairs_join(struct arena *arena, const struct cell_pairs *pairs,
                     struct table *table)
{
    table->grid = pairs->grid;
    table->last_column = pairs->last_column;
    join_cells(arena, pairs, table);
    join_doubts(arena, pairs, table);
    join_columns(arena, pairs, table);
}
