/*
 * Lines: for each dimension and each of its partitions, the parts and their whole.
 *
 * A dimension without partitions of its own is taken as one: all its categories, and its
 * total where it has one; times and panels never, since their parts add up to nothing. A
 * line is met at its whole where that is printed, else at the first part that the table
 * has.
 */
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

struct walk {
    struct table_study *study;
    void *context;
    void (*visit)(void *context, const struct line *line);
    uint32_t *cells; /* room for the longest line */
};

static bool may_add_up(const struct dimension *dimension)
{
    return dimension->kind != DIMENSION_TIME && dimension->kind != DIMENSION_PANEL;
}

static const struct partition *whole_dimension(struct arena *arena,
                                               const struct dimension *dimension)
{
    struct partition *partition = arena_new(arena, struct partition);
    uint32_t *parts = arena_array(arena, dimension->category_count, uint32_t);
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        if (c != dimension->total) {
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
    members->is_declared = dimension->partition_count > 0;
    members->partitions = arena_array(arena, (size_t)dimension->partition_count + 1,
                                      const struct partition *);
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        members->partitions[members->partition_count++] = &dimension->partitions[p];
    }
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

static void visit_line(struct walk *walk, struct line line, uint32_t anchor)
{
    const struct cell *all = walk->study->table->cells;
    double largest = -1;
    line.cells = walk->cells;
    line.cell_count =
        study_parts(walk->study, anchor, line.dimension, line.partition, walk->cells);
    line.largest = NO_CELL;
    for (uint32_t k = 0; k < line.cell_count; k++) {
        const uint32_t part = walk->cells[k];
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

/* Is this part the first that the table has of a line whose whole is not printed? */
static bool is_first_part(const struct walk *walk, uint32_t cell, uint32_t dimension,
                          const struct partition *partition)
{
    struct table_study *study = walk->study;
    if (partition->whole != NO_CATEGORY &&
        study_neighbour(study, cell, dimension, partition->whole) != NO_CELL) {
        return false;
    }
    uint32_t first = NO_CELL;
    for (uint32_t k = 0; k < partition->part_count && first == NO_CELL; k++) {
        first = study_neighbour(study, cell, dimension, partition->parts[k]);
    }
    return first == cell;
}

static struct line line_of(const struct membership *members, uint32_t d, uint32_t p)
{
    return (struct line){
        .group = members->first_group + p,
        .dimension = d,
        .partition = members->partitions[p],
        .is_declared = members->is_declared,
        .whole = NO_CELL,
    };
}

static void visit_as_whole(struct walk *walk, const struct membership *members,
                           uint32_t cell, uint32_t d)
{
    const struct table *table = walk->study->table;
    const uint32_t place =
        place_of_whole(&table->dimensions[d], table_category(table, cell, d));
    const uint32_t first = members->wholes[place];
    const uint32_t last = members->wholes[place + 1];
    if (first == last || study_namesake(walk->study, cell) != cell) {
        return;
    }
    for (uint32_t i = first; i < last; i++) {
        struct line line = line_of(members, d, members->whole_items[i]);
        if (line.partition->whole != NO_CATEGORY) {
            line.whole = cell;
            visit_line(walk, line, cell);
        }
    }
}

static void visit_as_part(struct walk *walk, const struct membership *members,
                          uint32_t cell, uint32_t d)
{
    const uint32_t category = table_category(walk->study->table, cell, d);
    if (category == NO_CATEGORY) {
        return;
    }
    for (uint32_t i = members->parts[category]; i < members->parts[category + 1]; i++) {
        const struct line line = line_of(members, d, members->part_items[i]);
        if (is_first_part(walk, cell, d, line.partition)) {
            visit_line(walk, line, cell);
        }
    }
}

static bool is_additive(enum role role)
{
    return role == ROLE_COUNT || role == ROLE_TOTAL || role == ROLE_N ||
           role == ROLE_CONTRIBUTORS || role == ROLE_WEIGHTED || role == ROLE_SUM;
}

static void walk_dimension(struct walk *walk, const struct membership *members,
                           uint32_t d)
{
    const struct table *table = walk->study->table;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (is_additive((enum role)table->cells[i].role)) {
            visit_as_whole(walk, members, i, d);
            visit_as_part(walk, members, i, d);
        }
    }
}

static uint32_t longest_line(const struct membership *members)
{
    uint32_t longest = 0;
    for (uint32_t p = 0; p < members->partition_count; p++) {
        const uint32_t count = members->partitions[p]->part_count;
        longest = count > longest ? count : longest;
    }
    return longest;
}

void study_lines(struct table_study *study, void *context,
                 void (*visit)(void *context, const struct line *line))
{
    const struct table *table = study->table;
    struct walk walk = {.study = study, .context = context, .visit = visit};
    uint32_t groups = 0;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        struct membership members = {.first_group = groups};
        list_partitions(study->arena, dimension, &members);
        if (members.partition_count) {
            index_members(study->arena, dimension, &members);
            walk.cells =
                arena_array(study->arena, (size_t)longest_line(&members) + 1, uint32_t);
            walk_dimension(&walk, &members, d);
            groups += members.partition_count;
        }
    }
}
