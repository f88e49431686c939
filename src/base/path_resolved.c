/*
 * The absolute name of a file or folder: the part of file.h that needs a newer level of
 * the operating system's interface than the rest.
 */
#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, which declares realpath() */

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const char *path_resolved(struct arena *arena, const char *path)
{
    char *resolved = realpath(path, NULL);
    if (!resolved) {
        return NULL;
    }
    const char *copy = text_copy(arena, resolved, strlen(resolved));
    free(resolved);
    return copy;
}
