/*
 * The only file that includes libzip.
 */
#include "base/archive.h"

#include "base/map.h"
#include "base/text.h"

#include <zip.h>

#include <string.h>

enum { PIECE_BYTES = 64 * 1024 };

struct archive {
    struct arena *arena;
    zip_t *zip;
    struct archive_member *members;
    size_t count;
    size_t capacity;
    struct map *names; /* in lower case */
    uint64_t unpacked;
};

static const char *damaged(struct arena *arena, const char *reason)
{
    return text_format(arena, "the zip archive is damaged (%s)", reason);
}

static const char *damaged_by(struct arena *arena, zip_error_t *error)
{
    const char *trouble = damaged(arena, zip_error_strerror(error));
    zip_error_fini(error);
    return trouble;
}

/* Members are found whatever the case of their letters and the kind of their slashes. */
static char *plain_name(struct arena *arena, const char *name)
{
    char *plain = arena_array(arena, strlen(name) + 1, char);
    for (size_t i = 0; name[i]; i++) {
        plain[i] = (char)(name[i] == '\\' ? '/' : name[i]);
    }
    return plain;
}

static const char *name_key(struct arena *arena, const char *name)
{
    char *key = plain_name(arena, name[0] == '/' ? name + 1 : name);
    for (size_t i = 0; key[i]; i++) {
        key[i] = (char)(key[i] >= 'A' && key[i] <= 'Z' ? key[i] | 0x20 : key[i]);
    }
    return key;
}

/* False with trouble where the name stands twice. */
static bool add_member(struct archive *archive, const zip_stat_t *stat,
                       const char **trouble)
{
    const char *name = plain_name(archive->arena, stat->name);
    if (!text_is_utf8(name, strlen(name))) {
        *trouble = damaged(archive->arena, "a name in it is no UTF-8");
        return false;
    }
    if (text_ends_with(name, "/")) {
        return true;
    }
    const char *key = name_key(archive->arena, name);
    if (map_add_text(archive->names, key, archive->count) != archive->count) {
        *trouble =
            text_format(archive->arena, "the zip archive holds %s more than once", name);
        return false;
    }
    *arena_add(archive->arena, archive->members, archive->count, archive->capacity) =
        (struct archive_member){
            .name = name,
            .bytes = stat->size,
            .packed_bytes = stat->comp_size,
            .index = (size_t)stat->index,
            .is_encrypted = stat->encryption_method != ZIP_EM_NONE,
        };
    return true;
}

static bool list_members(struct archive *archive, const char **trouble)
{
    const zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    if (count < 0 || count > ARCHIVE_MEMBER_LIMIT) {
        *trouble = text_format(archive->arena, "the zip archive holds more than %d files",
                               ARCHIVE_MEMBER_LIMIT);
        return false;
    }
    archive->names = map_create(archive->arena, (size_t)count);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        const zip_uint64_t wanted =
            ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_INDEX;
        if (zip_stat_index(archive->zip, (zip_uint64_t)i, 0, &stat) != 0 ||
            (stat.valid & wanted) != wanted) {
            *trouble = damaged(archive->arena, "a file in it cannot be found");
            return false;
        }
        if (!add_member(archive, &stat, trouble)) {
            return false;
        }
    }
    return true;
}

static zip_t *open_bytes(struct arena *arena, struct bytes bytes, const char **trouble)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.length, 0, &error);
    if (!source) {
        *trouble = damaged_by(arena, &error);
        return NULL;
    }
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (!zip) {
        zip_source_free(source);
        *trouble = damaged_by(arena, &error);
        return NULL;
    }
    zip_error_fini(&error);
    return zip;
}

struct archive *archive_open(struct arena *arena, struct bytes bytes,
                             const char **trouble)
{
    zip_t *zip = open_bytes(arena, bytes, trouble);
    if (!zip) {
        return NULL;
    }
    struct archive *archive = arena_new(arena, struct archive);
    *archive = (struct archive){.arena = arena, .zip = zip};
    if (!list_members(archive, trouble)) {
        archive_close(archive);
        return NULL;
    }
    return archive;
}

void archive_close(struct archive *archive)
{
    if (archive && archive->zip) {
        zip_discard(archive->zip);
        archive->zip = NULL;
    }
}

const struct archive_member *archive_members(const struct archive *archive, size_t *count)
{
    *count = archive->count;
    return archive->members;
}

const struct archive_member *archive_find(const struct archive *archive, const char *name)
{
    const size_t index = map_find_text(archive->names, name_key(archive->arena, name));
    return index == MAP_NONE ? NULL : &archive->members[index];
}

static bool stream_pieces(struct archive *archive, zip_file_t *file,
                          bool (*take)(void *context, struct bytes piece), void *context,
                          const char **trouble)
{
    char piece[PIECE_BYTES];
    for (;;) {
        const zip_int64_t got = zip_fread(file, piece, sizeof(piece));
        if (got < 0) {
            *trouble =
                damaged(archive->arena, zip_error_strerror(zip_file_get_error(file)));
            return false;
        }
        if (got == 0) {
            return true;
        }
        archive->unpacked += (uint64_t)got;
        if (archive->unpacked > ARCHIVE_BYTE_LIMIT) {
            *trouble =
                text_format(archive->arena, "the zip archive unpacks to more than %d MB",
                            ARCHIVE_BYTE_LIMIT / 1000000);
            return false;
        }
        if (!take(context, (struct bytes){.data = piece, .length = (size_t)got})) {
            return false;
        }
    }
}

bool archive_stream(struct archive *archive, const struct archive_member *member,
                    bool (*take)(void *context, struct bytes piece), void *context,
                    const char **trouble)
{
    if (member->is_encrypted) {
        *trouble = "it is protected by a password";
        return false;
    }
    zip_file_t *file = zip_fopen_index(archive->zip, member->index, 0);
    if (!file) {
        *trouble = damaged(archive->arena, zip_strerror(archive->zip));
        return false;
    }
    const bool is_whole = stream_pieces(archive, file, take, context, trouble);
    (void)zip_fclose(file);
    return is_whole;
}

/* A member on its way into one piece of memory. */
struct gathering {
    struct arena *arena;
    char *data;
    size_t length;
    size_t capacity;
    size_t limit;
};

static bool gather(void *context, struct bytes piece)
{
    struct gathering *to = context;
    if (piece.length > to->limit - to->length) {
        return false;
    }
    to->data =
        arena_grow(to->arena, to->data, &to->capacity, to->length + piece.length + 1, 1);
    memcpy(to->data + to->length, piece.data, piece.length);
    to->length += piece.length;
    return true;
}

bool archive_read(struct archive *archive, const struct archive_member *member,
                  size_t limit, struct bytes *content, const char **trouble)
{
    struct gathering to = {.arena = archive->arena, .limit = limit};
    to.data = arena_grow(to.arena, NULL, &to.capacity, 1, 1);
    *trouble = NULL;
    if (!archive_stream(archive, member, gather, &to, trouble)) {
        if (!*trouble) {
            *trouble = text_format(archive->arena, "%s in it is larger than %zu MB",
                                   member->name, limit / 1000000);
        }
        return false;
    }
    to.data[to.length] = '\0';
    *content = (struct bytes){.data = to.data, .length = to.length};
    return true;
}

/* ---- writing ---- */

static bool replace_member(zip_t *zip, const struct archive_replacement *replacement)
{
    const zip_uint64_t index = replacement->member->index;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip, index, 0, &stat) != 0) {
        return false;
    }
    zip_source_t *source =
        zip_source_buffer(zip, replacement->content.data, replacement->content.length, 0);
    if (!source) {
        return false;
    }
    if (zip_file_replace(zip, index, source, 0) != 0) {
        zip_source_free(source);
        return false;
    }
    const bool has_date = stat.valid & ZIP_STAT_MTIME;
    return zip_file_set_mtime(zip, index, has_date ? stat.mtime : 0, 0) == 0;
}

static bool read_source(struct arena *arena, zip_source_t *source, struct bytes *written)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) ||
        stat.size > ARCHIVE_BYTE_LIMIT || zip_source_open(source) != 0) {
        return false;
    }
    char *data = arena_array(arena, (size_t)stat.size + 1, char);
    const zip_int64_t got = zip_source_read(source, data, stat.size);
    (void)zip_source_close(source);
    *written = (struct bytes){.data = data, .length = (size_t)stat.size};
    return got >= 0 && (zip_uint64_t)got == stat.size;
}

static bool replace_in(zip_source_t *source,
                       const struct archive_replacement *replacements, size_t count)
{
    zip_t *zip = zip_open_from_source(source, 0, NULL);
    if (!zip) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!replace_member(zip, &replacements[i])) {
            zip_discard(zip);
            return false;
        }
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        return false;
    }
    return true;
}

/* A copy that the library owns: it frees pieces of what it writes over. */
static zip_source_t *source_of(struct bytes bytes)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!source) {
        return NULL;
    }
    const bool is_copied =
        zip_source_begin_write(source) == 0 &&
        zip_source_write(source, bytes.data, bytes.length) == (zip_int64_t)bytes.length &&
        zip_source_commit_write(source) == 0;
    if (!is_copied) {
        zip_source_free(source);
        return NULL;
    }
    return source;
}

bool archive_replace(struct arena *arena, struct bytes bytes,
                     const struct archive_replacement *replacements, size_t count,
                     struct bytes *written, const char **trouble)
{
    zip_source_t *source = source_of(bytes);
    if (!source) {
        *trouble = "the zip archive could not be written";
        return false;
    }
    zip_source_keep(source);
    bool is_written = replace_in(source, replacements, count);
    is_written = is_written && read_source(arena, source, written);
    zip_source_free(source);
    if (!is_written) {
        *trouble = "the zip archive could not be written";
    }
    return is_written;
}
