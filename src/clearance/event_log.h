/*
 * The log: what was done with a submission, when and by whom, in the folder of its
 * report.
 *
 * One JSON line an event. Each line ends in the SHA-256 of its own text before that, and
 * holds the hash of the line before it: what is changed, missing or out of order is
 * found. Beside it stands `log.jsonl.head` with the number and hash of the last line:
 * lines missing at the end are found too. Who may write to the folder can still write a
 * new log; the head, kept elsewhere (a release holds it), shows that as well.
 *
 * Events hold file names, hashes, verdicts, counts of findings and dates: never a cell's
 * value.
 *
 * Several programs may add at the same time. One that is killed in the middle leaves an
 * unfinished line: the next one takes it away and says so in an event of its own
 * ("repair").
 */
#ifndef OUTCHECK_CLEARANCE_EVENT_LOG_H
#define OUTCHECK_CLEARANCE_EVENT_LOG_H

#include "base/problems.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOG_NAME "log.jsonl"

struct log_detail {
    const char *key;
    const char *text; /* NULL: `count` is the value */
    int64_t count;
};

struct log_event {
    const char *name;   /* "scan", "decide", "release", "notify", ... */
    const char *object; /* the file or thing it was done to; NULL */
    const char *sha256; /* of the object; NULL */
    const struct log_detail *details;
    size_t detail_count;
};

/* Adds an event to the log in `folder`, which is made where it is missing. The time is
 * clock_now(), the actor program_actor(). Refuses a log that does not end as it was left
 * (OUTCHECK_ERROR_INPUT): an addition would hide that something is missing. */
OUTCHECK_MUST_CHECK enum outcheck_status
log_append(const char *folder, const struct log_event *event, struct problems *problems);

struct log_entry {
    uint64_t number;  /* from 1 */
    const char *time; /* "2026-11-25T09:30:00Z" */
    const char *actor;
    struct log_event event;
    const char *hash;
};

enum log_fault_kind {
    LOG_CHANGED,    /* the line is not what was written */
    LOG_MISSING,    /* lines before this one are missing */
    LOG_ORDER,      /* the line stands in another place than it was written */
    LOG_CUT,        /* lines at the end are missing */
    LOG_UNFINISHED, /* the last line is not whole: a program was killed */
    LOG_HEAD,       /* the head does not belong to this log */
};

struct log_fault {
    enum log_fault_kind kind;
    size_t line;    /* from 1 in the file; 0: none */
    uint64_t first; /* LOG_MISSING: the events */
    uint64_t last;
    const char *sentence;
};

struct log_book {
    struct log_entry *entries; /* the lines that can be read, in the file's order */
    size_t count;
    struct log_fault *faults;
    size_t fault_count;
    const char *head; /* the hash of the last line; NULL where there is none */
};

/* Reads and checks the whole log; no log is an empty one. Faults are no problems: they
 * are what was asked for. */
OUTCHECK_MUST_CHECK enum outcheck_status log_read(struct arena *arena, const char *folder,
                                                  struct log_book *book,
                                                  struct problems *problems);

/* Whether it is whole, but perhaps for a last line that a killed program left unfinished
 * and that the next event takes away. */
bool log_is_sound(const struct log_book *book);

/* The last entry of that name, or NULL. */
const struct log_entry *log_last(const struct log_book *book, const char *name);

/* The detail of that key, or NULL. */
const struct log_detail *log_find_detail(const struct log_entry *entry, const char *key);

#endif
