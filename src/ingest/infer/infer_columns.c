/*
 * Columns are labels, numbers, identifiers, notes or nothing: by what stands in them,
 * then by their names. Numbers stay ROLE_UNKNOWN here; what they count is for
 * infer_measures.c.
 *
 * Years, codes and identifiers are never numbers that count something.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <ctype.h>
#include <string.h>

enum { ALIAS_ROW_LIMIT = 5000 };

static bool all_years(const struct inference *at, uint32_t line)
{
    const struct cell_values *values = at->values;
    uint32_t seen = 0;
    for (uint32_t row = 0; row < values->row_count && seen < 200; row++) {
        const char *text =
            grid_text(at->grid, values->first_row + row, grid_column(at, line));
        if (!is_data_row(at, row) || text_is_blank(text)) {
            continue;
        }
        if (!name_is_year(text)) {
            return false;
        }
        seen++;
    }
    return seen > 0;
}

/* "Age 16" over numbers is a category: people of that age are counted below it. */
static bool has_number_in_name(const struct heading *heading)
{
    return strpbrk(heading->text, "0123456789") != NULL;
}

/* Short names only: "age group" is a label, "Total achieving level 1 pass" is not. Weak
 * names are labels in the first column alone: a "cohort" further right counts people. */
static bool is_label_name(const struct heading *heading, uint32_t line)
{
    const bool is_short = heading->words.count <= 3;
    const bool is_named = name_is_label(&heading->words) ||
                          (line == 0 && name_may_be_label(&heading->words));
    return is_short && is_named && heading->role == ROLE_UNKNOWN && !heading->is_money &&
           !has_number_in_name(heading) && !name_is_count_noun(&heading->words);
}

/* 1, 2, 3 ... under an empty first heading: what R and pandas put before their rows. */
static bool is_row_number(const struct inference *at, uint32_t line)
{
    if (line != 0 || at->headings[line].text[0] || line_facts(at, line)->text_count) {
        return false;
    }
    uint32_t rows = 0;
    double first = 0;
    bool is_running = true;
    for (uint32_t row = 0; is_running && row < at->values->row_count; row++) {
        if (is_data_row(at, row)) {
            const double number = line_values(at, line)[row].number;
            first = rows ? first : number;
            is_running = number == first + rows++;
        }
    }
    return is_running && rows >= 2 && (first == 0 || first == 1);
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++) {
        if (text_equals(word, *list)) {
            return true;
        }
    }
    return false;
}

static bool says_time_passed(const struct name_words *words)
{
    static const char *const units[] = {"year",     "years", "month", "months",
                                        "quarter",  "week",  "weeks", "days",
                                        "quarters", "day",   NULL};
    static const char *const marks[] = {"after",  "since",     "from",
                                        "before", "following", NULL};
    return words->count >= 2 && is_one_of(words->words[0], units) &&
           is_one_of(words->words[1], marks);
}

/* "Years after KS4", "months since start" over small whole numbers that run on from row
 * to row, again and again: time that has passed, no amount. */
static bool is_time_passed(const struct inference *at, uint32_t line)
{
    enum { LONGEST = 200 };
    const struct column_facts *facts = line_facts(at, line);
    if (facts->low < 0 || facts->high > LONGEST ||
        !says_time_passed(&at->headings[line].words)) {
        return false;
    }
    double before = facts->low;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const struct cell_value *value = &line_values(at, line)[row];
        if (!is_data_row(at, row) || value->state != CELL_NUMBER) {
            continue;
        }
        const double number = value->number;
        if (number != before && number != before + 1 && number != facts->low) {
            return false;
        }
        before = number;
    }
    return true;
}

static bool ends_in_code(const struct heading *heading)
{
    const uint32_t count = heading->words.count;
    return count && text_equals(heading->words.words[count - 1], "code");
}

static enum role role_of_numbers(const struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    const struct column_facts *facts = line_facts(at, line);
    const bool is_whole =
        facts->whole_count == facts->number_count && facts->decimals == 0;
    if (is_row_number(at, line)) {
        return ROLE_IGNORE;
    }
    if (is_whole && is_time_passed(at, line)) {
        return ROLE_DIMENSION;
    }
    const bool is_change = facts->low < 0 || name_is_change(&heading->words);
    if (!is_whole || heading->role != ROLE_UNKNOWN || is_change) {
        return ROLE_UNKNOWN;
    }
    const bool is_counted = name_is_count_noun(&heading->words) || heading->is_money;
    const bool is_code = facts->leading_zero_count > 0 ||
                         name_is_identifier(&heading->words) || ends_in_code(heading);
    if (is_code && !is_counted) {
        return ROLE_ID;
    }
    const bool is_time = name_is_time(&heading->words) ||
                         name_may_be_label(&heading->words) || heading->text[0] == '\0';
    if (is_label_name(heading, line) || (is_time && all_years(at, line))) {
        return ROLE_DIMENSION;
    }
    return ROLE_UNKNOWN;
}

/* No numbers at all: labels, or numbers that are all hidden. */
static enum role role_without_numbers(const struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    const struct column_facts *facts = line_facts(at, line);
    if (facts->text_count == 0 && facts->symbol_count == 0) {
        return ROLE_IGNORE;
    }
    if (name_is_note(&heading->words)) {
        return ROLE_NOTE;
    }
    const bool is_labels = facts->text_count > facts->symbol_count ||
                           facts->band_count * 2 > facts->symbol_count || line == 0;
    if (!is_labels) {
        return ROLE_UNKNOWN;
    }
    const bool is_code = name_is_identifier(&heading->words);
    return is_code ? ROLE_ID : ROLE_DIMENSION;
}

/* "44 (61.4%)": digits and signs alone, but no number; dates are no such thing. */
static bool is_packed(const char *text)
{
    uint32_t digits = 0;
    uint32_t separators = 0;
    for (; *text; text++) {
        digits += isdigit((unsigned char)*text) ? 1 : 0;
        separators += *text == '/' || *text == '-' ? 1 : 0;
        if (isalpha((unsigned char)*text)) {
            return false;
        }
    }
    return digits && separators < 2;
}

/* Are most texts of a column numbers that could not be read? Then they are no labels. */
static bool holds_packed_numbers(const struct inference *at, uint32_t line)
{
    uint32_t texts = 0;
    uint32_t packed = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        if (line_values(at, line)[row].state == CELL_UNREADABLE) {
            texts++;
            packed += is_packed(grid_text(at->grid, at->values->first_row + row,
                                          grid_column(at, line)))
                          ? 1
                          : 0;
        }
    }
    return packed * 2 > texts;
}

static enum role role_of_column(const struct inference *at, uint32_t line)
{
    const struct column_facts *facts = line_facts(at, line);
    if (facts->text_count && holds_packed_numbers(at, line) &&
        !name_is_identifier(&at->headings[line].words)) {
        return line == 0 ? ROLE_DIMENSION : ROLE_UNKNOWN;
    }
    if (facts->number_count == 0) {
        return role_without_numbers(at, line);
    }
    const bool is_mostly_text =
        facts->text_count > facts->number_count + facts->symbol_count;
    if (is_mostly_text) {
        return name_is_identifier(&at->headings[line].words) ? ROLE_ID : ROLE_DIMENSION;
    }
    const enum role role = role_of_numbers(at, line);
    const bool is_first_label =
        role == ROLE_UNKNOWN && line == 0 && facts->text_count > 0;
    return is_first_label ? ROLE_DIMENSION : role;
}

static bool is_constant_or_empty(const struct inference *at, uint32_t line)
{
    const char *first = NULL;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const char *text =
            grid_text(at->grid, at->values->first_row + row, grid_column(at, line));
        if (!is_data_row(at, row)) {
            continue;
        }
        if (first && !text_equals(first, text)) {
            return false;
        }
        first = text;
    }
    return true;
}

/* Whether two label columns say the same in other words: code and name, one to one. */
static bool is_alias(const struct inference *at, uint32_t code, uint32_t name)
{
    struct arena *scratch = arena_create(0);
    struct map *forward = map_create(scratch, 64);
    struct map *back = map_create(scratch, 64);
    bool is_same = true;
    uint32_t seen = 0;
    for (uint32_t row = 0;
         is_same && seen < ALIAS_ROW_LIMIT && row < at->values->row_count; row++) {
        const uint32_t grid_row = at->values->first_row + row;
        const char *one = grid_text(at->grid, grid_row, grid_column(at, code));
        const char *other = grid_text(at->grid, grid_row, grid_column(at, name));
        if (!is_data_row(at, row) || (one[0] == '\0' && other[0] == '\0')) {
            continue;
        }
        seen++;
        const size_t first_row = map_add_text(forward, one, row);
        const size_t back_row = map_add_text(back, other, row);
        is_same = first_row == back_row;
    }
    is_same = is_same && forward->count > 1;
    arena_destroy(scratch);
    return is_same;
}

/* The name column beside a column of codes, or PLAN_NONE. */
static uint32_t name_beside(const struct inference *at, uint32_t code)
{
    const uint32_t beside[] = {code ? code - 1 : PLAN_NONE, code + 1};
    for (int i = 0; i < 2; i++) {
        const uint32_t name = beside[i];
        if (name < at->column_count && at->lines[name].role == ROLE_DIMENSION &&
            is_alias(at, code, name)) {
            return name;
        }
    }
    return PLAN_NONE;
}

/* A column of codes beside the names they stand for says nothing more. */
static void set_aliases(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        const bool is_open = !at->is_known[i] && line->role == ROLE_DIMENSION &&
                             at->headings[i].words.count > 1 &&
                             ends_in_code(&at->headings[i]);
        const uint32_t name = is_open ? name_beside(at, i) : PLAN_NONE;
        if (name != PLAN_NONE) {
            line->role = ROLE_ID;
            line->detail = text_format(at->arena, "code of %s", at->headings[name].text);
        }
    }
}

static bool has_dimension(const struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_DIMENSION) {
            return true;
        }
    }
    return false;
}

/* One row of statistics needs no label: "r.squared, df.residual, nobs". */
static bool is_row_of_statistics(const struct inference *at)
{
    uint32_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        rows += is_data_row(at, row) ? 1 : 0;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->headings[i].role == ROLE_UNKNOWN) {
            return false;
        }
    }
    return rows == 1;
}

/* The first column of a survival table is time, whatever it is called. */
static bool has_survival(const struct inference *at)
{
    for (uint32_t i = 1; i < at->column_count; i++) {
        const enum role role = at->headings[i].role;
        if (role == ROLE_SURVIVAL || role == ROLE_AT_RISK) {
            return at->headings[0].role == ROLE_UNKNOWN;
        }
    }
    return false;
}

/* A table needs something that its rows are told apart by: the identifier, or the first
 * column of running whole numbers ("0, 1, 2 children"). */
static void find_some_labels(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_ID && !at->is_known[i]) {
            at->lines[i].role = ROLE_DIMENSION;
            return;
        }
    }
    const struct column_facts *facts = line_facts(at, 0);
    const bool is_whole =
        facts->number_count && facts->whole_count == facts->number_count;
    const bool is_free = at->lines[0].role == ROLE_UNKNOWN && !at->is_known[0];
    if (at->column_count >= 2 && is_free && is_whole && facts->decimals == 0) {
        at->lines[0].role = ROLE_DIMENSION;
        at->lines[0].origin = has_survival(at) ? ORIGIN_NAME : ORIGIN_GUESS;
    }
    if (at->lines[0].role == ROLE_DIMENSION && at->lines[0].origin == ORIGIN_GUESS) {
        infer_doubt(at, UINT32_MAX, grid_column(at, 0), 0.45,
                    "the numbers of the first column were read as labels");
    } else if (at->lines[0].role != ROLE_DIMENSION && at->values->row_count > 1 &&
               !is_row_of_statistics(at)) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, 0.5,
                    "no column holds labels for the rows");
    }
}

/* A long file: one row a cell. Its number columns are measures, never categories. */
static bool looks_tidy(const struct inference *at)
{
    bool has_time = false;
    bool has_level = false;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const char *key = text_key(at->arena, at->headings[i].text);
        has_time |= text_equals(key, "time_period");
        has_level |= text_equals(key, "geographic_level") ||
                     text_equals(key, "geographical_level");
        if (at->is_known[i] && role_is_number(at->lines[i].role) &&
            at->lines[i].of_count == 0) {
            return true;
        }
    }
    return has_time || has_level;
}

/* Text to the right of numbers is a label in long tables alone; where it begins with
 * digits it may be numbers with something behind them. */
static void doubt_late_labels(struct inference *at)
{
    bool has_numbers = false;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct plan_line *line = &at->lines[i];
        has_numbers |= line->role == ROLE_UNKNOWN;
        const char *text =
            grid_text(at->grid, at->block->first_data_row, grid_column(at, i));
        const bool is_late = has_numbers && line->role == ROLE_DIMENSION &&
                             !at->is_known[i] && line_facts(at, i)->text_count;
        if (is_late && isdigit((unsigned char)text[0])) {
            infer_doubt(
                at, at->block->first_data_row, grid_column(at, i), 0.15,
                "the texts of column %s begin with numbers and were read as labels",
                grid_column_letters(at->arena, grid_column(at, i)));
        }
    }
}

void infer_columns(struct inference *at)
{
    at->is_tidy = looks_tidy(at);
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        line->name = at->headings[i].text;
        if (at->is_known[i]) {
            continue;
        }
        line->role = role_of_column(at, i);
        const bool is_named = line->role == ROLE_ID || line->role == ROLE_NOTE;
        line->origin = is_named ? ORIGIN_NAME : ORIGIN_LAYOUT;
        const bool is_constant_code = line->role == ROLE_ID &&
                                      line_facts(at, i)->number_count == 0 &&
                                      is_constant_or_empty(at, i);
        if (is_constant_code) {
            line->detail = "the same in all rows";
        }
    }
    set_aliases(at);
    doubt_late_labels(at);
    if (!has_dimension(at)) {
        find_some_labels(at);
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        if (line->role == ROLE_DIMENSION && !line->dimension[0]) {
            line->dimension = at->headings[i].text;
        }
    }
}
