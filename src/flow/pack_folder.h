/*
 * A folder of files that appears whole or not at all: it is written beside its place and
 * put there at the end. A pack that stands there already stays until then, and comes back
 * when what follows fails; at no moment is there half of one, or some of each.
 */
#ifndef OUTCHECK_FLOW_PACK_FOLDER_H
#define OUTCHECK_FLOW_PACK_FOLDER_H

#include "base/problems.h"

#include <stdbool.h>
#include <stddef.h>

/* The list of hashes that every pack has. */
#define PACK_SUMS_NAME "SHA256SUMS"

struct pack_folder {
    struct arena *arena;
    const char *place;        /* where it belongs */
    const char *real;         /* the same with links followed */
    const char *aside;        /* where it is written; afterwards the older pack */
    const char *const *older; /* the files that stand at the place */
    size_t older_count;
    bool has_older; /* there is a folder at the place */
    bool is_placed;
};

/* Makes the folder beside. Refuses where a file stands at the place that no pack has
 * written: one that its SHA256SUMS does not list, nor `extra` (NULL for none). */
OUTCHECK_MUST_CHECK enum outcheck_status pack_folder_open(struct pack_folder *folder,
                                                          const char *extra,
                                                          struct problems *problems);

/* The path to write a file of this name to. */
const char *pack_folder_path(const struct pack_folder *folder, const char *name);

OUTCHECK_MUST_CHECK enum outcheck_status pack_folder_place(struct pack_folder *folder,
                                                           struct problems *problems);

/* Everything as it was before: removes what was written, puts the older pack back. */
void pack_folder_undo(struct pack_folder *folder);

/* Removes the older pack. */
void pack_folder_finish(struct pack_folder *folder);

#endif
