/*
 * Several variables below each other under one total:
 *
 *     Sex                  the heading of a variable, without numbers
 *       Female     254
 *       Male       250
 *     Region
 *       North East 158
 *       ...
 *     Total        504     of each variable, not of the last one alone
 *
 * Read as sections, the total would belong to the last of them, and a hidden "Female"
 * would seem safe. That it is everybody's is seen by its place left of what is set in, or
 * by the numbers: one section adds up to it. Where neither tells, the table is not sure
 * enough to be assessed.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <math.h>
#include <string.h>

static const double half_unit = 0.5;

static uint32_t label_line(const struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_DIMENSION) {
            return i;
        }
    }
    return PLAN_NONE;
}

static const char *label_at(const struct inference *at, uint32_t row, uint32_t line)
{
    return text_squeezed(at->arena, grid_text(at->grid, row, grid_column(at, line)));
}

static bool is_total_at(const struct inference *at, uint32_t row, uint32_t line)
{
    return name_total_rank(text_key(at->arena, label_at(at, row, line))) >= 2;
}

static bool is_data(const struct inference *at, uint32_t row)
{
    return is_data_row(at, row - at->block->first_row);
}

static uint32_t last_data_row(const struct inference *at)
{
    uint32_t row = at->block->last_row;
    while (row > at->block->first_data_row && !is_data(at, row)) {
        row--;
    }
    return row;
}

static uint32_t indent_at(const struct inference *at, uint32_t row, uint32_t line)
{
    for (uint32_t i = 0; i < at->grid->indent_count; i++) {
        const struct grid_indent *indent = &at->grid->indents[i];
        if (indent->row == row && indent->column == grid_column(at, line)) {
            return indent->steps;
        }
    }
    return 0;
}

/* Whether the section has a total row of its own, other than the last of the table. */
static bool has_own_total(const struct inference *at, const struct plan_section *section,
                          uint32_t line, uint32_t last)
{
    for (uint32_t row = section->first_row + 1; row <= section->last_row; row++) {
        if (row != last && is_data(at, row) && is_total_at(at, row, line)) {
            return true;
        }
    }
    return false;
}

/* How the section's numbers in a column compare with the total below: 1 they add up to
 * it, -1 they do not, 0 nobody can tell. */
static int compare_sum(const struct inference *at, const struct plan_section *section,
                       uint32_t column, uint32_t last)
{
    const struct cell_value *values = line_values(at, column);
    const struct cell_value *total = &values[last - at->block->first_row];
    double sum = 0;
    uint32_t count = 0;
    for (uint32_t row = section->first_row + 1; row <= section->last_row; row++) {
        const struct cell_value *value = &values[row - at->block->first_row];
        if (row == last || !is_data(at, row)) {
            continue;
        }
        if (value->state != CELL_NUMBER) {
            return 0;
        }
        sum += value->number;
        count++;
    }
    if (total->state != CELL_NUMBER || count < 2) {
        return 0;
    }
    return fabs(sum - total->number) < half_unit ? 1 : -1;
}

/* Sections other than the last that add up to the total, and those that do not. */
static void weigh_sums(const struct inference *at, const struct plan_section *sections,
                       size_t count, uint32_t last, uint32_t *fits)
{
    for (size_t s = 0; s + 1 < count; s++) {
        for (uint32_t i = 0; i < at->column_count; i++) {
            const int fit = role_is_number(at->lines[i].role)
                                ? compare_sum(at, &sections[s], i, last)
                                : 0;
            fits[0] += fit > 0;
            fits[1] += fit < 0;
        }
    }
}

static bool labels_are_unique(const struct inference *at, uint32_t line)
{
    struct map *seen = map_create(at->arena, 64);
    for (uint32_t row = at->block->first_data_row; row <= at->block->last_row; row++) {
        const char *key = text_key(at->arena, label_at(at, row, line));
        if (is_data(at, row) && map_add_text(seen, key, row) != row) {
            return false;
        }
    }
    return true;
}

static struct plan_partition partition_of(struct inference *at,
                                          const struct plan_section *section,
                                          uint32_t line, uint32_t last)
{
    const char **parts =
        arena_array(at->arena, section->last_row - section->first_row + 1, const char *);
    struct plan_partition partition = {
        .dimension = infer_dimension_name(at, line),
        .whole = label_at(at, last, line),
        .parts = parts,
        .is_exhaustive = true,
        .origin = ORIGIN_LAYOUT,
        .name = section->of.category,
    };
    for (uint32_t row = section->first_row + 1; row <= section->last_row; row++) {
        if (row != last && is_data(at, row)) {
            parts[partition.part_count++] = label_at(at, row, line);
        }
    }
    return partition;
}

static void stack(struct inference *at, const struct plan_section *sections, size_t count,
                  uint32_t line, uint32_t last)
{
    struct plan *plan = at->plan;
    struct plan_partition *list =
        arena_array(at->arena, plan->partition_count + count, struct plan_partition);
    if (plan->partition_count) {
        memcpy(list, plan->partitions, plan->partition_count * sizeof(*list));
    }
    for (size_t s = 0; s < count; s++) {
        const struct plan_partition partition =
            partition_of(at, &sections[s], line, last);
        if (partition.part_count) {
            list[plan->partition_count++] = partition;
        }
    }
    plan->partitions = list;
    at->lines[line].total = label_at(at, last, line);
}

/* Sections that the file itself sets beside each other: years and panels. */
static bool are_panels(const struct inference *at, const struct plan_section *sections,
                       size_t count)
{
    for (size_t s = 0; s < count; s++) {
        const char *text =
            grid_text(at->grid, sections[s].first_row, at->block->first_column);
        if (name_is_year(sections[s].of.category) ||
            text_starts_with(text_key(at->arena, text), "panel")) {
            return true;
        }
    }
    return false;
}

bool infer_stacked(struct inference *at, const struct plan_section *sections,
                   size_t count)
{
    const uint32_t line = label_line(at);
    const uint32_t last = last_data_row(at);
    if (count < 2 || line == PLAN_NONE || at->known || !is_total_at(at, last, line) ||
        are_panels(at, sections, count)) {
        return false;
    }
    for (size_t s = 0; s < count; s++) {
        if (has_own_total(at, &sections[s], line, last)) {
            return false;
        }
    }
    uint32_t fits[2] = {0};
    weigh_sums(at, sections, count, last, fits);
    const bool is_outside = indent_at(at, last - 1, line) > indent_at(at, last, line);
    const bool is_everybodys = fits[0] ? fits[0] > fits[1] : is_outside && !fits[1];
    if (is_everybodys && labels_are_unique(at, line)) {
        stack(at, sections, count, line, last);
        return true;
    }
    if (!fits[1]) {
        infer_doubt(at, last, UINT32_MAX, 0.45,
                    "one total stands below several groups of rows; it may be the total "
                    "of each or of the last one");
    }
    return false;
}
