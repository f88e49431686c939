/*
 * The attacker: what can be worked out from everything published together.
 *
 * Reads a submission and all earlier releases as one linear system (docs/attacker.md) and
 * asks between which numbers each hidden cell lies, which small groups follow from
 * published figures, and what percentages give back. Answers are data; no rule and no
 * severity is known here: limits come in as numbers, and what becomes a finding is for
 * risk/ to say.
 *
 * Every stated range is proven: all numbers that the published figures allow lie within
 * it. Where a range could not be proven to be wide, that is said (DISCLOSURE_NOT_PROVEN).
 */
#ifndef OUTCHECK_ATTACK_ATTACK_H
#define OUTCHECK_ATTACK_ATTACK_H

#include "attack/names/scope.h"
#include "attack/solve/solve.h"
#include "model/finding.h"

struct attack_limits {
    double minimum; /* counts from 1 up to below this are small */
    double width;   /* a hidden cell's range must be at least so wide; 0: no such rule */
    /* So many contributors of one hidden figure, together, know it, and take it off; 0:
     * nobody does. */
    double sum_insiders;
    double count_insiders;
    double few_people; /* fewer contributors than this are too few for the policy */
    double few_organisations;
    bool zeros_count;  /* a group of nobody is disclosive, too */
    bool exact_ranges; /* audit: exact ranges for all; else stop at `width` */
    unsigned workers;  /* child processes at a time; 0: 2 */
    unsigned seconds;  /* in all; 0: 600 */
};

enum disclosure_kind {
    DISCLOSURE_DIFFERENCE,  /* a region that nobody printed is small */
    DISCLOSURE_RECOVERABLE, /* a hidden cell has one possible value */
    DISCLOSURE_NARROW,      /* a hidden cell's range is narrower than the width */
    DISCLOSURE_HIDDEN_SUM,  /* the hidden cells of one line are together small */
    DISCLOSURE_GIVES_BACK, /* a percentage gives back the count behind it, and it is small
                            */
    DISCLOSURE_COMMON_BASE,   /* shares without a base give back the base */
    DISCLOSURE_SIMILAR,       /* two like tables differ by a few */
    DISCLOSURE_SUSPECTED,     /* tables that may make up another would give it */
    DISCLOSURE_CONTRADICTION, /* parts and total disagree by more than rounding allows */
    DISCLOSURE_TO_INSIDER,    /* those behind another hidden cell can work out this one */
    DISCLOSURE_NOT_PROVEN,    /* a hidden cell whose range was not proven wide enough */
    DISCLOSURE_UNSEARCHED,    /* sums that may give more could not all be looked for */
};

/* A published cell that takes part: the figures, each times its multiplier and added up,
 * are `divisor` times the figure disclosed. */
struct attack_figure {
    const struct table *table;
    uint32_t cell;
    double value;
    int64_t multiplier; /* 1 and -1 in nearly all */
};

struct disclosure {
    enum disclosure_kind kind;
    const struct table *table; /* the cell that it is about, or its first figure */
    uint32_t cell;
    uint32_t unknown;    /* what is disclosed: as attack_cell.unknown; NO_UNKNOWN */
    bool is_hidden_cell; /* `cell` itself is what is disclosed */
    struct solved_range range;
    const struct attack_figure *figures;
    uint32_t figure_count;
    int64_t divisor;
    const char *region;      /* in words: "Age 19", "North East x Apprenticeship";
                                DISCLOSURE_UNSEARCHED: the dimension, "" for tables */
    const char *assumption;  /* DISCLOSURE_SUSPECTED: "a.csv and b.csv make up c.csv" */
    double insiders;         /* DISCLOSURE_TO_INSIDER: how many stand behind */
    const char *insiders_of; /* and behind what, in words; "" */
    double candidates[4];    /* DISCLOSURE_COMMON_BASE: the smallest bases that fit */
    uint32_t candidate_count;
};

/* How a hidden cell comes out of the attack. */
enum hidden_outcome {
    HIDDEN_NOT_PROVEN,
    HIDDEN_EXACT,      /* one value is possible */
    HIDDEN_NARROW,     /* narrower than the width asked for */
    HIDDEN_WIDE,       /* proven as wide as asked */
    HIDDEN_AS_PRINTED, /* nothing more is known than the symbol itself says */
};

/* What is left of each hidden cell. */
struct attack_cell {
    const struct table *table;
    uint32_t cell;
    uint32_t unknown; /* what it stands for: the same in tables that share the cell */
    enum hidden_outcome outcome;
    struct solved_range range;
};

struct attack_counts {
    size_t cells; /* that say something */
    size_t unknowns;
    size_t equations;
    size_t hidden;
    size_t exact; /* hidden cells with one possible value */
    size_t narrow;
    size_t protected; /* proven as wide as asked */
    size_t not_proven;
    size_t pairs_compared; /* nested figures whose difference was looked at */
};

struct attack_result {
    const struct attack_cell *cells;
    size_t cell_count;
    const struct disclosure *disclosures; /* in the order of tables and cells */
    size_t disclosure_count;
    struct attack_counts counts;
};

const struct attack_result *attack_run(struct arena *arena,
                                       const struct scope_input *input,
                                       const struct attack_limits *limits);

#endif
