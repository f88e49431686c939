/*
 * Like tables: cells of one name that print different numbers.
 *
 * In one universe that is a contradiction, and its size a group that one table leaves
 * out. In two universes that nobody declared it may be a later cut of the data, one
 * "excluding X", or those of them who have earnings. Two signs say so: enough of their
 * figures lie close together, or one is nowhere larger than the other and most of it.
 * Then their small differences are listed.
 */
#include "attack/ask/questions.h"
#include "attack/know/strata.h"
#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEIGHBOURS = 3, CHAIN_LIMIT = 4096 };

static const struct cell *cell_of(const struct knowledge *knowledge,
                                  const struct print *print)
{
    return &knowledge->scope->tables[print->table].table->cells[print->cell];
}

static void add_pair(struct questions *questions, enum disclosure_kind kind,
                     const struct print *one, const struct print *other,
                     const char *region)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct scope *scope = knowledge->scope;
    if (scope->tables[one->table].is_earlier && scope->tables[other->table].is_earlier) {
        return; /* what was published then can no longer be changed */
    }
    const double first = cell_of(knowledge, one)->value;
    const double second = cell_of(knowledge, other)->value;
    const struct print *larger = first < second ? other : one;
    const struct print *smaller = first < second ? one : other;
    const struct print *place = scope->tables[one->table].is_earlier ? other : one;
    struct attack_figure *figures =
        arena_array(questions->arena, 2, struct attack_figure);
    figures[0] = (struct attack_figure){scope->tables[larger->table].table, larger->cell,
                                        fmax(first, second), 1};
    figures[1] = (struct attack_figure){scope->tables[smaller->table].table,
                                        smaller->cell, fmin(first, second), -1};
    struct disclosure *disclosure = questions_add(questions, kind);
    disclosure->table = scope->tables[place->table].table;
    disclosure->cell = place->cell;
    disclosure->figures = figures;
    disclosure->figure_count = 2;
    disclosure->region = region;
    const double low = larger->low - smaller->high;
    const double high = larger->high - smaller->low;
    disclosure->range = (struct solved_range){low, high, low, high,
                                              low == high ? RANGE_EXACT : RANGE_BOUNDED};
}

static void ask_disagreements(struct questions *questions)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (size_t i = 0; i < knowledge->disagreement_count; i++) {
        const struct disagreement *found = &knowledge->disagreements[i];
        const struct print *one = &knowledge->prints[found->one];
        const struct print *other = &knowledge->prints[found->other];
        const char *region = knowledge_label(questions->arena, knowledge, found->unknown);
        add_pair(questions, DISCLOSURE_CONTRADICTION, one, other, region);
        const double low = fmax(one->low, other->low) - fmin(one->high, other->high);
        const double high = fmax(one->high - other->low, other->high - one->low);
        if (questions_is_small(questions, low, high)) {
            add_pair(questions, DISCLOSURE_SIMILAR, one, other, region);
        }
    }
}

/* Two names that differ by a small group. */
struct small_pair {
    uint32_t one; /* names */
    uint32_t other;
    size_t universes; /* which pair of universes */
};

/* The figures that two universes have in common, in the order of their numbers. */
struct universe_pair {
    size_t close;
    size_t common;
    size_t rises; /* the first universe has less there */
    size_t falls;
    bool are_kin; /* parts of one whole */
    double less;  /* sums of the lesser and the greater figures */
    double more;
};

struct comparison {
    struct questions *questions;
    struct small_pair *pairs;
    size_t pair_count;
    size_t pair_capacity;
    struct map *map;
    struct universe_pair *universes;
    size_t universe_count;
    size_t universe_capacity;
    size_t *figures; /* [universes] published in each */
};

static const struct print *first_number(const struct questions *questions, uint32_t name)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (uint32_t p = knowledge->names[name].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        const struct print *print = &knowledge->prints[p];
        const struct table *table = knowledge->scope->tables[print->table].table;
        if (table->cells[print->cell].state == CELL_NUMBER) {
            return print;
        }
    }
    return NULL;
}

struct chained {
    uint32_t name;
    uint32_t universe;
    double value;
};

static int compare_chained(const void *one, const void *other)
{
    const struct chained *first = one;
    const struct chained *second = other;
    if (first->value != second->value) {
        return first->value < second->value ? -1 : 1;
    }
    return (first->name > second->name) - (first->name < second->name);
}

static bool is_close(const struct questions *questions, double smaller, double larger)
{
    return smaller > 0 &&
           larger - smaller <= fmax(questions->limits->minimum, 0.02 * larger);
}

/* The pair of two universes, made when it is new. */
static size_t pair_of(struct comparison *comparison, uint32_t one, uint32_t other)
{
    struct arena *arena = comparison->questions->arena;
    const uint32_t seen[2] = {one < other ? one : other, one < other ? other : one};
    size_t pair = map_find(comparison->map, seen, sizeof(seen));
    if (pair == MAP_NONE) {
        uint32_t *key = arena_array(arena, 2, uint32_t);
        memcpy(key, seen, sizeof(seen));
        pair = map_add(comparison->map, key, sizeof(seen), comparison->universe_count);
        *arena_add(arena, comparison->universes, comparison->universe_count,
                   comparison->universe_capacity) = (struct universe_pair){
            .are_kin = strata_are_kin(comparison->questions->knowledge, one, other)};
    }
    assert(comparison->universes);
    return pair;
}

/* Whether the group that one figure counts and the other does not is small. */
static bool differ_by_few(const struct questions *questions, const struct print *first,
                          const struct print *second)
{
    const double low = fmax(first->low, second->low) - fmin(first->high, second->high);
    const double high = fmax(first->high - second->low, second->high - first->low);
    return low > 0 && questions_is_small(questions, low, high);
}

static void note_common(struct comparison *comparison, const struct chained *smaller,
                        const struct chained *larger)
{
    const size_t index = pair_of(comparison, smaller->universe, larger->universe);
    struct universe_pair *pair = &comparison->universes[index];
    pair->common++;
    pair->close += is_close(comparison->questions, smaller->value, larger->value);
    if (smaller->value < larger->value) {
        const bool rises = smaller->universe < larger->universe;
        pair->rises += rises;
        pair->falls += !rises;
    }
    pair->less += smaller->value;
    pair->more += larger->value;
    const struct questions *questions = comparison->questions;
    if (differ_by_few(questions, first_number(questions, smaller->name),
                      first_number(questions, larger->name))) {
        *arena_add(comparison->questions->arena, comparison->pairs,
                   comparison->pair_count, comparison->pair_capacity) =
            (struct small_pair){smaller->name, larger->name, index};
    }
}

/* The names of one measure and region that are published. */
static size_t read_chain(const struct comparison *comparison, uint32_t first,
                         struct chained *chain)
{
    const struct knowledge *knowledge = comparison->questions->knowledge;
    size_t count = 0;
    for (uint32_t n = first; n != NO_NAME && count < CHAIN_LIMIT;
         n = knowledge->names[n].next_same) {
        const uint32_t universe = knowledge->names[n].universe;
        const struct print *print = first_number(comparison->questions, n);
        if (print) {
            chain[count++] =
                (struct chained){n, universe, cell_of(knowledge, print)->value};
            comparison->figures[universe]++;
        }
    }
    return count;
}

/* A word of a measure's name, where it stands. */
struct word {
    const char *start;
    size_t length;
};

static bool is_word(const struct word *word, const char *text)
{
    return strlen(text) == word->length && strncmp(word->start, text, word->length) == 0;
}

static bool has_word(const struct word *words, uint32_t count, const struct word *word)
{
    bool has = false;
    for (uint32_t i = 0; i < count && !has; i++) {
        has = words[i].length == word->length &&
              strncmp(words[i].start, word->start, word->length) == 0;
    }
    return has;
}

/* "number of": words that say nothing of whom. */
static bool is_plain(const struct word *word)
{
    static const char *const plain[] = {"number", "of", "the", "no", "all", "total"};
    bool is_one = false;
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        is_one = is_one || is_word(word, plain[i]);
    }
    return is_one;
}

enum { WORD_LIMIT = 16 };

/* The words of a measure's name that say whom it counts. */
static uint32_t words_of(const char *key, struct word *words)
{
    uint32_t count = 0;
    while (*key && count < WORD_LIMIT) {
        const size_t gap = strspn(key, " _-(),.:");
        const struct word word = {key + gap, strcspn(key + gap, " _-(),.:")};
        if (word.length && !is_plain(&word)) {
            words[count++] = word;
        }
        key += gap + word.length;
    }
    return count;
}

/* How the names of two measures stand to each other. */
enum kinship {
    KIN_SAME,   /* alike, or nothing is known */
    KIN_WITHIN, /* "learners" and "learners excluding SEN": one is some of the other */
    KIN_OTHER,  /* "male learners" and "female learners" are not two cuts of one group */
};

static enum kinship kinship_of_keys(const char *mine, const char *yours)
{
    if (!mine || !yours || text_equals(mine, yours)) {
        return KIN_SAME;
    }
    struct word words[WORD_LIMIT];
    struct word others[WORD_LIMIT];
    const uint32_t count = words_of(mine, words);
    const uint32_t other_count = words_of(yours, others);
    uint32_t shared = 0;
    for (uint32_t i = 0; i < count; i++) {
        shared += has_word(others, other_count, &words[i]);
    }
    if (shared && shared < count && shared < other_count) {
        return KIN_OTHER;
    }
    const bool is_within =
        shared && count != other_count && (shared == count || shared == other_count);
    return is_within ? KIN_WITHIN : KIN_SAME;
}

bool alike_are_others(const char *measure, const char *other)
{
    return kinship_of_keys(measure, other) == KIN_OTHER;
}

static enum kinship kinship_of(const struct questions *questions, uint32_t one,
                               uint32_t other)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct print *first = first_number(questions, one);
    const struct print *second = first_number(questions, other);
    const struct table *here = knowledge->scope->tables[first->table].table;
    const struct table *there = knowledge->scope->tables[second->table].table;
    return kinship_of_keys(here->measures[here->cells[first->cell].measure].key,
                           there->measures[there->cells[second->cell].measure].key);
}

static bool may_be_alike(const struct questions *questions, const struct chained *smaller,
                         const struct chained *larger)
{
    return (is_close(questions, smaller->value, larger->value) ||
            2 * smaller->value >= larger->value) &&
           smaller->value > 0 &&
           universes_may_be_alike(questions->knowledge, smaller->universe,
                                  larger->universe) &&
           kinship_of(questions, smaller->name, larger->name) != KIN_OTHER;
}

/* By value; each is compared with its next neighbours alone. */
static void compare_chain(struct comparison *comparison, struct chained *chain,
                          size_t count)
{
    if (count < 2) {
        return;
    }
    qsort(chain, count, sizeof(*chain), compare_chained);
    for (size_t i = 0; i < count * NEIGHBOURS; i++) {
        const size_t one = i / NEIGHBOURS;
        const size_t other = one + 1 + i % NEIGHBOURS;
        if (other < count &&
            may_be_alike(comparison->questions, &chain[one], &chain[other])) {
            note_common(comparison, &chain[one], &chain[other]);
        }
    }
}

enum { FIGURES_OF_A_PART = 4 };

/* Nowhere more, in enough figures, and three quarters of all: a part of the other. */
static bool is_most_of(const struct universe_pair *pair, size_t smaller)
{
    return pair->common >= FIGURES_OF_A_PART && 4 * pair->common >= 3 * smaller &&
           (pair->rises == 0 || pair->falls == 0) && 4 * pair->less >= 3 * pair->more;
}

static bool are_alike(const struct comparison *comparison, const struct small_pair *pair)
{
    const struct knowledge *knowledge = comparison->questions->knowledge;
    const size_t one = comparison->figures[knowledge->names[pair->one].universe];
    const size_t other = comparison->figures[knowledge->names[pair->other].universe];
    const size_t smaller = one < other ? one : other;
    const struct universe_pair *universes = &comparison->universes[pair->universes];
    const bool is_within =
        kinship_of(comparison->questions, pair->one, pair->other) == KIN_WITHIN;
    if (universes->are_kin) {
        return false;
    }
    return is_within || is_most_of(universes, smaller) ||
           (universes->close >= 2 && 2 * universes->close >= smaller);
}

void alike_ask_pair(struct questions *questions, const struct print *one,
                    const struct print *other, uint32_t unknown)
{
    if (differ_by_few(questions, one, other)) {
        add_pair(questions, DISCLOSURE_SIMILAR, one, other,
                 knowledge_label(questions->arena, questions->knowledge, unknown));
    }
}

void alike_ask(struct questions *questions)
{
    const struct knowledge *knowledge = questions->knowledge;
    ask_disagreements(questions);
    struct comparison comparison = {
        .questions = questions,
        .map = map_create(questions->arena, 64),
        .figures = arena_array(questions->arena, knowledge->universe_count, size_t),
    };
    struct chained *chain = arena_array(questions->arena, CHAIN_LIMIT, struct chained);
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        const bool is_first =
            !name->label &&
            map_find(knowledge->region_map, name->sets - 1,
                     ((size_t)name->set_count + 1) * sizeof(uint32_t)) == n;
        if (is_first) {
            compare_chain(&comparison, chain, read_chain(&comparison, n, chain));
        }
    }
    for (size_t i = 0; i < comparison.pair_count; i++) {
        if (are_alike(&comparison, &comparison.pairs[i])) {
            const struct small_pair *pair = &comparison.pairs[i];
            alike_ask_pair(questions, first_number(questions, pair->one),
                           first_number(questions, pair->other), pair->one);
        }
    }
}
