#include "attack/know/contributors.h"

#include <math.h>

#define MANY_COUNTS (UINT32_MAX - 1)

static const double share_of_all = 1 - 1e-9;

struct gathering {
    struct knowledge *knowledge;
    const struct attack_limits *limits;
    struct contributors *found;
    const struct table **sources; /* [table_count] nothing hidden in them */
    const struct table *source;   /* the table under the hand */
    uint32_t table;
    const struct cell_index *index;
};

/* The table as it was before cells were hidden in it. */
static const struct table *source_of(const struct knowledge *knowledge,
                                     const struct submission *before, uint32_t t)
{
    const struct table_scope *entry = &knowledge->scope->tables[t];
    const struct table *table = entry->table;
    if (!before || entry->is_earlier || t >= before->table_count) {
        return table;
    }
    const struct table *full = before->tables[t];
    bool is_same = full->cell_count == table->cell_count &&
                   full->measure_count == table->measure_count;
    for (uint32_t i = 0; is_same && i < table->cell_count; i++) {
        is_same = full->cells[i].row == table->cells[i].row &&
                  full->cells[i].column == table->cells[i].column;
    }
    return is_same ? full : table;
}

static void note(const struct gathering *at, uint32_t unknown, double units, double few)
{
    struct contributors *found = at->found;
    if (units >= 1 && !(found->units[unknown] <= units)) {
        found->units[unknown] = units;
    }
    found->are_few[unknown] = found->are_few[unknown] || (units >= 1 && units < few);
}

static double few_of(const struct gathering *at, enum role role)
{
    return fmax(2, role == ROLE_ORGANISATIONS ? at->limits->few_organisations
                                              : at->limits->few_people);
}

static bool beside(const struct gathering *at, uint32_t i, enum role role, double *value)
{
    const struct table *source = at->source;
    const uint32_t measure = table_companion(source, source->cells[i].measure, role);
    if (measure == UINT32_MAX) {
        return false;
    }
    const uint32_t cell = cell_index_find(
        at->index, measure, source->categories + (size_t)i * source->dimension_count);
    *value = cell == NO_CELL ? NAN : source->cells[cell].value;
    return cell != NO_CELL && source->cells[cell].state == CELL_NUMBER;
}

/* What stands beside a sum in its own table. */
static void read_sum(const struct gathering *at, uint32_t i, uint32_t unknown)
{
    static const enum role counts[] = {ROLE_CONTRIBUTORS, ROLE_ORGANISATIONS};
    const struct cell *cell = &at->source->cells[i];
    double value = 0;
    for (size_t r = 0; r < sizeof(counts) / sizeof(counts[0]); r++) {
        if (beside(at, i, counts[r], &value)) {
            note(at, unknown, value, few_of(at, counts[r]));
        }
    }
    const bool has_count = cell->count != NO_CELL && cell->count != i;
    const struct cell *count = has_count ? &at->source->cells[cell->count] : NULL;
    if (count && count->state == CELL_NUMBER && role_is_count((enum role)count->role)) {
        note(at, unknown, count->value, few_of(at, (enum role)count->role));
    }
    if (cell->state == CELL_NUMBER && cell->value > 0 &&
        beside(at, i, ROLE_TOP1, &value) && value >= share_of_all * cell->value) {
        note(at, unknown, 1, 2);
    }
    const struct cell_record *record = table_cell_record(at->source, i);
    if (record && record->most >= 1) {
        note(at, unknown, record->most, at->limits->few_people);
    }
}

static bool is_sum(const struct table *table, uint32_t measure)
{
    return table->measures[measure].role == ROLE_SUM;
}

static void read_cell(const struct gathering *at, uint32_t i)
{
    const struct cell *cell = &at->source->cells[i];
    const uint32_t unknown = at->knowledge->cell_unknown[at->table][i];
    if (unknown == NO_UNKNOWN) {
        return;
    }
    if (is_sum(at->source, cell->measure)) {
        read_sum(at, i, unknown);
    } else if (at->limits->count_insiders > 0 && cell->state == CELL_NUMBER &&
               at->source->measures[cell->measure].role == ROLE_COUNT) {
        note(at, unknown, cell->value, few_of(at, ROLE_COUNT));
    }
}

static bool is_asked(const struct gathering *at, const struct table *source)
{
    bool is_asked = false;
    for (uint32_t m = 0; m < source->measure_count; m++) {
        is_asked = is_asked || is_sum(source, m) || at->limits->count_insiders > 0;
    }
    return is_asked;
}

static void read_tables(struct gathering *at)
{
    for (uint32_t t = 0; t < at->knowledge->scope->table_count; t++) {
        const struct table *source = at->sources[t];
        if (!is_asked(at, source)) {
            continue;
        }
        struct arena *aside = arena_create(0);
        at->source = source;
        at->table = t;
        at->index = cell_index_create(aside, source);
        for (uint32_t i = 0; i < source->cell_count; i++) {
            read_cell(at, i);
        }
        arena_destroy(aside);
    }
}

/* ---- counts of the same region in another table ---- */

/* The table's only measure of people or firms; UINT32_MAX where there is none, and
 * MANY_COUNTS where there are more. */
static uint32_t count_of_table(const struct table_scope *entry)
{
    uint32_t only = UINT32_MAX;
    for (uint32_t m = 0; m < entry->table->measure_count; m++) {
        const enum role role = entry->table->measures[m].role;
        if (role == ROLE_COUNT || role == ROLE_CONTRIBUTORS) {
            const bool is_new = only == UINT32_MAX || only == entry->measures[m];
            only = is_new ? entry->measures[m] : MANY_COUNTS;
        }
    }
    return only;
}

/* The same of all tables; UINT32_MAX unless there is one. */
static uint32_t only_count(const struct scope *scope)
{
    uint32_t only = UINT32_MAX;
    for (size_t t = 0; t < scope->table_count; t++) {
        const uint32_t own = count_of_table(&scope->tables[t]);
        if (own == MANY_COUNTS ||
            (only != UINT32_MAX && own != UINT32_MAX && own != only)) {
            return UINT32_MAX;
        }
        only = own == UINT32_MAX ? only : own;
    }
    return only;
}

static double value_of(const struct gathering *at, uint32_t name)
{
    const struct knowledge *knowledge = at->knowledge;
    for (uint32_t p = knowledge->names[name].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        const struct print *print = &knowledge->prints[p];
        const struct table *table = at->sources[print->table];
        if (table->cells[print->cell].state == CELL_NUMBER) {
            return table->cells[print->cell].value;
        }
    }
    return NAN;
}

static void read_linked(struct gathering *at)
{
    struct knowledge *knowledge = at->knowledge;
    const uint32_t count = only_count(knowledge->scope);
    for (uint32_t n = 0; count != UINT32_MAX && n < knowledge->name_count; n++) {
        const struct name name = knowledge->names[n];
        if (knowledge->system->is_whole[n] || name.label ||
            name.first_print == NO_PRINT || !isnan(at->found->units[n])) {
            continue;
        }
        const uint32_t twin =
            knowledge_find(knowledge, name.universe, count, name.sets, name.set_count);
        if (twin != NO_NAME) {
            note(at, n, value_of(at, twin), few_of(at, ROLE_COUNT));
        }
    }
}

bool contributors_know(const struct contributors *contributors,
                       const struct knowledge *knowledge,
                       const struct attack_limits *limits, uint32_t unknown)
{
    const bool is_count = knowledge->system->is_whole[unknown];
    return contributors->units[unknown] <=
           (is_count ? limits->count_insiders : limits->sum_insiders);
}

struct contributors contributors_read(struct arena *arena, struct knowledge *knowledge,
                                      const struct submission *before,
                                      const struct attack_limits *limits)
{
    struct contributors found = {
        .units = arena_array(arena, knowledge->name_count + 1, double),
        .are_few = arena_array(arena, knowledge->name_count + 1, bool),
    };
    struct gathering at = {
        .knowledge = knowledge,
        .limits = limits,
        .found = &found,
    };
    for (size_t n = 0; n < knowledge->name_count; n++) {
        found.units[n] = NAN;
    }
    if (limits->sum_insiders <= 0 && limits->count_insiders <= 0) {
        return found;
    }
    const size_t tables = knowledge->scope->table_count;
    at.sources = arena_array(arena, tables + 1, const struct table *);
    for (uint32_t t = 0; t < tables; t++) {
        at.sources[t] = source_of(knowledge, before, t);
    }
    read_tables(&at);
    read_linked(&at);
    for (uint32_t n = 0; n < knowledge->name_count && !found.are_asked; n++) {
        found.are_asked = contributors_know(&found, knowledge, limits, n);
    }
    return found;
}
