/*
 * C101: correlations of exactly 1 or -1, or on too few pairs. The diagonal of a matrix
 * says nothing.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

/* A variable with itself: row and column of a matrix have one label. */
static bool is_diagonal(const struct table *table, uint32_t i)
{
    const char *labels[2] = {NULL, NULL};
    uint32_t count = 0;
    for (uint32_t d = 0; d < table->dimension_count && count < 2; d++) {
        const uint32_t category = table_category(table, i, d);
        if (category != NO_CATEGORY) {
            labels[count++] = table->dimensions[d].categories[category].key;
        }
    }
    return count == 2 && text_equals(labels[0], labels[1]);
}

static void judge_correlation(struct rule_run *run, uint32_t i)
{
    const double minimum = policy_number(run->rule, "minimum");
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double count = 0;
    if (cell->state != CELL_NUMBER || is_diagonal(table, i)) {
        return;
    }
    if (cell_number(table, cell->count, &count) && count > 0 && count < minimum) {
        struct finding *finding = rule_report_cell(run, i);
        finding_add_evidence(finding, "count", count);
        finding_add_evidence(finding, "minimum", minimum);
        const char *printed = rule_printed(run, cell);
        rule_say(run, finding, "correlation %s in %s rests on %s pairs; minimum is %s",
                 printed, rule_place(run, i), rule_value(run, count),
                 rule_value(run, minimum));
        return;
    }
    if (fabs(cell->value) != 1) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "value", cell->value);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "correlation %s in %s: one variable gives the other", printed,
             rule_place(run, i));
}

const struct rule_evaluator correlation_rules[] = {
    {
        .kind = "correlation",
        .roles = ROLE_BIT(ROLE_CORRELATION),
        .judge_cell = judge_correlation,
    },
    {.kind = NULL},
};
