/*
 * Listings of single units in running text: Stata's `list`, R's head(), pandas'
 * df.head(), SAS's PROC PRINT.
 */
#ifndef OUTCHECK_INGEST_UNIT_LISTING_H
#define OUTCHECK_INGEST_UNIT_LISTING_H

#include "ingest/text/aligned.h"

/* The first line (from 0) of each listing, and what it is; call until it answers false.
 * `*line` is where to begin, and then where the next call begins. */
struct unit_listing {
    uint32_t first;
    uint32_t last;
    const char *words; /* "Stata's list" */
};

bool unit_listing_next(const struct text_page *page, uint32_t *line,
                       struct unit_listing *listing);

#endif
