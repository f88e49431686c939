/*
 * How the counts of each measure were rounded: as declared, else as the numbers show. All
 * multiples of 5 or 10, in enough different numbers, were rounded to them; all of the
 * form 6k + 3 are midpoints of sixes. One number that does not fit disproves it.
 */
#include "ingest/build/build_context.h"

enum { NUMBERS_WANTED = 6, CATEGORY_NUMBERS_WANTED = 10, DIFFERENT_WANTED = 3 };

struct evidence_of_rounding {
    uint32_t numbers; /* not zero */
    uint32_t different;
    double seen[DIFFERENT_WANTED];
    double
        base; /* 0 without numbers; the largest of 1, 5, 10, 100, 1000 that divides all */
    bool is_midpoint; /* all are 3 more than a multiple of 6 */
};

static void add_number(struct evidence_of_rounding *found, double number)
{
    static const double bases[] = {1000, 100, 10, 5, 1};
    if (isnan(number) || number == 0) {
        return;
    }
    if (found->numbers++ == 0) {
        found->base = 1000;
        found->is_midpoint = true;
    }
    bool is_new = found->different < DIFFERENT_WANTED;
    for (uint32_t i = 0; is_new && i < found->different; i++) {
        is_new = found->seen[i] != number;
    }
    if (is_new) {
        found->seen[found->different++] = number;
    }
    size_t i = 0;
    while (i < 4 && (bases[i] > found->base || fmod(number, bases[i]) != 0)) {
        i++;
    }
    found->base = bases[i];
    found->is_midpoint = found->is_midpoint && fmod(number, 6) == 3;
}

static void set_rounding(struct measure *measure,
                         const struct evidence_of_rounding *found)
{
    const bool is_enough =
        found->numbers >= NUMBERS_WANTED && found->different >= DIFFERENT_WANTED;
    struct rounding *rounding = &measure->rounding;
    if (rounding->kind != ROUNDING_UNKNOWN || found->numbers == 0) {
        return;
    }
    rounding->origin = ORIGIN_ARITHMETIC;
    if (is_enough && found->is_midpoint) {
        rounding->kind = ROUNDING_MIDPOINT;
        rounding->base = 6;
    } else if (is_enough && found->base > 1) {
        rounding->kind = ROUNDING_NEAREST;
        rounding->base = found->base;
    } else if (found->base == 1) {
        rounding->kind = ROUNDING_NONE;
        rounding->base = 1;
    }
}

void build_rounding(struct build *at)
{
    struct evidence_of_rounding *found =
        arena_array(at->scratch, at->measure_count + 1, struct evidence_of_rounding);
    for (size_t i = 0; i < at->cell_count; i++) {
        const struct cell *cell = &at->cells[i];
        struct evidence_of_rounding *own = &found[cell->measure];
        const bool is_settled =
            own->numbers > NUMBERS_WANTED && own->base == 1 && !own->is_midpoint;
        if (!cell->is_outside && !is_settled) {
            add_number(own, cell->value);
        }
    }
    for (size_t i = 0; i < at->measure_count; i++) {
        struct measure *measure = &at->measures[i];
        if (measure->rounding.kind == ROUNDING_UNKNOWN &&
            at->plan->rounding.kind != ROUNDING_UNKNOWN && role_is_count(measure->role)) {
            measure->rounding = at->plan->rounding;
        }
        if (role_is_count(measure->role) || measure->role == ROLE_SUM) {
            set_rounding(measure, &found[i]);
        }
    }
}

/* Numbers of one category, all measures together: national figures may be rounded in a
 * table whose local ones are not. */
static void round_category_cells(struct build *at, uint32_t dimension)
{
    const size_t count = at->dimensions[dimension].count;
    struct evidence_of_rounding *found =
        arena_array(at->scratch, count + 1, struct evidence_of_rounding);
    for (size_t i = 0; i < at->cell_count; i++) {
        const struct cell *cell = &at->cells[i];
        const uint32_t category = build_cell_category(at, i, dimension);
        const bool is_open = category != NO_CATEGORY && !cell->is_outside &&
                             role_is_count(at->measures[cell->measure].role);
        if (is_open && (found[category].numbers == 0 || found[category].base > 1)) {
            add_number(&found[category], cell->value);
        }
    }
    for (size_t i = 0; i < at->cell_count; i++) {
        struct cell *cell = &at->cells[i];
        const uint32_t category = build_cell_category(at, i, dimension);
        if (category == NO_CATEGORY || cell->is_outside ||
            at->measures[cell->measure].rounding.kind != ROUNDING_NONE ||
            !role_is_count(at->measures[cell->measure].role)) {
            continue;
        }
        const struct evidence_of_rounding *own = &found[category];
        const bool is_enough =
            own->numbers >= CATEGORY_NUMBERS_WANTED && own->different >= DIFFERENT_WANTED;
        if (is_enough && own->base > 1 && own->base > cell->rounded_to) {
            cell->rounded_to = (uint16_t)own->base;
        }
    }
}

void build_category_rounding(struct build *at)
{
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        if (at->dimensions[d].count > 1) {
            round_category_cells(at, d);
        }
    }
}
