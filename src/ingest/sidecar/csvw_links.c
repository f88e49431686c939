/*
 * CSVW links: which column holds the counts behind another one, what a percentage is of,
 * and what a total adds up.
 *
 * A link to a column that is not there is a mistake; a link that the model cannot hold
 * (several columns above one line) is a doubt, so that nobody takes it for understood.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

/* The object with the keys of a line: under our key for columns, itself for rows. */
static struct sidecar_node keys_of_line(const struct csvw_axis *axis,
                                        const struct csvw_line *line)
{
    return axis->is_rows ? line->node : csvw_sdc(&line->node);
}

static uint32_t read_link(struct csvw_reader *reader, struct csvw_axis *axis,
                          const struct sidecar_node *node)
{
    const char *called = NULL;
    if (!sidecar_node_text(reader->source, node, &called)) {
        return PLAN_NONE;
    }
    return csvw_find_line(reader, axis, node, called);
}

static void add_doubt(struct csvw_reader *reader, const struct csvw_axis *axis,
                      uint32_t index, const char *sentence)
{
    struct plan *plan = &reader->said->plan;
    struct doubt *doubts =
        arena_array(reader->arena, plan->doubt_count + 1, struct doubt);
    for (uint32_t i = 0; i < plan->doubt_count; i++) {
        doubts[i] = plan->doubts[i];
    }
    doubts[plan->doubt_count++] = (struct doubt){
        .row = axis->is_rows ? index : UINT32_MAX,
        .column = axis->is_rows ? UINT32_MAX : index,
        .sentence = sentence,
    };
    plan->doubts = doubts;
}

static uint32_t read_numerator(struct csvw_reader *reader, struct csvw_axis *axis,
                               const struct sidecar_node *node, uint32_t index)
{
    if (!json_is_array(node->json)) {
        return read_link(reader, axis, node);
    }
    const size_t count = json_array_size(node->json);
    uint32_t found = PLAN_NONE;
    for (size_t i = 0; i < count; i++) {
        const struct sidecar_node item = sidecar_node_item(node, i);
        found = read_link(reader, axis, &item);
    }
    if (count > 1) {
        add_doubt(reader, axis, index,
                  "the numerator is the sum of several columns and is not linked");
        return PLAN_NONE;
    }
    return found;
}

static bool holds_dimension(const struct plan_line *plan, const char *key,
                            struct arena *arena)
{
    if (plan->role == ROLE_DIMENSION &&
        text_equals(key, text_key(arena, plan->dimension))) {
        return true;
    }
    for (uint32_t i = 0; i < plan->of_count; i++) {
        if (text_equals(key, text_key(arena, plan->of[i].dimension))) {
            return true;
        }
    }
    return false;
}

static bool is_dimension(const struct csvw_axis *axis, const char *key,
                         struct arena *arena)
{
    for (size_t i = 0; i < axis->count; i++) {
        if (holds_dimension(&axis->lines[i].plan, key, arena)) {
            return true;
        }
    }
    return false;
}

/* A name of a dimension of this table, whichever axis it is on. */
static bool names_dimension(const struct csvw_reader *reader, const char *text)
{
    const char *key = text_key(reader->arena, text);
    return is_dimension(&reader->columns, key, reader->arena) ||
           is_dimension(&reader->rows, key, reader->arena);
}

/* "Total", a column; or {"dimension": "Destination"}, the same measure at its total. */
static void read_denominator(struct csvw_reader *reader, struct csvw_axis *axis,
                             const struct sidecar_node *node, struct plan_line *plan)
{
    static const char *const known[] = {"dimension"};
    if (!json_is_object(node->json)) {
        plan->denominator_line = read_link(reader, axis, node);
        return;
    }
    const struct sidecar_node dimension = sidecar_node_at(node, "dimension");
    const char *name = NULL;
    csvw_check_keys(reader->source, node, known, 1, true);
    if (!sidecar_node_text(reader->source, &dimension, &name)) {
        return;
    }
    if (!names_dimension(reader, name)) {
        sidecar_complain(reader->source, &dimension, "Name a dimension of this table.",
                         "no dimension '%s'", text_shortened(reader->arena, name, 60));
        return;
    }
    plan->denominator_dimension = name;
}

static const char *detail_of(struct csvw_reader *reader, const struct csvw_axis *axis,
                             const struct plan_line *plan)
{
    if (plan->denominator_line != PLAN_NONE) {
        return text_format(reader->arena, "%s of %s", role_name(plan->role),
                           axis->lines[plan->denominator_line].plan.name);
    }
    if (plan->denominator_dimension) {
        return text_format(reader->arena, "%s of all %s", role_name(plan->role),
                           plan->denominator_dimension);
    }
    if (plan->count_line != PLAN_NONE) {
        return text_format(reader->arena, "counts in %s",
                           axis->lines[plan->count_line].plan.name);
    }
    return plan->detail;
}

static void add_total(struct csvw_reader *reader, const char *dimension,
                      const char *category)
{
    struct plan *said = &reader->said->plan;
    struct plan_pair *totals =
        arena_array(reader->arena, said->total_count + 1, struct plan_pair);
    for (uint32_t i = 0; i < said->total_count; i++) {
        totals[i] = said->totals[i];
    }
    totals[said->total_count++] = (struct plan_pair){dimension, category};
    said->totals = totals;
}

static void add_partition(struct csvw_reader *reader, struct plan_partition partition)
{
    struct plan *plan = &reader->said->plan;
    struct plan_partition *list =
        arena_array(reader->arena, plan->partition_count + 1, struct plan_partition);
    for (uint32_t i = 0; i < plan->partition_count; i++) {
        list[i] = plan->partitions[i];
    }
    list[plan->partition_count++] = partition;
    plan->partitions = list;
}

/* The category that a line holds of a dimension, or NULL. */
static const char *category_in(struct arena *arena, const struct plan_line *plan,
                               const char *dimension)
{
    const char *key = text_key(arena, dimension);
    for (uint32_t i = 0; i < plan->of_count; i++) {
        if (text_equals(key, text_key(arena, plan->of[i].dimension))) {
            return plan->of[i].category;
        }
    }
    return NULL;
}

/* A line without `of` holds the category that its heading names, of the unnamed
 * dimension. */
static void give_category(struct csvw_reader *reader, struct plan_line *plan)
{
    if (plan->of_count == 0) {
        struct plan_pair *pair = arena_new(reader->arena, struct plan_pair);
        *pair = (struct plan_pair){"", plan->name};
        plan->of = pair;
        plan->of_count = 1;
    }
}

/* The dimension along which all these lines and the whole differ, or NULL. */
static const char *common_dimension(struct csvw_reader *reader,
                                    const struct csvw_axis *axis, const uint32_t *lines,
                                    size_t count, uint32_t whole)
{
    const struct plan_line *first = &axis->lines[whole].plan;
    for (uint32_t d = 0; d < first->of_count; d++) {
        const char *dimension = first->of[d].dimension;
        const char *mine = first->of[d].category;
        size_t agreeing = 0;
        for (size_t i = 0; i < count; i++) {
            const char *other =
                category_in(reader->arena, &axis->lines[lines[i]].plan, dimension);
            agreeing += other && !text_equals(other, mine);
        }
        if (agreeing == count) {
            return dimension;
        }
    }
    return NULL;
}

/* ["Female", "Male"]: these columns add up to this one. */
static void read_sum_of_lines(struct csvw_reader *reader, struct csvw_axis *axis,
                              const struct sidecar_node *node, uint32_t whole)
{
    const size_t all = json_array_size(node->json);
    uint32_t *lines = arena_array(reader->arena, all, uint32_t);
    size_t count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct sidecar_node item = sidecar_node_item(node, i);
        lines[count] = read_link(reader, axis, &item);
        count += lines[count] != PLAN_NONE;
    }
    if (count < all || count == 0) {
        return;
    }
    give_category(reader, &axis->lines[whole].plan);
    const char **parts = arena_array(reader->arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        give_category(reader, &axis->lines[lines[i]].plan);
    }
    const char *dimension = common_dimension(reader, axis, lines, count, whole);
    if (!dimension) {
        sidecar_complain(reader->source, node, "Give each of them its category under of.",
                         "these %s are not categories of one dimension",
                         axis->is_rows ? "rows" : "columns");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        parts[i] = category_in(reader->arena, &axis->lines[lines[i]].plan, dimension);
    }
    add_partition(reader, (struct plan_partition){
                              .dimension = dimension,
                              .whole = category_in(reader->arena,
                                                   &axis->lines[whole].plan, dimension),
                              .parts = parts,
                              .part_count = (uint32_t)count,
                              .is_exhaustive = true,
                              .origin = ORIGIN_SIDECAR,
                              .name = "",
                          });
}

/* "Destination": this line is the total of that dimension. */
static void read_sum_of(struct csvw_reader *reader, struct csvw_axis *axis,
                        const struct sidecar_node *node, uint32_t position)
{
    const char *name = NULL;
    struct plan_line *plan = &axis->lines[position].plan;
    if (plan->role == ROLE_UNKNOWN) {
        plan->role = ROLE_TOTAL;
        plan->unit = plan->unit[0] ? plan->unit : "people";
    }
    if (json_is_array(node->json)) {
        read_sum_of_lines(reader, axis, node, position);
        return;
    }
    if (!sidecar_node_text(reader->source, node, &name)) {
        return;
    }
    if (!names_dimension(reader, name)) {
        sidecar_complain(reader->source, node,
                         "Name a dimension, or list the columns that are added up.",
                         "no dimension '%s'", text_shortened(reader->arena, name, 60));
        return;
    }
    const char *category = category_in(reader->arena, plan, name);
    if (!category) {
        struct plan_pair *of =
            arena_array(reader->arena, plan->of_count + 1, struct plan_pair);
        for (uint32_t i = 0; i < plan->of_count; i++) {
            of[i] = plan->of[i];
        }
        category = plan->name;
        of[plan->of_count++] = (struct plan_pair){name, category};
        plan->of = of;
    }
    plan->detail = text_format(reader->arena, "total of %s", name);
    add_total(reader, name, category);
}

/* "Learners": this column counts some of the people of that one. */
static void read_within(struct csvw_reader *reader, struct csvw_axis *axis,
                        const struct sidecar_node *node, uint32_t part)
{
    const uint32_t whole = read_link(reader, axis, node);
    if (whole == PLAN_NONE) {
        return;
    }
    if (whole == part) {
        sidecar_complain(reader->source, node, "Name the wider one.",
                         "a column does not lie within itself");
        return;
    }
    give_category(reader, &axis->lines[whole].plan);
    give_category(reader, &axis->lines[part].plan);
    const char *dimension = common_dimension(reader, axis, &part, 1, whole);
    if (!dimension) {
        sidecar_complain(reader->source, node, "Give each of them its category under of.",
                         "these %s are not categories of one dimension",
                         axis->is_rows ? "rows" : "columns");
        return;
    }
    const char **parts = arena_array(reader->arena, 1, const char *);
    parts[0] = category_in(reader->arena, &axis->lines[part].plan, dimension);
    add_partition(reader, (struct plan_partition){
                              .dimension = dimension,
                              .whole = category_in(reader->arena,
                                                   &axis->lines[whole].plan, dimension),
                              .parts = parts,
                              .part_count = 1,
                              .is_nested = true,
                              .origin = ORIGIN_SIDECAR,
                              .name = "",
                          });
}

static void read_links_of(struct csvw_reader *reader, struct csvw_axis *axis,
                          uint32_t position)
{
    const struct csvw_line *line = &axis->lines[position];
    const struct sidecar_node keys = keys_of_line(axis, line);
    const struct sidecar_node count = sidecar_node_at(&keys, "countColumn");
    const struct sidecar_node numerator = sidecar_node_at(&keys, "numerator");
    const struct sidecar_node denominator = sidecar_node_at(&keys, "denominator");
    const struct sidecar_node sum_of = sidecar_node_at(&keys, "sumOf");
    const struct sidecar_node within = sidecar_node_at(&keys, "within");
    /* Finding a line may add one, which moves them all: work on a copy. */
    struct plan_line plan = line->plan;
    plan.count_line = read_link(reader, axis, &count);
    if (numerator.json) {
        plan.numerator_line = read_numerator(reader, axis, &numerator, plan.index);
    }
    if (denominator.json) {
        read_denominator(reader, axis, &denominator, &plan);
    }
    plan.detail = detail_of(reader, axis, &plan);
    axis->lines[position].plan = plan;
    if (sum_of.json) {
        read_sum_of(reader, axis, &sum_of, position);
    }
    if (within.json) {
        read_within(reader, axis, &within, position);
    }
}

void csvw_read_links(struct csvw_reader *reader, struct csvw_axis *axis)
{
    const size_t described = axis->count;
    for (uint32_t i = 0; i < described; i++) {
        read_links_of(reader, axis, i);
    }
}
