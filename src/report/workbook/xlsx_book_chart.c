/*
 * One chart: bars stacked from columns of the same sheet, labels on the bars, no value
 * axis.
 */
#include "base/text.h"
#include "report/workbook/xlsx_book_inside.h"
#include "report/workbook/xlsx_text.h"

enum { NAVY = 0x12436D, FRAME = 0xD0D5DA, GAP_PERCENT = 45 };

static lxw_chart_font make_font(double points, uint32_t colour, bool is_bold)
{
    return (lxw_chart_font){
        .name = xlsx_book_unconst("Arial"),
        .size = points,
        .bold = is_bold ? LXW_TRUE : LXW_EXPLICIT_FALSE,
        .color = xlsx_book_colour(colour),
    };
}

static void add_series(struct xlsx_sheet *sheet, lxw_chart *chart,
                       const struct xlsx_bars *bars, const struct xlsx_series *given)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        xlsx_book_note(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    const lxw_col_t column = (lxw_col_t)given->column;
    const lxw_col_t labels = (lxw_col_t)bars->label_column;
    chart_series_set_categories(series, sheet->name, bars->first_row, labels,
                                bars->last_row, labels);
    chart_series_set_values(series, sheet->name, bars->first_row, column, bars->last_row,
                            column);
    chart_series_set_name_range(series, sheet->name, bars->name_row, column);
    lxw_chart_fill fill = {.color = xlsx_book_colour(given->fill)};
    chart_series_set_fill(series, &fill);
    lxw_chart_font font = make_font(9, given->label_colour, true);
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_num_format(series, "#,##0;;"); /* nothing for none */
}

/* The library draws the categories of bars on what it calls the y axis. */
static void set_axes(lxw_chart *chart)
{
    lxw_chart_font font = make_font(9, 0, false);
    lxw_chart_line line = {.color = FRAME};
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_font(chart->y_axis, &font);
    chart_axis_set_line(chart->y_axis, &line);
    chart_axis_set_major_tick_mark(chart->y_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_off(chart->x_axis);
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
}

static void set_surroundings(struct xlsx_sheet *sheet, lxw_chart *chart,
                             const char *title)
{
    lxw_chart_font title_font = make_font(11, NAVY, true);
    lxw_chart_font legend_font = make_font(9, 0, false);
    lxw_chart_line frame = {.color = FRAME};
    chart_title_set_name(chart, xlsx_text(sheet->book->arena, title, 255));
    chart_title_set_name_font(chart, &title_font);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &legend_font);
    chart_chartarea_set_line(chart, &frame);
    chart_set_series_gap(chart, GAP_PERCENT);
}

void xlsx_add_bars(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                   const struct xlsx_bars *bars)
{
    enum { STANDARD_WIDTH = 480, STANDARD_HEIGHT = 288 };
    if (!xlsx_book_allows(sheet, row, column) || !bars->series_count) {
        return;
    }
    lxw_chart *chart = workbook_add_chart(sheet->book->workbook, LXW_CHART_BAR_STACKED);
    if (!chart) {
        xlsx_book_note(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < bars->series_count; i++) {
        add_series(sheet, chart, bars, &bars->series[i]);
    }
    set_axes(chart);
    set_surroundings(sheet, chart, bars->title);
    lxw_chart_options options = {
        .x_scale = (double)bars->width / STANDARD_WIDTH,
        .y_scale = (double)bars->height / STANDARD_HEIGHT,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description =
            xlsx_book_unconst(xlsx_text(sheet->book->arena, bars->alternative, 2000)),
    };
    xlsx_book_note(sheet->book,
                   worksheet_insert_chart_opt(sheet->worksheet, row, (lxw_col_t)column,
                                              chart, &options));
}
