/*
 * Everything in the register, read and hashed again.
 */
#include "base/text.h"
#include "clearance/register/register.h"
#include "clearance/register/register_inside.h"

#include <string.h>

enum { FAULT_LIMIT = 50 };

struct verifying {
    struct register_book *book;
    struct arena *arena;
    struct register_check *check;
    struct problems *problems;
    const char *previous; /* the hash of the release before */
};

static void add_fault(const struct verifying *verifying, const char *sentence)
{
    struct register_check *check = verifying->check;
    if (check->fault_count < FAULT_LIMIT) {
        *arena_add(verifying->arena, check->faults, check->fault_count,
                   check->fault_capacity) = sentence;
    }
}

/* The names of the cells, which a scan does not read. */
static enum outcheck_status check_names(const struct verifying *verifying,
                                        const struct register_table *row,
                                        const struct table *table, bool *are_right)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    enum outcheck_status status =
        sql_prepare(verifying->book->store,
                    "SELECT region FROM outcheck_cell WHERE table_id = ? ORDER BY place",
                    &statement, verifying->problems);
    if (status == OUTCHECK_OK) {
        sql_bind_integer(statement, 0, row->id);
    }
    for (uint32_t i = 0; i < table->cell_count && status == OUTCHECK_OK && *are_right;
         i++) {
        status = sql_step(statement, &has_row, verifying->problems);
        struct arena *scratch = arena_create(0);
        const char *region =
            status == OUTCHECK_OK && has_row ? sql_text(statement, 0) : NULL;
        *are_right =
            text_equals(register_region(scratch, table, i), region ? region : "");
        arena_destroy(scratch);
    }
    sql_finish(statement);
    return status;
}

static enum outcheck_status check_link(const struct verifying *verifying,
                                       const struct register_table *row,
                                       const struct table *table, bool *is_right)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    struct arena *scratch = arena_create(0);
    const enum outcheck_status status = sql_rows_of(
        verifying->book->store,
        "SELECT link, wider, measures, dimensions FROM outcheck_table WHERE id = ?",
        row->id, &statement, &has_row, verifying->problems);
    if (status == OUTCHECK_OK && has_row) {
        const char *wider = register_wider_link(scratch, table);
        *is_right =
            text_equals(sql_text(statement, 0), register_link(scratch, table)) &&
            text_equals(register_copy(scratch, sql_text(statement, 1)),
                        register_copy(scratch, wider)) &&
            text_equals(sql_text(statement, 2), register_measure_keys(scratch, table)) &&
            text_equals(sql_text(statement, 3), register_dimension_keys(scratch, table));
    }
    sql_finish(statement);
    arena_destroy(scratch);
    return status;
}

/* A table that cannot be read is a fault of the register, not of the reading. */
static enum outcheck_status check_table(const struct verifying *verifying,
                                        const struct register_release *release,
                                        const struct register_table *row)
{
    struct arena *scratch = arena_create(0);
    struct problems *own = problems_create(scratch);
    const struct output output = {.path = row->output, .sha256 = row->output_sha256};
    struct table *table = NULL;
    bool is_right = register_read_table(verifying->book, scratch, row, &output, &table,
                                        own) == OUTCHECK_OK &&
                    text_equals(register_table_hash(scratch, table, row->output,
                                                    row->output_sha256, row->shape),
                                row->sha256);
    enum outcheck_status status = OUTCHECK_OK;
    if (is_right) {
        status = check_names(verifying, row, table, &is_right);
    }
    if (is_right && status == OUTCHECK_OK) {
        status = check_link(verifying, row, table, &is_right);
    }
    if (!is_right) {
        add_fault(verifying,
                  text_format(verifying->arena, "release '%s': a table of %s was changed",
                              release->name, row->output));
    }
    arena_destroy(scratch);
    return status;
}

static enum outcheck_status list_tables(const struct verifying *verifying,
                                        struct arena *arena, int64_t release,
                                        struct register_table **rows, size_t *count)
{
    struct sql_statement *statement = NULL;
    size_t capacity = 0;
    bool has_row = false;
    enum outcheck_status status =
        sql_rows_of(verifying->book->store,
                    "SELECT id, release_id, cells, output, output_sha256, shape, sha256"
                    " FROM outcheck_table WHERE release_id = ? ORDER BY id",
                    release, &statement, &has_row, verifying->problems);
    while (status == OUTCHECK_OK && has_row) {
        *arena_add(arena, *rows, *count, capacity) = (struct register_table){
            .id = sql_integer(statement, 0),
            .release = sql_integer(statement, 1),
            .cells = sql_integer(statement, 2),
            .output = register_copy(arena, sql_text(statement, 3)),
            .output_sha256 = register_copy(arena, sql_text(statement, 4)),
            .shape = register_copy(arena, sql_text(statement, 5)),
            .sha256 = register_copy(arena, sql_text(statement, 6)),
        };
        status = sql_step(statement, &has_row, verifying->problems);
    }
    sql_finish(statement);
    return status;
}

static enum outcheck_status check_release(struct verifying *verifying,
                                          const struct register_release *release)
{
    struct arena *scratch = arena_create(0);
    struct register_table *rows = NULL;
    size_t count = 0;
    enum outcheck_status status =
        list_tables(verifying, scratch, release->id, &rows, &count);
    const char **hashes = arena_array(scratch, count, const char *);
    int64_t cells = 0;
    for (size_t i = 0; i < count && status == OUTCHECK_OK; i++) {
        hashes[i] = rows[i].sha256;
        cells += rows[i].cells;
        status = check_table(verifying, release, &rows[i]);
    }
    if (status == OUTCHECK_OK &&
        (release->tables != (int64_t)count || release->cells != cells ||
         !text_equals(release->content, register_content_hash(scratch, hashes, count)))) {
        add_fault(verifying, text_format(verifying->arena,
                                         "release '%s': its tables are not those that "
                                         "were registered",
                                         release->name));
    }
    if (!text_equals(release->hash,
                     register_release_hash(scratch, release, verifying->previous))) {
        add_fault(verifying,
                  text_format(verifying->arena,
                              "release '%s' was changed, or one before it is missing",
                              release->name));
    }
    verifying->previous = release->hash;
    verifying->check->tables += (int64_t)count;
    verifying->check->cells += cells;
    arena_destroy(scratch);
    return status;
}

static enum outcheck_status count_strays(const struct verifying *verifying)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    enum outcheck_status status =
        sql_prepare(verifying->book->store,
                    "SELECT (SELECT COUNT(*) FROM outcheck_table), (SELECT COUNT(*) FROM "
                    "outcheck_cell)",
                    &statement, verifying->problems);
    if (status == OUTCHECK_OK) {
        status = sql_step(statement, &has_row, verifying->problems);
    }
    if (status == OUTCHECK_OK && has_row &&
        (sql_integer(statement, 0) != verifying->check->tables ||
         sql_integer(statement, 1) != verifying->check->cells)) {
        add_fault(verifying, "there are tables or cells that belong to no release");
    }
    sql_finish(statement);
    return status;
}

enum outcheck_status register_verify(struct register_book *book, struct arena *arena,
                                     struct register_check *check,
                                     struct problems *problems)
{
    struct register_release *releases = NULL;
    size_t count = 0;
    const char *complaint = NULL;
    *check = (struct register_check){0};
    struct verifying verifying = {
        .book = book,
        .arena = arena,
        .check = check,
        .problems = problems,
        .previous = register_first_hash,
    };
    enum outcheck_status status = sql_check(book->store, arena, &complaint, problems);
    if (status == OUTCHECK_OK && complaint) {
        add_fault(&verifying,
                  text_format(arena, "the database file is damaged: %s", complaint));
        return OUTCHECK_OK;
    }
    if (status == OUTCHECK_OK) {
        status = register_list(book, arena, &releases, &count, problems);
    }
    for (size_t i = 0; i < count && status == OUTCHECK_OK; i++) {
        status = check_release(&verifying, &releases[i]);
    }
    check->releases = (int64_t)count;
    check->head = count ? releases[count - 1].hash : NULL;
    return status == OUTCHECK_OK ? count_strays(&verifying) : status;
}
