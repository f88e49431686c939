/*
 * A paragraph of running text while its columns are found (aligned.c) and its rows made
 * (aligned_rows.c). Nobody else sees this.
 */
#ifndef OUTCHECK_INGEST_ALIGNED_PARAGRAPH_H
#define OUTCHECK_INGEST_ALIGNED_PARAGRAPH_H

#include "ingest/text/aligned.h"

enum {
    HEADING_LINES = 4,
    COLUMN_LIMIT = TEXT_WORD_LIMIT,
    STATISTIC_LIMIT = 5,
    KEY_LINES = 12
};

struct edges {
    uint32_t start;
    uint32_t end;
};

struct paragraph {
    struct text_page *page;
    struct arena *arena;
    uint32_t first; /* lines */
    uint32_t last;
    uint32_t first_heading;
    uint32_t first_data;
    uint32_t last_data;
    uint32_t pipe;         /* the first pipe behind labels; UINT32_MAX */
    uint32_t column_count; /* of numbers */
    struct edges columns[COLUMN_LIMIT];
    uint32_t label_end; /* where labels end */
    struct edges labels[COLUMN_LIMIT];
    uint32_t label_count;
    uint32_t last_label;         /* the last line with a label */
    uint32_t statistics_a_label; /* rows for each label: frequency, row %; 1 */
    const char *statistics[STATISTIC_LIMIT];
};

static inline const struct screen_line *line_at(const struct paragraph *at, uint32_t line)
{
    return &at->page->lines[line];
}

static inline bool is_data(const struct paragraph *at, uint32_t line)
{
    return line_at(at, line)->kind == LINE_DATA;
}

/* Numbers at the end of a data line; those before the pipe behind the labels are labels.
 */
uint32_t paragraph_numbers(const struct paragraph *at, const struct screen_line *line);

/* The column that a word stands in by its overlap, or UINT32_MAX. */
uint32_t paragraph_column(const struct paragraph *at, const struct screen_word *word);

/* The nearest heading line above the data, or the first line of data. */
uint32_t paragraph_last_heading(const struct paragraph *at);

/* Its lines as rows of the grid, and the block that they are. */
void paragraph_put(struct paragraph *at);

static inline const struct screen_word *number_word(const struct screen_line *line,
                                                    uint32_t count, uint32_t column)
{
    return &line->words[line->word_count - count + column];
}

#endif
