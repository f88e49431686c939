/*
 * Subtotals and totals that only arithmetic finds.
 *
 * A run is looked for in sample groups by adding up backwards from each category
 * (subtotal below its parts) or forwards (above them); what fits there is tested in all
 * groups. Quadratic in the categories at worst, in practice linear, because sums soon
 * exceed the total.
 */
#include "ingest/build/parting.h"

#include <string.h>

enum {
    GROUPS_WANTED = 3,    /* for a total without a name */
    RUN_LIMIT = 4096,     /* parts of a subtotal that are looked for */
    ALL_OTHERS_LIMIT = 64 /* categories that are each tried as the total of all others */
};

/* --- runs: subtotals by arithmetic
 * ------------------------------------------------------- */

/* Whether the other sample groups allow that the last `count` of the stack add up to this
 * category: what they exclude needs no look at all groups. */
static bool samples_agree(const struct parting *parting, uint32_t category,
                          uint32_t count)
{
    for (uint32_t s = 0; s < parting->sample_count; s++) {
        const struct sum_sample *sample = parting->samples[s];
        double leeway = sample[category].leeway + 1e-6;
        double sum = 0;
        for (uint32_t i = 0; i < count; i++) {
            const struct sum_sample *part =
                &sample[parting->stack[parting->depth - 1 - i]];
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
    const bool is_named = parting_rank(parting, category) >= 2;
    return samples_agree(parting, category, count) &&
           sum_view_holds(parting->view, category, parts, count,
                          is_named ? 1 : GROUPS_WANTED);
}

/* The longest run below the top of the stack that is this category; 0 when there is none.
 */
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
        if (count >= 2 && fabs(sum - total) <= leeway &&
            run_holds(parting, category, count)) {
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
    parting_add(parting, &partition);
    for (uint32_t i = 0; i < count; i++) {
        parting->is_claimed[partition.parts[i]] = 1;
    }
}

/* One pass over the categories, subtotals after (`step` 1) or before (-1) their parts.
 * The named total is left for later: it may be the sum of what remains. */
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

uint32_t parting_unclaimed(struct parting *parting, uint32_t total)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < parting->draft->count; i++) {
        if (i != total && !parting->is_claimed[i]) {
            parting->stack[count++] = i;
        }
    }
    return count;
}

void parting_find_subtotals(struct parting *parting, uint32_t total)
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

/* --- a total without a name
 * -------------------------------------------------------------- */

static bool is_all_others(struct parting *parting, uint32_t category, uint32_t *others)
{
    const uint32_t count = parting_unclaimed(parting, category);
    memcpy(others, parting->stack, count * sizeof(*others));
    return count >= 2 &&
           sum_view_holds(parting->view, category, others, count, GROUPS_WANTED);
}

static bool has_sums(const struct parting *parting)
{
    for (size_t i = 0; i < parting->draft->partition_count; i++) {
        if (!parting->draft->partitions[i].is_nested) {
            return true;
        }
    }
    return false;
}

/* The only category that nothing claims and that has parts is the total; else one that is
 * the sum of all others. */
uint32_t parting_unnamed_total(struct parting *parting)
{
    const uint32_t count = parting_unclaimed(parting, NO_CATEGORY);
    if (count == 1 && has_sums(parting)) {
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
            parting_add(parting, &partition);
            return tried[i];
        }
    }
    return NO_CATEGORY;
}
