#include "ingest/text/smcl.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NESTING_LIMIT = 8 };

struct screen {
    char *text;
    size_t used;
};

static void put(struct screen *screen, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && screen->used < SMCL_LINE_LIMIT; i++) {
        screen->text[screen->used++] = bytes[i];
    }
}

static void repeat(struct screen *screen, char byte, size_t count)
{
    for (size_t i = 0; i < count && screen->used < SMCL_LINE_LIMIT; i++) {
        screen->text[screen->used++] = byte;
    }
}

static void put_plain(struct screen *screen, const char *text, size_t length, int depth);

struct directive {
    const char *name;
    size_t name_length;
    const char *text; /* after the colon; NULL where there is none */
    size_t text_length;
    size_t number; /* the first number among the arguments */
};

static bool is_named(const struct directive *directive, const char *name)
{
    return strlen(name) == directive->name_length &&
           strncmp(directive->name, name, directive->name_length) == 0;
}

static struct directive directive_of(const char *inside, size_t length)
{
    struct directive directive = {.name = inside};
    const char *colon = memchr(inside, ':', length);
    const size_t head = colon ? (size_t)(colon - inside) : length;
    while (directive.name_length < head && inside[directive.name_length] != ' ') {
        directive.name_length++;
    }
    size_t at = directive.name_length;
    while (at < head && (inside[at] < '0' || inside[at] > '9')) {
        at++;
    }
    for (; at < head && inside[at] >= '0' && inside[at] <= '9'; at++) {
        const size_t next = directive.number * 10 + (size_t)(inside[at] - '0');
        directive.number = next < SMCL_LINE_LIMIT ? next : SMCL_LINE_LIMIT;
    }
    if (colon) {
        directive.text = colon + 1;
        directive.text_length = length - head - 1;
    }
    return directive;
}

/* {ralign 12:text}: the text is dressed first, since its codes take no room. */
static void align(struct screen *screen, const struct directive *directive, int depth)
{
    char room[SMCL_LINE_LIMIT];
    struct screen inner = {.text = room};
    put_plain(&inner, directive->text, directive->text_length, depth + 1);
    const size_t missing =
        directive->number > inner.used ? directive->number - inner.used : 0;
    size_t before = is_named(directive, "ralign") ? missing : 0;
    before = is_named(directive, "center") || is_named(directive, "centre") ? missing / 2
                                                                            : before;
    repeat(screen, ' ', before);
    put(screen, inner.text, inner.used);
    repeat(screen, ' ', missing - before);
}

/* {c |}, {c TLC}, {c -(}: lines of a table, and brackets that SMCL needs for itself. */
static void draw(struct screen *screen, const char *inside, size_t length)
{
    const char *name = inside + 1 + (length > 1);
    const size_t room = length > 2 ? length - 2 : 0;
    if (room == 1 && (*name == '|' || *name == '+' || *name == '-')) {
        put(screen, name, 1);
    } else if (room == 2 && name[0] == '-' && (name[1] == '(' || name[1] == ')')) {
        put(screen, name[1] == '(' ? "{" : "}", 1);
    } else {
        put(screen, "+", 1);
    }
}

static void obey(struct screen *screen, const char *inside, size_t length, int depth)
{
    const struct directive directive = directive_of(inside, length);
    if (is_named(&directive, "c") || is_named(&directive, "char")) {
        draw(screen, inside, length);
    } else if (is_named(&directive, "hline")) {
        repeat(screen, '-', directive.number ? directive.number : 70);
    } else if (is_named(&directive, "space")) {
        repeat(screen, ' ', directive.number ? directive.number : 1);
    } else if (is_named(&directive, "col")) {
        repeat(screen, ' ',
               directive.number > screen->used + 1 ? directive.number - 1 - screen->used
                                                   : 0);
    } else if (directive.text && directive.number) {
        align(screen, &directive, depth);
    } else if (directive.text) {
        put_plain(screen, directive.text, directive.text_length, depth + 1);
    }
}

/* The closing bracket that belongs to the one at `at`, or the text's length. */
static size_t closing(const char *text, size_t length, size_t at)
{
    int depth = 0;
    for (; at < length; at++) {
        depth += text[at] == '{' ? 1 : 0;
        depth -= text[at] == '}' ? 1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    return length;
}

static void put_plain(struct screen *screen, const char *text, size_t length, int depth)
{
    for (size_t at = 0; at < length; at++) {
        const size_t end = text[at] == '{' ? closing(text, length, at) : length;
        if (end == length || depth > NESTING_LIMIT) {
            put(screen, text + at, 1);
            continue;
        }
        obey(screen, text + at + 1, end - at - 1, depth);
        at = end;
    }
}

const char *smcl_plain(struct arena *arena, const char *line, size_t length)
{
    struct screen screen = {.text = arena_array(arena, SMCL_LINE_LIMIT + 1, char)};
    put_plain(&screen, line, length, 0);
    screen.text[screen.used == SMCL_LINE_LIMIT
                    ? text_whole_characters(screen.text, screen.used)
                    : screen.used] = '\0';
    return screen.text;
}
