#include "protect/dependent_shares.h"

#include <math.h>

enum { PART_LIMIT = 14 };

struct row_counts {
    double values[PART_LIMIT];
    unsigned hidden; /* bits */
    uint32_t count;
    bool is_full;
};

/* Counts of the row that are parts of something: all but the base. */
static struct row_counts read_row(const struct plan *plan, uint32_t table,
                                  const struct cell *share)
{
    const struct table *source = plan_table_at(plan, table);
    struct row_counts row = {.count = 0};
    uint32_t first = (uint32_t)(share - source->cells);
    while (first > 0 && source->cells[first - 1].row == share->row) {
        first--;
    }
    for (uint32_t i = first; i < source->cell_count && source->cells[i].row == share->row;
         i++) {
        const struct cell *cell = &source->cells[i];
        const uint32_t unknown = plan_unknown_of(plan, table, i);
        if (i == share->denominator || i == share->count || unknown == NO_UNKNOWN ||
            cell->role == ROLE_TOTAL ||
            !role_is_count(source->measures[cell->measure].role)) {
            continue;
        }
        if (row.count == PART_LIMIT) {
            row.is_full = true;
            return row;
        }
        row.hidden |= plan->unknowns[unknown].is_hidden ? 1u << row.count : 0;
        row.values[row.count++] = plan->unknowns[unknown].value;
    }
    return row;
}

static double sum_of(const struct row_counts *row, unsigned chosen)
{
    double sum = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        sum += chosen >> i & 1u ? row->values[i] : 0;
    }
    return sum;
}

bool share_splits_hidden(const struct plan *plan, uint32_t table, uint32_t index)
{
    const struct cell *share = &plan_table_at(plan, table)->cells[index];
    const uint32_t base = plan_unknown_of(
        plan, table, share->denominator == NO_CELL ? share->count : share->denominator);
    if (base == NO_UNKNOWN) {
        return false;
    }
    const struct row_counts row = read_row(plan, table, share);
    if (!row.hidden || row.is_full) {
        return row.hidden != 0;
    }
    const double below = plan->unknowns[base].value;
    const double unit = cell_percent_unit(share);
    const double half = 0.5 * pow(10, -share->decimals) * (1 + 1e-9);
    for (unsigned chosen = 1; chosen < 1u << row.count; chosen++) {
        const unsigned inside = chosen & row.hidden;
        if (inside && inside != row.hidden && below > 0 &&
            fabs(unit * sum_of(&row, chosen) / below - share->value) <= half) {
            return true;
        }
    }
    return false;
}
