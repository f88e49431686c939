#include "attack/know/strata.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENOUGH_BITS = 24,    /* one in sixteen million */
    NAME_BITS = 12,      /* "male", "female" and "all" need fewer figures */
    SUSPICION_BITS = 6,  /* less is said nothing about */
    BITS_OF_A_LINE = 10, /* no single line proves anything */
    MISFITS = 8,         /* so many more than what fits end the weighing */
    LINES_OF_A_NAME = 4, /* that a name alone must be borne out by */
};

/* ---- index ---- */

static void count_name(const struct name *name, uint32_t *universes, uint32_t *sets)
{
    if (name->label) {
        return;
    }
    universes[name->universe + 1]++;
    for (uint32_t i = 0; i < name->set_count; i++) {
        sets[name->sets[i] + 1]++;
    }
}

static uint32_t *running_sums(uint32_t *start, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        start[i + 1] += start[i];
    }
    return start;
}

static struct strata_index index_names(struct arena *arena,
                                       const struct knowledge *knowledge)
{
    const size_t universes = knowledge->universe_count;
    const size_t sets = knowledge->scope->set_count;
    uint32_t *universe_start = arena_array(arena, universes + 2, uint32_t);
    uint32_t *set_start = arena_array(arena, sets + 2, uint32_t);
    for (size_t n = 0; n < knowledge->name_count; n++) {
        count_name(&knowledge->names[n], universe_start + 1, set_start + 1);
    }
    running_sums(universe_start, universes + 1);
    running_sums(set_start, sets + 1);
    uint32_t *by_universe =
        arena_array(arena, (size_t)universe_start[universes + 1] + 1, uint32_t);
    uint32_t *by_set = arena_array(arena, (size_t)set_start[sets + 1] + 1, uint32_t);
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        if (name->label) {
            continue;
        }
        by_universe[universe_start[name->universe + 1]++] = n;
        for (uint32_t i = 0; i < name->set_count; i++) {
            by_set[set_start[name->sets[i] + 1]++] = n;
        }
    }
    return (struct strata_index){universe_start, by_universe, set_start, by_set};
}

const uint32_t *strata_names(const struct strata *strata, const struct stratum *stratum,
                             uint32_t *count)
{
    const bool is_all = stratum->set == NO_SET;
    const uint32_t at = is_all ? stratum->universe : stratum->set;
    const uint32_t *start =
        is_all ? strata->index.universe_start : strata->index.set_start;
    *count = start[at + 1] - start[at];
    return (is_all ? strata->index.universe_names : strata->index.set_names) + start[at];
}

/* ---- names ---- */

bool strata_has(const struct knowledge *knowledge, const struct stratum *stratum,
                uint32_t n)
{
    const struct name *name = &knowledge->names[n];
    if (name->universe != stratum->universe || name->first_print == NO_PRINT ||
        name->set_count >= STRATA_SETS) {
        return false;
    }
    const struct print *print = &knowledge->prints[name->first_print];
    const struct table *table = knowledge->scope->tables[print->table].table;
    return role_adds_up(table->measures[table->cells[print->cell].measure].role);
}

uint32_t strata_rest(const struct name *name, const struct stratum *stratum,
                     uint32_t *rest)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < name->set_count; i++) {
        if (name->sets[i] != stratum->set) {
            rest[count++] = name->sets[i];
        }
    }
    return count;
}

/* The rest with the stratum's own set at its place. */
static uint32_t full_sets(const struct stratum *stratum, const uint32_t *rest,
                          uint32_t count, uint32_t *sets)
{
    uint32_t made = 0;
    bool is_placed = stratum->set == NO_SET;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_placed && rest[i] > stratum->set) {
            sets[made++] = stratum->set;
            is_placed = true;
        }
        sets[made++] = rest[i];
    }
    if (!is_placed) {
        sets[made++] = stratum->set;
    }
    return made;
}

uint32_t strata_name(struct knowledge *knowledge, const struct stratum *stratum,
                     uint32_t measure, const uint32_t *rest, uint32_t count)
{
    uint32_t sets[STRATA_SETS + 1];
    const uint32_t made = full_sets(stratum, rest, count, sets);
    return knowledge_find(knowledge, stratum->universe, measure, sets, made);
}

/* ---- the figures of one name ---- */

static int compare_members(const void *one, const void *other)
{
    const struct strata_member *first = one;
    const struct strata_member *second = other;
    if (first->low != second->low) {
        return first->low < second->low ? -1 : 1;
    }
    return (first->universe > second->universe) - (first->universe < second->universe);
}

static struct strata_chain read_chain(struct strata *strata, uint32_t first)
{
    const struct knowledge *knowledge = strata->knowledge;
    struct strata_member *members =
        arena_array(strata->scratch, (size_t)knowledge->names[first].same_count + 1,
                    struct strata_member);
    uint32_t count = 0;
    for (uint32_t n = first; n != NO_NAME; n = knowledge->names[n].next_same) {
        if (knowledge_is_published(knowledge, n)) {
            members[count++] = (struct strata_member){knowledge->names[n].universe,
                                                      knowledge->system->low[n],
                                                      knowledge->system->high[n]};
        }
    }
    qsort(members, count, sizeof(*members), compare_members);
    return (struct strata_chain){members, count};
}

struct strata_chain strata_chain(struct strata *strata, const uint32_t *words,
                                 uint32_t count)
{
    const struct knowledge *knowledge = strata->knowledge;
    const size_t first = map_find(knowledge->region_map, words, count * sizeof(*words));
    if (first == MAP_NONE) {
        return (struct strata_chain){NULL, 0};
    }
    if (!strata->chains) {
        strata->chains =
            arena_array(strata->scratch, knowledge->name_count, struct strata_chain);
    }
    if (!strata->chains[first].members) {
        strata->chains[first] = read_chain(strata, (uint32_t)first);
    }
    return strata->chains[first];
}

uint32_t strata_first_reaching(const struct strata_chain *chain, double low)
{
    uint32_t from = 0;
    uint32_t to = chain->count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (chain->members[middle].high < low) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

/* ---- weighing ---- */

struct line {
    uint32_t measure;
    uint32_t rest[STRATA_SETS];
    uint32_t count;
};

static struct line line_of(const struct knowledge *knowledge,
                           const struct stratum *stratum, uint32_t n)
{
    struct line line = {.measure = knowledge->names[n].measure};
    line.count = strata_rest(&knowledge->names[n], stratum, line.rest);
    return line;
}

/* How much is learned from a whole that equals the sum of its parts: the more, the larger
 * they are. With only one part that is not nearly nothing, the whole may be that part. */
double strata_bits(double second, double leeway)
{
    return fmin(BITS_OF_A_LINE, log2(1 + second / (1 + leeway)));
}

static void weigh_line(struct knowledge *knowledge, const struct stratum_sum *sum,
                       uint32_t whole, struct strata_evidence *evidence)
{
    const struct system *system = knowledge->system;
    const struct line line = line_of(knowledge, &sum->whole, whole);
    double low = 0;
    double high = 0;
    double first = 0;
    double second = 0;
    for (uint32_t i = 0; i < sum->part_count; i++) {
        const uint32_t part =
            strata_name(knowledge, &sum->parts[i], line.measure, line.rest, line.count);
        if (part == NO_NAME || !knowledge_is_published(knowledge, part)) {
            evidence->open++;
            return;
        }
        low += system->low[part];
        high += system->high[part];
        second = fmax(second, fmin(first, system->low[part]));
        first = fmax(first, system->low[part]);
    }
    second = sum->part_count == 1 ? first : second;
    if (low > system->high[whole]) {
        evidence->over++;
    } else if (high < system->low[whole]) {
        evidence->under++;
    } else {
        evidence->agree += low > 0;
        evidence->bits +=
            strata_bits(second, high - low + system->high[whole] - system->low[whole]);
    }
}

struct strata_evidence strata_weigh(struct strata *strata, const struct stratum_sum *sum)
{
    struct knowledge *knowledge = strata->knowledge;
    struct strata_evidence evidence = {0};
    uint32_t count = 0;
    const uint32_t *names = strata_names(strata, &sum->whole, &count);
    for (uint32_t i = 0; i < count && strata->work; i++) {
        strata->work -= strata->work < sum->part_count ? strata->work : sum->part_count;
        if (!strata_has(knowledge, &sum->whole, names[i])) {
            continue;
        }
        if (!knowledge_is_published(knowledge, names[i])) {
            evidence.open++;
            continue;
        }
        weigh_line(knowledge, sum, names[i], &evidence);
        if (evidence.over + evidence.under > evidence.agree + MISFITS) {
            break;
        }
    }
    return evidence;
}

/* ---- keeping ---- */

static bool is_new(struct strata *strata, const struct stratum_sum *sum)
{
    const size_t count = 2 + 2 * (size_t)sum->part_count;
    uint32_t *words = arena_array(strata->scratch, count, uint32_t);
    words[0] = sum->whole.universe;
    words[1] = sum->whole.set;
    memcpy(words + 2, sum->parts, sum->part_count * sizeof(*sum->parts));
    const size_t before = strata->tried->count;
    return map_add(strata->tried, words, count * sizeof(*words), before) == before;
}

/* Decides what the evidence is worth; false where it is worth nothing. */
static bool decide(struct stratum_sum *sum, const struct strata_evidence *evidence,
                   double search_bits, bool by_name)
{
    const double bits = evidence->bits + (by_name ? NAME_BITS : 0);
    const bool is_enough = evidence->agree >= 2 && bits >= ENOUGH_BITS + search_bits;
    sum->agree = evidence->agree;
    sum->is_proven = is_enough;
    sum->is_exhaustive = !evidence->under;
    const bool is_single = sum->part_count == 1;
    const bool is_slice = is_single && sum->parts[0].set != NO_SET;
    if (is_single && !is_slice != (evidence->under > 0)) {
        return false; /* a slice is all of the whole; another part alone never is */
    }
    if (evidence->over) { /* a slip: the rows that cannot hold will be told */
        return is_enough && !evidence->under && 10 * evidence->over <= evidence->agree;
    }
    if (evidence->under) {
        sum->is_proven = is_enough && evidence->agree > evidence->under;
        return sum->is_proven ||
               (by_name && evidence->agree + evidence->under >= LINES_OF_A_NAME);
    }
    if (sum->is_idle) {
        return is_enough;
    }
    return is_enough || (by_name && evidence->open) ||
           (evidence->agree && bits >= SUSPICION_BITS + search_bits);
}

void strata_try(struct strata *strata, struct stratum_sum *sum, double search_bits,
                bool by_name)
{
    struct knowledge *knowledge = strata->knowledge;
    if (!strata->work || !is_new(strata, sum)) {
        return;
    }
    const struct strata_evidence evidence = strata_weigh(strata, sum);
    if (!strata->work || !decide(sum, &evidence, search_bits, by_name)) {
        return;
    }
    struct stratum *parts =
        arena_array(knowledge->arena, sum->part_count, struct stratum);
    memcpy(parts, sum->parts, sum->part_count * sizeof(*parts));
    struct stratum_sum *own =
        arena_add(knowledge->arena, knowledge->strata, knowledge->strata_count,
                  knowledge->strata_capacity);
    *own = *sum;
    own->parts = parts;
}

/* ---- rows ---- */

static bool has_ranges(const struct scope *scope, const struct line *line)
{
    bool has_range = false;
    for (uint32_t i = 0; i < line->count; i++) {
        has_range = has_range || scope->sets[line->rest[i]].has_range;
    }
    return has_range;
}

static uint32_t make_name(struct knowledge *knowledge, const struct stratum *stratum,
                          const struct line *line, bool is_whole)
{
    uint32_t sets[STRATA_SETS + 1];
    const uint32_t count = full_sets(stratum, line->rest, line->count, sets);
    return knowledge_name(knowledge, stratum->universe, line->measure, sets, count,
                          is_whole);
}

/* Unknowns for the parts that nobody printed, as terms; answers how many. */
static uint32_t make_missing(struct knowledge *knowledge, const struct stratum_sum *sum,
                             const struct line *line, bool is_whole, struct term *terms)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < sum->part_count; i++) {
        const struct stratum *part = &sum->parts[i];
        if (strata_name(knowledge, part, line->measure, line->rest, line->count) ==
            NO_NAME) {
            terms[count++] =
                (struct term){make_name(knowledge, part, line, is_whole), -1};
        }
    }
    return count;
}

/* What the parts that are printed leave of the whole is asked about: the one part that is
 * not, or several together. Where none is printed, other bands may say more of each. */
static uint32_t add_missing(struct knowledge *knowledge, const struct stratum_sum *sum,
                            const struct line *line, uint32_t missing, uint32_t whole,
                            struct term *terms)
{
    const bool is_published = knowledge_is_published(knowledge, whole);
    const bool is_whole = knowledge->system->is_whole[whole];
    if (missing == sum->part_count && !sum->makes_names &&
        !has_ranges(knowledge->scope, line)) {
        return 0;
    }
    const uint32_t count = make_missing(knowledge, sum, line, is_whole, terms);
    if (missing == sum->part_count || !is_published) {
        return count;
    }
    if (count == 1) {
        knowledge->names[terms[0].unknown].is_target = true;
        return 1;
    }
    const uint32_t rest = knowledge_label_unknown(
        knowledge,
        text_format(knowledge->arena, "the rest of %s",
                    knowledge_label(knowledge->arena, knowledge, whole)),
        is_whole);
    knowledge->names[rest].is_target = true;
    terms[count] = (struct term){rest, 1};
    knowledge_add_row(knowledge, terms, count + 1, 0, 0,
                      (struct row_origin){ROW_SUM, UINT32_MAX, NO_CELL, rest});
    terms[0] = (struct term){rest, -1};
    return 1;
}

static void add_line(struct knowledge *knowledge, const struct stratum_sum *sum,
                     uint32_t whole, struct term *terms)
{
    const struct line line = line_of(knowledge, &sum->whole, whole);
    uint32_t count = 0;
    terms[count++] = (struct term){whole, 1};
    for (uint32_t i = 0; i < sum->part_count; i++) {
        const uint32_t part =
            strata_name(knowledge, &sum->parts[i], line.measure, line.rest, line.count);
        if (part != NO_NAME) {
            terms[count++] = (struct term){part, -1};
        }
    }
    const uint32_t missing = sum->part_count - (count - 1);
    struct row_origin origin = {ROW_SUM, UINT32_MAX, NO_CELL, whole};
    if (sum->is_exhaustive && missing) {
        const uint32_t made =
            add_missing(knowledge, sum, &line, missing, whole, terms + count);
        if (!made) {
            return;
        }
        count += made;
    }
    if (count < 2) {
        return;
    }
    origin.kind = sum->is_exhaustive ? ROW_SUM : ROW_PARTS;
    knowledge_add_row(knowledge, terms, count, 0, sum->is_exhaustive ? 0 : INFINITY,
                      origin);
}

/* A figure of the first part whose whole nobody printed, but in other bands perhaps. */
static void add_open_line(struct knowledge *knowledge, const struct stratum_sum *sum,
                          uint32_t part, struct term *terms)
{
    const struct line line = line_of(knowledge, &sum->parts[0], part);
    const bool is_known = strata_name(knowledge, &sum->whole, line.measure, line.rest,
                                      line.count) != NO_NAME;
    bool are_all = true;
    for (uint32_t i = 0; i < sum->part_count; i++) {
        are_all = are_all && strata_name(knowledge, &sum->parts[i], line.measure,
                                         line.rest, line.count) != NO_NAME;
    }
    if (!is_known && are_all && has_ranges(knowledge->scope, &line)) {
        const uint32_t whole =
            make_name(knowledge, &sum->whole, &line, knowledge->system->is_whole[part]);
        add_line(knowledge, sum, whole, terms);
    }
}

static void add_rows(struct strata *strata, const struct stratum_sum *sum)
{
    struct knowledge *knowledge = strata->knowledge;
    struct term *terms =
        arena_array(strata->scratch, (size_t)sum->part_count + 2, struct term);
    uint32_t count = 0;
    const uint32_t *names = strata_names(strata, &sum->whole, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (strata_has(knowledge, &sum->whole, names[i])) {
            add_line(knowledge, sum, names[i], terms);
        }
    }
    names = strata_names(strata, &sum->parts[0], &count);
    for (uint32_t i = 0; sum->is_exhaustive && i < count; i++) {
        if (strata_has(knowledge, &sum->parts[0], names[i])) {
            add_open_line(knowledge, sum, names[i], terms);
        }
    }
}

static bool takes_part(const struct stratum_sum *sum, uint32_t universe)
{
    bool is_in = sum->whole.universe == universe;
    for (uint32_t k = 0; k < sum->part_count; k++) {
        is_in = is_in || sum->parts[k].universe == universe;
    }
    return is_in;
}

bool strata_are_kin(const struct knowledge *knowledge, uint32_t one, uint32_t other)
{
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        const struct stratum_sum *sum = &knowledge->strata[i];
        if ((sum->is_proven || !sum->is_exhaustive) && takes_part(sum, one) &&
            takes_part(sum, other)) {
            return true;
        }
    }
    return false;
}

struct strata strata_open(struct knowledge *knowledge, struct arena *scratch)
{
    enum { LOOKS_AT_A_NAME = 64, LOOKS_ANYWAY = 1000000 };
    return (struct strata){
        .knowledge = knowledge,
        .scratch = scratch,
        .index = index_names(scratch, knowledge),
        .tried = map_create(scratch, 64),
        .work = knowledge->search_steps
                    ? knowledge->search_steps
                    : LOOKS_ANYWAY + LOOKS_AT_A_NAME * knowledge->name_count,
    };
}

void strata_find(struct knowledge *knowledge)
{
    struct arena *scratch = arena_create(0);
    struct strata strata = strata_open(knowledge, scratch);
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        (void)is_new(&strata, &knowledge->strata[i]);
    }
    if (knowledge->universe_count > 1) {
        strata_find_named(&strata);
        strata_find_wholes(&strata);
        strata_eliminate(&strata);
        strata_find_slices(&strata);
    }
    strata_find_runs(&strata);
    if (!strata.work) {
        knowledge_note_unsearched(knowledge, UINT32_MAX, 0);
    }
    arena_destroy(scratch);
}

/* The same stratum where universes have other numbers: by any of its tables. */
static struct stratum moved(const struct knowledge *knowledge,
                            const struct knowledge *before, struct stratum stratum)
{
    for (size_t t = 0; t < knowledge->scope->table_count; t++) {
        if (before->table_universe[t] == stratum.universe) {
            stratum.universe = knowledge->table_universe[t];
            return stratum;
        }
    }
    return (struct stratum){UINT32_MAX, NO_SET};
}

static bool is_same_table(const struct table_scope *one, const struct table_scope *other)
{
    bool is_same = one->table->dimension_count == other->table->dimension_count;
    for (uint32_t d = 0; is_same && d < one->table->dimension_count; d++) {
        const uint32_t count = one->table->dimensions[d].category_count;
        is_same = count == other->table->dimensions[d].category_count &&
                  memcmp(one->sets[d], other->sets[d], count * sizeof(uint32_t)) == 0;
    }
    return is_same;
}

/* The same tables with the same categories, so that sets have the same numbers: tables
 * whose categories were merged are others. */
static bool is_same_scope(const struct scope *one, const struct scope *other)
{
    bool is_same =
        one->table_count == other->table_count && one->set_count == other->set_count;
    for (size_t s = 0; is_same && s < one->set_count; s++) {
        is_same = one->sets[s].variable == other->sets[s].variable &&
                  text_equals(one->sets[s].text, other->sets[s].text);
    }
    for (size_t t = 0; is_same && t < one->table_count; t++) {
        is_same = is_same_table(&one->tables[t], &other->tables[t]);
    }
    return is_same;
}

static void take_over_splits(struct knowledge *knowledge, const struct knowledge *before)
{
    for (size_t i = 0; i < before->split_count; i++) {
        struct split split = before->splits[i];
        split.universe =
            moved(knowledge, before, (struct stratum){split.universe, NO_SET}).universe;
        if (split.universe != UINT32_MAX) {
            knowledge_add_split(knowledge, &split);
        }
    }
}

bool strata_take_over(struct knowledge *knowledge, const struct knowledge *before)
{
    if (!is_same_scope(knowledge->scope, before->scope)) {
        return false;
    }
    take_over_splits(knowledge, before);
    for (size_t i = 0; i < before->strata_count; i++) {
        struct stratum_sum sum = before->strata[i];
        struct stratum *parts =
            arena_array(knowledge->arena, sum.part_count, struct stratum);
        sum.whole = moved(knowledge, before, sum.whole);
        bool is_known = sum.is_proven && sum.whole.universe != UINT32_MAX;
        for (uint32_t k = 0; k < sum.part_count; k++) {
            parts[k] = moved(knowledge, before, sum.parts[k]);
            is_known = is_known && parts[k].universe != UINT32_MAX &&
                       (parts[k].universe != sum.whole.universe ||
                        parts[k].set != sum.whole.set);
        }
        sum.parts = parts;
        if (is_known) {
            *arena_add(knowledge->arena, knowledge->strata, knowledge->strata_count,
                       knowledge->strata_capacity) = sum;
        }
    }
    return true;
}

void strata_add_rows(struct knowledge *knowledge)
{
    struct arena *scratch = arena_create(0);
    struct strata strata = strata_open(knowledge, scratch);
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        if (knowledge->strata[i].is_proven) {
            add_rows(&strata, &knowledge->strata[i]);
        }
    }
    arena_destroy(scratch);
}
