#include "ingest/workbook/xlsx_relations.h"

#include "base/text.h"

#include <string.h>

/* Both families: as written by most programs, and the strict form of the standard. */
static const struct xml_space spaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", ""},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", ""},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", ""},
    {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "ep"},
    {"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", "ep"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "op"},
    {"http://purl.oclc.org/ooxml/officeDocument/customProperties", "op"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt"},
    {"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", "vt"},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c"},
    {"http://purl.oclc.org/ooxml/drawingml/chart", "c"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "xdr"},
    {"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", "xdr"},
    {"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main", "x14"},
    {"http://schemas.microsoft.com/office/excel/2006/main", "xm"},
    {"http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac", "x15ac"},
    {"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments", "tc"},
};

bool xlsx_open(struct package *package, struct bytes bytes)
{
    package->spaces = spaces;
    package->space_count = sizeof(spaces) / sizeof(spaces[0]);
    return package_open(package, bytes);
}

/* A step of a path onto what was walked so far: "..", "." or a name. */
static size_t walk_step(char *out, size_t length, const char *step, size_t size)
{
    if (size == 2 && memcmp(step, "..", 2) == 0) {
        while (length && out[length - 1] != '/') {
            length--;
        }
        return length ? length - 1 : 0;
    }
    if (size == 0 || (size == 1 && step[0] == '.')) {
        return length;
    }
    if (length) {
        out[length++] = '/';
    }
    memcpy(out + length, step, size);
    return length + size;
}

/* "xl/worksheets/../media/a.png" without its dots; targets that begin with a slash count
 * from the top. */
static const char *resolved(struct arena *arena, const char *folder, const char *target)
{
    const char *whole = target[0] == '/' || !folder[0]
                            ? target
                            : text_format(arena, "%s/%s", folder, target);
    char *out = arena_array(arena, strlen(whole) + 2, char);
    size_t length = 0;
    while (*whole) {
        const size_t size = strcspn(whole, "/\\");
        length = walk_step(out, length, whole, size);
        whole += size + (whole[size] ? 1 : 0);
    }
    out[length] = '\0';
    return out;
}

struct relations_reader {
    struct package *package;
    const char *folder;
    struct xlsx_relation *items;
    size_t count;
    size_t capacity;
};

static const char *last_piece(const char *address)
{
    const char *slash = strrchr(address, '/');
    return slash ? slash + 1 : address;
}

static void open_relation(void *context, const char *name, const char *const *attributes)
{
    struct relations_reader *reader = context;
    struct package *package = reader->package;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target) {
        return;
    }
    if (reader->count == XLSX_RELATION_LIMIT) {
        package_refuse(package, "it names too many parts", PACKAGE_SAVE_ANEW);
        return;
    }
    const char *mode = xml_attribute(attributes, "TargetMode");
    const bool is_external = mode && text_equals_ignoring_case(mode, "External");
    struct arena *arena = package->arena;
    *arena_add(arena, reader->items, reader->count, reader->capacity) =
        (struct xlsx_relation){
            .id = text_copy(arena, id, strlen(id)),
            .type = text_format(arena, "%s", last_piece(type)),
            .target = is_external ? text_copy(arena, target, strlen(target))
                                  : resolved(arena, reader->folder, target),
            .is_external = is_external,
        };
}

bool xlsx_relations_of(struct package *package, const char *part,
                       struct xlsx_relations *relations)
{
    const char *slash = strrchr(part, '/');
    const char *folder =
        slash ? text_copy(package->scratch, part, (size_t)(slash - part)) : "";
    const char *list = text_format(package->scratch, "%s%s_rels/%s.rels", folder,
                                   folder[0] ? "/" : "", slash ? slash + 1 : part);
    *relations = (struct xlsx_relations){0};
    if (!archive_find(package->archive, list)) {
        return true;
    }
    struct relations_reader reader = {.package = package, .folder = folder};
    const struct xml_handler callbacks = {.open = open_relation, .context = &reader};
    if (!package_parse(package, list, &callbacks)) {
        return false;
    }
    relations->items = reader.items;
    relations->count = reader.count;
    return true;
}

const struct xlsx_relation *xlsx_relation_by_id(const struct xlsx_relations *relations,
                                                const char *id)
{
    for (size_t i = 0; id && i < relations->count; i++) {
        if (text_equals(relations->items[i].id, id)) {
            return &relations->items[i];
        }
    }
    return NULL;
}

const struct xlsx_relation *xlsx_relation_by_type(const struct xlsx_relations *relations,
                                                  const char *type)
{
    for (size_t i = 0; i < relations->count; i++) {
        if (text_equals(relations->items[i].type, type)) {
            return &relations->items[i];
        }
    }
    return NULL;
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    const char lower = (char)(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The character that `_xHHHH_` at `text` stands for; 0 where it stands for none that a
 * text can hold. */
static unsigned escaped(const char *text)
{
    if (text[0] != '_' || text[1] != 'x') {
        return 0;
    }
    unsigned code = 0;
    for (int i = 2; i < 6; i++) {
        const int value = hex_value(text[i]);
        if (value < 0) {
            return 0;
        }
        code = code * 16 + (unsigned)value;
    }
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    return text[6] == '_' && !is_surrogate ? code : 0;
}

static size_t put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0U | code >> 6);
        to[1] = (char)(0x80U | (code & 0x3FU));
        return 2;
    }
    to[0] = (char)(0xE0U | code >> 12);
    to[1] = (char)(0x80U | (code >> 6 & 0x3FU));
    to[2] = (char)(0x80U | (code & 0x3FU));
    return 3;
}

const char *xlsx_text_copy(struct package *package, const struct part_text *text)
{
    if (!text->length) {
        return "";
    }
    char *copy = arena_array(package->arena, text->length + 1, char);
    size_t length = 0;
    for (const char *at = text->data; *at;) {
        const unsigned code = escaped(at);
        if (code) {
            length += put_utf8(copy + length, code);
            at += 7;
        } else {
            copy[length++] = *at++;
        }
    }
    copy[length] = '\0';
    return copy;
}
