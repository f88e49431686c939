/*
 * SHA-256 in lower-case hexadecimal: what names the exact bytes of an input or a policy.
 */
#ifndef OUTCHECK_BASE_HASH_H
#define OUTCHECK_BASE_HASH_H

#include "base/arena.h"

#include <stddef.h>

/* 64 hexadecimal digits. */
const char *hash_sha256(struct arena *arena, const void *bytes, size_t length);

#endif
