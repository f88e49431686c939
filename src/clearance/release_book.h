/*
 * The workbook for release, after the Analysis Function's guidance on accessible
 * spreadsheets: cover, contents, notes, one table a sheet marked as a table, shorthand
 * explained above it. No colour, comment, filter, pane, formula or hidden part.
 */
#ifndef OUTCHECK_CLEARANCE_RELEASE_BOOK_H
#define OUTCHECK_CLEARANCE_RELEASE_BOOK_H

#include "base/problems.h"
#include "clearance/release_table.h"

struct release_book {
    const struct request *request;
    const struct release_table *tables;
    size_t table_count;
    int64_t created; /* seconds since 1970, the only date in the file */
};

OUTCHECK_MUST_CHECK enum outcheck_status
release_book_write(const struct release_book *book, const char *path,
                   struct problems *problems);

#endif
