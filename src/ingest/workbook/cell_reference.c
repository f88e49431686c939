#include "ingest/workbook/cell_reference.h"

#include "ingest/workbook/sheet_builder.h"

/* Just behind the place at `text`, or NULL. */
static const char *read_place(const char *text, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0;
    uint32_t number = 0;
    text += *text == '$';
    for (; (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z'); text++) {
        letters = letters * 26 + (uint32_t)((*text & ~0x20) - 'A') + 1;
        if (letters > SHEET_COLUMN_LIMIT) {
            return NULL;
        }
    }
    text += *text == '$';
    for (; *text >= '0' && *text <= '9'; text++) {
        number = number * 10 + (uint32_t)(*text - '0');
        if (number > SHEET_ROW_LIMIT) {
            return NULL;
        }
    }
    *row = number - 1;
    *column = letters - 1;
    return letters && number ? text : NULL;
}

bool cell_reference_read(const char *text, uint32_t *row, uint32_t *column)
{
    const char *end = read_place(text, row, column);
    return end && *end == '\0';
}

bool cell_range_read(const char *text, struct grid_span *span)
{
    *span = (struct grid_span){0};
    const char *end = read_place(text, &span->first_row, &span->first_column);
    if (!end) {
        return false;
    }
    if (*end == '\0') {
        span->last_row = span->first_row;
        span->last_column = span->first_column;
        return true;
    }
    return *end == ':' &&
           cell_reference_read(end + 1, &span->last_row, &span->last_column) &&
           span->first_row <= span->last_row && span->first_column <= span->last_column;
}
