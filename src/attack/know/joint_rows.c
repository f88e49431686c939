/*
 * Totals over several dimensions at once: region by sex by age here, region alone there.
 * No split of one variable sees them, since nobody prints what lies between; so each such
 * total is a row of its own: the whole, and every cell that it adds up.
 *
 * As with splits of one variable, lines that are printed in full must agree with their
 * whole, or with the sums of another table; then hidden cells of other lines follow from
 * the same rule. Where nothing proves it, the cells are at most their whole.
 */
#include "attack/know/derived.h"

#include <math.h>

struct line {
    struct term *terms; /* the whole first */
    uint32_t count;
    uint32_t capacity;
    uint32_t hidden;
    const uint32_t *words;
    uint32_t word_count;
};

struct lines {
    struct arena *arena;
    struct map *map;
    struct line *items;
    size_t count;
    size_t capacity;
};

static struct line *line_of(struct lines *lines, const uint32_t *words,
                            uint32_t word_count)
{
    const size_t found = map_find(lines->map, words, word_count * sizeof(*words));
    if (found != MAP_NONE) {
        return &lines->items[found];
    }
    uint32_t *own = arena_array(lines->arena, word_count, uint32_t);
    for (uint32_t i = 0; i < word_count; i++) {
        own[i] = words[i];
    }
    (void)map_add(lines->map, own, word_count * sizeof(*own), lines->count);
    struct line *line =
        arena_add(lines->arena, lines->items, lines->count, lines->capacity);
    *line = (struct line){.words = own, .word_count = word_count};
    return line;
}

static void add_cell(struct lines *lines, struct line *line, uint32_t unknown,
                     bool is_hidden)
{
    if (line->count + 1 >= line->capacity) {
        const uint32_t room = line->capacity ? 2 * line->capacity : 8;
        struct term *terms = arena_array(lines->arena, room, struct term);
        for (uint32_t i = 0; i <= line->count && line->capacity; i++) {
            terms[i] = line->terms[i];
        }
        line->terms = terms;
        line->capacity = room;
    }
    line->terms[++line->count] = (struct term){unknown, -1};
    line->hidden += is_hidden ? 1 : 0;
}

static void collect(const struct knowledge *knowledge, uint32_t table_index,
                    uint64_t dimensions, struct lines *lines)
{
    const struct scope *scope = knowledge->scope;
    const struct table_scope *entry = &scope->tables[table_index];
    uint32_t words[REGION_WORDS];
    for (uint32_t i = 0; i < entry->table->cell_count; i++) {
        const uint32_t unknown = knowledge->cell_unknown[table_index][i];
        if (unknown == NO_UNKNOWN || !derived_is_part(entry->table, i, dimensions)) {
            continue;
        }
        const uint32_t count = derived_words(scope, entry, i, dimensions, words);
        add_cell(lines, line_of(lines, words, count), unknown,
                 !knowledge_is_published(knowledge, unknown));
    }
}

static uint32_t whole_of(struct knowledge *knowledge, uint32_t universe,
                         const struct line *line)
{
    return knowledge_find(knowledge, universe, line->words[0], line->words + 1,
                          line->word_count - 1);
}

static void add_row(struct knowledge *knowledge, const struct line *line, uint32_t whole,
                    bool is_proven)
{
    line->terms[0] = (struct term){whole, 1};
    const struct row_origin origin = {is_proven ? ROW_SUM : ROW_PARTS, UINT32_MAX,
                                      NO_CELL, whole};
    knowledge_add_row(knowledge, line->terms, line->count + 1, 0,
                      is_proven ? 0 : INFINITY, origin);
}

/* Lines with hidden cells; in the second pass those without any whose whole such a line
 * has made an unknown. */
static void take_line(struct knowledge *knowledge, uint32_t universe,
                      const struct line *line, enum joint_verdict verdict, bool is_second)
{
    uint32_t whole = whole_of(knowledge, universe, line);
    const bool is_printed = whole != NO_NAME && knowledge_is_published(knowledge, whole);
    const bool is_open = whole != NO_NAME && !is_printed &&
                         knowledge->names[whole].first_print == NO_PRINT;
    if (is_second) {
        if (!line->hidden && is_open && verdict == JOINT_PROVEN) {
            add_row(knowledge, line, whole, true);
        }
        return;
    }
    if (!line->hidden || (whole == NO_NAME && verdict != JOINT_PROVEN)) {
        return;
    }
    if (whole == NO_NAME) {
        whole = knowledge_name(knowledge, universe, line->words[0], line->words + 1,
                               line->word_count - 1, true);
    }
    add_row(knowledge, line, whole, verdict == JOINT_PROVEN);
}

static void take_lines(struct knowledge *knowledge, uint32_t table, uint64_t dimensions,
                       bool is_second)
{
    const enum joint_verdict verdict = joint_judge(knowledge, table, dimensions);
    if (verdict == JOINT_REFUTED) {
        return;
    }
    struct arena *scratch = arena_create(0);
    struct lines lines = {.arena = scratch, .map = map_create(scratch, 64)};
    collect(knowledge, table, dimensions, &lines);
    const uint64_t all =
        derived_combinations(knowledge->scope->tables[table].table, dimensions);
    for (size_t i = 0; i < lines.count; i++) {
        if (lines.items[i].count == all) {
            take_line(knowledge, knowledge->table_universe[table], &lines.items[i],
                      verdict, is_second);
        }
    }
    arena_destroy(scratch);
}

static void take_table(struct knowledge *knowledge, uint32_t table, bool is_second)
{
    uint64_t masks[MASK_LIMIT];
    const struct table_scope *entry = &knowledge->scope->tables[table];
    const uint32_t count = entry->table->dimension_count >= REGION_WORDS
                               ? 0
                               : derived_masks(knowledge->scope, entry, masks);
    for (uint32_t i = 0; i < count; i++) {
        const bool is_single = (masks[i] & (masks[i] - 1)) == 0;
        if (!is_single) {
            take_lines(knowledge, table, masks[i], is_second);
        }
    }
}

void joint_rows_add(struct knowledge *knowledge)
{
    for (uint32_t t = 0; t < knowledge->scope->table_count; t++) {
        take_table(knowledge, t, false);
    }
    for (uint32_t t = 0; t < knowledge->scope->table_count; t++) {
        take_table(knowledge, t, true);
    }
}
