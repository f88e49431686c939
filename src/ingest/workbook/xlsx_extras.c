#include "ingest/workbook/xlsx_extras.h"

#include "base/map.h"
#include "base/text.h"
#include "ingest/workbook/cell_reference.h"
#include "ingest/workbook/xlsx_part.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

enum { WALK_DEPTH_LIMIT = 8 };

/* The walk along the relations. */
struct extras_walk {
    struct package *package;
    struct hidden_list *list;
    struct map *seen; /* parts, in lower case */
    struct xlsx_later *later;
};

/* How parts of one type are told of. */
enum part_way {
    WAY_QUIET,    /* known and harmless, or read elsewhere */
    WAY_COUNT,    /* as `plan` says: "3 comments" */
    WAY_PRESENT,  /* that it is there is enough to know */
    WAY_CHART,    /* compared with the cells, later */
    WAY_CACHE,    /* counted, and read later */
    WAY_ADDRESSES /* bytes that may hold addresses of machines */
};

struct part_type {
    const char *type; /* of the relation */
    enum part_way way;
    enum hidden_kind kind;
    const char *one; /* "comment" */
    const char *many;
    struct part_plan plan;
};

static const struct part_type part_types[] = {
    {.type = "comments",
     .way = WAY_COUNT,
     .kind = HIDDEN_COMMENT,
     .one = "comment",
     .many = "comments",
     .plan = {.counted = "comment", .text_in = "text"}},
    {.type = "threadedComment",
     .way = WAY_COUNT,
     .kind = HIDDEN_COMMENT,
     .one = "comment in a conversation",
     .many = "comments in conversations",
     .plan = {.counted = "tc:threadedComment", .text_in = "tc:text"}},
    {.type = "pivotCacheRecords",
     .way = WAY_COUNT,
     .kind = HIDDEN_RECORDS,
     .one = "record in the cache of a pivot table",
     .many = "records in the cache of a pivot table",
     .plan = {.counted = "r"}},
    {.type = "pivotCacheDefinition",
     .way = WAY_CACHE,
     .kind = HIDDEN_RECORDS,
     .one = "value in the lists of a pivot table",
     .many = "values in the lists of a pivot table",
     .plan = {.counted = "s", .also = "n", .attribute = "v", .fields = "cacheField"}},
    {.type = "slicerCache",
     .way = WAY_PRESENT,
     .kind = HIDDEN_RECORDS,
     .one = "the lists of a slicer"},
    {.type = "timelineCache",
     .way = WAY_PRESENT,
     .kind = HIDDEN_RECORDS,
     .one = "the dates of a timeline"},
    {.type = "powerPivotData",
     .way = WAY_PRESENT,
     .kind = HIDDEN_RECORDS,
     .one = "a data model, which can hold whole tables of records"},
    {.type = "queryTable",
     .way = WAY_PRESENT,
     .kind = HIDDEN_LINK,
     .one = "a query behind a table"},
    {.type = "xmlMaps",
     .way = WAY_PRESENT,
     .kind = HIDDEN_LINK,
     .one = "a map of XML data"},
    {.type = "revisionHeaders",
     .way = WAY_PRESENT,
     .kind = HIDDEN_RECORDS,
     .one = "tracked changes, with what stood in cells before"},
    {.type = "revisionLog", .way = WAY_QUIET},
    {.type = "usernames",
     .way = WAY_PRESENT,
     .kind = HIDDEN_PROPERTY,
     .one = "the names of those who shared it"},
    {.type = "chart", .way = WAY_CHART},
    {.type = "chartEx",
     .way = WAY_PRESENT,
     .kind = HIDDEN_CHART,
     .one = "a chart with values of its own"},
    {.type = "externalLink",
     .way = WAY_COUNT,
     .kind = HIDDEN_LINK,
     .one = "cell copied from another workbook",
     .many = "cells copied from another workbook",
     .plan = {.counted = "cell", .text_in = "v"}},
    {.type = "externalLinkPath", .way = WAY_QUIET},
    {.type = "connections",
     .way = WAY_COUNT,
     .kind = HIDDEN_LINK,
     .one = "connection to data outside",
     .many = "connections to data outside",
     .plan = {.counted = "connection", .attribute = "connection"}},
    {.type = "customXml",
     .way = WAY_PRESENT,
     .kind = HIDDEN_OBJECT,
     .one = "data of another program in XML"},
    {.type = "customXmlProps", .way = WAY_QUIET},
    {.type = "oleObject",
     .way = WAY_PRESENT,
     .kind = HIDDEN_OBJECT,
     .one = "an embedded object"},
    {.type = "package",
     .way = WAY_PRESENT,
     .kind = HIDDEN_OBJECT,
     .one = "an embedded file"},
    {.type = "control", .way = WAY_PRESENT, .kind = HIDDEN_OBJECT, .one = "a control"},
    {.type = "ctrlProp", .way = WAY_QUIET},
    {.type = "image", .way = WAY_PRESENT, .kind = HIDDEN_PICTURE, .one = "a picture"},
    {.type = "hdphoto", .way = WAY_PRESENT, .kind = HIDDEN_PICTURE, .one = "a picture"},
    {.type = "thumbnail",
     .way = WAY_PRESENT,
     .kind = HIDDEN_PICTURE,
     .one = "a small picture of a sheet as it once was"},
    {.type = "vbaProject", .way = WAY_PRESENT, .kind = HIDDEN_MACRO, .one = "macros"},
    {.type = "xlMacrosheet",
     .way = WAY_PRESENT,
     .kind = HIDDEN_MACRO,
     .one = "a sheet of macros"},
    {.type = "xlIntlMacrosheet",
     .way = WAY_PRESENT,
     .kind = HIDDEN_MACRO,
     .one = "a sheet of macros"},
    {.type = "dialogsheet",
     .way = WAY_PRESENT,
     .kind = HIDDEN_OBJECT,
     .one = "a dialogue sheet"},
    {.type = "drawing",
     .way = WAY_COUNT,
     .kind = HIDDEN_WORDS,
     .one = "piece of text in drawings",
     .many = "pieces of text in drawings",
     .plan = {.counted = "a:t", .text_in = "a:t"}},
    {.type = "vmlDrawing", .way = WAY_QUIET}, /* the boxes of comments */
    {.type = "person",
     .way = WAY_COUNT,
     .kind = HIDDEN_PROPERTY,
     .one = "name of a person who commented",
     .many = "names of people who commented",
     .plan = {.counted = "tc:person", .attribute = "displayName"}},
    {.type = "printerSettings",
     .way = WAY_ADDRESSES,
     .kind = HIDDEN_PROPERTY,
     .one = "the address of a printer"},
    {.type = "worksheet", .way = WAY_QUIET},
    {.type = "chartsheet", .way = WAY_QUIET}, /* its chart is told of */
    {.type = "officeDocument", .way = WAY_QUIET},
    {.type = "sharedStrings", .way = WAY_QUIET},
    {.type = "styles", .way = WAY_QUIET},
    {.type = "theme", .way = WAY_QUIET},
    {.type = "themeOverride", .way = WAY_QUIET},
    {.type = "calcChain", .way = WAY_QUIET},
    {.type = "sheetMetadata", .way = WAY_QUIET},
    {.type = "table", .way = WAY_QUIET},
    {.type = "pivotTable", .way = WAY_QUIET}, /* shows what its sheet's cells show */
    {.type = "slicer", .way = WAY_QUIET},
    {.type = "timeline", .way = WAY_QUIET},
    {.type = "chartStyle", .way = WAY_QUIET},
    {.type = "chartColorStyle", .way = WAY_QUIET},
    {.type = "core-properties", .way = WAY_QUIET},
    {.type = "extended-properties", .way = WAY_QUIET},
    {.type = "extendedProperties", .way = WAY_QUIET},
    {.type = "custom-properties", .way = WAY_QUIET},
    {.type = "customProperties", .way = WAY_QUIET},
};

static const struct part_type *type_of(const char *type)
{
    for (size_t i = 0; i < COUNT_OF(part_types); i++) {
        if (text_equals(part_types[i].type, type)) {
            return &part_types[i];
        }
    }
    return NULL;
}

static const char *part_key(struct arena *arena, const char *part)
{
    char *key = arena_array(arena, strlen(part) + 1, char);
    for (size_t i = 0; part[i]; i++) {
        key[i] = (char)(part[i] >= 'A' && part[i] <= 'Z' ? part[i] | 0x20 : part[i]);
    }
    return key;
}

/* True the first time. */
static bool see(struct extras_walk *walk, const char *part)
{
    const size_t before = walk->seen->count;
    (void)map_add_text(walk->seen, part_key(walk->package->scratch, part), 0);
    return walk->seen->count > before;
}

static struct hidden_place place_of(const char *sheet, const char *reference)
{
    struct hidden_place place = hidden_nowhere(sheet);
    struct grid_span span;
    if (reference && cell_range_read(reference, &span)) {
        place.row = span.first_row;
        place.column = span.first_column;
    }
    return place;
}

static bool tell_count(struct extras_walk *walk, const struct part_type *type,
                       const char *part, const char *sheet)
{
    struct arena *arena = walk->package->arena;
    struct part_facts facts;
    if (!xlsx_part_count(walk->package, part, &type->plan, &facts)) {
        return false;
    }
    if (!facts.count) {
        return true;
    }
    const struct hidden_place place = place_of(sheet, facts.first_place);
    const char *sentence =
        text_counted(arena, (double)facts.count, type->one, type->many);
    if (facts.field_count) {
        sentence = text_format(
            arena, "%s, of %s", sentence,
            text_counted(arena, (double)facts.field_count, "variable", "variables"));
    }
    if (place.row != UINT32_MAX) {
        sentence = text_format(arena, "%s%s %s", sentence,
                               facts.count > 1 ? ", the first in" : " in",
                               grid_place(arena, place.row, place.column));
    }
    hidden_add(walk->list, type->kind, place, sentence, &facts.texts);
    return true;
}

static void read_later(const struct extras_walk *walk, struct xlsx_parts *parts,
                       const char *part, const char *sheet)
{
    *arena_add(walk->package->scratch, parts->items, parts->count, parts->capacity) =
        (struct xlsx_part_place){.part = part, .sheet = sheet};
}

static bool tell_part(struct extras_walk *walk, const struct part_type *type,
                      const char *part, const char *sheet)
{
    struct arena *arena = walk->package->arena;
    const struct archive_member *member = archive_find(walk->package->archive, part);
    struct hidden_texts texts;
    switch (type->way) {
    case WAY_COUNT:
        return tell_count(walk, type, part, sheet);
    case WAY_CACHE:
        read_later(walk, &walk->later->caches, part, sheet);
        return tell_count(walk, type, part, sheet);
    case WAY_CHART:
        read_later(walk, &walk->later->charts, part, sheet);
        return true;
    case WAY_PRESENT:
        hidden_add(walk->list, type->kind, hidden_nowhere(sheet),
                   text_format(arena, "%s (%s, %s bytes)", type->one, part,
                               text_number(arena, (double)member->bytes, 0)),
                   NULL);
        return true;
    case WAY_ADDRESSES:
        if (!xlsx_part_addresses(walk->package, part, &texts)) {
            return false;
        }
        if (texts.count) {
            hidden_add(walk->list, type->kind, hidden_nowhere(sheet),
                       text_format(arena, "%s, %s", type->one, texts.items[0]), &texts);
        }
        return true;
    case WAY_QUIET:
    default:
        return true;
    }
}

/* Addresses outside: those of the web are for readers, others tell of machines. */
static void tell_address(struct extras_walk *walk, const struct xlsx_relation *relation,
                         const char *sheet)
{
    const char *target = relation->target;
    const bool is_web = text_starts_with(target, "http://") ||
                        text_starts_with(target, "https://") ||
                        text_starts_with(target, "mailto:");
    struct hidden_texts texts = {0};
    hidden_texts_add(walk->package->arena, &texts, target);
    const char *sentence =
        text_format(walk->package->arena, "a link to %s", relation->target);
    if (is_web && text_equals(relation->type, "hyperlink")) {
        hidden_add_minor(walk->list, HIDDEN_LINK, hidden_nowhere(sheet), sentence,
                         &texts);
    } else {
        hidden_add(walk->list, HIDDEN_LINK, hidden_nowhere(sheet), sentence, &texts);
    }
}

static const char *sheet_of_part(const struct xlsx_workbook *workbook, const char *part,
                                 const char *otherwise)
{
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        if (text_equals_ignoring_case(workbook->sheets[i].part, part)) {
            return workbook->sheets[i].name;
        }
    }
    return otherwise;
}

static bool walk_from(struct extras_walk *walk, const struct xlsx_workbook *workbook,
                      const char *part, const char *sheet, unsigned depth)
{
    struct package *package = walk->package;
    struct xlsx_relations relations;
    if (!xlsx_relations_of(package, part, &relations)) {
        return false;
    }
    for (size_t i = 0; i < relations.count; i++) {
        const struct xlsx_relation *relation = &relations.items[i];
        const struct part_type *type = type_of(relation->type);
        if (relation->is_external) {
            tell_address(walk, relation, sheet);
            continue;
        }
        if (!type || !archive_find(package->archive, relation->target) ||
            !see(walk, relation->target)) {
            continue; /* what is of no known type is found by the sweep */
        }
        const char *own = sheet_of_part(workbook, relation->target, sheet);
        if (!tell_part(walk, type, relation->target, own) ||
            (depth < WALK_DEPTH_LIMIT &&
             !walk_from(walk, workbook, relation->target, own, depth + 1))) {
            return false;
        }
    }
    return true;
}

/* What the archive holds and nothing has named, or nothing known. */
static void sweep(struct extras_walk *walk)
{
    struct arena *arena = walk->package->arena;
    size_t count = 0;
    const struct archive_member *members =
        archive_members(walk->package->archive, &count);
    for (size_t i = 0; i < count; i++) {
        const char *name = members[i].name;
        const bool is_known = text_equals_ignoring_case(name, "[Content_Types].xml") ||
                              text_ends_with(name, ".rels");
        if (!is_known && see(walk, name) && members[i].bytes) {
            hidden_add(walk->list, HIDDEN_PART, hidden_nowhere(NULL),
                       text_format(arena, "a part of no known use (%s, %s bytes)", name,
                                   text_number(arena, (double)members[i].bytes, 0)),
                       NULL);
        }
    }
}

static void tell_sheets(struct extras_walk *walk, const struct xlsx_workbook *workbook)
{
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        const struct xlsx_sheet_entry *sheet = &workbook->sheets[i];
        if (sheet->state != SHEET_VISIBLE) {
            hidden_add(walk->list, HIDDEN_SHEET, hidden_nowhere(sheet->name),
                       sheet->state == SHEET_HIDDEN
                           ? "the sheet is hidden"
                           : "the sheet is hidden so that menus do not show it",
                       NULL);
        }
    }
}

static void tell_names(struct extras_walk *walk, const struct xlsx_workbook *workbook)
{
    struct arena *arena = walk->package->arena;
    for (size_t i = 0; i < workbook->name_count; i++) {
        const struct xlsx_name *name = &workbook->names[i];
        struct hidden_texts texts = {0};
        hidden_texts_add(arena, &texts, name->name);
        hidden_texts_add(arena, &texts, name->formula);
        if (name->holds_values) {
            hidden_add(walk->list, HIDDEN_NAME, hidden_nowhere(NULL),
                       text_format(arena, "the defined name %s holds values of its own",
                                   name->name),
                       &texts);
        } else {
            hidden_add_minor(walk->list, HIDDEN_NAME, hidden_nowhere(NULL),
                             text_format(arena, "the defined name %s", name->name),
                             &texts);
        }
    }
}

bool xlsx_extras_read(struct package *package, const struct xlsx_workbook *workbook,
                      const struct document_properties *properties,
                      struct hidden_list *list, struct xlsx_later *later)
{
    struct extras_walk walk = {
        .package = package,
        .list = list,
        .later = later,
        .seen = map_create(package->scratch, 64),
    };
    tell_sheets(&walk, workbook);
    tell_names(&walk, workbook);
    document_properties_tell(properties, list);
    if (workbook->saved_at) {
        struct hidden_texts texts = {0};
        hidden_texts_add(package->arena, &texts, workbook->saved_at);
        hidden_add(list, HIDDEN_PROPERTY, hidden_nowhere(NULL),
                   text_format(package->arena, "the folder it was saved in: %s",
                               workbook->saved_at),
                   &texts);
    }
    if (!walk_from(&walk, workbook, "", NULL, 0)) {
        return false;
    }
    sweep(&walk);
    return true;
}
