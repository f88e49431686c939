#include "clearance/register/register_shape.h"

#include "base/json.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHAPE_ITEM_LIMIT = 10000000, SHAPE_DIMENSION_LIMIT = 64 };

/* ---- writing ---- */

static void put_text(json_t *object, const char *key, const char *text)
{
    if (text && text[0]) {
        (void)json_object_set_new(object, key, json_string(text));
    }
}

static void put_number(json_t *object, const char *key, int64_t number)
{
    (void)json_object_set_new(object, key, json_integer(number));
}

static void put_real(json_t *object, const char *key, double number)
{
    (void)json_object_set_new(object, key, json_real(isfinite(number) ? number : 0));
}

/* [text], or [text, key] where the key is another than the text's own. */
static json_t *category_json(struct arena *arena, const struct category *category)
{
    json_t *pair = json_array();
    (void)json_array_append_new(pair, json_string(category->text));
    if (!text_equals(category->key, text_key(arena, category->text))) {
        (void)json_array_append_new(pair, json_string(category->key));
    }
    return pair;
}

static json_t *partition_json(const struct partition *partition)
{
    json_t *object = json_object();
    json_t *parts = json_array();
    for (uint32_t i = 0; i < partition->part_count; i++) {
        (void)json_array_append_new(parts, json_integer(partition->parts[i]));
    }
    put_number(object, "whole", partition->whole);
    (void)json_object_set_new(object, "parts", parts);
    put_number(object, "exhaustive", partition->is_exhaustive);
    put_number(object, "nested", partition->is_nested);
    put_number(object, "origin", (int64_t)partition->origin);
    put_text(object, "name", partition->name);
    return object;
}

static json_t *dimension_json(struct arena *arena, const struct dimension *dimension)
{
    json_t *object = json_object();
    json_t *categories = json_array();
    json_t *partitions = json_array();
    for (uint32_t i = 0; i < dimension->category_count; i++) {
        (void)json_array_append_new(categories,
                                    category_json(arena, &dimension->categories[i]));
    }
    for (uint32_t i = 0; i < dimension->partition_count; i++) {
        (void)json_array_append_new(partitions,
                                    partition_json(&dimension->partitions[i]));
    }
    put_text(object, "name", dimension->name);
    put_text(object, "key", dimension->key);
    put_number(object, "named", dimension->is_named);
    put_number(object, "kind", (int64_t)dimension->kind);
    put_number(object, "origin", (int64_t)dimension->origin);
    put_number(object, "total",
               dimension->total == NO_CATEGORY ? -1 : (int64_t)dimension->total);
    (void)json_object_set_new(object, "categories", categories);
    (void)json_object_set_new(object, "partitions", partitions);
    return object;
}

/* Only of a measure that runs on. */
static void put_accumulation(json_t *object, const struct accumulation *accumulation)
{
    if (accumulation->is_running) {
        put_number(object, "running", accumulation->dimension);
        put_number(object, "falling", accumulation->is_falling);
        put_number(object, "steps",
                   accumulation->steps == UINT32_MAX ? -1 : (int64_t)accumulation->steps);
    }
}

static json_t *measure_json(const struct measure *measure)
{
    json_t *object = json_object();
    put_text(object, "name", measure->name);
    put_text(object, "key", measure->key);
    put_text(object, "role", role_name(measure->role));
    put_text(object, "unit", measure->unit);
    put_number(object, "money", measure->is_money);
    put_number(object, "rounding", (int64_t)measure->rounding.kind);
    put_real(object, "base", measure->rounding.base);
    put_real(object, "small-below", measure->rounding.small_below);
    put_number(object, "rounding-origin", (int64_t)measure->rounding.origin);
    put_accumulation(object, &measure->accumulation);
    return object;
}

static void put_heading(json_t *object, const struct table *table)
{
    put_text(object, "id", table->id);
    put_text(object, "sheet", table->grid ? table->grid->sheet : NULL);
    put_text(object, "title", table->title);
    put_text(object, "population", table->population);
    put_text(object, "universe", table->universe);
    put_text(object, "within", table->within);
    put_text(object, "period", table->period);
    put_text(object, "unit", table->unit);
    put_number(object, "weighted", table->is_weighted);
    put_number(object, "described", table->is_described);
    put_text(object, "class", statistic_class_name(table->statistic_class));
    put_real(object, "confidence", table->confidence);
    put_number(object, "first-row", table->first_row);
    put_number(object, "last-row", table->last_row);
    put_number(object, "first-column", table->first_column);
    put_number(object, "last-column", table->last_column);
    put_number(object, "first-data-row", table->first_data_row);
}

const char *register_shape_write(struct arena *arena, const struct table *table)
{
    json_t *object = json_object();
    json_t *dimensions = json_array();
    json_t *measures = json_array();
    put_heading(object, table);
    for (uint32_t i = 0; i < table->dimension_count; i++) {
        (void)json_array_append_new(dimensions,
                                    dimension_json(arena, &table->dimensions[i]));
    }
    for (uint32_t i = 0; i < table->measure_count; i++) {
        (void)json_array_append_new(measures, measure_json(&table->measures[i]));
    }
    (void)json_object_set_new(object, "dimensions", dimensions);
    (void)json_object_set_new(object, "measures", measures);
    char *json = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    const char *text = json ? text_copy(arena, json, strlen(json)) : "";
    free(json);
    return text;
}

/* ---- reading ---- */

static const char *own_text(struct arena *arena, const json_t *object, const char *key)
{
    const char *text = json_text(object, key);
    return text ? text_copy(arena, text, strlen(text)) : "";
}

/* A whole number from 0 to `most`. */
static bool take_number(const json_t *object, const char *key, int64_t most,
                        uint32_t *number)
{
    const json_t *value = json_object_get(object, key);
    const json_int_t found = json_integer_value(value);
    if (!json_is_integer(value) || found < 0 || found > most) {
        return false;
    }
    *number = (uint32_t)found;
    return true;
}

static bool take_real(const json_t *object, const char *key, double *number)
{
    const json_t *value = json_object_get(object, key);
    *number = json_number_value(value);
    return json_is_number(value) && isfinite(*number);
}

static bool take_flag(const json_t *object, const char *key, bool *flag)
{
    uint32_t number = 0;
    const bool is_taken = take_number(object, key, 1, &number);
    *flag = number == 1;
    return is_taken;
}

static bool read_category(struct arena *arena, const json_t *pair,
                          struct category *category)
{
    const char *text = json_string_value(json_array_get(pair, 0));
    const char *key = json_string_value(json_array_get(pair, 1));
    if (!text) {
        return false;
    }
    category->text = text_copy(arena, text, strlen(text));
    category->key = key ? text_copy(arena, key, strlen(key)) : text_key(arena, text);
    return true;
}

static bool read_parts(struct arena *arena, const json_t *list, uint32_t category_count,
                       struct partition *partition)
{
    const size_t count = json_array_size(list);
    if (count > category_count) {
        return false;
    }
    uint32_t *parts = arena_array(arena, count, uint32_t);
    for (size_t i = 0; i < count; i++) {
        const json_int_t part = json_integer_value(json_array_get(list, i));
        if (part < 0 || part >= category_count) {
            return false;
        }
        parts[i] = (uint32_t)part;
    }
    partition->parts = parts;
    partition->part_count = (uint32_t)count;
    return true;
}

static bool read_partition(struct arena *arena, const json_t *object,
                           uint32_t category_count, struct partition *partition)
{
    uint32_t origin = 0;
    if (category_count == 0 ||
        !take_number(object, "whole", category_count - 1, &partition->whole) ||
        !take_number(object, "origin", ORIGIN_GUESS, &origin) ||
        !take_flag(object, "exhaustive", &partition->is_exhaustive) ||
        !take_flag(object, "nested", &partition->is_nested) ||
        !read_parts(arena, json_object_get(object, "parts"), category_count, partition)) {
        return false;
    }
    partition->origin = (enum origin)origin;
    partition->name = own_text(arena, object, "name");
    return true;
}

static bool read_categories(struct arena *arena, const json_t *list,
                            struct dimension *dimension)
{
    const size_t count = json_array_size(list);
    if (count > SHAPE_ITEM_LIMIT) {
        return false;
    }
    struct category *categories = arena_array(arena, count, struct category);
    for (size_t i = 0; i < count; i++) {
        if (!read_category(arena, json_array_get(list, i), &categories[i])) {
            return false;
        }
    }
    dimension->categories = categories;
    dimension->category_count = (uint32_t)count;
    return true;
}

static bool read_partitions(struct arena *arena, const json_t *list,
                            struct dimension *dimension)
{
    const size_t count = json_array_size(list);
    if (count > SHAPE_ITEM_LIMIT) {
        return false;
    }
    struct partition *partitions = arena_array(arena, count, struct partition);
    for (size_t i = 0; i < count; i++) {
        if (!read_partition(arena, json_array_get(list, i), dimension->category_count,
                            &partitions[i])) {
            return false;
        }
    }
    dimension->partitions = partitions;
    dimension->partition_count = (uint32_t)count;
    return true;
}

static bool read_total(const json_t *object, struct dimension *dimension)
{
    const json_t *value = json_object_get(object, "total");
    dimension->total = NO_CATEGORY;
    if (json_is_integer(value) && json_integer_value(value) == -1) {
        return true;
    }
    return dimension->category_count > 0 &&
           take_number(object, "total", dimension->category_count - 1, &dimension->total);
}

static bool read_dimension(struct arena *arena, const json_t *object,
                           struct dimension *dimension)
{
    uint32_t kind = 0;
    uint32_t origin = 0;
    if (!take_number(object, "kind", DIMENSION_PANEL, &kind) ||
        !take_number(object, "origin", ORIGIN_GUESS, &origin) ||
        !take_flag(object, "named", &dimension->is_named) ||
        !read_categories(arena, json_object_get(object, "categories"), dimension) ||
        !read_total(object, dimension) ||
        !read_partitions(arena, json_object_get(object, "partitions"), dimension)) {
        return false;
    }
    dimension->kind = (enum dimension_kind)kind;
    dimension->origin = (enum origin)origin;
    dimension->name = own_text(arena, object, "name");
    dimension->key = own_text(arena, object, "key");
    return true;
}

static bool read_accumulation(const json_t *object, struct accumulation *accumulation)
{
    if (!json_object_get(object, "running")) {
        return true;
    }
    accumulation->is_running = true;
    accumulation->steps = UINT32_MAX;
    const json_t *steps = json_object_get(object, "steps");
    const bool has_steps = !json_is_integer(steps) || json_integer_value(steps) != -1;
    return take_number(object, "running", SHAPE_DIMENSION_LIMIT,
                       &accumulation->dimension) &&
           take_flag(object, "falling", &accumulation->is_falling) &&
           (!has_steps ||
            take_number(object, "steps", SHAPE_ITEM_LIMIT, &accumulation->steps));
}

static bool read_measure(struct arena *arena, const json_t *object,
                         struct measure *measure)
{
    uint32_t kind = 0;
    uint32_t origin = 0;
    const char *role = json_text(object, "role");
    if (!role || !take_flag(object, "money", &measure->is_money) ||
        !take_number(object, "rounding", ROUNDING_MIDPOINT, &kind) ||
        !take_number(object, "rounding-origin", ORIGIN_GUESS, &origin) ||
        !take_real(object, "base", &measure->rounding.base) ||
        !take_real(object, "small-below", &measure->rounding.small_below) ||
        !read_accumulation(object, &measure->accumulation)) {
        return false;
    }
    measure->role = role_find(role);
    measure->name = own_text(arena, object, "name");
    measure->key = own_text(arena, object, "key");
    measure->unit = own_text(arena, object, "unit");
    measure->rounding.kind = (enum rounding_kind)kind;
    measure->rounding.origin = (enum origin)origin;
    return measure->role != ROLE_DIMENSION && measure->rounding.base >= 0;
}

static bool read_heading(struct arena *arena, const json_t *object, struct table *table)
{
    const char *class_name = json_text(object, "class");
    if (!class_name || !take_flag(object, "weighted", &table->is_weighted) ||
        !take_flag(object, "described", &table->is_described) ||
        !take_real(object, "confidence", &table->confidence) ||
        !take_number(object, "first-row", UINT32_MAX, &table->first_row) ||
        !take_number(object, "last-row", UINT32_MAX, &table->last_row) ||
        !take_number(object, "first-column", UINT32_MAX, &table->first_column) ||
        !take_number(object, "last-column", UINT32_MAX, &table->last_column) ||
        !take_number(object, "first-data-row", UINT32_MAX, &table->first_data_row)) {
        return false;
    }
    table->statistic_class = statistic_class_find(class_name);
    table->id = own_text(arena, object, "id");
    table->title = own_text(arena, object, "title");
    table->population = own_text(arena, object, "population");
    table->universe = own_text(arena, object, "universe");
    table->within = own_text(arena, object, "within");
    table->period = own_text(arena, object, "period");
    table->unit = own_text(arena, object, "unit");
    if (json_text(object, "sheet")) {
        struct grid *grid = arena_new(arena, struct grid);
        grid->sheet = own_text(arena, object, "sheet");
        table->grid = grid;
    }
    return table->statistic_class < CLASS_COUNT;
}

static bool read_dimensions(struct arena *arena, const json_t *list, struct table *table)
{
    const size_t count = json_array_size(list);
    if (!json_is_array(list) || count > SHAPE_DIMENSION_LIMIT) {
        return false;
    }
    struct dimension *dimensions = arena_array(arena, count, struct dimension);
    for (size_t i = 0; i < count; i++) {
        if (!read_dimension(arena, json_array_get(list, i), &dimensions[i])) {
            return false;
        }
    }
    table->dimensions = dimensions;
    table->dimension_count = (uint32_t)count;
    return true;
}

static bool read_measures(struct arena *arena, const json_t *list, struct table *table)
{
    const size_t count = json_array_size(list);
    if (!json_is_array(list) || count > SHAPE_ITEM_LIMIT) {
        return false;
    }
    struct measure *measures = arena_array(arena, count, struct measure);
    for (size_t i = 0; i < count; i++) {
        if (!read_measure(arena, json_array_get(list, i), &measures[i])) {
            return false;
        }
    }
    table->measures = measures;
    table->measure_count = (uint32_t)count;
    return true;
}

/* What refers from one part to another. */
static bool is_coherent(const struct table *table)
{
    for (uint32_t i = 0; i < table->measure_count; i++) {
        const struct accumulation *accumulation = &table->measures[i].accumulation;
        if (accumulation->is_running &&
            (accumulation->dimension >= table->dimension_count ||
             (accumulation->steps != UINT32_MAX &&
              accumulation->steps >= table->measure_count))) {
            return false;
        }
    }
    return true;
}

bool register_shape_read(struct arena *arena, const char *text, struct table *table)
{
    struct problems *unheard = problems_create(arena);
    json_t *object = json_read("", text, strlen(text), unheard);
    *table = (struct table){0};
    const bool is_read =
        object && read_heading(arena, object, table) &&
        read_dimensions(arena, json_object_get(object, "dimensions"), table) &&
        read_measures(arena, json_object_get(object, "measures"), table) &&
        is_coherent(table);
    json_decref(object);
    return is_read;
}
