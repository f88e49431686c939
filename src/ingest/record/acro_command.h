/*
 * What an ACRO session keeps of the call that made an output: which variables, which
 * statistics.
 *
 * `command` is one physical line of Python or R, cut where a call went over several
 * lines, or a line of Stata's own parser. Nothing is evaluated: names are taken from the
 * arguments, and what is not plain (an expression, a slice, a keyword that is not known)
 * makes the call unknown rather than half understood.
 */
#ifndef OUTCHECK_INGEST_ACRO_COMMAND_H
#define OUTCHECK_INGEST_ACRO_COMMAND_H

#include "base/arena.h"
#include "model/statistic.h"

#include <stdbool.h>
#include <stdint.h>

enum { ACRO_NAME_LIMIT = 8 };

enum acro_share {
    ACRO_NO_SHARE,
    ACRO_SHARE_OF_ROW,
    ACRO_SHARE_OF_COLUMN,
    ACRO_SHARE_OF_ALL
};

struct acro_command {
    bool is_known;    /* the whole call was understood */
    bool is_table;    /* crosstab or pivot_table */
    const char *data; /* "df": what all variables come from; "" */
    const char *index[ACRO_NAME_LIMIT];
    uint32_t index_count;
    const char *columns[ACRO_NAME_LIMIT];
    uint32_t column_count;
    const char *value;                       /* "children"; "" for counts */
    const char *statistics[ACRO_NAME_LIMIT]; /* "mean" */
    uint32_t statistic_count;
    enum acro_share share;
};

struct acro_command acro_command_parse(struct arena *arena, const char *text);

/* ROLE_MEAN for "mean" and "Mean"; ROLE_UNKNOWN for what is no statistic of ACRO's. */
enum role acro_statistic_role(const char *name);

#endif
