/*
 * What stands around a table: its title, what title and file name say about all of its
 * numbers, and counts that are printed outside the cells.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

/* The role that any words of a title or file name give to all numbers. */
static enum role role_in_words(struct arena *arena, const char *text)
{
    const struct heading parts = heading_parts(arena, text);
    if (parts.role > ROLE_UNKNOWN && parts.role < ROLE_MODEL &&
        parts.role != ROLE_ORGANISATIONS) {
        return parts.role;
    }
    for (uint32_t i = 0; i < parts.words.count; i++) {
        const enum role role = name_statistic(&parts.words, i, 1);
        const bool is_clear = role == ROLE_MEAN || role == ROLE_MEDIAN ||
                              role == ROLE_COUNT || role == ROLE_PERCENT ||
                              role == ROLE_SUM || role == ROLE_MAX || role == ROLE_MIN ||
                              role == ROLE_SD;
        if (is_clear) {
            return role;
        }
    }
    return name_is_count_noun(&parts.words) && !parts.is_money ? ROLE_COUNT
                                                               : ROLE_UNKNOWN;
}

static const char *file_stem(struct arena *arena, const char *path)
{
    const char *name = path;
    for (const char *at = path; *at; at++) {
        name = *at == '/' ? at + 1 : name;
    }
    const char *dot = strrchr(name, '.');
    return text_copy(arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

static void take_hint(struct inference *at, const char *text)
{
    const struct name_words words = name_words_of(at->arena, text);
    if (at->hint == ROLE_UNKNOWN) {
        at->hint = role_in_words(at->arena, text);
    }
    at->hint_is_money |= name_is_money(&words) && !name_is_count_noun(&words);
}

static bool is_source_line(const char *key)
{
    return text_starts_with(key, "source") || text_starts_with(key, "note");
}

void infer_hints(struct inference *at)
{
    const struct table_block *block = at->block;
    const char *title = "";
    for (uint32_t i = 0; i < block->title_count; i++) {
        const char *text =
            text_squeezed(at->arena, grid_text(at->grid, block->titles[i].row,
                                               block->titles[i].column));
        const char *key = text_key(at->arena, text);
        if (is_source_line(key)) {
            continue;
        }
        title = title[0] ? text_format(at->arena, "%s; %s", title, text) : text;
        take_hint(at, text);
    }
    at->plan->title = title;
    if (at->hint == ROLE_UNKNOWN && at->grid->output && at->grid->output->path) {
        at->hint_is_file_name = true;
        take_hint(at, file_stem(at->arena, at->grid->output->path));
        if (at->hint == ROLE_QUANTILE || at->hint == ROLE_SD || at->hint == ROLE_SHAPE) {
            at->hint =
                ROLE_UNKNOWN; /* "q1.csv" is the first quarter, or the first table */
        }
    }
}

void infer_add_outside(struct inference *at, const struct plan_outside *outside)
{
    struct plan *plan = at->plan;
    const size_t count = plan->outside_count;
    struct plan_outside *items = plan->outside;
    if ((count & (count - 1)) == 0) { /* full: room for as many again */
        items = arena_array(at->arena, count ? 2 * count : 1, struct plan_outside);
        if (count) {
            memcpy(items, plan->outside, count * sizeof(*items));
        }
    }
    items[count] = *outside;
    plan->outside = items;
    plan->outside_count = (uint32_t)count + 1;
}

static void take_line(struct inference *at, struct text_line line)
{
    const char *text = grid_text(at->grid, line.row, line.column);
    double value = 0;
    size_t start = 0;
    if (heading_count_in(text, &value, &start)) {
        const struct plan_outside outside = {
            .row = line.row, .column = line.column, .value = value, .measure = ""};
        infer_add_outside(at, &outside);
        return;
    }
    infer_note_counts(at, &line);
}

/* The categories that a count in a heading stands over: those of its column, no more than
 * the level it stands in. */
static void take_heading_cell(struct inference *at, uint32_t row, uint32_t line)
{
    const uint32_t column = grid_column(at, line);
    const char *text = grid_text(at->grid, row, column);
    double value = 0;
    size_t start = 0;
    if (!heading_count_in(text, &value, &start)) {
        const struct text_line place = {row, column};
        infer_left_out(at, &place, true);
        return;
    }
    const struct plan_line *plan_line = &at->lines[line];
    const char *label = heading_parts(at->arena, text).rest;
    const struct plan_pair *of = NULL;
    for (uint32_t i = 0; i < plan_line->of_count; i++) {
        if (text_equals(plan_line->of[i].category, label)) {
            of = &plan_line->of[i];
        }
    }
    const bool is_whole_table = of == NULL && plan_line->role == ROLE_DIMENSION;
    if (of || is_whole_table || plan_line->of_count == 0) {
        const struct plan_outside outside = {.row = row,
                                             .column = column,
                                             .value = value,
                                             .of = of,
                                             .of_count = of ? 1 : 0,
                                             .measure = ""};
        infer_add_outside(at, &outside);
    }
}

/* "only 7 learners" in a column of comments. */
static void take_comments(struct inference *at, uint32_t line)
{
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const struct text_line place = {.row = at->values->first_row + row,
                                        .column = grid_column(at, line)};
        if (is_data_row(at, row)) {
            infer_note_counts(at, &place);
        }
    }
}

void infer_outside(struct inference *at)
{
    const struct table_block *block = at->block;
    for (uint32_t i = 0; i < block->title_count; i++) {
        take_line(at, block->titles[i]);
    }
    for (uint32_t i = 0; i < block->note_count; i++) {
        take_line(at, block->notes[i]);
    }
    for (uint32_t row = block->first_row; row < block->first_data_row; row++) {
        for (uint32_t i = 0; i < at->column_count; i++) {
            take_heading_cell(at, row, i);
        }
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_NOTE && name_is_note(&at->headings[i].words)) {
            take_comments(at, i);
        }
    }
    infer_bracket_counts(at);
    infer_bracket_labels(at);
}
