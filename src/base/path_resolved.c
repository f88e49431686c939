/*
 * The absolute name of a file or folder: the part of file.h that needs a newer level of
 * the operating system's interface than the rest.
 */
#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, which declares realpath() */

#include "base/file.h"
#include "base/text.h"

#include <stdbool.h>
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

/* Where the two names part: the length of the folders that they have in common. */
static size_t common_folders(const char *one, const char *other)
{
    size_t end = 0;
    for (size_t i = 0;; i++) {
        const bool is_end_of_one = one[i] == '/' || one[i] == '\0';
        const bool is_end_of_other = other[i] == '/' || other[i] == '\0';
        if (is_end_of_one && is_end_of_other) {
            end = i;
        }
        if (one[i] != other[i] || one[i] == '\0') {
            return end;
        }
    }
}

const char *path_relative(struct arena *arena, const char *folder, const char *path)
{
    const char *from = path_resolved(arena, folder);
    const char *to = path_resolved(arena, path);
    if (!from || !to) {
        return path;
    }
    const size_t common = common_folders(from, to);
    const char *text = "";
    for (const char *at = from + common; *at; at++) {
        if (*at == '/' && at[1]) {
            text = text_format(arena, "%s../", text);
        }
    }
    const char *rest = to + common;
    rest += *rest == '/';
    text = text_format(arena, "%s%s", text, rest);
    const size_t length = strlen(text);
    if (length && text[length - 1] == '/') {
        return text_copy(arena, text, length - 1);
    }
    return length ? text : ".";
}
