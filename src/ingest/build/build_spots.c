/*
 * Cells of regression tables: each has its own role, its term and its model. All figures
 * of a model have its N behind them.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"

#include <string.h>

static const char term_dimension[] = "Term";
static const char model_dimension[] = "Model";

static bool has_any(const struct plan *plan, bool is_term)
{
    for (uint32_t i = 0; i < plan->spot_count; i++) {
        const struct plan_spot *spot = &plan->spots[i];
        if ((is_term ? spot->term : spot->model)[0]) {
            return true;
        }
    }
    return false;
}

void build_spot_dimensions(struct build *at)
{
    if (has_any(at->plan, true)) {
        (void)build_dimension(at, term_dimension, true, ORIGIN_LAYOUT);
    }
    if (has_any(at->plan, false)) {
        (void)build_dimension(at, model_dimension, true, ORIGIN_LAYOUT);
    }
}

static void set_category(struct build *at, uint32_t *categories, const char *dimension,
                         const char *category)
{
    if (category[0]) {
        const uint32_t d = build_dimension(at, dimension, true, ORIGIN_LAYOUT);
        categories[d] = build_category(at, d, category);
    }
}

static void add_spot(struct build *at, const struct plan_spot *spot)
{
    const size_t index = at->cell_count++;
    const struct cell_value *value = cell_value_at(at->values, spot->row, spot->column);
    const bool is_own = !isnan(spot->value);
    struct plan_line line = plan_line_at(spot->row);
    line.unit = spot->role == ROLE_ORGANISATIONS ? "organisations"
                : role_is_count(spot->role)      ? "people"
                                                 : "";
    struct cell *cell = &at->cells[index];
    *cell = (struct cell){
        .value = is_own ? spot->value : value->number,
        .row = spot->row,
        .column = spot->column,
        .measure = build_measure(at, spot->measure, spot->role, &line),
        .count = role_is_count(spot->role) ? (uint32_t)index : NO_CELL,
        .numerator = NO_CELL,
        .denominator = NO_CELL,
        .state = is_own ? CELL_NUMBER : value->state,
        .role = (uint8_t)spot->role,
        .decimals = value->decimals,
    };
    if (is_own) {
        cell->decimals = spot->decimals;
    }
    cell->low = cell->high = cell->value;
    if (cell->state != CELL_NUMBER) {
        cell->symbol = grid_text(at->grid, spot->row, spot->column);
    }
    uint32_t *categories = at->categories + index * at->dimension_count;
    for (size_t d = 0; d < at->dimension_count; d++) {
        categories[d] = NO_CATEGORY;
    }
    set_category(at, categories, term_dimension, spot->term);
    set_category(at, categories, model_dimension, spot->model);
}

static bool is_sample(const struct plan_spot *spot)
{
    return spot->role == ROLE_N && spot->term[0] == '\0';
}

/* The one N of a model is behind all its figures; two are none. */
static uint32_t sample_of(const struct plan *plan, const char *model)
{
    uint32_t found = NO_CELL;
    uint32_t samples = 0;
    for (uint32_t i = 0; i < plan->spot_count; i++) {
        if (is_sample(&plan->spots[i]) && text_equals(plan->spots[i].model, model)) {
            found = i;
            samples++;
        }
    }
    return samples == 1 ? found : NO_CELL;
}

/* Spots of one model stand apart in the plan; its N is looked for once a model. */
static void link_samples(struct build *at)
{
    const struct plan *plan = at->plan;
    const char *model = NULL;
    uint32_t sample = NO_CELL;
    for (uint32_t i = 0; i < plan->spot_count; i++) {
        if (!model || !text_equals(model, plan->spots[i].model)) {
            model = plan->spots[i].model;
            sample = sample_of(plan, model);
        }
        if (at->cells[i].count == NO_CELL) {
            at->cells[i].count = sample;
        }
    }
}

static bool stand_together(const struct cell *one, const struct cell *other)
{
    return one->row == other->row && one->column == other->column;
}

/* "2.1 on 8 degrees of freedom" gives three cells, "7.52 on 2 and 8 DF" one: what is
 * shown there is the text. Spots of one place follow each other, but for the last one,
 * which may be worked out. */
static void mark_shared(struct build *at)
{
    const uint32_t count = at->plan->spot_count;
    for (uint32_t i = 0; i < count; i++) {
        const struct plan_spot *spot = &at->plan->spots[i];
        const char *text =
            text_squeezed(at->arena, grid_text(at->grid, spot->row, spot->column));
        at->cells[i].is_shared = !isnan(spot->value) && strchr(text, ' ') != NULL;
    }
    for (uint32_t i = 1; i < count; i++) {
        struct cell *last = &at->cells[count - 1];
        struct cell *cells[] = {&at->cells[i - 1], &at->cells[i]};
        if (stand_together(cells[0], cells[1])) {
            cells[0]->is_shared = cells[1]->is_shared = true;
        }
        if (cells[0] != last && stand_together(cells[0], last)) {
            cells[0]->is_shared = last->is_shared = true;
        }
    }
}

/* Spots become cells in their order: a spot and its cell have one index. */
void build_spots(struct build *at)
{
    for (uint32_t i = 0; i < at->plan->spot_count; i++) {
        add_spot(at, &at->plan->spots[i]);
    }
    link_samples(at);
    mark_shared(at);
}
