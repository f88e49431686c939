/*
 * Percentages whose counts stand in another table: "% sustained" by region here,
 * "Sustained" beside "Total" by region there.
 *
 * A category (or a heading) of the same name is looked for; that the percentages are its
 * shares is proven by arithmetic: all lines agree, in so many figures that chance is
 * excluded. Then each is a statement about the counts there.
 */
#include "attack/know/knowledge.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

enum { ENOUGH_BITS = 16, BITS_OF_A_LINE = 8, LOOK_LIMIT = 20000000 };

/* Counts of one universe and measure, as what the percentages may be of. */
struct link {
    double bits;
    bool is_out;
};

struct linking {
    struct knowledge *knowledge;
    struct arena *scratch;
    uint32_t table;
    uint32_t measure;  /* of the table */
    uint32_t set;      /* the category of this name */
    struct map *cells; /* region -> cell of the table */
    struct map *map;   /* universe, measure -> link */
    struct link *links;
    size_t link_count;
    size_t link_capacity;
    size_t looks;
};

/* ---- names ---- */

static bool says_share(const char *word, size_t length)
{
    static const char *const words[] = {"%",          "percent", "percentage", "share",
                                        "proportion", "pct",     "of"};
    bool is_share = false;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        is_share = is_share ||
                   (strlen(words[i]) == length && strncmp(word, words[i], length) == 0);
    }
    return is_share;
}

/* "% sustained", "percentage of sustained": "sustained". */
static const char *counted_by(struct arena *arena, const char *key)
{
    const char *stem = "";
    while (*key) {
        const size_t gap = strspn(key, " _()");
        const bool is_sign = key[gap] == '%';
        const size_t length = is_sign ? 1 : strcspn(key + gap, " _()%");
        if (length && !says_share(key + gap, length)) {
            stem = text_format(arena, "%s%s%.*s", stem, *stem ? " " : "", (int)length,
                               key + gap);
        }
        key += gap + length;
    }
    return stem;
}

/* ---- the percentages ---- */

static bool is_open_share(const struct table *table, uint32_t index)
{
    const struct cell *cell = &table->cells[index];
    return cell->state == CELL_NUMBER && cell->denominator == NO_CELL &&
           cell->numerator == NO_CELL && cell->count == NO_CELL && !cell->is_change &&
           cell->value >= 0 && cell->value <= cell_percent_unit(cell);
}

/* By region; false where there are too few to prove anything. */
static bool index_cells(struct linking *linking)
{
    const struct table_scope *entry = &linking->knowledge->scope->tables[linking->table];
    const struct table *table = entry->table;
    size_t count = 0;
    linking->cells = map_create(linking->scratch, 64);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].measure != linking->measure || !is_open_share(table, i)) {
            continue;
        }
        uint32_t *sets =
            arena_array(linking->scratch, (size_t)table->dimension_count + 1, uint32_t);
        const uint32_t set_count = cell_region(entry, i, sets);
        (void)map_add(linking->cells, sets, set_count * sizeof(*sets), i);
        count++;
    }
    return count >= 2;
}

/* ---- lines ---- */

struct share_line {
    uint32_t cell;
    uint32_t above;
    uint32_t below;
};

/* The percentage, the count and its total, where all three are published. */
static bool read_line(struct linking *linking, uint32_t n, struct share_line *line)
{
    struct knowledge *knowledge = linking->knowledge;
    const struct name *name = &knowledge->names[n];
    const uint32_t variable = knowledge->scope->sets[linking->set].variable;
    uint32_t rest[REGION_SETS];
    linking->looks++;
    if (name->label || name_set(knowledge, name, variable) != linking->set ||
        !knowledge->system->is_whole[n] || !knowledge_is_published(knowledge, n)) {
        return false;
    }
    const uint32_t count =
        knowledge_region_with(knowledge, name, variable, NO_SET, rest, REGION_SETS);
    const uint32_t below = knowledge_sibling(knowledge, n, variable, NO_SET);
    const size_t cell = count == UINT32_MAX
                            ? MAP_NONE
                            : map_find(linking->cells, rest, count * sizeof(*rest));
    if (below == NO_NAME || cell == MAP_NONE ||
        !knowledge_is_published(knowledge, below)) {
        return false;
    }
    *line = (struct share_line){(uint32_t)cell, n, below};
    return true;
}

/* How much it says that the share lies where the counts have it; NAN where it does not.
 */
static double weigh(const struct linking *linking, const struct share_line *line)
{
    const struct knowledge *knowledge = linking->knowledge;
    const struct system *system = knowledge->system;
    const struct table *table = knowledge->scope->tables[linking->table].table;
    const struct cell *cell = &table->cells[line->cell];
    const double unit = cell_percent_unit(cell);
    const double half = 0.5 * pow(10, -cell->decimals) / unit * (1 + 1e-9);
    const double share = cell->value / unit;
    const double least = system->low[line->above] / fmax(1, system->high[line->below]);
    const double most =
        fmin(1, system->high[line->above] / fmax(1, system->low[line->below]));
    if (share + half < least || share - half > most) {
        return NAN;
    }
    return system->high[line->below] < 1
               ? 0
               : fmin(BITS_OF_A_LINE, -log2(fmin(1, most - least + 2 * half)));
}

static struct link *link_of(struct linking *linking, uint32_t n)
{
    const struct name *name = &linking->knowledge->names[n];
    uint32_t *key = arena_array(linking->scratch, 2, uint32_t);
    key[0] = name->universe;
    key[1] = name->measure;
    const size_t index =
        map_add(linking->map, key, 2 * sizeof(*key), linking->link_count);
    if (index == linking->link_count) {
        *arena_add(linking->scratch, linking->links, linking->link_count,
                   linking->link_capacity) = (struct link){0};
    }
    return &linking->links[index];
}

static void weigh_all(struct linking *linking)
{
    struct share_line line;
    for (uint32_t n = 0; n < linking->knowledge->name_count; n++) {
        if (read_line(linking, n, &line)) {
            struct link *link = link_of(linking, n);
            const double bits = weigh(linking, &line);
            link->is_out = link->is_out || isnan(bits);
            link->bits += isnan(bits) ? 0 : bits;
        }
    }
}

static void tie_all(struct linking *linking)
{
    struct knowledge *knowledge = linking->knowledge;
    const size_t names = knowledge->name_count;
    struct share_line line;
    for (uint32_t n = 0; n < names; n++) {
        const bool is_line = read_line(linking, n, &line);
        const struct link *link = is_line ? link_of(linking, n) : NULL;
        if (link && !link->is_out && link->bits >= ENOUGH_BITS) {
            statements_tie_percentage(knowledge, linking->table, line.cell, line.above,
                                      line.below);
        }
    }
}

/* ---- all of them ---- */

static void link_measure(struct linking *linking, struct map *keys, const uint32_t *next)
{
    struct knowledge *knowledge = linking->knowledge;
    const struct table *table = knowledge->scope->tables[linking->table].table;
    const char *stem =
        counted_by(linking->scratch, table->measures[linking->measure].key);
    size_t set = *stem ? map_find_text(keys, stem) : MAP_NONE;
    if (set == MAP_NONE || !index_cells(linking)) {
        return;
    }
    for (uint32_t s = (uint32_t)set; s != NO_SET && linking->looks < LOOK_LIMIT;
         s = next[s]) {
        linking->set = s;
        linking->map = map_create(linking->scratch, 16);
        linking->links = NULL;
        linking->link_count = 0;
        linking->link_capacity = 0;
        weigh_all(linking);
        tie_all(linking);
    }
}

/* Sets by what they are called, in all variables. */
static struct map *index_sets(struct arena *scratch, const struct scope *scope,
                              uint32_t *next)
{
    struct map *keys = map_create(scratch, scope->set_count);
    for (uint32_t s = (uint32_t)scope->set_count; s-- > 0;) {
        const char *key = text_key(scratch, scope->sets[s].text);
        const size_t first = map_find_text(keys, key);
        next[s] = NO_SET;
        if (first == MAP_NONE) {
            (void)map_add_text(keys, key, s);
        } else {
            next[s] = next[first];
            next[first] = s;
        }
    }
    return keys;
}

static void link_table(struct linking *linking, struct map *keys, const uint32_t *next)
{
    const struct table *table = linking->knowledge->scope->tables[linking->table].table;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        linking->measure = m;
        if (table->measures[m].role == ROLE_PERCENT &&
            table->dimension_count < REGION_SETS) {
            link_measure(linking, keys, next);
        }
    }
}

void ratio_links_add(struct knowledge *knowledge)
{
    struct arena *scratch = arena_create(0);
    const struct scope *scope = knowledge->scope;
    uint32_t *next = arena_array(scratch, scope->set_count + 1, uint32_t);
    struct map *keys = index_sets(scratch, scope, next);
    struct linking linking = {.knowledge = knowledge, .scratch = scratch};
    for (uint32_t t = 0; t < scope->table_count; t++) {
        linking.table = t;
        link_table(&linking, keys, next);
    }
    arena_destroy(scratch);
}
