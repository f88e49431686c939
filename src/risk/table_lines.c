/*
 * Lines: for each dimension and each of its partitions, the parts and their whole.
 * Categories that lie within others ("of which female") are parts of no line.
 *
 * A dimension without partitions of its own is taken as one: all its categories, and its
 * total where it has one; times and panels never, since their parts add up to nothing. A
 * line is met at its whole where that is printed, else at the first part that the table
 * has.
 */
#include "risk/cell_lattice.h"
#include "risk/table_study.h"

#include <string.h>

/* Which partitions a category is the whole of, and which it is a part of. */
struct membership {
    const struct partition **partitions;
    uint32_t partition_count;
    bool is_declared;
    uint32_t
        *wholes; /* [category_count + 1] starts into whole_items; the last is "total" */
    uint32_t *whole_items;
    uint32_t *parts; /* [category_count + 1] starts into part_items */
    uint32_t *part_items;
    uint32_t first_group;
};

/* The cells of one line that were met so far, partition by partition. */
struct walk {
    struct table_study *study;
    void *context;
    void (*visit)(void *context, const struct line *line);
    uint32_t dimension;
    const struct membership *members;
    const struct line_cells *grouped;
    uint32_t *seen_in; /* [category_count + 1] the line that had this category last */
    uint32_t *touched; /* [partition_count] partitions that the line touches */
    uint32_t touched_count;
    uint32_t *counts; /* [partition_count] parts that the line has */
    uint32_t *wholes; /* [partition_count] the whole's cell, or NO_CELL */
    uint32_t **cells; /* [partition_count] room for all its parts */
};

static bool may_add_up(const struct dimension *dimension)
{
    return dimension->kind != DIMENSION_TIME && dimension->kind != DIMENSION_PANEL;
}

static bool has_part(const struct partition *partition, uint32_t category)
{
    bool is_part = false;
    for (uint32_t k = 0; k < partition->part_count; k++) {
        is_part = is_part || partition->parts[k] == category;
    }
    return is_part;
}

static bool is_in_another(const struct dimension *dimension, uint32_t category)
{
    bool is_nested = false;
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        const struct partition *partition = &dimension->partitions[p];
        is_nested = is_nested || (partition->is_nested && has_part(partition, category));
    }
    return is_nested;
}

static const struct partition *whole_dimension(struct arena *arena,
                                               const struct dimension *dimension)
{
    struct partition *partition = arena_new(arena, struct partition);
    uint32_t *parts = arena_array(arena, dimension->category_count, uint32_t);
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        if (c != dimension->total && !is_in_another(dimension, c)) {
            parts[partition->part_count++] = c;
        }
    }
    partition->whole = dimension->total;
    partition->parts = parts;
    partition->origin = ORIGIN_GUESS;
    partition->name = "";
    return partition;
}

static void list_partitions(struct arena *arena, const struct dimension *dimension,
                            struct membership *members)
{
    members->partitions = arena_array(arena, (size_t)dimension->partition_count + 1,
                                      const struct partition *);
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        if (!dimension->partitions[p].is_nested) {
            members->partitions[members->partition_count++] = &dimension->partitions[p];
        }
    }
    members->is_declared = members->partition_count > 0;
    if (!members->partition_count && may_add_up(dimension)) {
        members->partitions[members->partition_count++] =
            whole_dimension(arena, dimension);
    }
}

/* Category `category_count` stands for "total or not broken down". */
static uint32_t place_of_whole(const struct dimension *dimension, uint32_t whole)
{
    return whole == NO_CATEGORY || whole == dimension->total ? dimension->category_count
                                                             : whole;
}

/* Counts, then starts, then items: the usual way to keep lists of lists in two arrays. */
static void index_members(struct arena *arena, const struct dimension *dimension,
                          struct membership *members)
{
    const size_t places = (size_t)dimension->category_count + 2;
    members->wholes = arena_array(arena, places, uint32_t);
    members->parts = arena_array(arena, places, uint32_t);
    for (uint32_t p = 0; p < members->partition_count; p++) {
        const struct partition *partition = members->partitions[p];
        members->wholes[place_of_whole(dimension, partition->whole) + 1]++;
        for (uint32_t k = 0; k < partition->part_count; k++) {
            members->parts[partition->parts[k] + 1]++;
        }
    }
    for (size_t i = 1; i < places; i++) {
        members->wholes[i] += members->wholes[i - 1];
        members->parts[i] += members->parts[i - 1];
    }
    members->whole_items = arena_array(arena, members->wholes[places - 1], uint32_t);
    members->part_items = arena_array(arena, members->parts[places - 1], uint32_t);
    uint32_t *whole_at = arena_array(arena, places, uint32_t);
    uint32_t *part_at = arena_array(arena, places, uint32_t);
    memcpy(whole_at, members->wholes, places * sizeof(uint32_t));
    memcpy(part_at, members->parts, places * sizeof(uint32_t));
    for (uint32_t p = 0; p < members->partition_count; p++) {
        const struct partition *partition = members->partitions[p];
        const uint32_t place = place_of_whole(dimension, partition->whole);
        members->whole_items[whole_at[place]++] = p;
        for (uint32_t k = 0; k < partition->part_count; k++) {
            members->part_items[part_at[partition->parts[k]]++] = p;
        }
    }
}

static bool is_additive(enum role role)
{
    return role == ROLE_COUNT || role == ROLE_TOTAL || role == ROLE_N ||
           role == ROLE_CONTRIBUTORS || role == ROLE_WEIGHTED || role == ROLE_SUM;
}

static void touch(struct walk *walk, uint32_t p)
{
    if (!walk->counts[p] && walk->wholes[p] == NO_CELL) {
        walk->touched[walk->touched_count++] = p;
    }
}

/* Puts the cell where it is a part and where it is a whole; a name that occurs again in
 * the line counts once. */
static void take_cell(struct walk *walk, uint32_t line, uint32_t cell)
{
    const struct table *table = walk->study->table;
    const struct membership *members = walk->members;
    const struct dimension *dimension = &table->dimensions[walk->dimension];
    const uint32_t category = table_category(table, cell, walk->dimension);
    const uint32_t place = place_of_whole(dimension, category);
    if (walk->seen_in[place] == line + 1) {
        return;
    }
    walk->seen_in[place] = line + 1;
    for (uint32_t i = members->wholes[place]; i < members->wholes[place + 1]; i++) {
        const uint32_t p = members->whole_items[i];
        if (members->partitions[p]->whole != NO_CATEGORY) {
            touch(walk, p);
            walk->wholes[p] = cell;
        }
    }
    if (category == NO_CATEGORY) {
        return;
    }
    for (uint32_t i = members->parts[category]; i < members->parts[category + 1]; i++) {
        const uint32_t p = members->part_items[i];
        touch(walk, p);
        walk->cells[p][walk->counts[p]++] = cell;
    }
}

static void visit_partition(struct walk *walk, uint32_t p)
{
    const struct cell *all = walk->study->table->cells;
    double largest = -1;
    struct line line = {
        .group = walk->members->first_group + p,
        .dimension = walk->dimension,
        .partition = walk->members->partitions[p],
        .is_declared = walk->members->is_declared,
        .whole = walk->wholes[p],
        .cells = walk->cells[p],
        .cell_count = walk->counts[p],
        .largest = NO_CELL,
    };
    for (uint32_t k = 0; k < line.cell_count; k++) {
        const uint32_t part = line.cells[k];
        if (all[part].state != CELL_NUMBER) {
            continue;
        }
        line.number_count++;
        line.sum += all[part].value;
        if (all[part].value > largest) {
            largest = all[part].value;
            line.largest = part;
        }
    }
    if (line.cell_count) {
        walk->visit(walk->context, &line);
    }
}

static void walk_line(struct walk *walk, uint32_t line)
{
    const struct table *table = walk->study->table;
    const struct line_cells *grouped = walk->grouped;
    walk->touched_count = 0;
    for (uint32_t i = grouped->starts[line]; i < grouped->starts[line + 1]; i++) {
        const struct cell *cell = &table->cells[grouped->cells[i]];
        const struct accumulation *own = &table->measures[cell->measure].accumulation;
        const bool runs_on = own->is_running && own->dimension == walk->dimension;
        if (is_additive((enum role)cell->role) && !runs_on) {
            take_cell(walk, line, grouped->cells[i]);
        }
    }
    for (uint32_t i = 0; i < walk->touched_count; i++) {
        const uint32_t p = walk->touched[i];
        visit_partition(walk, p);
        walk->counts[p] = 0;
        walk->wholes[p] = NO_CELL;
    }
}

/* O(cells and the partitions that they are in), whatever the number of categories. */
static void walk_dimension(struct walk *walk)
{
    struct arena *arena = walk->study->arena;
    const uint32_t partitions = walk->members->partition_count;
    const struct dimension *dimension = &walk->study->table->dimensions[walk->dimension];
    walk->grouped = study_line_cells(walk->study, walk->dimension);
    walk->seen_in = arena_array(arena, (size_t)dimension->category_count + 1, uint32_t);
    walk->touched = arena_array(arena, partitions, uint32_t);
    walk->counts = arena_array(arena, partitions, uint32_t);
    walk->wholes = arena_array(arena, partitions, uint32_t);
    walk->cells = arena_allocate(arena, partitions, sizeof(uint32_t *));
    for (uint32_t p = 0; p < partitions; p++) {
        walk->wholes[p] = NO_CELL;
        walk->cells[p] =
            arena_array(arena, walk->members->partitions[p]->part_count, uint32_t);
    }
    for (uint32_t line = 0; line < walk->grouped->line_count; line++) {
        walk_line(walk, line);
    }
}

void study_lines(struct table_study *study, void *context,
                 void (*visit)(void *context, const struct line *line))
{
    const struct table *table = study->table;
    struct walk walk = {.study = study, .context = context, .visit = visit};
    uint32_t groups = 0;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        struct membership members = {.first_group = groups};
        list_partitions(study->arena, &table->dimensions[d], &members);
        if (members.partition_count) {
            index_members(study->arena, &table->dimensions[d], &members);
            walk.dimension = d;
            walk.members = &members;
            walk_dimension(&walk);
            groups += members.partition_count;
        }
    }
}
