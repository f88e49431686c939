/*
 * Any bytes at all, read as a CSV file and its cells as numbers: no crash, and what comes
 * out keeps the promises of grid.h and number.h.
 */
#include "base/text.h"
#include "ingest/number/number.h"
#include "ingest/read/read_csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static const struct symbol symbol_items[] = {
    {"c", CELL_HIDDEN, ""},
    {"-", CELL_LOW, ""},
    {"..", CELL_NOT_AVAILABLE, ""},
    {"-9", CELL_NOT_AVAILABLE, ""},
};

static const struct symbols symbols = {.items = symbol_items, .count = 4};

static void check_number(const struct number_reader *reader, const char *text)
{
    struct number number;
    number_read(reader, text, &number);
    promise((number.state == CELL_NUMBER) == (isfinite(number.value) != 0));
    promise(number.decimals >= 0 && number.currency);
    promise(number.state != CELL_EMPTY || text_is_blank(text));
    if (number.state == CELL_BAND) {
        promise(number.low <= number.high);
        number_close_range(&number);
        promise(!number.is_low_open && !number.is_high_open);
    }
}

static void check_row(const struct grid *grid, uint32_t row)
{
    const struct grid_row *cells = &grid->rows[row];
    promise(cells->count <= grid->column_count);
    promise(cells->line > (row ? grid->rows[row - 1].line : 0));
    const enum number_style style = number_style_of_column(cells->texts, cells->count);
    const struct number_reader reader = number_reader_for(&symbols, style);
    for (uint32_t column = 0; column < cells->count; column++) {
        const char *text = grid_text(grid, row, column);
        promise(text_is_utf8(text, strlen(text)));
        check_number(&reader, text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    const struct output output = {.path = "fuzz.csv", .kind = "csv"};
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = &output,
        .bytes = {.data = copy, .length = size},
    };
    struct refusal refusal = {0};
    if (!csv_reader.read(&reading, &refusal)) {
        promise(refusal.sentence && refusal.hint);
    } else {
        promise(reading.grid_count == 1 && reading.read_as);
        for (uint32_t row = 0; row < reading.grids[0]->row_count; row++) {
            check_row(reading.grids[0], row);
        }
    }
    arena_destroy(arena);
    return 0;
}
