/*
 * Values of a sidecar with their places. The walk over the source trusts that it is valid
 * JSON (jansson has read it) but never reads beyond its end.
 */
#include "ingest/sidecar/sidecar_node.h"

#include "base/text.h"

#include <string.h>

enum { WAY_LIMIT = 16, COMPLAINT_LIMIT = 50, SOURCE_WIDTH_LIMIT = 160 };

struct sidecar_node sidecar_node_at(const struct sidecar_node *parent, const char *key)
{
    return (struct sidecar_node){
        .json = json_object_get(parent->json, key),
        .parent = parent,
        .key = key,
    };
}

struct sidecar_node sidecar_node_item(const struct sidecar_node *parent, size_t index)
{
    return (struct sidecar_node){
        .json = json_array_get(parent->json, index),
        .parent = parent,
        .index = index,
    };
}

/* A reading position in the source. */
struct walk {
    const char *at;
    const char *end;
};

static char look(const struct walk *walk)
{
    if (walk->at >= walk->end) {
        return '\0';
    }
    return *walk->at;
}

static void skip_space(struct walk *walk)
{
    while (walk->at < walk->end && strchr(" \t\r\n", *walk->at)) {
        walk->at++;
    }
}

static void skip_string(struct walk *walk)
{
    walk->at++;
    while (walk->at < walk->end && *walk->at != '"') {
        walk->at += *walk->at == '\\' && walk->at + 1 < walk->end ? 2 : 1;
    }
    if (walk->at < walk->end) {
        walk->at++;
    }
}

/* Past a number or a word; always at least one byte. */
static void skip_word(struct walk *walk)
{
    walk->at += walk->at < walk->end;
    while (walk->at < walk->end && !strchr(" \t\r\n\"{}[],:", *walk->at)) {
        walk->at++;
    }
}

/* Past one value, whatever it holds. */
static void skip_value(struct walk *walk)
{
    size_t depth = 0;
    do {
        skip_space(walk);
        const char byte = look(walk);
        if (byte == '"') {
            skip_string(walk);
        } else if (byte == '{' || byte == '[') {
            depth++;
            walk->at++;
        } else if (byte == '}' || byte == ']') {
            depth -= depth > 0;
            walk->at++;
        } else {
            skip_word(walk);
        }
    } while (depth > 0 && walk->at < walk->end);
}

/* Moves to the next value of the array or object that `walk` is in; `key` gets its key as
 * written. False at the end. */
static bool next_member(struct walk *walk, bool is_object, struct walk *key)
{
    skip_space(walk);
    if (look(walk) == ',') {
        walk->at++;
        skip_space(walk);
    }
    if (walk->at >= walk->end || look(walk) == ']' || look(walk) == '}') {
        return false;
    }
    if (is_object) {
        key->at = walk->at + 1;
        skip_string(walk);
        key->end = walk->at - 1;
        skip_space(walk);
        walk->at += look(walk) == ':';
        skip_space(walk);
    }
    return true;
}

/* Steps from a value into one of its members; false, with `walk` unmoved, if it has none
 * such. A key that is written with escapes is not found, and its parent is shown instead.
 */
static bool step_into(struct walk *walk, const struct sidecar_node *node)
{
    struct walk inside = *walk;
    const bool is_object = look(&inside) == '{';
    if (is_object != (node->key != NULL) || (!is_object && look(&inside) != '[')) {
        return false;
    }
    inside.at++;
    struct walk key = inside;
    for (size_t i = 0; next_member(&inside, is_object, &key); i++) {
        const size_t length = (size_t)(key.end - key.at);
        const bool is_it = is_object ? strlen(node->key) == length &&
                                           memcmp(node->key, key.at, length) == 0
                                     : i == node->index;
        if (is_it) {
            *walk = inside;
            return true;
        }
        skip_value(&inside);
    }
    return false;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0U) == 0x80U;
}

/* The line around `at`, tabs as spaces so that the caret stands right. */
static const char *copy_line(const struct sidecar_source *source, const char *start)
{
    const char *end = source->text.data + source->text.length;
    size_t length = 0;
    while (start + length < end && start[length] != '\n' && start[length] != '\r') {
        length++;
    }
    if (length > SOURCE_WIDTH_LIMIT) {
        return NULL;
    }
    char *line = arena_array(source->arena, length + 1, char);
    for (size_t i = 0; i < length; i++) {
        line[i] = start[i];
        if (line[i] == '\t') {
            line[i] = ' ';
        }
    }
    return line;
}

static struct place place_at(const struct sidecar_source *source, struct walk walk)
{
    struct walk past = walk;
    skip_value(&past);
    struct place place = {.file = source->file, .line = 1, .column = 1};
    const char *line = source->text.data;
    for (const char *at = source->text.data; at < walk.at; at++) {
        if (*at == '\n') {
            place.line++;
            place.column = 1;
            line = at + 1;
        } else {
            place.column += !is_continuation(*at);
        }
    }
    place.source = copy_line(source, line);
    const size_t span = (size_t)(past.at - walk.at);
    const bool is_plain = look(&walk) != '{' && look(&walk) != '[';
    place.width = is_plain && span < SOURCE_WIDTH_LIMIT ? span : 1;
    return place;
}

struct place sidecar_node_place(const struct sidecar_source *source,
                                const struct sidecar_node *node)
{
    const struct sidecar_node *way[WAY_LIMIT];
    size_t count = 0;
    for (const struct sidecar_node *at = node; at && at->parent && count < WAY_LIMIT;
         at = at->parent) {
        way[count++] = at;
    }
    struct walk walk = {source->text.data, source->text.data + source->text.length};
    skip_space(&walk);
    while (count > 0 && step_into(&walk, way[count - 1])) {
        count--;
    }
    return place_at(source, walk);
}

void sidecar_complain(struct sidecar_source *source, const struct sidecar_node *node,
                      const char *hint, const char *format, ...)
{
    if (source->complaints > COMPLAINT_LIMIT) {
        return;
    }
    if (source->complaints++ == COMPLAINT_LIMIT) {
        problem_add(source->problems, OUTCHECK_ERROR_USAGE, place_of_file(source->file),
                    "", "more than %d mistakes; the rest are not listed",
                    COMPLAINT_LIMIT);
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    const char *message = text_format_list(source->arena, format, arguments);
    va_end(arguments);
    problem_add(source->problems, OUTCHECK_ERROR_USAGE, sidecar_node_place(source, node),
                hint, "%s", message);
}

const char *sidecar_did_you_mean(struct arena *arena, const char *word,
                                 const char *const *candidates, size_t count,
                                 const char *otherwise)
{
    const char *nearest = text_nearest(word, candidates, count);
    return nearest ? text_format(arena, "Did you mean '%s'?", nearest) : otherwise;
}

static const char *type_name(const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a text";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static void wrong_type(struct sidecar_source *source, const struct sidecar_node *node,
                       const char *wanted)
{
    const struct sidecar_node *named = node;
    while (!named->key && named->parent) {
        named = named->parent;
    }
    sidecar_complain(source, node, "", "%s must be %s, not %s",
                     named->key ? named->key : "the sidecar", wanted,
                     type_name(node->json));
}

bool sidecar_node_text(struct sidecar_source *source, const struct sidecar_node *node,
                       const char **text)
{
    if (!node->json) {
        return false;
    }
    if (!json_is_string(node->json)) {
        wrong_type(source, node, "a text");
        return false;
    }
    *text = text_copy(source->arena, json_string_value(node->json),
                      json_string_length(node->json));
    return true;
}

bool sidecar_node_flag(struct sidecar_source *source, const struct sidecar_node *node,
                       bool *flag)
{
    if (!node->json) {
        return false;
    }
    if (!json_is_boolean(node->json)) {
        wrong_type(source, node, "true or false");
        return false;
    }
    *flag = json_is_true(node->json);
    return true;
}

bool sidecar_node_whole(struct sidecar_source *source, const struct sidecar_node *node,
                        uint32_t *number)
{
    if (!node->json) {
        return false;
    }
    if (!json_is_integer(node->json) || json_integer_value(node->json) < 0 ||
        json_integer_value(node->json) > INT32_MAX) {
        wrong_type(source, node, "a whole number, 0 or more");
        return false;
    }
    *number = (uint32_t)json_integer_value(node->json);
    return true;
}

bool sidecar_node_is_object(struct sidecar_source *source,
                            const struct sidecar_node *node)
{
    if (node->json && !json_is_object(node->json)) {
        wrong_type(source, node, "an object");
    }
    return json_is_object(node->json);
}

bool sidecar_node_is_array(struct sidecar_source *source, const struct sidecar_node *node)
{
    if (node->json && !json_is_array(node->json)) {
        wrong_type(source, node, "an array");
    }
    return json_is_array(node->json);
}

size_t sidecar_node_texts(struct sidecar_source *source, const struct sidecar_node *node,
                          const char *const **texts)
{
    *texts = NULL;
    const char *one = NULL;
    if (!node->json) {
        return 0;
    }
    if (!json_is_array(node->json)) {
        if (!sidecar_node_text(source, node, &one)) {
            return 0;
        }
        const char **single = arena_new(source->arena, const char *);
        *single = one;
        *texts = single;
        return 1;
    }
    const size_t all = json_array_size(node->json);
    const char **list = arena_array(source->arena, all, const char *);
    size_t count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct sidecar_node item = sidecar_node_item(node, i);
        count += sidecar_node_text(source, &item, &list[count]);
    }
    *texts = list;
    return count;
}
