/*
 * The sessions of a submission: found, checked against their files, and asked for roles.
 */
#include "ingest/record/acro.h"

#include "base/text.h"
#include "ingest/infer/name_words.h"
#include "ingest/read/read_csv.h"
#include "ingest/record/acro_session.h"
#include "ingest/sidecar/csvw.h"

#include <math.h>
#include <string.h>

enum { INTERIM_BYTE_LIMIT = 64 * 1024 * 1024 };

void acro_remark(struct acro_sessions *sessions, const struct remark *remark)
{
    struct remark *added = arena_add(sessions->arena, sessions->remarks,
                                     sessions->remark_count, sessions->remark_capacity);
    *added = *remark;
    added->row = UINT32_MAX;
    added->column = UINT32_MAX;
}

const struct acro_file *acro_file_of(const struct acro_sessions *sessions,
                                     const struct output *output)
{
    const size_t place = map_find_text(sessions->by_location, output->location);
    return place == MAP_NONE ? NULL : &sessions->files[place];
}

bool acro_levels(const struct acro_output *output, uint32_t *rows, uint32_t *columns)
{
    const struct acro_command *command = &output->command;
    if (output->outcome) {
        *rows = output->row_levels;
        *columns = output->column_levels;
        return true;
    }
    *rows = command->index_count;
    *columns = command->column_count;
    return command->is_known;
}

/* The federated record of the same call: the same uid and the same words. */
static void find_evidence(struct acro_sessions *sessions, struct acro_output *output)
{
    for (size_t i = 0; i < sessions->output_count && output->type[0]; i++) {
        const struct acro_output *other = sessions->outputs[i];
        const bool is_evidence = !other->type[0] && !other->outcome;
        if (is_evidence && text_equals(other->uid, output->uid) &&
            text_equals(other->command_text, output->command_text)) {
            output->evidence = other;
        }
    }
}

/* A file that is missing is said; a checksum is looked at when its file is read. */
static void look_for_files(struct acro_sessions *sessions, const struct output *record)
{
    const char *folder = path_folder(sessions->arena, record->location);
    for (size_t i = 0; i < sessions->file_count; i++) {
        const struct acro_file *file = &sessions->files[i];
        if (text_equals(file->output->session->folder, folder) &&
            file_kind_of(file->location) == FILE_MISSING) {
            acro_remark(sessions, &(struct remark){
                                      .kind = REMARK_CLAIM,
                                      .output = record,
                                      .sentence = text_format(
                                          sessions->arena,
                                          "the session names %s, which is not there",
                                          path_name(file->location)),
                                      .hint = "Hand in the folder as ACRO wrote it.",
                                  });
        }
    }
}

/* An interim table of a federated session; what cannot be read is no evidence. */
static void read_interim(struct acro_sessions *sessions, const struct acro_file *file)
{
    struct arena *arena = sessions->arena;
    struct problems *trouble = problems_create(arena);
    struct bytes bytes = {0};
    if (file->interim < 0 || file->interim >= ACRO_INTERIM_COUNT ||
        file_kind_of(file->location) != FILE_REGULAR ||
        file_read(arena, file->location, INTERIM_BYTE_LIMIT, &bytes, trouble) !=
            OUTCHECK_OK) {
        return;
    }
    const struct output output = {
        .path = file->location, .location = file->location, .kind = "csv", .read_as = ""};
    struct refusal refusal = {0};
    struct reading reading = {.arena = arena,
                              .scratch = arena,
                              .output = &output,
                              .bytes = bytes,
                              .delimiter = ','};
    uint32_t rows = 0;
    uint32_t columns = 0;
    struct acro_labels labels;
    if (csv_reader.read(&reading, &refusal) && reading.grid_count == 1 &&
        acro_levels(file->output, &rows, &columns) &&
        acro_labels_of(reading.grids[0], rows, columns, &labels)) {
        file->output->interim[file->interim] = acro_values_of(arena, &labels);
    }
}

struct acro_sessions *acro_sessions_read(struct arena *arena,
                                         const struct found_files *found)
{
    struct acro_sessions *sessions = arena_new(arena, struct acro_sessions);
    sessions->arena = arena;
    sessions->by_location = map_create(arena, 64);
    for (size_t i = 0; i < found->companion_count; i++) {
        const struct output *record = found->companions[i];
        const char *name = path_name(record->location);
        if (text_equals(name, "results.json") || text_equals(name, "evidence.json")) {
            acro_read_record(sessions, record);
            look_for_files(sessions, record);
        }
    }
    for (size_t i = 0; i < sessions->output_count; i++) {
        find_evidence(sessions, sessions->outputs[i]);
    }
    for (size_t i = 0; i < sessions->file_count; i++) {
        read_interim(sessions, &sessions->files[i]);
    }
    return sessions;
}

const struct remark *acro_remarks(const struct acro_sessions *sessions, size_t *count)
{
    *count = sessions->remark_count;
    return sessions->remarks;
}

/* Is the federated output the evidence of one that is meant for release? */
static bool is_paired(const struct acro_sessions *sessions,
                      const struct acro_output *evidence)
{
    for (size_t i = 0; i < sessions->output_count; i++) {
        if (sessions->outputs[i]->evidence == evidence) {
            return true;
        }
    }
    return false;
}

enum acro_standing acro_standing_of(const struct acro_sessions *sessions,
                                    const struct output *output)
{
    const struct acro_file *file = acro_file_of(sessions, output);
    if (!file || file->interim < 0) {
        return ACRO_CANDIDATE;
    }
    if (is_paired(sessions, file->output)) {
        return ACRO_EVIDENCE;
    }
    return file->interim == ACRO_COUNTS || file->interim == ACRO_SUM ? ACRO_CANDIDATE
                                                                     : ACRO_LARGEST_ALONE;
}

const char *acro_words_for(const struct acro_sessions *sessions,
                           const struct output *output)
{
    const struct acro_file *file = acro_file_of(sessions, output);
    if (!file) {
        return "";
    }
    const struct acro_output *said = file->output;
    const char *version = said->session->version;
    if (file->interim >= 0) {
        return text_format(sessions->arena, "federated evidence of ACRO %s", version);
    }
    return text_format(sessions->arena, "ACRO %s: %s, %s", version, said->type,
                       said->status[0] ? said->status : "no status");
}

struct acro_planner {
    struct arena *arena;
    const struct acro_output *said;
    const struct acro_labels *labels;
    uint32_t skipped; /* levels of the column labels that name a statistic */
    int interim;
    struct plan_line *lines;
};

static bool has_label(const struct acro_labels *labels, uint32_t column,
                      const char *label)
{
    for (uint32_t r = labels->first_data_row; r < labels->grid->row_count; r++) {
        if (text_equals(grid_text(labels->grid, r, column), label)) {
            return true;
        }
    }
    return false;
}

static void plan_label_column(struct acro_planner *planner, uint32_t column)
{
    const struct acro_labels *labels = planner->labels;
    struct plan_line *line = &planner->lines[column];
    *line = plan_line_at(column);
    line->role = ROLE_DIMENSION;
    line->origin = ORIGIN_META;
    line->name = grid_text(labels->grid, labels->first_data_row - 1, column);
    line->dimension = line->name;
    line->total = has_label(labels, column, "All") ? "All" : "";
}

/* What the numbers under this column are; ROLE_UNKNOWN where the record does not tell. */
static enum role role_of_column(const struct acro_planner *planner, uint32_t column)
{
    const struct acro_command *command = &planner->said->command;
    if (planner->interim >= 0) {
        return planner->interim == ACRO_COUNTS ? ROLE_COUNT : ROLE_SUM;
    }
    if (!command->is_known) {
        return ROLE_UNKNOWN;
    }
    if (command->share != ACRO_NO_SHARE) {
        return ROLE_PERCENT;
    }
    if (!command->value[0]) {
        return ROLE_COUNT;
    }
    if (planner->skipped == 0) {
        return command->statistic_count == 1 ? acro_statistic_role(command->statistics[0])
                                             : ROLE_UNKNOWN;
    }
    return acro_statistic_role(grid_text(planner->labels->grid, 0, column));
}

static const char *level_name(const struct acro_planner *planner, uint32_t level)
{
    const struct acro_command *command = &planner->said->command;
    const uint32_t variable = level - planner->skipped;
    if (command->is_known && variable < command->column_count) {
        return command->columns[variable];
    }
    return planner->labels->column_levels > 1 ? grid_text(planner->labels->grid, level, 0)
                                              : "";
}

static bool plan_number_column(struct acro_planner *planner, uint32_t column)
{
    const struct acro_labels *labels = planner->labels;
    const uint32_t levels = labels->column_levels - planner->skipped;
    struct plan_line *line = &planner->lines[column];
    struct plan_pair *of = arena_array(planner->arena, levels, struct plan_pair);
    *line = plan_line_at(column);
    line->role = role_of_column(planner, column);
    line->origin = ORIGIN_META;
    line->name = "";
    line->is_fraction = line->role == ROLE_PERCENT;
    line->measure = role_is_count(line->role) ? "" : planner->said->command.value;
    const struct name_words words =
        name_words_of(planner->arena, text_key(planner->arena, line->measure));
    line->is_money = name_is_money(&words);
    for (uint32_t i = 0; i < levels; i++) {
        const uint32_t level = planner->skipped + i;
        const char *category = grid_text(labels->grid, level, column);
        of[line->of_count].dimension = level_name(planner, level);
        of[line->of_count].category = category;
        line->of_count += text_is_blank(category) ? 0 : 1;
        line->name = line->name[0]
                         ? text_format(planner->arena, "%s: %s", line->name, category)
                         : category;
    }
    line->of = of;
    return line->role != ROLE_UNKNOWN;
}

static uint32_t statistic_levels(const struct acro_output *said, uint32_t columns)
{
    const uint32_t variables = said->command.column_count;
    return said->command.is_known && columns > variables ? columns - variables : 0;
}

static bool has_total(const struct acro_labels *labels, uint32_t level)
{
    for (uint32_t c = labels->label_columns; c < labels->grid->column_count; c++) {
        if (text_equals(grid_text(labels->grid, level, c), "All")) {
            return true;
        }
    }
    return false;
}

static void say_totals(struct acro_planner *planner, struct sidecar_table *said)
{
    const struct acro_labels *labels = planner->labels;
    struct plan_pair *totals =
        arena_array(planner->arena, labels->column_levels, struct plan_pair);
    for (uint32_t level = planner->skipped; level < labels->column_levels; level++) {
        const char *name = level_name(planner, level);
        if (name[0] && has_total(labels, level)) {
            totals[said->total_count++] = (struct plan_pair){name, "All"};
        }
    }
    said->totals = totals;
}

/* Roles for the whole file, or count 0 where the record leaves one open. */
static struct sidecar_tables plan_table(struct acro_planner *planner, const char *record)
{
    const struct grid *grid = planner->labels->grid;
    struct arena *arena = planner->arena;
    struct sidecar_table *said = arena_new(arena, struct sidecar_table);
    *said = sidecar_table_empty(grid, record, ORIGIN_META);
    planner->lines = arena_array(arena, grid->column_count, struct plan_line);
    for (uint32_t c = 0; c < grid->column_count; c++) {
        if (c < planner->labels->label_columns) {
            plan_label_column(planner, c);
        } else if (!plan_number_column(planner, c)) {
            return (struct sidecar_tables){0};
        }
    }
    said->has_rows = true;
    said->plan.first_row = 0;
    said->plan.first_data_row = planner->labels->first_data_row;
    said->plan.columns = planner->lines;
    said->plan.column_count = grid->column_count;
    if (planner->said->round_base > 0) {
        said->plan.rounding = (struct rounding){.kind = ROUNDING_NEAREST,
                                                .base = planner->said->round_base,
                                                .origin = ORIGIN_META};
    }
    say_totals(planner, said);
    return (struct sidecar_tables){.items = said, .count = 1};
}

/* A file whose bytes are not those that ACRO wrote. */
static void check_sum(struct acro_sessions *sessions, const struct acro_file *file,
                      const struct output *output)
{
    if (file->checksum && !text_equals_ignoring_case(file->checksum, output->sha256)) {
        acro_remark(
            sessions,
            &(struct remark){
                .kind = REMARK_CLAIM,
                .output = output,
                .sentence = "its bytes are not those that the ACRO session wrote: "
                            "the checksum does not fit",
                .hint = "Hand in the file as ACRO wrote it, or take it out of the "
                        "session.",
            });
    }
}

static void say_exception(struct acro_sessions *sessions, const struct acro_file *file,
                          const struct output *output)
{
    const struct acro_output *said = file->output;
    if (text_is_blank(said->exception)) {
        return;
    }
    acro_remark(
        sessions,
        &(struct remark){
            .kind = REMARK_UNUSED_TEXT,
            .output = output,
            .sentence = text_format(
                sessions->arena, "the session asks for an exception (status %s): %s",
                said->status, text_shortened(sessions->arena, said->exception, 400)),
            .hint = "An exception is for checkers to grant; nothing passes by it.",
        });
}

struct sidecar_tables acro_tables_for_grid(struct acro_sessions *sessions,
                                           const struct grid *grid)
{
    const struct acro_file *found = acro_file_of(sessions, grid->output);
    struct sidecar_tables none = {0};
    if (!found || grid->sheet) {
        return none;
    }
    struct acro_file *file = &sessions->files[found - sessions->files];
    file->grid = grid;
    check_sum(sessions, file, grid->output);
    say_exception(sessions, file, grid->output);
    uint32_t rows = 0;
    uint32_t columns = 0;
    struct acro_labels labels;
    if (!acro_levels(file->output, &rows, &columns) ||
        !acro_labels_of(grid, rows, columns, &labels)) {
        return none;
    }
    struct acro_planner planner = {
        .arena = sessions->arena,
        .said = file->output,
        .labels = &labels,
        .skipped = statistic_levels(file->output, columns),
        .interim = file->interim,
    };
    return plan_table(&planner, "results.json");
}
