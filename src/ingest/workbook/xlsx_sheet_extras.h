/*
 * What a worksheet says beside its cells: hidden lines, data validation, conditional
 * formats, headers and footers, scenarios.
 */
#ifndef OUTCHECK_INGEST_XLSX_SHEET_EXTRAS_H
#define OUTCHECK_INGEST_XLSX_SHEET_EXTRAS_H

#include "ingest/workbook/sheet_hiding.h"
#include "ingest/workbook/xlsx_styles.h"

/* Things of one kind: how many, the first place, what they say. */
struct extra_found {
    size_t count;
    const char *first; /* "B2:B9" */
    struct hidden_texts texts;
};

struct xlsx_sheet_extras {
    struct package *package;
    const struct xlsx_styles *styles;
    struct sheet_hiding hiding;
    bool hides_rows;   /* all without a height of their own */
    const char *place; /* of the validation or format being read */
    struct part_text text;
    bool is_in_text;
    struct extra_found lists;
    struct extra_found limits;
    struct extra_found hiding_formats;
    struct extra_found words;
    struct extra_found scenarios;
};

void xlsx_sheet_extras_row(struct xlsx_sheet_extras *extras, uint32_t row,
                           const char *const *attributes);
void xlsx_sheet_extras_open(struct xlsx_sheet_extras *extras, const char *name,
                            const char *const *attributes);
void xlsx_sheet_extras_text(struct xlsx_sheet_extras *extras, const char *text,
                            size_t length);
void xlsx_sheet_extras_close(struct xlsx_sheet_extras *extras, const char *name);

/* Says what was found; the builder's cells must be sorted. */
void xlsx_sheet_extras_tell(struct xlsx_sheet_extras *extras,
                            const struct sheet_builder *builder,
                            struct hidden_list *list);

#endif
