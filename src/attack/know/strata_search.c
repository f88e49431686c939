/*
 * Which universe is the sum of which others: looked for from the largest figures of each.
 *
 * A whole is larger than its parts. So of each universe a few of its largest figures are
 * taken, and the smaller figures of that name in other universes are put in order: all of
 * them together, or two of them, may be the figure. What fits there is tried in all
 * lines. No more than some pairs are looked at for each figure.
 */
#include "attack/know/strata.h"

#include <math.h>

enum {
    LANDMARKS = 4,       /* of the largest figures of a universe */
    MEMBER_LIMIT = 4096, /* universes that print one figure */
    ALL_LIMIT = 512,     /* parts that are tried together */
    CLOSE_MEMBERS = 24,  /* among so few, sums that nearly fit are tried */
    TRIES_OF_A_FIGURE = 64,
};

struct landmark {
    uint32_t names[LANDMARKS]; /* the largest first */
    uint32_t count;
};

static struct landmark largest_of(const struct strata *strata, uint32_t universe)
{
    const struct knowledge *knowledge = strata->knowledge;
    const struct stratum all = {universe, NO_SET};
    const double *low = knowledge->system->low;
    struct landmark landmark = {.count = 0};
    uint32_t count = 0;
    const uint32_t *names = strata_names(strata, &all, &count);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t n = names[i];
        const bool is_full = landmark.count == LANDMARKS;
        if (!knowledge_is_published(knowledge, n) || !strata_has(knowledge, &all, n) ||
            (is_full && low[n] <= low[landmark.names[LANDMARKS - 1]])) {
            continue;
        }
        uint32_t at = is_full ? LANDMARKS - 1 : landmark.count++;
        for (; at > 0 && low[landmark.names[at - 1]] < low[n]; at--) {
            landmark.names[at] = landmark.names[at - 1];
        }
        landmark.names[at] = n;
    }
    return landmark;
}

struct search {
    struct strata *strata;
    const struct strata_member *members;
    uint32_t count;
    struct stratum whole;
    double low; /* what is to be made up */
    double high;
    uint32_t tries; /* that are left */
    double slack;   /* of the whole, that may be missing */
    const struct landmark *landmark;
};

/* Whether the parts allow for the other landmarks of the whole. */
static bool landmarks_fit(const struct search *search, const struct stratum *parts,
                          uint32_t count)
{
    struct knowledge *knowledge = search->strata->knowledge;
    for (uint32_t i = 0; i < search->landmark->count; i++) {
        const uint32_t whole = search->landmark->names[i];
        const struct name *name = &knowledge->names[whole];
        double low = 0;
        double high = 0;
        for (uint32_t k = 0; k < count; k++) {
            const uint32_t part = knowledge_find(
                knowledge, parts[k].universe, name->measure, name->sets, name->set_count);
            const bool is_known =
                part != NO_NAME && knowledge_is_published(knowledge, part);
            low += is_known ? knowledge->system->low[part] : 0;
            high += is_known ? knowledge->system->high[part] : INFINITY;
        }
        if (low > knowledge->system->high[whole] ||
            high < (1 - search->slack) * knowledge->system->low[whole]) {
            return false;
        }
    }
    return true;
}

static void try_members(struct search *search, const uint32_t *chosen, uint32_t count)
{
    struct stratum parts[ALL_LIMIT];
    for (uint32_t i = 0; i < count; i++) {
        parts[i] =
            (struct stratum){search->members[chosen ? chosen[i] : i].universe, NO_SET};
    }
    struct stratum_sum sum = {
        .whole = search->whole,
        .parts = parts,
        .part_count = count,
    };
    search->strata->work -= search->strata->work ? 1 : 0;
    if (!landmarks_fit(search, parts, count)) {
        return;
    }
    search->tries--;
    strata_try(search->strata, &sum, 2 * log2((double)search->count), false);
}

static void try_all(struct search *search)
{
    double low = 0;
    double high = 0;
    for (uint32_t i = 0; i < search->count; i++) {
        low += search->members[i].low;
        high += search->members[i].high;
    }
    if (search->count >= 2 && search->count <= ALL_LIMIT && low <= search->high &&
        high >= search->low) {
        try_members(search, NULL, search->count);
    }
}

/* A lesser part with each greater one below `top` that makes up the rest. */
static void try_pairs_with(struct search *search, uint32_t lesser, uint32_t top)
{
    const struct strata_member *members = search->members;
    for (uint32_t j = top; j > lesser + 1 && search->tries; j--) {
        search->strata->work -= search->strata->work ? 1 : 0;
        if (members[lesser].high + members[j - 1].high < search->low) {
            return;
        }
        const uint32_t chosen[] = {lesser, j - 1};
        try_members(search, chosen, 2);
    }
}

/* As the lesser part rises, the greater one falls. */
static void try_pairs(struct search *search)
{
    const struct strata_member *members = search->members;
    uint32_t top = search->count;
    for (uint32_t i = 0; i < top && search->tries && search->strata->work; i++) {
        while (top > i + 1 && members[i].low + members[top - 1].low > search->high) {
            top--;
        }
        try_pairs_with(search, i, top);
    }
}

static void search_landmark(struct strata *strata, const struct landmark *landmark,
                            uint32_t whole)
{
    enum { CHAIN_LIMIT = 2048 };
    const struct system *system = strata->knowledge->system;
    const struct name *name = &strata->knowledge->names[whole];
    const struct strata_chain chain =
        strata_chain(strata, name->sets - 1, name->set_count + 1);
    struct strata_member *members =
        arena_array(strata->scratch, chain.count, struct strata_member);
    struct search search = {
        .strata = strata,
        .members = members,
        .whole = {name->universe, NO_SET},
        .low = system->low[whole],
        .high = system->high[whole],
        .tries = TRIES_OF_A_FIGURE,
        .landmark = landmark,
    };
    for (uint32_t i = 0; i < chain.count && search.count < CHAIN_LIMIT; i++) {
        if (chain.members[i].low > search.high) {
            break;
        }
        if (chain.members[i].universe != name->universe) {
            members[search.count++] = chain.members[i];
        }
    }
    if (search.count <= CLOSE_MEMBERS) {
        search.slack = 0.02;
        search.low -= search.slack * search.low;
    }
    if (search.count >= 2 && search.low > 0) {
        try_all(&search);
        try_pairs(&search);
    }
}

void strata_find_wholes(struct strata *strata)
{
    for (uint32_t u = 0; u < strata->knowledge->universe_count && strata->work; u++) {
        const struct landmark landmark = largest_of(strata, u);
        for (uint32_t i = 0; i < landmark.count; i++) {
            search_landmark(strata, &landmark, landmark.names[i]);
        }
    }
}
