/*
 * The sidecars of a submission as files: found, parsed and listed. Only sidecar*.c
 * include this.
 */
#ifndef OUTCHECK_INGEST_SIDECAR_FILES_H
#define OUTCHECK_INGEST_SIDECAR_FILES_H

#include "base/map.h"
#include "ingest/sidecar/csvw.h"

#define SIDECAR_META_ENDING ".meta.csv"

/* One parsed CSVW file. */
struct sidecar_file {
    struct sidecar_source source;
    struct sidecar_node root;
    struct sidecar_node tables; /* json NULL: the root is a table itself */
    const char *folder;
    bool is_group;   /* speaks for a folder */
    bool has_spoken; /* of a sheet or text that was read */
    struct sidecar_file *next;
};

/* A table description in one of them. */
struct sidecar_entry {
    struct sidecar_file *file;
    struct csvw_description description;
    const char *url; /* decoded, without fragment; relative to the sidecar's folder */
    const char *location; /* of the file that it is about */
    bool is_used;
    bool is_seen; /* a sheet of the file was met that it may be about */
};

struct sidecars {
    struct arena *arena;
    struct problems *problems;
    struct sidecar_file *files; /* the last one read first */
    struct sidecar_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    struct map *paths; /* those that were looked for */
    bool ignores_csvw;
    bool ignores_meta;
};

/* One kind of slash, no "./" in front. */
const char *sidecar_plain_path(struct arena *arena, const char *path);

/* Finds and parses the files that may speak for this output, or above it. */
void sidecar_files_read_for(struct sidecars *sidecars, const struct output *output,
                            const char *const *asked, size_t asked_count);

/* Those in a folder asked for that no output led to. */
void sidecar_files_read_orphans(struct sidecars *sidecars, const char *folder);

#endif
