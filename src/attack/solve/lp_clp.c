/*
 * The door to Clp (COIN-OR). Its C interface has no types, no error codes, takes NaN for
 * a number and talks on standard output; everything is checked before it gets there.
 *
 * Values are scaled by a power of two so that bounds are at most about 1, rows by their
 * largest coefficient.
 */
#include "attack/solve/lp.h"

#include <coin/Clp_C_Interface.h>

#include <float.h>
#include <limits.h>
#include <math.h>

static const double largest_number = 1e15;

struct lp {
    const struct system *system;
    Clp_Simplex *model;
    double value_scale;
    double *row_scale; /* [row_count] */
    bool is_started;
};

static bool is_usable(double number)
{
    return !isnan(number) && (isinf(number) || fabs(number) <= largest_number);
}

static bool system_is_usable(const struct system *system)
{
    if (system->term_count > INT_MAX || system->row_count > INT_MAX - 1 ||
        system->unknown_count > INT_MAX - 1) {
        return false;
    }
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (!is_usable(system->low[i]) || !is_usable(system->high[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < system->row_count; i++) {
        if (!is_usable(system->row_low[i]) || !is_usable(system->row_high[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < system->term_count; i++) {
        if (fabs((double)system->terms[i].coefficient) > largest_number) {
            return false;
        }
    }
    return true;
}

static double larger_finite(double most, double number)
{
    return isfinite(number) && fabs(number) > most ? fabs(number) : most;
}

static double value_scale_of(const struct system *system)
{
    double most = 1;
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        most = larger_finite(most, system->low[i]);
        most = larger_finite(most, system->high[i]);
    }
    return exp2(floor(log2(most)));
}

/* The matrix by columns, scaled; entries of a column are in the order of rows. */
struct matrix {
    CoinBigIndex *start; /* [unknown_count + 1] */
    int *row;
    double *value;
};

static struct matrix matrix_of(struct arena *arena, const struct lp *lp)
{
    const struct system *system = lp->system;
    const size_t columns = system->unknown_count;
    struct matrix matrix = {
        .start = arena_array(arena, columns + 2, CoinBigIndex),
        .row = arena_array(arena, (size_t)system->term_count + 1, int),
        .value = arena_array(arena, (size_t)system->term_count + 1, double),
    };
    for (uint32_t i = 0; i < system->term_count; i++) {
        matrix.start[system->terms[i].unknown + 2]++;
    }
    for (size_t i = 2; i < columns + 2; i++) {
        matrix.start[i] += matrix.start[i - 1];
    }
    for (uint32_t row = 0; row < system->row_count; row++) {
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            const CoinBigIndex place = matrix.start[term->unknown + 1]++;
            matrix.row[place] = (int)row;
            matrix.value[place] = (double)term->coefficient / lp->row_scale[row];
        }
    }
    return matrix;
}

static double *scaled(struct arena *arena, const double *numbers, uint32_t count,
                      double scale)
{
    double *result = arena_array(arena, (size_t)count + 1, double);
    for (uint32_t i = 0; i < count; i++) {
        result[i] =
            isinf(numbers[i]) ? copysign(DBL_MAX, numbers[i]) : numbers[i] / scale;
    }
    return result;
}

static double *row_limits(struct arena *arena, const struct lp *lp, const double *limits)
{
    double *result = scaled(arena, limits, lp->system->row_count, lp->value_scale);
    for (uint32_t row = 0; row < lp->system->row_count; row++) {
        if (isfinite(limits[row])) {
            result[row] /= lp->row_scale[row];
        }
    }
    return result;
}

static void load(struct arena *arena, struct lp *lp)
{
    const struct system *system = lp->system;
    const struct matrix matrix = matrix_of(arena, lp);
    const double *column_low =
        scaled(arena, system->low, system->unknown_count, lp->value_scale);
    const double *column_high =
        scaled(arena, system->high, system->unknown_count, lp->value_scale);
    const double *costs = arena_array(arena, (size_t)system->unknown_count + 1, double);
    Clp_loadProblem(lp->model, (int)system->unknown_count, (int)system->row_count,
                    matrix.start, matrix.row, matrix.value, column_low, column_high,
                    costs, row_limits(arena, lp, system->row_low),
                    row_limits(arena, lp, system->row_high));
}

struct lp *lp_create(struct arena *arena, const struct system *system)
{
    if (!system_is_usable(system)) {
        return NULL;
    }
    struct lp *lp = arena_new(arena, struct lp);
    lp->system = system;
    lp->value_scale = value_scale_of(system);
    lp->row_scale = arena_array(arena, (size_t)system->row_count + 1, double);
    bool is_even = true;
    for (uint32_t row = 0; row < system->row_count; row++) {
        lp->row_scale[row] = 1;
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            lp->row_scale[row] =
                fmax(lp->row_scale[row], fabs((double)term->coefficient));
        }
        is_even = is_even && lp->row_scale[row] <= 1;
    }
    lp->model = Clp_newModel();
    if (!lp->model) {
        return NULL;
    }
    Clp_setLogLevel(lp->model, 0);
    load(arena, lp);
    Clp_scaling(lp->model, is_even ? 0 : 3);
    Clp_setPrimalTolerance(lp->model, 1e-9);
    Clp_setDualTolerance(lp->model, 1e-9);
    Clp_setOptimizationDirection(lp->model, 1);
    Clp_setMaximumIterations(lp->model,
                             (int)fmin(2000000, 20000.0 + 50.0 * system->row_count));
    return lp;
}

void lp_destroy(struct lp *lp)
{
    if (lp && lp->model) {
        Clp_deleteModel(lp->model);
        lp->model = NULL;
    }
}

void lp_set_cost(struct lp *lp, uint32_t unknown, double cost)
{
    Clp_objective(lp->model)[unknown] = cost;
}

/* With a new objective the old basis is still feasible: the primal method goes on from
 * there. The first time there is no basis and the dual method is the safer and faster
 * one. */
enum lp_end lp_minimise(struct lp *lp)
{
    if (lp->is_started) {
        (void)Clp_primal(lp->model, 0);
    } else {
        (void)Clp_dual(lp->model, 0);
        lp->is_started = true;
    }
    const int status = Clp_status(lp->model);
    if (status == 0 && Clp_isProvenOptimal(lp->model)) {
        return LP_OPTIMAL;
    }
    return status == 1 && Clp_isProvenPrimalInfeasible(lp->model) ? LP_INFEASIBLE
                                                                  : LP_UNDECIDED;
}

void lp_values(const struct lp *lp, double *values)
{
    const double *solution = Clp_primalColumnSolution(lp->model);
    for (uint32_t i = 0; i < lp->system->unknown_count; i++) {
        values[i] = solution[i] * lp->value_scale;
    }
}

void lp_duals(const struct lp *lp, double *duals)
{
    const double *solution = Clp_dualRowSolution(lp->model);
    for (uint32_t row = 0; row < lp->system->row_count; row++) {
        duals[row] = solution[row] / lp->row_scale[row];
    }
}
