/*
 * A plan: what must be hidden in a submission, what may be, and what must stay.
 *
 * Made from the attacker's own system: its unknowns are what can be hidden, so that a
 * number which stands in five tables is hidden in all of them or in none. The plan grows
 * from round to round (demands.h, repair.h) and is put to the search as a
 * pattern_problem (plan_problem.h).
 *
 * Each unknown is one of:
 *
 *   open     printed in the candidate; may be hidden, at its cost
 *   kept     printed, and stays: the user's wish, a total by default, an earlier release
 *            (which nobody can take back), a zero that cannot be otherwise
 *   hidden   hidden already, or printed nowhere
 *   primary  must be hidden, and an attacker must believe it `above` higher (and `below`
 *            lower)
 *
 * Statistics that are no sums (percentages, means, medians) have no unknown of their own:
 * they are marked cell by cell.
 */
#ifndef OUTCHECK_PROTECT_PLAN_H
#define OUTCHECK_PROTECT_PLAN_H

#include "attack/attack.h"
#include "attack/know/contributors.h"
#include "attack/know/knowledge.h"
#include "policy/policy.h"
#include "protect/cell_marks.h"
#include "protect/pattern.h"

/* Why an unknown must stay as it is. */
enum plan_keep {
    KEEP_NOT,
    KEEP_BY_DEFAULT, /* a headline total: given up where nothing else helps */
    KEEP_WISHED,
    KEEP_STRUCTURAL, /* a zero that cannot be otherwise */
    KEEP_RELEASED,   /* stands in an earlier release */
};

/* One unknown, by its number in the attacker's system. */
struct plan_unknown {
    double value;      /* as printed, else one that fits */
    double hidden_low; /* what is known once the candidate prints nothing of it */
    double hidden_high;
    double cost;
    double above; /* the demands on it; 0: none */
    double below;
    enum plan_keep keep;
    bool is_open;       /* printed as a number in the candidate */
    bool is_printed;    /* as a number anywhere */
    bool is_primary;    /* must be hidden */
    bool is_first;      /* so from the beginning: not to protect another */
    bool is_hidden;     /* by the pattern of this round */
    const char *reason; /* the code of the finding it answers; NULL */
};

/* A sum of unknowns that an attacker must believe `above` higher: a region that nobody
 * printed. */
struct plan_region {
    const struct term *terms;
    uint32_t term_count;
    int64_t divisor;
    double value;
    double above;
    uint32_t tries; /* rounds that asked for it */
};

/* What plans are made from. */
struct plan_input {
    struct scope_input scope; /* the candidate, and all that was released before */
    const struct policy *policy;
    const struct policy *audit_policy; /* what `audit` judges by */
    struct attack_limits limits;
    /* Numbers were rounded to protect them: one that is not, or that may stand for too
     * few, is in the way, too. */
    bool asks_rounded;
    bool recomputes_totals; /* as the policy or the user says: recomputed_totals.h */
};

struct plan {
    struct arena *arena;
    const struct plan_input *input;
    struct knowledge *knowledge;
    struct contributors contributors; /* of each unknown */
    struct plan_unknown *unknowns;    /* [knowledge->name_count] */
    struct cell_marks marks;          /* cells that the plan itself hides */
    struct cell_marks first;          /* those of them that findings asked for */
    struct cell_marks kept;           /* cells that a wish keeps open */
    const char ***reasons;            /* [table][cell] code of the finding; NULL */
    struct plan_region *regions;
    size_t region_count;
    size_t region_capacity;
    struct map *tables; /* of earlier releases: by pointer, in knowledge->scope */
    struct map *ids;    /* of the candidate: by id */
    bool asks_down;     /* large numbers are to be believed lower, not higher */
    bool had_choice;    /* there was a number to which that made a difference */
};

struct plan *plan_create(struct arena *arena, const struct plan_input *input);

/* The table's number in the attacker's scope, also for copies of the candidate's tables;
 * UINT32_MAX where it has none. */
uint32_t plan_table(const struct plan *plan, const struct table *table);

/* Whether that number is one of the candidate's. */
bool plan_is_candidate(const struct plan *plan, uint32_t table);

/* The unknown that a cell prints, or NO_UNKNOWN. */
uint32_t plan_unknown_of(const struct plan *plan, uint32_t table, uint32_t cell);

/* The table of the plan (never a copy). */
const struct table *plan_table_at(const struct plan *plan, uint32_t table);

/* The unknown must be hidden, and its range that wide: it is to be believed higher, or
 * lower where it is large and the plan asks so. True where that is new. */
bool plan_demand(struct plan *plan, uint32_t unknown, double level, const char *code);

/* The cell must be hidden: its unknown, with the level usual for it, else the cell alone.
 * False where that was asked before, or where the cell must stay. */
bool plan_hide_cell(struct plan *plan, uint32_t table, uint32_t cell, const char *code);

/* How far an attacker must be kept from an unknown without contributors. */
double plan_level(const struct plan *plan, uint32_t unknown);

#endif
