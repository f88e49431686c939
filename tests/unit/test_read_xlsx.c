/* XLSX workbooks: what cells hold becomes text; what cannot be read for sure is refused.
 */
#include "base/text.h"
#include "ingest/workbook/read_xlsx.h"
#include "ingest/workbook/sheet_builder.h"
#include "ingest/workbook/workbook_read.h"
#include "report/workbook/xlsx_book.h"
#include "support/run_suite.h"
#include "support/zipped.h"

#include <check.h>

#include <stdio.h>
#include <string.h>

static struct arena *arena;
static struct refusal refusal;
static struct reading reading;
static const struct output output = {.path = "a.xlsx", .kind = "xlsx"};

static void set_up(void)
{
    arena = arena_create(0);
    refusal = (struct refusal){0};
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static bool reads_bytes(struct bytes bytes)
{
    reading = (struct reading){
        .arena = arena, .scratch = arena, .output = &output, .bytes = bytes};
    return xlsx_reader.read(&reading, &refusal);
}

static bool reads(const struct xlsx_made *made)
{
    return reads_bytes(xlsx_of(arena, made));
}

static bool reads_sheet(const char *sheet)
{
    return reads(&(struct xlsx_made){.sheet = sheet});
}

static const char *text_at(uint32_t row, uint32_t column)
{
    return grid_text(reading.grids[0], row, column);
}

#define ROWS(cells) "<sheetData>" cells "</sheetData>"

START_TEST(cells_of_all_types_become_text)
{
    const struct xlsx_made made = {
        .strings = "<si><t>Region</t></si>"
                   "<si><r><t>North </t></r><r><rPr><b/></rPr><t>East</t></r>"
                   "<rPh sb='0' eb='1'><t>no</t></rPh></si>",
        .sheet = ROWS("<row r='1'><c r='A1' t='s'><v>0</v></c>"
                      "<c r='B1' t='inlineStr'><is><t>in </t><r><t>line</t></r></is></c>"
                      "<c r='C1' t='str'><f>A1</f><v>made</v></c></row>"
                      "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2'><v>44</v></c>"
                      "<c r='C2' t='b'><v>1</v></c><c r='D2' t='e'><v>#N/A</v></c>"
                      "<c r='E2' t='d'><v>2023-09-01</v></c></row>"),
    };
    ck_assert(reads(&made));
    ck_assert_str_eq(reading.read_as, "Excel workbook, 1 sheet");
    ck_assert_str_eq(reading.grids[0]->sheet, "Sheet1");
    ck_assert_str_eq(text_at(0, 0), "Region");
    ck_assert_str_eq(text_at(0, 1), "in line");
    ck_assert_str_eq(text_at(0, 2), "made");
    ck_assert_str_eq(text_at(1, 0), "North East");
    ck_assert_str_eq(text_at(1, 1), "44");
    ck_assert_str_eq(text_at(1, 2), "TRUE");
    ck_assert_str_eq(text_at(1, 3), "#N/A");
    ck_assert_str_eq(text_at(1, 4), "2023-09-01");
    ck_assert_uint_eq(reading.grids[0]->rows[1].line, 2);
}
END_TEST

START_TEST(numbers_keep_their_shortest_exact_digits)
{
    ck_assert(
        reads_sheet(ROWS("<row><c><v>0.30000000000000004</v></c><c><v>1E3</v></c>"
                         "<c><v>-5</v></c><c><v>0.123</v></c>"
                         "<c><v>9007199254740991</v></c><c><v>1E-3</v></c></row>")));
    ck_assert_str_eq(text_at(0, 0), "0.3");
    ck_assert_str_eq(text_at(0, 1), "1000");
    ck_assert_str_eq(text_at(0, 2), "-5");
    ck_assert_str_eq(text_at(0, 3), "0.123");
    ck_assert_str_eq(text_at(0, 4), "9007199254740991");
    ck_assert_str_eq(text_at(0, 5), "0.001");
}
END_TEST

START_TEST(formats_and_indents_come_from_styles)
{
    const struct xlsx_made made = {
        .styles = "<numFmts><numFmt numFmtId='164' formatCode='0.0%'/></numFmts>"
                  "<fonts><font/></fonts><fills><fill/></fills>"
                  "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
                  "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='14'/>"
                  "<xf numFmtId='0'><alignment indent='2'/></xf></cellXfs>",
        .sheet = ROWS("<row><c s='1'><v>0.123</v></c><c s='2'><v>45170</v></c>"
                      "<c s='3' t='str'><v>North</v></c><c s='7'><v>1</v></c>"
                      "<c t='str'><v>  South</v></c></row>"),
    };
    ck_assert(reads(&made));
    const struct grid *grid = reading.grids[0];
    ck_assert_str_eq(text_at(0, 0), "12.3%");
    ck_assert_str_eq(text_at(0, 1), "2023-09-01");
    ck_assert_str_eq(text_at(0, 3), "1");
    ck_assert_str_eq(text_at(0, 4), "South");
    ck_assert_uint_eq(grid->indent_count, 2);
    ck_assert_uint_eq(grid->indents[0].column, 2);
    ck_assert_uint_eq(grid->indents[0].steps, 2);
    ck_assert_uint_eq(grid->indents[1].steps, 2);
}
END_TEST

START_TEST(dates_count_from_1904_where_the_workbook_says_so)
{
    const struct xlsx_made made = {
        .workbook = "<workbookPr date1904='1'/>"
                    "<sheets><sheet name='A' r:id='s1'/></sheets>",
        .styles = "<cellXfs><xf numFmtId='14'/></cellXfs>",
        .sheet = ROWS("<row><c><v>0</v></c></row>"),
    };
    ck_assert(reads(&made));
    ck_assert_str_eq(text_at(0, 0), "1904-01-01");
}
END_TEST

START_TEST(merged_headings_are_repeated_and_titles_and_numbers_are_not)
{
    ck_assert(reads_sheet(ROWS(
        "<row r='1'><c r='A1' t='str'><v>A title</v></c></row>"
        "<row r='3'><c r='A3' t='str'><v>Region</v></c>"
        "<c r='B3' t='str'><v>Female</v></c><c r='D3' t='str'><v>Male</v></c></row>"
        "<row r='5'><c r='A5' t='str'><v>North</v></c><c r='B5'><v>44</v></c></row>"
        "<row r='6'><c r='E6'><v>1</v></c></row>") "<mergeCells><mergeCell "
                                                   "ref='A1:E1'/><mergeCell ref='B3:C3'/>"
                                                   "<mergeCell ref='D3:E3'/><mergeCell "
                                                   "ref='A5:A6'/><mergeCell ref='B5:C5'/>"
                                                   "<mergeCell "
                                                   "ref='A9:B9'/></mergeCells>"));
    ck_assert_str_eq(text_at(0, 0), "A title");
    ck_assert_str_eq(text_at(0, 1), "");
    ck_assert_str_eq(text_at(2, 2), "Female");
    ck_assert_str_eq(text_at(2, 4), "Male");
    ck_assert_str_eq(text_at(5, 0), "North");
    ck_assert_str_eq(text_at(4, 1), "44");
    ck_assert_str_eq(text_at(4, 2), "");
    ck_assert_uint_eq(reading.grids[0]->span_count, 5);
}
END_TEST

/* What the report writes can be read back, and is known as ours. */
START_TEST(a_report_is_known_again)
{
    const struct xlsx_book_options options = {
        .created = 1700000000, .title = "T", .author = "A"};
    static const char path[] = "test_read_xlsx.tmp.xlsx";
    struct problems *problems = problems_create(arena);
    struct xlsx_book *book = xlsx_book_create(arena, path, &options);
    struct xlsx_sheet *sheet = xlsx_sheet_add(book, "Findings", 0);
    xlsx_write_text(sheet, 1, 1, "=not a formula", NULL);
    xlsx_write_number(sheet, 2, 1, 12.5, NULL);
    ck_assert_int_eq(xlsx_book_save(book, problems), OUTCHECK_OK);
    struct workbook_content content;
    ck_assert_int_eq(workbook_read(arena, path, &content, problems), OUTCHECK_OK);
    file_remove(path);
    ck_assert(content.is_own);
    ck_assert_uint_eq(strlen(content.output->sha256), 64);
    const struct grid *grid = workbook_sheet(&content, "Findings");
    ck_assert_ptr_nonnull(grid);
    ck_assert_str_eq(grid_text(grid, 1, 1), "=not a formula");
    ck_assert_str_eq(grid_text(grid, 2, 1), "12.5");
    ck_assert_ptr_null(workbook_sheet(&content, "Summary"));
    ck_assert_int_eq(workbook_read(arena, path, &content, problems),
                     OUTCHECK_ERROR_INPUT);
    ck_assert_int_eq(workbook_read(arena, "/dev/null", &content, problems),
                     OUTCHECK_ERROR_INPUT);
}
END_TEST

START_TEST(a_formula_without_a_saved_result_is_no_number)
{
    ck_assert(reads_sheet(ROWS("<row><c><f>SUM(A2:A9)</f><v></v></c>"
                               "<c><f>1+1</f><v>2</v></c></row>")));
    ck_assert_str_eq(text_at(0, 0), "=SUM(A2:A9)");
    ck_assert_str_eq(text_at(0, 1), "2");
}
END_TEST

START_TEST(all_sheets_are_read_hidden_ones_too)
{
    const struct zipped_member second = {
        .name = "xl/worksheets/other.xml",
        .content = "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'>"
                   "<x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData>"
                   "</x:worksheet>",
    };
    const struct xlsx_made made = {
        .workbook =
            "<sheets><sheet name='A' r:id='s1'/>"
            "<sheet name='Data &amp; more' state='veryHidden' r:id='s9'/></sheets>",
        .relations = "<Relationship Id='s9' Type='http://x/worksheet' "
                     "Target='../xl/./worksheets/other.xml'/>",
        .sheet = ROWS(""),
        .others = &second,
        .other_count = 1,
    };
    ck_assert(reads(&made));
    ck_assert_uint_eq(reading.grid_count, 2);
    ck_assert_str_eq(reading.grids[1]->sheet, "Data & more");
    ck_assert_str_eq(grid_text(reading.grids[1], 0, 0), "7");
}
END_TEST

START_TEST(a_lone_cell_in_the_last_corner_costs_little)
{
    ck_assert(reads_sheet(ROWS("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")));
    ck_assert_uint_eq(reading.grids[0]->row_count, SHEET_ROW_LIMIT);
    ck_assert_uint_eq(reading.grids[0]->column_count, SHEET_COLUMN_LIMIT);
    ck_assert_str_eq(text_at(1048575, 16383), "1");
    ck_assert_uint_lt(arena_used(arena), 32000000);
}
END_TEST

static const struct {
    const char *sheet;
    const char *sentence;
} bad_sheets[] = {
    {ROWS("<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"), "twice"},
    {ROWS("<row r='2'><c r='A1'><v>1</v></c></row>"), "another row"},
    {ROWS("<row r='1048577'/>"), "no such row"},
    {ROWS("<row r='0'/>"), "no such row"},
    {ROWS("<row><c r='XFE1'><v>1</v></c></row>"), "place is none"},
    {ROWS("<row><c r='1A'><v>1</v></c></row>"), "place is none"},
    {ROWS("<row><c r='XFD1'/><c><v>1</v></c></row>"), "no such place"},
    {ROWS("<row><c t='s'><v>0</v></c></row>"), "points at a text"},
    {ROWS("<row><c t='s'><v>-1</v></c></row>"), "points at a text"},
    {ROWS("<row><c><v>0x10</v></c></row>"), "is none"},
    {ROWS("<row><c><v>1,5</v></c></row>"), "is none"},
    {ROWS("<row><c><v>nan</v></c></row>"), "is none"},
    {ROWS("<row><c><v>1e999</v></c></row>"), "is none"},
    {"<sheetData><row>", "mismatched tag"},
};

START_TEST(what_cannot_be_read_for_sure_is_refused)
{
    ck_assert(!reads_sheet(bad_sheets[_i].sheet));
    ck_assert_msg(strstr(refusal.sentence, bad_sheets[_i].sentence), "%s",
                  refusal.sentence);
    ck_assert_uint_eq(reading.grid_count, 0);
    ck_assert_str_ne(refusal.hint, "");
}
END_TEST

START_TEST(entities_are_refused)
{
    const struct zipped_member bomb = {
        .name = "xl/bomb.xml",
        .content = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
                   "<worksheet>&b;</worksheet>",
    };
    const struct xlsx_made made = {
        .workbook = "<sheets><sheet name='A' r:id='s9'/></sheets>",
        .relations =
            "<Relationship Id='s9' Type='http://x/worksheet' Target='bomb.xml'/>",
        .sheet = "",
        .others = &bomb,
        .other_count = 1,
    };
    ck_assert(!reads(&made));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "entities are not read"));
}
END_TEST

START_TEST(what_is_no_workbook_is_refused)
{
    const struct zipped_member other = {.name = "a.txt", .content = "no workbook"};
    ck_assert(!reads_bytes(zipped(arena, &other, 1, false)));
    ck_assert_str_eq(refusal.sentence, "it holds no workbook");
    refusal = (struct refusal){0};
    ck_assert(!reads_bytes((struct bytes){.data = "PK\x03\x04 cut off", .length = 12}));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "damaged"));
    const struct zipped_member twice[] = {{.name = "a.xml", .content = "<a/>"},
                                          {.name = "A.xml", .content = "<a/>"}};
    refusal = (struct refusal){0};
    ck_assert(!reads_bytes(zipped(arena, twice, 2, false)));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "more than once"));
}
END_TEST

START_TEST(cells_spread_too_widely_are_refused)
{
    char *rows = arena_array(arena, 4096 * 64 + 64, char);
    char *end = rows + sprintf(rows, "<sheetData>");
    for (int i = 0; i < 4000; i++) {
        end += sprintf(end, "<row><c r='XFD%d'><v>1</v></c></row>", i + 1);
    }
    (void)sprintf(end, "</sheetData>");
    ck_assert(!reads_sheet(rows));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "spread"));
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("read_xlsx");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, cells_of_all_types_become_text);
    tcase_add_test(cases, numbers_keep_their_shortest_exact_digits);
    tcase_add_test(cases, formats_and_indents_come_from_styles);
    tcase_add_test(cases, dates_count_from_1904_where_the_workbook_says_so);
    tcase_add_test(cases, merged_headings_are_repeated_and_titles_and_numbers_are_not);
    tcase_add_test(cases, a_report_is_known_again);
    tcase_add_test(cases, a_formula_without_a_saved_result_is_no_number);
    tcase_add_test(cases, all_sheets_are_read_hidden_ones_too);
    tcase_add_test(cases, a_lone_cell_in_the_last_corner_costs_little);
    tcase_add_loop_test(cases, what_cannot_be_read_for_sure_is_refused, 0,
                        sizeof(bad_sheets) / sizeof(bad_sheets[0]));
    tcase_add_test(cases, entities_are_refused);
    tcase_add_test(cases, what_is_no_workbook_is_refused);
    tcase_add_test(cases, cells_spread_too_widely_are_refused);
    Suite *suite = suite_create("read_xlsx");
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
