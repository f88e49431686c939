/*
 * Shares and means whose base nobody printed: whole numbers give it back. 12.28 % beside
 * 87.72 % is 7 and 50 of 57, or twice that; no linear system sees this, a loop does.
 */
#include "attack/ask/questions.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>

enum { BASES_PER_MINIMUM = 10, CANDIDATE_LIMIT = 4, SMALLEST_LOOP = 50 };

/* Whether some whole number of `base` is shown as this percentage. */
static bool fits(const struct cell *cell, uint32_t base)
{
    const double unit = cell_percent_unit(cell);
    const double half = 0.5 * pow(10, -cell->decimals) * (1 + 1e-9);
    const double least = (cell->value - half) * base / unit;
    const double most = (cell->value + half) * base / unit;
    const double whole = ceil(least - 1e-9);
    return whole <= most + 1e-9 && whole >= 0 && whole <= base;
}

static bool is_share_without_base(const struct table *table, uint32_t index)
{
    const struct cell *cell = &table->cells[index];
    return cell->state == CELL_NUMBER &&
           table->measures[cell->measure].role == ROLE_PERCENT &&
           cell->denominator == NO_CELL && cell->numerator == NO_CELL &&
           cell->count == NO_CELL && !cell->is_change && cell->value >= 0 &&
           cell->value <= cell_percent_unit(cell);
}

/* Shares that stand in one row and add up to the whole (within rounding) have one base.
 */
struct line_of_shares {
    const uint32_t *cells;
    uint32_t count;
};

static bool add_up(const struct table *table, const struct line_of_shares *line)
{
    double sum = 0;
    double slack = 0;
    double unit = 100;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct cell *cell = &table->cells[line->cells[i]];
        sum += cell->value;
        slack += 0.5 * pow(10, -cell->decimals);
        unit = cell_percent_unit(cell);
    }
    return fabs(sum - unit) <= slack + 1e-9;
}

static void ask_line(struct questions *questions, const struct table *table,
                     const struct line_of_shares *line)
{
    const double minimum = questions->limits->minimum;
    const uint32_t last =
        (uint32_t)fmin(5000, fmax(SMALLEST_LOOP, BASES_PER_MINIMUM * minimum));
    double candidates[CANDIDATE_LIMIT];
    uint32_t found = 0;
    for (uint32_t base = 1; base <= last; base++) {
        bool is_base = true;
        for (uint32_t i = 0; is_base && i < line->count; i++) {
            is_base = fits(&table->cells[line->cells[i]], base);
        }
        if (is_base && found == CANDIDATE_LIMIT) {
            return; /* too many fit: the shares say nothing */
        }
        if (is_base) {
            candidates[found++] = base;
        }
    }
    if (!found) {
        return;
    }
    struct attack_figure *figures =
        arena_array(questions->arena, line->count, struct attack_figure);
    for (uint32_t i = 0; i < line->count; i++) {
        const struct cell *cell = &table->cells[line->cells[i]];
        figures[i] = (struct attack_figure){table, line->cells[i], cell->value, 1};
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_COMMON_BASE);
    disclosure->table = table;
    disclosure->cell = line->cells[0];
    disclosure->figures = figures;
    disclosure->figure_count = line->count;
    disclosure->region = "the base of these shares";
    disclosure->candidate_count = found;
    for (uint32_t i = 0; i < found; i++) {
        disclosure->candidates[i] = candidates[i];
    }
    disclosure->range = (struct solved_range){candidates[0], INFINITY, candidates[0],
                                              INFINITY, RANGE_BOUNDED};
}

static int compare_rows(const void *one, const void *other)
{
    const uint64_t first = *(const uint64_t *)one;
    const uint64_t second = *(const uint64_t *)other;
    return (first > second) - (first < second);
}

/* Cells by source line: `by_column` gathers what stands in one column, else in one row.
 */
static void ask_lines(struct questions *questions, const struct table *table,
                      bool by_column)
{
    uint64_t *keys =
        arena_array(questions->arena, (size_t)table->cell_count + 1, uint64_t);
    uint32_t *cells =
        arena_array(questions->arena, (size_t)table->cell_count + 1, uint32_t);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (is_share_without_base(table, i)) {
            const uint32_t line =
                by_column ? table->cells[i].column : table->cells[i].row;
            keys[count++] = (uint64_t)line << 32 | i;
        }
    }
    if (!count) {
        return;
    }
    qsort(keys, count, sizeof(*keys), compare_rows);
    for (uint32_t first = 0; first < count;) {
        uint32_t end = first;
        for (; end < count && keys[end] >> 32 == keys[first] >> 32; end++) {
            cells[end] = (uint32_t)keys[end];
        }
        const struct line_of_shares line = {cells + first, end - first};
        if (line.count >= 2 && add_up(table, &line)) {
            ask_line(questions, table, &line);
        }
        first = end;
    }
}

/* ---- means and medians over a hidden few ---- */

/* What a mean and a median say of one hidden count. */
struct averages {
    const struct table *table;
    const uint32_t *cells;
    uint32_t count;
};

static double half_of_last_place(const struct cell *cell)
{
    return 0.5 * pow(10, -cell->decimals) * (1 + 1e-9);
}

static bool is_mean(const struct table *table, uint32_t cell)
{
    return table->measures[table->cells[cell].measure].role == ROLE_MEAN;
}

/* The sums of whole numbers that `n` units with such a mean can have. */
static struct range sums_of(const struct averages *averages, uint32_t n)
{
    struct range sums = {0, INFINITY};
    for (uint32_t i = 0; i < averages->count; i++) {
        const struct cell *cell = &averages->table->cells[averages->cells[i]];
        if (is_mean(averages->table, averages->cells[i])) {
            const double half = half_of_last_place(cell);
            sums.low = fmax(sums.low, ceil((cell->value - half) * n - 1e-9));
            sums.high = fmin(sums.high, floor((cell->value + half) * n + 1e-9));
        }
    }
    return sums;
}

/* The least sum of `n` whole numbers with this median: nothing below it, and above it
 * nothing more. Of one or two it is the only one. */
static double least_sum(uint32_t n, double median)
{
    const uint32_t above = n % 2 ? n / 2 : n / 2 - 1;
    return n % 2 ? median * (above + 1) : 2 * median + above * ceil(median);
}

/* Whether whole numbers with one of these sums can have the median that is printed; 1.5
 * is printed as 1.5 or 2. */
static bool median_fits(const struct cell *cell, uint32_t n, const struct range *sums)
{
    const double step = n % 2 ? 1 : 0.5;
    const double half = half_of_last_place(cell);
    const double first = ceil((cell->value - half) / step - 1e-9) * step;
    for (uint32_t k = 0; first + k * step < cell->value + half - 1e-6; k++) {
        const double least = least_sum(n, first + k * step);
        if (n <= 2 ? least >= sums->low && least <= sums->high : least <= sums->high) {
            return true;
        }
    }
    return false;
}

static bool averages_fit(const struct averages *averages, uint32_t n)
{
    const struct range sums = sums_of(averages, n);
    bool fits = sums.low <= sums.high;
    for (uint32_t i = 0; i < averages->count && fits; i++) {
        const struct cell *cell = &averages->table->cells[averages->cells[i]];
        fits =
            is_mean(averages->table, averages->cells[i]) || median_fits(cell, n, &sums);
    }
    return fits;
}

/* Means and medians of whole numbers over a hidden few: 1.33 of fewer than 5 is 4 of 3;
 * 1.5 with a median of 1 is 6 of 4, for two would have one median and mean. Answers the
 * only number of units that gives them, or 0. */
static uint32_t only_count(const struct averages *averages,
                           const struct solved_range *range)
{
    uint32_t only = 0;
    uint32_t found = 0;
    for (uint32_t n = (uint32_t)fmax(1, range->low); n <= range->high; n++) {
        if (averages_fit(averages, n)) {
            only = n;
            found++;
        }
    }
    return found == 1 ? only : 0;
}

/* Amounts of money need not be whole. */
static bool is_average(const struct table *table, uint32_t index)
{
    const struct cell *cell = &table->cells[index];
    const struct measure *measure = &table->measures[cell->measure];
    const bool is_mean = measure->role == ROLE_MEAN && cell->decimals >= 1;
    return cell->state == CELL_NUMBER && cell->count != NO_CELL && cell->value >= 0 &&
           !measure->is_money && (is_mean || measure->role == ROLE_MEDIAN);
}

static void ask_averages(struct questions *questions, uint32_t table,
                         const struct averages *averages)
{
    const struct knowledge *knowledge = questions->knowledge;
    const uint32_t cell = averages->table->cells[averages->cells[0]].count;
    const uint32_t count = knowledge->cell_unknown[table][cell];
    if (count == NO_UNKNOWN || !knowledge->names[count].is_hidden) {
        return;
    }
    const struct solved_range range = {.low = questions->solved->low[count],
                                       .high = questions->solved->high[count]};
    if (range.low == range.high || !(range.high < questions->limits->minimum)) {
        return;
    }
    const uint32_t only = only_count(averages, &range);
    if (!only) {
        return;
    }
    struct attack_figure *figures =
        arena_array(questions->arena, averages->count, struct attack_figure);
    for (uint32_t i = 0; i < averages->count; i++) {
        const uint32_t at = averages->cells[i];
        figures[i] = (struct attack_figure){averages->table, at,
                                            averages->table->cells[at].value, 1};
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_COMMON_BASE);
    disclosure->table = averages->table;
    disclosure->cell = cell;
    disclosure->is_hidden_cell = true;
    disclosure->figures = figures;
    disclosure->figure_count = averages->count;
    disclosure->region = averages->count > 1 ? "the count behind these averages"
                         : is_mean(averages->table, averages->cells[0])
                             ? "the count behind this mean"
                             : "the count behind this median";
    disclosure->candidates[0] = only;
    disclosure->candidate_count = 1;
    disclosure->range = (struct solved_range){only, only, only, only, RANGE_EXACT};
}

/* The averages of one count together. */
static void ask_means(struct questions *questions, uint32_t index)
{
    const struct table *table = questions->knowledge->scope->tables[index].table;
    struct arena *scratch = arena_create(0);
    uint32_t *next = arena_array(scratch, (size_t)table->cell_count + 1, uint32_t);
    uint32_t *first = arena_array(scratch, (size_t)table->cell_count + 1, uint32_t);
    uint32_t *cells = arena_array(scratch, (size_t)table->cell_count + 1, uint32_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        first[i] = NO_CELL;
    }
    for (uint32_t i = table->cell_count; i-- > 0;) {
        if (is_average(table, i)) {
            next[i] = first[table->cells[i].count];
            first[table->cells[i].count] = i;
        }
    }
    for (uint32_t c = 0; c < table->cell_count; c++) {
        struct averages averages = {.table = table, .cells = cells};
        for (uint32_t i = first[c]; i != NO_CELL; i = next[i]) {
            cells[averages.count++] = i;
        }
        if (averages.count) {
            ask_averages(questions, index, &averages);
        }
    }
    arena_destroy(scratch);
}

void shares_ask(struct questions *questions)
{
    const struct scope *scope = questions->knowledge->scope;
    for (size_t t = 0; t < scope->table_count; t++) {
        ask_lines(questions, scope->tables[t].table, false);
        ask_lines(questions, scope->tables[t].table, true);
        ask_means(questions, (uint32_t)t);
    }
}
