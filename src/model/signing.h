/*
 * The signing of a submission: who checks it, what each decided about each output and
 * finding, and what follows.
 *
 * Bound to bytes by hashes: a decision belongs to an output with these bytes and these
 * findings, and to no other. Holds no cell's value.
 */
#ifndef OUTCHECK_MODEL_SIGNING_H
#define OUTCHECK_MODEL_SIGNING_H

#include "model/finding.h"
#include "model/submission.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGNING_CHECKER_LIMIT = 9 };

/* About an output. */
enum decision {
    DECISION_UNDECIDED,
    DECISION_APPROVE,
    DECISION_CHANGES,
    DECISION_REJECT,
    DECISION_COUNT
};

/* About a finding. */
enum finding_decision {
    FINDING_UNDECIDED,
    FINDING_CHANGE_NEEDED,
    FINDING_EXCEPTION_AGREED,
    FINDING_FALSE_ALARM,
    FINDING_NOT_APPLICABLE,
    FINDING_DECISION_COUNT
};

enum outcome {
    OUTCOME_OPEN,
    OUTCOME_CLEARED,
    OUTCOME_CHANGES,
    OUTCOME_REJECT,
    OUTCOME_CONFLICT,
    OUTCOME_COUNT
};

/* The words that people choose from, ended by NULL: "Undecided", "Approve", ... */
extern const char *const decision_words[DECISION_COUNT + 1];
extern const char *const finding_decision_words[FINDING_DECISION_COUNT + 1];

const char *outcome_word(enum outcome outcome); /* "CLEARED", as people see it */
const char *outcome_name(enum outcome outcome); /* "cleared", as in JSON */

/* How this output came from one turn to the next. */
enum output_change { OUTPUT_NEW, OUTPUT_CHANGED, OUTPUT_UNCHANGED };

struct opinion {
    enum decision decision;
    const char *reason;  /* for the researcher too; "" */
    const char *comment; /* for checkers alone; "" */
};

struct signed_output {
    const char *path;
    const char *sha256;
    const char *findings_sha256; /* of what the tool found in it */
    enum severity result;
    struct opinion opinions[SIGNING_CHECKER_LIMIT]; /* one a checker of the signing */
    enum outcome outcome;
    unsigned decided_turn; /* in which the outcome was reached; 0: not yet */
    enum output_change change;
};

struct finding_opinion {
    enum finding_decision decision;
    const char *reason; /* "" */
};

struct signed_finding {
    const char *id;
    struct finding_opinion opinions[SIGNING_CHECKER_LIMIT];
};

struct signing_checker {
    const char *name;
    bool has_decided; /* in this turn: a workbook was read */
};

/* A cell that is not what it was in the turn before. */
struct cell_change {
    const struct table *table; /* of this turn */
    uint32_t cell;
    const char *before; /* as it was written; NULL: there was no such cell */
    const char *after;  /* NULL: there is no such cell any more */
    const char *label;  /* "North East x Male" */
};

/* What is needed to do the same scan again, each path from the folder of the report. */
struct signing_run {
    const char *const *paths;
    size_t path_count;
    const char *const *previous;
    size_t previous_count;
    const char *policy;         /* NULL: the default */
    const char *register_where; /* NULL: none; or SIGNING_SECRET_REGISTER */
};

/* A register on a server whose address is not written down: it may hold a password. */
#define SIGNING_SECRET_REGISTER "odbc:"

struct signing {
    const char *report_id; /* hash of policy, files and findings together */
    unsigned turn;         /* from 1 */
    unsigned needed;       /* checkers that must agree */
    bool is_blind;         /* each decides alone; else one after the other */
    struct signing_checker checkers[SIGNING_CHECKER_LIMIT];
    size_t checker_count;
    struct signed_output *outputs;
    size_t output_count;
    struct signed_finding *findings; /* those that somebody decided about */
    size_t finding_count;
    int64_t
        submitted;    /* this turn came to the checkers: seconds since 1970; 0: not yet */
    int64_t returned; /* it went back to the researcher; 0: it is with the checkers */
    int64_t days_before;     /* working days that earlier turns were with the checkers */
    int64_t first_submitted; /* the first turn */
    const char *days_used;   /* "2 of 5 working days"; NULL where nobody can say */
    const char *target;      /* "27 Nov 2026"; NULL */
    struct signing_run run;
    /* Only while a workbook is written. */
    const char *reader; /* the checker whose copy it is; "" for the report itself; NULL:
                           the joint one */
    bool hides_comments;
    const struct cell_change *changes; /* since the turn before */
    size_t change_count;
    const char *const *gone; /* outputs of the turn before that are not here any more */
    size_t gone_count;
};

/* The index of the checker of that name, however it is spaced and capitalised, or
 * SIZE_MAX. */
size_t signing_find_checker(const struct signing *signing, const char *name);
bool signing_same_person(const char *one, const char *other);

struct signed_output *signing_find_output(const struct signing *signing,
                                          const char *path);
struct signed_finding *signing_find_finding(const struct signing *signing,
                                            const char *id);

/* Whether everybody has decided in this turn. */
bool signing_is_complete(const struct signing *signing);

/* Whether each output is cleared, and there is one. */
bool signing_is_cleared(const struct signing *signing);

/* "open", "partially reviewed", "reviewed", "cleared", "returned", "rejected" */
const char *signing_state(const struct signing *signing);

#endif
