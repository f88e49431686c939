/*
 * What the cells of a column share, found from the cells themselves: a draft says what
 * was read, not how it came to be read.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/sidecar/csvw_write.h"

#define FACT_OPEN (UINT32_MAX - 1) /* not seen yet */

static uint32_t merge(uint32_t known, uint32_t seen)
{
    if (known == FACT_OPEN || known == seen) {
        return seen;
    }
    return UINT32_MAX;
}

/* The line of another cell that explains this one: same row for columns, same column for
 * rows. */
static uint32_t line_of(const struct table *table, const struct cell *cell,
                        uint32_t other, bool is_rows)
{
    if (other == NO_CELL) {
        return UINT32_MAX;
    }
    const struct cell *target = &table->cells[other];
    if (target->is_outside || target == cell) {
        return UINT32_MAX;
    }
    if (is_rows) {
        return target->column == cell->column ? target->row : UINT32_MAX;
    }
    return target->row == cell->row ? target->column : UINT32_MAX;
}

/* The one dimension at whose total the other cell stands, all else being the same. */
static uint32_t dimension_above(const struct table *table, uint32_t cell, uint32_t other)
{
    uint32_t found = UINT32_MAX;
    if (other == NO_CELL || table->cells[other].measure != table->cells[cell].measure) {
        return UINT32_MAX;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t mine = table_category(table, cell, d);
        const uint32_t above = table_category(table, other, d);
        if (mine == above) {
            continue;
        }
        if (found != UINT32_MAX || above != table->dimensions[d].total) {
            return UINT32_MAX;
        }
        found = d;
    }
    return found;
}

static void add_cell(const struct table *table, struct csvw_line_facts *facts,
                     uint32_t *of, uint32_t position, bool is_rows)
{
    const struct cell *cell = &table->cells[position];
    const uint32_t count = cell->count == position ? NO_CELL : cell->count;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        of[d] = merge(of[d], table_category(table, position, d));
    }
    facts->count_line = merge(facts->count_line, line_of(table, cell, count, is_rows));
    facts->numerator_line =
        merge(facts->numerator_line, line_of(table, cell, cell->numerator, is_rows));
    facts->denominator_line =
        merge(facts->denominator_line, line_of(table, cell, cell->denominator, is_rows));
    facts->denominator_dimension =
        merge(facts->denominator_dimension,
              dimension_above(table, position, cell->denominator));
    facts->cell_count++;
}

struct csvw_line_facts *csvw_line_facts(struct arena *arena, const struct table *table,
                                        bool is_rows)
{
    const uint32_t first = is_rows ? table->first_row : table->first_column;
    const uint32_t last = is_rows ? table->last_row : table->last_column;
    const uint32_t lines = last - first + 1;
    const size_t width = table->dimension_count;
    struct csvw_line_facts *facts = arena_array(arena, lines, struct csvw_line_facts);
    uint32_t *of = arena_array(arena, lines * width, uint32_t);
    for (uint32_t i = 0; i < lines; i++) {
        facts[i] = (struct csvw_line_facts){
            .of = of + i * width,
            .count_line = FACT_OPEN,
            .numerator_line = FACT_OPEN,
            .denominator_line = FACT_OPEN,
            .denominator_dimension = FACT_OPEN,
        };
    }
    for (size_t i = 0; i < lines * width; i++) {
        of[i] = FACT_OPEN;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t line = is_rows ? table->cells[i].row : table->cells[i].column;
        if (!table->cells[i].is_outside && line >= first && line <= last) {
            add_cell(table, &facts[line - first], of + (line - first) * width, i,
                     is_rows);
        }
    }
    return facts;
}

bool csvw_tells_apart(const struct table *table, uint32_t d)
{
    for (uint32_t i = 0; table->dimensions[d].category_count < 2; i++) {
        if (i == table->cell_count) {
            return false;
        }
        if (!table->cells[i].is_outside && table_category(table, i, d) == NO_CATEGORY) {
            return true;
        }
    }
    return true;
}

bool csvw_has_column(const struct table *table, uint32_t dimension)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].role == ROLE_DIMENSION &&
            table->columns[i].dimension == dimension) {
            return true;
        }
    }
    return false;
}

/* The one column with the dimension's categories; false when there are more. */
static bool only_column(const struct table *table, uint32_t dimension, uint32_t *column)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].role == ROLE_DIMENSION &&
            table->columns[i].dimension == dimension) {
            *column = table->columns[i].index;
            count++;
        }
    }
    return count == 1;
}

bool csvw_is_sayable(struct arena *arena, const struct table *table, uint32_t dimension)
{
    const struct dimension *said = &table->dimensions[dimension];
    uint32_t column = 0;
    if (csvw_is_ambiguous(table, dimension)) {
        return false;
    }
    if (!csvw_has_column(table, dimension)) {
        return true;
    }
    if (!only_column(table, dimension, &column)) {
        return false;
    }
    struct map *keys = map_create(arena, said->category_count);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        (void)map_add_text(keys, text_key(arena, grid_text(table->grid, row, column)),
                           row);
    }
    for (uint32_t i = 0; i < said->category_count; i++) {
        if (map_find_text(keys, said->categories[i].key) == MAP_NONE) {
            return false;
        }
    }
    return true;
}

const char *csvw_dimension_name(const struct table *table, uint32_t dimension)
{
    return table->dimensions[dimension].is_named ? table->dimensions[dimension].name : "";
}

bool csvw_is_ambiguous(const struct table *table, uint32_t dimension)
{
    const char *name = csvw_dimension_name(table, dimension);
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (d != dimension && text_equals(name, csvw_dimension_name(table, d))) {
            return true;
        }
    }
    return false;
}
