#include "ingest/workbook/xlsx_workbook.h"

#include "base/text.h"

#include <string.h>

#define SAVE_ANEW "Open the workbook in a spreadsheet program and save it anew."

struct workbook_reader {
    struct xlsx_package *package;
    struct xlsx_workbook *workbook;
    struct xlsx_sheet_entry *sheets;
    size_t count;
    size_t capacity;
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
    struct xlsx_package *package = reader->package;
    const char *name = xml_attribute(attributes, "name");
    const struct xlsx_relation *relation = xlsx_relation_by_id(
        &reader->workbook->relations, xml_attribute(attributes, "r:id"));
    if (!name || !relation || relation->is_external) {
        xlsx_refuse(package, "a sheet of the workbook is missing", SAVE_ANEW);
        return;
    }
    if (reader->count == XLSX_SHEET_LIMIT) {
        xlsx_refuse(package, "it has too many sheets", "Submit fewer sheets in a file.");
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
        reader->workbook->is_1904 = xlsx_flag(xml_attribute(attributes, "date1904"));
    }
}

static const char *part_of_type(const struct xlsx_workbook *workbook, const char *type)
{
    const struct xlsx_relation *relation =
        xlsx_relation_by_type(&workbook->relations, type);
    return relation && !relation->is_external ? relation->target : NULL;
}

bool xlsx_workbook_read(struct xlsx_package *package, struct xlsx_workbook *workbook)
{
    struct xlsx_relations roots;
    *workbook = (struct xlsx_workbook){0};
    if (!xlsx_relations_of(package, "", &roots)) {
        return false;
    }
    const struct xlsx_relation *root = xlsx_relation_by_type(&roots, "officeDocument");
    if (!root || root->is_external) {
        xlsx_refuse(package, "it holds no workbook", SAVE_ANEW);
        return false;
    }
    workbook->part = root->target;
    struct workbook_reader reader = {.package = package, .workbook = workbook};
    const struct xml_handler callbacks = {.open = open_in_workbook, .context = &reader};
    if (!xlsx_relations_of(package, root->target, &workbook->relations) ||
        !xlsx_package_parse(package, root->target, &callbacks)) {
        return false;
    }
    workbook->sheets = reader.sheets;
    workbook->sheet_count = reader.count;
    workbook->strings_part = part_of_type(workbook, "sharedStrings");
    workbook->styles_part = part_of_type(workbook, "styles");
    return true;
}
