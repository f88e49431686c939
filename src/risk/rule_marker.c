/*
 * X104: the symbols of one measure tell small hidden numbers from others.
 *
 * A table that hides some numbers as `<10` and others as `c`, or some as `c` and others
 * as `x`, says of each which it is: the small ones, and those hidden to protect them. One
 * symbol for all says nothing. Looks at the symbols alone; what a single symbol means is
 * the policy's to say.
 *
 * A range from the policy's minimum up (10 to 19) is a coarse figure, and no symbol for a
 * small one. Beside such ranges a symbol may stand on the small numbers alone, unless
 * some line shows that it does not: of two cells that hide 127 one is large.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

enum { SYMBOL_LIMIT = 16 };

struct marker {
    const char *symbol;
    uint8_t state;
    bool is_small; /* says so by itself: <10, 1-4, low */
    uint32_t count;
    uint32_t first;
};

/* The symbols of one measure. */
struct markers {
    struct marker items[SYMBOL_LIMIT];
    uint32_t count;
    uint32_t coarse;  /* ranges in which nothing is small */
    bool hides_large; /* proven by a line */
};

static void begin_markers(struct rule_run *run)
{
    run->state =
        arena_array(run->study->arena, run->table->measure_count, struct markers);
}

static bool hides(uint8_t state)
{
    return state == CELL_HIDDEN || state == CELL_BAND || state == CELL_LOW ||
           state == CELL_NOT_AVAILABLE;
}

/* The largest minimum of the policy; an audit has those of the attack alone. 0: none. */
static double minimum_of(const struct policy *policy)
{
    static const char *const kinds[] = {"minimum-count", "recoverable", "hidden-sum",
                                        "differencing"};
    double minimum = 0;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const struct policy_rule *rule = policy_find_kind(policy, kinds[i]);
        minimum = rule ? fmax(minimum, policy_number(rule, "minimum")) : minimum;
    }
    return minimum;
}

/* A range in which nothing is small. */
static bool is_coarse_figure(const struct rule_run *run, const struct cell *cell)
{
    const double minimum = cell->state == CELL_BAND ? minimum_of(run->desk->policy) : 0;
    return minimum > 0 && cell->low >= minimum;
}

static void judge_symbol(struct rule_run *run, uint32_t index)
{
    const struct cell *cell = &run->table->cells[index];
    struct markers *markers = &((struct markers *)run->state)[cell->measure];
    if (!hides(cell->state) || !cell->symbol || cell->is_of_shown) {
        return;
    }
    if (is_coarse_figure(run, cell)) {
        markers->coarse++;
        return;
    }
    const bool is_small =
        cell->state == CELL_LOW || (cell->state == CELL_BAND && isfinite(cell->high));
    struct arena *arena = run->study->arena;
    for (uint32_t i = 0; i < markers->count; i++) {
        struct marker *marker = &markers->items[i];
        if (marker->is_small == is_small && marker->state == cell->state &&
            (cell->state == CELL_BAND || text_equals(text_key(arena, marker->symbol),
                                                     text_key(arena, cell->symbol)))) {
            marker->count++;
            return;
        }
    }
    if (markers->count < SYMBOL_LIMIT) {
        markers->items[markers->count++] = (struct marker){
            .symbol = cell->symbol,
            .state = cell->state,
            .is_small = is_small,
            .count = 1,
            .first = index,
        };
    }
}

/* The hidden parts of a whole line hold too much to be small all of them. */
static void judge_marked_line(struct rule_run *run, const struct line *line)
{
    const struct table *table = run->table;
    const double minimum = minimum_of(run->desk->policy);
    const bool is_whole = line->is_declared && line->partition->is_exhaustive &&
                          line->cell_count == line->partition->part_count &&
                          line->whole != NO_CELL &&
                          table->cells[line->whole].state == CELL_NUMBER;
    if (!is_whole || minimum <= 0) {
        return;
    }
    double rest = cell_stands_for(table, &table->cells[line->whole]).low;
    uint32_t hidden = 0;
    for (uint32_t i = 0; i < line->cell_count; i++) {
        const struct cell *part = &table->cells[line->cells[i]];
        if (part->state == CELL_HIDDEN) {
            hidden++;
        } else {
            rest -= cell_stands_for(table, part).high; /* unknown: nothing is left */
        }
    }
    struct markers *all = run->state;
    if (hidden && rest >= minimum * hidden) {
        all[table->cells[line->whole].measure].hides_large = true;
    }
}

/* The marker that gives itself away: one that says "small"; else the one that says
 * "hidden" and not "not available". */
static const struct marker *find_telling(const struct markers *markers)
{
    const struct marker *found = NULL;
    for (uint32_t i = 0; i < markers->count; i++) {
        const struct marker *marker = &markers->items[i];
        if (marker->is_small) {
            return marker;
        }
        if (!found && marker->state == CELL_HIDDEN) {
            found = marker;
        }
    }
    return found;
}

static const char *marker_words(const struct rule_run *run, const struct marker *marker)
{
    struct arena *scratch = run->desk->scratch;
    return text_format(scratch, "'%s' (%s)", marker->symbol,
                       text_counted(scratch, marker->count, "cell", "cells"));
}

static void report_markers(struct rule_run *run, const struct markers *markers,
                           const struct marker *telling)
{
    struct finding *finding = rule_report_cell(run, telling->first);
    finding_add_evidence(finding, "symbols", markers->count);
    const char *others = "";
    for (uint32_t i = 0; i < markers->count; i++) {
        if (&markers->items[i] != telling) {
            others =
                text_format(run->desk->scratch, "%s%s%s", others, *others ? ", " : "",
                            marker_words(run, &markers->items[i]));
        }
    }
    rule_say(run, finding, "%s stands beside %s: the symbols tell %s apart",
             marker_words(run, telling), others,
             telling->is_small ? "small numbers from others"
                               : "hidden numbers from missing ones");
}

/* Only ranges and one symbol, of which nothing shows that it hides large numbers too. */
static void report_coarse(struct rule_run *run, const struct markers *markers)
{
    const struct marker *hidden = &markers->items[0];
    struct finding *finding = rule_report_cell(run, hidden->first);
    finding_add_evidence(finding, "symbols", 2);
    rule_soften(finding, SEVERITY_REVIEW);
    rule_say(run, finding,
             "%s stands beside %s of larger numbers: it may say which are small",
             marker_words(run, hidden),
             text_counted(run->desk->scratch, markers->coarse, "range", "ranges"));
}

static void end_markers(struct rule_run *run)
{
    const struct markers *all = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        if (all[m].count == 1 && all[m].items[0].state == CELL_HIDDEN && all[m].coarse &&
            !all[m].hides_large) {
            report_coarse(run, &all[m]);
        }
        const struct marker *telling = all[m].count > 1 ? find_telling(&all[m]) : NULL;
        if (telling) {
            report_markers(run, &all[m], telling);
        }
    }
}

const struct rule_evaluator marker_rules[] = {
    {
        .kind = "marker-leak",
        .roles = COUNT_ROLES,
        .begin_table = begin_markers,
        .judge_cell = judge_symbol,
        .judge_line = judge_marked_line,
        .end_table = end_markers,
    },
    {.kind = NULL},
};
