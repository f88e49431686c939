/*
 * What a row of a grid looks like, at a glance: how much is filled, how much of it is
 * numbers.
 */
#ifndef OUTCHECK_INGEST_ROW_FACTS_H
#define OUTCHECK_INGEST_ROW_FACTS_H

#include "model/grid.h"
#include "model/symbol.h"

struct row_facts {
    uint32_t filled;  /* at least 2 where `is_plain_data` stopped the look */
    uint32_t numbers; /* of them: numbers written with digits */
    uint32_t years;   /* of the numbers: those that could be years */
    uint32_t symbols; /* of them: symbols that stand for a number */
    uint32_t first;   /* the first filled column, or the grid's column count */
    bool is_hiding;   /* a symbol in brackets, "[c]", or two, "c (c)": never a heading */
    bool starts_with_number; /* the first filled cell is one: no heading begins so */
    bool counts_up;     /* its numbers are 0, 1, 2 ...: headings, more likely than data */
    bool is_plain_data; /* numbers that are no years and do not count up: look no further
                         */
};

struct row_facts row_facts_of(const struct grid *grid, uint32_t row,
                              uint32_t first_column, uint32_t last_column,
                              const struct symbols *symbols);

/* Could be a row of headings: no numbers but years and running numbers. A first heading
 * may hold words that are symbols too ("U"); a row below one that holds any is data. */
bool row_looks_like_heading(const struct row_facts *facts, bool is_first);

#endif
