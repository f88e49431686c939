#include "protect/demands.h"

#include "base/text.h"

#include <math.h>

struct answered {
    const char *code;
    enum severity least;
};

/* Zeros and whole groups are hidden only where the policy fails them. */
static const struct answered answered[] = {
    {"T101", SEVERITY_REVIEW}, {"T103", SEVERITY_REVIEW}, {"Z101", SEVERITY_FAIL},
    {"Z102", SEVERITY_FAIL},   {"P101", SEVERITY_REVIEW}, {"P102", SEVERITY_REVIEW},
    {"D101", SEVERITY_REVIEW}, {"D102", SEVERITY_REVIEW}, {"D103", SEVERITY_REVIEW},
    {"Q101", SEVERITY_REVIEW}, {"Q102", SEVERITY_REVIEW},
};

static double evidence(const struct finding *finding, const char *name)
{
    for (uint32_t i = 0; i < finding->evidence_count; i++) {
        if (text_equals(finding->evidence[i].name, name)) {
            return finding->evidence[i].value;
        }
    }
    return NAN;
}

bool demand_answers(const struct finding *finding)
{
    /* One finding for many cells says that nobody knows, not that they are small. What
     * the researcher asks to let stand is shown, and the attacker knows it. */
    const bool is_excepted = finding->exception && !finding->exception_is_void;
    if (finding->cell == NO_CELL || !finding->table || is_excepted ||
        !isnan(evidence(finding, "cells"))) {
        return false;
    }
    for (size_t i = 0; i < sizeof(answered) / sizeof(answered[0]); i++) {
        if (text_equals(finding->code, answered[i].code)) {
            return finding->severity >= answered[i].least;
        }
    }
    return false;
}

bool demand_is_of_rounded(const struct finding *finding)
{
    return text_equals(finding->code, "T101") && finding->severity >= SEVERITY_REVIEW &&
           finding->cell != NO_CELL && finding->table &&
           !isnan(evidence(finding, "cells"));
}

/* How far a dominated total must be uncertain, by the rule that it breaks. */
static double dominance_level(const struct finding *finding)
{
    const double total = evidence(finding, "total");
    const double limit = evidence(finding, "limit") / 100;
    const double largest = evidence(finding, "largest");
    const double second = fmax(0, evidence(finding, "second"));
    if (text_equals(finding->code, "D103")) {
        return limit * largest - (total - largest - second);
    }
    if (text_equals(finding->code, "D102")) {
        return (largest + second) / limit - total;
    }
    const double contributors = evidence(finding, "contributors");
    const double held = isnan(largest) ? total / contributors : largest;
    return held / limit - total;
}

static bool add_dominance(struct plan *plan, uint32_t table,
                          const struct finding *finding)
{
    const uint32_t unknown = plan_unknown_of(plan, table, finding->cell);
    bool is_new = plan_hide_cell(plan, table, finding->cell, finding->code);
    const double level = dominance_level(finding);
    if (unknown != NO_UNKNOWN && isfinite(level) && level > 0) {
        struct plan_unknown *it = &plan->unknowns[unknown];
        is_new = plan_demand(plan, unknown, level, finding->code) || is_new;
        is_new = is_new || (it->is_primary && it->below < level);
        it->below = fmax(it->below, level);
    }
    return is_new;
}

/* Too few organisations: what they share goes with their number. */
static bool add_organisations(struct plan *plan, uint32_t table,
                              const struct finding *finding)
{
    const struct table *source = plan_table_at(plan, table);
    bool is_new = plan_hide_cell(plan, table, finding->cell, finding->code);
    for (uint32_t i = 0; i < source->cell_count; i++) {
        if (i != finding->cell && source->cells[i].count == finding->cell &&
            source->cells[i].state == CELL_NUMBER) {
            is_new = plan_hide_cell(plan, table, i, finding->code) || is_new;
        }
    }
    return is_new;
}

static bool add_finding(struct plan *plan, const struct finding *finding)
{
    const uint32_t table = plan_table(plan, finding->table);
    if (table == UINT32_MAX || !plan_is_candidate(plan, table)) {
        return false;
    }
    if (finding->code[0] == 'D') {
        return add_dominance(plan, table, finding);
    }
    if (text_equals(finding->code, "T103")) {
        return add_organisations(plan, table, finding);
    }
    return plan_hide_cell(plan, table, finding->cell, finding->code);
}

bool demands_add(struct plan *plan, const struct finding *findings, size_t count)
{
    bool is_new = false;
    for (size_t i = 0; i < count; i++) {
        const bool is_of_rounded =
            plan->input->asks_rounded && demand_is_of_rounded(&findings[i]);
        if (is_of_rounded || demand_answers(&findings[i])) {
            is_new = add_finding(plan, &findings[i]) || is_new;
        }
    }
    return is_new;
}
