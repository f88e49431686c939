/*
 * Any bytes at all, read as a line of the log: as they are, and with a hash that fits,
 * for a fuzzer does not guess one. What is taken has all its parts.
 */
#include "base/hash.h"
#include "base/text.h"
#include "clearance/log_line.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void read_line(struct arena *arena, const char *text, size_t length)
{
    struct log_entry entry;
    const char *previous = NULL;
    if (log_line_read(arena, (struct bytes){text, length}, &entry, &previous)) {
        promise(entry.number && entry.time && entry.actor && entry.event.name &&
                entry.hash && previous);
        for (size_t i = 0; i < entry.event.detail_count; i++) {
            promise(entry.event.details[i].key != NULL);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    read_line(arena, copy, size);
    const size_t length = strlen(copy);
    const char *line =
        text_format(arena, "%s,\"hash\":\"%s\"}", copy, hash_sha256(arena, copy, length));
    read_line(arena, line, strlen(line));
    arena_destroy(arena);
    return 0;
}
