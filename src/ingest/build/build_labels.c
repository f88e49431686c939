/*
 * The labels of a row -> its categories: blanks filled down, totals continued to the
 * right, breakdowns kept apart, namesakes told apart by their identifiers.
 */
#include "ingest/build/build_labels.h"

#include "base/text.h"
#include "ingest/infer/name_words.h"

#include <string.h>

static bool is_total_label(const char *text)
{
    return name_total_rank(text) >= 2;
}

/* "All,,208": a blank label beside a total on its left is that total. */
static const char *total_on_left(struct build *at, uint32_t row, uint32_t line)
{
    for (uint32_t i = line; i > 0; i--) {
        if (at->line_dimension[i - 1] == UINT32_MAX) {
            continue;
        }
        const char *text = grid_text(at->grid, row, at->plan->columns[i - 1].index);
        return is_total_label(text_key(at->scratch, text)) ? text : "";
    }
    return "";
}

static const char *grouped_label(struct build *at, const struct plan_line *line,
                                 uint32_t row, const char *text, const char **group)
{
    *group = text_squeezed(at->scratch, grid_text(at->grid, row, line->group_column));
    if (is_total_label(text_key(at->scratch, text)) || !(*group)[0]) {
        return text;
    }
    return text_format(at->scratch, "%s: %s", *group, text);
}

/* Two providers of one name are told apart by their identifier: "ABC LTD (10001234)". */
static uint32_t identified_category(struct build *at, uint32_t row, uint32_t line,
                                    const char *text)
{
    struct draft_dimension *draft = &at->dimensions[at->line_dimension[line]];
    const char *id = grid_text(at->grid, row, at->plan->columns[line].id_column);
    const size_t known = map_find_text(draft->by_id, id);
    if (known != MAP_NONE) {
        return (uint32_t)known;
    }
    const bool is_taken =
        map_find_text(draft->by_key, text_key(at->scratch, text)) != MAP_NONE;
    const char *shown = is_taken ? text_format(at->arena, "%s (%s)", text, id) : text;
    const uint32_t category = build_category(at, at->line_dimension[line], shown);
    (void)map_add_text(draft->by_id, id, category);
    return category;
}

static uint32_t label_category(struct build *at, struct row_state *state, uint32_t line)
{
    const struct plan_line *plan_line = &at->plan->columns[line];
    const uint32_t dimension = at->line_dimension[line];
    const char *said = plan_line->row_labels
                           ? plan_line->row_labels[state->row - at->plan->first_row]
                           : NULL;
    const char *text = said ? said : grid_text(at->grid, state->row, plan_line->index);
    if (plan_line->group_column != PLAN_NONE && !text_is_blank(text)) {
        const char *group = "";
        const char *label = grouped_label(at, plan_line, state->row, text, &group);
        const uint32_t category =
            build_category(at, dimension, text_copy(at->arena, label, strlen(label)));
        if (label != text && !at->dimensions[dimension].groups[category][0]) {
            at->dimensions[dimension].groups[category] =
                text_copy(at->arena, group, strlen(group));
        }
        return category;
    }
    if (text_is_blank(text)) {
        text = total_on_left(at, state->row, line);
        if (text[0] == '\0') {
            return plan_line->fills_down ? state->above[line] : NO_CATEGORY;
        }
    }
    state->above[line] = plan_line->id_column == PLAN_NONE
                             ? build_category(at, dimension, text)
                             : identified_category(at, state->row, line, text);
    return state->above[line];
}

/* A row with a role of its own ("Percent") stands for no category of the last label
 * column. */
static bool is_role_label(const struct build *at, const struct row_state *state,
                          uint32_t line)
{
    if (!state->row_line || at->plan->measure_column != PLAN_NONE) {
        return false;
    }
    for (uint32_t i = line + 1; i < at->plan->column_count; i++) {
        if (at->line_dimension[i] != UINT32_MAX) {
            return false;
        }
    }
    return true;
}

void build_row_labels(struct build *at, struct row_state *state)
{
    const struct plan *plan = at->plan;
    for (size_t d = 0; d < at->dimension_count; d++) {
        state->categories[d] = NO_CATEGORY;
    }
    for (uint32_t i = 0; i < plan->column_count; i++) {
        const uint32_t dimension = at->line_dimension[i];
        if (dimension == UINT32_MAX || at->dimensions[dimension].is_places ||
            is_role_label(at, state, i)) {
            continue;
        }
        const uint32_t category = label_category(at, state, i);
        if (category != NO_CATEGORY) {
            state->categories[dimension] = category;
        }
    }
    for (size_t d = 0; plan->places && d < at->dimension_count; d++) {
        if (at->dimensions[d].is_places) {
            state->categories[d] = build_place(at, (uint32_t)d, state->row);
        }
    }
}
