/*
 * What is known while a submission is being protected: the scan, the suggestion, and the
 * files that come of it.
 */
#ifndef OUTCHECK_FLOW_PROTECTION_H
#define OUTCHECK_FLOW_PROTECTION_H

#include "base/file.h"
#include "flow/protect_job.h"
#include "flow/scan_job.h"
#include "protect/suggest.h"
#include "report/json_writer.h"
#include "rewrite/rewrite.h"

struct protected_file {
    const struct output *output; /* as submitted */
    size_t hidden;               /* cells of it that show the marker */
    size_t ranged;               /* that show a range */
    size_t anew;                 /* totals of what is shown, and percentages of them */
    size_t changed;              /* that show another number or label, or are gone */
    const char *sha256;          /* as written */
};

/* A file that is not written, and why. */
struct left_out_file {
    const struct output *output;
    const char *sentence;
};

struct protection {
    struct protect_job *job;
    struct arena *arena;
    struct outcheck_scan *scan;
    struct plan_input input;
    const struct suggestion *suggestion; /* about the tables of `made` */
    const struct submission *made;       /* as submitted, or by another design */
    const struct submission *shown;      /* as they are to be written */
    const struct alternative *way;       /* the design; NULL: cells are hidden */
    const struct suggestion *ways; /* what was compared with it; NULL: nothing was */
    const char *method;            /* as it is called on the command line */
    const char *folder;            /* where the tables go */
    const char *proof;             /* where the proof goes */
    struct protected_file *files;
    size_t file_count;
    size_t file_capacity;
    struct left_out_file *left_out;
    size_t left_out_count;
    size_t left_out_capacity;
};

/* protect_methods.c: what is to be done, by the method asked for. Sets all from
 * `suggestion` to `method`. */
void protection_choose(struct protection *protection,
                       const struct suggest_options *options);

/* Whether there is something that may be written. */
bool protection_is_proven(const struct protection *protection);

/* protected_changes.c: what changes in a file, and the lines that go from it. NULL, or
 * what is in the way. */
struct file_changes {
    struct text_change *changes;
    size_t change_count;
    struct line_drop *drops;
    size_t drop_count;
};

const char *protection_changes(const struct protection *protection, struct arena *arena,
                               const struct output *output, struct file_changes *changes);

/* Where a row or column of the file stands once the lines that go are gone. */
uint32_t place_after(const struct file_changes *changes, const struct grid *grid,
                     bool is_column, uint32_t index);

/* Cells of the file that will show something else. */
void protection_count_changes(const struct protection *protection,
                              struct protected_file *file);

/* protected_files.c: chooses the files, writes them aside, has them read back and
 * attacked, and moves them into place with the proof. Nothing stays where that fails. */
OUTCHECK_MUST_CHECK enum outcheck_status protection_write(struct protection *protection);

/* protection_check.c: reads what was written into `folder` as if it were submitted, and
 * attacks it: it must hide what was suggested, and nothing may be found. */
OUTCHECK_MUST_CHECK enum outcheck_status
protection_check(const struct protection *protection, const char *folder);

/* protection_proof.c: the suggestion with its values and ranges. */
struct bytes protection_proof(const struct protection *protection);

/* protection_pattern.c: where the pattern of a file's table goes as an a-priori file of
 * tau-ARGUS; NULL where it is none of its tables, or was not only hidden in. And the
 * number of that table; UINT32_MAX. */
const char *protection_pattern_path(const struct protection *protection,
                                    const struct protected_file *file);
uint32_t protection_only_table(const struct protection *protection,
                               const struct protected_file *file);

/* protection_event.c: notes in the log beside the proof what was protected. */
OUTCHECK_MUST_CHECK enum outcheck_status
protection_log(const struct protection *protection, struct bytes proof);

/* protection_lists.c: the suggestion without the cells that show a range; those as the
 * member `bounds`; and the tables with each cell at its place in the file as written. */
struct suggestion protection_hidden(const struct protection *protection,
                                    struct arena *arena);
void protection_write_bounds(struct json_writer *json,
                             const struct protection *protection);
const struct submission *protection_as_written(const struct protection *protection,
                                               struct arena *arena);

/* protection_words.c */
void protection_print(const struct protection *protection);

#endif
