/*
 * The sentences of the text formats that are not a finding's own: one place to review
 * them, and to translate them.
 *
 * House rules: under 20 words; the number, the limit, the place, the act; never "safe";
 * no blame.
 */
#ifndef OUTCHECK_REPORT_WORDING_H
#define OUTCHECK_REPORT_WORDING_H

#include "report/attack_view.h"
#include "report/tally.h"

/* "minimum count in North East x Male (details left out)" */
const char *wording_left_out(struct arena *arena, const char *title, const char *label);

/* "FAIL: 4 fail, 1 review" */
const char *wording_verdict(struct arena *arena, const struct tally *tally);

/* "2 outputs, 3 tables, 1,284 cells" */
const char *wording_read(struct arena *arena, const struct results *results,
                         const struct tally *tally);

/* "14 hidden cells: 2 exact, 1 narrow, 11 protected; compared with 1 earlier release" */
const char *wording_attack(struct arena *arena, const struct results *results,
                           const struct attack_view *view);

/* What to do next, for each verdict. */
const char *wording_next(struct arena *arena, const struct results *results,
                         const struct tally *tally);

/* What hiding cells would do; "" where nothing is to be hidden. */
const char *wording_suggestion(struct arena *arena, const struct results *results);

/* "and 37 more like this"; says where the rest stands when there is a report. */
const char *wording_more(struct arena *arena, size_t count, bool has_report);

/* "exception asked: the region is named in the act"; for a finding that has one. */
const char *wording_exception(struct arena *arena, const struct finding *finding);

/* "1 supporting file: neither read nor judged, not for release" */
const char *wording_supporting(struct arena *arena, size_t count);

/* "help: merge it with another category; outcheck explain T101" */
const char *wording_help(struct arena *arena, const char *help, const char *code);

#endif
