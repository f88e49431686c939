/*
 * An attacker of his own: what follows about the hidden cells of a table of cells and
 * equations (.jj) from all that is shown. Shares no code with the program it audits.
 *
 *     audit_cells TABLE.jj HIDDEN.csv
 *
 * HIDDEN.csv has the number of a hidden cell at the start of each line but the first. For
 * each primary cell the least and the largest value that fit are found by linear programs
 * over all hidden cells that hang together with it; each solution shows values that the
 * others can have, too. Prints how many cells are hidden beside the primary ones, the
 * value of all hidden cells, and how many primary cells are disclosed exactly or can be
 * told more closely than their levels allow, and how many primary cells are shown or
 * cells hidden that must not be. The status is 1 where there are any of the last three.
 */
#include <coin/Clp_C_Interface.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const double tolerance = 1e-6;

struct cell {
    double value;
    double low;
    double high;
    double below;
    double above;
    double least; /* value met so far */
    double most;
    char status;
    bool is_hidden;
    uint32_t root; /* of the cells that hang together */
    int column;
};

struct equation {
    double right_side;
    uint32_t count;
    uint32_t *cells;
    double *coefficients;
};

struct table {
    struct cell *cells;
    uint32_t cell_count;
    struct equation *equations;
    uint32_t equation_count;
};

_Noreturn static void stop(const char *words)
{
    (void)fprintf(stderr, "audit_cells: %s\n", words);
    exit(2);
}

/* Blocks stay until the end. */
struct block {
    struct block *before;
    max_align_t bytes[];
};

static struct block *blocks;

static void *allocate(size_t count, size_t size)
{
    struct block *block = calloc(1, sizeof(struct block) + (count + 1) * size);
    if (!block) {
        stop("out of memory");
    }
    block->before = blocks;
    blocks = block;
    return block->bytes;
}

/* ---- reading ---- */

static double number(FILE *file)
{
    double value = 0;
    if (fscanf(file, "%lf", &value) != 1) { // NOLINT(cert-err34-c)
        stop("a number is missing");
    }
    return value;
}

static uint32_t whole(FILE *file, uint32_t limit)
{
    const double value = number(file);
    if (!(value >= 0) || value >= limit) {
        stop("a number is out of range");
    }
    return (uint32_t)value;
}

static void read_cell(FILE *file, struct table *table, uint32_t i)
{
    struct cell *cell = &table->cells[i];
    if (whole(file, table->cell_count) != i) {
        stop("cells must be numbered from 0");
    }
    cell->value = number(file);
    (void)number(file); /* the cost */
    if (fscanf(file, " %c", &cell->status) != 1) {
        stop("a status is missing");
    }
    cell->low = number(file);
    cell->high = number(file);
    cell->below = number(file);
    cell->above = number(file);
    (void)number(file);
    cell->least = cell->value;
    cell->most = cell->value;
    cell->root = i;
}

static void read_equation(FILE *file, const struct table *table,
                          struct equation *equation)
{
    equation->right_side = number(file);
    equation->count = whole(file, UINT32_MAX);
    equation->cells = allocate(equation->count, sizeof(uint32_t));
    equation->coefficients = allocate(equation->count, sizeof(double));
    (void)fscanf(file, " :");
    for (uint32_t i = 0; i < equation->count; i++) {
        equation->cells[i] = whole(file, table->cell_count);
        (void)fscanf(file, " (");
        equation->coefficients[i] = number(file);
        (void)fscanf(file, " )");
    }
}

static struct table read_table(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        stop("the table cannot be read");
    }
    struct table table = {0};
    (void)number(file);
    table.cell_count = whole(file, UINT32_MAX);
    table.cells = allocate(table.cell_count, sizeof(struct cell));
    for (uint32_t i = 0; i < table.cell_count; i++) {
        read_cell(file, &table, i);
    }
    table.equation_count = whole(file, UINT32_MAX);
    table.equations = allocate(table.equation_count, sizeof(struct equation));
    for (uint32_t i = 0; i < table.equation_count; i++) {
        read_equation(file, &table, &table.equations[i]);
    }
    (void)fclose(file);
    return table;
}

static void read_hidden(struct table *table, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[256];
    if (!file || !fgets(line, sizeof(line), file)) {
        stop("the pattern cannot be read");
    }
    while (fgets(line, sizeof(line), file)) {
        const unsigned long cell = strtoul(line, NULL, 10);
        if (cell >= table->cell_count) {
            stop("the pattern has an unknown cell");
        }
        table->cells[cell].is_hidden = true;
    }
    (void)fclose(file);
}

/* ---- cells that hang together ---- */

static uint32_t root_of(struct table *table, uint32_t cell)
{
    while (table->cells[cell].root != cell) {
        table->cells[cell].root = table->cells[table->cells[cell].root].root;
        cell = table->cells[cell].root;
    }
    return cell;
}

/* A hidden cell of the equation, or UINT32_MAX. */
static uint32_t hidden_of(const struct table *table, const struct equation *equation)
{
    for (uint32_t i = 0; i < equation->count; i++) {
        if (table->cells[equation->cells[i]].is_hidden) {
            return equation->cells[i];
        }
    }
    return UINT32_MAX;
}

static void join(struct table *table)
{
    for (uint32_t e = 0; e < table->equation_count; e++) {
        const struct equation *equation = &table->equations[e];
        const uint32_t first = hidden_of(table, equation);
        for (uint32_t i = 0; i < equation->count; i++) {
            if (table->cells[equation->cells[i]].is_hidden) {
                const uint32_t root = root_of(table, equation->cells[i]);
                table->cells[root].root = root_of(table, first);
            }
        }
    }
}

/* ---- programs ---- */

struct group {
    uint32_t *cells;
    uint32_t count;
    Clp_Simplex *model;
    double *objective;
};

static void add_row(const struct table *table, const struct group *group,
                    const struct equation *equation)
{
    double side = equation->right_side;
    int *columns = allocate(equation->count, sizeof(int));
    double *values = allocate(equation->count, sizeof(double));
    CoinBigIndex bounds[2] = {0, 0};
    for (uint32_t i = 0; i < equation->count; i++) {
        const struct cell *cell = &table->cells[equation->cells[i]];
        if (cell->is_hidden) {
            columns[bounds[1]] = cell->column;
            values[bounds[1]++] = equation->coefficients[i];
        } else {
            side -= equation->coefficients[i] * cell->value;
        }
    }
    Clp_addRows(group->model, 1, &side, &side, bounds, columns, values);
}

static void start(struct table *table, struct group *group, uint32_t root)
{
    group->count = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].is_hidden && root_of(table, i) == root) {
            table->cells[i].column = (int)group->count;
            group->cells[group->count++] = i;
        }
    }
    double *low = allocate(group->count, sizeof(double));
    double *high = allocate(group->count, sizeof(double));
    CoinBigIndex *empty = allocate(group->count, sizeof(CoinBigIndex));
    for (uint32_t i = 0; i < group->count; i++) {
        low[i] = table->cells[group->cells[i]].low;
        high[i] = table->cells[group->cells[i]].high;
        group->objective[i] = 0;
    }
    group->model = Clp_newModel();
    Clp_setLogLevel(group->model, 0);
    Clp_addColumns(group->model, (int)group->count, low, high, group->objective, empty,
                   NULL, NULL);
    for (uint32_t e = 0; e < table->equation_count; e++) {
        const uint32_t first = hidden_of(table, &table->equations[e]);
        if (first != UINT32_MAX && root_of(table, first) == root) {
            add_row(table, group, &table->equations[e]);
        }
    }
}

/* The cell as far down (1) or up (-1) as it goes. */
static void solve(struct table *table, const struct group *group, uint32_t cell,
                  double sense)
{
    const int column = table->cells[cell].column;
    group->objective[column] = sense;
    Clp_chgObjCoefficients(group->model, group->objective);
    if (Clp_primal(group->model, 0) != 0 || Clp_status(group->model) != 0) {
        stop("a linear program was not solved");
    }
    group->objective[column] = 0;
    const double *values = Clp_primalColumnSolution(group->model);
    for (uint32_t i = 0; i < group->count; i++) {
        struct cell *other = &table->cells[group->cells[i]];
        other->least = fmin(other->least, values[i]);
        other->most = fmax(other->most, values[i]);
    }
}

static bool is_wide(const struct cell *cell)
{
    return cell->least <= cell->value - cell->below + tolerance &&
           cell->most >= cell->value + cell->above - tolerance &&
           cell->most - cell->least > tolerance;
}

/* The primary cells of a group, those that no solution has shown to be wide enough. */
static void attack_group(struct table *table, struct group *group, uint32_t root)
{
    start(table, group, root);
    for (uint32_t i = 0; i < group->count; i++) {
        const struct cell *cell = &table->cells[group->cells[i]];
        if (cell->status == 'u' && !is_wide(cell)) {
            solve(table, group, group->cells[i], 1);
            solve(table, group, group->cells[i], -1);
        }
    }
    Clp_deleteModel(group->model);
}

static void attack(struct table *table)
{
    struct group group = {
        .cells = allocate(table->cell_count, sizeof(uint32_t)),
        .objective = allocate(table->cell_count, sizeof(double)),
    };
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].is_hidden && root_of(table, i) == i) {
            attack_group(table, &group, i);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        (void)fprintf(stderr, "usage: audit_cells TABLE.jj HIDDEN.csv\n");
        return 2;
    }
    struct table table = read_table(argv[1]);
    read_hidden(&table, argv[2]);
    join(&table);
    attack(&table);
    uint32_t secondary = 0;
    uint32_t exact = 0;
    uint32_t missed = 0;
    uint32_t wrong = 0;
    double value = 0;
    for (uint32_t i = 0; i < table.cell_count; i++) {
        const struct cell *cell = &table.cells[i];
        const bool is_primary = cell->status == 'u';
        wrong +=
            (is_primary && !cell->is_hidden) || (cell->status == 'z' && cell->is_hidden);
        secondary += cell->is_hidden && !is_primary;
        value += cell->is_hidden ? cell->value : 0;
        exact += is_primary && !(cell->most - cell->least > tolerance);
        missed += is_primary && !is_wide(cell);
    }
    (void)printf("%u %.0f %u %u %u\n", secondary, value, exact, missed, wrong);
    return exact + missed + wrong > 0;
}
