#include "ingest/workbook/xlsx_strings.h"

#include <string.h>

struct strings_reader {
    struct package *package;
    const char **items;
    size_t count;
    size_t capacity;
    struct part_text text;
    bool is_in_text;
    bool is_in_guide; /* how to pronounce it: rPh */
};

static void open_string(void *context, const char *name, const char *const *attributes)
{
    struct strings_reader *reader = context;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        reader->text.length = 0;
    } else if (strcmp(name, "rPh") == 0) {
        reader->is_in_guide = true;
    }
    reader->is_in_text = strcmp(name, "t") == 0 && !reader->is_in_guide;
}

static void close_string(void *context, const char *name)
{
    struct strings_reader *reader = context;
    reader->is_in_text = false;
    if (strcmp(name, "rPh") == 0) {
        reader->is_in_guide = false;
    }
    if (strcmp(name, "si") != 0) {
        return;
    }
    if (reader->count == XLSX_STRING_LIMIT) {
        package_refuse(reader->package, "it holds too many texts",
                       "Files of this size are data, not tables. Submit the tables made "
                       "from it.");
        return;
    }
    *arena_add(reader->package->scratch, reader->items, reader->count, reader->capacity) =
        xlsx_text_copy(reader->package, &reader->text);
}

static void text_of_string(void *context, const char *text, size_t length)
{
    struct strings_reader *reader = context;
    if (reader->is_in_text) {
        part_text_add(reader->package, &reader->text, text, length);
    }
}

bool xlsx_strings_read(struct package *package, const char *part,
                       struct xlsx_strings *strings)
{
    struct strings_reader reader = {.package = package};
    const struct xml_handler callbacks = {
        .open = open_string,
        .close = close_string,
        .text = text_of_string,
        .context = &reader,
    };
    *strings = (struct xlsx_strings){0};
    if (part && !package_parse(package, part, &callbacks)) {
        return false;
    }
    strings->items = reader.items;
    strings->is_used = arena_array(package->scratch, reader.count + 1, bool);
    strings->count = reader.count;
    return true;
}
