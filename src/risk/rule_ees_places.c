/*
 * G108: the places of an EES file. Levels that the service knows, with their columns
 * filled and those of lower levels empty; codes of the right form; one name one code; the
 * codes of countries, regions and local authorities themselves. No list of smaller areas
 * is kept here: of those form and consistency are judged.
 */
#include "base/map.h"
#include "base/text.h"
#include "risk/ees_file.h"

#include <ctype.h>
#include <string.h>

struct level {
    const char *name; /* in geographic_level */
    uint32_t
        rank; /* of what lies in it; rows with a lower rank leave its columns empty */
    bool stands_alone;      /* the service takes no other rows beside it */
    const char *columns[3]; /* that its rows fill */
};

static const struct level levels[] = {
    {"National", 0, false, {"country_code", "country_name"}},
    {"Regional", 1, false, {"region_code", "region_name"}},
    {"Local authority", 2, false, {"new_la_code", "old_la_code", "la_name"}},
    {"Local authority district", 2, false, {"lad_code", "lad_name"}},
    {"Parliamentary constituency", 2, false, {"pcon_code", "pcon_name"}},
    {"Local skills improvement plan area", 2, false, {"lsip_code", "lsip_name"}},
    {"Local enterprise partnership",
     2,
     false,
     {"local_enterprise_partnership_code", "local_enterprise_partnership_name"}},
    {"English devolved area",
     2,
     false,
     {"english_devolved_area_code", "english_devolved_area_name"}},
    {"Opportunity area", 2, false, {"opportunity_area_code", "opportunity_area_name"}},
    {"Ward", 3, false, {"ward_code", "ward_name"}},
    {"MAT", 3, false, {"trust_id", "trust_name"}},
    {"Sponsor", 3, false, {"sponsor_id", "sponsor_name"}},
    {"RSC region", 1, false, {"rsc_region_lead_name"}},
    {"School", 4, true, {"school_urn", "school_name"}},
    {"Provider", 4, true, {"provider_ukprn", "provider_name"}},
    {"Institution", 4, true, {"institution_id", "institution_name"}},
    {"Planning area", 4, true, {"planning_area_code", "planning_area_name"}},
};

static const struct level *level_of(const char *name)
{
    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
        if (text_equals(levels[i].name, name)) {
            return &levels[i];
        }
    }
    return NULL;
}

/* --- codes -------------------------------------------------------------------------- */

struct known_place {
    const char *code;
    const char *name;
};

/* Countries and regions, by the ONS's codes. */
static const struct known_place known[] = {
    {"E92000001", "England"},           {"W92000004", "Wales"},
    {"S92000003", "Scotland"},          {"N92000002", "Northern Ireland"},
    {"K02000001", "United Kingdom"},    {"K03000001", "Great Britain"},
    {"K04000001", "England and Wales"}, {"E12000001", "North East"},
    {"E12000002", "North West"},        {"E12000003", "Yorkshire and The Humber"},
    {"E12000004", "East Midlands"},     {"E12000005", "West Midlands"},
    {"E12000006", "East of England"},   {"E12000007", "London"},
    {"E12000008", "South East"},        {"E12000009", "South West"},
    {"E13000001", "Inner London"},      {"E13000002", "Outer London"},
};

static bool is_known_place(const char *code, const char *name)
{
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (text_equals(known[i].code, code)) {
            return text_equals_ignoring_case(known[i].name, name);
        }
    }
    return false;
}

static bool is_digits(const char *text, size_t least, size_t most)
{
    const size_t length = strspn(text, "0123456789");
    return text[length] == '\0' && length >= least && length <= most;
}

/* "E06000001": the country's letter and eight digits. */
static bool is_ons_code(const char *text)
{
    return text[0] && strchr("EWSNKLMJ", text[0]) && is_digits(text + 1, 8, 8);
}

struct pair {
    const char *code;
    const char *name;
    bool is_country_or_region;
    bool has_ons_code;
    uint8_t least_digits;
    uint8_t most_digits; /* 0: any text */
};

static const struct pair pairs[] = {
    {"country_code", "country_name", true, true, 0, 0},
    {"region_code", "region_name", true, true, 0, 0},
    {"new_la_code", "la_name", false, true, 0, 0},
    {"old_la_code", "la_name", false, false, 3, 3},
    {"lad_code", "lad_name", false, true, 0, 0},
    {"pcon_code", "pcon_name", false, true, 0, 0},
    {"ward_code", "ward_name", false, true, 0, 0},
    {"school_urn", "school_name", false, false, 5, 6},
    {"school_laestab", "school_name", false, false, 7, 7},
    {"provider_ukprn", "provider_name", false, false, 8, 8},
};

static bool has_form(const struct pair *pair, const char *code)
{
    return pair->has_ons_code ? is_ons_code(code)
           : pair->most_digits > 0
               ? is_digits(code, pair->least_digits, pair->most_digits)
               : true;
}

/* Why a code and its name are wrong together, or NULL. */
static const char *complaint(struct arena *arena, const struct pair *pair,
                             const char *code, const char *name)
{
    const bool is_nowhere = text_equals(name, "Not available");
    if (text_equals(code, "x") != is_nowhere && (is_nowhere || name[0])) {
        return text_format(arena, "%s %s is %s: x and Not available belong together",
                           pair->code, code, name);
    }
    const bool is_pair = text_equals(pair->name, "la_name") && strstr(code, " / ");
    if (code[0] == '\0' || ees_is_nowhere(code) || is_pair) {
        return NULL; /* two authorities that are shown together: ees_authorities.c */
    }
    if (!has_form(pair, code)) {
        return text_format(arena, "%s has no code of its form: %s", pair->code, code);
    }
    if (pair->is_country_or_region && name[0] && !is_known_place(code, name)) {
        return text_format(arena, "%s %s is not %s", pair->code, code, name);
    }
    return NULL;
}

/* One name a code, one code a name; `seen` knows the row of the first of each. */
static bool is_second(struct rule_run *run, struct map *seen, const char *text,
                      uint32_t row, uint32_t other)
{
    const size_t first = map_add_text(seen, text, row);
    return first != row && text[0] && !ees_is_nowhere(text) &&
           !text_equals(text, "Not available") &&
           !text_equals(ees_text(run->table, (uint32_t)first, other),
                        ees_text(run->table, row, other));
}

enum { LONGEST_CODE = 30, LONGEST_PLACE = 120 };

/* What the service's interface for programs takes. */
static void judge_lengths(struct rule_run *run, const struct pair *pair)
{
    const struct table *table = run->table;
    const uint32_t code = ees_column(table, pair->code);
    const uint32_t name = ees_column(table, pair->name);
    for (uint32_t row = table->first_data_row;
         code != UINT32_MAX && name != UINT32_MAX && row <= table->last_row; row++) {
        if (strlen(ees_text(table, row, code)) > LONGEST_CODE ||
            text_width(ees_text(table, row, name)) > LONGEST_PLACE) {
            struct finding *finding = ees_report(run, row, code);
            rule_soften(finding, SEVERITY_REVIEW);
            rule_say(run, finding,
                     "a code of more than %d characters, or a name of more than %d",
                     LONGEST_CODE, LONGEST_PLACE);
            return;
        }
    }
}

static void judge_pair(struct rule_run *run, const struct pair *pair)
{
    const struct table *table = run->table;
    const uint32_t code = ees_column(table, pair->code);
    const uint32_t name = ees_column(table, pair->name);
    if (code == UINT32_MAX || name == UINT32_MAX) {
        return;
    }
    struct map *codes = map_create(run->study->arena, 256);
    struct map *names = map_create(run->study->arena, 256);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *one = ees_text(table, row, code);
        const char *other = ees_text(table, row, name);
        const char *wrong = complaint(run->study->arena, pair, one, other);
        /* Schools and providers share names. */
        const bool is_twice =
            is_second(run, codes, one, row, name) ||
            (pair->has_ons_code && is_second(run, names, other, row, code));
        if (wrong) {
            rule_say(run, ees_report(run, row, code), "%s", wrong);
            return;
        }
        if (is_twice) {
            rule_say(run, ees_report(run, row, code),
                     "%s %s has two names, or %s two codes", pair->code, one, other);
            return;
        }
    }
}

/* --- levels ------------------------------------------------------------------------- */

static void judge_needed(struct rule_run *run, uint32_t row, const struct level *level)
{
    for (size_t i = 0; i < 3 && level->columns[i]; i++) {
        const uint32_t column = ees_column(run->table, level->columns[i]);
        if (column == UINT32_MAX || ees_text(run->table, row, column)[0] == '\0') {
            rule_say(run,
                     ees_report(run, row,
                                column == UINT32_MAX ? run->table->first_column : column),
                     "rows of the level %s need %s", level->name, level->columns[i]);
            return;
        }
    }
}

/* A national row says nothing of regions. */
static bool judge_empty(struct rule_run *run, uint32_t row, const struct level *level)
{
    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
        const uint32_t column = levels[i].rank > level->rank
                                    ? ees_column(run->table, levels[i].columns[0])
                                    : UINT32_MAX;
        if (column != UINT32_MAX && ees_text(run->table, row, column)[0] != '\0' &&
            !text_equals(ees_text(run->table, row, column), "z")) {
            rule_say(run, ees_report(run, row, column), "a row of the level %s has a %s",
                     level->name, levels[i].columns[0]);
            return true;
        }
    }
    return false;
}

struct seen_levels {
    bool has[sizeof(levels) / sizeof(levels[0])];
    bool has_alone;
    bool has_others;
    uint32_t first_alone;
    bool is_overfilled;
    bool lacks_region;
};

static void judge_level(struct rule_run *run, uint32_t row, const struct level *level,
                        struct seen_levels *seen)
{
    const size_t index = (size_t)(level - levels);
    const uint32_t region = ees_column(run->table, "region_code");
    if (!seen->has[index]) {
        judge_needed(run, row, level);
    }
    seen->has[index] = true;
    if (level->stands_alone && !seen->has_alone) {
        seen->first_alone = row;
    }
    seen->has_alone |= level->stands_alone;
    seen->has_others |= !level->stands_alone;
    if (!seen->is_overfilled) {
        seen->is_overfilled = judge_empty(run, row, level);
    }
    const bool is_authority = text_starts_with(level->name, "Local authority");
    if (is_authority && !seen->lacks_region &&
        (region == UINT32_MAX || ees_text(run->table, row, region)[0] == '\0')) {
        seen->lacks_region = true;
        struct finding *finding = ees_report(run, row, run->table->first_column);
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding, "rows of the level %s say no region", level->name);
    }
}

static void judge_levels(struct rule_run *run)
{
    const struct table *table = run->table;
    const uint32_t column = ees_column(table, "geographic_level");
    struct seen_levels seen = {.has_alone = false};
    for (uint32_t row = table->first_data_row;
         column != UINT32_MAX && row <= table->last_row; row++) {
        const char *name = ees_text(table, row, column);
        const struct level *level = level_of(name);
        if (!level) {
            rule_say(run, ees_report(run, row, column),
                     "geographic_level %s is not known to the service", name);
            return;
        }
        judge_level(run, row, level, &seen);
    }
    if (seen.has_alone && seen.has_others) {
        rule_say(run, ees_report(run, seen.first_alone, column),
                 "rows of the level %s are left out where other levels stand beside them",
                 ees_text(table, seen.first_alone, column));
    }
}

/* "Total" in a column of places: a filter belongs elsewhere. Answers the first row with
 * one, or UINT32_MAX. */
static uint32_t row_with_total(const struct table *table, uint32_t column)
{
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = ees_text(table, row, column);
        if (text_equals_ignoring_case(text, "Total") ||
            text_equals_ignoring_case(text, "All")) {
            return row;
        }
    }
    return UINT32_MAX;
}

static void judge_totals(struct rule_run *run)
{
    const struct table *table = run->table;
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        const bool is_place = ees_is_observed(ees_heading(table, c));
        const uint32_t row = is_place ? row_with_total(table, c) : UINT32_MAX;
        if (row != UINT32_MAX) {
            rule_say(run, ees_report(run, row, c), "%s is %s: leave it empty",
                     ees_heading(table, c), ees_text(table, row, c));
            return;
        }
    }
}

static void end_places(struct rule_run *run)
{
    judge_levels(run);
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        judge_pair(run, &pairs[i]);
        judge_lengths(run, &pairs[i]);
    }
    ees_judge_authorities(run);
    judge_totals(run);
}

const struct rule_evaluator ees_place_rules[] = {
    {.kind = "ees-places", .end_table = end_places},
    {.kind = NULL},
};
