/*
 * The findings as CSV (RFC 4180: CRLF, quotes doubled), one a record.
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe in front: labels
 * come from the input and are not to be trusted.
 */
#include "base/text.h"
#include "report/finding_view.h"
#include "report/json_writer.h"
#include "report/printer.h"

#include <math.h>
#include <string.h>

static bool looks_like_a_formula(const char *text)
{
    return *text && strchr("=+-@\t\r\n", *text) != NULL;
}

static void print_text(struct printer *printer, const char *text)
{
    const char *mark = looks_like_a_formula(text) ? "'" : "";
    if (!strpbrk(text, "\",\r\n")) {
        printer_text(printer, mark);
        printer_text(printer, text);
        return;
    }
    printer_text(printer, "\"");
    printer_text(printer, mark);
    for (const char *start = text; *start;) {
        const size_t length = strcspn(start, "\"");
        printer_bytes(printer, start, length);
        start += length;
        if (*start) {
            printer_text(printer, "\"\"");
            start++;
        }
    }
    printer_text(printer, "\"");
}

static void print_number(struct printer *printer, double number)
{
    if (isfinite(number)) {
        printer_text(printer, json_number_text(printer_scratch(printer), number));
    }
}

static void print_position(struct printer *printer, uint32_t index)
{
    if (index != UINT32_MAX) {
        printer_count(printer, (uint64_t)index + 1);
    }
}

static const char *labels(struct arena *arena, const struct viewer *viewer,
                          const struct finding *finding)
{
    if (!finding->table || finding->cell == NO_CELL) {
        return "";
    }
    return table_text_shown(arena, viewer, finding->table,
                            table_cell_label(arena, finding->table, finding->cell));
}

static void print_record(struct printer *printer, const struct viewer *viewer,
                         const struct finding *finding)
{
    struct arena *scratch = printer_scratch(printer);
    const struct finding_view view = finding_view(scratch, viewer, finding);
    const char *cell = finding_cell_name(scratch, finding);
    const char *const texts[] = {
        finding->id,
        finding->code,
        severity_name(finding->severity),
        finding->rule ? finding->rule : "",
        finding->output ? finding->output->path : "",
        finding->table ? finding->table->id : "",
        finding->sheet ? finding->sheet : "",
        cell ? cell : "",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        print_text(printer, texts[i]);
        printer_text(printer, ",");
    }
    print_position(printer, finding->row);
    printer_text(printer, ",");
    print_position(printer, finding->column);
    printer_text(printer, ",");
    print_text(printer, view.shows_labels ? labels(scratch, viewer, finding) : "");
    printer_text(printer, ",");
    print_number(printer, view.shows_value ? finding_value(finding) : NAN);
    printer_text(printer, ",");
    const bool shows_range = view.shows_value && finding->has_range;
    print_number(printer, shows_range ? finding->range.low : NAN);
    printer_text(printer, ",");
    print_number(printer, shows_range ? finding->range.high : NAN);
    printer_text(printer, ",");
    print_text(printer, view.message);
    printer_text(printer, ",");
    print_text(printer, view.help);
    printer_text(printer, ",");
    print_text(printer, finding->source ? finding->source->title : "");
    printer_text(printer, "\r\n");
}

void report_csv(const struct results *results, const struct report_options *options,
                const struct sink *sink)
{
    struct arena *arena = arena_create(0);
    struct printer *printer = arena_new(arena, struct printer);
    const struct viewer viewer = {
        .results = results,
        .options = options,
        .tally = tally_create(arena, results),
    };
    printer_start(printer, sink);
    printer_text(printer,
                 "id,code,severity,rule,output,table,sheet,cell,row,column,labels,"
                 "value,low,high,message,help,source\r\n");
    for (size_t i = 0; i < results->finding_count; i++) {
        print_record(printer, &viewer, &results->findings[i]);
        printer_rest(printer);
    }
    printer_finish(printer);
    arena_destroy(arena);
}
