/*
 * Percentages known by what they add up to: the shares of a row, of a column or of the
 * whole table make 1 or 100. Used for columns whose ratio to counts was not proven.
 *
 * Also decides whether percentages are printed as parts of 1.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

/* Whole percentages need more rows: counts of samples of 100 look the same. */
enum { ROWS_WANTED = 3, WHOLE_ROWS_WANTED = 5 };

struct group {
    uint32_t *lines;
    uint32_t count;
};

static bool may_be_share(const struct inference *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->lines[line];
    const struct column_facts *facts = line_facts(at, line);
    const bool is_open =
        plan_line->role == ROLE_PERCENT ||
        (plan_line->role == ROLE_MEAN && plan_line->origin == ORIGIN_GUESS) ||
        (plan_line->role == ROLE_COUNT && plan_line->origin == ORIGIN_LAYOUT);
    return is_open && !at->is_known[line] && plan_line->numerator_line == PLAN_NONE &&
           !plan_line->is_money && (facts->number_count == 0 || facts->low >= 0) &&
           facts->high <= 100.5;
}

static const char *last_category(const struct plan_line *line)
{
    return line->of_count ? line->of[line->of_count - 1].category : "";
}

static bool is_total_line(const struct inference *at, uint32_t line)
{
    return name_total_rank(text_key(at->arena, last_category(&at->lines[line]))) > 0;
}

/* Same measure, same categories but the last: shares of one thing. */
static bool in_group(const struct inference *at, uint32_t one, uint32_t other)
{
    struct plan_line first = at->lines[one];
    struct plan_line second = at->lines[other];
    if (first.of_count != second.of_count ||
        !text_equals(first.measure, second.measure)) {
        return false;
    }
    if (first.of_count == 0) {
        return true;
    }
    const bool same_variable = text_equals(first.of[first.of_count - 1].dimension,
                                           second.of[second.of_count - 1].dimension);
    first.of_count--;
    second.of_count--;
    return same_variable && pairs_are_same(&first, &second);
}

static int decimals_of(const struct inference *at, const struct group *group)
{
    int decimals = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        const int8_t own = line_facts(at, group->lines[i])->decimals;
        decimals = own > decimals ? own : decimals;
    }
    return decimals;
}

static double sum_of_row(const struct inference *at, const struct group *group,
                         uint32_t row)
{
    double sum = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        sum += line_values(at, group->lines[i])[row].number;
    }
    return sum;
}

/* 1 or 100 when all complete rows add up to it within rounding; else 0. */
static double row_sum_of(const struct inference *at, const struct group *group,
                         uint32_t wanted)
{
    double target = 0;
    uint32_t rows = 0;
    const double leeway = 0.5 * group->count * pow(10, -decimals_of(at, group)) + 1e-9;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double sum = sum_of_row(at, group, row);
        if (isnan(sum) || sum == 0) {
            continue;
        }
        if (rows++ == 0) {
            target = sum > 10 ? 100 : 1;
        }
        if (fabs(sum - target) > leeway) {
            return 0;
        }
    }
    return rows >= wanted && leeway < 0.1 * target ? target : 0;
}

static void make_shares(struct inference *at, const struct group *group, double target,
                        const char *detail, const char *of_dimension)
{
    for (uint32_t i = 0; i < group->count; i++) {
        struct plan_line *line = &at->lines[group->lines[i]];
        line->role = ROLE_PERCENT;
        line->origin = ORIGIN_ARITHMETIC;
        line->unit = "%";
        line->is_fraction = target < 100;
        line->detail = detail;
        line->denominator_dimension = of_dimension;
        if (line->of_count && !line->measure[0]) {
            line->measure = "%";
        }
    }
}

/* The only count of the row with the same other categories is what the shares are of. */
static void find_base(struct inference *at, const struct group *group)
{
    uint32_t found = PLAN_NONE;
    const struct plan_line *first = &at->lines[group->lines[0]];
    struct plan_line others = *first;
    others.of_count = first->of_count ? first->of_count - 1 : 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (!role_is_count(at->lines[i].role) ||
            !pairs_are_within(&at->lines[i], &others)) {
            continue;
        }
        if (found != PLAN_NONE) {
            return;
        }
        found = i;
    }
    if (found == PLAN_NONE) {
        return;
    }
    for (uint32_t i = 0; i < group->count; i++) {
        struct plan_line *line = &at->lines[group->lines[i]];
        line->denominator_line = found;
        line->detail =
            text_format(at->arena, "percent of %s",
                        grid_column_letters(at->arena, grid_column(at, found)));
    }
}

/* A column of the group's measure that holds the total: it must be 1 or 100 throughout.
 */
static void take_total_column(struct inference *at, const struct group *group,
                              double target, const bool *was_open)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct column_facts *facts = line_facts(at, i);
        const bool is_whole =
            facts->number_count && facts->low == target && facts->high == target;
        if (was_open[i] && is_whole && in_group(at, group->lines[0], i)) {
            struct group total = {.lines = &i, .count = 1};
            make_shares(at, &total, target, "",
                        at->lines[group->lines[0]].denominator_dimension);
        }
    }
}

/* Sums down the columns, without the rows that are totals. */
static double column_sum_of(const struct inference *at, uint32_t line)
{
    double sum = 0;
    double total = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double number = line_values(at, line)[row].number;
        if (!is_data_row(at, row)) {
            continue;
        }
        const char *label =
            grid_text(at->grid, at->values->first_row + row, grid_column(at, 0));
        if (name_total_rank(text_key(at->arena, label)) > 0) {
            total = number;
            continue;
        }
        sum += number;
    }
    const double leeway =
        0.5 * at->values->row_count * pow(10, -line_facts(at, line)->decimals);
    const double target = sum > 10 ? 100 : 1;
    const bool adds_up = fabs(sum - target) <= leeway + 1e-9 && leeway < 0.1 * target;
    const bool agrees = total == 0 || fabs(total - target) <= 1e-9;
    return adds_up && agrees ? target : 0;
}

static bool columns_are_shares(struct inference *at, const struct group *group)
{
    double target = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        const double sum = column_sum_of(at, group->lines[i]);
        if (sum == 0 || (target > 0 && sum != target)) {
            return false;
        }
        target = sum;
    }
    const bool is_named = at->lines[group->lines[0]].role == ROLE_PERCENT;
    if (group->count < 2 && !is_named) {
        return false;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_DIMENSION) {
            make_shares(at, group, target, "percent of column", at->lines[i].dimension);
            return true;
        }
    }
    return false;
}

static void try_group(struct inference *at, const struct group *group,
                      const bool *was_open)
{
    const struct plan_line *first = &at->lines[group->lines[0]];
    const bool is_named = first->role == ROLE_PERCENT;
    const bool has_decimals = line_facts(at, group->lines[0])->decimals > 0;
    const uint32_t unnamed = has_decimals ? ROWS_WANTED : WHOLE_ROWS_WANTED;
    const double target =
        group->count >= 2 ? row_sum_of(at, group, is_named ? 1 : unnamed) : 0;
    if (target > 0) {
        const char *dimension =
            first->of_count ? first->of[first->of_count - 1].dimension : NULL;
        make_shares(at, group, target, "percent of row", dimension);
        take_total_column(at, group, target, was_open);
        find_base(at, group);
        return;
    }
    if (is_named || has_decimals) {
        (void)columns_are_shares(at, group);
    } else if (group->count >= 2 && row_sum_of(at, group, 2) > 0) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, 0.15,
                    "the numbers of each row add up to 100: counts or percentages");
    }
}

static bool is_open_percent(const struct inference *at, uint32_t line)
{
    return at->lines[line].role == ROLE_PERCENT &&
           at->lines[line].origin != ORIGIN_ARITHMETIC;
}

static void settle_fractions(struct inference *at)
{
    double high = 0;
    int decimals = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_open_percent(at, i)) {
            const int8_t own = line_facts(at, i)->decimals;
            high = fmax(high, line_facts(at, i)->high);
            decimals = own > decimals ? own : decimals;
        }
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_open_percent(at, i) && line_facts(at, i)->percent_count == 0) {
            at->lines[i].is_fraction = high <= 1 && decimals >= 1;
        }
    }
}

/* The open columns that belong with this one, itself included. */
static void gather_group(const struct inference *at, uint32_t line, const bool *is_open,
                         bool *is_done, struct group *group)
{
    group->count = 0;
    for (uint32_t i = line; i < at->column_count; i++) {
        if (is_open[i] && !is_done[i] && !is_total_line(at, i) && in_group(at, line, i)) {
            group->lines[group->count++] = i;
            is_done[i] = true;
        }
    }
}

void infer_shares(struct inference *at)
{
    bool *is_open = arena_array(at->arena, at->column_count, bool);
    bool *is_done = arena_array(at->arena, at->column_count, bool);
    struct group group = {.lines = arena_array(at->arena, at->column_count, uint32_t)};
    for (uint32_t i = 0; i < at->column_count; i++) {
        is_open[i] = may_be_share(at, i);
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (!is_open[i] || is_done[i]) {
            continue;
        }
        gather_group(at, i, is_open, is_done, &group);
        if (group.count) {
            try_group(at, &group, is_open);
        }
    }
    settle_fractions(at);
}
