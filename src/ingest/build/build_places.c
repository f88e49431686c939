/*
 * Geography spread over columns -> one dimension: each row's place is the name at its own
 * level, and the columns of the levels above say what it lies in.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"

#include <string.h>

static const struct plan_place_level *level_of_row(struct build *at, uint32_t row)
{
    const struct plan_places *places = at->plan->places;
    const char *text = grid_text(at->grid, row, places->level_column);
    for (uint32_t i = 0; i < places->level_count; i++) {
        if (text_equals_ignoring_case(places->levels[i].key, text)) {
            return &places->levels[i];
        }
    }
    return NULL;
}

static const char *place_name(struct build *at, const struct plan_place_level *level,
                              uint32_t row)
{
    const char *name = level->name_column == PLAN_NONE
                           ? ""
                           : grid_text(at->grid, row, level->name_column);
    if (!text_is_blank(name)) {
        return name;
    }
    return level->code_column == PLAN_NONE ? ""
                                           : grid_text(at->grid, row, level->code_column);
}

static const char *name_at_rank(struct build *at, uint32_t row, uint32_t rank)
{
    const struct plan_places *places = at->plan->places;
    for (uint32_t i = 0; i < places->level_count; i++) {
        const char *name =
            places->levels[i].rank == rank ? place_name(at, &places->levels[i], row) : "";
        if (!text_is_blank(name)) {
            return name;
        }
    }
    return "";
}

/* The nearest level above that the row fills in: a region, else the country. */
static uint32_t parent_of(struct build *at, uint32_t dimension, uint32_t row,
                          uint32_t rank)
{
    for (uint32_t above = rank < 2 ? rank : 2; above > 0; above--) {
        const char *name = name_at_rank(at, row, above - 1);
        if (name[0]) {
            return build_category(at, dimension, name);
        }
    }
    return NO_CATEGORY;
}

uint32_t build_place(struct build *at, uint32_t dimension, uint32_t row)
{
    const struct plan_place_level *level = level_of_row(at, row);
    if (!level) {
        build_doubt(at, row, at->plan->places->level_column, 0.12,
                    "the geographic level \"%s\" is not known",
                    grid_text(at->grid, row, at->plan->places->level_column));
        return NO_CATEGORY;
    }
    const char *name = place_name(at, level, row);
    if (text_is_blank(name)) {
        build_doubt(at, row, level->name_column, 0.12,
                    "a row at level \"%s\" names no place", level->key);
        return NO_CATEGORY;
    }
    const uint32_t category = build_category(at, dimension, name);
    struct draft_dimension *draft = &at->dimensions[dimension];
    if (draft->ranks[category] == UINT8_MAX) {
        draft->ranks[category] = (uint8_t)level->rank;
        draft->groups[category] = level->key;
        const uint32_t parent = parent_of(at, dimension, row, level->rank);
        draft->parents[category] = parent;
    }
    return category;
}
