/*
 * `policy list` and `policy show`.
 */
#include "report/report_policy.h"

#include "base/text.h"
#include "report/json_writer.h"
#include "report/policy_words.h"
#include "report/printable.h"
#include "report/report_policy_process.h"

#include <string.h>

enum { VERSION_WIDTH = 8, SYMBOL_WIDTH = 14, STATE_WIDTH = 16 };

void report_policy_list(const struct policy *const *policies, size_t count,
                        const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    size_t width = 0; /* of ids, and the gap behind the longest */
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(policies[i]->id) + 2;
        width = length > width ? length : width;
    }
    for (size_t i = 0; i < count; i++) {
        print_padded(&printer, policies[i]->id, width);
        print_padded(&printer, policies[i]->version, VERSION_WIDTH);
        print_wrapped(&printer, policies[i]->title, width + VERSION_WIDTH,
                      POLICY_PAGE_WIDTH);
        printer_text(&printer, "\n");
        printer_rest(&printer);
    }
    printer_finish(&printer);
}

static void write_identity(struct json_writer *writer, const struct policy *policy)
{
    json_member_text(writer, "id", policy->id);
    json_member_text(writer, "title", policy->title);
    json_member_text(writer, "version", policy->version);
    json_member_text(writer, "owner", policy->owner);
    json_member_text(writer, "valid_from",
                     *policy->valid_from ? policy->valid_from : NULL);
    json_member_text(writer, "valid_to", *policy->valid_to ? policy->valid_to : NULL);
    json_member_text(writer, "sha256", policy->sha256);
    json_write_key(writer, "stack");
    json_write_array(writer);
    for (size_t i = 0; i < policy->stack_count; i++) {
        json_write_text(writer, policy->stack[i]);
    }
    json_write_end(writer);
}

void report_policy_list_json(const struct policy *const *policies, size_t count,
                             const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    struct json_writer writer = json_writer_on(&printer, 2);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    json_write_key(&writer, "policies");
    json_write_array(&writer);
    for (size_t i = 0; i < count; i++) {
        json_write_object(&writer);
        write_identity(&writer, policies[i]);
        json_write_end(&writer);
        printer_rest(&printer);
    }
    json_write_end(&writer);
    json_write_end(&writer);
    json_writer_finish(&writer);
    printer_finish(&printer);
}

static void print_identity(struct printer *printer, const struct policy *policy)
{
    struct arena *arena = printer_scratch(printer);
    print_paragraph(
        printer,
        text_format(arena, "%s %s: %s", policy->id, policy->version, policy->title), 0);
    if (*policy->owner) {
        print_paragraph(printer, policy->owner, 0);
    }
    if (*policy->valid_from || *policy->valid_to) {
        printer_format(printer, "valid%s%s%s%s\n", *policy->valid_from ? " from " : "",
                       policy->valid_from, *policy->valid_to ? " to " : "",
                       policy->valid_to);
    }
    if (*policy->summary) {
        printer_text(printer, "\n");
        print_paragraph(printer, policy->summary, 0);
    }
    printer_text(printer, "\nfiles, base first\n");
    for (size_t i = 0; i < policy->stack_count; i++) {
        printer_format(printer, "  %s (%s)\n", policy->stack[i],
                       text_printable(arena, policy->stack_files[i]));
    }
    printer_format(printer, "sha256 %s\n", policy->sha256);
    print_paragraph(printer,
                    text_format(arena, "a hidden number is written '%s'; totals are %s",
                                policy->marker,
                                policy->recompute_totals
                                    ? "worked out anew from the cells shown"
                                    : "kept as they are"),
                    0);
    print_paragraph(printer,
                    text_format(arena,
                                "tables read with confidence below %s are for review, "
                                "below %s cannot be assessed",
                                text_number_short(arena, policy->review_confidence),
                                text_number_short(arena, policy->assess_confidence)),
                    0);
}

static void print_symbols(struct printer *printer, const struct symbols *symbols)
{
    if (symbols->count) {
        printer_text(printer, "\nsymbols\n");
    }
    for (size_t i = 0; i < symbols->count; i++) {
        printer_text(printer, "  ");
        print_padded(printer, symbols->items[i].text, SYMBOL_WIDTH);
        print_padded(printer, cell_state_name(symbols->items[i].state), STATE_WIDTH);
        print_wrapped(printer, symbols->items[i].meaning, 2 + SYMBOL_WIDTH + STATE_WIDTH,
                      POLICY_PAGE_WIDTH);
        printer_text(printer, "\n");
    }
}

static void print_rule(struct printer *printer, const struct policy_rule *rule)
{
    struct arena *arena = printer_scratch(printer);
    printer_text(printer, "\n");
    print_paragraph(printer,
                    text_format(arena, "%s %s: %s [%s]", rule->code, rule->title,
                                rule_severity_word(rule), rule->full_id),
                    0);
    print_paragraph(printer, rule->kind->what, POLICY_INDENT);
    if (rule->applies_to) {
        print_paragraph(printer,
                        text_format(arena, "applies to %s", rule_classes(arena, rule)),
                        POLICY_INDENT);
    }
    if (*rule->condition_text) {
        print_paragraph(printer,
                        text_format(arena, "condition: %s", rule->condition_text),
                        POLICY_INDENT);
    }
    if (rule->kind->takes_rounding) {
        print_paragraph(printer,
                        text_format(arena, "counts: %s", rule_rounding_text(arena, rule)),
                        POLICY_INDENT);
    }
    if (rule->percent_band_count) {
        print_paragraph(printer,
                        text_format(arena, "percentages, by the count below the line: %s",
                                    rule_percent_bands_text(arena, rule)),
                        POLICY_INDENT);
    }
    print_numbers(printer, rule, POLICY_INDENT);
    print_patterns(printer, rule, POLICY_INDENT);
    if (*rule->note) {
        print_paragraph(printer, text_format(arena, "note: %s", rule->note),
                        POLICY_INDENT);
    }
    printer_rest(printer);
}

static size_t count_status(const struct policy *policy, const char *status)
{
    size_t count = 0;
    for (size_t i = 0; i < policy->rule_count; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        count += rule->is_on && text_equals(rule->source.status, status);
    }
    return count;
}

void report_policy_show(const struct policy *policy, const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    print_identity(&printer, policy);
    print_process(&printer, &policy->process);
    print_symbols(&printer, &policy->symbols);
    printer_format(&printer,
                   "\nrules in force: %zu confirmed, %zu second-hand, %zu unconfirmed\n",
                   count_status(policy, "confirmed"), count_status(policy, "second-hand"),
                   count_status(policy, "unconfirmed"));
    for (size_t i = 0; i < policy->rule_count; i++) {
        print_rule(&printer, &policy->rules[i]);
    }
    printer_finish(&printer);
}

void json_member_source(struct json_writer *writer, const char *key,
                        const struct source *source)
{
    json_write_key(writer, key);
    json_write_object(writer);
    json_member_text(writer, "title", source->title);
    json_member_text(writer, "address", *source->address ? source->address : NULL);
    json_member_text(writer, "status", source->status);
    json_write_end(writer);
}

static void write_numbers(struct json_writer *writer, const struct policy_rule *rule)
{
    json_write_key(writer, "numbers");
    json_write_array(writer);
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && rule->kind->parameters[i].key; i++) {
        if (rule->is_set[i]) {
            json_write_object(writer);
            json_member_text(writer, "name", rule->kind->parameters[i].key);
            json_member_number(writer, "value", rule->numbers[i]);
            json_member_text(writer, "meaning", rule->kind->parameters[i].meaning);
            json_member_source(writer, "source", &rule->number_sources[i]);
            json_write_end(writer);
        }
    }
    json_write_end(writer);
}

static void write_patterns(struct json_writer *writer, const char *key,
                           const struct pattern_list *list)
{
    json_write_key(writer, key);
    json_write_array(writer);
    for (size_t i = 0; i < list->count; i++) {
        json_write_object(writer);
        json_member_text(writer, "pattern", list->items[i].written);
        json_member_text(writer, "meaning", list->items[i].meaning);
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_classes(struct json_writer *writer, const struct policy_rule *rule)
{
    json_write_key(writer, "applies_to");
    json_write_array(writer);
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (rule->applies_to & (1u << i)) {
            json_write_text(writer, statistic_class_name((enum statistic_class)i));
        }
    }
    json_write_end(writer);
}

static void write_bands(struct json_writer *writer, const char *key,
                        const struct rounding_band *bands, size_t count)
{
    json_write_key(writer, key);
    json_write_array(writer);
    for (size_t i = 0; i < count; i++) {
        json_write_object(writer);
        json_member_number(writer, "from", bands[i].from);
        json_member_number(writer, "base", bands[i].base);
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_rounding(struct json_writer *writer, const struct policy_rule *rule)
{
    json_member_text(writer, "method",
                     rule->rounding.method == ROUND_TO_MIDPOINT ? "midpoint" : "nearest");
    write_bands(writer, "bands", rule->rounding.bands, rule->rounding.band_count);
    write_bands(writer, "percent_bands", rule->percent_bands, rule->percent_band_count);
}

static void write_rule(struct json_writer *writer, const struct policy_rule *rule)
{
    json_write_object(writer);
    json_member_text(writer, "code", rule->code);
    json_member_text(writer, "id", rule->full_id);
    json_member_text(writer, "kind", rule->kind->name);
    json_member_text(writer, "title", rule->title);
    json_write_key(writer, "on");
    json_write_bool(writer, rule->is_on);
    json_member_text(writer, "severity", severity_name(rule->severity));
    write_classes(writer, rule);
    write_numbers(writer, rule);
    json_member_source(writer, "source", &rule->source);
    json_member_text(writer, "why", rule->why);
    json_member_text(writer, "note", rule->note);
    json_write_key(writer, "remedies");
    json_write_array(writer);
    for (size_t i = 0; i < rule->remedy_count; i++) {
        json_write_text(writer, rule->remedies[i]);
    }
    json_write_end(writer);
    if (rule->kind->takes_rounding) {
        write_rounding(writer, rule);
    }
    if (rule->kind->takes_condition) {
        json_member_text(writer, "condition", rule->condition_text);
        json_member_text(writer, "message", rule->message);
    }
    if (rule->kind->takes_patterns) {
        write_patterns(writer, "names", &rule->names);
        write_patterns(writer, "labels", &rule->labels);
        write_patterns(writer, "values", &rule->values);
    }
    json_write_end(writer);
}

static void write_symbols(struct json_writer *writer, const struct symbols *symbols)
{
    json_write_key(writer, "symbols");
    json_write_array(writer);
    for (size_t i = 0; i < symbols->count; i++) {
        json_write_object(writer);
        json_member_text(writer, "text", symbols->items[i].text);
        json_member_text(writer, "state", cell_state_name(symbols->items[i].state));
        json_member_text(writer, "meaning", symbols->items[i].meaning);
        json_write_end(writer);
    }
    json_write_end(writer);
}

void report_policy_show_json(const struct policy *policy, const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    struct json_writer writer = json_writer_on(&printer, 2);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    write_identity(&writer, policy);
    json_member_text(&writer, "summary", policy->summary);
    json_member_text(&writer, "marker", policy->marker);
    json_write_key(&writer, "recompute_totals");
    json_write_bool(&writer, policy->recompute_totals);
    json_write_key(&writer, "hide_parameters");
    json_write_bool(&writer, policy->hides_parameters);
    json_member_number(&writer, "review_below", policy->review_confidence);
    json_member_number(&writer, "cannot_assess_below", policy->assess_confidence);
    json_member_process(&writer, &policy->process);
    write_symbols(&writer, &policy->symbols);
    json_write_key(&writer, "rules");
    json_write_array(&writer);
    for (size_t i = 0; i < policy->rule_count; i++) {
        write_rule(&writer, &policy->rules[i]);
        printer_rest(&printer);
    }
    json_write_end(&writer);
    json_write_end(&writer);
    json_writer_finish(&writer);
    printer_finish(&printer);
}
