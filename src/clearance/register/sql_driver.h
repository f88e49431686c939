/*
 * What a driver of sql_store.h does. Handles are the driver's own.
 */
#ifndef OUTCHECK_CLEARANCE_SQL_DRIVER_H
#define OUTCHECK_CLEARANCE_SQL_DRIVER_H

#include "clearance/register/sql_store.h"

enum sql_kind { SQL_KIND_NULL, SQL_KIND_INTEGER, SQL_KIND_NUMBER, SQL_KIND_TEXT };

struct sql_value {
    enum sql_kind kind;
    int64_t integer;
    double number;
    const char *text;
};

struct sql_statement {
    struct sql_store *store;
    void *handle;
    bool is_running;
    int value_count; /* parameters bound so far */
    struct sql_value values[SQL_VALUE_LIMIT];
};

struct sql_driver {
    enum outcheck_status (*open)(struct sql_store *store, enum sql_access access,
                                 struct problems *problems);
    void (*close)(struct sql_store *store);
    enum outcheck_status (*run)(struct sql_store *store, const char *sql,
                                struct problems *problems);
    enum outcheck_status (*begin)(struct sql_store *store, struct problems *problems);
    enum outcheck_status (*commit)(struct sql_store *store, struct problems *problems);
    void (*roll_back)(struct sql_store *store);
    enum outcheck_status (*has_table)(struct sql_store *store, const char *table,
                                      bool *exists, struct problems *problems);
    enum outcheck_status (*check)(struct sql_store *store, struct arena *arena,
                                  const char **complaint, struct problems *problems);
    enum outcheck_status (*prepare)(struct sql_statement *statement, const char *sql,
                                    struct problems *problems);
    enum outcheck_status (*step)(struct sql_statement *statement, bool *has_row,
                                 struct problems *problems);
    void (*reset)(struct sql_statement *statement);
    int64_t (*integer)(const struct sql_statement *statement, int column);
    double (*number)(const struct sql_statement *statement, int column);
    const char *(*text)(const struct sql_statement *statement, int column);
    void (*finish)(struct sql_statement *statement);
};

struct sql_store {
    struct arena *arena;
    const struct sql_driver *driver;
    const char *where; /* without "odbc:" */
    const char *name;  /* for people */
    void *handle;
    void *environment; /* of ODBC */
    const char *key_text;
    const char *long_text;
};

extern const struct sql_driver sql_driver_sqlite;
extern const struct sql_driver sql_driver_odbc;

#endif
