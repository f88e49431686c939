/*
 * Any bytes at all, opened as a register: no crash; what is refused is refused in words,
 * and a table that is taken can be used by the attacker: every index in it is in range.
 * The bytes are tried as a database file and as the description of a table.
 */
#include "base/file.h"
#include "clearance/register/register.h"
#include "clearance/register/register_shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void check_partitions(const struct dimension *dimension)
{
    promise(dimension->total == NO_CATEGORY ||
            dimension->total < dimension->category_count);
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        const struct partition *partition = &dimension->partitions[p];
        promise(partition->whole < dimension->category_count);
        for (uint32_t i = 0; i < partition->part_count; i++) {
            promise(partition->parts[i] < dimension->category_count);
        }
    }
}

static void check_table(const struct table *table)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        check_partitions(&table->dimensions[d]);
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        promise(cell->measure < table->measure_count);
        promise(cell->count == NO_CELL || cell->count < table->cell_count);
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            const uint32_t category = table_category(table, i, d);
            promise(category == NO_CATEGORY ||
                    category < table->dimensions[d].category_count);
        }
    }
}

/* A candidate that declares nothing: what declares nothing can touch it. */
static void fetch(struct register_book *book, struct arena *arena,
                  struct problems *problems)
{
    struct table candidate = {.id = "T01"};
    struct table *tables[] = {&candidate};
    const struct submission submission = {.tables = tables, .table_count = 1};
    struct register_fetched fetched;
    if (register_fetch(book, arena, &submission, 0, &fetched, problems) != OUTCHECK_OK) {
        promise(problems->count > 0);
        return;
    }
    for (size_t i = 0; i < fetched.count; i++) {
        for (size_t t = 0; t < fetched.items[i]->table_count; t++) {
            check_table(fetched.items[i]->tables[t]);
        }
    }
}

static void open_as_file(struct arena *arena, struct bytes bytes)
{
    char path[64];
    struct problems *problems = problems_create(arena);
    struct register_book *book = NULL;
    struct register_check check;
    (void)snprintf(path, sizeof(path), "/tmp/outcheck-fuzz-%ld.db", (long)getpid());
    promise(file_write(arena, path, bytes, problems) == OUTCHECK_OK);
    if (register_open(arena, path, SQL_STORE_READ, &book, problems) == OUTCHECK_OK) {
        fetch(book, arena, problems);
        if (register_verify(book, arena, &check, problems) != OUTCHECK_OK) {
            promise(problems->count > 0);
        }
    } else {
        promise(problems->count > 0);
    }
    register_close(book);
    file_remove(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    struct table table;
    if (size) {
        memcpy(copy, data, size);
    }
    if (register_shape_read(arena, copy, &table)) {
        check_table(&table);
    }
    open_as_file(arena, (struct bytes){.data = copy, .length = size});
    arena_destroy(arena);
    return 0;
}
