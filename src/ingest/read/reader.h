/*
 * A reader: one kind of file -> grids.
 *
 * A reader recognises its files by kind (file_type.h) and copies what it keeps: the bytes
 * are gone afterwards. It says nothing about what a grid means.
 *
 * To add a format: write read_<format>.c with one `const struct reader`, list it in
 * reader_registry.c, and mark its kinds as read in file_type.c.
 */
#ifndef OUTCHECK_INGEST_READER_H
#define OUTCHECK_INGEST_READER_H

#include "base/file.h"
#include "ingest/read/refusal.h"
#include "model/grid.h"
#include "model/hidden.h"
#include "model/submission.h"

#include <stdbool.h>
#include <stddef.h>

/* What to read, and where to put it. */
struct reading {
    struct arena *arena;   /* for what is kept */
    struct arena *scratch; /* for what is thrown away when the file is done */
    const struct output *output;
    struct bytes bytes;
    char delimiter; /* that a sidecar names for delimited text; 0: to be found out */

    struct grid *const *grids; /* filled in by the reader, in the order of the file */
    size_t grid_count;
    struct grid *const *caches; /* records that a pivot table keeps: judged, no tables */
    size_t cache_count;
    const char *read_as;    /* "CSV, UTF-8, comma" */
    bool is_own;            /* a report of this program, and no output */
    struct remark *remarks; /* of parts of the file: reading_remark() */
    size_t remark_count;
    size_t remark_capacity;
    const struct hidden_item *hidden;
    size_t hidden_count;
};

struct reader {
    const char *name;         /* "CSV" */
    const char *const *kinds; /* those of struct output that it reads; NULL at the end */

    /* False with a refusal where the file as a whole cannot be read. */
    bool (*read)(struct reading *reading, struct refusal *refusal);
};

/* Adds what is to be said of a row (UINT32_MAX: of the whole file). */
void reading_remark(struct reading *reading, enum remark_kind kind, uint32_t row,
                    const char *sentence, const char *hint);

/* NULL when no reader reads files of this kind. */
const struct reader *reader_find(const char *kind);

#endif
