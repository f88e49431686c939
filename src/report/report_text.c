/*
 * The findings as text for a terminal: by file, worst first, with the verdict as the last
 * line.
 *
 * Colour only repeats what words say. Over ten findings of one rule in one table are
 * shown as three and a number, unless `verbose` asks for all.
 */
#include "base/map.h"
#include "base/text.h"
#include "report/attack_view.h"
#include "report/finding_view.h"
#include "report/printable.h"
#include "report/printer.h"
#include "report/report_extract.h"
#include "report/wording.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    MANY = 10,
    SHOWN_OF_MANY = 3,
    PLACE_WIDTH = 22,
    HELP_COLUMN = 6,
    EXTRACT_COLUMN = 8
};

/* One finding to show, and how many more like it are not. */
struct line {
    const struct finding *finding;
    size_t more;
};

struct lines {
    struct line *items;
    size_t count;
    size_t capacity;
    size_t place_width;
    size_t severity_width;
};

/* Findings of one rule in one table; without a table, in all tables of the output. */
struct group_key {
    const struct table *table;
    char code[8];
    int severity;
};

struct group {
    size_t count;
    size_t shown;
    size_t tables; /* of a group without a table: in how many */
    size_t order;  /* of a group with one: the how manieth table, from 0 */
    size_t line;   /* its last line */
};

struct groups {
    struct map *map;
    struct group *items;
    size_t count;
    size_t capacity;
};

struct text_report {
    struct printer printer;
    struct viewer viewer;
};

static const char *colour_of(enum severity severity)
{
    static const char *const colours[] = {"\033[36m", "\033[35m", "\033[33m",
                                          "\033[1;31m"};
    return colours[severity];
}

static void print_coloured(struct text_report *report, const char *colour,
                           const char *text)
{
    const bool use_colour = report->viewer.options->use_colour;
    printer_text(&report->printer, use_colour ? colour : "");
    printer_text(&report->printer, text);
    printer_text(&report->printer, use_colour ? "\033[0m" : "");
}

/* An index, since the groups move when one is added. */
static size_t find_group(struct arena *arena, struct groups *groups,
                         const struct finding *finding, const struct table *table)
{
    struct group_key key;
    memset(&key, 0, sizeof(key)); /* its padding is part of the key */
    key.table = table;
    key.severity = (int)finding->severity;
    const size_t length = strlen(finding->code);
    memcpy(key.code, finding->code,
           length < sizeof(key.code) ? length : sizeof(key.code));
    size_t found = map_find(groups->map, &key, sizeof(key));
    if (found == MAP_NONE) {
        struct group_key *kept = arena_new(arena, struct group_key);
        memcpy(kept, &key, sizeof(key));
        found = map_add(groups->map, kept, sizeof(*kept), groups->count);
        (void)arena_add(arena, groups->items, groups->count, groups->capacity);
    }
    return found;
}

static void count_finding(struct arena *arena, struct groups *groups,
                          const struct finding *finding)
{
    const size_t own = find_group(arena, groups, finding, finding->table);
    const size_t everywhere = find_group(arena, groups, finding, NULL);
    struct group *group = &groups->items[own];
    if (group->count++ == 0) {
        group->order = groups->items[everywhere].tables++;
    }
}

/* The group whose last line speaks for a finding too, as one of many alike in its table
 * or its table as one of many; NULL: the finding has a line of its own. */
static const struct group *spoken_for_by(const struct group *own,
                                         const struct group *everywhere)
{
    if (everywhere->tables > MANY && own->order >= SHOWN_OF_MANY) {
        return everywhere;
    }
    return own->count > MANY && own->shown >= SHOWN_OF_MANY ? own : NULL;
}

/* The findings of one output: a run of the list that is sorted by output. */
struct run {
    const struct finding *const *findings;
    size_t count;
};

static void widen(size_t *width, const char *text, size_t most)
{
    const size_t wide = text_width(text);
    if (wide > *width) {
        *width = wide < most ? wide : most;
    }
}

static struct lines choose_lines(struct arena *arena, const struct run *run, bool all)
{
    struct groups groups = {.map = map_create(arena, 16)};
    struct lines lines = {
        .items = arena_array(arena, run->count, struct line),
        .capacity = run->count,
        .place_width = 3,
        .severity_width = 6,
    };
    for (size_t i = 0; i < run->count; i++) {
        count_finding(arena, &groups, run->findings[i]);
    }
    for (size_t i = 0; i < run->count; i++) {
        const struct finding *finding = run->findings[i];
        const size_t own_index = find_group(arena, &groups, finding, finding->table);
        const size_t everywhere_index = find_group(arena, &groups, finding, NULL);
        struct group *own = &groups.items[own_index];
        struct group *everywhere = &groups.items[everywhere_index];
        const struct group *told = all ? NULL : spoken_for_by(own, everywhere);
        if (told && told->line < lines.count) {
            lines.items[told->line].more++;
            continue;
        }
        own->shown++;
        own->line = lines.count;
        everywhere->line = lines.count;
        *arena_add(arena, lines.items, lines.count, lines.capacity) =
            (struct line){.finding = finding};
        widen(&lines.place_width, finding_place(arena, finding), PLACE_WIDTH);
        widen(&lines.severity_width, severity_word(finding->severity), SIZE_MAX);
    }
    return lines;
}

/* "National_Ge…!A2": of a place too long, the cell stays. */
static const char *short_place(struct arena *arena, const struct finding *finding)
{
    const char *place = text_printable(arena, finding_place(arena, finding));
    const char *cell = strrchr(place, '!');
    const size_t cell_width = cell ? text_width(cell) : 0;
    if (text_width(place) <= PLACE_WIDTH || !cell || cell_width > PLACE_WIDTH / 2) {
        return text_shortened(arena, place, PLACE_WIDTH);
    }
    const char *sheet = text_copy(arena, place, (size_t)(cell - place));
    return text_format(arena, "%s%s",
                       text_shortened(arena, sheet, PLACE_WIDTH - cell_width), cell);
}

static void print_finding(struct text_report *report, const struct lines *lines,
                          const struct finding *finding, const char *message)
{
    struct printer *printer = &report->printer;
    struct arena *scratch = printer_scratch(printer);
    const char *place = short_place(scratch, finding);
    const char *severity = severity_word(finding->severity);
    const size_t severity_width = text_width(severity);
    printer_text(printer, "  ");
    print_padded(printer, place, lines->place_width + 2);
    print_coloured(report, colour_of(finding->severity), severity);
    printer_spaces(printer, lines->severity_width - severity_width + 2);
    print_padded(printer, finding->code, 6);
    print_wrapped(printer, text_printable(scratch, message),
                  2 + lines->place_width + 2 + lines->severity_width + 2 + 6,
                  report->viewer.options->width);
    printer_text(printer, "\n");
}

/* Findings in a row with the same help show it once, after the last of them. */
static bool shares_help(struct arena *arena, const struct viewer *viewer,
                        const struct line *line, const struct line *next)
{
    return next && text_equals(line->finding->code, next->finding->code) &&
           text_equals(finding_view(arena, viewer, line->finding).help,
                       finding_view(arena, viewer, next->finding).help);
}

static void print_line(struct text_report *report, const struct lines *lines,
                       const struct line *line, const struct line *next)
{
    struct printer *printer = &report->printer;
    struct arena *scratch = printer_scratch(printer);
    const struct report_options *options = report->viewer.options;
    const struct finding *finding = line->finding;
    const struct finding_view view = finding_view(scratch, &report->viewer, finding);
    print_finding(report, lines, finding, view.message);
    const bool is_last = !shares_help(scratch, &report->viewer, line, next);
    if (is_last && view.shows_value && extract_helps(finding)) {
        print_extract(printer, finding, EXTRACT_COLUMN, options->width);
    }
    if (line->more) {
        printer_spaces(printer, HELP_COLUMN);
        printer_format(printer, "%s\n",
                       wording_more(scratch, line->more,
                                    report->viewer.results->report_path != NULL));
    }
    if (finding->exception && !options->redact) {
        printer_spaces(printer, HELP_COLUMN);
        print_wrapped(printer,
                      text_printable(scratch, wording_exception(scratch, finding)),
                      HELP_COLUMN + 2, options->width);
        printer_text(printer, "\n");
    }
    if (is_last) {
        printer_spaces(printer, HELP_COLUMN);
        print_wrapped(
            printer,
            text_printable(scratch, wording_help(scratch, view.help, finding->code)),
            HELP_COLUMN + strlen("help: "), options->width);
        printer_text(printer, "\n");
    }
    printer_rest(printer);
}

static void print_notes(struct text_report *report, const struct output *output,
                        bool has_heading)
{
    const struct submission *submission = report->viewer.results->submission;
    struct printer *printer = &report->printer;
    if (report->viewer.options->redact) {
        return; /* they quote the input */
    }
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (remark->output != output || !remark_is_note(remark)) {
            continue;
        }
        struct arena *scratch = printer_scratch(printer);
        if (!has_heading && output) {
            print_coloured(report, "\033[1m", text_printable(scratch, output->path));
            printer_text(printer, "\n");
            has_heading = true;
        }
        const struct finding place = {.row = remark->row, .column = remark->column};
        printer_text(printer, "  ");
        print_wrapped(printer,
                      text_printable(scratch, text_format(scratch, "note: %s: %s",
                                                          finding_place(scratch, &place),
                                                          remark->sentence)),
                      HELP_COLUMN, report->viewer.options->width);
        printer_text(printer, "\n");
        printer_rest(printer);
    }
}

static void print_output(struct text_report *report, const struct output *output,
                         const struct run *run)
{
    struct arena *arena = arena_create(0);
    if (run->count) {
        const struct lines lines =
            choose_lines(arena, run, report->viewer.options->verbose);
        print_coloured(report, "\033[1m",
                       output ? text_printable(arena, output->path)
                              : "the submission as a whole");
        printer_text(&report->printer, "\n");
        for (size_t i = 0; i < lines.count; i++) {
            print_line(report, &lines, &lines.items[i],
                       i + 1 < lines.count ? &lines.items[i + 1] : NULL);
        }
    }
    print_notes(report, output, run->count != 0);
    arena_destroy(arena);
}

/* The findings by output, worst first in each as they come; those of no output come
 * first. starts[i] is where output i begins, counted from 1. */
static const struct finding **sort_by_output(struct arena *arena,
                                             const struct text_report *report,
                                             size_t *starts, size_t start_count)
{
    const struct results *results = report->viewer.results;
    const struct tally *tally = report->viewer.tally;
    const struct finding **sorted =
        arena_array(arena, results->finding_count, const struct finding *);
    size_t *next = arena_array(arena, start_count, size_t);
    for (size_t i = 0; i < results->finding_count; i++) {
        starts[tally_output_index(tally, results->findings[i].output) + 2]++;
    }
    for (size_t i = 1; i < start_count; i++) {
        starts[i] += starts[i - 1];
        next[i] = starts[i];
    }
    for (size_t i = 0; i < results->finding_count; i++) {
        const struct finding *finding = &results->findings[i];
        sorted[next[tally_output_index(tally, finding->output) + 1]++] = finding;
    }
    return sorted;
}

static void print_findings(struct text_report *report, struct arena *arena)
{
    const struct submission *submission = report->viewer.results->submission;
    const size_t start_count = submission->output_count + 2;
    size_t *starts = arena_array(arena, start_count, size_t);
    const struct finding **sorted = sort_by_output(arena, report, starts, start_count);
    for (size_t i = 0; i + 1 < start_count; i++) {
        const struct run run = {
            .findings = sorted + starts[i],
            .count = starts[i + 1] - starts[i],
        };
        print_output(report, i ? submission->outputs[i - 1] : NULL, &run);
    }
}

/* ---- audit ---- */

static void print_hidden_heading(struct text_report *report, const struct table *table)
{
    struct arena *scratch = printer_scratch(&report->printer);
    const char *path = table->output ? table->output->path : "";
    print_coloured(report, "\033[1m",
                   text_printable(scratch, text_format(scratch, "Hidden cells of %s, %s",
                                                       path, table->id)));
    printer_text(&report->printer, "\n  Cell      Lowest   Highest     Width  Why\n");
}

static void print_right(struct printer *printer, const char *text, size_t width)
{
    const size_t own = text_width(text);
    printer_spaces(printer, own < width ? width - own : 0);
    printer_text(printer, text);
}

static const char *limit_words(struct arena *scratch, double limit)
{
    return isfinite(limit) ? text_number_short(scratch, limit) : "no limit";
}

static void print_hidden_cell(struct text_report *report, const struct attack_view *view,
                              const struct attack_cell *entry)
{
    enum { CELL_WIDTH = 6, NUMBER_WIDTH = 10, WHY_COLUMN = 2 + 6 + 3 * 10 + 2 };
    struct printer *printer = &report->printer;
    struct arena *scratch = printer_scratch(printer);
    const double low = entry->range.low;
    const double high = entry->range.high;
    const char *label = table_cell_label(scratch, entry->table, entry->cell);
    printer_text(printer, "  ");
    print_padded(printer, table_cell_place(scratch, entry->table, entry->cell),
                 CELL_WIDTH);
    print_right(printer, limit_words(scratch, low), NUMBER_WIDTH);
    print_right(printer, limit_words(scratch, high), NUMBER_WIDTH);
    print_right(printer, limit_words(scratch, high - low), NUMBER_WIDTH);
    printer_text(printer, "  ");
    print_wrapped(
        printer,
        text_printable(scratch, text_format(scratch, "%s; %s", label,
                                            attack_view_why(scratch, view, entry))),
        WHY_COLUMN, report->viewer.options->width);
    printer_text(printer, "\n");
    printer_rest(printer);
}

/* What is left of each hidden cell: the product of an audit. */
static void print_hidden(struct text_report *report, struct arena *arena)
{
    const struct results *results = report->viewer.results;
    const struct report_options *options = report->viewer.options;
    const struct attack_view *view = attack_view_create(arena, results);
    const bool is_wanted = (results->is_audit || options->verbose) && !options->redact;
    const struct table *table = NULL;
    for (size_t i = 0; is_wanted && i < attack_view_count(view); i++) {
        const struct attack_cell *entry = attack_view_at(view, i);
        if (entry->table != table) {
            table = entry->table;
            print_hidden_heading(report, table);
        }
        print_hidden_cell(report, view, entry);
    }
    if (table) {
        printer_text(&report->printer, "\n");
    }
}

static void print_attack_summary(struct text_report *report, struct arena *arena)
{
    const struct results *results = report->viewer.results;
    const struct attack_view *view = attack_view_create(arena, results);
    if (!view || (!attack_view_count(view) && !results->earlier_count)) {
        return;
    }
    printer_text(&report->printer, "Attack: ");
    print_wrapped(&report->printer, wording_attack(arena, results, view), 8,
                  report->viewer.options->width);
    printer_text(&report->printer, "\n");
}

static void print_silent_rules(struct text_report *report)
{
    const struct results *results = report->viewer.results;
    struct printer *printer = &report->printer;
    const char *list = "";
    for (size_t i = 0; i < results->policy->rule_count; i++) {
        const struct policy_rule *rule = &results->policy->rules[i];
        bool has_fired = !rule->is_on;
        for (size_t f = 0; f < results->finding_count && !has_fired; f++) {
            has_fired = text_equals(results->findings[f].rule, rule->full_id);
        }
        if (!has_fired) {
            list = text_format(printer_scratch(printer), "%s %s", list, rule->code);
        }
    }
    if (*list) {
        printer_text(printer, "Did not fire:");
        print_wrapped(printer, list, strlen("Did not fire:") + 1,
                      report->viewer.options->width);
        printer_text(printer, "\n");
    }
}

/* A policy on top of another one may switch rules of that off: it is the one below that
 * people take for what was checked. */
static void print_switched_off(struct text_report *report)
{
    const struct policy *policy = report->viewer.results->policy;
    struct printer *printer = &report->printer;
    struct arena *scratch = printer_scratch(printer);
    if (policy->stack_count < 2) {
        return;
    }
    const char *base = text_format(scratch, "%s/", policy->stack[0]);
    const char *list = "";
    for (size_t i = 0; i < policy->rule_count; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        if (!rule->is_on && !text_starts_with(rule->full_id, base)) {
            list = text_format(scratch, "%s%s %s", list, *list ? "," : "", rule->id);
        }
    }
    if (*list) {
        printer_text(printer, "Policy: ");
        print_wrapped(printer,
                      text_format(scratch, "%s stands on %s and switches off%s",
                                  policy->id, policy->stack[policy->stack_count - 2],
                                  list),
                      8, report->viewer.options->width);
        printer_text(printer, "\n");
    }
}

/* What was read, where the report is, what comes next. */
static void print_summary(struct text_report *report)
{
    const struct results *results = report->viewer.results;
    const struct report_options *options = report->viewer.options;
    struct printer *printer = &report->printer;
    struct arena *scratch = printer_scratch(printer);
    print_switched_off(report);
    printer_format(printer, "Read:   %s\n",
                   wording_read(scratch, results, report->viewer.tally));
    if (results->submission->supporting_count) {
        printer_format(
            printer, "        %s\n",
            wording_supporting(scratch, results->submission->supporting_count));
    }
    if (results->report_path) {
        printer_format(printer, "Report: %s\n",
                       text_printable(scratch, results->report_path));
    }
    print_attack_summary(report, scratch);
    if (options->verbose && results->seconds >= 0) {
        printer_format(printer, "Time:   %.1f s\n", results->seconds);
    }
    printer_text(printer, "Next:   ");
    print_wrapped(printer, wording_next(scratch, results, report->viewer.tally), 8,
                  options->width);
    printer_text(printer, "\n");
    const char *suggestion = wording_suggestion(scratch, results);
    if (*suggestion) {
        printer_text(printer, "        ");
        print_wrapped(printer, suggestion, 8, options->width);
        printer_text(printer, "\n");
    }
}

/* One line, never wrapped: scripts read the last one. */
static void print_verdict(struct text_report *report)
{
    const struct tally *tally = report->viewer.tally;
    struct arena *scratch = printer_scratch(&report->printer);
    const char *verdict = wording_verdict(scratch, tally);
    const size_t word = strcspn(verdict, ":");
    const char *colour = tally->all.verdict == SEVERITY_INFO
                             ? "\033[1;32m"
                             : colour_of(tally->all.verdict);
    print_coloured(report, colour, text_copy(scratch, verdict, word));
    printer_format(&report->printer, "%s\n", verdict + word);
}

void report_text(const struct results *results, const struct report_options *options,
                 const struct sink *sink)
{
    struct arena *arena = arena_create(0);
    struct text_report *report = arena_new(arena, struct text_report);
    report->viewer = (struct viewer){
        .results = results,
        .options = options,
        .tally = tally_create(arena, results),
    };
    printer_start(&report->printer, sink);
    if (!options->quiet) {
        print_hidden(report, arena);
        print_findings(report, arena);
        if (options->verbose) {
            print_silent_rules(report);
        }
        if (results->finding_count || results->submission->remark_count) {
            printer_text(&report->printer, "\n");
        }
        print_summary(report);
    }
    print_verdict(report);
    printer_finish(&report->printer);
    arena_destroy(arena);
}
