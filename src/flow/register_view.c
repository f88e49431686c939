/*
 * Implements outcheck/register.h: reads what was released, hands it to the register, and
 * says what is in it.
 */
#include "base/date.h"
#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "clearance/register/register.h"
#include "clearance/uk_time.h"
#include "flow/call.h"
#include "ingest/ingest.h"
#include "outcheck/register.h"
#include "policy/policy.h"
#include "report/json_writer.h"
#include "report/printable.h"

#include <string.h>

#define DEFAULT_POLICY "ons-srs"
#define LOG_FOLDER     "outcheck-report"

enum { NAME_LIMIT = 200 };

/* ---- add ---- */

static const char *release_date(struct call *call, const char *wish)
{
    if (!wish) {
        return date_text_iso(call->arena, uk_day(clock_now()));
    }
    const char *text = wish;
    int64_t day = 0;
    if (date_read_iso(&text, &day) && !*text) {
        return wish;
    }
    problem_add(call->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                "Write it as in 2026-11-21.", "'%s' is not a date", wish);
    return NULL;
}

static const char *release_name(struct call *call,
                                const struct outcheck_register_options *options)
{
    const char *name = options->name;
    if (!name) {
        const char *resolved = path_resolved(call->arena, options->paths[0]);
        name = path_name(resolved ? resolved : options->paths[0]);
    }
    if (!text_is_blank(name) && text_is_utf8(name, strlen(name)) &&
        strlen(name) <= NAME_LIMIT) {
        return name;
    }
    problem_add(call->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                "Give one with --name.", "the release has no name that can be kept");
    return NULL;
}

/* Only where the log of this submission stands in its usual place. */
static enum outcheck_status log_release(struct call *call, const char *where,
                                        const struct register_release *release)
{
    if (file_kind_of(LOG_FOLDER) != FILE_FOLDER) {
        return OUTCHECK_OK;
    }
    const struct log_detail details[] = {
        {.key = "register", .text = text_starts_with(where, "odbc:") ? "odbc" : where},
        {.key = "clearance", .text = release->clearance},
        {.key = "tables", .count = release->tables},
        {.key = "cells", .count = release->cells},
    };
    const struct log_event event = {
        .name = "register",
        .object = release->name,
        .sha256 = release->hash,
        .details = details,
        .detail_count = sizeof(details) / sizeof(details[0]),
    };
    return log_append(LOG_FOLDER, &event, call->problems);
}

static enum outcheck_status read_released(struct call *call,
                                          const struct outcheck_register_options *options,
                                          const struct policy *policy,
                                          const struct submission **submission)
{
    const struct ingest_options ingest = {
        .paths = options->paths,
        .path_count = options->path_count,
        .standard_input_name = "standard-input.csv",
        .symbols = &policy->symbols,
        .rounding = policy_rounding(policy),
    };
    return ingest_submission(call->arena, &ingest, submission, call->problems);
}

static enum outcheck_status add_to(struct call *call, const char *where,
                                   const struct submission *submission,
                                   struct register_release *release)
{
    struct register_book *book = NULL;
    enum outcheck_status status =
        register_open(call->arena, where, SQL_STORE_WRITE, &book, call->problems);
    if (status == OUTCHECK_OK) {
        status = register_add(book, submission, release, call->problems);
    }
    register_close(book);
    return status == OUTCHECK_OK ? log_release(call, where, release) : status;
}

static enum outcheck_status add(struct call *call,
                                const struct outcheck_register_options *options,
                                struct register_release *release)
{
    const struct submission *submission = NULL;
    const struct policy *policy = NULL;
    release->released = release_date(call, options->released);
    release->name = release_name(call, options);
    if (!release->released || !release->name) {
        return OUTCHECK_ERROR_USAGE;
    }
    enum outcheck_status status =
        policy_load(call->arena, options->policy ? options->policy : DEFAULT_POLICY,
                    &policy, call->problems);
    if (status == OUTCHECK_OK) {
        status = read_released(call, options, policy, &submission);
    }
    if (status == OUTCHECK_OK) {
        release->clearance = options->clearance ? options->clearance : "";
        release->policy = policy->id;
        release->policy_sha256 = policy->sha256;
        status = add_to(call, options->where, submission, release);
    }
    policy_release(policy);
    return status;
}

static const char *size_text(struct arena *arena, int64_t tables, int64_t cells)
{
    return text_format(arena, "%s, %s",
                       text_counted(arena, (double)tables, "table", "tables"),
                       text_counted(arena, (double)cells, "cell", "cells"));
}

enum outcheck_status
outcheck_register_add(const struct outcheck_register_options *options,
                      const struct outcheck_sink *sink,
                      const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct register_release release = {0};
    const enum outcheck_status status = add(&call, options, &release);
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        printer_format(&printer, "Registered: %s, %s\nHash:       %s\n",
                       text_printable(call.arena, release.name),
                       size_text(call.arena, release.tables, release.cells),
                       release.hash);
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}

/* ---- list ---- */

static void print_release(struct printer *printer, const struct register_release *release)
{
    struct arena *scratch = printer_scratch(printer);
    printer_format(printer, "%4lld  %s  %s\n", (long long)release->id,
                   text_printable(scratch, release->released),
                   text_printable(scratch, release->name));
    printer_format(printer, "      %s; policy %s%s%s\n",
                   size_text(scratch, release->tables, release->cells),
                   text_printable(scratch, release->policy),
                   release->clearance[0] ? "; clearance " : "",
                   text_printable(scratch, release->clearance));
    printer_rest(printer);
}

static void write_release(struct json_writer *writer,
                          const struct register_release *release)
{
    json_write_object(writer);
    json_member_count(writer, "id", (uint64_t)release->id);
    json_member_text(writer, "name", release->name);
    json_member_text(writer, "released", release->released);
    json_member_text(writer, "clearance", release->clearance);
    json_member_text(writer, "policy", release->policy);
    json_member_text(writer, "policy_sha256", release->policy_sha256);
    json_member_count(writer, "tables", (uint64_t)release->tables);
    json_member_count(writer, "cells", (uint64_t)release->cells);
    json_member_text(writer, "hash", release->hash);
    json_write_end(writer);
}

static void write_releases(struct printer *printer,
                           const struct register_release *releases, size_t count)
{
    struct json_writer writer = json_writer_on(printer, 2);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    json_write_key(&writer, "releases");
    json_write_array(&writer);
    for (size_t i = 0; i < count; i++) {
        write_release(&writer, &releases[i]);
        printer_rest(printer);
    }
    json_write_end(&writer);
    json_write_end(&writer);
    json_writer_finish(&writer);
}

static void print_releases(struct printer *printer,
                           const struct register_release *releases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_release(printer, &releases[i]);
    }
    printer_format(
        printer, "%s\n",
        text_counted(printer_scratch(printer), (double)count, "release", "releases"));
}

enum outcheck_status outcheck_register_list(const char *where,
                                            enum outcheck_format format,
                                            const struct outcheck_sink *sink,
                                            const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct register_book *book = NULL;
    struct register_release *releases = NULL;
    size_t count = 0;
    enum outcheck_status status =
        register_open(call.arena, where, SQL_STORE_READ, &book, call.problems);
    if (status == OUTCHECK_OK) {
        status = register_list(book, call.arena, &releases, &count, call.problems);
    }
    register_close(book);
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        (format == OUTCHECK_FORMAT_JSON ? write_releases
                                        : print_releases)(&printer, releases, count);
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}

/* ---- verify ---- */

static bool print_check(struct printer *printer, const struct register_check *check,
                        bool lacks_head)
{
    struct arena *scratch = printer_scratch(printer);
    for (size_t i = 0; i < check->fault_count; i++) {
        printer_format(printer, "%s\n", text_printable(scratch, check->faults[i]));
    }
    if (lacks_head) {
        printer_text(printer, "No release has the hash that was written down.\n");
    }
    if (check->fault_count || lacks_head) {
        printer_text(printer, "The register is not whole.\n");
        return false;
    }
    printer_format(printer, "The register is whole: %s, %s.\nHead: %s\n",
                   text_counted(scratch, (double)check->releases, "release", "releases"),
                   size_text(scratch, check->tables, check->cells),
                   check->head ? check->head : "none");
    return true;
}

/* Whether some release has the hash: what was the last one once must still be there. */
static enum outcheck_status find_head(struct register_book *book, struct call *call,
                                      const char *head, bool *is_there)
{
    struct register_release *releases = NULL;
    size_t count = 0;
    const enum outcheck_status status =
        register_list(book, call->arena, &releases, &count, call->problems);
    *is_there = false;
    for (size_t i = 0; i < count && status == OUTCHECK_OK; i++) {
        *is_there |= text_equals_ignoring_case(releases[i].hash, head);
    }
    return status;
}

enum outcheck_status outcheck_register_verify(const char *where, const char *head,
                                              bool *is_whole,
                                              const struct outcheck_sink *sink,
                                              const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct register_book *book = NULL;
    struct register_check check = {0};
    enum outcheck_status status =
        register_open(call.arena, where, SQL_STORE_READ, &book, call.problems);
    if (status == OUTCHECK_OK) {
        status = register_verify(book, call.arena, &check, call.problems);
    }
    bool is_there = true;
    if (status == OUTCHECK_OK && head && check.releases) {
        status = find_head(book, &call, head, &is_there);
    }
    register_close(book);
    *is_whole = false;
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        *is_whole = print_check(&printer, &check, !is_there || (head && !check.releases));
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}
