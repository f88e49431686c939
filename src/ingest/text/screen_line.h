/*
 * A line of running text as columns of a screen: one character a column, words with their
 * places. Lines of boxes become plain | - +, so that every program's tables look alike.
 */
#ifndef OUTCHECK_INGEST_SCREEN_LINE_H
#define OUTCHECK_INGEST_SCREEN_LINE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TEXT_WIDTH_LIMIT = 2000, /* columns; a wider line is prose */
    TEXT_WORD_LIMIT = 120,
};

enum screen_line_kind {
    LINE_BLANK,
    LINE_RULE,    /* ---+---, and the like */
    LINE_COMMAND, /* what somebody typed: ". tab sex", "> head(df)" */
    LINE_DATA,    /* ends in a number or what stands for one */
    LINE_TEXT,
};

struct screen_word {
    uint32_t start; /* columns */
    uint32_t end;
    bool is_number; /* or a symbol that stands for one */
    bool has_digit;
};

struct screen_line {
    const char *text;      /* as it stands */
    const char *shape;     /* [width]: ASCII alone, pipes that part columns are blanks */
    const uint32_t *bytes; /* [width + 1]: where each column begins in `text` */
    uint32_t width;
    uint32_t first_pipe; /* the first pipe with something before it; UINT32_MAX */
    enum screen_line_kind kind;
    struct screen_word *words;
    uint32_t word_count;
    uint32_t
        tail; /* where "Number of obs = 74" begins behind a table's line; else width */
    uint32_t number_count; /* words at the end that are numbers */
};

/* Everything about a line. */
struct screen_line screen_line_of(struct arena *arena, const char *text);

/* The text between two columns, trimmed. */
const char *text_between(struct arena *arena, const struct screen_line *line,
                         uint32_t start, uint32_t end);

/* Works out words and kind anew after `width` was cut. */
void screen_line_look(struct arena *arena, struct screen_line *line);

#endif
