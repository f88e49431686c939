#include "base/problems.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct problems *problems_create(struct arena *arena)
{
    struct problems *problems = arena_new(arena, struct problems);
    problems->arena = arena;
    return problems;
}

void problem_add(struct problems *problems, enum outcheck_status status,
                 struct place place, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = text_format_list(problems->arena, format, arguments);
    va_end(arguments);
    *arena_add(problems->arena, problems->items, problems->count, problems->capacity) =
        (struct problem){
            .status = status,
            .place = place,
            .message = message,
            .hint = hint ? hint : "",
        };
}

enum outcheck_status problems_status(const struct problems *problems)
{
    enum outcheck_status worst = OUTCHECK_OK;
    for (size_t i = 0; i < problems->count; i++) {
        if (problems->items[i].status > worst) {
            worst = problems->items[i].status;
        }
    }
    return worst;
}

static const char *render_place(struct arena *arena, const struct place *place)
{
    if (!place->file) {
        return "outcheck";
    }
    if (place->line && place->column) {
        return text_format(arena, "%s:%zu:%zu", place->file, place->line, place->column);
    }
    if (place->line) {
        return text_format(arena, "%s:%zu", place->file, place->line);
    }
    return place->file;
}

/* The source line and a caret line under it. */
static const char *render_source(struct arena *arena, const struct place *place)
{
    if (!place->source || !place->column) {
        return "";
    }
    const size_t tildes = place->width > 1 ? place->width - 1 : 0;
    char *underline = arena_array(arena, tildes + 1, char);
    memset(underline, '~', tildes);
    return text_format(arena, "%5zu | %s\n      | %*s^%s\n", place->line, place->source,
                       (int)(place->column - 1), "", underline);
}

const char *problem_render(struct arena *arena, const struct problem *problem)
{
    const bool has_hint = problem->hint[0] != '\0';
    return text_format(arena, "%s: error: %s\n%s%s%s%s",
                       render_place(arena, &problem->place), problem->message,
                       render_source(arena, &problem->place), has_hint ? "hint: " : "",
                       problem->hint, has_hint ? "\n" : "");
}

struct placed_problem {
    struct problem problem;
    size_t index; /* in the order of discovery */
};

static int compare_places(const void *one, const void *other)
{
    const struct placed_problem *left = one;
    const struct placed_problem *right = other;
    const struct place *here = &left->problem.place;
    const struct place *there = &right->problem.place;
    if (here->file == there->file && here->line != there->line) {
        return here->line < there->line ? -1 : 1;
    }
    return left->index < right->index ? -1 : left->index > right->index;
}

void problems_sort_places(struct problems *problems, size_t before)
{
    const size_t count = problems->count - before;
    struct placed_problem *placed =
        arena_array(problems->arena, count + 1, struct placed_problem);
    for (size_t i = 0; i < count; i++) {
        placed[i] = (struct placed_problem){problems->items[before + i], i};
    }
    qsort(placed, count, sizeof(placed[0]), compare_places);
    for (size_t i = 0; i < count; i++) {
        problems->items[before + i] = placed[i].problem;
    }
}
