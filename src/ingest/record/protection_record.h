/*
 * protection.json: what `protect` said it hid, held against the tables that are handed
 * in.
 *
 * Looked for beside the files, and, for those in a folder outcheck-protected, in the
 * folder outcheck-report beside that one. A cell that the record calls suppressed and
 * that shows a number, and a file whose bytes are not those that were written, are
 * remarks (REMARK_CLAIM).
 */
#ifndef OUTCHECK_INGEST_PROTECTION_RECORD_H
#define OUTCHECK_INGEST_PROTECTION_RECORD_H

#include "base/arena.h"
#include "model/submission.h"

#define PROTECTION_RECORD_NAME "protection.json"

struct protection_records;

struct protection_records *protection_records_create(struct arena *arena);

/* Compares one grid with the record about its file, if there is one; call it once a grid.
 */
void protection_records_compare(struct protection_records *records,
                                const struct grid *grid);

const struct remark *protection_records_remarks(const struct protection_records *records,
                                                size_t *count);

#endif
