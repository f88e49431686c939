/*
 * decisions.json: the signing of a submission, for programs (`release`, `notify`,
 * `status`) and for the next turn.
 *
 * Bound by hashes: each output with those of its bytes and findings, the whole with its
 * own. A record that was changed by hand is refused. Holds reasons and private comments,
 * never a cell's value.
 */
#ifndef OUTCHECK_CLEARANCE_DECISION_RECORD_H
#define OUTCHECK_CLEARANCE_DECISION_RECORD_H

#include "base/file.h"
#include "base/problems.h"
#include "model/signing.h"

#define DECISION_RECORD_NAME "decisions.json"

/* The record in the folder of a report. No record: OUTCHECK_OK and `*signing` NULL. */
OUTCHECK_MUST_CHECK enum outcheck_status decision_record_read(struct arena *arena,
                                                              const char *folder,
                                                              struct signing **signing,
                                                              struct problems *problems);

/* The same for bytes. */
struct signing *decision_record_parse(struct arena *arena, const char *path,
                                      struct bytes bytes, struct problems *problems);

/* The record of an earlier turn, as it was put away. */
OUTCHECK_MUST_CHECK enum outcheck_status
decision_record_read_turn(struct arena *arena, const char *folder, unsigned turn,
                          struct signing **signing, struct problems *problems);

/* Puts the present record away as that of its turn. */
OUTCHECK_MUST_CHECK enum outcheck_status
decision_record_put_away(struct arena *arena, const char *folder, unsigned turn,
                         struct problems *problems);

/* Writes it; `*sha256` is the hash of the file. */
OUTCHECK_MUST_CHECK enum outcheck_status
decision_record_write(struct arena *arena, const char *folder,
                      const struct signing *signing, const char **sha256,
                      struct problems *problems);

#endif
