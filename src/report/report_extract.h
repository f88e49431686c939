/*
 * The extract: the few cells of a table's row that explain a percentage or a mean, with
 * the cell in question underlined.
 *
 *         Region         Total   % sustained
 *         East Midlands  1,431          99.7
 *                                       ^^^^
 */
#ifndef OUTCHECK_REPORT_REPORT_EXTRACT_H
#define OUTCHECK_REPORT_REPORT_EXTRACT_H

#include "report/printer.h"

#include <stdbool.h>

/* True where an extract helps: the cell's counts stand in its own row. */
bool extract_helps(const struct finding *finding);

void print_extract(struct printer *printer, const struct finding *finding, size_t column,
                   size_t width);

#endif
