/*
 * Exceptions: findings that the researcher asks to let stand.
 *
 * An exception never changes a finding, its severity or a verdict: it is shown beside it,
 * for the checkers to agree to. It fits a finding by rule, file and all labels of its
 * cell; asked for another value than the cell has now, it is void.
 */
#ifndef OUTCHECK_RISK_EXCEPTIONS_H
#define OUTCHECK_RISK_EXCEPTIONS_H

#include "model/finding.h"
#include "model/submission.h"

void exceptions_match(const struct submission *submission, struct findings *findings);

#endif
