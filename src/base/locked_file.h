/*
 * A file that several programs add to: one writer at a time, and no line lost.
 *
 * A lock to write keeps all others out, a lock to read keeps writers out; both end with
 * the program, however it ends. What is added is on the disk whole when
 * locked_file_append() answers OUTCHECK_OK; when it does not, the file is as long as
 * before. A program that is killed in the middle leaves part of its last addition: who
 * reads must expect it.
 */
#ifndef OUTCHECK_BASE_LOCKED_FILE_H
#define OUTCHECK_BASE_LOCKED_FILE_H

#include "base/file.h"

enum lock_kind { LOCK_TO_READ, LOCK_TO_WRITE };

struct locked_file {
    int descriptor; /* below 0: not open */
    const char *path;
    size_t length;
};

/* Waits some seconds for the others to end. To write, a missing file is made. */
OUTCHECK_MUST_CHECK enum outcheck_status locked_file_open(struct locked_file *file,
                                                          const char *path,
                                                          enum lock_kind kind,
                                                          struct problems *problems);
void locked_file_close(struct locked_file *file); /* accepts one that is not open */

/* The bytes from `from` to the end. */
OUTCHECK_MUST_CHECK enum outcheck_status
locked_file_read(const struct locked_file *file, struct arena *arena, size_t from,
                 struct bytes *bytes, struct problems *problems);

OUTCHECK_MUST_CHECK enum outcheck_status locked_file_append(struct locked_file *file,
                                                            struct bytes bytes,
                                                            struct problems *problems);

/* Cuts off what stands behind `length`. */
OUTCHECK_MUST_CHECK enum outcheck_status
locked_file_shorten(struct locked_file *file, size_t length, struct problems *problems);

#endif
