/*
 * One pass: elements go to the styles, the sheets and the extras in turn; each takes what
 * is its own.
 */
#include "ingest/workbook/ods_sheets.h"

#include "base/text.h"
#include "ingest/workbook/ods_reader.h"

#include <string.h>

static void open_element(void *context, const char *name, const char *const *attributes)
{
    struct ods_reader *reader = context;
    if (reader->aside_depth) {
        reader->aside_depth++;
    }
    ods_styles_open(reader->document->styles, name, attributes);
    ods_extras_open(reader, name, attributes);
    if (!reader->aside_depth) {
        ods_sheet_open(reader, name, attributes);
    }
}

static void close_element(void *context, const char *name)
{
    struct ods_reader *reader = context;
    if (!reader->aside_depth) {
        ods_sheet_close(reader, name);
    }
    ods_extras_close(reader, name);
}

static void add_text(void *context, const char *text, size_t length)
{
    struct ods_reader *reader = context;
    if (reader->aside_depth) {
        part_text_add(reader->package, &reader->aside, text, length);
    } else if (reader->is_in_paragraph) {
        part_text_add(reader->package, &reader->text, text, length);
    }
}

static bool read_document(struct ods_document *document, const char *part,
                          struct bytes bytes)
{
    struct ods_reader reader = {.document = document, .package = document->package};
    const struct xml_handler callbacks = {
        .open = open_element,
        .close = close_element,
        .text = add_text,
        .context = &reader,
    };
    const bool is_read =
        part ? package_parse(document->package, part, &callbacks)
             : package_parse_bytes(document->package, "the workbook", bytes, &callbacks);
    if (is_read) {
        ods_extras_tell(&reader, NULL);
        document_properties_tell(&reader.properties, document->hidden);
        document->is_own |= document_properties_are_own(&reader.properties);
    }
    return is_read;
}

bool ods_document_read(struct ods_document *document, const char *part)
{
    return read_document(document, part, (struct bytes){0});
}

bool ods_document_read_flat(struct ods_document *document, struct bytes bytes)
{
    return read_document(document, NULL, bytes);
}
