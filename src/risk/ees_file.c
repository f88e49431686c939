#include "risk/ees_file.h"

#include "base/text.h"

#include <string.h>

const char *ees_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *ees_heading(const struct table *table, uint32_t column)
{
    return grid_text(table->grid, table->first_row, column);
}

uint32_t ees_column(const struct table *table, const char *name)
{
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        if (text_equals(ees_heading(table, c), name)) {
            return c;
        }
    }
    return UINT32_MAX;
}

const char *ees_text(const struct table *table, uint32_t row, uint32_t column)
{
    return grid_text(table->grid, row, column);
}

struct finding *ees_report(struct rule_run *run, uint32_t row, uint32_t column)
{
    struct finding *finding = rule_report_table(run);
    finding->row = row;
    finding->column = column;
    return finding;
}

/* Time, geography and their codes: what a row is about, neither filter nor indicator. */
bool ees_is_observed(const char *name)
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

bool ees_is_one_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals(text, list[i])) {
            return true;
        }
    }
    return false;
}

bool ees_is_nowhere(const char *code)
{
    return text_equals(code, "x") || text_equals(code, "z");
}

#define IS_ONE_OF(text, list)                                                            \
    ees_is_one_of((text), (list), sizeof(list) / sizeof((list)[0]))

/* Numbers, and texts that stand for missing ones: an indicator, though it may have been
 * read as labels. */
static bool is_spoilt_indicator(const struct table *table, uint32_t column)
{
    static const char *const symbols[] = {"c", "x", "z", "low", "k", "u", ""};
    uint32_t numbers = 0;
    uint32_t others = 0;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = ees_text(table, row, column);
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

bool ees_is_filter(const struct table *table, uint32_t column)
{
    return role_at(table, column) == ROLE_DIMENSION &&
           !ees_is_observed(ees_heading(table, column)) &&
           !is_spoilt_indicator(table, column);
}

bool ees_is_indicator(const struct table *table, uint32_t column)
{
    const enum role role = role_at(table, column);
    const bool is_label = role == ROLE_DIMENSION && !is_spoilt_indicator(table, column);
    return !ees_is_observed(ees_heading(table, column)) && !is_label && role != ROLE_ID &&
           role != ROLE_NOTE && role != ROLE_IGNORE;
}
