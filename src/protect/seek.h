/*
 * Seeking changes for demands at the prices of the day: what is hidden is nearly free,
 * what is not costs what hiding it would.
 */
#ifndef OUTCHECK_PROTECT_SEEK_H
#define OUTCHECK_PROTECT_SEEK_H

#include "protect/cover.h"
#include "protect/dual_search.h"

struct seeker {
    const struct pattern_problem *problem;
    struct cover *cover;
    struct dual_search *search;
    bool *only;        /* [cell_count] the cells hidden when only these may be touched */
    uint32_t barred;   /* cell; UINT32_MAX: none */
    enum dual_end end; /* of the last search */
    uint64_t random;
    uint64_t work;
};

struct seeker *seeker_create(const struct pattern_problem *problem, struct cover *cover);

/* A change that meets the demand; NO_CHANGE when none was found that would add less than
 * about `limit` to the cost. */
uint32_t seek_change(struct seeker *seeker, uint32_t demand, double limit);

/* Prices are raised by up to this share, by chance; anew with each call. */
void seeker_shake(struct seeker *seeker, double noise);

/* No new change may touch the cell, until it is let go again; one at a time. */
void seeker_bar(struct seeker *seeker, uint32_t cell);
void seeker_unbar(struct seeker *seeker);

/* New changes may touch hidden cells alone, or any again. */
void seeker_use_hidden_only(struct seeker *seeker, bool only);

/* A number in [0, count). */
uint32_t seeker_draw(struct seeker *seeker, uint32_t count);

#endif
