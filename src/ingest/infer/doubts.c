/*
 * A handful of kinds and at most some sixty sentences: compared one by one.
 */
#include "ingest/infer/doubts.h"

#include "base/text.h"

static void weigh(struct doubts *doubts, const char *kind, double weight)
{
    if (weight <= 0) {
        return;
    }
    for (size_t i = 0; i < doubts->kind_count; i++) {
        if (!text_equals(doubts->kinds[i], kind)) {
            continue;
        }
        if (weight > doubts->weights[i]) {
            doubts->confidence *= (1 - weight) / (1 - doubts->weights[i]);
            doubts->weights[i] = weight;
        }
        return;
    }
    doubts->confidence *= 1 - weight;
    if (doubts->kind_count < DOUBT_KIND_LIMIT) {
        doubts->kinds[doubts->kind_count] = kind;
        doubts->weights[doubts->kind_count++] = weight;
    }
}

void doubts_add(struct doubts *doubts, struct arena *arena, const struct doubt *doubt,
                const char *kind, double weight)
{
    for (size_t i = 0; i < doubts->count; i++) {
        if (text_equals(doubts->items[i].sentence, doubt->sentence)) {
            return;
        }
    }
    weigh(doubts, kind, weight);
    if (doubts->count < DOUBT_LIMIT) {
        *arena_add(arena, doubts->items, doubts->count, doubts->capacity) = *doubt;
    }
}
