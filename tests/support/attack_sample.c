#include "support/attack_sample.h"

#include "base/text.h"

#include <string.h>

const struct attack_result *attack_samples(struct arena *arena,
                                           struct table *const *tables, size_t count)
{
    const struct attack_limits limits = {.minimum = 10, .width = 5, .exact_ranges = true};
    const struct scope_input input = {.candidate =
                                          sample_submission(arena, tables, count)};
    return attack_run(arena, &input, &limits);
}

struct knowledge *know_samples(struct arena *arena, struct table *const *tables,
                               size_t count)
{
    const struct scope_input input = {.candidate =
                                          sample_submission(arena, tables, count)};
    return knowledge_create(arena, &input);
}

const struct disclosure *attack_find(struct arena *arena,
                                     const struct attack_result *result,
                                     enum disclosure_kind kind, const char *table,
                                     const char *place)
{
    for (size_t i = 0; i < result->disclosure_count; i++) {
        const struct disclosure *found = &result->disclosures[i];
        if (found->kind == kind && found->table && text_equals(found->table->id, table) &&
            text_equals(table_cell_place(arena, found->table, found->cell), place)) {
            return found;
        }
    }
    return NULL;
}

size_t attack_count(const struct attack_result *result, enum disclosure_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < result->disclosure_count; i++) {
        count += result->disclosures[i].kind == kind;
    }
    return count;
}

void sample_drop_blanks(struct arena *arena, struct table *table)
{
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    const size_t width = table->dimension_count;
    uint32_t *categories = arena_array(arena, table->cell_count * width, uint32_t);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].state == CELL_EMPTY) {
            continue;
        }
        cells[kept] = table->cells[i];
        cells[kept].count = kept;
        memcpy(categories + kept * width, table->categories + i * width,
               width * sizeof(*categories));
        kept++;
    }
    table->cells = cells;
    table->categories = categories;
    table->cell_count = kept;
}

uint32_t set_called(const struct knowledge *knowledge, const char *text)
{
    for (uint32_t i = 0; i < knowledge->scope->set_count; i++) {
        if (text_equals(knowledge->scope->sets[i].text, text)) {
            return i;
        }
    }
    return NO_SET;
}
