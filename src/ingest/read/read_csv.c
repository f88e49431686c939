/*
 * The only file that includes libcsv, which knows no positions: it is fed one physical
 * line at a time, so that line numbers are ours, every line end is one "\n" (with CRLF it
 * would report each row twice), and trouble is found on the line where it stands.
 */
#include "ingest/read/read_csv.h"

#include "base/text.h"
#include "ingest/read/delimiter.h"
#include "ingest/read/encoding.h"

#include <csv.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The grid under construction. Texts go into one block, which cannot overflow: each cell
 * takes its bytes and one NUL, and stood in the input with one delimiter or line end. */
struct builder {
    struct reading *reading;
    char *texts;
    size_t text_used;
    size_t text_size;
    const char **cells; /* of the row under construction, in the scratch arena */
    size_t cell_count;
    size_t cell_capacity;
    struct grid_row *rows; /* in the scratch arena until all are known */
    size_t row_count;
    size_t row_capacity;
    size_t column_count;
    size_t total_cells;
    size_t line;      /* being fed, from 1 */
    size_t row_line;  /* where the row under construction starts */
    size_t cell_line; /* where the cell under construction starts */
    struct refusal *refusal;
};

static bool is_refused(const struct builder *builder)
{
    return builder->refusal->sentence != NULL;
}

/* Keeps the first refusal: what follows is its consequence. */
static void refuse(struct builder *builder, size_t line, const char *sentence,
                   const char *hint)
{
    if (!is_refused(builder)) {
        *builder->refusal =
            (struct refusal){.sentence = sentence, .hint = hint, .line = line};
    }
}

/* `="0123"` is a spreadsheet's way to say: text, not a number. */
static const char *unwrapped(const char *text, size_t *length)
{
    if (*length < 3 || text[0] != '=' || text[1] != '"' || text[*length - 1] != '"') {
        return text;
    }
    *length -= 3;
    return text + 2;
}

static const char *keep_text(struct builder *builder, const char *text, size_t length)
{
    if (length == 0) {
        return "";
    }
    assert(builder->text_size - builder->text_used > length);
    char *kept = builder->texts + builder->text_used;
    memcpy(kept, text, length);
    kept[length] = '\0';
    builder->text_used += length + 1;
    return kept;
}

static void add_cell(void *bytes, size_t length, void *context)
{
    struct builder *builder = context;
    builder->cell_line = builder->line;
    if (is_refused(builder)) {
        return;
    }
    if (builder->cell_count == CSV_COLUMN_LIMIT ||
        builder->total_cells == CSV_CELL_LIMIT) {
        refuse(
            builder, builder->line,
            text_format(builder->reading->arena,
                        "line %zu: more than %d cells in a row or %d in the file",
                        builder->line, CSV_COLUMN_LIMIT, CSV_CELL_LIMIT),
            "Files of this size are data, not tables. Submit the tables made from it.");
        return;
    }
    const char *text = unwrapped(bytes, &length);
    *arena_add(builder->reading->scratch, builder->cells, builder->cell_count,
               builder->cell_capacity) = keep_text(builder, text, length);
    builder->total_cells++;
}

static void add_row(int end, void *context)
{
    (void)end;
    struct builder *builder = context;
    if (is_refused(builder)) {
        return;
    }
    if (builder->row_count == CSV_ROW_LIMIT) {
        refuse(
            builder, builder->line,
            text_format(builder->reading->arena, "more than %d rows", CSV_ROW_LIMIT),
            "Files of this size are data, not tables. Submit the tables made from it.");
        return;
    }
    const size_t count = builder->cell_count;
    const char **texts = NULL;
    if (count) {
        texts = arena_array(builder->reading->arena, count, const char *);
        memcpy(texts, builder->cells, count * sizeof(texts[0]));
    }
    *arena_add(builder->reading->scratch, builder->rows, builder->row_count,
               builder->row_capacity) = (struct grid_row){
        .texts = texts,
        .count = (uint32_t)count,
        .line = (uint32_t)builder->row_line,
    };
    builder->column_count = count > builder->column_count ? count : builder->column_count;
    builder->cell_count = 0;
    builder->row_line = builder->line + 1;
    builder->cell_line = builder->line + 1;
}

/* What strict reading found wrong at `position` of the line being fed. */
static void refuse_quoting(struct builder *builder, const struct csv_parser *parser,
                           const char *line, size_t position)
{
    struct arena *arena = builder->reading->arena;
    const size_t character = encoding_characters(line, position) + 1;
    const char *sentence =
        parser->quoted
            ? text_format(
                  arena,
                  "line %zu, character %zu: text follows a closing quotation mark; "
                  "the cell starts on line %zu",
                  builder->line, character, builder->cell_line)
            : text_format(arena,
                          "line %zu, character %zu: a quotation mark inside a cell that "
                          "does not start with one",
                          builder->line, character);
    refuse(builder, builder->line, sentence,
           "Put the whole cell in quotation marks and double those inside it.");
    builder->refusal->column = character;
}

static void refuse_open_quote(struct builder *builder)
{
    refuse(builder, builder->cell_line,
           text_format(builder->reading->arena,
                       "line %zu: a quotation mark opens a cell and is never closed",
                       builder->cell_line),
           "Close the quotation mark, or take it out.");
}

static void refuse_long_cell(struct builder *builder)
{
    refuse(builder, builder->cell_line,
           text_format(builder->reading->arena,
                       "line %zu: a cell in quotation marks spans more than %d lines",
                       builder->cell_line, CSV_CELL_LINE_LIMIT),
           "Is a quotation mark missing? Close it, or shorten the note.");
}

/* Feeds one line (without its end); false when something was refused. */
static bool feed_line(struct builder *builder, struct csv_parser *parser,
                      const char *line, size_t length, bool has_end)
{
    const size_t used = csv_parse(parser, line, length, add_cell, add_row, builder);
    if (used < length) {
        refuse_quoting(builder, parser, line, used);
        return false;
    }
    if (has_end && csv_parse(parser, "\n", 1, add_cell, add_row, builder) != 1) {
        refuse_quoting(builder, parser, line, length);
        return false;
    }
    if (has_end && builder->line + 1 >= builder->cell_line + CSV_CELL_LINE_LIMIT) {
        refuse_long_cell(builder);
    }
    return !is_refused(builder);
}

/* The length of the line at `text`, and of the line end behind it. */
static size_t line_length(const char *text, size_t left, size_t *end_length)
{
    const char *feed = memchr(text, '\n', left);
    const size_t length = feed ? (size_t)(feed - text) : left;
    const char *carriage = length ? memchr(text, '\r', length) : NULL;
    if (!carriage) {
        *end_length = feed ? 1 : 0;
        return length;
    }
    const bool is_pair = feed && carriage + 1 == feed;
    *end_length = is_pair ? 2 : 1;
    return (size_t)(carriage - text);
}

static void feed_text(struct builder *builder, struct csv_parser *parser,
                      const char *text, size_t length)
{
    size_t end_length = 0;
    for (size_t at = 0; at < length;) {
        const size_t line = line_length(text + at, length - at, &end_length);
        if (!feed_line(builder, parser, text + at, line, end_length > 0)) {
            return;
        }
        at += line + end_length;
        builder->line++;
    }
    builder->line -= end_length == 0 && length > 0;
    if (csv_fini(parser, add_cell, add_row, builder) != 0) {
        refuse_open_quote(builder);
    }
}

static bool is_line_end(char letter)
{
    return letter == '\n' || letter == '\r';
}

static bool is_formula_quote(const char *text, size_t length, size_t at)
{
    return at + 1 < length && text[at] == '=' && text[at + 1] == '"';
}

/* Turns each `="` that opens a cell into ` "`, so that a strict reader sees the quotation
 * mark first; every other byte keeps its place. */
static const char *with_plain_quotes(struct arena *arena, const struct decoded *decoded,
                                     char delimiter)
{
    const char *text = decoded->text;
    char *copy = NULL;
    bool is_quoted = false;
    bool is_start = true;
    for (size_t i = 0; i < decoded->length; i++) {
        if (is_start && is_formula_quote(text, decoded->length, i)) {
            copy = copy ? copy
                        : memcpy(arena_array(arena, decoded->length + 1, char), text,
                                 decoded->length);
            copy[i] = ' ';
            continue;
        }
        is_quoted = is_quoted != (text[i] == '"');
        const bool stays = is_start && text[i] == ' ';
        is_start = !is_quoted && (stays || text[i] == delimiter || is_line_end(text[i]));
    }
    return copy ? copy : text;
}

static void parse(struct builder *builder, const char *text, size_t length,
                  char delimiter)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        refuse(builder, 0, "the CSV reader did not start", "");
        return;
    }
    csv_set_delim(&parser, (unsigned char)delimiter);
    feed_text(builder, &parser, text, length);
    csv_free(&parser);
}

static struct grid *finish(struct builder *builder)
{
    struct arena *arena = builder->reading->arena;
    struct grid_row *rows = arena_array(arena, builder->row_count, struct grid_row);
    if (builder->row_count) {
        memcpy(rows, builder->rows, builder->row_count * sizeof(rows[0]));
    }
    struct grid *grid = arena_new(arena, struct grid);
    *grid = (struct grid){
        .output = builder->reading->output,
        .rows = rows,
        .row_count = (uint32_t)builder->row_count,
        .column_count = (uint32_t)builder->column_count,
    };
    return grid;
}

static char delimiter_of(const struct reading *reading, const struct decoded *decoded)
{
    if (reading->delimiter) {
        return reading->delimiter;
    }
    const bool is_tabbed = text_equals(reading->output->kind, "tsv");
    return delimiter_choose(decoded->text, decoded->length, ",\t"[is_tabbed]);
}

static bool read_csv(struct reading *reading, struct refusal *refusal)
{
    struct decoded decoded;
    if (!encoding_decode(reading->scratch, reading->bytes, &decoded, refusal)) {
        return false;
    }
    const char delimiter = delimiter_of(reading, &decoded);
    const char *text = with_plain_quotes(reading->scratch, &decoded, delimiter);
    struct builder builder = {
        .reading = reading,
        .texts = arena_array(reading->arena, decoded.length + 1, char),
        .text_size = decoded.length + 1,
        .line = 1,
        .row_line = 1,
        .cell_line = 1,
        .refusal = refusal,
    };
    parse(&builder, text, decoded.length, delimiter);
    if (is_refused(&builder)) {
        return false;
    }
    struct grid **grids = arena_new(reading->arena, struct grid *);
    grids[0] = finish(&builder);
    reading->grids = grids;
    reading->grid_count = 1;
    reading->read_as = text_format(reading->arena, "CSV, %s, %s", decoded.encoding,
                                   delimiter_name(delimiter));
    return true;
}

static const char *const csv_kinds[] = {"csv", "tsv", NULL};

const struct reader csv_reader = {
    .name = "CSV",
    .kinds = csv_kinds,
    .read = read_csv,
};
