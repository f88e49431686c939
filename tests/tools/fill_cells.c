/*
 * Fills cells of a workbook, as a person would in a spreadsheet program, for tests:
 *
 *     fill_cells BOOK.xlsx "Sign-off!D6=Approve" ...
 *
 * The cells must be there. Formulas, formats and all other parts stay as they are.
 */
#include <zip.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LIMIT = 4096 };

_Noreturn static void fail(const char *what)
{
    (void)fprintf(stderr, "fill_cells: %s\n", what);
    exit(EXIT_FAILURE); // NOLINT(concurrency-mt-unsafe)
}

static char *read_part(zip_t *book, const char *name)
{
    zip_stat_t facts;
    zip_file_t *file = zip_fopen(book, name, 0);
    if (!file || zip_stat(book, name, 0, &facts) != 0) {
        fail(name);
    }
    char *text = calloc(facts.size + 1, 1);
    if (!text || zip_fread(file, text, facts.size) != (zip_int64_t)facts.size) {
        fail(name);
    }
    (void)zip_fclose(file);
    return text;
}

/* The number of the sheet in the order of the workbook, from 1. */
static int sheet_number(zip_t *book, const char *sheet)
{
    char wanted[TEXT_LIMIT];
    char *workbook = read_part(book, "xl/workbook.xml");
    int number = 0;
    (void)snprintf(wanted, sizeof(wanted), "<sheet name=\"%s\"", sheet);
    const char *found = strstr(workbook, wanted);
    for (const char *at = workbook; found && at <= found;
         at = strstr(at + 1, "<sheet ")) {
        if (!at) {
            break;
        }
        number += strncmp(at, "<sheet ", 7) == 0;
    }
    free(workbook);
    if (!found) {
        fail(sheet);
    }
    return number;
}

/* `text` with the cell replaced by one that holds the value. */
static char *fill(const char *text, const char *cell, const char *value)
{
    char start[TEXT_LIMIT];
    (void)snprintf(start, sizeof(start), "<c r=\"%s\"", cell);
    const char *begin = strstr(text, start);
    if (!begin) {
        fail(cell);
    }
    const char *close = strchr(begin, '>');
    const char *end = close && close[-1] == '/' ? close + 1 : strstr(begin, "</c>") + 4;
    const char *style = strstr(begin, " s=\"");
    char kept[64] = "";
    if (style && style < close) {
        (void)snprintf(kept, sizeof(kept), " s=\"%ld\"", strtol(style + 4, NULL, 10));
    }
    const size_t room = strlen(text) + strlen(value) + TEXT_LIMIT;
    char *made = calloc(room, 1);
    if (!made) {
        fail("out of memory");
    }
    (void)snprintf(made, room, "%.*s%s%s t=\"inlineStr\"><is><t>%s</t></is></c>%s",
                   (int)(begin - text), text, start, kept, value, end);
    return made;
}

/* Answers the new part; the book reads it when it is closed. */
static char *apply(zip_t *book, const char *change)
{
    char sheet[TEXT_LIMIT];
    char part[TEXT_LIMIT];
    (void)snprintf(sheet, sizeof(sheet), "%s", change);
    char *cell = strchr(sheet, '!');
    char *value = strchr(sheet, '=');
    if (!cell || !value) {
        fail(change);
    }
    *cell++ = '\0';
    *value++ = '\0';
    (void)snprintf(part, sizeof(part), "xl/worksheets/sheet%d.xml",
                   sheet_number(book, sheet));
    char *text = read_part(book, part);
    char *made = fill(text, cell, value);
    zip_source_t *source = zip_source_buffer(book, made, strlen(made), 0);
    if (!source || zip_file_add(book, part, source, ZIP_FL_OVERWRITE) < 0) {
        fail(part);
    }
    free(text);
    return made;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fail("usage: fill_cells BOOK.xlsx SHEET!CELL=VALUE...");
    }
    for (int i = 2; i < argc; i++) {
        int error = 0;
        zip_t *book = zip_open(argv[1], 0, &error);
        if (!book) {
            fail(argv[1]);
        }
        char *made = apply(book, argv[i]);
        if (zip_close(book) != 0) {
            fail("the workbook cannot be written");
        }
        free(made);
    }
    return EXIT_SUCCESS;
}
