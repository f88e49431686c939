#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, for mkdtemp and nftw */

#include "support/scratch_folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OPEN_AT_ONCE = 8, SCRATCH_FILE_LIMIT = 100000000 };

static char root[64];

/* Goes on without a folder to stand in would write files anywhere. */
static void demand(bool holds)
{
    if (!holds) {
        (void)fputs("scratch folder: the system refused\n", stderr);
        abort();
    }
}

void scratch_folder_enter(void)
{
    (void)snprintf(root, sizeof(root), "/tmp/outcheck-test-XXXXXX");
    demand(mkdtemp(root) != NULL);
    demand(chdir(root) == 0);
}

static int take_away(const char *path, const struct stat *information, int kind,
                     struct FTW *place)
{
    (void)information;
    (void)kind;
    (void)place;
    return remove(path);
}

void scratch_folder_leave(void)
{
    demand(chdir("/") == 0);
    demand(nftw(root, take_away, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS) == 0);
}

const char *scratch_read(struct arena *arena, const char *path)
{
    struct bytes bytes = {0};
    struct problems *problems = problems_create(arena);
    demand(file_read(arena, path, SCRATCH_FILE_LIMIT, &bytes, problems) == OUTCHECK_OK);
    return bytes.data;
}

void scratch_write(struct arena *arena, const char *path, const char *text)
{
    struct problems *problems = problems_create(arena);
    const struct bytes bytes = {.data = text, .length = strlen(text)};
    demand(file_write(arena, path, bytes, problems) == OUTCHECK_OK);
}
