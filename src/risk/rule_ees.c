/*
 * G102 to G106 (G107 to G109 have files of their own): the structure that Explore
 * education statistics expects of a data file: columns that must be there, names,
 * filters, what may stand in cells, and rows. In our own words and code, after the groups
 * of the screener for such files; nothing of it is about disclosure.
 *
 * The texts of the file are judged, not what was made of them: headings in the first row,
 * data below. Whatever hundreds of cells share is one finding.
 */
#include "base/map.h"
#include "base/text.h"
#include "risk/ees_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const never[] = {"~", ":", "NULL", "Null", "null", "NA", "na"};
static const char *const rather_not[] = {"N/A", "n/a", ".", "..", "-"};

#define IS_ONE_OF(text, list)                                                            \
    ees_is_one_of((text), (list), sizeof(list) / sizeof((list)[0]))

/* --- G102: columns that must be there --------------------------------------------- */

static void end_columns(struct rule_run *run)
{
    static const char *const wanted[] = {"time_period", "time_identifier",
                                         "geographic_level", "country_code",
                                         "country_name"};
    const struct table *table = run->table;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (ees_column(table, wanted[i]) == UINT32_MAX) {
            struct finding *finding =
                ees_report(run, table->first_row, table->first_column);
            rule_say(run, finding, "there is no column %s", wanted[i]);
        }
    }
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        const uint32_t first = ees_column(table, ees_heading(table, c));
        if (first != UINT32_MAX && first < c) {
            struct finding *finding = ees_report(run, table->first_row, c);
            rule_say(run, finding, "there are two columns %s", ees_heading(table, c));
        }
    }
}

/* --- G103: names ------------------------------------------------------------------ */

static bool has_space(const char *text)
{
    return strpbrk(text, " \t") != NULL;
}

static bool is_snake_case(const char *text)
{
    for (const char *at = text; *at; at++) {
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '_') {
            return false;
        }
    }
    return islower((unsigned char)text[0]);
}

enum { LONGEST_NAME = 50 };

static void judge_name(struct rule_run *run, uint32_t column, const char *text)
{
    const bool is_bad = text[0] == '\0' || has_space(text);
    const bool is_long = strlen(text) > LONGEST_NAME;
    const bool is_vague =
        text_equals(text, "characteristic") || text_equals(text, "characteristic_group");
    if (!is_bad && !is_long && !is_vague && is_snake_case(text)) {
        return;
    }
    struct finding *finding = ees_report(run, run->table->first_row, column);
    rule_soften(finding, is_bad ? SEVERITY_FAIL : SEVERITY_REVIEW);
    if (is_bad) {
        rule_say(run, finding, "the column's name is empty or has a space: '%s'", text);
    } else if (is_long) {
        rule_say(run, finding, "the column's name has more than %d characters: %s",
                 LONGEST_NAME, text);
    } else if (is_vague) {
        rule_say(run, finding, "%s says little: breakdown and breakdown_topic are usual",
                 text);
    } else {
        rule_say(run, finding, "the column's name is no snake_case: %s", text);
    }
}

static void end_names(struct rule_run *run)
{
    const struct table *table = run->table;
    const char *name = ees_file_name(table->output->path);
    if (name[strcspn(name, " !#$%^&*(){}[]'+,;:?<>|")] != '\0') {
        struct finding *finding = ees_report(run, table->first_row, table->first_column);
        rule_say(run, finding, "the file's name has a space or a special character: %s",
                 name);
    }
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        judge_name(run, c, ees_heading(table, c));
    }
}

/* --- G104: filters ---------------------------------------------------------------- */

enum { MOST_LEVELS = 25000, LONGEST_ITEM = 120 };

struct filter {
    uint32_t levels;
    bool has_total;
    uint32_t blank; /* the first row, or UINT32_MAX */
    uint32_t padded;
    uint32_t too_long;
};

static struct filter filter_at(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct filter filter = {
        .blank = UINT32_MAX, .padded = UINT32_MAX, .too_long = UINT32_MAX};
    struct map *levels = map_create(run->study->arena, 64);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = ees_text(table, row, column);
        const size_t length = strlen(text);
        const bool is_padded = length && (isspace((unsigned char)text[0]) ||
                                          isspace((unsigned char)text[length - 1]));
        filter.blank = length == 0 && filter.blank == UINT32_MAX ? row : filter.blank;
        filter.padded = is_padded && filter.padded == UINT32_MAX ? row : filter.padded;
        const bool is_long = length > LONGEST_ITEM && text_width(text) > LONGEST_ITEM;
        filter.too_long =
            is_long && filter.too_long == UINT32_MAX ? row : filter.too_long;
        filter.levels += map_add_text(levels, text, row) == row ? 1 : 0;
        filter.has_total |= text_equals_ignoring_case(text, "Total");
    }
    return filter;
}

static void judge_filter(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    const struct filter filter = filter_at(run, column);
    const char *name = ees_heading(table, column);
    if (filter.blank != UINT32_MAX) {
        rule_say(run, ees_report(run, filter.blank, column), "the filter %s has blanks",
                 name);
    }
    if (filter.padded != UINT32_MAX) {
        rule_say(run, ees_report(run, filter.padded, column),
                 "the filter %s has spaces before or after its labels", name);
    }
    if (filter.too_long != UINT32_MAX) {
        struct finding *finding = ees_report(run, filter.too_long, column);
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding, "the filter %s has a label of more than %d characters",
                 name, LONGEST_ITEM);
    }
    if (filter.levels > MOST_LEVELS) {
        rule_say(run, ees_report(run, table->first_row, column),
                 "the filter %s has more than %d labels", name, MOST_LEVELS);
    }
    if (filter.levels < 2) {
        rule_say(run, ees_report(run, table->first_row, column),
                 "the filter %s has one level", name);
    } else if (!filter.has_total) {
        struct finding *finding = ees_report(run, table->first_row, column);
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding, "the filter %s has no Total", name);
    }
}

static void end_filters(struct rule_run *run)
{
    for (uint32_t c = run->table->first_column; c <= run->table->last_column; c++) {
        if (ees_is_filter(run->table, c)) {
            judge_filter(run, c);
        }
    }
}

/* --- G105: what stands in cells ---------------------------------------------------- */

struct bad_cells {
    uint32_t count;
    uint32_t first;
};

static void add_bad(struct bad_cells *cells, uint32_t row)
{
    cells->first = cells->count++ ? cells->first : row;
}

static void report_bad(struct rule_run *run, const struct bad_cells *cells,
                       uint32_t column, enum severity severity, const char *what)
{
    if (!cells->count) {
        return;
    }
    struct finding *finding = ees_report(run, cells->first, column);
    rule_soften(finding, severity);
    finding_add_evidence(finding, "cells", cells->count);
    rule_say(run, finding, "%s in %s %s",
             text_counted(run->desk->scratch, cells->count, "cell", "cells"),
             ees_heading(run->table, column), what);
}

static void judge_column(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct bad_cells blank = {0};
    struct bad_cells old = {0};
    struct bad_cells odd = {0};
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = ees_text(table, row, column);
        if (text[0] == '\0') {
            add_bad(&blank, row);
        } else if (IS_ONE_OF(text, never)) {
            add_bad(&old, row);
        } else if (IS_ONE_OF(text, rather_not)) {
            add_bad(&odd, row);
        }
    }
    report_bad(run, &blank, column, SEVERITY_FAIL, "hold nothing: say why with a symbol");
    report_bad(run, &old, column, SEVERITY_FAIL,
               "hold a symbol that is not taken: use c, x, z, low, k or u");
    report_bad(run, &odd, column, SEVERITY_REVIEW,
               "hold a text that may mean a missing value: use c, x or z");
}

static void end_cells(struct rule_run *run)
{
    for (uint32_t c = run->table->first_column; c <= run->table->last_column; c++) {
        if (ees_is_indicator(run->table, c)) {
            judge_column(run, c);
        }
    }
}

/* --- G106: rows -------------------------------------------------------------------- */

/* Six digits are two years in a row, but for months, weeks and calendar years. */
static bool is_good_period(const char *text)
{
    const size_t digits = strspn(text, "0123456789");
    if (text[digits] != '\0' || (digits != 4 && digits != 6)) {
        return false;
    }
    const long year = strtol(text, NULL, 10);
    return digits == 4 || (year / 100 + 1) % 100 == year % 100;
}

/* How many digits the periods of an identifier have; 0: the service does not know it. */
static size_t digits_of(const char *identifier)
{
    static const char *const one_year[] = {
        "Calendar year", "Reporting year", "January", "February", "March",     "April",
        "May",           "June",           "July",    "August",   "September", "October",
        "November",      "December"};
    static const char *const two_years[] = {"Academic year",
                                            "Financial year",
                                            "Tax year",
                                            "Autumn term",
                                            "Spring term",
                                            "Summer term",
                                            "Autumn and spring term",
                                            "Financial year Q1",
                                            "Financial year Q2",
                                            "Financial year Q3",
                                            "Financial year Q4",
                                            "Part 1 (April to September)",
                                            "Part 2 (October to March)"};
    const bool is_week = text_starts_with(identifier, "Week ") && identifier[5] &&
                         strspn(identifier + 5, "0123456789") == strlen(identifier + 5) &&
                         strtol(identifier + 5, NULL, 10) <= 52;
    return is_week || IS_ONE_OF(identifier, one_year) ? 4
           : IS_ONE_OF(identifier, two_years)         ? 6
                                                      : 0;
}

/* The first row whose identifier is unknown, or has periods of another length. */
static void judge_identifiers(struct rule_run *run, uint32_t period, uint32_t identifier)
{
    const struct table *table = run->table;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *name = ees_text(table, row, identifier);
        const size_t digits = digits_of(name);
        if (!digits) {
            rule_say(run, ees_report(run, row, identifier),
                     "time_identifier %s is not known to the service", name);
            return;
        }
        if (period != UINT32_MAX && strlen(ees_text(table, row, period)) != digits) {
            rule_say(run, ees_report(run, row, period),
                     "time_period %s has not the %zu digits of %s",
                     ees_text(table, row, period), digits, name);
            return;
        }
    }
}

/* All but the indicators: a column of breakdowns tells apart what its filter alone does
 * not, "Unknown" of age and "Unknown" of sex. */
static const char *key_of_row(struct arena *arena, const struct table *table,
                              uint32_t row)
{
    const char *key = "";
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        if (!ees_is_indicator(table, c)) {
            key = text_format(arena, "%s\x1f%s", key, ees_text(table, row, c));
        }
    }
    return key;
}

static void judge_duplicates(struct rule_run *run)
{
    const struct table *table = run->table;
    struct map *rows = map_create(run->study->arena, 1024);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const size_t first =
            map_add_text(rows, key_of_row(run->study->arena, table, row), row);
        if (first != row) {
            rule_say(run, ees_report(run, row, table->first_column),
                     "the row has the same units and filters as row %zu", first + 1);
            return;
        }
    }
}

static void judge_times(struct rule_run *run)
{
    const struct table *table = run->table;
    const uint32_t period = ees_column(table, "time_period");
    const uint32_t identifier = ees_column(table, "time_identifier");
    const char *first = identifier == UINT32_MAX
                            ? ""
                            : ees_text(table, table->first_data_row, identifier);
    if (identifier != UINT32_MAX) {
        judge_identifiers(run, period, identifier);
    }
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const bool is_wrong =
            period != UINT32_MAX && !is_good_period(ees_text(table, row, period));
        const bool is_mixed = identifier != UINT32_MAX &&
                              !text_equals(ees_text(table, row, identifier), first);
        if (is_wrong) {
            rule_say(run, ees_report(run, row, period),
                     "time_period %s is neither a year nor two years in a row",
                     ees_text(table, row, period));
            return;
        }
        if (is_mixed) {
            struct finding *finding = ees_report(run, row, identifier);
            rule_soften(finding, SEVERITY_REVIEW);
            rule_say(run, finding, "time_identifier changes from %s to %s", first,
                     ees_text(table, row, identifier));
            return;
        }
    }
}

static void end_rows(struct rule_run *run)
{
    judge_duplicates(run);
    judge_times(run);
}

const struct rule_evaluator ees_rules[] = {
    {.kind = "ees-columns", .end_table = end_columns},
    {.kind = "ees-names", .end_table = end_names},
    {.kind = "ees-filters", .end_table = end_filters},
    {.kind = "ees-cells", .end_table = end_cells},
    {.kind = "ees-rows", .end_table = end_rows},
    {.kind = NULL},
};
