/*
 * Risk: tables and a policy become findings.
 *
 * One file a rule family (T, Z, P, D, E, R, L, F, X), one registry. A rule never touches
 * a file, never changes a table and never decides what to do about what it finds. Missing
 * evidence is a finding (cannot assess), never a pass.
 */
#ifndef OUTCHECK_RISK_RISK_H
#define OUTCHECK_RISK_RISK_H

#include "attack/attack.h"
#include "base/problems.h"
#include "model/finding.h"
#include "model/submission.h"
#include "policy/policy.h"

/* `attack` says what follows from all tables together; NULL where nobody asked. */
struct findings *risk_evaluate(struct arena *arena, const struct submission *submission,
                               const struct policy *policy,
                               const struct attack_result *attack,
                               struct problems *problems);

#endif
