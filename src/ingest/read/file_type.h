/*
 * Kinds of files: by the end of the name, and by the first bytes where these say more.
 *
 * Every kind that people submit has a row here, read or not: what is not read is named
 * and gets a hint, never silence. Contents are looked at, never opened.
 */
#ifndef OUTCHECK_INGEST_FILE_TYPE_H
#define OUTCHECK_INGEST_FILE_TYPE_H

#include "base/file.h"

#include <stdbool.h>

struct file_type {
    const char *kind;  /* "xlsx"; also the usual end of the name */
    const char *words; /* "an Excel workbook" */
    const char *hint;  /* what to submit instead; "" when files of this kind are read */
};

/* By the end of the path's name; never NULL: what is not known is "other". */
const struct file_type *file_type_of_name(const char *path);

/* By the first bytes; NULL where they say nothing, as with delimited text. */
const struct file_type *file_type_of_content(struct bytes bytes);

/* Whether content of this type is what the name promised: both are zip archives inside,
 * ... */
bool file_type_fits(const struct file_type *content, const struct file_type *name);

#endif
