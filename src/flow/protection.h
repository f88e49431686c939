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

struct protected_file {
    const struct output *output; /* as submitted */
    size_t hidden;               /* cells of it that the suggestion hides */
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
    const struct suggestion *suggestion;
    const char *folder; /* where the tables go */
    const char *proof;  /* where the proof goes */
    struct protected_file *files;
    size_t file_count;
    size_t file_capacity;
    struct left_out_file *left_out;
    size_t left_out_count;
    size_t left_out_capacity;
};

/* protected_files.c: chooses the files, writes them aside, has them read back and
 * attacked, and moves them into place with the proof. Nothing stays where that fails. */
OUTCHECK_MUST_CHECK enum outcheck_status protection_write(struct protection *protection);

/* protection_check.c: reads what was written into `folder` as if it were submitted, and
 * attacks it: it must hide what was suggested, and nothing may be found. */
OUTCHECK_MUST_CHECK enum outcheck_status
protection_check(const struct protection *protection, const char *folder);

/* protection_proof.c: the suggestion with its values and ranges. */
struct bytes protection_proof(const struct protection *protection);

/* protection_event.c: notes in the log beside the proof what was protected. */
OUTCHECK_MUST_CHECK enum outcheck_status
protection_log(const struct protection *protection, struct bytes proof);

/* protection_words.c */
void protection_print(const struct protection *protection);

#endif
