/*
 * The only file that includes expat.
 */
#include "base/xml.h"

#include "base/text.h"

#include <expat.h>

#include <stdio.h>
#include <string.h>

/* Stands between namespace and name; no namespace can hold it. */
enum { SEPARATOR = '\n' };

struct xml_parser {
    struct arena *arena;
    struct xml_handler handler;
    XML_Parser expat;
    const char *trouble;
    unsigned depth;
    unsigned long long fed;
    bool is_stopped;

    size_t longest_prefix;
    char *names; /* prefixed names of the tag at hand */
    size_t name_bytes;
    size_t name_capacity;
    const char **attributes;
    size_t attribute_capacity;
};

static void refuse(struct xml_parser *parser, const char *what)
{
    if (!parser->trouble) {
        parser->trouble = text_format(
            parser->arena, "line %lu, column %lu: %s",
            (unsigned long)XML_GetCurrentLineNumber(parser->expat),
            (unsigned long)XML_GetCurrentColumnNumber(parser->expat) + 1, what);
    }
    xml_stop(parser);
}

static const char *prefix_of(const struct xml_parser *parser, const char *uri,
                             size_t length)
{
    for (size_t i = 0; i < parser->handler.space_count; i++) {
        const struct xml_space *space = &parser->handler.spaces[i];
        if (strncmp(space->uri, uri, length) == 0 && space->uri[length] == '\0') {
            return space->prefix;
        }
    }
    return NULL;
}

/* The name in the handler's words; NULL where it belongs to an unknown namespace. Room
 * for it has been made. */
static const char *own_name(struct xml_parser *parser, const char *name)
{
    const char *end = strrchr(name, SEPARATOR);
    if (!end) {
        return name;
    }
    const char *prefix = prefix_of(parser, name, (size_t)(end - name));
    if (!prefix || !prefix[0]) {
        return prefix ? end + 1 : NULL;
    }
    char *own = parser->names + parser->name_bytes;
    const size_t room = parser->name_capacity - parser->name_bytes;
    const int length = snprintf(own, room, "%s:%s", prefix, end + 1);
    parser->name_bytes += (size_t)length + 1;
    return own;
}

/* An own name is never longer than a prefix and the name with its namespace. */
static size_t room_for(const struct xml_parser *parser, const char *name)
{
    return strlen(name) + parser->longest_prefix + 2;
}

static void make_room(struct xml_parser *parser, const char *name,
                      const char *const *attributes)
{
    size_t wanted = 1;
    size_t count = 1;
    if (strchr(name, SEPARATOR)) {
        wanted += room_for(parser, name);
    }
    for (const char *const *at = attributes; *at; at += 2) {
        wanted += strchr(*at, SEPARATOR) ? room_for(parser, *at) : 0;
        count += 2;
    }
    parser->name_bytes = 0;
    if (wanted > parser->name_capacity) {
        parser->names =
            arena_grow(parser->arena, parser->names, &parser->name_capacity, wanted, 1);
    }
    if (count > parser->attribute_capacity) {
        parser->attributes =
            arena_grow(parser->arena, parser->attributes, &parser->attribute_capacity,
                       count, sizeof(parser->attributes[0]));
    }
}

static void on_open(void *context, const char *name, const char **attributes)
{
    struct xml_parser *parser = context;
    if (parser->is_stopped) {
        return;
    }
    if (++parser->depth > XML_DEPTH_LIMIT) {
        refuse(parser, "elements are nested too deep");
        return;
    }
    if (!parser->handler.open) {
        return;
    }
    make_room(parser, name, (const char *const *)attributes);
    const char *own = own_name(parser, name);
    size_t count = 0;
    for (const char **at = attributes; *at; at += 2) {
        const char *attribute = own_name(parser, at[0]);
        if (attribute) {
            parser->attributes[count++] = attribute;
            parser->attributes[count++] = at[1];
        }
    }
    parser->attributes[count] = NULL;
    parser->handler.open(parser->handler.context, own ? own : "?", parser->attributes);
}

static void on_close(void *context, const char *name)
{
    struct xml_parser *parser = context;
    if (parser->is_stopped) {
        return;
    }
    parser->depth--;
    if (parser->handler.close) {
        const char *const none = NULL;
        make_room(parser, name, &none);
        const char *own = own_name(parser, name);
        parser->handler.close(parser->handler.context, own ? own : "?");
    }
}

static void on_text(void *context, const char *text, int length)
{
    struct xml_parser *parser = context;
    if (!parser->is_stopped && parser->handler.text && length > 0) {
        parser->handler.text(parser->handler.context, text, (size_t)length);
    }
}

static void on_doctype(void *context, const char *name, const char *system,
                       const char *public_name, int has_subset)
{
    (void)name;
    (void)system;
    (void)public_name;
    (void)has_subset;
    refuse(context, "document types and entities are not read");
}

struct xml_parser *xml_open(struct arena *arena, const struct xml_handler *handler)
{
    struct xml_parser *parser = arena_new(arena, struct xml_parser);
    *parser = (struct xml_parser){
        .arena = arena,
        .handler = *handler,
        .expat = XML_ParserCreateNS(NULL, SEPARATOR),
    };
    if (!parser->expat) {
        parser->trouble = "the XML reader did not start";
        return parser;
    }
    for (size_t i = 0; i < handler->space_count; i++) {
        const size_t length = strlen(handler->spaces[i].prefix);
        parser->longest_prefix =
            length > parser->longest_prefix ? length : parser->longest_prefix;
    }
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, on_open, on_close);
    XML_SetCharacterDataHandler(parser->expat, on_text);
    XML_SetStartDoctypeDeclHandler(parser->expat, on_doctype);
    return parser;
}

bool xml_feed(struct xml_parser *parser, struct bytes piece, bool is_last)
{
    enum { STEP = 64 * 1024 };
    size_t done = 0;
    while (!parser->trouble && !parser->is_stopped && (done < piece.length || is_last)) {
        const size_t rest = piece.length - done;
        const size_t step = rest < STEP ? rest : STEP;
        const bool is_end = is_last && step == rest;
        const enum XML_Status status =
            XML_Parse(parser->expat, piece.data + done, (int)step, is_end);
        done += step;
        parser->fed += step;
        if (status != XML_STATUS_OK && !parser->is_stopped) {
            refuse(parser, XML_ErrorString(XML_GetErrorCode(parser->expat)));
        }
        const long long at = (long long)XML_GetCurrentByteIndex(parser->expat);
        if (!parser->is_stopped && at >= 0 &&
            parser->fed - (unsigned long long)at > XML_TAG_LIMIT + STEP) {
            refuse(parser, "a tag is too long");
        }
        if (is_end) {
            break;
        }
    }
    return !parser->trouble && !parser->is_stopped;
}

void xml_stop(struct xml_parser *parser)
{
    parser->is_stopped = true;
    if (parser->expat) {
        (void)XML_StopParser(parser->expat, XML_FALSE);
    }
}

const char *xml_trouble(const struct xml_parser *parser)
{
    return parser->trouble;
}

void xml_close(struct xml_parser *parser)
{
    if (parser->expat) {
        XML_ParserFree(parser->expat);
        parser->expat = NULL;
    }
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
    for (const char *const *at = attributes; *at; at += 2) {
        if (strcmp(at[0], name) == 0) {
            return at[1];
        }
    }
    return NULL;
}
