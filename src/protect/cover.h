/*
 * A cover: which changes protect which cells, and so which cells are hidden.
 *
 * Each side of each primary cell is a demand: the attacker must believe that the value
 * may lie that far away. A change (a direction y with M y = 0 and how far it can go
 * either way) meets a demand when it moves the cell that far. The cells of the changes in
 * force are hidden, nothing else: a pattern cannot be in force without its proof.
 *
 * Changes are never altered, only put into force and taken out; so a trial can be taken
 * back as a whole.
 */
#ifndef OUTCHECK_PROTECT_COVER_H
#define OUTCHECK_PROTECT_COVER_H

#include "protect/pattern.h"

#define NO_CHANGE UINT32_MAX
#define NO_DEMAND UINT32_MAX

struct change {
    uint32_t *cells;
    double *amounts;
    uint32_t count;
    uint32_t users; /* demands that it meets; out of force at 0 */
    bool is_listed;
    double forward; /* how often it can be applied, and backward */
    double backward;
};

struct demand {
    uint32_t cell;
    double amount; /* signed */
    uint32_t change;
    uint32_t known_count;
    const uint32_t *known; /* cells that its change must leave alone */
};

struct assignment {
    uint32_t demand;
    uint32_t before;
};

struct change_list {
    uint32_t *items;
    size_t count;
    size_t capacity;
};

struct cover {
    const struct pattern_problem *problem;
    struct arena *arena;

    struct demand *demands;
    uint32_t demand_count;
    uint32_t *first_demand; /* [cell_count] of the cell; its demands stand together */

    struct change *changes;
    uint32_t change_count;
    size_t change_capacity;
    struct change_list *of_cell; /* [cell_count] changes that touch it, old ones too */
    uint32_t *uses;              /* [cell_count] changes in force that touch it */
    double *prices;              /* [cell_count] of moving it; -1: it must stay */
    double fixed_price;          /* of each cell, beside its own cost */
    const bool *hint;            /* [cell_count] priced as if hidden already; or NULL */
    double used_price;           /* of a cell that is hidden already */
    double cost;                 /* of the cells that are hidden and need not be */

    struct assignment *log; /* since cover_begin() */
    size_t log_count;
    size_t log_capacity;
};

struct cover *cover_create(const struct pattern_problem *problem);

static inline bool cover_is_given(const struct cover *cover, uint32_t cell)
{
    const enum pattern_status status = cover->problem->cells[cell].status;
    return status == PATTERN_PRIMARY || status == PATTERN_HIDDEN;
}

static inline bool cover_is_hidden(const struct cover *cover, uint32_t cell)
{
    return cover_is_given(cover, cell) || cover->uses[cell] > 0;
}

/* Adds `price` to the cost of every cell. */
void cover_set_fixed_price(struct cover *cover, double price);

/* Lets the cost be that of the cells alone. */
void cover_set_plain_price(struct cover *cover);

/* To be called when `hint` is another one. */
void cover_price_anew(struct cover *cover);

/* What moving the cell costs a new change, for each unit. */
double cover_price_of_cell(const struct cover *cover, uint32_t cell);

/* Keeps a copy of the change. */
uint32_t cover_add_change(struct cover *cover, const uint32_t *cells,
                          const double *amounts, uint32_t count);

/* Whether the change moves the demand's cell far enough, and none that must not move. */
bool cover_meets(const struct cover *cover, uint32_t change, uint32_t demand);

/* Lets `change` (or nothing, NO_CHANGE) meet the demand. */
void cover_assign(struct cover *cover, uint32_t demand, uint32_t change);

/* Lists anew which changes touch each cell: those in force, no others. */
void cover_relist(struct cover *cover);

/* Trials: everything assigned since cover_begin() can be taken back. */
void cover_begin(struct cover *cover);
void cover_take_back(struct cover *cover);

#endif
