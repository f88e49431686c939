/*
 * The relations between the parts of an XLSX workbook, and how its texts are written.
 *
 * Parts are found by relations alone, as the format has it, never by their usual names.
 */
#ifndef OUTCHECK_INGEST_XLSX_RELATIONS_H
#define OUTCHECK_INGEST_XLSX_RELATIONS_H

#include "ingest/workbook/package.h"

enum { XLSX_RELATION_LIMIT = 100 * 1000 };

/* Opens a package whose parts are those of the format. False with a refusal. */
bool xlsx_open(struct package *package, struct bytes bytes);

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

/* The relations of a part, or of the package for ""; none where it has no list. False
 * with a refusal. */
bool xlsx_relations_of(struct package *package, const char *part,
                       struct xlsx_relations *relations);

/* NULL where there is none. */
const struct xlsx_relation *xlsx_relation_by_id(const struct xlsx_relations *relations,
                                                const char *id);
const struct xlsx_relation *xlsx_relation_by_type(const struct xlsx_relations *relations,
                                                  const char *type);

/* A kept copy, with the escapes `_x000D_` of the format undone. */
const char *xlsx_text_copy(struct package *package, const struct part_text *text);

#endif
