/*
 * The statements of sums that are proven: a row a line, with unknowns for parts that
 * nobody printed where something is learned of them.
 */
#include "attack/know/strata.h"
#include "base/text.h"

#include <math.h>

static bool has_ranges(const struct scope *scope, const struct strata_line *line)
{
    bool has_range = false;
    for (uint32_t i = 0; i < line->count; i++) {
        has_range = has_range || scope->sets[line->rest[i]].has_range;
    }
    return has_range;
}

static uint32_t make_name(struct knowledge *knowledge, const struct stratum *stratum,
                          const struct strata_line *line, bool is_whole)
{
    uint32_t sets[STRATA_SETS + 1];
    const uint32_t count = strata_full_sets(stratum, line->rest, line->count, sets);
    return knowledge_name(knowledge, stratum->universe, line->measure, sets, count,
                          is_whole);
}

/* Unknowns for the parts that nobody printed, as terms; answers how many. */
static uint32_t make_missing(struct knowledge *knowledge, const struct stratum_sum *sum,
                             const struct strata_line *line, bool is_whole,
                             struct term *terms)
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
                            const struct strata_line *line, uint32_t missing,
                            uint32_t whole, struct term *terms)
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
    const struct strata_line line = strata_line_of(knowledge, &sum->whole, whole);
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
    const struct strata_line line = strata_line_of(knowledge, &sum->parts[0], part);
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
