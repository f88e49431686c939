#include "model/table.h"

#include "base/map.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

struct cell_record cell_record_empty(void)
{
    return (struct cell_record){
        .least = NAN,
        .most = NAN,
        .numerator = NAN,
        .denominator = NAN,
        .largest_least = NAN,
        .largest_most = NAN,
        .two_least = NAN,
        .two_most = NAN,
        .rest_least = NAN,
        .rest_most = NAN,
    };
}

uint32_t table_companion(const struct table *table, uint32_t owner, enum role role)
{
    uint32_t only = UINT32_MAX;
    uint32_t count = 0;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].role == role) {
            only = m;
            count++;
        }
    }
    if (count < 2) {
        return only;
    }
    for (uint32_t m = owner + 1; m < table->measure_count; m++) {
        const enum role found = table->measures[m].role;
        if (found == role) {
            return m;
        }
        if (found == table->measures[owner].role) {
            break;
        }
    }
    return UINT32_MAX;
}

bool table_is_response(const struct table *table, uint32_t cell)
{
    bool has_sum = false;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        has_sum = has_sum || table->measures[m].role == ROLE_SUM;
    }
    return table->measures[table->cells[cell].measure].role ==
           (has_sum ? ROLE_SUM : ROLE_COUNT);
}

const char *table_cell_place(struct arena *arena, const struct table *table,
                             uint32_t cell)
{
    return place_in_output(arena, table->output, table->grid ? table->grid->sheet : NULL,
                           table->cells[cell].row, table->cells[cell].column);
}

static struct grid_span span_of(const struct table *table)
{
    return (struct grid_span){
        .first_row = table->first_row,
        .last_row = table->last_row,
        .first_column = table->first_column,
        .last_column = table->last_column,
    };
}

const char *table_corners(struct arena *arena, const struct table *table)
{
    const struct grid_span span = span_of(table);
    return area_in_output(arena, NULL, NULL, &span);
}

const char *table_range(struct arena *arena, const struct table *table)
{
    const struct grid_span span = span_of(table);
    return area_in_output(arena, table->output, table->grid ? table->grid->sheet : NULL,
                          &span);
}

const char *table_cell_label(struct arena *arena, const struct table *table,
                             uint32_t cell)
{
    const char *label = "";
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const uint32_t category = table_category(table, cell, d);
        if (category == NO_CATEGORY || category == dimension->total) {
            continue;
        }
        label = text_format(arena, "%s%s%s", label, label[0] ? " x " : "",
                            dimension->categories[category].text);
    }
    return label[0] ? label : "the total";
}

/*
 * The key of a cell is its measure and its categories, totals written as NO_CATEGORY; all
 * keys of a table stand in one block, so that the index costs one word a dimension and
 * cell.
 */
struct cell_index {
    const struct table *table;
    struct map *map;
    const uint32_t *keys;
    uint32_t *scratch;
};

static size_t key_words(const struct table *table)
{
    return (size_t)table->dimension_count + 1;
}

static void write_key(const struct table *table, uint32_t measure,
                      const uint32_t *categories, uint32_t *key)
{
    key[0] = measure;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        key[d + 1] =
            categories[d] == table->dimensions[d].total ? NO_CATEGORY : categories[d];
    }
}

struct cell_index *cell_index_create(struct arena *arena, const struct table *table)
{
    const size_t words = key_words(table);
    struct cell_index *index = arena_new(arena, struct cell_index);
    uint32_t *keys = arena_array(arena, words * table->cell_count, uint32_t);
    index->table = table;
    index->map = map_create(arena, table->cell_count);
    index->keys = keys;
    index->scratch = arena_array(arena, words, uint32_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        uint32_t *key = keys + i * words;
        write_key(table, table->cells[i].measure,
                  table->categories + (size_t)i * table->dimension_count, key);
        (void)map_add(index->map, key, words * sizeof(*key), i);
    }
    return index;
}

static uint32_t find_key(const struct cell_index *index, const uint32_t *key)
{
    const size_t found =
        map_find(index->map, key, key_words(index->table) * sizeof(*key));
    return found == MAP_NONE ? NO_CELL : (uint32_t)found;
}

uint32_t cell_index_find(const struct cell_index *index, uint32_t measure,
                         const uint32_t *categories)
{
    write_key(index->table, measure, categories, index->scratch);
    return find_key(index, index->scratch);
}

uint32_t cell_index_sibling(const struct cell_index *index, uint32_t cell,
                            uint32_t measure, uint32_t dimension, uint32_t category)
{
    const size_t words = key_words(index->table);
    memcpy(index->scratch, index->keys + cell * words, words * sizeof(uint32_t));
    index->scratch[0] = measure;
    if (dimension < index->table->dimension_count) {
        const bool is_total = category == index->table->dimensions[dimension].total;
        index->scratch[dimension + 1] = is_total ? NO_CATEGORY : category;
    }
    return find_key(index, index->scratch);
}
