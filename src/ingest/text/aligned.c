/*
 * Columns are found from the right: the numbers at the ends of lines. Their left and
 * right edges over all lines must leave a gap between neighbours; headings then belong to
 * the column above which they stand.
 */
#include "ingest/text/aligned.h"

#include "base/text.h"
#include "ingest/text/aligned_paragraph.h"

#include <string.h>

uint32_t paragraph_numbers(const struct paragraph *at, const struct screen_line *line)
{
    uint32_t count = line->number_count;
    while (count && at->pipe != UINT32_MAX &&
           line->words[line->word_count - count].start < at->pipe) {
        count--;
    }
    return count;
}

/* Where the data are, and the pipe behind their labels; answers how many lines there are.
 */
static uint32_t find_data(struct paragraph *at)
{
    uint32_t data = 0;
    at->first_data = UINT32_MAX;
    at->pipe = UINT32_MAX;
    for (uint32_t i = at->first; i <= at->last; i++) {
        if (!is_data(at, i)) {
            continue;
        }
        const uint32_t pipe = line_at(at, i)->first_pipe;
        at->pipe = pipe < at->pipe ? pipe : at->pipe;
        at->first_data = data ? at->first_data : i;
        at->last_data = i;
        data++;
    }
    return data;
}

/* A table has two lines of data, or one and a rule, and something above them. */
static bool find_parts(struct paragraph *at)
{
    const uint32_t data = find_data(at);
    uint32_t rules = 0;
    for (uint32_t i = at->first; i <= at->last; i++) {
        rules += line_at(at, i)->kind == LINE_RULE ? 1 : 0;
    }
    if (!data || at->first_data == at->first) {
        return false;
    }
    const uint32_t above = at->first_data - at->first;
    const uint32_t limit = HEADING_LINES + rules;
    at->first_heading = at->first_data - (above < limit ? above : limit);
    return data >= 2 || rules;
}

/* The commonest number of numbers a line. */
static bool count_columns(struct paragraph *at)
{
    uint32_t tally[COLUMN_LIMIT + 1] = {0};
    uint32_t lines = 0;
    for (uint32_t i = at->first_data; i <= at->last_data; i++) {
        if (is_data(at, i)) {
            tally[paragraph_numbers(at, line_at(at, i))]++;
            lines++;
        }
    }
    for (uint32_t c = 1; c < COLUMN_LIMIT; c++) {
        if (tally[c] >= tally[at->column_count] || at->column_count == 0) {
            at->column_count = tally[c] ? c : at->column_count;
        }
    }
    return at->column_count && tally[at->column_count] * 10 >= lines * 6;
}

static void widen(struct edges *edges, const struct screen_word *word)
{
    edges->start = word->start < edges->start ? word->start : edges->start;
    edges->end = word->end > edges->end ? word->end : edges->end;
}

static struct edges edges_of_column(const struct paragraph *at, uint32_t column)
{
    struct edges edges = {.start = UINT32_MAX};
    for (uint32_t i = at->first_data; i <= at->last_data; i++) {
        const struct screen_line *line = line_at(at, i);
        if (is_data(at, i) && paragraph_numbers(at, line) == at->column_count) {
            widen(&edges, number_word(line, at->column_count, column));
        }
    }
    return edges;
}

/* Edges over all full lines; columns must not touch. */
static bool find_edges(struct paragraph *at)
{
    for (uint32_t c = 0; c < at->column_count; c++) {
        at->columns[c] = edges_of_column(at, c);
        if (c && at->columns[c].start < at->columns[c - 1].end + 1) {
            return false;
        }
    }
    at->label_end = at->columns[0].start;
    return true;
}

uint32_t paragraph_column(const struct paragraph *at, const struct screen_word *word)
{
    for (uint32_t c = 0; c < at->column_count; c++) {
        if (word->start < at->columns[c].end && at->columns[c].start < word->end) {
            return c;
        }
    }
    return UINT32_MAX;
}

/* Each number of the line below a column of its own. */
static bool line_fits(const struct paragraph *at, const struct screen_line *line)
{
    const uint32_t count = paragraph_numbers(at, line);
    uint32_t previous = UINT32_MAX;
    for (uint32_t n = 0; n < count; n++) {
        const struct screen_word *word = number_word(line, count, n);
        const uint32_t column = paragraph_column(at, word);
        const bool is_label = word->end <= at->label_end;
        if (!is_label && (column == UINT32_MAX || column == previous)) {
            return false;
        }
        previous = is_label ? previous : column;
    }
    return true;
}

static bool lines_fit(const struct paragraph *at)
{
    for (uint32_t i = at->first_data; i <= at->last_data; i++) {
        if (is_data(at, i) && !line_fits(at, line_at(at, i))) {
            return false;
        }
    }
    return true;
}

/* A text line among the data heads a part of them: it may not reach into the numbers. */
static bool texts_stay_left(const struct paragraph *at)
{
    for (uint32_t i = at->first_data; i <= at->last_data; i++) {
        const struct screen_line *line = line_at(at, i);
        if (line->kind == LINE_TEXT &&
            line->words[line->word_count - 1].end > at->label_end + 2 &&
            line->words[line->word_count - 1].is_number) {
            return false;
        }
    }
    return true;
}

/* Is this column of the screen blank on all lines of data? */
static bool is_gap(const struct paragraph *at, uint32_t place)
{
    for (uint32_t i = at->first_data; i <= at->last_data; i++) {
        const struct screen_line *line = line_at(at, i);
        if (is_data(at, i) && place < line->width && line->shape[place] != ' ') {
            return false;
        }
    }
    return true;
}

uint32_t paragraph_last_heading(const struct paragraph *at)
{
    uint32_t line = at->first_data;
    while (line > at->first_heading) {
        line--;
        if (line_at(at, line)->kind != LINE_RULE) {
            return line;
        }
    }
    return at->first_data;
}

/* A heading that goes on over a gap says that it is none: "region" above "North East" and
 * "South West". */
static bool heading_covers(const struct paragraph *at, uint32_t start, uint32_t end)
{
    const uint32_t heading = paragraph_last_heading(at);
    const struct screen_line *line = line_at(at, heading);
    for (uint32_t place = start; place < end; place++) {
        if (place >= line->width || line->shape[place] == ' ') {
            return false;
        }
    }
    return heading < at->first_data;
}

/* Columns of labels: parted where every line of data is blank. */
static void find_labels(struct paragraph *at)
{
    bool is_open = false;
    for (uint32_t place = 0; place < at->label_end; place++) {
        const bool is_blank = is_gap(at, place);
        struct edges *last = at->label_count ? &at->labels[at->label_count - 1] : NULL;
        const bool goes_on = last && !is_open && heading_covers(at, last->end, place);
        if (!is_blank && !is_open && !goes_on && at->label_count < COLUMN_LIMIT) {
            at->labels[at->label_count++] = (struct edges){.start = place};
        }
        is_open = !is_blank;
        if (is_open) {
            at->labels[at->label_count - 1].end = place + 1;
        }
    }
    if (at->label_count == 0) {
        at->labels[at->label_count++] = (struct edges){.start = 0, .end = at->label_end};
    }
    for (uint32_t i = 0; i < at->label_count; i++) {
        at->labels[i].start = i ? at->labels[i].start : 0;
        at->labels[i].end =
            i + 1 < at->label_count ? at->labels[i + 1].start : at->label_end;
    }
}

static bool has_label(const struct paragraph *at, uint32_t line)
{
    return !text_is_blank(text_between(at->arena, line_at(at, line), 0, at->label_end));
}

/* Data lines from here up to the next one with a label. */
static uint32_t run_from(const struct paragraph *at, uint32_t *line)
{
    uint32_t run = 1;
    uint32_t i = *line + 1;
    while (i <= at->last_data && !(is_data(at, i) && has_label(at, i))) {
        run += is_data(at, i) ? 1 : 0;
        i++;
    }
    *line = i;
    return run;
}

/* Frequency, then percentages without a label: the same number of rows for each label. */
static bool count_statistics(struct paragraph *at)
{
    uint32_t line = at->first_data;
    at->statistics_a_label = run_from(at, &line);
    while (line <= at->last_data) {
        if (run_from(at, &line) != at->statistics_a_label) {
            return false;
        }
    }
    return at->statistics_a_label <= STATISTIC_LIMIT;
}

/* "row percentage" of the box "Key", as a heading would say it; NULL for other text. */
static const char *statistic_of_key(const char *text)
{
    static const char *const names[][2] = {
        {"frequency", "Freq."},
        {"row percentage", "Row %"},
        {"column percentage", "Column %"},
        {"cell percentage", "Cell %"},
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i][0], text)) {
            return names[i][1];
        }
    }
    return NULL;
}

/* From the box "Key" above, read upwards. */
static bool name_statistics(struct paragraph *at)
{
    uint32_t missing = at->statistics_a_label;
    uint32_t line = at->first;
    for (uint32_t back = 0; line > 0 && back < KEY_LINES && missing; back++) {
        line--;
        const char *name = statistic_of_key(text_squeezed(
            at->arena, text_between(at->arena, line_at(at, line), 0, TEXT_WIDTH_LIMIT)));
        if (name) {
            at->statistics[--missing] = name;
        }
    }
    return missing == 0;
}

static void take_paragraph(struct text_page *page, uint32_t first, uint32_t last)
{
    struct paragraph at = {
        .page = page, .arena = page->arena, .first = first, .last = last};
    if (!find_parts(&at) || !count_columns(&at) || !find_edges(&at) || !lines_fit(&at) ||
        !texts_stay_left(&at)) {
        return;
    }
    find_labels(&at);
    if (!count_statistics(&at) || (at.statistics_a_label > 1 && !name_statistics(&at))) {
        return;
    }
    paragraph_put(&at);
}

static bool ends_paragraph(const struct screen_line *line)
{
    return line->kind == LINE_BLANK || line->kind == LINE_COMMAND || line->text[0] == '#';
}

void aligned_find(struct text_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        uint32_t last = i;
        while (last + 1 < page->count && !ends_paragraph(&page->lines[last + 1])) {
            last++;
        }
        if (!ends_paragraph(&page->lines[i])) {
            take_paragraph(page, i, last);
        }
        i = ends_paragraph(&page->lines[i]) ? i : last;
    }
}
