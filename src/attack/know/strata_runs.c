/*
 * Areas that make up a region which another table prints: Leeds to York here, the North
 * there, and nothing that says so but the figures.
 *
 * Areas of one region mostly stand together. So in the largest columns of a table the
 * running sums of each dimension are looked up among the figures that other tables print
 * of one category in place of the areas. What fits is weighed in all columns. Areas that
 * do not stand together are not found.
 */
#include "attack/know/derived.h"
#include "attack/know/strata.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS = 2,     /* of a dimension, the largest */
    RUN_LIMIT = 512, /* areas of a region */
    TRIES_OF_A_COLUMN = 512,
    SMALLEST = 20, /* figure that is looked for */
};

/* What a figure of one category stands for beside the running sums. */
struct candidate {
    struct stratum whole;
    double low;
    double high;
};

/* A line of areas: one dimension of a table, all else the same. */
struct column {
    uint32_t table;
    uint32_t dimension;
    const uint32_t *words; /* measure and other sets */
    uint32_t word_count;
    struct range *parts; /* [category_count], NAN where there is no number */
    size_t heading;
};

/* Measure and other sets of columns, and what stands beside them elsewhere. */
struct heading {
    struct candidate *candidates; /* rising once all are there */
    size_t count;
    size_t capacity;
};

struct runs {
    struct strata *strata;
    struct map *map; /* words -> heading */
    struct heading *headings;
    size_t heading_count;
    size_t heading_capacity;
    struct column *columns;
    size_t count;
    size_t capacity;
    uint64_t lengths; /* a bit for each number of words that columns have */
};

/* ---- columns ---- */

static bool is_number_of(const struct knowledge *knowledge, uint32_t table,
                         uint32_t dimension, uint32_t cell)
{
    const struct table_scope *entry = &knowledge->scope->tables[table];
    const uint32_t unknown = knowledge->cell_unknown[table][cell];
    return unknown != NO_UNKNOWN && knowledge_is_published(knowledge, unknown) &&
           table_category(entry->table, cell, dimension) != NO_CATEGORY &&
           table_scope_set(entry, cell, dimension) != NO_SET &&
           derived_is_part(entry->table, cell, (uint64_t)1 << dimension);
}

/* The same measure and the same categories in all other dimensions. */
static bool is_beside(const struct table *table, uint32_t dimension, uint32_t one,
                      uint32_t other)
{
    bool is_same = table->cells[one].measure == table->cells[other].measure;
    for (uint32_t d = 0; d < table->dimension_count && is_same; d++) {
        is_same = d == dimension ||
                  table_category(table, one, d) == table_category(table, other, d);
    }
    return is_same;
}

/* The largest cell that does not stand beside another; NO_CELL for none. */
static uint32_t largest_cell(const struct knowledge *knowledge, uint32_t table,
                             uint32_t dimension, uint32_t other)
{
    const struct table *own = knowledge->scope->tables[table].table;
    uint32_t largest = NO_CELL;
    double most = SMALLEST;
    for (uint32_t i = 0; i < own->cell_count; i++) {
        const uint32_t unknown = knowledge->cell_unknown[table][i];
        if (unknown != NO_UNKNOWN && knowledge->system->low[unknown] > most &&
            is_number_of(knowledge, table, dimension, i) &&
            (other == NO_CELL || !is_beside(own, dimension, i, other))) {
            largest = i;
            most = knowledge->system->low[unknown];
        }
    }
    return largest;
}

static struct column read_column(const struct strata *strata, uint32_t table,
                                 uint32_t dimension, uint32_t landmark)
{
    const struct knowledge *knowledge = strata->knowledge;
    const struct table_scope *entry = &knowledge->scope->tables[table];
    const uint32_t categories = entry->table->dimensions[dimension].category_count;
    uint32_t words[REGION_WORDS];
    const uint32_t count =
        derived_words(knowledge->scope, entry, landmark, (uint64_t)1 << dimension, words);
    uint32_t *own = arena_array(strata->scratch, count, uint32_t);
    memcpy(own, words, count * sizeof(*own));
    struct column column = {
        .table = table,
        .dimension = dimension,
        .words = own,
        .word_count = count,
        .parts = arena_array(strata->scratch, categories, struct range),
    };
    for (uint32_t i = 0; i < categories; i++) {
        column.parts[i].low = NAN;
    }
    for (uint32_t i = 0; i < entry->table->cell_count; i++) {
        const uint32_t unknown = knowledge->cell_unknown[table][i];
        if (is_beside(entry->table, dimension, i, landmark) &&
            is_number_of(knowledge, table, dimension, i)) {
            column.parts[table_category(entry->table, i, dimension)] = (struct range){
                knowledge->system->low[unknown], knowledge->system->high[unknown]};
        }
    }
    return column;
}

static void keep_column(struct runs *runs, struct column *column)
{
    struct arena *arena = runs->strata->scratch;
    column->heading = map_add(runs->map, column->words,
                              column->word_count * sizeof(uint32_t), runs->heading_count);
    if (column->heading == runs->heading_count) {
        *arena_add(arena, runs->headings, runs->heading_count, runs->heading_capacity) =
            (struct heading){.count = 0};
    }
    *arena_add(arena, runs->columns, runs->count, runs->capacity) = *column;
    runs->lengths |= (uint64_t)1 << (column->word_count % 64);
}

static void read_dimension(struct runs *runs, uint32_t table, uint32_t dimension)
{
    uint32_t landmark = NO_CELL;
    for (uint32_t k = 0; k < COLUMNS; k++) {
        landmark = largest_cell(runs->strata->knowledge, table, dimension, landmark);
        if (landmark == NO_CELL) {
            return;
        }
        struct column column = read_column(runs->strata, table, dimension, landmark);
        keep_column(runs, &column);
    }
}

static void read_table(struct runs *runs, uint32_t t)
{
    const struct table *table = runs->strata->knowledge->scope->tables[t].table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *own = &table->dimensions[d];
        if (own->kind != DIMENSION_TIME && own->category_count >= 3 &&
            table->dimension_count < REGION_WORDS) {
            read_dimension(runs, t, d);
        }
    }
}

/* ---- candidates ---- */

static void offer_name(struct runs *runs, uint32_t n)
{
    const struct knowledge *knowledge = runs->strata->knowledge;
    const struct name *name = &knowledge->names[n];
    uint32_t words[STRATA_SETS + 1];
    words[0] = name->measure;
    for (uint32_t i = 0; i < name->set_count; i++) {
        const struct stratum stratum = {name->universe, name->sets[i]};
        const uint32_t count = 1 + strata_rest(name, &stratum, words + 1);
        const size_t at = map_find(runs->map, words, count * sizeof(*words));
        if (at != MAP_NONE) {
            struct heading *heading = &runs->headings[at];
            *arena_add(runs->strata->scratch, heading->candidates, heading->count,
                       heading->capacity) =
                (struct candidate){.whole = stratum,
                                   .low = knowledge->system->low[n],
                                   .high = knowledge->system->high[n]};
        }
    }
}

static void offer_all(struct runs *runs)
{
    const struct knowledge *knowledge = runs->strata->knowledge;
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        const struct stratum all = {name->universe, NO_SET};
        if (!name->label && name->set_count &&
            runs->lengths >> name->set_count % 64 & 1 &&
            knowledge_is_published(knowledge, n) &&
            knowledge->system->low[n] >= SMALLEST && strata_has(knowledge, &all, n)) {
            offer_name(runs, n);
        }
    }
}

/* ---- running sums ---- */

static int compare_candidates(const void *one, const void *other)
{
    const struct candidate *first = one;
    const struct candidate *second = other;
    if (first->low != second->low) {
        return first->low < second->low ? -1 : 1;
    }
    return (first->whole.set > second->whole.set) -
           (first->whole.set < second->whole.set);
}

struct run {
    struct runs *runs;
    const struct column *column;
    const struct heading *heading;
    uint32_t first; /* categories */
    uint32_t count;
    struct range sum;
    uint32_t tries;
};

/* All categories that add up to one of the table's own, which has been looked for. */
static bool is_partition(const struct run *run, const struct dimension *dimension)
{
    bool is_one = false;
    for (uint32_t p = 0; p < dimension->partition_count && !is_one; p++) {
        const struct partition *partition = &dimension->partitions[p];
        is_one = partition->part_count == run->count &&
                 partition->parts[0] == run->first &&
                 partition->parts[run->count - 1] == run->first + run->count - 1;
    }
    return is_one;
}

static void try_run(struct run *run, const struct candidate *candidate)
{
    struct strata *strata = run->runs->strata;
    const struct column *column = run->column;
    const struct table_scope *entry = &strata->knowledge->scope->tables[column->table];
    struct stratum *parts = arena_array(strata->scratch, run->count, struct stratum);
    for (uint32_t i = 0; i < run->count; i++) {
        parts[i] = (struct stratum){
            strata->knowledge->table_universe[column->table],
            entry->sets[column->dimension][run->first + i],
        };
    }
    struct stratum_sum sum = {
        .whole = candidate->whole,
        .parts = parts,
        .part_count = run->count,
        .is_idle = is_partition(run, &entry->table->dimensions[column->dimension]),
    };
    const double categories = entry->table->dimensions[column->dimension].category_count;
    run->tries--;
    strata_try(strata, &sum,
               log2(1 + categories * categories / 2 * (double)run->heading->count),
               false);
}

/* The candidates that the sum may be: of another variable than the areas. */
static void look_up(struct run *run)
{
    const struct heading *heading = run->heading;
    const struct scope *scope = run->runs->strata->knowledge->scope;
    const struct column *column = run->column;
    const uint32_t variable = scope->tables[column->table].variables[column->dimension];
    size_t low = 0;
    size_t high = heading->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (heading->candidates[middle].high < run->sum.low) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (size_t i = low;
         i < heading->count && run->tries && heading->candidates[i].low <= run->sum.high;
         i++) {
        run->runs->strata->work -= run->runs->strata->work ? 1 : 0;
        if (scope->sets[heading->candidates[i].whole.set].variable != variable) {
            try_run(run, &heading->candidates[i]);
        }
    }
}

static void extend_run(struct run *run, uint32_t categories, double most)
{
    const struct column *column = run->column;
    struct strata *strata = run->runs->strata;
    run->sum = (struct range){0, 0};
    for (run->count = 1; run->count <= RUN_LIMIT && strata->work; run->count++) {
        const uint32_t at = run->first + run->count - 1;
        if (at == categories || isnan(column->parts[at].low)) {
            return;
        }
        strata->work--;
        run->sum.low += column->parts[at].low;
        run->sum.high += column->parts[at].high;
        if (run->sum.low > most) {
            return;
        }
        if (run->count >= 2) {
            look_up(run);
        }
    }
}

static void search_column(struct runs *runs, const struct column *column)
{
    const struct table *table =
        runs->strata->knowledge->scope->tables[column->table].table;
    const uint32_t categories = table->dimensions[column->dimension].category_count;
    const struct heading *heading = &runs->headings[column->heading];
    if (!heading->count) {
        return;
    }
    const double most = heading->candidates[heading->count - 1].high;
    struct run run = {
        .runs = runs, .column = column, .heading = heading, .tries = TRIES_OF_A_COLUMN};
    for (; run.first + 1 < categories && run.tries; run.first++) {
        extend_run(&run, categories, most);
    }
}

void strata_find_runs(struct strata *strata)
{
    const struct scope *scope = strata->knowledge->scope;
    struct runs runs = {.strata = strata, .map = map_create(strata->scratch, 64)};
    for (uint32_t t = 0; t < scope->table_count; t++) {
        read_table(&runs, t);
    }
    offer_all(&runs);
    for (size_t h = 0; h < runs.heading_count; h++) {
        struct heading *heading = &runs.headings[h];
        if (heading->count) {
            qsort(heading->candidates, heading->count, sizeof(*heading->candidates),
                  compare_candidates);
        }
    }
    for (size_t c = 0; c < runs.count && strata->work; c++) {
        search_column(&runs, &runs.columns[c]);
    }
}
