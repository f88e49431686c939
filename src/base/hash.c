/*
 * The only file that includes OpenSSL.
 */
#include "base/hash.h"

#include "base/text.h"

#include <openssl/sha.h>

const char *hash_sha256(struct arena *arena, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(bytes, length, digest);
    char *text = arena_array(arena, sizeof(digest) * 2 + 1, char);
    for (size_t i = 0; i < sizeof(digest); i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return text;
}
