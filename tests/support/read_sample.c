/*
 * The way of ingest from grid to table, and short texts of the result.
 */
#include "support/read_sample.h"

#include "base/text.h"
#include "ingest/build/build_table.h"
#include "ingest/infer/infer_roles.h"
#include "support/sample.h"
#include "support/text_grid.h"

#include <string.h>

const struct table *read_sample(struct arena *arena, const char *path, const char *text,
                                uint32_t index)
{
    const struct grid *grid = text_grid(arena, path, text);
    const struct table_blocks blocks = find_tables(arena, grid, sample_symbols());
    if (index >= blocks.count) {
        return NULL;
    }
    const struct plan *plan =
        infer_plan(arena, grid, &blocks.items[index], NULL, sample_symbols());
    return build_table(arena, plan, sample_symbols());
}

const char *sample_roles(struct arena *arena, const struct table *table)
{
    const char *roles = "";
    for (uint32_t i = 0; i < table->column_count; i++) {
        roles = text_format(arena, "%s%s%s", roles, i ? " " : "",
                            role_name(table->columns[i].role));
    }
    return roles;
}

static const char *partition_text(struct arena *arena, const struct dimension *dimension,
                                  const struct partition *partition)
{
    const char *mark = partition->origin == ORIGIN_ARITHMETIC ? "!" : "?";
    if (!partition->is_exhaustive) {
        mark = "~";
    }
    return text_format(arena, " %s=%u%s", dimension->categories[partition->whole].text,
                       (unsigned)partition->part_count, mark);
}

const char *sample_dimensions(struct arena *arena, const struct table *table)
{
    const char *text = "";
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        text = text_format(arena, "%s%s%s %u%s", text, d ? " | " : "", dimension->name,
                           (unsigned)dimension->category_count,
                           dimension->kind == DIMENSION_TIME ? " time" : "");
        for (uint32_t p = 0; p < dimension->partition_count; p++) {
            text =
                text_format(arena, "%s%s", text,
                            partition_text(arena, dimension, &dimension->partitions[p]));
        }
    }
    return text;
}

static const char *link_text(struct arena *arena, const struct table *table,
                             const char *name, uint32_t cell)
{
    return cell == NO_CELL
               ? ""
               : text_format(arena, " %s=%s", name, table_cell_place(arena, table, cell));
}

const char *sample_cell(struct arena *arena, const struct table *table, const char *place)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (strcmp(table_cell_place(arena, table, i), place) != 0) {
            continue;
        }
        return text_format(
            arena, "%s '%s'%s%s%s%s", role_name((enum role)cell->role),
            table_cell_label(arena, table, i),
            link_text(arena, table, "n", cell->count == i ? NO_CELL : cell->count),
            link_text(arena, table, "above", cell->numerator),
            link_text(arena, table, "below", cell->denominator),
            cell->is_outside ? " outside" : "");
    }
    return "none";
}

bool sample_doubts(const struct table *table, const char *words)
{
    for (uint32_t i = 0; i < table->doubt_count; i++) {
        if (strstr(table->doubts[i].sentence, words)) {
            return true;
        }
    }
    return false;
}
