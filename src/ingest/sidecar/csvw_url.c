/*
 * Drafting CSVW: addresses of files, relative to the sidecar.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw_write.h"

#include <string.h>

static bool is_unreserved(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || strchr("-._~/", byte);
}

/* Unreserved characters and slashes as they are, all else as %XX. */
static const char *encode_url(struct arena *arena, const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_array(arena, strlen(path) * 3 + 1, char);
    char *end = out;
    for (const char *at = path; *at; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (is_unreserved(*at)) {
            *end++ = *at;
        } else if (*at == '\\') {
            *end++ = '/';
        } else {
            *end++ = '%';
            *end++ = digits[byte >> 4];
            *end++ = digits[byte & 15U];
        }
    }
    return out;
}

const char *csvw_relative_url(struct arena *arena, const char *location,
                              const char *folder)
{
    const size_t length = strlen(folder);
    const char *relative = location;
    if (text_starts_with(location, folder) && length > 0 &&
        (location[length] == '/' || location[length] == '\\' ||
         folder[length - 1] == '/')) {
        relative = location + length + (folder[length - 1] != '/');
    }
    return encode_url(arena, relative);
}
