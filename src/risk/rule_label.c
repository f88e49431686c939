/*
 * L101 to L105: identifiers, organisations, small areas, fields that need consent,
 * environment.
 *
 * A rule's patterns are matched on the normalised names of columns and dimensions
 * (`names`), on the text of categories, notes and titles (`labels`), and on whole values
 * (`values`). What one column or dimension holds is one finding, at its first place. Each
 * distinct text is looked at once.
 *
 * Numbers are weak evidence: an eight-digit count can look like a provider number. A
 * column or dimension of numbers is named only when most of them match. Columns of
 * measures are judged by their name and by a sample of their numbers, never by each.
 */
#include "base/map.h"
#include "base/text.h"
#include "policy/pattern.h"
#include "risk/label_match.h"
#include "risk/rule.h"

#include <string.h>

enum {
    SAMPLE = 50,        /* numbers of a measure's column */
    MOST_IN_TENTHS = 8, /* of numbers that must match */
    FEWEST_NUMBERS = 3,
};

static const struct policy_pattern *match_name(struct rule_run *run, const char *name)
{
    if (!run->rule->names.count || text_is_blank(name)) {
        return NULL;
    }
    return pattern_list_match(&run->rule->names,
                              pattern_normal_name(run->study->arena, name));
}

static const struct line_role *column_of_dimension(const struct table *table, uint32_t d)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (table->columns[c].role == ROLE_DIMENSION &&
            table->columns[c].dimension == d) {
            return &table->columns[c];
        }
    }
    return NULL;
}

/* Texts of a column that makes no cells: ids, notes, what is ignored. */
static struct catch catch_column(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct catch caught = {0};
    struct map *seen = map_create(run->study->arena, 64);
    for (uint32_t r = table->first_data_row; table->grid && r <= table->last_row; r++) {
        const char *text = grid_text(table->grid, r, column);
        const size_t serial = seen->count;
        if (map_add_text(seen, text, serial) == serial) {
            catch_text(run, &caught, text, r);
        }
    }
    return caught;
}

static struct catch catch_categories(struct rule_run *run, uint32_t d)
{
    const struct dimension *dimension = &run->table->dimensions[d];
    struct catch caught = {0};
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        catch_text(run, &caught, dimension->categories[c].text, c);
    }
    return caught;
}

/* The place of a category's first cell. */
static uint32_t find_cell(const struct table *table, uint32_t d, uint32_t category)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table_category(table, i, d) == category) {
            return i;
        }
    }
    return NO_CELL;
}

static uint32_t distinct_in_column(const struct rule_run *run,
                                   const struct line_role *column)
{
    const struct table *table = run->table;
    if (column->role == ROLE_DIMENSION && column->dimension < table->dimension_count) {
        return table->dimensions[column->dimension].category_count;
    }
    return 0;
}

static void report_name(struct rule_run *run, const struct line_role *column,
                        const struct policy_pattern *hit)
{
    const struct table *table = run->table;
    struct finding *finding = rule_report_table(run);
    const uint32_t distinct = distinct_in_column(run, column);
    finding->row = table->first_row;
    finding->column = column->index;
    if (!distinct) {
        rule_say(run, finding, "column %s: %s", column->name,
                 label_meaning(run->rule, hit));
        return;
    }
    finding_add_evidence(finding, "distinct", distinct);
    rule_say(
        run, finding, "column %s: %s, %s", column->name, label_meaning(run->rule, hit),
        text_counted(run->desk->scratch, distinct, "distinct value", "distinct values"));
}

static void report_catch(struct rule_run *run, const char *where, uint32_t row,
                         uint32_t column, const struct catch *caught)
{
    struct finding *finding = rule_report_table(run);
    finding->row = row;
    finding->column = column;
    finding_add_evidence(finding, "distinct", caught->hits);
    rule_say(run, finding, "%s: %s in %s of %s", where,
             label_meaning(run->rule, caught->pattern), rule_value(run, caught->hits),
             text_counted(run->desk->scratch, caught->texts, "label", "labels"));
}

static void judge_dimension(struct rule_run *run, uint32_t d)
{
    const struct table *table = run->table;
    const struct dimension *dimension = &table->dimensions[d];
    const struct line_role *column = column_of_dimension(table, d);
    const struct policy_pattern *named =
        dimension->is_named ? match_name(run, dimension->name) : NULL;
    if (named) {
        const struct line_role stand_in = {
            .index = table->first_column,
            .role = ROLE_DIMENSION,
            .name = dimension->name,
            .dimension = d,
        };
        report_name(run, column ? column : &stand_in, named);
        return;
    }
    struct catch caught = catch_categories(run, d);
    if (!catch_is_full(&caught)) {
        return;
    }
    const uint32_t cell = find_cell(table, d, caught.first);
    const uint32_t row =
        !column || cell == NO_CELL ? table->first_row : table->cells[cell].row;
    const uint32_t at = column            ? column->index
                        : cell == NO_CELL ? table->first_column
                                          : table->cells[cell].column;
    report_catch(run, dimension->name, row, at, &caught);
}

/* A column of numbers: do most of the first ones look like identifiers? */
static struct catch sample_numbers(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct catch caught = {0};
    if (!run->rule->values.count || !table->grid) {
        return caught;
    }
    for (uint32_t r = table->first_data_row;
         r <= table->last_row && caught.texts < SAMPLE; r++) {
        const char *text = grid_text(table->grid, r, column);
        if (text_is_blank(text)) {
            continue;
        }
        const struct policy_pattern *hit = pattern_list_match(&run->rule->values, text);
        caught.texts++;
        if (hit && !caught.hits++) {
            caught.pattern = hit;
            caught.first = r;
        }
    }
    if (caught.hits < FEWEST_NUMBERS ||
        caught.hits * 10 < caught.texts * MOST_IN_TENTHS) {
        caught.hits = 0;
    }
    return caught;
}

static bool holds_numbers(const struct line_role *column)
{
    return column->role != ROLE_ID && column->role != ROLE_NOTE &&
           column->role != ROLE_IGNORE && column->role != ROLE_UNKNOWN;
}

static void judge_column(struct rule_run *run, const struct line_role *column)
{
    if (column->role == ROLE_DIMENSION) {
        return; /* judged as a dimension */
    }
    const struct policy_pattern *named = match_name(run, column->name);
    if (named) {
        report_name(run, column, named);
        return;
    }
    struct catch caught = holds_numbers(column) ? sample_numbers(run, column->index)
                                                : catch_column(run, column->index);
    if (holds_numbers(column) ? caught.hits > 0 : catch_is_full(&caught)) {
        report_catch(run, text_format(run->desk->arena, "column %s", column->name),
                     caught.first, column->index, &caught);
    }
}

/* Measures that no column of their own is named after: an EES label, a long table's
 * variable. */
static void judge_measures(struct rule_run *run)
{
    const struct table *table = run->table;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        bool has_column = false;
        for (uint32_t c = 0; c < table->column_count && !has_column; c++) {
            has_column = text_equals(table->columns[c].name, table->measures[m].name);
        }
        const struct policy_pattern *hit =
            has_column ? NULL : match_name(run, table->measures[m].name);
        if (hit) {
            struct finding *finding = rule_report_table(run);
            rule_say(run, finding, "%s: %s", table->measures[m].name,
                     label_meaning(run->rule, hit));
        }
    }
}

static void end_labels(struct rule_run *run)
{
    const struct table *table = run->table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        judge_dimension(run, d);
    }
    for (uint32_t c = 0; c < table->column_count; c++) {
        judge_column(run, &table->columns[c]);
    }
    for (uint32_t r = 0; r < table->row_count; r++) {
        const struct policy_pattern *hit = match_name(run, table->rows[r].name);
        if (hit) {
            struct finding *finding = rule_report_table(run);
            finding->row = table->rows[r].index;
            finding->column = table->first_column;
            rule_say(run, finding, "row %s: %s", table->rows[r].name,
                     label_meaning(run->rule, hit));
        }
    }
    judge_measures(run);
}

/* Titles, notes and all other text that stands in no table's rows. */
struct outside {
    struct rule_run *run;
    const struct grid *grid;
    const uint8_t *is_inside; /* [row_count] */
};

static const uint8_t *mark_inside(struct arena *arena,
                                  const struct submission *submission,
                                  const struct grid *grid)
{
    uint8_t *is_inside = arena_array(arena, (size_t)grid->row_count + 1, uint8_t);
    for (size_t t = 0; t < submission->table_count; t++) {
        const struct table *table = submission->tables[t];
        if (table->grid != grid) {
            continue;
        }
        for (uint32_t r = table->first_row; r <= table->last_row && r < grid->row_count;
             r++) {
            is_inside[r] = 1;
        }
    }
    return is_inside;
}

static size_t word_length(const char *text)
{
    return strcspn(text, " \t,;:()\"'[]<>=|");
}

/* Identifiers among the words of a line: a value of its own, or two together ("SW1A
 * 1AA"). Numbers alone say too little. */
static const struct policy_pattern *match_words(const struct rule_run *run,
                                                const char *text)
{
    struct arena *scratch = run->desk->scratch;
    const struct policy_pattern *hit = NULL;
    while (*text && !hit && run->rule->values.count) {
        const size_t length = word_length(text);
        const char *word = text_copy(scratch, text, length);
        const size_t next = text[length] == ' ' ? word_length(text + length + 1) : 0;
        if (length && !text_is_number_alone(word)) {
            hit = pattern_list_match(&run->rule->values, word);
        }
        if (length && next && !hit) {
            const char *pair = text_copy(scratch, text, length + 1 + next);
            hit = text_is_number_alone(pair)
                      ? NULL
                      : pattern_list_match(&run->rule->values, pair);
        }
        text += length + (text[length] != '\0');
    }
    return hit;
}

static void judge_outside_row(const struct outside *outside, uint32_t r)
{
    struct rule_run *run = outside->run;
    const struct grid_row *row = &outside->grid->rows[r];
    for (uint32_t c = 0; c < row->count; c++) {
        const char *text = row->texts[c];
        if (text_is_blank(text) || text_is_number_alone(text)) {
            continue;
        }
        const struct policy_pattern *hit = label_match(run, text);
        if (!hit && outside->grid->is_text) {
            hit = match_words(run, text);
        }
        if (hit) {
            struct finding *finding =
                rule_report_output(run, outside->grid->output, outside->grid->sheet);
            finding->row = r;
            finding->column = c;
            rule_say(run, finding, "text in %s: %s",
                     place_in_output(run->desk->scratch, outside->grid->output,
                                     outside->grid->sheet, r, c),
                     label_meaning(run->rule, hit));
        }
    }
}

static void judge_outside(struct rule_run *run, const struct grid *grid)
{
    struct arena *arena = arena_create(0);
    const struct outside outside = {run, grid,
                                    mark_inside(arena, run->desk->submission, grid)};
    for (uint32_t r = 0; r < grid->row_count; r++) {
        if (!outside.is_inside[r]) {
            judge_outside_row(&outside, r);
        }
    }
    arena_destroy(arena);
}

/* Comments, names, properties: what they say is released as well. */
static void judge_hidden(struct rule_run *run, const struct hidden_item *item)
{
    for (uint32_t i = 0; i < item->text_count; i++) {
        const struct policy_pattern *hit = label_match(run, item->texts[i]);
        if (!hit) {
            continue;
        }
        struct finding *finding = rule_report_output(run, item->output, item->sheet);
        finding->row = item->row;
        finding->column = item->column;
        rule_say(run, finding, "%s, in something hidden: %s",
                 label_meaning(run->rule, hit), hidden_kind_words(item->kind));
        return;
    }
}

static void end_submission_labels(struct rule_run *run)
{
    const struct submission *submission = run->desk->submission;
    if (!run->rule->labels.count && !run->rule->values.count) {
        return;
    }
    for (size_t g = 0; g < submission->grid_count; g++) {
        judge_outside(run, submission->grids[g]);
    }
    for (size_t i = 0; i < submission->hidden_count; i++) {
        judge_hidden(run, &submission->hidden[i]);
    }
}

#define LABEL_RULE(name)                                                                 \
    {                                                                                    \
        .kind = (name), .reads_records = true, .end_table = end_labels,                  \
        .end_submission = end_submission_labels                                          \
    }

const struct rule_evaluator label_rules[] = {
    LABEL_RULE("person-identifier"), LABEL_RULE("organisation-identifier"),
    LABEL_RULE("small-area"),        LABEL_RULE("owner-consent"),
    LABEL_RULE("environment"),       {.kind = NULL},
};
