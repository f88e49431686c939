#include "ingest/workbook/xlsx_workbook.h"

#include "base/text.h"
#include "ingest/workbook/formula.h"

#include <string.h>

struct workbook_reader {
    struct package *package;
    struct xlsx_workbook *workbook;
    struct xlsx_sheet_entry *sheets;
    size_t count;
    size_t capacity;
    struct xlsx_name *names;
    size_t name_count;
    size_t name_capacity;
    const char *name; /* of the definition being read; NULL outside */
    struct part_text text;
};

static enum sheet_state state_of(const char *text)
{
    if (text_equals(text, "hidden")) {
        return SHEET_HIDDEN;
    }
    return text_equals(text, "veryHidden") ? SHEET_VERY_HIDDEN : SHEET_VISIBLE;
}

static void open_sheet(struct workbook_reader *reader, const char *const *attributes)
{
    struct package *package = reader->package;
    const char *name = xml_attribute(attributes, "name");
    const struct xlsx_relation *relation = xlsx_relation_by_id(
        &reader->workbook->relations, xml_attribute(attributes, "r:id"));
    if (!name || !relation || relation->is_external) {
        package_refuse(package, "a sheet of the workbook is missing", PACKAGE_SAVE_ANEW);
        return;
    }
    if (reader->count == XLSX_SHEET_LIMIT) {
        package_refuse(package, "it has too many sheets",
                       "Submit fewer sheets in a file.");
        return;
    }
    *arena_add(package->arena, reader->sheets, reader->count, reader->capacity) =
        (struct xlsx_sheet_entry){
            .name = text_copy(package->arena, name, strlen(name)),
            .state = state_of(xml_attribute(attributes, "state")),
            .part = relation->target,
            .is_worksheet = text_equals(relation->type, "worksheet"),
        };
}

static void open_in_workbook(void *context, const char *name,
                             const char *const *attributes)
{
    struct workbook_reader *reader = context;
    if (strcmp(name, "sheet") == 0) {
        open_sheet(reader, attributes);
    } else if (strcmp(name, "workbookPr") == 0) {
        reader->workbook->is_1904 = text_flag(xml_attribute(attributes, "date1904"));
    } else if (strcmp(name, "definedName") == 0) {
        const char *given = xml_attribute(attributes, "name");
        const bool is_own = given && !text_starts_with(given, "_xlnm.");
        reader->name = is_own ? text_format(reader->package->arena, "%s", given) : NULL;
        reader->text.length = 0;
    } else if (strcmp(name, "x15ac:absPath") == 0) {
        const char *url = xml_attribute(attributes, "url");
        reader->workbook->saved_at =
            url ? text_format(reader->package->arena, "%s", url) : NULL;
    }
}

static void close_in_workbook(void *context, const char *name)
{
    struct workbook_reader *reader = context;
    if (strcmp(name, "definedName") != 0 || !reader->name ||
        reader->name_count == XLSX_NAME_LIMIT) {
        return;
    }
    const char *formula = xlsx_text_copy(reader->package, &reader->text);
    *arena_add(reader->package->arena, reader->names, reader->name_count,
               reader->name_capacity) = (struct xlsx_name){
        .name = reader->name,
        .formula = formula,
        .holds_values = formula_is_constant(formula) || formula_holds_numbers(formula) ||
                        strchr(formula, '[') != NULL,
    };
    reader->name = NULL;
}

static void text_in_workbook(void *context, const char *text, size_t length)
{
    struct workbook_reader *reader = context;
    if (reader->name) {
        part_text_add(reader->package, &reader->text, text, length);
    }
}

static const char *part_of_type(const struct xlsx_workbook *workbook, const char *type)
{
    const struct xlsx_relation *relation =
        xlsx_relation_by_type(&workbook->relations, type);
    return relation && !relation->is_external ? relation->target : NULL;
}

bool xlsx_workbook_read(struct package *package, struct xlsx_workbook *workbook)
{
    struct xlsx_relations roots;
    *workbook = (struct xlsx_workbook){0};
    if (!xlsx_relations_of(package, "", &roots)) {
        return false;
    }
    const struct xlsx_relation *root = xlsx_relation_by_type(&roots, "officeDocument");
    if (!root || root->is_external) {
        package_refuse(package, "it holds no workbook", PACKAGE_SAVE_ANEW);
        return false;
    }
    workbook->part = root->target;
    struct workbook_reader reader = {.package = package, .workbook = workbook};
    const struct xml_handler callbacks = {
        .open = open_in_workbook,
        .close = close_in_workbook,
        .text = text_in_workbook,
        .context = &reader,
    };
    if (!xlsx_relations_of(package, root->target, &workbook->relations) ||
        !package_parse(package, root->target, &callbacks)) {
        return false;
    }
    workbook->sheets = reader.sheets;
    workbook->sheet_count = reader.count;
    workbook->names = reader.names;
    workbook->name_count = reader.name_count;
    workbook->strings_part = part_of_type(workbook, "sharedStrings");
    workbook->styles_part = part_of_type(workbook, "styles");
    return true;
}
