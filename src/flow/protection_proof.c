/*
 * The proof of a protection as JSON: which numbers are hidden, at their places in the
 * files as written, and why; what an attacker is left with, and by which bytes the files
 * can be known. It holds hidden values.
 */
#include "flow/protection.h"
#include "report/json_writer.h"
#include "report/suggestion_json.h"

#include <string.h>

enum { LINE_DEPTH = 2, SCHEMA = 1 };

struct collected {
    struct arena *arena;
    char *text;
    size_t length;
    size_t capacity;
};

static void collect(void *context, const char *bytes, size_t length)
{
    struct collected *collected = context;
    collected->text = arena_grow(collected->arena, collected->text, &collected->capacity,
                                 collected->length + length + 1, 1);
    memcpy(collected->text + collected->length, bytes, length);
    collected->length += length;
    collected->text[collected->length] = '\0';
}

static void write_files(struct json_writer *json, const struct protection *protection)
{
    json_write_key(json, "files");
    json_write_array(json);
    for (size_t i = 0; i < protection->file_count; i++) {
        const struct protected_file *file = &protection->files[i];
        json_write_object(json);
        json_member_text(json, "path", file->output->path);
        json_member_text(json, "submitted_sha256", file->output->sha256);
        json_member_text(json, "protected_sha256", file->sha256);
        json_member_count(json, "hidden", file->hidden);
        json_member_count(json, "ranged", file->ranged);
        json_member_count(json, "changed", file->changed);
        json_member_count(json, "worked_out", file->anew);
        json_write_end(json);
    }
    json_write_end(json);
    json_write_key(json, "left_out");
    json_write_array(json);
    for (size_t i = 0; i < protection->left_out_count; i++) {
        json_write_object(json);
        json_member_text(json, "path", protection->left_out[i].output->path);
        json_member_text(json, "reason", protection->left_out[i].sentence);
        json_write_end(json);
    }
    json_write_end(json);
}

static void write_summary(struct json_writer *json, const struct protection *protection)
{
    const struct suggestion *suggestion = protection->suggestion;
    json_write_key(json, "protection");
    json_write_object(json);
    json_member_text(json, "method", protection->method);
    json_member_text(json, "design", protection->way ? protection->way->method : NULL);
    json_member_count(json, "primaries", suggestion->primaries);
    json_member_count(json, "secondaries", suggestion->secondaries);
    json_member_number(json, "people", suggestion->people);
    json_member_count(json, "rounds", suggestion->rounds);
    json_member_count(json, "earlier_releases", protection->scan->earlier.count);
    json_write_end(json);
}

struct bytes protection_proof(const struct protection *protection)
{
    const struct outcheck_scan *scan = protection->scan;
    struct collected collected = {.arena = protection->arena};
    const struct sink sink = {.write = collect, .context = &collected};
    const struct report_options options = {0};
    struct results about = scan->results;
    about.submission = protection_as_written(protection, protection->arena);
    const struct viewer viewer = {
        .results = &about,
        .options = &options,
        .tally = tally_create(protection->arena, &scan->results),
    };
    struct printer printer;
    printer_start(&printer, &sink);
    struct json_writer json = json_writer_on(&printer, LINE_DEPTH);
    json_write_object(&json);
    json_member_count(&json, "schema", SCHEMA);
    json_member_text(&json, "outcheck", scan->results.version);
    json_member_text(&json, "policy", protection->input.policy->id);
    json_member_text(&json, "policy_sha256", protection->input.policy->sha256);
    write_summary(&json, protection);
    write_files(&json, protection);
    json_write_key(&json, "suppression");
    json_write_array(&json);
    const struct suggestion hidden = protection_hidden(protection, protection->arena);
    suggestion_write_items(&json, &viewer, &hidden, true);
    json_write_end(&json);
    protection_write_bounds(&json, protection);
    suggestion_write_totals(&json, &viewer, protection->suggestion);
    json_write_end(&json);
    json_writer_finish(&json);
    printer_finish(&printer);
    return (struct bytes){.data = collected.text, .length = collected.length};
}
