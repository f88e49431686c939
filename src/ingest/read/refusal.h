/*
 * Why a file, or a sheet, could not be read: a sentence with its place, and what to do.
 *
 * Readers answer with a refusal; what becomes of it (a remark of the submission) is for
 * ingest.c to say. A refusal holds no cell values.
 */
#ifndef OUTCHECK_INGEST_REFUSAL_H
#define OUTCHECK_INGEST_REFUSAL_H

#include <stddef.h>

struct refusal {
    const char
        *sentence; /* "line 3, character 7: a NUL byte"; NULL when nothing is refused */
    const char *hint;
    size_t line;   /* from 1; 0 for the whole file */
    size_t column; /* in characters, from 1; 0 for the whole line */
};

#endif
