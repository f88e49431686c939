/*
 * Text as a workbook may hold it: every string passes here before the library sees it.
 *
 * Nothing is dropped in silence: a control character becomes its visible picture, a text
 * that is too long ends in a sentence that says so. No text becomes a formula or a link
 * here or later; that is xlsx_book.h's promise.
 */
#ifndef OUTCHECK_REPORT_XLSX_TEXT_H
#define OUTCHECK_REPORT_XLSX_TEXT_H

#include "base/arena.h"
#include "base/map.h"

#include <stdint.h>

enum {
    XLSX_TEXT_LIMIT = 32767, /* UTF-16 units in a cell or a comment */
    XLSX_NAME_LIMIT = 31,    /* ... in the name of a sheet */
    XLSX_HEADER_LIMIT = 255,
};

/* Valid in XML and read back as it was: control characters as their pictures, `_x0041_`
 * kept from being read as `A`, at most `limit` UTF-16 units. Often `text` itself. */
const char *xlsx_text(struct arena *arena, const char *text, size_t limit);

/* A valid name that is not in `taken` (which it joins), as near to `wanted` as can be. */
const char *xlsx_sheet_name(struct arena *arena, struct map *taken, const char *wanted);

/* `&` is a code in page headers: doubled. */
const char *xlsx_header_text(struct arena *arena, const char *text);

/* `#,##0.0" T"`: a number format with this many decimals and these letters around it; the
 * number stays a number. The last section shows text the same way. */
const char *xlsx_number_format(struct arena *arena, int decimals, const char *before,
                               const char *after);

/* `'T01 annotated'!C10` */
const char *xlsx_reference(struct arena *arena, const char *sheet, uint32_t row,
                           uint32_t column);

#endif
