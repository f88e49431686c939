/*
 * Ways to round: as the policy asks, or to 5 and to 10; so that totals are kept; with
 * whole percentages.
 */
#include "base/text.h"
#include "protect/redesign_inside.h"

bool redesign_asks_rounding(const struct policy *policy)
{
    const struct rounding_rule *rule = policy_rounding(policy);
    return rule && (rule->base > 1 || rule->band_count);
}

struct table_rounding redesign_rounding(const struct policy *policy, double base)
{
    const struct policy_rule *rule = policy_find_kind(policy, "not-rounded");
    struct table_rounding how = {.counts = {.base = base}, .percent_decimals = -1};
    if (rule && redesign_asks_rounding(policy)) {
        how.counts = rule->rounding;
    }
    if (rule) {
        how.money_step = policy_number(rule, "money-step");
        how.percent_decimals = (int)policy_number(rule, "percent-decimals");
        how.percent_bands = rule->percent_bands;
        how.percent_band_count = rule->percent_band_count;
    }
    return how;
}

static const char *rounding_words(struct arena *arena, const struct rounding_rule *rule,
                                  bool is_controlled)
{
    const char *how = rule->method == ROUND_TO_MIDPOINT ? " midpoints of" : "";
    const char *more = rule->band_count ? " and by size" : "";
    return text_format(arena, "Round counts to%s %g%s%s", how, rule->base, more,
                       is_controlled ? ", totals kept" : "");
}

static bool has_percentage(const struct table *table)
{
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].role == ROLE_PERCENT) {
            return true;
        }
    }
    return false;
}

static bool has_percentages(const struct submission *submission)
{
    for (size_t t = 0; t < submission->table_count; t++) {
        if (has_percentage(submission->tables[t])) {
            return true;
        }
    }
    return false;
}

/* Percentages with decimals can tell more of a count than its rounding leaves. */
static void try_whole_percentages(struct designing *at, struct alternative way)
{
    if (way.way.rounding.percent_decimals != 0 &&
        has_percentages(at->input->scope.candidate)) {
        way.way.rounding.percent_decimals = 0;
        way.method = text_format(at->arena, "%s, whole percentages", way.method);
        redesign_try(at, way);
    }
}

static void try_controlled(struct designing *at, struct alternative way)
{
    const size_t before = at->count;
    way.way.kind = WAY_CONTROL;
    way.is_asked = false;
    way.method = rounding_words(at->arena, &way.way.rounding.counts, true);
    way.note = "Nobody is hidden; parts add up to their totals";
    redesign_try(at, way);
    if (at->count > before && !at->ways[before].is_proven) {
        try_whole_percentages(at, way);
    }
    if (at->count == before && at->count < TRIED_LIMIT &&
        way.way.rounding.counts.method == ROUND_TO_NEAREST) {
        way.risk = "Not found";
        way.note = "No rounding that keeps all totals was found";
        at->objections[at->count] = SIZE_MAX;
        at->ways[at->count++] = way;
    }
}

static void try_rounding(struct designing *at, double base)
{
    const struct policy *policy = at->input->policy;
    const size_t first = at->count;
    struct alternative way = {
        .table = UINT32_MAX,
        .note = "Nobody is hidden; parts may miss their totals",
        .is_asked = redesign_asks_rounding(policy),
        .way = {.kind = WAY_ROUND, .rounding = redesign_rounding(policy, base)},
    };
    way.method = rounding_words(at->arena, &way.way.rounding.counts, false);
    redesign_try(at, way);
    if (at->count == first) {
        return; /* it is rounded so already */
    }
    if (!at->ways[first].is_proven) {
        try_whole_percentages(at, way);
    }
    try_controlled(at, way);
}

void redesign_try_roundings(struct designing *at)
{
    try_rounding(at, 5);
    if (!redesign_asks_rounding(at->input->policy)) {
        try_rounding(at, 10);
    }
}
