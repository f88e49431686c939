/*
 * `policy diff`: what changes from one policy to another, rule by rule. Texts of
 * explanation (why, notes, remedies) are no rules and not compared.
 */
#include "base/text.h"
#include "report/policy_words.h"
#include "report/report_policy.h"
#include "report/report_policy_process.h"

struct diff {
    struct printer *printer;
    const struct policy_rule *waiting; /* whose heading stands before its first change */
    const char *heading;               /* or this one's */
    size_t change_count;
};

static void print_waiting(struct diff *diff)
{
    if (diff->waiting) {
        printer_format(diff->printer, "%s %s\n", diff->waiting->code, diff->waiting->id);
    } else if (diff->heading) {
        printer_format(diff->printer, "%s\n", diff->heading);
    }
    diff->waiting = NULL;
    diff->heading = NULL;
}

static void say(struct diff *diff, const char *text)
{
    print_waiting(diff);
    print_paragraph(diff->printer, text, 2);
    diff->change_count++;
}

static void say_change(struct diff *diff, const char *what, const char *from,
                       const char *to)
{
    if (!text_equals(from, to)) {
        say(diff,
            text_format(printer_scratch(diff->printer), "%s: %s -> %s", what, from, to));
    }
}

static const struct policy_rule *find_rule(const struct policy *policy, const char *id)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].id, id)) {
            return &policy->rules[i];
        }
    }
    return NULL;
}

static bool has_pattern(const struct pattern_list *list, const char *written)
{
    for (size_t i = 0; i < list->count; i++) {
        if (text_equals(list->items[i].written, written)) {
            return true;
        }
    }
    return false;
}

static void compare_patterns(struct diff *diff, const char *name,
                             const struct pattern_list *from,
                             const struct pattern_list *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    for (size_t i = 0; i < from->count; i++) {
        if (!has_pattern(to, from->items[i].written)) {
            say(diff, text_format(arena, "%s: less %s", name, from->items[i].written));
        }
    }
    for (size_t i = 0; i < to->count; i++) {
        if (!has_pattern(from, to->items[i].written)) {
            say(diff, text_format(arena, "%s: also %s", name, to->items[i].written));
        }
    }
}

/* "10", or "10 (second-hand)" where the other side knows it differently. */
static const char *number_words(struct arena *arena, const struct policy_rule *rule,
                                size_t i, bool has_other_status)
{
    if (!rule->is_set[i]) {
        return "not set";
    }
    const char *number = rule_number_text(arena, rule, i);
    return has_other_status
               ? text_format(arena, "%s (%s)", number, rule->number_sources[i].status)
               : number;
}

/* A number's own source, where it is not the rule's. */
static bool has_own_source(const struct policy_rule *rule, size_t i)
{
    return !same_source(&rule->number_sources[i], &rule->source);
}

static void compare_numbers(struct diff *diff, const struct policy_rule *from,
                            const struct policy_rule *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && to->kind->parameters[i].key; i++) {
        const char *key = to->kind->parameters[i].key;
        const bool are_set = from->is_set[i] && to->is_set[i];
        const bool has_other_status =
            are_set &&
            !text_equals(from->number_sources[i].status, to->number_sources[i].status);
        say_change(diff, key, number_words(arena, from, i, has_other_status),
                   number_words(arena, to, i, has_other_status));
        if (are_set && (has_own_source(from, i) || has_own_source(to, i))) {
            say_change(diff, text_format(arena, "source of %s", key),
                       from->number_sources[i].title, to->number_sources[i].title);
        }
    }
}

static void compare_rounding(struct diff *diff, const struct policy_rule *from,
                             const struct policy_rule *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    const char *before = rule_percent_bands_text(arena, from);
    const char *after = rule_percent_bands_text(arena, to);
    say_change(diff, "counts", rule_rounding_text(arena, from),
               rule_rounding_text(arena, to));
    say_change(diff, "percentages", before ? before : "no steps",
               after ? after : "no steps");
}

static void compare_rule(struct diff *diff, const struct policy_rule *from,
                         const struct policy_rule *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    if (from->kind != to->kind) {
        say_change(diff, "kind", from->kind->name, to->kind->name);
        return;
    }
    say_change(diff, "severity", rule_severity_word(from), rule_severity_word(to));
    if (!to->is_on && !from->kind->takes_patterns) {
        return; /* what an idle rule would ask for is no difference */
    }
    say_change(diff, "applies to", rule_classes(arena, from), rule_classes(arena, to));
    compare_numbers(diff, from, to);
    if (to->kind->takes_rounding) {
        compare_rounding(diff, from, to);
    }
    say_change(diff, "source",
               text_format(arena, "%s (%s)", from->source.title, from->source.status),
               text_format(arena, "%s (%s)", to->source.title, to->source.status));
    compare_patterns(diff, "names", &from->names, &to->names);
    compare_patterns(diff, "text", &from->labels, &to->labels);
    compare_patterns(diff, "values", &from->values, &to->values);
    if (to->kind->takes_condition) {
        say_change(diff, "condition", from->condition_text, to->condition_text);
        say_change(diff, "message", from->message, to->message);
    }
}

static void compare_rules(struct diff *diff, const struct policy *from,
                          const struct policy *to)
{
    for (size_t i = 0; i < from->rule_count; i++) {
        const struct policy_rule *before = &from->rules[i];
        if (!find_rule(to, before->id)) {
            printer_format(diff->printer, "%s %s: gone\n", before->code, before->id);
            diff->change_count++;
        }
    }
    for (size_t i = 0; i < to->rule_count; i++) {
        const struct policy_rule *after = &to->rules[i];
        const struct policy_rule *before = find_rule(from, after->id);
        if (before) {
            diff->waiting = after;
            compare_rule(diff, before, after);
            diff->waiting = NULL;
        } else {
            printer_format(diff->printer, "%s %s: new, %s\n", after->code, after->id,
                           rule_severity_word(after));
            print_numbers(diff->printer, after, 2);
            print_patterns(diff->printer, after, 2);
            diff->change_count++;
        }
        printer_rest(diff->printer);
    }
}

static const char *symbol_words(struct arena *arena, const struct symbol *symbol)
{
    return symbol ? text_format(arena, "%s, \"%s\"", cell_state_name(symbol->state),
                                symbol->meaning)
                  : "not known";
}

static void compare_symbols(struct diff *diff, const struct symbols *from,
                            const struct symbols *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    for (size_t i = 0; i < from->count; i++) {
        const char *text = from->items[i].text;
        say_change(diff, text, symbol_words(arena, &from->items[i]),
                   symbol_words(arena, symbol_find(to, text)));
    }
    for (size_t i = 0; i < to->count; i++) {
        const char *text = to->items[i].text;
        if (!symbol_find(from, text)) {
            say_change(diff, text, "not known", symbol_words(arena, &to->items[i]));
        }
    }
}

static const char *count_text(struct arena *arena, double number)
{
    return number > 0 ? text_number_short(arena, number) : "not stated";
}

static const char *own_text(const struct policy_process *process)
{
    return !process->own_source.title ? "not stated"
           : process->may_review_own  ? "yes"
                                      : "no";
}

static void compare_process(struct diff *diff, const struct policy_process *from,
                            const struct policy_process *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    say_change(diff, "checkers", count_text(arena, from->checkers),
               count_text(arena, to->checkers));
    say_change(diff, "review", review_mode_name(from->review),
               review_mode_name(to->review));
    say_change(diff, "review-own", own_text(from), own_text(to));
    say_change(diff, "reason", reason_mode_name(from->reason),
               reason_mode_name(to->reason));
    say_change(diff, "turnaround", count_text(arena, from->turnaround),
               count_text(arena, to->turnaround));
    for (size_t i = 0; i < from->notice_count; i++) {
        const struct policy_notice *notice = &from->notices[i];
        const struct policy_notice *after = find_notice(to, notice->id);
        say_change(diff, text_format(arena, "notice %s", notice->id),
                   notice_text(arena, notice),
                   after ? notice_text(arena, after) : "gone");
    }
    for (size_t i = 0; i < to->notice_count; i++) {
        const struct policy_notice *notice = &to->notices[i];
        if (!find_notice(from, notice->id)) {
            say_change(diff, text_format(arena, "notice %s", notice->id), "none",
                       notice_text(arena, notice));
        }
    }
}

static void compare_settings(struct diff *diff, const struct policy *from,
                             const struct policy *to)
{
    struct arena *arena = printer_scratch(diff->printer);
    static const char *const answers[] = {"no", "yes"};
    diff->heading = "settings";
    say_change(diff, "marker", from->marker, to->marker);
    say_change(diff, "recompute-totals", answers[from->recompute_totals],
               answers[to->recompute_totals]);
    say_change(diff, "hide-parameters", answers[from->hides_parameters],
               answers[to->hides_parameters]);
    say_change(diff, "review-below", text_number_short(arena, from->review_confidence),
               text_number_short(arena, to->review_confidence));
    say_change(diff, "cannot-assess-below",
               text_number_short(arena, from->assess_confidence),
               text_number_short(arena, to->assess_confidence));
    diff->heading = "process";
    compare_process(diff, &from->process, &to->process);
    diff->heading = "symbols";
    compare_symbols(diff, &from->symbols, &to->symbols);
    diff->heading = NULL;
}

void report_policy_diff(const struct policy *from, const struct policy *to,
                        const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    struct diff diff = {.printer = &printer};
    printer_format(&printer, "from %s %s to %s %s\n", from->id, from->version, to->id,
                   to->version);
    compare_settings(&diff, from, to);
    compare_rules(&diff, from, to);
    if (diff.change_count == 0) {
        printer_text(&printer, "No rule, number or symbol differs.\n");
    } else {
        printer_format(&printer, "%zu %s\n", diff.change_count,
                       diff.change_count == 1 ? "difference" : "differences");
    }
    printer_finish(&printer);
}
