#include "protect/plan.h"

#include "attack/names/cell_range.h"
#include "base/text.h"
#include "protect/plan_values.h"

#include <math.h>

/* Sums of money without contributors are kept from by so many percent. */
static const double share_of_sum = 0.1;

/* A total tells more than its parts. */
static const double total_factor = 2;

static const struct cell *cell_at(const struct plan *plan, const struct print *print)
{
    return &plan->knowledge->scope->tables[print->table].table->cells[print->cell];
}

static bool is_total(const struct plan *plan, const struct print *print)
{
    const struct table *table = plan->knowledge->scope->tables[print->table].table;
    if (table->cells[print->cell].role == ROLE_TOTAL) {
        return true;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t category = table_category(table, print->cell, d);
        if (category != NO_CATEGORY && category == table->dimensions[d].total) {
            return true;
        }
    }
    return false;
}

/* What an attacker knows of it from earlier releases alone. */
static void add_earlier(struct plan_unknown *unknown, const struct print *print)
{
    unknown->hidden_low = fmax(unknown->hidden_low, print->low);
    unknown->hidden_high = fmin(unknown->hidden_high, print->high);
}

static void read_print(struct plan *plan, struct plan_unknown *unknown,
                       const struct print *print)
{
    const struct cell *cell = cell_at(plan, print);
    const bool is_number = cell->state == CELL_NUMBER;
    const bool is_earlier = plan->knowledge->scope->tables[print->table].is_earlier;
    if (is_number && !unknown->is_printed) {
        unknown->value = cell->value;
    }
    unknown->is_printed = unknown->is_printed || is_number;
    if (is_earlier) {
        add_earlier(unknown, print);
        unknown->keep = is_number ? KEEP_RELEASED : unknown->keep;
        return;
    }
    unknown->is_open = unknown->is_open || is_number;
    if ((is_number && cell->is_structural_zero) || cell->state == CELL_NOT_APPLICABLE) {
        unknown->keep = KEEP_STRUCTURAL;
    }
    if (is_number) {
        const double size = 1 + log(1 + fabs(cell->value));
        unknown->cost += is_total(plan, print) ? total_factor * size : size;
    }
}

static void read_unknown(struct plan *plan, uint32_t n)
{
    const struct knowledge *knowledge = plan->knowledge;
    const struct name *name = &knowledge->names[n];
    struct plan_unknown *unknown = &plan->unknowns[n];
    const bool is_signed = knowledge->system->low[n] < 0;
    *unknown = (struct plan_unknown){
        .value = NAN,
        .hidden_low = is_signed ? -INFINITY : 0,
        .hidden_high = INFINITY,
    };
    for (uint32_t p = name->first_print; p != NO_PRINT; p = knowledge->prints[p].next) {
        read_print(plan, unknown, &knowledge->prints[p]);
    }
    const bool is_headline = !name->label && name->set_count == 0;
    if (unknown->keep == KEEP_NOT && is_headline && unknown->is_open) {
        unknown->keep = KEEP_BY_DEFAULT;
    }
}

static void index_tables(struct plan *plan)
{
    const struct scope *scope = plan->knowledge->scope;
    plan->tables = map_create(plan->arena, scope->table_count);
    plan->ids = map_create(plan->arena, scope->table_count);
    for (size_t t = 0; t < scope->table_count; t++) {
        const struct table_scope *entry = &scope->tables[t];
        if (entry->is_earlier) {
            (void)map_add(plan->tables, &entry->table, sizeof(const struct table *), t);
        } else {
            (void)map_add_text(plan->ids, entry->table->id, t);
        }
    }
}

struct plan *plan_create(struct arena *arena, const struct plan_input *input)
{
    const struct submission *candidate = input->scope.candidate;
    struct plan *plan = arena_new(arena, struct plan);
    plan->arena = arena;
    plan->input = input;
    plan->knowledge = knowledge_create(arena, &input->scope);
    plan->contributors = contributors_read(arena, plan->knowledge, NULL, &input->limits);
    plan->unknowns =
        arena_array(arena, plan->knowledge->name_count + 1, struct plan_unknown);
    plan->marks = cell_marks_create(arena, candidate);
    plan->first = cell_marks_create(arena, candidate);
    plan->kept = cell_marks_create(arena, candidate);
    plan->reasons = arena_array(arena, candidate->table_count + 1, const char **);
    for (size_t t = 0; t < candidate->table_count; t++) {
        plan->reasons[t] = arena_array(
            arena, (size_t)candidate->tables[t]->cell_count + 1, const char *);
    }
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        read_unknown(plan, n);
    }
    index_tables(plan);
    plan_find_values(plan);
    return plan;
}

uint32_t plan_table(const struct plan *plan, const struct table *table)
{
    const size_t found = table->output->release ? map_find(plan->tables, &table,
                                                           sizeof(const struct table *))
                                                : map_find_text(plan->ids, table->id);
    return found == MAP_NONE ? UINT32_MAX : (uint32_t)found;
}

const struct table *plan_table_at(const struct plan *plan, uint32_t table)
{
    return plan->knowledge->scope->tables[table].table;
}

bool plan_is_candidate(const struct plan *plan, uint32_t table)
{
    return !plan->knowledge->scope->tables[table].is_earlier;
}

uint32_t plan_unknown_of(const struct plan *plan, uint32_t table, uint32_t cell)
{
    return cell == NO_CELL ? NO_UNKNOWN : plan->knowledge->cell_unknown[table][cell];
}

double plan_level(const struct plan *plan, uint32_t unknown)
{
    const struct attack_limits *limits = &plan->input->limits;
    const double value = plan->unknowns[unknown].value;
    const double width = fmax(1, limits->width);
    if (!plan->knowledge->system->is_whole[unknown]) {
        return fmax(width, share_of_sum * fabs(value));
    }
    return value < limits->minimum ? fmax(width, limits->minimum - value) : width;
}

/* Large numbers can as well be lower: then their partners go up, which has no end. */
static bool is_asked_down(struct plan *plan, uint32_t unknown, double level)
{
    const struct plan_unknown *it = &plan->unknowns[unknown];
    const bool has_choice =
        it->value - it->hidden_low >= level && it->value >= plan->input->limits.minimum;
    plan->had_choice = plan->had_choice || has_choice;
    return has_choice && plan->asks_down;
}

bool plan_demand(struct plan *plan, uint32_t unknown, double level, const char *code)
{
    struct plan_unknown *it = &plan->unknowns[unknown];
    double *side = is_asked_down(plan, unknown, level) ? &it->below : &it->above;
    if (it->keep > KEEP_BY_DEFAULT && it->is_printed) {
        return false;
    }
    if (it->is_primary && *side >= level) {
        return false;
    }
    it->keep = it->keep == KEEP_BY_DEFAULT ? KEEP_NOT : it->keep;
    it->is_primary = true;
    *side = fmax(*side, level);
    it->reason = it->reason ? it->reason : code;
    return true;
}

bool plan_hide_cell(struct plan *plan, uint32_t table, uint32_t cell, const char *code)
{
    if (!plan_is_candidate(plan, table) || plan->kept.hidden[table][cell]) {
        return false;
    }
    const char **reason = &plan->reasons[table][cell];
    const uint32_t unknown = plan_unknown_of(plan, table, cell);
    *reason = *reason ? *reason : code;
    return unknown == NO_UNKNOWN
               ? cell_marks_add(&plan->marks, table, cell)
               : plan_demand(plan, unknown, plan_level(plan, unknown), code);
}
