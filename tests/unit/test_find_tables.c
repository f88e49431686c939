/* Where tables begin and end, and what happens to the text around them. */
#include "ingest/infer/find_tables.h"
#include "support/run_suite.h"
#include "support/sample.h"
#include "support/text_grid.h"

#include <check.h>

#include <stdlib.h>

struct layout {
    const char *name;
    const char *text;
    uint32_t blocks;
    uint32_t first_row; /* of the last block, from 1 as people count */
    uint32_t first_data_row;
    uint32_t last_row;
    uint32_t titles;
    uint32_t notes;
    uint32_t unused;
};

static const struct layout layouts[] = {
    {"heading and data", "a,b\nx,1\ny,2\n", 1, 1, 2, 3, 0, 0, 0},
    {"title and source above", "Table 1,\nSource: s,\n,\na,b\nx,1\ny,2\n", 1, 4, 5, 6, 2,
     0, 0},
    {"notes below", "a,b\nx,1\ny,2\nNote: rounded,\n* low,\n", 1, 1, 2, 3, 0, 2, 0},
    {"notes below a blank row", "a,b\nx,1\ny,2\n,\nRounded to 5,\n", 1, 1, 2, 3, 0, 1, 0},
    {"a blank row between data rows", "a,b\nx,1\n,\ny,2\n", 1, 1, 2, 4, 0, 0, 0},
    {"two blocks with headings", "a,b\nx,1\n,\na,b\ny,2\n", 2, 4, 5, 5, 0, 0, 0},
    {"two panels", "Panel A: 2022,\na,b\nx,1\n,\nPanel B: 2023,\na,b\ny,2\n", 2, 6, 7, 7,
     1, 0, 0},
    {"the heading repeated without a gap", "a,b\nx,1\na,b\ny,2\n", 2, 3, 4, 4, 0, 0, 0},
    {"years as headings", "a,2019,2020\nx,1,2\ny,3,4\n", 1, 1, 2, 3, 0, 0, 0},
    {"running numbers as headings", "a,0,1,2\nx,10,2,7\ny,3,4,9\n", 1, 1, 2, 3, 0, 0, 0},
    {"a year first in a row is data", "year,sex,n\n2019,F,c\n2020,M,5\n", 1, 1, 2, 3, 0,
     0, 0},
    {"all hidden in the first row", "a,F,M\nx,c,c\ny,3,4\n", 1, 1, 2, 3, 0, 0, 0},
    {"no heading", "x,1,7\ny,2,9\n", 1, 1, 1, 2, 0, 0, 0},
    {"a lone heading over the numbers", ",region\nx,1\ny,2\n", 1, 1, 2, 3, 0, 0, 0},
    {"three heading rows", "f,A,A\ns,F,M\nr,,\nx,1,2\n", 1, 1, 4, 4, 0, 0, 0},
    {"text alone", "hello\nworld\n", 0, 0, 0, 0, 0, 0, 2},
    {"side by side", "W,,,,M,,\na,b,c,,a,b,c\nx,1,2,,x,3,4\ny,5,6,,y,7,8\n", 2, 2, 3, 4,
     1, 0, 0},
};

START_TEST(blocks_are_cut_where_people_would)
{
    const struct layout *layout = &layouts[_i];
    struct arena *arena = arena_create(0);
    const struct grid *grid = text_grid(arena, "x.csv", layout->text);
    const struct table_blocks found = find_tables(arena, grid, sample_symbols());
    ck_assert_msg(found.count == layout->blocks, "%s: %u blocks", layout->name,
                  found.count);
    uint32_t unused = 0;
    for (uint32_t i = 0; i < found.remark_count; i++) {
        unused += found.remarks[i].kind == REMARK_UNUSED_TEXT ? 1 : 0;
    }
    ck_assert_msg(unused == layout->unused, "%s: %u unused lines", layout->name, unused);
    if (found.count) {
        const struct table_block *block = &found.items[found.count - 1];
        ck_assert_msg(block->first_row + 1 == layout->first_row, "%s: begins in row %u",
                      layout->name, block->first_row + 1);
        ck_assert_msg(block->first_data_row + 1 == layout->first_data_row,
                      "%s: data from row %u", layout->name, block->first_data_row + 1);
        ck_assert_msg(block->last_row + 1 == layout->last_row, "%s: ends in row %u",
                      layout->name, block->last_row + 1);
        ck_assert_msg(block->title_count == layout->titles, "%s: %u titles", layout->name,
                      block->title_count);
        ck_assert_msg(block->note_count == layout->notes, "%s: %u notes", layout->name,
                      block->note_count);
    }
    arena_destroy(arena);
}
END_TEST

START_TEST(no_table_is_said)
{
    struct arena *arena = arena_create(0);
    const struct grid *grid = text_grid(arena, "x.csv", "hello\nworld\n");
    const struct table_blocks found = find_tables(arena, grid, sample_symbols());
    ck_assert_uint_eq(found.remark_count, 3);
    ck_assert_int_eq(found.remarks[2].kind, REMARK_NO_TABLE);
    const struct grid *nothing = text_grid(arena, "x.csv", "");
    ck_assert_uint_eq(find_tables(arena, nothing, sample_symbols()).count, 0);
    arena_destroy(arena);
}
END_TEST

START_TEST(lines_between_rows_are_sections)
{
    struct arena *arena = arena_create(0);
    const struct grid *grid = text_grid(
        arena, "x.csv", "a,F,M\nPanel A: 2022,,\nx,1,2\nPanel B: 2023,,\nx,3,4\n");
    const struct table_blocks found = find_tables(arena, grid, sample_symbols());
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.items[0].kinds[1], ROW_SECTION);
    ck_assert_uint_eq(found.items[0].kinds[2], ROW_DATA);
    ck_assert_uint_eq(found.items[0].kinds[3], ROW_SECTION);
    arena_destroy(arena);
}
END_TEST

START_TEST(a_described_place_is_believed)
{
    struct arena *arena = arena_create(0);
    const struct grid *grid = text_grid(arena, "x.csv", "t,1\na,b\nx,1\ny,2\n");
    const struct table_block place = {.first_row = 1,
                                      .last_row = 3,
                                      .last_column = 1,
                                      .first_data_row = 2,
                                      .panel = ""};
    const struct table_block block =
        table_block_at(arena, grid, sample_symbols(), &place);
    ck_assert_uint_eq(block.first_row, 1);
    ck_assert_uint_eq(block.first_data_row, 2);
    ck_assert_uint_eq(block.kinds[0], ROW_HEADING);
    ck_assert_uint_eq(block.kinds[2], ROW_DATA);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("find_tables");
    TCase *cases = tcase_create("find_tables");
    tcase_add_loop_test(cases, blocks_are_cut_where_people_would, 0,
                        (int)(sizeof(layouts) / sizeof(layouts[0])));
    tcase_add_test(cases, no_table_is_said);
    tcase_add_test(cases, lines_between_rows_are_sections);
    tcase_add_test(cases, a_described_place_is_believed);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
