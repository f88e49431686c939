#include "risk/figure_places.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_AREAS = 6, SHOWN_AREAS = 3 };

/* ---- one place ---- */

/* The file, sheet or release before a place, where it is not the reader's own. */
static const char *named_from(struct arena *arena, const struct table *here,
                              const struct table *table, const char *place)
{
    const struct output *output = table->output;
    if (output && output->release) {
        return text_format(arena, "%s %s %s", output->release, table->id, place);
    }
    const bool is_other_file = !here || here->output != output;
    const char *sheet = table->grid && table->grid->sheet ? table->grid->sheet : NULL;
    if (sheet && (is_other_file || here->grid != table->grid)) {
        place = text_format(arena, "%s!%s", sheet, place);
    }
    return is_other_file && output ? text_format(arena, "%s %s", output->path, place)
                                   : place;
}

const char *figure_place(struct arena *arena, const struct table *here,
                         const struct table *table, uint32_t cell)
{
    return named_from(arena, here, table, table_cell_place(arena, table, cell));
}

/* ---- areas ---- */

struct area {
    const struct table *table;
    struct grid_span span;
};

/* In the order of the figures' files, rows and columns. */
static int compare_figures(const void *one, const void *other)
{
    const struct attack_figure *first = *(const struct attack_figure *const *)one;
    const struct attack_figure *second = *(const struct attack_figure *const *)other;
    if (first->table != second->table) {
        const struct output *here = first->table->output;
        const struct output *there = second->table->output;
        const int by_path = here && there ? strcmp(here->path, there->path) : 0;
        return by_path ? by_path : strcmp(first->table->id, second->table->id);
    }
    const struct cell *here = &first->table->cells[first->cell];
    const struct cell *there = &second->table->cells[second->cell];
    if (here->row != there->row) {
        return here->row < there->row ? -1 : 1;
    }
    return (here->column > there->column) - (here->column < there->column);
}

/* Whether `next` continues the area to the right, or below it with the same width. */
static bool is_beside(const struct area *area, const struct area *next)
{
    const struct grid_span *own = &area->span;
    const struct grid_span *other = &next->span;
    const bool is_right = own->first_row == other->first_row &&
                          own->last_row == other->last_row &&
                          own->last_column + 1 == other->first_column;
    const bool is_below = own->first_column == other->first_column &&
                          own->last_column == other->last_column &&
                          own->last_row + 1 == other->first_row;
    return area->table == next->table && (is_right || is_below);
}

/* Joins areas that continue each other; answers how many are left. */
static uint32_t join_areas(struct area *areas, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = 0;
        while (at < kept && !is_beside(&areas[at], &areas[i])) {
            at++;
        }
        if (at == kept) {
            areas[kept++] = areas[i];
        } else {
            areas[at].span.last_row = areas[i].span.last_row;
            areas[at].span.last_column = areas[i].span.last_column;
        }
    }
    return kept;
}

static uint32_t make_areas(struct arena *arena,
                           const struct attack_figure *const *figures, uint32_t count,
                           struct area *areas)
{
    const struct attack_figure **sorted =
        arena_array(arena, count, const struct attack_figure *);
    memcpy(sorted, figures, count * sizeof(const struct attack_figure *));
    qsort(sorted, count, sizeof(const struct attack_figure *), compare_figures);
    for (uint32_t i = 0; i < count; i++) {
        const struct cell *cell = &sorted[i]->table->cells[sorted[i]->cell];
        areas[i] = (struct area){sorted[i]->table,
                                 {.first_row = cell->row,
                                  .last_row = cell->row,
                                  .first_column = cell->column,
                                  .last_column = cell->column}};
    }
    count = join_areas(areas, count);
    return join_areas(areas, count); /* rows first, then blocks of them */
}

static bool is_single(const struct area *area)
{
    return area->span.first_row == area->span.last_row &&
           area->span.first_column == area->span.last_column;
}

static const char *area_words(struct arena *arena, const struct area *area)
{
    const struct table *table = area->table;
    const char *sheet = table->grid ? table->grid->sheet : NULL;
    return is_single(area)
               ? place_in_output(arena, table->output, sheet, area->span.first_row,
                                 area->span.first_column)
               : area_in_output(arena, table->output, sheet, &area->span);
}

/* The first so many of them, the file named where it is another than before. */
static const char *list_areas(struct arena *arena, const struct table *here,
                              const struct area *areas, uint32_t count, bool are_all)
{
    const char *words = "";
    for (uint32_t i = 0; i < count; i++) {
        const bool is_last = are_all && i + 1 == count;
        const bool is_same = i > 0 && areas[i].table == areas[i - 1].table;
        const char *place = area_words(arena, &areas[i]);
        words =
            text_format(arena, "%s%s%s", words,
                        i == 0    ? ""
                        : is_last ? " and "
                                  : ", ",
                        is_same ? place : named_from(arena, here, areas[i].table, place));
    }
    return words;
}

/* The same place in every one of several files. */
static bool is_one_place(const struct area *areas, uint32_t count)
{
    bool is_one = is_single(&areas[0]);
    for (uint32_t i = 1; i < count && is_one; i++) {
        is_one = is_single(&areas[i]) &&
                 areas[i].span.first_row == areas[0].span.first_row &&
                 areas[i].span.first_column == areas[0].span.first_column &&
                 areas[i].table->output != areas[i - 1].table->output &&
                 areas[i].table->output && !areas[i].table->output->release;
    }
    return is_one && areas[0].table->output && !areas[0].table->output->release;
}

const char *figure_places(struct arena *arena, const struct table *here,
                          const struct attack_figure *const *figures, uint32_t count)
{
    struct area *areas = arena_array(arena, (size_t)count + 1, struct area);
    const uint32_t found = make_areas(arena, figures, count, areas);
    if (found > SHOWN_AREAS && is_one_place(areas, found)) {
        return text_format(arena, "%s of %s and %u more files",
                           area_words(arena, &areas[0]), areas[0].table->output->path,
                           found - 1);
    }
    if (found <= MOST_AREAS) {
        return list_areas(arena, here, areas, found, true);
    }
    return text_format(arena, "%u figures: %s and %u more", count,
                       list_areas(arena, here, areas, SHOWN_AREAS, false),
                       found - SHOWN_AREAS);
}
