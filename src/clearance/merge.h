/*
 * What several checkers' decisions about one output come to.
 *
 * An output is cleared when as many as the policy wants have decided and all say Approve.
 * All alike gives that outcome; different ones are a conflict; somebody who has not
 * decided leaves it open.
 */
#ifndef OUTCHECK_CLEARANCE_MERGE_H
#define OUTCHECK_CLEARANCE_MERGE_H

#include "model/signing.h"

/* Fills in the outcomes of all outputs. One that came unchanged from an earlier turn with
 * its outcome keeps it until somebody decides anew. */
void merge_decisions(struct signing *signing);

/* The signing of the turn after `before` for the outputs of `now`: unchanged outputs keep
 * their outcome, decisions about unchanged findings of theirs stay. Either may have no
 * outputs. */
void merge_turn(const struct signing *before, struct signing *now);

#endif
