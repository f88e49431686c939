/*
 * How long the checkers have had a submission: working days of England and Wales. The
 * clock stands still while the researcher has it.
 */
#ifndef OUTCHECK_CLEARANCE_REVIEW_CLOCK_H
#define OUTCHECK_CLEARANCE_REVIEW_CLOCK_H

#include "model/signing.h"

/* Working days of this turn alone; 0 where the calendar cannot be read. */
int64_t review_clock_turn(const struct signing *signing);

/* Fills in `days_used` and `target`; `turnaround` is what the policy gives, 0 for
 * nothing. Both stay NULL where nobody can say. */
void review_clock_show(struct arena *arena, struct signing *signing, double turnaround);

#endif
