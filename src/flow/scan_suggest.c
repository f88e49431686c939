/*
 * The suggestion in a scan: what `outcheck protect` would hide, within a budget.
 */
#include "flow/scan_job.h"
#include "flow/wishes.h"
#include "protect/recomputed_totals.h"
#include "protect/redesign.h"

enum {
    CELLS_WITHIN_BUDGET = 10000,
    EARLIER_CELLS_WITHIN_BUDGET = 20000, /* for other ways than hiding */
    ROUNDS = 12,
    SECONDS = 60,
    COMPLETED = 3,
};

static bool recomputes_totals(const struct outcheck_scan *scan)
{
    switch (scan->options.totals) {
    case OUTCHECK_TOTALS_KEEP:
        return false;
    case OUTCHECK_TOTALS_RECOMPUTE:
        return true;
    case OUTCHECK_TOTALS_POLICY:
        break;
    }
    return scan->policy->recompute_totals;
}

struct plan_input scan_plan_input(const struct outcheck_scan *scan)
{
    struct plan_input input = {
        .scope = attacker_scope(scan->submission, &scan->earlier),
        .policy = scan->policy,
        .audit_policy = attacker_policy(scan->arena, scan->policy),
        .limits = attacker_limits(scan->policy),
        .recomputes_totals = recomputes_totals(scan),
    };
    return input;
}

static size_t count_cells(const struct submission *submission)
{
    size_t cells = 0;
    for (size_t t = 0; t < submission->table_count; t++) {
        cells += submission->tables[t]->cell_count;
    }
    return cells;
}

/* Each other way is an attack of its own on all that was released. */
static bool has_time_for_others(const struct earlier_releases *earlier)
{
    size_t cells = 0;
    for (size_t i = 0; i < earlier->count; i++) {
        cells += count_cells(earlier->items[i]);
    }
    return cells <= EARLIER_CELLS_WITHIN_BUDGET;
}

enum outcheck_status scan_suggest(struct outcheck_scan *scan)
{
    static const struct finding none_found = {0};
    struct suggest_options options = {
        .findings = scan->results.finding_count ? scan->results.findings : &none_found,
        .finding_count = scan->results.finding_count,
        .seconds = SECONDS,
        .rounds = ROUNDS,
    };
    const enum outcheck_status status =
        wishes_read(scan->arena, scan->submission, NULL, &options, scan->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (count_cells(scan->submission) > CELLS_WITHIN_BUDGET) {
        struct suggestion *none = arena_new(scan->arena, struct suggestion);
        none->end = SUGGESTION_OUT_OF_TIME;
        none->obstacle = "scan suggests what to hide in up to 10,000 cells at a time";
        scan->results.suggestion = none;
        return OUTCHECK_OK;
    }
    struct plan_input *input = arena_new(scan->arena, struct plan_input);
    *input = scan_plan_input(scan);
    struct suggestion *suggestion = arena_new(scan->arena, struct suggestion);
    *suggestion = *suggest_with_totals(scan->arena, input, &options);
    const struct redesign_options others = {
        .kinds = REDESIGN_ALL, .completed = COMPLETED, .hiding = &options};
    if (suggestion->end == SUGGESTION_PROVEN && has_time_for_others(&scan->earlier)) {
        (void)redesign(scan->arena, input, &others, suggestion);
    } else if (suggestion->end == SUGGESTION_PROVEN) {
        suggestion->untried = "the earlier releases are large for mergers and rounding";
    }
    scan->results.suggestion = suggestion;
    return OUTCHECK_OK;
}
