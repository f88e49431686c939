/*
 * Counts that run on along a dimension: "cumulative learners" by grade, "number at risk"
 * by month, learners by "up to age". A name (or a sidecar) says so, the numbers must
 * agree: along one dimension they never fall, or never rise, whatever the other labels.
 * Where another column counts each category alone and is the difference of neighbours
 * everywhere, it is the steps.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"
#include "ingest/infer/name_words.h"

#include <assert.h>
#include <string.h>

enum { CELL_LIMIT = 200000 };

/* The cells of one measure as lines along one dimension. */
struct lines {
    double *values; /* [count][length] NAN where there is no number */
    uint32_t count;
    uint32_t length;
};

static struct map *number_lines(struct build *at, uint32_t dimension, struct lines *lines)
{
    struct map *map = map_create(at->scratch, 64);
    const size_t bytes = at->dimension_count * sizeof(uint32_t);
    for (size_t i = 0; i < at->cell_count; i++) {
        uint32_t *key = arena_array(at->scratch, at->dimension_count, uint32_t);
        memcpy(key, at->categories + i * at->dimension_count, bytes);
        key[dimension] = NO_CATEGORY;
        const size_t line = map_add(map, key, bytes, lines->count);
        lines->count += line == lines->count ? 1 : 0;
    }
    return map;
}

static struct lines lines_of(struct build *at, struct map *map, uint32_t count,
                             uint32_t dimension, uint32_t measure)
{
    struct lines lines = {.count = count,
                          .length = (uint32_t)at->dimensions[dimension].count};
    const size_t all = (size_t)lines.count * lines.length;
    const size_t bytes = at->dimension_count * sizeof(uint32_t);
    lines.values = arena_array(at->scratch, all + 1, double);
    for (size_t i = 0; i < all; i++) {
        lines.values[i] = NAN;
    }
    uint32_t *key = arena_array(at->scratch, at->dimension_count, uint32_t);
    for (size_t i = 0; i < at->cell_count; i++) {
        const uint32_t category = build_cell_category(at, i, dimension);
        if (at->cells[i].measure == measure && category != NO_CATEGORY) {
            memcpy(key, at->categories + i * at->dimension_count, bytes);
            key[dimension] = NO_CATEGORY;
            const size_t line = map_find(map, key, bytes);
            lines.values[line * lines.length + category] = at->cells[i].value;
        }
    }
    return lines;
}

struct course {
    uint32_t rises;
    uint32_t falls;
};

static struct course course_of(const struct lines *lines)
{
    struct course course = {0};
    for (uint32_t line = 0; line < lines->count; line++) {
        double last = NAN;
        for (uint32_t i = 0; i < lines->length; i++) {
            const double value = lines->values[(size_t)line * lines->length + i];
            course.rises += value > last ? 1 : 0;
            course.falls += value < last ? 1 : 0;
            last = isnan(value) ? last : value;
        }
    }
    return course;
}

/* How often the steps are the difference of neighbours, and how often not. */
static bool are_steps(const struct lines *running, const struct lines *steps,
                      bool is_falling)
{
    uint32_t holds = 0;
    const size_t all = (size_t)running->count * running->length;
    assert(running->length > 0);
    for (size_t i = 0; i < all; i++) {
        const size_t place = i % running->length;
        const bool has_neighbour = is_falling ? place + 1 < running->length : place > 0;
        if (!has_neighbour) {
            continue;
        }
        const double other = running->values[is_falling ? i + 1 : i - 1];
        const double step = running->values[i] - other;
        if (isnan(step) || isnan(steps->values[i])) {
            continue;
        }
        if (fabs(step - steps->values[i]) > 0.5) {
            return false;
        }
        holds += step > 0 ? 1 : 0;
    }
    return holds >= 2;
}

/* Whether the first category in the order of running on is its own step, where both are
 * printed: those at risk in the end are more than those who leave then. */
static bool is_step_at_start(const struct lines *running, const struct lines *steps,
                             bool is_falling)
{
    uint32_t equal = 0;
    for (uint32_t line = 0; line < running->count; line++) {
        const size_t place =
            (size_t)line * running->length + (is_falling ? running->length - 1 : 0);
        const double gap = running->values[place] - steps->values[place];
        if (fabs(gap) > 0.5) {
            return false;
        }
        equal += gap == 0 ? 1 : 0;
    }
    return equal > 0;
}

struct running {
    struct build *at;
    uint32_t measure;
    uint32_t dimension;
    struct map *map;
    uint32_t line_count;
};

static uint32_t find_steps(const struct running *running, const struct lines *lines,
                           bool is_falling)
{
    struct build *at = running->at;
    for (uint32_t m = 0; m < at->measure_count; m++) {
        if (m == running->measure || !role_is_count(at->measures[m].role) ||
            at->measures[m].accumulation.is_running) {
            continue;
        }
        const struct lines steps =
            lines_of(at, running->map, running->line_count, running->dimension, m);
        if (are_steps(lines, &steps, is_falling)) {
            return m;
        }
    }
    return UINT32_MAX;
}

/* True where the measure runs on along this dimension. */
static bool try_dimension(struct build *at, uint32_t measure, uint32_t dimension,
                          bool is_said)
{
    struct lines all = {0};
    struct running running = {at, measure, dimension, NULL, 0};
    running.map = number_lines(at, dimension, &all);
    running.line_count = all.count;
    const struct lines lines = lines_of(at, running.map, all.count, dimension, measure);
    const struct course course = course_of(&lines);
    if ((course.rises && course.falls) || (!course.rises && !course.falls && !is_said)) {
        return false;
    }
    const bool is_falling = course.falls > 0;
    struct accumulation *own = &at->measures[measure].accumulation;
    *own = (struct accumulation){
        .is_running = true,
        .is_falling = is_falling,
        .dimension = dimension,
        .steps = find_steps(&running, &lines, is_falling),
    };
    if (own->steps != UINT32_MAX) {
        const struct lines steps =
            lines_of(at, running.map, all.count, dimension, own->steps);
        own->starts_at_step = is_step_at_start(&lines, &steps, is_falling);
    }
    return true;
}

static bool may_run_along(const struct build *at, uint32_t dimension)
{
    const struct draft_dimension *draft = &at->dimensions[dimension];
    return draft->count >= 2 && draft->dimension.kind != DIMENSION_PANEL &&
           (uint64_t)draft->count * at->cell_count <= (uint64_t)CELL_LIMIT * 64;
}

/* Ages, grades and times run on rather than regions. */
static bool has_order(const struct build *at, uint32_t dimension)
{
    const enum dimension_kind kind = at->dimensions[dimension].dimension.kind;
    return kind == DIMENSION_TIME || kind == DIMENSION_ORDERED;
}

static bool find_along(struct build *at, uint32_t measure, bool with_order)
{
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        if (may_run_along(at, d) && has_order(at, d) == with_order &&
            try_dimension(at, measure, d, false)) {
            return true;
        }
    }
    return false;
}

/* The dimension that the headings of its columns tell apart: "at risk at 6 months". */
static bool find_among_columns(struct build *at, uint32_t measure)
{
    for (uint32_t i = 0; i < at->plan->column_count; i++) {
        const struct plan_line *line = &at->plan->columns[i];
        const bool is_named = at->line_measure[i] == measure && line->of_count &&
                              name_is_cumulative(line->name);
        const uint32_t dimension =
            is_named ? at->line_of[i][line->of_count - 1].dimension : 0;
        if (is_named && may_run_along(at, dimension)) {
            return try_dimension(at, measure, dimension, false);
        }
    }
    return false;
}

static void find_dimension(struct build *at, uint32_t measure)
{
    if (!find_among_columns(at, measure) && !find_along(at, measure, true) &&
        !find_along(at, measure, false)) {
        build_doubt(at, UINT32_MAX, UINT32_MAX, 0.12,
                    "\"%s\" is cumulative by its name, but its numbers rise and fall",
                    at->measures[measure].name);
    }
}

static const struct plan_line *line_that_says(const struct build *at, uint32_t measure)
{
    for (uint32_t i = 0; i < at->plan->column_count; i++) {
        if (at->line_measure[i] == measure && at->plan->columns[i].is_cumulative) {
            return &at->plan->columns[i];
        }
    }
    return NULL;
}

static void take_said(struct build *at, uint32_t measure, const struct plan_line *line)
{
    const size_t found =
        map_find_text(at->dimension_by_key, text_key(at->scratch, line->cumulative_over));
    if (!line->cumulative_over[0]) {
        find_dimension(at, measure);
    } else if (found == MAP_NONE || !try_dimension(at, measure, (uint32_t)found, true)) {
        build_doubt(at, UINT32_MAX, line->index, 0.12,
                    "column %s is said to be cumulative, but its numbers rise and fall",
                    grid_column_letters(at->arena, line->index));
    }
}

/* The title speaks of the only count there is. */
static bool title_says(const struct build *at)
{
    uint32_t counts = 0;
    for (size_t m = 0; m < at->measure_count; m++) {
        counts += role_is_count(at->measures[m].role) ? 1 : 0;
    }
    return counts == 1 && name_is_cumulative(at->table->title);
}

/* By its own name, or by those of all columns that hold it. */
static bool heading_says(const struct build *at, uint32_t measure)
{
    uint32_t columns = 0;
    uint32_t named = 0;
    for (uint32_t i = 0; i < at->plan->column_count; i++) {
        if (at->line_measure[i] == measure) {
            columns++;
            named += name_is_cumulative(at->plan->columns[i].name) ? 1 : 0;
        }
    }
    return name_is_cumulative(at->measures[measure].name) ||
           (columns && named == columns);
}

/* "Up to age" over 16, 17, 18: whoever is counted at 16 is counted at 17, too. */
static void run_to_limits(struct build *at, uint32_t measure)
{
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        if (name_is_limit(at->dimensions[d].dimension.key) && may_run_along(at, d) &&
            try_dimension(at, measure, d, false)) {
            return;
        }
    }
}

void build_cumulative(struct build *at)
{
    const bool is_titled = title_says(at);
    for (uint32_t m = 0; m < at->measure_count; m++) {
        const struct plan_line *said = line_that_says(at, m);
        if (!role_is_count(at->measures[m].role) || at->cell_count > CELL_LIMIT) {
            continue;
        }
        if (said) {
            take_said(at, m, said);
        } else if (is_titled || heading_says(at, m)) {
            find_dimension(at, m);
        } else {
            run_to_limits(at, m);
        }
    }
}
