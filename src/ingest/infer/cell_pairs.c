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
    bool is_symbol;  /* no number in it */
    bool is_certain; /* both are there, and no symbol in place of one */
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

/* One number or symbol in the cell. */
static struct parts single_part(const struct pairing *at, const char *text)
{
    switch (kind_of(at, text)) {
    case PIECE_PERCENT:
        return (struct parts){.count = "", .percent = text};
    case PIECE_SYMBOL:
        return (struct parts){.count = text, .percent = text, .is_symbol = true};
    case PIECE_COUNT:
    case PIECE_OTHER:
    default:
        return (struct parts){.count = text, .percent = ""};
    }
}

static bool is_pair(enum piece_kind count, enum piece_kind percent)
{
    return (count == PIECE_COUNT || count == PIECE_SYMBOL) &&
           (percent == PIECE_PERCENT || percent == PIECE_SYMBOL);
}

static struct parts parts_of(const struct pairing *at, const char *text)
{
    const char *before = "";
    const char *inside = "";
    if (!cut_in_two(at->arena, text, &before, &inside)) {
        return single_part(at, text);
    }
    const enum piece_kind first = kind_of(at, before);
    const enum piece_kind second = kind_of(at, inside);
    if (is_pair(first, second)) {
        return (struct parts){
            .count = before,
            .percent = inside,
            .is_symbol = first == PIECE_SYMBOL && second == PIECE_SYMBOL,
            .is_certain = first == PIECE_COUNT && second == PIECE_PERCENT,
        };
    }
    if (is_pair(second, first)) {
        return (struct parts){
            .count = inside,
            .percent = before,
            .is_certain = second == PIECE_COUNT && first == PIECE_PERCENT,
        };
    }
    return (struct parts){.count = text, .percent = ""};
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

/* Without what parts words at its end. */
static size_t trimmed(const char *text, size_t end)
{
    while (end && strchr(" ,:", text[end - 1])) {
        end--;
    }
    return end;
}

/* "Female, n" -> the length of "Female": the word for a count goes where more stands
 * before it. */
static size_t without_count_word(const char *text, size_t end)
{
    static const char *const words[] = {"n", "no", "no.", "number", "count"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        const size_t length = strlen(words[i]);
        if (end > length + 1 && strchr(" ,:", text[end - length - 1]) &&
            text_equals_ignoring_case(text + end - length, words[i])) {
            return trimmed(text, end - length);
        }
    }
    return end;
}

/* "Female n (%)" -> "Female"; "n (%)" -> "n". */
static const char *count_heading(struct arena *arena, const char *text)
{
    const char *tidy = text_squeezed(arena, text);
    if (!text_ends_with(tidy, "(%)")) {
        return text;
    }
    const size_t end = trimmed(tidy, strlen(tidy) - strlen("(%)"));
    const char *rest = text_copy(arena, tidy, end);
    return text_copy(arena, rest, without_count_word(rest, end));
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

/* The line that says what stands in a column of counts, or NULL. */
static const struct plan_line *said_of_column(const struct plan *known, uint32_t column)
{
    for (uint32_t i = 0; i < known->column_count; i++) {
        if (known->columns[i].index == column && role_is_count(known->columns[i].role)) {
            return &known->columns[i];
        }
    }
    return NULL;
}

/* What is said of a count holds for its percentage, too. */
void cell_pairs_say(struct arena *arena, const struct cell_pairs *pairs,
                    struct plan *known)
{
    if (!known->column_count) {
        return;
    }
    struct plan_line *lines = arena_array(
        arena, (size_t)known->column_count + pairs->source_count, struct plan_line);
    memcpy(lines, known->columns, known->column_count * sizeof(lines[0]));
    uint32_t count = known->column_count;
    for (uint32_t s = 0; s < pairs->source_count; s++) {
        const struct plan_line *said = said_of_column(known, pairs->sources[s]);
        if (!said) {
            continue;
        }
        struct plan_line *line = &lines[count++];
        *line = plan_line_at(pairs->last_column + 1 + s);
        line->role = ROLE_PERCENT;
        line->origin = said->origin;
        line->name = text_format(arena, "%s %%", said->name);
        line->measure = line->unit = "%";
        line->of = said->of;
        line->of_count = said->of_count;
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
