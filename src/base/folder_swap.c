/*
 * Two folders change places. A file of its own, for it asks the system for more than
 * POSIX has (src/CMakeLists.txt).
 */
#include "base/file.h"
#include "base/system_problem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

/* For disks that cannot do it at once: some network shares. */
static int swap_by_steps(struct arena *arena, const char *one, const char *other)
{
    const char *third = text_format(arena, "%s.old", one);
    if (rename(other, third) != 0) {
        return -1;
    }
    if (rename(one, other) != 0) {
        const int reason = errno;
        (void)rename(third, other);
        errno = reason;
        return -1;
    }
    return rename(third, one);
}

enum outcheck_status folder_swap(struct arena *arena, const char *one, const char *other,
                                 struct problems *problems)
{
    int answer = renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
    if (answer != 0 && (errno == EINVAL || errno == ENOSYS)) {
        answer = swap_by_steps(arena, one, other);
    }
    if (answer != 0) {
        system_problem_add(problems, other, "cannot put the folder in its place", "");
        return OUTCHECK_ERROR_INPUT;
    }
    return OUTCHECK_OK;
}
