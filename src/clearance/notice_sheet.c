/*
 * The workbook with the sheet "DfE notification": the dates, a checklist with what the
 * program saw, the files with their hashes.
 *
 * The countdown uses the clock of the computer that opens it; every other date is a
 * value, worked out once, because spreadsheets subtract local times and get the clock
 * changes wrong.
 */
#include "base/date.h"
#include "base/text.h"
#include "clearance/notice.h"
#include "clearance/uk_time.h"
#include "report/workbook/sheet_parts.h"
#include "report/workbook/xlsx_width.h"

enum { COLUMNS = 4, DAY_1900 = 25569 };

static const double widths[COLUMNS] = {32, 44, 16, 31};

struct drawing {
    struct workbook workbook;
    const struct notice *notice;
    struct xlsx_sheet *sheet;
    const struct xlsx_format *label;
    const struct xlsx_format *yes;
    const struct xlsx_format *no;
    const struct xlsx_format *grey;
    uint32_t row;
};

static void make_looks(struct drawing *drawing)
{
    struct xlsx_book *book = drawing->workbook.book;
    struct xlsx_look look = table_look();
    look.is_bold = true;
    look.fill = COLOUR_LABEL;
    drawing->label = xlsx_book_format(book, &look);
    look.align = XLSX_CENTRE;
    look.indent = 0;
    look.fill = COLOUR_PASS;
    look.colour = COLOUR_PASS_INK;
    drawing->yes = xlsx_book_format(book, &look);
    look.fill = COLOUR_REVIEW;
    look.colour = COLOUR_INK;
    drawing->no = xlsx_book_format(book, &look);
    look.fill = COLOUR_PLAIN;
    drawing->grey = xlsx_book_format(book, &look);
}

static void put(struct drawing *drawing, uint32_t column, const char *text,
                const struct xlsx_format *format)
{
    xlsx_write_text(drawing->sheet, drawing->row, column, text, format);
}

static const struct xlsx_format *style(const struct drawing *drawing, enum style wanted)
{
    return drawing->workbook.styles[wanted];
}

static void draw_section(struct drawing *drawing, const char *title)
{
    drawing->row++;
    xlsx_set_height(drawing->sheet, drawing->row, 25);
    put(drawing, 0, title, style(drawing, STYLE_SECTION));
    drawing->row++;
}

/* UK time as a spreadsheet counts it. */
static double serial(int64_t moment)
{
    return (double)(moment + uk_offset(moment)) / SECONDS_A_DAY + DAY_1900;
}

/* The value kept beside the formula is that of the day of the release: the file must be
 * the same whenever it is made. */
static void draw_countdown(struct drawing *drawing)
{
    struct arena *arena = drawing->workbook.arena;
    const struct notice_times *times = &drawing->notice->times;
    struct xlsx_look look = {.points = 16,
                             .colour = COLOUR_WHITE,
                             .fill = COLOUR_NAVY,
                             .border = XLSX_NO_FILL,
                             .is_bold = true,
                             .align = XLSX_LEFT,
                             .indent = 1,
                             .number_format = "0.0 \"days left to send\";"
                                              "\"the time to send has passed\""};
    const struct xlsx_format *banner = xlsx_book_format(drawing->workbook.book, &look);
    look.points = 11;
    look.is_bold = false;
    const struct xlsx_format *line = xlsx_book_format(drawing->workbook.book, &look);
    const double left = serial(times->send_by) - serial(drawing->notice->released);
    xlsx_set_height(drawing->sheet, drawing->row, 27);
    xlsx_write_formula(drawing->sheet, drawing->row, 0,
                       text_format(arena, "=%.10f-NOW()", serial(times->send_by)), left,
                       banner);
    for (uint32_t column = 1; column < COLUMNS; column++) {
        xlsx_write_blank(drawing->sheet, drawing->row, column, banner);
        xlsx_write_blank(drawing->sheet, drawing->row + 1, column, line);
    }
    drawing->row++;
    put(drawing, 0,
        text_format(arena, "Send by %s; the limit is %s.",
                    uk_time_text(arena, times->send_by),
                    uk_time_text(arena, times->deadline)),
        line);
    drawing->row++;
}

static void draw_fact(struct drawing *drawing, const char *name, const char *value,
                      bool is_yours, const char *remark)
{
    struct row_fit fit = {0};
    const char *text = text_is_blank(value) ? "" : value;
    fit_text(&fit, text, widths[1], false);
    put(drawing, 0, name, drawing->label);
    put(drawing, 1, text, style(drawing, is_yours ? STYLE_YOURS : STYLE_TEXT));
    put(drawing, 2, remark, style(drawing, STYLE_SMALL));
    finish_row(drawing->sheet, drawing->row++, &fit);
}

/* "Boxing Day (Sat)": why nobody works on that day. */
static const char *day_remark(const struct drawing *drawing, int64_t moment)
{
    const int64_t day = uk_day(moment);
    const char *holiday = working_calendar_holiday(drawing->notice->calendar, day);
    if (holiday) {
        return holiday;
    }
    return date_weekday(day) >= SATURDAY ? "weekend" : "working day";
}

static void draw_publication(struct drawing *drawing)
{
    struct arena *arena = drawing->workbook.arena;
    const struct notice *notice = drawing->notice;
    draw_section(drawing, "The publication");
    draw_fact(drawing, "Title", notice->title, true, "");
    draw_fact(drawing, "Planned publication (UK time)",
              uk_time_text(arena, notice->times.publication), true, "Europe/London");
    draw_fact(drawing, "Project", notice->project, true, "");
    draw_fact(drawing, "Clearance reference", notice->reference, true, "");
    draw_fact(drawing, "Released", date_text_weekday(arena, uk_day(notice->released)),
              true, "");
    draw_fact(
        drawing,
        text_format(arena, "%s before (limit)", notice_lead_text(arena, notice->policy)),
        uk_time_text(arena, notice->times.deadline), false,
        day_remark(drawing, notice->times.deadline));
    draw_fact(drawing, "Send by (last working hour)",
              uk_time_text(arena, notice->times.send_by), false, "");
    draw_fact(drawing, "To", notice->policy->recipient, false, "");
}

/* ---- dates ---- */

static void draw_date(struct drawing *drawing, const char *date, const char *what,
                      bool is_working, double hours)
{
    struct arena *arena = drawing->workbook.arena;
    struct row_fit fit = {0};
    fit_text(&fit, what, widths[1], false);
    put(drawing, 0, date, style(drawing, STYLE_TEXT_BOLD));
    put(drawing, 1, what, style(drawing, STYLE_TEXT));
    put(drawing, 2, is_working ? "yes" : "no", is_working ? drawing->yes : drawing->grey);
    struct xlsx_look look = table_look();
    look.align = XLSX_RIGHT;
    put(drawing, 3, hours > 0 ? text_number(arena, hours, 1) : "-",
        xlsx_book_format(drawing->workbook.book, &look));
    finish_row(drawing->sheet, drawing->row++, &fit);
}

static void draw_moment(struct drawing *drawing, int64_t moment, const char *what)
{
    struct arena *arena = drawing->workbook.arena;
    const struct notice *notice = drawing->notice;
    const char *holiday = working_calendar_holiday(notice->calendar, uk_day(moment));
    draw_date(drawing, uk_time_text(arena, moment),
              holiday ? text_format(arena, "%s; %s", what, holiday) : what,
              working_calendar_is_working(notice->calendar, uk_day(moment)),
              (double)(notice->times.publication - moment) / SECONDS_AN_HOUR);
}

/* Days between two moments on which nobody works because of a holiday. */
static void draw_holidays(struct drawing *drawing, int64_t from, int64_t to)
{
    for (int64_t day = uk_day(from) + 1; day < uk_day(to); day++) {
        const char *holiday = working_calendar_holiday(drawing->notice->calendar, day);
        if (holiday) {
            draw_date(drawing, date_text_weekday(drawing->workbook.arena, day), holiday,
                      false, 0);
        }
    }
}

static void draw_dates(struct drawing *drawing)
{
    static const char *const names[] = {"Date", "What", "^Working day?", ">Hours before"};
    const struct notice_times *times = &drawing->notice->times;
    draw_section(drawing, "Dates that matter");
    write_headings(&drawing->workbook, drawing->sheet, drawing->row++, names, widths,
                   COLUMNS);
    draw_moment(drawing, times->send_by, "Send by");
    draw_holidays(drawing, times->send_by, times->deadline);
    draw_moment(
        drawing, times->deadline,
        text_format(drawing->workbook.arena, "Limit: %s before",
                    notice_lead_text(drawing->workbook.arena, drawing->notice->policy)));
    draw_holidays(drawing, times->deadline, times->publication);
    draw_moment(drawing, times->publication, "Publication");
}

/* ---- checklist and files ---- */

static void draw_item(struct drawing *drawing, const char *item, const char *evidence,
                      bool is_done)
{
    struct row_fit fit = {0};
    fit_text(&fit, evidence, widths[1], false);
    fit_text(&fit, item, widths[0], true);
    put(drawing, 0, item, style(drawing, STYLE_TEXT_BOLD));
    put(drawing, 1, evidence, style(drawing, STYLE_TEXT));
    put(drawing, 2, is_done ? "Yes" : "No", is_done ? drawing->yes : drawing->no);
    put(drawing, 3, is_done ? "tool" : "", style(drawing, STYLE_YOURS));
    finish_row(drawing->sheet, drawing->row++, &fit);
}

static size_t count_files(const struct notice *notice, enum notice_file_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < notice->file_count; i++) {
        count += notice->files[i].kind == kind;
    }
    return count;
}

static void draw_checklist(struct drawing *drawing)
{
    static const char *const names[] = {"Item", "Evidence", "^Done?", "*By"};
    struct arena *arena = drawing->workbook.arena;
    const struct notice *notice = drawing->notice;
    const size_t cleared = count_files(notice, NOTICE_CLEARED);
    const size_t publications = count_files(notice, NOTICE_PUBLICATION);
    draw_section(drawing, "Checklist");
    write_headings(&drawing->workbook, drawing->sheet, drawing->row++, names, widths,
                   COLUMNS);
    draw_item(
        drawing, "All outputs cleared",
        text_format(arena, "%zu of %zu files match the release pack", cleared, cleared),
        true);
    draw_item(drawing, "Copy of the publication attached",
              publications ? notice->files[0].name : "give it as outcheck notify FILE",
              publications > 0);
    draw_item(drawing, "Only cleared numbers used", "not checked by the program", false);
    draw_item(drawing, "Draft e-mail ready", "draft.eml", true);
    draw_item(drawing, "Calendar entry ready",
              "deadline.ics (alarms 7 d, 1 d, 2 h before)", true);
    draw_item(drawing, "Sent, and reply filed", "outcheck notify --sent, --acknowledged",
              false);
}

static void draw_files(struct drawing *drawing)
{
    enum { SHOWN_DIGITS = 32 };
    static const char *const names[] = {"File", "SHA-256 (first 32)", "^In clearance?",
                                        "Cleared as"};
    struct arena *arena = drawing->workbook.arena;
    const struct notice *notice = drawing->notice;
    draw_section(drawing, "Files in the pack");
    write_headings(&drawing->workbook, drawing->sheet, drawing->row++, names, widths,
                   COLUMNS);
    size_t item = 0;
    for (size_t i = 0; i < notice->file_count; i++) {
        const struct notice_file *file = &notice->files[i];
        const bool is_cleared = file->kind == NOTICE_CLEARED;
        const char *as =
            is_cleared ? text_format(arena, "%s item %zu",
                                     text_is_blank(notice->reference) ? "release"
                                                                      : notice->reference,
                                     ++item)
                       : notice_file_kind_text(file->kind);
        struct row_fit fit = {0};
        fit_text(&fit, file->name, widths[0], false);
        fit_text(&fit, as, widths[3], false);
        put(drawing, 0, file->name, style(drawing, STYLE_TEXT));
        put(drawing, 1, text_copy(arena, file->sha256, SHOWN_DIGITS),
            style(drawing, STYLE_MONO));
        put(drawing, 2, is_cleared ? "Yes" : "n/a",
            is_cleared ? drawing->yes : drawing->grey);
        put(drawing, 3, as, style(drawing, STYLE_TEXT));
        finish_row(drawing->sheet, drawing->row++, &fit);
    }
    drawing->row++;
    put(drawing, 0,
        "The countdown uses the clock of this computer. The tool never sends anything. "
        "If the date changes, run outcheck notify again.",
        style(drawing, STYLE_SMALL));
}

enum outcheck_status notice_workbook(const struct notice *notice, const char *path,
                                     struct problems *problems)
{
    struct arena *arena = arena_create(0);
    const char *name =
        text_equals(notice->policy->id, "dfe") ? "DfE notification" : "Notification";
    const struct xlsx_book_options options = {
        .created = notice->released,
        .title = "Notice of publication",
        .author = "outcheck",
    };
    struct drawing drawing = {
        .workbook = {.arena = arena,
                     .book = xlsx_book_create(arena, path, &options),
                     .footer = "outcheck notify"},
        .notice = notice,
        .row = 3,
    };
    const struct sheet_opening opening = {
        .title = name,
        .description = text_format(
            arena, "Copy and notice of the publication go to %s at least %s before it.",
            notice->policy->recipient, notice_lead_text(arena, notice->policy)),
        .widths = widths,
        .width_count = COLUMNS,
        .page = {.is_portrait = true, .repeat_first = 1},
    };
    workbook_make_styles(&drawing.workbook);
    make_looks(&drawing);
    drawing.sheet = xlsx_sheet_add(drawing.workbook.book, name, COLOUR_NAVY);
    open_sheet(&drawing.workbook, drawing.sheet, &opening);
    draw_countdown(&drawing);
    draw_publication(&drawing);
    draw_dates(&drawing);
    draw_checklist(&drawing);
    draw_files(&drawing);
    const enum outcheck_status status = xlsx_book_save(drawing.workbook.book, problems);
    arena_destroy(arena);
    return status;
}
