/*
 * Writing the pack: texts, draft, calendar entry, workbook, copies, and the hashes of all
 * of them. The first failure takes back what was written.
 */
#include "base/hash.h"
#include "base/text.h"
#include "flow/notify_job.h"

#include <string.h>

enum { PACK_FILE_LIMIT = 500000000 };

#define WORKBOOK_NAME "notification.xlsx"
#define SUMS_NAME     "SHA256SUMS"

struct packed {
    const char *name;
    struct bytes bytes;
};

struct pack {
    struct notify_job *job;
    struct packed *items;
    size_t count;
    size_t capacity;
};

static void add(struct pack *pack, const char *name, struct bytes bytes)
{
    *arena_add(pack->job->call->arena, pack->items, pack->count, pack->capacity) =
        (struct packed){name, bytes};
}

static void add_text(struct pack *pack, const char *name, const char *text)
{
    add(pack, name, (struct bytes){.data = text, .length = strlen(text)});
}

static const char *path_of(const struct pack *pack, const char *name)
{
    return path_join(pack->job->call->arena, pack->job->folder, name);
}

static enum outcheck_status make_items(struct pack *pack)
{
    struct arena *arena = pack->job->call->arena;
    const struct notice *notice = &pack->job->notice;
    struct bytes mail = {0};
    const enum outcheck_status status =
        notice_mail(arena, notice, &mail, pack->job->call->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    add_text(pack, "cover-note.txt", notice_cover_note(arena, notice));
    add(pack, "draft.eml", mail);
    add_text(pack, "draft.txt",
             text_format(arena, "To: %s\nSubject: %s\n\n%s", notice->policy->recipient,
                         notice_subject(arena, notice), notice_letter(arena, notice)));
    const char *calendar = notice_calendar_entry(arena, notice);
    if (!calendar) {
        problem_add(pack->job->call->problems, OUTCHECK_ERROR_INPUT,
                    place_of_file("deadline.ics"),
                    "Install the library libical (libical3).",
                    "the calendar entry cannot be written");
        return OUTCHECK_ERROR_INPUT;
    }
    add_text(pack, "deadline.ics", calendar);
    add_text(pack, "outputs.csv", notice_outputs_csv(arena, notice));
    add_text(pack, "checklist.txt", notice_checklist(arena, notice));
    for (size_t i = 0; i < notice->file_count; i++) {
        if (notice->files[i].kind == NOTICE_PUBLICATION) {
            add(pack, notice->files[i].name, notice->files[i].bytes);
        }
    }
    return OUTCHECK_OK;
}

static bool is_taken(const struct pack *pack, size_t index)
{
    const char *name = pack->items[index].name;
    bool taken = text_equals_ignoring_case(name, WORKBOOK_NAME) ||
                 text_equals_ignoring_case(name, SUMS_NAME);
    for (size_t i = 0; i < index; i++) {
        taken = taken || text_equals_ignoring_case(name, pack->items[i].name);
    }
    return taken;
}

static enum outcheck_status check_names(const struct pack *pack)
{
    for (size_t i = 0; i < pack->count; i++) {
        if (is_taken(pack, i)) {
            problem_add(pack->job->call->problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(pack->items[i].name), "Rename the publication.",
                        "two files of the pack would have this name");
            return OUTCHECK_ERROR_USAGE;
        }
    }
    return OUTCHECK_OK;
}

static enum outcheck_status write_items(struct pack *pack)
{
    struct call *call = pack->job->call;
    enum outcheck_status status =
        folder_make(call->arena, pack->job->folder, call->problems);
    for (size_t i = 0; i < pack->count && status == OUTCHECK_OK; i++) {
        status = file_write(call->arena, path_of(pack, pack->items[i].name),
                            pack->items[i].bytes, call->problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    const char *path = path_of(pack, WORKBOOK_NAME);
    struct bytes bytes = {0};
    status = notice_workbook(&pack->job->notice, path, call->problems);
    if (status == OUTCHECK_OK) {
        status = file_read(call->arena, path, PACK_FILE_LIMIT, &bytes, call->problems);
        add(pack, WORKBOOK_NAME, bytes);
    }
    return status;
}

static enum outcheck_status write_sums(struct pack *pack)
{
    struct call *call = pack->job->call;
    const char *text = "";
    for (size_t i = 0; i < pack->count; i++) {
        const struct packed *item = &pack->items[i];
        text = text_format(call->arena, "%s%s  %s\n", text,
                           hash_sha256(call->arena, item->bytes.data, item->bytes.length),
                           item->name);
    }
    const struct bytes bytes = {.data = text, .length = strlen(text)};
    pack->job->sums_sha256 = hash_sha256(call->arena, text, bytes.length);
    return file_write(call->arena, path_of(pack, SUMS_NAME), bytes, call->problems);
}

static void take_back(const struct pack *pack)
{
    for (size_t i = 0; i < pack->count; i++) {
        file_remove(path_of(pack, pack->items[i].name));
    }
    file_remove(path_of(pack, WORKBOOK_NAME));
    file_remove(path_of(pack, SUMS_NAME));
}

enum outcheck_status notify_write_pack(struct notify_job *job)
{
    struct pack pack = {.job = job};
    enum outcheck_status status = make_items(&pack);
    if (status == OUTCHECK_OK) {
        status = check_names(&pack);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    status = write_items(&pack);
    if (status == OUTCHECK_OK) {
        status = write_sums(&pack);
    }
    if (status != OUTCHECK_OK) {
        take_back(&pack);
    }
    return status;
}
