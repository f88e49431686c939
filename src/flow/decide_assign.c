/*
 * decide --assign: who checks, and a copy of the report for each.
 */
#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/decision_record.h"
#include "clearance/merge.h"
#include "flow/deciding.h"
#include "flow/turn.h"

#include <string.h>

static struct problems *problems_of(struct deciding *deciding)
{
    return deciding->call->problems;
}

static bool add_checker(struct deciding *deciding, const char *name)
{
    struct signing *signing = deciding->signing;
    if (!deciding_check_person(deciding, NULL, name)) {
        return false;
    }
    if (signing->checker_count == SIGNING_CHECKER_LIMIT) {
        problem_add(problems_of(deciding), OUTCHECK_ERROR_USAGE, (struct place){0}, "",
                    "more than %d checkers", SIGNING_CHECKER_LIMIT);
        return false;
    }
    signing->checkers[signing->checker_count++] = (struct signing_checker){.name = name};
    return true;
}

/* The names between commas, each once. Somebody who is assigned already may be named
 * again, for a new copy. */
static bool read_names(struct deciding *deciding, bool *is_named)
{
    struct arena *arena = deciding->call->arena;
    bool is_good = true;
    for (const char *at = deciding->options->assign; at;) {
        const char *comma = strchr(at, ',');
        const size_t length = comma ? (size_t)(comma - at) : strlen(at);
        const char *name = text_squeezed(arena, text_copy(arena, at, length));
        size_t index = signing_find_checker(deciding->signing, name);
        if (index == SIZE_MAX && add_checker(deciding, name)) {
            index = deciding->signing->checker_count - 1;
        } else if (index == SIZE_MAX) {
            is_good = false;
        } else if (is_named[index]) {
            problem_add(problems_of(deciding), OUTCHECK_ERROR_USAGE, (struct place){0},
                        "Each checker is another person.", "%s is named twice", name);
            is_good = false;
        }
        if (index != SIZE_MAX) {
            is_named[index] = true;
        }
        at = comma ? comma + 1 : NULL;
    }
    return is_good;
}

static bool check_number(struct deciding *deciding)
{
    const struct signing *signing = deciding->signing;
    if (signing->checker_count >= signing->needed) {
        return true;
    }
    problem_add(problems_of(deciding), OUTCHECK_ERROR_USAGE, (struct place){0},
                "Name all of them: --assign \"A. Okafor,B. Lindqvist\".",
                "%zu named, and the policy wants %u checkers", signing->checker_count,
                signing->needed);
    return false;
}

/* Copies for those who were named: all of them, or, one after the other, the first who
 * has not decided. */
static enum outcheck_status write_copies(struct deciding *deciding, const bool *is_named)
{
    const struct signing *signing = deciding->signing;
    const size_t next = deciding_next_checker(signing);
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; status == OUTCHECK_OK && i < signing->checker_count; i++) {
        const bool is_due = signing->is_blind ? is_named[i] : i == next;
        if (is_due && !signing->checkers[i].has_decided) {
            status = deciding_write_copy(deciding, i);
        }
    }
    return status;
}

static enum outcheck_status open_report(struct deciding *deciding,
                                        struct decision_book *book,
                                        struct book_record *record)
{
    const char *path = deciding->options->path_count ? deciding->options->paths[0]
                                                     : "outcheck-report/report.xlsx";
    deciding->folder = path_folder(deciding->call->arena, path);
    enum outcheck_status status = deciding_open_book(deciding, path, book);
    if (status == OUTCHECK_OK && !decision_book_record(deciding->call->arena, book,
                                                       record, problems_of(deciding))) {
        status = OUTCHECK_ERROR_USAGE;
    }
    if (status == OUTCHECK_OK) {
        status = decision_record_read(deciding->call->arena, deciding->folder,
                                      &deciding->before, problems_of(deciding));
    }
    if (status == OUTCHECK_OK) {
        status = deciding_prepare(deciding, &record->run);
    }
    return status;
}

enum outcheck_status decide_assign(struct deciding *deciding)
{
    struct decision_book book;
    struct book_record record;
    bool is_named[SIGNING_CHECKER_LIMIT] = {false};
    enum outcheck_status status = open_report(deciding, &book, &record);
    if (status == OUTCHECK_OK) {
        status = deciding_open_turn(deciding);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    const bool is_whole = deciding_check_report(deciding, &book, &record) &&
                          read_names(deciding, is_named) && check_number(deciding);
    if (!is_whole) {
        return OUTCHECK_ERROR_USAGE;
    }
    deciding_submit(deciding->signing);
    merge_decisions(deciding->signing);
    status = turn_keep(deciding->call->arena, deciding->folder, deciding->signing->turn,
                       deciding->results.submission, problems_of(deciding));
    if (status == OUTCHECK_OK) {
        status = write_copies(deciding, is_named);
    }
    return status == OUTCHECK_OK
               ? deciding_record(deciding, "assign", deciding->options->assign)
               : status;
}

enum outcheck_status decide_return(struct deciding *deciding)
{
    struct decision_book book;
    struct book_record record;
    enum outcheck_status status = open_report(deciding, &book, &record);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const struct signing *before = deciding->before;
    if (!before || !text_equals(before->report_id, deciding->signing->report_id)) {
        problem_add(problems_of(deciding), OUTCHECK_ERROR_USAGE, place_of_file(book.path),
                    "Assign it with --assign, and read the decisions back first.",
                    "nobody has decided about this report");
        return OUTCHECK_ERROR_USAGE;
    }
    deciding->signing = deciding->before;
    if (!signing_is_complete(before)) {
        problem_add(problems_of(deciding), OUTCHECK_ERROR_USAGE, place_of_file(book.path),
                    "Read the missing workbooks with 'outcheck decide FILE...'.",
                    "not every checker has decided yet");
        return OUTCHECK_ERROR_USAGE;
    }
    status = deciding_write_book(deciding, "report.public.xlsx", NULL, true);
    if (status != OUTCHECK_OK || signing_is_cleared(before) || before->returned) {
        return status;
    }
    deciding->signing->returned = clock_now();
    return deciding_record(deciding, "return", NULL);
}
