/*
 * Files and folders: the one place that talks to the operating system about them.
 *
 * Reading takes the whole file with a limit; writing goes beside the place and is renamed
 * when whole, so that nobody ever sees half a file. Paths may use either kind of slash on
 * reading.
 */
#ifndef OUTCHECK_BASE_FILE_H
#define OUTCHECK_BASE_FILE_H

#include "base/problems.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
    const char *data; /* one NUL beyond `length` */
    size_t length;
};

enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };

enum file_kind file_kind_of(const char *path);

/* Adds a problem (OUTCHECK_ERROR_INPUT) and answers that status on failure. "-" reads
 * standard input. */
OUTCHECK_MUST_CHECK enum outcheck_status file_read(struct arena *arena, const char *path,
                                                   size_t byte_limit, struct bytes *bytes,
                                                   struct problems *problems);

/* The names in a folder, sorted by bytes, without "." and "..". */
OUTCHECK_MUST_CHECK enum outcheck_status
folder_list(struct arena *arena, const char *path, const char *const **names,
            size_t *count, struct problems *problems);

/* Makes the folder and those above it where they are missing. */
OUTCHECK_MUST_CHECK enum outcheck_status
folder_make(struct arena *arena, const char *path, struct problems *problems);

/* A name beside `path` to write to first; then file_move_into_place() or file_remove().
 */
const char *file_beside(struct arena *arena, const char *path);

/* The same for a folder: a hidden name, which no scan of the folder around it reads. */
const char *folder_beside(struct arena *arena, const char *path);
OUTCHECK_MUST_CHECK enum outcheck_status
file_move_into_place(const char *written, const char *path, struct problems *problems);
void file_remove(const char *path);

/* Two folders on one disk change places. At once, so that at no moment one of the names
 * is missing; only where the disk cannot do that, one after the other. */
OUTCHECK_MUST_CHECK enum outcheck_status folder_swap(struct arena *arena, const char *one,
                                                     const char *other,
                                                     struct problems *problems);

/* Writes `bytes` beside `path` and renames. */
OUTCHECK_MUST_CHECK enum outcheck_status file_write(struct arena *arena, const char *path,
                                                    struct bytes bytes,
                                                    struct problems *problems);

/* The one true name of what exists: absolute, links followed. NULL where there is none.
 */
const char *path_resolved(struct arena *arena, const char *path);

/* The name of what exists as seen from a folder that exists: "../tables/a.csv". `path`
 * itself where one of the two is missing. */
const char *path_relative(struct arena *arena, const char *folder, const char *path);

/* Path arithmetic; no file is touched. */
const char *path_join(struct arena *arena, const char *folder, const char *name);
const char *path_name(const char *path); /* after the last slash */
const char *path_folder(struct arena *arena,
                        const char *path);    /* "." when there is none */
const char *path_extension(const char *path); /* "csv", "" when none */

#endif
