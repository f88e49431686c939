/*
 * The inside of ods_sheets.h: the state of one pass over an OpenDocument spreadsheet,
 * which cells, lines and everything else share.
 */
#ifndef OUTCHECK_INGEST_ODS_READER_H
#define OUTCHECK_INGEST_ODS_READER_H

#include "ingest/workbook/document_properties.h"
#include "ingest/workbook/ods_sheets.h"
#include "ingest/workbook/ods_value.h"
#include "ingest/workbook/sheet_hiding.h"

/* A filled cell of the row being read. */
struct ods_cell {
    struct sheet_cell cell;
    uint32_t repeats;
};

/* Things of one kind: how many, and what they say. */
struct ods_found {
    size_t count;
    struct hidden_texts texts;
};

struct ods_comment {
    uint32_t row;
    uint32_t column;
};

/* Columns in a row that share a style for cells without one. */
struct ods_column_style {
    uint32_t last;
    const char *style; /* NULL for the usual one */
};

struct ods_reader {
    struct ods_document *document;
    struct package *package;

    /* The sheet being read; not valid outside. */
    bool is_in_sheet;
    bool is_copy; /* of a sheet of another workbook */
    struct sheet_builder builder;
    struct sheet_hiding hiding;
    struct workbook_use use;
    struct ods_column_style *column_styles;
    size_t column_style_count;
    size_t column_style_capacity;
    uint32_t next_column_line;
    uint32_t row;
    uint32_t row_repeats;
    const char *row_style; /* for cells without one; NULL */
    uint32_t column;
    struct ods_cell *cells;
    size_t cell_count;
    size_t cell_capacity;
    size_t repeated; /* cells made from repeats, over all sheets */

    /* The cell being read. */
    bool is_in_cell;
    uint32_t cell_repeats;
    struct sheet_cell cell;
    struct ods_value value;
    const char *formula;
    bool has_text;
    bool is_in_paragraph;

    /* Where text goes. */
    struct part_text text;  /* of the cell */
    struct part_text aside; /* of a comment, a drawing, a header or a property */
    unsigned aside_depth;   /* elements within the one that set text aside; 0: none */
    struct ods_found *aside_of;

    struct ods_found comments;
    struct ods_comment first_comment;
    struct ods_found words;
    struct ods_found lists;
    struct ods_found limits;
    struct document_properties properties;
    struct document_property property; /* being read; name NULL outside */
    struct ods_found property_text;
    const char *setting; /* the name of the setting being read; NULL */
    struct ods_found settings;
};

/* Elements of sheets, rows and cells. */
void ods_sheet_open(struct ods_reader *reader, const char *name,
                    const char *const *attributes);
void ods_sheet_close(struct ods_reader *reader, const char *name);

/* Everything else that a file may hold. */
void ods_extras_open(struct ods_reader *reader, const char *name,
                     const char *const *attributes);
void ods_extras_close(struct ods_reader *reader, const char *name);

/* Says what one sheet, or the file outside of sheets (NULL), was found to hold. */
void ods_extras_tell(struct ods_reader *reader, const char *sheet);

#endif
