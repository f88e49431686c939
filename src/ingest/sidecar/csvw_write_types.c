/*
 * Drafting CSVW: what is written in the cells of a column, in the words of the standard.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw_write.h"

#include <string.h>

enum { NULL_MARKER_LIMIT = 32 };

/* The filled cells above the column: one text, or several rows of headings. */
json_t *csvw_write_titles(struct csvw_writer *writer, const struct table *table,
                          uint32_t column)
{
    json_t *titles = json_array();
    for (uint32_t row = table->first_row; row < table->first_data_row; row++) {
        const char *text =
            text_squeezed(writer->arena, grid_text(table->grid, row, column));
        if (text[0]) {
            csvw_append(writer, titles, json_string(text));
        }
    }
    if (json_array_size(titles) == 1) {
        json_t *only = json_incref(json_array_get(titles, 0));
        json_decref(titles);
        return only;
    }
    if (json_array_size(titles) == 0) {
        json_decref(titles);
        return NULL;
    }
    return titles;
}

static bool is_plain_number(const char *text)
{
    return text[strspn(text, "0123456789.-+")] == '\0';
}

/* The CSVW type that the numbers of a column have as they are written. */
const char *csvw_number_type(const struct table *table, uint32_t column)
{
    bool is_whole = true;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->column != column || cell->state != CELL_NUMBER || cell->is_outside) {
            continue;
        }
        const char *text = grid_text(table->grid, cell->row, cell->column);
        if (!is_plain_number(text)) {
            return "string";
        }
        is_whole = is_whole && !strchr(text, '.');
    }
    return is_whole ? "integer" : "decimal";
}

/* The symbols that stand where numbers would. */
json_t *csvw_write_null_markers(struct csvw_writer *writer, const struct table *table,
                                uint32_t column)
{
    const char *seen[NULL_MARKER_LIMIT];
    size_t count = 0;
    json_t *markers = json_array();
    for (uint32_t i = 0; i < table->cell_count && count < NULL_MARKER_LIMIT; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->column != column || !cell->symbol || cell->is_outside) {
            continue;
        }
        bool is_new = true;
        for (size_t j = 0; j < count && is_new; j++) {
            is_new = !text_equals(seen[j], cell->symbol);
        }
        if (is_new) {
            seen[count++] = cell->symbol;
            csvw_append(writer, markers, json_string(cell->symbol));
        }
    }
    if (count == 0) {
        json_decref(markers);
        return NULL;
    }
    return markers;
}
