/*
 * One part of an XLSX workbook that is no sheet: how much it holds, and what it says.
 */
#ifndef OUTCHECK_INGEST_XLSX_PART_H
#define OUTCHECK_INGEST_XLSX_PART_H

#include "ingest/workbook/hidden_list.h"
#include "ingest/workbook/xlsx_relations.h"

/* What to count in a part and what to keep of it. */
struct part_plan {
    const char *counted;   /* elements: "comment", "r" */
    const char *also;      /* others that count the same; NULL */
    const char *text_in;   /* the text inside these is kept: "t"; NULL: none */
    const char *attribute; /* values of these attributes are kept: "connection"; NULL */
    const char *fields;    /* elements that are counted beside: "cacheField"; NULL */
};

struct part_facts {
    size_t count;
    size_t field_count;
    const char *first_place; /* the first `ref` or `r` of a counted element; NULL */
    struct hidden_texts texts;
};

/* False with a refusal. */
bool xlsx_part_count(struct package *package, const char *part,
                     const struct part_plan *plan, struct part_facts *facts);

/* Addresses of shares and machines in the bytes of a part ("\\server\printer"), in either
 * of the usual widths of characters. False with a refusal. */
bool xlsx_part_addresses(struct package *package, const char *part,
                         struct hidden_texts *texts);

#endif
