/*
 * G101: a table that is too thin as a whole: too many of its cells are zero, or there is
 * less than so many units for each cell. Totals are no cells of their own here.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

struct density {
    uint32_t cells;
    uint32_t filled;
    double units;
};

static void begin_density(struct rule_run *run)
{
    run->state = arena_new(run->study->arena, struct density);
}

static void judge_density(struct rule_run *run, uint32_t i)
{
    struct density *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    if (cell->state != CELL_NUMBER || cell->is_outside) {
        return;
    }
    state->cells++;
    state->filled += cell->value != 0 ? 1 : 0;
    state->units += fabs(cell->value);
}

static void end_density(struct rule_run *run)
{
    const struct density *state = run->state;
    const double least = policy_number(run->rule, "minimum-filled");
    const double average = policy_number(run->rule, "minimum-average");
    if (!state->cells) {
        return;
    }
    const double filled = 100.0 * state->filled / state->cells;
    const double units = state->units / state->cells;
    if (filled >= least && units >= average) {
        return;
    }
    struct finding *finding = rule_report_table(run);
    finding_add_evidence(finding, "filled", filled);
    finding_add_evidence(finding, "average", units);
    if (filled < least) {
        rule_say(run, finding, "%s of %s cells are not zero; minimum is %s%%",
                 rule_value(run, state->filled), rule_value(run, state->cells),
                 rule_value(run, least));
        return;
    }
    rule_say(run, finding, "%s units in %s cells; minimum is %s a cell",
             rule_value(run, state->units), rule_value(run, state->cells),
             rule_value(run, average));
}

const struct rule_evaluator density_rules[] = {
    {
        .kind = "table-density",
        .roles = ROLE_BIT(ROLE_COUNT),
        .begin_table = begin_density,
        .judge_cell = judge_density,
        .end_table = end_density,
    },
    {.kind = NULL},
};
