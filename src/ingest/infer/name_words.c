/*
 * Word lists. To teach a new word, add it here; nothing else knows any.
 */
#include "ingest/infer/name_words.h"

#include "base/text.h"
#include "model/shown_totals.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

static const char *const count_nouns[] = {
    "achievements", "admissions",  "adults",      "applicants",   "applications",
    "apprentices",  "apps",        "births",      "cases",        "children",
    "claimants",    "completions", "deaths",      "employees",    "enrolments",
    "entrants",     "exclusions",  "include",     "included",     "grads",
    "graduates",    "headcount",   "households",  "individuals",  "leavers",
    "learners",     "matched",     "offenders",   "participants", "patients",
    "people",       "persons",     "population",  "pupils",       "qualifiers",
    "records",      "residents",   "respondents", "starters",     "starts",
    "students",     "teachers",    "trainees",    "workers",
};

static const char *const money_words[] = {
    "amount",     "amounts",     "bonus",   "bonuses",  "cost",         "costs",
    "debt",       "debts",       "earning", "earnings", "remuneration", "repayment",
    "repayments", "expenditure", "fee",     "fees",     "funding",      "gbp",
    "gva",        "income",      "incomes", "loan",     "loans",        "pay",
    "price",      "profit",      "revenue", "salaries", "salary",       "sales",
    "spend",      "spending",    "tax",     "turnover", "wage",         "wages",
    "£",
};

static const char *const organisation_words[] = {
    "businesses",    "colleges",       "companies", "employers",
    "enterprises",   "establishments", "firms",     "institutions",
    "organisations", "providers",      "schools",   "universities",
};

static const char *const time_words[] = {
    "cohort", "date", "month", "period", "quarter", "tax_year",
    "time",   "wave", "week",  "year",   "years",   "yr",
};

/* Numbers under these are labels wherever they stand ... */
static const char *const label_words[] = {
    "age",      "ages", "code", "date", "decile", "month", "quarter", "quartile",
    "quintile", "wave", "week", "yag",  "year",   "years", "yr",
};

/* ... under these only where nothing else speaks against it: a cohort may be counted. */
static const char *const weak_label_words[] = {
    "band", "cluster", "cohort", "grade", "group", "key",
    "ks",   "level",   "period", "stage", "tier",  "time",
};

static const char *const identifier_words[] = {
    "aedr",    "crn",        "estab",     "guid",    "hesaid",    "husid",
    "id",      "identifier", "index",     "laestab", "lrn",       "nino",
    "payeref", "pmr",        "pseudonym", "ref",     "reference", "ukprn",
    "uln",     "upn",        "urn",       "uuid",
};

static const char *const measure_column_words[] = {
    "indicator", "indicators", "measure",   "measures",   "metric",
    "metrics",   "stat",       "statistic", "statistics", "stats",
};

static const char *const note_words[] = {
    "annotation", "comment", "comments", "flag",  "flags",  "footnote",
    "footnotes",  "marker",  "note",     "notes", "remark", "remarks",
};

static const char *const geography_words[] = {
    "area",     "authority",  "borough",   "constituency", "country", "county",
    "district", "geographic", "geography", "la",           "lad",     "location",
    "lsip",     "lsoa",       "msoa",      "nation",       "pcon",    "place",
    "region",   "town",       "ward",
};

#define LIST_LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static bool in_list(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool name_has_word(const struct name_words *words, const char *const *list, size_t count)
{
    for (uint32_t i = 0; i < words->count; i++) {
        if (in_list(words->words[i], list, count)) {
            return true;
        }
    }
    return false;
}

bool name_is_outcome_share(const struct name_words *words)
{
    static const char *const names[] = {"sust", "captured", "fs", "progression"};
    return name_has_word(words, names, LIST_LENGTH(names));
}

bool name_is_count_noun(const struct name_words *words)
{
    return name_has_word(words, count_nouns, LIST_LENGTH(count_nouns));
}

bool name_is_change(const struct name_words *words)
{
    static const char *const names[] = {"change",   "growth",    "increase",
                                        "decrease", "reduction", "decline"};
    static const char *const steps[] = {"point", "points", "pp", "ppt", "ppts"};
    return name_has_word(words, names, LIST_LENGTH(names)) &&
           !name_has_word(words, steps, LIST_LENGTH(steps));
}

bool name_is_money(const struct name_words *words)
{
    return name_has_word(words, money_words, LIST_LENGTH(money_words));
}

bool name_is_organisation(const struct name_words *words)
{
    return name_has_word(words, organisation_words, LIST_LENGTH(organisation_words));
}

bool name_is_time(const struct name_words *words)
{
    return name_has_word(words, time_words, LIST_LENGTH(time_words));
}

bool name_is_label(const struct name_words *words)
{
    return name_has_word(words, label_words, LIST_LENGTH(label_words));
}

bool name_may_be_label(const struct name_words *words)
{
    return name_has_word(words, weak_label_words, LIST_LENGTH(weak_label_words));
}

bool name_is_identifier(const struct name_words *words)
{
    return name_has_word(words, identifier_words, LIST_LENGTH(identifier_words));
}

bool name_is_measure_column(const struct name_words *words)
{
    return words->count <= 2 &&
           name_has_word(words, measure_column_words, LIST_LENGTH(measure_column_words));
}

bool name_is_note(const struct name_words *words)
{
    return words->count <= 2 && name_has_word(words, note_words, LIST_LENGTH(note_words));
}

bool name_is_geography(const struct name_words *words)
{
    return name_has_word(words, geography_words, LIST_LENGTH(geography_words));
}

bool name_is_birth_date(const struct name_words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        const char *word = words->words[i];
        const bool is_born = strcmp(word, "birth") == 0 && words->count > 1;
        if (is_born || strcmp(word, "dob") == 0 || strcmp(word, "birthdate") == 0) {
            return true;
        }
    }
    return false;
}

/* A byte that belongs to a word: letters, digits, dots, stars and all beyond ASCII. */
static bool in_word(unsigned char byte)
{
    return isalnum(byte) || byte >= 0x80 || byte == '.' || byte == '*' || byte == '+';
}

static uint32_t pound_length(const char *text)
{
    return (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA3 ? 2 : 0;
}

static uint32_t word_end(const char *text, uint32_t at)
{
    while (text[at] && in_word((unsigned char)text[at]) && !pound_length(text + at)) {
        at++;
    }
    return at;
}

/* "earnings." is "earnings"; "no." and "std." keep their dots, which tell them from "no".
 */
static bool keeps_dot(const char *word)
{
    return strcmp(word, "no.") == 0 || strcmp(word, "std.") == 0 ||
           strcmp(word, "dev.") == 0 || strcmp(word, "s.d.") == 0;
}

static const char *folded_word(struct arena *arena, const char *bytes, uint32_t length)
{
    char *word = arena_array(arena, (size_t)length + 1, char);
    for (uint32_t i = 0; i < length; i++) {
        word[i] = (char)tolower((unsigned char)bytes[i]);
    }
    if (length > 1 && word[length - 1] == '.' && !keeps_dot(word)) {
        word[length - 1] = '\0';
    }
    return word;
}

struct name_words name_words_of(struct arena *arena, const char *text)
{
    struct name_words words = {.count = 0};
    uint32_t at = 0;
    while (text[at] && words.count < NAME_WORD_LIMIT) {
        const uint32_t pound = pound_length(text + at);
        const bool is_sign = text[at] == '%' || pound;
        if (!is_sign && !in_word((unsigned char)text[at])) {
            at++;
            continue;
        }
        uint32_t end = at + (pound ? pound : 1);
        if (!is_sign) {
            end = word_end(text, at);
        }
        words.words[words.count] = folded_word(arena, text + at, end - at);
        words.starts[words.count] = at;
        words.ends[words.count] = end;
        words.count++;
        at = end;
    }
    return words;
}

static int total_rank(const char *key)
{
    static const char *const sure[] = {
        "total",     "all",    "grand total", "overall", "sum",
        "all total", "totals", "(all)",       "total:",
    };
    static const char *const people[] = {
        "both",          "both sexes",
        "everyone",      "persons",
        "people",        "any",
        "all persons",   "everybody",
        "all people",    "whole population",
        "nationwide",    "national",
        "combined",      "altogether",
        "in all",        "entire cohort",
        "whole cohort",  "full cohort",
        "aggregate",     "tot",
        "tot.",          "ttl",
        "whole country", "everywhere",
        "whole sample",  "full sample",
        "whole group",
    };
    static const char *const places[] = {
        "england", "great britain", "united kingdom", "uk", "gb",
    };
    if (in_list(key, sure, LIST_LENGTH(sure))) {
        return 3;
    }
    if (strstr(key, "excl") || strstr(key, "except") ||
        text_starts_with(key, "all other")) {
        return 0;
    }
    const bool starts =
        text_starts_with(key, "total ") || text_starts_with(key, "all ") ||
        text_starts_with(key, "grand total") || text_ends_with(key, " total");
    if (starts || in_list(key, people, LIST_LENGTH(people))) {
        return 2;
    }
    return in_list(key, places, LIST_LENGTH(places)) ? 1 : 0;
}

/* "Total (figures shown)" is a total, too. */
int name_total_rank(const char *key)
{
    enum { LABEL_ROOM = 64 };
    char label[LABEL_ROOM];
    const size_t length = label_length_without_shown(key);
    if (!key[length] || length >= sizeof(label)) {
        return total_rank(key);
    }
    memcpy(label, key, length);
    label[length] = '\0';
    return total_rank(label);
}
