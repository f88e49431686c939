/*
 * Totals of several dimensions at once: "All" over both heading levels, "All" over all
 * row labels. None of the dimensions can be tested alone, because no cell is at the total
 * of one and at a part of the other; together they can: the total is the sum over all
 * combinations.
 */
#include "ingest/build/build_context.h"

#include <string.h>

struct joint {
    struct build *at;
    const uint32_t *dimensions;
    uint32_t dimension_count;
    struct map *groups;
    uint32_t group_count;
    double *sums;
    double *totals;
    double *leeways;
    uint8_t *is_broken;
};

static bool can_be_added(const struct build *at, const struct cell *cell)
{
    const enum role role = at->measures[cell->measure].role;
    return !cell->is_outside && (role == ROLE_COUNT || role == ROLE_SUM ||
                                 role == ROLE_N || role == ROLE_WEIGHTED);
}

/* 1 all at their totals, 0 all at parts, -1 a mixture. */
static int place_of(const struct joint *joint, size_t cell)
{
    uint32_t at_total = 0;
    for (uint32_t i = 0; i < joint->dimension_count; i++) {
        const uint32_t d = joint->dimensions[i];
        const uint32_t category = build_cell_category(joint->at, cell, d);
        at_total += category == NO_CATEGORY ||
                            category == joint->at->dimensions[d].dimension.total
                        ? 1
                        : 0;
    }
    if (at_total == joint->dimension_count) {
        return 1;
    }
    return at_total == 0 ? 0 : -1;
}

static uint32_t group_of(struct joint *joint, size_t cell)
{
    struct build *at = joint->at;
    const size_t words = at->dimension_count + 1;
    uint32_t *key = arena_array(at->scratch, words, uint32_t);
    memcpy(key, at->categories + cell * at->dimension_count,
           at->dimension_count * sizeof(*key));
    for (uint32_t i = 0; i < joint->dimension_count; i++) {
        key[joint->dimensions[i]] = NO_CATEGORY;
    }
    key[at->dimension_count] = at->cells[cell].measure;
    const size_t group =
        map_add(joint->groups, key, words * sizeof(*key), joint->group_count);
    joint->group_count += group == joint->group_count ? 1 : 0;
    return (uint32_t)group;
}

static double leeway_of(const struct build *at, const struct cell *cell)
{
    const struct rounding *rounding = &at->measures[cell->measure].rounding;
    const bool is_rounded =
        rounding->kind == ROUNDING_NEAREST || rounding->kind == ROUNDING_MIDPOINT;
    const double half = is_rounded ? rounding->base / 2 : 0;
    return fmax(fmax(half, cell->rounded_to / 2.0),
                cell->decimals ? 0.5 * pow(10, -cell->decimals) : 0);
}

static void add_cells(struct joint *joint)
{
    struct build *at = joint->at;
    for (size_t i = 0; i < at->cell_count; i++) {
        const struct cell *cell = &at->cells[i];
        const int place = can_be_added(at, cell) ? place_of(joint, i) : -1;
        if (place < 0) {
            continue;
        }
        const uint32_t group = group_of(joint, i);
        joint->leeways[group] += leeway_of(at, cell);
        if (place == 1) {
            joint->totals[group] = cell->value;
        } else if (isnan(cell->value)) {
            joint->is_broken[group] = 1;
        } else {
            joint->sums[group] += cell->value;
        }
    }
}

struct verdict {
    uint32_t holds;
    uint32_t fails;
};

static struct verdict judge(const struct joint *joint)
{
    struct verdict verdict = {0};
    for (uint32_t group = 0; group < joint->group_count; group++) {
        const double excess = joint->sums[group] - joint->totals[group];
        const double leeway = joint->leeways[group] + 1e-6;
        if (isnan(excess) || (joint->is_broken[group] && excess <= leeway)) {
            continue;
        }
        verdict.holds += fabs(excess) <= leeway ? 1 : 0;
        verdict.fails += fabs(excess) > leeway ? 1 : 0;
    }
    return verdict;
}

static void settle_dimension(struct draft_dimension *draft, bool is_proven,
                             bool is_refuted)
{
    for (size_t p = 0; p < draft->partition_count; p++) {
        struct partition *partition = &draft->partitions[p];
        if (partition->whole == draft->dimension.total) {
            partition->is_exhaustive =
                is_proven || (partition->is_exhaustive && !is_refuted);
            partition->origin = is_proven ? ORIGIN_ARITHMETIC : partition->origin;
        }
    }
}

static void settle(struct joint *joint, const struct verdict *verdict)
{
    struct build *at = joint->at;
    const bool is_proven = verdict->holds && verdict->holds >= 2 * verdict->fails;
    const bool is_refuted = verdict->fails && !is_proven;
    for (uint32_t i = 0; i < joint->dimension_count; i++) {
        settle_dimension(&at->dimensions[joint->dimensions[i]], is_proven, is_refuted);
    }
    at->has_proven_sum |= is_proven;
    if (verdict->fails) {
        build_doubt(at, UINT32_MAX, UINT32_MAX, 0.12,
                    "the overall total is not the sum of its parts in %u of %u places",
                    (unsigned)verdict->fails,
                    (unsigned)(verdict->fails + verdict->holds));
    }
}

void build_joint_totals(struct build *at)
{
    uint32_t *dimensions = arena_array(at->scratch, at->dimension_count + 1, uint32_t);
    uint32_t count = 0;
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        if (at->dimensions[d].is_untested) {
            dimensions[count++] = d;
        }
    }
    if (count < 2) {
        return;
    }
    struct joint joint = {
        .at = at,
        .dimensions = dimensions,
        .dimension_count = count,
        .groups = map_create(at->scratch, 64),
        .sums = arena_array(at->scratch, at->cell_count + 1, double),
        .totals = arena_array(at->scratch, at->cell_count + 1, double),
        .leeways = arena_array(at->scratch, at->cell_count + 1, double),
        .is_broken = arena_array(at->scratch, at->cell_count + 1, uint8_t),
    };
    for (size_t i = 0; i < at->cell_count; i++) {
        joint.totals[i] = NAN;
    }
    add_cells(&joint);
    const struct verdict verdict = judge(&joint);
    settle(&joint, &verdict);
}
