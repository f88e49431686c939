#include "ingest/text/model_columns.h"

#include "base/text.h"
#include "ingest/infer/model_words.h"

#include <ctype.h>
#include <string.h>

enum { MODELS = 40, LINES_BELOW = 400 };

/* A piece of a line between wide gaps; columns are bytes. */
struct field {
    size_t start;
    size_t end;
};

struct fields {
    struct field items[MODELS + 1];
    uint32_t count;
};

struct side_by_side {
    struct text_page *page;
    struct fields models;
    uint32_t heading;
    uint32_t last;  /* line of the last row */
    uint32_t rules; /* met below the heading */
    bool has_sample;
    bool has_fit;    /* R-squared, degrees of freedom */
    bool has_errors; /* "(0.034)" below a coefficient */
    bool has_stars;
    bool has_constant;
    const char **rows[LINES_BELOW + 1]; /* by line below the heading; NULL: no row */
    bool is_read[LINES_BELOW + 1];
};

/* Two blanks part fields; one does behind a bracket and before a number. */
static bool is_gap(const char *text, size_t at)
{
    const char next = text[at + 1];
    return text[at] == ' ' &&
           (next == ' ' || next == '\0' ||
            (at && text[at - 1] == ')' && (isdigit((unsigned char)next) || next == '-')));
}

static bool fields_of(const char *text, struct fields *fields)
{
    fields->count = 0;
    for (size_t at = 0; text[at];) {
        if (text[at] == ' ') {
            at++;
            continue;
        }
        if (fields->count > MODELS) {
            return false;
        }
        struct field *field = &fields->items[fields->count++];
        field->start = at;
        while (text[at] && !is_gap(text, at)) {
            at++;
        }
        field->end = at;
    }
    return true;
}

static const char *text_of(const struct side_by_side *at, const char *line,
                           const struct field *field)
{
    return text_copy(at->page->arena, line + field->start, field->end - field->start);
}

/* "(1)   (2)   (3)": from 1 on. */
static bool are_numbers(const struct side_by_side *at, const char *line)
{
    for (uint32_t i = 0; i < at->models.count; i++) {
        const char *number = text_format(at->page->arena, "(%u)", (unsigned)i + 1);
        if (!text_equals(number, text_of(at, line, &at->models.items[i]))) {
            return false;
        }
    }
    return true;
}

static bool find_models(struct side_by_side *at)
{
    const struct text_page *page = at->page;
    const struct screen_line *line = &page->lines[at->heading];
    if (line->kind == LINE_COMMAND || line->text[0] != ' ' ||
        !fields_of(line->text, &at->models) || at->models.count == 0 ||
        at->models.count > MODELS) {
        return false;
    }
    const bool is_etable =
        at->heading + 1 < page->count &&
        text_starts_with(page->lines[at->heading + 1].text, "Dependent Var.:");
    return is_etable || are_numbers(at, line->text);
}

static size_t twice_middle(const struct field *field)
{
    return field->start + field->end;
}

static size_t distance(size_t one, size_t other)
{
    return one > other ? one - other : other - one;
}

static uint32_t nearest_model(const struct side_by_side *at, const struct field *field)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < at->models.count; i++) {
        const size_t here = twice_middle(field);
        if (distance(twice_middle(&at->models.items[i]), here) <
            distance(twice_middle(&at->models.items[best]), here)) {
            best = i;
        }
    }
    return best;
}

static bool is_only(const char *text, const char *characters)
{
    return text[strspn(text, characters)] == '\0';
}

static bool is_bracketed_number(const char *text)
{
    return (text[0] == '(' || text[0] == '[') && strpbrk(text, "0123456789");
}

static bool has_stars(const char *text)
{
    const char *star = strchr(text, '*');
    return star && star > text && isdigit((unsigned char)star[-1]);
}

static bool is_constant(const char *label)
{
    static const char *const names[] = {"_cons", "Constant", "(Intercept)", "Intercept",
                                        "const"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], label)) {
            return true;
        }
    }
    return false;
}

/* As in files (model_blocks.c): means with deviations in brackets look nearly the same,
 * and counts may have an N below them. */
static bool is_model(const struct side_by_side *at)
{
    const bool is_said = at->has_fit || at->has_stars || at->has_constant;
    const bool has_end = at->has_sample || at->has_fit;
    return (at->has_errors && is_said && has_end) || (at->has_stars && has_end) ||
           (at->has_sample && at->has_fit);
}

/* The cells of a line, each in a column of its own; NULL where it is no row. */
static const char **row_of(struct side_by_side *at, const char *line)
{
    struct arena *arena = at->page->arena;
    struct fields fields;
    if (!fields_of(line, &fields) || fields.count == 0) {
        return NULL;
    }
    const char **texts = arena_array(arena, at->models.count + 1, const char *);
    for (uint32_t i = 0; i <= at->models.count; i++) {
        texts[i] = "";
    }
    const uint32_t first = line[0] != ' ' ? 1 : 0;
    texts[0] = first ? text_of(at, line, &fields.items[0]) : "";
    for (uint32_t i = first; i < fields.count; i++) {
        const char *text = text_of(at, line, &fields.items[i]);
        const uint32_t model = nearest_model(at, &fields.items[i]);
        if (texts[1 + model][0]) {
            return NULL;
        }
        texts[1 + model] = is_only(text, "-_=") ? "" : text;
        at->has_errors |= !first && is_bracketed_number(text);
        at->has_stars |= has_stars(text);
    }
    const enum role role = model_row_role(arena, texts[0]);
    at->has_sample |= role == ROLE_N;
    at->has_fit |= role == ROLE_TEST || role == ROLE_DOF;
    at->has_constant |= is_constant(texts[0]);
    return fields.count > first ? texts : NULL;
}

/* "Note:  *p<0.1; **p<0.05", "Standard errors in parentheses": no figures. */
static bool is_legend(const char *text)
{
    const char *at = text + strspn(text, " ");
    return text_starts_with(at, "Note:") || text_starts_with(at, "Signif. codes") ||
           strstr(at, "in parentheses") || strstr(at, "p<0.") || strstr(at, "p < 0.");
}

/* Names of what is explained, between the numbers of the models and the first rule. */
static bool is_heading(const struct side_by_side *at, const char *text)
{
    struct fields fields;
    if (at->rules || text[0] != ' ' || !fields_of(text, &fields)) {
        return false;
    }
    for (uint32_t i = 0; i < fields.count; i++) {
        if (!isalpha((unsigned char)text[fields.items[i].start])) {
            return false;
        }
    }
    return true;
}

/* etable's rows of words. */
static bool is_wording(const char *text)
{
    static const char *const starts[] = {"Dependent Var", "S.E.",
                                         "Fixed-Effects:", "Varying Slopes:", "Family"};
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        if (text_starts_with(text, starts[i])) {
            return true;
        }
    }
    return false;
}

/* One line below the heading; false where the table has ended. */
static bool take_line(struct side_by_side *at, uint32_t below)
{
    const uint32_t line = at->heading + below;
    const struct screen_line *here = &at->page->lines[line];
    const bool follows_blank = at->page->lines[line - 1].kind == LINE_BLANK;
    const bool follows_rule = at->page->lines[line - 1].kind == LINE_RULE;
    if (here->kind == LINE_BLANK) {
        return !follows_blank && !(follows_rule && is_model(at));
    }
    if (here->kind == LINE_RULE) {
        at->rules++;
        return true;
    }
    if (here->kind == LINE_COMMAND) {
        return false;
    }
    if (is_legend(here->text) || is_heading(at, here->text) || is_wording(here->text)) {
        at->is_read[below] = true;
        return true;
    }
    at->rows[below] = row_of(at, here->text);
    at->is_read[below] = at->rows[below] != NULL;
    at->last = at->rows[below] ? line : at->last;
    return at->rows[below] != NULL;
}

static void put_row(struct text_page *page, uint32_t line, const char **texts,
                    uint32_t count)
{
    page->rows[line] =
        (struct grid_row){.texts = texts, .count = count, .line = line + 1};
}

/* The table is one: its lines are read, and nothing for whoever looks later. */
static void commit(struct side_by_side *at)
{
    struct text_page *page = at->page;
    const char **models = arena_array(page->arena, at->models.count + 1, const char *);
    models[0] = "";
    for (uint32_t i = 0; i < at->models.count; i++) {
        models[1 + i] = text_of(at, page->lines[at->heading].text, &at->models.items[i]);
    }
    put_row(page, at->heading, models, at->models.count + 1);
    at->is_read[0] = true;
    for (uint32_t below = 0; below <= LINES_BELOW; below++) {
        const uint32_t line = at->heading + below;
        if (at->rows[below]) {
            put_row(page, line, at->rows[below], at->models.count + 1);
        }
        if (at->is_read[below]) {
            page->is_read[line] = 1;
            page->lines[line].kind = LINE_COMMAND;
        }
    }
    *arena_add(page->arena, page->blocks, page->block_count, page->block_capacity) =
        (struct grid_block){
            .first_row = at->heading,
            .last_row = at->last,
            .first_data_row = at->heading + 1,
            .last_column = at->models.count,
            .holds_models = true,
        };
}

static void take_models(struct text_page *page, uint32_t heading)
{
    struct side_by_side at = {.page = page, .heading = heading};
    if (!find_models(&at)) {
        return;
    }
    for (uint32_t below = 1; below <= LINES_BELOW && heading + below < page->count;
         below++) {
        if (!take_line(&at, below)) {
            break;
        }
    }
    if (at.last && is_model(&at)) {
        commit(&at);
    }
}

void model_columns_find(struct text_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        take_models(page, i);
    }
}
