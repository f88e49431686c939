/*
 * Totals that say of themselves that they are of the figures shown. Where they are, to
 * the last of them, each that lacks a hidden part gives no figure of its own; where one
 * is not, none is believed, and all stand for what their labels say otherwise.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"
#include "model/shown_totals.h"

#include <math.h>

static const double doubt_weight = 0.12;

struct reading_shown {
    struct build *at;
    struct shown_totals *totals;
    const struct cell_index *index;
    bool *is_incomplete; /* [cell] a total without its hidden parts */
};

/* [dimension][category]; NULL where no label says so. */
static bool **said_wholes(const struct build *at)
{
    const struct table *table = at->table;
    bool **is_whole =
        arena_array(at->scratch, (size_t)table->dimension_count + 1, bool *);
    bool is_said = false;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        is_whole[d] =
            arena_array(at->scratch, (size_t)dimension->category_count + 1, bool);
        for (uint32_t c = 0; c < dimension->category_count; c++) {
            is_whole[d][c] = dimension->categories[c].is_of_shown;
            is_said = is_said || is_whole[d][c];
        }
    }
    return is_said ? is_whole : NULL;
}

static bool is_number(const struct table *table, uint32_t cell)
{
    return cell != NO_CELL && table->cells[cell].state == CELL_NUMBER;
}

static bool is_incomplete(const struct reading_shown *reading, uint32_t cell)
{
    return cell != NO_CELL && reading->is_incomplete[cell];
}

/* Every one is what its shown parts add up to; notes those that lack some. */
static bool check_sums(struct reading_shown *reading)
{
    const struct table *table = reading->at->table;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        struct shown_total total;
        const struct cell *cell = &table->cells[i];
        if (cell->state != CELL_NUMBER || !shown_totals_concern(reading->totals, i)) {
            continue;
        }
        const double leeway = 1e-9 * (1 + fabs(cell->value));
        if (!shown_totals_find(reading->totals, i, &total) ||
            fabs(total.value - cell->value) > leeway) {
            return false;
        }
        reading->is_incomplete[i] = total.has_hidden;
    }
    return true;
}

/* Whether a statistic stands where some total of its labels is incomplete. */
static bool is_beside_incomplete(const struct reading_shown *reading, uint32_t cell)
{
    const struct table *table = reading->at->table;
    const struct cell *it = &table->cells[cell];
    bool is_so = is_incomplete(reading, it->count) ||
                 is_incomplete(reading, it->numerator) ||
                 is_incomplete(reading, it->denominator);
    for (uint32_t m = 0; !is_so && m < table->measure_count; m++) {
        is_so = is_incomplete(reading,
                              cell_index_sibling(reading->index, cell, m, UINT32_MAX, 0));
    }
    return is_so;
}

static bool is_share_of_shown(const struct table *table, const struct cell *cell)
{
    if (table->measures[cell->measure].role != ROLE_PERCENT || cell->is_change ||
        !is_number(table, cell->numerator) || !is_number(table, cell->denominator) ||
        table->cells[cell->denominator].value <= 0) {
        return false;
    }
    const double share = cell_percent_unit(cell) * table->cells[cell->numerator].value /
                         table->cells[cell->denominator].value;
    const double half = 0.5 * pow(10, -fmax(0, cell->decimals));
    return fabs(share - cell->value) <= half * (1 + 1e-6);
}

/* Percentages follow; any other statistic would be of the true total. */
static bool check_statistics(struct reading_shown *reading)
{
    const struct table *table = reading->at->table;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const bool adds_up = role_adds_up(table->measures[cell->measure].role);
        if (cell->state != CELL_NUMBER || cell->is_outside || adds_up ||
            !is_beside_incomplete(reading, i)) {
            continue;
        }
        if (!is_share_of_shown(table, cell)) {
            return false;
        }
        reading->is_incomplete[i] = true;
    }
    return true;
}

static void take_figures(const struct reading_shown *reading)
{
    struct build *at = reading->at;
    for (uint32_t i = 0; i < at->cell_count; i++) {
        struct cell *cell = &at->cells[i];
        if (!reading->is_incomplete[i]) {
            continue;
        }
        cell->state = CELL_BAND;
        cell->is_of_shown = true;
        cell->low = fmin(0, cell->value);
        cell->high = INFINITY;
        cell->symbol = grid_text(at->grid, cell->row, cell->column);
    }
}

void build_shown_totals(struct build *at)
{
    bool *const *is_whole = said_wholes(at);
    if (!is_whole) {
        return;
    }
    struct reading_shown reading = {
        .at = at,
        .totals = shown_totals_create(at->scratch, at->table, is_whole),
        .index = cell_index_create(at->scratch, at->table),
        .is_incomplete = arena_array(at->scratch, at->cell_count + 1, bool),
    };
    if (check_sums(&reading) && check_statistics(&reading)) {
        take_figures(&reading);
    } else {
        build_doubt(at, UINT32_MAX, UINT32_MAX, doubt_weight,
                    "its totals are not those of the figures shown");
    }
}
