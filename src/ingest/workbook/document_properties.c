#include "ingest/workbook/document_properties.h"

#include "base/text.h"
#include "model/own_file.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

void document_properties_add(struct arena *arena, struct document_properties *properties,
                             const struct document_property *property)
{
    if (!text_is_blank(property->value) && properties->count < DOCUMENT_PROPERTY_LIMIT) {
        *arena_add(arena, properties->items, properties->count, properties->capacity) =
            *property;
    }
}

bool document_properties_are_own(const struct document_properties *properties)
{
    for (size_t i = 0; i < properties->count; i++) {
        const struct document_property *item = &properties->items[i];
        if (item->is_custom && text_equals(item->name, OWN_FILE_PROPERTY)) {
            return true;
        }
    }
    return false;
}

static bool is_of_person(const struct document_property *property)
{
    static const char *const names[] = {"creator", "lastModifiedBy", "Manager",
                                        "initial-creator", "printed-by"};
    static const char *const programs[] = {
        "openpyxl", "xlsxwriter", "apache poi", "microsoft office user", "r",
        "sas",      "stata",      "spss",       "libreoffice",           "unknown"};
    for (size_t i = 0; i < COUNT_OF(programs); i++) {
        if (text_equals_ignoring_case(property->value, programs[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (text_equals(property->name, names[i])) {
            return true;
        }
    }
    return false;
}

/* What every program writes, of no meaning to anybody. */
static bool is_of_program(const struct document_property *property)
{
    static const char *const names[] = {"Application",
                                        "AppVersion",
                                        "DocSecurity",
                                        "ScaleCrop",
                                        "LinksUpToDate",
                                        "SharedDoc",
                                        "HyperlinksChanged",
                                        "HeadingPairs",
                                        "TitlesOfParts",
                                        "created",
                                        "modified",
                                        "TotalTime",
                                        "revision",
                                        "version",
                                        "lastPrinted",
                                        "Template",
                                        "generator",
                                        "creation-date",
                                        "date",
                                        "editing-duration",
                                        "editing-cycles",
                                        "document-statistic",
                                        "print-date",
                                        "language"};
    const bool is_words =
        strspn(property->value, "0123456789.") < strlen(property->value);
    if (property->is_custom && is_words) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (text_equals(property->name, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_path(const char *text)
{
    return strchr(text, '\\') || strstr(text, "://") || text[0] == '/';
}

void document_properties_tell(const struct document_properties *properties,
                              struct hidden_list *list)
{
    struct arena *arena = list->arena;
    for (size_t i = 0; i < properties->count; i++) {
        const struct document_property *property = &properties->items[i];
        struct hidden_texts texts = {0};
        if (is_of_program(property)) {
            continue;
        }
        hidden_texts_add(arena, &texts, property->value);
        const char *sentence =
            text_format(arena, "document property %s: %s", property->name,
                        text_shortened(arena, property->value, 80));
        if (property->is_custom || is_of_person(property) || is_path(property->value)) {
            hidden_add(list, HIDDEN_PROPERTY, hidden_nowhere(NULL), sentence, &texts);
        } else {
            hidden_add_minor(list, HIDDEN_PROPERTY, hidden_nowhere(NULL), sentence,
                             &texts);
        }
    }
}
