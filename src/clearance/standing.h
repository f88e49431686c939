/*
 * Where a submission stands: what its log says was done, and what comes next.
 *
 * Says only what the log says. A log that is not whole says nothing that counts.
 */
#ifndef OUTCHECK_CLEARANCE_STANDING_H
#define OUTCHECK_CLEARANCE_STANDING_H

#include "clearance/event_log.h"

enum notice_state {
    NOTICE_NOT_STARTED,
    NOTICE_DRAFTED,
    NOTICE_LATE, /* drafted, the limit has passed, and nobody said that it was sent */
    NOTICE_SENT,
    NOTICE_ACKNOWLEDGED,
    NOTICE_PUBLISHED, /* sent, and the time of the publication has come */
};

struct standing {
    bool is_whole;                    /* the log is */
    const struct log_entry *scan;     /* the last of each; NULL: none */
    const struct log_entry *decision; /* decide or assign */
    const struct log_entry *release;
    const struct log_entry *registered;
    const struct log_entry *notice;
    const struct log_entry *sent; /* of this notice */
    const struct log_entry *acknowledged;
    const char *state;      /* of the decisions: "cleared", ...; "" */
    bool is_scanned_again;  /* after the decisions */
    bool is_decided_again;  /* after the release */
    bool is_released_again; /* after the notice */
    enum notice_state notice_state;
    int64_t publication; /* of the notice: moments */
    int64_t deadline;
    int64_t send_by;
    const char *next; /* a sentence */
};

void standing_work_out(const struct log_book *book, int64_t now,
                       struct standing *standing);

const char *notice_state_name(enum notice_state state); /* "drafted" */

#endif
