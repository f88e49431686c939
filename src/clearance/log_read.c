/*
 * Reading the log and finding what is wrong with it. A line that is not as it was written
 * is no entry; those behind it are judged on their own.
 */
#include "base/locked_file.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "clearance/log_head.h"
#include "clearance/log_line.h"

#include <string.h>

enum { FAULT_LIMIT = 100 };

struct log_reading {
    struct arena *arena;
    struct log_book *book;
    size_t entry_capacity;
    size_t fault_capacity;
    size_t line;          /* of the file, from 1 */
    uint64_t expected;    /* the number that comes next */
    const char *previous; /* the hash that the next line must hold; NULL: unknown */
};

static void add_fault(struct log_reading *reading, enum log_fault_kind kind, size_t line,
                      const char *sentence)
{
    struct log_book *book = reading->book;
    if (book->fault_count < FAULT_LIMIT) {
        *arena_add(reading->arena, book->faults, book->fault_count,
                   reading->fault_capacity) = (struct log_fault){kind, line, sentence};
    }
}

static void check_place(struct log_reading *reading, const struct log_entry *entry,
                        const char *previous)
{
    const unsigned long long number = entry->number;
    const unsigned long long expected = reading->expected;
    if (number > expected) {
        add_fault(reading, LOG_MISSING, reading->line,
                  number == expected + 1
                      ? text_format(reading->arena, "event %llu is missing", expected)
                      : text_format(reading->arena, "events %llu to %llu are missing",
                                    expected, number - 1));
    } else if (number < expected) {
        add_fault(
            reading, LOG_ORDER, reading->line,
            text_format(reading->arena, "event %llu stands in the wrong place", number));
    } else if (reading->previous && !text_equals(previous, reading->previous)) {
        add_fault(reading, LOG_CHANGED, reading->line,
                  text_format(reading->arena, "event %llu does not follow event %llu",
                              number, number - 1));
    }
}

static void read_line(struct log_reading *reading, struct bytes line)
{
    struct log_entry entry;
    const char *previous = NULL;
    reading->line++;
    if (!log_line_read(reading->arena, line, &entry, &previous)) {
        add_fault(reading, LOG_CHANGED, reading->line, "the line was changed");
        reading->expected++;
        reading->previous = NULL;
        return;
    }
    check_place(reading, &entry, previous);
    reading->expected = entry.number + 1;
    reading->previous = entry.hash;
    struct log_book *book = reading->book;
    *arena_add(reading->arena, book->entries, book->count, reading->entry_capacity) =
        entry;
}

/* The hash of the event with that number, or NULL. */
static const char *hash_of(const struct log_book *book, uint64_t number)
{
    for (size_t i = book->count; i-- > 0;) {
        if (book->entries[i].number == number) {
            return book->entries[i].hash;
        }
    }
    return NULL;
}

static void check_head(struct log_reading *reading, const struct log_head *head)
{
    const struct log_book *book = reading->book;
    const uint64_t last = reading->expected - 1;
    if (!head->exists) {
        if (last > 1) {
            add_fault(reading, LOG_HEAD, 0, "the head of the log is missing");
        }
    } else if (head->number == 0) {
        add_fault(reading, LOG_HEAD, 0, "the head of the log was changed");
    } else if (head->number > last) {
        const unsigned long long first = last + 1;
        add_fault(
            reading, LOG_CUT, reading->line,
            head->number == first
                ? text_format(reading->arena, "event %llu is missing at the end", first)
                : text_format(reading->arena,
                              "events %llu to %llu are missing at the end", first,
                              (unsigned long long)head->number));
    } else if (head->number + 1 < last ||
               !text_equals(hash_of(book, head->number), head->hash)) {
        add_fault(reading, LOG_HEAD, 0, "the head does not belong to this log");
    }
}

static void read_lines(struct log_reading *reading, struct bytes bytes)
{
    size_t begin = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        if (bytes.data[i] == '\n') {
            read_line(reading, (struct bytes){bytes.data + begin, i - begin});
            begin = i + 1;
        }
    }
    if (begin < bytes.length) {
        add_fault(reading, LOG_UNFINISHED, reading->line + 1,
                  text_format(reading->arena,
                              "the last line is unfinished: a program was stopped while "
                              "it wrote (%zu bytes)",
                              bytes.length - begin));
    }
}

enum outcheck_status log_read(struct arena *arena, const char *folder,
                              struct log_book *book, struct problems *problems)
{
    const char *path = path_join(arena, folder, LOG_NAME);
    struct bytes bytes = {.data = ""};
    struct log_head head = {0};
    struct log_reading reading = {
        .arena = arena,
        .book = book,
        .expected = 1,
        .previous = log_first_hash,
    };
    *book = (struct log_book){0};
    enum outcheck_status status = OUTCHECK_OK;
    struct locked_file file = {.descriptor = -1};
    if (file_kind_of(path) != FILE_MISSING) {
        status = locked_file_open(&file, path, LOCK_TO_READ, problems);
        if (status == OUTCHECK_OK) {
            status = locked_file_read(&file, arena, 0, &bytes, problems);
        }
    }
    if (status == OUTCHECK_OK) {
        status = log_head_read(arena, path, &head, problems);
    }
    locked_file_close(&file);
    if (status == OUTCHECK_OK) {
        read_lines(&reading, bytes);
        check_head(&reading, &head);
        book->head = book->count ? book->entries[book->count - 1].hash : NULL;
    }
    return status;
}

const struct log_entry *log_last(const struct log_book *book, const char *name)
{
    for (size_t i = book->count; i-- > 0;) {
        if (text_equals(book->entries[i].event.name, name)) {
            return &book->entries[i];
        }
    }
    return NULL;
}

const struct log_detail *log_find_detail(const struct log_entry *entry, const char *key)
{
    for (size_t i = 0; i < entry->event.detail_count; i++) {
        if (text_equals(entry->event.details[i].key, key)) {
            return &entry->event.details[i];
        }
    }
    return NULL;
}
