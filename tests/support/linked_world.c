#include "support/linked_world.h"

#include "base/text.h"
#include "protect/examine.h"
#include "support/rulebook.h"
#include "support/sample.h"

static const char *const regions[REGIONS + 1] = {"North", "South", "East", "West",
                                                 "Total"};

/* An index beyond the last means all. */
static int count_of(const struct world *world, int region, int sex, int age)
{
    int sum = 0;
    for (int r = 0; r < REGIONS; r++) {
        for (int cell = 0; cell < SEXES * AGES; cell++) {
            const int s = cell / AGES;
            const int a = cell % AGES;
            const bool is_in = (region == REGIONS || r == region) &&
                               (sex == SEXES || s == sex) && (age == AGES || a == age);
            sum += is_in ? world->people[r][s][a] : 0;
        }
    }
    return sum;
}

static struct table *by_sex(struct world *world, bool has_percent)
{
    const char *text = has_percent ? "Region,M,F,Total,% M\n" : "Region,M,F,Total\n";
    for (int r = 0; r <= REGIONS; r++) {
        text = text_format(world->arena, "%s%s", text, regions[r]);
        for (int s = 0; s <= SEXES; s++) {
            text = text_format(world->arena, "%s,%d", text, count_of(world, r, s, AGES));
        }
        const int all = count_of(world, r, SEXES, AGES);
        if (has_percent && all) {
            text = text_format(world->arena, "%s,%.1f", text,
                               100.0 * count_of(world, r, 0, AGES) / all);
        } else if (has_percent) {
            text = text_format(world->arena, "%s,", text);
        }
        text = text_format(world->arena, "%s\n", text);
    }
    return sample_table(world->arena, "by_sex.csv", text);
}

static struct table *by_age(struct world *world, const char *path, int sex)
{
    const char *text = "Region,16-18,19-24,25+,Total\n";
    for (int r = 0; r <= REGIONS; r++) {
        text = text_format(world->arena, "%s%s", text, regions[r]);
        for (int a = 0; a <= AGES; a++) {
            text = text_format(world->arena, "%s,%d", text, count_of(world, r, sex, a));
        }
        text = text_format(world->arena, "%s\n", text);
    }
    return sample_table(world->arena, path, text);
}

static void make_policy(struct world *world)
{
    static const char *const kinds[] = {"minimum-count", "recoverable", "differencing",
                                        "hidden-sum", "gives-back-count"};
    struct policy *policy = rulebook_create(world->arena);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        rulebook_set(rulebook_add(world->arena, policy, kinds[i]), "minimum", MINIMUM);
    }
    rulebook_set(rulebook_add(world->arena, policy, "narrow-range"), "width", WIDTH);
    policy->marker = "c";
    world->policy = policy;
}

void world_take_tables(struct world *world)
{
    for (size_t t = 0; t < world->table_count; t++) {
        world->tables[t]->universe = "people";
    }
    world->submission =
        sample_submission(world->arena, world->tables, world->table_count);
    make_policy(world);
    world->input = (struct plan_input){
        .scope = {.candidate = world->submission},
        .policy = world->policy,
        .audit_policy = world->policy,
        .limits = {.minimum = MINIMUM, .width = WIDTH, .exact_ranges = true},
    };
}

struct world *world_make(struct arena *arena, uint64_t seed)
{
    struct world *world = arena_new(arena, struct world);
    world->arena = arena;
    world->random.state = seed * 2 + 1;
    for (int i = 0; i < REGIONS * SEXES * AGES; i++) {
        world->people[i / (SEXES * AGES)][i / AGES % SEXES][i % AGES] =
            (int)draw(&world->random, draw(&world->random, 3) ? 14 : 2);
    }
    world->tables[world->table_count++] = by_sex(world, draw(&world->random, 2));
    if (draw(&world->random, 3)) {
        world->tables[world->table_count++] = by_age(world, "by_age.csv", SEXES);
    }
    world_take_tables(world);
    return world;
}

struct cell_marks world_marks(const struct world *world,
                              const struct suggestion *suggestion)
{
    const struct cell_marks marks = cell_marks_create(world->arena, world->submission);
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        (void)cell_marks_add(&marks, suggestion->cells[i].table,
                             suggestion->cells[i].cell);
    }
    return marks;
}

bool world_is_clear(const struct world *world, const struct cell_marks *marks)
{
    const struct submission *shown = cell_marks_apply(world->arena, marks, "c");
    const struct examination examination = examine(world->arena, &world->input, shown);
    return !examination_objection(&examination);
}

static bool has_primaries_below(const struct world *world, const struct cell_marks *marks,
                                const struct suggestion *suggestion)
{
    struct scope_input scope = world->input.scope;
    scope.candidate = cell_marks_apply(world->arena, marks, "c");
    const struct attack_result *attack =
        attack_run(world->arena, &scope, &world->input.limits);
    for (size_t i = 0; i < attack->cell_count; i++) {
        const struct attack_cell *cell = &attack->cells[i];
        for (size_t k = 0; k < suggestion->cell_count; k++) {
            const struct suggested_cell *own = &suggestion->cells[k];
            const struct table *table = world->submission->tables[own->table];
            const double value = table->cells[own->cell].value;
            if (own->is_primary && text_equals(table->id, cell->table->id) &&
                own->cell == cell->cell && value < MINIMUM &&
                cell->range.attained_high < value + WIDTH) {
                return true;
            }
        }
    }
    return false;
}

/* The same number may stand in two tables: both are shown again. */
static void show_again(const struct world *world, const struct cell_marks *marks,
                       const struct suggested_cell *cell, bool is_hidden)
{
    const struct table *table = world->submission->tables[cell->table];
    const char *label = table_cell_label(world->arena, table, cell->cell);
    for (size_t t = 0; t < world->table_count; t++) {
        const struct table *other = world->submission->tables[t];
        for (uint32_t i = 0; i < other->cell_count; i++) {
            const bool is_same =
                text_equals(table_cell_label(world->arena, other, i), label) &&
                other->measures[other->cells[i].measure].role ==
                    table->measures[table->cells[cell->cell].measure].role;
            if (is_same) {
                marks->hidden[t][i] = is_hidden;
            }
        }
    }
}

const char *world_needless_cell(const struct world *world,
                                const struct suggestion *suggestion, size_t *secondaries)
{
    const struct cell_marks marks = world_marks(world, suggestion);
    const char *needless = NULL;
    *secondaries = 0;
    for (size_t i = 0; i < suggestion->cell_count && !needless; i++) {
        const struct suggested_cell *cell = &suggestion->cells[i];
        if (cell->is_primary || !cell->has_range) {
            continue;
        }
        show_again(world, &marks, cell, false);
        if (world_is_clear(world, &marks) &&
            !has_primaries_below(world, &marks, suggestion)) {
            needless = table_cell_label(
                world->arena, world->submission->tables[cell->table], cell->cell);
        }
        show_again(world, &marks, cell, true);
        (*secondaries)++;
    }
    return needless;
}
