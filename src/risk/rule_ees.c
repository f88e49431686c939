/*
 * G102 to G106: the structure that Explore education statistics expects of a data file:
 * columns that must be there, names, filters, what may stand in cells, and rows. In our
 * own words and code, after the groups of the screener for such files; nothing of it is
 * about disclosure.
 *
 * The texts of the file are judged, not what was made of them: headings in the first row,
 * data below. Whatever hundreds of cells share is one finding.
 */
#include "base/map.h"
#include "base/text.h"
#include "risk/rule.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *heading(const struct table *table, uint32_t column)
{
    return grid_text(table->grid, table->first_row, column);
}

static uint32_t column_of(const struct table *table, const char *name)
{
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        if (text_equals(heading(table, c), name)) {
            return c;
        }
    }
    return UINT32_MAX;
}

static const char *cell_text(const struct table *table, uint32_t row, uint32_t column)
{
    return grid_text(table->grid, row, column);
}

static struct finding *report_at(struct rule_run *run, uint32_t row, uint32_t column)
{
    struct finding *finding = rule_report_table(run);
    finding->row = row;
    finding->column = column;
    return finding;
}

/* Time, geography and their codes: what a row is about, neither filter nor indicator. */
static bool is_observed(const char *name)
{
    static const char *const names[] = {"time_period", "time_identifier",
                                        "geographic_level"};
    static const char *const places[] = {
        "country",  "region", "la",          "lad", "pcon",        "school",  "trust",
        "provider", "ward",   "local",       "mat", "institution", "english", "planning",
        "rsc",      "lsip",   "opportunity", "old", "new"};
    const char *end = strrchr(name, '_');
    const bool is_place_like =
        end && (text_equals(end, "_code") || text_equals(end, "_name") ||
                text_equals(end, "_urn") || text_equals(end, "_ukprn") ||
                text_equals(end, "_laestab") || text_equals(end, "_id"));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], name)) {
            return true;
        }
    }
    for (size_t i = 0; is_place_like && i < sizeof(places) / sizeof(places[0]); i++) {
        const size_t length = strlen(places[i]);
        if (text_starts_with(name, places[i]) && name[length] == '_') {
            return true;
        }
    }
    return false;
}

static enum role role_at(const struct table *table, uint32_t column)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].index == column) {
            return table->columns[i].role;
        }
    }
    return ROLE_UNKNOWN;
}

static const char *const never[] = {"~", ":", "NULL", "Null", "null", "NA", "na"};
static const char *const rather_not[] = {"N/A", "n/a", ".", "..", "-"};

static bool is_one_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals(text, list[i])) {
            return true;
        }
    }
    return false;
}

#define IS_ONE_OF(text, list) is_one_of((text), (list), sizeof(list) / sizeof((list)[0]))

/* Numbers, and texts that stand for missing ones: an indicator, though it may have been
 * read as labels. */
static bool is_spoilt_indicator(const struct table *table, uint32_t column)
{
    static const char *const symbols[] = {"c", "x", "z", "low", "k", "u", ""};
    uint32_t numbers = 0;
    uint32_t others = 0;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = cell_text(table, row, column);
        const bool is_number = text[0] &&
                               strspn(text, "0123456789.,-%") == strlen(text) &&
                               strpbrk(text, "0123456789");
        if (!is_number && !IS_ONE_OF(text, symbols) && !IS_ONE_OF(text, never) &&
            !IS_ONE_OF(text, rather_not)) {
            return false;
        }
        numbers += is_number ? 1 : 0;
        others += is_number ? 0 : 1;
    }
    return numbers > 0 && others > 0;
}

static bool is_filter(const struct table *table, uint32_t column)
{
    return role_at(table, column) == ROLE_DIMENSION &&
           !is_observed(heading(table, column)) && !is_spoilt_indicator(table, column);
}

static bool is_indicator(const struct table *table, uint32_t column)
{
    const enum role role = role_at(table, column);
    const bool is_label = role == ROLE_DIMENSION && !is_spoilt_indicator(table, column);
    return !is_observed(heading(table, column)) && !is_label && role != ROLE_ID &&
           role != ROLE_NOTE && role != ROLE_IGNORE;
}

/* --- G102: columns that must be there --------------------------------------------- */

static void end_columns(struct rule_run *run)
{
    static const char *const wanted[] = {"time_period", "time_identifier",
                                         "geographic_level", "country_code",
                                         "country_name"};
    const struct table *table = run->table;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (column_of(table, wanted[i]) == UINT32_MAX) {
            struct finding *finding =
                report_at(run, table->first_row, table->first_column);
            rule_say(run, finding, "there is no column %s", wanted[i]);
        }
    }
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        const uint32_t first = column_of(table, heading(table, c));
        if (first != UINT32_MAX && first < c) {
            struct finding *finding = report_at(run, table->first_row, c);
            rule_say(run, finding, "there are two columns %s", heading(table, c));
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

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

enum { LONGEST_NAME = 50 };

static void judge_name(struct rule_run *run, uint32_t column, const char *text)
{
    const bool is_bad = text[0] == '\0' || has_space(text);
    const bool is_long = strlen(text) > LONGEST_NAME;
    if (!is_bad && !is_long && is_snake_case(text)) {
        return;
    }
    struct finding *finding = report_at(run, run->table->first_row, column);
    rule_soften(finding, is_bad ? SEVERITY_FAIL : SEVERITY_REVIEW);
    if (is_bad) {
        rule_say(run, finding, "the column's name is empty or has a space: '%s'", text);
    } else if (is_long) {
        rule_say(run, finding, "the column's name has more than %d characters: %s",
                 LONGEST_NAME, text);
    } else {
        rule_say(run, finding, "the column's name is no snake_case: %s", text);
    }
}

static void end_names(struct rule_run *run)
{
    const struct table *table = run->table;
    const char *name = file_name(table->output->path);
    if (name[strcspn(name, " !#$%^&*(){}[]'+,;:?<>|")] != '\0') {
        struct finding *finding = report_at(run, table->first_row, table->first_column);
        rule_say(run, finding, "the file's name has a space or a special character: %s",
                 name);
    }
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        judge_name(run, c, heading(table, c));
    }
}

/* --- G104: filters ---------------------------------------------------------------- */

struct filter {
    uint32_t levels;
    bool has_total;
    uint32_t blank; /* the first row, or UINT32_MAX */
    uint32_t padded;
};

static struct filter filter_at(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct filter filter = {.blank = UINT32_MAX, .padded = UINT32_MAX};
    struct map *levels = map_create(run->study->arena, 64);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = cell_text(table, row, column);
        const size_t length = strlen(text);
        const bool is_padded = length && (isspace((unsigned char)text[0]) ||
                                          isspace((unsigned char)text[length - 1]));
        filter.blank = length == 0 && filter.blank == UINT32_MAX ? row : filter.blank;
        filter.padded = is_padded && filter.padded == UINT32_MAX ? row : filter.padded;
        filter.levels += map_add_text(levels, text, row) == row ? 1 : 0;
        filter.has_total |= text_equals_ignoring_case(text, "Total");
    }
    return filter;
}

static void judge_filter(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    const struct filter filter = filter_at(run, column);
    const char *name = heading(table, column);
    if (filter.blank != UINT32_MAX) {
        rule_say(run, report_at(run, filter.blank, column), "the filter %s has blanks",
                 name);
    }
    if (filter.padded != UINT32_MAX) {
        rule_say(run, report_at(run, filter.padded, column),
                 "the filter %s has spaces before or after its labels", name);
    }
    if (filter.levels < 2) {
        rule_say(run, report_at(run, table->first_row, column),
                 "the filter %s has one level", name);
    } else if (!filter.has_total) {
        struct finding *finding = report_at(run, table->first_row, column);
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding, "the filter %s has no Total", name);
    }
}

static void end_filters(struct rule_run *run)
{
    for (uint32_t c = run->table->first_column; c <= run->table->last_column; c++) {
        if (is_filter(run->table, c)) {
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
    struct finding *finding = report_at(run, cells->first, column);
    rule_soften(finding, severity);
    finding_add_evidence(finding, "cells", cells->count);
    rule_say(run, finding, "%s in %s %s",
             text_counted(run->desk->scratch, cells->count, "cell", "cells"),
             heading(run->table, column), what);
}

static void judge_column(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct bad_cells blank = {0};
    struct bad_cells old = {0};
    struct bad_cells odd = {0};
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = cell_text(table, row, column);
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
        if (is_indicator(run->table, c)) {
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

static const char *key_of_row(struct arena *arena, const struct table *table,
                              uint32_t row)
{
    const char *key = "";
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        if (is_filter(table, c) || is_observed(heading(table, c))) {
            key = text_format(arena, "%s\x1f%s", key, cell_text(table, row, c));
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
            rule_say(run, report_at(run, row, table->first_column),
                     "the row has the same units and filters as row %zu", first + 1);
            return;
        }
    }
}

static void judge_times(struct rule_run *run)
{
    const struct table *table = run->table;
    const uint32_t period = column_of(table, "time_period");
    const uint32_t identifier = column_of(table, "time_identifier");
    const char *first = identifier == UINT32_MAX
                            ? ""
                            : cell_text(table, table->first_data_row, identifier);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const bool is_wrong =
            period != UINT32_MAX && !is_good_period(cell_text(table, row, period));
        const bool is_mixed = identifier != UINT32_MAX &&
                              !text_equals(cell_text(table, row, identifier), first);
        if (is_wrong) {
            rule_say(run, report_at(run, row, period),
                     "time_period %s is neither a year nor two years in a row",
                     cell_text(table, row, period));
            return;
        }
        if (is_mixed) {
            struct finding *finding = report_at(run, row, identifier);
            rule_soften(finding, SEVERITY_REVIEW);
            rule_say(run, finding, "time_identifier changes from %s to %s", first,
                     cell_text(table, row, identifier));
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
