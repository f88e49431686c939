/*
 * The way of a submission: files, bytes, grids, tables. Each output is read with a
 * scratch arena of its own, so that of many large files only the grids stay.
 */
#include "ingest/ingest.h"

#include "base/text.h"
#include "ingest/build/build_table.h"
#include "ingest/grid_tables.h"
#include "ingest/read/file_type.h"
#include "ingest/read/find_files.h"
#include "ingest/read/reader.h"
#include "ingest/record/acro.h"
#include "ingest/record/protection_record.h"
#include "ingest/record/tau.h"
#include "ingest/sidecar/data_package.h"
#include "ingest/sidecar/sidecar.h"
#include "ingest/sidecar/submission_yaml.h"
#include "ingest/workbook/report_sheets.h"

#include <string.h>

static const char ees_meta_end[] = ".meta.csv";

struct ingest {
    struct arena *arena;
    const struct ingest_options *options;
    struct found_files found;
    struct sidecars *sidecars;
    struct request *request;
    struct output **supporting;
    size_t supporting_count;
    struct acro_sessions *acro;
    struct protection_records *protection;
    bool has_description;
    struct grid **grids;
    size_t grid_count;
    size_t grid_capacity;
    struct made_tables made;
    struct hidden_item *hidden;
    size_t hidden_count;
    size_t hidden_capacity;
};

static void add_remark(struct ingest *ingest, enum remark_kind kind,
                       const struct output *output, const char *sentence,
                       const char *hint)
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

/* The reader for an output, or NULL with a remark. What the first bytes say overrules the
 * name: a workbook that is called .csv is no CSV file. */
static const struct reader *reader_for(struct ingest *ingest, struct output *output,
                                       struct bytes bytes)
{
    const struct file_type *name = file_type_of_name(output->path);
    const struct file_type *content = file_type_of_content(bytes);
    if (content && !file_type_fits(content, name)) {
        output->kind = content->kind;
        add_remark(ingest, REMARK_UNREADABLE, output,
                   text_format(ingest->arena, "it is named as %s, but its content is %s",
                               name->words, content->words),
                   content->hint);
        return NULL;
    }
    const struct reader *reader = reader_find(name->kind);
    if (!reader) {
        add_remark(ingest, REMARK_FILE_TYPE, output,
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
        acro_tables_for_grid(ingest->acro, grid),
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

/* Loads the output as somebody wrote it elsewhere, where that is asked for. */
static enum outcheck_status load(const struct ingest *ingest, struct arena *scratch,
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

static void read_output(struct ingest *ingest, struct arena *scratch,
                        struct output *output)
{
    struct problems *trouble = problems_create(scratch);
    struct bytes bytes;
    if (load(ingest, scratch, output, &bytes, trouble) != OUTCHECK_OK) {
        const struct problem *first = &trouble->items[0];
        add_remark(ingest, REMARK_UNREADABLE, output,
                   text_format(ingest->arena, "%s", first->message),
                   text_format(ingest->arena, "%s", first->hint));
        return;
    }
    if (acro_standing_of(ingest->acro, output) == ACRO_LARGEST_ALONE) {
        add_remark(
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
        add_remark(ingest, REMARK_UNREADABLE, output,
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
        add_remark(ingest, REMARK_FILE_TYPE, output,
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
}

static void read_outputs(struct ingest *ingest)
{
    const struct ingest_options *options = ingest->options;
    const size_t count = ingest->found.output_count;
    for (size_t i = 0; i < count; i++) {
        struct output *output = ingest->found.outputs[i];
        struct arena *scratch = arena_create(0);
        read_output(ingest, scratch, output);
        arena_destroy(scratch);
        if (options->progress) {
            options->progress(options->progress_context, output->path, i + 1, count);
        }
    }
}

static bool is_output_at(const struct ingest *ingest, const char *location)
{
    for (size_t i = 0; i < ingest->found.output_count; i++) {
        if (text_equals(ingest->found.outputs[i]->location, location)) {
            return true;
        }
    }
    return false;
}

/* Companions that nothing was learned from: said, so that nobody believes that they were.
 */
static void remark_companions(struct ingest *ingest)
{
    for (size_t i = 0; i < ingest->found.companion_count; i++) {
        const struct output *companion = ingest->found.companions[i];
        const char *path = companion->location;
        const char *name = path_name(path);
        if (!text_ends_with(name, ees_meta_end)) {
            continue;
        }
        const size_t stem = strlen(path) - strlen(ees_meta_end);
        if (!is_output_at(ingest,
                          text_format(ingest->arena, "%.*s.csv", (int)stem, path))) {
            add_remark(ingest, REMARK_SIDECAR_UNUSED, companion,
                       "it describes a data file that is not there",
                       "Hand in the data file beside it, under the same name.");
        }
    }
}

static void take_remarks(struct ingest *ingest, const struct remark *remarks,
                         size_t count)
{
    struct made_tables *made = &ingest->made;
    for (size_t i = 0; i < count; i++) {
        *arena_add(ingest->arena, made->remarks, made->remark_count,
                   made->remark_capacity) = remarks[i];
    }
}

/* What sidecars and records had to say, once every file was read. */
static void take_companion_remarks(struct ingest *ingest)
{
    size_t count = 0;
    const struct remark *remarks = sidecars_unused(ingest->sidecars, &count);
    take_remarks(ingest, remarks, count);
    remarks = acro_remarks(ingest->acro, &count);
    take_remarks(ingest, remarks, count);
    remarks = protection_records_remarks(ingest->protection, &count);
    take_remarks(ingest, remarks, count);
}

/* Evidence behind outputs of the same submission is no output. */
static void leave_evidence_out(struct ingest *ingest)
{
    struct found_files *found = &ingest->found;
    struct output **kept =
        arena_array(ingest->arena, found->output_count, struct output *);
    size_t count = 0;
    for (size_t i = 0; i < found->output_count; i++) {
        if (acro_standing_of(ingest->acro, found->outputs[i]) != ACRO_EVIDENCE) {
            kept[count++] = found->outputs[i];
        }
    }
    found->outputs = kept;
    found->output_count = count;
}

static const struct submission *finish(struct ingest *ingest)
{
    struct made_tables *made = &ingest->made;
    for (size_t i = 0; i < made->count; i++) {
        made->items[i]->id = text_format(ingest->arena, "T%02zu", i + 1);
        build_prescribed_rounding(ingest->arena, made->items[i],
                                  ingest->options->rounding);
    }
    struct submission *submission = arena_new(ingest->arena, struct submission);
    *submission = (struct submission){
        .outputs = ingest->found.outputs,
        .output_count = ingest->found.output_count,
        .grids = ingest->grids,
        .grid_count = ingest->grid_count,
        .tables = made->items,
        .table_count = made->count,
        .remarks = made->remarks,
        .remark_count = made->remark_count,
        .hidden = ingest->hidden,
        .hidden_count = ingest->hidden_count,
        .request = ingest->request,
        .supporting = ingest->supporting,
        .supporting_count = ingest->supporting_count,
        .companions = ingest->found.companions,
        .companion_count = ingest->found.companion_count,
    };
    return submission;
}

/* ---- the request ---- */

static void read_request(struct ingest *ingest, struct problems *problems)
{
    const struct output *seen = NULL;
    for (size_t i = 0; i < ingest->found.companion_count; i++) {
        struct output *companion = ingest->found.companions[i];
        if (!text_equals(path_name(companion->location), SUBMISSION_FILE_NAME)) {
            continue;
        }
        if (seen) {
            problem_add(problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(companion->location),
                        "Check one submission at a time, or keep one of the files.",
                        "a second submission file, beside %s", seen->location);
            return;
        }
        seen = companion;
        ingest->request = submission_yaml_read(ingest->arena, companion, problems);
    }
}

static bool is_supporting(const struct request *request, const struct output *output)
{
    for (size_t i = 0; i < request->file_count; i++) {
        if (request->files[i].output == output) {
            return request->files[i].role == REQUEST_SUPPORTING;
        }
    }
    return false;
}

static void keep_supporting(struct ingest *ingest, struct output *output)
{
    struct arena *scratch = arena_create(0);
    struct problems *trouble = problems_create(scratch);
    struct bytes bytes;
    if (load(ingest, scratch, output, &bytes, trouble) != OUTCHECK_OK) {
        add_remark(ingest, REMARK_UNREADABLE, output, "it cannot be read",
                   "Hand in a copy that can be read.");
    }
    arena_destroy(scratch);
    ingest->supporting[ingest->supporting_count++] = output;
}

/* Supporting files leave the outputs: nobody will see them published. */
static void part_supporting(struct ingest *ingest)
{
    struct found_files *found = &ingest->found;
    if (!ingest->request) {
        return;
    }
    submission_yaml_match(ingest->arena, ingest->request, found->outputs,
                          found->output_count);
    struct output **outputs =
        arena_array(ingest->arena, found->output_count + 1, struct output *);
    ingest->supporting =
        arena_array(ingest->arena, found->output_count + 1, struct output *);
    size_t count = 0;
    for (size_t i = 0; i < found->output_count; i++) {
        if (is_supporting(ingest->request, found->outputs[i])) {
            keep_supporting(ingest, found->outputs[i]);
        } else {
            outputs[count++] = found->outputs[i];
        }
    }
    found->outputs = outputs;
    found->output_count = count;
}

/* The worst of the problems from `first` on: older ones are not ours. */
static enum outcheck_status status_since(const struct problems *problems, size_t first)
{
    enum outcheck_status worst = OUTCHECK_OK;
    for (size_t i = first; i < problems->count; i++) {
        const enum outcheck_status status = problems->items[i].status;
        worst = status > worst ? status : worst;
    }
    return worst;
}

/* A long data set in which nothing counts anything: no table that somebody made. */
static void suspect_records(struct table *table)
{
    enum { ROWS_OF_A_TABLE = 1000 };
    static const char *const kinds[] = {"dta", "sav", "por", "sas7bdat", "xpt"};
    bool is_data_set = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        is_data_set = is_data_set || text_equals(table->output->kind, kinds[i]);
    }
    for (uint32_t m = 0; m < table->measure_count; m++) {
        is_data_set = is_data_set && !role_is_count(table->measures[m].role);
    }
    if (is_data_set && !table->records_reason &&
        table->last_row - table->first_data_row >= ROWS_OF_A_TABLE) {
        table->records_reason = "a data set of more than 1,000 rows without a count";
    }
}

enum outcheck_status ingest_submission(struct arena *arena,
                                       const struct ingest_options *options,
                                       const struct submission **submission,
                                       struct problems *problems)
{
    const size_t first = problems->count;
    struct ingest ingest = {.arena = arena, .options = options};
    const struct asked_files asked = {
        .paths = options->paths,
        .count = options->path_count,
        .standard_input_name = options->standard_input_name,
        .left_out = options->left_out,
        .left_out_count = options->left_out_count,
    };
    const enum outcheck_status status =
        find_files(arena, &asked, &ingest.found, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    read_request(&ingest, problems);
    part_supporting(&ingest);
    ingest.sidecars = sidecars_read(
        arena, (const struct output *const *)ingest.found.outputs,
        ingest.found.output_count, options->paths, options->path_count, problems);
    if (options->description_source != DESCRIPTION_OF_ANY) {
        sidecars_ignore(ingest.sidecars,
                        options->description_source == DESCRIPTION_OF_EES);
    }
    ingest.acro = acro_sessions_read(arena, &ingest.found);
    ingest.protection = protection_records_create(arena);
    leave_evidence_out(&ingest);
    read_outputs(&ingest);
    for (size_t i = 0; i < ingest.made.count; i++) {
        acro_sessions_apply(ingest.acro, ingest.made.items[i]);
        jj_hide_cells(arena, ingest.made.items[i]);
        suspect_records(ingest.made.items[i]);
    }
    remark_companions(&ingest);
    take_companion_remarks(&ingest);
    if (options->description_source != DESCRIPTION_OF_ANY && !ingest.has_description) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(options->paths[0]),
                    "Leave --from out to have the tables read as they stand.",
                    "none of the tables has a description of this kind");
    }
    sidecars_close(ingest.sidecars);
    *submission = finish(&ingest);
    return status_since(problems, first);
}

const char *ingest_draft_request(struct arena *arena, const struct submission *submission,
                                 const char *asked_path, const char **path)
{
    const bool is_folder = file_kind_of(asked_path) == FILE_FOLDER;
    const char *folder = is_folder ? asked_path : path_folder(arena, asked_path);
    *path = text_equals(folder, ".") ? SUBMISSION_FILE_NAME
                                     : path_join(arena, folder, SUBMISSION_FILE_NAME);
    return submission_yaml_draft(arena, submission, folder);
}
