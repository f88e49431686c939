/*
 * Rows and columns that go from the XML of a sheet: all behind them move up, and so do
 * merged cells and column widths.
 *
 * What else may point at cells (filters, conditional formats, validations, links,
 * tables, breaks) is not moved: a sheet that has any is refused.
 */
#ifndef OUTCHECK_REWRITE_XLSX_LINES_H
#define OUTCHECK_REWRITE_XLSX_LINES_H

#include "rewrite/rewrite.h"

/* False with trouble; `content` is replaced. */
bool xlsx_drop_lines(const struct rewriting *rewriting, const struct grid *grid,
                     struct bytes *content, const char **trouble);

#endif
