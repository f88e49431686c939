#include "ingest/workbook/xlsx_properties.h"

#include "base/text.h"
#include "model/own_file.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

struct properties_reader {
    struct xlsx_package *package;
    struct xlsx_property *items;
    size_t count;
    size_t capacity;
    unsigned depth;
    const char *name; /* of the property being read */
    bool is_custom;
    struct xlsx_text value;
};

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

/* Properties are the children of the root; what is inside them is their value. */
static void open_property(void *context, const char *name, const char *const *attributes)
{
    struct properties_reader *reader = context;
    if (++reader->depth != 2) {
        return;
    }
    const char *given = xml_attribute(attributes, "name");
    reader->is_custom = given != NULL;
    reader->name =
        text_format(reader->package->arena, "%s", given ? given : without_prefix(name));
    reader->value.length = 0;
}

static void close_property(void *context, const char *name)
{
    struct properties_reader *reader = context;
    (void)name;
    if (reader->depth-- != 2) {
        return;
    }
    const char *value = xlsx_text_copy(reader->package, &reader->value);
    if (!text_is_blank(value) && reader->count < XLSX_PROPERTY_LIMIT) {
        *arena_add(reader->package->arena, reader->items, reader->count,
                   reader->capacity) = (struct xlsx_property){
            .name = reader->name, .value = value, .is_custom = reader->is_custom};
    }
}

static void text_of_property(void *context, const char *text, size_t length)
{
    struct properties_reader *reader = context;
    if (reader->depth >= 2) {
        xlsx_text_add(reader->package, &reader->value, text, length);
    }
}

bool xlsx_properties_read(struct xlsx_package *package,
                          struct xlsx_properties *properties)
{
    static const char *const types[] = {"core-properties", "extended-properties",
                                        "extendedProperties", "custom-properties",
                                        "customProperties"};
    struct properties_reader reader = {.package = package};
    const struct xml_handler callbacks = {
        .open = open_property,
        .close = close_property,
        .text = text_of_property,
        .context = &reader,
    };
    struct xlsx_relations roots;
    *properties = (struct xlsx_properties){0};
    if (!xlsx_relations_of(package, "", &roots)) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        const struct xlsx_relation *relation = xlsx_relation_by_type(&roots, types[i]);
        reader.depth = 0;
        if (relation && !relation->is_external &&
            archive_find(package->archive, relation->target) &&
            !xlsx_package_parse(package, relation->target, &callbacks)) {
            return false;
        }
    }
    properties->items = reader.items;
    properties->count = reader.count;
    return true;
}

bool xlsx_properties_are_own(const struct xlsx_properties *properties)
{
    for (size_t i = 0; i < properties->count; i++) {
        const struct xlsx_property *item = &properties->items[i];
        if (item->is_custom && text_equals(item->name, OWN_FILE_PROPERTY)) {
            return true;
        }
    }
    return false;
}
