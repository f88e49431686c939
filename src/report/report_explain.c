/*
 * `explain CODE`: one rule, from the policy in force and the rule's page.
 *
 * A page (docs/rules) is Markdown with fixed headings; its parts are printed as they
 * stand, without the fences around examples.
 */
#include "base/text.h"
#include "report/policy_words.h"
#include "report/printable.h"
#include "report/report_policy.h"

#include <string.h>

/* The text under "## HEADING...", up to the next such heading; NULL where there is none.
 */
static const char *page_part(struct arena *arena, const char *page, const char *heading)
{
    const char *mark = text_format(arena, "\n## %s\n", heading);
    const char *found = page ? strstr(page, mark) : NULL;
    if (!found) {
        return NULL;
    }
    const char *start = found + strlen(mark);
    const char *end = strstr(start, "\n## ");
    return text_copy(arena, start, end ? (size_t)(end - start) : strlen(start));
}

/* Lines as they stand, indented; examples more, and without their fences. */
static void print_lines(struct printer *printer, const char *text)
{
    struct arena *arena = printer_scratch(printer);
    bool is_example = false;
    size_t blank_lines = 0;
    bool is_first = true;
    for (const char *at = text; *at;) {
        const size_t length = strcspn(at, "\n");
        const char *line = text_copy(arena, at, length);
        at += length + (at[length] == '\n');
        if (text_starts_with(line, "```")) {
            is_example = !is_example;
        } else if (text_is_blank(line)) {
            blank_lines = is_first ? 0 : 1;
        } else {
            printer_format(printer, "%s%s%s\n", blank_lines ? "\n" : "",
                           is_example ? "      " : "  ", text_printable(arena, line));
            blank_lines = 0;
            is_first = false;
        }
    }
}

static void print_part(struct printer *printer, const char *page, const char *heading)
{
    const char *part = page_part(printer_scratch(printer), page, heading);
    if (part && !text_is_blank(part)) {
        printer_format(printer, "\n%s\n", heading);
        print_lines(printer, part);
    }
}

static void print_remedies(struct printer *printer, const struct policy_rule *rule)
{
    struct arena *arena = printer_scratch(printer);
    for (size_t i = 0; i < rule->remedy_count; i++) {
        printer_format(printer, "  %zu. ", i + 1);
        print_wrapped(printer, text_printable(arena, rule->remedies[i]), 5,
                      POLICY_PAGE_WIDTH);
        printer_text(printer, "\n");
    }
}

static void print_limits(struct printer *printer, const struct policy_rule *rule)
{
    struct arena *arena = printer_scratch(printer);
    print_paragraph(
        printer,
        rule->applies_to
            ? text_format(arena, "%s: %s, applies to %s", rule->full_id,
                          rule_severity_word(rule), rule_classes(arena, rule))
            : text_format(arena, "%s: %s", rule->full_id, rule_severity_word(rule)),
        2);
    if (*rule->condition_text) {
        print_paragraph(printer,
                        text_format(arena, "condition: %s", rule->condition_text), 4);
    }
    print_numbers(printer, rule, 4);
    print_patterns(printer, rule, 4);
    if (*rule->note) {
        print_paragraph(printer, text_format(arena, "note: %s", rule->note), 4);
    }
}

/* The rules of the code in the policy, in its order. Answers the first one that is on, or
 * else the first. */
static const struct policy_rule *
print_policy_rules(struct printer *printer, const char *code, const struct policy *policy)
{
    const struct policy_rule *chosen = NULL;
    printer_format(printer, "\nIn the policy %s %s\n", policy->id, policy->version);
    for (size_t i = 0; i < policy->rule_count; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        if (text_equals(rule->code, code)) {
            print_limits(printer, rule);
            chosen = !chosen || (!chosen->is_on && rule->is_on) ? rule : chosen;
        }
    }
    if (!chosen) {
        printer_text(printer, "  This policy has no such rule.\n");
    }
    return chosen;
}

static const struct policy_rule *first_rule(const struct policy *policy, const char *code)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].code, code)) {
            return &policy->rules[i];
        }
    }
    return NULL;
}

void report_explain(const char *code, const struct rule_kind *kind,
                    const struct policy *policy, const char *page,
                    const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    struct arena *arena = printer_scratch(&printer);
    const struct policy_rule *first = first_rule(policy, code);
    const char *what = kind ? kind->what : "A rule of this policy's own.";
    printer_format(&printer, "%s %s: %s\n\n", code,
                   kind    ? kind->name
                   : first ? first->id
                           : "",
                   kind    ? kind->title
                   : first ? first->title
                           : "");
    print_paragraph(&printer, what, 0);
    if (page) {
        print_part(&printer, page, "Why");
    } else if (first && *first->why) {
        printer_text(&printer, "\nWhy\n");
        print_paragraph(&printer, text_printable(arena, first->why), 2);
    }
    const struct policy_rule *rule = print_policy_rules(&printer, code, policy);
    print_part(&printer, page, "Formula");
    print_part(&printer, page, "Fails");
    print_part(&printer, page, "Passes");
    if (rule && rule->remedy_count) {
        printer_text(&printer, "\nWhat to do, in this order\n");
        print_remedies(&printer, rule);
    }
    print_part(&printer, page, "What a checker may accept");
    print_part(&printer, page, "Related rules");
    printer_finish(&printer);
}
