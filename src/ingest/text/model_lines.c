#include "ingest/text/model_lines.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { LINES_BELOW = 12 };

struct cells {
    struct arena *arena;
    const char **texts;
    uint32_t count;
};

static void add_pair(struct cells *cells, const char *label, const char *value)
{
    if (cells->count + 2 <= MODEL_LINE_CELLS) {
        cells->texts[cells->count++] = label;
        cells->texts[cells->count++] = value;
    }
}

static const char *piece(struct arena *arena, const char *start, const char *end)
{
    return text_squeezed(arena, text_copy(arena, start, (size_t)(end - start)));
}

/* "school, 18; region, 9" or "school: 18,  year: 3": names, each with its number. False
 * when anything else stands there. */
static bool add_groups(struct cells *cells, const char *list, char before_number,
                       char between, const char *kind)
{
    for (const char *at = list; *at;) {
        const char *sign = strchr(at, before_number);
        const char *number = sign ? sign + 1 + strspn(sign + 1, " ") : "";
        const size_t digits = strspn(number, "0123456789,");
        const size_t length = digits && number[digits - 1] == ',' ? digits - 1 : digits;
        const char *end = number + length;
        if (!length || (*end != between && end[strspn(end, " ")] != '\0')) {
            return false;
        }
        const char *name = piece(cells->arena, at, sign);
        add_pair(cells, text_format(cells->arena, "%s %s", kind, name),
                 text_copy(cells->arena, number, length));
        at = *end == between ? end + 1 : "";
    }
    return cells->count > 0;
}

/* "Number of obs: 180, groups:  school, 18" */
static bool read_groups(struct cells *cells, const char *text)
{
    static const char obs[] = "Number of obs: ";
    static const char groups[] = ", groups: ";
    const char *at = text + strspn(text, " ");
    const char *list = strstr(at, groups);
    if (!text_starts_with(at, obs) || !list) {
        return false;
    }
    add_pair(cells, "Number of obs", piece(cells->arena, at + strlen(obs), list));
    return add_groups(cells, list + strlen(groups), ',', ';', "Groups in");
}

static bool read_fixed_effects(struct cells *cells, const char *text)
{
    static const char start[] = "Fixed-effects: ";
    return text_starts_with(text, start) &&
           add_groups(cells, text + strlen(start), ':', ',', "Fixed effects in");
}

static bool heads_random(const char *text)
{
    return strstr(text, "Groups") && strstr(text, "Variance") && strstr(text, "Std.Dev.");
}

static bool heads_correlations(const char *text)
{
    return text_starts_with(text, "Correlation of Fixed Effects:");
}

static bool heads_fit(const char *text)
{
    return text_starts_with(text + strspn(text, " "), "AIC ") && strstr(text, " BIC ");
}

bool model_line_is_heading(const char *text)
{
    return heads_random(text) || heads_correlations(text) || heads_fit(text);
}

/* The nearest such heading above, with nothing but rows of its own in between. */
static bool stands_below(const struct text_page *page, uint32_t line,
                         bool (*is_heading)(const char *))
{
    for (uint32_t back = 1; back <= LINES_BELOW && back <= line; back++) {
        const struct screen_line *above = &page->lines[line - back];
        if (is_heading(above->text)) {
            return true;
        }
        if (above->kind == LINE_BLANK) {
            return false;
        }
    }
    return false;
}

static const char *word_text(const struct cells *cells, const struct screen_line *line,
                             uint32_t word)
{
    return text_between(cells->arena, line, line->words[word].start,
                        line->words[word].end);
}

/* The text before the numbers at the end of the line. */
static const char *label_of(const struct cells *cells, const struct screen_line *line)
{
    const uint32_t first = line->word_count - line->number_count;
    return text_squeezed(cells->arena,
                         text_between(cells->arena, line, 0, line->words[first].start));
}

static bool read_random(struct cells *cells, const struct screen_line *line)
{
    static const char *const names[] = {"variance", "std.dev.", "corr"};
    const uint32_t numbers = line->number_count;
    if (numbers < 2 || numbers > 3 || numbers == line->word_count) {
        return false;
    }
    const char *label = label_of(cells, line);
    for (uint32_t i = 0; i < numbers; i++) {
        add_pair(cells,
                 text_format(cells->arena, "Random effects: %s %s", label, names[i]),
                 word_text(cells, line, line->word_count - numbers + i));
    }
    return true;
}

static bool read_correlations(struct cells *cells, const struct screen_line *line)
{
    const uint32_t numbers = line->number_count;
    if (!numbers || numbers == line->word_count || numbers > MODEL_LINE_CELLS / 2) {
        return false;
    }
    const char *label = label_of(cells, line);
    for (uint32_t i = 0; i < numbers; i++) {
        add_pair(cells,
                 text_format(cells->arena, "Correlation of estimates: %s, %u", label,
                             (unsigned)i + 1),
                 word_text(cells, line, line->word_count - numbers + i));
    }
    return true;
}

/* Numbers below their names, one each. */
static bool read_fit(struct cells *cells, const struct screen_line *names,
                     const struct screen_line *line)
{
    if (line->number_count != line->word_count || names->word_count != line->word_count ||
        line->word_count > MODEL_LINE_CELLS / 2) {
        return false;
    }
    for (uint32_t i = 0; i < line->word_count; i++) {
        const char *name = word_text(cells, names, i);
        add_pair(cells, text_equals(name, "df.resid") ? "Df Residuals" : name,
                 word_text(cells, line, i));
    }
    return true;
}

uint32_t model_line_read(const struct text_page *page, uint32_t line,
                         const char *texts[MODEL_LINE_CELLS])
{
    const struct screen_line *at = &page->lines[line];
    struct cells cells = {.arena = page->arena, .texts = texts};
    if (at->kind == LINE_BLANK || at->kind == LINE_RULE || at->kind == LINE_COMMAND) {
        return 0;
    }
    const bool is_read =
        read_groups(&cells, at->text) || read_fixed_effects(&cells, at->text) ||
        (stands_below(page, line, heads_random) && read_random(&cells, at)) ||
        (stands_below(page, line, heads_correlations) && read_correlations(&cells, at)) ||
        (line && heads_fit(page->lines[line - 1].text) &&
         read_fit(&cells, &page->lines[line - 1], at));
    return is_read ? cells.count : 0;
}
