/*
 * The sheet Policy & provenance: the rules with their numbers and sources, the files with
 * their hashes, and the run. Enough to repeat the check.
 */
#include "base/file.h"
#include "base/text.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

enum {
    COLUMN_RULE,
    COLUMN_WHAT,
    COLUMN_NUMBER,
    COLUMN_SEVERITY,
    COLUMN_SET_BY,
    COLUMN_SOURCE,
    COLUMN_FIRED,
    COLUMN_COUNT,
};

static const double widths[COLUMN_COUNT] = {13, 40, 23, 16.5, 26, 60, 61};
static const char *const rule_names[COLUMN_COUNT] = {
    "Rule",   "What it tests",         "Number",         "^Severity",
    "Set by", "Source and its status", "Where it fired",
};
static const char *const file_names[COLUMN_COUNT] = {
    "File no.", "Name", ">Bytes", "^Tables", "Kind", "Read as", "SHA-256",
};

static const struct xlsx_format *style(const struct workbook *workbook, enum style style)
{
    return workbook->styles[style];
}

/* Writes a text cell and makes room for it. */
static void put(const struct workbook *workbook, struct row_fit *fit, uint32_t row,
                uint32_t column, const char *text)
{
    fit_text(fit, text, widths[column], false);
    xlsx_write_text(workbook->policy, row, column, text, style(workbook, STYLE_TEXT));
}

static const char *classes_text(struct arena *arena, unsigned applies_to)
{
    const char *text = "";
    for (unsigned i = 0; i < CLASS_COUNT; i++) {
        if (applies_to & 1U << i) {
            text = text_format(arena, "%s%s%s", text, *text ? ", " : "",
                               statistic_class_name((enum statistic_class)i));
        }
    }
    return text;
}

static const char *what_text(struct arena *arena, const struct rule_line *line)
{
    if (!line->rule) {
        const struct rule_kind *kind = rule_kind_find_code(line->code);
        return kind ? kind->what : line->name;
    }
    const struct policy_rule *rule = line->rule;
    const char *what = rule->kind->takes_condition ? rule->title : rule->kind->what;
    return rule->applies_to ? text_format(arena, "%s Applies to: %s.", what,
                                          classes_text(arena, rule->applies_to))
                            : what;
}

static bool is_hidden(const struct workbook *workbook, const struct rule_line *line)
{
    return workbook->viewer.options->hide_parameters && line->code[0] == 'D';
}

/* "minimum 10"; one number a line. Those that the policy leaves alone are not in force.
 */
static const char *numbers_text(const struct workbook *workbook,
                                const struct rule_line *line)
{
    struct arena *arena = workbook->arena;
    const char *text = "";
    if (is_hidden(workbook, line)) {
        return WORDS_HIDDEN;
    }
    for (size_t i = 0; line->rule && i < KIND_PARAMETER_LIMIT; i++) {
        const struct kind_parameter *parameter = &line->rule->kind->parameters[i];
        if (parameter->key && (line->rule->is_set[i] || parameter->is_required)) {
            text =
                text_format(arena, "%s%s%s %s", text, *text ? "\n" : "", parameter->key,
                            text_number_short(arena, line->rule->numbers[i]));
        }
    }
    return *text ? text : "on";
}

static const char *one_source(struct arena *arena, const char *before,
                              const struct source *source)
{
    const bool has_title = !text_is_blank(source->title);
    const bool has_status = !text_is_blank(source->status);
    const bool has_address = !text_is_blank(source->address);
    return text_format(
        arena, "%s%s%s%s%s%s%s", before, has_title ? source->title : "no source named",
        has_status ? " (" : "", has_status ? source->status : "", has_status ? ")" : "",
        has_address ? "\n" : "", has_address ? source->address : "");
}

/* The rule's source, and that of each number that has another one. */
static const char *source_text(struct arena *arena, const struct rule_line *line)
{
    const struct policy_rule *rule = line->rule;
    if (!rule) {
        return WORDS_NOT_IN_POLICY;
    }
    const char *text = one_source(arena, "", &rule->source);
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT; i++) {
        const struct source *source = &rule->number_sources[i];
        const char *key = rule->kind->parameters[i].key;
        const bool is_other = key && rule->is_set[i] && !text_is_blank(source->title) &&
                              (!text_equals(source->title, rule->source.title) ||
                               !text_equals(source->status, rule->source.status));
        if (is_other) {
            text =
                text_format(arena, "%s\n%s", text,
                            one_source(arena, text_format(arena, "%s: ", key), source));
        }
    }
    return text;
}

/* "T01 B6, E9 and 37 more" */
static const char *fired_text(const struct workbook *workbook,
                              const struct rule_line *line)
{
    struct arena *arena = workbook->arena;
    if (!line->fired) {
        return WORDS_NOT_FIRED;
    }
    const size_t limit = sizeof(line->first) / sizeof(line->first[0]);
    const char *text = "";
    const struct table *last = NULL;
    size_t shown = 0;
    for (; shown < line->fired && shown < limit; shown++) {
        const struct finding *finding = &workbook->results->findings[line->first[shown]];
        const bool is_new = !finding->table || finding->table != last;
        const char *owner = !is_new          ? ""
                            : finding->table ? finding->table->id
                                             : output_text(finding->output);
        text = text_format(arena, "%s%s%s%s%s", text, *text ? ", " : "", owner,
                           is_new ? " " : "", finding_place(arena, finding));
        last = finding->table;
    }
    return line->fired > shown
               ? text_format(arena, "%s and %s more", text,
                             text_number(arena, (double)(line->fired - shown), 0))
               : text;
}

static void write_rule(const struct workbook *workbook, const struct rule_line *line,
                       uint32_t row)
{
    struct arena *arena = workbook->arena;
    struct row_fit fit = {0};
    xlsx_write_text(workbook->policy, row, COLUMN_RULE, line->code,
                    style(workbook, STYLE_TEXT_BOLD));
    put(workbook, &fit, row, COLUMN_WHAT, what_text(arena, line));
    put(workbook, &fit, row, COLUMN_NUMBER, numbers_text(workbook, line));
    write_severity(workbook, workbook->policy, row, COLUMN_SEVERITY, line->severity);
    put(workbook, &fit, row, COLUMN_SET_BY, line->name);
    put(workbook, &fit, row, COLUMN_SOURCE,
        is_hidden(workbook, line) ? WORDS_HIDDEN : source_text(arena, line));
    put(workbook, &fit, row, COLUMN_FIRED, fired_text(workbook, line));
    finish_row(workbook->policy, row, &fit);
}

static const char *switched_off(const struct workbook *workbook)
{
    const struct policy *policy = workbook->results->policy;
    const char *text = "";
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (!policy->rules[i].is_on) {
            text = text_format(workbook->arena, "%s%s%s (%s)", text, *text ? ", " : "",
                               policy->rules[i].code, policy->rules[i].full_id);
        }
    }
    return *text ? text_format(workbook->arena, WORDS_OFF, text) : "";
}

static uint32_t write_rules(const struct workbook *workbook)
{
    const struct policy *policy = workbook->results->policy;
    const bool has_title = !text_is_blank(policy->title);
    const bool has_version = !text_is_blank(policy->version);
    uint32_t row = POLICY_TOP;
    xlsx_set_height(workbook->policy, POLICY_TOP - 2, 25);
    xlsx_write_text(
        workbook->policy, POLICY_TOP - 2, 0,
        text_format(workbook->arena, WORDS_RULES, has_title ? policy->title : policy->id,
                    has_version ? ", version " : "", has_version ? policy->version : "",
                    has_title ? text_format(workbook->arena, " (%s)", policy->id) : ""),
        style(workbook, STYLE_SECTION));
    write_headings(workbook, workbook->policy, POLICY_TOP - 1, rule_names, widths,
                   COLUMN_COUNT);
    for (size_t i = 0; i < workbook->plan->rule_count; i++) {
        write_rule(workbook, &workbook->plan->rules[i], row++);
    }
    const char *notes[] = {
        switched_off(workbook),
        workbook->viewer.options->hide_parameters ? WORDS_HIDDEN_HELP : "",
        WORDS_UNCONFIRMED,
    };
    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
        if (*notes[i]) {
            xlsx_write_text(workbook->policy, row++, 0, notes[i],
                            style(workbook, STYLE_SMALL));
        }
    }
    return row;
}

static void write_file(const struct workbook *workbook, const struct output *output,
                       size_t number, size_t tables, uint32_t row)
{
    struct row_fit fit = {0};
    const char *read_as = text_is_blank(output->read_as) ? "not read" : output->read_as;
    const char *kind = output->release
                           ? text_format(workbook->arena, "%s, earlier release %s",
                                         output->kind, output->release)
                           : output->kind;
    xlsx_write_number(workbook->policy, row, COLUMN_RULE, (double)number,
                      style(workbook, STYLE_NUMBER));
    put(workbook, &fit, row, COLUMN_WHAT, output->path);
    xlsx_write_number(workbook->policy, row, COLUMN_NUMBER, (double)output->bytes,
                      style(workbook, STYLE_NUMBER));
    xlsx_write_number(workbook->policy, row, COLUMN_SEVERITY, (double)tables,
                      style(workbook, STYLE_NUMBER_DASH));
    put(workbook, &fit, row, COLUMN_SET_BY, kind ? kind : "");
    put(workbook, &fit, row, COLUMN_SOURCE, read_as);
    xlsx_write_text(workbook->policy, row, COLUMN_FIRED,
                    output->sha256 ? output->sha256 : "", style(workbook, STYLE_MONO));
    finish_row(workbook->policy, row, &fit);
}

static uint32_t write_files(const struct workbook *workbook, uint32_t row)
{
    const struct submission *submission = workbook->results->submission;
    xlsx_set_height(workbook->policy, row, 25);
    xlsx_write_text(workbook->policy, row++, 0, WORDS_FILES,
                    style(workbook, STYLE_SECTION));
    write_headings(workbook, workbook->policy, row++, file_names, widths, COLUMN_COUNT);
    size_t *tables = arena_array(workbook->arena, submission->output_count + 1, size_t);
    for (size_t i = 0; i < submission->table_count; i++) {
        const size_t output =
            tally_output_index(workbook->plan->tally, submission->tables[i]->output);
        if (output < submission->output_count) {
            tables[output]++;
        }
    }
    for (size_t i = 0; i < submission->output_count; i++) {
        write_file(workbook, submission->outputs[i], i + 1, tables[i], row++);
    }
    return row;
}

static const char *stack_text(const struct workbook *workbook)
{
    const struct policy *policy = workbook->results->policy;
    const char *text = "";
    for (size_t i = 0; i < policy->stack_count; i++) {
        const char *file = policy->stack_files ? policy->stack_files[i] : "";
        text = text_format(workbook->arena, "%s%s%s%s%s%s", text, i ? ", then " : "",
                           policy->stack[i], *file ? " (" : "",
                           *file ? path_name(file) : "", *file ? ")" : "");
    }
    return text;
}

static const char *validity_text(const struct workbook *workbook)
{
    const struct policy *policy = workbook->results->policy;
    const bool has_start = !text_is_blank(policy->valid_from);
    const bool has_end = !text_is_blank(policy->valid_to);
    return text_format(
        workbook->arena, "%s%s%s%s%s", text_is_blank(policy->owner) ? "" : policy->owner,
        has_start ? "; valid from " : "", has_start ? policy->valid_from : "",
        has_end ? " to " : "", has_end ? policy->valid_to : "");
}

static void write_run(const struct workbook *workbook, uint32_t row)
{
    const struct results *results = workbook->results;
    struct arena *arena = workbook->arena;
    const bool has_seconds = workbook->viewer.options->verbose && results->seconds >= 0;
    const struct {
        const char *name;
        const char *text;
    } lines[] = {
        {"Tool",
         text_format(arena, "outcheck %s", results->version ? results->version : "")},
        {"Command", results->command},
        {"Policy", stack_text(workbook)},
        {"Owner", validity_text(workbook)},
        {"Policy hash", results->policy->sha256
                            ? text_format(arena, "SHA-256 %s", results->policy->sha256)
                            : ""},
        {"Checked", workbook->moment},
        {"Time taken",
         has_seconds ? text_format(arena, "%.2f seconds", results->seconds) : ""},
    };
    xlsx_set_height(workbook->policy, row, 25);
    xlsx_write_text(workbook->policy, row++, 0, WORDS_RUN,
                    style(workbook, STYLE_SECTION));
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (!text_is_blank(lines[i].text)) {
            xlsx_write_text(workbook->policy, row, 0, lines[i].name,
                            style(workbook, STYLE_TOTAL));
            xlsx_write_text(workbook->policy, row++, 1, lines[i].text,
                            style(workbook, STYLE_UNWRAPPED));
        }
    }
}

void sheet_policy_write(const struct workbook *workbook)
{
    const struct sheet_opening opening = {
        .title = WORDS_POLICY_TITLE,
        .description = WORDS_POLICY_HELP,
        .widths = widths,
        .width_count = COLUMN_COUNT,
        .page = {.is_a3 = true},
    };
    open_sheet(workbook, workbook->policy, &opening);
    xlsx_freeze(workbook->policy, POLICY_TOP, 0);
    uint32_t row = write_rules(workbook);
    row = write_files(workbook, row + 1);
    write_run(workbook, row + 1);
}
