/*
 * decide WORKBOOK...: the checkers' decisions, read back and merged.
 */
#include "base/file.h"
#include "base/text.h"
#include "clearance/decision_record.h"
#include "clearance/merge.h"
#include "flow/deciding.h"
#include "flow/report_guard.h"
#include "flow/turn.h"

#include <string.h>

/* A workbook on its way in. */
struct hand_in {
    struct decision_book book;
    struct book_record record;
    const char *checker;
};

struct hand_ins {
    struct hand_in *items;
    size_t count;
};

static struct problems *problems_of(struct deciding *deciding)
{
    return deciding->call->problems;
}

static enum outcheck_status refuse(struct deciding *deciding, const char *path,
                                   const char *hint, const char *message)
{
    problem_add(problems_of(deciding), OUTCHECK_ERROR_USAGE, place_of_file(path), hint,
                "%s", message);
    return OUTCHECK_ERROR_USAGE;
}

/* The folder of the first workbook, if its report is there; else the usual one. */
static const char *find_folder(struct deciding *deciding)
{
    struct arena *arena = deciding->call->arena;
    const char *folder = path_folder(arena, deciding->options->paths[0]);
    const bool is_there =
        file_kind_of(path_join(arena, folder, DECISION_RECORD_NAME)) == FILE_REGULAR ||
        file_kind_of(path_join(arena, folder, "report.xlsx")) == FILE_REGULAR;
    return is_there ? folder : "outcheck-report";
}

/* ---- whose it is ---- */

static enum outcheck_status check_whose(struct deciding *deciding,
                                        const struct hand_ins *all, size_t index)
{
    const struct hand_in *hand_in = &all->items[index];
    const struct signing *signing = deciding->signing;
    const char *path = hand_in->book.path;
    if (!deciding_check_person(deciding, path, hand_in->checker)) {
        return OUTCHECK_ERROR_USAGE;
    }
    for (size_t i = 0; i < index; i++) {
        if (signing_same_person(all->items[i].checker, hand_in->checker)) {
            return refuse(deciding, path, "Each checker is another person.",
                          text_format(deciding->call->arena,
                                      "%s decides twice, here and "
                                      "in %s",
                                      hand_in->checker, all->items[i].book.path));
        }
    }
    const bool is_assigned = signing_find_checker(signing, hand_in->checker) != SIZE_MAX;
    if (!is_assigned && signing->checker_count >= signing->needed) {
        return refuse(deciding, path, "Assign them with --assign first.",
                      text_format(deciding->call->arena, "%s is not one of the checkers",
                                  hand_in->checker));
    }
    return OUTCHECK_OK;
}

static enum outcheck_status read_hand_in(struct deciding *deciding, const char *path,
                                         struct hand_in *hand_in)
{
    enum outcheck_status status = deciding_open_book(deciding, path, &hand_in->book);
    if (status != OUTCHECK_OK) {
        return status;
    }
    struct problems *problems = problems_of(deciding);
    if (!decision_book_record(deciding->call->arena, &hand_in->book, &hand_in->record,
                              problems)) {
        return OUTCHECK_ERROR_USAGE;
    }
    if (hand_in->record.is_joint) {
        return refuse(deciding, path, "Give the copies that the checkers worked in.",
                      "this is the joint report, not a checker's copy");
    }
    if (!decision_book_checker(&hand_in->book, &hand_in->record, &hand_in->checker,
                               problems)) {
        return OUTCHECK_ERROR_USAGE;
    }
    const char *said = deciding->options->checker;
    if (said && text_is_blank(hand_in->checker)) {
        hand_in->checker = said;
    } else if (said && !signing_same_person(said, hand_in->checker)) {
        return refuse(deciding, path, "Leave --checker out, or give the right workbook.",
                      text_format(deciding->call->arena,
                                  "this is the workbook of %s, not of %s",
                                  hand_in->checker, said));
    }
    return OUTCHECK_OK;
}

static enum outcheck_status worse(enum outcheck_status one, enum outcheck_status other)
{
    return one > other ? one : other;
}

static enum outcheck_status read_all(struct deciding *deciding, struct hand_ins *all)
{
    enum outcheck_status status = OUTCHECK_OK;
    all->count = deciding->options->path_count;
    all->items = arena_array(deciding->call->arena, all->count + 1, struct hand_in);
    for (size_t i = 0; i < all->count; i++) {
        status = worse(
            status, read_hand_in(deciding, deciding->options->paths[i], &all->items[i]));
    }
    return status;
}

/* ---- taking ---- */

/* Without --assign, those who hand in are the checkers. */
static size_t checker_index(struct deciding *deciding, const char *name)
{
    struct signing *signing = deciding->signing;
    const size_t index = signing_find_checker(signing, name);
    if (index != SIZE_MAX || signing->checker_count == SIGNING_CHECKER_LIMIT) {
        return index;
    }
    signing->checkers[signing->checker_count++] = (struct signing_checker){.name = name};
    return signing->checker_count - 1;
}

/* Whose turn it is, where one decides after the other. */
static enum outcheck_status check_order(struct deciding *deciding, size_t checker,
                                        const struct hand_in *hand_in)
{
    const struct signing *signing = deciding->signing;
    const size_t next = deciding_next_checker(signing);
    if (signing->is_blind || next == SIZE_MAX || next >= checker) {
        return OUTCHECK_OK;
    }
    return refuse(deciding, hand_in->book.path, "The policy says: one after the other.",
                  text_format(deciding->call->arena, "%s decides before %s",
                              signing->checkers[next].name, hand_in->checker));
}

static enum outcheck_status take(struct deciding *deciding, const struct hand_in *hand_in)
{
    struct problems *problems = problems_of(deciding);
    const size_t before = problems->count;
    const size_t checker = checker_index(deciding, hand_in->checker);
    if (checker == SIZE_MAX) {
        return refuse(deciding, hand_in->book.path, "", "there are too many checkers");
    }
    const enum outcheck_status status = check_order(deciding, checker, hand_in);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const struct decision_terms terms = {
        .findings = deciding->results.findings,
        .finding_count = deciding->results.finding_count,
        .reason = deciding->results.policy->process.reason,
    };
    decision_book_take(&hand_in->book, deciding->signing, checker, &terms, problems);
    deciding->signing->checkers[checker].has_decided = true;
    return problems->count > before ? OUTCHECK_ERROR_USAGE : OUTCHECK_OK;
}

static enum outcheck_status take_all(struct deciding *deciding,
                                     const struct hand_ins *all)
{
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; i < all->count; i++) {
        const struct hand_in *hand_in = &all->items[i];
        if (!deciding_check_report(deciding, &hand_in->book, &hand_in->record)) {
            status = OUTCHECK_ERROR_USAGE;
            continue;
        }
        const enum outcheck_status whose = check_whose(deciding, all, i);
        status = worse(status, whose == OUTCHECK_OK ? take(deciding, hand_in) : whose);
    }
    return status;
}

/* ---- the whole ---- */

static enum outcheck_status open_turn(struct deciding *deciding,
                                      const struct hand_ins *all)
{
    const struct signing_run *run =
        deciding->before ? &deciding->before->run : &all->items[0].record.run;
    enum outcheck_status status = deciding_prepare(deciding, run);
    if (status == OUTCHECK_OK) {
        status = deciding_open_turn(deciding);
    }
    if (status == OUTCHECK_OK && !deciding->signing->submitted) {
        deciding_submit(deciding->signing);
        status =
            turn_keep(deciding->call->arena, deciding->folder, deciding->signing->turn,
                      deciding->results.submission, problems_of(deciding));
    }
    return status;
}

/* What everybody decided, unless one would see the other's decisions too early; and the
 * next one's copy, where one decides after the other. */
static enum outcheck_status write_books(struct deciding *deciding)
{
    const struct signing *signing = deciding->signing;
    const size_t next = deciding_next_checker(signing);
    enum outcheck_status status = OUTCHECK_OK;
    if (signing_is_complete(signing)) {
        status = deciding_write_book(deciding, "report.xlsx", NULL, false);
    } else if (!signing->is_blind && next != SIZE_MAX) {
        status = deciding_write_copy(deciding, next);
    }
    return status;
}

/* What was read is on record: a new copy may take its place. */
static enum outcheck_status release_copies(struct deciding *deciding,
                                           const struct hand_ins *all)
{
    struct arena *arena = deciding->call->arena;
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; status == OUTCHECK_OK && i < all->count; i++) {
        const char *path = all->items[i].book.path;
        const char *hash = NULL;
        if (file_kind_of(text_format(arena, "%s.sha256", path)) == FILE_REGULAR) {
            status = report_guard_record(arena, path, &hash, problems_of(deciding));
        }
    }
    return status;
}

static const char *names_of(struct arena *arena, const struct hand_ins *all)
{
    const char *names = "";
    for (size_t i = 0; i < all->count; i++) {
        names = text_format(arena, "%s%s%s", names, i ? "," : "", all->items[i].checker);
    }
    return names;
}

enum outcheck_status decide_read(struct deciding *deciding)
{
    struct hand_ins all = {0};
    if (!deciding->options->path_count) {
        return refuse(deciding, NULL, "Name the workbooks of the checkers.",
                      "there is nothing to read");
    }
    deciding->folder = find_folder(deciding);
    enum outcheck_status status =
        decision_record_read(deciding->call->arena, deciding->folder, &deciding->before,
                             problems_of(deciding));
    if (status == OUTCHECK_OK) {
        status = read_all(deciding, &all);
    }
    if (status == OUTCHECK_OK) {
        status = open_turn(deciding, &all);
    }
    if (status == OUTCHECK_OK) {
        status = take_all(deciding, &all);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    merge_decisions(deciding->signing);
    status = write_books(deciding);
    if (status == OUTCHECK_OK) {
        status = release_copies(deciding, &all);
    }
    return status == OUTCHECK_OK ? deciding_record(deciding, "decide",
                                                   names_of(deciding->call->arena, &all))
                                 : status;
}
