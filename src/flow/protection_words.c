/*
 * What protect did, in words or as JSON.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "report/json_writer.h"
#include "report/suggestion_json.h"

enum { LINE_DEPTH = 2, SCHEMA = 1 };

/* ---- text ---- */

static const char *cells_words(struct printer *printer, double count)
{
    return text_counted(printer_scratch(printer), count, "cell", "cells");
}

static const char *change_words(struct arena *scratch, const char *list, size_t count,
                                const char *what)
{
    if (!count) {
        return list;
    }
    return text_format(scratch, "%s%s%s %s", list, *list ? ", " : "",
                       text_counted(scratch, (double)count, "cell", "cells"), what);
}

static const char *file_words(struct arena *scratch, const struct protected_file *file)
{
    const char *words = change_words(scratch, "", file->changed, "changed or left out");
    words = change_words(scratch, words, file->ranged, "shown as a range");
    words = change_words(scratch, words, file->hidden, "hidden");
    words = change_words(scratch, words, file->anew, "worked out from those shown");
    return *words ? words : "as submitted";
}

static void print_files(struct printer *printer, const struct protection *protection)
{
    for (size_t i = 0; i < protection->file_count; i++) {
        const struct protected_file *file = &protection->files[i];
        printer_format(printer, "%s\n  %s\n", file->output->path,
                       file_words(printer_scratch(printer), file));
        printer_rest(printer);
    }
    for (size_t i = 0; i < protection->left_out_count; i++) {
        printer_format(printer, "%s\n  not written: %s\n",
                       protection->left_out[i].output->path,
                       protection->left_out[i].sentence);
    }
    if (protection->file_count + protection->left_out_count) {
        printer_text(printer, "\n");
    }
}

/* ---- ways ---- */

enum { WAY_WIDTH = 41, RISK_WIDTH = 11 };

static void print_way(struct printer *printer, const struct protection *protection,
                      const struct alternative *way, bool is_taken)
{
    struct arena *scratch = printer_scratch(printer);
    const char *people =
        protection->job->options->redact ? "-" : text_number(scratch, way->people, 0);
    printer_format(printer, "%c %-*s %7zu %6zu %7s  %s\n", is_taken ? '*' : ' ',
                   WAY_WIDTH, text_shortened(scratch, way->method, WAY_WIDTH),
                   way->changed, way->hidden, people,
                   text_shortened(scratch, way->risk, RISK_WIDTH));
    printer_rest(printer);
}

/* All that was compared; the one that was taken has a star. */
static void print_ways(struct printer *printer, const struct protection *protection)
{
    const struct suggestion *ways = protection->ways;
    if (!ways) {
        return;
    }
    if (ways->untried) {
        printer_format(printer,
                       "Not tried: %s.\nProtect fewer tables at a time for them.\n\n",
                       ways->untried);
        return;
    }
    const bool is_hidable = ways->end <= SUGGESTION_PROVEN;
    const struct alternative hiding = {
        .method = "Hide cells",
        .changed = ways->cell_count,
        .hidden = ways->cell_count,
        .people = ways->people,
        .risk = is_hidable ? "None found" : "Not proven",
    };
    printer_format(printer, "  %-*s %7s %6s %7s  %s\n", WAY_WIDTH, "Way, in all tables",
                   "Changed", "Hidden", "People", "Risk left");
    print_way(printer, protection, &hiding,
              protection_is_proven(protection) && !protection->way);
    for (size_t i = 0; ways->alternatives && i < ways->alternative_count; i++) {
        const struct alternative *way = &ways->alternatives[i];
        print_way(printer, protection, way, way == protection->way);
    }
    printer_text(printer, "\n");
}

/* What hiding cells would have come to with the totals as they were. */
static void print_recomputed(struct printer *printer, const struct suggestion *suggestion)
{
    const struct suggestion *kept = suggestion->with_totals_kept;
    if (!suggestion->totals) {
        return;
    }
    printer_format(printer, "%s of the figures shown; %s\n",
                   text_counted(printer_scratch(printer), (double)suggestion->totals,
                                "total", "totals"),
                   kept->end != SUGGESTION_PROVEN
                       ? "with true totals, nothing was proven"
                       : text_format(printer_scratch(printer),
                                     "with true totals, %s would be hidden",
                                     cells_words(printer, (double)kept->cell_count)));
}

static void print_totals(struct printer *printer, const struct protection *protection)
{
    const struct suggestion *suggestion = protection->suggestion;
    struct arena *scratch = printer_scratch(printer);
    size_t ranged = 0;
    for (size_t i = 0; i < protection->file_count; i++) {
        ranged += protection->files[i].ranged;
    }
    if (protection->way) {
        printer_format(printer, "%s\n", protection->way->method);
    }
    if (!suggestion->cell_count) {
        printer_text(printer, "Nothing has to be hidden.\n");
        return;
    }
    printer_format(printer, "%s hidden: %zu primary, %zu secondary",
                   cells_words(printer, (double)(suggestion->cell_count - ranged)),
                   suggestion->primaries, suggestion->secondaries - ranged);
    if (ranged) {
        printer_format(printer, "; %zu show a range", ranged);
    }
    if (suggestion->people > 0 && !protection->job->options->redact && !ranged) {
        printer_format(printer, "; %s in hidden counts",
                       text_counted(scratch, suggestion->people, "person", "people"));
    }
    printer_text(printer, "\n");
    print_recomputed(printer, suggestion);
}

/* The bound that tells of this pattern. Where the last clean-up found that less is enough
 * than the attacker's finds asked for, it is the one of the findings. */
static double bound_of(const struct suggestion *suggestion)
{
    const struct suggestion_bounds *bounds = suggestion->bounds;
    return bounds->all <= suggestion->cost * (1 + 1e-9) ? bounds->all : bounds->findings;
}

/* By how much the cost may be above the least, in per cent. */
static double gap_of(const struct suggestion *suggestion, double bound)
{
    const double gap = suggestion->cost > 0 ? 1 - bound / suggestion->cost : 0;
    return gap > 1e-9 ? 100 * gap : 0;
}

static void print_bound(struct printer *printer, const struct suggestion *suggestion,
                        double bound, const char *words)
{
    const double gap = gap_of(suggestion, bound);
    printer_format(printer, "%s %s; gap %.2f %%%s\n",
                   text_number_short(printer_scratch(printer), bound), words, gap,
                   gap == 0 ? " (optimal)" : "");
}

/* Where the attacker's finds asked for more than the findings did, two things are known.
 */
static void print_optimum(struct printer *printer, const struct protection *protection)
{
    const struct suggestion *suggestion = protection->suggestion;
    const struct suggestion_bounds *bounds = suggestion->bounds;
    if (!bounds) {
        return;
    }
    printer_format(printer, "Cost:    %s\nBound:   ",
                   text_number_short(printer_scratch(printer), suggestion->cost));
    print_bound(printer, suggestion, bounds->findings, "for what the rules found");
    if (bound_of(suggestion) > bounds->findings) {
        printer_text(printer, "         ");
        print_bound(printer, suggestion, bounds->all, "with what the attacker found");
    }
}

/* What the attacker was set on, and that he found nothing. */
static void print_proof(struct printer *printer, const struct protection *protection)
{
    struct arena *scratch = printer_scratch(printer);
    const size_t earlier = protection->scan->earlier.count;
    printer_format(printer, "Proof:   read back and attacked%s: nothing found\n",
                   earlier
                       ? text_format(scratch, " with %s",
                                     text_counted(scratch, (double)earlier,
                                                  "earlier release", "earlier releases"))
                       : "");
    printer_format(printer, "         %s (holds hidden values)\n", protection->proof);
    for (size_t i = 0; i < protection->file_count; i++) {
        const char *pattern = protection_pattern_path(protection, &protection->files[i]);
        if (pattern) {
            printer_format(printer, "Pattern: %s (for tau-ARGUS)\n", pattern);
        }
    }
    printer_format(
        printer, "Written: %s (%s)\n", protection->folder,
        text_counted(scratch, (double)protection->file_count, "file", "files"));
    printer_format(printer, "Next:    outcheck scan %s\n", protection->folder);
}

static void print_text(struct printer *printer, const struct protection *protection)
{
    print_files(printer, protection);
    print_ways(printer, protection);
    if (!protection_is_proven(protection)) {
        printer_format(printer, "Not proven: %s.\nNothing was written.\n",
                       protection->suggestion->obstacle);
        return;
    }
    if (!protection->file_count) {
        printer_text(printer, "No file could be protected. Nothing was written.\n");
        return;
    }
    print_totals(printer, protection);
    print_optimum(printer, protection);
    print_proof(printer, protection);
}

/* ---- JSON ---- */

static void write_optimum(struct json_writer *json, const struct suggestion *suggestion)
{
    const struct suggestion_bounds *bounds = suggestion->bounds;
    if (!bounds) {
        return;
    }
    json_member_number(json, "cost", suggestion->cost);
    const double gap = gap_of(suggestion, bound_of(suggestion));
    json_member_number(json, "bound", bound_of(suggestion));
    json_member_number(json, "bound_of_rules", bounds->findings);
    json_member_number(json, "gap_percent", gap);
    json_write_key(json, "optimal");
    json_write_bool(json, gap == 0);
}

/* Beside hiding cells, what was compared; null where nothing was. */
static void write_ways(struct json_writer *json, const struct protection *protection)
{
    const struct suggestion *ways = protection->ways;
    json_write_key(json, "ways");
    if (!ways) {
        json_write_null(json);
        return;
    }
    json_write_array(json);
    for (size_t i = 0; i < ways->alternative_count; i++) {
        const struct alternative *way = &ways->alternatives[i];
        json_write_object(json);
        json_member_text(json, "way", way->method);
        json_member_count(json, "changed", way->changed);
        json_member_count(json, "hidden", way->hidden);
        if (!protection->job->options->redact) {
            json_member_number(json, "people", way->people);
        }
        json_write_key(json, "proven");
        json_write_bool(json, way->is_proven);
        json_member_text(json, "risk", way->risk);
        json_write_end(json);
    }
    json_write_end(json);
}

static void print_json(struct printer *printer, const struct protection *protection,
                       const struct viewer *viewer)
{
    const struct suggestion *suggestion = protection->suggestion;
    struct json_writer json = json_writer_on(printer, LINE_DEPTH);
    json_write_object(&json);
    json_member_count(&json, "schema", SCHEMA);
    json_member_text(&json, "outcheck", protection->scan->results.version);
    json_write_key(&json, "proven");
    json_write_bool(&json, protection_is_proven(protection));
    json_member_text(&json, "obstacle", suggestion->obstacle);
    json_write_key(&json, "protection");
    json_write_object(&json);
    json_member_text(&json, "method", protection->method);
    json_member_text(&json, "design", protection->way ? protection->way->method : NULL);
    json_member_count(&json, "primaries", suggestion->primaries);
    json_member_count(&json, "secondaries", suggestion->secondaries);
    json_member_text(&json, "folder", protection->file_count ? protection->folder : NULL);
    write_optimum(&json, suggestion);
    json_write_end(&json);
    json_write_key(&json, "files");
    json_write_array(&json);
    for (size_t i = 0; i < protection->file_count; i++) {
        json_write_object(&json);
        json_member_text(&json, "path", protection->files[i].output->path);
        json_member_text(&json, "sha256", protection->files[i].sha256);
        json_member_count(&json, "hidden", protection->files[i].hidden);
        json_member_count(&json, "ranged", protection->files[i].ranged);
        json_member_count(&json, "changed", protection->files[i].changed);
        json_member_count(&json, "worked_out", protection->files[i].anew);
        json_write_end(&json);
    }
    json_write_end(&json);
    json_write_key(&json, "left_out");
    json_write_array(&json);
    for (size_t i = 0; i < protection->left_out_count; i++) {
        json_write_object(&json);
        json_member_text(&json, "path", protection->left_out[i].output->path);
        json_member_text(&json, "reason", protection->left_out[i].sentence);
        json_write_end(&json);
    }
    json_write_end(&json);
    write_ways(&json, protection);
    json_write_key(&json, "suppression");
    json_write_array(&json);
    const struct suggestion hidden = protection_hidden(protection, protection->arena);
    suggestion_write_items(&json, viewer, &hidden, false);
    json_write_end(&json);
    protection_write_bounds(&json, protection);
    suggestion_write_totals(&json, viewer, protection->suggestion);
    json_write_end(&json);
    json_writer_finish(&json);
}

void protection_print(const struct protection *protection)
{
    const struct report_options options = {.redact = protection->job->options->redact};
    struct arena *arena = arena_create(0);
    struct results about = protection->scan->results;
    about.submission = protection->made ? protection->made : about.submission;
    const struct viewer viewer = {
        .results = &about,
        .options = &options,
        .tally = tally_create(arena, &protection->scan->results),
    };
    struct printer printer;
    printer_start(&printer, &protection->job->sink);
    if (protection->job->options->format == OUTCHECK_FORMAT_JSON) {
        print_json(&printer, protection, &viewer);
    } else {
        print_text(&printer, protection);
    }
    printer_finish(&printer);
    arena_destroy(arena);
}
