/*
 * Results made by hand, for the tests of the text formats: one table of destinations
 * under a policy of four rules, and whatever findings a test adds.
 */
#ifndef OUTCHECK_TESTS_SAMPLE_RESULTS_H
#define OUTCHECK_TESTS_SAMPLE_RESULTS_H

#include "report/report.h"

struct sample_results {
    struct arena *arena;
    struct table *table; /* Region x Apprenticeship, Education, Total, % Education */
    struct findings findings;
    struct results results;
};

/* `path` is the file's name; `text` as sample_table() wants it, NULL for the usual one.
 */
struct sample_results *sample_results(struct arena *arena, const char *path,
                                      const char *text);

/* A finding on a cell of the table, with value and message as a rule would give them. */
struct finding *sample_finding(struct sample_results *sample, uint32_t cell,
                               const char *code, enum severity severity,
                               const char *message);

/* Sorts what was added and fills the results in. */
const struct results *sample_finish(struct sample_results *sample);

typedef void (*renderer)(const struct results *, const struct report_options *,
                         const struct sink *);

/* The text that a format gives. */
const char *sample_render(struct arena *arena, renderer render,
                          const struct results *results,
                          const struct report_options *options);

#endif
