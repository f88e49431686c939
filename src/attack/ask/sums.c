/*
 * Sums that nobody printed, side by side: region by sex here and region alone there, or
 * by age. Where two of them (or a sum and printed figures) agree in most places, what
 * they differ by elsewhere is a group: people whose sex is not known, a later cut of the
 * data, "excluding X".
 *
 * All figures of one name are put in the order of their values; where there are many,
 * each is compared with its next neighbours alone.
 */
#include "attack/ask/questions.h"
#include "attack/know/derived.h"
#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { NEIGHBOURS = 3, ALL_PAIRS = 40, CHAIN_LIMIT = 4096, PAIR_LIMIT = 1000000 };

#define NO_FIGURE SIZE_MAX

/* One figure of a name: printed, or a sum. */
struct addend {
    size_t figure; /* of the derived ones; NO_FIGURE: printed */
    uint32_t name; /* where printed */
    uint32_t source;
    struct range range;
};

/* Two sources (a universe, or a table's sums over some dimensions) that share names. */
struct source_pair {
    uint32_t common;
    uint32_t equal;
    uint32_t close;
};

struct unequal {
    struct addend more;
    struct addend less;
    size_t pair;
};

struct comparing {
    struct questions *questions;
    const struct derived *derived;
    struct map *sources; /* table and dimensions of sums */
    uint32_t source_count;
    struct map *map;
    struct source_pair *pairs;
    size_t pair_count;
    size_t pair_capacity;
    struct unequal *unequal;
    size_t count;
    size_t capacity;
    struct addend *chain; /* [CHAIN_LIMIT] */
};

/* ---- the figures of one name ---- */

static uint32_t source_of(struct comparing *comparing,
                          const struct derived_figure *figure)
{
    uint64_t *key = arena_array(comparing->questions->arena, 2, uint64_t);
    key[0] = figure->table;
    key[1] = figure->dimensions;
    const size_t source =
        map_add(comparing->sources, key, 2 * sizeof(*key), comparing->source_count);
    comparing->source_count += source == comparing->source_count ? 1 : 0;
    return (uint32_t)source;
}

static size_t add_sums(struct comparing *comparing, size_t first)
{
    size_t count = 0;
    for (size_t at = first; at != MAP_NONE && count < CHAIN_LIMIT;) {
        const struct derived_figure *figure = derived_at(comparing->derived, at);
        comparing->chain[count++] = (struct addend){
            .figure = at,
            .name = NO_NAME,
            .source = source_of(comparing, figure),
            .range = figure->sum,
        };
        at = figure->next;
    }
    return count;
}

static size_t add_printed(struct comparing *comparing, size_t first, size_t count)
{
    const struct knowledge *knowledge = comparing->questions->knowledge;
    const struct derived_figure *figure = derived_at(comparing->derived, first);
    const size_t found = map_find(knowledge->region_map, figure->words,
                                  figure->word_count * sizeof(uint32_t));
    for (uint32_t n = found == MAP_NONE ? NO_NAME : (uint32_t)found;
         n != NO_NAME && count < CHAIN_LIMIT; n = knowledge->names[n].next_same) {
        if (knowledge_is_published(knowledge, n)) {
            comparing->chain[count++] = (struct addend){
                .figure = NO_FIGURE,
                .name = n,
                .source = knowledge->names[n].universe,
                .range = {knowledge->system->low[n], knowledge->system->high[n]},
            };
        }
    }
    return count;
}

static int compare_addends(const void *one, const void *other)
{
    const struct addend *first = one;
    const struct addend *second = other;
    if (first->range.low != second->range.low) {
        return first->range.low < second->range.low ? -1 : 1;
    }
    return (first->source > second->source) - (first->source < second->source);
}

/* ---- pairs ---- */

static uint32_t universe_of(const struct comparing *comparing,
                            const struct addend *addend)
{
    return addend->figure == NO_FIGURE
               ? comparing->questions->knowledge->names[addend->name].universe
               : derived_at(comparing->derived, addend->figure)->universe;
}

/* Sums over the same variables differ where their parts do, which alike.c tells. */
static bool sum_the_same(const struct comparing *comparing, const struct addend *one,
                         const struct addend *other)
{
    if (one->figure == NO_FIGURE || other->figure == NO_FIGURE) {
        return false;
    }
    const struct scope *scope = comparing->questions->knowledge->scope;
    const struct derived_figure *first = derived_at(comparing->derived, one->figure);
    const struct derived_figure *second = derived_at(comparing->derived, other->figure);
    const struct table_scope *here = &scope->tables[first->table];
    const struct table_scope *there = &scope->tables[second->table];
    uint32_t summed = 0;
    uint32_t shared = 0;
    for (uint32_t d = 0; d < here->table->dimension_count; d++) {
        const bool is_summed =
            derived_sums_over(here, first->dimensions, here->variables[d]);
        summed += is_summed;
        shared +=
            is_summed && derived_sums_over(there, second->dimensions, here->variables[d]);
    }
    return summed == shared;
}

/* They may count the same people, and one of them at least is a sum. */
static bool are_comparable(const struct comparing *comparing, const struct addend *one,
                           const struct addend *other)
{
    const struct universe *universes = comparing->questions->knowledge->universes;
    const uint32_t first = universe_of(comparing, one);
    const uint32_t second = universe_of(comparing, other);
    const bool is_same_group =
        universes_may_be_one(&universes[first], &universes[second]);
    return (one->figure != NO_FIGURE || other->figure != NO_FIGURE) &&
           one->source != other->source && (first == second || is_same_group) &&
           !sum_the_same(comparing, one, other);
}

static size_t pair_of(struct comparing *comparing, const struct addend *one,
                      const struct addend *other)
{
    struct arena *arena = comparing->questions->arena;
    uint32_t *key = arena_array(arena, 2, uint32_t);
    key[0] = one->source < other->source ? one->source : other->source;
    key[1] = one->source < other->source ? other->source : one->source;
    const size_t pair =
        map_add(comparing->map, key, 2 * sizeof(*key), comparing->pair_count);
    if (pair == comparing->pair_count) {
        *arena_add(arena, comparing->pairs, comparing->pair_count,
                   comparing->pair_capacity) = (struct source_pair){0};
    }
    assert(comparing->pairs);
    return pair;
}

/* `more` is behind `less` in the order of values. */
static void compare(struct comparing *comparing, const struct addend *less,
                    const struct addend *more)
{
    if (!are_comparable(comparing, less, more)) {
        return;
    }
    comparing->questions->pairs_compared++;
    const size_t index = pair_of(comparing, less, more);
    struct source_pair *pair = &comparing->pairs[index];
    pair->common++;
    if (more->range.low <= less->range.high) {
        pair->equal++;
        return;
    }
    const double minimum = comparing->questions->limits->minimum;
    const double low = more->range.low - less->range.high;
    if (low > fmax(minimum, 0.02 * more->range.low)) {
        return;
    }
    pair->close++;
    const double high = more->range.high - less->range.low;
    if (questions_is_small(comparing->questions, low, high) &&
        comparing->count < PAIR_LIMIT) {
        *arena_add(comparing->questions->arena, comparing->unequal, comparing->count,
                   comparing->capacity) = (struct unequal){*more, *less, index};
    }
}

static void compare_name(struct comparing *comparing, size_t first)
{
    const size_t count = add_printed(comparing, first, add_sums(comparing, first));
    const size_t reach = count <= ALL_PAIRS ? count : NEIGHBOURS;
    qsort(comparing->chain, count, sizeof(*comparing->chain), compare_addends);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && j <= i + reach; j++) {
            compare(comparing, &comparing->chain[i], &comparing->chain[j]);
        }
    }
}

/* ---- what is told ---- */

/* The cells that a sum adds up. */
static uint32_t cells_of_sum(const struct comparing *comparing,
                             const struct derived_figure *figure, int64_t sign,
                             struct attack_figure *figures)
{
    const struct scope *scope = comparing->questions->knowledge->scope;
    const struct table_scope *entry = &scope->tables[figure->table];
    const struct table *table = entry->table;
    uint32_t words[REGION_WORDS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->cell_count && count < figure->parts; i++) {
        const bool is_part = derived_is_part(table, i, figure->dimensions);
        const uint32_t length =
            is_part ? derived_words(scope, entry, i, figure->dimensions, words) : 0;
        bool is_same = length == figure->word_count;
        for (uint32_t k = 0; is_same && k < length; k++) {
            is_same = words[k] == figure->words[k];
        }
        if (is_same) {
            figures[count++] =
                (struct attack_figure){table, i, table->cells[i].value, sign};
        }
    }
    return count;
}

static uint32_t figures_of(const struct comparing *comparing, const struct addend *addend,
                           int64_t sign, struct attack_figure *figures)
{
    if (addend->figure != NO_FIGURE) {
        return cells_of_sum(comparing, derived_at(comparing->derived, addend->figure),
                            sign, figures);
    }
    if (!questions_print_of(comparing->questions, addend->name, figures)) {
        return 0;
    }
    figures->multiplier = sign;
    return 1;
}

static uint32_t room_for(const struct comparing *comparing, const struct addend *addend)
{
    return addend->figure == NO_FIGURE
               ? 1
               : derived_at(comparing->derived, addend->figure)->parts;
}

static const char *region_of(const struct comparing *comparing,
                             const struct unequal *unequal)
{
    const struct scope *scope = comparing->questions->knowledge->scope;
    const size_t figure =
        unequal->more.figure == NO_FIGURE ? unequal->less.figure : unequal->more.figure;
    const struct derived_figure *sum = derived_at(comparing->derived, figure);
    const char *label = "";
    for (uint32_t i = 1; i < sum->word_count; i++) {
        label = text_format(comparing->questions->arena, "%s%s%s", label,
                            i > 1 ? " x " : "", scope->sets[sum->words[i]].text);
    }
    return label[0] ? label : "the total";
}

/* Each of them lies in the same places as half of the other, or more. */
static bool are_alike(const struct source_pair *pair)
{
    const uint32_t near = pair->equal + pair->close;
    return near >= 2 && 2 * near >= pair->common;
}

/* Told at a place of this submission; what was published then is past mending. */
static const struct attack_figure *place_of(const struct attack_figure *figures,
                                            uint32_t count)
{
    for (uint32_t i = count; i-- > 0;) {
        if (!figures[i].table->output->release) {
            return &figures[i];
        }
    }
    return NULL;
}

/* A printed whole and parts that elsewhere make it up: the rest is a group. */
static bool is_rest_of(const struct comparing *comparing, const struct unequal *unequal)
{
    return unequal->more.figure == NO_FIGURE &&
           comparing->pairs[unequal->pair].equal >= 2 &&
           universe_of(comparing, &unequal->more) ==
               universe_of(comparing, &unequal->less);
}

/* Over one dimension it is a line of the system, which lines.c looks at. */
static bool is_line(const struct comparing *comparing, const struct unequal *unequal)
{
    if (unequal->less.figure == NO_FIGURE) {
        return false;
    }
    const uint64_t dimensions =
        derived_at(comparing->derived, unequal->less.figure)->dimensions;
    return (dimensions & (dimensions - 1)) == 0 && is_rest_of(comparing, unequal);
}

static void tell(const struct comparing *comparing, const struct unequal *unequal)
{
    struct questions *questions = comparing->questions;
    const uint32_t room =
        room_for(comparing, &unequal->more) + room_for(comparing, &unequal->less);
    struct attack_figure *figures =
        arena_array(questions->arena, room, struct attack_figure);
    uint32_t count = figures_of(comparing, &unequal->more, 1, figures);
    count += figures_of(comparing, &unequal->less, -1, figures + count);
    const struct attack_figure *place = place_of(figures, count);
    if (!place) {
        return;
    }
    const bool is_rest = is_rest_of(comparing, unequal);
    struct disclosure *disclosure =
        questions_add(questions, is_rest ? DISCLOSURE_DIFFERENCE : DISCLOSURE_SIMILAR);
    const double low = unequal->more.range.low - unequal->less.range.high;
    const double high = unequal->more.range.high - unequal->less.range.low;
    disclosure->table = place->table;
    disclosure->cell = place->cell;
    disclosure->figures = figures;
    disclosure->figure_count = count;
    disclosure->region = is_rest ? text_format(questions->arena, "the rest of %s",
                                               region_of(comparing, unequal))
                                 : region_of(comparing, unequal);
    disclosure->range = (struct solved_range){low, high, low, high,
                                              low == high ? RANGE_EXACT : RANGE_BOUNDED};
}

void sums_ask(struct questions *questions)
{
    enum { TOLD_LIMIT = 1000 };
    const struct knowledge *knowledge = questions->knowledge;
    struct comparing comparing = {
        .questions = questions,
        .derived = knowledge->derived,
        .sources = map_create(questions->arena, 64),
        .source_count = (uint32_t)knowledge->universe_count,
        .map = map_create(questions->arena, 64),
        .chain = arena_array(questions->arena, CHAIN_LIMIT, struct addend),
    };
    for (size_t i = 0; i < derived_count(comparing.derived); i++) {
        const struct derived_figure *figure = derived_at(comparing.derived, i);
        if (derived_find(comparing.derived, figure->words, figure->word_count) == i) {
            compare_name(&comparing, i);
        }
    }
    uint32_t told = 0;
    for (size_t i = 0; i < comparing.count && told < TOLD_LIMIT; i++) {
        if (are_alike(&comparing.pairs[comparing.unequal[i].pair]) &&
            !is_line(&comparing, &comparing.unequal[i])) {
            tell(&comparing, &comparing.unequal[i]);
            told++;
        }
    }
}
