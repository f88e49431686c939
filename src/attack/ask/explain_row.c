/*
 * The simplest explanation: one row in which everything but the target is published, a
 * total less its other parts. Needs no solver.
 */
#include "attack/ask/questions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 3 };

/* What is added stands in front of what is taken away. */
static int compare_figures(const void *one, const void *other)
{
    const struct attack_figure *first = one;
    const struct attack_figure *second = other;
    if (first->multiplier != second->multiplier) {
        return first->multiplier > second->multiplier ? -1 : 1;
    }
    return (first->value < second->value) - (first->value > second->value);
}

void explain_set_figures(struct questions *questions, struct disclosure *disclosure,
                         const struct attack_figure *figures, uint32_t count)
{
    struct attack_figure *own =
        arena_array(questions->arena, count, struct attack_figure);
    memcpy(own, figures, count * sizeof(*own));
    qsort(own, count, sizeof(*own), compare_figures);
    disclosure->figures = own;
    disclosure->figure_count = count;
    if (!disclosure->table) {
        disclosure->table = own[0].table;
        disclosure->cell = own[0].cell;
    }
}

struct single {
    uint32_t target;
    int64_t sign; /* the target's coefficient */
    struct attack_figure figures[SHORT];
    uint32_t count;
    double low; /* of coefficient * target */
    double high;
};

/* Takes one term into account; false where the row is no explanation. */
static bool take_term(const struct questions *questions, const struct term *term,
                      struct single *single)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct system *system = knowledge->system;
    if (term->unknown == single->target) {
        single->sign = term->coefficient;
        return true;
    }
    struct attack_figure *figure = &single->figures[single->count];
    if (single->count == SHORT || !knowledge_is_published(knowledge, term->unknown) ||
        !questions_print_of(questions, term->unknown, figure)) {
        return false;
    }
    const double coefficient = (double)term->coefficient;
    const bool is_added = coefficient > 0;
    single->low -= coefficient * (is_added ? system->high : system->low)[term->unknown];
    single->high -= coefficient * (is_added ? system->low : system->high)[term->unknown];
    figure->multiplier = -term->coefficient;
    single->count++;
    return true;
}

/* False where it is no such row or does not give the range. */
static bool read_row(const struct questions *questions, uint32_t row,
                     const struct solved_range *range, struct single *single)
{
    const struct system *system = questions->knowledge->system;
    if (system->row_is_out[row] || system->row_low[row] != system->row_high[row]) {
        return false;
    }
    single->low = single->high = system->row_low[row];
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (!take_term(questions, term, single)) {
            return false;
        }
    }
    const bool is_added = single->sign == 1;
    if (!is_added && single->sign != -1) {
        return false;
    }
    for (uint32_t i = 0; i < single->count; i++) {
        single->figures[i].multiplier *= single->sign;
    }
    const double least = is_added ? single->low : -single->high;
    const double most = is_added ? single->high : -single->low;
    return single->count && fmax(0, least) == range->low && most == range->high;
}

bool explain_by_row(struct questions *questions, size_t index)
{
    struct disclosure *disclosure = &questions->disclosures[index];
    const struct system *system = questions->knowledge->system;
    const uint32_t target = questions->unknowns[index];
    struct single best = {.count = 0};
    for (uint32_t k = system->column_start[target]; k < system->column_start[target + 1];
         k++) {
        struct single single = {.target = target};
        if (read_row(questions, system->column_rows[k], &disclosure->range, &single) &&
            (!best.count || single.count < best.count)) {
            best = single;
        }
    }
    if (best.count) {
        explain_set_figures(questions, disclosure, best.figures, best.count);
    }
    return best.count > 0;
}
