/*
 * What a file carries that nobody sees who looks at its cells: hidden sheets, comments,
 * caches, properties. Readers record it, rules judge it.
 */
#ifndef OUTCHECK_MODEL_HIDDEN_H
#define OUTCHECK_MODEL_HIDDEN_H

#include "model/grid.h"

enum hidden_kind {
    HIDDEN_SHEET,
    HIDDEN_LINES,   /* rows or columns with something in them */
    HIDDEN_TEXT,    /* cells that cannot be seen: white on white, `;;;` */
    HIDDEN_VALUE,   /* numbers that a format shows as something else: `"c"` */
    HIDDEN_DIGITS,  /* numbers with more digits than their format shows */
    HIDDEN_FORMULA, /* formulas that hold numbers of their own */
    HIDDEN_RESULT,  /* formulas without a saved result: what they show is not known */
    HIDDEN_COMMENT, /* and notes */
    HIDDEN_NAME,    /* defined names */
    HIDDEN_RECORDS, /* caches of pivot tables, data models, old versions */
    HIDDEN_CHART,   /* the chart's own copy of its numbers */
    HIDDEN_LINK,    /* copies of other workbooks' cells, connections, addresses */
    HIDDEN_LIST,    /* lists and limits of data validation */
    HIDDEN_LIMIT,   /* limits in conditional formats */
    HIDDEN_WORDS,   /* texts beside the cells: headers and footers, text boxes */
    HIDDEN_OBJECT,  /* embedded files and controls */
    HIDDEN_PICTURE,
    HIDDEN_MACRO,
    HIDDEN_PROPERTY, /* of the document, and traces of the machine it was made on */
    HIDDEN_PART,     /* anything else: parts of the file that are not known */
    HIDDEN_KIND_COUNT,
};

struct hidden_item {
    enum hidden_kind kind;
    const struct output *output;
    const char *sheet; /* or NULL */
    uint32_t row;      /* in the grid, from 0; UINT32_MAX for none */
    uint32_t column;
    const char *sentence;     /* "3 comments, the first in B6" */
    const char *const *texts; /* what it says in words, for patterns */
    uint32_t text_count;
    bool is_minor; /* harmless by itself: said, and no reason to look */
};

/* "a comment": what things of this kind are called. */
const char *hidden_kind_words(enum hidden_kind kind);

#endif
