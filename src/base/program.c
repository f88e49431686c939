/*
 * The POSIX build of program.h; asks Linux, and answers NULL elsewhere.
 */
#include "base/program.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTE_LIMIT = 4096 };

const char *program_folder(struct arena *arena)
{
    char path[PATH_BYTE_LIMIT];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof(path));
    if (length <= 0 || (size_t)length == sizeof(path)) {
        return NULL;
    }
    return path_folder(arena, text_copy(arena, path, (size_t)length));
}

const char *program_actor(void)
{
    static const char *const names[] = {"OUTCHECK_ACTOR", "LOGNAME", "USER"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *name = getenv(names[i]);
        if (!text_is_blank(name)) {
            return name;
        }
    }
    return "unknown";
}
