#include "model/shown_totals.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum progress { NOT_LOOKED_AT, IN_PROGRESS, IS_KNOWN, IS_UNKNOWN };

struct shown_totals {
    const struct table *table;
    bool *const *is_whole;
    const struct cell_index *index;
    struct shown_total *totals; /* [cell] */
    uint8_t *progress;          /* [cell] enum progress */
};

struct shown_totals *shown_totals_create(struct arena *arena, const struct table *table,
                                         bool *const *is_whole)
{
    struct shown_totals *totals = arena_new(arena, struct shown_totals);
    *totals = (struct shown_totals){
        .table = table,
        .is_whole = is_whole,
        .index = cell_index_create(arena, table),
        .totals = arena_array(arena, (size_t)table->cell_count + 1, struct shown_total),
        .progress = arena_array(arena, (size_t)table->cell_count + 1, uint8_t),
    };
    return totals;
}

static bool is_whole_in(const struct shown_totals *totals, uint32_t cell, uint32_t d)
{
    const uint32_t category = table_category(totals->table, cell, d);
    return category != NO_CATEGORY && totals->is_whole[d][category];
}

bool shown_totals_concern(const struct shown_totals *totals, uint32_t cell)
{
    const struct table *table = totals->table;
    const struct cell *it = &table->cells[cell];
    if (it->is_outside || !role_adds_up(table->measures[it->measure].role)) {
        return false;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (is_whole_in(totals, cell, d)) {
            return true;
        }
    }
    return false;
}

/* The one breakdown that makes up the category; NULL where there is none, or several. */
static const struct partition *breakdown_of(const struct dimension *dimension,
                                            uint32_t whole)
{
    const struct partition *found = NULL;
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        const struct partition *partition = &dimension->partitions[p];
        if (partition->whole != whole || partition->is_nested) {
            continue;
        }
        if (found || !partition->is_exhaustive) {
            return NULL;
        }
        found = partition;
    }
    return found;
}

static struct shown_total shown_by(const struct cell *cell)
{
    const bool is_number = cell->state == CELL_NUMBER;
    return (struct shown_total){
        .value = is_number ? cell->value : 0,
        .has_hidden = !is_number && cell->state != CELL_NOT_APPLICABLE,
        .has_number = is_number,
    };
}

static bool add_parts(struct shown_totals *totals, uint32_t cell, uint32_t d,
                      struct shown_total *sum)
{
    const struct table *table = totals->table;
    const struct partition *parts =
        breakdown_of(&table->dimensions[d], table_category(table, cell, d));
    *sum = (struct shown_total){0};
    for (uint32_t i = 0; parts && i < parts->part_count; i++) {
        struct shown_total part;
        const uint32_t sibling = cell_index_sibling(
            totals->index, cell, table->cells[cell].measure, d, parts->parts[i]);
        if (sibling == NO_CELL || !shown_totals_find(totals, sibling, &part)) {
            return false;
        }
        sum->value += part.value;
        sum->has_hidden = sum->has_hidden || part.has_hidden;
        sum->has_number = sum->has_number || part.has_number;
    }
    return parts != NULL;
}

static bool is_same(const struct shown_total *one, const struct shown_total *other)
{
    return fabs(one->value - other->value) <= 1e-9 * (1 + fabs(one->value)) &&
           one->has_hidden == other->has_hidden;
}

/* By each dimension in which it is a total; they must agree. */
static bool work_out(struct shown_totals *totals, uint32_t cell,
                     struct shown_total *found)
{
    bool is_first = true;
    for (uint32_t d = 0; d < totals->table->dimension_count; d++) {
        struct shown_total sum;
        if (!is_whole_in(totals, cell, d)) {
            continue;
        }
        if (!add_parts(totals, cell, d, &sum) || (!is_first && !is_same(&sum, found))) {
            return false;
        }
        *found = sum;
        is_first = false;
    }
    return !is_first;
}

bool shown_totals_find(struct shown_totals *totals, uint32_t cell,
                       struct shown_total *found)
{
    uint8_t *progress = &totals->progress[cell];
    if (*progress == NOT_LOOKED_AT && !shown_totals_concern(totals, cell)) {
        totals->totals[cell] = shown_by(&totals->table->cells[cell]);
        *progress = IS_KNOWN;
    } else if (*progress == NOT_LOOKED_AT) {
        *progress = IN_PROGRESS;
        *progress = work_out(totals, cell, &totals->totals[cell]) ? IS_KNOWN : IS_UNKNOWN;
    }
    *found = totals->totals[cell];
    return *progress == IS_KNOWN;
}

size_t label_length_without_shown(const char *label)
{
    const size_t length = strlen(label);
    const size_t end = strlen(TOTAL_OF_SHOWN);
    if (length <= end) {
        return length;
    }
    for (size_t i = 0; i < end; i++) {
        if (tolower((unsigned char)label[length - end + i]) != TOTAL_OF_SHOWN[i]) {
            return length;
        }
    }
    return length - end;
}
