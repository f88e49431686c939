/*
 * Counts printed in thousands or millions become numbers of units, rounded to what their
 * decimals leave: 0.4 thousand are 400, give or take 50. Three decimals are exact.
 * Numbers that would be fractions of a unit even so stay as printed, and that is a doubt.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"
#include "ingest/infer/name_words.h"

enum { MOST_DECIMALS = 12 };

double build_scale(struct build *at, const char *name, enum role role,
                   const struct plan_line *line)
{
    if (role == ROLE_RATE) {
        const double own = fmax(name_rate_per(at->scratch, name),
                                name_rate_per(at->scratch, line->name));
        return own > 0 ? own : name_rate_per(at->scratch, at->plan->title);
    }
    if (!role_is_count(role) || line->is_money) {
        return 0;
    }
    const double own = fmax(name_count_scale(at->scratch, name, true),
                            name_count_scale(at->scratch, line->name, true));
    const double scale =
        own > 1 ? own : name_count_scale(at->scratch, at->plan->title, false);
    return scale > 1 ? scale : 0;
}

static bool is_scaled(const struct build *at, size_t cell)
{
    const struct measure *measure = &at->measures[at->cells[cell].measure];
    return role_is_count(measure->role) && measure->scale > 1;
}

/* The most decimals of each measure; -1 where a number is finer than a unit. */
static int8_t *printed_decimals(struct build *at)
{
    int8_t *most = arena_array(at->scratch, at->measure_count + 1, int8_t);
    for (size_t i = 0; i < at->cell_count; i++) {
        const struct cell *cell = &at->cells[i];
        if (!is_scaled(at, i) || cell->state != CELL_NUMBER || most[cell->measure] < 0) {
            continue;
        }
        const double units = cell->value * at->measures[cell->measure].scale;
        const bool is_whole = fabs(units - round(units)) < 1e-6 * fmax(1, fabs(units));
        if (!is_whole || cell->decimals > MOST_DECIMALS) {
            most[cell->measure] = -1;
            build_doubt(at, cell->row, cell->column, 0.45,
                        "fractions of a unit in counts that are said to be in thousands");
        } else if (cell->decimals > most[cell->measure]) {
            most[cell->measure] = cell->decimals;
        }
    }
    return most;
}

static void scale_cell(struct cell *cell, double scale)
{
    if (cell->state == CELL_NUMBER) {
        cell->value = round(cell->value * scale);
        cell->low = cell->high = cell->value;
    } else if (cell->state == CELL_BAND) {
        cell->low *= scale;
        cell->high *= scale;
    }
    cell->decimals = 0;
}

static void set_rounding(struct measure *measure, int decimals)
{
    double base = measure->scale;
    for (int i = 0; i < decimals; i++) {
        base /= 10;
    }
    struct rounding *rounding = &measure->rounding;
    const bool is_coarser = rounding->kind == ROUNDING_NEAREST && rounding->base >= base;
    if (base > 1 + 1e-9 && !is_coarser) {
        *rounding = (struct rounding){
            .kind = ROUNDING_NEAREST, .base = base, .origin = ORIGIN_NAME};
    }
}

void build_scales(struct build *at)
{
    const int8_t *decimals = printed_decimals(at);
    for (size_t i = 0; i < at->cell_count; i++) {
        struct cell *cell = &at->cells[i];
        if (is_scaled(at, i) && decimals[cell->measure] >= 0) {
            scale_cell(cell, at->measures[cell->measure].scale);
        }
    }
    for (size_t m = 0; m < at->measure_count; m++) {
        struct measure *measure = &at->measures[m];
        if (!role_is_count(measure->role) || measure->scale <= 1) {
            continue;
        }
        if (decimals[m] < 0) {
            measure->scale = 0;
        } else {
            set_rounding(measure, decimals[m]);
        }
    }
}
