#include "ingest/infer/model_blocks.h"

#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/model_words.h"

#include <ctype.h>
#include <string.h>

enum { MOST_ROWS = 2000, MOST_COLUMNS = 200, SHORTEST_FIT = 2 };

/* What the rows of a block look like. */
struct look {
    uint32_t samples; /* rows of N */
    uint32_t fits;    /* R-squared, AIC, degrees of freedom; "F" may be a category */
    bool has_constant;
    uint32_t errors;  /* bracketed numbers under a blank label */
    uint32_t stars;   /* cells with stars behind a number */
    uint32_t footers; /* rows of any of these, and texts like "Controls" */
    uint32_t rows;
};

bool model_number(const char *text)
{
    const size_t digits = text[0] == '(' ? strspn(text + 1, "0123456789") : 0;
    return digits && digits <= 2 && text_equals(text + 1 + digits, ")");
}

bool model_bracketed(const char *text)
{
    const size_t length = strlen(text);
    const bool is_round = text[0] == '(' && length > 2 && strchr(text, ')');
    const bool is_square = text[0] == '[' && length > 2 && strchr(text, ']');
    return (is_round || is_square) && strpbrk(text, "0123456789") && !model_number(text);
}

static bool has_stars(const char *text)
{
    const size_t length = strlen(text);
    return length > 1 && text[length - 1] == '*' && strpbrk(text, "0123456789");
}

static const char *label_of(const struct finder *finder, const struct table_block *block,
                            uint32_t row)
{
    return text_squeezed(finder->arena,
                         grid_text(finder->grid, row, block->first_column));
}

static void look_at_cells(struct look *look, const struct finder *finder,
                          const struct table_block *block, uint32_t row, bool is_blank)
{
    bool has_error = false;
    for (uint32_t column = block->first_column + 1; column <= block->last_column;
         column++) {
        const char *text =
            text_squeezed(finder->arena, grid_text(finder->grid, row, column));
        has_error |= is_blank && model_bracketed(text);
        look->stars += has_stars(text) ? 1 : 0;
    }
    look->errors += has_error ? 1 : 0;
}

static bool is_blank_row(const struct grid *grid, const struct table_block *block,
                         uint32_t row)
{
    for (uint32_t column = block->first_column; column <= block->last_column; column++) {
        if (!text_is_blank(grid_text(grid, row, column))) {
            return false;
        }
    }
    return true;
}

static bool is_constant(const char *key)
{
    static const char *const names[] = {"_cons", "cons", "constant", "intercept",
                                        "(intercept)"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], key)) {
            return true;
        }
    }
    return false;
}

static struct look look_at(const struct finder *finder, const struct table_block *block)
{
    struct look look = {.samples = 0};
    for (uint32_t row = block->first_row; row <= block->last_row; row++) {
        const char *label = label_of(finder, block, row);
        const enum role role = model_row_role(finder->arena, label);
        if (is_blank_row(finder->grid, block, row)) {
            continue;
        }
        look.rows++;
        look.samples += role == ROLE_N ? 1 : 0;
        const bool is_fit = role == ROLE_TEST || role == ROLE_DOF;
        look.fits += is_fit && strlen(label) >= SHORTEST_FIT ? 1 : 0;
        look.has_constant |= is_constant(text_key(finder->arena, label));
        look.footers += role != ROLE_UNKNOWN ? 1 : 0;
        look_at_cells(&look, finder, block, row, label[0] == '\0');
    }
    return look;
}

static bool is_small(const struct table_block *block)
{
    return block->last_row - block->first_row < MOST_ROWS &&
           block->last_column > block->first_column &&
           block->last_column - block->first_column < MOST_COLUMNS;
}

/* Means with standard deviations in brackets below them look nearly the same: measures of
 * fit, stars or a constant must say that it is a model. */
static bool is_columns_model(const struct look *look)
{
    const bool is_said = look->fits || look->stars || look->has_constant;
    const bool has_errors = look->errors && is_said && (look->samples || look->fits);
    const bool has_stars = look->stars && (look->samples || look->fits);
    return has_errors || has_stars ||
           (look->samples && look->fits && look->footers < look->rows);
}

/* "No. Observations:, 12, AIC:, 33.96": labels in every other column. */
static bool is_pairs(const struct finder *finder, const struct table_block *block)
{
    uint32_t labels[2] = {0, 0};
    for (uint32_t row = block->first_row; row <= block->last_row; row++) {
        for (uint32_t side = 0; side < 2; side++) {
            const uint32_t column = block->first_column + 2 * side;
            const char *text =
                column <= block->last_column ? grid_text(finder->grid, row, column) : "";
            const enum role role = model_row_role(finder->arena, text);
            labels[side] += role != ROLE_UNKNOWN && role != ROLE_NOTE ? 1 : 0;
        }
    }
    return labels[0] && labels[1] && labels[0] + labels[1] >= 4 &&
           block->last_column <= block->first_column + 3;
}

/* "coef, Std. Error, t value" above terms, and "N, 1286,,": R's write.csv of coefficients
 * with rows below them that hold one number. */
static bool is_coefficients(const struct finder *finder, const struct table_block *block)
{
    bool has_coefficients = false;
    bool has_tests = false;
    for (uint32_t column = block->first_column + 1; column <= block->last_column;
         column++) {
        const enum role role =
            heading_parts(finder->arena,
                          grid_text(finder->grid, block->first_row, column))
                .role;
        has_coefficients |= role == ROLE_MODEL;
        has_tests |= role == ROLE_TEST;
    }
    for (uint32_t row = block->first_row + 1;
         has_coefficients && has_tests && row <= block->last_row; row++) {
        const enum role role =
            model_row_role(finder->arena, label_of(finder, block, row));
        if ((role == ROLE_N || role == ROLE_DOF) &&
            text_is_blank(grid_text(finder->grid, row, block->first_column + 2))) {
            return true;
        }
    }
    return false;
}

/* Rows that only end a model: "Controls, Yes, Yes", "N, 12, 12". */
static bool is_tail(const struct finder *finder, const struct table_block *block,
                    const struct table_block *next)
{
    const struct look look = look_at(finder, next);
    return next->first_column >= block->first_column && look.footers == look.rows &&
           look.rows && next->title_count == 0;
}

/* Coefficients under the summary, or its further tests. */
static bool belongs_to_summary(const struct finder *finder,
                               const struct table_block *next)
{
    for (uint32_t column = next->first_column; column <= next->last_column; column++) {
        const struct heading parts = heading_parts(
            finder->arena, grid_text(finder->grid, next->first_row, column));
        if (parts.role == ROLE_MODEL) {
            return true;
        }
    }
    return is_pairs(finder, next);
}

static void join(const struct finder *finder, struct table_block *block,
                 const struct table_block *next)
{
    for (uint32_t row = next->first_row; row <= next->last_row; row++) {
        uint8_t *kind = &finder->kinds[row];
        *kind = *kind == ROW_HEADING ? ROW_DATA : *kind;
    }
    block->last_row = next->last_row;
    block->first_column = next->first_column < block->first_column ? next->first_column
                                                                   : block->first_column;
    block->last_column =
        next->last_column > block->last_column ? next->last_column : block->last_column;
    if (next->note_count) {
        block->notes = next->notes;
        block->note_count = next->note_count;
    }
}

/* Rows of texts and numbers of models before the first term are headings. */
static void settle_headings(const struct finder *finder, struct table_block *block)
{
    uint32_t row = block->first_row;
    for (; row < block->last_row; row++) {
        bool is_heading =
            model_heading_label(finder->arena, label_of(finder, block, row));
        for (uint32_t column = block->first_column + 1;
             is_heading && column <= block->last_column; column++) {
            const char *text =
                text_squeezed(finder->arena, grid_text(finder->grid, row, column));
            is_heading = !strpbrk(text, "0123456789") || model_number(text) ||
                         isalpha((unsigned char)text[0]);
        }
        if (!is_heading) {
            break;
        }
        finder->kinds[row] = ROW_HEADING;
    }
    for (uint32_t below = row; below <= block->last_row; below++) {
        uint8_t *kind = &finder->kinds[below];
        *kind = *kind == ROW_HEADING ? ROW_DATA : *kind;
    }
    block->first_data_row = row;
    block->has_headings = row > block->first_row;
}

static enum model_layout layout_of(const struct finder *finder,
                                   const struct table_block *block)
{
    if (!is_small(block)) {
        return LAYOUT_NO_MODEL;
    }
    if (is_pairs(finder, block) || is_coefficients(finder, block)) {
        return LAYOUT_PAIRS;
    }
    const struct look look = look_at(finder, block);
    return is_columns_model(&look) ? LAYOUT_COLUMNS : LAYOUT_NO_MODEL;
}

static bool is_next_part(const struct finder *finder, const struct table_block *block,
                         const struct table_block *next)
{
    if (!is_small(next)) {
        return false;
    }
    const struct look look = look_at(finder, block);
    const bool may_be_cut = look.errors || look.stars;
    return block->model == LAYOUT_PAIRS
               ? belongs_to_summary(finder, next)
               : (block->model == LAYOUT_COLUMNS || may_be_cut) &&
                     is_tail(finder, block, next);
}

static void settle_rows(const struct finder *finder, struct table_block *block)
{
    if (block->model == LAYOUT_COLUMNS) {
        settle_headings(finder, block);
    } else if (block->model == LAYOUT_PAIRS) {
        block->first_data_row = block->first_row;
    }
}

/* A block of its own, or the rest of the one before. Answers how many are kept. */
static size_t keep_block(const struct finder *finder, struct table_block *blocks,
                         size_t kept, size_t index)
{
    struct table_block *last = kept ? &blocks[kept - 1] : NULL;
    if (last && is_next_part(finder, last, &blocks[index])) {
        join(finder, last, &blocks[index]);
        last->model = last->model == LAYOUT_NO_MODEL ? LAYOUT_COLUMNS : last->model;
        return kept;
    }
    blocks[kept] = blocks[index];
    blocks[kept].model = layout_of(finder, &blocks[kept]);
    return kept + 1;
}

void model_blocks_mark(const struct finder *finder, struct table_block *blocks,
                       size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        kept = keep_block(finder, blocks, kept, i);
    }
    *count = kept;
    for (size_t i = 0; i < kept; i++) {
        settle_rows(finder, &blocks[i]);
    }
}
