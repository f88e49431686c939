/*
 * Writes one table of cells and equations (tau-ARGUS .jj) to standard output, of a shape
 * that protection is measured on.
 *
 *     generate_cells SHAPE SEED
 *
 *   freq2d               20 x 30 counts
 *   freq3d               10 x 12 x 15 counts
 *   hier_s hier_m hier_l regions > areas > small areas (about 120, 800, 7,000) x 2 x 6
 *   linked               120 wards under two geographies that do not nest, x 6
 *   mag1e5_p mag1e5_nk   100,000 contributions: 8 x 6 industries in a tree x 9 x 3
 *   mag1e6_p             1,000,000: 10 x 10 x 5 industries in a tree x 12 x 4
 *
 * Counts from 1 to 9 are primary and must be uncertain by 30 %, 1 at least; zeros stay.
 * Of money, cells that fail the p % rule (10) or hold 90 % in two contributors are
 * primary, and must be uncertain by what the rule asks.
 */
#include "base/arena.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIMENSIONS = 3, MINIMUM = 10, AGES = 6, WARDS = 120, DISTRICTS = 10 };

/* ---- chance ---- */

static uint64_t state;

static uint64_t draw(void)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* In (0, 1). */
static double uniform(void)
{
    return ((double)(draw() >> 11) + 0.5) / 9007199254740992.0;
}

static uint32_t between(uint32_t least, uint32_t most)
{
    return least + (uint32_t)(draw() % (most - least + 1));
}

static double normal(void)
{
    return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
}

static double lognormal(double mean, double deviation)
{
    return exp(mean + deviation * normal());
}

/* Marsaglia and Tsang, 2000; shape at least 1. */
static double gamma_of(double shape)
{
    const double d = shape - 1.0 / 3;
    const double c = 1 / sqrt(9 * d);
    for (;;) {
        const double x = normal();
        const double v = pow(1 + c * x, 3);
        if (v > 0 && log(uniform()) < 0.5 * x * x + d * (1 - v + log(v))) {
            return d * v;
        }
    }
}

static double poisson(double mean)
{
    if (mean > 60) {
        return fmax(0, round(mean + sqrt(mean) * normal()));
    }
    uint32_t count = 0;
    double left = uniform();
    while (left > exp(-mean)) {
        left *= uniform();
        count++;
    }
    return count;
}

/* Counts that differ more than chance alone would have them. */
static double count_of(double mean, double shape)
{
    return poisson(gamma_of(shape) * mean / shape);
}

/* ---- tables ---- */

static struct arena *arena;

struct tree {
    uint32_t count;   /* of categories; 0 is the total */
    uint32_t *parent; /* of each but 0: a smaller number */
    size_t capacity;
    uint32_t *leaves;
    uint32_t leaf_count;
    double *weights; /* of the leaves */
};

struct cell {
    double count; /* of people or contributions */
    double value;
    double largest;
    double second;
};

struct table {
    struct tree trees[DIMENSIONS];
    uint32_t cell_count;
    struct cell *cells;
    uint32_t *entries; /* equations: so many parts, the total, the parts */
    size_t entry_count;
    size_t entry_capacity;
    uint32_t equation_count;
};

/* `levels`: least and most children of a category, from the total on; ends with a 0. */
static struct tree make_tree(const uint32_t *levels, double deviation)
{
    struct tree tree = {0};
    size_t count = 0;
    *arena_add(arena, tree.parent, count, tree.capacity) = 0;
    uint32_t first = 0;
    for (; *levels; levels += 2) {
        const uint32_t end = (uint32_t)count;
        for (uint32_t parent = first; parent < end; parent++) {
            const uint32_t children = between(levels[0], levels[1]);
            for (uint32_t i = 0; i < children; i++) {
                *arena_add(arena, tree.parent, count, tree.capacity) = parent;
            }
        }
        first = end;
    }
    tree.count = (uint32_t)count;
    tree.leaf_count = tree.count - first;
    tree.leaves = arena_array(arena, (size_t)tree.leaf_count + 1, uint32_t);
    tree.weights = arena_array(arena, (size_t)tree.leaf_count + 1, double);
    for (uint32_t i = 0; i < tree.leaf_count; i++) {
        tree.leaves[i] = first + i;
        tree.weights[i] = lognormal(0, deviation);
    }
    return tree;
}

static struct tree flat(uint32_t count, double deviation)
{
    const uint32_t levels[] = {count, count, 0};
    return make_tree(levels, deviation);
}

/* No dimension at all: the total is its only category. */
static struct tree single(void)
{
    struct tree tree = {.count = 1,
                        .parent = arena_array(arena, 2, uint32_t),
                        .leaves = arena_array(arena, 2, uint32_t),
                        .leaf_count = 1,
                        .weights = arena_array(arena, 2, double)};
    tree.weights[0] = 1;
    return tree;
}

static uint32_t place(const struct table *table, const uint32_t *codes)
{
    uint32_t at = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
        at = at * table->trees[d].count + codes[d];
    }
    return at;
}

static void add_to_cell(struct cell *cell, double count, double value)
{
    cell->count += count;
    cell->value += value;
    if (value > cell->largest) {
        cell->second = cell->largest;
        cell->largest = value;
    } else if (value > cell->second) {
        cell->second = value;
    }
}

/* To the cell and all that it is a part of. */
static void add(struct table *table, const uint32_t *codes, double count, double value)
{
    uint32_t at[DIMENSIONS] = {codes[0], codes[1], codes[2]};
    for (;;) {
        add_to_cell(&table->cells[place(table, at)], count, value);
        int d = DIMENSIONS - 1;
        while (d >= 0 && at[d] == 0) {
            at[d] = codes[d];
            d--;
        }
        if (d < 0) {
            return;
        }
        at[d] = table->trees[d].parent[at[d]];
    }
}

static void start(struct table *table, struct tree a, struct tree b, struct tree c)
{
    *table = (struct table){.trees = {a, b, c}};
    table->cell_count = a.count * b.count * c.count;
    table->cells = arena_array(arena, (size_t)table->cell_count + 1, struct cell);
}

/* ---- equations ---- */

static void put(struct table *table, uint32_t entry)
{
    *arena_add(arena, table->entries, table->entry_count, table->entry_capacity) = entry;
}

/* The parts of codes[dimension], all else as in `codes`. */
static void add_equation(struct table *table, const uint32_t *codes, int dimension)
{
    const struct tree *tree = &table->trees[dimension];
    uint32_t at[DIMENSIONS] = {codes[0], codes[1], codes[2]};
    const size_t head = table->entry_count;
    put(table, 0);
    put(table, place(table, codes));
    for (uint32_t part = codes[dimension] + 1; part < tree->count; part++) {
        if (tree->parent[part] == codes[dimension]) {
            at[dimension] = part;
            put(table, place(table, at));
        }
    }
    table->entries[head] = (uint32_t)(table->entry_count - head - 2);
    if (table->entries[head] == 0) {
        table->entry_count = head;
    } else {
        table->equation_count++;
    }
}

static void add_equations(struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t second = table->trees[1].count;
        const uint32_t third = table->trees[2].count;
        const uint32_t codes[] = {i / third / second, i / third % second, i % third};
        for (int d = 0; d < DIMENSIONS; d++) {
            add_equation(table, codes, d);
        }
    }
}

/* ---- shapes ---- */

static void add_counts(struct table *table, double mean, double shape)
{
    const struct tree *trees = table->trees;
    const uint32_t second = trees[1].leaf_count;
    const uint32_t third = trees[2].leaf_count;
    for (uint32_t i = 0; i < trees[0].leaf_count * second * third; i++) {
        const uint32_t at[] = {i / third / second, i / third % second, i % third};
        const uint32_t codes[] = {trees[0].leaves[at[0]], trees[1].leaves[at[1]],
                                  trees[2].leaves[at[2]]};
        const double weight =
            trees[0].weights[at[0]] * trees[1].weights[at[1]] * trees[2].weights[at[2]];
        const double count = count_of(mean * weight, shape);
        add(table, codes, count, count);
    }
    add_equations(table);
}

static void set_weights(struct tree *tree, const double *weights)
{
    memcpy(tree->weights, weights, tree->leaf_count * sizeof(double));
}

static const double sexes[] = {1, 0.95};
static const double ages[] = {1.3, 1.5, 1.1, 0.8, 0.5, 0.25};

static void make_hierarchy(struct table *table, const uint32_t *levels)
{
    start(table, make_tree(levels, 0.45), flat(2, 0), flat(AGES, 0));
    set_weights(&table->trees[1], sexes);
    set_weights(&table->trees[2], ages);
    add_counts(table, 20, 6);
}

static uint32_t leaf_by_chance(const struct tree *tree, double all)
{
    double left = uniform() * all;
    uint32_t i = 0;
    while (i + 1 < tree->leaf_count && left > tree->weights[i]) {
        left -= tree->weights[i++];
    }
    return tree->leaves[i];
}

static void make_money(struct table *table, uint32_t contributions,
                       const uint32_t *levels, uint32_t regions, uint32_t sizes)
{
    start(table, make_tree(levels, 0.9), flat(regions, 0.9), flat(sizes, 0.9));
    double all[DIMENSIONS] = {0};
    for (int d = 0; d < DIMENSIONS; d++) {
        for (uint32_t i = 0; i < table->trees[d].leaf_count; i++) {
            all[d] += table->trees[d].weights[i];
        }
    }
    for (uint32_t i = 0; i < contributions; i++) {
        uint32_t codes[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            codes[d] = leaf_by_chance(&table->trees[d], all[d]);
        }
        add(table, codes, 1, 1 + floor(lognormal(4.5, 1.9)));
    }
    add_equations(table);
}

/* A second geography: its districts are added up from wards of the first one. */
static void add_districts(struct table *table)
{
    const uint32_t wards = table->trees[0].leaves[0];
    const uint32_t lines = AGES + 1;
    const uint32_t first = table->cell_count;
    uint32_t of[WARDS];
    for (uint32_t i = 0; i < WARDS; i++) {
        const uint32_t usual = (i + 5) / 12 % DISTRICTS;
        of[i] = uniform() > 0.15 ? usual : between(0, DISTRICTS - 1);
    }
    struct cell *cells =
        arena_array(arena, (size_t)first + (size_t)DISTRICTS * lines, struct cell);
    memcpy(cells, table->cells, first * sizeof(struct cell));
    table->cells = cells;
    table->cell_count += DISTRICTS * lines;
    for (uint32_t n = 0; n < DISTRICTS * lines; n++) {
        const size_t head = table->entry_count;
        put(table, 0);
        put(table, first + n);
        for (uint32_t i = 0; i < WARDS; i++) {
            const uint32_t ward = (wards + i) * lines + n % lines;
            if (of[i] == n / lines) {
                put(table, ward);
                table->cells[first + n].count += table->cells[ward].count;
                table->cells[first + n].value += table->cells[ward].value;
            }
        }
        table->entries[head] = (uint32_t)(table->entry_count - head - 2);
        table->equation_count++;
    }
    for (uint32_t line = 0; line < lines; line++) {
        put(table, DISTRICTS);
        put(table, line);
        for (uint32_t i = 0; i < DISTRICTS; i++) {
            put(table, first + i * lines + line);
        }
        table->equation_count++;
    }
    for (uint32_t i = 0; i < DISTRICTS; i++) {
        put(table, AGES);
        for (uint32_t line = 0; line < lines; line++) {
            put(table, first + i * lines + line);
        }
        table->equation_count++;
    }
}

static void make_linked(struct table *table)
{
    const uint32_t levels[] = {12, 12, 10, 10, 0};
    start(table, make_tree(levels, 0.5), single(), flat(AGES, 0));
    set_weights(&table->trees[2], ages);
    add_counts(table, 28, 3);
    add_districts(table);
}

/* ---- writing ---- */

enum rule { MINIMUM_COUNT, P_PERCENT, TWO_HOLD_90 };

/* What the cell must be uncertain by; 0: it is safe. */
static double level_of(const struct cell *cell, enum rule rule)
{
    const double rest = cell->value - cell->largest - cell->second;
    if (cell->count == 0) {
        return 0;
    }
    if (rule == MINIMUM_COUNT) {
        return cell->value < MINIMUM ? fmax(1, 0.3 * cell->value) : 0;
    }
    const double wanted = rule == P_PERCENT
                              ? 0.1 * cell->largest - rest
                              : (cell->largest + cell->second) / 0.9 - cell->value;
    return wanted > 0 ? fmax(1, wanted) : 0;
}

static void write_table(const struct table *table, enum rule rule)
{
    double most = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        most = fmax(most, table->cells[i].value);
    }
    (void)printf("0\n%u\n", table->cell_count);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const double level = level_of(cell, rule);
        const double cost =
            rule == MINIMUM_COUNT ? cell->value : round(1e6 * cell->value / most);
        (void)printf("%u %.0f %.0f %c 0 %.0f %.3f %.3f 0\n", i, cell->value,
                     fmax(1, cost),
                     level > 0         ? 'u'
                     : cell->count > 0 ? 's'
                                       : 'z',
                     4 * most, fmin(level, cell->value), level);
    }
    (void)printf("%u\n", table->equation_count);
    for (size_t at = 0; at < table->entry_count; at += table->entries[at] + 2) {
        const uint32_t parts = table->entries[at];
        (void)printf("0 %u : %u (-1)", parts + 1, table->entries[at + 1]);
        for (uint32_t i = 0; i < parts; i++) {
            (void)printf(" %u (1)", table->entries[at + 2 + i]);
        }
        (void)printf("\n");
    }
}

static bool make_counts(struct table *table, const char *shape)
{
    if (strcmp(shape, "freq2d") == 0) {
        start(table, flat(20, 0.7), flat(30, 0.7), single());
        add_counts(table, 70, 2.2);
    } else if (strcmp(shape, "freq3d") == 0) {
        start(table, flat(10, 0.6), flat(12, 0.6), flat(15, 0.6));
        add_counts(table, 28, 1.3);
    } else if (strcmp(shape, "hier_s") == 0) {
        make_hierarchy(table, (const uint32_t[]){3, 3, 4, 6, 6, 10, 0});
    } else if (strcmp(shape, "hier_m") == 0) {
        make_hierarchy(table, (const uint32_t[]){5, 5, 8, 12, 12, 20, 0});
    } else if (strcmp(shape, "hier_l") == 0) {
        make_hierarchy(table, (const uint32_t[]){9, 9, 14, 19, 35, 59, 0});
    } else if (strcmp(shape, "linked") == 0) {
        make_linked(table);
    } else {
        return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct table table = {0};
    enum rule rule = MINIMUM_COUNT;
    const char *shape = argc == 3 ? argv[1] : "";
    arena = arena_create(0);
    state = argc == 3 ? strtoull(argv[2], NULL, 10) * 7919 : 0;
    if (strcmp(shape, "mag1e5_p") == 0 || strcmp(shape, "mag1e5_nk") == 0) {
        rule = strcmp(shape, "mag1e5_p") == 0 ? P_PERCENT : TWO_HOLD_90;
        make_money(&table, 100000, (const uint32_t[]){8, 8, 6, 6, 0}, 9, 3);
    } else if (strcmp(shape, "mag1e6_p") == 0) {
        rule = P_PERCENT;
        make_money(&table, 1000000, (const uint32_t[]){10, 10, 10, 10, 5, 5, 0}, 12, 4);
    } else if (!make_counts(&table, shape)) {
        (void)fprintf(stderr, "usage: generate_cells SHAPE SEED\n");
        return 2;
    }
    write_table(&table, rule);
    arena_destroy(arena);
    return EXIT_SUCCESS;
}
