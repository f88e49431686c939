/*
 * Statistics that stand in rows: describe() of pandas, long tables with a column
 * "statistic", and single rows ("Percent", "N") below the data of a crosstab.
 *
 * Where a label column names statistics, each row gets a line of its own with role and
 * measure, and the column no longer is a dimension.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

static const char *label_at(const struct inference *at, uint32_t row, uint32_t line)
{
    return grid_text(at->grid, at->values->first_row + row, grid_column(at, line));
}

struct tally {
    uint32_t rows;
    uint32_t statistics; /* labels that are a statistic and nothing else */
    uint32_t partial;    /* labels that hold one: "% sustained" */
    uint32_t kinds;      /* different roles */
};

static void count_label(struct tally *tally, const struct heading *parts, uint64_t *seen)
{
    tally->rows++;
    if (parts->role != ROLE_UNKNOWN) {
        tally->partial++;
        tally->statistics += parts->rest[0] ? 0 : 1;
        tally->kinds += *seen & (UINT64_C(1) << (unsigned)parts->role) ? 0 : 1;
        *seen |= UINT64_C(1) << (unsigned)parts->role;
    }
}

static struct tally tally_of(struct inference *at, uint32_t line)
{
    enum { ROWS_TO_GIVE_UP = 50 };
    struct tally tally = {.rows = 0};
    uint64_t seen = 0;
    const char *previous = "";
    struct heading parts = {.role = ROLE_UNKNOWN};
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const char *text = label_at(at, row, line);
        if (!is_data_row(at, row) || text_is_blank(text)) {
            continue;
        }
        parts = text_equals(text, previous) ? parts : heading_parts(at->arena, text);
        previous = text;
        count_label(&tally, &parts, &seen);
        if (tally.rows >= ROWS_TO_GIVE_UP && tally.partial * 4 < tally.rows) {
            break; /* no column of statistics looks like this */
        }
    }
    return tally;
}

/* A column of statistics: all labels, of two kinds or more; or named so and all of a
 * kind. */
static bool names_statistics(const struct inference *at, uint32_t line,
                             const struct tally *tally)
{
    if (tally->rows < 2) {
        return false;
    }
    const bool is_named = name_is_measure_column(&at->headings[line].words);
    if (is_named) {
        return tally->partial * 4 >= tally->rows;
    }
    return tally->statistics == tally->rows && tally->kinds >= 2;
}

static struct plan_line *lines_for_rows(struct inference *at)
{
    struct plan_line *rows =
        arena_array(at->arena, at->values->row_count, struct plan_line);
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        rows[row] = plan_line_at(at->values->first_row + row);
    }
    return rows;
}

static void set_row(struct inference *at, struct plan_line *row, const char *text)
{
    const struct heading parts = heading_parts(at->arena, text);
    row->name = text;
    row->measure = text;
    row->role = parts.role;
    row->origin = ORIGIN_NAME;
    row->is_money = parts.is_money;
    if (parts.role == ROLE_UNKNOWN) {
        row->role = ROLE_COUNT;
        row->origin = name_is_count_noun(&parts.words) ? ORIGIN_NAME : ORIGIN_LAYOUT;
        if (parts.is_money) {
            row->role = ROLE_MEAN;
            row->origin = ORIGIN_GUESS;
        }
        if (row->origin != ORIGIN_NAME) {
            infer_doubt(at, row->index, UINT32_MAX, 0.3,
                        "the measure of some rows is not known by its name");
        }
    }
    row->unit = row->role == ROLE_PERCENT ? "%" : "";
    if (role_is_count(row->role)) {
        row->unit = row->role == ROLE_ORGANISATIONS ? "organisations" : "people";
    }
}

/* SPSS parts N into "Valid" and "Missing", in a column that has nothing else. */
static bool parts_valid_from_missing(const struct inference *at, uint32_t line)
{
    bool has_valid = false;
    if (line + 1 >= at->column_count || at->is_known[line + 1]) {
        return false;
    }
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const char *key = text_key(at->arena, label_at(at, row, line + 1));
        const bool is_valid = text_equals(key, "valid");
        has_valid |=
            is_valid && text_equals_ignoring_case(
                            text_squeezed(at->arena, label_at(at, row, line)), "n");
        if (is_data_row(at, row) && key[0] && !is_valid && !text_equals(key, "missing")) {
            return false;
        }
    }
    return has_valid;
}

/* Rows of statistics: what the number columns hold is what is described, "earnings". */
static void take_measure_column(struct inference *at, uint32_t line)
{
    struct plan_line *rows = lines_for_rows(at);
    const bool has_parts = parts_valid_from_missing(at, line);
    if (has_parts) {
        at->lines[line + 1].role = ROLE_NOTE;
        at->lines[line + 1].detail = "valid or missing";
    }
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const char *text = text_squeezed(at->arena, label_at(at, row, line));
        if (is_data_row(at, row) && has_parts && !text[0]) {
            rows[row].name = rows[row].measure = "Missing";
            rows[row].role = ROLE_COUNT;
            rows[row].origin = ORIGIN_NAME;
            rows[row].unit = "people";
        } else if (is_data_row(at, row) && text[0]) {
            set_row(at, &rows[row], text);
        }
    }
    at->plan->rows = rows;
    at->plan->row_count = at->values->row_count;
    at->plan->measure_column = grid_column(at, line);
    at->lines[line].role = ROLE_NOTE;
    at->lines[line].dimension = "";
    at->lines[line].detail = "names the statistic of its row";
    at->lines[line].origin = ORIGIN_NAME;
}

/* "Sum" and "Schools" are labels too often: R calls totals so, and schools are a type. */
static bool can_stand_alone(enum role role)
{
    return role == ROLE_PERCENT || role == ROLE_N || role == ROLE_MEAN ||
           role == ROLE_MEDIAN || role == ROLE_QUANTILE || role == ROLE_SD ||
           role == ROLE_SHAPE || role == ROLE_MIN || role == ROLE_MAX;
}

/* Single rows among others: "Percent" below the counts of a crosstab. */
static void take_odd_rows(struct inference *at, uint32_t line)
{
    struct plan_line *rows = NULL;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const char *text = text_squeezed(at->arena, label_at(at, row, line));
        if (!is_data_row(at, row) || !text[0]) {
            continue;
        }
        const struct heading parts = heading_parts(at->arena, text);
        if (parts.rest[0] || !can_stand_alone(parts.role)) {
            continue;
        }
        rows = rows ? rows : lines_for_rows(at);
        set_row(at, &rows[row], text);
    }
    if (rows) {
        at->plan->rows = rows;
        at->plan->row_count = at->values->row_count;
    }
}

/* The label column nearest to the numbers: the only one where odd rows are named. */
static uint32_t last_label(const struct inference *at)
{
    uint32_t found = PLAN_NONE;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (role_is_number(at->lines[i].role)) {
            break;
        }
        if (at->lines[i].role == ROLE_DIMENSION) {
            found = i;
        }
    }
    return found;
}

static void find_rows_with_roles(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role != ROLE_DIMENSION || at->is_known[i]) {
            continue;
        }
        const struct tally tally = tally_of(at, i);
        if (names_statistics(at, i, &tally)) {
            take_measure_column(at, i);
            return;
        }
    }
    const uint32_t line = last_label(at);
    const bool is_short = at->values->row_count <= 500;
    if (line != PLAN_NONE && is_short && !at->is_tidy && !at->is_known[line]) {
        take_odd_rows(at, line);
    }
}

void infer_row_measures(struct inference *at)
{
    const bool is_said = at->known && at->known->row_count;
    if (is_said) {
        at->plan->rows = at->known->rows;
        at->plan->row_count = at->known->row_count;
        at->plan->measure_column = at->known->measure_column;
        return;
    }
    find_rows_with_roles(at);
}
