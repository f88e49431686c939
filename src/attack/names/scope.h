/*
 * The common vocabulary of all tables: variables, category sets, measures.
 *
 * A dimension of a table is a variable of the submission; its categories are sets of that
 * variable. Dimensions with one name (after aliases) are one variable; a dimension that
 * the file does not name joins the variable whose categories it shares. Labels that are
 * ranges are one set when they are one interval, however they are written. Totals are
 * left out: NO_SET.
 *
 * Says nothing about values.
 */
#ifndef OUTCHECK_ATTACK_SCOPE_H
#define OUTCHECK_ATTACK_SCOPE_H

#include "attack/names/label_range.h"
#include "base/map.h"
#include "model/submission.h"

#define NO_SET UINT32_MAX

struct attack_alias {
    const char *key;       /* text_key() of a dimension's name */
    const char *canonical; /* what it is called everywhere */
};

struct category_set {
    uint32_t variable;
    const char *text; /* as first written: "16-24" */
    bool has_range;
    struct label_range range;
};

struct variable {
    const char *name; /* as first written: "Age" */
    bool is_named;    /* "columns" and "rows" are stand-ins */
    bool is_time;
    uint32_t *sets;
    size_t set_count;
    size_t set_capacity;
};

/* A table in terms of the common vocabulary. */
struct table_scope {
    const struct table *table;
    uint32_t *variables;      /* [dimension_count] */
    const uint32_t **sets;    /* [dimension_count][category_count] */
    const uint32_t **running; /* [measure_count][category_count] sets of counts that run
                                 on, along their dimension; NULL for others */
    const uint32_t *measures; /* [measure_count] */
    bool is_earlier;          /* released before */
};

struct scope {
    struct arena *arena;
    struct variable *variables;
    size_t variable_count;
    size_t variable_capacity;
    struct category_set *sets;
    size_t set_count;
    size_t set_capacity;
    const char **measures; /* canonical keys */
    size_t measure_count;
    size_t measure_capacity;
    struct table_scope *tables;
    size_t table_count;
    struct map *variable_map; /* by key */
    struct map *set_map;      /* by variable and key */
    struct map *measure_map;
};

struct scope_input {
    const struct submission *candidate;
    const struct submission *before; /* the candidate before cells were hidden in it, or
                                        NULL: which tables add up is read there */
    const struct submission *const *earlier;
    size_t earlier_count;
    const struct attack_alias *aliases;
    size_t alias_count;
    size_t search_steps; /* for sums that nobody declared, at most; 0: as many as usual */
};

/* Tables are in the order of the candidate, then of the earlier submissions. */
struct scope *scope_create(struct arena *arena, const struct scope_input *input);

/* The set that a cell stands for in a dimension of its table; NO_SET for the total. */
uint32_t table_scope_set(const struct table_scope *entry, uint32_t cell, uint32_t d);

/* The set of a variable that is an interval; made where there is none yet. */
uint32_t scope_range_set(struct scope *scope, uint32_t variable,
                         const struct label_range *range, const char *text);

/* The set where it exists, else NO_SET. */
uint32_t scope_find_range(const struct scope *scope, uint32_t variable,
                          const struct label_range *range);

/* A measure of its own for what no table prints: "sum of mean earnings". */
uint32_t scope_measure(struct scope *scope, const char *key);

#endif
