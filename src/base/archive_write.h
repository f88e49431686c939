/*
 * Writing a zip archive: the same members give the same bytes, for all dates in it are
 * one fixed day.
 */
#ifndef OUTCHECK_BASE_ARCHIVE_WRITE_H
#define OUTCHECK_BASE_ARCHIVE_WRITE_H

#include "base/file.h"

struct archive_file {
    const char *name;
    struct bytes bytes; /* must live as long as the call */
};

/* Writes beside `path`, renames when whole. */
OUTCHECK_MUST_CHECK enum outcheck_status
archive_write(struct arena *arena, const char *path, const struct archive_file *files,
              size_t count, struct problems *problems);

#endif
