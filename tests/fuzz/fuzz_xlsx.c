/*
 * Any bytes at all, read as an Excel workbook: no crash, bounded memory, and what comes
 * out keeps the promises of grid.h.
 *
 * Bytes that begin like a zip archive are read as they are. All others are the files of
 * an archive, so that a fuzzer meets the XML and not only the packing: lines "==== NAME"
 * begin a file.
 */
#include "base/text.h"
#include "ingest/workbook/read_xlsx.h"
#include "support/grid_promises.h"
#include "support/zipped.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    struct bytes bytes = {.data = copy, .length = size};
    if (size < 2 || memcmp(copy, "PK", 2) != 0) {
        struct zipped_member members[MEMBER_LIMIT];
        const size_t count = members_of(arena, copy, members);
        if (count == 0) {
            arena_destroy(arena);
            return 0;
        }
        bytes = zipped(arena, members, count, true);
    }
    const struct output output = {.path = "fuzz.xlsx", .kind = "xlsx"};
    struct reading reading = {
        .arena = arena, .scratch = arena, .output = &output, .bytes = bytes};
    struct refusal refusal = {0};
    const bool is_read = xlsx_reader.read(&reading, &refusal);
    check_promises(&reading, &refusal, is_read);
    arena_destroy(arena);
    return 0;
}
