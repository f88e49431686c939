/*
 * Conditions of a policy's own rules, over one cell: SQL expressions, judged by SQLite.
 *
 *     n < 30 AND role = 'mean'
 *     category('Provider type') LIKE '%college%' AND share_of_row > 90
 *
 * A condition is one expression: no query, no table, no file, no setting, no function
 * outside a short list; and it may take EXPRESSION_STEP_LIMIT steps. What is not known
 * about a cell is NULL, and so an answer can be "unknown", which must never count as
 * "no".
 *
 * Not for two threads at once.
 */
#ifndef OUTCHECK_POLICY_EXPRESSION_H
#define OUTCHECK_POLICY_EXPRESSION_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { EXPRESSION_BYTE_LIMIT = 4096, EXPRESSION_STEP_LIMIT = 100000 };

struct expression;

enum expression_result {
    EXPRESSION_FALSE,
    EXPRESSION_TRUE,
    EXPRESSION_UNKNOWN, /* something that it asks for is not known of this cell */
    EXPRESSION_STOPPED, /* it took too long, or failed on this cell */
};

/* What a condition can ask about a cell. A number that is not known is NAN; text that is
 * not known is NULL. */
struct expression_cell {
    double value; /* as printed */
    double n;     /* the unweighted count behind the cell; itself for counts */
    double count; /* the same as n */
    double numerator;
    double denominator;
    double share_of_row;    /* percent */
    double share_of_column; /* percent */
    const char *role;       /* "count", "mean", ...: the words of the sidecar */
    const char *state;      /* "number", "hidden", ... */
    const char *table_id;   /* "T01" */
    const char *table_title;
    const char *output; /* the path as shown to people */
    const char *label;  /* "North East x Female" */

    /* The label of the dimension of this name, or NULL where there is none; for
     * category(). */
    const char *(*category)(const void *context, const char *dimension);
    const void *context;
};

/* NULL when the condition is wrong; then `*sentence` says why. Release when done. */
const struct expression *expression_compile(struct arena *arena, const char *condition,
                                            const char **sentence);
void expression_release(const struct expression *expression); /* accepts NULL */

enum expression_result expression_evaluate(const struct expression *expression,
                                           const struct expression_cell *cell);

/* The names that may stand in conditions and, in braces, in messages; NULL past the end.
 */
const char *expression_field_at(size_t index);

/* "{label}: {n} learners" with the cell's values; "?" for what is not known. */
const char *expression_message(struct arena *arena, const char *message,
                               const struct expression_cell *cell);

/* The first name in braces that is no field, or NULL when all are. */
const char *expression_message_mistake(struct arena *arena, const char *message);

#endif
