#include "risk/disclosure_account.h"

#include "base/map.h"
#include "base/text.h"
#include "risk/disclosure_words.h"

enum { MANY = 50 };

struct place_key {
    const struct table *table;
    uint64_t cell; /* wide, so that the key has no padding */
};

struct pair_key {
    const struct table *one;
    const struct table *other;
};

struct pair {
    size_t count;
    bool is_told;
};

struct account {
    struct rule_run *run;
    const struct disclosure_reading *reading;
    struct arena *arena;
    struct map *places;
    struct telling *tellings;
    size_t count;
    size_t capacity;
    struct map *pair_map;
    struct pair *pairs;
    size_t pair_count;
    size_t pair_capacity;
    uint32_t *first_cell; /* [unknowns] of the attack's cells, UINT32_MAX for none */
    uint32_t *next_cell;  /* [cells] of the same unknown */
};

static bool is_earlier(const struct table *table)
{
    return table->output && table->output->release;
}

/* ---- places ---- */

static bool find_place(const struct disclosure *disclosure, const struct table **table,
                       uint32_t *cell)
{
    if (disclosure->table && !is_earlier(disclosure->table)) {
        *table = disclosure->table;
        *cell = disclosure->cell;
        return true;
    }
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        if (!is_earlier(disclosure->figures[i].table)) {
            *table = disclosure->figures[i].table;
            *cell = disclosure->figures[i].cell;
            return true;
        }
    }
    /* Without figures nobody can say that this submission has no part in it. */
    *table = NULL;
    *cell = NO_CELL;
    return disclosure->figure_count == 0;
}

static bool add_key(struct map *map, struct arena *arena, const struct table *table,
                    uint32_t cell, size_t value, size_t *kept)
{
    const struct place_key key = {table, cell};
    *kept = map_find(map, &key, sizeof(key));
    if (*kept != MAP_NONE) {
        return false;
    }
    struct place_key *own = arena_new(arena, struct place_key);
    *own = key;
    *kept = map_add(map, own, sizeof(*own), value);
    return true;
}

/* Places where rules about one table have told this code, or percentages whose base is
 * too small as it is. */
static void note_told(struct account *account)
{
    const struct rule_run *run = account->run;
    const struct findings *findings = run->desk->findings;
    const bool is_share = text_equals(run->rule->code, "P102");
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        const bool is_same = text_equals(finding->code, run->rule->code) ||
                             (is_share && text_equals(finding->code, "P101"));
        if (is_same && finding->table && finding->cell != NO_CELL) {
            size_t kept = 0;
            (void)add_key(account->places, account->arena, finding->table, finding->cell,
                          SIZE_MAX - 1, &kept);
        }
    }
}

/* ---- gathering ---- */

static size_t pair_of(struct account *account, const struct disclosure *disclosure,
                      const struct table *table)
{
    if (disclosure->is_hidden_cell || !table) {
        return SIZE_MAX;
    }
    struct pair_key *key = arena_new(account->arena, struct pair_key);
    key->one = table;
    key->other = table;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        if (disclosure->figures[i].table != table) {
            key->other = disclosure->figures[i].table;
        }
    }
    const size_t index =
        map_add(account->pair_map, key, sizeof(*key), account->pair_count);
    if (index == account->pair_count) {
        *arena_add(account->arena, account->pairs, account->pair_count,
                   account->pair_capacity) = (struct pair){0};
    }
    return index;
}

static bool is_better(const struct telling *one, const struct telling *other)
{
    if (one->severity != other->severity) {
        return one->severity > other->severity;
    }
    return one->disclosure->figure_count < other->disclosure->figure_count;
}

static void keep(struct account *account, const struct telling *telling)
{
    size_t index = 0;
    if (add_key(account->places, account->arena, telling->table, telling->cell,
                account->count, &index)) {
        *arena_add(account->arena, account->tellings, account->count, account->capacity) =
            *telling;
        return;
    }
    if (index >= account->count) {
        return; /* told by a rule about one table */
    }
    struct telling *first = &account->tellings[index];
    const uint32_t others = first->others + 1;
    if (is_better(telling, first)) {
        *first = *telling;
    }
    first->others = others;
}

/* A percentage that the table's own rule has spoken about speaks for the others here. */
static bool is_told_by_a_figure(const struct account *account,
                                const struct disclosure *disclosure)
{
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct attack_figure *figure = &disclosure->figures[i];
        const struct place_key key = {figure->table, figure->cell};
        if (!figure_is_added(figure) &&
            map_find(account->places, &key, sizeof(key)) == SIZE_MAX - 1) {
            return true;
        }
    }
    return false;
}

static void index_cells(struct account *account)
{
    const struct attack_result *attack = account->run->desk->attack;
    const size_t unknowns = attack->counts.unknowns;
    account->first_cell = arena_array(account->arena, unknowns, uint32_t);
    account->next_cell = arena_array(account->arena, attack->cell_count, uint32_t);
    for (size_t i = 0; i < unknowns; i++) {
        account->first_cell[i] = UINT32_MAX;
    }
    for (size_t i = attack->cell_count; i-- > 0;) {
        const uint32_t unknown = attack->cells[i].unknown;
        account->next_cell[i] = account->first_cell[unknown];
        account->first_cell[unknown] = (uint32_t)i;
    }
}

/* Each table of the submission that hides the cell. */
static void keep_hidden(struct account *account, struct telling telling)
{
    const struct attack_result *attack = account->run->desk->attack;
    size_t count = 0;
    for (uint32_t i = account->first_cell[telling.disclosure->unknown]; i != UINT32_MAX;
         i = account->next_cell[i]) {
        const struct attack_cell *cell = &attack->cells[i];
        if (!is_earlier(cell->table)) {
            telling.table = cell->table;
            telling.cell = cell->cell;
            keep(account, &telling);
            count++;
        }
    }
    if (!count && find_place(telling.disclosure, &telling.table, &telling.cell)) {
        keep(account, &telling);
    }
}

static void gather(struct account *account)
{
    struct rule_run *run = account->run;
    const struct attack_result *attack = run->desk->attack;
    for (size_t i = 0; i < attack->disclosure_count; i++) {
        const struct disclosure *disclosure = &attack->disclosures[i];
        struct telling telling = {
            .disclosure = disclosure,
            .severity = run->rule->severity,
            .pair = SIZE_MAX,
        };
        if (!account->reading->judge(run, disclosure, &telling.severity) ||
            is_told_by_a_figure(account, disclosure)) {
            continue;
        }
        if (disclosure->is_hidden_cell && disclosure->unknown != UINT32_MAX) {
            keep_hidden(account, telling);
        } else if (find_place(disclosure, &telling.table, &telling.cell)) {
            keep(account, &telling);
        }
    }
}

/* ---- telling ---- */

static void add_figures(struct rule_run *run, struct finding *finding,
                        const struct disclosure *disclosure)
{
    struct figure *figures = arena_array(
        run->desk->arena, (size_t)disclosure->figure_count + 1, struct figure);
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct attack_figure *from = &disclosure->figures[i];
        figures[i] = (struct figure){
            .output = from->table->output,
            .table = from->table,
            .cell = from->cell,
            .value = from->value,
            .sign = figure_is_added(from) ? (int)from->multiplier : 0,
        };
    }
    finding->figures = figures;
    finding->figure_count = disclosure->figure_count;
}

static void tell(struct account *account, const struct telling *telling)
{
    struct rule_run *run = account->run;
    const struct disclosure *disclosure = telling->disclosure;
    const bool has_range = disclosure->kind != DISCLOSURE_CONTRADICTION &&
                           disclosure->kind != DISCLOSURE_UNSEARCHED;
    run->table = telling->table;
    struct finding *finding = !telling->table ? rule_report_output(run, NULL, NULL)
                              : telling->cell == NO_CELL
                                  ? rule_report_table(run)
                                  : rule_report_cell(run, telling->cell);
    finding->severity = telling->severity;
    if (has_range) {
        finding->has_range = true;
        finding->range = (struct range){disclosure->range.low, disclosure->range.high};
    }
    if (!disclosure->is_hidden_cell) {
        finding->region = disclosure->region;
    }
    if (disclosure->divisor != 1) {
        finding_add_evidence(finding, "divisor", (double)disclosure->divisor);
    }
    add_figures(run, finding, disclosure);
    account->reading->say(run, finding, telling);
    run->table = NULL;
}

static const char *table_words(struct arena *arena, const struct table *table)
{
    return is_earlier(table)
               ? text_format(arena, "%s %s", table->output->release, table->id)
               : text_format(arena, "%s", table->id);
}

/* One finding for all of two tables, told at the worst of them. */
static void tell_pair(struct account *account, size_t pair)
{
    const struct telling *worst = NULL;
    size_t count = 0;
    for (size_t i = 0; i < account->count; i++) {
        const struct telling *telling = &account->tellings[i];
        if (telling->pair == pair) {
            count += 1 + telling->others;
            worst = !worst || is_better(telling, worst) ? telling : worst;
        }
    }
    if (!worst) {
        return;
    }
    tell(account, worst);
    struct rule_run *run = account->run;
    struct findings *findings = run->desk->findings;
    struct finding *finding = &findings->items[findings->count - 1];
    const struct disclosure *disclosure = worst->disclosure;
    const struct table *other = worst->table;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        other = disclosure->figures[i].table == worst->table
                    ? other
                    : disclosure->figures[i].table;
    }
    finding_add_evidence(finding, "cells", (double)count);
    finding->message =
        text_format(run->desk->arena, "%s such figures in %s%s%s, the first: %s",
                    text_number(run->desk->scratch, (double)count, 0),
                    table_words(run->desk->scratch, worst->table),
                    other == worst->table ? "" : " beside ",
                    other == worst->table ? "" : table_words(run->desk->scratch, other),
                    finding->message);
}

static void tell_all(struct account *account)
{
    for (size_t i = 0; i < account->count; i++) {
        struct telling *telling = &account->tellings[i];
        telling->pair = pair_of(account, telling->disclosure, telling->table);
        if (telling->pair != SIZE_MAX) {
            account->pairs[telling->pair].count++;
        }
    }
    for (size_t i = 0; i < account->count; i++) {
        const struct telling *telling = &account->tellings[i];
        struct pair *pair =
            telling->pair == SIZE_MAX ? NULL : &account->pairs[telling->pair];
        if (!pair || pair->count <= MANY) {
            tell(account, telling);
        } else if (!pair->is_told) {
            pair->is_told = true;
            tell_pair(account, telling->pair);
        }
    }
}

void disclosures_tell(struct rule_run *run, const struct disclosure_reading *reading)
{
    if (!run->desk->attack) {
        return;
    }
    struct arena *arena = arena_create(0);
    struct account account = {
        .run = run,
        .reading = reading,
        .arena = arena,
        .places = map_create(arena, 256),
        .pair_map = map_create(arena, 16),
    };
    index_cells(&account);
    note_told(&account);
    gather(&account);
    tell_all(&account);
    arena_destroy(arena);
}
