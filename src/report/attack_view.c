#include "report/attack_view.h"

#include "base/map.h"
#include "base/text.h"
#include "risk/disclosure_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct view_key {
    const struct table *table;
    uint64_t cell; /* wide, so that there is no padding */
};

struct attack_view {
    const struct results *results;
    const struct attack_cell **cells;
    size_t count;
    struct view_key *places; /* keys of the map */
    struct map *map;
    const struct disclosure **disclosures; /* [unknowns] about the hidden cell, or NULL */
};

static bool is_own(const struct table *table)
{
    return !table->output || !table->output->release;
}

static int compare_tables(const struct table *one, const struct table *other)
{
    const size_t first = strlen(one->id);
    const size_t second = strlen(other->id);
    if (first != second) {
        return first < second ? -1 : 1; /* T99 before T100 */
    }
    return strcmp(one->id, other->id);
}

static int compare_cells(const void *one, const void *other)
{
    const struct attack_cell *first = *(const struct attack_cell *const *)one;
    const struct attack_cell *second = *(const struct attack_cell *const *)other;
    const int by_table = compare_tables(first->table, second->table);
    if (by_table) {
        return by_table;
    }
    const struct cell *here = &first->table->cells[first->cell];
    const struct cell *there = &second->table->cells[second->cell];
    if (here->row != there->row) {
        return here->row < there->row ? -1 : 1;
    }
    if (here->column != there->column) {
        return here->column < there->column ? -1 : 1;
    }
    return (first->cell > second->cell) - (first->cell < second->cell);
}

static void collect(struct arena *arena, struct attack_view *view)
{
    const struct attack_result *attack = view->results->attack;
    view->cells = arena_array(arena, attack->cell_count, const struct attack_cell *);
    view->places = arena_array(arena, attack->cell_count, struct view_key);
    view->map = map_create(arena, attack->cell_count);
    for (size_t i = 0; i < attack->cell_count; i++) {
        if (is_own(attack->cells[i].table)) {
            view->cells[view->count++] = &attack->cells[i];
        }
    }
    if (view->count) {
        qsort(view->cells, view->count, sizeof(struct attack_cell *), compare_cells);
    }
    for (size_t i = 0; i < view->count; i++) {
        view->places[i] = (struct view_key){view->cells[i]->table, view->cells[i]->cell};
        (void)map_add(view->map, &view->places[i], sizeof(view->places[i]), i);
    }
}

const struct attack_view *attack_view_create(struct arena *arena,
                                             const struct results *results)
{
    const struct attack_result *attack = results->attack;
    if (!attack) {
        return NULL;
    }
    struct attack_view *view = arena_new(arena, struct attack_view);
    view->results = results;
    collect(arena, view);
    view->disclosures =
        arena_array(arena, attack->counts.unknowns, const struct disclosure *);
    for (size_t i = 0; i < attack->disclosure_count; i++) {
        const struct disclosure *disclosure = &attack->disclosures[i];
        if (disclosure->is_hidden_cell && disclosure->unknown < attack->counts.unknowns) {
            view->disclosures[disclosure->unknown] = disclosure;
        }
    }
    return view;
}

struct attack_totals attack_view_totals(const struct attack_view *view)
{
    struct attack_totals totals = {.hidden = view->count};
    for (size_t i = 0; i < view->count; i++) {
        switch (view->cells[i]->outcome) {
        case HIDDEN_EXACT:
            totals.exact++;
            break;
        case HIDDEN_NARROW:
            totals.narrow++;
            break;
        case HIDDEN_WIDE:
        case HIDDEN_AS_PRINTED:
            totals.protected ++;
            break;
        case HIDDEN_NOT_PROVEN:
        default:
            totals.not_proven++;
            break;
        }
    }
    return totals;
}

size_t attack_view_count(const struct attack_view *view)
{
    return view ? view->count : 0;
}

const struct attack_cell *attack_view_at(const struct attack_view *view, size_t index)
{
    return view->cells[index];
}

const struct attack_cell *attack_view_find(const struct attack_view *view,
                                           const struct table *table, uint32_t cell)
{
    if (!view || !table || cell == NO_CELL) {
        return NULL;
    }
    const struct view_key key = {table, cell};
    const size_t found = map_find(view->map, &key, sizeof(key));
    return found == MAP_NONE ? NULL : view->cells[found];
}

const char *attack_view_why(struct arena *arena, const struct attack_view *view,
                            const struct attack_cell *cell)
{
    const struct disclosure *disclosure = view->disclosures[cell->unknown];
    const char *figures =
        disclosure ? disclosure_arithmetic(arena, disclosure, cell->table) : "";
    const char *arithmetic = *figures ? figures : "from all figures together";
    switch (cell->outcome) {
    case HIDDEN_EXACT:
        return text_format(arena, "follows exactly: %s", arithmetic);
    case HIDDEN_NARROW:
        return text_format(arena, "narrow: %s", arithmetic);
    case HIDDEN_WIDE:
        return "protected: no narrower range follows";
    case HIDDEN_AS_PRINTED:
        return "no more is known than its symbol says";
    case HIDDEN_NOT_PROVEN:
    default:
        return cell->range.proof == RANGE_CONTRADICTORY
                   ? "not tested: the figures around it contradict each other"
                   : "not proven to be protected";
    }
}

/* Where only the width asked for was proven, the range found so far is what is said. */
const char *attack_range_words(struct arena *arena, const struct attack_cell *cell)
{
    const struct solved_range *range = &cell->range;
    if (range->proof == RANGE_WIDE_ENOUGH && isfinite(range->attained_high)) {
        return text_format(arena, "at least %s",
                           range_words(arena, range->attained_low, range->attained_high));
    }
    return range_words(arena, range->low, range->high);
}
