#include "report/finding_view.h"

#include "base/text.h"
#include "report/wording.h"

#include <math.h>
#include <string.h>

const struct policy_rule *finding_rule(const struct results *results,
                                       const struct finding *finding)
{
    for (size_t i = 0; finding->rule && i < results->policy->rule_count; i++) {
        if (text_equals(results->policy->rules[i].full_id, finding->rule)) {
            return &results->policy->rules[i];
        }
    }
    return NULL;
}

static bool is_dominance(const struct finding *finding)
{
    return finding->code[0] == 'D';
}

/* Label rules name what must not be shown: the label is the value. */
static bool is_about_labels(const struct finding *finding)
{
    return finding->code[0] == 'L' || text_equals(finding->code, "F105");
}

static struct finding_view without_numbers(struct arena *arena,
                                           const struct viewer *viewer,
                                           const struct finding *finding,
                                           bool shows_labels)
{
    const struct policy_rule *rule = finding_rule(viewer->results, finding);
    const struct table *table = finding->table;
    const char *label = "";
    if (shows_labels && table && finding->cell != NO_CELL) {
        label = table_text_shown(arena, viewer, table,
                                 table_cell_label(arena, table, finding->cell));
    }
    return (struct finding_view){
        .message = wording_left_out(arena, rule ? rule->title : finding->code, label),
        .why = rule ? rule->why : "",
        .help = rule && rule->remedy_count ? rule->remedies[0] : "",
        .shows_labels = shows_labels,
    };
}

struct finding_view finding_view(struct arena *arena, const struct viewer *viewer,
                                 const struct finding *finding)
{
    if (viewer->options->redact) {
        return without_numbers(arena, viewer, finding, !is_about_labels(finding));
    }
    if (viewer->options->hide_parameters && is_dominance(finding)) {
        struct finding_view view = without_numbers(arena, viewer, finding, true);
        view.shows_value = true;
        return view;
    }
    return (struct finding_view){
        .message = finding->message,
        .why = finding->why,
        .help = finding->help,
        .shows_value = true,
        .shows_evidence = true,
        .shows_labels = true,
    };
}

const char *finding_cell_name(struct arena *arena, const struct finding *finding)
{
    if (finding->row == UINT32_MAX || finding->column == UINT32_MAX) {
        return NULL;
    }
    return grid_place(arena, finding->row, finding->column);
}

bool finding_is_in_lines(const struct finding *finding)
{
    return finding->output && finding->output->has_lines && !finding->sheet;
}

static const char *place_in_sheet(struct arena *arena, const struct finding *finding)
{
    if (finding->row != UINT32_MAX && finding->column != UINT32_MAX) {
        return place_in_output(arena, finding->output, finding->sheet, finding->row,
                               finding->column);
    }
    if (finding->row != UINT32_MAX) {
        const bool is_line = finding_is_in_lines(finding);
        return text_format(arena, "%s %lu", is_line ? "line" : "row",
                           (unsigned long)finding->row + 1);
    }
    if (finding->column != UINT32_MAX) {
        return text_format(arena, "column %s",
                           grid_column_letters(arena, finding->column));
    }
    return finding->table ? table_range(arena, finding->table) : "file";
}

const char *finding_place(struct arena *arena, const struct finding *finding)
{
    const char *place = place_in_sheet(arena, finding);
    return finding->sheet ? text_format(arena, "%s!%s", finding->sheet, place) : place;
}

double finding_value(const struct finding *finding)
{
    if (!finding->table || finding->cell == NO_CELL) {
        return NAN;
    }
    return finding->table->cells[finding->cell].value;
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* In a table with counts in its titles or headings every digit could be of one; in others
 * a number behind an equals sign is taken for one. */
const char *table_text_shown(struct arena *arena, const struct viewer *viewer,
                             const struct table *table, const char *text)
{
    const size_t index = table ? tally_table_index(viewer->tally, table) : SIZE_MAX;
    if (!viewer->options->redact || !text || index == SIZE_MAX) {
        return text;
    }
    bool is_masked = viewer->tally->has_outside[index];
    char *shown = arena_array(arena, strlen(text) + 1, char);
    for (size_t at = 0; text[at]; at++) {
        is_masked |= text[at] == '=';
        shown[at] = '?';
        if (!is_masked || !is_digit(text[at])) {
            shown[at] = text[at];
        }
    }
    return shown;
}
