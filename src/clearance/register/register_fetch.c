/*
 * What can touch a candidate, out of the register.
 */
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "clearance/register/register_inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- what can touch the candidate ---- */

struct wanted_table {
    struct register_table row;
    size_t common; /* measures and dimensions that a candidate's table has, too */
};

struct fetching {
    struct register_book *book;
    struct arena *arena;
    const struct submission *candidate;
    struct problems *problems;
    struct map *links; /* known links; their number is their place in `queue` */
    const char **queue;
    size_t queue_count;
    size_t queue_capacity;
    struct map *ids; /* of wanted tables */
    struct wanted_table *wanted;
    size_t wanted_count;
    size_t wanted_capacity;
};

static void add_link(struct fetching *fetching, const char *link)
{
    if (!link || fetching->queue_count >= UINT32_MAX) {
        return;
    }
    const size_t place = fetching->queue_count;
    if (map_add_text(fetching->links, link, place) == place) {
        *arena_add(fetching->arena, fetching->queue, fetching->queue_count,
                   fetching->queue_capacity) = link;
    }
}

static void add_links_of_candidate(struct fetching *fetching)
{
    for (size_t i = 0; i < fetching->candidate->table_count; i++) {
        const struct table *table = fetching->candidate->tables[i];
        add_link(fetching, register_link(fetching->arena, table));
        add_link(fetching, register_wider_link(fetching->arena, table));
    }
}

/* How many of the keys in `one` (each between separators) stand in `other`, too. */
static size_t common_keys(struct arena *arena, const char *one, const char *other)
{
    size_t count = 0;
    for (const char *at = one; at[0] && at[1];) {
        const size_t length = strcspn(at + 1, "\x1f");
        const char *key = text_format(arena, "\x1f%.*s\x1f", (int)length, at + 1);
        count += strstr(other, key) != NULL;
        at += length + 1;
    }
    return count;
}

static size_t common_with_candidate(struct fetching *fetching, const char *measures,
                                    const char *dimensions)
{
    size_t most = 0;
    struct arena *scratch = arena_create(0);
    for (size_t i = 0; i < fetching->candidate->table_count; i++) {
        const struct table *table = fetching->candidate->tables[i];
        const size_t common =
            common_keys(scratch, register_measure_keys(scratch, table), measures) +
            common_keys(scratch, register_dimension_keys(scratch, table), dimensions);
        most = common > most ? common : most;
    }
    arena_destroy(scratch);
    return most;
}

static void want(struct fetching *fetching, const struct sql_statement *row)
{
    struct arena *arena = fetching->arena;
    int64_t *id = arena_new(arena, int64_t);
    *id = sql_integer(row, 0);
    const size_t place = fetching->wanted_count;
    if (map_add(fetching->ids, id, sizeof(*id), place) != place) {
        return;
    }
    const char *wider = sql_text(row, 8);
    add_link(fetching, wider ? text_copy(arena, wider, strlen(wider)) : NULL);
    const char *link = sql_text(row, 9);
    add_link(fetching, link ? text_copy(arena, link, strlen(link)) : NULL);
    const char *measures = sql_text(row, 6);
    const char *dimensions = sql_text(row, 7);
    *arena_add(arena, fetching->wanted, fetching->wanted_count,
               fetching->wanted_capacity) = (struct wanted_table){
        .row =
            {
                .id = *id,
                .release = sql_integer(row, 1),
                .cells = sql_integer(row, 2),
                .output = register_copy(arena, sql_text(row, 3)),
                .output_sha256 = register_copy(arena, sql_text(row, 4)),
                .sha256 = register_copy(arena, sql_text(row, 5)),
            },
        .common = common_with_candidate(fetching, measures ? measures : "",
                                        dimensions ? dimensions : ""),
    };
}

static enum outcheck_status want_by(struct fetching *fetching, const char *sql,
                                    const char *link)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    enum outcheck_status status =
        sql_prepare(fetching->book->store, sql, &statement, fetching->problems);
    if (status == OUTCHECK_OK) {
        sql_bind_text(statement, 0, link);
        status = sql_step(statement, &has_row, fetching->problems);
    }
    while (status == OUTCHECK_OK && has_row) {
        want(fetching, statement);
        status = sql_step(statement, &has_row, fetching->problems);
    }
    sql_finish(statement);
    return status;
}

#define WANTED_COLUMNS                                                                   \
    "SELECT id, release_id, cells, output, output_sha256, sha256, measures, dimensions," \
    " wider, link FROM outcheck_table WHERE "

/* All tables of the links, then of the links that these bring in: a universe within the
 * candidate's, or around it. */
static enum outcheck_status find_wanted(struct fetching *fetching)
{
    enum outcheck_status status = OUTCHECK_OK;
    add_links_of_candidate(fetching);
    for (size_t i = 0; i < fetching->queue_count && status == OUTCHECK_OK; i++) {
        const char *link = fetching->queue[i];
        status = want_by(fetching, WANTED_COLUMNS "link = ? ORDER BY id", link);
        if (status == OUTCHECK_OK) {
            status = want_by(fetching, WANTED_COLUMNS "wider = ? ORDER BY id", link);
        }
    }
    return status;
}

/* Most in common first, then the newest. */
static int compare_wanted(const void *one, const void *other)
{
    const struct wanted_table *first = one;
    const struct wanted_table *second = other;
    if (first->common != second->common) {
        return first->common > second->common ? -1 : 1;
    }
    return (first->row.id < second->row.id) - (first->row.id > second->row.id);
}

static int compare_ids(const void *one, const void *other)
{
    const struct wanted_table *first = one;
    const struct wanted_table *second = other;
    return (first->row.id > second->row.id) - (first->row.id < second->row.id);
}

/* As many as there is room for, in the order in which they were released. */
static size_t choose(struct fetching *fetching, int64_t cell_limit)
{
    size_t count = 0;
    int64_t cells = 0;
    if (fetching->wanted_count) {
        qsort(fetching->wanted, fetching->wanted_count, sizeof(*fetching->wanted),
              compare_wanted);
    }
    while (count < fetching->wanted_count &&
           cells + fetching->wanted[count].row.cells <= cell_limit) {
        cells += fetching->wanted[count++].row.cells;
    }
    if (count) {
        qsort(fetching->wanted, count, sizeof(*fetching->wanted), compare_ids);
    }
    return count;
}

static enum outcheck_status read_shape(struct fetching *fetching,
                                       struct register_table *row)
{
    struct sql_statement *statement = NULL;
    bool has_row = false;
    const enum outcheck_status status = sql_rows_of(
        fetching->book->store, "SELECT shape FROM outcheck_table WHERE id = ?", row->id,
        &statement, &has_row, fetching->problems);
    row->shape = status == OUTCHECK_OK && has_row
                     ? register_copy(fetching->arena, sql_text(statement, 0))
                     : "";
    sql_finish(statement);
    return status;
}

static const char *name_of_release(const struct register_release *releases, size_t count,
                                   int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (releases[i].id == id) {
            return releases[i].name;
        }
    }
    return NULL;
}

/* The files and tables of one release: those in `wanted` from the first on that have its
 * id. */
static enum outcheck_status read_release(struct fetching *fetching, const char *name,
                                         struct wanted_table *wanted, size_t count,
                                         const struct submission **submission)
{
    struct arena *arena = fetching->arena;
    struct submission *own = arena_new(arena, struct submission);
    struct output **outputs = arena_array(arena, count, struct output *);
    struct table **tables = arena_array(arena, count, struct table *);
    size_t output_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct register_table *row = &wanted[i].row;
        if (i == 0 || !text_equals(row->output, wanted[i - 1].row.output)) {
            outputs[output_count] = arena_new(arena, struct output);
            *outputs[output_count++] = (struct output){
                .path = row->output,
                .location = row->output,
                .kind = path_extension(row->output),
                .read_as = "register",
                .sha256 = row->output_sha256,
                .release = name,
            };
        }
        enum outcheck_status status = read_shape(fetching, row);
        if (status == OUTCHECK_OK) {
            status =
                register_read_table(fetching->book, arena, row, outputs[output_count - 1],
                                    &tables[i], fetching->problems);
        }
        if (status != OUTCHECK_OK) {
            return status;
        }
    }
    own->outputs = outputs;
    own->output_count = output_count;
    own->tables = tables;
    own->table_count = count;
    *submission = own;
    return OUTCHECK_OK;
}

static enum outcheck_status read_releases(struct fetching *fetching, size_t count,
                                          struct register_fetched *fetched)
{
    struct register_release *releases = NULL;
    size_t release_count = 0;
    enum outcheck_status status = register_list(
        fetching->book, fetching->arena, &releases, &release_count, fetching->problems);
    fetched->items = arena_array(fetching->arena, count, const struct submission *);
    fetched->has_releases = release_count > 0;
    for (size_t from = 0; from < count && status == OUTCHECK_OK;) {
        const int64_t id = fetching->wanted[from].row.release;
        const char *name = name_of_release(releases, release_count, id);
        size_t to = from;
        while (to < count && fetching->wanted[to].row.release == id) {
            to++;
        }
        status = name ? read_release(fetching, name, &fetching->wanted[from], to - from,
                                     &fetched->items[fetched->count])
                      : register_damaged(fetching->book, fetching->problems,
                                         "a table of the register has no release");
        fetched->count++;
        from = to;
    }
    return status;
}

enum outcheck_status register_fetch(struct register_book *book, struct arena *arena,
                                    const struct submission *candidate,
                                    int64_t cell_limit, struct register_fetched *fetched,
                                    struct problems *problems)
{
    struct fetching fetching = {
        .book = book,
        .arena = arena,
        .candidate = candidate,
        .problems = problems,
        .links = map_create(arena, 64),
        .ids = map_create(arena, 1024),
    };
    *fetched = (struct register_fetched){0};
    const enum outcheck_status status = find_wanted(&fetching);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const size_t count = choose(&fetching, cell_limit ? cell_limit : REGISTER_CELL_LIMIT);
    fetched->tables = count;
    fetched->tables_left_out = fetching.wanted_count - count;
    return read_releases(&fetching, count, fetched);
}
