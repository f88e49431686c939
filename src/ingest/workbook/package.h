/*
 * A workbook as a package: parts, most of them XML, in a zip archive -- or one XML file
 * that is the whole of it.
 *
 * The first refusal stops everything. Targets outside the package are never opened.
 */
#ifndef OUTCHECK_INGEST_PACKAGE_H
#define OUTCHECK_INGEST_PACKAGE_H

#include "base/archive.h"
#include "base/xml.h"
#include "ingest/read/refusal.h"

#include <stdbool.h>
#include <stddef.h>

#define PACKAGE_SAVE_ANEW "Open the workbook in a spreadsheet program and save it anew."

enum { PART_TEXT_LIMIT = 1000 * 1000 };

struct package {
    struct arena *arena;            /* for what is kept */
    struct arena *scratch;          /* for what is not */
    const struct xml_space *spaces; /* of the format */
    size_t space_count;
    struct archive *archive; /* NULL for a flat file */
    struct refusal *refusal;
    struct xml_parser *parser; /* of the part being read */
};

/* False with a refusal. */
bool package_open(struct package *package, struct bytes bytes);
void package_close(struct package *package);

/* Reads a part from start to end; `callbacks` has all but the namespaces. False with a
 * refusal. */
bool package_parse(struct package *package, const char *part,
                   const struct xml_handler *callbacks);

/* The same for bytes that are no part. */
bool package_parse_bytes(struct package *package, const char *name, struct bytes bytes,
                         const struct xml_handler *callbacks);

/* From within a callback too: keeps the first refusal and stops reading. */
void package_refuse(struct package *package, const char *sentence, const char *hint);

/* Text that arrives in pieces. */
struct part_text {
    char *data; /* NUL-terminated once anything was added */
    size_t length;
    size_t capacity;
};

/* Refuses what is longer than PART_TEXT_LIMIT. */
void part_text_add(struct package *package, struct part_text *text, const char *piece,
                   size_t length);

/* A kept copy. */
const char *part_text_copy(struct package *package, const struct part_text *text);

/* A whole number in decimal digits alone; false where it is none or above `limit`. */
bool text_whole(const char *text, unsigned long limit, unsigned long *value);

/* "1", "true" and "on". */
bool text_flag(const char *text);

#endif
