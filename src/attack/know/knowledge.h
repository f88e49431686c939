/*
 * What an attacker knows: one linear system over every table of a submission and of the
 * earlier releases, and the way back from its unknowns and rows to cells.
 *
 * A cell's name is (universe, measure, region); the region is a set of category sets, at
 * most one a variable. Cells with one name are one unknown. Unknowns that nobody printed
 * (the part of a band, the number behind a percentage) have names or labels, too.
 *
 * Universes: a declared id is taken as it is. Tables that declare none share a universe
 * when they describe the same population and period and agree on every figure that both
 * print; else each has its own, and the two are compared as *similar*.
 */
#ifndef OUTCHECK_ATTACK_KNOWLEDGE_H
#define OUTCHECK_ATTACK_KNOWLEDGE_H

#include "attack/names/scope.h"
#include "attack/solve/system.h"
#include "model/finding.h"

#define NO_PRINT UINT32_MAX
#define NO_NAME  UINT32_MAX

/* One cell that stands for an unknown. */
struct print {
    uint32_t table; /* in scope->tables */
    uint32_t cell;
    uint32_t next; /* print of the same unknown, or NO_PRINT */
    double low;    /* what this cell alone says */
    double high;
};

/* A name is as good as an unknown: they have the same numbers. */
struct name {
    uint32_t universe;
    uint32_t measure;
    const uint32_t *sets; /* rising */
    uint32_t set_count;
    uint32_t first_print;
    uint32_t next_same;  /* the same measure and region in another universe, or NO_NAME */
    uint32_t same_count; /* of the first of these: how many there are */
    const char *label;   /* of unknowns without a region: "people behind 12.3% in ..." */
    bool is_target;      /* its range is asked for */
    bool is_published;   /* as a number, exact or rounded, in some table */
    bool is_hidden;      /* some table hides it, whatever others do */
    bool is_behind_percentage;
};

enum row_kind {
    ROW_SUM,      /* whole = parts */
    ROW_PARTS,    /* whole >= parts together */
    ROW_PART,     /* whole >= part */
    ROW_PERCENT,  /* a percentage ties two counts */
    ROW_MEAN,     /* a mean ties a sum and a count */
    ROW_UNIVERSE, /* wider universe >= narrower one */
};

struct row_origin {
    enum row_kind kind;
    uint32_t table; /* of the percentage or mean; else UINT32_MAX */
    uint32_t cell;
    uint32_t whole; /* ROW_SUM: the unknown that the others add up to */
};

struct universe {
    const char *key;
    const char *title;      /* for people */
    uint32_t within;        /* a wider one, or UINT32_MAX */
    uint32_t group;         /* undeclared universes that are said to be the same */
    const char *population; /* keys; "" where nothing or no one thing is said */
    const char *period;
    bool is_declared;
    bool is_apart; /* declared to lie within no other */
};

/* Sets that make up another set (whole NO_SET: the variable's total). */
struct split {
    uint32_t universe; /* UINT32_MAX: true by arithmetic, in every universe */
    uint32_t variable;
    uint32_t whole;
    const uint32_t *parts;
    uint32_t part_count;
    bool is_exhaustive;
    bool are_disjoint; /* parts do not overlap: together they are at most the whole */
    bool makes_parts;  /* parts that nobody printed become unknowns */
};

/* Two cells with one name that cannot both be right. */
struct disagreement {
    uint32_t unknown;
    uint32_t one; /* prints */
    uint32_t other;
};

/* Sums that its budget did not let a search find, if there are any. */
struct unsearched {
    uint32_t table;     /* UINT32_MAX: tables that make up others */
    uint32_t dimension; /* of it: categories that make up others */
};

struct table_sums {
    size_t first;
    size_t end;
};

struct knowledge {
    struct arena *arena;
    struct scope *scope;
    struct system *system;
    struct name *names; /* [system->unknown_count] */
    size_t name_count;
    size_t name_capacity;
    struct print *prints;
    size_t print_count;
    size_t print_capacity;
    struct row_origin *origins; /* [system->row_count] */
    size_t origin_count;
    size_t origin_capacity;
    struct universe *universes;
    size_t universe_count;
    size_t universe_capacity;
    struct split *splits;
    size_t split_count;
    size_t split_capacity;
    struct disagreement *disagreements;
    size_t disagreement_count;
    size_t disagreement_capacity;
    struct stratum_sum *strata; /* strata.h */
    size_t strata_count;
    size_t strata_capacity;
    struct unsearched *unsearched;
    size_t unsearched_count;
    size_t unsearched_capacity;
    const struct knowledge *before; /* while it is built: what was known before cells were
                                       hidden in these tables, or NULL */
    size_t search_steps;            /* as in struct scope_input */
    uint32_t *table_universe;       /* [table_count] */
    uint32_t *
        *cell_unknown;    /* [table_count][cell_count], NO_UNKNOWN where there is none */
    struct map *name_map; /* universe, measure, sets */
    struct map *region_map; /* measure, sets */
    struct map *universe_map;
    struct map *split_map;
    struct derived *derived;       /* totals that nobody printed, of the tables so far */
    struct table_sums *table_sums; /* [table_count] which of them are each table's */
    uint32_t *scratch;             /* words of a name under construction */
    size_t scratch_capacity;
};

/* Reads every statement of every table and indexes the system. */
struct knowledge *knowledge_create(struct arena *arena, const struct scope_input *input);

/* The unknown with this name, or NO_NAME. `sets` rising. */
uint32_t knowledge_find(struct knowledge *knowledge, uint32_t universe, uint32_t measure,
                        const uint32_t *sets, uint32_t set_count);

/* The name of `name` with its set of `variable` replaced (NO_SET: taken out), or NO_NAME.
 */
uint32_t knowledge_sibling(struct knowledge *knowledge, uint32_t name, uint32_t variable,
                           uint32_t set);

/* The same region with one set replaced, written to `sets` (rising); answers how many
 * there are, or UINT32_MAX beyond `limit`. */
uint32_t knowledge_region_with(const struct knowledge *knowledge, const struct name *name,
                               uint32_t variable, uint32_t set, uint32_t *sets,
                               uint32_t limit);

/* The set of a variable in a name; NO_SET where it is at its total. */
uint32_t name_set(const struct knowledge *knowledge, const struct name *name,
                  uint32_t variable);

/* Whether the unknown stands as a number, exact or rounded, in some table. */
bool knowledge_is_published(const struct knowledge *knowledge, uint32_t unknown);

/* What a cell says of the unknown that it stands for; NULL where it says nothing. */
const struct print *knowledge_print_at(const struct knowledge *knowledge, uint32_t table,
                                       uint32_t cell);

/* Whether the print keeps a number back; a blank that means nobody does not. */
bool knowledge_print_hides(const struct knowledge *knowledge, const struct print *print);

/* "aged 19 x Male", "the total": what an unknown stands for. */
const char *knowledge_label(struct arena *arena, const struct knowledge *knowledge,
                            uint32_t unknown);

/* For those that build it (statements.c, equations.c). */
uint32_t knowledge_name(struct knowledge *knowledge, uint32_t universe, uint32_t measure,
                        const uint32_t *sets, uint32_t set_count, bool is_whole);
uint32_t knowledge_label_unknown(struct knowledge *knowledge, const char *label,
                                 bool is_whole);
void knowledge_add_row(struct knowledge *knowledge, const struct term *terms,
                       uint32_t count, double low, double high, struct row_origin origin);
void knowledge_add_split(struct knowledge *knowledge, const struct split *split);

/* Notes that a search ended early, unless it ran to its end before cells were hidden:
 * then all that it could find is known from there. */
void knowledge_note_unsearched(struct knowledge *knowledge, uint32_t table,
                               uint32_t dimension);

/* universes.c: which tables count the same units. `ranges` says what each cell shows. */
void universes_prepare(struct knowledge *knowledge);
uint32_t universe_of_table(struct knowledge *knowledge, uint32_t table,
                           const struct range *ranges);

/* Whether nothing that is said of them keeps two universes from being the same people. */
bool universes_may_be_one(const struct universe *one, const struct universe *other);

/* Whether two universes may be cuts of one group, though they are said to be others: not
 * those of two periods, nor one that is declared to lie within the other. */
bool universes_may_be_alike(const struct knowledge *knowledge, uint32_t one,
                            uint32_t other);

/* A cell's region: its sets, rising, in `sets` (room for one a dimension). */
uint32_t cell_region(const struct table_scope *entry, uint32_t cell, uint32_t *sets);

/* statements.c: what single cells say. */
void statements_add_table(struct knowledge *knowledge, uint32_t table);
void statements_add_ratios(struct knowledge *knowledge, uint32_t table);

/* What a percentage says of the counts above and below its line, wherever they stand. */
void statements_tie_percentage(struct knowledge *knowledge, uint32_t table, uint32_t cell,
                               uint32_t above, uint32_t below);

/* ratio_links.c: percentages whose counts stand in another table. */
enum { REGION_SETS = 64 };

void ratio_links_add(struct knowledge *knowledge);

/* joint_splits.c: dimensions whose total another table prints. */
void joint_splits_add(struct knowledge *knowledge);

/* What its lines that are printed in full say of a table's sums over these dimensions:
 * they are their wholes, at most their wholes, or neither. */
enum joint_verdict { JOINT_REFUTED, JOINT_AT_MOST, JOINT_PROVEN };

enum joint_verdict joint_judge(struct knowledge *knowledge, uint32_t table,
                               uint64_t dimensions);

/* joint_rows.c: the same over several dimensions at once. */
void joint_rows_add(struct knowledge *knowledge);

/* range_splits.c: splits that hold by arithmetic, and the parts that they make. */
void range_splits_add(struct knowledge *knowledge);
void range_splits_make_parts(struct knowledge *knowledge);

/* subset_splits.c: breakdowns of one whole that stand anywhere beside each other, in
 * tables that hide something; in all of them where cells are only to be hidden. */
void subset_splits_add(struct knowledge *knowledge, bool is_before);

/* union_splits.c: "Camden and Hackney" is Camden and Hackney. The sets that the label of
 * `whole` joins; 0 unless every piece is one. */
enum { UNION_PARTS = 16 };

uint32_t union_parts(struct knowledge *knowledge, uint32_t whole, uint32_t *parts);
void union_splits_add(struct knowledge *knowledge);

/* equations.c: what groups of cells say about each other. */
void equations_add(struct knowledge *knowledge);

#endif
