/*
 * What is to be done to a submission, by the method that was asked for: to hide cells, to
 * merge or leave out categories, to round, to show ranges; or what loses least.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "protect/bounds.h"
#include "protect/recomputed_totals.h"
#include "protect/redesign.h"

/* Ways that are completed by hiding cells where they are not enough by themselves. */
enum { COMPLETED = 6 };

bool protection_is_proven(const struct protection *protection)
{
    return protection->suggestion->end <= SUGGESTION_PROVEN;
}

static const struct submission *shown_by(const struct protection *protection,
                                         const struct suggestion *suggestion)
{
    return suggestion->shown ? suggestion->shown : protection->scan->submission;
}

static void take_hiding(struct protection *protection,
                        const struct suggestion *suggestion)
{
    protection->suggestion = suggestion;
    protection->made = protection->scan->submission;
    protection->shown = shown_by(protection, suggestion);
    protection->method = "suppress";
}

static const struct suggestion *refusal(struct protection *protection,
                                        const char *obstacle)
{
    struct suggestion *none = arena_new(protection->arena, struct suggestion);
    none->end = SUGGESTION_NOT_PROVEN;
    none->obstacle = obstacle;
    return none;
}

/* The design once more, with its tables, and what is hidden after it. */
static void take_way(struct protection *protection, const struct suggest_options *options,
                     const struct alternative *way)
{
    struct redesign_cost cost = {0};
    const struct suggestion *rest =
        redesign_again(protection->arena, &protection->input, &way->way, options, &cost);
    const bool rounds = way->way.kind == WAY_ROUND || way->way.kind == WAY_CONTROL;
    protection->way = way;
    protection->suggestion =
        rest ? rest : refusal(protection, "the design could not be made again");
    protection->made =
        redesign_make(protection->arena, &protection->input.scope, &way->way, &cost);
    protection->shown = shown_by(protection, protection->suggestion);
    protection->method = rounds ? "round" : "merge";
    protection->input.asks_rounded = rounds;
}

/* What could be done, the best first, beside what hiding cells would cost. */
static struct suggestion *compare_ways(struct protection *protection,
                                       const struct suggest_options *options,
                                       unsigned kinds)
{
    const struct redesign_options others = {
        .kinds = kinds, .completed = COMPLETED, .hiding = options};
    struct suggestion *ways = arena_new(protection->arena, struct suggestion);
    *ways = *suggest_with_totals(protection->arena, &protection->input, options);
    protection->ways = ways;
    if (!redesign(protection->arena, &protection->input, &others, ways)) {
        protection->suggestion = refusal(
            protection, "other designs are tried in submissions of up to 5,000 cells; "
                        "protect fewer tables at a time, or hide cells");
        return NULL;
    }
    return ways;
}

/* Who asks for a merger would rather have fewer cells than hidden ones: fewest people
 * first, then the order of the ways. */
static const struct alternative *best_merger(const struct suggestion *ways)
{
    const struct alternative *best = NULL;
    for (size_t i = 0; i < ways->alternative_count; i++) {
        const struct alternative *way = &ways->alternatives[i];
        if (way->is_proven && (!best || way->people < best->people)) {
            best = way;
        }
    }
    return best;
}

static void choose_merger(struct protection *protection,
                          const struct suggest_options *options)
{
    const struct suggestion *ways = compare_ways(protection, options, REDESIGN_MERGE);
    const struct alternative *best = ways ? best_merger(ways) : NULL;
    if (ways && ways->end == SUGGESTION_NOT_NEEDED) {
        take_hiding(protection, ways);
    } else if (best) {
        take_way(protection, options, best);
    } else if (ways) {
        protection->suggestion =
            refusal(protection, "no merger of categories was proven to be enough; "
                                "hiding cells may be");
    }
}

/* The policy's own rounding where it asks for one; else the one that keeps totals. */
static const struct alternative *best_rounding(const struct suggestion *ways)
{
    const struct alternative *best = NULL;
    for (size_t i = 0; i < ways->alternative_count; i++) {
        const struct alternative *way = &ways->alternatives[i];
        if (!way->is_proven) {
            continue;
        }
        const bool is_asked = best && way->is_asked && !best->is_asked;
        const bool is_other = best && !way->is_asked && best->is_asked;
        const bool is_fewer = best && way->hidden < best->hidden;
        const bool keeps_totals = best && way->hidden == best->hidden &&
                                  way->way.kind == WAY_CONTROL &&
                                  best->way.kind != WAY_CONTROL;
        best =
            !best || is_asked || (!is_other && (is_fewer || keeps_totals)) ? way : best;
    }
    return best;
}

static void choose_rounding(struct protection *protection,
                            const struct suggest_options *options)
{
    const struct suggestion *ways = compare_ways(protection, options, REDESIGN_ROUND);
    const struct alternative *best = ways ? best_rounding(ways) : NULL;
    if (best) {
        take_way(protection, options, best);
    } else if (ways && !ways->alternative_count) {
        take_hiding(protection, ways); /* there is nothing to round */
    } else if (ways) {
        const char *risk = ways->alternatives[0].risk;
        protection->suggestion = refusal(
            protection, text_format(protection->arena,
                                    "rounded, the tables still break a rule (%s)", risk));
    }
}

static void choose_best(struct protection *protection,
                        const struct suggest_options *options)
{
    const struct suggestion *ways = compare_ways(protection, options, REDESIGN_ALL);
    const struct alternative *best = ways ? redesign_best(ways) : NULL;
    if (best) {
        take_way(protection, options, best);
    } else {
        take_hiding(protection, protection->ways);
    }
}

static void choose_bounds(struct protection *protection,
                          const struct suggest_options *options)
{
    const struct suggestion *hiding =
        suggest(protection->arena, &protection->input, options);
    take_hiding(protection, hiding);
    protection->method = "bound";
    if (hiding->end == SUGGESTION_PROVEN) {
        protection->shown = bounds_show(protection->arena, &protection->input, hiding);
    }
}

void protection_choose(struct protection *protection,
                       const struct suggest_options *options)
{
    static const char *const names[] = {
        [OUTCHECK_SUPPRESS] = "suppress", [OUTCHECK_ROUND] = "round",
        [OUTCHECK_MERGE] = "merge",       [OUTCHECK_BOUND] = "bound",
        [OUTCHECK_AUTO] = "auto",
    };
    protection->method = names[protection->job->options->method];
    protection->made = protection->scan->submission;
    protection->shown = protection->made;
    switch (protection->job->options->method) {
    case OUTCHECK_MERGE:
        choose_merger(protection, options);
        break;
    case OUTCHECK_ROUND:
        choose_rounding(protection, options);
        break;
    case OUTCHECK_AUTO:
        choose_best(protection, options);
        break;
    case OUTCHECK_BOUND:
        choose_bounds(protection, options);
        break;
    case OUTCHECK_SUPPRESS:
        take_hiding(protection,
                    suggest_with_totals(protection->arena, &protection->input, options));
        break;
    }
}
