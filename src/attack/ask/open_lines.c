#include "attack/ask/open_lines.h"

#include "attack/know/derived.h"

#include <string.h>

bool open_lines_may_run(const struct knowledge *knowledge, uint32_t table, uint32_t d)
{
    const struct table_scope *entry = &knowledge->scope->tables[table];
    const struct dimension *own = &entry->table->dimensions[d];
    if (d >= REGION_WORDS - 1 || own->kind == DIMENSION_TIME ||
        own->kind == DIMENSION_PANEL) {
        return false;
    }
    if (own->total == NO_CATEGORY) {
        return dimension_may_add_up(knowledge->scope, entry, d);
    }
    return own->partition_count == 0 ||
           (own->partition_count == 1 && own->partitions[0].is_exhaustive &&
            own->partitions[0].part_count + 1 == own->category_count);
}

/* What the lines of one dimension are made from. */
struct reading {
    struct arena *arena;
    struct knowledge *knowledge;
    uint32_t table;
    uint32_t dimension;
    struct map *map; /* words -> line */
    struct open_lines lines;
};

static const struct table *table_of(const struct reading *reading)
{
    return reading->knowledge->scope->tables[reading->table].table;
}

static bool is_part(const struct reading *reading, uint32_t cell)
{
    const struct table *table = table_of(reading);
    const uint32_t category = table_category(table, cell, reading->dimension);
    return category != NO_CATEGORY &&
           category != table->dimensions[reading->dimension].total &&
           derived_is_part(table, cell, (uint64_t)1 << reading->dimension);
}

static bool hides(const struct reading *reading, uint32_t cell)
{
    const struct print *print =
        knowledge_print_at(reading->knowledge, reading->table, cell);
    return table_of(reading)->cells[cell].state != CELL_NUMBER && print &&
           knowledge_print_hides(reading->knowledge, print);
}

/* Whether something is hidden whose whole its universe does not print. */
static bool is_open(const struct reading *reading, const uint32_t *words, uint32_t count)
{
    const uint32_t whole = knowledge_find(
        reading->knowledge, reading->knowledge->table_universe[reading->table], words[0],
        words + 1, count - 1);
    return whole == NO_NAME || !knowledge_is_published(reading->knowledge, whole);
}

static uint32_t words_of(const struct reading *reading, uint32_t cell, uint32_t *words)
{
    return derived_words(reading->knowledge->scope,
                         &reading->knowledge->scope->tables[reading->table], cell,
                         (uint64_t)1 << reading->dimension, words);
}

static bool has_open_line(const struct reading *reading)
{
    const struct table *table = table_of(reading);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        uint32_t words[REGION_WORDS];
        if (table->cells[i].state != CELL_NUMBER && is_part(reading, i) &&
            hides(reading, i) && is_open(reading, words, words_of(reading, i, words))) {
            return true;
        }
    }
    return false;
}

static struct open_line *line_of(struct reading *reading, uint32_t cell)
{
    uint32_t words[REGION_WORDS];
    const uint32_t count = words_of(reading, cell, words);
    size_t line = map_find(reading->map, words, count * sizeof(*words));
    if (line == MAP_NONE) {
        uint32_t *kept = arena_array(reading->arena, count, uint32_t);
        memcpy(kept, words, count * sizeof(*words));
        line = map_add(reading->map, kept, count * sizeof(*kept), reading->lines.count);
        *arena_add(reading->arena, reading->lines.items, reading->lines.count,
                   reading->lines.capacity) =
            (struct open_line){.words = kept,
                               .word_count = count,
                               .is_closed = !is_open(reading, kept, count)};
    }
    return &reading->lines.items[line];
}

static void add_part(struct reading *reading, uint32_t cell)
{
    const struct table *table = table_of(reading);
    const struct print *print =
        knowledge_print_at(reading->knowledge, reading->table, cell);
    struct open_line *line = print ? line_of(reading, cell) : NULL;
    if (!line) {
        return;
    }
    if (table->cells[cell].state == CELL_NUMBER) {
        line->shown.low += print->low;
        line->shown.high += print->high;
        *arena_add(reading->arena, line->figures, line->figure_count,
                   line->figure_capacity) =
            (struct attack_figure){table, cell, table->cells[cell].value, -1};
    } else if (knowledge_print_hides(reading->knowledge, print)) {
        line->hidden = cell;
        line->hidden_count++;
    }
}

struct open_lines open_lines_along(struct arena *arena, struct knowledge *knowledge,
                                   uint32_t table, uint32_t d)
{
    struct reading reading = {
        .arena = arena,
        .knowledge = knowledge,
        .table = table,
        .dimension = d,
    };
    if (!open_lines_may_run(knowledge, table, d) || !has_open_line(&reading)) {
        return reading.lines;
    }
    reading.map = map_create(arena, 64);
    for (uint32_t i = 0; i < table_of(&reading)->cell_count; i++) {
        if (is_part(&reading, i)) {
            add_part(&reading, i);
        }
    }
    return reading.lines;
}
