/*
 * POSIX record locks over the whole file: they work on network folders too, and the
 * system takes them back when the program ends.
 */
#include "base/locked_file.h"

#include "base/system_problem.h"
#include "base/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_TO_WAIT = 20, NANOSECONDS_A_TRY = 5000000, MODE = 0666 };

static enum outcheck_status trouble(struct problems *problems, const char *path,
                                    const char *what, const char *hint)
{
    system_problem_add(problems, path, what, hint);
    return OUTCHECK_ERROR_INPUT;
}

static bool is_held_by_another(int error)
{
    return error == EACCES || error == EAGAIN || error == EINTR;
}

static enum outcheck_status lock(const struct locked_file *file, enum lock_kind kind,
                                 struct problems *problems)
{
    const double begin = clock_seconds();
    struct flock whole = {
        .l_type = kind == LOCK_TO_WRITE ? F_WRLCK : F_RDLCK,
        .l_whence = SEEK_SET,
    };
    while (fcntl(file->descriptor, F_SETLK, &whole) != 0) {
        if (!is_held_by_another(errno)) {
            return trouble(problems, file->path, "cannot lock the file", "");
        }
        if (clock_seconds() - begin > SECONDS_TO_WAIT) {
            problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(file->path),
                        "Try again when the other program has ended.",
                        "another program has held the file for %d seconds",
                        SECONDS_TO_WAIT);
            return OUTCHECK_ERROR_INPUT;
        }
        const struct timespec pause = {.tv_nsec = NANOSECONDS_A_TRY};
        (void)nanosleep(&pause, NULL);
    }
    return OUTCHECK_OK;
}

static enum outcheck_status measure(struct locked_file *file, struct problems *problems)
{
    struct stat information;
    if (fstat(file->descriptor, &information) != 0) {
        return trouble(problems, file->path, "cannot read", "");
    }
    if (!S_ISREG(information.st_mode)) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(file->path), "",
                    "this is not a file");
        return OUTCHECK_ERROR_INPUT;
    }
    file->length = (size_t)information.st_size;
    return OUTCHECK_OK;
}

enum outcheck_status locked_file_open(struct locked_file *file, const char *path,
                                      enum lock_kind kind, struct problems *problems)
{
    const int flags = kind == LOCK_TO_WRITE ? O_RDWR | O_CREAT | O_APPEND : O_RDONLY;
    *file = (struct locked_file){
        .descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, MODE),
        .path = path,
    };
    if (file->descriptor < 0) {
        return trouble(problems, path,
                       kind == LOCK_TO_WRITE ? "cannot write" : "cannot open",
                       "Check the name and that you may use it.");
    }
    enum outcheck_status status = lock(file, kind, problems);
    if (status == OUTCHECK_OK) {
        status = measure(file, problems);
    }
    if (status != OUTCHECK_OK) {
        locked_file_close(file);
    }
    return status;
}

void locked_file_close(struct locked_file *file)
{
    if (file->descriptor >= 0) {
        (void)close(file->descriptor);
        file->descriptor = -1;
    }
}

enum outcheck_status locked_file_read(const struct locked_file *file, struct arena *arena,
                                      size_t from, struct bytes *bytes,
                                      struct problems *problems)
{
    const size_t wanted = from < file->length ? file->length - from : 0;
    char *data = arena_array(arena, wanted + 1, char);
    size_t length = 0;
    while (length < wanted) {
        const ssize_t got = pread(file->descriptor, data + length, wanted - length,
                                  (off_t)(from + length));
        if (got < 0 && errno != EINTR) {
            return trouble(problems, file->path, "cannot read", "");
        }
        if (got == 0) {
            break;
        }
        length += got > 0 ? (size_t)got : 0;
    }
    data[length] = '\0';
    *bytes = (struct bytes){.data = data, .length = length};
    return OUTCHECK_OK;
}

enum outcheck_status locked_file_shorten(struct locked_file *file, size_t length,
                                         struct problems *problems)
{
    if (ftruncate(file->descriptor, (off_t)length) != 0) {
        return trouble(problems, file->path, "cannot write", "");
    }
    file->length = length;
    return OUTCHECK_OK;
}

static bool write_all(const struct locked_file *file, struct bytes bytes)
{
    size_t length = 0;
    while (length < bytes.length) {
        const ssize_t put =
            write(file->descriptor, bytes.data + length, bytes.length - length);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        length += put > 0 ? (size_t)put : 0;
    }
    return fsync(file->descriptor) == 0;
}

enum outcheck_status locked_file_append(struct locked_file *file, struct bytes bytes,
                                        struct problems *problems)
{
    if (!write_all(file, bytes)) {
        (void)trouble(problems, file->path, "cannot write", "Is the disk full?");
        struct problems *unheard = problems_create(problems->arena);
        if (locked_file_shorten(file, file->length, unheard) != OUTCHECK_OK) {
            problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(file->path), "",
                        "part of a line stands at its end now");
        }
        return OUTCHECK_ERROR_INPUT;
    }
    file->length += bytes.length;
    return OUTCHECK_OK;
}
