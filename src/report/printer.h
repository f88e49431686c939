/*
 * A printer: buffered text on its way to a sink, with short-lived memory beside it.
 *
 * Every text format is written through one, so that a million findings take no more
 * memory than ten. What printer_scratch() gives lives until the next printer_rest(); call
 * that between two findings.
 *
 *     struct printer printer;
 *     printer_start(&printer, sink);
 *     printer_format(&printer, "%zu findings\n", count);
 *     printer_finish(&printer);
 */
#ifndef OUTCHECK_REPORT_PRINTER_H
#define OUTCHECK_REPORT_PRINTER_H

#include "base/arena.h"
#include "report/report.h"

#include <stddef.h>
#include <stdint.h>

enum { PRINTER_BUFFER = 32 * 1024 };

struct printer {
    const struct sink *sink;
    struct arena *scratch;
    size_t length;
    char buffer[PRINTER_BUFFER];
};

void printer_start(struct printer *printer, const struct sink *sink);
void printer_finish(
    struct printer *printer); /* sends the rest; frees the scratch memory */

void printer_bytes(struct printer *printer, const char *bytes, size_t length);
void printer_text(struct printer *printer, const char *text);
void printer_count(struct printer *printer, uint64_t count);
void printer_spaces(struct printer *printer, size_t count);
void printer_format(struct printer *printer, const char *format, ...)
    OUTCHECK_PRINTF(2, 3);

/* Memory until the next rest. */
struct arena *printer_scratch(struct printer *printer);
void printer_rest(struct printer *printer);

#endif
