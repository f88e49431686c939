/* Linear programs by Clp, for systems of any size. It may abort (lp.h). */
#ifndef OUTCHECK_ATTACK_LP_CLP_H
#define OUTCHECK_ATTACK_LP_CLP_H

#include "attack/solve/lp.h"

struct clp;

/* NULL when it cannot take the system. */
struct clp *clp_create(struct arena *arena, const struct system *system);
void clp_destroy(struct clp *clp); /* accepts NULL */

void clp_set_cost(struct clp *clp, uint32_t unknown, double cost);
enum lp_end clp_minimise(struct clp *clp);
void clp_values(const struct clp *clp, double *values);
void clp_duals(const struct clp *clp, double *duals);

#endif
