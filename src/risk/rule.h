/*
 * A rule: how one kind of test reads a table, and how it answers.
 *
 * To add a rule: a row in policy/rule_kind.c; an evaluator in the rule_<family>.c it
 * belongs to (or a new file, named in rule_registry.c); a page in docs/rules; tests at
 * both sides of its limit. An evaluator names the roles of the cells that it looks at;
 * the driver (risk.c) walks each table once for all rules together, so a rule's own loops
 * over all cells are a mistake.
 *
 *     static void judge_count(struct rule_run *run, uint32_t cell)
 *     {
 *         if (broken) {
 *             struct finding *finding = rule_report_cell(run, cell);
 *             rule_say(run, finding, "%s in %s; minimum is %s", ...);
 *         }
 *     }
 *
 * Messages say number, place and then, after the last "; ", the limit: a report that must
 * not show limits cuts there. Nothing is allocated for cells without a finding. What
 * hundreds of cells share (counts missing, not rounded) is one finding for their measure,
 * made from a `cell_group`.
 */
#ifndef OUTCHECK_RISK_RULE_H
#define OUTCHECK_RISK_RULE_H

#include "attack/attack.h"
#include "model/finding.h"
#include "model/submission.h"
#include "outcheck/status.h"
#include "policy/policy.h"
#include "risk/table_study.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROLE_BIT(role) (UINT64_C(1) << (role))

/* Unweighted numbers of units, whatever the unit. */
#define COUNT_ROLES                                                                      \
    (ROLE_BIT(ROLE_COUNT) | ROLE_BIT(ROLE_TOTAL) | ROLE_BIT(ROLE_N) |                    \
     ROLE_BIT(ROLE_CONTRIBUTORS) | ROLE_BIT(ROLE_ORGANISATIONS) |                        \
     ROLE_BIT(ROLE_AT_RISK) | ROLE_BIT(ROLE_EVENTS))

/* Statistics that share a sum or a distribution among the units of a count. */
#define AVERAGE_ROLES                                                                    \
    (ROLE_BIT(ROLE_MEAN) | ROLE_BIT(ROLE_MEDIAN) | ROLE_BIT(ROLE_QUANTILE) |             \
     ROLE_BIT(ROLE_SD) | ROLE_BIT(ROLE_SHAPE) | ROLE_BIT(ROLE_SUM) |                     \
     ROLE_BIT(ROLE_MODE))

/* Statistics of models, tests and distributions: no number of units follows from them,
 * but how many are behind them must be known. */
#define MODEL_ROLES                                                                      \
    (ROLE_BIT(ROLE_MODEL) | ROLE_BIT(ROLE_CORRELATION) | ROLE_BIT(ROLE_TEST) |           \
     ROLE_BIT(ROLE_SURVIVAL) | ROLE_BIT(ROLE_GINI) | ROLE_BIT(ROLE_CONCENTRATION))

/* What the rules of one evaluation share. */
struct rule_desk {
    struct arena *arena;   /* lives as long as the job: what findings keep */
    struct arena *scratch; /* words under construction; emptied when a finding is begun */
    const struct submission *submission;
    const struct policy *policy;
    const struct attack_result *attack; /* or NULL */
    struct findings *findings;
    struct problems *problems;
};

/* One rule of the policy at work. */
struct rule_run {
    struct rule_desk *desk;
    const struct policy_rule *rule;
    const struct rule_evaluator *evaluator;
    const struct table *table; /* NULL outside tables */
    struct table_study *study; /* of the table */
    const char *help;          /* the rule's remedies in one text */
    void *state;               /* of the table: from begin_table, gone after end_table */
    void *memory;              /* of the whole evaluation: lives in desk->arena */
};

struct rule_evaluator {
    const char *kind;
    uint64_t roles;     /* judge_cell sees the cells of these roles: ROLE_BIT() ored */
    bool reads_records; /* also asked about tables whose rows are single units */
    void (*begin_table)(struct rule_run *run);
    void (*judge_cell)(struct rule_run *run, uint32_t cell);
    void (*judge_line)(struct rule_run *run, const struct line *line);
    void (*end_table)(struct rule_run *run);
    void (*end_submission)(struct rule_run *run);
};

/* NULL when this build has no evaluator for the kind. */
const struct rule_evaluator *rule_evaluator_find(const char *kind);

/* A finding of this rule with place, severity, why, help and source; the message is the
 * caller's. Empties the scratch arena: words made before are gone. */
struct finding *rule_report_cell(struct rule_run *run, uint32_t cell);
struct finding *rule_report_table(struct rule_run *run);
struct finding *rule_report_output(struct rule_run *run, const struct output *output,
                                   const char *sheet);

/* For rules that make words for cells that then have no finding. */
void rule_empty_scratch(struct rule_run *run);

void rule_say(struct rule_run *run, struct finding *finding, const char *format, ...)
    OUTCHECK_PRINTF(3, 4);

/* The finding's severity is at most this one. */
void rule_soften(struct finding *finding, enum severity most);

/* Names the other figures: `whole` with sign 1, the cells with sign -1. */
void rule_add_figures(struct rule_run *run, struct finding *finding, uint32_t whole,
                      const uint32_t *cells, uint32_t cell_count);

/* Words in the scratch arena. */
const char *rule_place(const struct rule_run *run,
                       uint32_t cell); /* "North East x Male" */
const char *rule_value(const struct rule_run *run, double value); /* "1,431" */
const char *rule_counted(const struct rule_run *run, const struct cell *cell,
                         double value); /* "7 people", "1 school" */
const char *rule_span(const struct rule_run *run, struct range range); /* "4 or 5" */
const char *rule_printed(const struct rule_run *run,
                         const struct cell *cell); /* "99.7%" */

/* "mean", "means": what numbers of a role are called. */
const char *role_noun(enum role role, bool is_many);

/* "schools" and the like: units that are organisations, not people. */
bool unit_is_organisation(const char *unit);
bool cell_counts_organisations(const struct table *table, const struct cell *cell);

/* Cells that share one finding: how many, the first, and the rectangle around them. */
struct cell_group {
    uint32_t count;
    uint32_t first;
    uint32_t first_row;
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
};

void cell_group_add(struct cell_group *group, const struct table *table, uint32_t cell);
const char *cell_group_range(const struct rule_run *run, const struct cell_group *group);

/* A group a measure, for state. */
struct cell_group *cell_groups_create(struct rule_run *run);

/* Is the measure rounded to a base that the policy itself asks for? Then a number stands
 * for what it may be, and the limits of the policy are those of the exact numbers. */
bool measure_is_rounded_as_asked(const struct policy *policy,
                                 const struct measure *measure);

/* The value of a cell that holds a number. */
bool cell_number(const struct table *table, uint32_t cell, double *value);

/* Equal but for the last bits of arithmetic. */
bool nearly_equal(double one, double other);

/* Whether a record of the analysis answers each of the policy's dominance rules for the
 * cell, whatever the answer (rule_dominance.c). */
bool dominance_is_recorded(const struct rule_run *run, uint32_t cell);

/* What the attacker found for rules of other families, told once all tables are judged
 * (rule_disclosure.c). */
void disclose_contradictions(struct rule_run *run);
void disclose_given_back(struct rule_run *run);

/* E104 of the submission as a whole (rule_request.c). */
void judge_request(struct rule_run *run);

/* Samples of models that differ by a few: told by the rule about differencing
 * (model_samples.c). */
void disclose_nested_models(struct rule_run *run);

/* The rule families, for the registry; each list ends with a NULL kind. */
extern const struct rule_evaluator threshold_rules[];
extern const struct rule_evaluator zero_rules[];
extern const struct rule_evaluator percentage_rules[];
extern const struct rule_evaluator dominance_rules[];
extern const struct rule_evaluator evidence_rules[];
extern const struct rule_evaluator rounding_rules[];
extern const struct rule_evaluator label_rules[];
extern const struct rule_evaluator hidden_rules[];
extern const struct rule_evaluator file_rules[];
extern const struct rule_evaluator additivity_rules[];
extern const struct rule_evaluator disclosure_rules[];
extern const struct rule_evaluator marker_rules[];
extern const struct rule_evaluator expression_rules[];
extern const struct rule_evaluator position_rules[];
extern const struct rule_evaluator survival_rules[];
extern const struct rule_evaluator model_rules[];
extern const struct rule_evaluator correlation_rules[];
extern const struct rule_evaluator concentration_rules[];
extern const struct rule_evaluator density_rules[];
extern const struct rule_evaluator ees_rules[];
extern const struct rule_evaluator ees_meta_rules[];
extern const struct rule_evaluator ees_place_rules[];
extern const struct rule_evaluator ees_word_rules[];

#endif
