/*
 * From what the attacker found to findings: which disclosure is told where, and once.
 *
 * One finding for a cell and a code: of several differences at one cell the worst with
 * the shortest arithmetic is told. Hidden cells are told one by one in every table that
 * hides them; differences beyond fifty between two tables are told as one. What a rule
 * about one table has said already is not repeated, and what earlier releases give away
 * without this submission is past mending and not told.
 *
 * How bad a disclosure is, and in which words it is told, is the rules' to say
 * (rule_disclosure.c).
 */
#ifndef OUTCHECK_RISK_DISCLOSURE_ACCOUNT_H
#define OUTCHECK_RISK_DISCLOSURE_ACCOUNT_H

#include "risk/rule.h"

/* A disclosure at a place of this submission, and how bad it is. */
struct telling {
    const struct disclosure *disclosure;
    const struct table *table; /* NULL: at no place of the submission */
    uint32_t cell;
    enum severity severity;
    uint32_t others; /* disclosures at the same place that are not told */
    size_t pair;     /* which two tables; SIZE_MAX for hidden cells */
};

/* How one rule reads disclosures: whether it is concerned and how bad that is (starting
 * from its own severity), and what to say. */
struct disclosure_reading {
    bool (*judge)(struct rule_run *run, const struct disclosure *disclosure,
                  enum severity *severity);
    void (*say)(struct rule_run *run, struct finding *finding,
                const struct telling *telling);
};

void disclosures_tell(struct rule_run *run, const struct disclosure_reading *reading);

#endif
