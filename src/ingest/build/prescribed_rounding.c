/*
 * Does a measure follow the rounding that the policy prescribes? One number that the rule
 * cannot have printed disproves it; few numbers, or all alike, prove nothing. What was
 * declared stays as it was declared.
 */
#include "ingest/build/build_context.h"
#include "ingest/build/build_table.h"
#include "model/rounding_rule.h"

#include <math.h>
#include <string.h>

enum { NUMBERS_WANTED = 6, DIFFERENT_WANTED = 3, MOST_BASE = UINT16_MAX };

/* What speaks for the rule: numbers that are not zero, and different ones. */
struct support {
    uint32_t numbers;
    uint32_t different;
    uint32_t in_bands; /* numbers of a band, where bases are coarser */
    double seen[DIFFERENT_WANTED];
    bool is_broken;
};

static void add_number(struct support *support, const struct rounding_rule *rule,
                       double number)
{
    bool is_new = support->different < DIFFERENT_WANTED;
    if (number == 0 || isnan(number)) {
        return;
    }
    for (uint32_t i = 0; is_new && i < support->different; i++) {
        is_new = support->seen[i] != number;
    }
    if (is_new) {
        support->seen[support->different++] = number;
    }
    support->numbers++;
    support->in_bands += rounding_rule_base(rule, number) > rule->base;
    support->is_broken = support->is_broken || !rounding_rule_fits(rule, number);
}

static struct support support_of(const struct table *table, uint32_t measure,
                                 const struct rounding_rule *rule)
{
    struct support support = {.numbers = 0};
    for (uint32_t i = 0; i < table->cell_count && !support.is_broken; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->measure == measure && cell->state == CELL_NUMBER && !cell->is_outside) {
            add_number(&support, rule, cell->value);
        }
    }
    return support;
}

static void coarsen(struct cell *cells, size_t count, uint32_t measure,
                    const struct rounding_rule *rule)
{
    for (size_t i = 0; i < count; i++) {
        const double base = rounding_rule_base(rule, cells[i].value);
        const bool is_ours = cells[i].measure == measure &&
                             cells[i].state == CELL_NUMBER && !cells[i].is_outside;
        if (is_ours && base > rule->base && base > cells[i].rounded_to) {
            cells[i].rounded_to = (uint16_t)fmin(base, MOST_BASE);
        }
    }
}

static void coarsen_cells(struct arena *arena, struct table *table, uint32_t measure,
                          const struct rounding_rule *rule)
{
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    memcpy(cells, table->cells, table->cell_count * sizeof(*cells));
    coarsen(cells, table->cell_count, measure, rule);
    table->cells = cells;
}

static bool is_supported(const struct support *support)
{
    return !support->is_broken && support->numbers >= NUMBERS_WANTED &&
           support->different >= DIFFERENT_WANTED;
}

static void follow(struct arena *arena, struct table *table, struct measure *measure,
                   const struct rounding_rule *rule)
{
    const uint32_t m = (uint32_t)(measure - table->measures);
    const struct support support = support_of(table, m, rule);
    if (!is_supported(&support)) {
        return;
    }
    const bool is_coarser = measure->rounding.kind == ROUNDING_NEAREST &&
                            measure->rounding.base >= rule->base;
    if (!is_coarser) {
        measure->rounding.kind =
            rule->method == ROUND_TO_MIDPOINT ? ROUNDING_MIDPOINT : ROUNDING_NEAREST;
        measure->rounding.base = rule->base;
        measure->rounding.origin = ORIGIN_ARITHMETIC;
    }
    measure->rounding.small_below =
        fmax(measure->rounding.small_below, rule->small_below);
    if (support.in_bands >= DIFFERENT_WANTED) {
        coarsen_cells(arena, table, m, rule);
    }
}

void build_prescribed_rounding(struct arena *arena, struct table *table,
                               const struct rounding_rule *rule)
{
    if (!rule || (rule->base <= 1 && rule->band_count == 0)) {
        return;
    }
    struct measure *measures =
        arena_array(arena, table->measure_count + 1, struct measure);
    if (table->measure_count) {
        memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
    }
    table->measures = measures;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (role_is_count(measures[m].role) &&
            measures[m].rounding.origin > ORIGIN_SIDECAR) {
            follow(arena, table, &measures[m], rule);
        }
    }
}

void build_banded_rounding(struct build *at)
{
    const struct rounding_rule *rule = at->plan->prescribed;
    const struct table table = {.cells = at->cells,
                                .cell_count = (uint32_t)at->cell_count};
    for (uint32_t m = 0; rule && rule->band_count && m < at->measure_count; m++) {
        const struct measure *measure = &at->measures[m];
        if (!role_is_count(measure->role) || measure->rounding.origin <= ORIGIN_SIDECAR) {
            continue;
        }
        const struct support support = support_of(&table, m, rule);
        if (is_supported(&support) && support.in_bands >= DIFFERENT_WANTED) {
            coarsen(at->cells, at->cell_count, m, rule);
        }
    }
}
