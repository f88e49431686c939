/*
 * Regions that nobody printed: A less B, where both are published and B lies within A in
 * one variable or universe.
 *
 * Found from B: its name with one set replaced by a wider one is looked up. A region that
 * is made up of printed cells is left to the rules about those cells.
 */
#include "attack/ask/questions.h"
#include "base/text.h"

#include <math.h>

enum { SET_LIMIT = 64 };

/* For each set the sets that contain it, NO_SET (the total) included. */
struct supersets {
    uint32_t **items; /* [set_count] */
    size_t *counts;
    size_t *capacities;
};

static bool contains(const struct supersets *supersets, uint32_t set, uint32_t wider)
{
    for (size_t i = 0; i < supersets->counts[set]; i++) {
        if (supersets->items[set][i] == wider) {
            return true;
        }
    }
    return false;
}

static bool add_wider(struct arena *arena, struct supersets *supersets, uint32_t set,
                      uint32_t wider)
{
    if (set == wider || contains(supersets, set, wider)) {
        return false;
    }
    *arena_add(arena, supersets->items[set], supersets->counts[set],
               supersets->capacities[set]) = wider;
    return true;
}

static bool is_nested(const struct category_set *inner, const struct category_set *outer)
{
    return inner->has_range && outer->has_range && outer->range.low <= inner->range.low &&
           outer->range.high >= inner->range.high;
}

static void add_nested_ranges(struct arena *arena, const struct scope *scope,
                              const struct variable *variable,
                              struct supersets *supersets)
{
    for (size_t i = 0; i < variable->set_count * variable->set_count; i++) {
        const uint32_t inner = variable->sets[i / variable->set_count];
        const uint32_t outer = variable->sets[i % variable->set_count];
        if (is_nested(&scope->sets[inner], &scope->sets[outer])) {
            (void)add_wider(arena, supersets, inner, outer);
        }
    }
}

/* The parts of a split lie in its whole, and in what contains that. */
static bool add_split(struct arena *arena, struct supersets *supersets,
                      const struct split *split, uint32_t part)
{
    if (part == NO_SET) {
        return false;
    }
    bool is_new = add_wider(arena, supersets, part, split->whole);
    const size_t above = split->whole == NO_SET ? 0 : supersets->counts[split->whole];
    for (size_t k = 0; k < above; k++) {
        is_new |= add_wider(arena, supersets, part, supersets->items[split->whole][k]);
    }
    return is_new;
}

static bool add_splits(const struct questions *questions, struct supersets *supersets)
{
    bool is_new = false;
    for (size_t s = 0; s < questions->knowledge->split_count; s++) {
        const struct split *split = &questions->knowledge->splits[s];
        for (uint32_t i = 0; i < split->part_count; i++) {
            is_new |= add_split(questions->arena, supersets, split, split->parts[i]);
        }
    }
    return is_new;
}

static struct supersets find_supersets(struct questions *questions)
{
    const struct scope *scope = questions->knowledge->scope;
    struct arena *arena = questions->arena;
    struct supersets supersets = {
        .items = arena_array(arena, scope->set_count, uint32_t *),
        .counts = arena_array(arena, scope->set_count, size_t),
        .capacities = arena_array(arena, scope->set_count, size_t),
    };
    for (size_t v = 0; v < scope->variable_count; v++) {
        add_nested_ranges(arena, scope, &scope->variables[v], &supersets);
    }
    while (add_splits(questions, &supersets)) {
    }
    return supersets;
}

/* A pair of nested figures: x(inner) lies in the region of `inner` with `set` replaced.
 */
struct nesting {
    uint32_t inner; /* a name */
    uint32_t set;
    uint32_t wider;
};

/* Whether each part of the split that is not within `set` is printed, and some part is.
 */
static bool others_are_printed(struct questions *questions,
                               const struct supersets *supersets,
                               const struct nesting *nesting, const struct split *split)
{
    struct knowledge *knowledge = questions->knowledge;
    uint32_t inside = 0;
    for (uint32_t i = 0; i < split->part_count; i++) {
        const uint32_t part = split->parts[i];
        if (part == nesting->set ||
            (part != NO_SET && contains(supersets, part, nesting->set))) {
            inside++;
            continue;
        }
        const uint32_t other =
            knowledge_sibling(knowledge, nesting->inner, split->variable, part);
        if (other == NO_NAME || knowledge->names[other].first_print == NO_PRINT) {
            return false;
        }
    }
    return inside > 0;
}

/* Whether the rest of the whole is made up of printed cells, by some split of it. */
static bool rest_is_printed(struct questions *questions,
                            const struct supersets *supersets,
                            const struct nesting *nesting)
{
    const struct knowledge *knowledge = questions->knowledge;
    const uint32_t variable = knowledge->scope->sets[nesting->set].variable;
    const uint32_t universe = knowledge->names[nesting->inner].universe;
    for (size_t s = 0; s < knowledge->split_count; s++) {
        const struct split *split = &knowledge->splits[s];
        const bool is_of_whole =
            split->whole == nesting->wider && split->variable == variable &&
            split->is_exhaustive &&
            (split->universe == UINT32_MAX || split->universe == universe);
        if (is_of_whole && others_are_printed(questions, supersets, nesting, split)) {
            return true;
        }
    }
    return false;
}

static const char *other_sets(struct questions *questions, const struct name *name,
                              uint32_t variable)
{
    const struct scope *scope = questions->knowledge->scope;
    const char *label = "";
    for (uint32_t i = 0; i < name->set_count; i++) {
        if (scope->sets[name->sets[i]].variable != variable) {
            label = text_format(questions->arena, "%s x %s", label,
                                scope->sets[name->sets[i]].text);
        }
    }
    return label;
}

static const char *range_words(struct arena *arena, double low, double high)
{
    if (isinf(high)) {
        return text_format(arena, "%.10g+", low);
    }
    if (isinf(low)) {
        return text_format(arena, "under %.10g", high);
    }
    return high - low == 1 ? text_format(arena, "%.10g", low)
                           : text_format(arena, "%.10g-%.10g", low,
                                         high == floor(high) ? high - 1 : high);
}

/* "Age 25", "Age 16-24 without 19", "Region other than North East"; "all but Sustained x
 * London" where the file does not name what stands in its columns. */
static const char *region_words(struct questions *questions, uint32_t inner, uint32_t set,
                                uint32_t wider)
{
    const struct scope *scope = questions->knowledge->scope;
    struct arena *arena = questions->arena;
    const struct category_set *small = &scope->sets[set];
    const struct category_set *large = wider == NO_SET ? NULL : &scope->sets[wider];
    const char *rest =
        other_sets(questions, &questions->knowledge->names[inner], small->variable);
    const char *name = scope->variables[small->variable].name;
    if (large && large->has_range && small->has_range) {
        const struct label_range *out = &large->range;
        const struct label_range *in = &small->range;
        if (out->low == in->low) {
            return text_format(arena, "%s %s%s", name,
                               range_words(arena, in->high, out->high), rest);
        }
        if (out->high == in->high) {
            return text_format(arena, "%s %s%s", name,
                               range_words(arena, out->low, in->low), rest);
        }
    }
    if (!scope->variables[small->variable].is_named) {
        return large
                   ? text_format(arena, "%s but not %s%s", large->text, small->text, rest)
                   : text_format(arena, "all but %s%s", small->text, rest);
    }
    return large ? text_format(arena, "%s %s without %s%s", name, large->text,
                               small->text, rest)
                 : text_format(arena, "%s other than %s%s", name, small->text, rest);
}

/* Both as numbers, and their difference as a range. */
static bool difference_is_small(const struct questions *questions, uint32_t whole,
                                uint32_t part, struct range *difference)
{
    const struct solved *solved = questions->solved;
    difference->low = fmax(0, solved->low[whole] - solved->high[part]);
    difference->high = solved->high[whole] - solved->low[part];
    return questions_is_small(questions, difference->low, difference->high);
}

static void add_difference(struct questions *questions, uint32_t whole, uint32_t part,
                           const struct range *difference, const char *region)
{
    struct attack_figure *figures =
        arena_array(questions->arena, 2, struct attack_figure);
    if (!questions_print_of(questions, whole, &figures[0]) ||
        !questions_print_of(questions, part, &figures[1])) {
        return;
    }
    if (figures[0].table->output->release && figures[1].table->output->release) {
        return; /* what was published then can no longer be changed */
    }
    figures[0].multiplier = 1;
    figures[1].multiplier = -1;
    const struct attack_figure *place =
        &figures[figures[1].table->output->release ? 0 : 1];
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_DIFFERENCE);
    disclosure->table = place->table;
    disclosure->cell = place->cell;
    disclosure->figures = figures;
    disclosure->figure_count = 2;
    disclosure->region = region;
    disclosure->range = (struct solved_range){
        .low = difference->low,
        .high = difference->high,
        .attained_low = difference->low,
        .attained_high = difference->high,
        .proof = difference->low == difference->high ? RANGE_EXACT : RANGE_BOUNDED,
    };
}

/* A range less another that starts or ends with it is a range: where it is an unknown of
 * the system, it has been asked for there, with everything that is known about it. */
static bool is_asked_already(struct questions *questions, uint32_t part, uint32_t set,
                             uint32_t wider)
{
    struct knowledge *knowledge = questions->knowledge;
    const struct category_set *inner = &knowledge->scope->sets[set];
    const struct category_set *outer =
        wider == NO_SET ? NULL : &knowledge->scope->sets[wider];
    if (!outer || !outer->has_range || !inner->has_range) {
        return false;
    }
    struct label_range rest = outer->range;
    if (outer->range.low == inner->range.low) {
        rest.low = inner->range.high;
    } else if (outer->range.high == inner->range.high) {
        rest.high = inner->range.low;
    } else {
        return false;
    }
    const uint32_t rest_set = scope_find_range(knowledge->scope, inner->variable, &rest);
    const uint32_t name =
        rest_set == NO_SET
            ? NO_NAME
            : knowledge_sibling(knowledge, part, inner->variable, rest_set);
    return name != NO_NAME && knowledge->names[name].is_target;
}

static void compare_wider(struct questions *questions, const struct supersets *supersets,
                          uint32_t part, uint32_t set)
{
    struct knowledge *knowledge = questions->knowledge;
    const uint32_t variable = knowledge->scope->sets[set].variable;
    for (size_t i = 0; i < supersets->counts[set]; i++) {
        const uint32_t wider = supersets->items[set][i];
        const uint32_t whole = knowledge_sibling(knowledge, part, variable, wider);
        struct range difference;
        if (whole == NO_NAME || !knowledge_is_published(knowledge, whole)) {
            continue;
        }
        questions->pairs_compared++;
        if (difference_is_small(questions, whole, part, &difference) &&
            !is_asked_already(questions, part, set, wider) &&
            !rest_is_printed(questions, supersets, &(struct nesting){part, set, wider})) {
            add_difference(questions, whole, part, &difference,
                           region_words(questions, part, set, wider));
        }
    }
}

static void compare_universe(struct questions *questions, uint32_t part, uint32_t wider)
{
    struct knowledge *knowledge = questions->knowledge;
    const struct name *name = &knowledge->names[part];
    const uint32_t whole =
        knowledge_find(knowledge, wider, name->measure, name->sets, name->set_count);
    if (whole == NO_NAME || !knowledge_is_published(knowledge, whole)) {
        return;
    }
    struct range difference;
    questions->pairs_compared++;
    if (difference_is_small(questions, whole, part, &difference)) {
        const char *region =
            text_format(questions->arena, "%s in %s but not in %s",
                        knowledge_label(questions->arena, knowledge, part),
                        knowledge->universes[wider].title,
                        knowledge->universes[name->universe].title);
        add_difference(questions, whole, part, &difference, region);
    }
}

static void compare_universes(struct questions *questions, uint32_t part)
{
    const struct knowledge *knowledge = questions->knowledge;
    uint32_t wider = knowledge->universes[knowledge->names[part].universe].within;
    for (int depth = 0; wider != UINT32_MAX && depth < 16; depth++) {
        compare_universe(questions, part, wider);
        wider = knowledge->universes[wider].within;
    }
}

void regions_ask(struct questions *questions)
{
    struct knowledge *knowledge = questions->knowledge;
    const struct supersets supersets = find_supersets(questions);
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        if (name->label || !knowledge->system->is_whole[n] ||
            !knowledge_is_published(knowledge, n)) {
            continue;
        }
        for (uint32_t i = 0; i < name->set_count; i++) {
            compare_wider(questions, &supersets, n, name->sets[i]);
        }
        compare_universes(questions, n);
    }
}
