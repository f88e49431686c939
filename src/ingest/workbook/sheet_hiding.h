/*
 * What of a sheet's cells cannot be seen: hidden rows and columns, invisible text,
 * formats that show something else.
 *
 * Readers say which lines are hidden and how each cell shows; when the sheet is whole,
 * what was found is said once a kind, with the first place and how many cells.
 */
#ifndef OUTCHECK_INGEST_SHEET_HIDING_H
#define OUTCHECK_INGEST_SHEET_HIDING_H

#include "ingest/workbook/hidden_list.h"
#include "ingest/workbook/number_format.h"
#include "ingest/workbook/sheet_builder.h"

/* Ways in which a cell is not what it shows, as bits of struct sheet_cell.hides. */
enum sheet_hides {
    HIDES_INK = 1,      /* text in the colour of what is behind it */
    HIDES_ALL = 2,      /* a format that shows nothing */
    HIDES_VALUE = 4,    /* a format that shows something else */
    HIDES_DIGITS = 8,   /* a format that shows fewer digits */
    HIDES_FORMULA = 16, /* a formula with numbers in it */
    HIDES_RESULT = 32,  /* a formula without its result */
};

struct line_range {
    uint32_t first;
    uint32_t last;
};

struct sheet_hiding {
    struct arena *scratch;
    struct line_range *rows; /* in any order */
    size_t row_count;
    size_t row_capacity;
    struct line_range *columns;
    size_t column_count;
    size_t column_capacity;
};

void sheet_hiding_add_rows(struct sheet_hiding *hiding, uint32_t first, uint32_t last);
void sheet_hiding_add_columns(struct sheet_hiding *hiding, uint32_t first, uint32_t last);

/* The bits for a number under a format. */
uint8_t sheet_hides_of(const struct number_format *format, struct arena *arena,
                       double value);

/* Says what was found among the builder's cells, which must be sorted. */
void sheet_hiding_tell(struct sheet_hiding *hiding, const struct sheet_builder *builder,
                       struct hidden_list *list);

#endif
