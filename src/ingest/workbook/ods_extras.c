/*
 * What an OpenDocument spreadsheet holds beside cells: comments, drawings, validation,
 * conditional formats, names, tracked changes, macros, properties, settings.
 */
#include "base/text.h"
#include "ingest/workbook/formula.h"
#include "ingest/workbook/ods_reader.h"

#include <string.h>

static void set_aside(struct ods_reader *reader, struct ods_found *of)
{
    if (!reader->aside_depth) {
        reader->aside_depth = 1;
        reader->aside_of = of;
        reader->aside.length = 0;
    }
}

static void note(struct ods_reader *reader, struct ods_found *found, const char *text)
{
    found->count++;
    hidden_texts_add(reader->package->arena, &found->texts,
                     text_format(reader->package->arena, "%s", text));
}

static void open_comment(struct ods_reader *reader)
{
    if (reader->comments.count == 0) {
        reader->first_comment =
            (struct ods_comment){.row = reader->row, .column = reader->column};
    }
    set_aside(reader, &reader->comments);
}

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void open_property(struct ods_reader *reader, const char *name,
                          const char *const *attributes)
{
    const char *given = xml_attribute(attributes, "meta:name");
    const bool is_custom = strcmp(name, "meta:user-defined") == 0;
    reader->property = (struct document_property){
        .name = text_format(reader->package->arena, "%s",
                            is_custom && given ? given : without_prefix(name)),
        .is_custom = is_custom,
    };
    const char *address = xml_attribute(attributes, "xlink:href");
    if (address) {
        const struct document_property property = {
            .name = "template",
            .value = text_format(reader->package->arena, "%s", address)};
        document_properties_add(reader->package->arena, &reader->properties, &property);
    }
    set_aside(reader, &reader->property_text);
}

/* Elements that are told of by being there. */
static const struct {
    const char *name;
    enum hidden_kind kind;
    const char *sentence;
} present[] = {
    {"table:tracked-changes", HIDDEN_RECORDS,
     "tracked changes, with what stood in cells before"},
    {"table:scenario", HIDDEN_RECORDS, "a scenario, with values of its own"},
    {"table:dde-link", HIDDEN_LINK, "a link to another program"},
    {"table:cell-range-source", HIDDEN_LINK, "a link to cells of another workbook"},
    {"form:form", HIDDEN_OBJECT, "a form"},
    {"draw:object-ole", HIDDEN_OBJECT, "an embedded object"},
    {"draw:object", HIDDEN_CHART, "a chart or object with values of its own"},
    {"draw:plugin", HIDDEN_OBJECT, "an embedded object"},
    {"draw:applet", HIDDEN_OBJECT, "an embedded object"},
    {"draw:image", HIDDEN_PICTURE, "a picture"},
    {"script:module", HIDDEN_MACRO, "macros"},
    {"script:event-listener", HIDDEN_MACRO, "an event that starts a macro"},
};

static void tell_present(struct ods_reader *reader, const char *name)
{
    const char *sheet = reader->is_in_sheet ? reader->builder.name : NULL;
    for (size_t i = 0; i < sizeof(present) / sizeof(present[0]); i++) {
        if (strcmp(name, present[i].name) == 0) {
            hidden_add(reader->document->hidden, present[i].kind, hidden_nowhere(sheet),
                       present[i].sentence, NULL);
        }
    }
}

static void open_name(struct ods_reader *reader, const char *const *attributes)
{
    struct arena *arena = reader->package->arena;
    const char *name = xml_attribute(attributes, "table:name");
    const char *expression = xml_attribute(attributes, "table:expression");
    struct hidden_texts texts = {0};
    name = text_format(arena, "%s", name ? name : "");
    hidden_texts_add(arena, &texts, name);
    if (expression) {
        hidden_texts_add(arena, &texts, text_format(arena, "%s", expression));
        hidden_add(
            reader->document->hidden, HIDDEN_NAME, hidden_nowhere(NULL),
            text_format(arena, "the defined name %s holds values of its own", name),
            &texts);
    } else {
        hidden_add_minor(reader->document->hidden, HIDDEN_NAME, hidden_nowhere(NULL),
                         text_format(arena, "the defined name %s", name), &texts);
    }
}

static void open_rule(struct ods_reader *reader, const char *name,
                      const char *const *attributes)
{
    if (strcmp(name, "table:content-validation") == 0) {
        const char *condition = xml_attribute(attributes, "table:condition");
        if (condition && condition[strcspn(condition, "\"0123456789")]) {
            note(reader, &reader->lists, condition);
        }
    } else if (strcmp(name, "calcext:condition") == 0) {
        const char *value = xml_attribute(attributes, "calcext:value");
        if (value && value[strcspn(value, "\"0123456789")]) {
            note(reader, &reader->limits, value);
        }
    } else if (strcmp(name, "table:named-expression") == 0 ||
               strcmp(name, "table:named-range") == 0) {
        open_name(reader, attributes);
    }
}

void ods_extras_open(struct ods_reader *reader, const char *name,
                     const char *const *attributes)
{
    static const char *const headers[] = {"style:header",       "style:footer",
                                          "style:header-first", "style:footer-first",
                                          "style:header-left",  "style:footer-left"};
    tell_present(reader, name);
    if (reader->aside_depth) {
        return;
    }
    if (strcmp(name, "office:annotation") == 0) {
        open_comment(reader);
    } else if (strncmp(name, "draw:", 5) == 0) {
        set_aside(reader, &reader->words);
    } else if (strncmp(name, "dc:", 3) == 0 || strncmp(name, "meta:", 5) == 0) {
        open_property(reader, name, attributes);
    } else if (strcmp(name, "config:config-item") == 0) {
        const char *setting = xml_attribute(attributes, "config:name");
        if (setting && strstr(setting, "PrinterName")) {
            set_aside(reader, &reader->settings);
        }
    }
    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
        if (strcmp(name, headers[i]) == 0) {
            set_aside(reader, &reader->words);
        }
    }
    open_rule(reader, name, attributes);
}

static void keep_aside(struct ods_reader *reader)
{
    struct package *package = reader->package;
    const char *text = part_text_copy(package, &reader->aside);
    struct ods_found *of = reader->aside_of;
    if (of == &reader->property_text) {
        reader->property.value = text;
        document_properties_add(package->arena, &reader->properties, &reader->property);
    } else if (of != &reader->words || hidden_has_words(text)) {
        note(reader, of, text);
    }
}

void ods_extras_close(struct ods_reader *reader, const char *name)
{
    (void)name;
    if (reader->aside_depth && --reader->aside_depth == 0 &&
        !reader->package->refusal->sentence) {
        keep_aside(reader);
    }
}

static void tell(struct ods_reader *reader, struct hidden_place place,
                 enum hidden_kind kind, struct ods_found *found, const char *words)
{
    if (found->count && !(found == &reader->settings && !found->texts.count)) {
        hidden_add(reader->document->hidden, kind, place,
                   text_format(reader->package->arena, "%s%s", words,
                               found->count > 1
                                   ? text_format(reader->package->arena, ", %zu in all",
                                                 found->count)
                                   : ""),
                   &found->texts);
    }
    *found = (struct ods_found){0};
}

void ods_extras_tell(struct ods_reader *reader, const char *sheet)
{
    struct arena *arena = reader->package->arena;
    struct hidden_place place = hidden_nowhere(sheet);
    if (reader->comments.count) {
        place.row = reader->first_comment.row;
        place.column = reader->first_comment.column;
    }
    tell(reader, place, HIDDEN_COMMENT, &reader->comments,
         text_format(arena, "a comment in %s",
                     grid_place(arena, place.row, place.column)));
    place = hidden_nowhere(sheet);
    tell(reader, place, HIDDEN_WORDS, &reader->words,
         sheet ? "text in a drawing" : "text in a header or footer");
    tell(reader, place, HIDDEN_LIST, &reader->lists,
         "a list or limit of data validation");
    tell(reader, place, HIDDEN_LIMIT, &reader->limits, "a limit in a conditional format");
    tell(reader, place, HIDDEN_PROPERTY, &reader->settings, "the name of a printer");
}
