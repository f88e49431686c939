/*
 * What protect did, in words or as JSON.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "report/json_writer.h"
#include "report/suggestion_json.h"

enum { LINE_DEPTH = 2, SCHEMA = 1 };

static bool is_proven(const struct protection *protection)
{
    return protection->suggestion->end <= SUGGESTION_PROVEN;
}

/* ---- text ---- */

static const char *cells_words(struct printer *printer, double count)
{
    return text_counted(printer_scratch(printer), count, "cell", "cells");
}

static void print_files(struct printer *printer, const struct protection *protection)
{
    for (size_t i = 0; i < protection->file_count; i++) {
        const struct protected_file *file = &protection->files[i];
        printer_format(printer, "%s\n  %s\n", file->output->path,
                       file->hidden
                           ? text_format(printer_scratch(printer), "%s hidden",
                                         cells_words(printer, (double)file->hidden))
                           : "as submitted");
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

static void print_totals(struct printer *printer, const struct protection *protection)
{
    const struct suggestion *suggestion = protection->suggestion;
    struct arena *scratch = printer_scratch(printer);
    if (!suggestion->cell_count) {
        printer_text(printer, "Nothing has to be hidden.\n");
        return;
    }
    printer_format(printer, "%s hidden: %zu primary, %zu secondary",
                   cells_words(printer, (double)suggestion->cell_count),
                   suggestion->primaries, suggestion->secondaries);
    if (suggestion->people > 0 && !protection->job->options->redact) {
        printer_format(printer, "; %s in hidden counts",
                       text_counted(scratch, suggestion->people, "person", "people"));
    }
    printer_text(printer, "\n");
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
    printer_format(
        printer, "Written: %s (%s)\n", protection->folder,
        text_counted(scratch, (double)protection->file_count, "file", "files"));
    printer_format(printer, "Next:    outcheck scan %s\n", protection->folder);
}

static void print_text(struct printer *printer, const struct protection *protection)
{
    print_files(printer, protection);
    if (!is_proven(protection)) {
        printer_format(printer, "Not proven: %s.\nNothing was written.\n",
                       protection->suggestion->obstacle);
        return;
    }
    if (!protection->file_count) {
        printer_text(printer, "No file could be protected. Nothing was written.\n");
        return;
    }
    print_totals(printer, protection);
    print_proof(printer, protection);
}

/* ---- JSON ---- */

static void print_json(struct printer *printer, const struct protection *protection,
                       const struct viewer *viewer)
{
    const struct suggestion *suggestion = protection->suggestion;
    struct json_writer json = json_writer_on(printer, LINE_DEPTH);
    json_write_object(&json);
    json_member_count(&json, "schema", SCHEMA);
    json_member_text(&json, "outcheck", protection->scan->results.version);
    json_write_key(&json, "proven");
    json_write_bool(&json, is_proven(protection));
    json_member_text(&json, "obstacle", suggestion->obstacle);
    json_write_key(&json, "protection");
    json_write_object(&json);
    json_member_text(&json, "method", "suppress");
    json_member_count(&json, "primaries", suggestion->primaries);
    json_member_count(&json, "secondaries", suggestion->secondaries);
    json_member_text(&json, "folder", protection->file_count ? protection->folder : NULL);
    json_write_end(&json);
    json_write_key(&json, "files");
    json_write_array(&json);
    for (size_t i = 0; i < protection->file_count; i++) {
        json_write_object(&json);
        json_member_text(&json, "path", protection->files[i].output->path);
        json_member_text(&json, "sha256", protection->files[i].sha256);
        json_member_count(&json, "hidden", protection->files[i].hidden);
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
    json_write_key(&json, "suppression");
    json_write_array(&json);
    suggestion_write_items(&json, viewer, suggestion, false);
    json_write_end(&json);
    json_write_end(&json);
    json_writer_finish(&json);
}

void protection_print(const struct protection *protection)
{
    const struct report_options options = {.redact = protection->job->options->redact};
    struct arena *arena = arena_create(0);
    const struct viewer viewer = {
        .results = &protection->scan->results,
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
