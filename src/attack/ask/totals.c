/*
 * Totals elsewhere: lines with hidden cells whose whole stands in another table, as a
 * number or as a sum.
 *
 * Nothing says that the two tables count the same people; but where no line shows more
 * than its whole there, and the whole is only a little more than what a line shows, they
 * likely do, and the rest is what is hidden. It is a suspicion. Tables that are said to
 * be of one population are one universe already. A file called after a category
 * ("london") is held against that category of the others. The same for the total that
 * shares beside the line give: 340 is 72.8% of 467.
 */
#include "attack/ask/called_sets.h"
#include "attack/ask/open_lines.h"
#include "attack/ask/questions.h"
#include "attack/know/derived.h"
#include "attack/know/strata.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

/* The lines of one table along one dimension, and what is held against them. */
struct asking {
    struct questions *questions;
    struct arena *scratch;
    uint32_t table;
    const struct open_lines *lines;
    bool *refuted; /* [universe_count] does not fit some line */
    const struct share_index *shares;
};

/* Called for each number that a line's whole might be. */
struct whole {
    uint32_t universe;
    struct range range;
    uint32_t name;                    /* a printed one, or NO_NAME */
    const struct derived_figure *sum; /* else a sum */
    uint32_t called;                  /* the set that the table is called after */
};

static const struct knowledge *knowledge_of(const struct asking *asking)
{
    return asking->questions->knowledge;
}

static bool may_count_the_same(const struct asking *asking, uint32_t universe)
{
    const struct knowledge *knowledge = knowledge_of(asking);
    const uint32_t own = knowledge->table_universe[asking->table];
    const struct universe *mine = &knowledge->universes[own];
    const struct universe *other = &knowledge->universes[universe];
    return universe != own && !mine->is_declared && !other->is_declared &&
           mine->group == other->group && !strata_are_kin(knowledge, own, universe);
}

/* What a whole leaves for the hidden cells. */
static struct range rest_of(const struct open_line *line, const struct range *whole)
{
    return (struct range){fmax(0, whole->low - line->shown.high),
                          whole->high - line->shown.low};
}

static const char *region_of(const struct asking *asking, const struct open_line *line)
{
    struct questions *questions = asking->questions;
    if (line->hidden_count > 1) {
        return text_format(questions->arena, "%u hidden cells together",
                           line->hidden_count);
    }
    return knowledge_label(
        questions->arena, questions->knowledge,
        questions->knowledge->cell_unknown[asking->table][line->hidden]);
}

/* `total`: the figures that give the whole, each once; none where the assumption does. */
static void tell(const struct asking *asking, const struct open_line *line,
                 const struct attack_figure *total, uint32_t total_count,
                 const struct range *rest, const char *assumption)
{
    struct questions *questions = asking->questions;
    const uint32_t count = total_count + (uint32_t)line->figure_count;
    struct attack_figure *figures =
        arena_array(questions->arena, (size_t)count + 1, struct attack_figure);
    if (total_count) {
        memcpy(figures, total, total_count * sizeof(*figures));
    }
    if (line->figure_count) {
        memcpy(figures + total_count, line->figures,
               line->figure_count * sizeof(*figures));
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_SUSPECTED);
    disclosure->table = questions->knowledge->scope->tables[asking->table].table;
    disclosure->cell = line->hidden;
    disclosure->figures = figures;
    disclosure->figure_count = count;
    disclosure->region = region_of(asking, line);
    disclosure->assumption = assumption;
    disclosure->range =
        (struct solved_range){rest->low, rest->high, rest->low, rest->high,
                              rest->low == rest->high ? RANGE_EXACT : RANGE_BOUNDED};
}

/* ---- a total that percentages give ---- */

/* Percentages without a printed base, by the count that they belong to. */
struct share_index {
    uint32_t *first; /* [cell_count] of a count, or NO_CELL */
    uint32_t *next;  /* [cell_count] of a percentage: the next of its count */
};

static struct share_index index_shares(struct arena *arena, const struct table *table)
{
    struct share_index index = {
        .first = arena_array(arena, (size_t)table->cell_count + 1, uint32_t),
        .next = arena_array(arena, (size_t)table->cell_count + 1, uint32_t),
    };
    for (uint32_t i = 0; i < table->cell_count; i++) {
        index.first[i] = NO_CELL;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const uint32_t of = cell->numerator != NO_CELL ? cell->numerator : cell->count;
        if (cell->role == ROLE_PERCENT && cell->denominator == NO_CELL && of != NO_CELL &&
            !cell->is_change) {
            index.next[i] = index.first[of];
            index.first[of] = i;
        }
    }
    return index;
}

/* What all percentages of one measure say of the number that they are of. */
struct implied {
    struct range range;
    uint32_t count;
    uint32_t column;
};

/* Narrows what is implied by one percentage and the number it is of. */
static void imply(struct implied *implied, const struct cell *share,
                  const struct range *number)
{
    const double unit = cell_percent_unit(share);
    const double half = 0.5 * pow(10, -share->decimals);
    if (share->state != CELL_NUMBER || share->value <= half || number->low <= 0) {
        return;
    }
    const double low = ceil(number->low * unit / (share->value + half) - 1e-9);
    const double high = floor(number->high * unit / (share->value - half) + 1e-9);
    const bool is_first = implied->count++ == 0;
    implied->column = share->column;
    implied->range.low = is_first ? low : fmax(implied->range.low, low);
    implied->range.high = is_first ? high : fmin(implied->range.high, high);
}

static void ask_implied(const struct asking *asking, const struct open_line *line,
                        const struct implied *implied)
{
    struct questions *questions = asking->questions;
    const struct range rest = rest_of(line, &implied->range);
    if (!implied->count || implied->range.low > implied->range.high || rest.high < 1 ||
        !questions_is_small(questions, rest.low, rest.high)) {
        return;
    }
    tell(asking, line, NULL, 0, &rest,
         text_format(questions->arena, "the shares of column %s are of one total, %s",
                     grid_column_letters(questions->arena, implied->column),
                     text_number(questions->arena, implied->range.high, 0)));
}

static void ask_shares(const struct asking *asking, const struct open_line *line)
{
    const struct knowledge *knowledge = knowledge_of(asking);
    const struct table *table = knowledge->scope->tables[asking->table].table;
    struct implied *implied =
        arena_array(asking->scratch, table->measure_count, struct implied);
    for (size_t i = 0; i < line->figure_count; i++) {
        const uint32_t cell = line->figures[i].cell;
        const struct print *print = knowledge_print_at(knowledge, asking->table, cell);
        const struct range number = {print->low, print->high};
        uint32_t share = asking->shares->first[cell];
        for (; share != NO_CELL; share = asking->shares->next[share]) {
            const struct cell *found = &table->cells[share];
            imply(&implied[found->measure], found, &number);
        }
    }
    for (uint32_t m = 0; m < table->measure_count; m++) {
        ask_implied(asking, line, &implied[m]);
    }
}

/* ---- wholes in other tables ---- */

typedef void visit_whole(struct asking *asking, const struct open_line *line,
                         const struct whole *whole);

static void visit_printed(struct asking *asking, const struct open_line *line,
                          const uint32_t *words, uint32_t count, uint32_t called,
                          visit_whole *visit)
{
    const struct knowledge *knowledge = knowledge_of(asking);
    const size_t first = map_find(knowledge->region_map, words, count * sizeof(*words));
    uint32_t n = first == MAP_NONE ? NO_NAME : (uint32_t)first;
    for (; n != NO_NAME; n = knowledge->names[n].next_same) {
        const struct whole whole = {
            .universe = knowledge->names[n].universe,
            .range = {knowledge->system->low[n], knowledge->system->high[n]},
            .name = n,
            .called = called,
        };
        if (knowledge_is_published(knowledge, n) &&
            may_count_the_same(asking, whole.universe)) {
            visit(asking, line, &whole);
        }
    }
}

static void visit_sums(struct asking *asking, const struct open_line *line,
                       visit_whole *visit)
{
    const struct knowledge *knowledge = knowledge_of(asking);
    size_t i = derived_find(knowledge->derived, line->words, line->word_count);
    for (; i != MAP_NONE; i = derived_at(knowledge->derived, i)->next) {
        const struct derived_figure *sum = derived_at(knowledge->derived, i);
        const struct whole whole = {
            .universe = sum->universe,
            .range = sum->sum,
            .name = NO_NAME,
            .sum = sum,
            .called = NO_SET,
        };
        if (may_count_the_same(asking, whole.universe)) {
            visit(asking, line, &whole);
        }
    }
}

/* The line's words with one set more, rising; 0 where its variable is there already. */
static uint32_t words_with(const struct knowledge *knowledge,
                           const struct open_line *line, uint32_t set, uint32_t *words)
{
    const struct category_set *sets = knowledge->scope->sets;
    uint32_t at = line->word_count;
    if (at >= REGION_WORDS) {
        return 0;
    }
    memcpy(words, line->words, at * sizeof(*words));
    for (uint32_t i = 1; i < line->word_count; i++) {
        if (sets[words[i]].variable == sets[set].variable) {
            return 0;
        }
    }
    for (; at > 1 && words[at - 1] > set; at--) {
        words[at] = words[at - 1];
    }
    words[at] = set;
    return line->word_count + 1;
}

static void visit_called(struct asking *asking, const struct open_line *line,
                         const struct called_sets *called, visit_whole *visit)
{
    for (size_t i = 0; i < called->count; i++) {
        uint32_t words[REGION_WORDS];
        const uint32_t count =
            words_with(knowledge_of(asking), line, called->sets[i], words);
        if (count) {
            visit_printed(asking, line, words, count, called->sets[i], visit);
        }
    }
}

static void visit_wholes(struct asking *asking, const struct called_sets *called,
                         visit_whole *visit)
{
    for (size_t i = 0; i < asking->lines->count; i++) {
        const struct open_line *line = &asking->lines->items[i];
        visit_printed(asking, line, line->words, line->word_count, NO_SET, visit);
        visit_sums(asking, line, visit);
        visit_called(asking, line, called, visit);
    }
}

/* More than the whole, or without anything hidden less: other people. */
static void refute(struct asking *asking, const struct open_line *line,
                   const struct whole *whole)
{
    const bool is_over = line->shown.low > whole->range.high;
    const bool is_under = !line->hidden_count && line->shown.high < whole->range.low;
    asking->refuted[whole->universe] |= is_over || is_under;
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

static const char *assumption_of(const struct asking *asking, const struct whole *whole,
                                 const struct table *other)
{
    const struct questions *questions = asking->questions;
    const struct scope *scope = questions->knowledge->scope;
    const char *mine =
        questions_table_label(questions, scope->tables[asking->table].table);
    const char *yours = questions_table_label(questions, other);
    return whole->called == NO_SET
               ? text_format(questions->arena, "%s and %s count the same people", mine,
                             yours)
               : text_format(questions->arena, "%s is %s in %s", mine,
                             scope->sets[whole->called].text, yours);
}

static void ask_whole(struct asking *asking, const struct open_line *line,
                      const struct whole *whole)
{
    struct questions *questions = asking->questions;
    const struct knowledge *knowledge = questions->knowledge;
    const struct range rest = rest_of(line, &whole->range);
    if (!line->hidden_count || line->is_closed || asking->refuted[whole->universe] ||
        rest.high < 1 || !questions_is_small(questions, rest.low, rest.high)) {
        return;
    }
    struct attack_figure figure;
    if (whole->name != NO_NAME && questions_print_of(questions, whole->name, &figure)) {
        tell(asking, line, &figure, 1, &rest, assumption_of(asking, whole, figure.table));
    } else if (whole->sum) {
        const struct table *table = knowledge->scope->tables[whole->sum->table].table;
        struct attack_figure *figures = arena_array(
            asking->scratch, (size_t)table->cell_count + 1, struct attack_figure);
        const uint32_t count = read_sum(knowledge, whole->sum, figures);
        tell(asking, line, figures, count, &rest, assumption_of(asking, whole, table));
    }
}

static void ask_along(struct asking *asking, const struct called_sets *called)
{
    asking->refuted =
        arena_array(asking->scratch, knowledge_of(asking)->universe_count + 1, bool);
    visit_wholes(asking, called, refute);
    visit_wholes(asking, called, ask_whole);
    for (size_t i = 0; i < asking->lines->count; i++) {
        const struct open_line *line = &asking->lines->items[i];
        if (line->hidden_count && !line->is_closed) {
            ask_shares(asking, line);
        }
    }
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

/* What all tables share, made when the first of them has an open line. */
struct asked {
    struct questions *questions;
    struct arena *arena;
    struct called_index called;
};

static void ask_table(struct asked *asked, uint32_t t)
{
    const struct scope *scope = asked->questions->knowledge->scope;
    const struct table *table = scope->tables[t].table;
    struct arena *scratch = arena_create(0);
    struct called_sets called = {0};
    struct share_index shares = {0};
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct open_lines lines =
            open_lines_along(scratch, asked->questions->knowledge, t, d);
        struct asking asking = {
            .questions = asked->questions,
            .scratch = scratch,
            .table = t,
            .lines = &lines,
            .shares = &shares,
        };
        if (!lines.count) {
            continue;
        }
        if (!asked->called.map) {
            asked->called = called_index_of(asked->arena, scope);
        }
        if (!shares.first) {
            called = called_sets_of(scratch, &asked->called, table);
            shares = index_shares(scratch, table);
        }
        ask_along(&asking, &called);
    }
    arena_destroy(scratch);
}

void totals_ask(struct questions *questions)
{
    const struct scope *scope = questions->knowledge->scope;
    struct asked asked = {.questions = questions, .arena = arena_create(0)};
    for (uint32_t i = 0; i < scope->table_count; i++) {
        if (!scope->tables[i].is_earlier && hides_something(scope->tables[i].table)) {
            ask_table(&asked, i);
        }
    }
    arena_destroy(asked.arena);
}
