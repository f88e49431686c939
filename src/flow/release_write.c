/*
 * The files of the pack: written, read back, listed.
 */
#include "base/file.h"
#include "base/growing_text.h"
#include "base/hash.h"
#include "base/text.h"
#include "clearance/release_book.h"
#include "clearance/release_csv.h"
#include "flow/release_job.h"
#include "ingest/read/reader.h"
#include "ingest/workbook/workbook_read.h"

#include <stdlib.h>
#include <string.h>

#define WORKBOOK_NAME "tables.xlsx"
#define ARCHIVE_NAME  "release.zip"

enum { PACK_BYTE_LIMIT = 2000 * 1000 * 1000 };

static struct problems *problems_of(struct release_job *job)
{
    return job->deciding.call->problems;
}

static enum outcheck_status refuse(struct release_job *job, const char *place,
                                   const char *hint, const char *message)
{
    problem_add(problems_of(job), OUTCHECK_ERROR_USAGE, place_of_file(place), hint, "%s",
                message);
    return OUTCHECK_ERROR_USAGE;
}

static const char *pack_path(const struct release_job *job, const char *name)
{
    return pack_folder_path(&job->pack, name);
}

static void add_file(struct release_job *job, struct pack_file file)
{
    struct arena *arena = job->deciding.call->arena;
    file.sha256 = hash_sha256(arena, file.bytes.data, file.bytes.length);
    *arena_add(arena, job->files, job->file_count, job->file_capacity) = file;
}

/* ---- reading back ---- */

static bool is_same_cell(const struct release_cell *cell, const char *text)
{
    char *end = NULL;
    if (!cell->is_number) {
        return text_equals(cell->text, text);
    }
    const double value = strtod(text, &end);
    return end != text && *end == '\0' && value == strtod(cell->text, NULL);
}

/* The row of the grid that holds the headings, or UINT32_MAX. */
static uint32_t heading_row(const struct release_table *table, const struct grid *grid)
{
    for (uint32_t row = 0; row < grid->row_count; row++) {
        bool is_it = true;
        for (uint32_t column = 0; is_it && column < table->column_count; column++) {
            is_it =
                text_equals(grid_text(grid, row, column), table->columns[column].heading);
        }
        if (is_it) {
            return row;
        }
    }
    return UINT32_MAX;
}

bool release_is_same(const struct release_table *table, const struct grid *grid)
{
    const uint32_t top = heading_row(table, grid);
    const size_t count = (size_t)table->row_count * table->column_count;
    if (top == UINT32_MAX || grid->row_count != top + 1 + table->row_count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const uint32_t row = top + 1 + (uint32_t)(i / table->column_count);
        const uint32_t column = (uint32_t)(i % table->column_count);
        if (!is_same_cell(&table->cells[i], grid_text(grid, row, column))) {
            return false;
        }
    }
    return true;
}

static enum outcheck_status check_workbook(struct release_job *job, const char *path)
{
    struct workbook_content content;
    const enum outcheck_status status =
        workbook_read(job->deciding.call->arena, path, &content, problems_of(job));
    if (status != OUTCHECK_OK) {
        return status;
    }
    for (size_t i = 0; i < job->submission->table_count; i++) {
        const struct grid *grid = workbook_sheet(&content, job->tables[i].sheet);
        if (!grid || !release_is_same(&job->tables[i], grid)) {
            problem_add(problems_of(job), OUTCHECK_ERROR_INPUT, place_of_file(path), "",
                        "%s reads back differently from what was cleared",
                        job->tables[i].sheet);
            return OUTCHECK_ERROR_INPUT;
        }
    }
    return OUTCHECK_OK;
}

static enum outcheck_status
check_csv(struct release_job *job, const struct release_table *table, struct bytes bytes)
{
    struct arena *arena = job->deciding.call->arena;
    const struct output output = {
        .path = table->file, .location = table->file, .kind = "csv"};
    struct reading reading = {.arena = arena,
                              .scratch = arena,
                              .output = &output,
                              .bytes = bytes,
                              .delimiter = ','};
    struct refusal refusal = {0};
    const struct reader *reader = reader_find("csv");
    const bool is_read = reader && reader->read(&reading, &refusal);
    if (!is_read || reading.grid_count != 1 ||
        !release_is_same(table, reading.grids[0])) {
        problem_add(problems_of(job), OUTCHECK_ERROR_INPUT, place_of_file(table->file),
                    "", "it reads back differently from what was cleared");
        return OUTCHECK_ERROR_INPUT;
    }
    return OUTCHECK_OK;
}

/* ---- writing ---- */

static enum outcheck_status write_bytes(struct release_job *job, const char *name,
                                        struct bytes bytes)
{
    return file_write(job->deciding.call->arena, pack_path(job, name), bytes,
                      problems_of(job));
}

static enum outcheck_status write_workbook(struct release_job *job)
{
    const struct release_book book = {
        .request = job->submission->request,
        .tables = job->tables,
        .table_count = job->submission->table_count,
        .created = job->deciding.before->submitted,
    };
    const char *path = pack_path(job, WORKBOOK_NAME);
    struct pack_file file = {.name = WORKBOOK_NAME, .kind = "workbook"};
    if (!book.table_count) {
        return OUTCHECK_OK;
    }
    enum outcheck_status status = release_book_write(&book, path, problems_of(job));
    if (status == OUTCHECK_OK) {
        status = check_workbook(job, path);
    }
    if (status == OUTCHECK_OK) {
        status = file_read(job->deciding.call->arena, path, PACK_BYTE_LIMIT, &file.bytes,
                           problems_of(job));
    }
    if (status == OUTCHECK_OK) {
        add_file(job, file);
    }
    return status;
}

/* The EES meta file beside an output, or NULL. */
static const struct output *ees_meta(const struct release_job *job,
                                     const struct output *output)
{
    struct arena *arena = job->deciding.call->arena;
    const char *location = output->location;
    const char *extension = path_extension(location);
    const char *wanted =
        text_format(arena, "%.*s.meta.csv",
                    (int)(strlen(location) - strlen(extension) - 1), location);
    for (size_t i = 0; *extension && i < job->submission->companion_count; i++) {
        if (text_equals(job->submission->companions[i]->location, wanted)) {
            return job->submission->companions[i];
        }
    }
    return NULL;
}

static enum outcheck_status copy_file(struct release_job *job,
                                      const struct output *source, const char *kind,
                                      const struct output *output)
{
    struct pack_file file = {
        .name = path_name(source->path), .kind = kind, .output = output};
    enum outcheck_status status =
        file_read(job->deciding.call->arena, source->location, PACK_BYTE_LIMIT,
                  &file.bytes, problems_of(job));
    if (status == OUTCHECK_OK) {
        status = write_bytes(job, file.name, file.bytes);
    }
    if (status == OUTCHECK_OK) {
        add_file(job, file);
    }
    return status;
}

static enum outcheck_status write_table(struct release_job *job,
                                        const struct release_table *table)
{
    struct arena *arena = job->deciding.call->arena;
    struct pack_file csv = {.name = table->file,
                            .kind = "csv",
                            .output = table->table->output,
                            .title = table->title,
                            .bytes = release_csv(arena, table)};
    struct pack_file csvw = {.name = text_format(arena, "%s-metadata.json", table->file),
                             .kind = "csvw",
                             .output = table->table->output,
                             .bytes =
                                 release_csvw(arena, table, job->submission->request)};
    if (!csvw.bytes.data) {
        return refuse(job, table->file, "", "its description cannot be written as JSON");
    }
    enum outcheck_status status = check_csv(job, table, csv.bytes);
    if (status == OUTCHECK_OK) {
        status = write_bytes(job, csv.name, csv.bytes);
    }
    if (status == OUTCHECK_OK) {
        status = write_bytes(job, csvw.name, csvw.bytes);
    }
    if (status == OUTCHECK_OK) {
        add_file(job, csv);
        add_file(job, csvw);
    }
    return status;
}

/* Files that may carry more than what is seen go out as tables or not at all. */
static bool may_hide(const char *kind)
{
    static const char *const kinds[] = {"xlsx", "xlsm", "xls", "ods", "docx",
                                        "odt",  "zip",  "pdf", "pptx"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (text_equals(kinds[i], kind)) {
            return true;
        }
    }
    return false;
}

static enum outcheck_status write_output(struct release_job *job,
                                         const struct output *output)
{
    const struct output *meta = ees_meta(job, output);
    enum outcheck_status status = OUTCHECK_OK;
    size_t tables = 0;
    if (meta) {
        status = copy_file(job, output, "ees-data", output);
        return status == OUTCHECK_OK ? copy_file(job, meta, "ees-meta", output) : status;
    }
    for (size_t i = 0; status == OUTCHECK_OK && i < job->submission->table_count; i++) {
        if (job->tables[i].table->output == output) {
            status = write_table(job, &job->tables[i]);
            tables++;
        }
    }
    if (tables || status != OUTCHECK_OK) {
        return status;
    }
    if (may_hide(output->kind)) {
        return refuse(job, output->location, "Hand in what it shows as tables.",
                      "no table was read from it, and such a file may hold more than it "
                      "shows");
    }
    return copy_file(job, output, "file", output);
}

static bool has_name_before(const struct release_job *job, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (text_equals_ignoring_case(job->files[i].name, job->files[index].name)) {
            return true;
        }
    }
    return false;
}

/* Two files of one name would be one in the pack. */
static enum outcheck_status check_names(struct release_job *job)
{
    for (size_t i = 0; i < job->file_count; i++) {
        if (has_name_before(job, i)) {
            return refuse(job, job->files[i].name, "Rename one of the outputs.",
                          "two files of the pack would have this name");
        }
    }
    return OUTCHECK_OK;
}

static enum outcheck_status write_sums(struct release_job *job)
{
    struct arena *arena = job->deciding.call->arena;
    const struct bytes manifest = release_manifest(job);
    struct growing_text sums = {.arena = arena};
    if (!manifest.data) {
        return refuse(job, "manifest.json", "", "it cannot be written as JSON");
    }
    add_file(job, (struct pack_file){
                      .name = "manifest.json", .kind = "manifest", .bytes = manifest});
    for (size_t i = 0; i < job->file_count; i++) {
        grow_by(&sums,
                text_format(arena, "%s  %s\n", job->files[i].sha256, job->files[i].name));
    }
    add_file(job,
             (struct pack_file){.name = PACK_SUMS_NAME,
                                .kind = "sums",
                                .bytes = {.data = sums.text, .length = sums.length}});
    const enum outcheck_status status = write_bytes(job, "manifest.json", manifest);
    return status == OUTCHECK_OK
               ? write_bytes(job, PACK_SUMS_NAME, job->files[job->file_count - 1].bytes)
               : status;
}

static enum outcheck_status write_archive(struct release_job *job)
{
    struct arena *arena = job->deciding.call->arena;
    struct archive_file *files =
        arena_array(arena, job->file_count + 1, struct archive_file);
    for (size_t i = 0; i < job->file_count; i++) {
        files[i] = (struct archive_file){job->files[i].name, job->files[i].bytes};
    }
    return archive_write(arena, pack_path(job, ARCHIVE_NAME), files, job->file_count,
                         problems_of(job));
}

static enum outcheck_status write_all(struct release_job *job)
{
    enum outcheck_status status = write_workbook(job);
    for (size_t i = 0; status == OUTCHECK_OK && i < job->submission->output_count; i++) {
        status = write_output(job, job->submission->outputs[i]);
    }
    if (status == OUTCHECK_OK) {
        status = check_names(job);
    }
    if (status == OUTCHECK_OK) {
        status = write_sums(job);
    }
    return status == OUTCHECK_OK ? write_archive(job) : status;
}

enum outcheck_status release_write(struct release_job *job)
{
    struct call *call = job->deciding.call;
    const char *manifest = path_join(call->arena, job->folder, "manifest.json");
    if (!job->options->overwrite && file_kind_of(manifest) != FILE_MISSING) {
        return refuse(job, job->folder, "Choose another folder with -o, or --force.",
                      "there is a release pack already");
    }
    job->tables = release_tables_make(call->arena, job->submission);
    job->pack = (struct pack_folder){.arena = call->arena, .place = job->folder};
    enum outcheck_status status =
        pack_folder_open(&job->pack, ARCHIVE_NAME, call->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    status = write_all(job);
    if (status == OUTCHECK_OK) {
        status = pack_folder_place(&job->pack, call->problems);
    }
    if (status != OUTCHECK_OK) {
        pack_folder_undo(&job->pack);
    }
    return status;
}
