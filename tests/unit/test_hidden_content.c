/* What workbooks carry beside their cells is found, each thing with its place. */
#include "base/text.h"
#include "ingest/workbook/formula.h"
#include "ingest/workbook/read_ods.h"
#include "ingest/workbook/read_xlsx.h"
#include "support/run_suite.h"
#include "support/zipped.h"

#include <check.h>

#include <string.h>

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

static struct arena *arena;
static struct refusal refusal;
static struct reading reading;
static const struct output xlsx = {.path = "a.xlsx", .kind = "xlsx"};
static const struct output fods = {.path = "a.fods", .kind = "fods"};

static void set_up(void)
{
    arena = arena_create(0);
    refusal = (struct refusal){0};
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static void read_made(const struct xlsx_made *made)
{
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = &xlsx,
        .bytes = xlsx_of(arena, made),
    };
    ck_assert_msg(xlsx_reader.read(&reading, &refusal), "%s", refusal.sentence);
}

/* All that was found, as lines "kind place: sentence". */
static const char *found(void)
{
    const char *lines = "";
    for (size_t i = 0; i < reading.hidden_count; i++) {
        const struct hidden_item *item = &reading.hidden[i];
        const char *place =
            item->row == UINT32_MAX ? "-" : grid_place(arena, item->row, item->column);
        lines = text_format(arena, "%s%s%s!%s%s: %s; ", lines, item->is_minor ? "~" : "",
                            item->sheet ? item->sheet : "", place,
                            item->text_count ? "*" : "", item->sentence);
    }
    return lines;
}

#define ROWS(cells) "<sheetData>" cells "</sheetData>"
#define ONE_CELL    ROWS("<row><c><v>1</v></c></row>")

static const struct {
    const char *sheet;
    const char *found;
} sheets[] = {
    {ONE_CELL, ""},
    {ROWS("<row r='2' hidden='1'><c><v>1</v></c><c><v>2</v></c></row>"),
     "Sheet1!A2: 2 cells are filled, in hidden rows; the first is A2; "},
    {ROWS("<row ht='0'><c><v>1</v></c></row>"),
     "Sheet1!A1: A1 is filled, in a hidden row; "},
    {ROWS("<row hidden='1'/><row><c><v>1</v></c></row>"), ""},
    {"<sheetFormatPr zeroHeight='1'/>" ROWS(
         "<row><c><v>1</v></c></row><row ht='15'><c><v>1</v></c></row>"),
     "Sheet1!A1: A1 is filled, in a hidden row; "},
    {"<cols><col min='2' max='3' hidden='1'/><col min='5' max='5' "
     "width='0'/></cols>" ROWS(
         "<row><c r='A1'><v>1</v></c><c r='C1'><v>1</v></c><c r='E1'><v>1</v></c></row>"),
     "Sheet1!C1: 2 cells are filled, in hidden columns; the first is C1; "},
    {"<cols><col min='2' max='16384' hidden='1'/></cols>" ONE_CELL, ""},
    {ROWS("<row><c s='1'><v>7</v></c></row>"),
     "Sheet1!A1: A1 is filled and shows nothing; "},
    {ROWS("<row><c s='2' t='str'><v>x</v></c></row>"),
     "Sheet1!A1: A1 is filled and shows nothing; "},
    {ROWS("<row><c s='3'><v>7</v></c></row>"), ""}, /* white on dark */
    {ROWS("<row><c s='4'><v>0.12345678</v></c><c s='4'><v>0.12</v></c></row>"),
     "Sheet1!A1: A1 holds more digits than it shows; "},
    {ROWS("<row><c s='5'><v>7</v></c></row>"),
     "Sheet1!A1: A1 holds a number and shows a symbol in its place; "},
    {ROWS("<row><c><f>7+5</f><v>12</v></c><c><f>A1*100</f><v>1200</v></c></row>"),
     "Sheet1!A1: A1 has numbers in its formula; "},
    {ROWS("<row><c><f>A2+A3</f></c></row>"),
     "Sheet1!A1: A1 has a formula without a saved result; "},
    {ONE_CELL "<dataValidations><dataValidation type='list' sqref='B2:B9'>"
              "<formula1>\"North,South\"</formula1></dataValidation>"
              "<dataValidation type='list' sqref='C2'><formula1>Sheet2!A1:A9</formula1>"
              "</dataValidation></dataValidations>",
     "Sheet1!B2*: 1 list or limit of data validation for B2:B9; "},
    {ONE_CELL "<conditionalFormatting sqref='B2:B9'><cfRule type='cellIs' dxfId='0'>"
              "<formula>10</formula></cfRule></conditionalFormatting>",
     "Sheet1!B2: 1 conditional format can make text invisible for B2:B9; "
     "Sheet1!B2*: 1 limit in a conditional format for B2:B9; "},
    {ONE_CELL "<conditionalFormatting sqref='B2'><cfRule type='cellIs' dxfId='1'>"
              "<formula>$A$1</formula></cfRule></conditionalFormatting>",
     ""},
    {ONE_CELL "<headerFooter><oddHeader>&amp;L&amp;\"Arial\"&amp;8Page &amp;P of "
              "&amp;N</oddHeader></headerFooter>",
     ""},
    {ONE_CELL "<headerFooter><oddFooter>&amp;LJane Doe</oddFooter></headerFooter>",
     "Sheet1!-*: 1 text in a header or footer; "},
    {ONE_CELL "<scenarios><scenario name='a'><inputCells r='B6' val='7'/></scenario>"
              "</scenarios>",
     "Sheet1!B6: 1 value of a scenario for B6; "},
};

static const char styles[] =
    "<numFmts><numFmt numFmtId='164' formatCode=';;;'/>"
    "<numFmt numFmtId='165' formatCode='[&lt;10]\"c\";0'/></numFmts>"
    "<fonts><font/><font><color theme='0'/></font></fonts>"
    "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FF12436D'/>"
    "</patternFill></fill></fills>"
    "<cellXfs><xf/><xf fontId='1'/><xf numFmtId='164'/><xf fontId='1' fillId='1'/>"
    "<xf numFmtId='9'/><xf numFmtId='165'/></cellXfs>"
    "<dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf>"
    "<dxf><font><b/></font><fill><patternFill><bgColor rgb='FFFFFFFF'/></patternFill>"
    "</fill></dxf></dxfs>";

START_TEST(what_a_sheet_hides_is_found)
{
    read_made(&(struct xlsx_made){.sheet = sheets[_i].sheet, .styles = styles});
    ck_assert_str_eq(found(), sheets[_i].found);
}
END_TEST

#define RELS                                                                             \
    "<Relationships "                                                                    \
    "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define MAIN  " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
#define CHART " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'>"

#define OF_SHEET(type, target)                                                           \
    {                                                                                    \
        .name = "xl/worksheets/_rels/sheet1.xml.rels",                                   \
        .content = RELS "<Relationship Id='a' Type='http://x/" type "' Target='" target  \
                        "'/></Relationships>"                                            \
    }

static const struct {
    struct zipped_member members[4];
    size_t count;
    const char *relations;
    const char *found;
} parts[] = {
    {{OF_SHEET("comments", "../comments1.xml"),
      {"xl/comments1.xml",
       "<comments" MAIN
       "<commentList><comment ref='B6'><text><r><t>Only </t></r><r><t>7</t>"
       "</r></text></comment><comment ref='B7'><text><t>x</t></text></comment>"
       "</commentList></comments>",
       0}},
     2,
     "",
     "Sheet1!B6*: 2 comments, the first in B6; "},
    {{{"xl/pivotCache/def.xml",
       "<pivotCacheDefinition" MAIN "<cacheFields><cacheField name='id'><sharedItems>"
       "<s v='AB1'/><n v='3'/></sharedItems></cacheField>"
       "<cacheField name='b'/></cacheFields>"
       "</pivotCacheDefinition>",
       0},
      {"xl/pivotCache/_rels/def.xml.rels",
       RELS "<Relationship Id='a' Type='http://x/pivotCacheRecords' Target='rec.xml'/>"
            "</Relationships>",
       0},
      {"xl/pivotCache/rec.xml",
       "<pivotCacheRecords" MAIN "<r><x v='0'/></r><r><x v='1'/></r><r><n v='4'/></r>"
       "</pivotCacheRecords>",
       0}},
     3,
     "<Relationship Id='p' Type='http://x/pivotCacheDefinition' "
     "Target='pivotCache/def.xml'/>",
     "!-*: 2 values in the lists of a pivot table, of 2 variables; "
     "!-: 3 records in the cache of a pivot table; "},
    {{OF_SHEET("chart", "../charts/c.xml"),
      {"xl/charts/c.xml",
       "<c:chartSpace" CHART "<c:numCache><c:pt idx='0'><c:v>7</c:v></c:pt></c:numCache>"
       "</c:chartSpace>",
       0}},
     2,
     "",
     "Sheet1!-*: 1 value that a chart keeps for itself, 1 not seen in its cell: 7; "},
    {{{"xl/externalLinks/l.xml",
       "<externalLink" MAIN "<externalBook><sheetDataSet><sheetData><row><cell r='A1'>"
       "<v>5</v></cell></row></sheetData></sheetDataSet>"
       "</externalBook></externalLink>",
       0},
      {"xl/externalLinks/_rels/l.xml.rels",
       RELS "<Relationship Id='a' Type='http://x/externalLinkPath' "
            "Target='file:///\\\\server\\share\\b.xlsx' TargetMode='External'/>"
            "</Relationships>",
       0}},
     2,
     "<Relationship Id='p' Type='http://x/externalLink' "
     "Target='externalLinks/l.xml'/>",
     "!A1*: 1 cell copied from another workbook in A1; "
     "!-*: a link to file:///\\\\server\\share\\b.xlsx; "},
    {{{"xl/vbaProject.bin", "abc", 0}},
     1,
     "<Relationship Id='p' Type='http://x/vbaProject' Target='vbaProject.bin'/>",
     "!-: macros (xl/vbaProject.bin, 3 bytes); "},
    {{{"customXml/item1.xml", "<a/>", 0}},
     1,
     "<Relationship Id='p' Type='http://x/customXml' Target='../customXml/item1.xml'/>",
     "!-: data of another program in XML (customXml/item1.xml, 4 bytes); "},
    {{OF_SHEET("image", "../media/a.png"), {"xl/media/a.png", "PNG", 0}},
     2,
     "",
     "Sheet1!-: a picture (xl/media/a.png, 3 bytes); "},
    {{OF_SHEET("oleObject", "../embeddings/o.bin"), {"xl/embeddings/o.bin", "ole", 0}},
     2,
     "",
     "Sheet1!-: an embedded object (xl/embeddings/o.bin, 3 bytes); "},
    {{OF_SHEET("printerSettings", "../p.bin"),
      {"xl/p.bin", "ab\\\0\\\0s\0r\0v\0\\\0q\0\0\0", 18}},
     2,
     "",
     "Sheet1!-*: the address of a printer, \\\\srv\\q; "},
    {{{"xl/connections.xml",
       "<connections" MAIN "<connection id='1'><dbPr connection='Server=LEO;'/>"
       "</connection></connections>",
       0}},
     1,
     "<Relationship Id='p' Type='http://x/connections' Target='connections.xml'/>",
     "!-*: 1 connection to data outside; "},
    {{{"xl/secret.bin", "abcd", 0}},
     1,
     "",
     "!-: a part of no known use (xl/secret.bin, 4 bytes); "},
    {{{"xl/odd.xml", "<a/>", 0}},
     1,
     "<Relationship Id='p' Type='http://x/newThing' Target='odd.xml'/>",
     "!-: a part of no known use (xl/odd.xml, 4 bytes); "},
    {{OF_SHEET("hyperlink", "https://gov.uk' TargetMode='External")},
     1,
     "",
     "~Sheet1!-*: a link to https://gov.uk; "},
};

START_TEST(what_hangs_on_a_workbook_is_found)
{
    read_made(&(struct xlsx_made){
        .sheet = ONE_CELL,
        .relations = parts[_i].relations,
        .others = parts[_i].members,
        .other_count = parts[_i].count,
    });
    ck_assert_str_eq(found(), parts[_i].found);
}
END_TEST

#define CACHED(reference, points)                                                        \
    "<c:numRef><c:f>" reference "</c:f><c:numCache>" points "</c:numCache></c:numRef>"
#define POINT(position, value) "<c:pt idx='" position "'><c:v>" value "</c:v></c:pt>"
#define TWO_ROWS                                                                         \
    "<sheetData><row><c t='inlineStr'><is><t>North</t></is></c><c><v>12</v></c></row>"   \
    "<row%s><c t='inlineStr'><is><t>South</t></is></c><c s='4'><v>0.5</v></c></row>"     \
    "</sheetData>"

/* The chart's copies, whether the second row is hidden, and what is found. */
static const struct {
    const char *series;
    bool hides_row;
    const char *found;
} charts[] = {
    {CACHED("Sheet1!$B$1:$B$2", POINT("0", "12") POINT("1", "0.5")), false,
     "~Sheet1!-*: 2 values that a chart keeps for itself: visible cells show the same; "},
    {CACHED("'Sheet1'!$B$1:$B$2", POINT("0", "12") POINT("1", "0.50000000000000001")),
     false,
     "~Sheet1!-*: 2 values that a chart keeps for itself: visible cells show the same; "},
    {CACHED("Sheet1!$A$1:$B$1", POINT("0", "North") POINT("1", "12")), false,
     "~Sheet1!-*: 2 values that a chart keeps for itself: visible cells show the same; "},
    {CACHED("Sheet1!$B$1:$B$2", POINT("0", "7") POINT("1", "0.5")), false,
     "Sheet1!-*: 2 values that a chart keeps for itself, 1 not seen in its cell: 7; "},
    /* the right numbers, in the wrong places */
    {CACHED("Sheet1!$B$1:$B$2", POINT("0", "0.5") POINT("1", "12")), false,
     "Sheet1!-*: 2 values that a chart keeps for itself, 2 not seen in its cell: "
     "0.5, 12; "},
    {CACHED("Sheet1!$B$1:$B$1", POINT("1", "0.5")), false,
     "Sheet1!-*: 1 value that a chart keeps for itself, 1 not seen in its cell: 0.5; "},
    {CACHED("[1]Sheet1!$B$1", POINT("0", "12")), false,
     "Sheet1!-*: 1 value that a chart keeps for itself, 1 not seen in its cell: 12; "},
    {CACHED("Sheet2!$B$1", POINT("0", "12")), false,
     "Sheet1!-*: 1 value that a chart keeps for itself, 1 not seen in its cell: 12; "},
    {"<c:numLit>" POINT("0", "12") "</c:numLit>", false,
     "Sheet1!-*: 1 value that a chart keeps for itself, 1 not seen in its cell: 12; "},
    {CACHED("Sheet1!$B$1:$B$2", POINT("0", "12") POINT("1", "0.5")), true,
     "Sheet1!-*: 2 values that a chart keeps for itself, 2 not seen in its cell: "
     "12, 0.5; Sheet1!A2*: row 2 is hidden, with 2 cells in it; "},
};

START_TEST(a_chart_is_compared_with_the_cells_it_shows)
{
    const struct zipped_member members[] = {
        OF_SHEET("chart", "../charts/c.xml"),
        {.name = "xl/charts/c.xml",
         .content = text_format(arena, "<c:chartSpace" CHART "%s</c:chartSpace>",
                                charts[_i].series)},
    };
    read_made(&(struct xlsx_made){
        .sheet = text_format(arena, TWO_ROWS, charts[_i].hides_row ? " hidden='1'" : ""),
        .styles = styles,
        .others = members,
        .other_count = 2,
    });
    if (charts[_i].hides_row) {
        ck_assert_ptr_nonnull(strstr(found(), "keeps for itself, 2 not seen"));
    } else {
        ck_assert_str_eq(found(), charts[_i].found);
    }
}
END_TEST

START_TEST(a_pivot_table_keeps_its_records)
{
    const struct zipped_member members[] = {
        {.name = "xl/def.xml",
         .content = "<pivotCacheDefinition" MAIN "<cacheFields><cacheField name='id'>"
                    "<sharedItems/></cacheField><cacheField name='sex'><sharedItems>"
                    "<s v='F'/><s v='M'/></sharedItems></cacheField>"
                    "<cacheField name='made up' databaseField='0'><fieldGroup>"
                    "<groupItems><s v='G'/></groupItems></fieldGroup></cacheField>"
                    "<cacheField name='pay'><sharedItems/></cacheField></cacheFields>"
                    "</pivotCacheDefinition>"},
        {.name = "xl/_rels/def.xml.rels",
         .content = RELS "<Relationship Id='a' Type='http://x/pivotCacheRecords' "
                         "Target='rec.xml'/></Relationships>"},
        {.name = "xl/rec.xml",
         .content = "<pivotCacheRecords" MAIN "<r><s v='P1'/><x v='1'/><n v='20500.5'/>"
                    "</r><r><s v='P2'/><x v='9'/><m/></r><r><s v='P3'/></r>"
                    "</pivotCacheRecords>"},
    };
    read_made(&(struct xlsx_made){
        .sheet = ONE_CELL,
        .relations = "<Relationship Id='p' Type='http://x/pivotCacheDefinition' "
                     "Target='def.xml'/>",
        .others = members,
        .other_count = 3,
    });
    static const char *const texts[][3] = {
        {"id", "sex", "pay"}, {"P1", "M", "20500.5"}, {"P2", "", ""}, {"P3", "", ""}};
    ck_assert_uint_eq(reading.cache_count, 1);
    const struct grid *cache = reading.caches[0];
    ck_assert_uint_eq(cache->row_count, 4);
    ck_assert_uint_eq(cache->column_count, 3);
    for (uint32_t i = 0; i < 12; i++) {
        ck_assert_str_eq(grid_text(cache, i / 3, i % 3), texts[i / 3][i % 3]);
    }
}
END_TEST

START_TEST(sheets_names_and_properties_are_found)
{
    const struct zipped_member core = {
        .name = "docProps/core.xml",
        .content =
            "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/"
            "metadata/core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            "<dc:creator>Jane Doe</dc:creator><dc:title>Learners</dc:title>"
            "<cp:lastModifiedBy>openpyxl</cp:lastModifiedBy><cp:revision>3</cp:revision>"
            "</cp:coreProperties>",
    };
    read_made(&(struct xlsx_made){
        .workbook =
            "<sheets><sheet name='A' r:id='s1' state='veryHidden'/></sheets>"
            "<definedNames><definedName name='_xlnm.Print_Area'>A!$A$1</definedName>"
            "<definedName name='area'>A!$A$1:$B$2</definedName>"
            "<definedName name='total'>1431</definedName></definedNames>"
            "<x:absPath xmlns:x='http://schemas.microsoft.com/office/spreadsheetml/2010/"
            "11/ac' url='C:\\Users\\jd\\'/>",
        .roots = "<Relationship Id='c' Type='http://x/metadata/core-properties' "
                 "Target='docProps/core.xml'/>",
        .sheet = ONE_CELL,
        .others = &core,
        .other_count = 1,
    });
    ck_assert_str_eq(found(), "A!-: the sheet is hidden so that menus do not show it; "
                              "~!-*: the defined name area; "
                              "!-*: the defined name total holds values of its own; "
                              "!-*: document property creator: Jane Doe; "
                              "~!-*: document property title: Learners; "
                              "~!-*: document property lastModifiedBy: openpyxl; "
                              "!-*: the folder it was saved in: C:\\Users\\jd\\; ");
}
END_TEST

START_TEST(texts_that_no_cell_shows_are_found)
{
    read_made(&(struct xlsx_made){
        .strings = "<si><t>Region</t></si><si><t>Jane Doe</t></si><si><t/></si>",
        .sheet = ROWS("<row><c t='s'><v>0</v></c></row>"),
    });
    ck_assert_str_eq(found(), "!-*: 1 text that no cell shows; ");
}
END_TEST

static const struct {
    const char *formula;
    bool holds_numbers;
    bool is_constant;
} formulas[] = {
    {"7+5", true, true},
    {"10", true, true},
    {"\"Group A\"", false, true},
    {"ROUND(1234,-1)", true, true},
    {"B2-7", true, false},
    {"B2+C2", false, false},
    {"B2*1.37", true, false},
    {"B2/C2*100", false, false},
    {"ROUND(B2,1)", false, false},
    {"ROUND(B2,-1)", false, false},
    {"SUM(B2:B9)", false, false},
    {"LOG10(B2)", false, false},
    {"'A 12'!B2", false, false},
    {"IF(B2<5,\"c 12\",B2)", false, false},
    {"", false, false},
};

START_TEST(formulas_are_told_that_hold_numbers)
{
    ck_assert_msg(formula_holds_numbers(formulas[_i].formula) ==
                      formulas[_i].holds_numbers,
                  "%s", formulas[_i].formula);
    ck_assert_msg(formula_is_constant(formulas[_i].formula) == formulas[_i].is_constant,
                  "%s", formulas[_i].formula);
}
END_TEST

static void read_fods(const char *styles_and_body)
{
    const char *text = text_format(
        arena,
        "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
        "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' "
        "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
        "xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:"
        "calcext:1.0'>%s</o:document>",
        styles_and_body);
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = &fods,
        .bytes = {.data = text, .length = strlen(text)},
    };
    ck_assert_msg(ods_reader.read(&reading, &refusal), "%s", refusal.sentence);
}

#define TABLE(inside) "<table:table table:name='S'>" inside "</table:table>"
#define ROW(inside)   "<table:table-row>" inside "</table:table-row>"
#define NUMBER(value, shown)                                                             \
    "<table:table-cell o:value-type='float' o:value='" value "'><text:p>" shown          \
    "</text:p></table:table-cell>"

static const struct {
    const char *document;
    const char *found;
} documents[] = {
    {TABLE(ROW(NUMBER("1", "1"))), ""},
    {TABLE("<table:table-row table:visibility='collapse'>" NUMBER(
         "1", "1") "</table:table-row>"),
     "S!A1: A1 is filled, in a hidden row; "},
    {TABLE("<table:table-column/><table:table-column table:visibility='collapse'/>" ROW(
         NUMBER("1", "1") NUMBER("2", "2"))),
     "S!B1: B1 is filled, in a hidden column; "},
    {TABLE(ROW(NUMBER("7", "c"))),
     "S!A1: A1 holds a number and shows a symbol in its place; "},
    {TABLE(ROW(NUMBER("7", ""))), "S!A1: A1 is filled and shows nothing; "},
    {TABLE(ROW(NUMBER("12.345", "12.3"))), "S!A1: A1 holds more digits than it shows; "},
    {TABLE(ROW(NUMBER("1234", "1,234"))), ""},
    {"<style:style style:name='w' style:family='table-cell'><style:text-properties "
     "fo:color='#FFFFFF'/></style:style>" TABLE(ROW(
         "<table:table-cell table:style-name='w'><text:p>x</text:p></table:table-cell>")),
     "S!A1: A1 is filled and shows nothing; "},
    {"<style:style style:name='t' style:family='table'><style:table-properties "
     "table:display='false'/></style:style>"
     "<table:table table:name='H' table:style-name='t'/>",
     "H!-: the sheet is hidden; "},
    {TABLE(ROW("<table:table-cell/><table:table-cell><o:annotation><dc:creator>J"
               "</dc:creator><text:p>only 7</text:p></o:annotation><text:p>n</text:p>"
               "</table:table-cell>")),
     "S!B1*: a comment in B1; "},
    {TABLE(ROW("<table:table-cell table:formula='of:=7+5' o:value-type='float' "
               "o:value='12'><text:p>12</text:p></table:table-cell>")),
     "S!A1: A1 has numbers in its formula; "},
    {"<table:content-validation table:condition='cell-content()&lt;10'/>" TABLE(""),
     "S!-*: a list or limit of data validation; "},
    {TABLE("<calcext:conditional-format><calcext:condition calcext:value='&lt;10'/>"
           "</calcext:conditional-format>"),
     "S!-*: a limit in a conditional format; "},
    {"<table:tracked-changes/>" TABLE(""),
     "!-: tracked changes, with what stood in cells before; "},
    {TABLE(ROW("<table:table-cell><draw:frame><draw:image/></draw:frame>"
               "</table:table-cell>")),
     "S!-: a picture; "},
    {TABLE("<table:shapes><draw:frame><draw:text-box><text:p>A note</text:p>"
           "</draw:text-box></draw:frame></table:shapes>"),
     "S!-*: text in a drawing; "},
    {"<table:table table:name='file#S'><table:table-source/>" ROW(
         NUMBER("5", "5")) "</table:table>",
     "!-*: 1 cell copied from another workbook, file#S; "},
    {"<table:named-expression table:name='n' table:expression='5'/>"
     "<table:named-range table:name='r'/>",
     "!-*: the defined name n holds values of its own; ~!-*: the defined name r; "},
    {"<o:meta><dc:creator>Jane Doe</dc:creator><meta:generator>x</meta:generator>"
     "<meta:user-defined meta:name='Client'>y</meta:user-defined></o:meta>",
     "!-*: document property creator: Jane Doe; !-*: document property Client: y; "},
    {"<style:header><text:p>Page 1</text:p></style:header>"
     "<style:footer><text:p>Draft of Jane</text:p></style:footer>",
     "!-*: text in a header or footer; "},
};

START_TEST(what_an_open_document_hides_is_found)
{
    read_fods(documents[_i].document);
    ck_assert_str_eq(found(), documents[_i].found);
}
END_TEST

START_TEST(a_comment_is_no_text_of_its_cell)
{
    read_fods(TABLE(ROW("<table:table-cell><o:annotation><text:p>only 7</text:p>"
                        "</o:annotation><text:p>n <text:span>and</text:span><text:s "
                        "text:c='2'/>more</text:p>\n </table:table-cell>")));
    ck_assert_str_eq(grid_text(reading.grids[0], 0, 0), "n and  more");
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("hidden_content");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, what_a_sheet_hides_is_found, 0, COUNT_OF(sheets));
    tcase_add_loop_test(cases, a_chart_is_compared_with_the_cells_it_shows, 0,
                        COUNT_OF(charts));
    tcase_add_test(cases, a_pivot_table_keeps_its_records);
    tcase_add_loop_test(cases, what_hangs_on_a_workbook_is_found, 0, COUNT_OF(parts));
    tcase_add_test(cases, sheets_names_and_properties_are_found);
    tcase_add_test(cases, texts_that_no_cell_shows_are_found);
    tcase_add_loop_test(cases, formulas_are_told_that_hold_numbers, 0,
                        COUNT_OF(formulas));
    tcase_add_loop_test(cases, what_an_open_document_hides_is_found, 0,
                        COUNT_OF(documents));
    tcase_add_test(cases, a_comment_is_no_text_of_its_cell);
    Suite *suite = suite_create("hidden_content");
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
