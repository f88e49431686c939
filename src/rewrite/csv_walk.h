/*
 * Delimited text, walked cell by cell as bytes: what is copied, and what is not, is for
 * the writers that use this (rewrite_csv.c, rewrite_csv_lines.c).
 */
#ifndef OUTCHECK_REWRITE_CSV_WALK_H
#define OUTCHECK_REWRITE_CSV_WALK_H

#include "rewrite/rewrite.h"

/* Text as units of one or two bytes. */
struct csv_units {
    const unsigned char *bytes;
    size_t count;
    unsigned width;
    bool is_big_endian;
    bool is_ascii_only; /* other characters cannot be written: single bytes */
};

/* A cell: what stands between its delimiters, without blanks and quotation marks. */
struct csv_span {
    size_t begin;
    size_t end;
};

struct csv_writing {
    struct arena *arena;
    struct csv_units units;
    uint32_t delimiter;
    size_t at;     /* the next unit to look at */
    size_t copied; /* units that are in `out` already */
    uint32_t row;
    uint32_t column;
    struct csv_span cell;
    char *out;
    size_t length;
    size_t capacity;
};

/* The unit at `i`. */
uint32_t csv_unit(const struct csv_units *units, size_t i);

/* The text behind the mark of byte order; `mark` says how long that is. */
struct csv_units csv_units(struct bytes bytes, size_t *mark);

/* The character that the reader took: the last word of "CSV, UTF-8, comma". */
uint32_t csv_delimiter(const struct output *output);

/* Finds the cell that starts at `at` and moves to its delimiter or line end. */
void csv_next_cell(struct csv_writing *writing);

/* Past the delimiter, or past the line end to the next row. */
void csv_step(struct csv_writing *writing);

void csv_put(struct csv_writing *writing, const void *bytes, size_t length);

/* Copies what stands before `end` and has not been copied or passed over. */
void csv_copy_until(struct csv_writing *writing, size_t end);

/* The rest of the text, and what is left of a unit behind it. */
struct bytes csv_finish(struct csv_writing *writing, struct bytes from, size_t mark);

/* rewrite_csv_lines.c: the text without the lines that go; false where that cannot be
 * done. */
bool csv_drop_lines(const struct rewriting *rewriting, struct bytes from,
                    struct bytes *written);

#endif
