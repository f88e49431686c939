/*
 * Terms of models that stand for a group of people, and how many are in it.
 *
 * A dummy's size is seldom printed beside it, but often in another table of the same
 * submission: "factor(region)London" is the category London of Region.
 */
#ifndef OUTCHECK_RISK_MODEL_GROUPS_H
#define OUTCHECK_RISK_MODEL_GROUPS_H

#include "risk/rule.h"

struct model_group {
    const char *variable; /* "region", as a key; "" where only the program knows */
    const char *level;    /* "london", as a key */
};

/* How many are in a group, from a table of the submission. */
struct model_group_size {
    const struct table *table; /* NULL: nothing says */
    uint32_t cell;
    double count;
    bool is_same_sample; /* all groups of that table make the model's N */
};

/* The measure of the table's coefficients or ratios, or UINT32_MAX: it is no model. */
uint32_t model_first_measure(const struct table *table);

/* The dimension along which coefficients differ, or UINT32_MAX. */
uint32_t model_term_dimension(const struct table *table);

bool model_term_is_constant(const struct category *term);

/* Is the term a group? "factor(region)London", "C(region)[T.London]", "2.region",
 * "i.region London"; "regionLondon" beside "regionWales", or where another table has
 * London under Region. */
bool model_group_of(struct rule_desk *desk, const struct table *table, uint32_t terms,
                    uint32_t term, struct model_group *group);

/* `sample` is the model's N; 0 where it is not known. */
struct model_group_size model_group_size(struct rule_desk *desk,
                                         const struct table *model,
                                         const struct model_group *group, double sample);

#endif
