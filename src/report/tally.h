/*
 * The tally: how many findings of each severity, for the submission, each output and each
 * table.
 *
 * A verdict is the worst of the findings, and never better than "cannot assess" where
 * something could not be read: not read is not passed, whatever the rules say.
 */
#ifndef OUTCHECK_REPORT_TALLY_H
#define OUTCHECK_REPORT_TALLY_H

#include "report/report.h"

#include <stddef.h>

enum { SEVERITY_COUNT = SEVERITY_FAIL + 1 };

struct severity_counts {
    size_t of[SEVERITY_COUNT];
    enum severity verdict;
};

struct tally {
    struct severity_counts all;
    struct severity_counts *outputs; /* as in the submission */
    struct severity_counts *tables;
    bool *has_outside; /* of each table: counts were read from its titles or headings */
    size_t cells;
    size_t hidden; /* cells that show a symbol for a suppressed number */
    struct map *output_indices;
    struct map *table_indices;
};

const struct tally *tally_create(struct arena *arena, const struct results *results);

/* The place in the submission's list; SIZE_MAX for NULL and for strangers. */
size_t tally_output_index(const struct tally *tally, const struct output *output);
size_t tally_table_index(const struct tally *tally, const struct table *table);

/* Whether the remark is only said; all others become findings, if the policy has the
 * rule. */
bool remark_is_note(const struct remark *remark);

/* The best verdict that a submission with these remarks can have. */
enum severity tally_floor(const struct submission *submission);

#endif
