/*
 * Totals elsewhere: a breakdown with hidden cells and no total of its own, beside a table
 * that prints one, or whose figures add up to one.
 *
 * Nothing says that the two count the same people; but where the total is only a little
 * more than what the breakdown shows, they likely do, and the rest is what is hidden. It
 * is a suspicion. Tables that are said to be of one population are one universe already.
 * The same for the total that shares of the breakdown itself give: 340 is 72.8% of 467.
 */
#include "attack/ask/questions.h"
#include "attack/know/derived.h"
#include "attack/know/strata.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

/* The cells of one measure of a table that one dimension alone tells apart. */
struct breakdown {
    struct questions *questions;
    uint32_t table; /* in scope->tables */
    uint32_t measure;
    const uint32_t *cells;
    uint32_t cell_count;
    struct range shown;
    struct attack_figure *figures;
    uint32_t figure_count;
    uint32_t hidden; /* the last hidden cell */
    uint32_t hidden_count;
};

static const struct table *table_of(const struct breakdown *breakdown)
{
    return breakdown->questions->knowledge->scope->tables[breakdown->table].table;
}

static const struct print *print_of(const struct breakdown *breakdown, uint32_t cell)
{
    const struct knowledge *knowledge = breakdown->questions->knowledge;
    const uint32_t unknown = knowledge->cell_unknown[breakdown->table][cell];
    uint32_t p = unknown == NO_UNKNOWN ? NO_PRINT : knowledge->names[unknown].first_print;
    while (p != NO_PRINT && (knowledge->prints[p].table != breakdown->table ||
                             knowledge->prints[p].cell != cell)) {
        p = knowledge->prints[p].next;
    }
    return p == NO_PRINT ? NULL : &knowledge->prints[p];
}

static void add_cell(struct breakdown *breakdown, uint32_t cell)
{
    const struct table *table = table_of(breakdown);
    const struct print *print = print_of(breakdown, cell);
    if (!print) {
        return;
    }
    if (table->cells[cell].state != CELL_NUMBER) {
        const bool hides = knowledge_print_hides(breakdown->questions->knowledge, print);
        breakdown->hidden = hides ? cell : breakdown->hidden;
        breakdown->hidden_count += hides;
        return;
    }
    breakdown->shown.low += print->low;
    breakdown->shown.high += print->high;
    breakdown->figures[breakdown->figure_count++] =
        (struct attack_figure){table, cell, table->cells[cell].value, -1};
}

/* False where nothing is hidden or the table's universe prints the total. */
static bool read_breakdown(struct breakdown *breakdown)
{
    struct questions *questions = breakdown->questions;
    const struct knowledge *knowledge = questions->knowledge;
    const uint32_t own = knowledge_find(
        questions->knowledge, knowledge->table_universe[breakdown->table],
        knowledge->scope->tables[breakdown->table].measures[breakdown->measure], NULL, 0);
    if (own != NO_NAME && knowledge_is_published(knowledge, own)) {
        return false;
    }
    breakdown->figures =
        arena_array(questions->arena, breakdown->cell_count, struct attack_figure);
    for (uint32_t i = 0; i < breakdown->cell_count; i++) {
        add_cell(breakdown, breakdown->cells[i]);
    }
    return breakdown->hidden_count && breakdown->figure_count;
}

/* "a.csv" */
static const char *place_label(const struct questions *questions,
                               const struct table *table)
{
    const char *release = table->output->release;
    const char *sheet = table->grid ? table->grid->sheet : NULL;
    return text_format(questions->arena, "%s%s%s", release ? release : "",
                       release ? " " : "", sheet ? sheet : table->output->path);
}

static bool may_count_the_same(const struct breakdown *breakdown, uint32_t universe)
{
    const struct knowledge *knowledge = breakdown->questions->knowledge;
    const uint32_t own = knowledge->table_universe[breakdown->table];
    const struct universe *mine = &knowledge->universes[own];
    const struct universe *other = &knowledge->universes[universe];
    return universe != own && universes_may_be_one(mine, other) &&
           !strata_are_kin(knowledge, own, universe);
}

/* What a total leaves for the hidden cells, if it is one of theirs. */
static bool leaves_few(const struct breakdown *breakdown, uint32_t universe,
                       const struct range *total, struct range *rest)
{
    const double high = total->high - breakdown->shown.low;
    *rest = (struct range){fmax(0, total->low - breakdown->shown.high), high};
    return may_count_the_same(breakdown, universe) && high >= 1 &&
           questions_is_small(breakdown->questions, rest->low, high);
}

static const char *region_of(const struct breakdown *breakdown)
{
    struct questions *questions = breakdown->questions;
    if (breakdown->hidden_count > 1) {
        return text_format(questions->arena, "%u hidden cells together",
                           breakdown->hidden_count);
    }
    return knowledge_label(
        questions->arena, questions->knowledge,
        questions->knowledge->cell_unknown[breakdown->table][breakdown->hidden]);
}

/* `total`: the figures that give it, each once. */
static void tell(const struct breakdown *breakdown, const struct attack_figure *total,
                 uint32_t total_count, const struct range *rest, const char *assumption)
{
    struct questions *questions = breakdown->questions;
    const uint32_t count = total_count + breakdown->figure_count;
    struct attack_figure *figures =
        arena_array(questions->arena, count, struct attack_figure);
    if (total_count) {
        memcpy(figures, total, total_count * sizeof(*figures));
    }
    memcpy(figures + total_count, breakdown->figures,
           breakdown->figure_count * sizeof(*figures));
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_SUSPECTED);
    disclosure->table = table_of(breakdown);
    disclosure->cell = breakdown->hidden;
    disclosure->figures = figures;
    disclosure->figure_count = count;
    disclosure->region = region_of(breakdown);
    disclosure->assumption = assumption;
    disclosure->range =
        (struct solved_range){rest->low, rest->high, rest->low, rest->high,
                              rest->low == rest->high ? RANGE_EXACT : RANGE_BOUNDED};
}

static const char *same_people(const struct breakdown *breakdown,
                               const struct table *other)
{
    const struct questions *questions = breakdown->questions;
    return text_format(questions->arena, "%s and %s count the same people",
                       place_label(questions, table_of(breakdown)),
                       place_label(questions, other));
}

static void ask_printed(const struct breakdown *breakdown, uint32_t measure)
{
    const struct knowledge *knowledge = breakdown->questions->knowledge;
    const size_t first = map_find(knowledge->region_map, &measure, sizeof(measure));
    uint32_t n = first == MAP_NONE ? NO_NAME : (uint32_t)first;
    for (; n != NO_NAME; n = knowledge->names[n].next_same) {
        const struct range total = {knowledge->system->low[n],
                                    knowledge->system->high[n]};
        struct range rest;
        struct attack_figure figure;
        if (knowledge_is_published(knowledge, n) &&
            leaves_few(breakdown, knowledge->names[n].universe, &total, &rest) &&
            questions_print_of(breakdown->questions, n, &figure)) {
            tell(breakdown, &figure, 1, &rest, same_people(breakdown, figure.table));
        }
    }
}

/* The figures of a sum that nobody printed; answers how many. */
static uint32_t read_sum(const struct knowledge *knowledge,
                         const struct derived_figure *sum, struct attack_figure *figures)
{
    const struct table_scope *entry = &knowledge->scope->tables[sum->table];
    uint32_t count = 0;
    for (uint32_t i = 0; i < entry->table->cell_count; i++) {
        uint32_t words[REGION_WORDS];
        if (derived_is_part(entry->table, i, sum->dimensions) &&
            derived_words(knowledge->scope, entry, i, sum->dimensions, words) ==
                sum->word_count &&
            memcmp(words, sum->words, sum->word_count * sizeof(*words)) == 0) {
            figures[count++] =
                (struct attack_figure){entry->table, i, entry->table->cells[i].value, 1};
        }
    }
    return count;
}

static void ask_derived(const struct breakdown *breakdown, uint32_t measure)
{
    const struct knowledge *knowledge = breakdown->questions->knowledge;
    size_t i = derived_find(knowledge->derived, &measure, 1);
    for (; i != MAP_NONE; i = derived_at(knowledge->derived, i)->next) {
        const struct derived_figure *sum = derived_at(knowledge->derived, i);
        const struct table *table = knowledge->scope->tables[sum->table].table;
        struct range rest;
        if (leaves_few(breakdown, sum->universe, &sum->sum, &rest)) {
            struct attack_figure *figures =
                arena_array(breakdown->questions->arena, (size_t)table->cell_count + 1,
                            struct attack_figure);
            const uint32_t count = read_sum(knowledge, sum, figures);
            tell(breakdown, figures, count, &rest, same_people(breakdown, table));
        }
    }
}

/* The cells that one dimension alone tells apart, by measure and dimension. */
struct sorted_cells {
    uint32_t *cells;
    uint32_t *starts; /* [measures * dimensions + 1] */
    uint32_t *shares; /* [cell_count] the first percentage that has its count here */
    uint32_t *next;   /* [cell_count] of a percentage, the next of its count */
};

/* ---- a total that percentages give: 340 is 72.8% of 467 ---- */

/* What all percentages of one measure say of the number that they are of. */
struct implied {
    struct range range;
    uint32_t count;
    uint32_t cell; /* the percentage that says most */
};

/* Narrows what is implied by one percentage and the number it is of. */
static void imply(struct implied *implied, const struct cell *share, uint32_t index,
                  const struct range *number)
{
    const double unit = cell_percent_unit(share);
    const double half = 0.5 * pow(10, -share->decimals);
    if (share->state != CELL_NUMBER || share->value <= half || number->low <= 0) {
        return;
    }
    const struct range range = {
        ceil(number->low * unit / (share->value + half) - 1e-9),
        floor(number->high * unit / (share->value - half) + 1e-9)};
    if (implied->count == 0) {
        implied->range = (struct range){0, INFINITY};
    }
    const bool tells = range.high < implied->range.high || implied->count == 0;
    implied->cell = tells ? index : implied->cell;
    implied->range.low = fmax(implied->range.low, range.low);
    implied->range.high = fmin(implied->range.high, range.high);
    implied->count++;
}

static void ask_implied(const struct breakdown *breakdown, const struct implied *implied)
{
    struct questions *questions = breakdown->questions;
    const struct range rest = {fmax(0, implied->range.low - breakdown->shown.high),
                               implied->range.high - breakdown->shown.low};
    if (!implied->count || implied->range.low > implied->range.high || rest.high < 1 ||
        !questions_is_small(questions, rest.low, rest.high)) {
        return;
    }
    const struct cell *share = &table_of(breakdown)->cells[implied->cell];
    tell(breakdown, NULL, 0, &rest,
         text_format(questions->arena, "the shares of column %s are of one total, %s",
                     grid_column_letters(questions->arena, share->column),
                     text_number(questions->arena, implied->range.high, 0)));
}

static void ask_shares(const struct breakdown *breakdown,
                       const struct sorted_cells *sorted)
{
    const struct table *table = table_of(breakdown);
    struct implied *implied =
        arena_array(breakdown->questions->arena, table->measure_count, struct implied);
    for (uint32_t i = 0; i < breakdown->cell_count; i++) {
        const uint32_t cell = breakdown->cells[i];
        const struct print *print = print_of(breakdown, cell);
        uint32_t share = sorted->shares[cell];
        for (; print && share != NO_CELL; share = sorted->next[share]) {
            const struct range number = {print->low, print->high};
            imply(&implied[table->cells[share].measure], &table->cells[share], share,
                  &number);
        }
    }
    for (uint32_t m = 0; m < table->measure_count; m++) {
        ask_implied(breakdown, &implied[m]);
    }
}

/* ---- */

static bool is_at_total(const struct table *table, uint32_t cell, uint32_t d)
{
    const uint32_t category = table_category(table, cell, d);
    return category == NO_CATEGORY || category == table->dimensions[d].total;
}

/* Where a cell belongs, or UINT32_MAX. */
static uint32_t place_of(const struct table *table, uint32_t cell)
{
    uint32_t place = UINT32_MAX;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (is_at_total(table, cell, d)) {
            continue;
        }
        if (place != UINT32_MAX) {
            return UINT32_MAX;
        }
        place = table->cells[cell].measure * table->dimension_count + d;
    }
    return place;
}

/* Percentages without a printed base, by the count that they belong to. */
static void sort_shares(const struct table *table, struct sorted_cells *sorted)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        sorted->shares[i] = NO_CELL;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const uint32_t of = cell->numerator != NO_CELL ? cell->numerator : cell->count;
        if (cell->role == ROLE_PERCENT && cell->denominator == NO_CELL && of != NO_CELL &&
            !cell->is_change) {
            sorted->next[i] = sorted->shares[of];
            sorted->shares[of] = i;
        }
    }
}

static struct sorted_cells sort_cells(struct arena *arena, const struct table *table)
{
    const size_t places = (size_t)table->measure_count * table->dimension_count;
    struct sorted_cells sorted = {
        .cells = arena_array(arena, (size_t)table->cell_count + 1, uint32_t),
        .starts = arena_array(arena, places + 2, uint32_t),
        .shares = arena_array(arena, (size_t)table->cell_count + 1, uint32_t),
        .next = arena_array(arena, (size_t)table->cell_count + 1, uint32_t),
    };
    uint32_t *at = sorted.starts + 1;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t place = place_of(table, i);
        if (place != UINT32_MAX) {
            at[place + 1]++;
        }
    }
    for (size_t p = 1; p <= places; p++) {
        at[p] += at[p - 1];
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t place = place_of(table, i);
        if (place != UINT32_MAX) {
            sorted.cells[at[place]++] = i;
        }
    }
    sort_shares(table, &sorted);
    return sorted;
}

static bool hides_something(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].state != CELL_NUMBER) {
            return true;
        }
    }
    return false;
}

static void ask_table(struct questions *questions, uint32_t index)
{
    const struct table_scope *entry = &questions->knowledge->scope->tables[index];
    const struct table *table = entry->table;
    const struct sorted_cells sorted = sort_cells(questions->arena, table);
    for (uint32_t p = 0; p < table->measure_count * table->dimension_count; p++) {
        const uint32_t measure = p / table->dimension_count;
        struct breakdown breakdown = {
            .questions = questions,
            .table = index,
            .measure = measure,
            .cells = sorted.cells + sorted.starts[p],
            .cell_count = sorted.starts[p + 1] - sorted.starts[p],
        };
        if (role_is_count(table->measures[measure].role) && breakdown.cell_count &&
            read_breakdown(&breakdown)) {
            ask_printed(&breakdown, entry->measures[measure]);
            ask_derived(&breakdown, entry->measures[measure]);
            ask_shares(&breakdown, &sorted);
        }
    }
}

void totals_ask(struct questions *questions)
{
    const struct scope *scope = questions->knowledge->scope;
    for (uint32_t i = 0; i < scope->table_count; i++) {
        if (!scope->tables[i].is_earlier && hides_something(scope->tables[i].table)) {
            ask_table(questions, i);
        }
    }
}
