/*
 * One finding a line, for grep and editors: `file:cell: SEVERITY code message`. Nothing
 * else, so that no line needs to be skipped.
 */
#include "report/finding_view.h"
#include "report/printable.h"
#include "report/printer.h"

void report_concise(const struct results *results, const struct report_options *options,
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
    for (size_t i = 0; i < results->finding_count; i++) {
        const struct finding *finding = &results->findings[i];
        struct arena *scratch = printer_scratch(printer);
        printer_format(
            printer, "%s:%s: %s %s %s\n",
            finding->output ? text_printable(scratch, finding->output->path)
                            : "submission",
            text_printable(scratch, finding_place(scratch, finding)),
            severity_word(finding->severity), finding->code,
            text_printable(scratch, finding_view(scratch, &viewer, finding).message));
        printer_rest(printer);
    }
    printer_finish(printer);
    arena_destroy(arena);
}
