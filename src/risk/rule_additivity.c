/*
 * X105: parts and whole of one table disagree by more than rounding allows.
 *
 * Each line (parts of a dimension and their whole) is added up; the disagreement allowed
 * is half a rounding step for every number in it. A line with hidden parts can only be
 * too large. Lines that are declared or proven to add up are all held to it; of the
 * others, those of one partition are when most of its lines do add up, since then one
 * that does not is a slip. Where most lines of a partition are faulty, one finding stands
 * for them all.
 *
 * Also: a count beside the table ("N = 180") and the cell that stands for the same group.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>
#include <string.h>

enum {
    PROOF_IN_TENTHS = 8, /* lines of a partition that is only near to adding up */
    ENOUGH_FIVES = 8,    /* multiples of 5: chance makes them once in 390,625 */
    FAULTS_SHOWN = 20,   /* beyond it, faults of most lines are told as one */
};

struct fault {
    struct fault *next;
    uint32_t whole;
    const uint32_t *parts;
    uint32_t part_count;
    double sum;
    bool is_partial;  /* some parts are hidden */
    bool is_of_fives; /* rounding to 5 or 10 would explain it */
};

/* The lines of one partition. */
struct tally {
    uint32_t line_count;
    uint32_t fault_count;
    uint32_t fives;        /* numbers that speak for rounding: count_fives() */
    uint32_t fives_faults; /* faults that it would explain */
    bool is_binding;
    struct fault *first;
    struct fault *last;
};

struct additivity {
    struct tally *tallies; /* by the line's group */
    size_t count;
    size_t capacity;
};

static void begin_additivity(struct rule_run *run)
{
    run->state = arena_new(run->study->arena, struct additivity);
}

static struct tally *tally_of(struct rule_run *run, const struct line *line)
{
    struct additivity *state = run->state;
    while (state->count <= line->group) {
        *arena_add(run->study->arena, state->tallies, state->count, state->capacity) =
            (struct tally){0};
    }
    struct tally *tally = &state->tallies[line->group];
    tally->is_binding = line->is_declared && line->partition->is_exhaustive;
    return tally;
}

static double allowance(struct rule_run *run, const struct line *line)
{
    const struct cell *cells = run->table->cells;
    double sum = study_half_step(run->study, &cells[line->whole]);
    for (uint32_t k = 0; k < line->cell_count; k++) {
        sum += study_half_step(run->study, &cells[line->cells[k]]);
    }
    return sum;
}

/* Every part is there, as a number or as something that cannot exist. */
static bool is_complete(const struct table *table, const struct line *line)
{
    uint32_t impossible = 0;
    for (uint32_t k = 0; k < line->cell_count; k++) {
        impossible += table->cells[line->cells[k]].state == CELL_NOT_APPLICABLE;
    }
    return line->number_count + impossible == line->partition->part_count;
}

static bool is_multiple(double value, double base)
{
    return nearly_equal(value / base, round(value / base));
}

/* 10 or 5, of which all numbers among the parts are multiples; else 0. */
static double common_base(const struct table *table, const struct line *line,
                          double whole)
{
    double base = is_multiple(whole, 10) ? 10 : 5;
    for (uint32_t k = 0; k < line->cell_count; k++) {
        double part = 0;
        if (!cell_number(table, line->cells[k], &part)) {
            continue;
        }
        if (!is_multiple(part, 5)) {
            return 0;
        }
        base = is_multiple(part, 10) ? base : 5;
    }
    return base;
}

static uint32_t count_not_zero(const struct table *table, const struct line *line)
{
    uint32_t count = 0;
    for (uint32_t k = 0; k < line->cell_count; k++) {
        double part = 0;
        count += cell_number(table, line->cells[k], &part) && part != 0;
    }
    return count;
}

/*
 * How many numbers of a faulty line speak for rounding to 5 or 10, when that would
 * explain the fault: all but zeros where all are multiples, the whole alone where only it
 * is; else 0. Releases round their headline rows and print others exactly, so that no
 * rounding is known of the measure as a whole.
 */
static uint32_t count_fives(const struct table *table, const struct line *line)
{
    const double whole = table->cells[line->whole].value;
    const double apart = fabs(line->sum - whole);
    if (!is_multiple(whole, 5)) {
        return 0;
    }
    const double base = common_base(table, line, whole);
    if (base > 0) {
        return apart <= base / 2 * (line->cell_count + 1)
                   ? 1 + count_not_zero(table, line)
                   : 0;
    }
    return apart <= (is_multiple(whole, 10) ? 5 : 2.5);
}

static bool is_declared_exact(const struct table *table, uint32_t cell)
{
    const struct rounding *rounding =
        &table->measures[table->cells[cell].measure].rounding;
    return rounding->kind == ROUNDING_NONE && rounding->origin == ORIGIN_SIDECAR;
}

static void add_fault(struct rule_run *run, struct tally *tally, const struct line *line,
                      bool is_partial)
{
    struct arena *arena = run->study->arena;
    struct fault *fault = arena_new(arena, struct fault);
    uint32_t *parts = arena_array(arena, line->cell_count, uint32_t);
    memcpy(parts, line->cells, line->cell_count * sizeof(*parts));
    const uint32_t fives =
        is_declared_exact(run->table, line->whole) ? 0 : count_fives(run->table, line);
    *fault = (struct fault){
        .whole = line->whole,
        .parts = parts,
        .part_count = line->cell_count,
        .sum = line->sum,
        .is_partial = is_partial,
        .is_of_fives = fives > 0,
    };
    if (tally->last) {
        tally->last->next = fault;
    } else {
        tally->first = fault;
    }
    tally->last = fault;
    tally->fault_count++;
    tally->fives += fives;
    tally->fives_faults += fives > 0;
}

static void judge_line(struct rule_run *run, const struct line *line)
{
    const struct table *table = run->table;
    double whole = 0;
    if (!cell_number(table, line->whole, &whole) || !line->number_count) {
        return;
    }
    struct tally *tally = tally_of(run, line);
    const double excess = line->sum - whole;
    const bool is_partial = !is_complete(table, line);
    if (!is_partial) {
        tally->line_count++;
    }
    if (nearly_equal(line->sum, whole) || (is_partial && excess < 0)) {
        return;
    }
    const double allowed = allowance(run, line);
    if (fabs(excess) > allowed && !nearly_equal(fabs(excess), allowed)) {
        add_fault(run, tally, line, is_partial);
        tally->line_count += is_partial;
    }
}

static void report_fault(struct rule_run *run, const struct fault *fault)
{
    const double whole = run->table->cells[fault->whole].value;
    const double excess = fault->sum - whole;
    struct finding *finding = rule_report_cell(run, fault->whole);
    finding_add_evidence(finding, "total", whole);
    finding_add_evidence(finding, "sum", fault->sum);
    finding_add_evidence(finding, "difference", -excess);
    rule_add_figures(run, finding, fault->whole, fault->parts, fault->part_count);
    rule_say(run, finding, "%s of %s in %s add up to %s, %s %s",
             fault->is_partial ? "printed parts" : "parts", rule_value(run, whole),
             rule_place(run, fault->whole), rule_value(run, fault->sum),
             rule_value(run, fabs(excess)), excess > 0 ? "more" : "less");
}

static void report_faults_as_one(struct rule_run *run, const struct tally *tally)
{
    const struct fault *first = tally->first;
    struct finding *finding = rule_report_cell(run, first->whole);
    finding_add_evidence(finding, "lines", tally->line_count);
    finding_add_evidence(finding, "faults", tally->fault_count);
    rule_add_figures(run, finding, first->whole, first->parts, first->part_count);
    rule_say(run, finding,
             "%s of %s do not add up to their totals, such as %s against %s",
             rule_value(run, tally->fault_count),
             text_counted(run->desk->scratch, tally->line_count, "line", "lines"),
             rule_value(run, first->sum),
             rule_value(run, run->table->cells[first->whole].value));
}

static bool is_held_to_it(const struct tally *tally)
{
    const uint32_t good = tally->line_count - tally->fault_count;
    return tally->is_binding || good * 10 >= tally->line_count * PROOF_IN_TENTHS;
}

/* Takes out the faults that rounding to 5 explains, where there are enough to believe it.
 */
static void forgive_fives(struct tally *tally)
{
    if (tally->fives < ENOUGH_FIVES || tally->fives_faults * 2 < tally->fault_count) {
        return;
    }
    struct fault **link = &tally->first;
    while (*link) {
        if ((*link)->is_of_fives) {
            *link = (*link)->next;
            tally->fault_count--;
        } else {
            link = &(*link)->next;
        }
    }
}

static void report_tally(struct rule_run *run, struct tally *tally)
{
    forgive_fives(tally);
    if (tally->fault_count > FAULTS_SHOWN && tally->fault_count > tally->line_count / 2) {
        report_faults_as_one(run, tally);
        return;
    }
    for (const struct fault *fault = tally->first; fault; fault = fault->next) {
        report_fault(run, fault);
    }
}

static void end_additivity(struct rule_run *run)
{
    struct additivity *state = run->state;
    for (size_t i = 0; i < state->count; i++) {
        if (state->tallies[i].fault_count && is_held_to_it(&state->tallies[i])) {
            report_tally(run, &state->tallies[i]);
        }
    }
}

/* "N = 180" in a title over a total of 177. */
static void judge_outside(struct rule_run *run, uint32_t i)
{
    const struct table *table = run->table;
    const struct cell *outside = &table->cells[i];
    if (!outside->is_outside || outside->state != CELL_NUMBER) {
        return;
    }
    const uint32_t inside = study_namesake(run->study, i);
    double value = 0;
    if (inside == i || !cell_number(table, inside, &value)) {
        return;
    }
    const double allowed = study_half_step(run->study, outside) +
                           study_half_step(run->study, &table->cells[inside]);
    const double apart = fabs(outside->value - value);
    if (nearly_equal(apart, 0) || apart <= allowed) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "total", outside->value);
    finding_add_evidence(finding, "difference", outside->value - value);
    rule_add_figures(run, finding, i, &inside, 1);
    rule_say(run, finding,
             "%s stands beside the table, %s in %s for the same group: %s apart",
             rule_value(run, outside->value), rule_value(run, value),
             table_cell_place(run->desk->scratch, table, inside), rule_value(run, apart));
}

const struct rule_evaluator additivity_rules[] = {
    {
        .kind = "not-additive",
        .roles = COUNT_ROLES,
        .begin_table = begin_additivity,
        .judge_cell = judge_outside,
        .judge_line = judge_line,
        .end_table = end_additivity,
        .end_submission = disclose_contradictions,
    },
    {.kind = NULL},
};
