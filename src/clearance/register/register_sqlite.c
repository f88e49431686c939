/*
 * The register in an SQLite file: the only file of the register that includes SQLite.
 *
 * A rollback journal and full synchronisation: a program that is killed at any moment
 * leaves the state before its transaction, and the next one to open the file rolls back.
 * No write-ahead log, for readers of a folder that may not be written to could not use
 * it.
 *
 * The file may come from anywhere: no schema is trusted, no extension is loaded, and what
 * takes too long is stopped.
 */
#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/register/sql_driver.h"

#include <sqlite3.h>

#include <math.h>
#include <string.h>

enum {
    WAIT_MILLISECONDS = 20000,
    STEPS_BETWEEN_LOOKS = 100000,
    SECONDS_A_STATEMENT = 600,
    LENGTH_LIMIT = 100000000, /* bytes of one value */
};

struct sqlite_state {
    sqlite3 *database;
    double started; /* when the running statement began */
    bool in_transaction;
};

static struct sqlite_state *state_of(const struct sql_store *store)
{
    return store->handle;
}

static enum outcheck_status refuse(const struct sql_store *store, const char *what,
                                   struct problems *problems)
{
    struct sqlite_state *state = state_of(store);
    const int code = sqlite3_errcode(state->database);
    const char *hint = "Check that it is a register, with outcheck register verify.";
    if ((code & 0xff) == SQLITE_BUSY) {
        hint = "Another program is writing to it: try again.";
    } else if ((code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_IOERR) {
        hint = "Is the disk full?";
    }
    problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(store->name), hint,
                "%s: %s", what, sqlite3_errmsg(state->database));
    return OUTCHECK_ERROR_INPUT;
}

static int is_too_late(void *context)
{
    const struct sqlite_state *state = context;
    return clock_seconds() - state->started > SECONDS_A_STATEMENT;
}

/* Every statement begins with a look at the clock. */
static void start_clock(const struct sql_store *store)
{
    state_of(store)->started = clock_seconds();
}

static enum outcheck_status run(struct sql_store *store, const char *sql,
                                struct problems *problems)
{
    start_clock(store);
    return sqlite3_exec(state_of(store)->database, sql, NULL, NULL, NULL) == SQLITE_OK
               ? OUTCHECK_OK
               : refuse(store, "the register could not be used", problems);
}

static void guard(struct sqlite_state *state)
{
    sqlite3 *database = state->database;
    (void)sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    (void)sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    (void)sqlite3_limit(database, SQLITE_LIMIT_LENGTH, LENGTH_LIMIT);
    (void)sqlite3_busy_timeout(database, WAIT_MILLISECONDS);
    sqlite3_progress_handler(database, STEPS_BETWEEN_LOOKS, is_too_late, state);
}

/* Read and write in both cases: a reader, too, must roll back what a killed program left.
 * Where the file or the folder may not be written to, SQLite opens it to read. */
static enum outcheck_status open_file(struct sql_store *store, enum sql_access access,
                                      struct problems *problems)
{
    struct sqlite_state *state = arena_new(store->arena, struct sqlite_state);
    store->handle = state;
    const enum file_kind kind = file_kind_of(store->where);
    if (kind != FILE_REGULAR && !(access == SQL_STORE_WRITE && kind == FILE_MISSING)) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(store->name),
                    "The first outcheck register add makes it.",
                    kind == FILE_MISSING ? "there is no register" : "this is not a file");
        return OUTCHECK_ERROR_INPUT;
    }
    const int flags =
        SQLITE_OPEN_READWRITE | (access == SQL_STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(store->where, &state->database, flags, NULL) != SQLITE_OK) {
        return refuse(store, "cannot open the register", problems);
    }
    guard(state);
    const enum outcheck_status status =
        run(store, "PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL", problems);
    if (status != OUTCHECK_OK || access == SQL_STORE_WRITE) {
        return status;
    }
    return run(store, "PRAGMA query_only=ON", problems);
}

static void roll_back(struct sql_store *store)
{
    struct sqlite_state *state = state_of(store);
    if (state->in_transaction) {
        (void)sqlite3_exec(state->database, "ROLLBACK", NULL, NULL, NULL);
        state->in_transaction = false;
    }
}

static void close_file(struct sql_store *store)
{
    struct sqlite_state *state = state_of(store);
    if (state && state->database) {
        roll_back(store);
        (void)sqlite3_close_v2(state->database);
        state->database = NULL;
    }
}

static enum outcheck_status begin(struct sql_store *store, struct problems *problems)
{
    const enum outcheck_status status = run(store, "BEGIN IMMEDIATE", problems);
    state_of(store)->in_transaction = status == OUTCHECK_OK;
    return status;
}

static enum outcheck_status commit(struct sql_store *store, struct problems *problems)
{
    const enum outcheck_status status = run(store, "COMMIT", problems);
    state_of(store)->in_transaction =
        state_of(store)->in_transaction && status != OUTCHECK_OK;
    return status;
}

/* ---- statements ---- */

static enum outcheck_status prepare(struct sql_statement *statement, const char *sql,
                                    struct problems *problems)
{
    sqlite3_stmt *handle = NULL;
    start_clock(statement->store);
    if (sqlite3_prepare_v2(state_of(statement->store)->database, sql, -1, &handle,
                           NULL) != SQLITE_OK) {
        return refuse(statement->store, "the register cannot be read", problems);
    }
    statement->handle = handle;
    return OUTCHECK_OK;
}

static void bind(const struct sql_statement *statement, int index)
{
    sqlite3_stmt *handle = statement->handle;
    const struct sql_value *value = &statement->values[index];
    switch (value->kind) {
    case SQL_KIND_INTEGER:
        (void)sqlite3_bind_int64(handle, index + 1, value->integer);
        break;
    case SQL_KIND_NUMBER:
        (void)sqlite3_bind_double(handle, index + 1, value->number);
        break;
    case SQL_KIND_TEXT:
        (void)sqlite3_bind_text(handle, index + 1, value->text, -1, SQLITE_STATIC);
        break;
    case SQL_KIND_NULL:
    default:
        (void)sqlite3_bind_null(handle, index + 1);
        break;
    }
}

static void reset(struct sql_statement *statement)
{
    (void)sqlite3_reset(statement->handle);
}

static enum outcheck_status step(struct sql_statement *statement, bool *has_row,
                                 struct problems *problems)
{
    if (!statement->is_running) {
        reset(statement);
        for (int i = 0; i < statement->value_count; i++) {
            bind(statement, i);
        }
        start_clock(statement->store);
    }
    const int code = sqlite3_step(statement->handle);
    *has_row = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        return refuse(statement->store, "the register could not be used", problems);
    }
    return OUTCHECK_OK;
}

static int64_t column_integer(const struct sql_statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

static double column_number(const struct sql_statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL
               ? NAN
               : sqlite3_column_double(statement->handle, column);
}

static const char *column_text(const struct sql_statement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement->handle, column);
}

static void finish(struct sql_statement *statement)
{
    (void)sqlite3_finalize(statement->handle);
}

/* A true table: what reckons when it is read could be anything. */
static enum outcheck_status has_table(struct sql_store *store, const char *table,
                                      bool *exists, struct problems *problems)
{
    struct sql_statement *statement = NULL;
    enum outcheck_status status =
        sql_prepare(store,
                    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
                    " AND sql NOT LIKE '%VIRTUAL%' AND sql NOT LIKE '%GENERATED%'"
                    " AND sql NOT LIKE '% AS (%'",
                    &statement, problems);
    if (status == OUTCHECK_OK) {
        sql_bind_text(statement, 0, table);
        status = sql_step(statement, exists, problems);
    }
    sql_finish(statement);
    return status;
}

static enum outcheck_status check(struct sql_store *store, struct arena *arena,
                                  const char **complaint, struct problems *problems)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    *complaint = NULL;
    enum outcheck_status status =
        sql_prepare(store, "PRAGMA integrity_check(1)", &statement, problems);
    if (status == OUTCHECK_OK) {
        status = sql_step(statement, &has_row, problems);
    }
    if (status == OUTCHECK_OK && has_row) {
        const char *text = sql_text(statement, 0);
        *complaint = text_equals(text, "ok")
                         ? NULL
                         : text_copy(arena, text ? text : "", text ? strlen(text) : 0);
    }
    sql_finish(statement);
    return status;
}

const struct sql_driver sql_driver_sqlite = {
    .open = open_file,
    .close = close_file,
    .run = run,
    .begin = begin,
    .commit = commit,
    .roll_back = roll_back,
    .has_table = has_table,
    .check = check,
    .prepare = prepare,
    .step = step,
    .reset = reset,
    .integer = column_integer,
    .number = column_number,
    .text = column_text,
    .finish = finish,
};
