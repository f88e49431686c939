/*
 * Any bytes at all as a sidecar (CSVW, or else an EES companion) of one small file: no
 * crash, nothing out of the file's bounds, and every mistake has a sentence and a place
 * in the text.
 */
#include "base/text.h"
#include "ingest/read/read_csv.h"
#include "ingest/sidecar/csvw.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static const char file[] = "Learners by region\n\n"
                           ",Female,,Male,\n"
                           "Region,N,%,N,%\n"
                           "North East,41,51.2,39,48.8\n"
                           "London,c,c,600,c\n"
                           "England,700,52.3,639,47.7\n"
                           "mean,1,2,3,4\n";

static const struct grid *read_grid(struct arena *arena, const char *bytes, size_t length)
{
    static const struct output output = {
        .path = "learners.csv", .location = "learners.csv", .kind = "csv"};
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = &output,
        .bytes = {.data = bytes, .length = length},
        .delimiter = ',',
    };
    struct refusal refusal = {0};
    return csv_reader.read(&reading, &refusal) ? reading.grids[0] : NULL;
}

static void check_line(const struct plan_line *line, uint32_t count, uint32_t end)
{
    promise(line->index < end);
    promise(line->role < ROLE_COUNT_OF_ROLES);
    promise(line->count_line == PLAN_NONE || line->count_line < count);
    promise(line->numerator_line == PLAN_NONE || line->numerator_line < count);
    promise(line->denominator_line == PLAN_NONE || line->denominator_line < count);
    promise(line->name && line->dimension && line->total && line->measure && line->unit);
    promise(line->detail);
    for (uint32_t i = 0; i < line->of_count; i++) {
        promise(line->of[i].dimension && line->of[i].category);
    }
}

static void check_said(const struct sidecar_table *said)
{
    const struct plan *plan = &said->plan;
    const struct grid *grid = plan->grid;
    for (uint32_t i = 0; i < plan->column_count; i++) {
        check_line(&plan->columns[i], plan->column_count, grid->column_count);
        for (uint32_t j = 0; j < i; j++) {
            promise(plan->columns[j].index != plan->columns[i].index);
        }
    }
    for (uint32_t i = 0; i < plan->row_count; i++) {
        check_line(&plan->rows[i], plan->row_count, grid->row_count);
    }
    if (said->has_rows) {
        promise(plan->first_row <= plan->first_data_row);
        promise(plan->first_data_row < grid->row_count);
    }
    if (said->has_range) {
        promise(said->has_rows && plan->first_data_row <= plan->last_row);
        promise(plan->last_row < grid->row_count &&
                plan->last_column < grid->column_count);
        promise(plan->first_column <= plan->last_column);
    }
    for (uint32_t i = 0; i < plan->partition_count; i++) {
        promise(plan->partitions[i].part_count > 0 && plan->partitions[i].whole);
    }
    promise(!plan->is_described || (plan->population[0] && plan->period[0]));
}

static void check_problems(struct arena *arena, const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->items[i];
        promise(problem->status == OUTCHECK_ERROR_USAGE && problem->message[0]);
        promise(problem_render(arena, problem)[0] != '\0');
    }
}

static void read_as_csvw(struct arena *arena, const char *bytes, size_t size,
                         const struct grid *grid)
{
    struct problems *problems = problems_create(arena);
    struct sidecar_source source = {
        .arena = arena,
        .file = "learners.csv-metadata.json",
        .text = {.data = bytes, .length = size},
        .problems = problems,
    };
    json_t *root = json_read(source.file, bytes, size, problems);
    if (root) {
        const struct sidecar_node node = {.json = root};
        const struct sidecar_node tables = sidecar_node_at(&node, "tables");
        const struct sidecar_node first = sidecar_node_item(&tables, 0);
        const struct csvw_description description = {
            .group = tables.json ? node : (struct sidecar_node){0},
            .table = tables.json ? first : node,
            .fragment = tables.json ? "row=3-7" : "",
        };
        struct sidecar_table said;
        csvw_read_table(&source, &description, grid, &said);
        check_said(&said);
        json_decref(root);
    }
    check_problems(arena, problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *bytes = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(bytes, data, size);
    }
    const struct grid *grid = read_grid(arena, file, strlen(file));
    promise(grid != NULL);
    read_as_csvw(arena, bytes, size, grid);
    const struct grid *meta = read_grid(arena, bytes, size);
    if (meta && meta->row_count > 0) {
        struct sidecar_table said =
            sidecar_table_empty(grid, "learners.meta.csv", ORIGIN_META);
        ees_meta_apply(arena, meta, grid, &said);
        check_said(&said);
    }
    arena_destroy(arena);
    return 0;
}
