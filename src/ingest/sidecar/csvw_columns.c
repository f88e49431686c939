/*
 * CSVW columns, and rows with roles: which one of the grid is meant, and what it is.
 *
 * A column is the one at its position if its titles agree with what is written there,
 * else the one in the file that bears its title. A title that the file does not have is a
 * mistake, not a reason to guess.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

/* {"en": "Region"} and {"en": ["Region"]} say as much as "Region". */
static void read_titles(struct csvw_reader *reader, struct csvw_line *line)
{
    struct sidecar_node titles = sidecar_node_at(&line->node, "titles");
    const struct sidecar_node map = titles;
    if (json_is_object(titles.json)) {
        void *first = json_object_iter(titles.json);
        titles = sidecar_node_at(&map, first ? json_object_iter_key(first) : "");
    }
    line->title_count = sidecar_node_texts(reader->source, &titles, &line->titles);
    const char **keys = arena_array(reader->arena, line->title_count, const char *);
    for (size_t i = 0; i < line->title_count; i++) {
        keys[i] = text_key(reader->arena, line->titles[i]);
    }
    line->keys = keys;
    line->key_count = line->title_count;
    const struct sidecar_node name = sidecar_node_at(&line->node, "name");
    line->name = "";
    (void)sidecar_node_text(reader->source, &name, &line->name);
}

static uint32_t resolve_column(struct csvw_reader *reader, const struct csvw_line *line,
                               size_t position)
{
    struct csvw_axis *axis = &reader->columns;
    const bool has_position = position < axis->end - axis->first;
    const uint32_t at = axis->first + (uint32_t)position;
    if (has_position && csvw_line_agrees(reader, axis, line, at)) {
        return at;
    }
    if (line->title_count > 0) {
        const uint32_t found = csvw_search_index(reader, axis, line);
        if (found == PLAN_NONE) {
            const struct sidecar_node titles = sidecar_node_at(&line->node, "titles");
            csvw_no_such_line(reader, axis, &titles, line->titles[0]);
        }
        return found;
    }
    sidecar_complain(reader->source, &line->node, "",
                     "column %zu is described, but %s has %u", position + 1,
                     path_name(reader->grid->output->path), axis->end - axis->first);
    return PLAN_NONE;
}

static uint32_t resolve_row(struct csvw_reader *reader, const struct csvw_line *line)
{
    struct csvw_axis *axis = &reader->rows;
    const struct sidecar_node row = sidecar_node_at(&line->node, "row");
    uint32_t number = 0;
    if (sidecar_node_whole(reader->source, &row, &number)) {
        if (number > axis->first && number <= axis->end) {
            return number - 1;
        }
        sidecar_complain(reader->source, &row,
                         "Rows count from 1 at the top of the file.",
                         "row %u is not one of the table's rows %u to %u", number,
                         axis->first + 1, axis->end);
        return PLAN_NONE;
    }
    if (!line->title_count) {
        sidecar_complain(reader->source, &line->node,
                         "Give its number as row, or titles.", "this row is not named");
        return PLAN_NONE;
    }
    const uint32_t found = csvw_search_index(reader, axis, line);
    if (found == PLAN_NONE) {
        csvw_no_such_line(reader, axis, &line->node, line->titles[0]);
    }
    return found;
}

static enum role read_role(struct csvw_reader *reader, const struct sidecar_node *sdc)
{
    const char *names[ROLE_COUNT_OF_ROLES];
    const struct sidecar_node node = sidecar_node_at(sdc, "role");
    const char *text = NULL;
    if (!sidecar_node_text(reader->source, &node, &text) || text_is_blank(text)) {
        return ROLE_UNKNOWN;
    }
    for (int i = 1; i < ROLE_COUNT_OF_ROLES; i++) {
        names[i - 1] = role_name((enum role)i);
    }
    const enum role role = role_find(text);
    if (role == ROLE_UNKNOWN) {
        sidecar_complain(
            reader->source, &node,
            sidecar_did_you_mean(reader->arena, text, names, ROLE_COUNT_OF_ROLES - 1,
                                 "For example: dimension, count or percent."),
            "unknown role '%s'", text_shortened(reader->arena, text, 40));
    }
    return role;
}

static bool is_money_unit(const char *unit)
{
    return text_equals_ignoring_case(unit, "GBP") || text_starts_with(unit, "\xc2\xa3");
}

/* What protection is to keep or to hide. */
static struct line_wish read_wish(struct csvw_reader *reader,
                                  const struct sidecar_node *sdc)
{
    const struct sidecar_node keep = sidecar_node_at(sdc, "keep");
    const struct sidecar_node hide = sidecar_node_at(sdc, "hideFirst");
    const struct sidecar_node cost = sidecar_node_at(sdc, "cost");
    struct line_wish wish = {.has_cost = cost.json != NULL};
    (void)sidecar_node_flag(reader->source, &keep, &wish.keeps);
    (void)sidecar_node_flag(reader->source, &hide, &wish.hides_first);
    if (wish.keeps && wish.hides_first) {
        sidecar_complain(reader->source, &hide, "Write one of the two.",
                         "keep and hideFirst contradict each other");
    }
    if (wish.has_cost) {
        wish.cost = json_is_number(cost.json) ? json_number_value(cost.json) : -1;
    }
    if (wish.cost < 0) {
        sidecar_complain(reader->source, &cost, "", "cost must be a number, 0 or more");
    }
    return wish;
}

static void read_line_text(struct csvw_reader *reader, const struct sidecar_node *sdc,
                           const char *key, const char **text)
{
    const struct sidecar_node node = sidecar_node_at(sdc, key);
    (void)sidecar_node_text(reader->source, &node, text);
}

/* What is counted, where the line itself does not say. */
static const char *usual_unit(const struct csvw_reader *reader, enum role role)
{
    const char *said = reader->said->plan.unit;
    switch ((int)role) {
    case ROLE_PERCENT:
        return "%";
    case ROLE_ORGANISATIONS:
        return "organisations";
    case ROLE_COUNT:
    case ROLE_TOTAL:
    case ROLE_N:
    case ROLE_CONTRIBUTORS:
        return said[0] ? said : "people";
    default:
        return "";
    }
}

/* true, or the dimension along which the column runs on. */
static void read_cumulative(struct csvw_reader *reader, const struct sidecar_node *sdc,
                            struct plan_line *plan)
{
    const struct sidecar_node node = sidecar_node_at(sdc, "cumulative");
    if (json_is_boolean(node.json)) {
        (void)sidecar_node_flag(reader->source, &node, &plan->is_cumulative);
    } else if (sidecar_node_text(reader->source, &node, &plan->cumulative_over)) {
        plan->is_cumulative = true;
    }
}

/* All but the links to other lines, which need every line to be there. */
static void read_line(struct csvw_reader *reader, struct csvw_line *line,
                      const struct sidecar_node *sdc)
{
    struct plan_line *plan = &line->plan;
    struct sidecar_source *source = reader->source;
    const struct sidecar_node of = sidecar_node_at(sdc, "of");
    const struct sidecar_node rounding = sidecar_node_at(sdc, "rounding");
    const struct sidecar_node fraction = sidecar_node_at(sdc, "fraction");
    const struct sidecar_node change = sidecar_node_at(sdc, "change");
    plan->role = read_role(reader, sdc);
    read_line_text(reader, sdc, "total", &plan->total);
    read_line_text(reader, sdc, "measure", &plan->measure);
    read_line_text(reader, sdc, "unit", &plan->unit);
    plan->dimension = plan->role == ROLE_DIMENSION ? plan->name : "";
    read_line_text(reader, sdc, "dimension", &plan->dimension);
    plan->unit = plan->unit[0] ? plan->unit : usual_unit(reader, plan->role);
    plan->is_money = is_money_unit(plan->unit);
    (void)sidecar_node_flag(source, &fraction, &plan->is_fraction);
    (void)sidecar_node_flag(source, &change, &plan->is_change);
    plan->of_count = csvw_read_pairs(source, &of, &plan->of);
    (void)csvw_read_rounding(source, &rounding, &plan->rounding);
    read_cumulative(reader, sdc, plan);
    plan->wish = read_wish(reader, sdc);
    if (plan->role != ROLE_DIMENSION && plan->total[0]) {
        const struct sidecar_node total = sidecar_node_at(sdc, "total");
        sidecar_complain(source, &total, "A total column has role total and sumOf.",
                         "total names the label of a dimension's total");
    }
}

/* Without this a role beside the key would be ignored without a word. */
static void check_strays(struct csvw_reader *reader, const struct sidecar_node *node,
                         const char *const *ours, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sidecar_node stray = sidecar_node_at(node, ours[i]);
        if (stray.json) {
            sidecar_complain(reader->source, &stray, "Put it into \"sdc\": { }.",
                             "'%s' must stand under sdc", ours[i]);
        }
    }
}

static void read_described(struct csvw_reader *reader, struct csvw_axis *axis,
                           const struct sidecar_node *node, size_t position)
{
    static const char *const plain[] = {
        "titles",      "name",     "virtual",    "suppressOutput", "aboutUrl",
        "datatype",    "default",  "lang",       "null",           "ordered",
        "propertyUrl", "required", "separator",  "textDirection",  "valueUrl",
        "@id",         "@type",    CSVW_SDC_KEY, CSVW_SDC_SHORT};
    static const char *const ours[] = {
        "role",      "keep",        "hideFirst",   "cost",   "of",         "sumOf",
        "numerator", "denominator", "countColumn", "total",  "dimension",  "measure",
        "unit",      "rounding",    "fraction",    "within", "cumulative", "change"};
    static const char *const of_rows[] = {
        "row",       "titles",     "name",  "role",      "keep",        "hideFirst",
        "cost",      "of",         "sumOf", "numerator", "denominator", "countColumn",
        "dimension", "measure",    "unit",  "rounding",  "total",       "fraction",
        "within",    "cumulative", "change"};
    struct csvw_line line = {.node = *node};
    read_titles(reader, &line);
    const uint32_t index = axis->is_rows ? resolve_row(reader, &line)
                                         : resolve_column(reader, &line, position);
    if (index == PLAN_NONE) {
        return;
    }
    if (csvw_is_described(axis, index)) {
        sidecar_complain(reader->source, node, "", "this %s is described twice",
                         axis->is_rows ? "row" : "column");
        return;
    }
    struct csvw_line *added = csvw_add_line(reader, axis, index);
    added->node = line.node;
    added->name = line.name;
    added->titles = line.titles;
    added->title_count = line.title_count;
    if (axis->is_rows) {
        csvw_check_keys(reader->source, node, of_rows, COUNT_OF(of_rows), true);
        read_line(reader, added, node);
        return;
    }
    const struct sidecar_node sdc = csvw_sdc(node);
    csvw_check_keys(reader->source, node, plain, COUNT_OF(plain), false);
    check_strays(reader, node, ours, COUNT_OF(ours));
    if (sidecar_node_is_object(reader->source, &sdc)) {
        csvw_check_keys(reader->source, &sdc, ours, COUNT_OF(ours), true);
        read_line(reader, added, &sdc);
    }
}

static void read_list(struct csvw_reader *reader, struct csvw_axis *axis,
                      const struct sidecar_node *list)
{
    if (!sidecar_node_is_array(reader->source, list)) {
        return;
    }
    for (size_t i = 0; i < json_array_size(list->json); i++) {
        /* Lines keep their node, which keeps its parents. */
        struct sidecar_node *node = arena_new(reader->arena, struct sidecar_node);
        *node = sidecar_node_item(list, i);
        if (sidecar_node_is_object(reader->source, node)) {
            read_described(reader, axis, node, i);
        }
    }
}

void csvw_read_columns(struct csvw_reader *reader, const struct sidecar_node *schema)
{
    static const char *const known[] = {"@id",         "@type",      "columns",
                                        "foreignKeys", "primaryKey", "rowTitles"};
    if (json_is_string(schema->json)) {
        sidecar_complain(reader->source, schema, "Write the columns here.",
                         "a tableSchema in another file is not read");
        return;
    }
    if (!sidecar_node_is_object(reader->source, schema)) {
        return;
    }
    csvw_check_keys(reader->source, schema, known, COUNT_OF(known), false);
    struct sidecar_node *columns = arena_new(reader->arena, struct sidecar_node);
    *columns = sidecar_node_at(schema, "columns");
    read_list(reader, &reader->columns, columns);
}

void csvw_read_rows(struct csvw_reader *reader, const struct sidecar_node *sdc)
{
    struct sidecar_node *rows = arena_new(reader->arena, struct sidecar_node);
    *rows = sidecar_node_at(sdc, "rows");
    read_list(reader, &reader->rows, rows);
}
