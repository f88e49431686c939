#include "ingest/workbook/xlsx_properties.h"

#include "base/text.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

struct properties_reader {
    struct package *package;
    struct document_properties *properties;
    unsigned depth;
    const char *name; /* of the property being read */
    bool is_custom;
    struct part_text value;
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
    const struct document_property property = {
        .name = reader->name, .value = value, .is_custom = reader->is_custom};
    document_properties_add(reader->package->arena, reader->properties, &property);
}

static void text_of_property(void *context, const char *text, size_t length)
{
    struct properties_reader *reader = context;
    if (reader->depth >= 2) {
        part_text_add(reader->package, &reader->value, text, length);
    }
}

bool xlsx_properties_read(struct package *package, struct document_properties *properties)
{
    static const char *const types[] = {"core-properties", "extended-properties",
                                        "extendedProperties", "custom-properties",
                                        "customProperties"};
    struct properties_reader reader = {.package = package, .properties = properties};
    const struct xml_handler callbacks = {
        .open = open_property,
        .close = close_property,
        .text = text_of_property,
        .context = &reader,
    };
    struct xlsx_relations roots;
    *properties = (struct document_properties){0};
    if (!xlsx_relations_of(package, "", &roots)) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        const struct xlsx_relation *relation = xlsx_relation_by_type(&roots, types[i]);
        reader.depth = 0;
        if (relation && !relation->is_external &&
            archive_find(package->archive, relation->target) &&
            !package_parse(package, relation->target, &callbacks)) {
            return false;
        }
    }
    return true;
}
