/*
 * Lines of a table along one dimension, each with what it shows and what it hides: "Male"
 * and "Female" in London. Their wholes are looked for in other tables (totals.c).
 */
#ifndef OUTCHECK_ATTACK_OPEN_LINES_H
#define OUTCHECK_ATTACK_OPEN_LINES_H

#include "attack/attack.h"
#include "attack/know/knowledge.h"

struct open_line {
    const uint32_t *words; /* measure, and the sets of what its whole is; rising */
    uint32_t word_count;
    struct range shown;            /* the sum of its numbers */
    struct attack_figure *figures; /* them, each with -1 */
    size_t figure_count;
    size_t figure_capacity;
    uint32_t hidden; /* the last of its hidden cells */
    uint32_t hidden_count;
    bool is_closed; /* its table, or one of the same universe, prints the whole */
};

struct open_lines {
    struct open_line *items;
    size_t count;
    size_t capacity;
};

/* Whether the categories of a dimension are the parts of one whole that is not printed
 * everywhere. */
bool open_lines_may_run(const struct knowledge *knowledge, uint32_t table, uint32_t d);

/* All lines of the counts of a table along a dimension; none where nothing is hidden in
 * any whose whole is not printed. O(cells). */
struct open_lines open_lines_along(struct arena *arena, struct knowledge *knowledge,
                                   uint32_t table, uint32_t d);

#endif
