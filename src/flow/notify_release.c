/*
 * What was released, as the log says and as it stands in the release folder: the two must
 * agree, byte for byte.
 */
#include "base/date.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "flow/notify_job.h"

#include <string.h>

enum { HASH_DIGITS = 64, SUMS_BYTE_LIMIT = 10000000, FILE_BYTE_LIMIT = 500000000 };

static const size_t mail_byte_limit = 20000000;

static enum outcheck_status refuse(struct notify_job *job, const char *file,
                                   const char *hint, const char *sentence)
{
    problem_add(job->call->problems, OUTCHECK_ERROR_USAGE, place_of_file(file), hint,
                "%s", sentence);
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status read_file(struct notify_job *job, const char *path,
                                      size_t limit, struct bytes *bytes)
{
    return file_read(job->call->arena, path, limit, bytes, job->call->problems);
}

static void add_file(struct notify_job *job, const struct notice_file *file)
{
    size_t count = job->notice.file_count;
    *arena_add(job->call->arena, job->files, count, job->file_capacity) = *file;
    job->notice.files = job->files;
    job->notice.file_count = count;
}

/* ---- the publication ---- */

static enum outcheck_status read_publications(struct notify_job *job)
{
    for (size_t i = 0; i < job->options->publication_count; i++) {
        const char *path = job->options->publications[i];
        struct notice_file file = {.name = path_name(path), .kind = NOTICE_PUBLICATION};
        const enum outcheck_status status =
            read_file(job, path, FILE_BYTE_LIMIT, &file.bytes);
        if (status != OUTCHECK_OK) {
            return status;
        }
        file.sha256 = hash_sha256(job->call->arena, file.bytes.data, file.bytes.length);
        add_file(job, &file);
    }
    return OUTCHECK_OK;
}

/* ---- the release ---- */

/* A name of a file in the folder: no way out of it. */
static bool is_plain_name(const char *name)
{
    return *name && !strchr(name, '/') && !strchr(name, '\\') && *name != '.';
}

static enum outcheck_status read_cleared(struct notify_job *job, const char *line)
{
    struct arena *arena = job->call->arena;
    struct notice_file file = {.kind = NOTICE_CLEARED};
    if (strlen(line) < HASH_DIGITS + 3 || line[HASH_DIGITS] != ' ' ||
        line[HASH_DIGITS + 1] != ' ' || !is_plain_name(line + HASH_DIGITS + 2)) {
        return refuse(job, path_join(arena, job->release_folder, "SHA256SUMS"),
                      "Run outcheck release again.", "this is no list of hashes");
    }
    file.name = text_copy(arena, line + HASH_DIGITS + 2, strlen(line) - HASH_DIGITS - 2);
    file.sha256 = text_copy(arena, line, HASH_DIGITS);
    const char *path = path_join(arena, job->release_folder, file.name);
    const enum outcheck_status status =
        read_file(job, path, FILE_BYTE_LIMIT, &file.bytes);
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (!text_equals(hash_sha256(arena, file.bytes.data, file.bytes.length),
                     file.sha256)) {
        return refuse(job, path, "Run outcheck release again, or put the file back.",
                      "the file is not what was cleared");
    }
    if (!text_equals(file.name, "manifest.json")) { /* it names the checkers */
        add_file(job, &file);
    }
    return OUTCHECK_OK;
}

static enum outcheck_status read_sums(struct notify_job *job)
{
    struct arena *arena = job->call->arena;
    struct bytes bytes = {0};
    enum outcheck_status status =
        read_file(job, path_join(arena, job->release_folder, "SHA256SUMS"),
                  SUMS_BYTE_LIMIT, &bytes);
    const char *at = bytes.data;
    while (status == OUTCHECK_OK && *at) {
        const size_t length = strcspn(at, "\n");
        status = read_cleared(job, text_copy(arena, at, length));
        at += length + (at[length] ? 1 : 0);
    }
    return status;
}

static const char *joined_texts(struct arena *arena, const json_t *list)
{
    const char *text = "";
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *item = json_string_value(json_array_get(list, i));
        text = item ? text_format(arena, "%s%s%s", text, *text ? "; " : "", item) : text;
    }
    return text;
}

static const char *kept_text(struct arena *arena, const json_t *object, const char *key)
{
    const char *text = json_text(object, key);
    return text ? text_copy(arena, text, strlen(text)) : NULL;
}

/* Title, project and authors; the manifest's hash must be the one in the log. */
static enum outcheck_status read_manifest(struct notify_job *job,
                                          const struct log_entry *release)
{
    struct arena *arena = job->call->arena;
    struct notice *notice = &job->notice;
    const char *path = path_join(arena, job->release_folder, "manifest.json");
    struct bytes bytes = {0};
    const enum outcheck_status status = read_file(job, path, SUMS_BYTE_LIMIT, &bytes);
    if (status != OUTCHECK_OK) {
        return status;
    }
    notice->manifest_sha256 = hash_sha256(arena, bytes.data, bytes.length);
    if (!text_equals(notice->manifest_sha256, release->event.sha256)) {
        return refuse(job, path, "Name the folder of the release with --release.",
                      "this is not the release that the log knows");
    }
    json_t *manifest = json_read(path, bytes.data, bytes.length, job->call->problems);
    if (!manifest) {
        return OUTCHECK_ERROR_USAGE;
    }
    notice->project = kept_text(arena, manifest, "project");
    notice->authors = joined_texts(arena, json_object_get(manifest, "authors"));
    notice->title =
        job->options->title ? job->options->title : kept_text(arena, manifest, "title");
    json_decref(manifest);
    return OUTCHECK_OK;
}

static void warn_of_pack(struct notify_job *job)
{
    struct notice *notice = &job->notice;
    size_t bytes = 0;
    for (size_t i = 0; i < notice->file_count; i++) {
        bytes += notice->files[i].bytes.length;
    }
    if (bytes > mail_byte_limit) {
        notice_times_warn(&notice->times,
                          text_format(job->call->arena,
                                      "the files are %zu MB together; many mail systems "
                                      "refuse that",
                                      bytes / 1000000));
    }
    if (!job->options->publication_count) {
        notice_times_warn(&notice->times,
                          "there is no copy of the publication: name the file");
    }
    if (text_is_blank(notice->reference)) {
        notice_times_warn(&notice->times,
                          "there is no reference of the clearance: give --clearance");
    }
}

enum outcheck_status notify_read_release(struct notify_job *job)
{
    const struct log_entry *release = log_last(&job->log, "release");
    const char *log = path_join(job->call->arena, job->report_folder, LOG_NAME);
    if (!log_is_sound(&job->log)) {
        return refuse(job, log, "outcheck log verify says where.",
                      "the log is not whole, so nobody knows what was released");
    }
    if (!release) {
        return refuse(job, log, "Notice comes after clearance: see outcheck release.",
                      "nothing has been released yet");
    }
    if (!moment_read_utc(release->time, &job->notice.released)) {
        return refuse(job, log, "", "the log does not say when it was released");
    }
    enum outcheck_status status = read_manifest(job, release);
    if (status == OUTCHECK_OK) {
        status = read_publications(job);
    }
    if (status == OUTCHECK_OK) {
        status = read_sums(job);
    }
    if (status == OUTCHECK_OK) {
        warn_of_pack(job);
    }
    return status;
}
