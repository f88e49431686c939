/* OpenDocument spreadsheets: what cells hold becomes text, repeats are bounded. */
#include "base/text.h"
#include "ingest/workbook/read_ods.h"
#include "ingest/workbook/sheet_builder.h"
#include "support/run_suite.h"
#include "support/zipped.h"

#include <check.h>

#include <string.h>

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

static struct arena *arena;
static struct refusal refusal;
static struct reading reading;
static struct output output = {.path = "a.fods", .kind = "fods"};

static void set_up(void)
{
    arena = arena_create(0);
    refusal = (struct refusal){0};
    output.kind = "fods";
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static bool reads_bytes(struct bytes bytes)
{
    reading = (struct reading){
        .arena = arena, .scratch = arena, .output = &output, .bytes = bytes};
    return ods_reader.read(&reading, &refusal);
}

static const char *document_of(const char *inside)
{
    return text_format(
        arena,
        "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
        "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'>"
        "%s</o:document>",
        inside);
}

static bool reads(const char *inside)
{
    const char *text = document_of(inside);
    return reads_bytes((struct bytes){.data = text, .length = strlen(text)});
}

static const char *text_at(uint32_t row, uint32_t column)
{
    return grid_text(reading.grids[0], row, column);
}

#define TABLE(inside) "<t:table t:name='S'>" inside "</t:table>"
#define ROW(inside)   "<t:table-row>" inside "</t:table-row>"

static const struct {
    const char *attributes; /* of the cell */
    const char *shown;
    const char *text;
} held[] = {
    {"", "North East", "North East"},
    {"o:value-type='string'", "44", "44"},
    {"o:value-type='string' o:string-value='held'", "shown", "held"},
    {"o:value-type='float' o:value='44'", "44", "44"},
    {"o:value-type='float' o:value='44'", "44.00", "44.00"},
    {"o:value-type='float' o:value='0.30000000000000004'", "0.3", "0.3"},
    {"o:value-type='float' o:value='12000'", "1.2E4", "12000"},
    {"o:value-type='percentage' o:value='0.123'", "12.3%", "12.3%"},
    {"o:value-type='percentage' o:value='0.12345678'", "12%", "12.345678%"},
    {"o:value-type='currency' o:currency='GBP' o:value='24050'", "£24,050", "£24050"},
    {"o:value-type='currency' o:currency='EUR' o:value='-7'", "-7 €", "-€7"},
    {"o:value-type='currency' o:currency='CHF' o:value='7'", "CHF 7", "7"},
    {"o:value-type='date' o:date-value='2023-09-01'", "01/09/23", "2023-09-01"},
    {"o:value-type='date' o:date-value='2023-09-01T12:30:00'", "", "2023-09-01 12:30:00"},
    {"o:value-type='time' o:time-value='PT06H30M00S'", "06:30", "06:30:00"},
    {"o:value-type='time' o:time-value='P1D'", "", "P1D"},
    {"o:value-type='boolean' o:boolean-value='true'", "TRUE", "TRUE"},
    {"o:value-type='boolean' o:boolean-value='false'", "FALSE", "FALSE"},
    {"t:formula='of:=SUM([.A2])'", "", "=SUM([.A2])"},
};

START_TEST(a_cell_holds_its_value_with_all_digits)
{
    ck_assert(
        reads(text_format(arena,
                          "<t:table t:name='S'><t:table-row><t:table-cell %s><x:p>%s"
                          "</x:p></t:table-cell></t:table-row></t:table>",
                          held[_i].attributes, held[_i].shown)));
    ck_assert_str_eq(text_at(0, 0), held[_i].text);
    ck_assert_str_eq(reading.read_as, "OpenDocument spreadsheet, 1 sheet");
}
END_TEST

START_TEST(repeats_are_made_where_something_stands)
{
    ck_assert(reads(TABLE(
        ROW("<t:table-cell/><t:table-cell t:number-columns-repeated='2'><x:p>a</x:p>"
            "</t:table-cell><t:table-cell t:number-columns-repeated='16381'/>") //
        "<t:table-row t:number-rows-repeated='2'><t:table-cell><x:p>b</x:p>"
        "</t:table-cell></t:table-row>"
        "<t:table-row t:number-rows-repeated='1048572'><t:table-cell "
        "t:number-columns-repeated='16384'/></t:table-row>" ROW(
            "<t:table-cell><x:p>end</x:p></t:table-cell>"))));
    ck_assert_str_eq(text_at(0, 1), "a");
    ck_assert_str_eq(text_at(0, 2), "a");
    ck_assert_str_eq(text_at(0, 3), "");
    ck_assert_str_eq(text_at(2, 0), "b");
    ck_assert_str_eq(text_at(1048575, 0), "end");
    ck_assert_uint_lt(arena_used(arena), 32000000);
}
END_TEST

START_TEST(spans_and_indents_are_kept)
{
    ck_assert(
        reads("<style:style style:name='base' style:family='table-cell'>"
              "<style:paragraph-properties fo:margin-left='0.71cm'/></style:style>"
              "<style:style style:name='in' style:family='table-cell' "
              "style:parent-style-name='base'/>" TABLE(
                  ROW("<t:table-cell><x:p>Region</x:p></t:table-cell><t:table-cell "
                      "t:number-columns-spanned='2'><x:p>Female</x:p></t:table-cell>"
                      "<t:covered-table-cell/>")
                      ROW("<t:table-cell t:style-name='in'><x:p>North</x:p>"
                          "</t:table-cell><t:table-cell/><t:table-cell><x:p>1</x:p>"
                          "</t:table-cell>"))));
    const struct grid *grid = reading.grids[0];
    ck_assert_str_eq(text_at(0, 2), "Female");
    ck_assert_uint_eq(grid->span_count, 1);
    ck_assert_uint_eq(grid->indent_count, 1);
    ck_assert_uint_eq(grid->indents[0].row, 1);
    ck_assert_uint_eq(grid->indents[0].steps, 2);
}
END_TEST

#define BIG "<t:table-cell t:number-columns-repeated='16384'><x:p>a</x:p></t:table-cell>"

static const struct {
    const char *document;
    const char *sentence;
} bad[] = {
    {TABLE("<t:table-row t:number-rows-repeated='1048576'>" BIG "</t:table-row>"),
     "repeats too many"},
    {TABLE("<t:table-row t:number-rows-repeated='1048577'/>"), "more rows or columns"},
    {TABLE("<t:table-row t:number-rows-repeated='0'/>"), "more rows or columns"},
    {TABLE(ROW(BIG BIG)), "more columns"},
    {TABLE("<t:table-row t:number-rows-repeated='1048576'/><t:table-row/>"), "more rows"},
    {TABLE(ROW("<t:table-cell o:value-type='float' o:value='0x7'/>")), "is none"},
    {TABLE(ROW("<t:table-cell><t:table/></t:table-cell>")), "inside a cell"},
    {"<t:table>", "mismatched tag"},
};

START_TEST(what_cannot_be_read_for_sure_is_refused)
{
    ck_assert(!reads(bad[_i].document));
    ck_assert_msg(strstr(refusal.sentence, bad[_i].sentence), "%s", refusal.sentence);
    ck_assert_uint_eq(reading.grid_count, 0);
}
END_TEST

START_TEST(the_parts_of_an_archive_are_read)
{
    output.kind = "ods";
    const struct zipped_member members[] = {
        {.name = "mimetype", .content = "application/vnd.oasis.opendocument.spreadsheet"},
        {.name = "content.xml",
         .content = document_of(TABLE(ROW("<t:table-cell><x:p>a</x:p></t:table-cell>")))},
        {.name = "meta.xml",
         .content = document_of("<o:meta><meta:user-defined meta:name='outcheck'>report"
                                "</meta:user-defined></o:meta>")},
        {.name = "Basic/x.xml", .content = "<a/>"},
        {.name = "Thumbnails/thumbnail.png", .content = "PNG"},
        {.name = "odd.bin", .content = "abc"},
    };
    ck_assert(reads_bytes(zipped(arena, members, 6, false)));
    ck_assert_str_eq(text_at(0, 0), "a");
    ck_assert(reading.is_own);
    ck_assert_uint_eq(reading.hidden_count, 4);
    ck_assert_str_eq(reading.hidden[0].sentence, "document property outcheck: report");
    ck_assert_str_eq(reading.hidden[1].sentence, "macros (Basic/x.xml, 4 bytes)");
    ck_assert(reading.hidden[2].is_minor);
    ck_assert_str_eq(reading.hidden[3].sentence,
                     "a part of no known use (odd.bin, 3 bytes)");
}
END_TEST

START_TEST(a_password_and_a_missing_content_are_refused)
{
    output.kind = "ods";
    const struct zipped_member locked = {
        .name = "META-INF/manifest.xml",
        .content = "<m:manifest "
                   "xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
                   "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
    };
    ck_assert(!reads_bytes(zipped(arena, &locked, 1, false)));
    ck_assert_str_eq(refusal.sentence, "it is protected by a password");
    refusal = (struct refusal){0};
    const struct zipped_member other = {.name = "a.txt", .content = "x"};
    ck_assert(!reads_bytes(zipped(arena, &other, 1, false)));
    ck_assert_str_eq(refusal.sentence, "it holds no workbook");
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("read_ods");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, a_cell_holds_its_value_with_all_digits, 0, COUNT_OF(held));
    tcase_add_test(cases, repeats_are_made_where_something_stands);
    tcase_add_test(cases, spans_and_indents_are_kept);
    tcase_add_loop_test(cases, what_cannot_be_read_for_sure_is_refused, 0, COUNT_OF(bad));
    tcase_add_test(cases, the_parts_of_an_archive_are_read);
    tcase_add_test(cases, a_password_and_a_missing_content_are_refused);
    Suite *suite = suite_create("read_ods");
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
