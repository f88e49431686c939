/*
 * Zip archives, and so workbooks and documents: the one door to libzip.
 *
 * An archive is opened from bytes in memory, and written there; no file is touched.
 * Nothing in it is believed: sizes are counted while unpacking and not taken from the
 * directory, what would unpack to more than ARCHIVE_BYTE_LIMIT in all is refused while it
 * is read, and so are archives with two members of one name, which readers would
 * understand in different ways.
 *
 *     const char *trouble = NULL;
 *     struct archive *archive = archive_open(arena, bytes, &trouble);
 *     const struct archive_member *member = archive_find(archive, "xl/workbook.xml");
 *     if (archive_read(archive, member, limit, &content, &trouble)) ...
 *     archive_close(archive);
 *
 * `*trouble` is a piece of a sentence: "the zip archive is damaged (...)".
 */
#ifndef OUTCHECK_BASE_ARCHIVE_H
#define OUTCHECK_BASE_ARCHIVE_H

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ARCHIVE_MEMBER_LIMIT = 100 * 1000,
    ARCHIVE_BYTE_LIMIT = 2000 * 1000 * 1000, /* unpacked, over all that is read */
};

struct archive;

struct archive_member {
    const char *name; /* with forward slashes, as in the archive otherwise */
    uint64_t bytes;   /* as the directory says; may be a lie */
    uint64_t packed_bytes;
    size_t index;
    bool is_encrypted;
};

/* NULL with trouble where the bytes are no archive that can be trusted. The bytes must
 * live as long as the archive. */
struct archive *archive_open(struct arena *arena, struct bytes bytes,
                             const char **trouble);
void archive_close(struct archive *archive); /* accepts NULL */

/* In the order of the directory; folders are left out. */
const struct archive_member *archive_members(const struct archive *archive,
                                             size_t *count);

/* By name, upper or lower case alike; NULL where there is none. */
const struct archive_member *archive_find(const struct archive *archive,
                                          const char *name);

/* Unpacks a member piece by piece into `take`, which may answer false to stop. False with
 * trouble where it could not be read to its end; false without trouble where `take`
 * stopped. */
bool archive_stream(struct archive *archive, const struct archive_member *member,
                    bool (*take)(void *context, struct bytes piece), void *context,
                    const char **trouble);

/* The whole member, of at most `limit` bytes, in the arena that archive_open() was given.
 */
bool archive_read(struct archive *archive, const struct archive_member *member,
                  size_t limit, struct bytes *content, const char **trouble);

/* A member that gets other content. */
struct archive_replacement {
    const struct archive_member *member; /* of the same bytes */
    struct bytes content;
};

/* The same archive with some members replaced, in `arena`: all others are copied as they
 * are packed, dates stay. False with trouble. */
bool archive_replace(struct arena *arena, struct bytes bytes,
                     const struct archive_replacement *replacements, size_t count,
                     struct bytes *written, const char **trouble);

#endif
