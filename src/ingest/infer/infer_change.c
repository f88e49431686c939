/*
 * Changes: p = 100 * (a - b) / b, where a and b are counts of two years or groups.
 *
 * A column that is called a change or a growth is tried with every pair of counts of its
 * row. Where none fits, the count behind it is taken to be the later one, and nobody
 * printed the earlier: 12 learners after a growth of 71.4% were 7 before.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <math.h>

enum { ROWS_OF_PROOF = 2, COUNTS_LIMIT = 100 };

/* -1 disagrees, 0 says nothing, 1 agrees. */
static int row_says(const struct inference *at, uint32_t change, uint32_t row,
                    const uint32_t pair[2])
{
    const double p = line_values(at, change)[row].number;
    const double after = line_values(at, pair[0])[row].number;
    const double before = line_values(at, pair[1])[row].number;
    if (isnan(p) || isnan(after) || isnan(before) || before <= 0) {
        return 0;
    }
    const double scale = at->lines[change].is_fraction ? 1 : 100;
    const double unit = pow(10, -line_facts(at, change)->decimals);
    return fabs(p - scale * (after - before) / before) <= unit + 1e-9 ? 1 : -1;
}

static bool pair_holds(const struct inference *at, uint32_t change,
                       const uint32_t pair[2])
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const int answer = row_says(at, change, row, pair);
        if (answer < 0) {
            return false;
        }
        rows += answer > 0 ? 1 : 0;
    }
    return rows >= ROWS_OF_PROOF;
}

static bool find_pair(const struct inference *at, uint32_t change, uint32_t pair[2])
{
    uint32_t counts[COUNTS_LIMIT];
    uint32_t count = 0;
    for (uint32_t i = 0; i < at->column_count && count < COUNTS_LIMIT; i++) {
        if (role_is_count(at->lines[i].role)) {
            counts[count++] = i;
        }
    }
    for (uint32_t k = 0; k < count * count; k++) {
        pair[0] = counts[k / count];
        pair[1] = counts[k % count];
        if (pair[0] != pair[1] && pair_holds(at, change, pair)) {
            return true;
        }
    }
    return false;
}

static void settle_change(struct inference *at, uint32_t change)
{
    struct plan_line *line = &at->lines[change];
    uint32_t pair[2];
    line->is_change = true;
    if (find_pair(at, change, pair)) {
        line->origin = ORIGIN_ARITHMETIC;
        line->numerator_line = pair[0];
        line->denominator_line = pair[1];
        line->count_line = pair[0];
        line->detail =
            text_format(at->arena, "change from %s to %s",
                        grid_column_letters(at->arena, grid_column(at, pair[1])),
                        grid_column_letters(at->arena, grid_column(at, pair[0])));
        return;
    }
    line->numerator_line = line->count_line;
    line->detail = "change from what is not printed";
}

void infer_change(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct plan_line *line = &at->lines[i];
        if (line->role == ROLE_PERCENT && !at->is_known[i] &&
            line->numerator_line == PLAN_NONE && line->denominator_line == PLAN_NONE &&
            name_is_change(&at->headings[i].words)) {
            settle_change(at, i);
        }
    }
}
