/*
 * Words and questions of `describe`, shared by its two formats.
 */
#include "base/text.h"
#include "report/describe.h"

#include <string.h>

const char *describe_origin(enum origin origin)
{
    static const char *const words[] = {
        [ORIGIN_SIDECAR] = "said in the sidecar",
        [ORIGIN_META] = "said in a companion file",
        [ORIGIN_ARITHMETIC] = "proven by arithmetic",
        [ORIGIN_NAME] = "by its name",
        [ORIGIN_LAYOUT] = "by its place",
        [ORIGIN_GUESS] = "guessed",
    };
    return words[origin];
}

const char *describe_kind(enum dimension_kind kind)
{
    switch (kind) {
    case DIMENSION_ORDERED:
        return "ordered";
    case DIMENSION_TIME:
        return "time";
    case DIMENSION_GEOGRAPHY:
        return "geography";
    case DIMENSION_PANEL:
        return "blocks of the file";
    case DIMENSION_PLAIN:
        break;
    }
    return "";
}

static bool has_outside_counts(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].is_outside) {
            return true;
        }
    }
    return false;
}

const char *describe_shown(struct arena *arena, const struct table *table,
                           const struct report_options *options, const char *text)
{
    if (!options->redact || !has_outside_counts(table)) {
        return text;
    }
    const size_t length = strlen(text);
    char *shown = arena_array(arena, length + 1, char);
    for (size_t i = 0; i < length; i++) {
        shown[i] = text[i];
        if (text[i] >= '0' && text[i] <= '9') {
            shown[i] = '#';
        }
    }
    return shown;
}

const uint32_t *describe_count_columns(struct arena *arena, const struct table *table)
{
    const uint32_t several = UINT32_MAX - 1;
    const uint32_t count = table->last_column - table->first_column + 1;
    uint32_t *columns = arena_array(arena, count, uint32_t);
    memset(columns, 0xff, count * sizeof(*columns));
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->is_outside || cell->count == NO_CELL ||
            cell->column < table->first_column || cell->column > table->last_column) {
            continue;
        }
        uint32_t *here = &columns[cell->column - table->first_column];
        const uint32_t behind = table->cells[cell->count].column;
        if (behind != cell->column) {
            *here = *here == UINT32_MAX || *here == behind ? behind : several;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        columns[i] = columns[i] == several ? UINT32_MAX : columns[i];
    }
    return columns;
}

const char *describe_scale(struct arena *arena, const struct measure *measure)
{
    if (measure->scale <= 1) {
        return "";
    }
    return text_format(arena,
                       measure->role == ROLE_RATE ? " per %s" : ", a printed 1 is %s",
                       text_number(arena, measure->scale, 0));
}

const char *describe_rounding(struct arena *arena, const struct rounding *rounding)
{
    const char *base = text_number_short(arena, rounding->base);
    switch (rounding->kind) {
    case ROUNDING_UNKNOWN:
        return "";
    case ROUNDING_NONE:
        return "not rounded";
    case ROUNDING_NEAREST:
        base = text_format(arena, "rounded to the nearest %s", base);
        break;
    case ROUNDING_MIDPOINT:
        base = text_format(arena, "rounded to midpoints of %s", base);
        break;
    }
    if (rounding->small_below > 0) {
        return text_format(arena, "%s, under %s shown as 0", base,
                           text_number_short(arena, rounding->small_below));
    }
    return base;
}

static bool lacks_unit(const struct table *table)
{
    return text_is_blank(table->unit);
}

static bool lacks_population(const struct table *table)
{
    return !table->is_described;
}

/* A statistic without the count that it stands on. */
static bool lacks_counts(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (role_needs_count((enum role)cell->role) && cell->state == CELL_NUMBER &&
            cell->count == NO_CELL && cell->denominator == NO_CELL) {
            return true;
        }
    }
    return false;
}

static const struct {
    const char *key;
    const char *sentence;
    const char *answer;
    bool (*is_open)(const struct table *table);
} possible[] = {
    {"unit", "Whom does a count count: people, schools, employers? Unweighted?",
     "unit and weighted in the sidecar", lacks_unit},
    {"population",
     "Whom and when is each table about: \"learners aged 16 to 19, 2023/24\"?",
     "population and period in the sidecar", lacks_population},
    {"counts", "Where are the counts behind these means, percentages or totals?",
     "countColumn in the sidecar, or hand the counts in as a table", lacks_counts},
};

static struct describe_question ask(struct arena *arena,
                                    const struct submission *submission, size_t which)
{
    const struct table **tables =
        arena_array(arena, submission->table_count, const struct table *);
    struct describe_question question = {
        .key = possible[which].key,
        .sentence = possible[which].sentence,
        .answer = possible[which].answer,
        .tables = tables,
    };
    for (size_t i = 0; i < submission->table_count; i++) {
        if (possible[which].is_open(submission->tables[i])) {
            tables[question.table_count++] = submission->tables[i];
        }
    }
    return question;
}

size_t describe_questions(struct arena *arena, const struct submission *submission,
                          struct describe_question questions[3])
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof(possible) / sizeof(possible[0]); i++) {
        questions[count] = ask(arena, submission, i);
        count += questions[count].table_count > 0;
    }
    return count;
}
