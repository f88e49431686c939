#include "clearance/release_csv.h"

#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct buffer {
    struct arena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
};

static void add(struct buffer *buffer, const char *text, size_t length)
{
    buffer->bytes = arena_grow(buffer->arena, buffer->bytes, &buffer->capacity,
                               buffer->length + length + 1, 1);
    memcpy(buffer->bytes + buffer->length, text, length);
    buffer->length += length;
}

/* In quotes where the text holds what would end it. */
static void add_field(struct buffer *buffer, const char *text, bool is_first)
{
    if (!is_first) {
        add(buffer, ",", 1);
    }
    if (!strpbrk(text, ",\"\r\n")) {
        add(buffer, text, strlen(text));
        return;
    }
    add(buffer, "\"", 1);
    for (const char *at = text; *at; at++) {
        add(buffer, at, 1);
        if (*at == '"') {
            add(buffer, "\"", 1);
        }
    }
    add(buffer, "\"", 1);
}

struct bytes release_csv(struct arena *arena, const struct release_table *table)
{
    struct buffer buffer = {.arena = arena};
    for (uint32_t column = 0; column < table->column_count; column++) {
        add_field(&buffer, table->columns[column].heading, column == 0);
    }
    add(&buffer, "\r\n", 2);
    for (uint32_t row = 0; row < table->row_count; row++) {
        for (uint32_t column = 0; column < table->column_count; column++) {
            add_field(&buffer, release_cell_at(table, row, column)->text, column == 0);
        }
        add(&buffer, "\r\n", 2);
    }
    return (struct bytes){.data = buffer.bytes, .length = buffer.length};
}

/* ---- CSVW ---- */

static void set(json_t *object, const char *key, json_t *value)
{
    (void)json_object_set_new(object, key, value);
}

static json_t *column_json(struct arena *arena, const struct release_table *table,
                           uint32_t index)
{
    const struct release_column *column = &table->columns[index];
    struct release_shorthand used[RELEASE_SHORTHANDS];
    const size_t count = release_shorthands(table, used);
    json_t *object = json_object();
    set(object, "name", json_string(text_format(arena, "column_%u", index + 1)));
    set(object, "titles", json_string(column->heading));
    set(object, "datatype",
        json_string(!column->is_numeric ? "string"
                    : column->is_whole  ? "integer"
                                        : "decimal"));
    if (column->is_numeric && count) {
        json_t *nulls = json_array();
        for (size_t i = 0; i < count; i++) {
            (void)json_array_append_new(nulls, json_string(used[i].text));
        }
        set(object, "null", nulls);
    }
    return object;
}

static json_t *notes_json(struct arena *arena, const struct release_table *table)
{
    struct release_shorthand used[RELEASE_SHORTHANDS];
    const size_t count = release_shorthands(table, used);
    json_t *notes = json_array();
    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(
            notes,
            json_string(text_format(arena, "%s = %s", used[i].text, used[i].meaning)));
    }
    for (size_t i = 0; i < table->note_count; i++) {
        (void)json_array_append_new(notes, json_string(table->notes[i]));
    }
    return notes;
}

/* A URL by RFC 3986: letters, digits and a few signs as they are. */
static const char *escaped(struct arena *arena, const char *name)
{
    char *made = arena_array(arena, 3 * strlen(name) + 1, char);
    size_t end = 0;
    for (const unsigned char *at = (const unsigned char *)name; *at; at++) {
        const bool is_plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                              (*at >= '0' && *at <= '9') || strchr("-._~", *at);
        if (is_plain) {
            made[end++] = (char)*at;
        } else {
            static const char digits[] = "0123456789ABCDEF";
            made[end++] = '%';
            made[end++] = digits[*at >> 4];
            made[end++] = digits[*at & 15];
        }
    }
    return made;
}

struct bytes release_csvw(struct arena *arena, const struct release_table *table,
                          const struct request *request)
{
    json_t *object = json_object();
    json_t *schema = json_object();
    json_t *columns = json_array();
    for (uint32_t i = 0; i < table->column_count; i++) {
        (void)json_array_append_new(columns, column_json(arena, table, i));
    }
    set(schema, "columns", columns);
    set(object, "@context", json_string("http://www.w3.org/ns/csvw"));
    set(object, "url", json_string(escaped(arena, table->file)));
    set(object, "dc:title", json_string(table->title));
    if (!text_is_blank(request->population)) {
        set(object, "dc:description",
            json_string(text_format(arena, "%s%s%s", request->population,
                                    request->period ? ", " : "",
                                    request->period ? request->period : "")));
    }
    if (*table->source) {
        set(object, "dc:source", json_string(table->source));
    }
    json_t *notes = notes_json(arena, table);
    if (json_array_size(notes)) {
        set(object, "rdfs:comment", notes);
    } else {
        json_decref(notes);
    }
    set(object, "tableSchema", schema);
    char *text = json_dumps(object, JSON_INDENT(1));
    json_decref(object);
    if (!text) {
        return (struct bytes){0};
    }
    const char *kept = text_format(arena, "%s\n", text);
    free(text);
    return (struct bytes){.data = kept, .length = strlen(kept)};
}
