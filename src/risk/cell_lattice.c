/*
 * A name's digits: the measure, then per dimension the category, with one more digit for
 * "not broken down" and the total, which are one name.
 */
#include "risk/cell_lattice.h"

#include "base/map.h"

#include <string.h>

enum { EMPTY_SHARE = 4, SMALL_ENOUGH = 4096 };

struct cell_lattice {
    const struct table *table;
    struct cell_index *index; /* where the array would be mostly empty; else NULL */
    uint64_t *strides;        /* [dimension_count] */
    uint64_t measure_stride;
    uint64_t *names;   /* [cell_count] */
    uint32_t *cell_of; /* [number of names] */
};

static uint64_t digit(const struct dimension *dimension, uint32_t category)
{
    return category == NO_CATEGORY || category == dimension->total
               ? dimension->category_count
               : category;
}

/* The number of names, or 0 when an array over them is not worth its room. */
static uint64_t measure_names(struct cell_lattice *lattice)
{
    const struct table *table = lattice->table;
    const uint64_t most = (uint64_t)table->cell_count * EMPTY_SHARE + SMALL_ENOUGH;
    uint64_t names = 1;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        lattice->strides[d] = names;
        names *= (uint64_t)table->dimensions[d].category_count + 1;
        if (names > most) {
            return 0;
        }
    }
    lattice->measure_stride = names;
    names *= table->measure_count;
    return names > most ? 0 : names;
}

static void name_cells(struct cell_lattice *lattice)
{
    const struct table *table = lattice->table;
    const uint32_t *categories = table->categories;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        uint64_t name = table->cells[i].measure * lattice->measure_stride;
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            name += digit(&table->dimensions[d], *categories++) * lattice->strides[d];
        }
        lattice->names[i] = name;
        if (lattice->cell_of[name] == NO_CELL) {
            lattice->cell_of[name] = i;
        }
    }
}

const struct cell_lattice *cell_lattice_create(struct arena *arena,
                                               const struct table *table)
{
    struct cell_lattice *lattice = arena_new(arena, struct cell_lattice);
    lattice->table = table;
    lattice->strides = arena_array(arena, table->dimension_count, uint64_t);
    const uint64_t names = measure_names(lattice);
    if (!names) {
        lattice->index = cell_index_create(arena, table);
        return lattice;
    }
    lattice->names = arena_array(arena, table->cell_count, uint64_t);
    lattice->cell_of = arena_array(arena, (size_t)names, uint32_t);
    memset(lattice->cell_of, 0xFF, (size_t)names * sizeof(uint32_t)); /* all NO_CELL */
    name_cells(lattice);
    return lattice;
}

uint32_t cell_lattice_find(const struct cell_lattice *lattice, uint32_t cell,
                           uint32_t measure, uint32_t dimension, uint32_t category)
{
    const struct table *table = lattice->table;
    if (lattice->index) {
        return cell_index_sibling(lattice->index, cell, measure, dimension, category);
    }
    uint64_t name = lattice->names[cell];
    name -= table->cells[cell].measure * lattice->measure_stride;
    name += measure * lattice->measure_stride;
    if (dimension < table->dimension_count) {
        const struct dimension *along = &table->dimensions[dimension];
        const uint64_t stride = lattice->strides[dimension];
        name -= digit(along, table_category(table, cell, dimension)) * stride;
        name += digit(along, category) * stride;
    }
    return lattice->cell_of[name];
}

/* Which line each cell is in, where names are numbers: a name without its digit. */
static uint32_t number_lines_densely(const struct cell_lattice *lattice,
                                     struct arena *arena, uint32_t dimension,
                                     uint32_t *line_of)
{
    const struct table *table = lattice->table;
    const uint64_t names = lattice->measure_stride * table->measure_count;
    uint32_t *lines = arena_array(arena, (size_t)names, uint32_t);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint64_t place =
            digit(&table->dimensions[dimension], table_category(table, i, dimension));
        uint32_t *line = &lines[lattice->names[i] - place * lattice->strides[dimension]];
        if (!*line) {
            *line = ++count;
        }
        line_of[i] = *line - 1;
    }
    return count;
}

/* All words of a cell's name but one dimension's. */
static void write_line_key(const struct table *table, uint32_t cell, uint32_t dimension,
                           uint32_t *key)
{
    *key = table->cells[cell].measure;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (d != dimension) {
            *++key =
                (uint32_t)digit(&table->dimensions[d], table_category(table, cell, d));
        }
    }
}

/* The same where names are not numbers. */
static uint32_t number_lines_sparsely(const struct table *table, struct arena *arena,
                                      uint32_t dimension, uint32_t *line_of)
{
    const size_t words = table->dimension_count; /* the measure, and all but one */
    uint32_t *keys = arena_array(arena, words * table->cell_count, uint32_t);
    struct map *map = map_create(arena, table->cell_count);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        uint32_t *key = keys + i * words;
        write_line_key(table, i, dimension, key);
        line_of[i] = (uint32_t)map_add(map, key, words * sizeof(*key), map->count);
    }
    return (uint32_t)map->count;
}

const struct line_cells *cell_lattice_lines(const struct cell_lattice *lattice,
                                            struct arena *arena, uint32_t dimension)
{
    const struct table *table = lattice->table;
    struct arena *scratch = arena_create(0);
    uint32_t *line_of = arena_array(scratch, table->cell_count, uint32_t);
    struct line_cells *lines = arena_new(arena, struct line_cells);
    lines->line_count = lattice->index
                            ? number_lines_sparsely(table, scratch, dimension, line_of)
                            : number_lines_densely(lattice, scratch, dimension, line_of);
    uint32_t *starts = arena_array(arena, (size_t)lines->line_count + 2, uint32_t);
    uint32_t *cells = arena_array(arena, table->cell_count, uint32_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        starts[line_of[i] + 2]++;
    }
    for (uint32_t line = 2; line < lines->line_count + 2; line++) {
        starts[line] += starts[line - 1];
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        cells[starts[line_of[i] + 1]++] = i;
    }
    lines->starts = starts;
    lines->cells = cells;
    arena_destroy(scratch);
    return lines;
}
