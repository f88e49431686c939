/*
 * generate_register PATH RELEASES TABLES AREAS GROUPS: a register of so many releases of
 * so many tables, each AREAS by ten destinations, and on standard output a new table of
 * the first population. Releases are spread over GROUPS populations; 0: none is
 * described. Seeded: the same call makes the same register.
 */
#include "base/text.h"
#include "clearance/register/register.h"

#include <stdio.h>
#include <stdlib.h>

enum { DESTINATIONS = 10, LEAST = 20, SPAN = 900 };

static uint64_t state = 20261125;

static unsigned next_number(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((state >> 33) % below);
}

static struct dimension make_dimension(struct arena *arena, const char *name,
                                       uint32_t count)
{
    struct category *categories = arena_array(arena, count, struct category);
    for (uint32_t i = 0; i < count; i++) {
        categories[i].text = text_format(arena, "%s %u", name, i + 1);
        categories[i].key = text_key(arena, categories[i].text);
    }
    return (struct dimension){
        .name = name,
        .key = text_key(arena, name),
        .is_named = true,
        .categories = categories,
        .category_count = count,
        .total = NO_CATEGORY,
    };
}

static const char *population_of(struct arena *arena, unsigned release, unsigned groups)
{
    return groups ? text_format(arena, "Learners of provider %u", release % groups) : "";
}

static struct table *make_table(struct arena *arena, const struct output *output,
                                unsigned areas, const char *population)
{
    struct table *table = arena_new(arena, struct table);
    struct dimension *dimensions = arena_array(arena, 2, struct dimension);
    struct measure *measure = arena_new(arena, struct measure);
    const uint32_t count = areas * DESTINATIONS;
    struct cell *cells = arena_array(arena, count, struct cell);
    uint32_t *categories = arena_array(arena, (size_t)count * 2, uint32_t);
    dimensions[0] = make_dimension(arena, "Area", areas);
    dimensions[1] = make_dimension(arena, "Destination", DESTINATIONS);
    *measure = (struct measure){.name = "Learners",
                                .key = "learners",
                                .role = ROLE_COUNT,
                                .unit = "people",
                                .rounding = {.kind = ROUNDING_NONE, .base = 1}};
    for (uint32_t i = 0; i < count; i++) {
        const double value = LEAST + next_number(SPAN);
        cells[i] = (struct cell){.value = value,
                                 .low = value,
                                 .high = value,
                                 .row = 1 + i / DESTINATIONS,
                                 .column = 1 + i % DESTINATIONS,
                                 .count = i,
                                 .numerator = NO_CELL,
                                 .denominator = NO_CELL,
                                 .role = ROLE_COUNT};
        categories[(size_t)2 * i] = i / DESTINATIONS;
        categories[(size_t)2 * i + 1] = i % DESTINATIONS;
    }
    *table = (struct table){
        .id = "T01",
        .output = output,
        .population = population,
        .period = *population ? "2024" : "",
        .unit = "people",
        .last_row = areas,
        .last_column = DESTINATIONS,
        .first_data_row = 1,
        .confidence = 1,
        .dimensions = dimensions,
        .dimension_count = 2,
        .measures = measure,
        .measure_count = 1,
        .cells = cells,
        .cell_count = count,
        .categories = categories,
    };
    return table;
}

static enum outcheck_status add_release(struct register_book *book, unsigned number,
                                        const char *const *arguments)
{
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    const unsigned tables = (unsigned)strtoul(arguments[3], NULL, 10);
    const unsigned areas = (unsigned)strtoul(arguments[4], NULL, 10);
    const unsigned groups = (unsigned)strtoul(arguments[5], NULL, 10);
    struct table **list = arena_array(arena, tables, struct table *);
    for (unsigned i = 0; i < tables; i++) {
        struct output *output = arena_new(arena, struct output);
        output->path = text_format(arena, "table_%u.csv", i + 1);
        output->sha256 = "";
        list[i] = make_table(arena, output, areas, population_of(arena, number, groups));
    }
    const struct submission submission = {.tables = list, .table_count = tables};
    struct register_release release = {
        .name = text_format(arena, "R-%04u", number + 1),
        .released = "2024-11-21",
        .clearance = "",
        .policy = "ons-srs",
        .policy_sha256 = "",
    };
    const enum outcheck_status status =
        register_add(book, &submission, &release, problems);
    for (size_t i = 0; i < problems->count; i++) {
        (void)fputs(problem_render(arena, &problems->items[i]), stderr);
    }
    arena_destroy(arena);
    return status;
}

/* The table that is to be scanned. */
static void print_candidate(unsigned areas)
{
    (void)fputs("Area", stdout);
    for (unsigned d = 0; d < DESTINATIONS; d++) {
        (void)printf(",Destination %u", d + 1);
    }
    (void)fputs("\n", stdout);
    for (unsigned a = 0; a < areas; a++) {
        (void)printf("Area %u", a + 1);
        for (unsigned d = 0; d < DESTINATIONS; d++) {
            (void)printf(",%u", LEAST + next_number(SPAN));
        }
        (void)fputs("\n", stdout);
    }
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        (void)fputs("generate_register PATH RELEASES TABLES AREAS GROUPS\n", stderr);
        return 2;
    }
    const unsigned releases = (unsigned)strtoul(argv[2], NULL, 10);
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    enum outcheck_status status = OUTCHECK_OK;
    for (unsigned i = 0; i < releases && status == OUTCHECK_OK; i++) {
        struct register_book *book = NULL;
        status = register_open(arena, argv[1], SQL_STORE_WRITE, &book, problems);
        if (status == OUTCHECK_OK) {
            status = add_release(book, i, (const char *const *)argv);
        }
        register_close(book);
    }
    print_candidate((unsigned)strtoul(argv[4], NULL, 10));
    arena_destroy(arena);
    return (int)status;
}
