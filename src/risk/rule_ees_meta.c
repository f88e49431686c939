/*
 * G107: the file that describes an EES data file, NAME.meta.csv beside NAME.csv. Every
 * filter and indicator is named once, with type, label, unit and decimals as the service
 * takes them; what a filter has an indicator has not.
 *
 * Findings stand at the column of the data that they are about; the sentence says the row
 * of the description.
 */
#include "base/map.h"
#include "base/text.h"
#include "risk/ees_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LABEL = 100, LONGEST_NAME = 50, MOST_DECIMALS = 9 };

enum field {
    FIELD_NAME,
    FIELD_TYPE,
    FIELD_LABEL,
    FIELD_GROUP,
    FIELD_UNIT,
    FIELD_DECIMALS,
    FIELD_HINT,
    FIELD_FILTER_GROUP,
    FIELD_COUNT,
};

static const char *const fields[FIELD_COUNT] = {
    "col_name",       "col_type",     "label",       "indicator_grouping",
    "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column"};

static const char *const optional[] = {"filter_default", "parent_filter"};

#define IS_ONE_OF(text, list)                                                            \
    ees_is_one_of((text), (list), sizeof(list) / sizeof((list)[0]))

struct meta {
    const struct grid *grid;
    uint32_t columns[FIELD_COUNT]; /* UINT32_MAX: not there */
    struct map *names;             /* of the columns described: row */
    struct map *labels;
    struct map *groups;        /* columns that group a filter */
    uint32_t without_decimals; /* indicators that say no indicator_dp */
    uint32_t first_without;    /* and the first one's row */
};

static const char *said(const struct meta *meta, uint32_t row, enum field field)
{
    return meta->columns[field] == UINT32_MAX
               ? ""
               : grid_text(meta->grid, row, meta->columns[field]);
}

/* A finding on what a row of the description says. */
static struct finding *report_row(struct rule_run *run, const struct meta *meta,
                                  uint32_t row)
{
    const uint32_t column = ees_column(run->table, said(meta, row, FIELD_NAME));
    return ees_report(run, run->table->first_row,
                      column == UINT32_MAX ? run->table->first_column : column);
}

static void complain(struct rule_run *run, const struct meta *meta, uint32_t row,
                     enum severity severity, const char *what)
{
    struct finding *finding = report_row(run, meta, row);
    rule_soften(finding, severity);
    rule_say(run, finding, "row %u of the description, %s: %s", (unsigned)row + 1,
             said(meta, row, FIELD_NAME), what);
}

static uint32_t column_called(const struct grid *grid, const char *name)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t c = 0; c < grid->column_count; c++) {
        found = text_equals(grid_text(grid, 0, c), name) ? c : found;
    }
    return found;
}

static void judge_headings(struct rule_run *run, struct meta *meta)
{
    const uint32_t corner = run->table->first_column;
    for (int i = 0; i < FIELD_COUNT; i++) {
        meta->columns[i] = column_called(meta->grid, fields[i]);
        if (meta->columns[i] == UINT32_MAX) {
            rule_say(run, ees_report(run, run->table->first_row, corner),
                     "the description has no column %s", fields[i]);
        }
    }
    for (uint32_t c = 0; c < meta->grid->column_count; c++) {
        const char *text = grid_text(meta->grid, 0, c);
        if (!ees_is_one_of(text, fields, FIELD_COUNT) && !IS_ONE_OF(text, optional)) {
            rule_say(run, ees_report(run, run->table->first_row, corner),
                     "the description has a column that the service does not know: %s",
                     text);
        }
    }
}

static void judge_name(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const char *name = said(meta, row, FIELD_NAME);
    if (name[0] == '\0') {
        complain(run, meta, row, SEVERITY_FAIL, "no col_name");
        return;
    }
    if (map_add_text(meta->names, name, row) != row) {
        complain(run, meta, row, SEVERITY_FAIL, "described twice");
    }
    if (ees_column(run->table, name) == UINT32_MAX) {
        complain(run, meta, row, SEVERITY_FAIL, "the data have no such column");
    }
    if (ees_is_observed(name)) {
        complain(run, meta, row, SEVERITY_FAIL,
                 "time and geography are neither filters nor indicators");
    }
    if (strlen(name) > LONGEST_NAME) {
        complain(run, meta, row, SEVERITY_REVIEW, "a name of more than 50 characters");
    }
}

static void judge_label(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const char *label = said(meta, row, FIELD_LABEL);
    if (text_is_blank(label)) {
        complain(run, meta, row, SEVERITY_FAIL, "no label");
    } else if (map_add_text(meta->labels, label, row) != row) {
        complain(run, meta, row, SEVERITY_FAIL, "another column has the same label");
    } else if (text_width(label) > LONGEST_LABEL) {
        complain(run, meta, row, SEVERITY_REVIEW, "a label of more than 100 characters");
    }
}

/* The most decimals that a column of the data shows. */
static int decimals_of(const struct table *table, uint32_t column)
{
    int most = 0;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = ees_text(table, row, column);
        const char *point = strchr(text, '.');
        const bool is_number = point && strspn(text, "-0123456789.,") == strlen(text);
        const int decimals = is_number ? (int)strlen(point + 1) : 0;
        most = decimals > most ? decimals : most;
    }
    return most;
}

static void judge_decimals(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const char *text = said(meta, row, FIELD_DECIMALS);
    const uint32_t column = ees_column(run->table, said(meta, row, FIELD_NAME));
    const bool is_whole = text[0] && strspn(text, "0123456789") == strlen(text);
    if (text[0] == '\0') {
        meta->first_without = meta->without_decimals++ ? meta->first_without : row;
    } else if (!is_whole || strtol(text, NULL, 10) > MOST_DECIMALS) {
        complain(run, meta, row, SEVERITY_FAIL, "indicator_dp is no number of decimals");
    } else if (column != UINT32_MAX &&
               decimals_of(run->table, column) > strtol(text, NULL, 10)) {
        complain(run, meta, row, SEVERITY_REVIEW,
                 "the data show more decimals than indicator_dp says");
    }
}

static void judge_indicator(struct rule_run *run, struct meta *meta, uint32_t row)
{
    static const char *const units[] = {"",         "%",         "pp",
                                        "\xC2\xA3", "\xC2\xA3m", "numberstring"};
    if (!IS_ONE_OF(said(meta, row, FIELD_UNIT), units)) {
        complain(run, meta, row, SEVERITY_FAIL,
                 "indicator_unit is none of the service's");
    }
    if (said(meta, row, FIELD_HINT)[0] || said(meta, row, FIELD_FILTER_GROUP)[0]) {
        complain(run, meta, row, SEVERITY_FAIL,
                 "an indicator has no filter_hint or group");
    }
    judge_decimals(run, meta, row);
}

/* Letters and digits alone, in lower case: "Sex & age" and "sex, age" are alike. */
static const char *bare_key(struct arena *arena, const char *text)
{
    char *copy = arena_array(arena, strlen(text) + 1, char);
    size_t used = 0;
    for (const char *at = text; *at; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (isalnum(byte) || byte >= 0x80) {
            copy[used++] = (char)tolower(byte);
        }
    }
    return copy;
}

/* Does an earlier group differ from this one by punctuation, case or spaces alone? `seen`
 * keeps the row of the first of each, by its bare key. */
static bool is_nearly(struct arena *arena, struct map *seen, const char *text,
                      const char *const *texts, uint32_t row)
{
    const size_t first = map_add_text(seen, bare_key(arena, text), row);
    return text[0] && first != row && !text_equals(texts[first], text);
}

/* The labels of a filter's groups: no more than the filter has, and no two alike. */
static void judge_filter_group(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const struct table *table = run->table;
    struct arena *arena = run->study->arena;
    const uint32_t group = ees_column(table, said(meta, row, FIELD_FILTER_GROUP));
    const uint32_t filter = ees_column(table, said(meta, row, FIELD_NAME));
    struct map *groups = map_create(arena, 64);
    struct map *items = map_create(arena, 64);
    struct map *bare = map_create(arena, 64);
    const char **texts = arena_array(arena, (size_t)table->last_row + 1, const char *);
    uint32_t more = 0;
    uint32_t less = 0;
    for (uint32_t r = table->first_data_row; filter != UINT32_MAX && r <= table->last_row;
         r++) {
        texts[r] = ees_text(table, r, group);
        const bool is_new = map_add_text(groups, texts[r], r) == r;
        more += is_new ? 1 : 0;
        less += map_add_text(items, ees_text(table, r, filter), r) == r ? 1 : 0;
        if (is_new && is_nearly(arena, bare, texts[r], texts, r)) {
            complain(run, meta, row, SEVERITY_FAIL,
                     text_format(arena, "groups that differ by punctuation alone: %s",
                                 texts[r]));
            return;
        }
    }
    if (more > less) {
        complain(run, meta, row, SEVERITY_FAIL, "more groups than labels of the filter");
    }
}

/* filter_default is one of the filter's labels. */
static void judge_default(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const struct table *table = run->table;
    const uint32_t at = column_called(meta->grid, "filter_default");
    const char *label = at == UINT32_MAX ? "" : grid_text(meta->grid, row, at);
    const uint32_t filter = ees_column(table, said(meta, row, FIELD_NAME));
    for (uint32_t r = table->first_data_row; filter != UINT32_MAX && r <= table->last_row;
         r++) {
        if (text_equals(ees_text(table, r, filter), label)) {
            return;
        }
    }
    if (label[0] && filter != UINT32_MAX) {
        complain(run, meta, row, SEVERITY_FAIL,
                 "filter_default is no label of the filter");
    }
}

static void judge_filter(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const char *group = said(meta, row, FIELD_FILTER_GROUP);
    if (said(meta, row, FIELD_GROUP)[0] || said(meta, row, FIELD_UNIT)[0] ||
        said(meta, row, FIELD_DECIMALS)[0]) {
        complain(run, meta, row, SEVERITY_FAIL,
                 "a filter has no unit, decimals or indicator group");
    }
    if (group[0] && ees_column(run->table, group) == UINT32_MAX) {
        complain(run, meta, row, SEVERITY_FAIL,
                 "filter_grouping_column is no column of the data");
    } else if (group[0]) {
        if (map_add_text(meta->groups, group, row) != row) {
            complain(run, meta, row, SEVERITY_FAIL,
                     "another filter has the same filter_grouping_column");
        }
        judge_filter_group(run, meta, row);
    }
    judge_default(run, meta, row);
}

static void judge_row(struct rule_run *run, struct meta *meta, uint32_t row)
{
    const char *type = said(meta, row, FIELD_TYPE);
    judge_name(run, meta, row);
    judge_label(run, meta, row);
    if (text_equals(type, "Indicator")) {
        judge_indicator(run, meta, row);
    } else if (text_equals(type, "Filter")) {
        judge_filter(run, meta, row);
    } else {
        complain(run, meta, row, SEVERITY_FAIL, "col_type is Filter or Indicator");
    }
}

static bool is_constant(const struct table *table, uint32_t column)
{
    const char *first = ees_text(table, table->first_data_row, column);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        if (!text_equals(first, ees_text(table, row, column))) {
            return false;
        }
    }
    return true;
}

static void judge_undescribed(struct rule_run *run, const struct meta *meta)
{
    const struct table *table = run->table;
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        const char *name = ees_heading(table, c);
        if (map_find_text(meta->names, name) == MAP_NONE && !ees_is_observed(name) &&
            map_find_text(meta->groups, name) == MAP_NONE && !is_constant(table, c)) {
            struct finding *finding = ees_report(run, table->first_row, c);
            rule_soften(finding, SEVERITY_REVIEW);
            rule_say(run, finding, "the description does not name %s", name);
        }
    }
}

/* Groups of indicators that differ by punctuation, case or spaces alone. */
static void judge_indicator_groups(struct rule_run *run, const struct meta *meta)
{
    struct arena *arena = run->study->arena;
    struct map *bare = map_create(arena, 64);
    const char **texts =
        arena_array(arena, (size_t)meta->grid->row_count + 1, const char *);
    for (uint32_t row = 1; row < meta->grid->row_count; row++) {
        texts[row] = said(meta, row, FIELD_GROUP);
        if (is_nearly(arena, bare, texts[row], texts, row)) {
            complain(run, meta, row, SEVERITY_FAIL,
                     text_format(arena, "groups that differ by punctuation alone: %s",
                                 texts[row]));
        }
    }
}

/* One finding for all indicators, and none where the column itself is missing. */
static void report_without_decimals(struct rule_run *run, const struct meta *meta)
{
    if (meta->without_decimals && meta->columns[FIELD_DECIMALS] != UINT32_MAX) {
        complain(run, meta, meta->first_without, SEVERITY_REVIEW,
                 text_format(run->study->arena, "no indicator_dp, as %s in all",
                             text_counted(run->study->arena, meta->without_decimals,
                                          "indicator", "indicators")));
    }
}

static void end_meta(struct rule_run *run)
{
    const struct table *table = run->table;
    struct arena *arena = run->study->arena;
    struct meta meta = {.grid = table->meta,
                        .names = map_create(arena, 64),
                        .labels = map_create(arena, 64),
                        .groups = map_create(arena, 8)};
    if (!meta.grid) {
        const char *name = ees_file_name(table->output->path);
        rule_say(run, ees_report(run, table->first_row, table->first_column),
                 "there is no .meta.csv beside %s that describes it", name);
        return;
    }
    judge_headings(run, &meta);
    for (uint32_t row = 1; row < meta.grid->row_count; row++) {
        if (meta.grid->rows[row].count) {
            judge_row(run, &meta, row);
        }
    }
    judge_indicator_groups(run, &meta);
    report_without_decimals(run, &meta);
    judge_undescribed(run, &meta);
}

const struct rule_evaluator ees_meta_rules[] = {
    {.kind = "ees-meta", .end_table = end_meta},
    {.kind = NULL},
};
