/*
 * Turns: what the checkers saw is kept beside the report, so that the next turn can open
 * on what changed.
 */
#ifndef OUTCHECK_FLOW_TURN_H
#define OUTCHECK_FLOW_TURN_H

#include "base/problems.h"
#include "model/signing.h"
#include "model/submission.h"
#include "model/symbol.h"

/* Copies every file of the submission into `turn-N` in the folder of the report. */
OUTCHECK_MUST_CHECK enum outcheck_status turn_keep(struct arena *arena,
                                                   const char *folder, unsigned turn,
                                                   const struct submission *submission,
                                                   struct problems *problems);

/* OUTCHECK_ERROR_USAGE and a problem while checkers have the report in this folder, or
 * have cleared it: another one must not take its place by accident. */
OUTCHECK_MUST_CHECK enum outcheck_status turn_check(const char *folder,
                                                    struct problems *problems);

/* A turn and what it is compared with. */
struct turn {
    const char *folder; /* of the report */
    const struct signing *before;
    const struct submission *submission; /* of this turn */
    const struct symbols *symbols;
};

/* The signing of the turn after `before`: outputs that did not change keep their
 * outcome, and each changed cell is listed with its old value. A kept file that cannot be
 * read is a problem. */
OUTCHECK_MUST_CHECK enum outcheck_status turn_open(struct arena *arena,
                                                   const struct turn *turn,
                                                   struct signing *now,
                                                   struct problems *problems);

#endif
