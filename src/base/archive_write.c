#include "base/archive_write.h"

#include <zip.h>

/* 1 January 2000, midnight, as zip archives write dates. */
enum { FIXED_DATE = (20 << 9) | (1 << 5) | 1, FIXED_TIME = 0 };

static bool add_file(zip_t *zip, const struct archive_file *file)
{
    zip_source_t *source =
        zip_source_buffer(zip, file->bytes.data, file->bytes.length, 0);
    if (!source) {
        return false;
    }
    const zip_int64_t index = zip_file_add(zip, file->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 9) == 0 &&
           zip_file_set_dostime(zip, (zip_uint64_t)index, FIXED_TIME, FIXED_DATE, 0) == 0;
}

static bool add_files(zip_t *zip, const struct archive_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!add_file(zip, &files[i])) {
            return false;
        }
    }
    return true;
}

static enum outcheck_status refuse(const char *path, struct problems *problems)
{
    problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                "Is the disk full? Choose another place with -o.",
                "the zip archive cannot be written");
    return OUTCHECK_ERROR_INPUT;
}

enum outcheck_status archive_write(struct arena *arena, const char *path,
                                   const struct archive_file *files, size_t count,
                                   struct problems *problems)
{
    const char *beside = file_beside(arena, path);
    int error = 0;
    zip_t *zip = zip_open(beside, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!zip) {
        return refuse(path, problems);
    }
    if (!add_files(zip, files, count)) {
        zip_discard(zip);
        file_remove(beside);
        return refuse(path, problems);
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        file_remove(beside);
        return refuse(path, problems);
    }
    return file_move_into_place(beside, path, problems);
}
