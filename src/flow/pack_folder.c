#include "flow/pack_folder.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

enum { SUMS_BYTE_LIMIT = 10 * 1000 * 1000 };

/* ---- what stands at the place ---- */

/* Whether a line of the list of hashes ends in the name. */
static bool is_listed(const char *sums, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = strstr(sums, name); at; at = strstr(at + 1, name)) {
        const bool ends = at[length] == '\n' || at[length] == '\0';
        if (ends && at >= sums + 2 && at[-1] == ' ' && at[-2] == ' ') {
            return true;
        }
    }
    return false;
}

static enum outcheck_status read_sums(const struct pack_folder *folder, const char **sums,
                                      struct problems *problems)
{
    const char *path = path_join(folder->arena, folder->place, PACK_SUMS_NAME);
    struct bytes bytes = {0};
    *sums = "";
    if (file_kind_of(path) != FILE_REGULAR) {
        return OUTCHECK_OK;
    }
    const enum outcheck_status status =
        file_read(folder->arena, path, SUMS_BYTE_LIMIT, &bytes, problems);
    *sums = status == OUTCHECK_OK ? bytes.data : "";
    return status;
}

static enum outcheck_status look_at_place(struct pack_folder *folder, const char *extra,
                                          struct problems *problems)
{
    const char *sums = "";
    enum outcheck_status status = folder_list(
        folder->arena, folder->place, &folder->older, &folder->older_count, problems);
    if (status == OUTCHECK_OK) {
        status = read_sums(folder, &sums, problems);
    }
    for (size_t i = 0; status == OUTCHECK_OK && i < folder->older_count; i++) {
        const char *name = folder->older[i];
        if (!text_equals(name, PACK_SUMS_NAME) && !(extra && text_equals(name, extra)) &&
            !is_listed(sums, name)) {
            problem_add(problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(path_join(folder->arena, folder->place, name)),
                        "Move it away, or choose another folder with -o.",
                        "the folder for the pack holds a file that is of no pack");
            status = OUTCHECK_ERROR_USAGE;
        }
    }
    return status;
}

static const char *without_slash(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    return text_copy(arena, path, length);
}

enum outcheck_status pack_folder_open(struct pack_folder *folder, const char *extra,
                                      struct problems *problems)
{
    folder->place = without_slash(folder->arena, folder->place);
    folder->has_older = file_kind_of(folder->place) == FILE_FOLDER;
    if (folder->has_older) {
        const char *linked = path_resolved(folder->arena, folder->place);
        folder->real = linked ? linked : folder->place;
    } else {
        folder->real = folder->place;
    }
    folder->aside = folder_beside(folder->arena, folder->real);
    const enum outcheck_status status =
        folder->has_older ? look_at_place(folder, extra, problems) : OUTCHECK_OK;
    return status == OUTCHECK_OK ? folder_make(folder->arena, folder->aside, problems)
                                 : status;
}

const char *pack_folder_path(const struct pack_folder *folder, const char *name)
{
    return path_join(folder->arena, folder->aside, name);
}

/* ---- moving ---- */

enum outcheck_status pack_folder_place(struct pack_folder *folder,
                                       struct problems *problems)
{
    const enum outcheck_status status =
        folder->has_older
            ? folder_swap(folder->arena, folder->aside, folder->real, problems)
            : file_move_into_place(folder->aside, folder->real, problems);
    folder->is_placed = status == OUTCHECK_OK;
    return status;
}

/* A folder that this program has written: files, and nothing below it. */
static void remove_folder(const struct pack_folder *folder, const char *path)
{
    const char *const *names = NULL;
    size_t count = 0;
    struct problems *unheard = problems_create(folder->arena);
    if (folder_list(folder->arena, path, &names, &count, unheard) == OUTCHECK_OK) {
        for (size_t i = 0; i < count; i++) {
            file_remove(path_join(folder->arena, path, names[i]));
        }
    }
    file_remove(path);
}

void pack_folder_undo(struct pack_folder *folder)
{
    struct problems *unheard = problems_create(folder->arena);
    if (!folder->aside) {
        return;
    }
    const bool is_alone = folder->is_placed && !folder->has_older;
    if (folder->is_placed && folder->has_older &&
        folder_swap(folder->arena, folder->aside, folder->real, unheard) != OUTCHECK_OK) {
        return;
    }
    remove_folder(folder, is_alone ? folder->real : folder->aside);
    folder->is_placed = false;
}

void pack_folder_finish(struct pack_folder *folder)
{
    if (!folder->has_older) {
        return;
    }
    for (size_t i = 0; i < folder->older_count; i++) {
        file_remove(path_join(folder->arena, folder->aside, folder->older[i]));
    }
    file_remove(folder->aside);
}
