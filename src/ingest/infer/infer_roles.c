/*
 * The order of inference, and what a sidecar says woven in. Each step has a file of its
 * own.
 */
#include "ingest/infer/infer_roles.h"

#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <stdarg.h>
#include <string.h>

void infer_doubt(struct inference *at, uint32_t row, uint32_t column, double weight,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *sentence = text_format_list(at->arena, format, arguments);
    va_end(arguments);
    const struct doubt doubt = {.row = row, .column = column, .sentence = sentence};
    doubts_add(&at->doubts, at->arena, &doubt, format, weight);
}

static const struct cell_values *read_values(struct arena *arena, const struct grid *grid,
                                             const struct table_block *block,
                                             const struct symbols *symbols)
{
    const struct cell_values place = {
        .first_row = block->first_row,
        .row_count = block->last_row - block->first_row + 1,
        .first_column = block->first_column,
        .column_count = block->last_column - block->first_column + 1,
    };
    uint8_t *is_data = arena_array(arena, place.row_count, uint8_t);
    for (uint32_t row = 0; row < place.row_count; row++) {
        is_data[row] = block->kinds[row] == ROW_DATA;
    }
    return cell_values_read(arena, grid, &place, is_data, symbols);
}

/* A position in the sidecar's lines -> the line of the same column here. */
static uint32_t line_of(const struct inference *at, uint32_t position)
{
    if (position == PLAN_NONE || position >= at->known->column_count) {
        return PLAN_NONE;
    }
    const uint32_t column = at->known->columns[position].index;
    const bool is_inside =
        column >= at->block->first_column && column <= at->block->last_column;
    return is_inside ? column - at->block->first_column : PLAN_NONE;
}

static void take_known_line(struct inference *at, const struct plan_line *said)
{
    if (said->index < at->block->first_column || said->index > at->block->last_column) {
        return;
    }
    const uint32_t line = said->index - at->block->first_column;
    struct plan_line *here = &at->lines[line];
    *here = *said;
    here->name = here->name ? here->name : "";
    here->dimension = here->dimension ? here->dimension : "";
    here->total = here->total ? here->total : "";
    here->measure = here->measure ? here->measure : "";
    here->unit = here->unit ? here->unit : "";
    here->detail = here->detail ? here->detail : "";
    here->count_line = line_of(at, said->count_line);
    here->numerator_line = line_of(at, said->numerator_line);
    here->denominator_line = line_of(at, said->denominator_line);
    at->is_known[line] = said->role != ROLE_UNKNOWN;
}

static void take_known_columns(struct inference *at)
{
    for (uint32_t i = 0; at->known && i < at->known->column_count; i++) {
        take_known_line(at, &at->known->columns[i]);
    }
}

/* Known number columns keep their heading as the name of their measure. */
static void name_known_columns(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        if (!line->name[0]) {
            line->name = at->headings[i].text;
        }
        const bool is_open = at->is_known[i] && role_is_number(line->role) &&
                             !line->measure[0] && line->of_count == 0;
        if (is_open) {
            line->measure = at->headings[i].text;
        }
    }
}

/* What the sidecar says of the whole table is true of it, and nothing else is. */
/* What is said of a table and does not fit it is for a person to look at. */
#define KNOWN_DOUBT_WEIGHT 0.12
#define GRAVE_DOUBT_WEIGHT 0.45

static void take_known_table(struct inference *at)
{
    struct plan *plan = at->plan;
    const struct plan *known = at->known;
    if (!known) {
        return;
    }
    plan->title = known->title && known->title[0] ? known->title : plan->title;
    plan->population = known->population ? known->population : "";
    plan->universe = known->universe ? known->universe : "";
    plan->within = known->within ? known->within : "";
    plan->period = known->period ? known->period : "";
    plan->unit = known->unit && known->unit[0] ? known->unit : plan->unit;
    plan->is_described = known->is_described;
    plan->is_weighted = known->is_weighted;
    plan->rounding = known->rounding;
    plan->structural_zeros = known->structural_zeros;
    plan->structural_zero_count = known->structural_zero_count;
    if (known->partition_count) {
        plan->partitions = known->partitions;
        plan->partition_count = known->partition_count;
    }
    plan->totals = known->totals;
    plan->total_count = known->total_count;
    if (known->of_count) {
        plan->of = known->of;
        plan->of_count = known->of_count;
    }
    for (uint32_t i = 0; i < known->doubt_count; i++) {
        const struct doubt *doubt = &known->doubts[i];
        infer_doubt(at, doubt->row, doubt->column,
                    known->is_misdescribed ? GRAVE_DOUBT_WEIGHT : KNOWN_DOUBT_WEIGHT,
                    "%s", doubt->sentence);
    }
}

static struct inference inference_of(struct arena *arena, const struct grid *grid,
                                     const struct table_block *block)
{
    const uint32_t count = block->last_column - block->first_column + 1;
    struct inference at = {
        .arena = arena,
        .grid = grid,
        .block = block,
        .column_count = count,
        .headings = arena_array(arena, count, struct heading),
        .lines = arena_array(arena, count, struct plan_line),
        .is_known = arena_array(arena, count, bool),
        .plan = arena_new(arena, struct plan),
        .doubts = {.confidence = 1},
    };
    for (uint32_t i = 0; i < count; i++) {
        at.lines[i] = plan_line_at(block->first_column + i);
    }
    struct plan *plan = at.plan;
    *plan = (struct plan){
        .grid = grid,
        .first_row = block->first_row,
        .last_row = block->last_row,
        .first_column = block->first_column,
        .last_column = block->last_column,
        .first_data_row = block->first_data_row,
        .measure_column = PLAN_NONE,
        .title = "",
        .population = "",
        .universe = "",
        .within = "",
        .period = "",
        .unit = "",
        .rounding = {.origin = ORIGIN_GUESS},
    };
    return at;
}

static const uint8_t *rows_to_skip(struct arena *arena, const struct table_block *block)
{
    const uint32_t count = block->last_row - block->first_row + 1;
    uint8_t *skips = arena_array(arena, count, uint8_t);
    for (uint32_t row = 0; row < count; row++) {
        skips[row] = block->kinds[row] != ROW_DATA;
    }
    return skips;
}

/* Nothing but their look says that some columns are counts. */
static bool counts_are_guessed(const struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_COUNT && at->lines[i].origin == ORIGIN_LAYOUT) {
            return true;
        }
    }
    return false;
}

static void doubt_texts_among_numbers(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct column_facts *facts = line_facts(at, i);
        const char *letters = grid_column_letters(at->arena, grid_column(at, i));
        if (!role_is_number(at->lines[i].role)) {
            continue;
        }
        if (facts->text_count) {
            infer_doubt(
                at, UINT32_MAX, grid_column(at, i), facts->number_count ? 0.12 : 0.45,
                "column %s holds text that is neither a number nor a known symbol",
                letters);
        }
        const bool is_named = at->is_known[i] && at->lines[i].measure[0];
        if (!at->headings[i].text[0] && !is_named) {
            infer_doubt(at, UINT32_MAX, grid_column(at, i), 0.2,
                        "the heading of column %s is empty", letters);
        }
    }
}

/* A sidecar that says what the columns are knows better. */
static bool is_model(const struct inference *at)
{
    return at->block->model != LAYOUT_NO_MODEL &&
           !(at->known && (at->known->column_count || at->known->row_count));
}

/* "Range of earnings" behind the numbers: 11,000 to 98,000 are the values of two people,
 * where "Age range" in front of them tells groups apart. */
static void doubt_spans(struct inference *at)
{
    bool is_behind = false;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct column_facts *facts = line_facts(at, i);
        is_behind |= role_is_number(at->lines[i].role);
        static const char *const words[] = {"range", "ranges", "spread", "span"};
        if (is_behind && !at->is_known[i] && at->lines[i].role == ROLE_DIMENSION &&
            facts->band_count && name_has_word(&at->headings[i].words, words, 4)) {
            infer_doubt(at, UINT32_MAX, grid_column(at, i), 0.12,
                        "column %s holds ranges, which may be the lowest and highest "
                        "values of single people",
                        grid_column_letters(at->arena, grid_column(at, i)));
        }
    }
}

static void infer_ordinary(struct inference *at)
{
    infer_columns(at);
    infer_differences(at);
    name_known_columns(at);
    infer_hints(at);
    infer_row_measures(at);
    infer_correlations(at);
    infer_measures(at);
    infer_percent(at);
    infer_shares(at);
    infer_counts(at);
    infer_change(at);
    infer_nested(at);
    infer_contributors(at);
    infer_said(at);
    infer_dimensions(at);
    infer_outside(at);
    infer_spans(at);
    infer_unjudged(at);
    infer_records(at);
    doubt_texts_among_numbers(at);
    doubt_spans(at);
}

const struct plan *infer_plan(struct arena *arena, const struct grid *grid,
                              const struct table_block *block, const struct plan *known,
                              const struct symbols *symbols)
{
    struct inference at = inference_of(arena, grid, block);
    at.symbols = symbols;
    at.known = known;
    at.values = read_values(arena, grid, block, symbols);
    take_known_columns(&at);
    infer_headings(&at);
    infer_short_words(&at);
    if (is_model(&at)) {
        infer_hints(&at);
        infer_model(&at);
    } else {
        infer_ordinary(&at);
    }
    take_known_table(&at);
    struct plan *plan = at.plan;
    plan->values = at.values;
    plan->skips_row = rows_to_skip(arena, block);
    plan->columns = at.lines;
    plan->column_count = at.column_count;
    plan->is_count_by_guess = counts_are_guessed(&at);
    plan->confidence = at.doubts.confidence;
    plan->doubts = at.doubts.items;
    plan->doubt_count = (uint32_t)at.doubts.count;
    return plan;
}
