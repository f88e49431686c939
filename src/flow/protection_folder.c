#include "flow/protection_folder.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

enum { DEPTH_LIMIT = 64 };

bool path_is_below(const char *path)
{
    const bool has_drive = path[0] && path[1] == ':';
    if (!*path || *path == '/' || *path == '\\' || has_drive) {
        return false;
    }
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += *part == '/';
        const size_t length = strcspn(part, "/\\");
        if (length == 2 && part[0] == '.' && part[1] == '.') {
            return false;
        }
    }
    return true;
}

static bool is_written(const struct protection *protection, const char *path)
{
    for (size_t i = 0; i < protection->file_count; i++) {
        if (text_equals(protection->files[i].output->path, path)) {
            return true;
        }
    }
    return false;
}

/* The first file below the folder that is none of this run's; NULL. */
static const char *find_stranger(const struct protection *protection, const char *folder,
                                 const char *below, unsigned depth)
{
    struct arena *arena = protection->arena;
    const char *const *names = NULL;
    size_t count = 0;
    if (depth > DEPTH_LIMIT || folder_list(arena, folder, &names, &count,
                                           protection->job->problems) != OUTCHECK_OK) {
        return folder;
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = path_join(arena, folder, names[i]);
        const char *shown = *below ? path_join(arena, below, names[i]) : names[i];
        const char *stranger = NULL;
        if (file_kind_of(path) == FILE_FOLDER) {
            stranger = find_stranger(protection, path, shown, depth + 1);
        } else if (!is_written(protection, shown)) {
            stranger = path;
        }
        if (stranger) {
            return stranger;
        }
    }
    return NULL;
}

enum outcheck_status protection_folder_check(const struct protection *protection)
{
    struct problems *problems = protection->job->problems;
    const char *inside = path_join(protection->arena, protection->folder, "");
    if (text_starts_with(protection->proof, inside)) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(protection->proof),
                    "Choose another place with --proof: it holds hidden values.",
                    "the proof would stand among the tables that are sent on");
        return OUTCHECK_ERROR_USAGE;
    }
    if (file_kind_of(protection->folder) == FILE_MISSING) {
        return OUTCHECK_OK;
    }
    const char *stranger = find_stranger(protection, protection->folder, "", 0);
    if (stranger) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(stranger),
                    "Move it away, or choose another folder with -o.",
                    "the folder for protected tables holds a file that this run does not "
                    "write");
        return OUTCHECK_ERROR_USAGE;
    }
    return OUTCHECK_OK;
}

static enum outcheck_status move_file(const struct protection *protection,
                                      const char *aside, const char *path)
{
    struct arena *arena = protection->arena;
    struct problems *problems = protection->job->problems;
    const char *to = path_join(arena, protection->folder, path);
    const enum outcheck_status status =
        folder_make(arena, path_folder(arena, to), problems);
    return status == OUTCHECK_OK
               ? file_move_into_place(path_join(arena, aside, path), to, problems)
               : status;
}

enum outcheck_status protection_folder_move(const struct protection *protection,
                                            const char *aside)
{
    if (file_kind_of(protection->folder) == FILE_MISSING) {
        return file_move_into_place(aside, protection->folder, protection->job->problems);
    }
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; status == OUTCHECK_OK && i < protection->file_count; i++) {
        status = move_file(protection, aside, protection->files[i].output->path);
    }
    return status;
}

void protection_folder_remove(const struct protection *protection, const char *aside)
{
    struct arena *scratch = arena_create(0);
    for (size_t i = 0; i < protection->file_count; i++) {
        const char *path = protection->files[i].output->path;
        file_remove(path_join(scratch, aside, path));
        for (const char *folder = path_folder(scratch, path); !text_equals(folder, ".");
             folder = path_folder(scratch, folder)) {
            file_remove(path_join(scratch, aside, folder));
        }
    }
    file_remove(aside);
    arena_destroy(scratch);
}
