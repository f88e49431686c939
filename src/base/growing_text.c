#include "base/growing_text.h"

#include "base/hash.h"

#include <string.h>

void grow_by(struct growing_text *growing, const char *text)
{
    const size_t length = strlen(text);
    growing->text = arena_grow(growing->arena, growing->text, &growing->capacity,
                               growing->length + length + 1, 1);
    memcpy(growing->text + growing->length, text, length + 1);
    growing->length += length;
}

const char *growing_text_hash(struct arena *arena, const struct growing_text *growing)
{
    return hash_sha256(arena, growing->text ? growing->text : "", growing->length);
}
