/*
 * Gives a fuzz target every input of the folders named on the command line, once. Stands
 * in for libFuzzer where the compiler has none; a folder without inputs is a failure.
 */
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t replay(struct arena *arena, const char *folder, struct problems *problems)
{
    const char *const *names = NULL;
    size_t count = 0;
    size_t done = 0;
    if (folder_list(arena, folder, &names, &count, problems) != OUTCHECK_OK) {
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct bytes bytes;
        if (file_read(arena, path_join(arena, folder, names[i]), SIZE_MAX / 2, &bytes,
                      problems) != OUTCHECK_OK) {
            return 0;
        }
        (void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.length);
        done++;
    }
    return done;
}

int main(int argument_count, char **arguments)
{
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    int status = argument_count > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
    for (int i = 1; i < argument_count; i++) {
        const size_t done = replay(arena, arguments[i], problems);
        (void)printf("%s: %zu inputs\n", arguments[i], done);
        status = done ? status : EXIT_FAILURE;
    }
    arena_destroy(arena);
    return status;
}
