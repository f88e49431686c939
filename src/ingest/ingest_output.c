/*
 * One output: its bytes, the reader for it, its grids and their tables.
 */
#include "base/text.h"
#include "ingest/build/build_table.h"
#include "ingest/ingest_job.h"
#include "ingest/read/file_type.h"
#include "ingest/read/reader.h"
#include "ingest/record/acro.h"
#include "ingest/record/acro_workbook.h"
#include "ingest/record/protection_record.h"
#include "ingest/record/tau.h"
#include "ingest/sidecar/data_package.h"
#include "ingest/workbook/report_sheets.h"

#include <string.h>

void ingest_remark(struct ingest *ingest, enum remark_kind kind,
                   const struct output *output, const char *sentence, const char *hint)
{
    struct made_tables *made = &ingest->made;
    *arena_add(ingest->arena, made->remarks, made->remark_count, made->remark_capacity) =
        (struct remark){
            .kind = kind,
            .output = output,
            .row = UINT32_MAX,
            .column = UINT32_MAX,
            .sentence = sentence,
            .hint = hint,
        };
}

/* A scan as JSON: what it found, but not the tables. */
static bool is_report_as_json(struct arena *arena, const struct output *output,
                              struct bytes bytes)
{
    enum { OPENING = 64 };
    const size_t length = bytes.length < OPENING ? bytes.length : OPENING;
    return text_ends_with(output->path, ".json") &&
           strstr(text_copy(arena, bytes.data, length), "\"outcheck\":");
}

/* The reader for an output, or NULL with a remark. What the first bytes say overrules the
 * name: a workbook that is called .csv is no CSV file. */
static const struct reader *reader_for(struct ingest *ingest, struct output *output,
                                       struct bytes bytes)
{
    const struct file_type *name = file_type_of_name(output->path);
    const struct file_type *content = file_type_of_content(bytes);
    if (content && !file_type_fits(content, name)) {
        output->kind = content->kind;
        ingest_remark(ingest, REMARK_UNREADABLE, output,
                      text_format(ingest->arena,
                                  "it is named as %s, but its content is %s", name->words,
                                  content->words),
                      content->hint);
        return NULL;
    }
    const struct reader *reader = reader_find(name->kind);
    if (!reader && is_report_as_json(ingest->arena, output, bytes)) {
        ingest_remark(ingest, REMARK_FILE_TYPE, output,
                      "it is a report of this program as JSON, which lists findings "
                      "and not the tables",
                      "Give report.xlsx of that scan, or what was released itself.");
    } else if (!reader) {
        ingest_remark(
            ingest, REMARK_FILE_TYPE, output,
            text_format(ingest->arena, "it is %s, which is not read", name->words),
            name->hint);
    }
    return reader;
}

/* The place of a source in the list below. */
static size_t place_of_source(enum description_source source)
{
    switch (source) {
    case DESCRIPTION_OF_ACRO:
        return 1;
    case DESCRIPTION_OF_TAU:
        return 2;
    case DESCRIPTION_OF_DATA_PACKAGE:
        return 3;
    case DESCRIPTION_OF_ANY:
    case DESCRIPTION_OF_EES:
    default:
        return 0;
    }
}

/* The record of a session, or a workbook that is one. */
static struct sidecar_tables acro_said(const struct ingest *ingest,
                                       const struct grid *grid)
{
    const struct sidecar_tables said = acro_tables_for_grid(ingest->acro, grid);
    return said.count ? said : acro_workbook_tables(ingest->arena, grid);
}

/* .rda beside a table, or the .jj itself. */
static struct sidecar_tables tau_said(struct arena *arena, const struct grid *grid)
{
    const struct sidecar_tables said = tau_tables_for_grid(arena, grid);
    return said.count ? said : jj_tables_for_grid(arena, grid);
}

/* Sidecars first, then the descriptions of other programs. Each is asked, since each has
 * something to note; the first that speaks is believed. */
static struct sidecar_tables said_of(struct ingest *ingest, const struct grid *grid)
{
    const struct sidecar_tables said[] = {
        sidecars_for_grid(ingest->sidecars, grid),
        acro_said(ingest, grid),
        tau_said(ingest->arena, grid),
        data_package_for_grid(ingest->arena, grid),
    };
    const enum description_source only = ingest->options->description_source;
    size_t first = only == DESCRIPTION_OF_ANY ? 0 : place_of_source(only);
    while (only == DESCRIPTION_OF_ANY && first + 1 < sizeof(said) / sizeof(said[0]) &&
           !said[first].count) {
        first++;
    }
    ingest->has_description = ingest->has_description || said[first].count > 0;
    return said[first];
}

/* Places in what is no sheet of running text are lines from now on. */
static bool has_lines(const struct reading *reading)
{
    for (size_t i = 0; i < reading->grid_count; i++) {
        if (reading->grids[i]->is_text) {
            return true;
        }
    }
    return false;
}

static void keep_grids(struct ingest *ingest, const struct reading *reading)
{
    for (size_t i = 0; i < reading->grid_count; i++) {
        struct grid *grid = reading->grids[i];
        ingest->grids = arena_grow(ingest->arena, ingest->grids, &ingest->grid_capacity,
                                   ingest->grid_count + 1, sizeof(void *));
        ingest->grids[ingest->grid_count++] = grid;
        protection_records_compare(ingest->protection, grid);
        const struct sidecar_tables said = said_of(ingest, grid);
        grid_tables_make(ingest->arena, grid, &said, ingest->options->symbols,
                         &ingest->made);
    }
}

/* What will be shown there cannot be read, and so cannot be checked. */
static void tell_missing_result(struct ingest *ingest, const struct hidden_item *item)
{
    struct made_tables *made = &ingest->made;
    *arena_add(ingest->arena, made->remarks, made->remark_count, made->remark_capacity) =
        (struct remark){
            .kind = REMARK_UNREADABLE,
            .output = item->output,
            .sheet = item->sheet,
            .row = item->row,
            .column = item->column,
            .sentence = item->sentence,
            .hint = "Open the workbook in a spreadsheet program and save it anew.",
        };
}

static void keep_hidden(struct ingest *ingest, const struct reading *reading)
{
    for (size_t i = 0; i < reading->hidden_count; i++) {
        const struct hidden_item *item = &reading->hidden[i];
        if (item->kind == HIDDEN_RESULT) {
            tell_missing_result(ingest, item);
            continue;
        }
        *arena_add(ingest->arena, ingest->hidden, ingest->hidden_count,
                   ingest->hidden_capacity) = reading->hidden[i];
    }
}

/* Whether the records that a pivot table keeps are people or firms: asked of them as of
 * the rows of any table. */
static void judge_cache(struct ingest *ingest, const struct grid *cache)
{
    const struct sidecar_tables said = {0};
    struct made_tables made = {0};
    grid_tables_make(ingest->arena, cache, &said, ingest->options->symbols, &made);
    for (size_t i = 0; i < made.count; i++) {
        const char *reason = made.items[i]->records_reason;
        if (reason) {
            ingest_remark(
                ingest, REMARK_RECORDS, cache->output,
                text_format(ingest->arena,
                            "a pivot table keeps records of single people or firms: %s "
                            "of its cache",
                            reason),
                "Paste the table as values into a new workbook: its records are here.");
            return;
        }
    }
}

static void judge_caches(struct ingest *ingest, const struct reading *reading)
{
    for (size_t i = 0; i < reading->cache_count; i++) {
        judge_cache(ingest, reading->caches[i]);
    }
}

enum outcheck_status ingest_load(const struct ingest *ingest, struct arena *scratch,
                                 struct output *output, struct bytes *bytes,
                                 struct problems *trouble)
{
    const char *folder = ingest->options->read_from;
    const char *found_at = output->location;
    output->location = folder ? path_join(scratch, folder, output->path) : found_at;
    const enum outcheck_status status =
        output_load(ingest->arena, scratch, output, bytes, trouble);
    output->location = found_at;
    return status;
}

void ingest_output(struct ingest *ingest, struct arena *scratch, struct output *output)
{
    struct problems *trouble = problems_create(scratch);
    struct bytes bytes;
    if (ingest_load(ingest, scratch, output, &bytes, trouble) != OUTCHECK_OK) {
        const struct problem *first = &trouble->items[0];
        ingest_remark(ingest, REMARK_UNREADABLE, output,
                      text_format(ingest->arena, "%s", first->message),
                      text_format(ingest->arena, "%s", first->hint));
        return;
    }
    if (acro_standing_of(ingest->acro, output) == ACRO_LARGEST_ALONE) {
        ingest_remark(
            ingest, REMARK_FILE_TYPE, output,
            "it holds largest contributors and the like, written as evidence by an "
            "ACRO session",
            "Hand it to the checkers, and take it out of what is released.");
        return;
    }
    const struct reader *reader = reader_for(ingest, output, bytes);
    if (!reader) {
        return;
    }
    struct reading reading = {
        .arena = ingest->arena,
        .scratch = scratch,
        .output = output,
        .bytes = bytes,
        .delimiter = sidecars_delimiter(ingest->sidecars, output),
    };
    struct refusal refusal = {0};
    if (!reader->read(&reading, &refusal)) {
        ingest_remark(ingest, REMARK_UNREADABLE, output,
                      text_format(ingest->arena, "%s", refusal.sentence),
                      text_format(ingest->arena, "%s", refusal.hint));
        return;
    }
    const char *record = acro_words_for(ingest->acro, output);
    output->read_as = record[0]
                          ? text_format(ingest->arena, "%s; %s", reading.read_as, record)
                          : reading.read_as;
    if (reading.is_own && ingest->options->reads_reports) {
        reading.remark_count = 0;
        report_sheets_take_back(&reading);
    } else if (reading.is_own) {
        ingest_remark(ingest, REMARK_FILE_TYPE, output,
                      "it is a report of this program, which holds unreleased figures",
                      "Keep reports out of the folder of outputs.");
        return;
    }
    for (size_t i = 0; i < reading.remark_count; i++) {
        *arena_add(ingest->arena, ingest->made.remarks, ingest->made.remark_count,
                   ingest->made.remark_capacity) = reading.remarks[i];
    }
    output->has_lines = has_lines(&reading);
    keep_grids(ingest, &reading);
    keep_hidden(ingest, &reading);
    judge_caches(ingest, &reading);
}
