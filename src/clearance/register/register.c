/*
 * Opening: the schema and its version. The list of releases.
 */
#include "clearance/register/register.h"

#include "base/text.h"
#include "clearance/register/register_inside.h"

#include <stdlib.h>

enum { SCHEMA_TABLES = 4 };

static const char *const table_names[SCHEMA_TABLES] = {
    "outcheck_register", "outcheck_release", "outcheck_table", "outcheck_cell"};

/* Version 1. A cell's row is wide on purpose: each is one published cell by name. */
static const char *const version_1[] = {
    "CREATE TABLE outcheck_register (name KEYTEXT PRIMARY KEY, content KEYTEXT)",
    "CREATE TABLE outcheck_release (id BIGINT PRIMARY KEY, name KEYTEXT UNIQUE,"
    " released KEYTEXT, clearance LONGTEXT, policy KEYTEXT, policy_sha256 KEYTEXT,"
    " tables BIGINT, cells BIGINT, content KEYTEXT, previous KEYTEXT, hash KEYTEXT)",
    "CREATE TABLE outcheck_table (id BIGINT PRIMARY KEY, release_id BIGINT,"
    " output LONGTEXT, output_sha256 KEYTEXT, link KEYTEXT, wider KEYTEXT,"
    " measures LONGTEXT, dimensions LONGTEXT, shape LONGTEXT, cells BIGINT,"
    " sha256 KEYTEXT)",
    "CREATE TABLE outcheck_cell (table_id BIGINT, place BIGINT, measure BIGINT,"
    " region LONGTEXT, categories LONGTEXT, state BIGINT, number DOUBLE PRECISION,"
    " low DOUBLE PRECISION, high DOUBLE PRECISION, symbol LONGTEXT, line BIGINT,"
    " field BIGINT, count_cell BIGINT, numerator_cell BIGINT, denominator_cell BIGINT,"
    " role KEYTEXT, decimals BIGINT, flags BIGINT, rounded_to BIGINT,"
    " PRIMARY KEY (table_id, place))",
    "CREATE INDEX outcheck_table_link ON outcheck_table (link)",
    "INSERT INTO outcheck_register VALUES ('version', '1')",
    NULL,
};

/* Version 2 finds the tables of a release, and of a wider universe, without reading all.
 */
static const char *const version_2[] = {
    "CREATE INDEX outcheck_table_release ON outcheck_table (release_id)",
    "CREATE INDEX outcheck_table_wider ON outcheck_table (wider)",
    "UPDATE outcheck_register SET content = '2' WHERE name = 'version'",
    NULL,
};

/* What makes each version out of the one before. A new register walks the same way. */
static const char *const *const versions[REGISTER_VERSION] = {version_1, version_2};

static enum outcheck_status run_version(struct register_book *book,
                                        const char *const *statements,
                                        struct problems *problems)
{
    for (size_t i = 0; statements[i]; i++) {
        const enum outcheck_status status = sql_run(book->store, statements[i], problems);
        if (status != OUTCHECK_OK) {
            return status;
        }
    }
    return OUTCHECK_OK;
}

/* One transaction: a register is of the old version or of the new one. */
static enum outcheck_status bring_up_to_date(struct register_book *book, long version,
                                             struct problems *problems)
{
    enum outcheck_status status = sql_begin(book->store, problems);
    for (long i = version; i < REGISTER_VERSION && status == OUTCHECK_OK; i++) {
        status = run_version(book, versions[i], problems);
    }
    if (status == OUTCHECK_OK) {
        status = sql_commit(book->store, problems);
    }
    if (status != OUTCHECK_OK) {
        sql_roll_back(book->store);
    }
    return status;
}

static enum outcheck_status count_tables(struct register_book *book, int *count,
                                         struct problems *problems)
{
    *count = 0;
    for (int i = 0; i < SCHEMA_TABLES; i++) {
        bool exists = false;
        const enum outcheck_status status =
            sql_has_table(book->store, table_names[i], &exists, problems);
        if (status != OUTCHECK_OK) {
            return status;
        }
        *count += exists ? 1 : 0;
    }
    return OUTCHECK_OK;
}

static enum outcheck_status read_version(struct register_book *book, long *version,
                                         struct problems *problems)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    *version = 0;
    enum outcheck_status status = sql_prepare(
        book->store, "SELECT content FROM outcheck_register WHERE name = 'version'",
        &statement, problems);
    if (status == OUTCHECK_OK) {
        status = sql_step(statement, &has_row, problems);
    }
    if (status == OUTCHECK_OK && has_row) {
        const char *text = sql_text(statement, 0);
        *version = text ? strtol(text, NULL, 10) : 0;
    }
    sql_finish(statement);
    return status;
}

enum outcheck_status register_damaged(const struct register_book *book,
                                      struct problems *problems, const char *sentence)
{
    problem_add(problems, OUTCHECK_ERROR_INPUT,
                place_of_file(sql_store_name(book->store)),
                "See outcheck register verify.", "%s", sentence);
    return OUTCHECK_ERROR_INPUT;
}

static enum outcheck_status check_version(struct register_book *book,
                                          enum sql_access access,
                                          struct problems *problems)
{
    long version = 0;
    const enum outcheck_status status = read_version(book, &version, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (version > REGISTER_VERSION) {
        return register_damaged(
            book, problems,
            text_format(book->arena,
                        "this register has version %ld; this program knows version %d",
                        version, REGISTER_VERSION));
    }
    if (version < 1) {
        return register_damaged(book, problems, "this register says no version");
    }
    return access == SQL_STORE_WRITE && version < REGISTER_VERSION
               ? bring_up_to_date(book, version, problems)
               : OUTCHECK_OK;
}

static enum outcheck_status check_schema(struct register_book *book,
                                         enum sql_access access,
                                         struct problems *problems)
{
    int count = 0;
    enum outcheck_status status = count_tables(book, &count, problems);
    if (status == OUTCHECK_OK && count == 0 && access == SQL_STORE_WRITE) {
        status = bring_up_to_date(book, 0, problems);
        count = SCHEMA_TABLES;
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (count != SCHEMA_TABLES) {
        return register_damaged(book, problems, "this is not a register");
    }
    return check_version(book, access, problems);
}

enum outcheck_status register_open(struct arena *arena, const char *where,
                                   enum sql_access access, struct register_book **book,
                                   struct problems *problems)
{
    struct register_book *own = arena_new(arena, struct register_book);
    own->arena = arena;
    *book = NULL;
    enum outcheck_status status =
        sql_store_open(arena, where, access, &own->store, problems);
    if (status == OUTCHECK_OK) {
        status = check_schema(own, access, problems);
    }
    if (status != OUTCHECK_OK) {
        sql_store_close(own->store);
        return status;
    }
    *book = own;
    return OUTCHECK_OK;
}

void register_close(struct register_book *book)
{
    if (book) {
        sql_store_close(book->store);
    }
}

enum outcheck_status register_list(struct register_book *book, struct arena *arena,
                                   struct register_release **releases, size_t *count,
                                   struct problems *problems)
{
    struct sql_statement *statement = NULL;
    size_t capacity = 0;
    bool has_row = false;
    *releases = NULL;
    *count = 0;
    enum outcheck_status status = sql_prepare(
        book->store,
        "SELECT id, tables, cells, name, released, clearance, policy, policy_sha256,"
        " content, hash FROM outcheck_release ORDER BY id",
        &statement, problems);
    while (status == OUTCHECK_OK) {
        status = sql_step(statement, &has_row, problems);
        if (status != OUTCHECK_OK || !has_row) {
            break;
        }
        *arena_add(arena, *releases, *count, capacity) = (struct register_release){
            .id = sql_integer(statement, 0),
            .tables = sql_integer(statement, 1),
            .cells = sql_integer(statement, 2),
            .name = register_copy(arena, sql_text(statement, 3)),
            .released = register_copy(arena, sql_text(statement, 4)),
            .clearance = register_copy(arena, sql_text(statement, 5)),
            .policy = register_copy(arena, sql_text(statement, 6)),
            .policy_sha256 = register_copy(arena, sql_text(statement, 7)),
            .content = register_copy(arena, sql_text(statement, 8)),
            .hash = register_copy(arena, sql_text(statement, 9)),
        };
    }
    sql_finish(statement);
    return status;
}
