/*
 * Trouble in words: what stops a check, or makes it go on without one file.
 *
 * A problem has a place, a sentence and a hint. It is never a finding (data about a
 * table) and never a bug (assert). Sentences: what happened, lower case, no full stop;
 * hints: a sentence.
 *
 *     problem_add(problems, OUTCHECK_ERROR_USAGE, place, "Write it in digits.",
 *                 "minimum must be a whole number, not '%s'", text);
 *
 * Problems hold no cell values: they go to screens and logs.
 */
#ifndef OUTCHECK_BASE_PROBLEMS_H
#define OUTCHECK_BASE_PROBLEMS_H

#include "base/arena.h"
#include "outcheck/status.h"

#include <stdarg.h>
#include <stddef.h>

/* Line and column count from 1; 0 means that the place has none. */
struct place {
    const char *file;
    size_t line;
    size_t column;
    const char *source; /* the line's text for a caret, or NULL */
    size_t width;       /* characters to underline; 0 is one */
};

struct problem {
    enum outcheck_status status;
    struct place place;
    const char *message;
    const char *hint; /* "" when there is none */
};

struct problems {
    struct arena *arena;
    struct problem *items;
    size_t count;
    size_t capacity;
};

struct problems *problems_create(struct arena *arena);

void problem_add(struct problems *problems, enum outcheck_status status,
                 struct place place, const char *hint, const char *format, ...)
    OUTCHECK_PRINTF(5, 6);

/* The worst status so far; OUTCHECK_OK when there is no problem. */
enum outcheck_status problems_status(const struct problems *problems);

/* "file:line:column: error: message", the source line with a caret, "hint: ..." */
const char *problem_render(struct arena *arena, const struct problem *problem);

/* Brings the problems from `before` on into the order of their places: mistakes of a file
 * are found key by key and read line by line. */
void problems_sort_places(struct problems *problems, size_t before);

static inline struct place place_of_file(const char *file)
{
    return (struct place){.file = file};
}

#endif
