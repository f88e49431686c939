/*
 * The package of an XLSX workbook: parts in a zip archive and the relations between them.
 *
 * Parts are found by relations alone, as the format has it, never by their usual names.
 * Targets outside the package are never opened. The first refusal stops everything.
 */
#ifndef OUTCHECK_INGEST_XLSX_PACKAGE_H
#define OUTCHECK_INGEST_XLSX_PACKAGE_H

#include "base/archive.h"
#include "base/xml.h"
#include "ingest/read/refusal.h"

#include <stdbool.h>
#include <stddef.h>

enum { XLSX_RELATION_LIMIT = 100 * 1000, XLSX_TEXT_LIMIT = 1000 * 1000 };

struct xlsx_package {
    struct arena *arena;   /* for what is kept */
    struct arena *scratch; /* for what is not */
    struct archive *archive;
    struct refusal *refusal;
    struct xml_parser *parser; /* of the part being read */
};

struct xlsx_relation {
    const char *id;
    const char *type;   /* the last piece of its address: "worksheet" */
    const char *target; /* a part's name, or an address outside */
    bool is_external;
};

struct xlsx_relations {
    const struct xlsx_relation *items;
    size_t count;
};

/* False with a refusal. */
bool xlsx_package_open(struct xlsx_package *package, struct bytes bytes);
void xlsx_package_close(struct xlsx_package *package);

/* The relations of a part, or of the package for ""; none where it has no list. False
 * with a refusal. */
bool xlsx_relations_of(struct xlsx_package *package, const char *part,
                       struct xlsx_relations *relations);

/* NULL where there is none. */
const struct xlsx_relation *xlsx_relation_by_id(const struct xlsx_relations *relations,
                                                const char *id);
const struct xlsx_relation *xlsx_relation_by_type(const struct xlsx_relations *relations,
                                                  const char *type);

/* Reads a part from start to end; `callbacks` has all but the namespaces. False with a
 * refusal. */
bool xlsx_package_parse(struct xlsx_package *package, const char *part,
                        const struct xml_handler *callbacks);

/* From within a callback too: keeps the first refusal and stops reading. */
void xlsx_refuse(struct xlsx_package *package, const char *sentence, const char *hint);

/* Text that arrives in pieces. */
struct xlsx_text {
    char *data; /* NUL-terminated once anything was added */
    size_t length;
    size_t capacity;
};

/* Refuses what is longer than XLSX_TEXT_LIMIT. */
void xlsx_text_add(struct xlsx_package *package, struct xlsx_text *text,
                   const char *piece, size_t length);

/* A kept copy, with the escapes `_x000D_` of the format undone. */
const char *xlsx_text_copy(struct xlsx_package *package, const struct xlsx_text *text);

/* A whole number in decimal digits alone; false where it is none or above `limit`. */
bool xlsx_whole(const char *text, unsigned long limit, unsigned long *value);

/* "1", "true" and "on". */
bool xlsx_flag(const char *text);

#endif
