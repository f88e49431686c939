/*
 * Counts at the end of headings and labels: "F (7)", "Female, n = 7", "Male - 805
 * learners".
 *
 * With "n =" or a noun they are counts. A bare number in brackets may be the mark of a
 * note: in headings it is taken where most have one and they are too large for marks; in
 * the labels of rows only where the table's own numbers say so, and else it is said for a
 * person to look at.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, ENOUGH_BITS = 8 };

static bool is_year(double value)
{
    return value >= FIRST_YEAR && value <= LAST_YEAR;
}

/* ---- one text ---- */

/* The number in brackets at the end of a text, or -1. */
static double bracket_number(const char *text)
{
    const size_t length = strlen(text);
    const bool is_square = length && text[length - 1] == ']';
    if (length < 4 || (text[length - 1] != ')' && !is_square)) {
        return -1;
    }
    const char *open = strrchr(text, is_square ? '[' : '(');
    if (!open || open == text || !isdigit((unsigned char)open[1])) {
        return -1;
    }
    double value = 0;
    for (const char *digit = open + 1; digit < text + length - 1; digit++) {
        if (!isdigit((unsigned char)*digit) && *digit != ',') {
            return -1;
        }
        value = *digit == ',' ? value : value * 10 + (*digit - '0');
    }
    return value;
}

/* "Female, n = 7", "Male - 805 learners", "F (7 pupils)": the number, or -1. */
static double sure_number(struct arena *arena, const char *text)
{
    double value = 0;
    size_t start = 0;
    if (heading_count_in(text, &value, &start) && start > 0) {
        return value;
    }
    const struct name_words words = name_words_of(arena, text);
    if (words.count < 3 || !name_counts_people(arena, words.words[words.count - 1])) {
        return -1;
    }
    const size_t at = words.starts[words.count - 2];
    const char *number = words.words[words.count - 2];
    const bool is_apart =
        at > 1 && (text[at - 1] == '(' || text[at - 1] == '[' ||
                   (text[at - 1] == ' ' && strchr(",-:", text[at - 2])));
    return is_apart && strspn(number, "0123456789") == strlen(number) &&
                   strlen(number) < 9
               ? strtod(number, NULL)
               : -1;
}

/* Footnote marks are small and few; numbers of people are not all of that kind. */
struct brackets {
    uint32_t texts;
    uint32_t numbers;
    double largest;
};

static void add_bracket(struct brackets *brackets, const char *text)
{
    const double number = bracket_number(text);
    brackets->texts++;
    brackets->numbers += number >= 0 ? 1 : 0;
    brackets->largest = fmax(brackets->largest, number);
}

static bool are_counts(const struct brackets *brackets)
{
    return brackets->numbers >= 2 && 2 * brackets->numbers > brackets->texts &&
           brackets->largest > fmax(9, brackets->texts) && !is_year(brackets->largest);
}

static void take_bracket(struct inference *at, uint32_t line)
{
    const uint32_t column = grid_column(at, line);
    const uint32_t row = at->block->first_data_row - 1;
    const char *text = grid_text(at->grid, row, column);
    const double value = bracket_number(text);
    const struct plan_line *plan_line = &at->lines[line];
    const struct plan_pair *of = NULL;
    for (uint32_t i = 0; i < plan_line->of_count; i++) {
        of = text_equals(plan_line->of[i].category, text_squeezed(at->arena, text))
                 ? &plan_line->of[i]
                 : of;
    }
    if (value > 0) {
        const struct plan_outside outside = {
            .row = row,
            .column = column,
            .value = value,
            .of = of,
            .of_count = of ? 1 : 0,
            .measure = of ? ""
                          : text_format(at->arena, "count told in %s",
                                        grid_place(at->arena, row, column)),
        };
        infer_add_outside(at, &outside);
    }
}

void infer_bracket_counts(struct inference *at)
{
    struct brackets brackets = {.largest = -1};
    if (at->block->first_data_row == at->block->first_row) {
        return;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (role_is_number(at->lines[i].role)) {
            add_bracket(&brackets, grid_text(at->grid, at->block->first_data_row - 1,
                                             grid_column(at, i)));
        }
    }
    for (uint32_t i = 0; i < at->column_count && are_counts(&brackets); i++) {
        if (role_is_number(at->lines[i].role)) {
            take_bracket(at, i);
        }
    }
}

/* ---- labels of rows ---- */

static const char *label_at(const struct inference *at, uint32_t line, uint32_t row)
{
    return grid_text(at->grid, at->values->first_row + row, grid_column(at, line));
}

static void take_label(struct inference *at, uint32_t line, uint32_t row, double value)
{
    const struct plan_line *plan_line = &at->lines[line];
    const char *name = plan_line->dimension[0] ? plan_line->dimension : plan_line->name;
    struct plan_pair *of = arena_new(at->arena, struct plan_pair);
    *of = (struct plan_pair){
        .dimension = name[0] ? name
                     : line  ? text_format(at->arena, "rows %u", line + 1)
                             : "rows",
        .category = text_squeezed(at->arena, label_at(at, line, row)),
    };
    infer_add_outside(at, &(struct plan_outside){
                              .row = at->values->first_row + row,
                              .column = grid_column(at, line),
                              .value = value,
                              .of = of,
                              .of_count = 1,
                              .measure = "",
                          });
}

/* The largest is the sum of the others: "All (812)" beside "M (805)" and "F (7)". */
static bool add_up(const struct inference *at, uint32_t line)
{
    double sum = 0;
    double largest = 0;
    uint32_t count = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double number =
            is_data_row(at, row) ? bracket_number(label_at(at, line, row)) : -1;
        if (number > 0) {
            sum += number;
            largest = fmax(largest, number);
            count++;
        }
    }
    return count >= 3 && sum == 2 * largest;
}

/* Whether the percentages of a row are shares of so many: how much that says in bits, or
 * NAN where they are not. */
static double bits_of_shares(const struct inference *at, uint32_t row, double number)
{
    double bits = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct cell_value *cell = &line_values(at, i)[row];
        if (at->lines[i].role != ROLE_PERCENT || isnan(cell->number)) {
            continue;
        }
        const double unit = at->lines[i].is_fraction ? 1 : 100;
        const double half = 0.5 * pow(10, -cell->decimals) * (1 + 1e-9);
        const double least = ceil((cell->number - half) * number / unit - 1e-9);
        if (least > (cell->number + half) * number / unit + 1e-9 || least > number) {
            return NAN;
        }
        bits += fmax(0, log2(unit / (2 * half) / (number + 1)));
    }
    return bits;
}

static bool are_bases(const struct inference *at, uint32_t line)
{
    double bits = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double number =
            is_data_row(at, row) ? bracket_number(label_at(at, line, row)) : -1;
        bits += number > 0 ? bits_of_shares(at, row, number) : 0;
    }
    return bits >= ENOUGH_BITS; /* never where they are NAN */
}

/* The counts of each row add up to its number. */
static bool are_row_sums(const struct inference *at, uint32_t line)
{
    uint32_t agree = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double number =
            is_data_row(at, row) ? bracket_number(label_at(at, line, row)) : -1;
        double sum = 0;
        for (uint32_t i = 0; number > 0 && i < at->column_count; i++) {
            const double value = line_values(at, i)[row].number;
            sum += role_is_count(at->lines[i].role) && !isnan(value) ? value : 0;
        }
        if (number > 0 && sum != number) {
            return false;
        }
        agree += number > 0;
    }
    return agree >= 2;
}

static struct brackets brackets_of_labels(const struct inference *at, uint32_t line)
{
    struct brackets brackets = {.largest = -1};
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        if (is_data_row(at, row)) {
            add_bracket(&brackets, label_at(at, line, row));
        }
    }
    return brackets;
}

static void take_labels(struct inference *at, uint32_t line, bool are_sure)
{
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        if (!is_data_row(at, row)) {
            continue;
        }
        const char *text = label_at(at, line, row);
        const double sure = sure_number(at->arena, text);
        const double number = sure < 0 && are_sure ? bracket_number(text) : sure;
        const struct text_line place = {at->values->first_row + row,
                                        grid_column(at, line)};
        if (number > 0) {
            take_label(at, line, row, number);
        } else {
            infer_left_out(at, &place, false);
        }
    }
}

void infer_bracket_labels(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role != ROLE_DIMENSION) {
            continue;
        }
        const struct brackets brackets = brackets_of_labels(at, i);
        const bool are_numbers = are_counts(&brackets);
        const bool are_sure =
            are_numbers && (add_up(at, i) || are_bases(at, i) || are_row_sums(at, i));
        take_labels(at, i, are_sure);
        if (are_numbers && !are_sure) {
            infer_doubt(at, UINT32_MAX, grid_column(at, i), 0.12,
                        "labels of column %s end in numbers in brackets, which may be "
                        "counts and were not judged",
                        grid_column_letters(at->arena, grid_column(at, i)));
        }
    }
}
