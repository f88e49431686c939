/*
 * What sessions know of the cells of a table, in bounds that hold whatever ACRO's faults.
 *
 * A flag is a fact about the number that its check looked at; "ok" is one only where all
 * checks of the version ran on it (docs/acro.md has the table). Counts of a crosstab of
 * the same variables are counts of rows: what a statistic rests on is at most that many,
 * since values can be missing.
 */
#include "base/text.h"
#include "ingest/number/number.h"
#include "ingest/record/acro_session.h"

#include <math.h>
#include <stdlib.h>

struct applying {
    struct acro_sessions *sessions;
    struct arena *scratch;
    struct table *table;
    const struct acro_output *said;
    struct acro_labels labels;
    uint32_t skipped;
    const struct acro_values *sister; /* counts of the same groups; NULL */
    double *row_sums;                 /* of `sister`, by row of the grid */
    double *column_sums;
    double sum;
    struct cell_record *records;
};

struct acro_values *acro_values_of(struct arena *arena, const struct acro_labels *labels)
{
    const struct grid *grid = labels->grid;
    const uint32_t columns = grid->column_count - labels->label_columns;
    const uint32_t rows = grid->row_count - labels->first_data_row;
    struct acro_values *values = arena_new(arena, struct acro_values);
    double *numbers = arena_array(arena, (size_t)rows * columns, double);
    size_t count = 0;
    values->places = map_create(arena, (size_t)rows * columns);
    for (uint32_t r = labels->first_data_row; r < grid->row_count; r++) {
        for (uint32_t c = labels->label_columns; c < grid->column_count; c++) {
            const char *text = grid_text(grid, r, c);
            char *end = NULL;
            const double number = strtod(text, &end);
            const bool is_number = !text_is_blank(text) && *end == '\0';
            numbers[count] = is_number && isfinite(number) ? number : NAN;
            (void)map_add_text(values->places, acro_cell_key(arena, labels, r, c, 0),
                               count);
            count++;
        }
    }
    values->numbers = numbers;
    return values;
}

double acro_value(const struct acro_values *values, const char *key)
{
    const size_t place = values ? map_find_text(values->places, key) : MAP_NONE;
    return place == MAP_NONE ? NAN : values->numbers[place];
}

static unsigned flags_at(const struct acro_output *said, const char *key)
{
    const size_t flags = said->outcome ? map_find_text(said->outcome, key) : MAP_NONE;
    return flags == MAP_NONE ? ACRO_OTHER : (unsigned)flags;
}

static double lower(double one, double other)
{
    return isnan(one) || other < one ? other : one;
}

/* All checks that a version runs on totals and means of values. */
static bool is_dominance_checked(const struct acro_output *said)
{
    const struct acro_command *command = &said->command;
    if (said->session->is_first_generation) {
        return true;
    }
    for (uint32_t i = 0; i < command->statistic_count; i++) {
        const enum role role = acro_statistic_role(command->statistics[i]);
        if (role != ROLE_MEAN && role != ROLE_SUM) {
            return false;
        }
    }
    return command->statistic_count > 0;
}

/* Of n = 2 alone our rules have a use for the answer. */
static void take_dominance(const struct acro_session *session, unsigned flags,
                           struct cell_record *record)
{
    if (flags & ACRO_NK && session->nk_n == 2) {
        record->two_least =
            session->is_first_generation ? nextafter(session->nk_k, 101) : session->nk_k;
    } else if (flags == ACRO_OK && session->nk_n == 2) {
        record->two_most = session->nk_k;
    }
    if (flags & ACRO_P) {
        record->rest_most = nextafter(session->p, 0);
    } else if (flags == ACRO_OK) {
        record->rest_least = session->p;
    }
}

static void take_flags(const struct acro_output *said, unsigned flags,
                       struct cell_record *record)
{
    const struct acro_session *session = said->session;
    if (flags & ACRO_THRESHOLD && session->threshold >= 1) {
        record->most = lower(record->most, session->threshold - 1);
    }
    /* 1.x counts rows, with and without a value: its "ok" proves no number of values. */
    if (flags == ACRO_OK && session->is_first_generation) {
        record->least = session->threshold;
    }
    if (is_dominance_checked(said)) {
        take_dominance(session, flags, record);
    }
}

/* A printed mean and the sum behind it give the number of values exactly. */
static double values_behind(const struct cell *cell, double sum)
{
    if (cell->role != ROLE_MEAN || cell->state != CELL_NUMBER || cell->value == 0 ||
        isnan(sum)) {
        return NAN;
    }
    const double count = sum / cell->value;
    return fabs(count - round(count)) < 1e-3 && count >= 1 ? round(count) : NAN;
}

static void take_evidence(const struct acro_output *evidence, const char *key,
                          const struct cell *cell, struct cell_record *record)
{
    const double rows = acro_value(evidence->interim[ACRO_COUNTS], key);
    const double sum = acro_value(evidence->interim[ACRO_SUM], key);
    const double largest = acro_value(evidence->interim[ACRO_MAX], key);
    const double two = acro_value(evidence->interim[ACRO_TOP_TWO], key);
    const double negatives = acro_value(evidence->interim[ACRO_NEGATIVES], key);
    const double values = values_behind(cell, sum);
    if (rows >= 0 && rows == floor(rows)) {
        record->most = rows;
    }
    if (values <= record->most) {
        record->least = values;
        record->most = values;
    }
    if (!(negatives == 0) || !(sum > 0) || !(largest > 0)) {
        return;
    }
    /* None holds more than the largest: the sum needs at least this many. */
    record->least = isnan(record->least) ? ceil(sum / largest - 1e-9) : record->least;
    record->largest_least = record->largest_most = 100 * largest / sum;
    if (two >= largest) {
        record->two_least = record->two_most = 100 * two / sum;
        record->rest_least = record->rest_most = 100 * fmax(sum - two, 0) / largest;
    }
}

/* The counts of each row, each column and all, for shares. */
static void add_up_sister(struct applying *at)
{
    const struct acro_labels *labels = &at->labels;
    const struct grid *grid = labels->grid;
    at->row_sums = arena_array(at->scratch, grid->row_count, double);
    at->column_sums = arena_array(at->scratch, grid->column_count, double);
    for (uint32_t r = labels->first_data_row; r < grid->row_count; r++) {
        for (uint32_t c = labels->label_columns; c < grid->column_count; c++) {
            const double count = acro_value(
                at->sister, acro_cell_key(at->scratch, labels, r, c, at->skipped));
            at->row_sums[r] += count;
            at->column_sums[c] += count;
            at->sum += count;
        }
    }
}

static double base_of_share(const struct applying *at, const struct cell *cell)
{
    switch (at->said->command.share) {
    case ACRO_SHARE_OF_ROW:
        return at->row_sums[cell->row];
    case ACRO_SHARE_OF_COLUMN:
        return at->column_sums[cell->column];
    case ACRO_SHARE_OF_ALL:
        return at->sum;
    case ACRO_NO_SHARE:
    default:
        return NAN;
    }
}

static void take_share(const struct applying *at, const struct cell *cell,
                       const char *key, struct cell_record *record)
{
    const double numerator = acro_value(at->sister, key);
    const double base = base_of_share(at, cell);
    if (isnan(numerator) || isnan(base)) {
        return;
    }
    record->numerator = numerator;
    record->denominator = base;
    record->least = base;
    record->most = base;
}

/* Are the printed shares those of the counts? One that is not is enough to say no. */
static bool shares_agree(const struct applying *at)
{
    const struct table *table = at->table;
    uint32_t agreed = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const struct cell_record *record = &at->records[i];
        if (cell->state != CELL_NUMBER || cell->is_outside) {
            continue;
        }
        const double share = record->numerator / record->denominator;
        if (!(fabs(share - cell->value) < 1e-6) && record->denominator > 0) {
            return false;
        }
        agreed++;
    }
    return agreed > 0;
}

static struct cell_record record_of(struct applying *at, const struct cell *cell)
{
    struct cell_record record = cell_record_empty();
    const struct acro_output *said = at->said;
    const char *full =
        acro_cell_key(at->scratch, &at->labels, cell->row, cell->column, 0);
    const char *key =
        acro_cell_key(at->scratch, &at->labels, cell->row, cell->column, at->skipped);
    const unsigned flags = flags_at(said, full);
    record.is_suppressed =
        said->is_suppressed && (flags & (ACRO_THRESHOLD | ACRO_NK | ACRO_P)) != 0;
    if (said->command.share != ACRO_NO_SHARE) {
        if (at->sister) {
            take_share(at, cell, key, &record);
        }
        return record;
    }
    if (role_is_count((enum role)cell->role) && !said->command.value[0]) {
        return record;
    }
    const double rows = acro_value(at->sister, key);
    record.most = rows >= 0 ? rows : NAN;
    take_flags(said, flags, &record);
    if (said->evidence || said->interim[ACRO_COUNTS]) {
        take_evidence(said->evidence ? said->evidence : said, key, cell, &record);
    }
    return record;
}

static bool same_names(const char *const *one, const char *const *other, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!text_equals(one[i], other[i])) {
            return false;
        }
    }
    return true;
}

static bool counts_same_groups(const struct acro_file *file,
                               const struct acro_output *said)
{
    const struct acro_command *one = &file->output->command;
    const struct acro_command *other = &said->command;
    return file->interim < 0 && file->grid && file->output != said &&
           file->output->session == said->session && one->is_known && !one->value[0] &&
           one->share == ACRO_NO_SHARE && !file->output->is_suppressed &&
           file->output->round_base <= 0 && text_equals(one->data, other->data) &&
           one->index_count == other->index_count &&
           one->column_count == other->column_count &&
           same_names(one->index, other->index, one->index_count) &&
           same_names(one->columns, other->columns, one->column_count);
}

static const struct acro_values *find_sister(const struct applying *at)
{
    const struct acro_sessions *sessions = at->sessions;
    for (size_t i = 0; at->said->command.is_known && i < sessions->file_count; i++) {
        const struct acro_file *file = &sessions->files[i];
        uint32_t rows = 0;
        uint32_t columns = 0;
        struct acro_labels labels;
        if (counts_same_groups(file, at->said) &&
            acro_levels(file->output, &rows, &columns) &&
            acro_labels_of(file->grid, rows, columns, &labels)) {
            return acro_values_of(at->scratch, &labels);
        }
    }
    return NULL;
}

static void fill(struct applying *at)
{
    struct table *table = at->table;
    at->records = arena_array(at->sessions->arena, table->cell_count, struct cell_record);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const bool is_inside = !cell->is_outside &&
                               cell->row >= at->labels.first_data_row &&
                               cell->column >= at->labels.label_columns;
        at->records[i] = is_inside ? record_of(at, cell) : cell_record_empty();
    }
    if (at->said->command.share != ACRO_NO_SHARE && !shares_agree(at)) {
        for (uint32_t i = 0; i < table->cell_count; i++) {
            const bool is_suppressed = at->records[i].is_suppressed;
            at->records[i] = cell_record_empty();
            at->records[i].is_suppressed = is_suppressed;
        }
    }
    table->cell_records = at->records;
}

void acro_sessions_apply(struct acro_sessions *sessions, struct table *table)
{
    const struct acro_file *file = acro_file_of(sessions, table->output);
    uint32_t rows = 0;
    uint32_t columns = 0;
    struct applying at = {.sessions = sessions, .table = table};
    if (!file || !file->grid || file->grid != table->grid ||
        !acro_levels(file->output, &rows, &columns) ||
        !acro_labels_of(file->grid, rows, columns, &at.labels)) {
        return;
    }
    at.said = file->output;
    at.scratch = arena_create(0);
    const struct acro_command *command = &at.said->command;
    at.skipped = command->is_known && columns > command->column_count
                     ? columns - command->column_count
                     : 0;
    at.sister = find_sister(&at);
    if (at.sister && command->share != ACRO_NO_SHARE) {
        add_up_sister(&at);
    }
    fill(&at);
    arena_destroy(at.scratch);
}
