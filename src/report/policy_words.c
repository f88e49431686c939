#include "report/policy_words.h"

#include "base/text.h"
#include "report/printable.h"

const char *rule_severity_word(const struct policy_rule *rule)
{
    return rule->is_on ? severity_word(rule->severity) : "OFF";
}

const char *rule_classes(struct arena *arena, const struct policy_rule *rule)
{
    const char *list = "";
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (rule->applies_to & (1u << i)) {
            list = text_format(arena, "%s%s%s", list, *list ? ", " : "",
                               statistic_class_name((enum statistic_class)i));
        }
    }
    return *list ? list : "every statistic";
}

const char *rule_number_text(struct arena *arena, const struct policy_rule *rule,
                             size_t index)
{
    return text_number_short(arena, rule->numbers[index]);
}

bool same_source(const struct source *one, const struct source *other)
{
    return text_equals(one->title, other->title) &&
           text_equals(one->address, other->address) &&
           text_equals(one->status, other->status);
}

static const char *bands_text(struct arena *arena, const char *text,
                              const struct rounding_band *bands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text = text_format(arena, "%s%sfrom %s on %s", text, *text ? "; " : "",
                           text_number_short(arena, bands[i].from),
                           text_number_short(arena, bands[i].base));
    }
    return text;
}

const char *rule_rounding_text(struct arena *arena, const struct policy_rule *rule)
{
    const struct rounding_rule *rounding = &rule->rounding;
    if (!rule->kind->takes_rounding) {
        return NULL;
    }
    const char *text =
        text_format(arena,
                    rounding->method == ROUND_TO_MIDPOINT ? "to the middle of steps of %s"
                                                          : "to the nearest %s",
                    text_number_short(arena, rounding->base));
    return bands_text(arena, text, rounding->bands, rounding->band_count);
}

const char *rule_percent_bands_text(struct arena *arena, const struct policy_rule *rule)
{
    return rule->percent_band_count
               ? bands_text(arena, "", rule->percent_bands, rule->percent_band_count)
               : NULL;
}

void print_paragraph(struct printer *printer, const char *text, size_t column)
{
    printer_spaces(printer, column);
    print_wrapped(printer, text, column, POLICY_PAGE_WIDTH);
    printer_text(printer, "\n");
}

void print_source(struct printer *printer, const struct source *source, size_t column)
{
    struct arena *arena = printer_scratch(printer);
    print_paragraph(printer, text_format(arena, "%s: %s", source->status, source->title),
                    column);
    if (*source->address) {
        /* Whole on one line, however long: it is there to be copied. */
        printer_spaces(printer, column);
        printer_text(printer, text_printable(arena, source->address));
        printer_text(printer, "\n");
    }
}

void print_numbers(struct printer *printer, const struct policy_rule *rule, size_t column)
{
    struct arena *arena = printer_scratch(printer);
    bool is_rule_source_shown = false;
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && rule->kind->parameters[i].key; i++) {
        if (!rule->is_set[i]) {
            continue;
        }
        const struct source *source = &rule->number_sources[i];
        print_paragraph(printer,
                        text_format(arena, "%s: %s (%s)", rule->kind->parameters[i].key,
                                    rule_number_text(arena, rule, i),
                                    rule->kind->parameters[i].meaning),
                        column);
        print_source(printer, source, column + 2);
        is_rule_source_shown = is_rule_source_shown || same_source(source, &rule->source);
    }
    if (!is_rule_source_shown) {
        print_paragraph(printer, "source of the rule", column);
        print_source(printer, &rule->source, column + 2);
    }
}

static const char *meaning_of(const struct policy_pattern *pattern)
{
    return *pattern->meaning ? pattern->meaning : pattern->written;
}

static bool is_said_before(const struct pattern_list *list, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (text_equals(meaning_of(&list->items[i]), meaning_of(&list->items[index]))) {
            return true;
        }
    }
    return false;
}

static void print_pattern_list(struct printer *printer, const char *name,
                               const struct pattern_list *list, size_t column)
{
    struct arena *arena = printer_scratch(printer);
    const char *text = NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (!is_said_before(list, i)) {
            text = text_format(arena, text ? "%s; %s" : "%s: %s", text ? text : name,
                               meaning_of(&list->items[i]));
        }
    }
    if (text) {
        print_paragraph(printer, text, column);
    }
}

void print_patterns(struct printer *printer, const struct policy_rule *rule,
                    size_t column)
{
    print_pattern_list(printer, "names", &rule->names, column);
    print_pattern_list(printer, "text", &rule->labels, column);
    print_pattern_list(printer, "values", &rule->values, column);
}
