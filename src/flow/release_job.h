/*
 * What the steps of a release share.
 */
#ifndef OUTCHECK_FLOW_RELEASE_JOB_H
#define OUTCHECK_FLOW_RELEASE_JOB_H

#include "base/archive_write.h"
#include "clearance/register/register.h"
#include "clearance/release_table.h"
#include "flow/deciding.h"
#include "flow/pack_folder.h"
#include "outcheck/release.h"

/* A file of the pack. */
struct pack_file {
    const char *name;
    const char *kind; /* "workbook", "csv", "csvw", "ees-data", "ees-meta", "file" */
    const struct output *output; /* that it was made from; NULL for all of them */
    const char *title;           /* of its table; NULL */
    struct bytes bytes;
    const char *sha256;
};

struct release_job {
    struct deciding deciding; /* the scan done again, and the decisions */
    const struct outcheck_release_options *options;
    const char *folder; /* of the pack */
    struct pack_folder pack;
    const struct submission *submission; /* what is released: protected where it is */
    struct release_table *tables;
    struct pack_file *files;
    size_t file_count;
    size_t file_capacity;
    const char *register_where;           /* as seen from here; NULL */
    struct register_release registered;   /* name NULL: not (yet) */
    struct outcheck_scan *protected_scan; /* holds the protected tables; NULL */
    const char *log_head;                 /* hash of the last event before the release */
};

/* Decisions, files and findings are as they were when all was cleared; else problems. */
OUTCHECK_MUST_CHECK enum outcheck_status release_check(struct release_job *job);

/* Takes the protected files in place of the cleared ones where there are such, and looks
 * at them once more. */
OUTCHECK_MUST_CHECK enum outcheck_status release_protected(struct release_job *job);

/* Writes workbook and CSV beside the folder, reads them back, then the rest; puts the
 * pack into its place when it is whole. */
OUTCHECK_MUST_CHECK enum outcheck_status release_write(struct release_job *job);

/* Adds the release to the register. */
OUTCHECK_MUST_CHECK enum outcheck_status release_register(struct release_job *job);

/* Whether the table was written as it is: the workbook's sheet, or a CSV. */
bool release_is_same(const struct release_table *table, const struct grid *grid);

/* manifest.json; NULL data where it cannot be written as JSON. */
struct bytes release_manifest(const struct release_job *job);

#endif
