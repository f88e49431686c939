/*
 * Writes the CSV on standard input (no quotation marks in it) as a workbook of one sheet:
 *
 *     generate_table 10000 100 1 0 | workbook_of_csv table.xlsx
 */
#include <xlsxwriter.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_line(lxw_worksheet *sheet, lxw_row_t row, char *line)
{
    lxw_col_t column = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; at; column++) {
        char *next = strchr(at, ',');
        if (next) {
            *next++ = '\0';
        }
        char *end = NULL;
        const double number = strtod(at, &end);
        if (*at && !*end) {
            (void)worksheet_write_number(sheet, row, column, number, NULL);
        } else {
            (void)worksheet_write_string(sheet, row, column, at, NULL);
        }
        at = next;
    }
}

int main(int argc, char **argv)
{
    static char line[1 << 20];
    if (argc != 2) {
        (void)fputs("usage: workbook_of_csv FILE <CSV\n", stderr);
        return 2;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = book ? workbook_add_worksheet(book, "Table") : NULL;
    if (!sheet) {
        return 3;
    }
    for (lxw_row_t row = 0; fgets(line, sizeof(line), stdin); row++) {
        write_line(sheet, row, line);
    }
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 3;
}
