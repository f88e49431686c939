#include "support/zipped.h"

#include "base/text.h"

#include <zip.h>

#include <stdlib.h>
#include <string.h>

static void must(bool is_so)
{
    if (!is_so) {
        abort();
    }
}

static void add_member(zip_t *zip, const struct zipped_member *member, bool is_stored)
{
    const size_t length = member->length ? member->length : strlen(member->content);
    zip_source_t *content = zip_source_buffer(zip, member->content, length, 0);
    must(content != NULL);
    const zip_int64_t index = zip_file_add(zip, member->name, content, 0);
    must(index >= 0);
    must(zip_set_file_compression(zip, (zip_uint64_t)index,
                                  is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) == 0);
}

struct bytes zipped(struct arena *arena, const struct zipped_member *members,
                    size_t count, bool is_stored)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    must(source != NULL);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    must(zip != NULL);
    for (size_t i = 0; i < count; i++) {
        add_member(zip, &members[i], is_stored);
    }
    must(zip_close(zip) == 0);
    zip_stat_t stat;
    must(zip_source_stat(source, &stat) == 0);
    char *data = arena_array(arena, stat.size + 1, char);
    must(zip_source_open(source) == 0);
    must(zip_source_read(source, data, stat.size) == (zip_int64_t)stat.size);
    (void)zip_source_close(source);
    zip_source_free(source);
    return (struct bytes){.data = data, .length = (size_t)stat.size};
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define R    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OF_TYPE(id, type, target)                                                        \
    "<Relationship Id='" id "' Type='" R "/" type "' Target='" target "'/>"

enum { PART_LIMIT = 64 };

struct bytes xlsx_of(struct arena *arena, const struct xlsx_made *made)
{
    struct zipped_member members[PART_LIMIT];
    size_t count = 0;
    members[count++] = (struct zipped_member){
        .name = "_rels/.rels",
        .content = text_format(
            arena,
            "<Relationships xmlns='" RELS
            "'>" OF_TYPE("r1", "officeDocument", "xl/workbook.xml") "%s"
                                                                    "</Relationships>",
            made->roots ? made->roots : ""),
    };
    members[count++] = (struct zipped_member){
        .name = "xl/workbook.xml",
        .content = text_format(
            arena, "<workbook xmlns='" MAIN "' xmlns:r='" R "'>%s</workbook>",
            made->workbook
                ? made->workbook
                : "<sheets><sheet name='Sheet1' sheetId='1' r:id='s1'/></sheets>"),
    };
    members[count++] = (struct zipped_member){
        .name = "xl/_rels/workbook.xml.rels",
        .content = text_format(
            arena, "<Relationships xmlns='" RELS "'>%s%s%s%s</Relationships>",
            OF_TYPE("s1", "worksheet", "worksheets/sheet1.xml"),
            made->strings ? OF_TYPE("s2", "sharedStrings", "sharedStrings.xml") : "",
            made->styles ? OF_TYPE("s3", "styles", "/xl/styles.xml") : "",
            made->relations ? made->relations : ""),
    };
    members[count++] = (struct zipped_member){
        .name = "xl/worksheets/sheet1.xml",
        .content = text_format(
            arena, "<worksheet xmlns='" MAIN "' xmlns:r='" R "'>%s</worksheet>",
            made->sheet),
    };
    if (made->strings) {
        members[count++] = (struct zipped_member){
            .name = "xl/sharedStrings.xml",
            .content =
                text_format(arena, "<sst xmlns='" MAIN "'>%s</sst>", made->strings),
        };
    }
    if (made->styles) {
        members[count++] = (struct zipped_member){
            .name = "xl/styles.xml",
            .content = text_format(arena, "<styleSheet xmlns='" MAIN "'>%s</styleSheet>",
                                   made->styles),
        };
    }
    for (size_t i = 0; i < made->other_count && count < PART_LIMIT; i++) {
        members[count++] = made->others[i];
    }
    return zipped(arena, members, count, false);
}

enum { MEMBER_LIMIT = 32 };

static const char mark[] = "==== ";

/* Whether libzip takes a file of this name beside those before it. */
static bool is_new_name(const struct zipped_member *members, size_t count,
                        const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals(members[i].name, name)) {
            return false;
        }
    }
    return name[0] && text_is_utf8(name, strlen(name));
}

/* The files that the text says. */
static size_t members_of(struct arena *arena, char *text, struct zipped_member *members)
{
    size_t count = 0;
    char *at = strstr(text, mark);
    while (at && count < MEMBER_LIMIT) {
        char *name = at + strlen(mark);
        char *end = strchr(name, '\n');
        if (!end) {
            break;
        }
        *end = '\0';
        char *content = end + 1;
        at = strstr(content, mark);
        const size_t length = at ? (size_t)(at - content) : strlen(content);
        if (is_new_name(members, count, name)) {
            members[count++] = (struct zipped_member){
                .name = name,
                .content = text_copy(arena, content, length),
            };
        }
    }
    return count;
}

struct bytes zipped_from_text(struct arena *arena, char *text)
{
    struct zipped_member members[MEMBER_LIMIT];
    const size_t count = members_of(arena, text, members);
    return count ? zipped(arena, members, count, true) : (struct bytes){.data = ""};
}
