#include "protect/released_totals.h"

#include "base/text.h"
#include "model/label_places.h"
#include "model/shown_totals.h"

#include <math.h>
#include <string.h>

/* ---- which totals ---- */

/* Marks the parts; false where one has another whole already. */
static bool claim_parts(const struct partition *partition, bool *is_part)
{
    for (uint32_t i = 0; i < partition->part_count; i++) {
        if (is_part[partition->parts[i]]) {
            return false;
        }
        is_part[partition->parts[i]] = true;
    }
    return true;
}

/* Each whole has one breakdown, and each part one whole. */
static bool is_plain(struct arena *arena, const struct dimension *dimension)
{
    const size_t room = (size_t)dimension->category_count + 1;
    bool *is_whole = arena_array(arena, room, bool);
    bool *is_part = arena_array(arena, room, bool);
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        const struct partition *partition = &dimension->partitions[p];
        if (!partition->is_exhaustive || partition->is_nested ||
            is_whole[partition->whole] || !claim_parts(partition, is_part)) {
            return false;
        }
        is_whole[partition->whole] = true;
    }
    return dimension->partition_count > 0;
}

static bool can_be_renamed(struct arena *arena, const struct table *table, uint32_t d)
{
    const struct dimension *dimension = &table->dimensions[d];
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        struct label_place *places = NULL;
        if (!label_places_find(arena, table, d, dimension->partitions[p].whole,
                               &places)) {
            return false;
        }
    }
    return true;
}

static bool has_column(const struct table *table, const char *name)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (text_equals(table->columns[c].name, name)) {
            return true;
        }
    }
    return false;
}

/* Labels of EES files are fixed. */
static bool has_fixed_labels(const struct table *table)
{
    return table->meta || has_column(table, "geographic_level") ||
           has_column(table, "time_identifier");
}

static bool is_known_role(enum role role)
{
    return role_adds_up(role) || role == ROLE_PERCENT || role == ROLE_RATE ||
           role == ROLE_MEAN || role == ROLE_MEDIAN || role == ROLE_QUANTILE ||
           role == ROLE_MIN || role == ROLE_MAX || role == ROLE_SD;
}

/* Running totals, the evidence of dominance, models: their totals stay. */
static bool are_measures_plain(const struct table *table)
{
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (!is_known_role(table->measures[m].role) ||
            table->measures[m].accumulation.is_running || table->measures[m].scale > 1) {
            return false;
        }
    }
    return true;
}

/* A percentage of unknown counts could be of a total that would go. */
static bool are_shares_linked(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const bool is_share = table->measures[cell->measure].role == ROLE_PERCENT;
        if (is_share && cell->state == CELL_NUMBER &&
            (cell->is_change || cell->numerator == NO_CELL ||
             cell->denominator == NO_CELL)) {
            return false;
        }
    }
    return true;
}

static bool **wholes_of(struct arena *arena, const struct table *table)
{
    bool **is_whole = arena_array(arena, (size_t)table->dimension_count + 1, bool *);
    bool has_any = false;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        is_whole[d] = arena_array(arena, (size_t)dimension->category_count + 1, bool);
        if (!is_plain(arena, dimension) || !can_be_renamed(arena, table, d)) {
            continue;
        }
        for (uint32_t p = 0; p < dimension->partition_count; p++) {
            is_whole[d][dimension->partitions[p].whole] = true;
            has_any = true;
        }
    }
    return has_any ? is_whole : NULL;
}

/* Whether each of these totals can be said whatever is hidden, and none must stay. */
static bool can_be_worked_out(struct arena *arena, const struct table *table,
                              bool *const *is_whole, const bool *is_kept)
{
    struct shown_totals *totals = shown_totals_create(arena, table, is_whole);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        struct shown_total total;
        if (shown_totals_concern(totals, i) && (is_kept[i] || table->cells[i].is_shared ||
                                                !shown_totals_find(totals, i, &total))) {
            return false;
        }
    }
    return true;
}

static bool *kept_cells(struct arena *arena, const struct submission *from,
                        uint32_t table, const struct suggest_options *options)
{
    bool *is_kept = arena_array(arena, (size_t)from->tables[table]->cell_count + 1, bool);
    for (size_t i = 0; i < options->wish_count; i++) {
        const struct wish *wish = &options->wishes[i];
        if (wish->table == table && wish->kind == WISH_KEEP) {
            is_kept[wish->cell] = true;
        }
    }
    return is_kept;
}

static bool **choose_wholes(struct arena *arena, const struct submission *from,
                            uint32_t t, const struct suggest_options *options)
{
    const struct table *table = from->tables[t];
    if (has_fixed_labels(table) || !are_measures_plain(table) ||
        !are_shares_linked(table)) {
        return NULL;
    }
    bool **is_whole = wholes_of(arena, table);
    return is_whole && can_be_worked_out(arena, table, is_whole,
                                         kept_cells(arena, from, t, options))
               ? is_whole
               : NULL;
}

/* ---- without their numbers ---- */

static void release(struct cell *cell)
{
    cell->state = CELL_BAND;
    cell->is_of_shown = true;
    cell->low = cell->value < 0 ? cell->value : 0;
    cell->high = INFINITY;
    cell->value = NAN;
    cell->symbol = "";
}

static bool is_released(const struct cell *cells, uint32_t cell)
{
    return cell != NO_CELL && cells[cell].is_of_shown;
}

static struct cell *own_cells(struct arena *arena, struct table *copy,
                              const struct table *from)
{
    struct cell *cells = arena_array(arena, (size_t)from->cell_count + 1, struct cell);
    if (from->cell_count) {
        memcpy(cells, from->cells, from->cell_count * sizeof(*cells));
    }
    copy->cells = cells;
    return cells;
}

static struct table *without_totals(struct arena *arena, const struct table *table,
                                    bool *const *is_whole)
{
    struct table *copy = arena_new(arena, struct table);
    *copy = *table;
    struct cell *cells = own_cells(arena, copy, table);
    const struct shown_totals *totals = shown_totals_create(arena, table, is_whole);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (cells[i].state == CELL_NUMBER && shown_totals_concern(totals, i)) {
            release(&cells[i]);
        }
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const bool is_share = table->measures[cells[i].measure].role == ROLE_PERCENT;
        if (is_share && cells[i].state == CELL_NUMBER &&
            (is_released(cells, cells[i].numerator) ||
             is_released(cells, cells[i].denominator))) {
            release(&cells[i]);
        }
    }
    return copy;
}

bool released_totals_create(struct arena *arena, const struct submission *from,
                            const struct suggest_options *options, const bool *stays,
                            struct released_totals *totals)
{
    struct submission *made = arena_new(arena, struct submission);
    struct table **tables = arena_array(arena, from->table_count + 1, struct table *);
    bool has_any = false;
    *made = *from;
    made->tables = tables;
    *totals = (struct released_totals){
        .arena = arena,
        .from = from,
        .made = made,
        .is_whole = arena_array(arena, from->table_count + 1, bool **),
    };
    for (uint32_t t = 0; t < from->table_count; t++) {
        tables[t] = from->tables[t];
        totals->is_whole[t] = stays[t] ? NULL : choose_wholes(arena, from, t, options);
        if (totals->is_whole[t]) {
            tables[t] = without_totals(arena, from->tables[t], totals->is_whole[t]);
            has_any = true;
        }
    }
    return has_any;
}

/* ---- with what is shown ---- */

struct filling {
    struct arena *arena;
    const struct table *before; /* as submitted */
    const struct table *shown;
    struct cell *cells; /* of the copy */
    struct shown_totals *totals;
    const struct cell_index *index;
    const char *marker;
    size_t count;
};

static void hide(struct filling *at, uint32_t cell)
{
    struct cell *it = &at->cells[cell];
    it->state = CELL_HIDDEN;
    it->is_of_shown = false;
    it->value = NAN;
    it->low = NAN;
    it->high = NAN;
    it->decimals = 0;
    it->symbol = at->marker;
}

static void print(struct filling *at, uint32_t cell, double value)
{
    struct cell *it = &at->cells[cell];
    it->value = value;
    it->symbol = text_number(at->arena, value, it->decimals > 0 ? it->decimals : 0);
}

/* As it was where nothing is left out; hidden where everything is. */
static bool fill_totals(struct filling *at)
{
    for (uint32_t i = 0; i < at->shown->cell_count; i++) {
        struct shown_total total;
        if (!at->cells[i].is_of_shown || !shown_totals_concern(at->totals, i)) {
            continue;
        }
        if (!shown_totals_find(at->totals, i, &total)) {
            return false;
        }
        if (!total.has_hidden) {
            at->cells[i] = at->before->cells[i];
        } else if (!total.has_number) {
            hide(at, i);
        } else {
            print(at, i, total.value);
            at->count++;
        }
    }
    return true;
}

/* The number that a cell shows. */
static bool is_shown(const struct filling *at, uint32_t cell)
{
    return at->cells[cell].state == CELL_NUMBER || at->cells[cell].is_of_shown;
}

static void fill_share(struct filling *at, uint32_t i)
{
    struct cell *share = &at->cells[i];
    if (!is_shown(at, share->numerator) || !is_shown(at, share->denominator) ||
        at->cells[share->denominator].value <= 0) {
        hide(at, i);
    } else if (!at->cells[share->numerator].is_of_shown &&
               !at->cells[share->denominator].is_of_shown) {
        *share = at->before->cells[i];
    } else {
        const double places = pow(10, fmax(0, share->decimals));
        const double value = cell_percent_unit(share) *
                             at->cells[share->numerator].value /
                             at->cells[share->denominator].value;
        print(at, i, floor(value * places + 0.5) / places);
    }
}

static bool lacks_something(const struct filling *at, uint32_t cell)
{
    return cell != NO_CELL && shown_totals_concern(at->totals, cell) &&
           (at->cells[cell].is_of_shown || at->cells[cell].state == CELL_HIDDEN);
}

/* Whether it is of a total of which something is left out. */
static bool is_of_incomplete(const struct filling *at, uint32_t cell)
{
    const struct cell *it = &at->cells[cell];
    bool is_so = lacks_something(at, it->count) || lacks_something(at, it->numerator) ||
                 lacks_something(at, it->denominator);
    for (uint32_t m = 0; !is_so && m < at->shown->measure_count; m++) {
        is_so =
            lacks_something(at, cell_index_sibling(at->index, cell, m, UINT32_MAX, 0));
    }
    return is_so;
}

static void fill_statistics(struct filling *at)
{
    for (uint32_t i = 0; i < at->shown->cell_count; i++) {
        if (at->cells[i].is_of_shown && !shown_totals_concern(at->totals, i)) {
            fill_share(at, i);
        }
    }
    for (uint32_t i = 0; i < at->shown->cell_count; i++) {
        const enum role role = at->shown->measures[at->cells[i].measure].role;
        if (at->cells[i].state == CELL_NUMBER && !role_adds_up(role) &&
            role != ROLE_PERCENT && !at->cells[i].is_outside && is_of_incomplete(at, i)) {
            hide(at, i);
        }
    }
}

/* Those of the dimension, of which the totals that leave something out say so. */
static const struct category *renamed(struct filling *at, const struct table *copy,
                                      uint32_t d, const bool *is_whole)
{
    const struct dimension *dimension = &copy->dimensions[d];
    struct category *categories =
        arena_array(at->arena, (size_t)dimension->category_count + 1, struct category);
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        categories[c] = dimension->categories[c];
    }
    for (uint32_t i = 0; i < copy->cell_count; i++) {
        const uint32_t c = table_category(copy, i, d);
        if (c != NO_CATEGORY && is_whole[c] && !categories[c].is_of_shown &&
            at->cells[i].is_of_shown && shown_totals_concern(at->totals, i)) {
            categories[c].text =
                text_format(at->arena, "%s%s", categories[c].text, TOTAL_OF_SHOWN);
            categories[c].is_of_shown = true;
        }
    }
    return categories;
}

static void rename_wholes(struct filling *at, struct table *copy, bool *const *is_whole)
{
    struct dimension *dimensions =
        arena_array(at->arena, (size_t)copy->dimension_count + 1, struct dimension);
    for (uint32_t d = 0; d < copy->dimension_count; d++) {
        dimensions[d] = copy->dimensions[d];
        dimensions[d].categories = renamed(at, copy, d, is_whole[d]);
    }
    copy->dimensions = dimensions;
}

static struct table *with_totals(const struct released_totals *totals, size_t t,
                                 const struct table *shown, const char *marker,
                                 size_t *count)
{
    struct table *copy = arena_new(totals->arena, struct table);
    *copy = *shown;
    struct filling at = {
        .arena = totals->arena,
        .before = totals->from->tables[t],
        .shown = shown,
        .cells = own_cells(totals->arena, copy, shown),
        .totals = shown_totals_create(totals->arena, shown, totals->is_whole[t]),
        .index = cell_index_create(totals->arena, shown),
        .marker = marker,
    };
    if (!fill_totals(&at)) {
        return NULL;
    }
    fill_statistics(&at);
    rename_wholes(&at, copy, totals->is_whole[t]);
    *count += at.count;
    return copy;
}

const struct submission *released_totals_fill(const struct released_totals *totals,
                                              const struct submission *shown,
                                              const char *marker, size_t *count)
{
    struct submission *filled = arena_new(totals->arena, struct submission);
    struct table **tables =
        arena_array(totals->arena, shown->table_count + 1, struct table *);
    *filled = *shown;
    filled->tables = tables;
    *count = 0;
    for (size_t t = 0; t < shown->table_count; t++) {
        tables[t] = shown->tables[t];
        const struct output *output = shown->tables[t]->output;
        if (!totals->is_whole[t]) {
            continue;
        }
        tables[t] = with_totals(
            totals, t, shown->tables[t],
            output ? symbol_in_file(totals->arena, output->kind, marker) : marker, count);
        if (!tables[t]) {
            return NULL;
        }
    }
    return filled;
}
