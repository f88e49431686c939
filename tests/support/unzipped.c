#include "support/unzipped.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The commands hold names of the tests' own making alone. */
static bool run(const char *command)
{
    return system(command) == 0; // NOLINT(cert-env33-c,concurrency-mt-unsafe)
}

bool can_unzip(void)
{
    return run("unzip -v >/dev/null 2>&1");
}

const char *unzipped(struct arena *arena, const char *file, const char *part)
{
    const char *place = text_format(arena, "%s.part.txt", file);
    const bool is_done = run(
        text_format(arena, "unzip -p '%s' '%s' >'%s' 2>/dev/null", file, part, place));
    struct problems *problems = problems_create(arena);
    struct bytes bytes = {.data = "", .length = 0};
    if (is_done && file_read(arena, place, 100000000, &bytes, problems) != OUTCHECK_OK) {
        bytes.data = "";
    }
    file_remove(place);
    return bytes.data;
}

const char *unzipped_whole(struct arena *arena, const char *file)
{
    return unzipped(arena, file, "*");
}

size_t times_in(const char *text, const char *piece)
{
    size_t count = 0;
    for (const char *at = strstr(text, piece); at; at = strstr(at + 1, piece)) {
        count++;
    }
    return count;
}
