/*
 * CSVW structure: totals, hierarchies and structural zeros, by the categories that the
 * file has.
 *
 * A category that the file does not have is a mistake: a hierarchy that silently fits
 * nothing would be worse than none.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static void add_category(struct csvw_reader *reader, struct csvw_categories *categories,
                         const char *text)
{
    const char *key = text_key(reader->arena, text);
    if (!key[0] || map_find_text(categories->keys, key) != MAP_NONE) {
        return;
    }
    (void)map_add_text(categories->keys, key, categories->count);
    *arena_add(reader->arena, categories->texts, categories->count,
               categories->capacity) = text;
}

static void add_of(struct csvw_reader *reader, struct csvw_categories *categories,
                   const struct plan_pair *of, uint32_t count, const char *key)
{
    for (uint32_t i = 0; i < count; i++) {
        if (text_equals(key, text_key(reader->arena, of[i].dimension))) {
            add_category(reader, categories, of[i].category);
        }
    }
}

static void add_cells(struct csvw_reader *reader, struct csvw_categories *categories,
                      uint32_t column)
{
    for (uint32_t row = reader->rows.first; row < reader->rows.end; row++) {
        add_category(reader, categories, grid_text(reader->grid, row, column));
    }
}

static void add_axis(struct csvw_reader *reader, struct csvw_categories *categories,
                     const struct csvw_axis *axis, const char *key)
{
    for (size_t i = 0; i < axis->count; i++) {
        const struct plan_line *plan = &axis->lines[i].plan;
        const bool is_it = plan->dimension[0] &&
                           text_equals(key, text_key(reader->arena, plan->dimension));
        if (is_it && !axis->is_rows) {
            add_cells(reader, categories, plan->index);
        }
        add_of(reader, categories, plan->of, plan->of_count, key);
    }
}

void csvw_list_categories(struct csvw_reader *reader, const char *dimension,
                          struct csvw_categories *categories)
{
    const char *key = text_key(reader->arena, dimension);
    bool is_ambiguous = false;
    *categories = (struct csvw_categories){.keys = map_create(reader->arena, 16)};
    add_axis(reader, categories, &reader->columns, key);
    add_axis(reader, categories, &reader->rows, key);
    add_of(reader, categories, reader->said->plan.totals, reader->said->plan.total_count,
           key);
    add_of(reader, categories, reader->said->plan.of, reader->said->plan.of_count, key);
    if (categories->count > 0) {
        return;
    }
    const uint32_t line =
        csvw_look_for_line(reader, &reader->columns, dimension, &is_ambiguous);
    if (line != PLAN_NONE) {
        add_cells(reader, categories, reader->columns.lines[line].plan.index);
        return;
    }
    categories->is_open = true;
    for (uint32_t i = reader->columns.first; i < reader->columns.end; i++) {
        for (uint32_t part = 0; part < reader->columns.parts; part++) {
            add_category(reader, categories,
                         grid_text(reader->grid, reader->heading_row + part, i));
        }
    }
}

bool csvw_check_category(struct csvw_reader *reader, const struct sidecar_node *node,
                         const struct csvw_categories *categories, const char *dimension,
                         const char *category)
{
    const char *key = text_key(reader->arena, category);
    if (map_find_text(categories->keys, key) != MAP_NONE) {
        return true;
    }
    const char *otherwise = categories->is_open
                                ? "No column or heading says where it stands."
                                : "Write it as the file has it.";
    sidecar_complain(reader->source, node,
                     sidecar_did_you_mean(reader->arena, category, categories->texts,
                                          categories->count, otherwise),
                     "%s has no category '%s'",
                     text_shortened(reader->arena, dimension, 40),
                     text_shortened(reader->arena, category, 60));
    return false;
}

struct partitions {
    struct plan_partition *items;
    size_t count;
    size_t capacity;
};

static void read_partition(struct csvw_reader *reader, struct partitions *partitions,
                           const char *dimension, const struct sidecar_node *whole_node,
                           const struct sidecar_node *parts_node)
{
    const char *whole = whole_node->key;
    struct csvw_categories categories;
    const char *const *parts = NULL;
    const size_t count = sidecar_node_texts(reader->source, parts_node, &parts);
    bool is_good = count > 0;
    if (whole_node != parts_node &&
        !sidecar_node_text(reader->source, whole_node, &whole)) {
        return;
    }
    if (!count && !json_array_size(parts_node->json)) {
        sidecar_complain(reader->source, parts_node, "List the categories it is made of.",
                         "'%s' has no parts", text_shortened(reader->arena, whole, 60));
        return;
    }
    csvw_list_categories(reader, dimension, &categories);
    is_good &= csvw_check_category(reader, whole_node, &categories, dimension, whole);
    for (size_t i = 0; i < count; i++) {
        const struct sidecar_node item = sidecar_node_item(parts_node, i);
        const struct sidecar_node *at = item.json ? &item : parts_node;
        is_good &= csvw_check_category(reader, at, &categories, dimension, parts[i]);
        if (text_equals(text_key(reader->arena, parts[i]),
                        text_key(reader->arena, whole))) {
            sidecar_complain(reader->source, at, "", "'%s' is a part of itself",
                             text_shortened(reader->arena, whole, 60));
            is_good = false;
        }
    }
    if (!is_good) {
        return;
    }
    *arena_add(reader->arena, partitions->items, partitions->count,
               partitions->capacity) = (struct plan_partition){
        .dimension = text_copy(reader->arena, dimension, strlen(dimension)),
        .whole = text_copy(reader->arena, whole, strlen(whole)),
        .parts = parts,
        .part_count = (uint32_t)count,
        .is_exhaustive = true,
        .origin = ORIGIN_SIDECAR,
        .name = "",
    };
}

/* {"dimension": "Region", "whole": "England", "parts": [...], "exhaustive": true}. */
static void read_listed(struct csvw_reader *reader, struct partitions *partitions,
                        const struct sidecar_node *node)
{
    static const char *const known[] = {"dimension",  "whole", "parts",
                                        "exhaustive", "name",  "nested"};
    if (!sidecar_node_is_object(reader->source, node)) {
        return;
    }
    csvw_check_keys(reader->source, node, known, COUNT_OF(known), true);
    const struct sidecar_node dimension = sidecar_node_at(node, "dimension");
    const struct sidecar_node whole = sidecar_node_at(node, "whole");
    const struct sidecar_node parts = sidecar_node_at(node, "parts");
    const struct sidecar_node exhaustive = sidecar_node_at(node, "exhaustive");
    const struct sidecar_node name = sidecar_node_at(node, "name");
    const struct sidecar_node nested = sidecar_node_at(node, "nested");
    const size_t before = partitions->count;
    const char *dimension_name = NULL;
    if (!dimension.json || !whole.json || !parts.json) {
        sidecar_complain(reader->source, node, "",
                         "a hierarchy needs dimension, whole and parts");
        return;
    }
    if (!sidecar_node_text(reader->source, &dimension, &dimension_name)) {
        return;
    }
    read_partition(reader, partitions, dimension_name, &whole, &parts);
    if (partitions->count > before) {
        struct plan_partition *added = &partitions->items[before];
        (void)sidecar_node_flag(reader->source, &nested, &added->is_nested);
        added->is_exhaustive = !added->is_nested;
        (void)sidecar_node_flag(reader->source, &exhaustive, &added->is_exhaustive);
        if (added->is_nested && added->is_exhaustive) {
            sidecar_complain(reader->source, &exhaustive, "Write one of the two.",
                             "nested and exhaustive contradict each other");
            added->is_exhaustive = false;
        }
        (void)sidecar_node_text(reader->source, &name, &added->name);
    }
}

/* {"Region": {"England": ["North East", ...]}}: the same, quicker to write. */
static void read_nested(struct csvw_reader *reader, struct partitions *partitions,
                        const struct sidecar_node *node)
{
    for (void *at = json_object_iter(node->json); at;
         at = json_object_iter_next(node->json, at)) {
        const char *dimension = json_object_iter_key(at);
        const struct sidecar_node wholes = sidecar_node_at(node, dimension);
        if (!sidecar_node_is_object(reader->source, &wholes)) {
            continue;
        }
        for (void *inner = json_object_iter(wholes.json); inner;
             inner = json_object_iter_next(wholes.json, inner)) {
            const struct sidecar_node parts =
                sidecar_node_at(&wholes, json_object_iter_key(inner));
            read_partition(reader, partitions, dimension, &parts, &parts);
        }
    }
}

static void read_hierarchies(struct csvw_reader *reader, const struct sidecar_node *node)
{
    struct plan *plan = &reader->said->plan;
    struct partitions partitions = {0};
    for (uint32_t i = 0; i < plan->partition_count; i++) {
        *arena_add(reader->arena, partitions.items, partitions.count,
                   partitions.capacity) = plan->partitions[i];
    }
    if (json_is_object(node->json)) {
        read_nested(reader, &partitions, node);
    } else if (sidecar_node_is_array(reader->source, node)) {
        for (size_t i = 0; i < json_array_size(node->json); i++) {
            const struct sidecar_node item = sidecar_node_item(node, i);
            read_listed(reader, &partitions, &item);
        }
    }
    plan->partitions = partitions.items;
    plan->partition_count = (uint32_t)partitions.count;
}

static bool check_pairs(struct csvw_reader *reader, const struct sidecar_node *node,
                        const struct plan_pair *pairs, uint32_t count)
{
    bool is_good = true;
    for (uint32_t i = 0; i < count; i++) {
        struct csvw_categories categories;
        const struct sidecar_node at = sidecar_node_at(node, pairs[i].dimension);
        csvw_list_categories(reader, pairs[i].dimension, &categories);
        is_good &= csvw_check_category(reader, &at, &categories, pairs[i].dimension,
                                       pairs[i].category);
    }
    return is_good;
}

/* [{"Region": "London", "Sex": "F"}, ...]; the plan wants each combination as one pair.
 */
static void read_structural_zeros(struct csvw_reader *reader,
                                  const struct sidecar_node *node)
{
    struct plan *plan = &reader->said->plan;
    if (!sidecar_node_is_array(reader->source, node)) {
        return;
    }
    const size_t all = json_array_size(node->json);
    struct plan_pair *zeros = arena_array(reader->arena, all, struct plan_pair);
    for (size_t i = 0; i < all; i++) {
        const struct sidecar_node item = sidecar_node_item(node, i);
        const struct plan_pair *pairs = NULL;
        const uint32_t count = csvw_read_pairs(reader->source, &item, &pairs);
        if (!count || !check_pairs(reader, &item, pairs, count)) {
            continue;
        }
        struct plan_pair joined = pairs[0];
        for (uint32_t j = 1; j < count; j++) {
            joined.dimension = text_format(reader->arena, "%s x %s", joined.dimension,
                                           pairs[j].dimension);
            joined.category =
                text_format(reader->arena, "%s x %s", joined.category, pairs[j].category);
        }
        zeros[plan->structural_zero_count++] = joined;
    }
    plan->structural_zeros = zeros;
}

static void read_totals(struct csvw_reader *reader, const struct sidecar_node *node)
{
    struct plan *said = &reader->said->plan;
    const struct plan_pair *pairs = NULL;
    const uint32_t count = csvw_read_pairs(reader->source, node, &pairs);
    if (!count) {
        return;
    }
    (void)check_pairs(reader, node, pairs, count);
    struct plan_pair *totals =
        arena_array(reader->arena, said->total_count + count, struct plan_pair);
    for (uint32_t i = 0; i < said->total_count; i++) {
        totals[i] = said->totals[i];
    }
    memcpy(totals + said->total_count, pairs, count * sizeof(*pairs));
    said->totals = totals;
    said->total_count += count;
}

/* A dimension's total is a label that stands in its column. */
static void check_total_labels(struct csvw_reader *reader)
{
    const size_t count = reader->columns.count;
    for (size_t i = 0; i < count; i++) {
        const struct csvw_line *line = &reader->columns.lines[i];
        if (line->plan.role != ROLE_DIMENSION || !line->plan.total[0]) {
            continue;
        }
        struct csvw_categories categories = {.keys = map_create(reader->arena, 16)};
        const struct sidecar_node sdc = csvw_sdc(&line->node);
        const struct sidecar_node total = sidecar_node_at(&sdc, "total");
        add_cells(reader, &categories, line->plan.index);
        (void)csvw_check_category(reader, &total, &categories, line->plan.name,
                                  line->plan.total);
    }
}

static const struct plan_line *plans_of(struct arena *arena, const struct csvw_axis *axis)
{
    struct plan_line *plans = arena_array(arena, axis->count, struct plan_line);
    for (size_t i = 0; i < axis->count; i++) {
        plans[i] = axis->lines[i].plan;
    }
    return plans;
}

static uint32_t moved(const struct csvw_axis *axis, uint32_t line, uint32_t first)
{
    return line == PLAN_NONE ? PLAN_NONE : axis->lines[line].plan.index - first;
}

/* The column that the rows take their labels from, when every row with figures has a
 * role; else PLAN_NONE: some odd rows among others. */
static uint32_t label_column(const struct csvw_reader *reader,
                             const struct plan_line *rows, uint32_t count)
{
    uint32_t column = PLAN_NONE;
    for (uint32_t i = reader->said->plan.first_data_row - reader->said->plan.first_row;
         i < count; i++) {
        const struct grid_row *row = &reader->grid->rows[rows[i].index];
        uint32_t first = 0;
        while (first < row->count && text_is_blank(row->texts[first])) {
            first++;
        }
        if (first == row->count) {
            continue;
        }
        if (rows[i].role == ROLE_UNKNOWN || (column != PLAN_NONE && column != first)) {
            return PLAN_NONE;
        }
        column = first;
    }
    return column;
}

/* Where rows have roles the plan has one line a row of the table, headings included, so
 * that a row's line is found by its number. */
static void put_rows(struct csvw_reader *reader)
{
    struct sidecar_table *said = reader->said;
    struct plan *plan = &said->plan;
    const struct csvw_axis *axis = &reader->rows;
    if (axis->count == 0) {
        return;
    }
    if (!said->has_rows) {
        said->has_rows = true;
        plan->first_row = reader->heading_row;
        plan->first_data_row = reader->heading_row + reader->heading_count;
    }
    const uint32_t count = axis->end - plan->first_row;
    struct plan_line *rows = arena_array(reader->arena, count, struct plan_line);
    for (uint32_t i = 0; i < count; i++) {
        rows[i] = plan_line_at(plan->first_row + i);
    }
    for (size_t i = 0; i < axis->count; i++) {
        struct plan_line line = axis->lines[i].plan;
        line.measure = line.measure[0] ? line.measure : line.name;
        line.count_line = moved(axis, line.count_line, plan->first_row);
        line.numerator_line = moved(axis, line.numerator_line, plan->first_row);
        line.denominator_line = moved(axis, line.denominator_line, plan->first_row);
        rows[line.index - plan->first_row] = line;
    }
    plan->rows = rows;
    plan->row_count = count;
    plan->measure_column = label_column(reader, rows, count);
}

void csvw_read_structure(struct csvw_reader *reader, const struct sidecar_node *sdc)
{
    struct plan *plan = &reader->said->plan;
    const struct sidecar_node of = sidecar_node_at(sdc, "of");
    const struct sidecar_node totals = sidecar_node_at(sdc, "totals");
    const struct sidecar_node hierarchies = sidecar_node_at(sdc, "hierarchies");
    const struct sidecar_node zeros = sidecar_node_at(sdc, "structuralZeros");
    plan->of_count = csvw_read_pairs(reader->source, &of, &plan->of);
    read_totals(reader, &totals);
    check_total_labels(reader);
    read_hierarchies(reader, &hierarchies);
    read_structural_zeros(reader, &zeros);
    plan->columns = plans_of(reader->arena, &reader->columns);
    plan->column_count = (uint32_t)reader->columns.count;
    put_rows(reader);
}
