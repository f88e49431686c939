#include "ingest/text/known_tables.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { COLUMNS = 40, LINES_ABOVE = 3 };

static void take_line(struct text_page *page, uint32_t line)
{
    page->is_read[line] = 1;
    page->lines[line].kind = LINE_COMMAND;
}

/* A rule: no text of the table. */
static void put_nothing(struct text_page *page, uint32_t line)
{
    page->rows[line] = (struct grid_row){.line = line + 1};
    take_line(page, line);
}

static void put_row(struct text_page *page, uint32_t line, const char *const *texts,
                    uint32_t count)
{
    const char **copy = arena_array(page->arena, count, const char *);
    memcpy(copy, texts, count * sizeof(*copy));
    page->rows[line] = (struct grid_row){.texts = copy, .count = count, .line = line + 1};
    take_line(page, line);
}

static struct grid_block *add_block(struct text_page *page, uint32_t first, uint32_t last,
                                    uint32_t columns)
{
    struct grid_block *block =
        arena_add(page->arena, page->blocks, page->block_count, page->block_capacity);
    *block = (struct grid_block){.first_row = first,
                                 .last_row = last,
                                 .first_data_row = first + 1,
                                 .last_column = columns - 1};
    return block;
}

static const char *word_text(const struct text_page *page, const struct screen_line *line,
                             uint32_t word)
{
    return text_between(page->arena, line, line->words[word].start,
                        line->words[word].end);
}

/* --- survival -------------------------------------------------------------------------
 */

/* The words of a heading, and what its columns are called here. */
struct heading_words {
    const char *line;
    const char *above; /* words of the line before it; "" */
    const char *columns[10];
    uint32_t count;
};

static const struct heading_words survival[] = {
    {"Time risk Fail lost function error [95% conf. int.]",
     "At Net Survivor Std.",
     {"Time", "At risk", "Failures", "Censored", "Survivor function", "Std. error",
      "CI lower", "CI upper"},
     8},
    {"Time Total Fail Lost Function Error [95% Conf. Int.]",
     "Beg. Net Survivor Std.",
     {"Time", "At risk", "Failures", "Censored", "Survivor function", "Std. error",
      "CI lower", "CI upper"},
     8},
    {"time n.risk n.event survival std.err lower 95% CI upper 95% CI",
     "",
     {"time", "n.risk", "n.event", "survival", "std.err", "CI lower", "CI upper"},
     7},
    {"time n.risk n.event n.censor survival std.err lower 95% CI upper 95% CI",
     "",
     {"time", "n.risk", "n.event", "n.censor", "survival", "std.err", "CI lower",
      "CI upper"},
     8},
};

static bool has_words(const struct text_page *page, uint32_t line, const char *words)
{
    return text_equals(text_squeezed(page->arena, page->lines[line].text), words);
}

static const struct heading_words *survival_heading(const struct text_page *page,
                                                    uint32_t line)
{
    for (size_t i = 0; i < sizeof(survival) / sizeof(survival[0]); i++) {
        const struct heading_words *one = &survival[i];
        if (has_words(page, line, one->line) &&
            (!one->above[0] || (line && has_words(page, line - 1, one->above)))) {
            return one;
        }
    }
    return NULL;
}

/* A line of so many numbers and nothing else; "." stands for one that is missing. */
static bool put_numbers(struct text_page *page, uint32_t line, uint32_t count)
{
    const struct screen_line *at = &page->lines[line];
    const char *texts[COLUMNS];
    if (at->kind != LINE_DATA || at->word_count != count || at->number_count != count) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        texts[i] = word_text(page, at, i);
    }
    put_row(page, line, texts, count);
    return true;
}

static bool take_survival(struct text_page *page, uint32_t line)
{
    const struct heading_words *heading = survival_heading(page, line);
    uint32_t last = line;
    uint32_t rule = line;
    if (!heading) {
        return false;
    }
    for (uint32_t i = line + 1; i < page->count; i++) {
        const enum screen_line_kind kind = page->lines[i].kind;
        if (put_numbers(page, i, heading->count)) {
            last = i;
        } else if (kind == LINE_RULE && i == line + 1) {
            rule = i;
        } else {
            break;
        }
    }
    if (last == line) {
        return false;
    }
    put_nothing(page, rule);
    put_row(page, line, heading->columns, heading->count);
    if (heading->above[0]) {
        take_line(page, line - 1);
    }
    (void)add_block(page, line, last, heading->count);
    return true;
}

/* R repeats its call, which may hold numbers: "Surv(month, died) ~ 1". */
static void take_call(struct text_page *page, uint32_t line)
{
    for (uint32_t back = 1; back <= LINES_ABOVE && back <= line; back++) {
        if (text_starts_with(page->lines[line - back].text, "Call: survfit(")) {
            take_line(page, line - back);
        }
    }
}

/* --- distribution ---------------------------------------------------------------------
 */

struct pairs {
    const char *texts[COLUMNS];
    uint32_t count;
};

static void add_pair(struct pairs *pairs, const char *label, const char *value)
{
    pairs->texts[pairs->count++] = label;
    pairs->texts[pairs->count++] = value;
}

/* "25%  28  11   Obs  90": a percentile, one of the smallest or largest values where they
 * are listed, and a statistic with its name. */
static bool read_detail(const struct text_page *page, const struct screen_line *line,
                        const char *extreme, struct pairs *pairs)
{
    uint32_t word = 0;
    const char *first = line->word_count ? word_text(page, line, 0) : "";
    const size_t length = strlen(first);
    if (line->word_count >= 2 && length > 1 && first[length - 1] == '%' &&
        isdigit((unsigned char)first[0])) {
        const char *share = text_copy(page->arena, first, length - 1);
        add_pair(pairs, text_format(page->arena, "value p%s", share),
                 word_text(page, line, 1));
        word = 2;
    }
    if (word < line->word_count && line->words[word].is_number) {
        add_pair(pairs, text_format(page->arena, "value %s", extreme),
                 word_text(page, line, word));
        word++;
    }
    if (word < line->word_count) {
        const struct screen_word *value = &line->words[line->word_count - 1];
        const char *name =
            text_between(page->arena, line, line->words[word].start, value->start);
        add_pair(pairs,
                 text_equals(name, "Obs") ? name
                                          : text_format(page->arena, "value %s", name),
                 word_text(page, line, line->word_count - 1));
        return value->is_number;
    }
    return pairs->count > 0;
}

static bool take_detail(struct text_page *page, uint32_t line)
{
    const char *extreme = "minimum";
    uint32_t last = line;
    uint32_t blanks = 0;
    if (!has_words(page, line, "Percentiles Smallest")) {
        return false;
    }
    for (uint32_t i = line + 1; i < page->count && blanks < 2; i++) {
        const struct screen_line *at = &page->lines[i];
        struct pairs pairs = {.count = 0};
        blanks = at->kind == LINE_BLANK ? blanks + 1 : 0;
        if (at->kind == LINE_BLANK) {
            continue;
        }
        struct screen_line rest = *at;
        if (at->word_count > 1 && text_equals(word_text(page, at, 0), "Largest")) {
            extreme = "maximum";
            rest.words++; /* "Largest   Std. dev.  9.1" */
            rest.word_count--;
        }
        if (at->kind == LINE_COMMAND || !read_detail(page, &rest, extreme, &pairs)) {
            break;
        }
        put_row(page, i, pairs.texts, pairs.count);
        last = i;
    }
    if (last > line) {
        put_nothing(page, line);
        struct grid_block *block = add_block(page, line, last, 6);
        block->first_data_row = line;
        block->holds_model = true;
    }
    return last > line;
}

/* --- correlations ---------------------------------------------------------------------
 */

/* "(obs=90)" in one of the lines above; `*place` is the line. */
static const char *observations_above(const struct text_page *page, uint32_t line,
                                      uint32_t *place)
{
    static const char start[] = "(obs=";
    for (uint32_t back = 1; back <= LINES_ABOVE && back <= line; back++) {
        const char *text = page->lines[line - back].text;
        const size_t digits = text_starts_with(text, start)
                                  ? strspn(text + strlen(start), "0123456789,")
                                  : 0;
        if (digits && text_equals(text + strlen(start) + digits, ")")) {
            *place = line - back;
            return text_copy(page->arena, text + strlen(start), digits);
        }
    }
    return NULL;
}

static bool heads_triangle(const struct screen_line *line)
{
    return line->first_pipe == UINT32_MAX && line->kind == LINE_TEXT &&
           strchr(line->text, '|') && line->number_count == 0 && line->word_count > 0 &&
           line->word_count < COLUMNS - 1;
}

/* Row r of a triangle has r numbers. */
static uint32_t triangle_rows(const struct text_page *page, uint32_t line)
{
    uint32_t rows = 0;
    for (uint32_t i = line + 2; i < page->count; i++) {
        const struct screen_line *at = &page->lines[i];
        if (at->kind != LINE_DATA || at->first_pipe == UINT32_MAX ||
            at->number_count != rows + 1 || at->word_count != rows + 2) {
            break;
        }
        rows++;
    }
    return rows;
}

static bool take_triangle(struct text_page *page, uint32_t line)
{
    const struct screen_line heading = page->lines[line];
    uint32_t said = line;
    const char *observations = observations_above(page, line, &said);
    const char *texts[COLUMNS] = {"Correlation"};
    if (!observations || !heads_triangle(&heading) || line + 2 >= page->count ||
        triangle_rows(page, line) != heading.word_count) {
        return false;
    }
    const uint32_t count = heading.word_count;
    for (uint32_t i = 0; i < count; i++) {
        texts[1 + i] = word_text(page, &heading, i);
    }
    texts[count + 1] = text_format(page->arena, "N");
    put_row(page, line, texts, count + 2);
    put_nothing(page, line + 1);
    for (uint32_t r = 0; r < count; r++) {
        const uint32_t place = line + 2 + r;
        const struct screen_line row = page->lines[place];
        for (uint32_t i = 0; i <= count; i++) {
            texts[i] = i < row.word_count ? word_text(page, &row, i) : "";
        }
        texts[count + 1] = observations;
        put_row(page, place, texts, count + 2);
    }
    put_nothing(page, said); /* beside each row now */
    (void)add_block(page, line, line + 1 + count, count + 2);
    return true;
}

void known_tables_find(struct text_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        if (page->lines[i].kind == LINE_BLANK || page->lines[i].kind == LINE_COMMAND) {
            continue;
        }
        if (take_survival(page, i)) {
            take_call(page, i);
        } else if (!take_detail(page, i)) {
            (void)take_triangle(page, i);
        }
    }
}
