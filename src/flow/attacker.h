/*
 * The attacker's part of a scan: what was released before, which numbers of the policy it
 * is asked with, and which rules remain when it works alone.
 */
#ifndef OUTCHECK_FLOW_ATTACKER_H
#define OUTCHECK_FLOW_ATTACKER_H

#include "attack/attack.h"
#include "base/problems.h"
#include "model/submission.h"
#include "policy/policy.h"

/* One submission a release, in the order given; each output's `release` is its name. */
struct earlier_releases {
    const struct submission *const *items;
    size_t count;
};

struct earlier_paths {
    const char *const *items;
    size_t count;
};

/* A path that does not exist or holds no file is a problem. */
OUTCHECK_MUST_CHECK enum outcheck_status
earlier_releases_read(struct arena *arena, const struct earlier_paths *paths,
                      const struct policy *policy, struct earlier_releases *earlier,
                      struct problems *problems);

/* Adds what the register holds that can touch the candidate. What is too much to be
 * compared at once, or could not be compared, becomes a remark of a release of its own.
 */
OUTCHECK_MUST_CHECK enum outcheck_status earlier_releases_add_register(
    struct arena *arena, const char *where, const struct submission *candidate,
    struct earlier_releases *earlier, struct problems *problems);

/* The candidate with a remark for each release of which something could not be read: what
 * is not read is not compared, and must not pass in silence. What was nothing but a
 * remark is no release from then on. */
const struct submission *earlier_releases_remark(struct arena *arena,
                                                 struct earlier_releases *earlier,
                                                 const struct submission *candidate);

/* The widest of the policy's limits: what is small for one of its rules is asked for. */
struct attack_limits attacker_limits(const struct policy *policy);

/* What the attacker reads: the candidate, the releases, and names that mean one thing. */
struct scope_input attacker_scope(const struct submission *candidate,
                                  const struct earlier_releases *earlier);

const struct attack_result *attacker_run(struct arena *arena,
                                         const struct submission *candidate,
                                         const struct earlier_releases *earlier,
                                         const struct attack_limits *limits);

/* The policy with only those rules that the attacker's findings and unread input need;
 * released with the one it was made from. */
const struct policy *attacker_policy(struct arena *arena, const struct policy *policy);

#endif
