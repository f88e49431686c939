/*
 * The cells of a block as numbers, read once and column by column, so that the arithmetic
 * of inference and the making of cells do not parse text again.
 *
 * Sixteen bytes a cell; what a band gives away is read again where it is needed.
 */
#ifndef OUTCHECK_INGEST_CELL_VALUES_H
#define OUTCHECK_INGEST_CELL_VALUES_H

#include "ingest/number/number_style.h"
#include "model/grid.h"
#include "model/symbol.h"

#include <math.h>

enum {
    VALUE_PERCENT_SIGN = 1,
    VALUE_CURRENCY = 2,
    VALUE_LEADING_ZERO = 4, /* 007: rather a code than a number */
    VALUE_MARKED = 8,       /* a symbol that hides stands beside the number: "12 [c]" */
};

struct cell_value {
    double number; /* NAN unless CELL_NUMBER */
    uint8_t state; /* enum cell_state */
    int8_t decimals;
    uint8_t flags;
};

/* What stands in a column, all data rows together. */
struct column_facts {
    uint32_t number_count;
    uint32_t text_count; /* neither a number nor a symbol */
    uint32_t empty_count;
    uint32_t symbol_count;  /* hidden, low, bands and the like */
    uint32_t whole_count;   /* numbers without a fraction */
    uint32_t percent_count; /* numbers written with a percent sign */
    uint32_t currency_count;
    uint32_t band_count; /* of the symbols: ranges, which may be labels of ages */
    uint32_t leading_zero_count;
    uint32_t bracket_count; /* (0.012): negative, or a standard error */
    int8_t decimals;        /* the most that any number has */
    double low;
    double high;
};

struct cell_values {
    uint32_t first_row;
    uint32_t row_count;
    uint32_t first_column;
    uint32_t column_count;
    const struct cell_value *items;   /* [column_count][row_count] */
    const struct column_facts *facts; /* [column_count] */
    enum number_style style;
    bool is_style_open; /* `7,000` and the like, and nothing that says which it is */
};

/* `is_data` [last_row - first_row + 1], rows that are not data read as empty. */
const struct cell_values *cell_values_read(struct arena *arena, const struct grid *grid,
                                           const struct cell_values *place,
                                           const uint8_t *is_data,
                                           const struct symbols *symbols);

/* Row and column of the grid, which must lie in the block. */
static inline const struct cell_value *cell_value_at(const struct cell_values *values,
                                                     uint32_t row, uint32_t column)
{
    const size_t start = (size_t)(column - values->first_column) * values->row_count;
    return &values->items[start + (row - values->first_row)];
}

#endif
