#include "ingest/document/document.h"

#include "base/text.h"
#include "ingest/text/aligned.h"
#include "ingest/text/read_text.h"

#include <string.h>

struct growing {
    char *data;
    size_t length;
    size_t capacity;
};

struct document_table {
    struct grid_row *rows;
    size_t row_count;
    size_t row_capacity;
    const char **cells; /* of the open row */
    size_t cell_count;
    size_t cell_capacity;
    uint32_t *hanging; /* [DOCUMENT_COLUMN_LIMIT]: rows that a cell reaches down */
    bool has_row;
    bool has_cell;
    bool holds_tables;
    uint32_t span_columns;
    uint32_t span_rows;
    struct growing text; /* of the open cell */
};

struct document {
    struct reading *reading;
    struct growing text;
    uint32_t line; /* of the end of `text`, from 1 */
    struct document_table stack[DOCUMENT_NESTING_LIMIT];
    size_t depth;
    size_t deeper; /* tables beyond the limit, which are text */
    struct grid **grids;
    size_t grid_count;
    size_t grid_capacity;
    size_t cell_count;
    bool is_too_large;
};

struct document *document_create(struct reading *reading)
{
    struct document *document = arena_new(reading->scratch, struct document);
    document->reading = reading;
    document->line = 1;
    return document;
}

static void add_bytes(struct arena *arena, struct growing *text, const char *bytes,
                      size_t length)
{
    if (text->length + length + 1 > text->capacity) {
        text->data =
            arena_grow(arena, text->data, &text->capacity, text->length + length + 1, 1);
    }
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

static struct document_table *open_table(struct document *document)
{
    return document->depth ? &document->stack[document->depth - 1] : NULL;
}

static struct growing *place_for_text(struct document *document)
{
    struct document_table *table = open_table(document);
    return table && table->has_cell ? &table->text : &document->text;
}

void document_text(struct document *document, const char *text, size_t length)
{
    struct growing *place = place_for_text(document);
    for (size_t i = 0; i < length; i++) {
        /* Lines of the file are lines of ours alone where the caller says so. */
        const char byte = text[i];
        add_bytes(document->reading->scratch, place,
                  byte == '\n' || byte == '\r' || byte == '\t' ? " " : &text[i], 1);
    }
}

void document_break(struct document *document)
{
    struct growing *place = place_for_text(document);
    if (place != &document->text) {
        add_bytes(document->reading->scratch, place, " ", 1);
        return;
    }
    while (place->length && place->data[place->length - 1] == ' ') {
        place->length--; /* white space between elements makes no line */
    }
    if (place->length && place->data[place->length - 1] != '\n') {
        add_bytes(document->reading->scratch, place, "\n", 1);
        document->line++;
    }
}

void document_line(struct document *document, uint32_t line)
{
    while (!document->depth && document->line < line && line <= TEXT_LINE_LIMIT) {
        add_bytes(document->reading->scratch, &document->text, "\n", 1);
        document->line++;
    }
}

void document_open_table(struct document *document)
{
    if (document->depth == DOCUMENT_NESTING_LIMIT) {
        document->deeper++;
        return;
    }
    struct document_table *outer = open_table(document);
    if (outer) {
        outer->holds_tables = true;
    }
    document_break(document);
    document->stack[document->depth++] = (struct document_table){
        .hanging =
            arena_array(document->reading->scratch, DOCUMENT_COLUMN_LIMIT, uint32_t),
    };
}

static void put_cell(struct document *document, struct document_table *table,
                     const char *text)
{
    if (table->cell_count >= DOCUMENT_COLUMN_LIMIT ||
        document->cell_count >= DOCUMENT_CELL_LIMIT) {
        document->is_too_large = true;
        return;
    }
    document->cell_count++;
    table->cells =
        arena_grow(document->reading->scratch, table->cells, &table->cell_capacity,
                   table->cell_count + 1, sizeof(table->cells[0]));
    table->cells[table->cell_count++] = text;
}

/* Below a cell that reaches down stands nothing: readers take it for "as above". */
static void put_hanging(struct document *document, struct document_table *table)
{
    while (table->cell_count < DOCUMENT_COLUMN_LIMIT && !document->is_too_large &&
           table->hanging[table->cell_count]) {
        table->hanging[table->cell_count]--;
        put_cell(document, table, "");
    }
}

static void end_row(struct document *document, struct document_table *table)
{
    if (!table->has_row) {
        return;
    }
    put_hanging(document, table);
    struct arena *arena = document->reading->arena;
    const char **texts = arena_array(arena, table->cell_count + 1, const char *);
    if (table->cell_count) {
        memcpy(texts, table->cells, table->cell_count * sizeof(texts[0]));
    }
    *arena_add(document->reading->scratch, table->rows, table->row_count,
               table->row_capacity) = (struct grid_row){
        .texts = texts,
        .count = (uint32_t)table->cell_count,
        .line = (uint32_t)table->row_count + 1,
    };
    table->cell_count = 0;
    table->has_row = false;
}

void document_open_row(struct document *document)
{
    struct document_table *table = open_table(document);
    if (table && !document->deeper) {
        document_close_cell(document);
        end_row(document, table);
        table->has_row = true;
    }
}

static uint32_t limited(uint32_t span)
{
    return span < 1 ? 1 : span < DOCUMENT_COLUMN_LIMIT ? span : DOCUMENT_COLUMN_LIMIT;
}

void document_open_cell(struct document *document, uint32_t columns, uint32_t rows)
{
    struct document_table *table = open_table(document);
    if (!table || document->deeper) {
        return;
    }
    document_close_cell(document);
    table->has_row = true;
    table->has_cell = true;
    table->span_columns = limited(columns);
    table->span_rows = limited(rows);
    table->text.length = 0;
}

/* A number is printed once, whatever it spans. */
static bool is_number_text(const char *text)
{
    return strpbrk(text, "0123456789") &&
           strspn(text, "0123456789,. %-+()") == strlen(text);
}

void document_close_cell(struct document *document)
{
    struct document_table *table = open_table(document);
    if (!table || !table->has_cell || document->deeper) {
        return;
    }
    table->has_cell = false;
    const char *text = table->text.length ? table->text.data : "";
    const char *cell = text_squeezed(document->reading->arena, text);
    const char *further = is_number_text(cell) ? "" : cell;
    put_hanging(document, table);
    for (uint32_t i = 0; i < table->span_columns && !document->is_too_large; i++) {
        const char *here = i ? further : cell;
        if (table->cell_count < DOCUMENT_COLUMN_LIMIT) {
            table->hanging[table->cell_count] = table->span_rows - 1;
        }
        put_cell(document, table, here);
    }
}

static void keep_grid(struct document *document, struct grid *grid)
{
    document->grids =
        arena_grow(document->reading->arena, document->grids, &document->grid_capacity,
                   document->grid_count + 1, sizeof(void *));
    document->grids[document->grid_count++] = grid;
}

/* The cells of a table that only holds others are text. */
static void make_text(struct document *document, const struct document_table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        for (uint32_t c = 0; c < table->rows[r].count; c++) {
            const char *text = table->rows[r].texts[c];
            document_text(document, text, strlen(text));
            document_break(document);
        }
    }
}

static void make_grid(struct document *document, const struct document_table *table)
{
    struct arena *arena = document->reading->arena;
    struct grid_row *rows = arena_array(arena, table->row_count, struct grid_row);
    memcpy(rows, table->rows, table->row_count * sizeof(rows[0]));
    struct grid *grid = arena_new(arena, struct grid);
    *grid = (struct grid){
        .output = document->reading->output,
        .sheet = text_format(arena, "table %zu", document->grid_count + 1),
        .rows = rows,
        .row_count = (uint32_t)table->row_count,
    };
    for (size_t r = 0; r < table->row_count; r++) {
        grid->column_count =
            rows[r].count > grid->column_count ? rows[r].count : grid->column_count;
    }
    keep_grid(document, grid);
}

void document_close_table(struct document *document)
{
    struct document_table *table = open_table(document);
    if (!table || document->deeper) {
        document->deeper -= document->deeper ? 1 : 0;
        return;
    }
    document_close_cell(document);
    end_row(document, table);
    document->depth--;
    if (table->holds_tables) {
        make_text(document, table);
    } else if (table->row_count && document->grid_count < DOCUMENT_TABLE_LIMIT) {
        make_grid(document, table);
    } else if (table->row_count) {
        document->is_too_large = true;
    }
}

/* Running text after the tables, in the order of the reading. */
static void take_page(struct document *document, const struct reading *page)
{
    for (size_t i = 0; i < page->grid_count; i++) {
        keep_grid(document, page->grids[i]);
    }
    document->reading->remarks = page->remarks;
    document->reading->remark_count = page->remark_count;
    document->reading->remark_capacity = page->remark_capacity;
}

bool document_finish(struct document *document, struct refusal *refusal)
{
    struct reading *reading = document->reading;
    while (document->depth) {
        document->deeper = 0;
        document_close_table(document);
    }
    if (document->is_too_large) {
        *refusal = (struct refusal){
            .sentence = "its tables are larger than tables for release",
            .hint = "Hand in the tables as CSV.",
        };
        return false;
    }
    struct reading page_reading = *reading;
    struct text_page page;
    const char *text = document->text.length ? document->text.data : "";
    if (!text_page_of(&page_reading, text, document->text.length, false, &page,
                      refusal)) {
        return false;
    }
    text_page_finish(&page_reading, &page, false);
    take_page(document, &page_reading);
    reading->grids = document->grids;
    reading->grid_count = document->grid_count;
    return true;
}
