/*
 * Text of the input on its way to a terminal.
 *
 * A label may hold anything that is UTF-8: escape sequences that recolour or rewrite the
 * screen, marks that turn the reading direction around. None of it reaches the terminal.
 */
#ifndef OUTCHECK_REPORT_PRINTABLE_H
#define OUTCHECK_REPORT_PRINTABLE_H

#include "report/printer.h"

/* Control characters become spaces, direction marks go. The same text where there are
 * none. */
const char *text_printable(struct arena *arena, const char *text);

/* Prints at `column`, going on under it when `width` is reached (0: never); does not end
 * the line. Breaks at spaces; a word wider than the room is shortened. */
void print_wrapped(struct printer *printer, const char *text, size_t column,
                   size_t width);

/* Prints and fills up to `width` columns. */
void print_padded(struct printer *printer, const char *text, size_t width);

#endif
