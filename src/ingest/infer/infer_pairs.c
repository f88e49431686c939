/*
 * Lists of two or three pairs: compared one by one.
 */
#include "ingest/infer/infer_pairs.h"

#include "base/text.h"

#include <string.h>

void pairs_add(struct arena *arena, struct plan_line *line, const char *dimension,
               const char *category)
{
    struct plan_pair *pairs =
        arena_array(arena, (size_t)line->of_count + 1, struct plan_pair);
    if (line->of_count) {
        memcpy(pairs, line->of, line->of_count * sizeof(*pairs));
    }
    pairs[line->of_count] =
        (struct plan_pair){.dimension = dimension, .category = category};
    line->of = pairs;
    line->of_count++;
}

bool pairs_have_dimension(const struct plan_line *line, const char *dimension)
{
    for (uint32_t i = 0; i < line->of_count; i++) {
        if (text_equals(line->of[i].dimension, dimension)) {
            return true;
        }
    }
    return false;
}

static bool has_pair(const struct plan_line *line, const struct plan_pair *pair)
{
    for (uint32_t i = 0; i < line->of_count; i++) {
        if (text_equals_ignoring_case(line->of[i].dimension, pair->dimension) &&
            text_equals_ignoring_case(line->of[i].category, pair->category)) {
            return true;
        }
    }
    return false;
}

bool pairs_are_within(const struct plan_line *some, const struct plan_line *all)
{
    for (uint32_t i = 0; i < some->of_count; i++) {
        if (!has_pair(all, &some->of[i])) {
            return false;
        }
    }
    return true;
}

bool pairs_are_same(const struct plan_line *one, const struct plan_line *other)
{
    return one->of_count == other->of_count && pairs_are_within(one, other);
}
