#include "flow/deciding.h"

#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/decision_record.h"
#include "clearance/event_log.h"
#include "clearance/review_clock.h"
#include "flow/report_guard.h"
#include "flow/scan_inside.h"
#include "flow/signing_make.h"
#include "flow/turn.h"
#include "ingest/workbook/workbook_read.h"

#include <string.h>

enum outcheck_status deciding_open_book(struct deciding *deciding, const char *path,
                                        struct decision_book *book)
{
    struct workbook_content content;
    const enum outcheck_status status =
        workbook_read(deciding->call->arena, path, &content, deciding->call->problems);
    if (status == OUTCHECK_OK) {
        *book = (struct decision_book){
            .path = path,
            .grids = content.grids,
            .grid_count = content.grid_count,
        };
    }
    return status;
}

/* ---- the scan again ---- */

static void take_problems(struct deciding *deciding)
{
    const struct problems *problems = scan_problems(deciding->scan);
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->items[i];
        problem_add(deciding->call->problems, problem->status, problem->place,
                    problem->hint, "%s", problem->message);
    }
}

/* The address of a register that was not written down is asked for again. */
static enum outcheck_status find_register(struct deciding *deciding,
                                          struct outcheck_options *options)
{
    const char *given = deciding->options ? deciding->options->register_where : NULL;
    const bool is_secret = options->register_where &&
                           text_equals(options->register_where, SIGNING_SECRET_REGISTER);
    if (is_secret && given && text_starts_with(given, SIGNING_SECRET_REGISTER)) {
        options->register_where = given;
    } else if (is_secret) {
        problem_add(deciding->call->problems, OUTCHECK_ERROR_USAGE,
                    place_of_file(deciding->folder),
                    "Name it again with --register, or in OUTCHECK_REGISTER.",
                    "the scan used a register on a server, whose address is not written "
                    "down");
        return OUTCHECK_ERROR_USAGE;
    }
    return OUTCHECK_OK;
}

enum outcheck_status deciding_prepare(struct deciding *deciding,
                                      const struct signing_run *run)
{
    struct arena *arena = deciding->call->arena;
    for (size_t i = 0; i < run->path_count; i++) {
        if (text_equals(run->paths[i], "-")) {
            problem_add(deciding->call->problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(deciding->folder),
                        "Scan the table from a file, then assign its report.",
                        "a table from standard input cannot be looked at again");
            return OUTCHECK_ERROR_USAGE;
        }
    }
    struct outcheck_options options = signing_run_options(arena, run, deciding->folder);
    enum outcheck_status status = find_register(deciding, &options);
    if (status != OUTCHECK_OK) {
        return status;
    }
    status = outcheck_scan_run(&options, &deciding->scan);
    if (!outcheck_scan_has_results(deciding->scan)) {
        take_problems(deciding);
        return status == OUTCHECK_OK ? OUTCHECK_ERROR_INPUT : status;
    }
    deciding->results = *scan_results(deciding->scan);
    deciding->signing = signing_make(arena, &deciding->results);
    deciding->signing->run = *run;
    return OUTCHECK_OK;
}

static enum outcheck_status open_turn_after(struct deciding *deciding,
                                            const struct signing *before,
                                            struct signing *now)
{
    const struct turn turn = {deciding->folder, before, deciding->results.submission,
                              &deciding->results.policy->symbols};
    return turn_open(deciding->call->arena, &turn, now, deciding->call->problems);
}

/* What changed since the turn before this one: compared again, for it is not on record.
 */
static enum outcheck_status recall_changes(struct deciding *deciding, struct signing *now)
{
    struct arena *arena = deciding->call->arena;
    struct signing *signing = deciding->signing;
    struct signing *earlier = NULL;
    enum outcheck_status status = decision_record_read_turn(
        arena, deciding->folder, signing->turn - 1, &earlier, deciding->call->problems);
    if (status == OUTCHECK_OK && earlier) {
        status = open_turn_after(deciding, earlier, now);
        signing->changes = now->changes;
        signing->change_count = now->change_count;
        signing->gone = now->gone;
        signing->gone_count = now->gone_count;
    }
    return status;
}

enum outcheck_status deciding_open_turn(struct deciding *deciding)
{
    const struct signing *before = deciding->before;
    struct signing *now = deciding->signing;
    if (!before) {
        return OUTCHECK_OK;
    }
    if (text_equals(before->report_id, now->report_id) && !before->returned) {
        deciding->signing = deciding->before;
        return recall_changes(deciding, now);
    }
    now->days_before = before->days_before + review_clock_turn(before);
    return open_turn_after(deciding, before, now);
}

/* ---- checks ---- */

/* Whether the workbook knows a file of this name, and with these bytes. */
static void find_file(const struct book_record *record, const struct output *output,
                      bool *is_known, bool *is_same)
{
    enum { HASH_LENGTH = 64, GAP = 2 };
    *is_known = false;
    *is_same = false;
    for (size_t i = 0; i < record->file_count; i++) {
        const char *line = record->files[i];
        if (strlen(line) > HASH_LENGTH + GAP &&
            text_equals(line + HASH_LENGTH + GAP, output->path)) {
            *is_known = true;
            *is_same = text_starts_with(line, output->sha256);
        }
    }
}

/* Says which file is not as the workbook has it; false when all are. */
static bool refuse_changed_file(struct deciding *deciding,
                                const struct decision_book *book,
                                const struct book_record *record, const char *hint)
{
    const struct submission *submission = deciding->results.submission;
    for (size_t i = 0; i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        bool is_known = false;
        bool is_same = false;
        find_file(record, output, &is_known, &is_same);
        if (!is_same) {
            problem_add(deciding->call->problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(book->path), hint,
                        is_known ? "%s has changed since this workbook was written"
                                 : "%s was not there when this workbook was written",
                        output->path);
            return true;
        }
    }
    return false;
}

bool deciding_check_report(struct deciding *deciding, const struct decision_book *book,
                           const struct book_record *record)
{
    static const char hint[] =
        "Scan again, and write the checkers new copies with --assign.";
    const struct signing *signing = deciding->signing;
    const bool is_same_report = text_equals(record->report_id, signing->report_id);
    if (is_same_report && record->turn == signing->turn) {
        return true;
    }
    if (is_same_report) {
        problem_add(deciding->call->problems, OUTCHECK_ERROR_USAGE,
                    place_of_file(book->path), hint,
                    "this workbook is of turn %u, and the submission is in turn %u",
                    record->turn, signing->turn);
    } else if (!refuse_changed_file(deciding, book, record, hint)) {
        problem_add(deciding->call->problems, OUTCHECK_ERROR_USAGE,
                    place_of_file(book->path), hint,
                    "this workbook is about other findings or another report");
    }
    return false;
}

bool deciding_check_person(struct deciding *deciding, const char *place, const char *name)
{
    const struct request *request = deciding->results.submission->request;
    struct problems *problems = deciding->call->problems;
    const struct place where = place_of_file(place);
    if (text_is_blank(name)) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, where,
                    "Write the name into the cell beside 'Checker' (sheet Sign-off), or "
                    "give it with --checker.",
                    "nobody is named as the checker");
        return false;
    }
    const bool may_be_author = deciding->results.policy->process.may_review_own;
    for (size_t i = 0; request && !may_be_author && i < request->authors.count; i++) {
        if (signing_same_person(request->authors.items[i], name)) {
            problem_add(problems, OUTCHECK_ERROR_USAGE, where,
                        "Nobody checks their own outputs; the policy says so.",
                        "%s is an author of this submission", name);
            return false;
        }
    }
    return true;
}

void deciding_submit(struct signing *signing)
{
    if (!signing->submitted) {
        signing->submitted = clock_now();
    }
    if (!signing->first_submitted) {
        signing->first_submitted = signing->submitted;
    }
}

size_t deciding_next_checker(const struct signing *signing)
{
    for (size_t i = 0; i < signing->checker_count; i++) {
        if (!signing->checkers[i].has_decided) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* ---- writing ---- */

static void tell_written(struct deciding *deciding, const char *path)
{
    struct arena *arena = deciding->call->arena;
    const char **all = arena_array(arena, deciding->written_count + 1, const char *);
    for (size_t i = 0; i < deciding->written_count; i++) {
        all[i] = deciding->written[i];
    }
    all[deciding->written_count++] = path;
    deciding->written = all;
}

enum outcheck_status deciding_write_book(struct deciding *deciding, const char *name,
                                         const char *reader, bool is_public)
{
    struct arena *arena = deciding->call->arena;
    struct problems *problems = deciding->call->problems;
    const char *path = path_join(arena, deciding->folder, name);
    const char *hash = NULL;
    struct signing signing = *deciding->signing;
    struct results results = deciding->results;
    review_clock_show(arena, &signing, results.policy->process.turnaround);
    signing.reader = reader;
    signing.hides_comments = is_public;
    results.signing = &signing;
    const struct report_options options = {
        .hide_parameters = is_public && results.policy->hides_parameters};
    enum outcheck_status status = OUTCHECK_OK;
    if (!deciding->options->overwrite_changed) {
        status = report_guard_check(path, problems);
    }
    if (status == OUTCHECK_OK) {
        status = report_workbook(&results, &options, path, problems);
    }
    if (status == OUTCHECK_OK) {
        status = report_guard_record(arena, path, &hash, problems);
    }
    if (status == OUTCHECK_OK) {
        tell_written(deciding, path);
    }
    return status;
}

/* "a-okafor": letters and digits as they are, hyphens for the rest. */
static const char *slug(struct arena *arena, const char *name)
{
    const char *key = text_key(arena, name);
    char *made = arena_array(arena, strlen(key) + 1, char);
    size_t end = 0;
    for (const char *at = key; *at; at++) {
        const bool is_word = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') ||
                             (unsigned char)*at >= 0x80;
        if (is_word) {
            made[end++] = *at;
        } else if (end && made[end - 1] != '-') {
            made[end++] = '-';
        }
    }
    while (end && made[end - 1] == '-') {
        made[--end] = '\0';
    }
    return end ? made : "checker";
}

enum outcheck_status deciding_write_copy(struct deciding *deciding, size_t checker)
{
    const char *name = deciding->signing->checkers[checker].name;
    return deciding_write_book(deciding,
                               text_format(deciding->call->arena, "report.%s.xlsx",
                                           slug(deciding->call->arena, name)),
                               name, false);
}

enum outcheck_status deciding_record(struct deciding *deciding, const char *event,
                                     const char *who)
{
    struct arena *arena = deciding->call->arena;
    const struct signing *signing = deciding->signing;
    const char *sha256 = NULL;
    enum outcheck_status status = OUTCHECK_OK;
    if (deciding->before && deciding->before->turn < signing->turn) {
        status = decision_record_put_away(arena, deciding->folder, deciding->before->turn,
                                          deciding->call->problems);
    }
    if (status == OUTCHECK_OK) {
        status = decision_record_write(arena, deciding->folder, signing, &sha256,
                                       deciding->call->problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    const struct log_detail details[] = {
        {.key = "state", .text = signing_state(signing)},
        {.key = "turn", .count = signing->turn},
        {.key = "report", .text = signing->report_id},
        {.key = "by", .text = who},
    };
    const struct log_event entry = {
        .name = event,
        .object = DECISION_RECORD_NAME,
        .sha256 = sha256,
        .details = details,
        .detail_count = who ? 4 : 3,
    };
    return log_append(deciding->folder, &entry, deciding->call->problems);
}
