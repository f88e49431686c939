/*
 * What was proven of tables before cells were hidden in them holds afterwards, too.
 */
#include "attack/know/strata.h"
#include "base/text.h"

#include <string.h>

/* The same stratum where universes have other numbers: by any of its tables. */
static struct stratum moved(const struct knowledge *knowledge,
                            const struct knowledge *before, struct stratum stratum)
{
    for (size_t t = 0; t < knowledge->scope->table_count; t++) {
        if (before->table_universe[t] == stratum.universe) {
            stratum.universe = knowledge->table_universe[t];
            return stratum;
        }
    }
    return (struct stratum){UINT32_MAX, NO_SET};
}

static bool is_same_table(const struct table_scope *one, const struct table_scope *other)
{
    bool is_same = one->table->dimension_count == other->table->dimension_count;
    for (uint32_t d = 0; is_same && d < one->table->dimension_count; d++) {
        const uint32_t count = one->table->dimensions[d].category_count;
        is_same = count == other->table->dimensions[d].category_count &&
                  memcmp(one->sets[d], other->sets[d], count * sizeof(uint32_t)) == 0;
    }
    return is_same;
}

/* The same tables with the same categories, so that sets have the same numbers: tables
 * whose categories were merged are others. */
static bool is_same_scope(const struct scope *one, const struct scope *other)
{
    bool is_same =
        one->table_count == other->table_count && one->set_count == other->set_count;
    for (size_t s = 0; is_same && s < one->set_count; s++) {
        is_same = one->sets[s].variable == other->sets[s].variable &&
                  text_equals(one->sets[s].text, other->sets[s].text);
    }
    for (size_t t = 0; is_same && t < one->table_count; t++) {
        is_same = is_same_table(&one->tables[t], &other->tables[t]);
    }
    return is_same;
}

static void take_over_splits(struct knowledge *knowledge, const struct knowledge *before)
{
    for (size_t i = 0; i < before->split_count; i++) {
        struct split split = before->splits[i];
        split.universe =
            moved(knowledge, before, (struct stratum){split.universe, NO_SET}).universe;
        if (split.universe != UINT32_MAX) {
            knowledge_add_split(knowledge, &split);
        }
    }
}

bool strata_take_over(struct knowledge *knowledge, const struct knowledge *before)
{
    if (!is_same_scope(knowledge->scope, before->scope)) {
        return false;
    }
    take_over_splits(knowledge, before);
    for (size_t i = 0; i < before->strata_count; i++) {
        struct stratum_sum sum = before->strata[i];
        struct stratum *parts =
            arena_array(knowledge->arena, sum.part_count, struct stratum);
        sum.whole = moved(knowledge, before, sum.whole);
        bool is_known = sum.is_proven && sum.whole.universe != UINT32_MAX;
        for (uint32_t k = 0; k < sum.part_count; k++) {
            parts[k] = moved(knowledge, before, sum.parts[k]);
            is_known = is_known && parts[k].universe != UINT32_MAX &&
                       (parts[k].universe != sum.whole.universe ||
                        parts[k].set != sum.whole.set);
        }
        sum.parts = parts;
        if (is_known) {
            *arena_add(knowledge->arena, knowledge->strata, knowledge->strata_count,
                       knowledge->strata_capacity) = sum;
        }
    }
    return true;
}
