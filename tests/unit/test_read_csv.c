/* Delimited text becomes a grid, row by row as it stands, or is refused with its line. */
#include "base/text.h"
#include "ingest/read/read_csv.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct reading reading;
static struct refusal refusal;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static bool read_bytes(const char *kind, const char *data, size_t length)
{
    struct output *output = arena_new(arena, struct output);
    output->kind = kind;
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = output,
        .bytes = {.data = data, .length = length},
    };
    refusal = (struct refusal){0};
    return csv_reader.read(&reading, &refusal);
}

static bool read_text(const char *text)
{
    return read_bytes("csv", text, strlen(text));
}

/* "a|b¶c": cells parted by |, rows by ¶ and each starting with its line: "1:a|b¶2:c". */
static const char *drawn(void)
{
    const struct grid *grid = reading.grids[0];
    const char *text = "";
    for (uint32_t row = 0; row < grid->row_count; row++) {
        text = text_format(arena, "%s%s%u:", text, row ? "\xC2\xB6" : "",
                           grid->rows[row].line);
        for (uint32_t column = 0; column < grid->rows[row].count; column++) {
            text = text_format(arena, "%s%s%s", text, column ? "|" : "",
                               grid->rows[row].texts[column]);
        }
    }
    return text;
}

static const struct {
    const char *text;
    const char *grid;
} good[] = {
    {"", ""},
    {"a", "1:a"},
    {"a,b\nc,d\n", "1:a|b\xC2\xB6"
                   "2:c|d"},
    {"a,b\nc,d", "1:a|b\xC2\xB6"
                 "2:c|d"},
    {"a,b\r\nc,d\r\n", "1:a|b\xC2\xB6"
                       "2:c|d"},
    {"a,b\rc,d\r", "1:a|b\xC2\xB6"
                   "2:c|d"},
    {"a,b\n\nc,d\n", "1:a|b\xC2\xB6"
                     "2:\xC2\xB6"
                     "3:c|d"},
    {"a,b\r\n\r\nc,d", "1:a|b\xC2\xB6"
                       "2:\xC2\xB6"
                       "3:c|d"},
    {"\n\na,b\n", "1:\xC2\xB6"
                  "2:\xC2\xB6"
                  "3:a|b"},
    {"a,b\n  \nc,d", "1:a|b\xC2\xB6"
                     "2:\xC2\xB6"
                     "3:c|d"},
    {"a,b,\n,,\n", "1:a|b|\xC2\xB6"
                   "2:||"},
    {"a\nb,c,d\ne,f\n", "1:a\xC2\xB6"
                        "2:b|c|d\xC2\xB6"
                        "3:e|f"},
    {" a , b b ,\tc\n", "1:a|b b|c"},
    {"\" a \", \"b\" ,c\n", "1: a |b|c"},
    {"\"a,b\",c\n", "1:a,b|c"},
    {"\"say \"\"yes\"\"\",c\n", "1:say \"yes\"|c"},
    {"\"a\nb\",c\nd,e\n", "1:a\nb|c\xC2\xB6"
                          "3:d|e"},
    {"\"a\r\nb\",c\r\nd,e\r\n", "1:a\nb|c\xC2\xB6"
                                "3:d|e"},
    {"\"a\n\n\nb\",\"c\nd\"\ne,f", "1:a\n\n\nb|c\nd\xC2\xB6"
                                   "6:e|f"},
    {"=\"\",=\"(1)\"\n=\"* p<0.05, ** p<0.01\"\n", "1:|(1)\xC2\xB6"
                                                   "2:* p<0.05, ** p<0.01"},
    {"\"a\",=\"0123\"\n", "1:a|0123"},
    {"a, =\"0,1\"\n", "1:a|0,1"},
    {"\"=\"\"0123\"\"\",b\n", "1:0123|b"},
    {"=SUM(A1),=b\n", "1:=SUM(A1)|=b"},
    {"\"x =\"\"1\"\"\",b\n", "1:x =\"1\"|b"},
    {"a;b\n1,5;2,5\n3,5;4,5\n", "1:a|b\xC2\xB6"
                                "2:1,5|2,5\xC2\xB6"
                                "3:3,5|4,5"},
    {"a\tb\n1,412\t2\n", "1:a|b\xC2\xB6"
                         "2:1,412|2"},
    {"a\t\tb\n", "1:a||b"},
    {"\ta\tb\n\t1\t2\n", "1:|a|b\xC2\xB6"
                         "2:|1|2"},
    {"a|b\n1|2\n", "1:a|b\xC2\xB6"
                   "2:1|2"},
    {"sep=;\na;b\n", "1:sep=|\xC2\xB6"
                     "2:a|b"},
    {"Table 1: learners, by region, by sex\nRegion;F;M\nNorth;1;2\nSouth;3;4\n",
     "1:Table 1: learners, by region, by sex\xC2\xB6"
     "2:Region|F|M\xC2\xB6"
     "3:North|1|2\xC2\xB6"
     "4:South|3|4"},
    {"Region,n\n\"Smith; Jones; Co\",1\n\"Lee; May; Ray\",2\n",
     "1:Region|n\xC2\xB6"
     "2:Smith; Jones; Co|1\xC2\xB6"
     "3:Lee; May; Ray|2"},
    {"\xEF\xBB\xBF\"a\",b\n", "1:a|b"},
    {"a,\xA3"
     "5\n",
     "1:a|\xC2\xA3"
     "5"},
    {"'a,b'\n", "1:'a|b'"},
    {"\"\"\n", "1:"},
};

START_TEST(a_grid_is_the_file_as_it_stands)
{
    ck_assert_msg(read_text(good[_i].text), "refused: %s", refusal.sentence);
    ck_assert_uint_eq(reading.grid_count, 1);
    ck_assert_str_eq(drawn(), good[_i].grid);
}
END_TEST

static const struct {
    const char *text;
    size_t line;
    size_t column;
    const char *words;
} bad[] = {
    {"a,b\nc,\"d\n", 2, 0, "never closed"},
    {"a,b\n\"c\nd\",e\n\"f,g\nh\n", 4, 0, "never closed"},
    {"a,b\nc,\"d", 2, 0, "never closed"},
    {"\"", 1, 0, "never closed"},
    {"a,b\nc,d \"e\" f\n", 2, 5, "does not start with one"},
    {"a,b\nc,\"d\" e\n", 2, 7, "follows a closing"},
    {"a,b\n\"c\nd\"e,f\n", 3, 3, "the cell starts on line 2"},
    {"a,b\n\xC2\xA3\xC2\xA3\"c,d\n", 2, 3, "does not start with one"},
};

START_TEST(doubtful_quoting_is_refused_with_its_line)
{
    ck_assert(!read_text(bad[_i].text));
    ck_assert_uint_eq(refusal.line, bad[_i].line);
    ck_assert_uint_eq(refusal.column, bad[_i].column);
    ck_assert_msg(strstr(refusal.sentence, bad[_i].words) != NULL, "%s",
                  refusal.sentence);
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "line "));
    ck_assert_uint_gt(strlen(refusal.hint), 0);
}
END_TEST

/* `lines` lines of one cell each behind a heading; the cell on line 2 is quoted. */
static const char *note_of(int lines)
{
    const char *text = "a,b\n\"note";
    for (int i = 1; i < lines; i++) {
        text = text_format(arena, "%s\n1,2", text);
    }
    return text_format(arena, "%s\",c\n", text);
}

START_TEST(a_cell_of_too_many_lines_is_refused)
{
    ck_assert_msg(read_text(note_of(CSV_CELL_LINE_LIMIT)), "%s", refusal.sentence);
    ck_assert_uint_eq(reading.grids[0]->row_count, 2);
    ck_assert(!read_text(note_of(CSV_CELL_LINE_LIMIT + 1)));
    ck_assert_uint_eq(refusal.line, 2);
}
END_TEST

START_TEST(a_row_of_too_many_cells_is_refused)
{
    char *text = arena_array(arena, CSV_COLUMN_LIMIT + 8, char);
    memset(text, ',', CSV_COLUMN_LIMIT - 1);
    ck_assert(read_text(text));
    ck_assert_uint_eq(reading.grids[0]->column_count, CSV_COLUMN_LIMIT);
    text[CSV_COLUMN_LIMIT - 1] = ',';
    ck_assert(!read_text(text));
    ck_assert_uint_eq(refusal.line, 1);
}
END_TEST

START_TEST(how_it_was_read_is_said)
{
    ck_assert(read_text("a;b\n1;2\n"));
    ck_assert_str_eq(reading.read_as, "CSV, UTF-8, semicolon");
    ck_assert(read_text("\xA3,b\n"));
    ck_assert_str_eq(reading.read_as, "CSV, Windows-1252, comma");
    ck_assert(read_bytes("tsv", "a", 1));
    ck_assert_str_eq(reading.read_as, "CSV, UTF-8, tab");
    ck_assert(read_bytes("csv",
                         "\xFF\xFE"
                         "a\0\t\0b\0",
                         8));
    ck_assert_str_eq(reading.read_as, "CSV, UTF-16 LE, tab");
}
END_TEST

START_TEST(a_delimiter_that_is_named_is_used)
{
    struct output *output = arena_new(arena, struct output);
    output->kind = "csv";
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = output,
        .bytes = {.data = "a,b;c,d", .length = 7},
        .delimiter = ';',
    };
    ck_assert(csv_reader.read(&reading, &refusal));
    ck_assert_str_eq(drawn(), "1:a,b|c,d");
}
END_TEST

START_TEST(cells_beyond_a_row_are_empty)
{
    ck_assert(read_text("a,b,c\nd\n\n"));
    const struct grid *grid = reading.grids[0];
    ck_assert_uint_eq(grid->row_count, 3);
    ck_assert_uint_eq(grid->column_count, 3);
    ck_assert_str_eq(grid_text(grid, 1, 2), "");
    ck_assert_str_eq(grid_text(grid, 2, 0), "");
    ck_assert_str_eq(grid_text(grid, 9, 9), "");
}
END_TEST

START_TEST(a_nul_byte_is_refused_with_its_place)
{
    ck_assert(!read_bytes("csv", "a,b\nc,\0d\n", 9));
    ck_assert_uint_eq(refusal.line, 2);
    ck_assert_uint_eq(refusal.column, 3);
}
END_TEST

START_TEST(readers_are_found_by_kind)
{
    ck_assert_ptr_eq(reader_find("csv"), &csv_reader);
    ck_assert_ptr_eq(reader_find("tsv"), &csv_reader);
    ck_assert_ptr_eq(reader_find("tsv"), &csv_reader);
    ck_assert_ptr_null(reader_find("pdf"));
    ck_assert_ptr_null(reader_find(""));
}
END_TEST

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void)
{
    Suite *suite = suite_create("read_csv");
    TCase *cases = tcase_create("read_csv");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, a_grid_is_the_file_as_it_stands, 0, COUNT_OF(good));
    tcase_add_loop_test(cases, doubtful_quoting_is_refused_with_its_line, 0,
                        COUNT_OF(bad));
    tcase_add_test(cases, a_cell_of_too_many_lines_is_refused);
    tcase_add_test(cases, a_row_of_too_many_cells_is_refused);
    tcase_add_test(cases, how_it_was_read_is_said);
    tcase_add_test(cases, a_delimiter_that_is_named_is_used);
    tcase_add_test(cases, cells_beyond_a_row_are_empty);
    tcase_add_test(cases, a_nul_byte_is_refused_with_its_place);
    tcase_add_test(cases, readers_are_found_by_kind);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
