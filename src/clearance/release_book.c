#include "clearance/release_book.h"

#include "base/text.h"
#include "report/workbook/xlsx_book.h"
#include "report/workbook/xlsx_width.h"

enum {
    COVER_WIDTH = 80,
    NAME_WIDTH = 16,
    TEXT_WIDTH = 64,
    FIRST_WIDTH = 30,
    OTHER_WIDTH = 18,
    POINTS = 12,
};

/* The looks of the workbook: text and lines, nothing else. */
struct looks {
    const struct xlsx_format *title;
    const struct xlsx_format *section;
    const struct xlsx_format *text;
    const struct xlsx_format *line; /* runs on over empty cells */
    const struct xlsx_format *link;
    const struct xlsx_format *heading;
    const struct xlsx_format *heading_right;
    const struct xlsx_format *right;
};

struct writing {
    struct arena *arena;
    const struct release_book *source;
    struct xlsx_book *book;
    struct looks looks;
    struct xlsx_sheet *cover;
    struct xlsx_sheet *contents;
    struct xlsx_sheet *notes; /* NULL where there are none */
    struct xlsx_sheet **sheets;
    size_t note_count; /* written so far */
};

static struct xlsx_look plain_look(void)
{
    return (struct xlsx_look){.points = POINTS,
                              .fill = XLSX_NO_FILL,
                              .border = XLSX_NO_FILL,
                              .is_unlocked = true};
}

static void make_looks(struct writing *writing)
{
    struct xlsx_book *book = writing->book;
    struct xlsx_look look = plain_look();
    writing->looks.line = xlsx_book_format(book, &look);
    look.wraps = true;
    writing->looks.text = xlsx_book_format(book, &look);
    look.is_bold = true;
    writing->looks.heading = xlsx_book_format(book, &look);
    look.align = XLSX_RIGHT;
    writing->looks.heading_right = xlsx_book_format(book, &look);
    look.is_bold = false;
    writing->looks.right = xlsx_book_format(book, &look);
    look = plain_look();
    look.is_underlined = true;
    writing->looks.link = xlsx_book_format(book, &look);
    look = plain_look();
    look.is_bold = true;
    look.points = 16;
    writing->looks.title = xlsx_book_format(book, &look);
    look.points = 14;
    writing->looks.section = xlsx_book_format(book, &look);
}

/* ---- rows ---- */

static double height_of(const char *text, double width, double points)
{
    const struct type_face face = {.points = points};
    const size_t lines = xlsx_text_lines(text, face, xlsx_column_room(width));
    return xlsx_row_height(lines) * points / 11;
}

static void put_line(const struct writing *writing, struct xlsx_sheet *sheet,
                     uint32_t *row, const char *text, const struct xlsx_format *format)
{
    const double points = format == writing->looks.title     ? 16
                          : format == writing->looks.section ? 14
                                                             : POINTS;
    xlsx_set_height(sheet, *row, height_of("x", COVER_WIDTH, points));
    xlsx_write_text(sheet, *row, 0, text, format);
    *row += 1;
}

static void put_paragraph(const struct writing *writing, struct xlsx_sheet *sheet,
                          uint32_t *row, const char *text)
{
    xlsx_set_height(sheet, *row, height_of(text, COVER_WIDTH, POINTS));
    xlsx_write_text(sheet, *row, 0, text, writing->looks.text);
    *row += 1;
}

/* ---- cover ---- */

static const char *joined(struct arena *arena, const struct request_list *list)
{
    const char *text = "";
    for (size_t i = 0; i < list->count; i++) {
        text = text_format(arena, "%s%s%s", text, i ? ", " : "", list->items[i]);
    }
    return text;
}

static void write_cover(const struct writing *writing)
{
    struct arena *arena = writing->arena;
    const struct request *request = writing->source->request;
    struct xlsx_sheet *sheet = writing->cover;
    const char *contact = text_is_blank(request->contact) ? "" : request->contact;
    uint32_t row = 0;
    xlsx_set_columns(sheet, 0, 0, COVER_WIDTH);
    put_line(writing, sheet, &row, request->title, writing->looks.title);
    put_paragraph(writing, sheet, &row,
                  text_format(arena, "%s%s%s. This workbook contains %s.",
                              request->population, request->period ? ", " : "",
                              request->period ? request->period : "",
                              text_counted(arena, (double)writing->source->table_count,
                                           "table", "tables")));
    put_line(writing, sheet, &row, "Source", writing->looks.section);
    put_paragraph(writing, sheet, &row, joined(arena, &request->datasets));
    put_line(writing, sheet, &row, "Publication and contact", writing->looks.section);
    put_paragraph(writing, sheet, &row,
                  text_format(arena, "%s. Project %s.%s%s",
                              joined(arena, &request->authors), request->project,
                              *contact ? " Contact: " : "", contact));
    put_line(writing, sheet, &row, "Disclosure control", writing->looks.section);
    put_paragraph(writing, sheet, &row,
                  "A value is replaced with [c] when it could identify a person, or when "
                  "it would let a reader work out such a value.");
}

/* ---- contents and notes ---- */

static void write_head(const struct writing *writing, struct xlsx_sheet *sheet,
                       uint32_t row, uint32_t last_row, const char *name,
                       const char *const *headings)
{
    const struct xlsx_format *formats[] = {writing->looks.heading,
                                           writing->looks.heading};
    const struct xlsx_area area = {row, 0, last_row, 1};
    xlsx_add_table(sheet, area, name, headings, formats);
}

static void write_contents(const struct writing *writing)
{
    static const char *const headings[] = {"Worksheet", "Title"};
    const struct release_book *source = writing->source;
    struct xlsx_sheet *sheet = writing->contents;
    uint32_t row = 0;
    xlsx_set_columns(sheet, 0, 0, NAME_WIDTH);
    xlsx_set_columns(sheet, 1, 1, TEXT_WIDTH);
    put_line(writing, sheet, &row, "Table of contents", writing->looks.title);
    put_line(writing, sheet, &row, "This worksheet contains one table.",
             writing->looks.line);
    write_head(writing, sheet, row, row + (uint32_t)source->table_count, "contents",
               headings);
    for (size_t i = 0; i < source->table_count; i++) {
        const struct release_table *table = &source->tables[i];
        const struct xlsx_link link = {.sheet = xlsx_sheet_title(writing->sheets[i]),
                                       .text = table->sheet};
        row++;
        xlsx_set_height(sheet, row, height_of(table->title, TEXT_WIDTH, POINTS));
        xlsx_write_link(sheet, row, 0, &link, writing->looks.link);
        xlsx_write_text(sheet, row, 1, table->title, writing->looks.text);
    }
}

static size_t count_notes(const struct release_book *source)
{
    size_t count = 0;
    for (size_t i = 0; i < source->table_count; i++) {
        count += source->tables[i].note_count;
    }
    return count;
}

static void write_notes(const struct writing *writing)
{
    static const char *const headings[] = {"Note number", "Note text"};
    const struct release_book *source = writing->source;
    struct xlsx_sheet *sheet = writing->notes;
    size_t number = 0;
    uint32_t row = 0;
    xlsx_set_columns(sheet, 0, 0, NAME_WIDTH);
    xlsx_set_columns(sheet, 1, 1, TEXT_WIDTH);
    put_line(writing, sheet, &row, "Notes", writing->looks.title);
    put_line(writing, sheet, &row, "This worksheet contains one table.",
             writing->looks.line);
    write_head(writing, sheet, row, row + (uint32_t)count_notes(source), "notes",
               headings);
    for (size_t i = 0; i < source->table_count; i++) {
        for (size_t k = 0; k < source->tables[i].note_count; k++) {
            const char *note = source->tables[i].notes[k];
            row++;
            xlsx_set_height(sheet, row, height_of(note, TEXT_WIDTH, POINTS));
            xlsx_write_text(sheet, row, 0,
                            text_format(writing->arena, "[note %zu]", ++number),
                            writing->looks.text);
            xlsx_write_text(sheet, row, 1, note, writing->looks.text);
        }
    }
}

/* ---- a table ---- */

static const char *shorthand_sentence(struct arena *arena,
                                      const struct release_table *table)
{
    struct release_shorthand used[RELEASE_SHORTHANDS];
    const size_t count = release_shorthands(table, used);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        text = text_format(arena, "%s%s%s = %s", text, i ? ", " : "", used[i].text,
                           used[i].meaning);
    }
    return count ? text_format(arena, "Some shorthand is used in this table: %s.", text)
                 : "";
}

/* "Table 1: Learners by region [note 1]" */
static const char *title_line(struct writing *writing, const struct release_table *table)
{
    const char *title = table->title;
    for (size_t i = 0; i < table->note_count; i++) {
        title = text_format(writing->arena, "%s%s[note %zu]", title, i ? "" : " ",
                            ++writing->note_count);
    }
    return title;
}

static void write_top(struct writing *writing, const struct release_table *table,
                      struct xlsx_sheet *sheet, uint32_t *row)
{
    const char *shorthand = shorthand_sentence(writing->arena, table);
    const char *source =
        *table->source
            ? table->source
            : text_format(writing->arena, "Source: %s.",
                          joined(writing->arena, &writing->source->request->datasets));
    put_line(writing, sheet, row, title_line(writing, table), writing->looks.title);
    put_line(writing, sheet, row, "This worksheet contains one table.",
             writing->looks.line);
    if (table->note_count) {
        put_line(writing, sheet, row,
                 "This table contains notes, which can be found in the Notes worksheet.",
                 writing->looks.line);
    }
    if (*shorthand) {
        put_line(writing, sheet, row, shorthand, writing->looks.line);
    }
    put_line(writing, sheet, row, source, writing->looks.line);
}

/* "#,##0.0" for one decimal: numbers of a column of whole numbers have none. */
static const struct xlsx_format *number_format(const struct writing *writing,
                                               int decimals)
{
    struct xlsx_look look = plain_look();
    const char *text = "#,##0";
    for (int i = 0; i < decimals; i++) {
        text = text_format(writing->arena, "%s%s0", text, i ? "" : ".");
    }
    look.align = XLSX_RIGHT;
    look.number_format = text;
    return xlsx_book_format(writing->book, &look);
}

static void write_cell(const struct writing *writing, const struct release_table *table,
                       struct xlsx_sheet *sheet, uint32_t first_row, size_t index)
{
    const uint32_t column = (uint32_t)(index % table->column_count);
    const uint32_t row = first_row + (uint32_t)(index / table->column_count);
    const struct release_cell *cell = &table->cells[index];
    if (cell->is_number) {
        xlsx_write_number(sheet, row, column, cell->value,
                          number_format(writing, cell->decimals));
    } else {
        xlsx_write_text(sheet, row, column, cell->text,
                        table->columns[column].is_numeric ? writing->looks.right
                                                          : writing->looks.text);
    }
}

static void write_cells(const struct writing *writing, const struct release_table *table,
                        struct xlsx_sheet *sheet, uint32_t first_row)
{
    const size_t count = (size_t)table->row_count * table->column_count;
    for (size_t i = 0; i < count; i++) {
        write_cell(writing, table, sheet, first_row, i);
    }
}

static void write_table(struct writing *writing, const struct release_table *table,
                        struct xlsx_sheet *sheet)
{
    struct arena *arena = writing->arena;
    const char **headings = arena_array(arena, table->column_count, const char *);
    const struct xlsx_format **formats =
        arena_array(arena, table->column_count, const struct xlsx_format *);
    double height = 0;
    uint32_t row = 0;
    write_top(writing, table, sheet, &row);
    for (uint32_t i = 0; i < table->column_count; i++) {
        const double width = i == 0 ? FIRST_WIDTH : OTHER_WIDTH;
        const double wanted = height_of(table->columns[i].heading, width - 2, POINTS);
        headings[i] = table->columns[i].heading;
        formats[i] = table->columns[i].is_numeric ? writing->looks.heading_right
                                                  : writing->looks.heading;
        height = wanted > height ? wanted : height;
        xlsx_set_columns(sheet, i, i, width);
    }
    xlsx_set_height(sheet, row, height);
    const struct xlsx_area area = {row, 0, row + table->row_count,
                                   table->column_count - 1};
    xlsx_add_table(sheet, area, text_key(arena, table->sheet), headings, formats);
    write_cells(writing, table, sheet, row + 1);
}

/* ---- the whole ---- */

/* Printed, a sheet is one page wide. */
static struct xlsx_sheet *add_sheet(struct writing *writing, const char *name,
                                    bool is_portrait)
{
    const struct xlsx_page page = {.is_bare = true, .is_portrait = is_portrait};
    struct xlsx_sheet *sheet = xlsx_sheet_add(writing->book, name, 0);
    xlsx_set_page(sheet, &page);
    return sheet;
}

static void add_sheets(struct writing *writing)
{
    const struct release_book *source = writing->source;
    writing->cover = add_sheet(writing, "Cover", true);
    writing->contents = add_sheet(writing, "Contents", true);
    if (count_notes(source)) {
        writing->notes = add_sheet(writing, "Notes", true);
    }
    writing->sheets =
        arena_array(writing->arena, source->table_count + 1, struct xlsx_sheet *);
    for (size_t i = 0; i < source->table_count; i++) {
        writing->sheets[i] = add_sheet(writing, source->tables[i].sheet, false);
    }
}

enum outcheck_status release_book_write(const struct release_book *book, const char *path,
                                        struct problems *problems)
{
    struct arena *arena = arena_create(0);
    const struct request *request = book->request;
    const struct xlsx_book_options options = {
        .created = book->created,
        .title = request->title,
        .author = joined(arena, &request->authors),
        .is_release = true,
        .subject = request->population,
        .keywords = joined(arena, &request->datasets),
        .comments = text_format(arena, "Project %s", request->project),
    };
    struct writing writing = {.arena = arena, .source = book};
    writing.book = xlsx_book_create(arena, path, &options);
    make_looks(&writing);
    add_sheets(&writing);
    write_cover(&writing);
    write_contents(&writing);
    if (writing.notes) {
        write_notes(&writing);
    }
    for (size_t i = 0; i < book->table_count; i++) {
        write_table(&writing, &book->tables[i], writing.sheets[i]);
    }
    const enum outcheck_status status = xlsx_book_save(writing.book, problems);
    arena_destroy(arena);
    return status;
}
