/*
 * One line of the log: how it is written and what must hold of it alone.
 */
#ifndef OUTCHECK_CLEARANCE_LOG_LINE_H
#define OUTCHECK_CLEARANCE_LOG_LINE_H

#include "base/file.h"
#include "clearance/event_log.h"

enum { LOG_LINE_LIMIT = 65536 };

/* What stands for the line before the first. */
extern const char log_first_hash[];

/* The line with its new line. What is no UTF-8 is written as "?"; a line that would be
 * too long is cut in its object and details, never in its numbers. */
struct bytes log_line_write(struct arena *arena, const struct log_entry *entry,
                            const char *previous);

/* Reads a line (without its new line); false where it is not as log_line_write() wrote
 * it. */
bool log_line_read(struct arena *arena, struct bytes line, struct log_entry *entry,
                   const char **previous);

#endif
