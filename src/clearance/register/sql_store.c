#include "clearance/register/sql_store.h"

#include "base/text.h"
#include "clearance/register/sql_driver.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define ODBC_PREFIX "odbc:"

/* "odbc:team": a connection string may hold a password, which is nobody's business. */
static const char *name_for_people(struct arena *arena, const char *where)
{
    if (!text_starts_with(where, ODBC_PREFIX) || !strchr(where, '=')) {
        return where;
    }
    return text_format(arena, "%s(connection string)", ODBC_PREFIX);
}

enum outcheck_status sql_store_open(struct arena *arena, const char *where,
                                    enum sql_access access, struct sql_store **store,
                                    struct problems *problems)
{
    const bool is_odbc = text_starts_with(where, ODBC_PREFIX);
    struct sql_store *own = arena_new(arena, struct sql_store);
    *own = (struct sql_store){
        .arena = arena,
        .driver = is_odbc ? &sql_driver_odbc : &sql_driver_sqlite,
        .where = is_odbc ? where + sizeof(ODBC_PREFIX) - 1 : where,
        .name = name_for_people(arena, where),
        .key_text = "TEXT",
        .long_text = "TEXT",
    };
    const enum outcheck_status status = own->driver->open(own, access, problems);
    if (status != OUTCHECK_OK) {
        own->driver->close(own);
    }
    *store = status == OUTCHECK_OK ? own : NULL;
    return status;
}

void sql_store_close(struct sql_store *store)
{
    if (store) {
        store->driver->close(store);
    }
}

const char *sql_store_name(const struct sql_store *store)
{
    return store->name;
}

static const char *replaced(struct arena *arena, const char *text, const char *word,
                            const char *by)
{
    const char *at = strstr(text, word);
    while (at) {
        text =
            text_format(arena, "%.*s%s%s", (int)(at - text), text, by, at + strlen(word));
        at = strstr(text, word);
    }
    return text;
}

enum outcheck_status sql_run(struct sql_store *store, const char *sql,
                             struct problems *problems)
{
    const char *own = replaced(store->arena, sql, "KEYTEXT", store->key_text);
    own = replaced(store->arena, own, "LONGTEXT", store->long_text);
    return store->driver->run(store, own, problems);
}

enum outcheck_status sql_begin(struct sql_store *store, struct problems *problems)
{
    return store->driver->begin(store, problems);
}

enum outcheck_status sql_commit(struct sql_store *store, struct problems *problems)
{
    return store->driver->commit(store, problems);
}

void sql_roll_back(struct sql_store *store)
{
    store->driver->roll_back(store);
}

enum outcheck_status sql_has_table(struct sql_store *store, const char *table,
                                   bool *exists, struct problems *problems)
{
    return store->driver->has_table(store, table, exists, problems);
}

enum outcheck_status sql_check(struct sql_store *store, struct arena *arena,
                               const char **complaint, struct problems *problems)
{
    return store->driver->check(store, arena, complaint, problems);
}

enum outcheck_status sql_prepare(struct sql_store *store, const char *sql,
                                 struct sql_statement **statement,
                                 struct problems *problems)
{
    struct sql_statement *own = arena_new(store->arena, struct sql_statement);
    own->store = store;
    const enum outcheck_status status = store->driver->prepare(own, sql, problems);
    *statement = status == OUTCHECK_OK ? own : NULL;
    return status;
}

static struct sql_value *value_at(struct sql_statement *statement, int index)
{
    assert(index >= 0 && index < SQL_VALUE_LIMIT);
    if (statement->value_count <= index) {
        statement->value_count = index + 1;
    }
    return &statement->values[index];
}

void sql_bind_integer(struct sql_statement *statement, int index, int64_t value)
{
    *value_at(statement, index) =
        (struct sql_value){.kind = SQL_KIND_INTEGER, .integer = value};
}

void sql_bind_number(struct sql_statement *statement, int index, double value)
{
    *value_at(statement, index) = (struct sql_value){
        .kind = isfinite(value) ? SQL_KIND_NUMBER : SQL_KIND_NULL, .number = value};
}

void sql_bind_text(struct sql_statement *statement, int index, const char *value)
{
    *value_at(statement, index) =
        (struct sql_value){.kind = value ? SQL_KIND_TEXT : SQL_KIND_NULL, .text = value};
}

enum outcheck_status sql_step(struct sql_statement *statement, bool *has_row,
                              struct problems *problems)
{
    *has_row = false;
    const enum outcheck_status status =
        statement->store->driver->step(statement, has_row, problems);
    statement->is_running = status == OUTCHECK_OK && *has_row;
    return status;
}

enum outcheck_status sql_rows_of(struct sql_store *store, const char *sql, int64_t number,
                                 struct sql_statement **statement, bool *has_row,
                                 struct problems *problems)
{
    *has_row = false;
    const enum outcheck_status status = sql_prepare(store, sql, statement, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    sql_bind_integer(*statement, 0, number);
    return sql_step(*statement, has_row, problems);
}

enum outcheck_status sql_execute(struct sql_statement *statement,
                                 struct problems *problems)
{
    bool has_row = false;
    const enum outcheck_status status = sql_step(statement, &has_row, problems);
    statement->store->driver->reset(statement);
    statement->is_running = false;
    return status;
}

int64_t sql_integer(const struct sql_statement *statement, int column)
{
    return statement->store->driver->integer(statement, column);
}

double sql_number(const struct sql_statement *statement, int column)
{
    return statement->store->driver->number(statement, column);
}

const char *sql_text(const struct sql_statement *statement, int column)
{
    return statement->store->driver->text(statement, column);
}

void sql_finish(struct sql_statement *statement)
{
    if (statement) {
        statement->store->driver->finish(statement);
    }
}
