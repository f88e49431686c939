/*
 * The way of a submission: files, bytes, grids, tables. Each output is read with a
 * scratch arena of its own, so that of many large files only the grids stay.
 */
#include "ingest/ingest.h"

#include "base/text.h"
#include "ingest/build/build_table.h"
#include "ingest/ingest_job.h"
#include "ingest/record/acro.h"
#include "ingest/record/protection_record.h"
#include "ingest/record/tau.h"
#include "ingest/sidecar/submission_yaml.h"

#include <string.h>

static const char ees_meta_end[] = ".meta.csv";

static void read_outputs(struct ingest *ingest)
{
    const struct ingest_options *options = ingest->options;
    const size_t count = ingest->found.output_count;
    for (size_t i = 0; i < count; i++) {
        struct output *output = ingest->found.outputs[i];
        struct arena *scratch = arena_create(0);
        ingest_output(ingest, scratch, output);
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
            ingest_remark(ingest, REMARK_SIDECAR_UNUSED, companion,
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
    struct ingest ingest = {
        .arena = arena, .options = options, .made = {.rounding = options->rounding}};
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
    ingest_request(&ingest, problems);
    ingest_part_supporting(&ingest);
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
