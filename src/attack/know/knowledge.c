#include "attack/know/knowledge.h"

#include "attack/know/derived.h"
#include "attack/know/strata.h"
#include "attack/names/cell_range.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { HEAD_WORDS = 2 };

static uint32_t *words_for(struct knowledge *knowledge, uint32_t universe,
                           uint32_t measure, const uint32_t *sets, uint32_t set_count)
{
    knowledge->scratch =
        arena_grow(knowledge->arena, knowledge->scratch, &knowledge->scratch_capacity,
                   (size_t)set_count + HEAD_WORDS, sizeof(uint32_t));
    knowledge->scratch[0] = universe;
    knowledge->scratch[1] = measure;
    if (set_count) {
        memmove(knowledge->scratch + HEAD_WORDS, sets, set_count * sizeof(uint32_t));
    }
    return knowledge->scratch;
}

uint32_t knowledge_find(struct knowledge *knowledge, uint32_t universe, uint32_t measure,
                        const uint32_t *sets, uint32_t set_count)
{
    const uint32_t *words = words_for(knowledge, universe, measure, sets, set_count);
    const size_t found = map_find(knowledge->name_map, words,
                                  ((size_t)set_count + HEAD_WORDS) * sizeof(*words));
    return found == MAP_NONE ? NO_NAME : (uint32_t)found;
}

static uint32_t add_unknown(struct knowledge *knowledge, const struct name *name,
                            bool is_whole)
{
    *arena_add(knowledge->arena, knowledge->names, knowledge->name_count,
               knowledge->name_capacity) = *name;
    return system_add_unknown(knowledge->system, 0, INFINITY, is_whole);
}

uint32_t knowledge_name(struct knowledge *knowledge, uint32_t universe, uint32_t measure,
                        const uint32_t *sets, uint32_t set_count, bool is_whole)
{
    const uint32_t found = knowledge_find(knowledge, universe, measure, sets, set_count);
    if (found != NO_NAME) {
        return found;
    }
    const size_t count = (size_t)set_count + HEAD_WORDS;
    uint32_t *words = arena_array(knowledge->arena, count, uint32_t);
    memcpy(words, knowledge->scratch, count * sizeof(*words));
    const uint32_t id = (uint32_t)knowledge->name_count;
    (void)map_add(knowledge->name_map, words, count * sizeof(*words), id);
    const uint32_t first = (uint32_t)map_add(knowledge->region_map, words + 1,
                                             (count - 1) * sizeof(*words), id);
    const struct name name = {
        .universe = universe,
        .measure = measure,
        .sets = words + HEAD_WORDS,
        .set_count = set_count,
        .first_print = NO_PRINT,
        .next_same = first == id ? NO_NAME : knowledge->names[first].next_same,
    };
    (void)add_unknown(knowledge, &name, is_whole);
    knowledge->names[first].same_count++;
    if (first != id) {
        knowledge->names[first].next_same = id;
    }
    return id;
}

uint32_t knowledge_label_unknown(struct knowledge *knowledge, const char *label,
                                 bool is_whole)
{
    const struct name name = {
        .universe = UINT32_MAX,
        .measure = UINT32_MAX,
        .first_print = NO_PRINT,
        .next_same = NO_NAME,
        .label = label,
    };
    return add_unknown(knowledge, &name, is_whole);
}

void knowledge_add_row(struct knowledge *knowledge, const struct term *terms,
                       uint32_t count, double low, double high, struct row_origin origin)
{
    (void)system_add_row(knowledge->system, terms, count, low, high);
    *arena_add(knowledge->arena, knowledge->origins, knowledge->origin_count,
               knowledge->origin_capacity) = origin;
}

void knowledge_add_split(struct knowledge *knowledge, const struct split *split)
{
    const size_t count = (size_t)split->part_count + 4;
    uint32_t *words = arena_array(knowledge->arena, count, uint32_t);
    words[0] = split->universe;
    words[1] = split->variable;
    words[2] = split->whole;
    words[3] = split->is_exhaustive;
    memcpy(words + 4, split->parts, split->part_count * sizeof(*words));
    const size_t id = knowledge->split_count;
    if (map_add(knowledge->split_map, words, count * sizeof(*words), id) != id) {
        return;
    }
    struct split own = *split;
    own.parts = words + 4;
    *arena_add(knowledge->arena, knowledge->splits, knowledge->split_count,
               knowledge->split_capacity) = own;
}

uint32_t name_set(const struct knowledge *knowledge, const struct name *name,
                  uint32_t variable)
{
    for (uint32_t i = 0; i < name->set_count; i++) {
        if (knowledge->scope->sets[name->sets[i]].variable == variable) {
            return name->sets[i];
        }
    }
    return NO_SET;
}

uint32_t knowledge_sibling(struct knowledge *knowledge, uint32_t name_id,
                           uint32_t variable, uint32_t set)
{
    uint32_t sets[64];
    const struct name *name = &knowledge->names[name_id];
    const uint32_t count =
        knowledge_region_with(knowledge, name, variable, set, sets, 64);
    return count == UINT32_MAX
               ? NO_NAME
               : knowledge_find(knowledge, name->universe, name->measure, sets, count);
}

uint32_t knowledge_region_with(const struct knowledge *knowledge, const struct name *name,
                               uint32_t variable, uint32_t set, uint32_t *sets,
                               uint32_t limit)
{
    if (name->set_count + 1 > limit) {
        return UINT32_MAX;
    }
    uint32_t count = 0;
    bool is_placed = set == NO_SET;
    for (uint32_t i = 0; i < name->set_count; i++) {
        if (knowledge->scope->sets[name->sets[i]].variable == variable) {
            continue;
        }
        if (!is_placed && name->sets[i] > set) {
            sets[count++] = set;
            is_placed = true;
        }
        sets[count++] = name->sets[i];
    }
    if (!is_placed) {
        sets[count++] = set;
    }
    return count;
}

bool knowledge_is_published(const struct knowledge *knowledge, uint32_t unknown)
{
    return knowledge->names[unknown].is_published;
}

const struct print *knowledge_print_at(const struct knowledge *knowledge, uint32_t table,
                                       uint32_t cell)
{
    const uint32_t unknown = knowledge->cell_unknown[table][cell];
    uint32_t p = unknown == NO_UNKNOWN ? NO_PRINT : knowledge->names[unknown].first_print;
    while (p != NO_PRINT &&
           (knowledge->prints[p].table != table || knowledge->prints[p].cell != cell)) {
        p = knowledge->prints[p].next;
    }
    return p == NO_PRINT ? NULL : &knowledge->prints[p];
}

bool knowledge_print_hides(const struct knowledge *knowledge, const struct print *print)
{
    const struct table *table = knowledge->scope->tables[print->table].table;
    const uint8_t state = table->cells[print->cell].state;
    const bool is_nobody = state == CELL_EMPTY && print->high == 0;
    return cell_state_hides(state) && !is_nobody;
}

static bool is_all_number(const char *text)
{
    bool has_letter = false;
    for (const char *at = text; *at; at++) {
        has_letter |= isalpha((unsigned char)*at) != 0;
    }
    return isdigit((unsigned char)text[0]) && !has_letter;
}

/* Numbers alone do not say what they are: "aged 19", "Level 3". */
static const char *set_label(struct arena *arena, const struct scope *scope, uint32_t set)
{
    const char *text = scope->sets[set].text;
    const struct variable *variable = &scope->variables[scope->sets[set].variable];
    if (!is_all_number(text) || !variable->is_named || variable->is_time) {
        return text;
    }
    return strncmp(text_key(arena, variable->name), "age", 3) == 0
               ? text_format(arena, "aged %s", text)
               : text_format(arena, "%s %s", variable->name, text);
}

const char *knowledge_label(struct arena *arena, const struct knowledge *knowledge,
                            uint32_t unknown)
{
    const struct name *name = &knowledge->names[unknown];
    if (name->label) {
        return name->label;
    }
    const char *label = "";
    for (uint32_t i = 0; i < name->set_count; i++) {
        label = text_format(arena, "%s%s%s", label, i ? " x " : "",
                            set_label(arena, knowledge->scope, name->sets[i]));
    }
    return label[0] ? label : "the total";
}

static void add_partition(struct knowledge *knowledge, uint32_t table, uint32_t d,
                          const struct partition *partition)
{
    const struct table_scope *entry = &knowledge->scope->tables[table];
    uint32_t *parts = arena_array(knowledge->arena, partition->part_count, uint32_t);
    for (uint32_t i = 0; i < partition->part_count; i++) {
        parts[i] = entry->sets[d][partition->parts[i]];
    }
    const struct split split = {
        .universe = knowledge->table_universe[table],
        .variable = entry->variables[d],
        .whole = entry->sets[d][partition->whole],
        .parts = parts,
        .part_count = partition->part_count,
        .is_exhaustive = partition->is_exhaustive,
        .are_disjoint = partition->is_exhaustive,
    };
    knowledge_add_split(knowledge, &split);
}

/* Each category of a count that runs on is the one before it and its own step; without
 * steps it is no less than the one before. */
static void add_running(struct knowledge *knowledge, uint32_t table, uint32_t measure)
{
    const struct table_scope *entry = &knowledge->scope->tables[table];
    const struct accumulation *own = &entry->table->measures[measure].accumulation;
    const struct dimension *dimension = &entry->table->dimensions[own->dimension];
    const uint32_t *sets = entry->running[measure];
    uint32_t last = NO_SET;
    for (uint32_t i = 0; sets && i < dimension->category_count; i++) {
        const uint32_t c = own->is_falling ? dimension->category_count - 1 - i : i;
        if (sets[c] == NO_SET) {
            continue;
        }
        const uint32_t parts[] = {last, entry->sets[own->dimension][c]};
        const bool has_steps = own->steps != UINT32_MAX;
        if (last != NO_SET) {
            knowledge_add_split(knowledge,
                                &(struct split){
                                    .universe = knowledge->table_universe[table],
                                    .variable = entry->variables[own->dimension],
                                    .whole = sets[c],
                                    .parts = parts,
                                    .part_count = has_steps ? 2 : 1,
                                    .is_exhaustive = has_steps,
                                    .are_disjoint = has_steps,
                                });
        }
        last = sets[c];
    }
}

static void add_partitions(struct knowledge *knowledge, uint32_t index)
{
    const struct table *table = knowledge->scope->tables[index].table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        for (uint32_t p = 0; p < dimension->partition_count; p++) {
            add_partition(knowledge, index, d, &dimension->partitions[p]);
        }
    }
    for (uint32_t m = 0; m < table->measure_count; m++) {
        add_running(knowledge, index, m);
    }
}

/* Those that declare a universe first: the others may be of one of theirs. */
static void read_tables(struct knowledge *knowledge, bool are_declared)
{
    for (uint32_t t = 0; t < knowledge->scope->table_count; t++) {
        const char *universe = knowledge->scope->tables[t].table->universe;
        if ((universe && *universe) == are_declared) {
            const size_t first = derived_count(knowledge->derived);
            statements_add_table(knowledge, t);
            knowledge->table_sums[t] =
                (struct table_sums){first, derived_count(knowledge->derived)};
        }
    }
}

/* Tables, universes and what single cells say. */
static struct knowledge *read_statements(struct arena *arena, struct scope *scope)
{
    struct knowledge *knowledge = arena_new(arena, struct knowledge);
    size_t cells = 0;
    for (size_t t = 0; t < scope->table_count; t++) {
        cells += scope->tables[t].table->cell_count;
    }
    knowledge->arena = arena;
    knowledge->scope = scope;
    knowledge->system = system_create(arena);
    knowledge->name_map = map_create(arena, cells);
    knowledge->region_map = map_create(arena, cells);
    knowledge->universe_map = map_create(arena, 64);
    knowledge->split_map = map_create(arena, 256);
    knowledge->derived = derived_create(arena);
    knowledge->table_universe = arena_array(arena, scope->table_count, uint32_t);
    knowledge->cell_unknown = arena_array(arena, scope->table_count, uint32_t *);
    knowledge->table_sums = arena_array(arena, scope->table_count, struct table_sums);
    universes_prepare(knowledge);
    read_tables(knowledge, true);
    read_tables(knowledge, false);
    return knowledge;
}

void knowledge_note_unsearched(struct knowledge *knowledge, uint32_t table,
                               uint32_t dimension)
{
    bool is_known = knowledge->before != NULL;
    for (size_t i = 0; is_known && i < knowledge->before->unsearched_count; i++) {
        const struct unsearched *open = &knowledge->before->unsearched[i];
        is_known = open->table != table || open->dimension != dimension;
    }
    if (!is_known) {
        *arena_add(knowledge->arena, knowledge->unsearched, knowledge->unsearched_count,
                   knowledge->unsearched_capacity) =
            (struct unsearched){table, dimension};
    }
}

/* What was known of these tables before cells were hidden in them. */
static struct knowledge *know_before(struct arena *scratch,
                                     const struct scope_input *input)
{
    struct scope_input before = *input;
    before.candidate = input->before;
    before.before = NULL;
    struct knowledge *known = read_statements(scratch, scope_create(scratch, &before));
    known->search_steps = input->search_steps;
    strata_find(known);
    subset_splits_add(known, true);
    return known;
}

static bool prints_negative(const struct knowledge *knowledge, const struct name *name)
{
    for (uint32_t p = name->first_print; p != NO_PRINT; p = knowledge->prints[p].next) {
        if (knowledge->prints[p].low < 0) {
            return true;
        }
    }
    return false;
}

/* Sums of which one is printed below zero may all be: where none is printed, nothing
 * holds them at zero. */
static void open_signed_measures(struct knowledge *knowledge)
{
    struct system *system = knowledge->system;
    bool *is_signed =
        arena_array(knowledge->arena, knowledge->scope->measure_count + 1, bool);
    for (size_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        if (!name->label && !system->is_whole[n] && prints_negative(knowledge, name)) {
            is_signed[name->measure] = true;
        }
    }
    for (size_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        const bool is_open = system->low[n] == 0 && isinf(system->high[n]);
        if (!name->label && !system->is_whole[n] && !name->is_published && is_open &&
            is_signed[name->measure]) {
            system->low[n] = -INFINITY;
        }
    }
}

struct knowledge *knowledge_create(struct arena *arena, const struct scope_input *input)
{
    struct scope *scope = scope_create(arena, input);
    struct knowledge *knowledge = read_statements(arena, scope);
    struct arena *scratch = arena_create(0);
    const struct knowledge *before = input->before ? know_before(scratch, input) : NULL;
    knowledge->search_steps = input->search_steps;
    knowledge->before = before && strata_take_over(knowledge, before) ? before : NULL;
    strata_find(knowledge);
    for (uint32_t t = 0; t < scope->table_count; t++) {
        add_partitions(knowledge, t);
        statements_add_ratios(knowledge, t);
    }
    ratio_links_add(knowledge);
    subset_splits_add(knowledge, false);
    knowledge->before = NULL;
    arena_destroy(scratch);
    equations_add(knowledge);
    open_signed_measures(knowledge);
    system_index(knowledge->system);
    return knowledge;
}
