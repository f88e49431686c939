#include "attack/names/scope.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static const char *range_key(struct scope *scope, uint32_t variable,
                             const struct label_range *range)
{
    return text_format(scope->arena, "%u\x1f[%.10g,%.10g)", variable, range->low,
                       range->high);
}

static uint32_t add_set(struct scope *scope, const char *key,
                        const struct category_set *set)
{
    const size_t found = map_find_text(scope->set_map, key);
    if (found != MAP_NONE) {
        return (uint32_t)found;
    }
    const uint32_t id = (uint32_t)scope->set_count;
    *arena_add(scope->arena, scope->sets, scope->set_count, scope->set_capacity) = *set;
    (void)map_add_text(scope->set_map, key, id);
    struct variable *variable = &scope->variables[set->variable];
    *arena_add(scope->arena, variable->sets, variable->set_count,
               variable->set_capacity) = id;
    return id;
}

uint32_t scope_range_set(struct scope *scope, uint32_t variable,
                         const struct label_range *range, const char *text)
{
    const struct category_set set = {variable, text, true, *range};
    return add_set(scope, range_key(scope, variable, range), &set);
}

uint32_t scope_find_range(const struct scope *scope, uint32_t variable,
                          const struct label_range *range)
{
    for (size_t i = 0; i < scope->variables[variable].set_count; i++) {
        const struct category_set *set = &scope->sets[scope->variables[variable].sets[i]];
        if (set->has_range && set->range.low == range->low &&
            set->range.high == range->high) {
            return scope->variables[variable].sets[i];
        }
    }
    return NO_SET;
}

static uint32_t label_set(struct scope *scope, uint32_t variable,
                          const struct category *category)
{
    struct label_range range;
    if (!scope->variables[variable].is_time && label_range_read(category->key, &range)) {
        return scope_range_set(scope, variable, &range, category->text);
    }
    const struct category_set set = {.variable = variable, .text = category->text};
    return add_set(scope, text_format(scope->arena, "%u\x1f%s", variable, category->key),
                   &set);
}

uint32_t scope_measure(struct scope *scope, const char *key)
{
    const size_t found = map_find_text(scope->measure_map, key);
    if (found != MAP_NONE) {
        return (uint32_t)found;
    }
    const uint32_t id = (uint32_t)scope->measure_count;
    *arena_add(scope->arena, scope->measures, scope->measure_count,
               scope->measure_capacity) = key;
    (void)map_add_text(scope->measure_map, key, id);
    return id;
}

static bool is_count_measure(const struct measure *measure)
{
    return measure->role == ROLE_COUNT || measure->role == ROLE_TOTAL ||
           measure->role == ROLE_N || measure->role == ROLE_AT_RISK;
}

/* A table's only count of its unit is *the* count of that unit, whatever it is called
 * there: "Number", "Learners", "N". */
static uint32_t measure_of(struct scope *scope, const struct table *table, uint32_t index)
{
    const struct measure *measure = &table->measures[index];
    const char *unit = measure->unit && measure->unit[0] ? measure->unit : table->unit;
    unit = unit && unit[0] ? text_key(scope->arena, unit) : "people";
    uint32_t counts = 0;
    for (uint32_t i = 0; i < table->measure_count; i++) {
        const bool is_derived = table->measures[i].accumulation.is_running &&
                                table->measures[i].accumulation.steps != UINT32_MAX;
        counts += is_count_measure(&table->measures[i]) && !is_derived &&
                  !table->measures[i].is_aside;
    }
    if (is_count_measure(measure) && !measure->is_aside && counts == 1) {
        return scope_measure(scope, text_format(scope->arena, "#%s", unit));
    }
    if (measure->is_aside) { /* nobody else counts the same */
        return scope_measure(scope, text_format(scope->arena, "aside\x1f%zu\x1f%u",
                                                scope->table_count, index));
    }
    const char *role = is_count_measure(measure) ? "count" : role_name(measure->role);
    return scope_measure(scope, text_format(scope->arena, "%s\x1f%s\x1f%s", role, unit,
                                            measure->key ? measure->key : ""));
}

static uint32_t add_variable(struct scope *scope, const char *key,
                             const struct dimension *dimension)
{
    const size_t found = map_find_text(scope->variable_map, key);
    if (found != MAP_NONE) {
        return (uint32_t)found;
    }
    const uint32_t id = (uint32_t)scope->variable_count;
    *arena_add(scope->arena, scope->variables, scope->variable_count,
               scope->variable_capacity) = (struct variable){
        .name = dimension->name,
        .is_named = dimension->is_named,
        .is_time = dimension->kind == DIMENSION_TIME,
    };
    (void)map_add_text(scope->variable_map, key, id);
    return id;
}

static const char *canonical_key(const struct scope_input *input,
                                 const struct dimension *dimension)
{
    for (size_t i = 0; i < input->alias_count; i++) {
        if (text_equals(input->aliases[i].key, dimension->key)) {
            return input->aliases[i].canonical;
        }
    }
    return dimension->key;
}

static bool is_total_of(const struct dimension *dimension, uint32_t category)
{
    return category == dimension->total && dimension->kind != DIMENSION_TIME;
}

/* How many of the dimension's categories the variable knows, totals left out. */
static uint32_t shared_categories(const struct scope *scope, uint32_t variable,
                                  const struct dimension *dimension)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < dimension->category_count; i++) {
        if (is_total_of(dimension, i)) {
            continue;
        }
        struct label_range range;
        const char *key = dimension->categories[i].key;
        if (label_range_read(key, &range)) {
            shared += scope_find_range(scope, variable, &range) != NO_SET;
        } else {
            const char *full = text_format(scope->arena, "%u\x1f%s", variable, key);
            shared += map_find_text(scope->set_map, full) != MAP_NONE;
        }
    }
    return shared;
}

/* A dimension without a name is the variable that knows at least half of its categories,
 * the one that knows most; else one of its own. */
static uint32_t unnamed_variable(struct scope *scope, const struct dimension *dimension,
                                 const uint32_t *taken, uint32_t taken_count)
{
    uint32_t best = UINT32_MAX;
    uint32_t most = 0;
    for (uint32_t v = 0; v < scope->variable_count; v++) {
        bool is_taken = false;
        for (uint32_t i = 0; i < taken_count; i++) {
            is_taken = is_taken || taken[i] == v;
        }
        const uint32_t shared = is_taken ? 0 : shared_categories(scope, v, dimension);
        const bool is_enough =
            2 * shared >= dimension->category_count - (dimension->total != NO_CATEGORY);
        if (shared > most && is_enough) {
            best = v;
            most = shared;
        }
    }
    if (best != UINT32_MAX) {
        return best;
    }
    return add_variable(
        scope, text_format(scope->arena, "\x1f%zu", scope->variable_count), dimension);
}

static const uint32_t *sets_of(struct scope *scope, uint32_t variable,
                               const struct dimension *dimension)
{
    uint32_t *sets = arena_array(scope->arena, dimension->category_count, uint32_t);
    for (uint32_t i = 0; i < dimension->category_count; i++) {
        sets[i] = is_total_of(dimension, i)
                      ? NO_SET
                      : label_set(scope, variable, &dimension->categories[i]);
    }
    return sets;
}

uint32_t table_scope_set(const struct table_scope *entry, uint32_t cell, uint32_t d)
{
    const struct table *table = entry->table;
    const uint32_t category = table_category(table, cell, d);
    if (category == NO_CATEGORY) {
        return NO_SET;
    }
    const uint32_t measure = table->cells[cell].measure;
    const bool runs_on =
        entry->running[measure] && table->measures[measure].accumulation.dimension == d;
    return runs_on ? entry->running[measure][category] : entry->sets[d][category];
}

/* "up to B", "12 and after": who is counted in a category of a count that runs on. The
 * first of all is a category like others where its steps are known. */
static uint32_t running_set(struct scope *scope, const struct table_scope *entry,
                            const struct accumulation *own, uint32_t category)
{
    const struct dimension *dimension = &entry->table->dimensions[own->dimension];
    const struct category *at = &dimension->categories[category];
    const uint32_t variable = entry->variables[own->dimension];
    const uint32_t end = own->is_falling ? dimension->category_count - 1 : 0;
    if (is_total_of(dimension, category) || (own->starts_at_step && category == end)) {
        return entry->sets[own->dimension][category];
    }
    const struct category_set set = {
        .variable = variable,
        .text = text_format(scope->arena, own->is_falling ? "%s and after" : "up to %s",
                            at->text),
    };
    return add_set(
        scope,
        text_format(scope->arena, "%u\x1f%s\x1f%d", variable, at->key, own->is_falling),
        &set);
}

static const uint32_t *running_sets(struct scope *scope, const struct table_scope *entry,
                                    uint32_t measure)
{
    const struct accumulation *own = &entry->table->measures[measure].accumulation;
    if (!own->is_running) {
        return NULL;
    }
    const uint32_t count = entry->table->dimensions[own->dimension].category_count;
    uint32_t *sets = arena_array(scope->arena, count, uint32_t);
    for (uint32_t c = 0; c < count; c++) {
        sets[c] = running_set(scope, entry, own, c);
    }
    return sets;
}

/* A name that stands twice in a table is two variables. */
static uint32_t named_variable(struct scope *scope, const struct scope_input *input,
                               const struct table_scope *entry, uint32_t d)
{
    const struct dimension *dimension = &entry->table->dimensions[d];
    const char *key = canonical_key(input, dimension);
    const uint32_t variable = add_variable(scope, key, dimension);
    for (uint32_t other = 0; other < d; other++) {
        if (entry->variables[other] == variable) {
            return add_variable(scope, text_format(scope->arena, "%s\x1f%u", key, d),
                                dimension);
        }
    }
    return variable;
}

/* The dimensions with names, or those without. */
static void resolve(struct scope *scope, const struct scope_input *input,
                    const struct table_scope *entry, bool named)
{
    const struct table *table = entry->table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        if (dimension->is_named != named) {
            continue;
        }
        entry->variables[d] = named ? named_variable(scope, input, entry, d)
                                    : unnamed_variable(scope, dimension, entry->variables,
                                                       table->dimension_count);
        entry->sets[d] = sets_of(scope, entry->variables[d], dimension);
    }
}

static void enter(struct scope *scope, const struct table *table, bool is_earlier)
{
    struct arena *arena = scope->arena;
    uint32_t *variables = arena_array(arena, table->dimension_count, uint32_t);
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        variables[d] = UINT32_MAX;
    }
    uint32_t *measures = arena_array(arena, table->measure_count, uint32_t);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        const uint32_t steps = table->measures[m].accumulation.steps;
        const bool has_steps =
            table->measures[m].accumulation.is_running && steps != UINT32_MAX;
        measures[m] = measure_of(scope, table, has_steps ? steps : m);
    }
    scope->tables[scope->table_count++] = (struct table_scope){
        .table = table,
        .variables = variables,
        .sets = arena_array(arena, table->dimension_count, const uint32_t *),
        .running = arena_array(arena, table->measure_count, const uint32_t *),
        .measures = measures,
        .is_earlier = is_earlier,
    };
}

struct scope *scope_create(struct arena *arena, const struct scope_input *input)
{
    struct scope *scope = arena_new(arena, struct scope);
    scope->arena = arena;
    scope->variable_map = map_create(arena, 64);
    scope->set_map = map_create(arena, 1024);
    scope->measure_map = map_create(arena, 64);
    size_t count = input->candidate->table_count;
    for (size_t i = 0; i < input->earlier_count; i++) {
        count += input->earlier[i]->table_count;
    }
    scope->tables = arena_array(arena, count, struct table_scope);
    for (size_t t = 0; t < input->candidate->table_count; t++) {
        enter(scope, input->candidate->tables[t], false);
    }
    for (size_t i = 0; i < input->earlier_count; i++) {
        for (size_t t = 0; t < input->earlier[i]->table_count; t++) {
            enter(scope, input->earlier[i]->tables[t], true);
        }
    }
    for (size_t t = 0; t < scope->table_count; t++) {
        resolve(scope, input, &scope->tables[t], true);
    }
    for (size_t t = 0; t < scope->table_count; t++) {
        resolve(scope, input, &scope->tables[t], false);
    }
    for (size_t t = 0; t < scope->table_count; t++) {
        const struct table_scope *entry = &scope->tables[t];
        for (uint32_t m = 0; m < entry->table->measure_count; m++) {
            entry->running[m] = running_sets(scope, entry, m);
        }
    }
    return scope;
}
