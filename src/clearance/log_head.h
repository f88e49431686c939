/*
 * The head of the log: number and hash of its last line, in a file beside it.
 */
#ifndef OUTCHECK_CLEARANCE_LOG_HEAD_H
#define OUTCHECK_CLEARANCE_LOG_HEAD_H

#include "clearance/event_log.h"

struct log_head {
    bool exists;
    uint64_t number; /* 0: the file cannot be read as a head */
    const char *hash;
};

OUTCHECK_MUST_CHECK enum outcheck_status log_head_read(struct arena *arena,
                                                       const char *log_path,
                                                       struct log_head *head,
                                                       struct problems *problems);

OUTCHECK_MUST_CHECK enum outcheck_status log_head_write(struct arena *arena,
                                                        const char *log_path,
                                                        const struct log_entry *last,
                                                        struct problems *problems);

/* Whether the log, which ends in `last` (number 0: it is empty), ends as the head says,
 * or one line later: the program that added the line was killed before it wrote the head.
 * `previous` is what the last line says of the one before it. */
bool log_head_fits(const struct log_head *head, const struct log_entry *last,
                   const char *previous);

#endif
