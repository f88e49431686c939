/*
 * F101 hidden content: what a file carries that nobody sees who looks at its cells.
 *
 * Readers say what they met, each with its place; here it becomes findings. What shows
 * how a file was made and nothing of its figures (a title, a link to a web page) is said
 * and is no reason to look.
 */
#include "risk/rule.h"

#include <stddef.h>

static const char *const helps[HIDDEN_KIND_COUNT] = {
    [HIDDEN_SHEET] = "Delete the sheet; hiding it does not take it out of the file.",
    [HIDDEN_LINES] = "Delete the rows or columns; whoever has the file can show them.",
    [HIDDEN_TEXT] = "Empty the cells; the colour or format only hides them on screen.",
    [HIDDEN_VALUE] = "Type the symbol into the cell; its number is still in the file.",
    [HIDDEN_DIGITS] = "Round the values themselves; the format only rounds on screen.",
    [HIDDEN_FORMULA] = "Paste the cells as values.",
    [HIDDEN_RESULT] = "Open the workbook in a spreadsheet program and save it anew.",
    [HIDDEN_COMMENT] = "Delete the comments.",
    [HIDDEN_NAME] = "Delete the name in the name manager.",
    [HIDDEN_RECORDS] =
        "Paste the table as values into a new workbook: its records are here.",
    [HIDDEN_CHART] = "Submit the table behind the chart, and the chart as a picture.",
    [HIDDEN_LINK] = "Break the links and paste the cells as values.",
    [HIDDEN_LIST] = "Clear the data validation.",
    [HIDDEN_LIMIT] = "Clear the conditional formats: their limits say what is special.",
    [HIDDEN_WORDS] = "Delete the text, or move it into a cell.",
    [HIDDEN_OBJECT] = "Delete the object.",
    [HIDDEN_PICTURE] = "Delete the picture, or show that it holds no figures.",
    [HIDDEN_MACRO] = "Save the workbook without macros, as .xlsx.",
    [HIDDEN_PROPERTY] = "Remove personal information with the document inspector.",
    [HIDDEN_PART] = "Copy the tables as values into a new workbook.",
};

static void report_hidden(struct rule_run *run)
{
    const struct submission *submission = run->desk->submission;
    for (size_t i = 0; i < submission->hidden_count; i++) {
        const struct hidden_item *item = &submission->hidden[i];
        struct finding *finding = rule_report_output(run, item->output, item->sheet);
        finding->row = item->row;
        finding->column = item->column;
        if (item->is_minor) {
            rule_soften(finding, SEVERITY_INFO);
        } else {
            finding->help = helps[item->kind];
        }
        rule_say(run, finding, "%s", item->sentence);
    }
}

const struct rule_evaluator hidden_rules[] = {
    {
        .kind = "hidden-content",
        .end_submission = report_hidden,
    },
    {.kind = NULL},
};
