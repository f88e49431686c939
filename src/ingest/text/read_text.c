#include "ingest/text/read_text.h"

#include "base/text.h"
#include "ingest/read/delimiter.h"
#include "ingest/read/encoding.h"
#include "ingest/read/read_csv.h"
#include "ingest/text/aligned.h"
#include "ingest/text/known_tables.h"
#include "ingest/text/model_columns.h"
#include "ingest/text/model_text.h"
#include "ingest/text/smcl.h"
#include "ingest/text/text_counts.h"
#include "ingest/text/unit_listing.h"

#include <string.h>

static const char *next_line(const char *text, size_t length, size_t *at, size_t *size)
{
    const char *start = text + *at;
    const char *end = memchr(start, '\n', length - *at);
    *size = end ? (size_t)(end - start) : length - *at;
    *at += *size + 1;
    *size -= *size && start[*size - 1] == '\r' ? 1 : 0;
    return start;
}

static uint32_t count_lines(const char *text, size_t length)
{
    uint32_t count = 0;
    size_t size = 0;
    for (size_t at = 0; at < length && count <= TEXT_LINE_LIMIT;) {
        (void)next_line(text, length, &at, &size);
        count++;
    }
    return count;
}

/* Tabs as blanks up to the next column of eight. */
static const char *without_tabs(struct arena *arena, const char *line, size_t length)
{
    if (!memchr(line, '\t', length)) {
        return text_copy(arena, line, length);
    }
    char *copy = arena_array(arena, length * 8 + 1, char);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        if (line[i] != '\t') {
            copy[used++] = line[i];
            continue;
        }
        do {
            copy[used++] = ' ';
        } while (used % 8);
    }
    return copy;
}

bool text_page_of(struct reading *reading, const char *text, size_t length, bool is_smcl,
                  struct text_page *page, struct refusal *refusal)
{
    struct arena *arena = reading->arena;
    const uint32_t count = count_lines(text, length);
    if (count > TEXT_LINE_LIMIT) {
        *refusal = (struct refusal){
            .sentence = "it has more lines than a log for release can have",
            .hint = "Hand in the tables alone.",
        };
        return false;
    }
    *page = (struct text_page){
        .arena = arena,
        .lines = arena_array(reading->scratch, (size_t)count + 1, struct screen_line),
        .rows = arena_array(arena, (size_t)count + 1, struct grid_row),
        .is_read = arena_array(reading->scratch, (size_t)count + 1, uint8_t),
    };
    size_t size = 0;
    for (size_t at = 0; at < length && page->count < count;) {
        const char *line = next_line(text, length, &at, &size);
        const char *plain =
            is_smcl ? smcl_plain(arena, line, size) : without_tabs(arena, line, size);
        page->lines[page->count++] = screen_line_of(reading->scratch, plain);
    }
    return true;
}

static void put_prose(struct text_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        const char **texts = arena_array(page->arena, 1, const char *);
        texts[0] = page->lines[i].text;
        page->rows[i] = (struct grid_row){
            .texts = texts,
            .count = text_is_blank(texts[0]) ? 0 : 1,
            .line = i + 1,
        };
    }
}

static struct grid *grid_of(const struct reading *reading, const struct grid_row *rows,
                            uint32_t count)
{
    struct grid *grid = arena_new(reading->arena, struct grid);
    *grid = (struct grid){
        .output = reading->output, .rows = rows, .row_count = count, .is_text = true};
    for (uint32_t r = 0; r < count; r++) {
        grid->column_count =
            rows[r].count > grid->column_count ? rows[r].count : grid->column_count;
    }
    return grid;
}

/* "Number of obs = 7; N = 9" in one line are rows that cannot both be the line's: the
 * further ones go right, under columns of their own. */
static struct grid_row counts_row(struct arena *arena, const char *text, uint32_t line,
                                  const struct text_count *counts, size_t count)
{
    const char **texts = arena_array(arena, count * 2, const char *);
    for (size_t i = 0; i < count; i++) {
        texts[2 * i] =
            text_format(arena, "%s (line %u%s)", counts[i].words, (unsigned)line + 1,
                        i ? text_format(arena, ", no. %zu", i + 1) : "");
        texts[2 * i + 1] = text_copy(arena, text + counts[i].start, counts[i].length);
    }
    return (struct grid_row){
        .texts = texts, .count = (uint32_t)(count * 2), .line = line + 1};
}

/* The number that Stata's `count` prints below it. */
static bool is_answer_to_count(const struct text_page *page, uint32_t line)
{
    const struct screen_line *at = &page->lines[line];
    const char *command = line ? page->lines[line - 1].text : "";
    return at->word_count == 1 && at->number_count == 1 && at->words[0].has_digit &&
           text_starts_with(command, ". count");
}

/* "# A tibble: 2 x 3", "[2 rows x 3 columns]": the size of what is printed. */
static bool is_about_shape(const char *text)
{
    return text_starts_with(text, "# A tibble") ||
           (text[0] == '[' && strstr(text, " rows x ") && text_ends_with(text, "]"));
}

/* The counts in a line that no table holds, or behind a table. What is not understood of
 * it leaves it unread. */
static size_t counts_of_line(struct reading *reading, struct text_page *page, uint32_t i,
                             struct text_count *counts)
{
    const struct screen_line *line = &page->lines[i];
    if (line->kind == LINE_BLANK || line->kind == LINE_COMMAND) {
        return 0;
    }
    const size_t start = page->is_read[i] ? line->bytes[line->tail] : 0;
    size_t count = text_counts_in(reading->scratch, line->text + start, counts);
    for (size_t n = 0; n < count; n++) {
        counts[n].start += start;
    }
    if (page->is_read[i]) {
        return count;
    }
    if (is_about_shape(line->text)) {
        page->is_read[i] = 1;
        return 0;
    }
    if (is_answer_to_count(page, i)) {
        const size_t at = line->bytes[line->words[0].start];
        counts[0] =
            (struct text_count){at, line->bytes[line->words[0].end] - at, "count"};
        count = 1;
    }
    page->is_read[i] =
        !text_has_other_numbers(reading->scratch, line->text, counts, count);
    return count;
}

static struct grid *counts_grid(const struct reading *reading, struct grid_row *rows,
                                const struct text_page *page,
                                const struct grid_block *place, uint32_t pairs)
{
    struct grid *grid = grid_of(reading, rows, page->count);
    struct grid_block *blocks = arena_array(reading->arena, pairs, struct grid_block);
    for (uint32_t i = 0; i < pairs; i++) {
        blocks[i] = *place;
        blocks[i].first_column = 2 * i;
        blocks[i].last_column = 2 * i + 1;
        blocks[i].holds_counts = true;
    }
    grid->blocks = blocks;
    grid->block_count = pairs;
    return grid;
}

/* The counts of sentences as a grid of their own; NULL where there are none. */
static struct grid *read_counts(struct reading *reading, struct text_page *page)
{
    struct arena *arena = reading->arena;
    struct grid_row *rows = arena_array(arena, (size_t)page->count + 1, struct grid_row);
    struct text_count counts[TEXT_COUNTS_A_LINE];
    struct grid_block place = {.first_row = UINT32_MAX};
    uint32_t pairs = 0;
    for (uint32_t i = 0; i < page->count; i++) {
        const size_t count = counts_of_line(reading, page, i, counts);
        rows[i] = (struct grid_row){.line = i + 1};
        if (count) {
            rows[i] = counts_row(arena, page->lines[i].text, i, counts, count);
            place.first_row = place.first_row == UINT32_MAX ? i : place.first_row;
            place.last_row = i;
            pairs = count > pairs ? (uint32_t)count : pairs;
        }
    }
    place.first_data_row = place.first_row;
    return pairs ? counts_grid(reading, rows, page, &place, pairs) : NULL;
}

static void remark_listings(struct reading *reading, struct text_page *page)
{
    struct unit_listing listing;
    uint32_t line = 0;
    while (unit_listing_next(page, &line, &listing)) {
        reading_remark(reading, REMARK_RECORDS, listing.first,
                       text_format(reading->arena,
                                   "lines %u to %u list single people or firms: %s",
                                   (unsigned)listing.first + 1,
                                   (unsigned)listing.last + 1, listing.words),
                       "Take the listing out, and make the log again without it.");
        for (uint32_t i = listing.first; i <= listing.last; i++) {
            page->is_read[i] = 1;
            page->lines[i].kind = LINE_COMMAND; /* no table, and no sentence */
        }
    }
}

/* Results that no table and no sentence explains. */
static void remark_unread(struct reading *reading, const struct text_page *page)
{
    uint32_t first = UINT32_MAX;
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->count; i++) {
        const struct screen_line *line = &page->lines[i];
        const bool is_open = !page->is_read[i] && line->kind != LINE_BLANK &&
                             line->kind != LINE_COMMAND && line->kind != LINE_RULE;
        if (is_open && first == UINT32_MAX) {
            first = i;
        }
        count += is_open ? 1 : 0;
    }
    if (count) {
        reading_remark(reading, REMARK_NOT_UNDERSTOOD, first,
                       text_format(reading->arena,
                                   "numbers in %s, from line %u on, were not understood",
                                   text_counted(reading->arena, count, "line", "lines"),
                                   (unsigned)first + 1),
                       "Hand in the tables behind them as CSV, or take them out.");
    }
}

static void keep_grids(struct reading *reading, struct grid *text, struct grid *counts)
{
    struct grid **grids = arena_array(reading->arena, 2, struct grid *);
    grids[0] = text;
    grids[1] = counts;
    reading->grids = grids;
    reading->grid_count = counts ? 2 : 1;
}

void text_page_finish(struct reading *reading, struct text_page *page, bool is_program)
{
    struct grid *counts = NULL;
    put_prose(page);
    remark_listings(reading, page);
    if (!is_program) {
        known_tables_find(page);
        model_text_find(page);
        model_columns_find(page);
        aligned_find(page);
        counts = read_counts(reading, page);
        remark_unread(reading, page);
    }
    struct grid *text = grid_of(reading, page->rows, page->count);
    text->blocks = page->blocks;
    text->block_count = (uint32_t)page->block_count;
    keep_grids(reading, text, counts);
}

static bool text_is_running(const char *text, size_t length)
{
    return !delimiter_declared(text, length) && !delimiter_is_clear(text, length);
}

static bool is_program(const char *kind)
{
    static const char *const kinds[] = {"do", "r", "py", "sps", "sas", "sql"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (text_equals(kinds[i], kind)) {
            return true;
        }
    }
    return false;
}

static bool read_text(struct reading *reading, struct refusal *refusal)
{
    struct decoded decoded;
    struct text_page page;
    const char *kind = reading->output->kind;
    const bool is_smcl = text_equals(kind, "smcl");
    if (!encoding_decode(reading->scratch, reading->bytes, &decoded, refusal)) {
        return false;
    }
    /* .txt is both: tables with delimiters, and notes. */
    if (text_equals(kind, "txt") &&
        (reading->delimiter || !text_is_running(decoded.text, decoded.length))) {
        return csv_reader.read(reading, refusal);
    }
    if (!text_page_of(reading, decoded.text, decoded.length, is_smcl, &page, refusal)) {
        return false;
    }
    text_page_finish(reading, &page, is_program(kind));
    reading->read_as =
        text_format(reading->arena, "%s, %s",
                    is_program(kind) ? "program text" : "running text", decoded.encoding);
    return true;
}

static const char *const text_kinds[] = {"txt", "log", "smcl", "md",  "do", "r",
                                         "py",  "sps", "sas",  "sql", NULL};

const struct reader text_reader = {
    .name = "running text",
    .kinds = text_kinds,
    .read = read_text,
};
