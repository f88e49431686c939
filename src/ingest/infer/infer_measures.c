/*
 * Number columns: what each measures, and which categories its heading stands for.
 *
 * A heading can hold a statistic ("mean"), a category ("Female"), a period ("2019/20") or
 * a mixture. The choice that matters is between categories of one variable ("Female",
 * "Male") and measures of their own ("applications", "approvals"): a total among the
 * headings, by name or by arithmetic, or headings that name no measure, make them
 * categories.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

#include <string.h>

enum { SUM_ROWS_WANTED = 3 };

static bool is_number_line(const struct inference *at, uint32_t line)
{
    return at->lines[line].role == ROLE_UNKNOWN && !at->is_known[line];
}

/* A running total beside what it runs over: a measure of its own, never a category. Where
 * all columns are such ("at risk at 6 months"), they are categories of one. */
static bool is_running_beside(const struct inference *at, uint32_t line)
{
    if (!name_is_cumulative(at->headings[line].text)) {
        return false;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_number_line(at, i) && !name_is_cumulative(at->headings[i].text)) {
            return true;
        }
    }
    return false;
}

/* A heading without statistic: it may be a category. */
static bool is_plain(const struct inference *at, uint32_t line)
{
    return !is_running_beside(at, line) && is_number_line(at, line) &&
           at->headings[line].role == ROLE_UNKNOWN && at->headings[line].rest[0];
}

static bool names_own_measure(const struct heading *heading)
{
    return name_is_count_noun(&heading->words) || heading->is_money;
}

/* "Sum" and "n" beside plain headings and no other statistic: R's total of a table. */
static void reconsider_sums(struct inference *at)
{
    uint32_t plain = 0;
    uint32_t statistics = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const bool is_sum = at->headings[i].role == ROLE_SUM && !at->headings[i].rest[0];
        plain += is_plain(at, i) ? 1 : 0;
        statistics +=
            is_number_line(at, i) && at->headings[i].role != ROLE_UNKNOWN && !is_sum;
    }
    for (uint32_t i = 0; plain >= 2 && !statistics && i < at->column_count; i++) {
        struct heading *heading = &at->headings[i];
        if (heading->role == ROLE_SUM && !heading->rest[0]) {
            heading->role = ROLE_UNKNOWN;
            heading->rest = heading->statistic;
            heading->statistic = "";
        }
    }
}

/* Whether column `whole` is the sum of `count` lines in every row that shows all of them.
 */
static bool sums_to(const struct inference *at, const uint32_t *parts, uint32_t count,
                    uint32_t whole)
{
    uint32_t good = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double total = line_values(at, whole)[row].number;
        double sum = 0;
        for (uint32_t i = 0; i < count; i++) {
            sum += line_values(at, parts[i])[row].number;
        }
        if (isnan(sum) || isnan(total)) {
            continue;
        }
        if (fabs(sum - total) > 0.5) {
            return false;
        }
        good += total > 0 ? 1 : 0;
    }
    return good >= SUM_ROWS_WANTED;
}

/* One of the plain columns is the sum of all others: the last or the first, as tables
 * have it. Linear in the cells. */
static bool has_sum_among(const struct inference *at, const uint32_t *plain,
                          uint32_t count)
{
    return count >= 3 && (sums_to(at, plain, count - 1, plain[count - 1]) ||
                          sums_to(at, plain + 1, count - 1, plain[0]));
}

static bool has_total_name(const struct inference *at, const uint32_t *plain,
                           uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (name_total_rank(text_key(at->arena, at->headings[plain[i]].rest)) > 0) {
            return true;
        }
    }
    return false;
}

static bool is_money_alone(const struct heading *heading)
{
    return heading->is_money && !name_is_count_noun(&heading->words);
}

/* "Basic pay", "Bonus pay", "Total": amounts of money all of them. */
static bool all_are_money(const struct inference *at, const uint32_t *plain,
                          uint32_t count)
{
    bool has_part = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct heading *heading = &at->headings[plain[i]];
        const bool is_total = name_total_rank(text_key(at->arena, heading->rest)) > 0;
        if (!is_total && !is_money_alone(heading)) {
            return false;
        }
        has_part |= !is_total;
    }
    return has_part;
}

/* "Total earnings" beside "Learners" is no total of learners, and "Earnings" beside
 * "Male", "Female" and "Total" no part of it. Answers how many of `plain` stay. */
static uint32_t leave_out_money(const struct inference *at, uint32_t *plain,
                                uint32_t count)
{
    if (all_are_money(at, plain, count)) {
        return count;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_money_alone(&at->headings[plain[i]])) {
            plain[kept++] = plain[i];
        }
    }
    return kept;
}

/* Which plain columns are categories of one variable? Answers how many of `plain` stay.
 */
static uint32_t keep_categories(const struct inference *at, uint32_t *plain,
                                uint32_t count)
{
    if (has_sum_among(at, plain, count)) {
        return count;
    }
    count = leave_out_money(at, plain, count);
    if (count < 2) {
        return 0;
    }
    if (has_total_name(at, plain, count) || has_sum_among(at, plain, count)) {
        return count;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!names_own_measure(&at->headings[plain[i]])) {
            plain[kept++] = plain[i];
        }
    }
    return kept >= 2 ? kept : 0;
}

/* The plain headings that are categories, to find "Female" in "% Female". */
static struct map *map_of_rests(const struct inference *at, const uint32_t *lines,
                                uint32_t count)
{
    struct map *rests = map_create(at->arena, count);
    for (uint32_t i = 0; i < count; i++) {
        (void)map_add_text(rests, text_key(at->arena, at->headings[lines[i]].rest), i);
    }
    return rests;
}

/* "Female %" beside "Male %", each with the same other statistics: the rest is a
 * category. */
static bool rest_is_shared(const struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    bool has_other_statistic = false;
    bool has_other_rest = false;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct heading *other = &at->headings[i];
        if (i == line || !is_number_line(at, i) || other->role == ROLE_UNKNOWN) {
            continue;
        }
        const bool same_rest = text_equals_ignoring_case(other->rest, heading->rest);
        const bool same_statistic =
            text_equals_ignoring_case(other->statistic, heading->statistic);
        has_other_statistic |= same_rest && !same_statistic;
        has_other_rest |= !same_rest && same_statistic && other->rest[0];
    }
    return has_other_statistic && has_other_rest && !names_own_measure(heading);
}

static uint32_t years_among(const struct inference *at)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        count += is_number_line(at, i) && at->headings[i].year[0] ? 1 : 0;
    }
    return count;
}

/* The name that the file gives to what stands in the columns: none with one heading row.
 */
static const char *column_dimension(const struct inference *at)
{
    return at->level_count == 1 && at->level_names[0][0] ? at->level_names[0] : "columns";
}

static uint32_t list_plain(const struct inference *at, uint32_t *plain)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_plain(at, i)) {
            plain[count++] = i;
        }
    }
    return at->is_tidy ? 0 : keep_categories(at, plain, count);
}

/* "At risk 0 months" beside "at risk 6 months": times of one measure. */
static bool is_time_at_risk(const struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    for (uint32_t i = 0; heading->role == ROLE_AT_RISK && i < at->column_count; i++) {
        const struct heading *other = &at->headings[i];
        if (i != line && is_number_line(at, i) && other->role == ROLE_AT_RISK &&
            other->rest[0] && !text_equals_ignoring_case(other->rest, heading->rest)) {
            return true;
        }
    }
    return false;
}

/* One column: its year, its category, and what is left as its measure. */
static void name_line(struct inference *at, uint32_t index, const struct map *categories,
                      bool has_years)
{
    const struct heading *heading = &at->headings[index];
    struct plan_line *line = &at->lines[index];
    const bool has_year = has_years && heading->year[0];
    const bool is_category =
        heading->rest[0] && !is_running_beside(at, index) &&
        (map_find_text(categories, text_key(at->arena, heading->rest)) != MAP_NONE ||
         is_time_at_risk(at, index) ||
         (heading->role != ROLE_UNKNOWN && rest_is_shared(at, index)));
    if (has_year) {
        pairs_add(at->arena, line, "Year", heading->year);
    }
    if (is_category) {
        pairs_add(at->arena, line, column_dimension(at), heading->rest);
        line->measure = heading->statistic;
    } else if (has_year) {
        const char *gap = heading->statistic[0] && heading->rest[0] ? " " : "";
        line->measure =
            text_format(at->arena, "%s%s%s", heading->statistic, gap, heading->rest);
    } else if (!line->measure[0]) {
        line->measure = heading->text;
    }
}

static void name_single_level(struct inference *at)
{
    uint32_t *plain = arena_array(at->arena, at->column_count, uint32_t);
    const uint32_t kept = list_plain(at, plain);
    const struct map *categories = map_of_rests(at, plain, kept);
    const bool has_years = years_among(at) >= 2;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_number_line(at, i)) {
            name_line(at, i, categories, has_years);
        }
    }
}

static const char *level_dimension(const struct inference *at, uint32_t level)
{
    if (at->level_names[level][0]) {
        return at->level_names[level];
    }
    if (at->level_kinds[level] == LEVEL_TIME) {
        return "Year";
    }
    return level ? text_format(at->arena, "columns %u", (unsigned)level + 1) : "columns";
}

/* A level text as a category: "(N = 728)" cut off. */
static const char *category_text(const struct inference *at, const char *text)
{
    double count = 0;
    size_t start = 0;
    return heading_count_in(text, &count, &start) ? heading_parts(at->arena, text).rest
                                                  : text;
}

static void name_levels_of_line(struct inference *at, uint32_t line)
{
    struct heading *heading = &at->headings[line];
    bool has_statistic = false;
    for (uint32_t level = 0; level < at->level_count; level++) {
        const char *text = heading->levels[level];
        if (!text[0]) {
            continue;
        }
        if (at->level_kinds[level] == LEVEL_STATISTIC) {
            const struct heading parts = heading_parts(at->arena, text);
            heading->role = parts.role;
            heading->statistic = parts.statistic;
            at->lines[line].measure = text;
            has_statistic = true;
        } else {
            pairs_add(at->arena, &at->lines[line], level_dimension(at, level),
                      category_text(at, text));
        }
    }
    if (!has_statistic) {
        heading->role = ROLE_UNKNOWN;
        at->lines[line].measure = "";
    }
}

/* Two levels or more, of which none names statistics, but some leaves do: the leaf of
 * such a column is its measure. */
static bool leaves_are_mixed(const struct inference *at)
{
    for (uint32_t level = 0; level < at->level_count; level++) {
        if (at->level_kinds[level] == LEVEL_STATISTIC) {
            return false;
        }
    }
    return true;
}

static void name_mixed_leaf(struct inference *at, uint32_t line, enum role role,
                            const char *statistic)
{
    struct plan_line *plan_line = &at->lines[line];
    struct heading *heading = &at->headings[line];
    if (role == ROLE_UNKNOWN || !leaves_are_mixed(at) || plan_line->of_count == 0) {
        return;
    }
    heading->role = role;
    heading->statistic = statistic;
    plan_line->of_count--;
    plan_line->measure = plan_line->of[plan_line->of_count].category;
}

static void name_several_levels(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_number_line(at, i)) {
            const enum role role = at->headings[i].role;
            const char *statistic = at->headings[i].statistic;
            name_levels_of_line(at, i);
            name_mixed_leaf(at, i, role, statistic);
        }
    }
}

/* ",region" over "London,208": the heading names the variable, not the count. */
static void take_one_way_list(struct inference *at)
{
    if (at->column_count != 2 || at->lines[0].role != ROLE_DIMENSION || at->is_known[0] ||
        at->headings[0].text[0] || !is_plain(at, 1)) {
        return;
    }
    const struct column_facts *facts = line_facts(at, 1);
    const bool is_count = facts->number_count &&
                          facts->whole_count == facts->number_count && facts->low >= 0 &&
                          facts->decimals <= 1;
    if (!is_count || names_own_measure(&at->headings[1]) || at->headings[1].year[0]) {
        return;
    }
    at->lines[0].dimension = at->headings[1].text;
    at->lines[1].measure = "count";
    at->headings[1].rest = "";
}

void infer_measures(struct inference *at)
{
    if (at->level_count == 1) {
        take_one_way_list(at);
    }
    reconsider_sums(at);
    if (at->level_count > 1) {
        name_several_levels(at);
    } else {
        name_single_level(at);
    }
    infer_number_roles(at);
}
