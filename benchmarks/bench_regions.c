/*
 * How long the attacker needs for the difference regions among many tables: by default
 * 1,000 tables with 1,000 cells each, area x age, some with age bands that end a year
 * later and some about a narrower universe.
 *
 * Usage: bench_regions [TABLES]
 */
#include "attack/attack.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { AREAS = 25, BANDS = 40, DIMENSIONS = 2 };

static double now(void)
{
    struct timespec time;
    (void)timespec_get(&time, TIME_UTC);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The ages of a band; every other table ends its first band a year later. */
static void band_ages(uint32_t band, bool is_shifted, uint32_t *first, uint32_t *last)
{
    *first = 2 * band + (is_shifted && band == 2 ? 1 : 0);
    *last = 2 * band + 1 + (is_shifted && band == 1 ? 1 : 0);
}

static const char *label_of(struct arena *arena, uint32_t i, uint32_t group, int shift)
{
    uint32_t first = 0;
    uint32_t last = 0;
    if (i == 0) {
        return "All";
    }
    if (shift < 0) {
        return text_format(arena, "Area %u", 10000 + group * 100 + i);
    }
    band_ages(i, shift > 0, &first, &last);
    return text_format(arena, "%u-%u", first, last);
}

/* `shift` is negative for areas, else says whether the bands are shifted. */
static struct dimension make_dimension(struct arena *arena, const char *name,
                                       uint32_t count, uint32_t group, int shift)
{
    struct category *categories = arena_array(arena, count, struct category);
    uint32_t *parts = arena_array(arena, count, uint32_t);
    struct partition *partition = arena_new(arena, struct partition);
    for (uint32_t i = 0; i < count; i++) {
        categories[i].text = label_of(arena, i, group, shift);
        categories[i].key = text_key(arena, categories[i].text);
        parts[i] = i + 1;
    }
    *partition = (struct partition){
        .whole = 0,
        .parts = parts,
        .part_count = count - 1,
        .is_exhaustive = true,
        .name = "",
    };
    return (struct dimension){
        .name = name,
        .key = text_key(arena, name),
        .is_named = true,
        .categories = categories,
        .category_count = count,
        .total = 0,
        .partitions = partition,
        .partition_count = 1,
    };
}

static double people(uint32_t area, uint32_t age, uint32_t group, bool is_narrow)
{
    return 20 + (area * 7 + age * 13 + group) % 90 - (is_narrow ? age % 16 : 0);
}

static double value_of(uint32_t area, uint32_t band, uint32_t index)
{
    double sum = 0;
    for (uint32_t a = area ? area : 1; a < (area ? area + 1 : AREAS); a++) {
        uint32_t first = 2;
        uint32_t last = 2 * BANDS - 1;
        if (band) {
            band_ages(band, index % 2, &first, &last);
        }
        for (uint32_t age = first; age <= last; age++) {
            sum += people(a, age, index / 4, index % 4 >= 2);
        }
    }
    return sum;
}

static struct table *make_table(struct arena *arena, uint32_t index)
{
    static struct grid grid;
    struct table *table = arena_new(arena, struct table);
    struct output *output = arena_new(arena, struct output);
    struct dimension *dimensions = arena_array(arena, DIMENSIONS, struct dimension);
    struct measure *measure = arena_new(arena, struct measure);
    *output = (struct output){.path = text_format(arena, "%04u.csv", index)};
    *measure = (struct measure){.name = "people",
                                .key = "people",
                                .role = ROLE_COUNT,
                                .unit = "people",
                                .rounding = {.kind = ROUNDING_NONE}};
    dimensions[0] = make_dimension(arena, "Area", AREAS, index / 4, -1);
    dimensions[1] = make_dimension(arena, "Age", BANDS, 0, (int)(index % 2));
    struct cell *cells = arena_array(arena, (size_t)AREAS * BANDS, struct cell);
    uint32_t *categories =
        arena_array(arena, (size_t)AREAS * BANDS * DIMENSIONS, uint32_t);
    for (uint32_t i = 0; i < AREAS * BANDS; i++) {
        categories[2 * (size_t)i] = i / BANDS;
        categories[2 * (size_t)i + 1] = i % BANDS;
        const double value = value_of(i / BANDS, i % BANDS, index);
        cells[i] = (struct cell){
            .value = value,
            .low = value,
            .high = value,
            .row = i / BANDS,
            .column = i % BANDS,
            .count = i,
            .numerator = NO_CELL,
            .denominator = NO_CELL,
            .state = CELL_NUMBER,
            .role = ROLE_COUNT,
        };
    }
    *table = (struct table){
        .id = text_format(arena, "T%04u", index),
        .output = output,
        .grid = &grid,
        .title = "",
        .population = "",
        .universe = text_format(arena, "u%u-%u", index / 4, index % 4 / 2),
        .within = index % 4 >= 2 ? text_format(arena, "u%u-0", index / 4) : "",
        .period = "",
        .unit = "people",
        .dimensions = dimensions,
        .dimension_count = DIMENSIONS,
        .measures = measure,
        .measure_count = 1,
        .cells = cells,
        .cell_count = AREAS * BANDS,
        .categories = categories,
    };
    return table;
}

int main(int argc, char **argv)
{
    const uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1000;
    struct arena *tables_arena = arena_create(0);
    struct table **tables = arena_array(tables_arena, count, struct table *);
    for (uint32_t i = 0; i < count; i++) {
        tables[i] = make_table(tables_arena, i);
    }
    const struct submission submission = {.tables = tables, .table_count = count};
    const struct scope_input input = {.candidate = &submission};
    const struct attack_limits limits = {.minimum = 10, .width = 5};
    struct arena *arena = arena_create(0);
    const double start = now();
    const struct attack_result *result = attack_run(arena, &input, &limits);
    const double seconds = now() - start;
    printf("%u tables, %zu cells, %zu unknowns, %zu equations, %zu pairs compared, "
           "%zu disclosures: %.2f s, %.0f bytes a cell\n",
           count, result->counts.cells, result->counts.unknowns, result->counts.equations,
           result->counts.pairs_compared, result->disclosure_count, seconds,
           (double)arena_used(arena) / (double)result->counts.cells);
    arena_destroy(arena);
    arena_destroy(tables_arena);
    return 0;
}
