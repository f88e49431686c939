/*
 * A database, as little of one as the register needs: statements with `?`, whole
 * transactions, text and numbers. Two drivers: SQLite for a file, ODBC for a server.
 *
 * Every failure is a problem with the database's own words. A statement is released by
 * sql_finish(), the store by sql_store_close(), which rolls back what was not committed.
 */
#ifndef OUTCHECK_CLEARANCE_SQL_STORE_H
#define OUTCHECK_CLEARANCE_SQL_STORE_H

#include "base/problems.h"

#include <stdbool.h>
#include <stdint.h>

enum sql_access {
    SQL_STORE_READ,  /* it must exist; nothing is written */
    SQL_STORE_WRITE, /* made where it is missing */
};

struct sql_store;
struct sql_statement;

/* `where`: the path of an SQLite file, or "odbc:" and a data source or a connection
 * string ("odbc:team", "odbc:Driver=PostgreSQL Unicode;Servername=..."). */
OUTCHECK_MUST_CHECK enum outcheck_status
sql_store_open(struct arena *arena, const char *where, enum sql_access access,
               struct sql_store **store, struct problems *problems);
void sql_store_close(struct sql_store *store); /* accepts NULL */

/* What it is called in messages; without passwords. */
const char *sql_store_name(const struct sql_store *store);

/* A statement without parameters and rows. In it KEYTEXT stands for a text that can be a
 * key, LONGTEXT for one of any length. */
OUTCHECK_MUST_CHECK enum outcheck_status sql_run(struct sql_store *store, const char *sql,
                                                 struct problems *problems);

OUTCHECK_MUST_CHECK enum outcheck_status sql_begin(struct sql_store *store,
                                                   struct problems *problems);
OUTCHECK_MUST_CHECK enum outcheck_status sql_commit(struct sql_store *store,
                                                    struct problems *problems);
void sql_roll_back(struct sql_store *store);

/* Whether there is a table of that name. */
OUTCHECK_MUST_CHECK enum outcheck_status sql_has_table(struct sql_store *store,
                                                       const char *table, bool *exists,
                                                       struct problems *problems);

/* The database's own check of itself: NULL, or its first complaint. */
OUTCHECK_MUST_CHECK enum outcheck_status sql_check(struct sql_store *store,
                                                   struct arena *arena,
                                                   const char **complaint,
                                                   struct problems *problems);

OUTCHECK_MUST_CHECK enum outcheck_status sql_prepare(struct sql_store *store,
                                                     const char *sql,
                                                     struct sql_statement **statement,
                                                     struct problems *problems);

enum { SQL_VALUE_LIMIT = 24 };

/* Parameters count from 0. Texts must live until the statement has run. */
void sql_bind_integer(struct sql_statement *statement, int index, int64_t value);
void sql_bind_number(struct sql_statement *statement, int index,
                     double value); /* NULL where it is not finite */
void sql_bind_text(struct sql_statement *statement, int index,
                   const char *value); /* accepts NULL */

/* The next row; the first call runs the statement. */
OUTCHECK_MUST_CHECK enum outcheck_status
sql_step(struct sql_statement *statement, bool *has_row, struct problems *problems);

/* Prepares a statement with one whole number as its parameter and steps to the first row.
 */
OUTCHECK_MUST_CHECK enum outcheck_status
sql_rows_of(struct sql_store *store, const char *sql, int64_t number,
            struct sql_statement **statement, bool *has_row, struct problems *problems);

/* Runs a statement without rows and makes it ready for the next parameters. */
OUTCHECK_MUST_CHECK enum outcheck_status sql_execute(struct sql_statement *statement,
                                                     struct problems *problems);

/* Columns of the row, from 0; texts live until the next step. */
int64_t sql_integer(const struct sql_statement *statement, int column); /* 0 for NULL */
double sql_number(const struct sql_statement *statement, int column);   /* NAN for NULL */
const char *sql_text(const struct sql_statement *statement, int column); /* NULL */

void sql_finish(struct sql_statement *statement); /* accepts NULL */

#endif
