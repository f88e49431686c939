/*
 * Ingest: files become a submission of tables.
 *
 *   find files -> read each into grids (one reader a format) -> find the tables in each
 * grid
 *   -> give every row and column its role (sidecar, companion file, inference) -> cells
 *
 * Nothing of the input is trusted, nothing is evaluated, nothing is guessed in silence:
 * what is not understood becomes a doubt of its table or a remark of the submission. A
 * bad sidecar is a problem (OUTCHECK_ERROR_USAGE); a path that does not exist is one
 * (OUTCHECK_ERROR_INPUT); a file that cannot be read as what it claims to be is a remark,
 * and the rest goes on.
 */
#ifndef OUTCHECK_INGEST_INGEST_H
#define OUTCHECK_INGEST_INGEST_H

#include "base/problems.h"
#include "model/rounding_rule.h"
#include "model/submission.h"

/* Whose descriptions are believed, for a first sidecar to be drafted from one of them. */
enum description_source {
    DESCRIPTION_OF_ANY, /* all, in their order of precedence */
    DESCRIPTION_OF_EES,
    DESCRIPTION_OF_DATA_PACKAGE,
    DESCRIPTION_OF_ACRO,
    DESCRIPTION_OF_TAU,
};

struct ingest_options {
    const char *const *paths; /* files, folders (walked in sorted order), or "-" */
    size_t path_count;
    const char *standard_input_name; /* what "-" is called */
    const char *const *left_out;     /* what lies there is not read, though asked for */
    size_t left_out_count;
    /* A folder in which each output is read, by its path as shown to people, instead of
     * where it was found; sidecars are those of the place where it was found. NULL. */
    const char *read_from;
    bool reads_reports;            /* reports of this program, too: as earlier releases */
    const struct symbols *symbols; /* what the policy says symbols mean */
    const struct rounding_rule *rounding; /* what the policy prescribes; NULL: nothing */
    enum description_source description_source;
    void (*progress)(void *context, const char *path, size_t done, size_t all);
    void *progress_context;
};

OUTCHECK_MUST_CHECK enum outcheck_status
ingest_submission(struct arena *arena, const struct ingest_options *options,
                  const struct submission **submission, struct problems *problems);

/* The sidecar (CSVW table group) that says what was inferred: JSON text. For a folder one
 * csv-metadata.json, for a single file <file>-metadata.json; `*path` says where it
 * belongs. */
OUTCHECK_MUST_CHECK enum outcheck_status
ingest_draft_sidecar(struct arena *arena, const struct submission *submission,
                     const char *asked_path, const char **path, const char **json,
                     struct problems *problems);

/* The draft of submission.yaml for the submission; `*path` says where it belongs. */
const char *ingest_draft_request(struct arena *arena, const struct submission *submission,
                                 const char *asked_path, const char **path);

#endif
