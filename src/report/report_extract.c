#include "report/report_extract.h"

#include "base/text.h"
#include "report/printable.h"

enum { COLUMN_LIMIT = 5, LABEL_LIMIT = 2, HEADING_WIDTH = 16, GAP = 2 };

struct extract {
    uint32_t columns[COLUMN_LIMIT]; /* in the grid, from left to right */
    size_t count;
    size_t label_count; /* the first of them are labels */
};

static void add_column(struct extract *extract, uint32_t column)
{
    size_t at = extract->count;
    for (size_t i = 0; i < extract->count; i++) {
        if (extract->columns[i] == column) {
            return;
        }
    }
    if (extract->count == COLUMN_LIMIT) {
        return;
    }
    while (at > extract->label_count && extract->columns[at - 1] > column) {
        extract->columns[at] = extract->columns[at - 1];
        at--;
    }
    extract->columns[at] = column;
    extract->count++;
}

static void add_cell(struct extract *extract, const struct table *table, uint32_t row,
                     uint32_t cell)
{
    if (cell != NO_CELL && table->cells[cell].row == row) {
        add_column(extract, table->cells[cell].column);
    }
}

static struct extract choose_columns(const struct finding *finding)
{
    struct extract extract = {.count = 0};
    const struct table *table = finding->table;
    const struct cell *cell = &table->cells[finding->cell];
    for (uint32_t i = 0; i < table->column_count && extract.count < LABEL_LIMIT; i++) {
        if (table->columns[i].role == ROLE_DIMENSION) {
            add_column(&extract, table->columns[i].index);
        }
    }
    extract.label_count = extract.count;
    add_column(&extract, cell->column);
    add_cell(&extract, table, cell->row, cell->numerator);
    add_cell(&extract, table, cell->row, cell->denominator);
    if (cell->count != finding->cell) {
        add_cell(&extract, table, cell->row, cell->count);
    }
    return extract;
}

bool extract_helps(const struct finding *finding)
{
    if (!finding->table || finding->cell == NO_CELL) {
        return false;
    }
    const struct cell *cell = &finding->table->cells[finding->cell];
    if (!role_needs_count((enum role)cell->role)) {
        return false;
    }
    const struct extract extract = choose_columns(finding);
    return extract.label_count && extract.count > extract.label_count + 1;
}

static const char *heading(struct arena *arena, const struct table *table,
                           uint32_t column)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].index == column) {
            return text_shortened(arena, text_printable(arena, table->columns[i].name),
                                  HEADING_WIDTH);
        }
    }
    return "";
}

struct column_text {
    const char *heading;
    const char *value;
    size_t width;
};

static struct column_text column_text(struct arena *arena, const struct table *table,
                                      uint32_t row, uint32_t column)
{
    const char *value =
        text_squeezed(arena, text_printable(arena, grid_text(table->grid, row, column)));
    struct column_text text = {
        .heading = heading(arena, table, column),
        .value = text_shortened(arena, value, HEADING_WIDTH),
    };
    const size_t heading_width = text_width(text.heading);
    const size_t value_width = text_width(text.value);
    text.width = heading_width > value_width ? heading_width : value_width;
    return text;
}

/* Labels stand to the left, numbers to the right. */
static void print_in_column(struct printer *printer, const char *text, size_t width,
                            bool is_label, bool is_last)
{
    const size_t used = text_width(text);
    const size_t rest = used < width ? width - used : 0;
    if (!is_label) {
        printer_spaces(printer, rest);
    }
    printer_text(printer, text);
    if (is_label) {
        printer_spaces(printer, rest);
    }
    printer_spaces(printer, is_last ? 0 : GAP);
}

/* Under the value of the last line printed, whose columns these are. */
static void print_carets(struct printer *printer, const struct extract *extract,
                         const struct column_text *texts, uint32_t column)
{
    size_t before = 0;
    size_t i = 0;
    while (i + 1 < extract->count && extract->columns[i] != column) {
        before += texts[i++].width + GAP;
    }
    const size_t carets = text_width(texts[i].value);
    printer_spaces(printer, before + texts[i].width - carets);
    for (size_t n = 0; n < carets; n++) {
        printer_text(printer, "^");
    }
    printer_text(printer, "\n");
}

void print_extract(struct printer *printer, const struct finding *finding, size_t column,
                   size_t width)
{
    const struct table *table = finding->table;
    const struct cell *cell = &table->cells[finding->cell];
    const struct extract extract = choose_columns(finding);
    struct column_text texts[COLUMN_LIMIT] = {0};
    size_t total = column;
    for (size_t i = 0; i < extract.count; i++) {
        texts[i] =
            column_text(printer_scratch(printer), table, cell->row, extract.columns[i]);
        total += texts[i].width + (i ? GAP : 0);
    }
    if (width && total > width) {
        return; /* nothing is better than lines that wrap */
    }
    for (int line = 0; line < 2; line++) {
        printer_spaces(printer, column);
        for (size_t i = 0; i < extract.count; i++) {
            print_in_column(printer, line ? texts[i].value : texts[i].heading,
                            texts[i].width, i < extract.label_count,
                            i + 1 == extract.count);
        }
        printer_text(printer, "\n");
    }
    printer_spaces(printer, column);
    print_carets(printer, &extract, texts, cell->column);
}
