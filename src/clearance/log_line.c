#include "clearance/log_line.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { HASH_LENGTH = 64, TEXT_LIMIT = 1024, DETAIL_LIMIT = 32 };

#define HASH_KEY ",\"hash\":\""
#define LINE_END "\"}"

const char log_first_hash[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

/* ---- writing ---- */

/* What is no UTF-8, with a mark for every byte that is not ASCII. */
static void make_ascii(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            text[i] = '?';
        }
    }
}

/* Valid UTF-8 of at most TEXT_LIMIT bytes, cut between two characters. */
static const char *presentable(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *copy = arena_array(arena, length + 1, char);
    memcpy(copy, text, length);
    if (!text_is_utf8(copy, length)) {
        make_ascii(copy, length);
    }
    if (length > TEXT_LIMIT) {
        length = TEXT_LIMIT;
        while (((unsigned char)copy[length] & 0xc0) == 0x80) {
            length--;
        }
        copy[length] = '\0';
    }
    return copy;
}

static void set_text(struct arena *arena, json_t *object, const char *key,
                     const char *text)
{
    if (text) {
        (void)json_object_set_new(object, key, json_string(presentable(arena, text)));
    }
}

static json_t *details_of(struct arena *arena, const struct log_event *event)
{
    json_t *details = json_object();
    for (size_t i = 0; i < event->detail_count && i < DETAIL_LIMIT; i++) {
        const struct log_detail *detail = &event->details[i];
        if (detail->text) {
            set_text(arena, details, detail->key, detail->text);
        } else {
            (void)json_object_set_new(details, detail->key, json_integer(detail->count));
        }
    }
    return details;
}

struct bytes log_line_write(struct arena *arena, const struct log_entry *entry,
                            const char *previous)
{
    const struct log_event *event = &entry->event;
    json_t *object = json_object();
    (void)json_object_set_new(object, "n", json_integer((json_int_t)entry->number));
    set_text(arena, object, "time", entry->time);
    set_text(arena, object, "actor", entry->actor);
    set_text(arena, object, "event", event->name);
    set_text(arena, object, "object", event->object);
    set_text(arena, object, "sha256", event->sha256);
    if (event->detail_count) {
        (void)json_object_set_new(object, "details", details_of(arena, event));
    }
    set_text(arena, object, "previous", previous);
    char *json = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER);
    json_decref(object);
    const size_t length = json ? strlen(json) - 1 : 0; /* without its bracket */
    const char *hash = hash_sha256(arena, json ? json : "", length);
    const char *line =
        text_format(arena, "%.*s" HASH_KEY "%s" LINE_END "\n", (int)length, json, hash);
    free(json);
    return (struct bytes){.data = line, .length = strlen(line)};
}

/* ---- reading ---- */

/* Where the text that is hashed ends; 0 when the line has not its form. */
static size_t hashed_length(struct bytes line)
{
    const size_t tail = sizeof(HASH_KEY) - 1 + HASH_LENGTH + sizeof(LINE_END) - 1;
    if (line.length <= tail || line.length > LOG_LINE_LIMIT) {
        return 0;
    }
    const size_t length = line.length - tail;
    const bool has_form =
        memcmp(line.data + length, HASH_KEY, sizeof(HASH_KEY) - 1) == 0 &&
        memcmp(line.data + line.length - sizeof(LINE_END) + 1, LINE_END,
               sizeof(LINE_END) - 1) == 0;
    return has_form ? length : 0;
}

static const char *own_text(struct arena *arena, const json_t *object, const char *key)
{
    const char *text = json_text(object, key);
    return text ? text_copy(arena, text, strlen(text)) : NULL;
}

static void read_details(struct arena *arena, json_t *object, struct log_event *event)
{
    json_t *details = json_object_get(object, "details");
    struct log_detail *list = arena_array(arena, DETAIL_LIMIT, struct log_detail);
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(details, key, value)
    {
        if (event->detail_count == DETAIL_LIMIT) {
            break;
        }
        const char *text = json_string_value(value);
        list[event->detail_count++] = (struct log_detail){
            .key = text_copy(arena, key, strlen(key)),
            .text = text ? text_copy(arena, text, strlen(text)) : NULL,
            .count = json_integer_value(value),
        };
    }
    event->details = list;
}

/* The parts of a line whose hash is right; false where one is missing. */
static bool read_parts(struct arena *arena, json_t *object, struct log_entry *entry,
                       const char **previous)
{
    const json_int_t number = json_integer_value(json_object_get(object, "n"));
    *entry = (struct log_entry){
        .number = number > 0 ? (uint64_t)number : 0,
        .time = own_text(arena, object, "time"),
        .actor = own_text(arena, object, "actor"),
        .event =
            {
                .name = own_text(arena, object, "event"),
                .object = own_text(arena, object, "object"),
                .sha256 = own_text(arena, object, "sha256"),
            },
        .hash = own_text(arena, object, "hash"),
    };
    *previous = own_text(arena, object, "previous");
    read_details(arena, object, &entry->event);
    return entry->number && entry->time && entry->actor && entry->event.name &&
           entry->hash && *previous;
}

bool log_line_read(struct arena *arena, struct bytes line, struct log_entry *entry,
                   const char **previous)
{
    const size_t length = hashed_length(line);
    if (!length) {
        return false;
    }
    const char *hash = hash_sha256(arena, line.data, length);
    if (memcmp(line.data + length + sizeof(HASH_KEY) - 1, hash, HASH_LENGTH) != 0) {
        return false;
    }
    struct problems *unheard = problems_create(arena);
    json_t *object = json_read("", line.data, line.length, unheard);
    const bool is_read = object && read_parts(arena, object, entry, previous);
    json_decref(object);
    return is_read;
}
