/*
 * Summaries of one model: pairs "label, value" with the coefficients below or above them,
 * as statsmodels, R's summary() and Stata print.
 *
 * Where no N is printed, it follows from the residual degrees of freedom: they and the
 * coefficients that were estimated make the observations.
 */
#include "base/text.h"
#include "ingest/infer/model_spots.h"
#include "ingest/infer/model_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_filled(const struct inference *at, uint32_t row, uint32_t column)
{
    return column <= at->block->last_column && model_text_at(at, row, column)[0] != '\0';
}

/* The row of headings above coefficients: "coef, std err, t, P>|t|". */
static bool heads_coefficients(const struct inference *at, uint32_t row)
{
    for (uint32_t column = at->block->first_column + 1; column <= at->block->last_column;
         column++) {
        const enum role role =
            heading_parts(at->arena, model_text_at(at, row, column)).role;
        const bool is_label = is_filled(at, row, column - 1) &&
                              strchr("=:", model_text_at(at, row, column)[0]);
        if ((role == ROLE_MODEL || role == ROLE_RATIO) && !is_label) {
            return true;
        }
    }
    return false;
}

/* "t" and "z" are tests here, whatever they are elsewhere. */
static bool is_test_heading(const struct heading *heading)
{
    static const char *const letters[] = {"t", "z", "f", "p"};
    return heading->role == ROLE_TEST ||
           (heading->words.count == 1 && name_has_word(&heading->words, letters, 4));
}

static void read_coefficients(struct reading_model *reading, uint32_t heading,
                              uint32_t row)
{
    struct inference *at = reading->at;
    const char *term = model_text_at(at, row, at->block->first_column);
    for (uint32_t column = at->block->first_column + 1; column <= at->block->last_column;
         column++) {
        const struct heading parts =
            heading_parts(at->arena, model_text_at(at, heading, column));
        model_take_cell(reading,
                        (struct plan_spot){
                            .row = row,
                            .column = column,
                            .role = is_test_heading(&parts) ? ROLE_TEST : ROLE_MODEL,
                            .measure = parts.text[0] ? parts.text : "coefficient",
                            .term = term,
                            .model = "",
                        });
    }
}

/* "F(2, 9)": the second number is what is left over. */
static void take_degrees_of_label(struct reading_model *reading, struct plan_spot spot,
                                  const char *label)
{
    const char *comma = text_starts_with(label, "F(") ? strchr(label, ',') : NULL;
    char *end = NULL;
    const double degrees = comma ? strtod(comma + 1, &end) : 0;
    if (!comma || end == comma + 1) {
        return;
    }
    spot.role = ROLE_DOF;
    spot.measure = "degrees of freedom of F";
    spot.value = degrees;
    spot.decimals = 0;
    model_add_spot(reading, spot);
}

/* A number that no known label explains: with decimals it is a figure of the model; a
 * whole number may count people, and is doubted. */
static enum role role_of_unknown(struct inference *at, uint32_t row, uint32_t column)
{
    const struct cell_value *value = cell_value_at(at->values, row, column);
    if (value->state != CELL_NUMBER) {
        return ROLE_NOTE;
    }
    if (value->decimals == 0) {
        infer_doubt(at, row, column, 0.3, "the number right of \"%s\" was not understood",
                    model_text_at(at, row, column - 1));
    }
    return ROLE_TEST;
}

/* "Prob > F" of the model, and again of a test below it. */
static const char *measure_name(const struct reading_model *reading, const char *label,
                                uint32_t row)
{
    const char *name = model_fit_name(reading->at->arena, label);
    for (size_t i = 0; i < reading->count; i++) {
        if (!reading->spots[i].term[0] && text_equals(reading->spots[i].measure, name)) {
            return text_format(reading->at->arena, "%s (row %u)", name,
                               (unsigned)row + 1);
        }
    }
    return name;
}

/* "No. Observations:, 12": the value right of a label. */
static void read_pair(struct reading_model *reading, uint32_t row, uint32_t column)
{
    struct inference *at = reading->at;
    const char *label = model_text_at(at, row, column);
    if (label[0] == '\0') {
        return;
    }
    enum role role = model_row_role(at->arena, label);
    role = role == ROLE_UNKNOWN ? role_of_unknown(at, row, column + 1) : role;
    if (role == ROLE_NOTE) {
        return;
    }
    const struct plan_spot spot = {
        .row = row,
        .column = column + 1,
        .role = role,
        .measure = role == ROLE_N ? "N" : measure_name(reading, label, row),
        .term = "",
        .model = "",
    };
    model_take_cell(reading, spot);
    take_degrees_of_label(reading, spot, label);
}

static void read_row_of_pairs(struct reading_model *reading, uint32_t row, uint32_t first)
{
    for (uint32_t column = first; column < reading->at->block->last_column; column += 2) {
        read_pair(reading, row, column);
    }
}

/* Stata's "Source, SS, df, MS". */
static bool heads_squares(const struct inference *at, uint32_t row)
{
    const uint32_t first = at->block->first_column;
    return text_equals(model_text_at(at, row, first), "Source") &&
           text_equals(model_text_at(at, row, first + 1), "SS");
}

/* "Residual, 39.69, 9, 4.41", and pairs right of it. */
static void read_squares(struct reading_model *reading, uint32_t heading, uint32_t row)
{
    struct inference *at = reading->at;
    const uint32_t first = at->block->first_column;
    const char *name = model_text_at(at, row, first);
    const bool is_residual = text_equals(name, "Residual");
    for (uint32_t i = 1; i <= 3; i++) {
        model_take_cell(reading,
                        (struct plan_spot){
                            .row = row,
                            .column = first + i,
                            .role = is_residual && i == 2 ? ROLE_DOF : ROLE_TEST,
                            .measure = text_format(at->arena, "%s %s", name,
                                                   model_text_at(at, heading, first + i)),
                            .term = "",
                            .model = "",
                        });
    }
}

static bool is_row_of_squares(const char *label)
{
    return text_equals(label, "Model") || text_equals(label, "Residual") ||
           text_equals(label, "Total");
}

/* More than one number behind a term; "Omnibus:, 0.5, Durbin-Watson:, 2.0" has a label
 * in between. A term may be called as a statistic is. */
static bool is_row_of_coefficients(const struct inference *at, uint32_t heading,
                                   uint32_t row)
{
    const uint32_t first = at->block->first_column;
    const bool is_known =
        model_row_role(at->arena, model_text_at(at, row, first)) != ROLE_UNKNOWN;
    if (!is_filled(at, heading, first + 2)) {
        return !is_known;
    }
    const char *third =
        first + 2 <= at->block->last_column ? model_text_at(at, row, first + 2) : "";
    const bool is_label = third[0] && model_row_role(at->arena, third) != ROLE_UNKNOWN;
    return third[0] ? !is_label
                    : is_filled(at, row, first + 1) && !is_known && !at->grid->is_text;
}

static void read_row(struct reading_model *reading, uint32_t row, uint32_t *heading,
                     uint32_t *squares)
{
    struct inference *at = reading->at;
    const uint32_t first = at->block->first_column;
    const char *label = model_text_at(at, row, first);
    if (heads_squares(at, row)) {
        *squares = row;
        read_row_of_pairs(reading, row, first + 4);
    } else if (*squares != UINT32_MAX && *heading == UINT32_MAX &&
               is_row_of_squares(label)) {
        read_squares(reading, *squares, row);
        read_row_of_pairs(reading, row, first + 4);
    } else if (heads_coefficients(at, row)) {
        *heading = row;
    } else if (*heading != UINT32_MAX && label[0] &&
               is_row_of_coefficients(at, *heading, row)) {
        read_coefficients(reading, *heading, row);
    } else {
        read_row_of_pairs(reading, row, first);
    }
}

/* N is printed, or follows from the first degrees of freedom and the coefficients. */
static void add_sample(struct reading_model *reading)
{
    const struct plan_spot *degrees = NULL;
    const char *first = NULL; /* the measure of the coefficients */
    uint32_t coefficients = 0;
    for (size_t i = 0; i < reading->count; i++) {
        const struct plan_spot *spot = &reading->spots[i];
        const bool is_term = spot->role == ROLE_MODEL && spot->term[0];
        if (spot->role == ROLE_N) {
            return;
        }
        degrees = spot->role == ROLE_DOF && !degrees ? spot : degrees;
        first = is_term && !first ? spot->measure : first;
        coefficients += is_term && text_equals(spot->measure, first) &&
                                !isnan(model_spot_value(reading->at, spot))
                            ? 1
                            : 0;
    }
    if (!degrees || !coefficients) {
        return;
    }
    struct plan_spot sample = *degrees;
    sample.value = model_spot_value(reading->at, &sample) + coefficients;
    sample.decimals = 0;
    sample.role = ROLE_N;
    sample.measure = "N (degrees of freedom and coefficients)";
    model_add_spot(reading, sample);
}

void model_read_pairs(struct reading_model *reading)
{
    const struct inference *at = reading->at;
    uint32_t heading = UINT32_MAX;
    uint32_t squares = UINT32_MAX;
    for (uint32_t row = at->block->first_row; row <= at->block->last_row; row++) {
        if (at->block->kinds[row - at->block->first_row] != ROW_NOTE) {
            read_row(reading, row, &heading, &squares);
        }
    }
    add_sample(reading);
}
