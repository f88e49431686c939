/*
 * Which categories make up which: totals by name, subtotals and totals without a name by
 * arithmetic, breakdowns and geography by their columns; all of them tested with the numbers.
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
#include "ingest/build_context.h"
#include "ingest/sum_view.h"

#include "base/text.h"
#include "ingest/name_words.h"

#include <string.h>

enum {
    GROUPS_WANTED = 3,    /* for a total without a name */
    SAMPLE_GROUPS = 3,
    RUN_LIMIT = 4096,     /* parts of a subtotal that are looked for */
    ALL_OTHERS_LIMIT = 64 /* categories that are each tried as the total of all others */
};

struct parting {
    struct build *at;
    uint32_t dimension;
    struct draft_dimension *draft;
    struct sum_view *view;
    uint8_t *is_claimed; /* [categories]: part of a subtotal */
    uint32_t *stack;     /* unclaimed categories met so far */
    uint32_t depth;
    struct sum_sample *samples[SAMPLE_GROUPS]; /* each [categories] */
    uint32_t sample_count;
    uint32_t sample; /* the one that is searched */
};

static void add_partition(struct parting *parting, const struct partition *partition)
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

static int rank_of(const struct parting *parting, uint32_t category)
{
    const char *key = parting->draft->categories[category].key;
    const int rank = name_total_rank(key);
    return rank == 1 && text_equals(key, "england") && has_other_country(parting) ? 0 : rank;
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
        const int rank = rank_of(parting, i);
        rivals = rank > best_rank ? 0 : rivals + (rank == best_rank && rank > 0 ? 1 : 0);
        if (rank > best_rank) {
            best_rank = rank;
            best = i;
        }
    }
    return rivals && best_rank < 3 ? NO_CATEGORY : best;
}

/* --- a total that has a name ------------------------------------------------------------ */

static void doubt_sum(struct parting *parting, uint32_t whole, const struct sum_test *test,
                      double weight)
{
    const struct cell *cell =
        test->failing_cell == SIZE_MAX ? NULL : &parting->at->cells[test->failing_cell];
    const uint32_t all = test->holds + test->fails;
    const double own = parting->at->has_doubted_sum ? 0 : weight;
    parting->at->has_doubted_sum = true;
    build_doubt(parting->at, cell ? cell->row : UINT32_MAX, cell ? cell->column : UINT32_MAX,
                own, "\"%s\" is not the sum of its parts in %u of %u places",
                category_text(parting, whole), (unsigned)test->fails, (unsigned)all);
}

/* How a named whole and its parts stand to each other; false when they are no partition. */
static bool judge_named(struct parting *parting, struct partition *partition, bool is_sure)
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

/* --- runs: subtotals by arithmetic ------------------------------------------------------- */

/* Whether the other sample groups allow that the last `count` of the stack add up to this
 * category: what they exclude needs no look at all groups. */
static bool samples_agree(const struct parting *parting, uint32_t category, uint32_t count)
{
    for (uint32_t s = 0; s < parting->sample_count; s++) {
        const struct sum_sample *sample = parting->samples[s];
        double leeway = sample[category].leeway + 1e-6;
        double sum = 0;
        for (uint32_t i = 0; i < count; i++) {
            const struct sum_sample *part = &sample[parting->stack[parting->depth - 1 - i]];
            sum += part->value;
            leeway += part->leeway;
        }
        if (fabs(sum - sample[category].value) > leeway) {
            return false;
        }
    }
    return true;
}

/* Do the last `count` of the stack add up to this category, everywhere? */
static bool run_holds(struct parting *parting, uint32_t category, uint32_t count)
{
    const uint32_t *parts = parting->stack + parting->depth - count;
    const bool is_named = rank_of(parting, category) >= 2;
    return samples_agree(parting, category, count) &&
           sum_view_holds(parting->view, category, parts, count,
                          is_named ? 1 : GROUPS_WANTED);
}

/* The longest run below the top of the stack that is this category; 0 when there is none. */
static uint32_t run_length(struct parting *parting, uint32_t category)
{
    const struct sum_sample *sample = parting->samples[parting->sample];
    const double total = sample[category].value;
    double leeway = sample[category].leeway + 1e-6;
    double sum = 0;
    uint32_t best = 0;
    if (isnan(total) || total <= 0) {
        return 0;
    }
    for (uint32_t count = 1; count <= parting->depth && count <= RUN_LIMIT; count++) {
        const struct sum_sample *part = &sample[parting->stack[parting->depth - count]];
        if (isnan(part->value)) {
            break;
        }
        sum += part->value;
        leeway += part->leeway;
        if (sum > total + leeway) {
            break;
        }
        if (count >= 2 && fabs(sum - total) <= leeway && run_holds(parting, category, count)) {
            best = count;
        }
    }
    return best;
}

static void take_run(struct parting *parting, uint32_t category, uint32_t count)
{
    parting->depth -= count;
    const struct partition partition = {
        .whole = category,
        .parts = parting->stack + parting->depth,
        .part_count = count,
        .is_exhaustive = true,
        .origin = ORIGIN_ARITHMETIC,
        .name = "",
    };
    add_partition(parting, &partition);
    for (uint32_t i = 0; i < count; i++) {
        parting->is_claimed[partition.parts[i]] = 1;
    }
}

/* One pass over the categories, subtotals after (`step` 1) or before (-1) their parts. The
 * named total is left for later: it may be the sum of what remains. */
static void find_runs(struct parting *parting, uint32_t total, int step)
{
    const uint32_t count = (uint32_t)parting->draft->count;
    parting->depth = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t category = step > 0 ? i : count - 1 - i;
        if (category == total || parting->is_claimed[category]) {
            continue;
        }
        const uint32_t length = run_length(parting, category);
        if (length) {
            take_run(parting, category, length);
        }
        parting->stack[parting->depth++] = category;
    }
}

static uint32_t unclaimed(struct parting *parting, uint32_t total)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < parting->draft->count; i++) {
        if (i != total && !parting->is_claimed[i]) {
            parting->stack[count++] = i;
        }
    }
    return count;
}

static void find_subtotals(struct parting *parting, uint32_t total)
{
    uint32_t groups[SAMPLE_GROUPS];
    parting->sample_count = sum_view_samples(parting->view, groups, SAMPLE_GROUPS);
    for (uint32_t i = 0; i < parting->sample_count; i++) {
        parting->samples[i] =
            arena_array(parting->at->scratch, parting->draft->count, struct sum_sample);
        sum_view_values(parting->view, groups[i], parting->samples[i]);
    }
    for (uint32_t i = 0; i < parting->sample_count; i++) {
        parting->sample = i;
        find_runs(parting, total, 1);
        find_runs(parting, total, -1);
    }
}

/* --- a total without a name -------------------------------------------------------------- */

static bool is_all_others(struct parting *parting, uint32_t category, uint32_t *others)
{
    const uint32_t count = unclaimed(parting, category);
    memcpy(others, parting->stack, count * sizeof(*others));
    return count >= 2 &&
           sum_view_holds(parting->view, category, others, count, GROUPS_WANTED);
}

/* The only category that nothing claims and that has parts is the total; else one that is the
 * sum of all others. */
static uint32_t unnamed_total(struct parting *parting)
{
    const uint32_t count = unclaimed(parting, NO_CATEGORY);
    if (count == 1 && parting->draft->partition_count) {
        return parting->stack[0];
    }
    if (count > ALL_OTHERS_LIMIT || count < 3) {
        return NO_CATEGORY;
    }
    uint32_t *others = arena_array(parting->at->scratch, parting->draft->count, uint32_t);
    uint32_t *tried = arena_array(parting->at->scratch, count, uint32_t);
    memcpy(tried, parting->stack, count * sizeof(*tried));
    for (uint32_t i = 0; i < count; i++) {
        if (is_all_others(parting, tried[i], others)) {
            const struct partition partition = {.whole = tried[i],
                                                .parts = others,
                                                .part_count = count - 1,
                                                .is_exhaustive = true,
                                                .origin = ORIGIN_ARITHMETIC,
                                                .name = ""};
            add_partition(parting, &partition);
            return tried[i];
        }
    }
    return NO_CATEGORY;
}

/* --- breakdowns and geography ------------------------------------------------------------ */

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
        add_partition(parting, &partition);
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

/* --- all of a dimension ------------------------------------------------------------------ */

static void part_by_sums(struct parting *parting)
{
    const uint32_t total = named_total(parting);
    find_subtotals(parting, total);
    if (total == NO_CATEGORY) {
        parting->draft->dimension.total = unnamed_total(parting);
        return;
    }
    parting->draft->dimension.total = total;
    const uint32_t count = unclaimed(parting, total);
    if (count == 0) {
        return;
    }
    struct partition partition = {
        .whole = total, .parts = parting->stack, .part_count = count, .name = ""};
    const bool is_said = parting->draft->total[0] != '\0';
    const bool is_sure = is_said || rank_of(parting, total) >= 2;
    const bool is_partition = judge_named(parting, &partition, is_sure);
    if (!is_sure && !is_partition) {
        parting->draft->dimension.total = NO_CATEGORY;
        return;
    }
    if (is_partition) {
        add_partition(parting, &partition);
    }
}

static void take_said(struct parting *parting)
{
    const struct plan *plan = parting->at->plan;
    for (uint32_t i = 0; i < plan->partition_count; i++) {
        const struct plan_partition *said = &plan->partitions[i];
        const char *key = text_key(parting->at->scratch, said->dimension);
        if (!text_equals(key, parting->draft->dimension.key)) {
            continue;
        }
        uint32_t *parts = arena_array(parting->at->scratch, (size_t)said->part_count + 1, uint32_t);
        for (uint32_t p = 0; p < said->part_count; p++) {
            parts[p] = build_category(parting->at, parting->dimension, said->parts[p]);
        }
        const struct partition partition = {
            .whole = build_category(parting->at, parting->dimension, said->whole),
            .parts = parts,
            .part_count = said->part_count,
            .is_exhaustive = said->is_exhaustive,
            .origin = said->origin,
            .name = said->name ? said->name : "",
        };
        add_partition(parting, &partition);
    }
}

static bool has_said(const struct parting *parting)
{
    return parting->draft->partition_count > 0;
}

static void part_dimension(struct build *at, uint32_t dimension)
{
    struct draft_dimension *draft = &at->dimensions[dimension];
    struct parting parting = {.at = at, .dimension = dimension, .draft = draft};
    take_said(&parting);
    const bool is_time = draft->dimension.kind == DIMENSION_TIME;
    if (draft->count < 2 || is_time || draft->dimension.kind == DIMENSION_PANEL) {
        return;
    }
    parting.is_claimed = arena_array(at->scratch, draft->count, uint8_t);
    parting.stack = arena_array(at->scratch, draft->count + 1, uint32_t);
    parting.view = sum_view_create(at, dimension);
    if (draft->is_places) {
        part_by_places(&parting);
    } else if (draft->has_groups) {
        draft->dimension.total = named_total(&parting);
        part_by_groups(&parting, draft->dimension.total);
    } else if (has_said(&parting)) {
        draft->dimension.total = named_total(&parting);
    } else {
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
