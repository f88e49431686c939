/*
 * The register: what has been released before, for all scans to come.
 *
 * `where` is the path of an SQLite file, or "odbc:" and a data source or a connection
 * string. Text (or JSON) goes to `sink`, trouble in words to `problems`.
 */
#ifndef OUTCHECK_REGISTER_H
#define OUTCHECK_REGISTER_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

struct outcheck_register_options {
    const char *where;
    const char *const *paths; /* what was released: files or folders */
    size_t path_count;
    const char *name;      /* of the release; NULL: after the first path */
    const char *clearance; /* the reference of its clearance; NULL */
    const char *released;  /* "2026-11-21"; NULL: today in the UK */
    const char *policy;    /* that it was cleared under; NULL: "ons-srs" */
};

/* Adds a release, whole or not at all. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_register_add(const struct outcheck_register_options *options,
                      const struct outcheck_sink *sink,
                      const struct outcheck_sink *problems);

/* The releases, in the order in which they were added. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_register_list(const char *where, enum outcheck_format format,
                       const struct outcheck_sink *sink,
                       const struct outcheck_sink *problems);

/* Reads everything and reckons every hash again. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_register_verify(const char *where, const char *head, bool *is_whole,
                         const struct outcheck_sink *sink,
                         const struct outcheck_sink *problems);

#endif
