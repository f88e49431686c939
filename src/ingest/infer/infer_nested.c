/*
 * Counts within counts: "learners" beside "learners excluding SEN" or "learners with a
 * known destination". The narrower one counts some of the wider one's people, so it is
 * the same measure in a category of its own, and the difference of the two is a group.
 *
 * A name says that two columns belong together (all words of one stand in the other, in
 * order); the numbers say which one is the wider. Without a word of exclusion it takes
 * several rows to believe them.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

#include <string.h>

enum { ROWS_TO_BELIEVE = 3, ROWS_BELOW_A_NOUN = 2, NEAR = 40 };

static const char *const words_of_others[] = {
    "other",        "others",   "previous", "last",      "next",     "prior",
    "change",       "target",   "expected", "forecast",  "weighted", "estimated",
    "projected",    "planned",  "per",      "places",    "capacity", "difference",
    "increase",     "decrease", "vs",       "available", "annual",   "cumulative",
    "cumulatively", "cum",      "running"};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static bool is_word_of_others(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(words_of_others); i++) {
        if (strcmp(word, words_of_others[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the words of `less` stand in `more`, in order, and what is added does not speak
 * of somebody else. */
static bool words_contain(const struct name_words *more, const struct name_words *less)
{
    uint32_t met = 0;
    for (uint32_t i = 0; i < more->count; i++) {
        const bool is_next =
            met < less->count && strcmp(more->words[i], less->words[met]) == 0;
        if (!is_next && is_word_of_others(more->words[i])) {
            return false;
        }
        met += is_next ? 1 : 0;
    }
    return less->count > 0 && met == less->count && more->count > less->count;
}

static bool can_nest(const struct inference *at, uint32_t line)
{
    const struct plan_line *own = &at->lines[line];
    return !at->is_known[line] && (own->role == ROLE_COUNT || own->role == ROLE_N) &&
           !at->headings[line].year[0] && at->headings[line].words.count > 0;
}

/* How two columns of numbers stand to each other. */
struct order {
    uint32_t rows;
    uint32_t above; /* rows in which the first is more */
    uint32_t below;
};

static struct order order_of(const struct inference *at, uint32_t one, uint32_t other)
{
    struct order order = {0};
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double first = line_values(at, one)[row].number;
        const double second = line_values(at, other)[row].number;
        if (!isnan(first) && !isnan(second)) {
            order.rows++;
            order.above += first > second ? 1 : 0;
            order.below += first < second ? 1 : 0;
        }
    }
    return order;
}

/* The wider of two columns that belong together by name, or PLAN_NONE. */
static uint32_t wider_of(const struct inference *at, uint32_t less, uint32_t more)
{
    const struct order order = order_of(at, less, more);
    const bool is_named = name_says_nested(at->headings[more].text) ||
                          name_chain_key(at->arena, at->headings[more].text);
    if (order.rows < (is_named ? 1 : ROWS_TO_BELIEVE) || (order.above && order.below)) {
        return PLAN_NONE;
    }
    return order.below ? more : less;
}

struct nesting {
    uint32_t *parents; /* [column_count] the narrowest wider column, or PLAN_NONE */
};

/* "learners without SEN or EAL" belongs to "learners without SEN" rather than to
 * "learners": of the wider columns the one with the smallest numbers. */
static void offer_parent(const struct inference *at, const struct nesting *nesting,
                         uint32_t child, uint32_t parent)
{
    const uint32_t known = nesting->parents[child];
    const bool is_better = known == PLAN_NONE || order_of(at, parent, known).below > 0;
    if (is_better) {
        nesting->parents[child] = parent;
    }
}

/* "Learners within 1 year" and "Learners within 3 years". */
static bool are_in_chain(const struct inference *at, uint32_t one, uint32_t other)
{
    const char *first = name_chain_key(at->arena, at->headings[one].text);
    const char *second = name_chain_key(at->arena, at->headings[other].text);
    return first && second && text_equals(first, second);
}

static void relate(const struct inference *at, const struct nesting *nesting,
                   uint32_t less, uint32_t more)
{
    const bool is_pair =
        pairs_are_same(&at->lines[less], &at->lines[more]) &&
        !text_equals(at->lines[less].measure, at->lines[more].measure) &&
        (words_contain(&at->headings[more].words, &at->headings[less].words) ||
         are_in_chain(at, less, more));
    const uint32_t wider = is_pair ? wider_of(at, less, more) : PLAN_NONE;
    if (wider != PLAN_NONE) {
        offer_parent(at, nesting, wider == less ? more : less, wider);
    }
}

static void relate_near(const struct inference *at, const struct nesting *nesting,
                        uint32_t line)
{
    const uint32_t first = line > NEAR ? line - NEAR : 0;
    for (uint32_t other = first; other < at->column_count && other <= line + NEAR;
         other++) {
        if (other != line && can_nest(at, other)) {
            relate(at, nesting, line, other);
        }
    }
}

static struct nesting find_parents(const struct inference *at)
{
    struct nesting nesting = {.parents =
                                  arena_array(at->arena, at->column_count, uint32_t)};
    for (uint32_t i = 0; i < at->column_count; i++) {
        nesting.parents[i] = PLAN_NONE;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (can_nest(at, i)) {
            relate_near(at, &nesting, i);
        }
    }
    return nesting;
}

/* The widest column above this one. Circles (equal numbers) end nowhere. */
static uint32_t root_of(const struct inference *at, const struct nesting *nesting,
                        uint32_t line)
{
    uint32_t steps = 0;
    while (nesting->parents[line] != PLAN_NONE && steps++ < at->column_count) {
        line = nesting->parents[line];
    }
    return nesting->parents[line] == PLAN_NONE ? line : PLAN_NONE;
}

/* The dimension of the headings, unless it already tells something else apart. */
static const char *dimension_for(const struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (pairs_have_dimension(&at->lines[i], "columns")) {
            return "columns within";
        }
    }
    return "columns";
}

static void add_partition(struct inference *at, const char *dimension, uint32_t whole,
                          uint32_t part)
{
    struct plan *plan = at->plan;
    struct plan_partition *list =
        arena_array(at->arena, plan->partition_count + 1, struct plan_partition);
    for (uint32_t i = 0; i < plan->partition_count; i++) {
        list[i] = plan->partitions[i];
    }
    const char **parts = arena_array(at->arena, 1, const char *);
    parts[0] = at->headings[part].text;
    list[plan->partition_count++] = (struct plan_partition){
        .dimension = dimension,
        .whole = at->headings[whole].text,
        .parts = parts,
        .part_count = 1,
        .is_nested = true,
        .origin = ORIGIN_NAME,
        .name = "",
    };
    plan->partitions = list;
}

static void nest(struct inference *at, const struct nesting *nesting, uint32_t child,
                 const char *dimension)
{
    const uint32_t root = root_of(at, nesting, child);
    if (root == PLAN_NONE || root == child) {
        return;
    }
    struct plan_line *line = &at->lines[child];
    const struct plan_line *whole = &at->lines[root];
    line->measure = whole->measure;
    line->role = whole->role;
    line->unit = whole->unit;
    line->detail = text_format(at->arena, "within %s", whole->name);
    pairs_add(at->arena, line, dimension, at->headings[child].text);
    if (nesting->parents[child] != root) {
        add_partition(at, dimension, nesting->parents[child], child);
    }
}

/* ---- plain headings beside a count noun: "Learners", "Sustained", "of which female"
 * ----
 */

/* Whether two lines stand for the same categories but for what the headings tell apart.
 */
static bool differ_by_columns(const struct plan_line *wider, const struct plan_line *line)
{
    uint32_t others = 0;
    for (uint32_t k = 0; k < line->of_count; k++) {
        others += text_equals(line->of[k].dimension, "columns") ? 0 : 1;
    }
    return pairs_are_within(wider, line) && others == wider->of_count;
}

/* "Learners", "Number of pupils", "All learners": nobody but them is meant. */
static bool is_bare_noun(struct arena *arena, const struct heading *heading)
{
    static const char *const around[] = {"number", "of", "all", "total", "the", "no."};
    for (uint32_t i = 0; i < heading->words.count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < COUNT_OF(around); k++) {
            is_known |= strcmp(heading->words.words[i], around[k]) == 0;
        }
        const struct name_words word = name_words_of(arena, heading->words.words[i]);
        if (!is_known && !name_is_count_noun(&word)) {
            return false;
        }
    }
    return name_is_count_noun(&heading->words);
}

/* A heading that is a category of those whom another column counts. */
static bool is_plain(const struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    return can_nest(at, line) && heading->role == ROLE_UNKNOWN &&
           !name_is_count_noun(&heading->words) && !name_is_organisation(&heading->words);
}

/* Rows in which the wider column shows a number, and this one a number or that it hides
 * one. */
static uint32_t rows_beside(const struct inference *at, uint32_t line, uint32_t wider)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const struct cell_value *own = &line_values(at, line)[row];
        const bool is_there = own->state == CELL_NUMBER || own->state == CELL_HIDDEN ||
                              own->state == CELL_LOW || own->state == CELL_BAND;
        rows += is_there && !isnan(line_values(at, wider)[row].number) ? 1 : 0;
    }
    return rows;
}

static bool is_within(const struct inference *at, uint32_t line, uint32_t wider)
{
    const bool is_said = name_is_of_which(text_key(at->arena, at->headings[line].text));
    return !order_of(at, wider, line).below &&
           rows_beside(at, line, wider) >= (is_said ? 1 : ROWS_BELOW_A_NOUN);
}

static void take_plain(struct inference *at, uint32_t line, uint32_t wider)
{
    struct plan_line *own = &at->lines[line];
    own->measure = at->lines[wider].measure;
    own->role = at->lines[wider].role;
    own->unit = at->lines[wider].unit;
    if (pairs_are_same(own, &at->lines[wider])) {
        pairs_add(at->arena, own, "columns", at->headings[line].text);
    }
}

/* The plain columns that follow: all of them lie within, or none is taken. */
static void nest_plain_after(struct inference *at, uint32_t wider)
{
    uint32_t last = wider;
    for (uint32_t i = wider + 1; i < at->column_count; i++) {
        const bool is_number = role_is_number(at->lines[i].role);
        const bool is_own =
            is_plain(at, i) && differ_by_columns(&at->lines[wider], &at->lines[i]);
        if (!is_number || (!is_own && !role_is_count(at->lines[i].role))) {
            continue; /* a label, or a share between the counts */
        }
        if (!is_own) {
            break;
        }
        if (!is_within(at, i, wider)) {
            return;
        }
        last = i;
    }
    for (uint32_t i = wider + 1; i <= last; i++) {
        if (is_plain(at, i)) {
            take_plain(at, i, wider);
        }
    }
}

static void nest_plain(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (can_nest(at, i) && is_bare_noun(at->arena, &at->headings[i])) {
            nest_plain_after(at, i);
        }
    }
}

void infer_nested(struct inference *at)
{
    if (at->plan->measure_column != PLAN_NONE || at->level_count > 1) {
        return;
    }
    const struct nesting nesting = find_parents(at);
    const char *dimension = dimension_for(at);
    for (uint32_t i = 0; i < at->column_count; i++) {
        nest(at, &nesting, i, dimension);
    }
    nest_plain(at);
}
