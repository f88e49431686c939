#include "support/fuzz_folder.h"

#include "base/file.h"
#include "base/text.h"
#include "ingest/ingest.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 60000 };

static const char mark[] = "\n====\n";

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static bool is_cell_or_none(const struct table *table, uint32_t cell)
{
    return cell == NO_CELL || cell < table->cell_count;
}

static void check_cells(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        promise(cell->measure < table->measure_count);
        promise(is_cell_or_none(table, cell->count));
        promise(is_cell_or_none(table, cell->numerator));
        promise(is_cell_or_none(table, cell->denominator));
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            const uint32_t category = table_category(table, i, d);
            promise(category == NO_CATEGORY ||
                    category < table->dimensions[d].category_count);
        }
    }
}

static void check_dimension(const struct dimension *dimension)
{
    const uint32_t count = dimension->category_count;
    promise(dimension->total == NO_CATEGORY || dimension->total < count);
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        const struct partition *partition = &dimension->partitions[p];
        promise(partition->whole < count);
        for (uint32_t i = 0; i < partition->part_count; i++) {
            promise(partition->parts[i] < count);
        }
    }
}

static void check_submission(const struct submission *submission)
{
    for (size_t t = 0; t < submission->table_count; t++) {
        const struct table *table = submission->tables[t];
        promise(table->title && table->confidence >= 0 && table->confidence <= 1);
        for (uint32_t i = 0; i < table->doubt_count; i++) {
            promise(table->doubts[i].sentence != NULL);
        }
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            check_dimension(&table->dimensions[d]);
        }
        check_cells(table);
    }
}

static void write_files(struct arena *arena, const char *folder, const char *const *names,
                        size_t name_count, struct bytes text)
{
    struct problems *problems = problems_create(arena);
    promise(folder_make(arena, folder, problems) == OUTCHECK_OK);
    const char *at = text.data;
    const char *end = text.data + text.length;
    for (size_t i = 0; i < name_count; i++) {
        const char *next = at;
        while (next < end && strncmp(next, mark, strlen(mark)) != 0) {
            next++;
        }
        const struct bytes piece = {.data = at, .length = (size_t)(next - at)};
        promise(file_write(arena, path_join(arena, folder, names[i]), piece, problems) ==
                OUTCHECK_OK);
        at = next < end ? next + strlen(mark) : end;
    }
}

void fuzz_folder(const char *folder, const char *const *names, size_t name_count,
                 const uint8_t *data, size_t size)
{
    if (size > MOST_BYTES) {
        return;
    }
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    write_files(arena, folder, names, name_count,
                (struct bytes){.data = copy, .length = size});
    struct problems *problems = problems_create(arena);
    const struct ingest_options options = {.paths = &folder, .path_count = 1};
    const struct submission *submission = NULL;
    if (ingest_submission(arena, &options, &submission, problems) == OUTCHECK_OK) {
        check_submission(submission);
    } else {
        promise(problems->count > 0);
    }
    arena_destroy(arena);
}
