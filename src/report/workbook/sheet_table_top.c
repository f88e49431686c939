/*
 * The top of a table's sheet: what stands above the table itself.
 */
#include "base/text.h"
#include "report/workbook/sheet_drawing.h"
#include "report/workbook/sheet_words.h"

static const struct xlsx_format *style(const struct drawing *drawing, enum style style)
{
    return drawing->workbook->styles[style];
}

void draw_strip(struct drawing *drawing)
{
    const uint32_t row = drawing->plan->strip_top;
    struct arena *arena = drawing->workbook->arena;
    struct row_fit fit = {0};
    xlsx_write_text(drawing->sheet, row, 0, "source", style(drawing, STYLE_STRIP));
    for (uint32_t i = 0; i < drawing->columns->count; i++) {
        xlsx_write_text(drawing->sheet, row, i + 1,
                        grid_column_letters(arena, drawing->table->first_column + i),
                        style(drawing, STYLE_STRIP));
    }
    xlsx_write_text(drawing->sheet, row + 1, 0, "read as", style(drawing, STYLE_STRIP));
    for (uint32_t i = 0; i < drawing->columns->count; i++) {
        const char *role = columns_role(drawing->columns, i);
        fit_text(&fit, role, drawing->columns->items[i].width, false);
        xlsx_write_text(drawing->sheet, row + 1, i + 1, role,
                        style(drawing, STYLE_STRIP_ROLE));
    }
    finish_row(drawing->sheet, row + 1, &fit);
}

/* One line a finding about the whole table or file; the last line counts the rest. */
static void draw_general(struct drawing *drawing, uint32_t row)
{
    const struct workbook *workbook = drawing->workbook;
    const struct table_plan *plan = drawing->plan;
    const uint32_t lines = table_plan_general_lines(plan);
    const bool has_more = plan->general_count > lines;
    for (uint32_t i = 0; i < lines; i++) {
        const struct finding *finding = &workbook->results->findings[plan->general[i]];
        if (has_more && i + 1 == lines) {
            const size_t rest = plan->general_count - i;
            xlsx_write_text(drawing->sheet, row + i, 1,
                            text_format(workbook->arena, WORDS_MORE_GENERAL,
                                        text_number(workbook->arena, (double)rest, 0)),
                            style(drawing, STYLE_UNWRAPPED));
            return;
        }
        const struct finding_view view =
            finding_view(workbook->arena, &workbook->viewer, finding);
        struct xlsx_look look = table_look();
        look.align = XLSX_CENTRE;
        look.indent = 0;
        set_severity_look(&look, finding->severity);
        xlsx_write_text(drawing->sheet, row + i, 1,
                        text_format(workbook->arena, "%s  %s",
                                    severity_word(finding->severity), finding->code),
                        xlsx_book_format(workbook->book, &look));
        struct xlsx_link link = {0};
        const bool is_listed = link_to_listing(workbook, plan->general[i], &link);
        link.text = text_format(workbook->arena, "%s: %s%s%s",
                                finding_place(workbook->arena, finding), view.message,
                                text_is_blank(view.help) ? "" : ". Fix: ", view.help);
        if (is_listed) {
            write_sheet_link(workbook, drawing->sheet, link, row + i, 2,
                             STYLE_PLAIN_LINK);
        } else {
            xlsx_write_text(drawing->sheet, row + i, 2, link.text,
                            style(drawing, STYLE_UNWRAPPED));
        }
    }
}

/* What is not shown, in one sentence. */
static const char *left_out_text(const struct drawing *drawing)
{
    struct arena *arena = drawing->workbook->arena;
    const struct table *table = drawing->table;
    const double all = (double)table->last_row - table->first_data_row + 1;
    const char *rows = text_number(arena, drawing->plan->row_count, 0);
    const bool has_places = drawing->plan->placed_count > 0;
    return text_format(arena, has_places ? WORDS_SOME_ROWS : WORDS_SAMPLE_ROWS, rows,
                       text_number(arena, all, 0));
}

const char *table_description(const struct drawing *drawing)
{
    const struct table *table = drawing->table;
    struct arena *arena = drawing->workbook->arena;
    const char *parts[] = {table->title, table->population, table->period};
    const char *text = "";
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (!text_is_blank(parts[i])) {
            text = text_format(arena, "%s%s%s", text, *text ? ", " : "", parts[i]);
        }
    }
    const char *range = table_range(arena, table);
    const char *place = table->grid->sheet ? text_format(arena, WORDS_RANGE_SHEET, range,
                                                         table->grid->sheet)
                                           : text_format(arena, WORDS_RANGE, range);
    return text_format(arena, "%s%s%s %s.", text, *text ? ". " : "", place,
                       counts_text(arena, drawing->plan->counts));
}

static void draw_links(struct drawing *drawing)
{
    const struct workbook *workbook = drawing->workbook;
    const struct xlsx_link back = {
        .sheet = xlsx_sheet_title(workbook->summary),
        .text = WORDS_BACK,
    };
    write_sheet_link(workbook, drawing->sheet, back, 2, 1, STYLE_PLAIN_LINK);
    struct xlsx_link listing;
    for (uint32_t i = 0; i < workbook->results->finding_count; i++) {
        if (workbook->results->findings[i].table == drawing->table &&
            link_to_listing(workbook, i, &listing)) {
            listing.text = WORDS_ALL_FINDINGS;
            write_sheet_link(workbook, drawing->sheet, listing, 2, 2, STYLE_PLAIN_LINK);
            return;
        }
    }
}

void draw_table_top(struct drawing *drawing)
{
    const struct workbook *workbook = drawing->workbook;
    const struct table_plan *plan = drawing->plan;
    struct arena *arena = workbook->arena;
    draw_links(drawing);
    const char *read = text_format(arena, WORDS_READ, drawing->table->confidence,
                                   output_text(drawing->table->output));
    const char *columns = plan->last_column < drawing->table->last_column
                              ? text_format(arena, " " WORDS_SOME_COLUMNS,
                                            grid_column_letters(arena, plan->last_column))
                              : "";
    const char *comments =
        plan->comment_limit < plan->mark_count
            ? text_format(arena, " " WORDS_SOME_COMMENTS,
                          text_number(arena, (double)plan->comment_limit, 0))
            : "";
    xlsx_write_text(drawing->sheet, 3, 0,
                    text_format(arena, "%s%s%s", read, columns, comments),
                    style(drawing, STYLE_SMALL));
    draw_general(drawing, 4);
    if (!plan->shows_all) {
        xlsx_write_text(drawing->sheet, plan->strip_top - 2, 0, left_out_text(drawing),
                        style(drawing, STYLE_PLAIN_BOLD));
    }
}
