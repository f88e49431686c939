/*
 * Roles that a sidecar gives and the numbers contradict: a column that is said to be a
 * mean, or to count organisations, and that adds up with counts of people to counts of
 * people, is one of them. A sidecar is believed in everything else.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

enum { ROWS_WANTED = 2, COLUMN_LIMIT = 64 };
#define SAID_WEIGHT 0.45

static bool is_count(const struct inference *at, uint32_t line)
{
    const enum role role = at->lines[line].role;
    return role == ROLE_COUNT || role == ROLE_TOTAL || role == ROLE_N;
}

static bool is_whole(const struct inference *at, uint32_t line)
{
    const struct column_facts *facts = line_facts(at, line);
    return facts->number_count && facts->whole_count == facts->number_count &&
           facts->decimals == 0 && facts->low >= 0;
}

/* Whether one column is the sum of two others wherever all three are printed. */
static bool adds_up(const struct inference *at, uint32_t whole, uint32_t one,
                    uint32_t other)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double sum =
            line_values(at, one)[row].number + line_values(at, other)[row].number;
        const double total = line_values(at, whole)[row].number;
        if (isnan(sum) || isnan(total)) {
            continue;
        }
        if (sum != total) {
            return false;
        }
        rows += total > 0 ? 1 : 0;
    }
    return rows >= ROWS_WANTED;
}

/* Whether the column is a part, or the whole, in a sum with two counts. */
static bool counts_with(const struct inference *at, uint32_t line, uint32_t one,
                        uint32_t other)
{
    return adds_up(at, one, line, other) || adds_up(at, other, line, one) ||
           adds_up(at, line, one, other);
}

static bool counts_with_others(const struct inference *at, uint32_t line)
{
    for (uint32_t i = 0; i < at->column_count * at->column_count; i++) {
        const uint32_t one = i / at->column_count;
        const uint32_t other = i % at->column_count;
        if (one < other && one != line && other != line && is_count(at, one) &&
            is_count(at, other) && counts_with(at, line, one, other)) {
            return true;
        }
    }
    return false;
}

static bool is_said_otherwise(const struct inference *at, uint32_t line)
{
    return at->is_known[line] && at->lines[line].origin == ORIGIN_SIDECAR &&
           role_is_number(at->lines[line].role) && !is_count(at, line) &&
           is_whole(at, line);
}

static void doubt_organisations(struct inference *at, uint32_t line)
{
    const bool is_named = name_is_organisation(&at->headings[line].words) ||
                          at->headings[line].role == ROLE_ORGANISATIONS;
    if (at->lines[line].role == ROLE_ORGANISATIONS && !is_named) {
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.12,
                    "column %s is said to count organisations, which its heading does "
                    "not say",
                    grid_column_letters(at->arena, grid_column(at, line)));
    }
}

void infer_said(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count && at->column_count <= COLUMN_LIMIT; i++) {
        if (!is_said_otherwise(at, i)) {
            continue;
        }
        if (counts_with_others(at, i)) {
            infer_doubt(at, UINT32_MAX, grid_column(at, i), SAID_WEIGHT,
                        "column %s is said to be no count, but adds up with counts",
                        grid_column_letters(at->arena, grid_column(at, i)));
        } else {
            doubt_organisations(at, i);
        }
    }
}
