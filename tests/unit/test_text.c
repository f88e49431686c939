/* Running text: SMCL, counts in sentences, aligned tables, listings. */
#include "base/text.h"
#include "ingest/read/reader.h"
#include "ingest/text/smcl.h"
#include "ingest/text/text_counts.h"
#include "support/run_suite.h"

#include <check.h>

#include <string.h>

static struct arena *arena;
static struct reading reading;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static bool read_as(const char *kind, const char *text)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){
        .path = text_format(arena, "a.%s", kind), .location = "a", .kind = kind};
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = output,
        .bytes = {.data = text, .length = strlen(text)},
    };
    struct refusal refusal = {0};
    return reader_find(kind)->read(&reading, &refusal);
}

static const struct {
    const char *line;
    const char *plain;
} smcl[] = {
    {"{txt}plain", "plain"},
    {"{hline 4}{c +}{hline 2}", "----+--"},
    {"a {c |} b", "a | b"},
    {"{col 5}x", "    x"},
    {"ab{col 2}x", "abx"},
    {"{space 3}x", "   x"},
    {"{ralign 5:ab}|", "   ab|"},
    {"{lalign 4:{bf:ab}}|", "ab  |"},
    {"{center 6:ab}|", "  ab  |"},
    {"{bf:{it:deep}}", "deep"},
    {"{c -(}x{c )-}", "{x+"},
    {"open {bracket", "open {bracket"},
    {"", ""},
};

START_TEST(smcl_becomes_what_stood_on_the_screen)
{
    ck_assert_str_eq(smcl_plain(arena, smcl[_i].line, strlen(smcl[_i].line)),
                     smcl[_i].plain);
}
END_TEST

static const struct {
    const char *text;
    const char *found; /* "words=number" of each */
    bool has_others;
} sentences[] = {
    {"Number of obs   =      1,234", "Number of obs=1,234", false},
    {"N = 7", "N=7", false},
    {"obs:           918", "obs=918", false},
    {"We found 7 learners in Leeds.", "learners=7", false},
    {"7 young people", "young people=7", false},
    {"Table 3: learners, 2023/24, at 10:11:12 on 3 Feb 2026", "", false},
    {"1. First of all", "", false},
    {"R-squared = 0.66", "", true},
    {"The effect was 0.23.", "", true},
    {"Between 5 and 9", "", true},
    {"v2_final.csv, run17", "", false},
    {"12% of learners", "", true},
    {"n = 5, N = 9", "n=5 N=9", false},
};

START_TEST(counts_of_people_are_found_in_sentences)
{
    struct text_count counts[TEXT_COUNTS_A_LINE];
    const char *text = sentences[_i].text;
    const size_t count = text_counts_in(arena, text, counts);
    const char *found = "";
    for (size_t i = 0; i < count; i++) {
        found = text_format(arena, "%s%s%s=%s", found, i ? " " : "", counts[i].words,
                            text_copy(arena, text + counts[i].start, counts[i].length));
    }
    ck_assert_str_eq(found, sentences[_i].found);
    ck_assert_int_eq(text_has_other_numbers(arena, text, counts, count),
                     sentences[_i].has_others);
}
END_TEST

static const char *row_text(uint32_t row)
{
    const struct grid_row *cells = &reading.grids[0]->rows[row];
    const char *text = "";
    for (uint32_t c = 0; c < cells->count; c++) {
        text = text_format(arena, "%s%s%s", text, c ? "/" : "", cells->texts[c]);
    }
    return text;
}

START_TEST(an_aligned_table_stands_in_cells_at_its_lines)
{
    ck_assert(read_as("log", "Before\n"
                             "\n"
                             "           region |      Freq.     Percent\n"
                             "------------------+-----------------------\n"
                             "       North East |         51       19.69\n"
                             "       South West |        208       80.31\n"
                             "------------------+-----------------------\n"
                             "            Total |        259      100.00\n"));
    const struct grid *grid = reading.grids[0];
    ck_assert(grid->is_text);
    ck_assert_uint_eq(grid->row_count, 8);
    ck_assert_uint_eq(grid->block_count, 1);
    ck_assert_uint_eq(grid->blocks[0].first_row, 2);
    ck_assert_uint_eq(grid->blocks[0].first_data_row, 4);
    ck_assert_uint_eq(grid->blocks[0].last_row, 7);
    ck_assert_str_eq(row_text(0), "Before");
    ck_assert_str_eq(row_text(2), "region/Freq./Percent");
    ck_assert_str_eq(row_text(4), "North East/51/19.69");
    ck_assert_str_eq(row_text(7), "Total/259/100.00");
    ck_assert_uint_eq(reading.remark_count, 0);
}
END_TEST

static const struct {
    const char *text;
    const char *rows; /* of the only block, joined by " | " */
} tables[] = {
    /* R: labels parted by a gap; pandas: the name of the labels below. */
    {"  region sex n\n1 London F 105\n2 North  M   7\n",
     "/region/sex/n | 1/London/F/105 | 2/North/M/7"},
    {"sex     F    M\nregion\nLondon 105 103\nNorth    7  44\n",
     "sex/F/M | region | London/105/103 | North/7/44"},
    /* A number missing at the end of one line. */
    {"x      Freq.   Cum.\n-------------------\na        12   40.0\nb        18  "
     "100.0\nAll      30\n",
     "x/Freq./Cum. |  | a/12/40.0 | b/18/100.0 | All/30/"},
    /* Not below each other, one short line alone, no heading: prose. */
    {"x  a  b\nLondon 105 103\n   North    7\nSouth 1 2 3 4\n", ""},
    {"London 105 103\nNorth 7 44\n", ""},
};

START_TEST(what_stands_below_each_other_is_a_table)
{
    ck_assert(read_as("log", tables[_i].text));
    const struct grid *grid = reading.grids[0];
    const char *rows = "";
    for (uint32_t b = 0; b < grid->block_count; b++) {
        const struct grid_block *block = &grid->blocks[b];
        for (uint32_t r = block->first_row; r <= block->last_row; r++) {
            rows = text_format(arena, "%s%s%s", rows, rows[0] ? " | " : "", row_text(r));
        }
    }
    ck_assert_str_eq(rows, tables[_i].rows);
    ck_assert_int_eq(reading.remark_count > 0, tables[_i].rows[0] == '\0');
}
END_TEST

static const struct {
    const char *kind;
    const char *text;
    uint32_t line; /* from 1; 0: no listing */
} listings[] = {
    {"log", ". list id pay\n\n     | id   pay |\n  1. |  1   193 |\n", 1},
    {"log", ". list\n  1. 12 F\n  2. 13 M\n", 1},
    {"log", "     | id |\n  1. |  7 |\n  2. |  8 |\n", 2},
    {"log", "> head(d)\n  id pay\n1  1 193\n", 1},
    {"txt", ">>> df.head()\n   id  pay\n0   1  193\n", 1},
    {"log", ". listcoef\n\n  a | 12\n", 0},
    {"log", ". tab x\n\n  1. not a listing\n", 0},
    {"log", "> overhead(d)\n   12 14\n", 0},
    {"do", "list id pay in 1/5\n", 0},
};

START_TEST(listings_of_single_units_are_remarked)
{
    ck_assert(read_as(listings[_i].kind, listings[_i].text));
    uint32_t line = 0;
    for (size_t i = 0; i < reading.remark_count; i++) {
        if (reading.remarks[i].kind == REMARK_RECORDS) {
            line = reading.remarks[i].row + 1;
        }
    }
    ck_assert_uint_eq(line, listings[_i].line);
}
END_TEST

START_TEST(text_with_delimiters_is_read_as_such)
{
    ck_assert(read_as("txt", "region,F,M\nLondon,105,103\n"));
    ck_assert(!reading.grids[0]->is_text);
    ck_assert(read_as("txt", "Dear all,\n\nwe found N = 7, and no more.\n"));
    ck_assert(reading.grids[0]->is_text);
    ck_assert_uint_eq(reading.grid_count, 2);
    ck_assert_str_eq(grid_text(reading.grids[1], 2, 1), "7");
}
END_TEST

START_TEST(numbers_that_nothing_explains_are_remarked)
{
    ck_assert(read_as("log", "Words.\nThe ratio is 0.4.\n"));
    ck_assert_uint_eq(reading.remark_count, 1);
    ck_assert_int_eq(reading.remarks[0].kind, REMARK_NOT_UNDERSTOOD);
    ck_assert_uint_eq(reading.remarks[0].row, 1);
    ck_assert(read_as("do", "generate x = 0.4\n"));
    ck_assert_uint_eq(reading.remark_count, 0);
}
END_TEST

#define COUNT_OF(list) (int)(sizeof(list) / sizeof((list)[0]))

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, smcl_becomes_what_stood_on_the_screen, 0, COUNT_OF(smcl));
    tcase_add_loop_test(tests, counts_of_people_are_found_in_sentences, 0,
                        COUNT_OF(sentences));
    tcase_add_test(tests, an_aligned_table_stands_in_cells_at_its_lines);
    tcase_add_loop_test(tests, what_stands_below_each_other_is_a_table, 0,
                        COUNT_OF(tables));
    tcase_add_loop_test(tests, listings_of_single_units_are_remarked, 0,
                        COUNT_OF(listings));
    tcase_add_test(tests, text_with_delimiters_is_read_as_such);
    tcase_add_test(tests, numbers_that_nothing_explains_are_remarked);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
