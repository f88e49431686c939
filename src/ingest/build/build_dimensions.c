/*
 * Dimensions and their categories: from label columns, from headings, from panels.
 *
 * A category is found by its text as written first (fast) and by its key then, so that
 * "North East" and "north east " are one. Order is the order of the file.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"
#include "ingest/infer/name_words.h"
#include "model/shown_totals.h"

#include <string.h>

uint32_t build_dimension(struct build *at, const char *name, bool is_named,
                         enum origin origin)
{
    const char *key = text_key(at->arena, name);
    const size_t found = map_add_text(at->dimension_by_key, key, at->dimension_count);
    if (found < at->dimension_count) {
        return (uint32_t)found;
    }
    struct draft_dimension *draft =
        arena_add(at->arena, at->dimensions, at->dimension_count, at->dimension_capacity);
    draft->dimension = (struct dimension){
        .name = name,
        .key = key,
        .is_named = is_named,
        .kind = DIMENSION_PLAIN,
        .origin = origin,
        .total = NO_CATEGORY,
    };
    draft->by_text = map_create(at->scratch, 32);
    draft->by_key = map_create(at->scratch, 32);
    draft->by_id = map_create(at->scratch, 32);
    draft->total = "";
    return (uint32_t)found;
}

static void grow_places(struct build *at, struct draft_dimension *draft)
{
    draft->ranks = arena_grow(at->scratch, draft->ranks, &draft->rank_capacity,
                              draft->count, sizeof(*draft->ranks));
    draft->parents = arena_grow(at->scratch, draft->parents, &draft->parent_capacity,
                                draft->count, sizeof(*draft->parents));
    draft->ranks[draft->count - 1] = UINT8_MAX;
    draft->parents[draft->count - 1] = NO_CATEGORY;
}

static uint32_t new_category(struct build *at, struct draft_dimension *draft,
                             const char *text)
{
    const char *squeezed = text_squeezed(at->arena, text);
    const size_t length = label_length_without_shown(squeezed);
    const bool is_of_shown = squeezed[length] != '\0';
    const char *key = text_key(at->arena, text_copy(at->arena, squeezed, length));
    const size_t index = map_add_text(draft->by_key, key, draft->count);
    if (index == draft->count) {
        *arena_add(at->arena, draft->categories, draft->count, draft->capacity) =
            (struct category){.text = squeezed, .key = key, .is_of_shown = is_of_shown};
        draft->groups = arena_grow(at->scratch, draft->groups, &draft->group_capacity,
                                   draft->count, sizeof(*draft->groups));
        draft->groups[index] = "";
        grow_places(at, draft);
    }
    (void)map_add_text(draft->by_text, text, index);
    return (uint32_t)index;
}

uint32_t build_category(struct build *at, uint32_t dimension, const char *text)
{
    struct draft_dimension *draft = &at->dimensions[dimension];
    const size_t found = map_find_text(draft->by_text, text);
    return found != MAP_NONE ? (uint32_t)found : new_category(at, draft, text);
}

static bool is_stand_in(const char *name)
{
    return text_starts_with(name, "columns") || text_equals(name, "rows") ||
           text_equals(name, "section") || text_equals(name, "Panel") || !name[0];
}

static void add_pairs(struct build *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->plan->columns[line];
    struct pair_of_line *pairs =
        arena_array(at->scratch, (size_t)plan_line->of_count + 1, struct pair_of_line);
    for (uint32_t i = 0; i < plan_line->of_count; i++) {
        const char *name = plan_line->of[i].dimension;
        const char *shown = name[0] ? name : "columns";
        pairs[i].dimension =
            build_dimension(at, shown, !is_stand_in(name), plan_line->origin);
        pairs[i].category =
            build_category(at, pairs[i].dimension, plan_line->of[i].category);
    }
    at->line_of[line] = pairs;
}

static void add_label_column(struct build *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->plan->columns[line];
    const char *name = plan_line->dimension[0] ? plan_line->dimension : plan_line->name;
    const bool is_named = name[0] != '\0';
    if (!is_named) {
        name = line ? text_format(at->arena, "rows %u", (unsigned)line + 1) : "rows";
    }
    const struct plan_places *places = at->plan->places;
    const bool is_place = places && text_equals(name, places->dimension);
    const uint32_t dimension = build_dimension(at, name, is_named, plan_line->origin);
    at->line_dimension[line] = dimension;
    struct draft_dimension *draft = &at->dimensions[dimension];
    draft->is_places = is_place;
    draft->has_groups = plan_line->group_column != PLAN_NONE;
    if (plan_line->total[0]) {
        draft->total = plan_line->total;
    }
}

static bool holds_numbers(const struct plan *plan, const struct plan_line *line)
{
    if (line->role == ROLE_DIMENSION || line->role == ROLE_ID ||
        line->role == ROLE_NOTE || line->role == ROLE_IGNORE) {
        return false;
    }
    return line->role != ROLE_UNKNOWN || plan->measure_column != PLAN_NONE;
}

void build_plan_dimensions(struct build *at)
{
    const struct plan *plan = at->plan;
    at->line_dimension =
        arena_array(at->scratch, (size_t)plan->column_count + 1, uint32_t);
    at->line_of =
        arena_array(at->scratch, (size_t)plan->column_count + 1, struct pair_of_line *);
    for (uint32_t i = 0; i < plan->column_count; i++) {
        at->line_dimension[i] = UINT32_MAX;
        if (plan->columns[i].role == ROLE_DIMENSION) {
            add_label_column(at, i);
        }
    }
    for (uint32_t i = 0; i < plan->column_count; i++) {
        if (holds_numbers(plan, &plan->columns[i])) {
            add_pairs(at, i);
        }
    }
    build_spot_dimensions(at);
    for (uint32_t i = 0; i < plan->section_count; i++) {
        const struct plan_pair *of = &plan->sections[i].of;
        const uint32_t dimension = build_dimension(
            at, of->dimension, !is_stand_in(of->dimension), ORIGIN_LAYOUT);
        (void)build_category(at, dimension, of->category);
    }
    for (uint32_t i = 0; i < plan->of_count; i++) {
        const struct plan_pair *of = &plan->of[i];
        const uint32_t dimension = build_dimension(
            at, of->dimension, !is_stand_in(of->dimension), ORIGIN_LAYOUT);
        (void)build_category(at, dimension, of->category);
    }
    for (uint32_t i = 0; i < plan->total_count; i++) {
        const size_t found = map_find_text(
            at->dimension_by_key, text_key(at->arena, plan->totals[i].dimension));
        if (found != MAP_NONE) {
            at->dimensions[found].total = plan->totals[i].category;
        }
    }
}

/* "16-18", "19-24", "25+": categories in an order in which neighbours can be merged. */
static bool is_ordered(const struct draft_dimension *draft)
{
    uint32_t bands = 0;
    uint32_t others = 0;
    for (size_t i = 0; i < draft->count; i++) {
        const char *key = draft->categories[i].key;
        const char *digits = strpbrk(key, "0123456789");
        const bool is_band = digits && (strchr(digits, '-') || strchr(digits, '+') ||
                                        text_starts_with(key, "under") || key[0] == '<' ||
                                        strspn(digits, "0123456789") == strlen(digits));
        bands += is_band ? 1 : 0;
        others += !is_band && name_total_rank(key) == 0 ? 1 : 0;
    }
    return bands >= 2 && others <= 1;
}

static bool all_years(const struct draft_dimension *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        if (!name_is_year(draft->categories[i].text)) {
            return false;
        }
    }
    return draft->count > 0;
}

static enum dimension_kind kind_of(struct build *at, const struct draft_dimension *draft)
{
    const struct name_words words = name_words_of(at->arena, draft->dimension.name);
    if (all_years(draft) || (draft->dimension.is_named && name_is_time(&words))) {
        return DIMENSION_TIME;
    }
    const bool is_panel = text_equals(draft->dimension.name, "Panel") ||
                          text_equals(draft->dimension.name, "section");
    if (is_panel) {
        return DIMENSION_PANEL;
    }
    if (draft->is_places || name_is_geography(&words)) {
        return DIMENSION_GEOGRAPHY;
    }
    return is_ordered(draft) ? DIMENSION_ORDERED : DIMENSION_PLAIN;
}

/* Kinds are needed by the arithmetic, the rest is copied when that is done. */
void build_finish_dimensions(struct build *at)
{
    struct dimension *dimensions =
        arena_array(at->arena, at->dimension_count + 1, struct dimension);
    for (size_t i = 0; i < at->dimension_count; i++) {
        struct draft_dimension *draft = &at->dimensions[i];
        draft->dimension.kind = kind_of(at, draft);
        draft->dimension.categories = draft->categories;
        draft->dimension.category_count = (uint32_t)draft->count;
        draft->dimension.partitions = draft->partitions;
        draft->dimension.partition_count = (uint32_t)draft->partition_count;
        dimensions[i] = draft->dimension;
    }
    at->table->dimensions = dimensions;
    at->table->dimension_count = (uint32_t)at->dimension_count;
}
