#include "report/workbook/sheet_parts.h"

#include "base/text.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/xlsx_width.h"

#include <string.h>

struct xlsx_look table_look(void)
{
    return (struct xlsx_look){
        .colour = COLOUR_INK,
        .fill = XLSX_NO_FILL,
        .border = COLOUR_BORDER,
        .indent = 1,
    };
}

/* Text outside tables. */
static struct xlsx_look plain_look(double points, uint32_t colour, bool is_bold)
{
    return (struct xlsx_look){
        .points = points,
        .colour = colour,
        .is_bold = is_bold,
        .fill = XLSX_NO_FILL,
        .border = XLSX_NO_FILL,
    };
}

static struct xlsx_look header_look(uint32_t fill, enum xlsx_align align)
{
    struct xlsx_look look = table_look();
    look.colour = COLOUR_WHITE;
    look.fill = fill;
    look.align = align;
    look.indent = align == XLSX_CENTRE ? 0 : 1;
    look.is_bold = true;
    look.wraps = true;
    return look;
}

static struct xlsx_look number_look(const char *format)
{
    struct xlsx_look look = table_look();
    look.align = XLSX_RIGHT;
    look.number_format = format;
    return look;
}

static struct xlsx_look strip_look(bool is_italic)
{
    struct xlsx_look look = table_look();
    look.points = 9;
    look.colour = COLOUR_GREY;
    look.fill = COLOUR_STRIP;
    look.align = XLSX_CENTRE;
    look.indent = 0;
    look.is_italic = is_italic;
    look.wraps = is_italic;
    return look;
}

static void make_plain_styles(struct xlsx_look *looks)
{
    looks[STYLE_TITLE] = plain_look(18, COLOUR_NAVY, true);
    looks[STYLE_SUBTITLE] = plain_look(11, COLOUR_GREY, false);
    looks[STYLE_SMALL] = plain_look(10, COLOUR_GREY, false);
    looks[STYLE_SECTION] = plain_look(13, COLOUR_NAVY, true);
    looks[STYLE_PLAIN] = plain_look(11, COLOUR_INK, false);
    looks[STYLE_PLAIN].wraps = true;
    looks[STYLE_UNWRAPPED] = plain_look(11, COLOUR_INK, false);
    looks[STYLE_PLAIN_BOLD] = plain_look(11, COLOUR_INK, true);
    looks[STYLE_PLAIN_LINK] = plain_look(11, COLOUR_LINK, false);
    looks[STYLE_PLAIN_LINK].is_underlined = true;
    looks[STYLE_FIGURE] = plain_look(16, COLOUR_INK, true);
    looks[STYLE_FIGURE].is_top_ruled = true;
    looks[STYLE_FIGURE].number_format = "#,##0";
    looks[STYLE_FIGURE_NAME] = plain_look(10, COLOUR_GREY, false);
}

static void make_table_styles(struct xlsx_look *looks)
{
    looks[STYLE_HEADER] = header_look(COLOUR_NAVY, XLSX_LEFT);
    looks[STYLE_HEADER_RIGHT] = header_look(COLOUR_NAVY, XLSX_RIGHT);
    looks[STYLE_HEADER_CENTRE] = header_look(COLOUR_NAVY, XLSX_CENTRE);
    looks[STYLE_HEADER_YOURS] = header_look(COLOUR_YOURS_HEADER, XLSX_LEFT);
    looks[STYLE_TEXT] = table_look();
    looks[STYLE_TEXT].wraps = true;
    looks[STYLE_TEXT_BOLD] = looks[STYLE_TEXT];
    looks[STYLE_TEXT_BOLD].is_bold = true;
    looks[STYLE_TEXT_CENTRE] = looks[STYLE_TEXT];
    looks[STYLE_TEXT_CENTRE].align = XLSX_CENTRE;
    looks[STYLE_TEXT_CENTRE].indent = 0;
    looks[STYLE_LINK] = looks[STYLE_TEXT];
    looks[STYLE_LINK].colour = COLOUR_LINK;
    looks[STYLE_LINK].is_underlined = true;
    looks[STYLE_NUMBER] = number_look("#,##0");
    looks[STYLE_NUMBER_DASH] = number_look("#,##0;-#,##0;\"-\"");
    looks[STYLE_TOTAL] = table_look();
    looks[STYLE_TOTAL].is_bold = true;
    looks[STYLE_TOTAL].fill = COLOUR_LABEL;
    looks[STYLE_TOTAL_NUMBER] = number_look("#,##0;-#,##0;\"-\"");
    looks[STYLE_TOTAL_NUMBER].is_bold = true;
    looks[STYLE_TOTAL_NUMBER].fill = COLOUR_LABEL;
    looks[STYLE_YOURS] = looks[STYLE_TEXT];
    looks[STYLE_YOURS].fill = COLOUR_YOURS;
    looks[STYLE_YOURS].is_unlocked = true;
    looks[STYLE_OUTCOME] = looks[STYLE_TEXT_BOLD];
    looks[STYLE_MONO] = table_look();
    looks[STYLE_MONO].points = 9;
    looks[STYLE_MONO].is_monospaced = true;
}

static void make_strip_styles(struct xlsx_look *looks)
{
    looks[STYLE_STRIP] = strip_look(false);
    looks[STYLE_STRIP_ROLE] = strip_look(true);
    looks[STYLE_SOURCE_ROW] = strip_look(false);
    looks[STYLE_SOURCE_ROW].number_format = "0";
    looks[STYLE_SOURCE_HEADER] = strip_look(false);
    looks[STYLE_SOURCE_HEADER].number_format = "\"row \"0";
}

void workbook_make_styles(struct workbook *workbook)
{
    struct xlsx_look looks[STYLE_COUNT];
    make_plain_styles(looks);
    make_table_styles(looks);
    make_strip_styles(looks);
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        workbook->styles[i] = xlsx_book_format(workbook->book, &looks[i]);
    }
}

const char *moment_text(struct arena *arena, int64_t seconds)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    enum { DAY = 86400, DAYS_400_YEARS = 146097, DAYS_TO_1970 = 719468 };
    int64_t days = seconds / DAY;
    int64_t rest = seconds % DAY;
    if (rest < 0) {
        rest += DAY;
        days--;
    }
    /* Years are counted from 1 March, so that the leap day is the last of its year. */
    days += DAYS_TO_1970;
    const int64_t era = (days >= 0 ? days : days - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
    const int64_t day_of_era = days - era * DAYS_400_YEARS;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month = (5 * day_of_year + 2) / 153;
    const int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
    const int64_t year = year_of_era + era * 400 + (month >= 10);
    return text_format(arena, "%d %s %d %02d:%02d UTC", (int)day,
                       months[(month + 2) % 12], (int)year, (int)(rest / 3600),
                       (int)(rest % 3600 / 60));
}

void open_sheet(const struct workbook *workbook, struct xlsx_sheet *sheet,
                const struct sheet_opening *opening)
{
    struct xlsx_page page = opening->page;
    page.header = WORDS_MARKING;
    page.footer = workbook->footer;
    xlsx_set_default_height(sheet, xlsx_row_height(1));
    for (size_t i = 0; i < opening->width_count; i++) {
        xlsx_set_columns(sheet, (uint32_t)i, (uint32_t)i, opening->widths[i]);
    }
    xlsx_set_page(sheet, &page);
    xlsx_protect(sheet);
    xlsx_set_height(sheet, 0, 30);
    xlsx_write_text(sheet, 0, 0, opening->title, workbook->styles[STYLE_TITLE]);
    xlsx_write_text(sheet, 1, 0, opening->description, workbook->styles[STYLE_SUBTITLE]);
}

void set_severity_look(struct xlsx_look *look, enum severity severity)
{
    look->is_bold = true;
    look->colour = severity == SEVERITY_FAIL ? COLOUR_WHITE : COLOUR_INK;
    look->fill = severity == SEVERITY_FAIL     ? COLOUR_FAIL
                 : severity == SEVERITY_REVIEW ? COLOUR_REVIEW
                                               : COLOUR_PLAIN;
}

static struct xlsx_look chip_look(enum severity severity)
{
    struct xlsx_look look = table_look();
    look.align = XLSX_CENTRE;
    look.indent = 0;
    set_severity_look(&look, severity);
    return look;
}

void write_severity(const struct workbook *workbook, struct xlsx_sheet *sheet,
                    uint32_t row, uint32_t column, enum severity severity)
{
    const struct xlsx_look look = chip_look(severity);
    xlsx_write_text(sheet, row, column, severity_word(severity),
                    xlsx_book_format(workbook->book, &look));
}

void write_verdict(const struct workbook *workbook, struct xlsx_sheet *sheet,
                   uint32_t row, uint32_t column, enum severity verdict)
{
    struct xlsx_look look = chip_look(verdict);
    if (verdict == SEVERITY_INFO) {
        look.fill = COLOUR_PASS;
        look.colour = COLOUR_PASS_INK;
    }
    xlsx_write_text(sheet, row, column, verdict_word(verdict),
                    xlsx_book_format(workbook->book, &look));
}

void fit_text(struct row_fit *fit, const char *text, double width, bool is_bold)
{
    const struct type_face face = {.points = 11, .is_bold = is_bold};
    const size_t lines = xlsx_text_lines(text, face, xlsx_column_room(width));
    fit->lines = lines > fit->lines ? lines : fit->lines;
}

void finish_row(struct xlsx_sheet *sheet, uint32_t row, const struct row_fit *fit)
{
    xlsx_set_height(sheet, row, xlsx_row_height(fit->lines ? fit->lines : 1));
}

static enum style heading_style(char sign)
{
    switch (sign) {
    case '>':
        return STYLE_HEADER_RIGHT;
    case '^':
        return STYLE_HEADER_CENTRE;
    case '*':
        return STYLE_HEADER_YOURS;
    default:
        return STYLE_HEADER;
    }
}

void write_headings(const struct workbook *workbook, struct xlsx_sheet *sheet,
                    uint32_t row, const char *const *names, const double *widths,
                    size_t count)
{
    struct row_fit fit = {0};
    for (size_t i = 0; i < count; i++) {
        const enum style style = heading_style(names[i][0]);
        const char *name = style == STYLE_HEADER ? names[i] : names[i] + 1;
        fit_text(&fit, name, widths[i], true);
        xlsx_write_text(sheet, row, (uint32_t)i, name, workbook->styles[style]);
    }
    finish_row(sheet, row, &fit);
}

void write_sheet_link(const struct workbook *workbook, struct xlsx_sheet *from,
                      struct xlsx_link link, uint32_t row, uint32_t column,
                      enum style style)
{
    xlsx_write_link(from, row, column, &link, workbook->styles[style]);
}

/* The line under the title where a general finding stands. */
static uint32_t general_row(const struct table_plan *table, uint32_t index)
{
    const uint32_t first =
        table->strip_top - 1 - !table->shows_all - table_plan_general_lines(table);
    const uint32_t lines = table_plan_general_lines(table);
    for (uint32_t i = 0; i < lines; i++) {
        if (table->general[i] == index) {
            return first + i;
        }
    }
    return lines ? first + lines - 1 : 0;
}

bool link_to_finding(const struct workbook *workbook, const struct finding *finding,
                     uint32_t index, struct xlsx_link *link)
{
    const struct table_plan *table = book_plan_table(workbook->plan, finding);
    if (!table) {
        return false;
    }
    struct placed place = {0};
    const bool is_placed = finding->table && table_plan_place(table, finding, &place);
    const uint32_t row = is_placed ? table_plan_row(table, place.row) : PLAN_NO_ROW;
    const bool has_column = is_placed && place.column != UINT32_MAX;
    const size_t t = (size_t)(table - workbook->plan->tables);
    *link = (struct xlsx_link){
        .sheet = xlsx_sheet_title(workbook->tables[t]),
        .row = row == PLAN_NO_ROW ? general_row(table, index) : row,
        .column = row != PLAN_NO_ROW && has_column
                      ? place.column - table->table->first_column + 1
                      : 0,
        .tip = WORDS_GO_TO_CELL,
    };
    return true;
}

bool link_to_listing(const struct workbook *workbook, uint32_t index,
                     struct xlsx_link *link)
{
    const uint32_t row = workbook->plan->finding_rows[index];
    if (row == PLAN_NO_ROW) {
        return false;
    }
    *link = (struct xlsx_link){
        .sheet = xlsx_sheet_title(workbook->findings),
        .row = row,
    };
    return true;
}

const char *counts_text(struct arena *arena, const struct severity_counts *counts)
{
    const char *text = "";
    for (int severity = SEVERITY_FAIL; severity >= SEVERITY_INFO; severity--) {
        const size_t count = counts->of[severity];
        if (count) {
            text = text_format(arena, "%s%s%s %s", text, *text ? ", " : "",
                               text_number(arena, (double)count, 0),
                               severity_word((enum severity)severity));
        }
    }
    return *text ? text : "no finding";
}

const char *output_text(const struct output *output)
{
    return output ? output->path : WORDS_WHOLE_SUBMISSION;
}
