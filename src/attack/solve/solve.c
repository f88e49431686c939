#include "attack/solve/solve.h"

#include "attack/solve/components.h"
#include "attack/solve/propagate.h"
#include "attack/solve/solve_component.h"
#include "base/process.h"

#include <math.h>

enum {
    SEARCH_LIMIT = 40, /* unknowns of a component that search alone is tried on */
    CONTRADICTION_ROUNDS = 25,
    DEFAULT_SECONDS = 600,
    DEFAULT_COMPONENT_SECONDS = 60,
};

/* One component in hand: where its numbers stand in the arrays of all components. */
struct task {
    const struct component *component;
    uint32_t first_target; /* into the job's sorted targets */
    uint32_t target_count;
    size_t offset; /* of its first unknown in the shared arrays */
};

/* Written by children, so it lies in shared memory: [open unknowns] each. */
struct shared {
    double *outer_low;
    double *outer_high;
    double *inner_low;
    double *inner_high;
    uint8_t *ends; /* enum component_end, one a task */
};

struct job {
    const struct system *system;
    const double *low;
    const double *high;
    const struct solve_options *options;
    const uint32_t *order; /* target positions, by component */
    uint32_t *place;       /* [unknown_count] of an unknown in its component */
    struct task *tasks;
    uint32_t task_count;
    const uint32_t *queue; /* tasks for the children */
    struct shared shared;
    size_t shared_bytes;
    enum component_end (*solve)(struct arena *arena, const struct component_work *work);
};

static void put_out(struct arena *arena, struct system *system, uint32_t row,
                    struct solved *solved)
{
    system->row_is_out[row] = true;
    *arena_add(arena, solved->contradictions, solved->contradiction_count,
               solved->contradiction_capacity) = row;
}

/* Propagates over everything. Rows that contradict the published figures by themselves
 * are put out first. A row at which nothing is left is put out, all bounds are taken back
 * (they may rest on it) and the work starts again. False when contradictions remain. */
static bool propagate_all(struct arena *arena, struct system *system,
                          struct solved *solved)
{
    struct propagation *propagation = propagation_create(arena, system);
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (!system->row_is_out[row] && !propagation_row_is_possible(propagation, row)) {
            put_out(arena, system, row, solved);
        }
    }
    enum propagation_end end = PROPAGATION_CONFLICT;
    for (int round = 0; round < CONTRADICTION_ROUNDS && end == PROPAGATION_CONFLICT;
         round++) {
        propagation_restart(propagation);
        propagation_queue_all(propagation);
        end = propagation_run(propagation);
        if (end == PROPAGATION_CONFLICT) {
            put_out(arena, system, propagation->conflict_row, solved);
        }
    }
    if (end == PROPAGATION_CONFLICT) {
        propagation_restart(propagation);
    }
    solved->low = propagation->low;
    solved->high = propagation->high;
    return end != PROPAGATION_CONFLICT;
}

/* Targets with an open unknown, gathered by component; the tasks are in the order of
 * components. Answers how many unknowns the tasks have in all. */
static size_t gather_tasks(struct arena *arena, const struct components *components,
                           struct job *job)
{
    const struct solve_options *options = job->options;
    uint32_t *counts = arena_array(arena, (size_t)components->count + 1, uint32_t);
    for (uint32_t i = 0; i < options->target_count; i++) {
        const uint32_t component = components->of_unknown[options->targets[i]];
        if (component != UINT32_MAX) {
            counts[component]++;
        }
    }
    uint32_t *task_of = arena_array(arena, (size_t)components->count + 1, uint32_t);
    job->tasks = arena_array(arena, (size_t)components->count + 1, struct task);
    size_t unknowns = 0;
    uint32_t targets = 0;
    for (uint32_t i = 0; i < components->count; i++) {
        task_of[i] = job->task_count;
        if (counts[i]) {
            job->tasks[job->task_count++] = (struct task){
                .component = &components->items[i],
                .first_target = targets,
                .offset = unknowns,
            };
            targets += counts[i];
            unknowns += components->items[i].unknown_count;
        }
    }
    uint32_t *order = arena_array(arena, (size_t)targets + 1, uint32_t);
    for (uint32_t i = 0; i < options->target_count; i++) {
        const uint32_t component = components->of_unknown[options->targets[i]];
        if (component != UINT32_MAX) {
            struct task *task = &job->tasks[task_of[component]];
            order[task->first_target + task->target_count++] = i;
        }
    }
    job->order = order;
    return unknowns;
}

static bool share(struct job *job, size_t unknowns)
{
    const size_t bytes = 4 * unknowns * sizeof(double) + job->task_count;
    double *memory = process_shared_create(bytes ? bytes : 1);
    if (!memory) {
        return false;
    }
    job->shared_bytes = bytes ? bytes : 1;
    job->shared = (struct shared){
        .outer_low = memory,
        .outer_high = memory + unknowns,
        .inner_low = memory + 2 * unknowns,
        .inner_high = memory + 3 * unknowns,
        .ends = (uint8_t *)(memory + 4 * unknowns),
    };
    for (uint32_t i = 0; i < job->task_count; i++) {
        const struct task *task = &job->tasks[i];
        for (uint32_t k = 0; k < task->component->unknown_count; k++) {
            const uint32_t unknown = task->component->unknowns[k];
            job->shared.outer_low[task->offset + k] = job->low[unknown];
            job->shared.outer_high[task->offset + k] = job->high[unknown];
            job->shared.inner_low[task->offset + k] = NAN;
            job->shared.inner_high[task->offset + k] = NAN;
        }
    }
    return true;
}

/* Far beyond every figure there is: an unknown that gets there has no upper bound that
 * anybody could name. */
static bool cap(struct system *small)
{
    double most = 0;
    bool is_capped = false;
    for (uint32_t i = 0; i < small->unknown_count; i++) {
        most = isfinite(small->high[i]) ? fmax(most, fabs(small->high[i])) : most;
        is_capped = is_capped || isinf(small->high[i]);
    }
    for (uint32_t i = 0; i < small->row_count; i++) {
        most = isfinite(small->row_high[i]) ? fmax(most, fabs(small->row_high[i])) : most;
    }
    for (uint32_t i = 0; is_capped && i < small->unknown_count; i++) {
        if (isinf(small->high[i])) {
            small->high[i] = 1e6 + 4 * ceil(most);
        }
    }
    return is_capped;
}

/* Everything a task needs, made in an arena of its own (and in a child, of the child). */
static void run_task(const struct job *job, uint32_t index)
{
    const struct task *task = &job->tasks[index];
    struct arena *arena = arena_create(0);
    struct system *small = component_system(arena, job->system, task->component, job->low,
                                            job->high, job->place);
    uint32_t *targets = arena_array(arena, task->target_count, uint32_t);
    double *enough = arena_array(arena, task->target_count, double);
    for (uint32_t i = 0; i < task->target_count; i++) {
        const uint32_t position = job->order[task->first_target + i];
        targets[i] = job->place[job->options->targets[position]];
        enough[i] = job->options->enough ? job->options->enough[position] : 0;
    }
    const struct component_work work = {
        .system = small,
        .targets = targets,
        .enough = job->options->enough ? enough : NULL,
        .target_count = task->target_count,
        .is_capped = cap(small),
        .outer_low = job->shared.outer_low + task->offset,
        .outer_high = job->shared.outer_high + task->offset,
        .inner_low = job->shared.inner_low + task->offset,
        .inner_high = job->shared.inner_high + task->offset,
    };
    job->shared.ends[index] = (uint8_t)job->solve(arena, &work);
    arena_destroy(arena);
}

static void run_queued(void *context, size_t index)
{
    const struct job *job = context;
    run_task(job, job->queue[index]);
}

/* Small components first, here; what stays open goes to the children, the largest in
 * front. */
static uint32_t solve_small(struct arena *arena, struct job *job)
{
    uint32_t *queue = arena_array(arena, (size_t)job->task_count + 1, uint32_t);
    uint32_t count = 0;
    job->solve = component_search;
    for (uint32_t i = 0; i < job->task_count; i++) {
        if (!job->options->programs_only &&
            job->tasks[i].component->unknown_count <= SEARCH_LIMIT) {
            run_task(job, i);
        }
        if (job->shared.ends[i] == COMPONENT_OPEN) {
            queue[count++] = i;
        }
    }
    job->queue = queue;
    return count;
}

static void solve_large(struct arena *arena, struct job *job, uint32_t queued,
                        struct solve_counts *counts)
{
    const struct solve_options *options = job->options;
    const struct process_limits limits = {
        .workers = options->workers ? options->workers : 2,
        .seconds_in_all = options->seconds ? options->seconds : DEFAULT_SECONDS,
        .seconds_per_task = options->component_seconds ? options->component_seconds
                                                       : DEFAULT_COMPONENT_SECONDS,
        .bytes_per_worker = (size_t)4 << 30,
    };
    enum process_outcome *outcomes = arena_array(arena, queued, enum process_outcome);
    job->solve = component_program;
    process_run(&limits, queued, run_queued, job, outcomes);
    counts->components_in_children = queued;
    for (uint32_t i = 0; i < queued; i++) {
        counts->components_failed += outcomes[i] != PROCESS_DONE;
    }
}

static struct solved_range range_of(const struct job *job, const struct task *task,
                                    uint32_t position, uint8_t end)
{
    const size_t at = task->offset + job->place[job->options->targets[position]];
    const struct shared *shared = &job->shared;
    struct solved_range range = {
        .low = shared->outer_low[at],
        .high = shared->outer_high[at],
        .attained_low = shared->inner_low[at],
        .attained_high = shared->inner_high[at],
        .proof = RANGE_NOT_PROVEN,
    };
    const double slack = 1e-6 * (1 + fabs(range.low));
    const double width = range.attained_high - range.attained_low;
    if (end == COMPONENT_CONTRADICTORY || range.low > range.high) {
        range.proof = RANGE_CONTRADICTORY;
    } else if (range.attained_low - range.low <= slack &&
               (range.attained_high == range.high ||
                range.high - range.attained_high <= slack)) {
        range.proof = RANGE_EXACT;
    } else if (job->options->enough && width >= job->options->enough[position]) {
        range.proof = RANGE_WIDE_ENOUGH;
    } else if (!isnan(width)) {
        range.proof = RANGE_BOUNDED;
    }
    return range;
}

/* Unknowns that are fixed, or that no row says anything about any more. */
static void answer_fixed(const struct job *job, const struct components *components,
                         struct solved *solved)
{
    for (uint32_t i = 0; i < job->options->target_count; i++) {
        const uint32_t unknown = job->options->targets[i];
        if (components->of_unknown[unknown] == UINT32_MAX) {
            const double value = job->low[unknown];
            solved->ranges[i] =
                (struct solved_range){value, value, value, value, RANGE_EXACT};
        }
    }
}

static void answer_tasks(struct job *job, struct solved *solved)
{
    for (uint32_t i = 0; i < job->task_count; i++) {
        const struct task *task = &job->tasks[i];
        for (uint32_t k = 0; k < task->component->unknown_count; k++) {
            job->place[task->component->unknowns[k]] = k;
        }
        for (uint32_t k = 0; k < task->target_count; k++) {
            const uint32_t position = job->order[task->first_target + k];
            solved->ranges[position] = range_of(job, task, position, job->shared.ends[i]);
        }
    }
}

static void give_up(const struct solve_options *options, struct solved *solved,
                    enum range_proof proof)
{
    for (uint32_t i = 0; i < options->target_count; i++) {
        const uint32_t unknown = options->targets[i];
        solved->ranges[i] = (struct solved_range){
            .low = solved->low[unknown],
            .high = solved->high[unknown],
            .attained_low = NAN,
            .attained_high = NAN,
            .proof = proof,
        };
    }
}

const struct solved *solve_ranges(struct arena *arena, struct system *system,
                                  const struct solve_options *options)
{
    struct solved *solved = arena_new(arena, struct solved);
    solved->ranges = arena_array(arena, options->target_count, struct solved_range);
    if (!propagate_all(arena, system, solved)) {
        give_up(options, solved, RANGE_CONTRADICTORY);
        return solved;
    }
    const struct components *components =
        components_find(arena, system, solved->low, solved->high);
    struct job job = {
        .system = system,
        .low = solved->low,
        .high = solved->high,
        .options = options,
        .place = arena_array(arena, system->unknown_count, uint32_t),
    };
    if (!share(&job, gather_tasks(arena, components, &job))) {
        give_up(options, solved, RANGE_NOT_PROVEN);
        return solved;
    }
    solved->counts.components = components->count;
    for (uint32_t i = 0; i < components->count; i++) {
        const uint32_t size = components->items[i].unknown_count;
        if (size > solved->counts.largest_component) {
            solved->counts.largest_component = size;
        }
    }
    const uint32_t queued = solve_small(arena, &job);
    if (queued) {
        solve_large(arena, &job, queued, &solved->counts);
    }
    answer_fixed(&job, components, solved);
    answer_tasks(&job, solved);
    process_shared_destroy(job.shared.outer_low, job.shared_bytes);
    return solved;
}
