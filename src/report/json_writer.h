/*
 * JSON, written as it comes: no tree in memory, so that a document may have a million
 * findings.
 *
 * Commas and lines are the writer's work, the right order of calls is the caller's
 * (asserted). Numbers are the shortest that read back as the same double; what is no
 * number (NaN, infinity) is null, for JSON has no word for it. The members of the top
 * object and the items of its arrays stand on lines of their own, so that two documents
 * can be compared line by line.
 */
#ifndef OUTCHECK_REPORT_JSON_WRITER_H
#define OUTCHECK_REPORT_JSON_WRITER_H

#include "report/printer.h"

#include <stdbool.h>
#include <stdint.h>

enum { JSON_DEPTH_LIMIT = 16 };

struct json_writer {
    struct printer *printer;
    unsigned depth;
    unsigned line_depth; /* down to here, each value has its own line */
    bool has_items[JSON_DEPTH_LIMIT];
    char brackets[JSON_DEPTH_LIMIT];
    bool after_key;
};

struct json_writer json_writer_on(struct printer *printer, unsigned line_depth);

/* Ends the document with a new line; asserts that everything is closed. */
void json_writer_finish(struct json_writer *writer);

void json_write_object(struct json_writer *writer);
void json_write_array(struct json_writer *writer);
void json_write_end(struct json_writer *writer); /* of the innermost object or array */

void json_write_key(struct json_writer *writer, const char *key);

void json_write_text(struct json_writer *writer, const char *text); /* NULL is null */
void json_write_number(struct json_writer *writer, double number);
void json_write_count(struct json_writer *writer, uint64_t count);
void json_write_bool(struct json_writer *writer, bool value);
void json_write_null(struct json_writer *writer);

/* Key and value in one. */
void json_member_text(struct json_writer *writer, const char *key, const char *text);
void json_member_number(struct json_writer *writer, const char *key, double number);
void json_member_count(struct json_writer *writer, const char *key, uint64_t count);

/* The shortest decimal text that reads back as `number`, which must be finite. */
const char *json_number_text(struct arena *arena, double number);

#endif
