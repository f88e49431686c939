/*
 * What single cells say: counts and sums about themselves, percentages and means about
 * the numbers that they are made of.
 */
#include "attack/know/knowledge.h"
#include "attack/names/blanks.h"
#include "attack/names/cell_range.h"
#include "base/text.h"

#include <math.h>

static bool is_statement(const struct table *table, const struct cell *cell)
{
    const enum role role = table->measures[cell->measure].role;
    return role_adds_up(role) || role == ROLE_CONTRIBUTORS || role == ROLE_ORGANISATIONS;
}

static struct range *ranges_of(struct arena *arena, const struct table *table)
{
    struct rounding *roundings =
        arena_array(arena, table->measure_count, struct rounding);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        roundings[m] = cell_rounding(table, m);
    }
    struct range *ranges = arena_array(arena, table->cell_count, struct range);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        ranges[i] = cell_range(table, i, &roundings[table->cells[i].measure]);
    }
    const bool are_nobody = blanks_mean_nobody(table, ranges);
    for (uint32_t i = 0; i < table->cell_count && are_nobody; i++) {
        if (table->cells[i].state == CELL_EMPTY) {
            ranges[i] = (struct range){0, 0};
        }
    }
    return ranges;
}

/* Adds what one cell says about its unknown; two cells that exclude each other are noted
 * and the first one stands. */
static void add_print(struct knowledge *knowledge, uint32_t unknown, uint32_t table,
                      uint32_t cell, const struct range *range)
{
    struct system *system = knowledge->system;
    struct name *name = &knowledge->names[unknown];
    const uint32_t id = (uint32_t)knowledge->print_count;
    *arena_add(knowledge->arena, knowledge->prints, knowledge->print_count,
               knowledge->print_capacity) =
        (struct print){table, cell, NO_PRINT, range->low, range->high};
    name->is_hidden =
        name->is_hidden || knowledge_print_hides(knowledge, &knowledge->prints[id]);
    name->is_published =
        name->is_published ||
        knowledge->scope->tables[table].table->cells[cell].state == CELL_NUMBER;
    if (name->first_print == NO_PRINT) {
        name->first_print = id;
    } else {
        uint32_t last = name->first_print;
        while (knowledge->prints[last].next != NO_PRINT) {
            last = knowledge->prints[last].next;
        }
        knowledge->prints[last].next = id;
    }
    const double low = fmax(system->low[unknown], range->low);
    const double high = fmin(system->high[unknown], range->high);
    if (low <= high) {
        system->low[unknown] = low;
        system->high[unknown] = high;
        return;
    }
    uint32_t one = name->first_print;
    while (knowledge->prints[one].low <= range->high &&
           knowledge->prints[one].high >= range->low &&
           knowledge->prints[one].next != id) {
        one = knowledge->prints[one].next;
    }
    *arena_add(knowledge->arena, knowledge->disagreements, knowledge->disagreement_count,
               knowledge->disagreement_capacity) =
        (struct disagreement){unknown, one, id};
}

void statements_add_table(struct knowledge *knowledge, uint32_t index)
{
    const struct table_scope *entry = &knowledge->scope->tables[index];
    const struct table *table = entry->table;
    const struct range *ranges = ranges_of(knowledge->arena, table);
    const uint32_t universe = universe_of_table(knowledge, index, ranges);
    knowledge->table_universe[index] = universe;
    uint32_t *unknowns = arena_array(knowledge->arena, table->cell_count, uint32_t);
    uint32_t *sets =
        arena_array(knowledge->arena, (size_t)table->dimension_count + 1, uint32_t);
    knowledge->cell_unknown[index] = unknowns;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        unknowns[i] = NO_UNKNOWN;
        if (!is_statement(table, cell) || cell->state == CELL_UNREADABLE ||
            cell->is_of_shown) {
            continue;
        }
        const enum role role = table->measures[cell->measure].role;
        const uint32_t count = cell_region(entry, i, sets);
        unknowns[i] = knowledge_name(knowledge, universe, entry->measures[cell->measure],
                                     sets, count, role_is_count(role));
        if (ranges[i].low < 0) {
            knowledge->system->low[unknowns[i]] = -INFINITY;
        }
        add_print(knowledge, unknowns[i], index, i, &ranges[i]);
    }
}

/* The unknown behind a cell of the same table, if it is one that can be reckoned with. */
static uint32_t unknown_of(const struct knowledge *knowledge, uint32_t table,
                           uint32_t cell)
{
    return cell == NO_CELL ? NO_UNKNOWN : knowledge->cell_unknown[table][cell];
}

/* A number as a fraction of whole numbers, last / (2 * scale) being half of its last
 * place. */
static bool as_fraction(double value, int decimals, int64_t *doubled, int64_t *scale)
{
    const double factor = pow(10, decimals < 0 ? 0 : decimals);
    const double digits = nearbyint(value * factor);
    if (decimals > 8 || fabs(digits) > 1e12) {
        return false;
    }
    *doubled = 2 * (int64_t)digits;
    *scale = (int64_t)factor;
    return true;
}

/* (p - e) n <= 100 x <= (p + e) n, multiplied out. */
static void add_percentage(struct knowledge *knowledge, uint32_t table, uint32_t index,
                           uint32_t above, uint32_t below)
{
    const struct cell *cell = &knowledge->scope->tables[table].table->cells[index];
    int64_t doubled = 0;
    int64_t scale = 0;
    if (!as_fraction(cell_percent_value(cell), cell->decimals, &doubled, &scale)) {
        return;
    }
    const int64_t whole = cell->is_fraction ? 1 : 100;
    const struct row_origin origin = {ROW_PERCENT, table, index, above};
    const struct term least[] = {{above, 2 * whole * scale}, {below, -(doubled - 1)}};
    const struct term most[] = {{above, 2 * whole * scale}, {below, -(doubled + 1)}};
    knowledge_add_row(knowledge, least, 2, 0, INFINITY, origin);
    knowledge_add_row(knowledge, most, 2, -INFINITY, 0, origin);
    const struct term within[] = {{below, 1}, {above, -1}};
    if (!cell->is_change && cell->value <= cell_percent_unit(cell)) {
        knowledge_add_row(knowledge, within, 2, 0, INFINITY, origin);
    }
}

/* The count above the line where no table prints it: an unknown of its own, asked about.
 */
static uint32_t numerator_behind(struct knowledge *knowledge, uint32_t table,
                                 uint32_t index)
{
    const struct table *source = knowledge->scope->tables[table].table;
    const char *label =
        text_format(knowledge->arena, "the number behind %s%s in %s",
                    text_number(knowledge->arena, source->cells[index].value,
                                source->cells[index].decimals),
                    source->cells[index].is_fraction ? "" : "%",
                    table_cell_label(knowledge->arena, source, index));
    const uint32_t unknown = knowledge_label_unknown(knowledge, label, true);
    knowledge->names[unknown].is_behind_percentage = true;
    return unknown;
}

static void ask_about(struct knowledge *knowledge, uint32_t unknown)
{
    knowledge->names[unknown].is_target =
        knowledge->system->low[unknown] < knowledge->system->high[unknown];
}

/* (m - s/2) n <= T <= (m + s/2) n for the sum T behind a mean. */
static void add_mean(struct knowledge *knowledge, uint32_t table, uint32_t index,
                     uint32_t count)
{
    const struct table_scope *entry = &knowledge->scope->tables[table];
    const struct cell *cell = &entry->table->cells[index];
    int64_t doubled = 0;
    int64_t scale = 0;
    if (cell->value < 0 || !as_fraction(cell->value, cell->decimals, &doubled, &scale)) {
        return;
    }
    uint32_t sets[64];
    if (entry->table->dimension_count > 64) {
        return;
    }
    const uint32_t set_count = cell_region(entry, index, sets);
    const uint32_t measure = scope_measure(
        knowledge->scope,
        text_format(knowledge->arena, "total of %s",
                    knowledge->scope->measures[entry->measures[cell->measure]]));
    const uint32_t total = knowledge_name(knowledge, knowledge->table_universe[table],
                                          measure, sets, set_count, false);
    const struct row_origin origin = {ROW_MEAN, table, index, total};
    const struct term least[] = {{total, 2 * scale}, {count, -(doubled - 1)}};
    const struct term most[] = {{total, 2 * scale}, {count, -(doubled + 1)}};
    knowledge_add_row(knowledge, least, 2, 0, INFINITY, origin);
    knowledge_add_row(knowledge, most, 2, -INFINITY, 0, origin);
}

void statements_tie_percentage(struct knowledge *knowledge, uint32_t table, uint32_t cell,
                               uint32_t above, uint32_t below)
{
    add_percentage(knowledge, table, cell, above, below);
    ask_about(knowledge, above);
    ask_about(knowledge, below);
}

static void add_ratio(struct knowledge *knowledge, uint32_t table, uint32_t index)
{
    const struct table *source = knowledge->scope->tables[table].table;
    const struct cell *cell = &source->cells[index];
    const enum role role = source->measures[cell->measure].role;
    if (role == ROLE_PERCENT) {
        const uint32_t below = unknown_of(knowledge, table, cell->denominator);
        uint32_t above = unknown_of(knowledge, table, cell->numerator);
        if (below == NO_UNKNOWN || above == below) {
            return;
        }
        above = above == NO_UNKNOWN ? numerator_behind(knowledge, table, index) : above;
        statements_tie_percentage(knowledge, table, index, above, below);
    } else if (role == ROLE_MEAN) {
        const uint32_t count = unknown_of(knowledge, table, cell->count);
        if (count != NO_UNKNOWN) {
            add_mean(knowledge, table, index, count);
        }
    }
}

void statements_add_ratios(struct knowledge *knowledge, uint32_t index)
{
    const struct table *table = knowledge->scope->tables[index].table;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].state == CELL_NUMBER) {
            add_ratio(knowledge, index, i);
        }
    }
}
