#include "clearance/log_head.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_LIMIT = 256, HEAD_HASH_LENGTH = 64 };

static const char *head_path(struct arena *arena, const char *log_path)
{
    return text_format(arena, "%s.head", log_path);
}

enum outcheck_status log_head_read(struct arena *arena, const char *log_path,
                                   struct log_head *head, struct problems *problems)
{
    *head = (struct log_head){.hash = ""};
    const char *path = head_path(arena, log_path);
    if (file_kind_of(path) == FILE_MISSING) {
        return OUTCHECK_OK;
    }
    struct bytes bytes = {0};
    const enum outcheck_status status =
        file_read(arena, path, HEAD_LIMIT, &bytes, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    head->exists = true;
    char *end = NULL;
    const unsigned long long number = strtoull(bytes.data, &end, 10);
    if (*end == ' ' && strlen(end) == HEAD_HASH_LENGTH + 2) {
        head->number = number;
        head->hash = text_copy(arena, end + 1, HEAD_HASH_LENGTH);
    }
    return OUTCHECK_OK;
}

enum outcheck_status log_head_write(struct arena *arena, const char *log_path,
                                    const struct log_entry *last,
                                    struct problems *problems)
{
    const char *text =
        text_format(arena, "%llu %s\n", (unsigned long long)last->number, last->hash);
    const struct bytes bytes = {.data = text, .length = strlen(text)};
    return file_write(arena, head_path(arena, log_path), bytes, problems);
}

bool log_head_fits(const struct log_head *head, const struct log_entry *last,
                   const char *previous)
{
    if (!head->exists) {
        return last->number <= 1;
    }
    if (head->number == last->number) {
        return head->number && text_equals(head->hash, last->hash);
    }
    return head->number && head->number + 1 == last->number &&
           text_equals(head->hash, previous);
}
