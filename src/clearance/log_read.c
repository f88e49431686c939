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
    uint64_t highest;     /* number so far */
    const char *previous; /* the hash that the next line must hold; NULL: unknown */
};

static void add_fault(struct log_reading *reading, struct log_fault fault)
{
    struct log_book *book = reading->book;
    if (book->fault_count < FAULT_LIMIT) {
        *arena_add(reading->arena, book->faults, book->fault_count,
                   reading->fault_capacity) = fault;
    }
}

/* A gap may be no loss: add_losses() looks whether its events stand further down. */
static void check_place(struct log_reading *reading, const struct log_entry *entry,
                        const char *previous)
{
    const unsigned long long number = entry->number;
    struct log_fault fault = {.line = reading->line};
    if (entry->number > reading->expected) {
        fault.kind = LOG_MISSING;
        fault.first = reading->expected;
        fault.last = entry->number - 1;
    } else if (entry->number < reading->expected) {
        fault.kind = LOG_ORDER;
        fault.sentence =
            text_format(reading->arena, "event %llu stands in the wrong place", number);
    } else if (reading->previous && !text_equals(previous, reading->previous)) {
        fault.kind = LOG_CHANGED;
        fault.sentence = text_format(
            reading->arena, "event %llu does not follow event %llu", number, number - 1);
    } else {
        return;
    }
    add_fault(reading, fault);
}

static void read_line(struct log_reading *reading, struct bytes line)
{
    struct log_entry entry;
    const char *previous = NULL;
    reading->line++;
    if (!log_line_read(reading->arena, line, &entry, &previous)) {
        add_fault(reading, (struct log_fault){.kind = LOG_CHANGED,
                                              .line = reading->line,
                                              .sentence = "the line was changed"});
        reading->highest =
            reading->highest < reading->expected ? reading->expected : reading->highest;
        reading->expected++;
        reading->previous = NULL;
        return;
    }
    check_place(reading, &entry, previous);
    reading->expected = entry.number + 1;
    reading->highest = reading->highest < entry.number ? entry.number : reading->highest;
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

/* "event 2 is missing"; NULL where all of them stand somewhere in the log. */
static const char *loss(struct log_reading *reading, uint64_t first, uint64_t last,
                        const char *where)
{
    bool is_lost = false;
    const uint64_t end = last - first < FAULT_LIMIT ? last : first + FAULT_LIMIT;
    for (uint64_t number = first; number <= end && !is_lost; number++) {
        is_lost = !hash_of(reading->book, number);
    }
    if (!is_lost) {
        return NULL;
    }
    return first == last
               ? text_format(reading->arena, "event %llu is missing%s",
                             (unsigned long long)first, where)
               : text_format(reading->arena, "events %llu to %llu are missing%s",
                             (unsigned long long)first, (unsigned long long)last, where);
}

/* Gaps become faults in words, or nothing where the events only stand elsewhere. */
static void add_losses(struct log_reading *reading)
{
    struct log_book *book = reading->book;
    size_t kept = 0;
    for (size_t i = 0; i < book->fault_count; i++) {
        struct log_fault fault = book->faults[i];
        if (fault.kind == LOG_MISSING) {
            fault.sentence = loss(reading, fault.first, fault.last, "");
        }
        if (fault.sentence) {
            book->faults[kept++] = fault;
        }
    }
    book->fault_count = kept;
}

static void check_head(struct log_reading *reading, const struct log_head *head)
{
    const struct log_book *book = reading->book;
    const uint64_t last = reading->highest;
    struct log_fault fault = {.kind = LOG_HEAD};
    if (!head->exists) {
        fault.sentence = last > 1 ? "the head of the log is missing" : NULL;
    } else if (head->number == 0) {
        fault.sentence = "the head of the log was changed";
    } else if (head->number > last) {
        fault.kind = LOG_CUT;
        fault.line = reading->line;
        fault.sentence = loss(reading, last + 1, head->number, " at the end");
    } else if (head->number + 1 < last ||
               !text_equals(hash_of(book, head->number), head->hash)) {
        fault.sentence = "the head does not belong to this log";
    }
    if (fault.sentence) {
        add_fault(reading, fault);
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
        add_fault(reading, (struct log_fault){
                               .kind = LOG_UNFINISHED,
                               .line = reading->line + 1,
                               .sentence = "the last line is unfinished: a program was "
                                           "stopped while it wrote",
                           });
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
        add_losses(&reading);
        check_head(&reading, &head);
        book->head = book->count ? book->entries[book->count - 1].hash : NULL;
    }
    return status;
}

bool log_is_sound(const struct log_book *book)
{
    return book->fault_count == 0 ||
           (book->fault_count == 1 && book->faults[0].kind == LOG_UNFINISHED);
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
