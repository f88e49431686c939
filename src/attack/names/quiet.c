#include "attack/names/quiet.h"

#include "attack/names/label_range.h"

#include <stdint.h>

/* Ranges may overlap or nest ("16-24", "16-25"): such variables are never quiet. */
static bool has_ranges(const struct dimension *dimension)
{
    struct label_range range;
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        if (label_range_read(dimension->categories[c].key, &range)) {
            return true;
        }
    }
    return false;
}

static bool dimension_is_quiet(const struct dimension *dimension)
{
    if (dimension->kind != DIMENSION_PLAIN && dimension->kind != DIMENSION_ORDERED &&
        dimension->kind != DIMENSION_GEOGRAPHY) {
        return false;
    }
    if (dimension->total == NO_CATEGORY) {
        return dimension->partition_count == 0 && !has_ranges(dimension);
    }
    if (dimension->partition_count != 1 || has_ranges(dimension)) {
        return false;
    }
    const struct partition *partition = &dimension->partitions[0];
    return partition->is_exhaustive && partition->whole == dimension->total &&
           partition->part_count + 1 == dimension->category_count;
}

static bool cell_is_quiet(const struct table *table, uint32_t cell)
{
    if (table->cells[cell].state != CELL_NUMBER || table->cells[cell].is_outside) {
        return false;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (table_category(table, cell, d) == NO_CATEGORY) {
            return false;
        }
    }
    return true;
}

/* Distinct combinations are as many as cells: one bit a combination. */
static bool is_complete(const struct table *table, size_t combinations)
{
    struct arena *arena = arena_create(0);
    uint8_t *seen = arena_array(arena, combinations / 8 + 1, uint8_t);
    bool is_once = true;
    for (uint32_t i = 0; i < table->cell_count && is_once; i++) {
        size_t place = 0;
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            place =
                place * table->dimensions[d].category_count + table_category(table, i, d);
        }
        const uint8_t bit = (uint8_t)(1u << place % 8);
        is_once = !(seen[place / 8] & bit);
        seen[place / 8] |= bit;
    }
    arena_destroy(arena);
    return is_once;
}

static bool measure_is_quiet(const struct measure *measure)
{
    return measure->role == ROLE_COUNT && !measure->accumulation.is_running &&
           measure->rounding.kind != ROUNDING_NEAREST &&
           measure->rounding.kind != ROUNDING_MIDPOINT;
}

bool table_is_quiet(const struct table *table)
{
    if (table->measure_count != 1 || !measure_is_quiet(&table->measures[0])) {
        return false;
    }
    size_t combinations = 1;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const size_t categories = table->dimensions[d].category_count;
        if (!dimension_is_quiet(&table->dimensions[d]) || !categories || !combinations ||
            categories > table->cell_count / combinations) {
            return false;
        }
        combinations *= categories;
    }
    if (combinations != table->cell_count) {
        return false;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (!cell_is_quiet(table, i)) {
            return false;
        }
    }
    return is_complete(table, combinations);
}

size_t table_equation_count(const struct table *table)
{
    size_t equations = 0;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        if (dimension->total != NO_CATEGORY) {
            equations += table->cell_count / dimension->category_count;
        }
    }
    return equations;
}
