/*
 * Which count stands behind each statistic: the one of the same categories, nearest by
 * name.
 *
 * Where several counts would do equally well none is taken, and that is said: a wrong
 * base is worse than a missing one.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

#include <string.h>

/* Columns on either side that are looked at: nobody puts a count further from its mean.
 */
enum { NEAR = 400 };

static bool is_stop_word(const char *word)
{
    static const char *const words[] = {"number", "of",     "the", "n",
                                        "no.",    "count",  "%",   "percent",
                                        "mean",   "median", "£",   "and"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* Words that two headings share: "earnings_median" and "grads_earnings_include". */
static uint32_t shared_words(const struct heading *one, const struct heading *other)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < one->words.count; i++) {
        for (uint32_t j = 0; j < other->words.count; j++) {
            const char *word = one->words.words[i];
            shared +=
                !is_stop_word(word) && strcmp(word, other->words.words[j]) == 0 ? 1 : 0;
        }
    }
    return shared;
}

/* How well a count fits: exact categories weigh most, then shared words, then "n". */
static uint32_t fit_of(const struct inference *at, uint32_t line, uint32_t count)
{
    const struct plan_line *plan_line = &at->lines[line];
    const struct plan_line *candidate = &at->lines[count];
    if (!pairs_are_same(plan_line, candidate)) {
        return 0;
    }
    uint32_t fit = 1;
    fit += 4 * shared_words(&at->headings[line], &at->headings[count]);
    const bool is_behind =
        at->headings[count].role == ROLE_N || candidate->role == ROLE_AT_RISK ||
        (at->headings[count].role == ROLE_COUNT && !at->headings[count].rest[0]);
    fit += is_behind ? 2 : 0;
    const bool is_outcome =
        plan_line->role == ROLE_PERCENT || plan_line->role == ROLE_RATE;
    const bool includes_uk = strstr(at->headings[count].text, "_uk") != NULL;
    fit += is_outcome && includes_uk ? 2 : 0; /* outcomes are shares of UK graduates */
    return fit;
}

/* Concentration is about organisations as often as about people; what leaves at a step is
 * behind nothing. */
static bool can_stand_behind(const struct plan_line *line, const struct plan_line *count)
{
    const bool is_shared_out =
        line->role == ROLE_GINI || line->role == ROLE_CONCENTRATION;
    const bool is_organisations =
        count->role == ROLE_ORGANISATIONS || count->role == ROLE_CONTRIBUTORS;
    return role_is_count(count->role) && count->role != ROLE_EVENTS &&
           (is_shared_out || !is_organisations);
}

static void find_count(struct inference *at, uint32_t line)
{
    uint32_t best = PLAN_NONE;
    uint32_t best_fit = 0;
    bool is_tied = false;
    const uint32_t first = line > NEAR ? line - NEAR : 0;
    for (uint32_t i = first; i < at->column_count && i <= line + NEAR; i++) {
        if (i == line || !can_stand_behind(&at->lines[line], &at->lines[i])) {
            continue;
        }
        const uint32_t fit = fit_of(at, line, i);
        is_tied = fit > 0 && fit == best_fit ? true : is_tied && fit <= best_fit;
        if (fit > best_fit) {
            best_fit = fit;
            best = i;
        }
    }
    if (is_tied) {
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.08,
                    "several counts could stand behind column %s",
                    grid_column_letters(at->arena, grid_column(at, line)));
        return;
    }
    at->lines[line].count_line = best;
}

static bool needs_count(const struct plan_line *line)
{
    const bool is_ratio = line->role == ROLE_PERCENT || line->role == ROLE_RATE;
    if (line->denominator_line != PLAN_NONE || line->numerator_line != PLAN_NONE) {
        return false;
    }
    if (line->role == ROLE_PERCENT && line->of_count) {
        return false; /* a count of the same category may be above or below the line */
    }
    return role_needs_count(line->role) || is_ratio || line->role == ROLE_WEIGHTED;
}

/* "n" is the count behind others only where there are others. */
static void settle_plain_n(struct inference *at)
{
    bool has_others = false;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const enum role role = at->lines[i].role;
        has_others |= role_is_number(role) && !role_is_count(role);
    }
    for (uint32_t i = 0; i < at->column_count && !has_others; i++) {
        if (at->lines[i].role == ROLE_N && !at->is_known[i]) {
            at->lines[i].role = ROLE_COUNT;
        }
    }
}

void infer_counts(struct inference *at)
{
    settle_plain_n(at);
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct plan_line *line = &at->lines[i];
        if (needs_count(line) && line->count_line == PLAN_NONE) {
            find_count(at, i);
        }
        const bool is_unexplained =
            line->role == ROLE_MEAN && line->origin == ORIGIN_GUESS && !line->is_money;
        if (is_unexplained) {
            infer_doubt(at, UINT32_MAX, grid_column(at, i), 0.45,
                        "numbers with decimals that no heading or title explains");
        }
    }
}
