/*
 * Largest contributions that cannot be what their names say: shares instead of amounts, a
 * second one that is larger than the first, nothing at all, more than the total, or none
 * of a total that anybody printed. A rule that believed them would pass what it should
 * not; so each is a doubt that keeps the table from passing.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

#define CONTRIBUTOR_WEIGHT 0.45

/* The column of this role that stands for the same categories, or PLAN_NONE. */
static uint32_t companion(const struct inference *at, uint32_t line, enum role role)
{
    uint32_t found = PLAN_NONE;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const bool is_it = at->lines[i].role == role && i != line &&
                           pairs_are_same(&at->lines[i], &at->lines[line]);
        found = is_it && (found == PLAN_NONE || i < line) ? i : found;
    }
    return found;
}

/* Rows in which the second number is more than the first, by more than rounding. */
static uint32_t rows_above(const struct inference *at, uint32_t one, uint32_t other)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double first = line_values(at, one)[row].number;
        const double second = line_values(at, other)[row].number;
        rows += second > first + 0.5 ? 1 : 0;
    }
    return rows;
}

static uint32_t rows_of_nothing(const struct inference *at, uint32_t line, uint32_t total)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        rows += line_values(at, line)[row].number == 0 &&
                        line_values(at, total)[row].number > 0
                    ? 1
                    : 0;
    }
    return rows;
}

/* 60 %, 0.6, or 60 of a total of 1,200,000. */
static bool are_shares(const struct inference *at, uint32_t line, uint32_t total)
{
    const struct column_facts *facts = line_facts(at, line);
    const bool is_hundred = facts->number_count && facts->high <= 100;
    if (facts->high <= 0) {
        return false;
    }
    return facts->percent_count > 0 ||
           (is_hundred && (facts->whole_count < facts->number_count ||
                           (total != PLAN_NONE && line_facts(at, total)->low > 1000)));
}

static void doubt(struct inference *at, uint32_t line, const char *what)
{
    infer_doubt(at, UINT32_MAX, grid_column(at, line), CONTRIBUTOR_WEIGHT,
                "column %s, the contributions of the largest, %s",
                grid_column_letters(at->arena, grid_column(at, line)), what);
}

static void look_at_line(struct inference *at, uint32_t line)
{
    const bool is_second = at->lines[line].role == ROLE_TOP2;
    const uint32_t first = is_second ? companion(at, line, ROLE_TOP1) : line;
    uint32_t total = companion(at, line, ROLE_SUM);
    if (total == PLAN_NONE) {
        total = companion(at, line, ROLE_WEIGHTED);
    }
    const bool is_zero = total != PLAN_NONE && rows_of_nothing(at, line, total) > 0;
    if (are_shares(at, line, total)) {
        doubt(at, line, "holds shares; write amounts, as the total is");
    } else if (total == PLAN_NONE && companion(at, line, ROLE_MEAN) == PLAN_NONE) {
        doubt(at, line, "stands beside no total of the same kind");
    } else if (first != PLAN_NONE && first != line && rows_above(at, first, line)) {
        doubt(at, line, "is more than the largest of all in some rows");
    } else if (total != PLAN_NONE && rows_above(at, total, line)) {
        doubt(at, line, "is more than the total in some rows");
    } else if (is_zero && !is_second) {
        doubt(at, line, "is 0 where the total is not");
    } else if (is_zero && companion(at, line, ROLE_CONTRIBUTORS) == PLAN_NONE) {
        doubt(at, line, "is 0 in some rows, and nothing says how many contribute");
    }
}

void infer_contributors(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if ((at->lines[i].role == ROLE_TOP1 || at->lines[i].role == ROLE_TOP2) &&
            line_facts(at, i)->number_count) {
            look_at_line(at, i);
        }
    }
}
