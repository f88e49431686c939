/*
 * Which categories make up which: totals by name, subtotals and totals without a name by
 * arithmetic, breakdowns and geography by their columns; all of them tested with the
 * numbers.
 *
 *   named and proven          exhaustive, by arithmetic
 *   named, hidden parts       exhaustive, by name: to assume less would be to attack less
 *   named, mostly proven      exhaustive, with a doubt that says where it fails
 *   named, contradicted       not exhaustive, with a doubt
 *   without a name            exhaustive where it holds in three groups or more
 *
 * Candidates are runs of neighbours (found in sample groups by adding up backwards or
 * forwards) and "all others": never all subsets. Years are never added up.
 */
#include "base/text.h"
#include "ingest/build/parting.h"
#include "ingest/infer/name_words.h"

#include <stdlib.h>
#include <string.h>

void parting_add(struct parting *parting, const struct partition *partition)
{
    struct draft_dimension *draft = parting->draft;
    struct arena *arena = parting->at->arena;
    uint32_t *parts = arena_array(arena, partition->part_count, uint32_t);
    memcpy(parts, partition->parts, partition->part_count * sizeof(*parts));
    struct partition *added = arena_add(arena, draft->partitions, draft->partition_count,
                                        draft->partition_capacity);
    *added = *partition;
    added->parts = parts;
    parting->at->has_proven_sum |= partition->origin == ORIGIN_ARITHMETIC;
}

static const char *category_text(const struct parting *parting, uint32_t category)
{
    return parting->draft->categories[category].text;
}

/* England is the total of its regions, but not beside Scotland. */
static bool has_other_country(const struct parting *parting)
{
    static const char *const countries[] = {"scotland", "wales", "northern ireland"};
    for (size_t i = 0; i < sizeof(countries) / sizeof(countries[0]); i++) {
        const size_t found = map_find_text(parting->draft->by_key, countries[i]);
        if (found != MAP_NONE) {
            return true;
        }
    }
    return false;
}

int parting_rank(const struct parting *parting, uint32_t category)
{
    const char *key = parting->draft->categories[category].key;
    const int rank = name_total_rank(key);
    return rank == 1 && text_equals(key, "england") && has_other_country(parting) ? 0
                                                                                  : rank;
}

/* The sidecar's word, else the label that most surely means "all". */
static uint32_t named_total(struct parting *parting)
{
    const struct draft_dimension *draft = parting->draft;
    uint32_t best = NO_CATEGORY;
    int best_rank = 0;
    uint32_t rivals = 0;
    const char *said = text_key(parting->at->scratch, draft->total);
    for (uint32_t i = 0; i < draft->count; i++) {
        if (said[0] && text_equals(said, draft->categories[i].key)) {
            return i;
        }
        const int rank = parting_rank(parting, i);
        rivals = rank > best_rank ? 0 : rivals + (rank == best_rank && rank > 0 ? 1 : 0);
        if (rank > best_rank) {
            best_rank = rank;
            best = i;
        }
    }
    return rivals && best_rank < 3 ? NO_CATEGORY : best;
}

/* --- a total that has a name
 * ------------------------------------------------------------ */

static void doubt_sum(struct parting *parting, uint32_t whole,
                      const struct sum_test *test, double weight)
{
    const struct cell *cell =
        test->failing_cell == SIZE_MAX ? NULL : &parting->at->cells[test->failing_cell];
    const uint32_t all = test->holds + test->fails;
    build_doubt(parting->at, cell ? cell->row : UINT32_MAX,
                cell ? cell->column : UINT32_MAX, weight,
                "\"%s\" is not the sum of its parts in %u of %u places",
                category_text(parting, whole), (unsigned)test->fails, (unsigned)all);
}

/* How a named whole and its parts stand to each other; false when they are no partition.
 */
static bool judge_named(struct parting *parting, struct partition *partition,
                        bool is_sure)
{
    const struct sum_test test = sum_view_test(parting->view, partition->whole,
                                               partition->parts, partition->part_count);
    partition->origin = ORIGIN_NAME;
    partition->is_exhaustive = true;
    if (test.fails == 0) {
        partition->origin = test.holds ? ORIGIN_ARITHMETIC : ORIGIN_NAME;
        const bool is_nothing = test.holds == 0 && test.untestable == 0;
        partition->is_exhaustive = !is_nothing || is_sure;
        parting->draft->is_untested = is_nothing && partition->part_count > 1;
        return true;
    }
    if (test.holds >= 2 * test.fails && test.holds >= 2) {
        partition->origin = ORIGIN_ARITHMETIC;
        doubt_sum(parting, partition->whole, &test, 0.12);
        return true;
    }
    partition->is_exhaustive = false;
    if (test.exceeds) {
        doubt_sum(parting, partition->whole, &test, is_sure ? 0.12 : 0);
        return false;
    }
    if (is_sure && partition->part_count > 1) {
        doubt_sum(parting, partition->whole, &test, 0.12);
    }
    return true;
}

/* --- breakdowns and geography
 * ------------------------------------------------------------ */

/* Categories of one group (and parent) as parts of a whole. */
static uint32_t members(struct parting *parting, const char *group, uint32_t parent,
                        uint32_t whole)
{
    const struct draft_dimension *draft = parting->draft;
    uint32_t count = 0;
    for (uint32_t i = 0; i < draft->count; i++) {
        const bool same_group = text_equals(draft->groups[i], group);
        const bool same_parent = parent == NO_CATEGORY || draft->parents[i] == parent;
        if (i != whole && same_group && same_parent) {
            parting->stack[count++] = i;
        }
    }
    return count;
}

static void add_members(struct parting *parting, uint32_t whole, const char *group,
                        uint32_t parent)
{
    const uint32_t count = members(parting, group, parent, whole);
    if (count == 0) {
        return;
    }
    struct partition partition = {
        .whole = whole,
        .parts = parting->stack,
        .part_count = count,
        .name = group,
    };
    if (judge_named(parting, &partition, false)) {
        parting_add(parting, &partition);
    }
}

static bool is_first_of_group(const struct draft_dimension *draft, uint32_t category,
                              bool by_parent)
{
    for (uint32_t i = 0; i < category; i++) {
        const bool same = text_equals(draft->groups[i], draft->groups[category]) &&
                          (!by_parent || draft->parents[i] == draft->parents[category]);
        if (same) {
            return false;
        }
    }
    return true;
}

static void part_by_groups(struct parting *parting, uint32_t total)
{
    const struct draft_dimension *draft = parting->draft;
    for (uint32_t i = 0; total != NO_CATEGORY && i < draft->count; i++) {
        if (i != total && draft->groups[i][0] && is_first_of_group(draft, i, false)) {
            add_members(parting, total, draft->groups[i], NO_CATEGORY);
        }
    }
}

static void part_by_places(struct parting *parting)
{
    const struct draft_dimension *draft = parting->draft;
    uint32_t country = NO_CATEGORY;
    uint32_t countries = 0;
    for (uint32_t i = 0; i < draft->count; i++) {
        if (draft->ranks[i] == 0) {
            country = i;
            countries++;
        }
        const uint32_t parent = draft->parents[i];
        const bool has_whole = parent != NO_CATEGORY && draft->ranks[parent] != UINT8_MAX;
        if (has_whole && is_first_of_group(draft, i, true)) {
            add_members(parting, parent, draft->groups[i], parent);
        }
    }
    if (countries == 1) {
        parting->draft->dimension.total = country;
    }
}

/* --- all of a dimension
 * ------------------------------------------------------------------ */

static void part_by_sums(struct parting *parting)
{
    const uint32_t total = named_total(parting);
    parting_find_subtotals(parting, total);
    if (total == NO_CATEGORY) {
        parting->draft->dimension.total = parting_unnamed_total(parting);
        return;
    }
    parting->draft->dimension.total = total;
    const uint32_t count = parting_unclaimed(parting, total);
    if (count == 0) {
        return;
    }
    struct partition partition = {
        .whole = total, .parts = parting->stack, .part_count = count, .name = ""};
    const bool is_said = parting->draft->total[0] != '\0';
    const bool is_sure = is_said || parting_rank(parting, total) >= 2;
    const bool is_partition = judge_named(parting, &partition, is_sure);
    if (!is_sure && !is_partition) {
        parting->draft->dimension.total = NO_CATEGORY;
        return;
    }
    if (is_partition) {
        parting_add(parting, &partition);
    }
}

static void take_said(struct parting *parting)
{
    const struct plan *plan = parting->at->plan;
    for (uint32_t i = 0; i < plan->partition_count; i++) {
        const struct plan_partition *said = &plan->partitions[i];
        const char *name = said->dimension[0] ? said->dimension : "columns";
        const char *key = text_key(parting->at->scratch, name);
        if (!text_equals(key, parting->draft->dimension.key)) {
            continue;
        }
        uint32_t *parts =
            arena_array(parting->at->scratch, (size_t)said->part_count + 1, uint32_t);
        for (uint32_t p = 0; p < said->part_count; p++) {
            parts[p] = build_category(parting->at, parting->dimension, said->parts[p]);
        }
        const struct partition partition = {
            .whole = build_category(parting->at, parting->dimension, said->whole),
            .parts = parts,
            .part_count = said->part_count,
            .is_exhaustive = said->is_exhaustive,
            .is_nested = said->is_nested,
            .origin = said->origin,
            .name = said->name ? said->name : "",
        };
        parting_add(parting, &partition);
    }
}

/* What is said is taken as said, and the numbers still speak for or against it. */
static void test_said(struct parting *parting)
{
    for (size_t i = 0; i < parting->draft->partition_count; i++) {
        const struct partition *said = &parting->draft->partitions[i];
        if (!said->is_exhaustive) {
            continue;
        }
        const struct sum_test test =
            sum_view_test(parting->view, said->whole, said->parts, said->part_count);
        parting->at->has_proven_sum |= test.holds > 0 && test.fails == 0;
        if (test.fails) {
            doubt_sum(parting, said->whole, &test, 0.12);
        }
    }
}

/* Whether somebody said what adds up to what; nesting says nothing of that. */
static bool has_said(const struct parting *parting)
{
    for (size_t i = 0; i < parting->draft->partition_count; i++) {
        if (!parting->draft->partitions[i].is_nested) {
            return true;
        }
    }
    return false;
}

/* Parts that lie within others are parts of nothing else. */
static void claim_nested(struct parting *parting)
{
    for (size_t i = 0; i < parting->draft->partition_count; i++) {
        const struct partition *said = &parting->draft->partitions[i];
        for (uint32_t p = 0; said->is_nested && p < said->part_count; p++) {
            parting->is_claimed[said->parts[p]] = 1;
        }
    }
}

/* "2021 to 2023" and "Total", not "2021" and "2021-2022". */
static bool is_span_of_years(const char *text)
{
    const size_t first = strcspn(text, "0123456789");
    const size_t digits = strspn(text + first, "0123456789");
    const size_t gap = strcspn(text + first + digits, "0123456789");
    const char *last = text + first + digits + gap;
    const bool has_two = digits == 4 && strspn(last, "0123456789") == 4;
    return !name_is_year(text) ||
           (has_two && strtol(last, NULL, 10) - strtol(text + first, NULL, 10) >= 2);
}

/* "2021 to 2023", "Total" beside 2021, 2022 and 2023: years add up where all numbers say
 * so and no name is believed without them, for a stock of people does not. */
static void part_by_years(struct parting *parting)
{
    const struct draft_dimension *draft = parting->draft;
    uint32_t whole = NO_CATEGORY;
    uint32_t count = 0;
    for (uint32_t i = 0; i < draft->count; i++) {
        if (is_span_of_years(draft->categories[i].text)) {
            whole = i;
        } else {
            parting->stack[count++] = i;
        }
    }
    if (whole == NO_CATEGORY || count < 2 || count + 1 != draft->count) {
        return;
    }
    const struct sum_test test =
        sum_view_test(parting->view, whole, parting->stack, count);
    if (test.holds > 0 && test.fails == 0) {
        const struct partition partition = {.whole = whole,
                                            .parts = parting->stack,
                                            .part_count = count,
                                            .is_exhaustive = true,
                                            .origin = ORIGIN_ARITHMETIC,
                                            .name = ""};
        parting_add(parting, &partition);
    }
}

static void part_dimension(struct build *at, uint32_t dimension)
{
    struct draft_dimension *draft = &at->dimensions[dimension];
    struct parting parting = {.at = at, .dimension = dimension, .draft = draft};
    take_said(&parting);
    const bool is_time = draft->dimension.kind == DIMENSION_TIME;
    if (draft->count < 2 || draft->dimension.kind == DIMENSION_PANEL) {
        return;
    }
    parting.is_claimed = arena_array(at->scratch, draft->count, uint8_t);
    parting.stack = arena_array(at->scratch, draft->count + 1, uint32_t);
    parting.view = sum_view_create(at, dimension);
    if (is_time) {
        part_by_years(&parting);
        return;
    }
    test_said(&parting);
    claim_nested(&parting);
    if (draft->is_places) {
        part_by_places(&parting);
    } else if (draft->has_groups) {
        draft->dimension.total = named_total(&parting);
        part_by_groups(&parting, draft->dimension.total);
    } else if (has_said(&parting)) {
        draft->dimension.total = named_total(&parting);
    } else {
        parting_find_nested(&parting);
        part_by_sums(&parting);
    }
}

void build_partitions(struct build *at)
{
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        part_dimension(at, d);
    }
    build_joint_totals(at);
}
