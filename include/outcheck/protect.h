/*
 * Secondary suppression of a table of cells and equations (tau-ARGUS .jj): which further
 * cells to hide so that every primary cell is protected to its levels, and the proof.
 *
 * Writes <name>.hst and <name>-suppressed.csv into the folder, and nothing unless every
 * cell is proven protected. The summary goes to `sink`, trouble in words to `problems`.
 */
#ifndef OUTCHECK_PROTECT_H
#define OUTCHECK_PROTECT_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

struct outcheck_protect_options {
    const char *path;
    const char *folder;          /* NULL: "outcheck-protected" */
    enum outcheck_format format; /* text or JSON */
    unsigned seconds; /* effort for improving the pattern, about so long; 0: by size */
    bool record_time; /* print the processor time too */
};

/* `*is_proven`: whether every primary cell is proven protected. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_protect(const struct outcheck_protect_options *options, bool *is_proven,
                 const struct outcheck_sink *sink, const struct outcheck_sink *problems);

#endif
