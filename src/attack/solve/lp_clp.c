/*
 * The door to Clp (COIN-OR). Its C interface has no types, no error codes, takes NaN for
 * a number and talks on standard output; everything is checked before it gets there.
 *
 * Values are scaled by a power of two so that bounds are at most about 1, rows by their
 * largest coefficient.
 */
#include "attack/solve/lp_clp.h"

#include <coin/Clp_C_Interface.h>

#include <float.h>
#include <lazy/clp.h>
#include <limits.h>
#include <math.h>

static const double largest_number = 1e15;

struct clp {
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

static struct matrix matrix_of(struct arena *arena, const struct clp *clp)
{
    const struct system *system = clp->system;
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
            matrix.value[place] = (double)term->coefficient / clp->row_scale[row];
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

static double *row_limits(struct arena *arena, const struct clp *clp,
                          const double *limits)
{
    double *result = scaled(arena, limits, clp->system->row_count, clp->value_scale);
    for (uint32_t row = 0; row < clp->system->row_count; row++) {
        if (isfinite(limits[row])) {
            result[row] /= clp->row_scale[row];
        }
    }
    return result;
}

static void load(struct arena *arena, struct clp *clp)
{
    const struct system *system = clp->system;
    const struct matrix matrix = matrix_of(arena, clp);
    const double *column_low =
        scaled(arena, system->low, system->unknown_count, clp->value_scale);
    const double *column_high =
        scaled(arena, system->high, system->unknown_count, clp->value_scale);
    const double *costs = arena_array(arena, (size_t)system->unknown_count + 1, double);
    Clp_loadProblem(clp->model, (int)system->unknown_count, (int)system->row_count,
                    matrix.start, matrix.row, matrix.value, column_low, column_high,
                    costs, row_limits(arena, clp, system->row_low),
                    row_limits(arena, clp, system->row_high));
}

struct clp *clp_create(struct arena *arena, const struct system *system)
{
    if (!system_is_usable(system) || !clp_open()) {
        return NULL;
    }
    struct clp *clp = arena_new(arena, struct clp);
    clp->system = system;
    clp->value_scale = value_scale_of(system);
    clp->row_scale = arena_array(arena, (size_t)system->row_count + 1, double);
    bool is_even = true;
    for (uint32_t row = 0; row < system->row_count; row++) {
        clp->row_scale[row] = 1;
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            clp->row_scale[row] =
                fmax(clp->row_scale[row], fabs((double)term->coefficient));
        }
        is_even = is_even && clp->row_scale[row] <= 1;
    }
    clp->model = Clp_newModel();
    if (!clp->model) {
        return NULL;
    }
    Clp_setLogLevel(clp->model, 0);
    load(arena, clp);
    Clp_scaling(clp->model, is_even ? 0 : 3);
    Clp_setPrimalTolerance(clp->model, 1e-9);
    Clp_setDualTolerance(clp->model, 1e-9);
    Clp_setOptimizationDirection(clp->model, 1);
    Clp_setMaximumIterations(clp->model,
                             (int)fmin(2000000, 20000.0 + 50.0 * system->row_count));
    return clp;
}

void clp_destroy(struct clp *clp)
{
    if (clp && clp->model) {
        Clp_deleteModel(clp->model);
        clp->model = NULL;
    }
}

void clp_set_cost(struct clp *clp, uint32_t unknown, double cost)
{
    Clp_objective(clp->model)[unknown] = cost;
}

/* With a new objective the old basis is still feasible: the primal method goes on from
 * there. The first time there is no basis and the dual method is the safer and faster
 * one. */
enum lp_end clp_minimise(struct clp *clp)
{
    if (clp->is_started) {
        (void)Clp_primal(clp->model, 0);
    } else {
        (void)Clp_dual(clp->model, 0);
        clp->is_started = true;
    }
    const int status = Clp_status(clp->model);
    if (status == 0 && Clp_isProvenOptimal(clp->model)) {
        return LP_OPTIMAL;
    }
    return status == 1 && Clp_isProvenPrimalInfeasible(clp->model) ? LP_INFEASIBLE
                                                                   : LP_UNDECIDED;
}

void clp_values(const struct clp *clp, double *values)
{
    const double *solution = Clp_primalColumnSolution(clp->model);
    for (uint32_t i = 0; i < clp->system->unknown_count; i++) {
        values[i] = solution[i] * clp->value_scale;
    }
}

void clp_duals(const struct clp *clp, double *duals)
{
    const double *solution = Clp_dualRowSolution(clp->model);
    for (uint32_t row = 0; row < clp->system->row_count; row++) {
        duals[row] = solution[row] / clp->row_scale[row];
    }
}
