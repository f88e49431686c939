#include "report/wording.h"

#include "base/text.h"
#include "protect/redesign.h"

#include <ctype.h>
#include <string.h>

const char *wording_left_out(struct arena *arena, const char *title, const char *label)
{
    return *label ? text_format(arena, "%s in %s (details left out)", title, label)
                  : text_format(arena, "%s (details left out)", title);
}

static const char *joined(struct arena *arena, const char *list, const char *item)
{
    return *list ? text_format(arena, "%s, %s", list, item) : item;
}

/* "4 fail, 1 review, 2 cannot be assessed": what there is. */
static const char *counts_in_words(struct arena *arena,
                                   const struct severity_counts *counts)
{
    static const struct {
        enum severity severity;
        const char *words;
    } parts[] = {
        {SEVERITY_FAIL, "fail"},
        {SEVERITY_REVIEW, "review"},
        {SEVERITY_CANNOT_ASSESS, "cannot be assessed"},
        {SEVERITY_INFO, "for information"},
    };
    const char *list = "";
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        const size_t count = counts->of[parts[i].severity];
        if (count) {
            list =
                joined(arena, list,
                       text_format(arena, "%s %s", text_number(arena, (double)count, 0),
                                   parts[i].words));
        }
    }
    return *list ? list : "no rule fired";
}

const char *wording_verdict(struct arena *arena, const struct tally *tally)
{
    const enum severity verdict = tally->all.verdict;
    return text_format(arena, "%s: %s%s", verdict_word(verdict),
                       counts_in_words(arena, &tally->all),
                       verdict == SEVERITY_INFO ? "; this is not a clearance" : "");
}

const char *wording_read(struct arena *arena, const struct results *results,
                         const struct tally *tally)
{
    const struct submission *submission = results->submission;
    return text_format(
        arena, "%s, %s, %s",
        text_counted(arena, (double)submission->output_count, "output", "outputs"),
        text_counted(arena, (double)submission->table_count, "table", "tables"),
        text_counted(arena, (double)tally->cells, "cell", "cells"));
}

const char *wording_attack(struct arena *arena, const struct results *results,
                           const struct attack_view *view)
{
    const struct attack_totals totals = attack_view_totals(view);
    const struct {
        size_t count;
        const char *word;
    } parts[] = {
        {totals.exact, "exactly known"},
        {totals.narrow, "narrow"},
        {totals.not_proven, "not proven"},
        {totals.protected, "protected"},
    };
    const char *words =
        text_counted(arena, (double)totals.hidden, "hidden cell", "hidden cells");
    const char *joint = ": ";
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (parts[i].count) {
            words =
                text_format(arena, "%s%s%s %s", words, joint,
                            text_number(arena, (double)parts[i].count, 0), parts[i].word);
            joint = ", ";
        }
    }
    if (results->earlier_count) {
        words = text_format(arena, "%s; compared with %s", words,
                            text_counted(arena, (double)results->earlier_count,
                                         "earlier release", "earlier releases"));
    }
    return words;
}

const char *wording_next(struct arena *arena, const struct results *results,
                         const struct tally *tally)
{
    const char *where = results->report_path ? " in the report" : "";
    switch (tally->all.verdict) {
    case SEVERITY_FAIL:
        return text_format(arena, "fix the %s, or add a reason%s, then scan again",
                           text_counted(arena, (double)tally->all.of[SEVERITY_FAIL],
                                        "FAIL finding", "FAIL findings"),
                           where);
    case SEVERITY_REVIEW:
        return text_format(arena, "look at the %s, and add a reason%s",
                           text_counted(arena, (double)tally->all.of[SEVERITY_REVIEW],
                                        "REVIEW finding", "REVIEW findings"),
                           where);
    case SEVERITY_CANNOT_ASSESS:
        return "supply what is missing, as each finding says, then scan again";
    case SEVERITY_INFO:
    default:
        return results->is_audit
                   ? "run scan, too: an audit looks at what follows, not at what is "
                     "printed"
                   : "hand the tables to an output checker, with the report";
    }
}

/* "merge 16-17 with 18 (protect --method merge): hides nobody; hiding 40 cells, 293
 * people" */
static const char *better_words(struct arena *arena, const struct suggestion *suggestion,
                                const struct alternative *way)
{
    const char *method = way->is_asked ? "round" : "merge";
    const char *people =
        way->people > 0 ? text_counted(arena, way->people, "person", "people") : "nobody";
    return text_format(
        arena, "%c%s (protect --method %s): proven, hides %s; hiding %s hides %s",
        tolower((unsigned char)way->method[0]), way->method + 1, method, people,
        text_counted(arena, (double)suggestion->cell_count, "cell", "cells"),
        text_counted(arena, suggestion->people, "person", "people"));
}

const char *wording_suggestion(struct arena *arena, const struct results *results)
{
    const struct suggestion *suggestion = results->suggestion;
    if (!suggestion || suggestion->end == SUGGESTION_NOT_NEEDED) {
        return "";
    }
    const struct alternative *way = redesign_best(suggestion);
    if (way) {
        return better_words(arena, suggestion, way);
    }
    if (suggestion->end == SUGGESTION_PROVEN) {
        const char *where = results->report_path ? "; see the suppress sheets" : "";
        return text_format(
            arena, "hiding %s%s is proven to be enough: outcheck protect writes it%s%s%s",
            text_counted(arena, (double)suggestion->cell_count, "cell", "cells"),
            suggestion->totals ? ", with totals of what is left," : "", where,
            suggestion->untried ? "; not tried: " : "",
            suggestion->untried ? suggestion->untried : "");
    }
    return suggestion->end == SUGGESTION_OUT_OF_TIME
               ? text_format(arena, "%s: run outcheck protect", suggestion->obstacle)
               : "no way of hiding cells was proven; outcheck protect says what is in "
                 "the way";
}

const char *wording_more(struct arena *arena, size_t count, bool has_report)
{
    return text_format(arena, "and %s more like this%s",
                       text_number(arena, (double)count, 0),
                       has_report ? " (report, sheet Findings)" : "");
}

const char *wording_help(struct arena *arena, const char *help, const char *code)
{
    const char *second = strstr(help, ". Or ");
    size_t length = second ? (size_t)(second - help) : strlen(help);
    while (length && (help[length - 1] == '.' || help[length - 1] == ' ')) {
        length--;
    }
    return text_format(arena, "help: %s%soutcheck explain %s",
                       text_copy(arena, help, length), length ? "; " : "", code);
}

const char *wording_exception(struct arena *arena, const struct finding *finding)
{
    const struct exception *exception = finding->exception;
    if (!finding->exception_is_void) {
        return text_format(arena, "exception asked: %s", exception->reason);
    }
    return exception->has_value
               ? text_format(arena, "exception void, it was asked for %s: %s",
                             text_number_short(arena, exception->value),
                             exception->reason)
               : text_format(arena, "exception void, it was asked for another file: %s",
                             exception->reason);
}

const char *wording_supporting(struct arena *arena, size_t count)
{
    return text_format(
        arena, "%s: neither read nor judged, not for release",
        text_counted(arena, (double)count, "supporting file", "supporting files"));
}
