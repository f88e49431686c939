/*
 * How long the attacker needs for the ranges of all hidden cells of seeded tables:
 *
 *   cube    10 x 12 x 15 with totals; counts under 10 hidden, and what they need for
 *           company; and again with about as many secondaries
 *   tree    about 7,000 small areas in districts in regions, x sex x age
 *
 * Usage: bench_solve [cube|tree] [enough WIDTH]. Prints one line a table; the tables are
 * made here, so that the figures can be had anywhere.
 */
#include "attack/solve/solve.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { MINIMUM = 10, DIMENSIONS = 3 };

struct random {
    uint64_t state;
};

static uint64_t draw(struct random *random)
{
    random->state += 0x9e3779b97f4a7c15u;
    uint64_t z = random->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static double uniform(struct random *random)
{
    return ((double)(draw(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(struct random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

/* A dimension: codes, each with its parent; 0 is the total, parents come before children.
 */
struct dimension_tree {
    uint32_t count;
    uint32_t *parent;
    bool *is_leaf;
};

struct cube {
    struct dimension_tree trees[DIMENSIONS];
    size_t cells;
    double *values;
    bool *is_hidden;
};

static struct dimension_tree flat(struct arena *arena, uint32_t leaves)
{
    struct dimension_tree tree = {
        .count = leaves + 1,
        .parent = arena_array(arena, leaves + 1, uint32_t),
        .is_leaf = arena_array(arena, leaves + 1, bool),
    };
    for (uint32_t i = 1; i <= leaves; i++) {
        tree.is_leaf[i] = true;
    }
    return tree;
}

/* Regions, districts, small areas. */
static struct dimension_tree geography(struct arena *arena, struct random *random)
{
    enum { REGIONS = 9, MOST = 12000 };
    struct dimension_tree tree = {
        .count = 1,
        .parent = arena_array(arena, MOST, uint32_t),
        .is_leaf = arena_array(arena, MOST, bool),
    };
    for (uint32_t region = 0; region < REGIONS; region++) {
        const uint32_t region_code = tree.count++;
        const uint32_t districts = 14 + (uint32_t)(draw(random) % 6);
        for (uint32_t district = 0; district < districts; district++) {
            const uint32_t district_code = tree.count++;
            tree.parent[district_code] = region_code;
            const uint32_t areas = 35 + (uint32_t)(draw(random) % 25);
            for (uint32_t area = 0; area < areas; area++) {
                tree.parent[tree.count] = district_code;
                tree.is_leaf[tree.count++] = true;
            }
        }
    }
    return tree;
}

static size_t place_of(const struct cube *cube, const uint32_t *codes)
{
    return ((size_t)codes[0] * cube->trees[1].count + codes[1]) * cube->trees[2].count +
           codes[2];
}

static void codes_of(const struct cube *cube, size_t place, uint32_t *codes)
{
    codes[2] = (uint32_t)(place % cube->trees[2].count);
    place /= cube->trees[2].count;
    codes[1] = (uint32_t)(place % cube->trees[1].count);
    codes[0] = (uint32_t)(place / cube->trees[1].count);
}

/* Children are added to their parents one dimension after another, the last code first.
 */
static void add_up(struct cube *cube)
{
    for (int d = 0; d < DIMENSIONS; d++) {
        const struct dimension_tree *tree = &cube->trees[d];
        for (size_t place = cube->cells; place-- > 0;) {
            uint32_t codes[DIMENSIONS];
            codes_of(cube, place, codes);
            if (codes[d]) {
                const double value = cube->values[place];
                codes[d] = tree->parent[codes[d]];
                cube->values[place_of(cube, codes)] += value;
            }
        }
    }
}

static void fill(struct arena *arena, struct cube *cube, struct random *random,
                 double mean, double spread)
{
    cube->cells =
        (size_t)cube->trees[0].count * cube->trees[1].count * cube->trees[2].count;
    cube->values = arena_array(arena, cube->cells, double);
    cube->is_hidden = arena_array(arena, cube->cells, bool);
    double *weights[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
        weights[d] = arena_array(arena, cube->trees[d].count, double);
        for (uint32_t i = 0; i < cube->trees[d].count; i++) {
            weights[d][i] = exp(spread * normal(random));
        }
    }
    for (size_t place = 0; place < cube->cells; place++) {
        uint32_t codes[DIMENSIONS];
        codes_of(cube, place, codes);
        bool is_leaf = true;
        double expected = mean;
        for (int d = 0; d < DIMENSIONS; d++) {
            is_leaf = is_leaf && cube->trees[d].is_leaf[codes[d]];
            expected *= weights[d][codes[d]];
        }
        if (is_leaf) {
            cube->values[place] =
                fmax(0, floor(expected * exp(0.5 * normal(random)) + 0.5));
        }
    }
    add_up(cube);
}

/* Calls `line` with each group: a total and its parts along one dimension. */
static void each_line(struct arena *arena, const struct cube *cube,
                      void (*line)(void *context, const size_t *places, size_t count),
                      void *context)
{
    for (int d = 0; d < DIMENSIONS; d++) {
        const struct dimension_tree *tree = &cube->trees[d];
        size_t *places = arena_array(arena, tree->count, size_t);
        for (size_t place = 0; place < cube->cells; place++) {
            uint32_t codes[DIMENSIONS];
            codes_of(cube, place, codes);
            const uint32_t whole = codes[d];
            size_t count = 0;
            places[count++] = place;
            for (uint32_t i = whole + 1; !tree->is_leaf[whole] && i < tree->count; i++) {
                if (tree->parent[i] == whole) {
                    codes[d] = i;
                    places[count++] = place_of(cube, codes);
                }
            }
            if (count > 1) {
                line(context, places, count);
            }
        }
    }
}

struct hiding {
    struct cube *cube;
    size_t hidden;
};

/* A lone hidden cell of a line gets the smallest other part for company, or the total. */
static void give_company(void *context, const size_t *places, size_t count)
{
    struct hiding *hiding = context;
    struct cube *cube = hiding->cube;
    size_t hidden = 0;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        const size_t place = places[i];
        hidden += cube->is_hidden[place];
        if (!cube->is_hidden[place] && cube->values[place] > 0 &&
            (best == SIZE_MAX || cube->values[place] < cube->values[best])) {
            best = place;
        }
    }
    if (hidden == 1 && best != SIZE_MAX) {
        cube->is_hidden[best] = true;
        hiding->hidden++;
    }
}

/* The smallest figures that are not hidden yet, until so many are. */
static void hide_more(struct hiding *hiding, size_t wanted)
{
    struct cube *cube = hiding->cube;
    while (hiding->hidden < wanted) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < cube->cells; i++) {
            if (!cube->is_hidden[i] && cube->values[i] > 0 &&
                (best == SIZE_MAX || cube->values[i] < cube->values[best])) {
                best = i;
            }
        }
        if (best == SIZE_MAX) {
            return;
        }
        cube->is_hidden[best] = true;
        hiding->hidden++;
    }
}

static size_t hide(struct arena *arena, struct cube *cube, double ratio,
                   size_t *primaries)
{
    struct hiding hiding = {.cube = cube};
    for (size_t i = 0; i < cube->cells; i++) {
        cube->is_hidden[i] = cube->values[i] > 0 && cube->values[i] < MINIMUM;
        hiding.hidden += cube->is_hidden[i];
    }
    *primaries = hiding.hidden;
    hide_more(&hiding, (size_t)((double)hiding.hidden * (1 + ratio)));
    for (size_t before = 0; before != hiding.hidden;) {
        before = hiding.hidden;
        each_line(arena, cube, give_company, &hiding);
    }
    return hiding.hidden;
}

struct building {
    struct system *system;
    const uint32_t *unknowns;
    struct term *terms;
};

static void add_line(void *context, const size_t *places, size_t count)
{
    const struct building *building = context;
    for (size_t i = 0; i < count; i++) {
        building->terms[i] = (struct term){building->unknowns[places[i]], i ? 1 : -1};
    }
    (void)system_add_row(building->system, building->terms, (uint32_t)count, 0, 0);
}

static double now(void)
{
    struct timespec time;
    (void)timespec_get(&time, TIME_UTC);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds_of(const struct timeval *time)
{
    return (double)time->tv_sec + 1e-6 * (double)time->tv_usec;
}

/* Processor time, of the solving children too: it says something on a busy machine. */
static double processor(void)
{
    struct rusage own;
    struct rusage children;
    (void)getrusage(RUSAGE_SELF, &own);
    (void)getrusage(RUSAGE_CHILDREN, &children);
    return seconds_of(&own.ru_utime) + seconds_of(&own.ru_stime) +
           seconds_of(&children.ru_utime) + seconds_of(&children.ru_stime);
}

struct clock {
    double wall;
    double processor;
};

static struct clock clock_now(void)
{
    return (struct clock){now(), processor()};
}

static void report(const char *name, const struct solved *solved, uint32_t targets,
                   const struct clock *start)
{
    uint32_t proofs[RANGE_CONTRADICTORY + 1] = {0};
    uint32_t same = 0;
    for (uint32_t i = 0; i < targets; i++) {
        proofs[solved->ranges[i].proof]++;
        same += solved->ranges[i].low == solved->ranges[i].high;
    }
    printf("  %s: hidden %u, components %u (largest %u, %u by programs, %u failed), "
           "exact %u "
           "(single value %u), wide enough %u, bounded %u, not proven %u: %.3f s, "
           "processor %.3f s\n",
           name, targets, solved->counts.components, solved->counts.largest_component,
           solved->counts.components_in_children, solved->counts.components_failed,
           proofs[RANGE_EXACT], same, proofs[RANGE_WIDE_ENOUGH], proofs[RANGE_BOUNDED],
           proofs[RANGE_NOT_PROVEN] + proofs[RANGE_CONTRADICTORY], now() - start->wall,
           processor() - start->processor);
}

static void measure(struct arena *arena, struct cube *cube, const char *name,
                    double ratio, double width)
{
    size_t primaries = 0;
    const size_t hidden = hide(arena, cube, ratio, &primaries);
    const double start = now();
    struct system *system = system_create(arena);
    uint32_t *unknowns = arena_array(arena, cube->cells, uint32_t);
    uint32_t *targets = arena_array(arena, hidden, uint32_t);
    double *enough = arena_array(arena, hidden, double);
    uint32_t count = 0;
    for (size_t i = 0; i < cube->cells; i++) {
        const bool is_hidden = cube->is_hidden[i];
        unknowns[i] = system_add_unknown(system, is_hidden ? 0 : cube->values[i],
                                         is_hidden ? INFINITY : cube->values[i], true);
        if (is_hidden) {
            enough[count] = width;
            targets[count++] = unknowns[i];
        }
    }
    struct building building = {system, unknowns,
                                arena_array(arena, cube->cells, struct term)};
    each_line(arena, cube, add_line, &building);
    system_index(system);
    printf("%s: %zu cells, %zu primaries, %zu secondaries, %u rows, built in %.3f s\n",
           name, cube->cells, primaries, hidden - primaries, system->row_count,
           now() - start);
    struct solve_options options = {.targets = targets, .target_count = count};
    const struct clock before_exact = clock_now();
    const struct solved *exact = solve_ranges(arena, system, &options);
    report("exact", exact, count, &before_exact);
    options.enough = enough;
    const struct clock before_wide = clock_now();
    const struct solved *wide = solve_ranges(arena, system, &options);
    report("wide enough", wide, count, &before_wide);
}

int main(int argc, char **argv)
{
    const char *which = argc > 1 ? argv[1] : "";
    const double width = argc > 3 ? strtod(argv[3], NULL) : 5;
    struct arena *arena = arena_create(0);
    if (strcmp(which, "tree") != 0) {
        struct random random = {20262};
        struct cube cube = {.trees = {flat(arena, 10), flat(arena, 12), flat(arena, 15)}};
        fill(arena, &cube, &random, 52, 0.6);
        measure(arena, &cube, "cube", 0, width);
    }
    if (strcmp(which, "tree") != 0) {
        struct random random = {20262};
        struct cube cube = {.trees = {flat(arena, 10), flat(arena, 12), flat(arena, 15)}};
        fill(arena, &cube, &random, 52, 0.6);
        measure(arena, &cube, "cube with more hidden", 0.6, width);
    }
    if (strcmp(which, "cube") != 0) {
        struct random random = {20265};
        struct cube cube = {
            .trees = {geography(arena, &random), flat(arena, 2), flat(arena, 6)}};
        fill(arena, &cube, &random, 13, 0.35);
        measure(arena, &cube, "tree", 0, width);
    }
    arena_destroy(arena);
    return 0;
}
