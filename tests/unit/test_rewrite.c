/* Files rewritten in place: only what is to be hidden changes, and what could carry it a
 * second time is refused. */
#include "base/archive.h"
#include "ingest/read/reader.h"
#include "rewrite/rewrite.h"
#include "support/run_suite.h"
#include "support/zipped.h"

#include <check.h>

#include <string.h>

static struct arena *arena;
static struct refusal refusal;
static struct bytes written;

static void set_up(void)
{
    arena = arena_create(0);
    refusal = (struct refusal){0};
    written = (struct bytes){0};
}

static void tear_down(void)
{
    arena_destroy(arena);
}

/* Reads the file, hides one place of its first sheet, and writes it. */
static bool hides(const char *kind, struct bytes bytes, uint32_t row, uint32_t column)
{
    refusal = (struct refusal){0};
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){.path = "a", .kind = kind, .read_as = ""};
    struct reading reading = {
        .arena = arena, .scratch = arena, .output = output, .bytes = bytes};
    ck_assert_msg(reader_find(kind)->read(&reading, &refusal), "%s", refusal.sentence);
    output->read_as = reading.read_as;
    const char *marker = rewrite_marker(arena, kind, "c");
    const struct text_change change = {
        .grid = reading.grids[0],
        .row = row,
        .column = column,
        .before = grid_text(reading.grids[0], row, column),
        .after = marker,
        .marker = marker,
    };
    const struct rewriting rewriting = {
        .arena = arena,
        .output = output,
        .bytes = bytes,
        .grids = (const struct grid *const *)reading.grids,
        .grid_count = reading.grid_count,
        .changes = &change,
        .change_count = 1,
    };
    return rewrite_output(&rewriting, &written, &refusal);
}

static bool hides_in_csv(const char *text, uint32_t row, uint32_t column)
{
    return hides("csv", (struct bytes){.data = text, .length = strlen(text)}, row,
                 column);
}

START_TEST(csv_keeps_quotes_blanks_and_line_ends)
{
    ck_assert(hides_in_csv("Region,Count\r\n\"North, East\" , \"1,412\" \r\n", 1, 1));
    ck_assert_str_eq(written.data, "Region,Count\r\n\"North, East\" , \"c\" \r\n");
    ck_assert(hides_in_csv("a;b\n1;2\n\n3;4", 3, 1));
    ck_assert_str_eq(written.data, "a;b\n1;2\n\n3;c");
    ck_assert(hides_in_csv("a\tb\r1\t=\"7\"\r", 1, 1));
    ck_assert_str_eq(written.data, "a\tb\r1\t=\"c\"\r");
    ck_assert(hides_in_csv("a,b\n\"x\n\"\"y\"\"\",7\n8,9\n", 2, 0));
    ck_assert_str_eq(written.data, "a,b\n\"x\n\"\"y\"\"\",7\nc,9\n");
}
END_TEST

START_TEST(csv_keeps_its_encoding)
{
    ck_assert(hides_in_csv("\xEF\xBB\xBF"
                           "Caf\xC3\xA9,7\nb,8\n",
                           0, 1));
    ck_assert_str_eq(written.data, "\xEF\xBB\xBF"
                                   "Caf\xC3\xA9,c\nb,8\n");
    ck_assert(hides_in_csv("Caf\xE9,7\nb,8\n", 0, 1));
    ck_assert_str_eq(written.data, "Caf\xE9,c\nb,8\n");
}
END_TEST

#define SHEET(cells) "<sheetData>" cells "</sheetData>"
#define ROWS                                                                             \
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Region</t></is></c>"                \
    "<c r=\"B1\" t=\"inlineStr\"><is><t>Count</t></is></c></row>"

/* Whether a workbook of this sheet can have B2 hidden. */
static bool hides_in_sheet(const struct xlsx_made *made)
{
    return hides("xlsx", xlsx_of(arena, made), 1, 1);
}

static const char *sheet_text(void)
{
    const char *trouble = NULL;
    struct archive *archive = archive_open(arena, written, &trouble);
    struct bytes content = {0};
    ck_assert(archive_read(archive, archive_find(archive, "xl/worksheets/sheet1.xml"),
                           100000, &content, &trouble));
    archive_close(archive);
    return content.data;
}

START_TEST(a_number_in_a_workbook_becomes_the_marker)
{
    ck_assert(hides_in_sheet(&(struct xlsx_made){
        .sheet = SHEET(ROWS "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>North</t>"
                            "</is></c><c r=\"B2\"><v>7</v></c></row>")}));
    const char *text = sheet_text();
    ck_assert_ptr_nonnull(
        strstr(text, "<c r=\"B2\" t=\"inlineStr\"><is><t>[c]</t></is></c></row>"));
    ck_assert_ptr_null(strstr(text, "<v>7</v>"));
}
END_TEST

START_TEST(formulas_and_numbers_kept_as_text_are_refused)
{
    ck_assert(!hides_in_sheet(&(struct xlsx_made){
        .sheet = SHEET(ROWS "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><f>A2+6</f>"
                            "<v>7</v></c></row>")}));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "formulas"));
    ck_assert(!hides_in_sheet(&(struct xlsx_made){
        .strings = "<si><t>7</t></si>",
        .sheet = SHEET(ROWS "<row r=\"2\"><c r=\"A2\"><v>1</v></c>"
                            "<c r=\"B2\" t=\"s\"><v>0</v></c></row>")}));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "stored as text"));
}
END_TEST

START_TEST(parts_that_may_carry_numbers_are_refused)
{
    const struct zipped_member chart = {.name = "xl/charts/chart1.xml",
                                        .content = "<c/>"};
    ck_assert(!hides_in_sheet(
        &(struct xlsx_made){.sheet = SHEET(ROWS "<row r=\"2\"><c r=\"A2\"><v>1</v></c>"
                                                "<c r=\"B2\"><v>7</v></c></row>"),
                            .others = &chart,
                            .other_count = 1}));
    ck_assert_ptr_nonnull(strstr(refusal.sentence, "xl/charts/chart1.xml"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rewrite");
    TCase *tests = tcase_create("in place");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, csv_keeps_quotes_blanks_and_line_ends);
    tcase_add_test(tests, csv_keeps_its_encoding);
    tcase_add_test(tests, a_number_in_a_workbook_becomes_the_marker);
    tcase_add_test(tests, formulas_and_numbers_kept_as_text_are_refused);
    tcase_add_test(tests, parts_that_may_carry_numbers_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
