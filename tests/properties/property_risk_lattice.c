/*
 * The lattice answers what the table's hash index answers, for dense tables (kept as an
 * array) and sparse ones (kept as the index), with names that occur twice and totals left
 * out.
 */
#include "risk/cell_lattice.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>

enum { SEEDS = 300 };

static uint64_t state;

static uint32_t below(uint32_t limit)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return limit ? (uint32_t)(state >> 33) % limit : 0;
}

static struct table *random_table(struct arena *arena, uint32_t widest)
{
    struct table *table = arena_new(arena, struct table);
    struct dimension *dimensions = arena_array(arena, 4, struct dimension);
    table->dimension_count = below(4);
    table->measure_count = 1 + below(3);
    table->cell_count = 1 + below(60);
    table->dimensions = dimensions;
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    uint32_t *categories =
        arena_array(arena, (size_t)table->cell_count * table->dimension_count, uint32_t);
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        dimensions[d].category_count = 1 + below(widest);
        dimensions[d].total =
            below(2) ? below(dimensions[d].category_count) : NO_CATEGORY;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        cells[i].measure = below(table->measure_count);
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            categories[i * table->dimension_count + d] =
                below(5) ? below(dimensions[d].category_count) : NO_CATEGORY;
        }
    }
    table->cells = cells;
    table->categories = categories;
    return table;
}

static void compare(struct arena *arena, const struct table *table)
{
    const struct cell_lattice *lattice = cell_lattice_create(arena, table);
    const struct cell_index *index = cell_index_create(arena, table);
    for (int k = 0; k < 200; k++) {
        const uint32_t cell = below(table->cell_count);
        const uint32_t measure = below(table->measure_count);
        const uint32_t d = below(table->dimension_count + 1);
        uint32_t category = NO_CATEGORY;
        if (d < table->dimension_count && below(4)) {
            category = below(table->dimensions[d].category_count);
        }
        const uint32_t expected = cell_index_sibling(index, cell, measure, d, category);
        ck_assert_uint_eq(cell_lattice_find(lattice, cell, measure, d, category),
                          expected);
    }
}

START_TEST(lattice_and_index_agree)
{
    struct arena *arena = arena_create(0);
    state = (uint64_t)_i + 1;
    compare(arena, random_table(arena, 4));
    compare(arena, random_table(arena, 400));
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lattice");
    TCase *tests = tcase_create("lattice");
    tcase_add_loop_test(tests, lattice_and_index_agree, 0, SEEDS);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
