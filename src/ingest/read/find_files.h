/*
 * The paths of the command -> the outputs to check, and the companions that go with them.
 *
 * A folder is walked with everything below it. Left out: hidden entries (".git"), this
 * program's own folders ("outcheck-report" and the like, unless asked for by name), and
 * companions: sidecars (sidecar.h knows their names) and the records of an ACRO session,
 * which describe outputs and are none. A file that is named twice, or reached in two
 * ways, is one output.
 *
 * Nothing is read here but folders; output_load() reads one file.
 */
#ifndef OUTCHECK_INGEST_FIND_FILES_H
#define OUTCHECK_INGEST_FIND_FILES_H

#include "base/file.h"
#include "base/problems.h"
#include "model/grid.h"

#include <stddef.h>

enum {
    FILE_BYTE_LIMIT = 2000 * 1000 * 1000,
    FOLDER_DEPTH_LIMIT = 64, /* folders in folders */
};

struct found_files {
    struct output *const *outputs; /* sorted by path; kind by name; not yet loaded */
    size_t output_count;
    struct output *const *companions; /* in the order of the walk; never loaded */
    size_t companion_count;
};

/* What was asked for. */
struct asked_files {
    const char *const *paths; /* files, folders, or "-" */
    size_t count;
    const char *standard_input_name; /* NULL: "standard-input.csv" */
    const char *const *left_out; /* files and folders that are not taken, however they are
                                    reached */
    size_t left_out_count;
};

/*
 * A path that does not exist, a folder that cannot be opened, and nothing to check at all
 * are problems. `output.path` is what people see: below the folder asked for, or the
 * file's name; where two would be the same, as asked.
 */
OUTCHECK_MUST_CHECK enum outcheck_status find_files(struct arena *arena,
                                                    const struct asked_files *asked,
                                                    struct found_files *found,
                                                    struct problems *problems);

/* Reads the file into `scratch` and fills in bytes and sha256 (in `arena`). */
OUTCHECK_MUST_CHECK enum outcheck_status
output_load(struct arena *arena, struct arena *scratch, struct output *output,
            struct bytes *bytes, struct problems *problems);

#endif
