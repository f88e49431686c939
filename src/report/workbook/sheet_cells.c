#include "report/workbook/sheet_cells.h"

#include "base/text.h"
#include "report/workbook/xlsx_text.h"

#include <math.h>
#include <string.h>

bool cell_is_number(const struct cell *cell)
{
    return cell->state == CELL_NUMBER && isfinite(cell->value);
}

const char *currency_of(const char *text)
{
    static const char *const signs[] = {"\xC2\xA3", "$", "\xE2\x82\xAC"};
    static const char none[] = "";
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (strstr(text, signs[i])) {
            return signs[i];
        }
    }
    return none;
}

const char *cell_number_format(struct arena *arena, const struct cell *cell,
                               const char *text, const char *letters)
{
    const char *percent = strchr(text, '%') ? "%" : "";
    const char *after =
        *letters ? text_format(arena, "%s %s", percent, letters) : percent;
    return xlsx_number_format(arena, cell->decimals, currency_of(text), after);
}

/* The heading of a column, or its letters. */
static const char *column_name(struct arena *arena, const struct table *table,
                               uint32_t column)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct line_role *line = &table->columns[i];
        if (line->index == column && !text_is_blank(line->name)) {
            return line->name;
        }
    }
    return text_format(arena, "column %s", grid_column_letters(arena, column));
}

const char *finding_where(struct arena *arena, const struct finding *finding)
{
    const struct table *table = finding->table;
    if (!table) {
        return finding->output ? "Whole file" : "Whole submission";
    }
    if (finding->cell != NO_CELL) {
        return table_cell_label(arena, table, finding->cell);
    }
    if (finding->row != UINT32_MAX && finding->column != UINT32_MAX) {
        const char *text = grid_text(table->grid, finding->row, finding->column);
        return text_is_blank(text) ? column_name(arena, table, finding->column) : text;
    }
    if (finding->column != UINT32_MAX) {
        return column_name(arena, table, finding->column);
    }
    if (finding->row != UINT32_MAX) {
        return grid_text(table->grid, finding->row, table->first_column);
    }
    return text_is_blank(table->title) ? "Whole table" : table->title;
}
