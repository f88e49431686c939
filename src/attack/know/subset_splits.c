/*
 * Several breakdowns of one whole side by side: learners, of whom in employment, in
 * learning and neither, and of whom male and female. Reading a table finds parts that
 * stand together; these are found wherever they stand, by their sums.
 *
 * In a few lines of a dimension all subsets of its categories that make up another one
 * are looked for, depth first, the large ones before the small; what fits must hold in
 * every line that prints all of it, and in so many that chance is excluded. A limit on
 * the steps keeps this from growing with the subsets.
 */
#include "attack/know/derived.h"
#include "attack/know/strata.h"
#include "attack/names/cell_range.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_CATEGORIES = 40,
    SAMPLES = 3,          /* lines from which subsets are taken */
    STEPS = 200000,       /* of a dimension */
    MOST_FOUND = 64,      /* splits of a dimension */
    ENOUGH_BITS = 24,     /* and one for each category, for so many subsets there are */
    LINE_LIMIT = 1 << 16, /* lines that are compared */
};

struct search {
    struct knowledge *knowledge;
    uint32_t table;
    uint32_t dimension;
    uint32_t width;       /* categories, and what stands in none of them: "Learners" */
    struct range *ranges; /* [lines][width], NAN where no number is printed */
    uint32_t lines;
    const struct range *sample;
    uint32_t order[MOST_CATEGORIES];  /* those of the sample, the largest first */
    double rest[MOST_CATEGORIES + 1]; /* what those from here on add up to at most */
    uint32_t count;
    uint32_t whole;
    uint32_t chosen[MOST_CATEGORIES];
    uint32_t chosen_count;
    uint32_t steps; /* that are left */
    uint32_t found;
};

/* ---- lines ---- */

static bool is_number(const struct search *search, uint32_t cell)
{
    const struct knowledge *knowledge = search->knowledge;
    const struct table *table = knowledge->scope->tables[search->table].table;
    const uint32_t unknown = knowledge->cell_unknown[search->table][cell];
    const struct accumulation *own =
        &table->measures[table->cells[cell].measure].accumulation;
    const bool in_line = table_category(table, cell, search->dimension) != NO_CATEGORY;
    return unknown != NO_UNKNOWN && knowledge_is_published(knowledge, unknown) &&
           knowledge->system->is_whole[unknown] &&
           derived_is_part(table, cell, in_line ? (uint64_t)1 << search->dimension : 0) &&
           !(own->is_running && own->dimension == search->dimension);
}

/* The line of a cell: its measure and its categories in all other dimensions. */
static uint32_t line_of(struct search *search, struct arena *scratch, struct map *map,
                        uint32_t cell)
{
    const struct table *table = search->knowledge->scope->tables[search->table].table;
    uint32_t *words = arena_array(scratch, (size_t)table->dimension_count + 1, uint32_t);
    words[0] = table->cells[cell].measure;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        words[d + 1] = d == search->dimension ? 0 : table_category(table, cell, d);
    }
    const size_t bytes = ((size_t)table->dimension_count + 1) * sizeof(*words);
    const size_t line = map_add(map, words, bytes, search->lines);
    if (line < search->lines) {
        return (uint32_t)line;
    }
    if (search->lines == LINE_LIMIT) {
        return UINT32_MAX;
    }
    for (uint32_t c = 0; c < search->width; c++) {
        search->ranges[(size_t)search->lines * search->width + c].low = NAN;
    }
    return search->lines++;
}

static void read_lines(struct search *search, struct arena *scratch)
{
    const struct knowledge *knowledge = search->knowledge;
    const struct table *table = knowledge->scope->tables[search->table].table;
    struct map *map = map_create(scratch, 64);
    search->ranges = arena_array(
        scratch, (size_t)table->cell_count * search->width + search->width, struct range);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t line =
            is_number(search, i) ? line_of(search, scratch, map, i) : UINT32_MAX;
        if (line != UINT32_MAX) {
            const uint32_t unknown = knowledge->cell_unknown[search->table][i];
            const uint32_t own = table_category(table, i, search->dimension);
            const uint32_t category = own == NO_CATEGORY ? search->width - 1 : own;
            search->ranges[(size_t)line * search->width + category] = (struct range){
                knowledge->system->low[unknown], knowledge->system->high[unknown]};
        }
    }
}

/* ---- what fits ---- */

/* How much a line says for the whole and the chosen parts; NAN where it refutes them. */
static double weigh_line(const struct search *search, const struct range *line)
{
    double low = 0;
    double high = 0;
    double first = 0;
    double second = 0;
    for (uint32_t i = 0; i < search->chosen_count; i++) {
        const struct range *part = &line[search->chosen[i]];
        low += part->low;
        high += part->high;
        second = fmax(second, fmin(first, part->low));
        first = fmax(first, part->low);
    }
    const struct range *whole = &line[search->whole];
    if (isnan(low) || isnan(whole->low)) {
        return 0;
    }
    if (low > whole->high || high < whole->low) {
        return NAN;
    }
    return strata_bits(second, high - low + whole->high - whole->low);
}

static bool is_proven(const struct search *search)
{
    double bits = 0;
    for (uint32_t line = 0; line < search->lines && !isnan(bits); line++) {
        bits += weigh_line(search, search->ranges + (size_t)line * search->width);
    }
    return bits >= ENOUGH_BITS + search->width;
}

static int compare_numbers(const void *one, const void *other)
{
    const uint32_t first = *(const uint32_t *)one;
    const uint32_t second = *(const uint32_t *)other;
    return (first > second) - (first < second);
}

/* NO_SET for the total, and for what stands in no category. */
static uint32_t set_at(const struct search *search, uint32_t category)
{
    const struct table_scope *entry = &search->knowledge->scope->tables[search->table];
    return category + 1 == search->width ? NO_SET
                                         : entry->sets[search->dimension][category];
}

static void take_subset(struct search *search)
{
    const struct table_scope *entry = &search->knowledge->scope->tables[search->table];
    uint32_t categories[MOST_CATEGORIES];
    uint32_t parts[MOST_CATEGORIES];
    if (search->chosen_count < 2 || !is_proven(search)) {
        return;
    }
    for (uint32_t i = 0; i < search->chosen_count; i++) {
        categories[i] = search->chosen[i];
    }
    qsort(categories, search->chosen_count, sizeof(*categories), compare_numbers);
    for (uint32_t i = 0; i < search->chosen_count; i++) {
        parts[i] = set_at(search, categories[i]);
        if (parts[i] == NO_SET) {
            return;
        }
    }
    search->found++;
    knowledge_add_split(search->knowledge,
                        &(struct split){
                            .universe = search->knowledge->table_universe[search->table],
                            .variable = entry->variables[search->dimension],
                            .whole = set_at(search, search->whole),
                            .parts = parts,
                            .part_count = search->chosen_count,
                            .is_exhaustive = true,
                            .are_disjoint = true,
                        });
}

/* ---- subsets ---- */

/* One position of the search: what is chosen before it adds up to so much. */
struct step {
    uint32_t next; /* in the order */
    struct range sum;
    enum { STEP_NEW, STEP_WITH, STEP_WITHOUT } state; /* of its own category */
};

static bool is_hopeless(const struct search *search, const struct step *step)
{
    const struct range *whole = &search->sample[search->whole];
    return step->next == search->count || step->sum.low > whole->high ||
           step->sum.high + search->rest[step->next] < whole->low;
}

/* Chooses the step's category; answers the sum with it. */
static struct range choose(struct search *search, const struct step *step)
{
    const struct range *whole = &search->sample[search->whole];
    const uint32_t category = search->order[step->next];
    search->chosen[search->chosen_count++] = category;
    const struct range sum = {step->sum.low + search->sample[category].low,
                              step->sum.high + search->sample[category].high};
    if (sum.low <= whole->high && sum.high >= whole->low) {
        take_subset(search);
    }
    return sum;
}

/* Depth first: each position is tried with its category, then without. */
static void search_whole(struct search *search)
{
    struct step steps[MOST_CATEGORIES + 2];
    uint32_t depth = 1;
    steps[0] = (struct step){.next = 0};
    search->chosen_count = 0;
    for (; depth && search->steps && search->found < MOST_FOUND; search->steps--) {
        struct step *step = &steps[depth - 1];
        struct range sum = step->sum;
        if (step->state == STEP_WITHOUT ||
            (step->state == STEP_NEW && is_hopeless(search, step))) {
            depth--;
            continue;
        }
        if (step->state == STEP_NEW) {
            sum = choose(search, step);
            step->state = STEP_WITH;
        } else {
            search->chosen_count--;
            step->state = STEP_WITHOUT;
        }
        steps[depth] = (struct step){.next = step->next + 1, .sum = sum};
        depth++;
    }
}

/* The categories that may be parts of the whole, the largest first. */
static void order_parts(struct search *search)
{
    const struct range *sample = search->sample;
    search->count = 0;
    for (uint32_t c = 0; c < search->width; c++) {
        if (c == search->whole || isnan(sample[c].low) || sample[c].high <= 0 ||
            sample[c].low > sample[search->whole].high) {
            continue;
        }
        uint32_t at = search->count++;
        for (; at > 0 && sample[search->order[at - 1]].low < sample[c].low; at--) {
            search->order[at] = search->order[at - 1];
        }
        search->order[at] = c;
    }
    search->rest[search->count] = 0;
    for (uint32_t i = search->count; i-- > 0;) {
        search->rest[i] = search->rest[i + 1] + sample[search->order[i]].high;
    }
}

static void search_sample(struct search *search, uint32_t line)
{
    search->sample = search->ranges + (size_t)line * search->width;
    for (uint32_t c = 0; c < search->width; c++) {
        if (!isnan(search->sample[c].low) && search->sample[c].low > 0) {
            search->whole = c;
            order_parts(search);
            search_whole(search);
        }
    }
}

/* The line that prints most categories as more than nothing, and at least three. */
static uint32_t next_sample(const struct search *search, const bool *is_used)
{
    uint32_t best = UINT32_MAX;
    uint32_t most = 2;
    for (uint32_t line = 0; line < search->lines; line++) {
        uint32_t printed = 0;
        for (uint32_t c = 0; c < search->width; c++) {
            const double low = search->ranges[(size_t)line * search->width + c].low;
            printed += !isnan(low) && low > 0;
        }
        if (!is_used[line] && printed > most) {
            most = printed;
            best = line;
        }
    }
    return best;
}

/* Who declares what adds up in a dimension answers for it that nothing else does. */
static bool is_declared(const struct dimension *dimension)
{
    bool is_said = false;
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        is_said = is_said || (dimension->partitions[p].origin == ORIGIN_SIDECAR &&
                              !dimension->partitions[p].is_nested);
    }
    return is_said;
}

static void search_dimension(struct knowledge *knowledge, uint32_t table,
                             uint32_t dimension)
{
    struct arena *scratch = arena_create(0);
    struct search search = {
        .knowledge = knowledge,
        .table = table,
        .dimension = dimension,
        .width =
            1 +
            knowledge->scope->tables[table].table->dimensions[dimension].category_count,
        .steps = knowledge->search_steps && knowledge->search_steps < STEPS
                     ? (uint32_t)knowledge->search_steps
                     : STEPS,
    };
    read_lines(&search, scratch);
    bool *is_used = arena_array(scratch, (size_t)search.lines + 1, bool);
    for (uint32_t k = 0; k < SAMPLES; k++) {
        const uint32_t line = next_sample(&search, is_used);
        if (line != UINT32_MAX) {
            is_used[line] = true;
            search_sample(&search, line);
        }
    }
    const struct dimension *own =
        &knowledge->scope->tables[table].table->dimensions[dimension];
    if (!search.steps && !is_declared(own)) {
        knowledge_note_unsearched(knowledge, table, dimension);
    }
    arena_destroy(scratch);
}

/* Where nothing is hidden, all that the sums would give is printed. */
static bool hides_something(const struct table *table)
{
    bool is_hidden = false;
    for (uint32_t i = 0; i < table->cell_count && !is_hidden; i++) {
        is_hidden = cell_state_hides(table->cells[i].state);
    }
    return is_hidden;
}

/* One tree from the total down holds each category once: what else made up one of them
 * would be people counted twice. */
static bool is_explained(const struct dimension *dimension)
{
    uint8_t parents[MOST_CATEGORIES] = {0};
    uint32_t roots = 0;
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        const struct partition *partition = &dimension->partitions[p];
        for (uint32_t i = 0; i < partition->part_count; i++) {
            const bool adds_up = partition->is_exhaustive && !partition->is_nested;
            const bool is_first = adds_up && !parents[partition->parts[i]];
            parents[partition->parts[i]] = is_first ? 1 : 2;
        }
    }
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        if (parents[c] > 1) {
            return false;
        }
        roots += !parents[c];
    }
    return dimension->partition_count > 0 && roots <= 1;
}

static void search_table(struct knowledge *knowledge, uint32_t t)
{
    const struct table *table = knowledge->scope->tables[t].table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *own = &table->dimensions[d];
        if (own->kind != DIMENSION_TIME && own->kind != DIMENSION_PANEL &&
            own->category_count >= 3 && own->category_count < MOST_CATEGORIES &&
            !is_explained(own)) {
            search_dimension(knowledge, t, d);
        }
    }
}

void subset_splits_add(struct knowledge *knowledge, bool is_before)
{
    for (uint32_t t = 0; t < knowledge->scope->table_count; t++) {
        const struct table *table = knowledge->scope->tables[t].table;
        if (table->dimension_count < REGION_WORDS &&
            (is_before || hides_something(table))) {
            search_table(knowledge, t);
        }
    }
}
