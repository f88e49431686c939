/*
 * Do the rows look like single people or firms rather than groups of them?
 *
 * Shape alone accuses nobody: a long table has many rows too. What counts is a column
 * that names one unit a row (an identifier of people, different in each row), dates of
 * birth, or pseudonyms; identifiers of organisations (UKPRN, URN) and places are not
 * records of people.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <ctype.h>
#include <string.h>

enum { ROWS_WANTED = 5, PSEUDONYM_LENGTH = 16 };

static const char *text_of(const struct inference *at, uint32_t row, uint32_t line)
{
    return grid_text(at->grid, at->values->first_row + row, grid_column(at, line));
}

static bool is_organisation_name(const struct name_words *words)
{
    static const char *const names[] = {
        "ukprn",  "urn",           "laestab", "estab",   "provider",
        "school", "institution",   "trust",   "sponsor", "hesaid",
        "la",     "area",          "region",  "country", "subject",
        "course", "qualification", "aim",     "lrn",     "crn"};
    return name_has_word(words, names, sizeof(names) / sizeof(names[0])) ||
           name_is_organisation(words) || name_is_geography(words);
}

static bool is_person_name(const struct name_words *words)
{
    static const char *const names[] = {
        "person",    "learner",     "pupil",      "student", "individual", "employee",
        "pmr",       "uln",         "upn",        "nino",    "husid",      "aedr",
        "pseudonym", "participant", "respondent", "patient"};
    return name_has_word(words, names, sizeof(names) / sizeof(names[0]));
}

/* Long and of hexadecimal digits with a digit and a letter among them, or like a UUID. */
static bool is_pseudonym(const char *text)
{
    bool has_digit = false;
    bool has_letter = false;
    size_t length = 0;
    for (; text[length]; length++) {
        const unsigned char byte = (unsigned char)text[length];
        if (!isxdigit(byte) && byte != '-') {
            return false;
        }
        has_digit |= isdigit(byte) != 0;
        has_letter |= isalpha(byte) != 0;
    }
    return length >= PSEUDONYM_LENGTH && has_digit && has_letter;
}

/* The name of one unit and nothing else: "person", "firm". */
static bool is_unit_name(const char *text)
{
    static const char *const names[] = {
        "person",   "learner", "pupil",   "student",  "individual", "employee", "patient",
        "claimant", "firm",    "company", "employer", "enterprise", "business"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals_ignoring_case(text, names[i])) {
            return true;
        }
    }
    return false;
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

struct uniqueness {
    uint32_t rows;
    uint32_t numbered; /* with a digit in them: "P000", "L17" */
    uint32_t distinct;
    uint32_t pseudonyms;
};

static struct uniqueness uniqueness_of(const struct inference *at, uint32_t line)
{
    struct uniqueness found = {.rows = 0};
    struct arena *scratch = arena_create(0);
    struct map *seen = map_create(scratch, at->values->row_count);
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const char *text = text_of(at, row, line);
        if (!is_data_row(at, row) || text_is_blank(text)) {
            continue;
        }
        found.rows++;
        found.numbered += has_digit(text) ? 1 : 0;
        found.distinct += map_add_text(seen, text, row) == row ? 1 : 0;
        found.pseudonyms += is_pseudonym(text) ? 1 : 0;
    }
    arena_destroy(scratch);
    return found;
}

/* Something that counts units, or a statistic over them: the rows are groups. */
static bool has_aggregates(const struct inference *at)
{
    if (at->plan->measure_column != PLAN_NONE) {
        return true;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct plan_line *line = &at->lines[i];
        const bool is_named =
            line->origin == ORIGIN_NAME || line->origin == ORIGIN_ARITHMETIC ||
            line->origin == ORIGIN_META || line->origin == ORIGIN_SIDECAR;
        if (role_is_number(line->role) && is_named) {
            return true;
        }
    }
    return false;
}

static const char *reason_of_column(struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    const enum role role = at->lines[line].role;
    if (name_is_birth_date(&heading->words) && !has_aggregates(at)) {
        return text_format(at->arena, "column %s holds dates of birth",
                           grid_column_letters(at->arena, grid_column(at, line)));
    }
    const bool may_identify = role == ROLE_ID || role == ROLE_DIMENSION;
    const bool is_organisation = is_organisation_name(&heading->words);
    if (!may_identify || (is_organisation && !is_person_name(&heading->words))) {
        return NULL;
    }
    const struct uniqueness found = uniqueness_of(at, line);
    const bool is_numbered = found.numbered * 10 >= found.rows * 8;
    const bool is_named = (is_person_name(&heading->words) && role == ROLE_ID) ||
                          (is_unit_name(heading->text) && is_numbered);
    if (found.rows < ROWS_WANTED) {
        return NULL;
    }
    const char *letters = grid_column_letters(at->arena, grid_column(at, line));
    if (found.pseudonyms * 2 > found.rows) {
        return text_format(at->arena, "column %s holds %u pseudonyms in %u rows", letters,
                           (unsigned)found.distinct, (unsigned)found.rows);
    }
    const bool is_unique = found.distinct * 10 >= found.rows * 9;
    const bool is_plain_id = role == ROLE_ID && !has_aggregates(at);
    if (is_unique && (is_named || is_plain_id)) {
        return text_format(at->arena, "column %s identifies %u units in %u rows", letters,
                           (unsigned)found.distinct, (unsigned)found.rows);
    }
    return NULL;
}

void infer_records(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count && !at->plan->records_reason; i++) {
        at->plan->records_reason = reason_of_column(at, i);
    }
}
