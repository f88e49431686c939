/*
 * Protected files in place of the cleared ones: the same cells, some of them hidden, and
 * nothing that follows from them which the checkers did not see.
 */
#include "base/file.h"
#include "base/text.h"
#include "flow/release_job.h"
#include "flow/scan_inside.h"
#include "flow/signing_make.h"
#include "model/shown_totals.h"

#include <string.h>

#define PROTECTED_FOLDER "outcheck-protected"

static enum outcheck_status refuse(struct release_job *job, const char *place,
                                   const char *hint, const char *message)
{
    problem_add(job->deciding.call->problems, OUTCHECK_ERROR_USAGE, place_of_file(place),
                hint, "%s", message);
    return OUTCHECK_ERROR_USAGE;
}

static struct output *find_output(const struct submission *submission, const char *path)
{
    for (size_t i = 0; i < submission->output_count; i++) {
        if (text_equals(submission->outputs[i]->path, path)) {
            return submission->outputs[i];
        }
    }
    return NULL;
}

static const struct grid *find_grid(const struct submission *submission,
                                    const struct output *output, const char *sheet)
{
    for (size_t i = 0; i < submission->grid_count; i++) {
        const struct grid *grid = submission->grids[i];
        const bool is_sheet = sheet ? text_equals(grid->sheet, sheet) : !grid->sheet;
        if (grid->output == output && is_sheet) {
            return grid;
        }
    }
    return NULL;
}

static bool is_hidden(const char *text, const struct symbols *symbols)
{
    const struct symbol *symbol = symbol_find(symbols, text);
    return symbol && symbol->state == CELL_HIDDEN;
}

static uint32_t larger(uint32_t one, uint32_t other)
{
    return one > other ? one : other;
}

/* Totals of the figures shown, and percentages of them, say nothing that those do not
 * say: the reader has checked each. */
static bool *places_of_shown(struct arena *arena, const struct submission *submission,
                             const struct grid *grid, size_t columns)
{
    bool *is_of_shown = arena_array(arena, grid->row_count * columns + 1, bool);
    for (size_t t = 0; t < submission->table_count; t++) {
        const struct table *table = submission->tables[t];
        for (uint32_t i = 0; table->grid == grid && i < table->cell_count; i++) {
            const struct cell *cell = &table->cells[i];
            const size_t place = cell->row * columns + cell->column;
            is_of_shown[place] = is_of_shown[place] || cell->is_of_shown;
        }
    }
    return is_of_shown;
}

/* The same label, but that it says what its totals are of. */
static bool is_renamed_total(const char *cleared, const char *given)
{
    const size_t length = label_length_without_shown(given);
    return given[length] && strlen(cleared) == length &&
           strncmp(cleared, given, length) == 0;
}

/* Each cell is as it was cleared, or shows the symbol of a hidden number, or follows from
 * what is shown. */
static bool only_hides(struct release_job *job, const struct grid *cleared,
                       const struct grid *given, const struct submission *submission)
{
    struct arena *arena = job->deciding.call->arena;
    const struct symbols *symbols = &job->deciding.results.policy->symbols;
    const size_t rows = larger(cleared->row_count, given->row_count);
    const size_t columns = larger(cleared->column_count, given->column_count);
    const bool *is_of_shown = places_of_shown(arena, submission, given, columns);
    for (size_t i = 0; i < rows * columns; i++) {
        const uint32_t row = (uint32_t)(i / columns);
        const uint32_t column = (uint32_t)(i % columns);
        const char *text = grid_text(given, row, column);
        const char *before = grid_text(cleared, row, column);
        const bool follows = row < given->row_count && is_of_shown[i];
        if (!text_equals(text, before) && !is_hidden(text, symbols) && !follows &&
            !is_renamed_total(before, text)) {
            return false;
        }
    }
    return true;
}

static enum outcheck_status check_output(struct release_job *job,
                                         const struct submission *given,
                                         const struct output *output)
{
    const struct results *results = &job->deciding.results;
    const struct output *cleared = find_output(results->submission, output->path);
    if (!cleared) {
        return refuse(job, output->location, "Take it out of the folder.",
                      "it was not among what was cleared");
    }
    for (size_t i = 0; i < given->grid_count; i++) {
        const struct grid *grid = given->grids[i];
        const struct grid *before =
            grid->output == output ? find_grid(results->submission, cleared, grid->sheet)
                                   : grid;
        if (!before || !only_hides(job, before, grid, given)) {
            return refuse(job, output->location,
                          "Let the checkers look at this file: scan it as a new turn.",
                          "it differs from what was cleared by more than hidden cells");
        }
    }
    return OUTCHECK_OK;
}

static bool was_seen(const struct results *cleared, const struct finding *finding)
{
    for (size_t i = 0; i < cleared->finding_count; i++) {
        const struct finding *seen = &cleared->findings[i];
        if (text_equals(seen->code, finding->code) &&
            text_equals(seen->message, finding->message)) {
            return true;
        }
    }
    return false;
}

/* A finding that the checkers did not see stops the release; its words stay here, for
 * they may say a number. */
static enum outcheck_status check_findings(struct release_job *job,
                                           const struct results *given)
{
    struct arena *arena = job->deciding.call->arena;
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; i < given->finding_count; i++) {
        const struct finding *finding = &given->findings[i];
        if (finding->severity == SEVERITY_INFO ||
            was_seen(&job->deciding.results, finding)) {
            continue;
        }
        status = refuse(job, finding->output ? finding->output->location : NULL,
                        "outcheck scan " PROTECTED_FOLDER " says more.",
                        text_format(arena, "%s in a protected file, which no checker saw",
                                    finding->code));
    }
    return status;
}

static void add_tables(struct submission *submission, struct table **tables,
                       const struct submission *from, const struct output *output)
{
    for (size_t i = 0; i < from->table_count; i++) {
        if (from->tables[i]->output == output) {
            tables[submission->table_count++] = from->tables[i];
        }
    }
}

/* The outputs and tables that are released, from whichever file. */
static const struct submission *merged(struct release_job *job,
                                       const struct submission *given)
{
    struct arena *arena = job->deciding.call->arena;
    const struct submission *cleared = job->deciding.results.submission;
    const size_t most = cleared->table_count + given->table_count;
    struct table **tables = arena_array(arena, most + 1, struct table *);
    struct output **outputs =
        arena_array(arena, cleared->output_count + 1, struct output *);
    struct submission *submission = arena_new(arena, struct submission);
    *submission = *cleared;
    submission->table_count = 0;
    for (size_t i = 0; i < cleared->output_count; i++) {
        struct output *instead = find_output(given, cleared->outputs[i]->path);
        outputs[i] = instead ? instead : cleared->outputs[i];
        add_tables(submission, tables, instead ? given : cleared, outputs[i]);
    }
    submission->tables = tables;
    submission->outputs = outputs;
    return submission;
}

static enum outcheck_status take_protected(struct release_job *job, const char *folder)
{
    struct arena *arena = job->deciding.call->arena;
    struct outcheck_options options =
        signing_run_options(arena, &job->deciding.before->run, job->deciding.folder);
    struct outcheck_scan *scan = NULL;
    options.paths = &folder;
    options.path_count = 1;
    if (outcheck_scan_run(&options, &scan) != OUTCHECK_OK ||
        !outcheck_scan_has_results(scan)) {
        outcheck_scan_destroy(scan);
        return refuse(job, folder, "outcheck scan " PROTECTED_FOLDER " says why.",
                      "the protected files cannot be read");
    }
    const struct results *given = scan_results(scan);
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; i < given->submission->output_count; i++) {
        const enum outcheck_status one =
            check_output(job, given->submission, given->submission->outputs[i]);
        status = one > status ? one : status;
    }
    if (status == OUTCHECK_OK) {
        status = check_findings(job, given);
    }
    job->protected_scan = scan;
    if (status == OUTCHECK_OK) {
        job->submission = merged(job, given->submission);
    }
    return status;
}

enum outcheck_status release_protected(struct release_job *job)
{
    struct arena *arena = job->deciding.call->arena;
    const char *folder =
        path_join(arena, path_folder(arena, job->deciding.folder), PROTECTED_FOLDER);
    const char *place = path_relative(arena, ".", folder);
    job->submission = job->deciding.results.submission;
    if (file_kind_of(folder) != FILE_FOLDER) {
        return OUTCHECK_OK;
    }
    for (size_t i = 0; i < job->submission->output_count; i++) {
        if (text_starts_with(
                path_relative(arena, ".", job->submission->outputs[i]->location),
                place)) {
            return OUTCHECK_OK; /* the protected files are what was cleared */
        }
    }
    return take_protected(job, place);
}
