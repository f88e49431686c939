/*
 * CSVW table descriptions: the statements about a table as a whole and where it stands.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

enum { HEADING_ROW_LIMIT = 20, HEADING_SEARCH_LIMIT = 200 };

struct sidecar_node csvw_sdc(const struct sidecar_node *node)
{
    const struct sidecar_node full = sidecar_node_at(node, CSVW_SDC_KEY);
    return full.json ? full : sidecar_node_at(node, CSVW_SDC_SHORT);
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals(word, list[i])) {
            return true;
        }
    }
    return false;
}

void csvw_check_keys(struct sidecar_source *source, const struct sidecar_node *node,
                     const char *const *known, size_t count, bool is_ours)
{
    for (void *at = json_object_iter(node->json); at;
         at = json_object_iter_next(node->json, at)) {
        const char *key = json_object_iter_key(at);
        const bool is_foreign =
            !is_ours && (strchr(key, ':') || !text_nearest(key, known, count));
        if (is_in(key, known, count) || is_foreign) {
            continue;
        }
        const struct sidecar_node child = sidecar_node_at(node, key);
        sidecar_complain(source, &child,
                         sidecar_did_you_mean(source->arena, key, known, count,
                                              "See outcheck-sidecar for the keys."),
                         "unknown key '%s'%s", text_shortened(source->arena, key, 40),
                         is_ours ? " under sdc" : "");
    }
}

uint32_t csvw_read_pairs(struct sidecar_source *source, const struct sidecar_node *node,
                         const struct plan_pair **pairs)
{
    *pairs = NULL;
    if (!sidecar_node_is_object(source, node)) {
        return 0;
    }
    json_t *object = node->json;
    struct plan_pair *list =
        arena_array(source->arena, json_object_size(object), struct plan_pair);
    uint32_t count = 0;
    for (void *at = json_object_iter(object); at;
         at = json_object_iter_next(object, at)) {
        const char *key = json_object_iter_key(at);
        const struct sidecar_node child = sidecar_node_at(node, key);
        const char *category = NULL;
        if (sidecar_node_text(source, &child, &category)) {
            list[count++] = (struct plan_pair){
                .dimension = text_copy(source->arena, key, strlen(key)),
                .category = category,
            };
        }
    }
    *pairs = list;
    return count;
}

static bool read_rounding_kind(struct sidecar_source *source,
                               const struct sidecar_node *node, struct rounding *rounding)
{
    static const struct {
        const char *name;
        enum rounding_kind kind;
    } kinds[] = {{"none", ROUNDING_NONE},
                 {"nearest", ROUNDING_NEAREST},
                 {"midpoint", ROUNDING_MIDPOINT}};
    static const char *const names[] = {"none", "nearest", "midpoint"};
    const char *name = NULL;
    if (!sidecar_node_text(source, node, &name)) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (text_equals(name, kinds[i].name)) {
            rounding->kind = kinds[i].kind;
            return true;
        }
    }
    sidecar_complain(source, node,
                     sidecar_did_you_mean(source->arena, name, names, COUNT_OF(names),
                                          "Write none, nearest or midpoint."),
                     "unknown kind of rounding '%s'",
                     text_shortened(source->arena, name, 40));
    return false;
}

/* A number above zero. */
static bool read_base(struct sidecar_source *source, const struct sidecar_node *node,
                      double *number)
{
    if (!node->json) {
        return false;
    }
    const double value = json_number_value(node->json);
    if (!(value > 0)) {
        sidecar_complain(source, node, "Write 5 for numbers rounded to the nearest 5.",
                         "a base of rounding must be a number above 0");
        return false;
    }
    *number = value;
    return true;
}

/* 5, "none", or {"kind": "midpoint", "base": 6, "smallBelow": 3}. */
bool csvw_read_rounding(struct sidecar_source *source, const struct sidecar_node *node,
                        struct rounding *rounding)
{
    static const char *const known[] = {"kind", "base", "smallBelow"};
    struct rounding read = {.origin = ORIGIN_SIDECAR};
    if (!node->json) {
        return false;
    }
    if (json_is_number(node->json)) {
        read.kind = ROUNDING_NEAREST;
        if (!read_base(source, node, &read.base)) {
            return false;
        }
    } else if (json_is_string(node->json)) {
        if (!read_rounding_kind(source, node, &read)) {
            return false;
        }
    } else if (sidecar_node_is_object(source, node)) {
        csvw_check_keys(source, node, known, COUNT_OF(known), true);
        const struct sidecar_node kind = sidecar_node_at(node, "kind");
        const struct sidecar_node base = sidecar_node_at(node, "base");
        const struct sidecar_node small = sidecar_node_at(node, "smallBelow");
        read.kind = ROUNDING_NEAREST;
        (void)read_rounding_kind(source, &kind, &read);
        (void)read_base(source, &base, &read.base);
        (void)read_base(source, &small, &read.small_below);
    } else {
        return false;
    }
    if (read.kind != ROUNDING_NONE && read.base <= 0) {
        sidecar_complain(source, node, "Write {\"kind\": \"nearest\", \"base\": 5}.",
                         "this rounding has no base");
        return false;
    }
    *rounding = read;
    return true;
}

/* A text that is said unless it is blank: drafts leave "" to be filled in. */
static void read_said(struct sidecar_source *source, const struct sidecar_node *sdc,
                      const char *key, const char **text)
{
    const struct sidecar_node node = sidecar_node_at(sdc, key);
    const char *read = NULL;
    if (sidecar_node_text(source, &node, &read) && !text_is_blank(read)) {
        *text = text_squeezed(source->arena, read);
    }
}

/* The name of a class, or an address that ends with one. */
static void read_class(struct sidecar_source *source, const struct sidecar_node *sdc,
                       struct sidecar_table *said)
{
    const char *names[CLASS_COUNT];
    const struct sidecar_node node = sidecar_node_at(sdc, "statbarn");
    const char *text = NULL;
    if (!sidecar_node_text(source, &node, &text) || text_is_blank(text)) {
        return;
    }
    const char *tail = strrchr(text, '#');
    tail = tail ? tail + 1 : path_name(text);
    const enum statistic_class found = statistic_class_find(tail);
    for (int i = 0; i < CLASS_COUNT; i++) {
        names[i] = statistic_class_name((enum statistic_class)i);
    }
    if (found == CLASS_COUNT) {
        sidecar_complain(source, &node,
                         sidecar_did_you_mean(source->arena, tail, names, CLASS_COUNT,
                                              "For example: frequencies."),
                         "unknown statbarn '%s'",
                         text_shortened(source->arena, tail, 40));
        return;
    }
    said->statistic_class = found;
}

static enum cell_state state_of(const char *name)
{
    static const enum cell_state states[] = {CELL_HIDDEN, CELL_LOW, CELL_NOT_AVAILABLE,
                                             CELL_NOT_APPLICABLE, CELL_UNRELIABLE};
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        if (text_equals_ignoring_case(cell_state_name(states[i]), name)) {
            return states[i];
        }
    }
    return CELL_UNREADABLE;
}

/* Symbols are kept without one pair of square brackets. */
static const char *bare(struct arena *arena, const char *symbol)
{
    const char *key = text_key(arena, symbol);
    const size_t length = strlen(key);
    const bool has_brackets = length > 2 && key[0] == '[' && key[length - 1] == ']';
    return has_brackets ? text_copy(arena, key + 1, length - 2) : key;
}

/* {"*": "hidden"}: what a symbol stands for in this table. */
static void read_symbols(struct sidecar_source *source, const struct sidecar_node *sdc,
                         struct sidecar_table *said)
{
    const struct sidecar_node node = sidecar_node_at(sdc, "symbols");
    const struct plan_pair *pairs = NULL;
    const uint32_t count = csvw_read_pairs(source, &node, &pairs);
    if (!count) {
        return;
    }
    struct symbol *symbols = arena_array(source->arena, count, struct symbol);
    said->symbol_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const enum cell_state state = state_of(pairs[i].category);
        if (state == CELL_UNREADABLE) {
            const struct sidecar_node child = sidecar_node_at(&node, pairs[i].dimension);
            sidecar_complain(
                source, &child,
                "Write hidden, low, not-available, not-applicable or unreliable.",
                "unknown meaning of a symbol");
            continue;
        }
        symbols[said->symbol_count++] = (struct symbol){
            .text = bare(source->arena, pairs[i].dimension),
            .state = state,
            .meaning = cell_state_name(state),
        };
    }
    said->symbols = symbols;
}

/* What a group may say for all its tables, and a table for itself. */
static void read_shared(struct sidecar_source *source, const struct sidecar_node *sdc,
                        struct sidecar_table *said)
{
    struct plan *plan = &said->plan;
    read_said(source, sdc, "population", &plan->population);
    read_said(source, sdc, "universe", &plan->universe);
    read_said(source, sdc, "within", &plan->within);
    read_said(source, sdc, "period", &plan->period);
    read_said(source, sdc, "unit", &plan->unit);
    const struct sidecar_node weighted = sidecar_node_at(sdc, "weighted");
    const struct sidecar_node rounding = sidecar_node_at(sdc, "rounding");
    said->has_weighted |= sidecar_node_flag(source, &weighted, &plan->is_weighted);
    (void)csvw_read_rounding(source, &rounding, &plan->rounding);
    read_class(source, sdc, said);
    read_symbols(source, sdc, said);
}

static void check_table_keys(struct sidecar_source *source,
                             const struct sidecar_node *table,
                             const struct sidecar_node *sdc)
{
    static const char *const plain[] = {"@context",       "@id",
                                        "@type",          "url",
                                        "dialect",        "notes",
                                        "tableDirection", "tableSchema",
                                        "tables",         "transformations",
                                        "suppressOutput", "aboutUrl",
                                        "datatype",       "default",
                                        "lang",           "null",
                                        "ordered",        "propertyUrl",
                                        "required",       "separator",
                                        "textDirection",  "valueUrl",
                                        CSVW_SDC_KEY,     CSVW_SDC_SHORT};
    static const char *const ours[] = {
        "population", "universe", "within",          "period",
        "unit",       "weighted", "statbarn",        "hierarchies",
        "range",      "sheet",    "structuralZeros", "rounding",
        "rows",       "of",       "totals",          "symbols"};
    csvw_check_keys(source, table, plain, COUNT_OF(plain), false);
    if (sidecar_node_is_object(source, sdc)) {
        csvw_check_keys(source, sdc, ours, COUNT_OF(ours), true);
    }
}

static void read_title(struct sidecar_source *source, const struct sidecar_node *table,
                       struct sidecar_table *said)
{
    const struct sidecar_node node = sidecar_node_at(table, "dc:title");
    if (json_is_string(node.json)) {
        (void)sidecar_node_text(source, &node, &said->plan.title);
    }
}

struct sidecar_table sidecar_table_empty(const struct grid *grid, const char *file,
                                         enum origin origin)
{
    return (struct sidecar_table){
        .plan = {.grid = grid,
                 .measure_column = PLAN_NONE,
                 .title = "",
                 .population = "",
                 .universe = "",
                 .within = "",
                 .period = "",
                 .unit = ""},
        .file = file,
        .origin = origin,
        .statistic_class = CLASS_COUNT,
    };
}

void csvw_read_table(struct sidecar_source *source,
                     const struct csvw_description *description, const struct grid *grid,
                     struct sidecar_table *said)
{
    *said = sidecar_table_empty(grid, source->file, ORIGIN_SIDECAR);
    const struct sidecar_node group_sdc = csvw_sdc(&description->group);
    const struct sidecar_node sdc = csvw_sdc(&description->table);
    const struct sidecar_node schema =
        sidecar_node_at(&description->table, "tableSchema");
    check_table_keys(source, &description->table, &sdc);
    read_title(source, &description->table, said);
    read_shared(source, &group_sdc, said);
    read_shared(source, &sdc, said);
    said->plan.is_described = said->plan.population[0] && said->plan.period[0];

    struct csvw_reader reader = {
        .source = source,
        .arena = source->arena,
        .grid = grid,
        .said = said,
        .rows = {.is_rows = true},
    };
    csvw_read_place(&reader, description);
    csvw_prepare_axis(&reader, &reader.columns);
    csvw_prepare_axis(&reader, &reader.rows);
    csvw_read_columns(&reader, &schema);
    csvw_read_rows(&reader, &sdc);
    csvw_read_links(&reader, &reader.columns);
    csvw_read_links(&reader, &reader.rows);
    csvw_read_structure(&reader, &sdc);
}
