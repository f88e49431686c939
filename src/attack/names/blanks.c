#include "attack/names/blanks.h"

#include "attack/names/scope.h"

#include <math.h>

enum { BLANKS_LOOKED_AT = 2000, STEP_LIMIT = 4000000 };

struct looking {
    const struct table *table;
    const struct range *ranges;
    const struct cell_index *index;
    uint32_t empty;    /* lines whose blanks hold nobody */
    uint32_t occupied; /* lines whose blanks hold somebody */
    uint64_t steps;
};

/* The sum of the printed parts beside a blank; false where one of them is hidden. */
static bool add_parts(struct looking *looking, uint32_t blank, uint32_t dimension,
                      const struct partition *partition, struct range *sum)
{
    const struct table *table = looking->table;
    for (uint32_t i = 0; i < partition->part_count; i++) {
        const uint32_t part =
            cell_index_sibling(looking->index, blank, table->cells[blank].measure,
                               dimension, partition->parts[i]);
        looking->steps++;
        if (part == NO_CELL || table->cells[part].state == CELL_EMPTY) {
            continue;
        }
        if (table->cells[part].state != CELL_NUMBER) {
            return false;
        }
        sum->low += looking->ranges[part].low;
        sum->high += looking->ranges[part].high;
    }
    return true;
}

static void look_at_line(struct looking *looking, uint32_t blank, uint32_t dimension,
                         const struct partition *partition)
{
    const struct table *table = looking->table;
    const uint32_t category = table_category(table, blank, dimension);
    bool is_part = false;
    for (uint32_t i = 0; i < partition->part_count; i++) {
        is_part = is_part || partition->parts[i] == category;
    }
    const uint32_t whole =
        is_part ? cell_index_sibling(looking->index, blank, table->cells[blank].measure,
                                     dimension, partition->whole)
                : NO_CELL;
    struct range sum = {0, 0};
    if (whole == NO_CELL || table->cells[whole].state != CELL_NUMBER ||
        !add_parts(looking, blank, dimension, partition, &sum)) {
        return;
    }
    const struct range *all = &looking->ranges[whole];
    looking->occupied += sum.high < all->low;
    looking->empty += sum.high >= all->low && sum.low <= all->high;
}

static void look_along(struct looking *looking, uint32_t blank, uint32_t d)
{
    const struct dimension *dimension = &looking->table->dimensions[d];
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        if (dimension->partitions[p].is_exhaustive) {
            look_at_line(looking, blank, d, &dimension->partitions[p]);
        }
    }
}

static bool has_blanks(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].state == CELL_EMPTY) {
            return true;
        }
    }
    return false;
}

bool blanks_mean_nobody(const struct table *table, const struct range *ranges)
{
    if (!has_blanks(table)) {
        return false;
    }
    struct arena *scratch = arena_create(0);
    struct looking looking = {
        .table = table,
        .ranges = ranges,
        .index = cell_index_create(scratch, table),
    };
    uint32_t looked = 0;
    for (uint32_t i = 0;
         i < table->cell_count && looked < BLANKS_LOOKED_AT && looking.steps < STEP_LIMIT;
         i++) {
        const enum role role = table->measures[table->cells[i].measure].role;
        const bool is_blank = table->cells[i].state == CELL_EMPTY && role_adds_up(role);
        looked += is_blank;
        for (uint32_t d = 0; is_blank && d < table->dimension_count; d++) {
            look_along(&looking, i, d);
        }
    }
    arena_destroy(scratch);
    return looking.empty > 0 && looking.occupied == 0;
}
