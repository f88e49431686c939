/*
 * Bytes of a text file -> valid UTF-8 without NUL.
 *
 * UTF-8 with or without byte order mark, UTF-16 with one, and Windows-1252 for what is
 * neither (the pound sign of older exports). Nothing is dropped: a byte that no encoding
 * explains becomes U+FFFD, which no number and no symbol contains. NUL bytes, UTF-32 and
 * lines longer than LINE_BYTE_LIMIT are refused with their place.
 */
#ifndef OUTCHECK_INGEST_ENCODING_H
#define OUTCHECK_INGEST_ENCODING_H

#include "base/arena.h"
#include "base/file.h"
#include "ingest/read/refusal.h"

#include <stdbool.h>
#include <stddef.h>

enum { LINE_BYTE_LIMIT = 100 * 1000 * 1000 };

/* Text may point into the bytes it came from, where these were good UTF-8 already. */
struct decoded {
    const char *text; /* not NUL-terminated */
    size_t length;
    const char *encoding; /* "UTF-8", "UTF-16 LE", "Windows-1252": for people */
};

/* False with a refusal where the bytes are no text that can be read. */
bool encoding_decode(struct arena *arena, struct bytes bytes, struct decoded *decoded,
                     struct refusal *refusal);

/* Characters in a piece of UTF-8, for places that people can find. */
size_t encoding_characters(const char *text, size_t length);

#endif
