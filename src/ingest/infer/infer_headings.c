/*
 * Heading rows -> one heading a column, with all its levels.
 *
 * A level is a heading row that tells columns apart. Blanks of an upper level mean "as on
 * the left"; a blank of the last level under a total means that total ("All,"). The names
 * of the levels stand over the row labels, where the file has them.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

/* Leading columns whose data are mostly labels; at least one where there is more than
 * one. */
static uint32_t label_columns(const struct inference *at)
{
    uint32_t count = 0;
    while (count + 1 < at->column_count) {
        const struct column_facts *facts = line_facts(at, count);
        if (facts->text_count + facts->empty_count <=
            facts->number_count + facts->symbol_count) {
            break;
        }
        count++;
    }
    return count ? count : 1;
}

static uint32_t heading_rows(const struct inference *at, uint32_t *rows)
{
    uint32_t count = 0;
    const struct table_block *block = at->block;
    for (uint32_t row = block->first_row; row < block->first_data_row; row++) {
        if (block->kinds[row - block->first_row] == ROW_HEADING) {
            rows[count++] = row;
        }
    }
    return count;
}

static bool is_blank_beyond(const struct inference *at, uint32_t row, uint32_t labels)
{
    for (uint32_t i = labels; i < at->column_count; i++) {
        if (!text_is_blank(grid_text(at->grid, row, grid_column(at, i)))) {
            return false;
        }
    }
    return true;
}

/* The row that names the row labels: the line "region,,," where there is one, else the
 * last heading row. */
static uint32_t label_name_row(const struct inference *at, const uint32_t *rows,
                               uint32_t count, bool *is_own)
{
    const struct table_block *block = at->block;
    *is_own = false;
    for (uint32_t row = block->first_row; row < block->first_data_row; row++) {
        if (block->kinds[row - block->first_row] == ROW_LEVEL_NAMES) {
            *is_own = true;
            return row;
        }
    }
    if (count >= 2 && is_blank_beyond(at, rows[count - 1], label_columns(at))) {
        *is_own = true;
    }
    return count ? rows[count - 1] : PLAN_NONE;
}

static const char *squeezed_at(const struct inference *at, uint32_t row, uint32_t line)
{
    return row == PLAN_NONE ? ""
                            : text_squeezed(at->arena, grid_text(at->grid, row,
                                                                 grid_column(at, line)));
}

/* The text of a level over a column: its own, the one on the left (upper levels), or the
 * total above (last level). */
static const char *level_text(const struct inference *at, const uint32_t *rows,
                              uint32_t level, uint32_t line, uint32_t labels)
{
    const char *own = squeezed_at(at, rows[level], line);
    if (own[0]) {
        return own;
    }
    if (level + 1 < at->level_count) {
        return line > labels ? at->headings[line - 1].levels[level] : "";
    }
    const char *above = level ? at->headings[line].levels[level - 1] : "";
    return name_total_rank(text_key(at->arena, above)) > 0 ? above : "";
}

static const char *joined_levels(struct arena *arena, const char *const *levels,
                                 uint32_t count)
{
    const char *joined = "";
    for (uint32_t i = 0; i < count; i++) {
        const bool repeats = i && text_equals(levels[i], levels[i - 1]);
        if (levels[i][0] && !repeats) {
            joined =
                text_format(arena, "%s%s%s", joined, joined[0] ? ": " : "", levels[i]);
        }
    }
    return joined;
}

/* The last level that says something is the one to take apart. */
static struct heading heading_of_levels(struct inference *at, const char *const *levels,
                                        uint32_t count)
{
    const char *leaf = "";
    for (uint32_t i = 0; i < count; i++) {
        leaf = levels[i][0] ? levels[i] : leaf;
    }
    struct heading heading = heading_parts(at->arena, leaf);
    heading.text = joined_levels(at->arena, levels, count);
    heading.words = name_words_of(at->arena, heading.text);
    heading.is_money = name_is_money(&heading.words);
    heading.levels = levels;
    return heading;
}

static void name_levels(struct inference *at, const uint32_t *rows, bool is_own)
{
    for (uint32_t level = 0; level < at->level_count; level++) {
        const bool is_last = level + 1 == at->level_count;
        const char *name = squeezed_at(at, rows[level], 0);
        /* "Region" over both heading rows names the row labels, not the upper level. */
        const bool is_of_labels =
            !is_own && text_equals(name, squeezed_at(at, rows[at->level_count - 1], 0));
        at->level_names[level] = (is_own || !is_last) && !is_of_labels ? name : "";
    }
}

/* What a level's texts are: all statistics, all years, or categories. */
static enum level_kind kind_of_level(struct inference *at, uint32_t level,
                                     uint32_t labels)
{
    uint32_t filled = 0;
    uint32_t statistics = 0;
    uint32_t nouns = 0;
    uint32_t years = 0;
    const char *previous = "";
    for (uint32_t i = labels; i < at->column_count; i++) {
        const char *text = at->headings[i].levels[level];
        if (!text[0] || text_equals(text, previous)) {
            continue;
        }
        previous = text;
        const struct heading parts = heading_parts(at->arena, text);
        filled++;
        const bool is_statistic = parts.role != ROLE_UNKNOWN;
        statistics += is_statistic ? 1 : 0;
        nouns += !is_statistic && name_is_count_noun(&parts.words) ? 1 : 0;
        years += name_is_year(text) ? 1 : 0;
    }
    if (filled && years == filled) {
        return LEVEL_TIME;
    }
    const bool is_all = filled && statistics && statistics + nouns == filled;
    return is_all ? LEVEL_STATISTIC : LEVEL_CATEGORY;
}

/* A description of every column makes headings needless. */
static bool all_are_known(const struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (!at->is_known[i] || !at->lines[i].name[0]) {
            return false;
        }
    }
    return true;
}

/* Whether each number column has a text of its own at a level: the level joins nothing.
 */
static bool parts_all_columns(const struct inference *at, uint32_t level, uint32_t labels)
{
    const char *previous = "";
    for (uint32_t i = labels; i < at->column_count; i++) {
        const char *text = at->headings[i].levels[level];
        if (!text[0] || text_equals(text, previous)) {
            return false;
        }
        previous = text;
    }
    return true;
}

/* "Region,Learners" above "London,seven": where the upper row names every column already
 * and the lower one is neither units nor years, it may be data that could not be read. */
static void doubt_needless_level(struct inference *at, const uint32_t *rows,
                                 uint32_t labels)
{
    const uint32_t last = at->level_count - 1;
    if (at->level_count < 2 || labels >= at->column_count ||
        at->block->model != LAYOUT_NO_MODEL || at->level_kinds[last] != LEVEL_CATEGORY ||
        !parts_all_columns(at, last - 1, labels) ||
        !parts_all_columns(at, last, labels)) {
        return;
    }
    infer_doubt(at, rows[last], UINT32_MAX, 0.12,
                "\"%s\" was read as a second row of headings; it may be data",
                at->headings[labels].levels[last]);
}

void infer_headings(struct inference *at)
{
    const struct table_block *block = at->block;
    uint32_t *rows = arena_array(
        at->arena, (size_t)block->first_data_row - block->first_row + 1, uint32_t);
    const uint32_t count = heading_rows(at, rows);
    const uint32_t labels = label_columns(at);
    bool is_own = false;
    const uint32_t names = label_name_row(at, rows, count, &is_own);
    at->level_count = is_own && count && names == rows[count - 1] ? count - 1 : count;
    at->level_names = arena_array(at->arena, (size_t)at->level_count + 1, const char *);
    at->level_kinds =
        arena_array(at->arena, (size_t)at->level_count + 1, enum level_kind);
    for (uint32_t i = 0; i < at->column_count; i++) {
        const char **levels =
            arena_array(at->arena, (size_t)at->level_count + 1, const char *);
        at->headings[i].levels = levels;
        for (uint32_t level = 0; level < at->level_count; level++) {
            levels[level] = i < labels ? "" : level_text(at, rows, level, i, labels);
        }
        if (i < labels) {
            levels[0] = squeezed_at(at, names, i);
        }
        at->headings[i] = heading_of_levels(at, levels, i < labels ? 1 : at->level_count);
    }
    name_levels(at, rows, is_own);
    for (uint32_t level = 0; level < at->level_count; level++) {
        at->level_kinds[level] = kind_of_level(at, level, labels);
    }
    doubt_needless_level(at, rows, labels);
    if (count == 0 && block->model == LAYOUT_NO_MODEL && !all_are_known(at)) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, 0.5, "the table has no row of headings");
    }
}
