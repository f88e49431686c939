/*
 * Regression tables: coefficients by term and model, standard errors below them, N,
 * degrees of freedom and measures of fit at the end, or in pairs at the top.
 *
 * "3.0 (df = 30)" holds two numbers, "2.011 (0.104)" as well: both are kept.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/model_blocks.h"
#include "ingest/infer/model_spots.h"
#include "ingest/infer/model_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NUMBER = 40 };

const char *model_text_at(const struct inference *at, uint32_t row, uint32_t column)
{
    return text_squeezed(at->arena, grid_text(at->grid, row, column));
}

/* "on 8 degrees of freedom", "on 2 and 8 DF": one summary tells them more than once. */
static bool is_told(const struct reading_model *reading, const struct plan_spot *spot)
{
    for (size_t i = 0; i < reading->count; i++) {
        const struct plan_spot *other = &reading->spots[i];
        if (other->role == ROLE_DOF &&
            model_spot_value(reading->at, other) == model_spot_value(reading->at, spot)) {
            return true;
        }
    }
    return false;
}

double model_spot_value(const struct inference *at, const struct plan_spot *spot)
{
    return isnan(spot->value) ? cell_value_at(at->values, spot->row, spot->column)->number
                              : spot->value;
}

void model_add_spot(struct reading_model *reading, struct plan_spot spot)
{
    if (spot.role == ROLE_DOF && spot.model[0] == '\0' && is_told(reading, &spot)) {
        return;
    }
    *arena_add(reading->at->arena, reading->spots, reading->count, reading->capacity) =
        spot;
}

/* A number at the start of a text, thousands commas left out; its length, or 0. */
static size_t leading_number(const char *text, double *number, int8_t *decimals)
{
    char digits[LONGEST_NUMBER + 1] = "";
    size_t length = 0;
    size_t at = 0;
    for (; text[at] && length < LONGEST_NUMBER; at++) {
        if (text[at] != ',') {
            digits[length++] = text[at];
        }
    }
    char *end = NULL;
    *number = strtod(digits, &end);
    const size_t used = (size_t)(end - digits);
    if (used == 0 || !strpbrk(digits, "0123456789")) {
        return 0;
    }
    const char *point = memchr(digits, '.', used);
    *decimals = (int8_t)(point ? digits + used - point - 1 : 0);
    size_t kept = 0;
    for (at = 0; kept < used; at++) {
        kept += text[at] != ',' ? 1 : 0;
    }
    return at;
}

/* The last number in "(df = 3; 26)", "on 2 and 8 DF", "on 8 degrees of freedom". */
static bool degrees_in(const char *text, double *degrees)
{
    const char *at = text_starts_with(text, "on ") ? text + 2 : strstr(text, "df");
    const char *number = NULL;
    for (; at && *at && *at != ')'; at++) {
        const bool begins = isdigit((unsigned char)*at) &&
                            !isdigit((unsigned char)at[-1]) && at[-1] != ',';
        number = begins ? at : number;
    }
    int8_t decimals = 0;
    return number && leading_number(number, degrees, &decimals) > 0;
}

/* "Residual deviance", "Residual standard error", and R's F: its second number. */
static bool is_of_residuals(const char *measure)
{
    return text_starts_with(measure, "Residual") || text_starts_with(measure, "F-");
}

/* Two numbers in one cell: the first, then what the brackets hold. */
static void take_packed(struct reading_model *reading, struct plan_spot spot,
                        const char *text)
{
    double number = 0;
    int8_t decimals = 0;
    size_t length = leading_number(text, &number, &decimals);
    length += length ? strspn(text + length, "*") : 0;
    const char *rest = text + length + strspn(text + length, " ");
    const bool has_degrees = text_starts_with(rest, "on ");
    if (!length || (*rest != '(' && !has_degrees)) {
        model_add_spot(reading, spot); /* unreadable, and said to be */
        return;
    }
    spot.value = number;
    spot.decimals = decimals;
    model_add_spot(reading, spot);
    double second = 0;
    if (has_degrees && !is_of_residuals(spot.measure)) {
        return; /* of a test, not of what is left over */
    }
    if (degrees_in(rest, &second)) {
        spot.role = ROLE_DOF;
        spot.measure =
            text_format(reading->at->arena, "%s: degrees of freedom", spot.measure);
        spot.term = "";
        spot.decimals = 0;
    } else if (leading_number(rest + 1, &second, &spot.decimals)) {
        spot.measure = text_format(reading->at->arena, "%s in brackets", spot.measure);
    } else {
        return;
    }
    spot.value = second;
    model_add_spot(reading, spot);
}

/* "Region fixed effects: Yes": no figure. */
static bool is_yes_or_no(const char *text)
{
    static const char *const words[] = {"yes", "no", "y", "n", "x", "\xE2\x9C\x93"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (text_equals_ignoring_case(words[i], text)) {
            return true;
        }
    }
    return false;
}

/* One cell of a row whose role is known. */
void model_take_cell(struct reading_model *reading, struct plan_spot spot)
{
    struct inference *at = reading->at;
    const struct cell_value *value = cell_value_at(at->values, spot.row, spot.column);
    const char *text = model_text_at(at, spot.row, spot.column);
    spot.value = NAN;
    if (value->state == CELL_EMPTY || is_yes_or_no(text)) {
        return;
    }
    if (value->state == CELL_UNREADABLE && model_bracketed(text)) {
        double number = 0;
        if (leading_number(text + 1, &number, &spot.decimals)) {
            spot.value = number; /* "[1.1, 1.6]": the lower limit; the upper beside it */
            model_add_spot(reading, spot);
            return;
        }
    }
    if (value->state == CELL_UNREADABLE) {
        take_packed(reading, spot, text);
        return;
    }
    const bool is_error = model_bracketed(text) && value->number < 0;
    spot.value = is_error && spot.role == ROLE_MODEL ? -value->number : NAN;
    spot.decimals = value->decimals;
    model_add_spot(reading, spot);
}

static const char *model_name(const struct inference *at, uint32_t column)
{
    const char *name = "";
    for (uint32_t row = at->block->first_row; row < at->block->first_data_row; row++) {
        const char *text = model_text_at(at, row, column);
        if (text[0]) {
            name = text_format(at->arena, "%s%s%s", name, name[0] ? " " : "", text);
        }
    }
    return name[0] ? name
                   : text_format(at->arena, "(%u)", column - at->block->first_column);
}

const char *model_fit_name(struct arena *arena, const char *label)
{
    const size_t length = strlen(label);
    return length && label[length - 1] == ':' ? text_copy(arena, label, length - 1)
                                              : label;
}

/* What a row holds: its role, its measure, and the term that it is about. */
static struct plan_spot spot_of_row(const struct inference *at, uint32_t row,
                                    const char **term)
{
    const char *label = model_text_at(at, row, at->block->first_column);
    struct plan_spot spot = {.row = row,
                             .role = ROLE_MODEL,
                             .measure = "coefficient",
                             .term = "",
                             .model = ""};
    if (label[0] == '\0') {
        spot.measure = "standard error";
        spot.term = *term;
        return spot;
    }
    const enum role role = model_row_role(at->arena, label);
    if (role == ROLE_UNKNOWN) {
        *term = label;
        spot.term = label;
        return spot;
    }
    spot.role = role;
    spot.measure = role == ROLE_N ? "N" : model_fit_name(at->arena, label);
    return spot;
}

static void read_column(struct reading_model *reading, uint32_t column)
{
    const struct inference *at = reading->at;
    const char *term = "";
    const char *name = model_name(at, column);
    for (uint32_t row = at->block->first_data_row; row <= at->block->last_row; row++) {
        struct plan_spot spot = spot_of_row(at, row, &term);
        spot.column = column;
        spot.model = name;
        if (spot.role != ROLE_NOTE && is_data_row(at, row - at->block->first_row)) {
            model_take_cell(reading, spot);
        }
    }
}

/* The role strip: labels, and a column of figures for each model. */
static void set_lines(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        line->role = i ? ROLE_MODEL : ROLE_NOTE;
        line->origin = ORIGIN_LAYOUT;
        line->measure = i ? "coefficient" : "";
        line->detail = i ? "figures of a model" : "terms, and what ends the table";
        line->name = i ? model_name(at, grid_column(at, i)) : "";
    }
}

void infer_model(struct inference *at)
{
    struct reading_model reading = {.at = at};
    set_lines(at);
    if (at->block->model == LAYOUT_PAIRS) {
        model_read_pairs(&reading);
    } else {
        for (uint32_t i = 1; i < at->column_count; i++) {
            read_column(&reading, grid_column(at, i));
        }
    }
    at->plan->spots = reading.spots;
    at->plan->spot_count = (uint32_t)reading.count;
    if (reading.count == 0) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, 0.5,
                    "it looks like a regression table, but no figure was found");
    }
}
