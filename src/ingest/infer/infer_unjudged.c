/*
 * Columns that a name alone keeps from being judged.
 *
 * A column "id", "code" or "age" holds labels, unless it does not: small whole numbers in
 * a column that no key needs may be counts under a misleading name. And headings that are
 * numbers may be a first row of data. Both are for a person to look at; so is 7,000 in a
 * file whose cells are parted by semicolons.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

enum { LARGE_FOR_A_COUNT = 100000, FIRST_YEAR = 1900, LAST_YEAR = 2100 };
#define UNJUDGED_WEIGHT 0.12
#define COMMA_WEIGHT    0.45

static bool is_said(const struct plan_line *line)
{
    return line->origin == ORIGIN_SIDECAR || line->origin == ORIGIN_META;
}

static bool is_label_column(const struct inference *at, uint32_t line)
{
    return at->lines[line].role == ROLE_DIMENSION && line_facts(at, line)->text_count > 0;
}

/* What the columns of text say of a row, all together. */
static const char *text_key_of_row(struct arena *arena, const struct inference *at,
                                   uint32_t row)
{
    const char *key = "";
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_label_column(at, i)) {
            key = text_format(
                arena, "%s\x1F%s", key,
                grid_text(at->grid, at->values->first_row + row, grid_column(at, i)));
        }
    }
    return key;
}

/* Do the columns of text alone tell all rows apart? */
static bool texts_are_a_key(const struct inference *at)
{
    struct arena *scratch = arena_create(0);
    struct map *seen = map_create(scratch, at->values->row_count);
    bool is_key = true;
    for (uint32_t row = 0; row < at->values->row_count && is_key; row++) {
        if (is_data_row(at, row)) {
            const char *key = text_key_of_row(scratch, at, row);
            is_key = key[0] && map_add_text(seen, key, row) == row;
        }
    }
    arena_destroy(scratch);
    return is_key;
}

static bool may_be_counts(const struct inference *at, uint32_t line)
{
    const struct plan_line *said = &at->lines[line];
    const struct column_facts *facts = line_facts(at, line);
    const bool is_label = said->role == ROLE_ID || said->role == ROLE_DIMENSION;
    return is_label && !is_said(said) && facts->number_count > 1 && !facts->text_count &&
           facts->whole_count == facts->number_count && facts->low >= 0 &&
           facts->low != facts->high && facts->high < LARGE_FOR_A_COUNT &&
           !facts->leading_zero_count && !name_is_geography(&at->headings[line].words);
}

static void doubt_labels(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (may_be_counts(at, i) && texts_are_a_key(at)) {
            infer_doubt(
                at, UINT32_MAX, grid_column(at, i), UNJUDGED_WEIGHT,
                "column %s holds whole numbers, is read as labels by its name, and "
                "was not judged",
                grid_column_letters(at->arena, grid_column(at, i)));
        }
    }
}

static bool is_number_heading(const char *text)
{
    const size_t length = strlen(text);
    if (!length || length > 6 || strspn(text, "0123456789") != length) {
        return false;
    }
    long number = 0;
    for (const char *at = text; *at; at++) {
        number = number * 10 + (*at - '0');
    }
    return number < FIRST_YEAR || number > LAST_YEAR;
}

static void doubt_headings(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const uint32_t column = grid_column(at, i);
        const uint32_t row = at->block->first_row;
        if (row < at->block->first_data_row && !is_said(&at->lines[i]) &&
            is_number_heading(grid_text(at->grid, row, column))) {
            infer_doubt(at, row, column, UNJUDGED_WEIGHT,
                        "the headings are numbers: is the first row data?");
            return;
        }
    }
}

/* Where cells are parted by semicolons a comma may well be a decimal comma. */
static void doubt_commas(struct inference *at)
{
    const char *read_as = at->grid->output ? at->grid->output->read_as : NULL;
    if (at->values->is_style_open && read_as && text_ends_with(read_as, "semicolon")) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, COMMA_WEIGHT,
                    "numbers such as 7,000 in a file with semicolons: seven thousand, or "
                    "seven with decimals");
    }
}

void infer_unjudged(struct inference *at)
{
    doubt_commas(at);
    doubt_labels(at);
    doubt_headings(at);
}
