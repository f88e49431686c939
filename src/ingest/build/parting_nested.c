/*
 * Categories that lie within others of their dimension, by their names: "London excluding
 * City" in "London", "of which female" in what stands before, "A or above" in "B or
 * above", "A*-B" in "A*-C". The numbers must agree; they also say which way a chain runs.
 */
#include "base/text.h"
#include "ingest/build/parting.h"
#include "ingest/infer/name_words.h"

#include <stdlib.h>
#include <string.h>

enum { CHAIN_LIMIT = 64, GRADE_LENGTH = 3 };

/* Whether no group has more in the part than in the whole. */
static bool lies_within(const struct parting *parting, uint32_t part, uint32_t whole)
{
    const struct sum_test test = sum_view_test(parting->view, whole, &part, 1);
    return test.exceeds == 0;
}

static void add_nested(struct parting *parting, uint32_t whole, uint32_t part)
{
    const struct partition partition = {
        .whole = whole,
        .parts = &part,
        .part_count = 1,
        .is_nested = true,
        .origin = ORIGIN_NAME,
        .name = "",
    };
    parting_add(parting, &partition);
    parting->is_claimed[part] = 1;
}

/* Whether the rest of the whole stands here, too: then arithmetic says it better. */
static bool rest_is_here(struct parting *parting, uint32_t whole, uint32_t part)
{
    const size_t count = parting->draft->count;
    for (uint32_t i = 0; i < count && count <= CHAIN_LIMIT; i++) {
        const uint32_t both[] = {part, i};
        if (i != part && i != whole && sum_view_holds(parting->view, whole, both, 2, 1)) {
            return true;
        }
    }
    return false;
}

static void nest_named(struct parting *parting, uint32_t whole, uint32_t part)
{
    if (lies_within(parting, part, whole)) {
        if (!rest_is_here(parting, whole, part)) {
            add_nested(parting, whole, part);
        }
        return;
    }
    build_doubt(parting->at, UINT32_MAX, UINT32_MAX, 0.12,
                "\"%s\" is more than \"%s\", which by its name contains it",
                parting->draft->categories[part].text,
                parting->draft->categories[whole].text);
}

/* "london excluding city" in "london", where that stands here, too. */
static bool nest_by_phrase(struct parting *parting, uint32_t category)
{
    const struct draft_dimension *draft = parting->draft;
    bool is_wider = false;
    const char *key = draft->categories[category].key;
    const size_t length = name_nested_in(key, &is_wider);
    if (!length) {
        return false;
    }
    const size_t found =
        map_find_text(draft->by_key, text_copy(parting->at->scratch, key, length));
    if (found == MAP_NONE || found == category) {
        return false;
    }
    nest_named(parting, is_wider ? category : (uint32_t)found,
               is_wider ? (uint32_t)found : category);
    return true;
}

/* ---- chains ---- */

/* "within 3 years", "by age 19", "5+ GCSEs": what stands around the number; or NULL. */
static const char *chain_around_number(const char *key)
{
    static const char *const starts[] = {"within ",   "by ",        "up to ",
                                         "under ",    "less than ", "fewer than ",
                                         "at least ", "more than ", "over "};
    const size_t digits = strspn(key, "0123456789");
    if (digits && key[digits] == '+') {
        return key + digits;
    }
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        if (text_starts_with(key, starts[i]) && strpbrk(key, "0123456789")) {
            return starts[i];
        }
    }
    return NULL;
}

/* "a*-c", "9 to 4", "grade 9-8": what it starts from, "grade 9"; "grade 9" alone is such
 * a range, too, and starts from itself. NULL for other labels. */
static const char *chain_from_grade(struct arena *arena, const char *key)
{
    const char *dash = strchr(key, '-');
    const char *between = dash ? dash : strstr(key, " to ");
    const size_t gap = dash ? 1 : strlen(" to ");
    const size_t before = between ? (size_t)(between - key) : strlen(key);
    size_t start = before;
    while (start && key[start - 1] != ' ') {
        start--;
    }
    const bool is_grade =
        before > start && before - start <= GRADE_LENGTH &&
        (!between || (between[gap] && strlen(between + gap) <= GRADE_LENGTH));
    return is_grade ? text_format(arena, "%.*s to", (int)before, key) : NULL;
}

/* What categories of one chain have in common, or NULL. */
static const char *chain_of(struct arena *arena, const char *key)
{
    static const char *const ends[] = {
        " or above",   " or higher", " or better",  " or more",
        " or over",    " and above", " or below",   " or lower",
        " or less",    " or worse",  " or under",   " and below",
        " and higher", " and over",  " and better", " and lower"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (text_ends_with(key, ends[i])) {
            return ends[i];
        }
    }
    const char *chain = chain_around_number(key);
    return chain ? chain : chain_from_grade(arena, key);
}

struct link {
    uint32_t category;
    double sum;
};

static int compare_links(const void *one, const void *other)
{
    const struct link *first = one;
    const struct link *second = other;
    if (first->sum != second->sum) {
        return first->sum < second->sum ? -1 : 1;
    }
    return (first->category > second->category) - (first->category < second->category);
}

static double sum_of(const struct parting *parting, uint32_t category)
{
    const struct build *at = parting->at;
    double sum = 0;
    for (size_t i = 0; i < at->cell_count; i++) {
        const bool is_it = build_cell_category(at, i, parting->dimension) == category &&
                           role_is_count((enum role)at->cells[i].role);
        sum += is_it && !isnan(at->cells[i].value) ? at->cells[i].value : 0;
    }
    return sum;
}

/* Rising order by what they hold in all; each must lie within the next. */
static void nest_chain(struct parting *parting, struct link *links, uint32_t count)
{
    qsort(links, count, sizeof(*links), compare_links);
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (!lies_within(parting, links[i].category, links[i + 1].category)) {
            return;
        }
    }
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (!rest_is_here(parting, links[i + 1].category, links[i].category)) {
            add_nested(parting, links[i + 1].category, links[i].category);
        }
    }
}

static void nest_chain_from(struct parting *parting, uint32_t first)
{
    struct arena *scratch = parting->at->scratch;
    const struct draft_dimension *draft = parting->draft;
    const char *chain = chain_of(scratch, draft->categories[first].key);
    struct link links[CHAIN_LIMIT];
    uint32_t count = 0;
    for (uint32_t i = 0; chain && i < draft->count && count < CHAIN_LIMIT; i++) {
        const char *own = chain_of(scratch, draft->categories[i].key);
        if (!own || !text_equals(own, chain)) {
            continue;
        }
        if (i < first) {
            return; /* met already */
        }
        links[count++] = (struct link){i, sum_of(parting, i)};
    }
    if (count >= 2) {
        nest_chain(parting, links, count);
    }
}

void parting_find_nested(struct parting *parting)
{
    uint32_t before = NO_CATEGORY; /* the last that is not "of which" */
    for (uint32_t i = 0; i < parting->draft->count; i++) {
        const bool is_of_which = name_is_of_which(parting->draft->categories[i].key);
        if (is_of_which && before != NO_CATEGORY) {
            nest_named(parting, before, i);
        }
        before = is_of_which ? before : i;
        if (!is_of_which && !nest_by_phrase(parting, i) &&
            parting->draft->count <= CHAIN_LIMIT) {
            nest_chain_from(parting, i);
        }
    }
}
