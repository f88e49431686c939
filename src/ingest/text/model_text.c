#include "ingest/text/model_text.h"

#include "base/text.h"
#include "ingest/infer/model_words.h"
#include "ingest/text/model_heading.h"
#include "ingest/text/model_lines.h"
#include "ingest/text/statistic_pairs.h"

#include <ctype.h>
#include <string.h>

enum { LINES_AROUND = 40, LEAST_CELLS = 2, GROUP_LINES = 3, NEAR = 8 };

/* One model: its heading, and the lines that were taken for it. */
struct model {
    struct text_page *page;
    struct arena *arena;
    struct model_heading heading;
    uint32_t line;  /* of the heading */
    uint32_t first; /* lines that belong to the model, both ends included */
    uint32_t last;
    uint32_t width;   /* cells of the widest row */
    bool has_pipe;    /* Stata */
    const char *part; /* Stata: the variable whose levels follow, or the equation */
};

static const struct screen_line *line_at(const struct model *model, uint32_t line)
{
    return &model->page->lines[line];
}

/* The line is read: a row of cells, and nothing else for whoever looks later. */
static void put_row(struct model *model, uint32_t line, const char *const *texts,
                    uint32_t count)
{
    struct text_page *page = model->page;
    const char **copy = arena_array(page->arena, count, const char *);
    memcpy(copy, texts, count * sizeof(*copy));
    page->rows[line] = (struct grid_row){.texts = copy, .count = count, .line = line + 1};
    page->is_read[line] = 1;
    page->lines[line].kind = LINE_COMMAND;
    model->width = count > model->width ? count : model->width;
    model->first = line < model->first ? line : model->first;
    model->last = line > model->last ? line : model->last;
}

/* Legends, rules: read, and no row. */
static void put_nothing(const struct model *model, uint32_t line)
{
    model->page->is_read[line] = 1;
    model->page->lines[line].kind = LINE_COMMAND;
}

/* --- rows of coefficients ----------------------------------------------------------- */

/* R's "***" and "." behind a row. */
static bool is_mark(const struct model *model, const struct screen_line *line,
                    const struct screen_word *word)
{
    const uint32_t length = word->end - word->start;
    const char *text = line->shape + word->start;
    return !model->has_pipe &&
           ((length == 1 && text[0] == '.') || strspn(text, "*") >= length);
}

/* "< 2e-16" is one number in two words. */
static bool is_less_than(const struct screen_line *line, const struct screen_word *word)
{
    return word->end - word->start == 1 && line->shape[word->start] == '<';
}

/* The numbers at the end of a row, from the right; where they begin in `*start`. */
static uint32_t row_numbers(const struct model *model, const struct screen_line *line,
                            const char **numbers, uint32_t *start)
{
    uint32_t words = line->word_count;
    uint32_t count = 0;
    while (words && is_mark(model, line, &line->words[words - 1])) {
        words--;
    }
    *start = line->width;
    while (words && count < model->heading.count) {
        const struct screen_word *word = &line->words[words - 1];
        const bool is_label = model->has_pipe && word->start < line->first_pipe;
        if (!word->is_number || is_label) {
            break;
        }
        uint32_t from = word->start;
        if (words > 1 && is_less_than(line, &line->words[words - 2])) {
            words--;
            from = line->words[words - 1].start;
        }
        numbers[count++] = text_between(model->arena, line, from, word->end);
        *start = from;
        words--;
    }
    return count;
}

/* Stata prints "(omitted)", "(base)", "(empty)" where a coefficient would stand. */
static bool is_left_out(const struct screen_line *line)
{
    const size_t length = strlen(line->text);
    return length && strstr(line->text, "(") && line->text[length - 1] == ')' &&
           !strstr(line->text, " = ");
}

static const char *label_of(const struct model *model, const struct screen_line *line,
                            uint32_t start)
{
    const uint32_t end = model->has_pipe ? line->first_pipe : start;
    const char *label =
        text_squeezed(model->arena, text_between(model->arena, line, 0, end));
    if (!model->has_pipe || !model->part[0]) {
        return label;
    }
    /* Levels of a factor variable are set in by one more blank before the pipe. */
    const bool is_level = end >= 2 && line->shape[end - 2] == ' ';
    return text_format(model->arena, is_level ? "i.%s %s" : "%s: %s", model->part, label);
}

/* A row of the coefficients, or a heading of some of them; false: neither. */
static bool take_row(struct model *model, uint32_t line)
{
    const struct screen_line *at = line_at(model, line);
    const char *numbers[MODEL_COLUMNS] = {NULL};
    const char *texts[MODEL_COLUMNS + 1];
    uint32_t start = 0;
    if (model->has_pipe && at->first_pipe == UINT32_MAX) {
        return false;
    }
    const uint32_t count = row_numbers(model, at, numbers, &start);
    texts[0] = label_of(model, at, start);
    if (count == model->heading.count && texts[0][0]) {
        for (uint32_t i = 0; i < count; i++) {
            texts[1 + i] = numbers[count - 1 - i];
        }
        put_row(model, line, texts, count + 1);
        return true;
    }
    if (model->has_pipe && count == 0 && !is_left_out(at) && at->number_count == 0) {
        model->part = text_squeezed(model->arena,
                                    text_between(model->arena, at, 0, at->first_pipe));
        texts[0] = model->part;
        texts[1] = "";
        put_row(model, line, texts, LEAST_CELLS);
        return true;
    }
    if (is_left_out(at)) {
        texts[1] = "";
        put_row(model, line, texts, LEAST_CELLS);
        return true;
    }
    if (model->has_pipe && count == 1) {
        texts[1] = numbers[0]; /* "rho | .41" */
        put_row(model, line, texts, LEAST_CELLS);
        return true;
    }
    return false;
}

/* Stata's last rule has no crossing; R's rows end with a blank line or "---". */
static bool ends_rows(const struct model *model, uint32_t line, bool has_rows)
{
    const struct screen_line *at = line_at(model, line);
    if (at->kind == LINE_COMMAND || (at->kind == LINE_BLANK && !model->has_pipe)) {
        return true;
    }
    const bool is_rule = at->kind == LINE_RULE && strpbrk(at->text, "-=");
    return is_rule && has_rows && !strchr(at->text, '+');
}

/* Answers the number of rows with coefficients. */
static uint32_t take_rows(struct model *model)
{
    uint32_t rows = 0;
    uint32_t line = model->line + 1;
    model->part = "";
    for (; line < model->page->count && !ends_rows(model, line, rows); line++) {
        const enum screen_line_kind kind = line_at(model, line)->kind;
        if (kind == LINE_BLANK && rows) {
            break;
        }
        if (kind == LINE_RULE || kind == LINE_BLANK) {
            model->part = ""; /* "     |": the levels end */
            continue;
        }
        rows += take_row(model, line) ? 1 : 0;
    }
    return rows;
}

/* --- statistics above and below ----------------------------------------------------- */

/* A label that the reading of models knows, or a number with decimals: a statistic of
 * fit. A whole number that nothing explains may count people. */
static bool is_understood(const struct model *model, const struct statistic_pair *pair)
{
    return model_row_role(model->arena, pair->label) != ROLE_UNKNOWN ||
           strchr(pair->value, '.') || strchr(pair->value, 'e');
}

/* "min = 1" in the lines below "Obs per group:" says of what. */
static const char *full_label(const struct model *model, uint32_t line, const char *label)
{
    const bool is_short = text_equals(label, "min") || text_equals(label, "avg") ||
                          text_equals(label, "max");
    for (uint32_t back = 0; is_short && back <= GROUP_LINES && back <= line; back++) {
        if (strstr(line_at(model, line - back)->text, "Obs per group:")) {
            return text_format(model->arena, "Obs per group: %s", label);
        }
    }
    return label;
}

static bool take_pairs(struct model *model, uint32_t line, const char *text,
                       const char *const *before, uint32_t before_count)
{
    struct statistic_pair pairs[PAIRS_A_LINE];
    const char *texts[2 * PAIRS_A_LINE + LEAST_CELLS * 2];
    const size_t count = statistic_pairs_in(model->arena, text, pairs);
    uint32_t used = 0;
    bool is_whole = true;
    for (; used < before_count; used++) {
        texts[used] = before[used];
    }
    for (size_t i = 0; i < count; i++) {
        pairs[i].label = full_label(model, line, pairs[i].label);
        is_whole = is_whole && is_understood(model, &pairs[i]);
        texts[used++] = pairs[i].label;
        texts[used++] = pairs[i].value;
    }
    if (!is_whole || used < LEAST_CELLS) {
        return false;
    }
    put_row(model, line, texts, used);
    return true;
}

/* "Residual |  39.69   9   4.41   R-squared = 0.62": a row of Stata's table of squares.
 */
static bool take_squares(struct model *model, uint32_t line)
{
    static const char *const names[] = {"Source", "Model", "Residual", "Total"};
    const struct screen_line *at = line_at(model, line);
    const char *texts[4];
    if (at->first_pipe == UINT32_MAX || at->word_count < 4) {
        return false;
    }
    texts[0] = text_between(model->arena, at, 0, at->first_pipe);
    bool is_one = false;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        is_one = is_one || text_equals(names[i], texts[0]);
    }
    for (uint32_t i = 0; i < 3; i++) {
        const struct screen_word *word = &at->words[at->word_count - 3 + i];
        texts[1 + i] = text_between(model->arena, at, word->start, word->end);
    }
    return is_one && take_pairs(model, line, at->text + at->bytes[at->tail], texts, 4);
}

/* R: "Min 1Q Median 3Q Max" above five numbers. */
static bool take_residuals(struct model *model, uint32_t line)
{
    static const char *const names[] = {"Min", "1Q", "Median", "3Q", "Max"};
    static const char *const labels[] = {"Min", "Q1", "Median", "Q3", "Max"};
    const struct screen_line *at = line_at(model, line);
    const struct screen_line *heading = line ? line_at(model, line - 1) : at;
    const char *texts[10];
    if (at->word_count != 5 || heading->word_count != 5) {
        return false;
    }
    for (size_t i = 0; i < 5; i++) {
        const struct screen_word *word = &heading->words[i];
        const char *name = text_between(model->arena, heading, word->start, word->end);
        if (!text_equals(name, names[i]) || !at->words[i].is_number) {
            return false;
        }
        texts[2 * i] = text_format(model->arena, "Residuals: %s", labels[i]);
        texts[2 * i + 1] =
            text_between(model->arena, at, at->words[i].start, at->words[i].end);
    }
    put_row(model, line, texts, 10);
    put_nothing(model, line - 1);
    return true;
}

/* "Iteration 1:  Log likelihood = -18.1": the last one is told again. */
static bool is_iteration(const char *text)
{
    const char *number = text_starts_with(text, "Iteration ") ? text + 10 : "";
    const size_t digits = strspn(number, "0123456789");
    return digits && number[digits] == ':' && strstr(number, "og ");
}

/* "Signif. codes:  0 '***' 0.001", "[1] Standard Errors assume ...", "(Dispersion
 * parameter for binomial family taken to be 1)", the formula: no figures of the data. */
static bool is_legend(const char *text)
{
    const size_t start = strspn(text, " ");
    const char *at = text + start;
    return text_starts_with(at, "Signif. codes:") ||
           (at[0] == '[' && isdigit((unsigned char)at[1]) && at[2] == ']' &&
            (strstr(at, "Standard Errors") || strstr(at, "condition number"))) ||
           (text_starts_with(at, "(Dispersion parameter for") &&
            strstr(at, "to be 1)")) ||
           text_starts_with(at, "Coefficients: (") || is_iteration(at) ||
           text_starts_with(at, "Formula: ") || model_line_is_heading(at) ||
           strstr(at, "(formula = ");
}

/* "(Std. err. adjusted for 12 clusters in school)" */
static bool take_clusters(struct model *model, uint32_t line)
{
    static const char words[] = "adjusted for ";
    const char *found = strstr(line_at(model, line)->text, words);
    const char *number = found ? found + strlen(words) : "";
    const size_t length = strspn(number, "0123456789,");
    if (!length || !text_starts_with(number + length, " clusters")) {
        return false;
    }
    const char *texts[] = {"Number of clusters", text_copy(model->arena, number, length)};
    put_row(model, line, texts, LEAST_CELLS);
    return true;
}

static bool take_statistics(struct model *model, uint32_t line)
{
    const struct screen_line *at = line_at(model, line);
    if (is_legend(at->text)) {
        put_nothing(model, line);
        return true;
    }
    const char *texts[MODEL_LINE_CELLS];
    const uint32_t count = model_line_read(model->page, line, texts);
    if (count) {
        put_row(model, line, texts, count);
        return true;
    }
    return take_squares(model, line) || take_residuals(model, line) ||
           take_clusters(model, line) || take_pairs(model, line, at->text, NULL, 0);
}

static bool has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

/* What is neither a statistic nor words about the model parts it from its neighbours. */
static bool is_apart(const struct screen_line *line)
{
    const char *text = line->text + strspn(line->text, " ");
    return line->kind != LINE_BLANK && line->kind != LINE_RULE && has_digit(text) &&
           text[0] != '(' && text[0] != '[' && !statistic_pairs_has_sign(text);
}

/* R's heading of residuals, which was read with the numbers below it. */
static bool is_residual_heading(const struct model *model, uint32_t line)
{
    const char *text = line_at(model, line)->text;
    return model->page->is_read[line] && strstr(text, "Min ") && strstr(text, "1Q ") &&
           strstr(text, "Max");
}

static void take_above(struct model *model)
{
    const uint32_t heading = model->line;
    uint32_t blanks = 0;
    for (uint32_t back = 1; back <= heading && back <= LINES_AROUND; back++) {
        const uint32_t line = heading - back;
        const struct screen_line *at = line_at(model, line);
        blanks = at->kind == LINE_BLANK ? blanks + 1 : 0;
        if (is_residual_heading(model, line)) {
            continue;
        }
        if (at->kind == LINE_COMMAND || blanks > 2 ||
            (!take_statistics(model, line) && is_apart(at))) {
            break;
        }
    }
}

static void take_below(struct model *model)
{
    struct model_heading next;
    uint32_t blanks = 0;
    const uint32_t end = model->last;
    for (uint32_t on = 1; on <= LINES_AROUND && end + on < model->page->count; on++) {
        const uint32_t line = end + on;
        const struct screen_line *at = line_at(model, line);
        blanks = at->kind == LINE_BLANK ? blanks + 1 : 0;
        const bool is_end = at->kind == LINE_COMMAND ||
                            blanks > (model->has_pipe ? 0 : 1) ||
                            text_starts_with(at->text, "Call:") ||
                            text_starts_with(at->text, "Source |") ||
                            model_heading_read(model->arena, at, &next);
        if (is_end || (!take_statistics(model, line) && is_apart(at))) {
            break;
        }
    }
}

static void take_heading(struct model *model)
{
    const char *texts[MODEL_COLUMNS + 1];
    texts[0] = model->heading.stub;
    for (uint32_t i = 0; i < model->heading.count; i++) {
        texts[1 + i] = model->heading.texts[i];
    }
    put_row(model, model->line, texts, model->heading.count + 1);
}

/* Stata: "var(_cons) | 1296.9  473.2  634.4  2651.1", as four figures of the model above.
 */
static bool take_random_row(struct model *model, uint32_t line)
{
    const struct screen_line *at = line_at(model, line);
    const char *numbers[MODEL_COLUMNS] = {NULL};
    const char *texts[2 * MODEL_COLUMNS];
    uint32_t start = 0;
    const uint32_t count =
        at->first_pipe == UINT32_MAX ? 0 : row_numbers(model, at, numbers, &start);
    const char *label = at->first_pipe == UINT32_MAX ? "" : label_of(model, at, start);
    for (uint32_t i = 0; i < count; i++) {
        texts[2U * (size_t)i] = text_format(model->arena, "Random effects: %s %s", label,
                                            model->heading.texts[i]);
        texts[2U * (size_t)i + 1] = numbers[count - 1 - i];
    }
    if (count) {
        put_row(model, line, texts, 2 * count);
    } else if (at->number_count == 0) {
        put_nothing(model, line);
    }
    return count > 0;
}

/* The random effects of a mixed model stand in a table of their own, below that of its
 * coefficients: they belong to the block that ended a few lines above. */
static bool take_random_part(struct model *model)
{
    struct text_page *page = model->page;
    struct grid_block *block =
        page->block_count ? &page->blocks[page->block_count - 1] : NULL;
    const bool is_part = text_starts_with(model->heading.stub, "Random-effects") &&
                         block && block->holds_model &&
                         model->line - block->last_row <= NEAR;
    if (!is_part) {
        return false;
    }
    uint32_t rows = 0;
    put_nothing(model, model->line);
    for (uint32_t line = model->line + 1;
         line < page->count && !ends_rows(model, line, rows); line++) {
        rows += take_random_row(model, line) ? 1 : 0;
    }
    take_below(model);
    block->last_row = model->last;
    block->last_column =
        model->width > block->last_column ? model->width - 1 : block->last_column;
    return true;
}

static void take_model(struct text_page *page, uint32_t line,
                       const struct model_heading *heading)
{
    struct model model = {
        .page = page,
        .arena = page->arena,
        .heading = *heading,
        .line = line,
        .first = line,
        .last = line,
        .has_pipe = page->lines[line].first_pipe != UINT32_MAX,
        .part = "",
    };
    const struct screen_line heading_line = page->lines[line];
    if (take_random_part(&model)) {
        return;
    }
    if (!take_rows(&model)) {
        page->lines[line] = heading_line;
        return;
    }
    take_heading(&model);
    take_above(&model);
    take_below(&model);
    *arena_add(page->arena, page->blocks, page->block_count, page->block_capacity) =
        (struct grid_block){
            .first_row = model.first,
            .last_row = model.last,
            .first_data_row = model.first,
            .last_column = model.width - 1,
            .holds_model = true,
        };
}

void model_text_find(struct text_page *page)
{
    struct model_heading heading;
    for (uint32_t i = 0; i < page->count; i++) {
        if (model_heading_read(page->arena, &page->lines[i], &heading)) {
            take_model(page, i, &heading);
        }
    }
}
