/*
 * Word lists. To teach a new word, add it here; nothing else knows any.
 */
#include "ingest/name_words.h"

#include "base/text.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

struct statistic_phrase {
    const char *phrase;
    enum role role;
};

static const struct statistic_phrase statistics[] = {
    {"%", ROLE_PERCENT},
    {"average", ROLE_MEAN},
    {"avg", ROLE_MEAN},
    {"base", ROLE_N},
    {"cell %", ROLE_PERCENT},
    {"coef", ROLE_MODEL},
    {"col %", ROLE_PERCENT},
    {"column %", ROLE_PERCENT},
    {"column n %", ROLE_PERCENT},
    {"contributors", ROLE_CONTRIBUTORS},
    {"count", ROLE_COUNT},
    {"counts", ROLE_COUNT},
    {"employers", ROLE_ORGANISATIONS},
    {"estimate", ROLE_MODEL},
    {"firms", ROLE_ORGANISATIONS},
    {"freq", ROLE_COUNT},
    {"frequency", ROLE_COUNT},
    {"headcount", ROLE_COUNT},
    {"highest", ROLE_MAX},
    {"institutions", ROLE_ORGANISATIONS},
    {"largest", ROLE_TOP1},
    {"largest contributor", ROLE_TOP1},
    {"lower quartile", ROLE_QUANTILE},
    {"lowest", ROLE_MIN},
    {"lq", ROLE_QUANTILE},
    {"max", ROLE_MAX},
    {"maximum", ROLE_MAX},
    {"mean", ROLE_MEAN},
    {"median", ROLE_MEDIAN},
    {"min", ROLE_MIN},
    {"minimum", ROLE_MIN},
    {"n", ROLE_N},
    {"n obs", ROLE_N},
    {"no.", ROLE_COUNT},
    {"nobs", ROLE_N},
    {"num", ROLE_COUNT},
    {"number", ROLE_COUNT},
    {"number of contributors", ROLE_CONTRIBUTORS},
    {"number of obs", ROLE_N},
    {"number of observations", ROLE_N},
    {"obs", ROLE_N},
    {"observations", ROLE_N},
    {"organisations", ROLE_ORGANISATIONS},
    {"pc", ROLE_PERCENT},
    {"pct", ROLE_PERCENT},
    {"per cent", ROLE_PERCENT},
    {"perc", ROLE_PERCENT},
    {"percent", ROLE_PERCENT},
    {"percentage", ROLE_PERCENT},
    {"percentages", ROLE_PERCENT},
    {"prop", ROLE_PERCENT},
    {"proportion", ROLE_PERCENT},
    {"proportions", ROLE_PERCENT},
    {"providers", ROLE_ORGANISATIONS},
    {"q1", ROLE_QUANTILE},
    {"q3", ROLE_QUANTILE},
    {"rate", ROLE_RATE},
    {"rates", ROLE_RATE},
    {"row %", ROLE_PERCENT},
    {"row n %", ROLE_PERCENT},
    {"s.d.", ROLE_SD},
    {"schools", ROLE_ORGANISATIONS},
    {"sd", ROLE_SD},
    {"second largest", ROLE_TOP2},
    {"share", ROLE_PERCENT},
    {"shares", ROLE_PERCENT},
    {"standard deviation", ROLE_SD},
    {"standard error", ROLE_MODEL},
    {"std", ROLE_SD},
    {"std dev", ROLE_SD},
    {"std. dev.", ROLE_SD},
    {"std. error", ROLE_MODEL},
    {"stdev", ROLE_SD},
    {"sum", ROLE_SUM},
    {"t value", ROLE_MODEL},
    {"table %", ROLE_PERCENT},
    {"top 1", ROLE_TOP1},
    {"top 2", ROLE_TOP2},
    {"top1", ROLE_TOP1},
    {"top2", ROLE_TOP2},
    {"total %", ROLE_PERCENT},
    {"unweighted", ROLE_COUNT},
    {"unweighted base", ROLE_N},
    {"unweighted count", ROLE_COUNT},
    {"unweighted n", ROLE_N},
    {"upper quartile", ROLE_QUANTILE},
    {"uq", ROLE_QUANTILE},
    {"weighted", ROLE_WEIGHTED},
    {"weighted base", ROLE_WEIGHTED},
    {"weighted count", ROLE_WEIGHTED},
    {"weighted n", ROLE_WEIGHTED},
};

static const char *const count_nouns[] = {
    "achievements", "admissions",  "adults",       "applicants",   "applications",
    "apprentices",  "apps",        "births",       "cases",        "children",
    "claimants",    "completions", "deaths",       "employees",    "enrolments",
    "entrants",     "exclusions", "include",   "included",    "grads",       "graduates",    "headcount",    "households",
    "individuals",  "leavers",     "learners",     "matched",      "offenders",
    "participants", "patients",    "people",       "persons",      "population",
    "pupils",       "qualifiers",  "records",      "residents",    "respondents",
    "starters",     "starts",      "students",     "teachers",     "trainees",
    "workers",
};

static const char *const money_words[] = {
    "amount",   "benefits", "bonus",  "cost",  "costs",   "earning", "earnings", "expenditure",
    "fee",      "fees",     "funding", "gbp",  "gva",     "income",  "incomes",  "loan",
    "loans",    "pay",      "price",  "profit", "revenue", "salaries", "salary", "sales",
    "spend",    "spending", "tax",    "turnover", "wage",  "wages",   "£",
};

static const char *const organisation_words[] = {
    "businesses", "colleges",   "companies",     "employers", "enterprises", "establishments",
    "firms",      "institutions", "organisations", "providers", "schools",    "universities",
};

static const char *const time_words[] = {
    "cohort", "date", "month", "period", "quarter", "tax_year", "time", "wave", "week", "year",
    "years",  "yr",
};

static const char *const label_words[] = {
    "age",   "ages",   "band",  "cluster",  "code",  "cohort", "date",   "decile", "grade",
    "group", "key",    "ks",    "level",    "month", "period", "quarter", "quartile",
    "quintile", "stage", "tier", "time",    "wave",  "week",   "yag",    "year",   "years",
    "yr",
};

static const char *const identifier_words[] = {
    "aedr",   "crn",  "estab",   "guid",  "hesaid", "husid", "id",  "identifier", "index",
    "laestab", "lrn", "nino",    "payeref", "pmr",  "pseudonym", "ref", "reference", "ukprn",
    "uln",    "upn",  "urn",     "uuid",
};

static const char *const measure_column_words[] = {
    "indicator", "indicators", "measure", "measures", "metric", "metrics",
    "stat",      "statistic",  "statistics", "stats",
};

static const char *const note_words[] = {
    "annotation", "comment", "comments", "flag", "flags", "footnote", "footnotes",
    "marker",     "note",    "notes",    "remark", "remarks",
};

static const char *const geography_words[] = {
    "area", "authority", "borough", "constituency", "country", "county", "district", "geographic",
    "geography", "la", "lad", "location", "lsip", "lsoa", "msoa", "nation", "pcon", "place",
    "region", "town", "ward",
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

static bool any_in_list(const struct name_words *words, const char *const *list,
                        size_t count)
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
    return any_in_list(words, names, LIST_LENGTH(names));
}

bool name_is_count_noun(const struct name_words *words)
{
    return any_in_list(words, count_nouns, LIST_LENGTH(count_nouns));
}

bool name_is_money(const struct name_words *words)
{
    return any_in_list(words, money_words, LIST_LENGTH(money_words));
}

bool name_is_organisation(const struct name_words *words)
{
    return any_in_list(words, organisation_words, LIST_LENGTH(organisation_words));
}

bool name_is_time(const struct name_words *words)
{
    return any_in_list(words, time_words, LIST_LENGTH(time_words));
}

bool name_is_label(const struct name_words *words)
{
    return any_in_list(words, label_words, LIST_LENGTH(label_words));
}

bool name_is_identifier(const struct name_words *words)
{
    return any_in_list(words, identifier_words, LIST_LENGTH(identifier_words));
}

bool name_is_measure_column(const struct name_words *words)
{
    return words->count <= 2 &&
           any_in_list(words, measure_column_words, LIST_LENGTH(measure_column_words));
}

bool name_is_note(const struct name_words *words)
{
    return words->count <= 2 && any_in_list(words, note_words, LIST_LENGTH(note_words));
}

bool name_is_geography(const struct name_words *words)
{
    return any_in_list(words, geography_words, LIST_LENGTH(geography_words));
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

/* "earnings." is "earnings"; "no." and "std." keep their dots, which tell them from "no". */
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

/* "p25", "q90", "25%" come as one or two words; "20th percentile" as two. */
static bool is_percentile(const struct name_words *words, uint32_t first, uint32_t count)
{
    const char *word = words->words[first];
    if (count == 1) {
        const bool has_letter = word[0] == 'p' || word[0] == 'q';
        return has_letter && isdigit((unsigned char)word[1]) &&
               strspn(word + 1, "0123456789.") == strlen(word + 1) && strlen(word) <= 5 &&
               !(word[0] == 'q' && strlen(word) == 2);
    }
    const bool is_number = isdigit((unsigned char)word[0]);
    const char *second = words->words[first + 1];
    if (count == 2 && is_number) {
        return strcmp(second, "percentile") == 0 || strcmp(second, "decile") == 0 ||
               (strcmp(second, "%") == 0 && first == 0 && words->count == 2);
    }
    return count == 2 && strcmp(word, "percentile") == 0 && isdigit((unsigned char)second[0]);
}

static bool names_the_middle(const char *word)
{
    return strcmp(word, "p50") == 0 || strcmp(word, "q50") == 0 || strcmp(word, "50") == 0 ||
           strcmp(word, "50th") == 0;
}

enum role name_statistic(const struct name_words *words, uint32_t first, uint32_t count)
{
    if (count == 0 || first + count > words->count) {
        return ROLE_UNKNOWN;
    }
    if (is_percentile(words, first, count)) {
        return names_the_middle(words->words[first]) ? ROLE_MEDIAN : ROLE_QUANTILE;
    }
    char phrase[64] = "";
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *word = words->words[first + i];
        const size_t word_length = strlen(word);
        if (length + word_length + 2 > sizeof(phrase)) {
            return ROLE_UNKNOWN;
        }
        if (i) {
            phrase[length++] = ' ';
        }
        memcpy(phrase + length, word, word_length);
        length += word_length;
    }
    phrase[length] = '\0';
    for (size_t i = 0; i < LIST_LENGTH(statistics); i++) {
        if (strcmp(statistics[i].phrase, phrase) == 0) {
            return statistics[i].role;
        }
    }
    return ROLE_UNKNOWN;
}

int name_total_rank(const char *key)
{
    static const char *const sure[] = {
        "total", "all", "grand total", "overall", "sum", "all total", "totals", "(all)", "total:",
    };
    static const char *const people[] = {
        "both",    "both sexes", "everyone", "persons",    "people",
        "any",     "all persons", "everybody", "all people", "whole population",
    };
    static const char *const places[] = {
        "england", "great britain", "united kingdom", "uk", "gb",
    };
    if (in_list(key, sure, LIST_LENGTH(sure))) {
        return 3;
    }
    if (strstr(key, "excl") || strstr(key, "except") || text_starts_with(key, "all other")) {
        return 0;
    }
    const bool starts = text_starts_with(key, "total ") || text_starts_with(key, "all ") ||
                        text_starts_with(key, "grand total") || text_ends_with(key, " total");
    if (starts || in_list(key, people, LIST_LENGTH(people))) {
        return 2;
    }
    return in_list(key, places, LIST_LENGTH(places)) ? 1 : 0;
}
