#include "report/workbook/sheet_decisions.h"

#include "base/text.h"
#include "report/workbook/sheet_words.h"

static const double decision_width = 17;
static const double reason_width = 24;

bool is_joint_report(const struct workbook *workbook)
{
    return workbook->results->signing && !workbook->results->signing->reader;
}

uint32_t decision_column_count(const struct workbook *workbook)
{
    return is_joint_report(workbook)
               ? 2 * (uint32_t)workbook->results->signing->checker_count + 1
               : 2;
}

void fill_decision_headings(const struct workbook *workbook, const char **names,
                            double *widths)
{
    const struct signing *signing = workbook->results->signing;
    const uint32_t count = decision_column_count(workbook);
    for (uint32_t i = 0; i < count; i++) {
        const bool is_decision = i % 2 == 0;
        widths[i] = is_decision ? decision_width : reason_width;
        names[i] = is_decision ? "*Decision" : "*Reason";
        if (is_joint_report(workbook)) {
            names[i] = i + 1 == count ? "Outcome"
                                      : text_format(workbook->arena, "%s: %s",
                                                    signing->checkers[i / 2].name,
                                                    is_decision ? "decision" : "reason");
        }
    }
}

static const char *starting_word(const struct finding *finding)
{
    return finding_decision_words[finding->severity == SEVERITY_INFO
                                      ? FINDING_NOT_APPLICABLE
                                      : FINDING_UNDECIDED];
}

/* What all checkers together said: one word where they agree. */
static const char *joint_word(const struct signing *signing,
                              const struct signed_finding *found,
                              const struct finding *finding)
{
    const char *word = NULL;
    for (size_t i = 0; found && i < signing->checker_count; i++) {
        const enum finding_decision decision = found->opinions[i].decision;
        if (decision == FINDING_UNDECIDED) {
            return finding->severity == SEVERITY_INFO ? starting_word(finding) : "Open";
        }
        if (word && !text_equals(word, finding_decision_words[decision])) {
            return "Conflict";
        }
        word = finding_decision_words[decision];
    }
    return word                                 ? word
           : finding->severity == SEVERITY_INFO ? starting_word(finding)
                                                : "Open";
}

static void write_joint(const struct workbook *workbook, const struct finding *finding,
                        uint32_t row, uint32_t first)
{
    const struct signing *signing = workbook->results->signing;
    const struct signed_finding *found = signing_find_finding(signing, finding->id);
    struct xlsx_sheet *sheet = workbook->findings;
    for (uint32_t i = 0; i < signing->checker_count; i++) {
        const struct finding_opinion none = {.reason = ""};
        const struct finding_opinion *opinion = found ? &found->opinions[i] : &none;
        xlsx_write_text(sheet, row, first + 2 * i,
                        opinion->decision == FINDING_UNDECIDED
                            ? starting_word(finding)
                            : finding_decision_words[opinion->decision],
                        workbook->styles[STYLE_TEXT]);
        xlsx_write_text(sheet, row, first + 2 * i + 1, opinion->reason,
                        workbook->styles[STYLE_TEXT]);
    }
    xlsx_write_text(sheet, row, first + 2 * (uint32_t)signing->checker_count,
                    joint_word(signing, found, finding), workbook->styles[STYLE_OUTCOME]);
}

void write_finding_decisions(const struct workbook *workbook,
                             const struct finding *finding, uint32_t row, uint32_t first)
{
    if (is_joint_report(workbook)) {
        write_joint(workbook, finding, row, first);
        return;
    }
    xlsx_write_text(workbook->findings, row, first, starting_word(finding),
                    workbook->styles[STYLE_YOURS]);
    xlsx_write_blank(workbook->findings, row, first + 1, workbook->styles[STYLE_YOURS]);
}

void add_decision_lists(const struct workbook *workbook, uint32_t first,
                        uint32_t first_row, uint32_t last_row)
{
    struct xlsx_sheet *sheet = workbook->findings;
    if (!is_joint_report(workbook)) {
        const struct xlsx_area decision = {first_row, first, last_row, first};
        const struct xlsx_area reason = {first_row, first + 1, last_row, first + 1};
        xlsx_add_choices(sheet, decision, finding_decision_words, WORDS_DECISION_TITLE,
                         WORDS_DECISION_HELP);
        xlsx_add_hint(sheet, reason, WORDS_WHY_TITLE, WORDS_WHY_HELP);
        return;
    }
    const uint32_t last = first + decision_column_count(workbook) - 1;
    const struct xlsx_area outcome = {first_row, last, last_row, last};
    const struct xlsx_look open = {.colour = COLOUR_INK, .fill = COLOUR_OPEN};
    const struct xlsx_look conflict = {.colour = COLOUR_WHITE, .fill = COLOUR_FAIL};
    xlsx_add_rule(sheet, outcome, "Open", &open);
    xlsx_add_rule(sheet, outcome, "Conflict", &conflict);
}
