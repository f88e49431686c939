/*
 * XML in pieces -> calls for elements and texts: the one door to expat.
 *
 * Names come without the file's own prefixes: elements and attributes of the namespaces
 * that the handler lists get the handler's prefix ("text:p", or "c" where that is ""),
 * elements of others are called "?", and attributes of others are left out. So a reader
 * does not depend on how a producer writes its names.
 *
 * Refused: document types, and with them all entities but the five of XML itself; nesting
 * beyond XML_DEPTH_LIMIT; single tags of more than XML_TAG_LIMIT bytes; what is not well
 * formed. Text is valid UTF-8 without NUL and arrives in as many pieces as it likes.
 *
 *     struct xml_parser *parser = xml_open(arena, &handler);
 *     bool is_good = xml_feed(parser, bytes, false) && xml_feed(parser, more, true);
 *     const char *trouble = xml_trouble(parser);
 *     xml_close(parser);
 */
#ifndef OUTCHECK_BASE_XML_H
#define OUTCHECK_BASE_XML_H

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

enum { XML_DEPTH_LIMIT = 200, XML_TAG_LIMIT = 4 * 1000 * 1000 };

struct xml_space {
    const char *uri;
    const char *prefix; /* "" or without its colon */
};

/* Callbacks may be NULL. `attributes` are names and values in turn, NULL at the end; they
 * and `name` are gone when the call returns. */
struct xml_handler {
    const struct xml_space *spaces;
    size_t space_count;
    void (*open)(void *context, const char *name, const char *const *attributes);
    void (*close)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t length);
    void *context;
};

struct xml_parser;

struct xml_parser *xml_open(struct arena *arena, const struct xml_handler *handler);

/* False when there is trouble, or when xml_stop() was called. */
bool xml_feed(struct xml_parser *parser, struct bytes piece, bool is_last);

/* From within a callback: nothing more is wanted. */
void xml_stop(struct xml_parser *parser);

/* "line 3, column 7: mismatched tag"; NULL where there is none. */
const char *xml_trouble(const struct xml_parser *parser);

void xml_close(struct xml_parser *parser);

/* The value, or NULL. */
const char *xml_attribute(const char *const *attributes, const char *name);

#endif
