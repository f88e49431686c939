/*
 * Zip archives made in memory, for tests of what reads them.
 */
#ifndef OUTCHECK_TESTS_ZIPPED_H
#define OUTCHECK_TESTS_ZIPPED_H

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>

/* A member of an archive. */
struct zipped_member {
    const char *name;
    const char *content;
    size_t length; /* 0: up to the NUL */
};

/* `is_stored` leaves the contents as they are, so that fuzzers can change them. */
struct bytes zipped(struct arena *arena, const struct zipped_member *members,
                    size_t count, bool is_stored);

/* The archive of a text whose lines "==== NAME" begin a member each, so that fuzzers meet
 * what is packed and not only the packing. Length 0 where it names none. */
struct bytes zipped_from_text(struct arena *arena, char *text);

/* What a small XLSX workbook is made of; NULL parts are left out. */
struct xlsx_made {
    const char *sheet;     /* all of xl/worksheets/sheet1.xml behind its opening tag */
    const char *strings;   /* the items of xl/sharedStrings.xml: "<si><t>a</t></si>" */
    const char *styles;    /* all of xl/styles.xml behind its opening tag */
    const char *workbook;  /* all of xl/workbook.xml behind its opening tag; NULL: one
                              sheet called Sheet1 */
    const char *relations; /* more of xl/_rels/workbook.xml.rels */
    const char *roots;     /* more of _rels/.rels */
    const struct zipped_member *others;
    size_t other_count;
};

struct bytes xlsx_of(struct arena *arena, const struct xlsx_made *made);

#endif
