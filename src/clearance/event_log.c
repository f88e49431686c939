/*
 * Adding to the log. The order of the steps is what makes a kill at any moment harmless:
 * lock, mend head and end, add the line, then the head. A head that is one line behind is
 * a program that was killed between the last two; it is written before the next line, so
 * that it never falls behind by two.
 */
#include "clearance/event_log.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/locked_file.h"
#include "base/program.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/log_head.h"
#include "clearance/log_line.h"

#include <string.h>

struct log_writing {
    struct arena *arena;
    struct problems *problems;
    struct locked_file file;
    struct log_entry last; /* number 0 where the log is empty */
};

static enum outcheck_status refuse(const struct log_writing *log, const char *sentence)
{
    problem_add(log->problems, OUTCHECK_ERROR_INPUT, place_of_file(log->file.path),
                "See outcheck log verify. Keep this log and its head elsewhere, and a "
                "new one is begun.",
                "%s; nothing was added to it", sentence);
    return OUTCHECK_ERROR_INPUT;
}

static const char *last_hash(const struct log_writing *log)
{
    return log->last.number ? log->last.hash : log_first_hash;
}

static enum outcheck_status add_line(struct log_writing *log,
                                     const struct log_event *event)
{
    const struct log_entry entry = {
        .number = log->last.number + 1,
        .time = moment_text_utc(log->arena, clock_now()),
        .actor = program_actor(),
        .event = *event,
    };
    const char *previous = NULL;
    struct bytes line = log_line_write(log->arena, &entry, last_hash(log));
    if (line.length > LOG_LINE_LIMIT ||
        !log_line_read(log->arena, (struct bytes){line.data, line.length - 1}, &log->last,
                       &previous)) {
        return refuse(log, "the event does not fit into a line of the log");
    }
    const enum outcheck_status status =
        locked_file_append(&log->file, line, log->problems);
    return status == OUTCHECK_OK
               ? log_head_write(log->arena, log->file.path, &log->last, log->problems)
               : status;
}

/* The last lines of the file: enough for one whole line and one that is not. */
static enum outcheck_status read_end(const struct log_writing *log, struct bytes *end)
{
    const size_t room = (size_t)2 * LOG_LINE_LIMIT;
    const size_t from = log->file.length > room ? log->file.length - room : 0;
    return locked_file_read(&log->file, log->arena, from, end, log->problems);
}

/* Where the last line begins that ends at `length`. */
static size_t line_begin(const char *data, size_t length)
{
    size_t begin = length;
    while (begin > 0 && data[begin - 1] != '\n') {
        begin--;
    }
    return begin;
}

/* A killed program left part of a line. A whole line that lacks nothing but its new line
 * is finished; any other is taken away, and an event says so. */
static enum outcheck_status mend(struct log_writing *log, struct bytes part)
{
    const char *previous = NULL;
    struct log_entry entry;
    if (log_line_read(log->arena, part, &entry, &previous) &&
        entry.number == log->last.number + 1 && text_equals(previous, last_hash(log))) {
        const enum outcheck_status status =
            locked_file_append(&log->file, (struct bytes){"\n", 1}, log->problems);
        log->last = entry;
        return status == OUTCHECK_OK
                   ? log_head_write(log->arena, log->file.path, &log->last, log->problems)
                   : status;
    }
    enum outcheck_status status =
        locked_file_shorten(&log->file, log->file.length - part.length, log->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const struct log_detail bytes = {.key = "bytes", .count = (int64_t)part.length};
    const struct log_event event = {
        .name = "repair",
        .object = "an unfinished line",
        .sha256 = hash_sha256(log->arena, part.data, part.length),
        .details = &bytes,
        .detail_count = 1,
    };
    return add_line(log, &event);
}

/* Finds the last line and makes sure that the log ends where it was left. */
static enum outcheck_status find_end(struct log_writing *log)
{
    struct bytes end = {0};
    struct log_head head = {0};
    const char *previous = NULL;
    enum outcheck_status status = read_end(log, &end);
    if (status == OUTCHECK_OK) {
        status = log_head_read(log->arena, log->file.path, &head, log->problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    const size_t whole = line_begin(end.data, end.length);
    if (whole > 0) {
        const size_t begin = line_begin(end.data, whole - 1);
        const struct bytes line = {end.data + begin, whole - 1 - begin};
        if (!log_line_read(log->arena, line, &log->last, &previous)) {
            return refuse(log, "the last line of the log was changed");
        }
    }
    if (!log_head_fits(&head, &log->last, previous)) {
        return refuse(log, "the log does not end as it was left");
    }
    if (log->last.number && head.number != log->last.number) {
        status = log_head_write(log->arena, log->file.path, &log->last, log->problems);
    }
    const struct bytes part = {end.data + whole, end.length - whole};
    return status == OUTCHECK_OK && part.length ? mend(log, part) : status;
}

static enum outcheck_status append(struct arena *arena, const char *folder,
                                   const struct log_event *event,
                                   struct problems *problems)
{
    struct log_writing log = {.arena = arena, .problems = problems};
    enum outcheck_status status = folder_make(arena, folder, problems);
    if (status == OUTCHECK_OK) {
        status = locked_file_open(&log.file, path_join(arena, folder, LOG_NAME),
                                  LOCK_TO_WRITE, problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    status = find_end(&log);
    if (status == OUTCHECK_OK) {
        status = add_line(&log, event);
    }
    locked_file_close(&log.file);
    return status;
}

enum outcheck_status log_append(const char *folder, const struct log_event *event,
                                struct problems *problems)
{
    struct arena *scratch = arena_create(0);
    struct problems *own = problems_create(scratch);
    const enum outcheck_status status = append(scratch, folder, event, own);
    for (size_t i = 0; i < own->count; i++) {
        const struct problem *problem = &own->items[i];
        const char *file = problem->place.file;
        problem_add(
            problems, problem->status,
            place_of_file(file ? text_copy(problems->arena, file, strlen(file)) : NULL),
            text_copy(problems->arena, problem->hint, strlen(problem->hint)), "%s",
            problem->message);
    }
    arena_destroy(scratch);
    return status;
}
