/*
 * The lines of an aligned table as rows of cells: labels, statistic, numbers; headings
 * joined by column.
 */
#include "base/text.h"
#include "ingest/text/aligned_paragraph.h"

static void add_cell(struct grid_row *row, const char **texts, const char *text)
{
    texts[row->count++] = text;
}

static struct grid_row row_of(const struct paragraph *at, uint32_t line,
                              const char ***texts)
{
    *texts = arena_array(at->arena, at->label_count + at->column_count + 2, const char *);
    return (struct grid_row){.texts = *texts, .line = line + 1};
}

static void put_data(struct paragraph *at, uint32_t place, uint32_t serial)
{
    const struct screen_line *line = line_at(at, place);
    const char **texts = NULL;
    struct grid_row row = row_of(at, place, &texts);
    /* Row percentages stand below their frequency, without its label. */
    const uint32_t below = serial % at->statistics_a_label;
    const struct screen_line *labels = below ? line_at(at, at->last_label) : line;
    at->last_label = below ? at->last_label : place;
    for (uint32_t i = 0; i < at->label_count; i++) {
        add_cell(&row, texts,
                 text_between(at->arena, labels, at->labels[i].start, at->labels[i].end));
    }
    if (at->statistics_a_label > 1) {
        add_cell(&row, texts, at->statistics[below]);
    }
    const uint32_t first = row.count;
    for (uint32_t c = 0; c < at->column_count; c++) {
        add_cell(&row, texts, "");
    }
    const uint32_t count = paragraph_numbers(at, line);
    for (uint32_t n = 0; n < count; n++) {
        const struct screen_word *word = number_word(line, count, n);
        const uint32_t column = paragraph_column(at, word);
        if (column != UINT32_MAX) {
            texts[first + column] = text_between(at->arena, line, word->start, word->end);
        }
    }
    at->page->rows[place] = row;
}

/* The column of numbers that a heading's word stands above: the edges reach half way to
 * their neighbours. */
static uint32_t column_below(const struct paragraph *at, const struct screen_word *word)
{
    const uint32_t middle = (word->start + word->end) / 2;
    const uint32_t start = at->columns[0].start;
    const struct edges *label = &at->labels[at->label_count - 1];
    if (word->start <= label->start || word->end + 1 < start) {
        return UINT32_MAX;
    }
    for (uint32_t c = 0; c + 1 < at->column_count; c++) {
        if (middle < (at->columns[c].end + at->columns[c + 1].start + 1) / 2) {
            return c;
        }
    }
    return at->column_count - 1;
}

static uint32_t label_of_word(const struct paragraph *at, const struct screen_word *word)
{
    uint32_t label = 0;
    while (label + 1 < at->label_count && word->start >= at->labels[label].end) {
        label++;
    }
    return label;
}

/* A heading's line: each word above its label or its numbers, joined by column. Answers
 * how many columns of numbers have a word. */
static uint32_t put_heading(const struct paragraph *at, uint32_t place)
{
    const struct screen_line *line = line_at(at, place);
    const char **texts = NULL;
    struct grid_row row = row_of(at, place, &texts);
    const uint32_t statistic = at->statistics_a_label > 1 ? 1 : 0;
    const uint32_t first = at->label_count + statistic;
    uint32_t filled = 0;
    for (uint32_t c = 0; c < first + at->column_count; c++) {
        add_cell(&row, texts, c == at->label_count && statistic ? "statistic" : "");
    }
    for (uint32_t w = 0; w < line->word_count; w++) {
        const struct screen_word *word = &line->words[w];
        const uint32_t column = column_below(at, word);
        const uint32_t cell =
            column == UINT32_MAX ? label_of_word(at, word) : first + column;
        const char *text = text_between(at->arena, line, word->start, word->end);
        const char *before = texts[cell];
        filled += before[0] || column == UINT32_MAX ? 0 : 1;
        texts[cell] = before[0] ? text_format(at->arena, "%s %s", before, text) : text;
    }
    at->page->rows[place] = row;
    return filled;
}

static void put_line(const struct paragraph *at, uint32_t place)
{
    const char **texts = NULL;
    struct grid_row row = row_of(at, place, &texts);
    const struct screen_line *line = line_at(at, place);
    const bool is_empty = line->kind == LINE_RULE || line->kind == LINE_BLANK;
    if (!is_empty) {
        add_cell(&row, texts, text_between(at->arena, line, 0, line->width));
    }
    at->page->rows[place] = row;
}

/* A single name above several columns is the name of the variable: a line of its own. */
static bool spans_columns(const struct paragraph *at, uint32_t place)
{
    const struct screen_line *line = line_at(at, place);
    uint32_t beyond = 0;
    for (uint32_t w = 0; w < line->word_count; w++) {
        beyond += line->words[w].end > at->label_end ? 1 : 0;
    }
    return at->column_count > 1 && beyond <= 1 && place != paragraph_last_heading(at);
}

void paragraph_put(struct paragraph *at)
{
    uint32_t serial = 0;
    uint32_t top = at->first_data;
    for (uint32_t i = at->first_heading; i < at->first_data; i++) {
        const bool is_text = line_at(at, i)->kind != LINE_RULE && !spans_columns(at, i);
        if (is_text && put_heading(at, i)) {
            top = top == at->first_data ? i : top;
        } else {
            put_line(at, i);
        }
    }
    for (uint32_t i = at->first_data; i <= at->last_data; i++) {
        if (is_data(at, i)) {
            put_data(at, i, serial++);
        } else {
            put_line(at, i);
        }
    }
    for (uint32_t i = at->first_heading; i <= at->last_data; i++) {
        at->page->is_read[i] = 1;
    }
    *arena_add(at->arena, at->page->blocks, at->page->block_count,
               at->page->block_capacity) = (struct grid_block){
        .first_row = top,
        .last_row = at->last_data,
        .first_data_row = at->first_data,
    };
}
