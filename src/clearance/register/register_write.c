/*
 * Adding a release, in one transaction. The first statement writes to the one row of the
 * register's version: on a server that makes writers wait for each other.
 *
 * What was written is read back and hashed before it is committed: a cell that does not
 * come back as it was is a release that is not added.
 */
#include "base/text.h"
#include "clearance/register/register.h"
#include "clearance/register/register_inside.h"
#include "clearance/register/register_shape.h"

#include <stdlib.h>
#include <string.h>

struct adding {
    struct register_book *book;
    const struct submission *submission;
    struct register_release *release;
    struct problems *problems;
    int64_t next_table;
    const char *previous; /* the hash of the release before */
    const char **hashes;  /* of the tables */
};

static enum outcheck_status refuse(const struct adding *adding, const char *hint,
                                   const char *sentence)
{
    problem_add(adding->problems, OUTCHECK_ERROR_USAGE,
                place_of_file(sql_store_name(adding->book->store)), hint, "%s", sentence);
    return OUTCHECK_ERROR_USAGE;
}

/* What is not read is not registered, and would be missing for ever. */
static enum outcheck_status check_submission(const struct adding *adding)
{
    const struct submission *submission = adding->submission;
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (remark->kind == REMARK_UNREADABLE || remark->kind == REMARK_NO_TABLE) {
            return refuse(adding, "Only what can be read whole can be registered.",
                          text_format(adding->book->arena,
                                      "%s was not read, so the release is not added: %s",
                                      remark->output ? remark->output->path : "a file",
                                      remark->sentence));
        }
    }
    if (!submission->table_count) {
        return refuse(adding, "Name the files or the folder that was released.",
                      "there is no table to register");
    }
    return OUTCHECK_OK;
}

static enum outcheck_status query_number(const struct adding *adding, const char *sql,
                                         int64_t *number)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    enum outcheck_status status =
        sql_prepare(adding->book->store, sql, &statement, adding->problems);
    if (status == OUTCHECK_OK) {
        status = sql_step(statement, &has_row, adding->problems);
    }
    *number = status == OUTCHECK_OK && has_row ? sql_integer(statement, 0) : 0;
    sql_finish(statement);
    return status;
}

/* Sets the release's id and finds the hash of the one before. */
static enum outcheck_status find_place(struct adding *adding)
{
    struct register_release *before = NULL;
    size_t count = 0;
    const enum outcheck_status status = register_list(adding->book, adding->book->arena,
                                                      &before, &count, adding->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        if (text_equals(before[i].name, adding->release->name)) {
            return refuse(adding, "Give another name with --name.",
                          text_format(adding->book->arena,
                                      "there is a release '%s' in the register already",
                                      adding->release->name));
        }
    }
    adding->previous = count ? before[count - 1].hash : register_first_hash;
    adding->release->id = count ? before[count - 1].id + 1 : 1;
    return query_number(adding, "SELECT MAX(id) FROM outcheck_table",
                        &adding->next_table);
}

/* ---- tables and cells ---- */

static int flags_of(const struct cell *cell)
{
    return (cell->is_outside ? REGISTER_OUTSIDE : 0) |
           (cell->is_fraction ? REGISTER_FRACTION : 0) |
           (cell->is_change ? REGISTER_CHANGE : 0) |
           (cell->is_structural_zero ? REGISTER_STRUCTURAL_ZERO : 0) |
           (cell->is_of_shown ? REGISTER_OF_SHOWN : 0);
}

/* A cell that is not there is -1. */
static int64_t place_of(uint32_t cell)
{
    return cell == NO_CELL ? -1 : (int64_t)cell;
}

static void bind_cell(struct sql_statement *statement, struct arena *scratch,
                      const struct table *table, uint32_t index)
{
    const struct cell *cell = &table->cells[index];
    const bool is_band = cell->state == CELL_BAND;
    sql_bind_integer(statement, 1, index);
    sql_bind_integer(statement, 2, cell->measure);
    sql_bind_text(statement, 3, register_region(scratch, table, index));
    sql_bind_text(statement, 4, register_categories(scratch, table, index));
    sql_bind_integer(statement, 5, cell->state);
    sql_bind_number(statement, 6, cell->value);
    sql_bind_number(statement, 7, is_band ? cell->low : cell->value);
    sql_bind_number(statement, 8, is_band ? cell->high : cell->value);
    sql_bind_text(statement, 9, cell->symbol);
    sql_bind_integer(statement, 10, cell->row);
    sql_bind_integer(statement, 11, cell->column);
    sql_bind_integer(statement, 12, place_of(cell->count));
    sql_bind_integer(statement, 13, place_of(cell->numerator));
    sql_bind_integer(statement, 14, place_of(cell->denominator));
    sql_bind_text(statement, 15, role_name((enum role)cell->role));
    sql_bind_integer(statement, 16, cell->decimals);
    sql_bind_integer(statement, 17, flags_of(cell));
    sql_bind_integer(statement, 18, cell->rounded_to);
}

static enum outcheck_status write_cells(const struct adding *adding,
                                        const struct table *table, int64_t id)
{
    struct sql_statement *statement = NULL;
    enum outcheck_status status = sql_prepare(
        adding->book->store,
        "INSERT INTO outcheck_cell (table_id, place, measure, region, categories, state,"
        " number, low, high, symbol, line, field, count_cell, numerator_cell,"
        " denominator_cell, role, decimals, flags, rounded_to)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        &statement, adding->problems);
    for (uint32_t i = 0; i < table->cell_count && status == OUTCHECK_OK; i++) {
        struct arena *scratch = arena_create(0);
        sql_bind_integer(statement, 0, id);
        bind_cell(statement, scratch, table, i);
        status = sql_execute(statement, adding->problems);
        arena_destroy(scratch);
    }
    sql_finish(statement);
    return status;
}

static enum outcheck_status write_heading(const struct adding *adding,
                                          const struct table *table,
                                          const struct register_table *row)
{
    struct arena *arena = adding->book->arena;
    struct sql_statement *statement = NULL;
    enum outcheck_status status = sql_prepare(
        adding->book->store,
        "INSERT INTO outcheck_table (id, release_id, output, output_sha256, link, wider,"
        " measures, dimensions, shape, cells, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        &statement, adding->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    sql_bind_integer(statement, 0, row->id);
    sql_bind_integer(statement, 1, row->release);
    sql_bind_text(statement, 2, row->output);
    sql_bind_text(statement, 3, row->output_sha256);
    sql_bind_text(statement, 4, register_link(arena, table));
    sql_bind_text(statement, 5, register_wider_link(arena, table));
    sql_bind_text(statement, 6, register_measure_keys(arena, table));
    sql_bind_text(statement, 7, register_dimension_keys(arena, table));
    sql_bind_text(statement, 8, row->shape);
    sql_bind_integer(statement, 9, row->cells);
    sql_bind_text(statement, 10, row->sha256);
    status = sql_execute(statement, adding->problems);
    sql_finish(statement);
    return status;
}

/* Reads the table as a scan would, and compares the hashes. */
static enum outcheck_status read_back(const struct adding *adding,
                                      const struct table *table,
                                      const struct register_table *row)
{
    struct arena *scratch = arena_create(0);
    struct table *back = NULL;
    enum outcheck_status status = register_read_table(
        adding->book, scratch, row, table->output, &back, adding->problems);
    if (status == OUTCHECK_OK &&
        !text_equals(register_table_hash(scratch, back, row->output, row->output_sha256,
                                         row->shape),
                     row->sha256)) {
        status = register_damaged(adding->book, adding->problems,
                                  "the register does not give back what was written");
    }
    arena_destroy(scratch);
    return status;
}

static enum outcheck_status write_table(struct adding *adding, size_t index)
{
    struct arena *arena = adding->book->arena;
    const struct table *table = adding->submission->tables[index];
    const struct output *output = table->output;
    struct register_table row = {
        .id = ++adding->next_table,
        .release = adding->release->id,
        .output = output->path,
        .output_sha256 = output->sha256 ? output->sha256 : "",
        .shape = register_shape_write(arena, table),
        .cells = table->cell_count,
    };
    row.sha256 =
        register_table_hash(arena, table, row.output, row.output_sha256, row.shape);
    adding->hashes[index] = row.sha256;
    adding->release->cells += row.cells;
    enum outcheck_status status = write_heading(adding, table, &row);
    if (status == OUTCHECK_OK) {
        status = write_cells(adding, table, row.id);
    }
    return status == OUTCHECK_OK ? read_back(adding, table, &row) : status;
}

static enum outcheck_status write_release(const struct adding *adding)
{
    const struct register_release *release = adding->release;
    struct sql_statement *statement = NULL;
    enum outcheck_status status =
        sql_prepare(adding->book->store,
                    "INSERT INTO outcheck_release (id, name, released, clearance, policy,"
                    " policy_sha256, tables, cells, content, previous, hash)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    &statement, adding->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    sql_bind_integer(statement, 0, release->id);
    sql_bind_text(statement, 1, release->name);
    sql_bind_text(statement, 2, release->released);
    sql_bind_text(statement, 3, release->clearance);
    sql_bind_text(statement, 4, release->policy);
    sql_bind_text(statement, 5, release->policy_sha256);
    sql_bind_integer(statement, 6, release->tables);
    sql_bind_integer(statement, 7, release->cells);
    sql_bind_text(statement, 8, release->content);
    sql_bind_text(statement, 9, adding->previous);
    sql_bind_text(statement, 10, release->hash);
    status = sql_execute(statement, adding->problems);
    sql_finish(statement);
    return status;
}

/* The same tables under another name would be compared with themselves for ever. */
static enum outcheck_status check_content(const struct adding *adding)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    enum outcheck_status status = sql_prepare(
        adding->book->store, "SELECT name FROM outcheck_release WHERE content = ?",
        &statement, adding->problems);
    if (status == OUTCHECK_OK) {
        sql_bind_text(statement, 0, adding->release->content);
        status = sql_step(statement, &has_row, adding->problems);
    }
    if (status == OUTCHECK_OK && has_row) {
        const char *name = sql_text(statement, 0);
        status = refuse(adding, "A release is registered once.",
                        text_format(adding->book->arena,
                                    "these tables are in the register already, as '%s'",
                                    name ? name : ""));
    }
    sql_finish(statement);
    return status;
}

static enum outcheck_status add_all(struct adding *adding)
{
    struct arena *arena = adding->book->arena;
    struct register_release *release = adding->release;
    enum outcheck_status status = find_place(adding);
    for (size_t i = 0; i < adding->submission->table_count && status == OUTCHECK_OK;
         i++) {
        status = write_table(adding, i);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    release->tables = (int64_t)adding->submission->table_count;
    release->content =
        register_content_hash(arena, adding->hashes, adding->submission->table_count);
    status = check_content(adding);
    release->hash = register_release_hash(arena, release, adding->previous);
    return status == OUTCHECK_OK ? write_release(adding) : status;
}

enum outcheck_status register_add(struct register_book *book,
                                  const struct submission *submission,
                                  struct register_release *release,
                                  struct problems *problems)
{
    struct adding adding = {
        .book = book,
        .submission = submission,
        .release = release,
        .problems = problems,
        .hashes = arena_array(book->arena, submission->table_count, const char *),
    };
    release->cells = 0;
    enum outcheck_status status = check_submission(&adding);
    if (status == OUTCHECK_OK) {
        status = sql_begin(book->store, problems);
    }
    if (status == OUTCHECK_OK) {
        status = sql_run(book->store,
                         "UPDATE outcheck_register SET content = content"
                         " WHERE name = 'version'",
                         problems);
    }
    if (status == OUTCHECK_OK) {
        status = add_all(&adding);
    }
    if (status == OUTCHECK_OK) {
        status = sql_commit(book->store, problems);
    }
    if (status != OUTCHECK_OK) {
        sql_roll_back(book->store);
    }
    return status;
}
