/*
 * The POSIX build of file.h. Another system gets a file of its own beside this one.
 */
#include "base/file.h"

#include "base/system_problem.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { UNKNOWN_SIZE = 65536 };

enum file_kind file_kind_of(const char *path)
{
    struct stat information;
    if (stat(path, &information) != 0) {
        return FILE_MISSING;
    }
    if (S_ISREG(information.st_mode)) {
        return FILE_REGULAR;
    }
    return S_ISDIR(information.st_mode) ? FILE_FOLDER : FILE_OTHER;
}

/* The size that a regular file says it has, as a first guess; 64 KiB for all else. */
static size_t first_size(FILE *file)
{
    struct stat information;
    if (fstat(fileno(file), &information) == 0 && S_ISREG(information.st_mode) &&
        information.st_size > 0) {
        return (size_t)information.st_size + 2;
    }
    return UNKNOWN_SIZE;
}

static enum outcheck_status read_all(struct arena *arena, FILE *file, const char *path,
                                     size_t byte_limit, struct bytes *bytes,
                                     struct problems *problems)
{
    size_t capacity = 0;
    const size_t guess = first_size(file);
    char *data = arena_grow(arena, NULL, &capacity, guess > byte_limit ? 1 : guess, 1);
    size_t length = 0;
    for (;;) {
        const size_t got = fread(data + length, 1, capacity - length - 1, file);
        length += got;
        if (length > byte_limit) {
            problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                        "Split the file, or check that it is the one you meant.",
                        "the file is larger than %zu MB", byte_limit / 1000000);
            return OUTCHECK_ERROR_INPUT;
        }
        if (got == 0) {
            break;
        }
        data = arena_grow(arena, data, &capacity, length + 2, 1);
    }
    if (ferror(file)) {
        system_problem_add(problems, path, "cannot read", "");
        return OUTCHECK_ERROR_INPUT;
    }
    data[length] = '\0';
    *bytes = (struct bytes){.data = data, .length = length};
    return OUTCHECK_OK;
}

enum outcheck_status file_read(struct arena *arena, const char *path, size_t byte_limit,
                               struct bytes *bytes, struct problems *problems)
{
    if (strcmp(path, "-") == 0) {
        return read_all(arena, stdin, "standard input", byte_limit, bytes, problems);
    }
    if (file_kind_of(path) == FILE_FOLDER) {
        errno = EISDIR;
        system_problem_add(problems, path, "cannot read", "");
        return OUTCHECK_ERROR_INPUT;
    }
    FILE *file = fopen(path, "rbe");
    if (!file) {
        system_problem_add(problems, path, "cannot open",
                           "Check the name and that you may read it.");
        return OUTCHECK_ERROR_INPUT;
    }
    const enum outcheck_status status =
        read_all(arena, file, path, byte_limit, bytes, problems);
    (void)fclose(file);
    return status;
}

static int compare_names(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

enum outcheck_status folder_list(struct arena *arena, const char *path,
                                 const char *const **names, size_t *count,
                                 struct problems *problems)
{
    DIR *folder = opendir(path);
    if (!folder) {
        system_problem_add(problems, path, "cannot open the folder", "");
        return OUTCHECK_ERROR_INPUT;
    }
    const char **list = NULL;
    size_t length = 0;
    size_t capacity = 0;
    for (;;) {
        const struct dirent *entry = readdir(folder); // NOLINT(concurrency-mt-unsafe)
        if (!entry) {
            break;
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            *arena_add(arena, list, length, capacity) =
                text_copy(arena, entry->d_name, strlen(entry->d_name));
        }
    }
    (void)closedir(folder);
    if (length) {
        qsort(list, length, sizeof(list[0]), compare_names);
    }
    *names = list;
    *count = length;
    return OUTCHECK_OK;
}

enum outcheck_status folder_make(struct arena *arena, const char *path,
                                 struct problems *problems)
{
    if (file_kind_of(path) == FILE_FOLDER) {
        return OUTCHECK_OK;
    }
    const char *above = path_folder(arena, path);
    if (strcmp(above, path) != 0 && file_kind_of(above) == FILE_MISSING) {
        const enum outcheck_status status = folder_make(arena, above, problems);
        if (status != OUTCHECK_OK) {
            return status;
        }
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        system_problem_add(problems, path, "cannot make the folder",
                           "Choose another place with -o.");
        return OUTCHECK_ERROR_INPUT;
    }
    return OUTCHECK_OK;
}

const char *file_beside(struct arena *arena, const char *path)
{
    return text_format(arena, "%s.%ld.part", path, (long)getpid());
}

const char *folder_beside(struct arena *arena, const char *path)
{
    const char *name = path_name(file_beside(arena, path));
    return path_join(arena, path_folder(arena, path), text_format(arena, ".%s", name));
}

enum outcheck_status file_move_into_place(const char *written, const char *path,
                                          struct problems *problems)
{
    if (rename(written, path) != 0) {
        system_problem_add(problems, path, "cannot put the file in its place", "");
        file_remove(written);
        return OUTCHECK_ERROR_INPUT;
    }
    return OUTCHECK_OK;
}

void file_remove(const char *path)
{
    (void)remove(path);
}

enum outcheck_status file_write(struct arena *arena, const char *path, struct bytes bytes,
                                struct problems *problems)
{
    const char *beside = file_beside(arena, path);
    FILE *file = fopen(beside, "wbe");
    if (!file) {
        system_problem_add(problems, path, "cannot write",
                           "Check that the folder exists and may be written to.");
        return OUTCHECK_ERROR_INPUT;
    }
    const bool is_written = fwrite(bytes.data, 1, bytes.length, file) == bytes.length;
    const bool is_closed = fclose(file) == 0;
    if (!is_written || !is_closed) {
        system_problem_add(problems, path, "cannot write", "Is the disk full?");
        file_remove(beside);
        return OUTCHECK_ERROR_INPUT;
    }
    return file_move_into_place(beside, path, problems);
}

static bool is_slash(char letter)
{
    return letter == '/' || letter == '\\';
}

const char *path_name(const char *path)
{
    const char *name = path;
    for (const char *at = path; *at; at++) {
        if (is_slash(*at)) {
            name = at + 1;
        }
    }
    return name;
}

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
    const size_t length = strlen(folder);
    if (length == 0 || strcmp(folder, ".") == 0) {
        return name;
    }
    return text_format(arena, is_slash(folder[length - 1]) ? "%s%s" : "%s/%s", folder,
                       name);
}

const char *path_folder(struct arena *arena, const char *path)
{
    const char *name = path_name(path);
    if (name == path) {
        return ".";
    }
    size_t length = (size_t)(name - path);
    while (length > 1 && is_slash(path[length - 1])) {
        length--;
    }
    return text_copy(arena, path, length);
}

const char *path_extension(const char *path)
{
    const char *name = path_name(path);
    const char *dot = strrchr(name, '.');
    return dot && dot != name ? dot + 1 : "";
}
