/*
 * A correlation matrix: the same variables in rows and columns, in one order, numbers
 * from -1 to 1, ones on the diagonal, and both halves alike where both are printed. Names
 * say nothing here ("earnings" heads a column of it): arithmetic alone decides.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

#include <math.h>

enum { MOST_VARIABLES = 400 };

struct matrix {
    const struct inference *at;
    uint32_t labels; /* the line of the labels */
    uint32_t size;
    uint32_t sample; /* the line of N, right of it, or PLAN_NONE */
    uint32_t *rows;  /* [size], in the block */
};

/* Data rows, and as many number columns right of the labels. */
static bool find_shape(struct inference *at, struct matrix *matrix)
{
    uint32_t rows = 0;
    *matrix = (struct matrix){.at = at,
                              .rows = arena_array(at->arena, MOST_VARIABLES, uint32_t)};
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        if (!is_data_row(at, row)) {
            continue;
        }
        if (rows == MOST_VARIABLES) {
            return false;
        }
        matrix->rows[rows++] = row;
    }
    matrix->size = rows;
    const bool has_sample = at->column_count == rows + 2 &&
                            at->headings[rows + 1].role == ROLE_N &&
                            !at->headings[rows + 1].rest[0];
    matrix->sample = has_sample ? rows + 1 : PLAN_NONE;
    return rows >= 2 && at->level_count == 1 &&
           (has_sample || at->column_count == rows + 1) &&
           at->lines[0].role == ROLE_DIMENSION && !at->is_known[0];
}

static double number_at(const struct matrix *matrix, uint32_t row, uint32_t column)
{
    return line_values(matrix->at, column + 1)[matrix->rows[row]].number;
}

static bool is_named_alike(const struct matrix *matrix, uint32_t i)
{
    const struct inference *at = matrix->at;
    const char *label = grid_text(at->grid, at->values->first_row + matrix->rows[i],
                                  grid_column(at, matrix->labels));
    return text_equals(text_key(at->arena, label),
                       text_key(at->arena, at->headings[i + 1].text));
}

static bool is_correlation(const struct matrix *matrix, uint32_t row, uint32_t column)
{
    const double one = number_at(matrix, row, column);
    const double other = number_at(matrix, column, row);
    if (row == column) {
        return isnan(one) || one == 1;
    }
    const bool is_inside = isnan(one) || fabs(one) <= 1;
    return is_inside && (isnan(one) || isnan(other) || fabs(one - other) < 1e-9);
}

/* One row of the matrix; what it adds to the numbers beside the diagonal. */
static bool is_row_of_matrix(const struct matrix *matrix, uint32_t row, uint32_t *others)
{
    for (uint32_t column = 0; column < matrix->size; column++) {
        if (!is_correlation(matrix, row, column)) {
            return false;
        }
        *others += row != column && !isnan(number_at(matrix, row, column)) ? 1 : 0;
    }
    return is_named_alike(matrix, row) && number_at(matrix, row, row) == 1;
}

static bool is_matrix(const struct matrix *matrix)
{
    uint32_t others = 0;
    for (uint32_t row = 0; row < matrix->size; row++) {
        if (!is_row_of_matrix(matrix, row, &others)) {
            return false;
        }
    }
    return others > 0;
}

void infer_correlations(struct inference *at)
{
    struct matrix matrix;
    if (!find_shape(at, &matrix) || !is_matrix(&matrix)) {
        return;
    }
    for (uint32_t i = 1; i <= matrix.size; i++) {
        struct plan_line *line = &at->lines[i];
        if (at->is_known[i]) {
            continue;
        }
        line->role = ROLE_CORRELATION;
        line->origin = ORIGIN_ARITHMETIC;
        line->measure = "correlation";
        line->count_line = matrix.sample;
        at->headings[i].role = ROLE_CORRELATION;
        pairs_add(at->arena, line, "with", at->headings[i].text);
    }
}
