/*
 * The register on a server, through ODBC: the only file of the register that includes
 * unixODBC.
 *
 * The statements are the same as for a file. Whole transactions, serialised by a lock on
 * one row that every writer takes first (register_write.c). What comes back is read as
 * text, numbers with all their digits.
 */
#include "base/text.h"
#include "clearance/register/sql_driver.h"

#include <sql.h>
#include <sqlext.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MESSAGE_LIMIT = 512,
    SECONDS_TO_CONNECT = 20,
    CELL_START = 256,
    NAME_LIMIT = 64,
};

static const size_t value_byte_limit = 100000000;

/* A column of the row that was fetched. */
struct odbc_column {
    char *text; /* grown as needed; NULL text: is_null */
    size_t capacity;
    bool is_null;
    double number; /* of columns that hold binary numbers */
    bool is_number;
};

struct odbc_statement {
    SQLHSTMT handle;
    SQLLEN lengths[SQL_VALUE_LIMIT];
    struct odbc_column columns[SQL_VALUE_LIMIT];
    SQLSMALLINT column_count;
};

static enum outcheck_status refuse(const struct sql_store *store, SQLSMALLINT kind,
                                   SQLHANDLE handle, const char *what,
                                   struct problems *problems)
{
    SQLCHAR state[6] = "";
    SQLCHAR message[MESSAGE_LIMIT] = "no reason given";
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    if (handle) {
        (void)SQLGetDiagRec(kind, handle, 1, state, &native, message, sizeof(message),
                            &length);
    }
    problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(store->name),
                "Check the data source, and that the server is there.", "%s: %s", what,
                text_squeezed(problems->arena, (const char *)message));
    return OUTCHECK_ERROR_INPUT;
}

static enum outcheck_status refuse_store(const struct sql_store *store,
                                         struct problems *problems)
{
    return refuse(store, SQL_HANDLE_DBC, store->handle, "the register could not be used",
                  problems);
}

/* A short text of the connection string type of ODBC, which is not const. */
static SQLCHAR *odbc_text(struct arena *arena, const char *text)
{
    const size_t size = strlen(text) + 1;
    SQLCHAR *copy = arena_array(arena, size, SQLCHAR);
    memcpy(copy, text, size);
    return copy;
}

/* Attributes are numbers in the place of a pointer. */
static SQLPOINTER as_attribute(SQLULEN number)
{
    SQLPOINTER pointer = NULL;
    memcpy(&pointer, &number, sizeof(pointer));
    return pointer;
}

/* SQL Server has other words for texts; its TEXT cannot be compared. */
static void learn_dialect(struct sql_store *store)
{
    SQLCHAR name[NAME_LIMIT] = "";
    SQLSMALLINT length = 0;
    (void)SQLGetInfo(store->handle, SQL_DBMS_NAME, name, sizeof(name), &length);
    if (strstr((const char *)name, "SQL Server")) {
        store->key_text = "NVARCHAR(400)";
        store->long_text = "NVARCHAR(MAX)";
    }
}

static enum outcheck_status connect_to(struct sql_store *store, enum sql_access access,
                                       struct problems *problems)
{
    (void)access; /* what a reader may do is the server's to say */
    SQLHENV environment = NULL;
    SQLHDBC connection = NULL;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment))) {
        return refuse(store, SQL_HANDLE_ENV, NULL, "ODBC cannot be used", problems);
    }
    store->environment = environment;
    (void)SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, as_attribute(SQL_OV_ODBC3),
                        0);
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection))) {
        return refuse(store, SQL_HANDLE_ENV, environment, "ODBC cannot be used",
                      problems);
    }
    store->handle = connection;
    (void)SQLSetConnectAttr(connection, SQL_ATTR_LOGIN_TIMEOUT,
                            as_attribute(SECONDS_TO_CONNECT), 0);
    const char *string = strchr(store->where, '=')
                             ? store->where
                             : text_format(store->arena, "DSN=%s", store->where);
    const SQLRETURN result =
        SQLDriverConnect(connection, NULL, odbc_text(store->arena, string), SQL_NTS, NULL,
                         0, NULL, SQL_DRIVER_NOPROMPT);
    if (!SQL_SUCCEEDED(result)) {
        return refuse(store, SQL_HANDLE_DBC, connection, "cannot open the register",
                      problems);
    }
    learn_dialect(store);
    return OUTCHECK_OK;
}

static void roll_back(struct sql_store *store)
{
    (void)SQLEndTran(SQL_HANDLE_DBC, store->handle, SQL_ROLLBACK);
    (void)SQLSetConnectAttr(store->handle, SQL_ATTR_AUTOCOMMIT,
                            as_attribute(SQL_AUTOCOMMIT_ON), 0);
}

static void disconnect(struct sql_store *store)
{
    if (store->handle) {
        roll_back(store);
        (void)SQLDisconnect(store->handle);
        (void)SQLFreeHandle(SQL_HANDLE_DBC, store->handle);
        store->handle = NULL;
    }
    if (store->environment) {
        (void)SQLFreeHandle(SQL_HANDLE_ENV, store->environment);
        store->environment = NULL;
    }
}

static enum outcheck_status begin(struct sql_store *store, struct problems *problems)
{
    return SQL_SUCCEEDED(SQLSetConnectAttr(store->handle, SQL_ATTR_AUTOCOMMIT,
                                           as_attribute(SQL_AUTOCOMMIT_OFF), 0))
               ? OUTCHECK_OK
               : refuse_store(store, problems);
}

static enum outcheck_status commit(struct sql_store *store, struct problems *problems)
{
    if (!SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, store->handle, SQL_COMMIT))) {
        return refuse_store(store, problems);
    }
    return SQL_SUCCEEDED(SQLSetConnectAttr(store->handle, SQL_ATTR_AUTOCOMMIT,
                                           as_attribute(SQL_AUTOCOMMIT_ON), 0))
               ? OUTCHECK_OK
               : refuse_store(store, problems);
}

/* ---- statements ---- */

static enum outcheck_status refuse_statement(const struct sql_statement *statement,
                                             struct problems *problems)
{
    const struct odbc_statement *own = statement->handle;
    return refuse(statement->store, SQL_HANDLE_STMT, own->handle,
                  "the register could not be used", problems);
}

static enum outcheck_status prepare(struct sql_statement *statement, const char *sql,
                                    struct problems *problems)
{
    struct sql_store *store = statement->store;
    struct odbc_statement *own = arena_new(store->arena, struct odbc_statement);
    statement->handle = own;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, store->handle, &own->handle))) {
        return refuse_store(store, problems);
    }
    if (!SQL_SUCCEEDED(SQLPrepare(own->handle, odbc_text(store->arena, sql), SQL_NTS))) {
        const enum outcheck_status status = refuse_statement(statement, problems);
        (void)SQLFreeHandle(SQL_HANDLE_STMT, own->handle);
        return status;
    }
    return OUTCHECK_OK;
}

static void finish(struct sql_statement *statement)
{
    struct odbc_statement *own = statement->handle;
    (void)SQLFreeHandle(SQL_HANDLE_STMT, own->handle);
}

static enum outcheck_status run(struct sql_store *store, const char *sql,
                                struct problems *problems)
{
    struct sql_statement *statement = NULL;
    enum outcheck_status status = sql_prepare(store, sql, &statement, problems);
    if (status == OUTCHECK_OK) {
        status = sql_execute(statement, problems);
    }
    sql_finish(statement);
    return status;
}

/* ODBC does not write to input parameters, but its types do not say so. */
static SQLPOINTER not_const(const char *text)
{
    SQLPOINTER pointer = NULL;
    memcpy(&pointer, &text, sizeof(pointer));
    return pointer;
}

static bool bind(struct sql_statement *statement, int index)
{
    struct odbc_statement *own = statement->handle;
    struct sql_value *value = &statement->values[index];
    const SQLUSMALLINT number = (SQLUSMALLINT)(index + 1);
    SQLLEN *length = &own->lengths[index];
    SQLRETURN result = SQL_ERROR;
    *length = 0;
    switch (value->kind) {
    case SQL_KIND_INTEGER:
        result = SQLBindParameter(own->handle, number, SQL_PARAM_INPUT, SQL_C_SBIGINT,
                                  SQL_BIGINT, 0, 0, &value->integer, 0, length);
        break;
    case SQL_KIND_NUMBER:
        result = SQLBindParameter(own->handle, number, SQL_PARAM_INPUT, SQL_C_DOUBLE,
                                  SQL_DOUBLE, 0, 0, &value->number, 0, length);
        break;
    case SQL_KIND_TEXT: {
        const size_t bytes = strlen(value->text);
        *length = SQL_NTS;
        result = SQLBindParameter(own->handle, number, SQL_PARAM_INPUT, SQL_C_CHAR,
                                  SQL_VARCHAR, bytes ? bytes : 1, 0,
                                  not_const(value->text), 0, length);
        break;
    }
    case SQL_KIND_NULL:
    default:
        *length = SQL_NULL_DATA;
        result = SQLBindParameter(own->handle, number, SQL_PARAM_INPUT, SQL_C_CHAR,
                                  SQL_VARCHAR, 1, 0, NULL, 0, length);
        break;
    }
    return SQL_SUCCEEDED(result);
}

static void reset(struct sql_statement *statement)
{
    struct odbc_statement *own = statement->handle;
    (void)SQLFreeStmt(own->handle, SQL_CLOSE);
}

static enum outcheck_status start(struct sql_statement *statement,
                                  struct problems *problems)
{
    struct odbc_statement *own = statement->handle;
    reset(statement);
    for (int i = 0; i < statement->value_count; i++) {
        if (!bind(statement, i)) {
            return refuse_statement(statement, problems);
        }
    }
    const SQLRETURN result = SQLExecute(own->handle);
    if (!SQL_SUCCEEDED(result) && result != SQL_NO_DATA) {
        return refuse_statement(statement, problems);
    }
    (void)SQLNumResultCols(own->handle, &own->column_count);
    if (own->column_count > SQL_VALUE_LIMIT) {
        own->column_count = SQL_VALUE_LIMIT;
    }
    return OUTCHECK_OK;
}

static bool is_binary_number(SQLHSTMT handle, SQLUSMALLINT number)
{
    SQLLEN type = 0;
    (void)SQLColAttribute(handle, number, SQL_DESC_CONCISE_TYPE, NULL, 0, NULL, &type);
    return type == SQL_DOUBLE || type == SQL_FLOAT || type == SQL_REAL;
}

static bool fetch_text(struct arena *arena, SQLHSTMT handle, SQLUSMALLINT number,
                       struct odbc_column *column)
{
    size_t length = 0;
    if (column->capacity == 0) {
        column->text = arena_grow(arena, NULL, &column->capacity, CELL_START, 1);
    }
    for (;;) {
        SQLLEN left = 0;
        const SQLRETURN result =
            SQLGetData(handle, number, SQL_C_CHAR, column->text + length,
                       (SQLLEN)(column->capacity - length), &left);
        if (!SQL_SUCCEEDED(result)) {
            return result == SQL_NO_DATA && length > 0;
        }
        column->is_null = left == SQL_NULL_DATA;
        if (result == SQL_SUCCESS || column->is_null) {
            return true;
        }
        length = column->capacity - 1; /* what came, without its NUL */
        if (length > value_byte_limit) {
            return false;
        }
        column->text =
            arena_grow(arena, column->text, &column->capacity, 2 * column->capacity, 1);
    }
}

static bool fetch_column(struct sql_statement *statement, int index)
{
    struct odbc_statement *own = statement->handle;
    struct odbc_column *column = &own->columns[index];
    const SQLUSMALLINT number = (SQLUSMALLINT)(index + 1);
    column->is_number = is_binary_number(own->handle, number);
    if (!column->is_number) {
        return fetch_text(statement->store->arena, own->handle, number, column);
    }
    SQLLEN length = 0;
    const SQLRETURN result = SQLGetData(own->handle, number, SQL_C_DOUBLE,
                                        &column->number, sizeof(column->number), &length);
    column->is_null = length == SQL_NULL_DATA;
    return SQL_SUCCEEDED(result);
}

static enum outcheck_status step(struct sql_statement *statement, bool *has_row,
                                 struct problems *problems)
{
    struct odbc_statement *own = statement->handle;
    if (!statement->is_running) {
        const enum outcheck_status status = start(statement, problems);
        if (status != OUTCHECK_OK || own->column_count == 0) {
            return status;
        }
    }
    const SQLRETURN result = SQLFetch(own->handle);
    if (result == SQL_NO_DATA) {
        return OUTCHECK_OK;
    }
    bool is_read = SQL_SUCCEEDED(result);
    for (int i = 0; is_read && i < own->column_count; i++) {
        is_read = fetch_column(statement, i);
    }
    *has_row = is_read;
    return is_read ? OUTCHECK_OK : refuse_statement(statement, problems);
}

static const struct odbc_column *column_at(const struct sql_statement *statement,
                                           int column)
{
    const struct odbc_statement *own = statement->handle;
    return &own->columns[column];
}

static int64_t column_integer(const struct sql_statement *statement, int index)
{
    const struct odbc_column *column = column_at(statement, index);
    if (column->is_null) {
        return 0;
    }
    return column->is_number ? (int64_t)column->number : strtoll(column->text, NULL, 10);
}

static double column_number(const struct sql_statement *statement, int index)
{
    const struct odbc_column *column = column_at(statement, index);
    if (column->is_null) {
        return NAN;
    }
    return column->is_number ? column->number : strtod(column->text, NULL);
}

static const char *column_text(const struct sql_statement *statement, int index)
{
    const struct odbc_column *column = column_at(statement, index);
    return column->is_null || column->is_number ? NULL : column->text;
}

static enum outcheck_status has_table(struct sql_store *store, const char *table,
                                      bool *exists, struct problems *problems)
{
    SQLHSTMT handle = NULL;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, store->handle, &handle))) {
        return refuse_store(store, problems);
    }
    const SQLRETURN result = SQLTables(handle, NULL, 0, NULL, 0,
                                       odbc_text(store->arena, table), SQL_NTS, NULL, 0);
    *exists = SQL_SUCCEEDED(result) && SQL_SUCCEEDED(SQLFetch(handle));
    const enum outcheck_status status =
        SQL_SUCCEEDED(result) ? OUTCHECK_OK : refuse_store(store, problems);
    (void)SQLFreeHandle(SQL_HANDLE_STMT, handle);
    return status;
}

/* A server looks after its own files. */
static enum outcheck_status check(struct sql_store *store, struct arena *arena,
                                  const char **complaint, struct problems *problems)
{
    (void)store;
    (void)arena;
    (void)problems;
    *complaint = NULL;
    return OUTCHECK_OK;
}

const struct sql_driver sql_driver_odbc = {
    .open = connect_to,
    .close = disconnect,
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
