#include "clearance/decision_book.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- places ---- */

static const struct grid *find_sheet(const struct decision_book *book, const char *name)
{
    for (size_t i = 0; i < book->grid_count; i++) {
        if (text_equals(book->grids[i]->sheet, name)) {
            return book->grids[i];
        }
    }
    return NULL;
}

/* "report.okafor.xlsx: Sign-off!D6" */
static struct place place_of(const struct decision_book *book, const struct grid *grid,
                             uint32_t row, uint32_t column, struct arena *arena)
{
    return place_of_file(text_format(arena, "%s: %s!%s", book->path, grid->sheet,
                                     grid_place(arena, row, column)));
}

static bool need_sheet(const struct decision_book *book, const char *name,
                       const struct grid **grid, struct problems *problems)
{
    *grid = find_sheet(book, name);
    if (!*grid) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(book->path),
                    "Give a workbook that 'outcheck decide --assign' wrote.",
                    "there is no sheet '%s'", name);
    }
    return *grid != NULL;
}

/* The row whose first cell says so, or UINT32_MAX. */
static uint32_t find_row(const struct grid *grid, const char *first)
{
    for (uint32_t row = 0; row < grid->row_count; row++) {
        if (text_equals(grid_text(grid, row, 0), first)) {
            return row;
        }
    }
    return UINT32_MAX;
}

static uint32_t find_column(const struct grid *grid, uint32_t row, const char *heading)
{
    for (uint32_t column = 0; column < grid->column_count; column++) {
        if (text_equals(grid_text(grid, row, column), heading)) {
            return column;
        }
    }
    return UINT32_MAX;
}

/* ---- the sheet Record ---- */

struct text_list {
    const char **items;
    size_t count;
    size_t capacity;
};

static void add_text(struct arena *arena, struct text_list *list, const char *text)
{
    list->items = arena_grow(arena, list->items, &list->capacity, list->count + 1,
                             sizeof(const char *));
    list->items[list->count++] = text;
}

struct record_lists {
    struct text_list paths;
    struct text_list previous;
    struct text_list files;
};

static void take_line(struct arena *arena, struct book_record *record,
                      struct record_lists *lists, const char *key, const char *value)
{
    if (text_equals(key, "Report")) {
        record->report_id = value;
    } else if (text_equals(key, "Checker")) {
        record->checker = value;
    } else if (text_equals(key, "Turn")) {
        record->turn = (unsigned)strtoul(value, NULL, 10);
    } else if (text_equals(key, "Kind")) {
        record->is_joint = text_equals(value, "joint");
    } else if (text_equals(key, "Policy")) {
        record->run.policy = *value ? value : NULL;
    } else if (text_equals(key, "Register")) {
        record->run.register_where = *value ? value : NULL;
    } else if (text_equals(key, "Scanned")) {
        add_text(arena, &lists->paths, value);
    } else if (text_equals(key, "Compared with")) {
        add_text(arena, &lists->previous, value);
    } else if (text_equals(key, "Input")) {
        add_text(arena, &lists->files, value);
    }
}

bool decision_book_record(struct arena *arena, const struct decision_book *book,
                          struct book_record *record, struct problems *problems)
{
    const struct grid *grid = NULL;
    struct record_lists lists = {0};
    *record = (struct book_record){.report_id = "", .checker = ""};
    if (!need_sheet(book, SHEET_RECORD, &grid, problems)) {
        return false;
    }
    for (uint32_t row = 0; row < grid->row_count; row++) {
        take_line(arena, record, &lists, grid_text(grid, row, 0),
                  grid_text(grid, row, 1));
    }
    record->run.paths = lists.paths.items;
    record->run.path_count = lists.paths.count;
    record->run.previous = lists.previous.items;
    record->run.previous_count = lists.previous.count;
    record->files = lists.files.items;
    record->file_count = lists.files.count;
    if (strlen(record->report_id) != 64 || !record->turn || !record->run.path_count) {
        problem_add(problems, OUTCHECK_ERROR_USAGE,
                    place_of(book, grid, 0, 0, problems->arena),
                    "Write the workbook again with 'outcheck decide --assign'.",
                    "the record is not as it was written");
        return false;
    }
    return true;
}

bool decision_book_checker(const struct decision_book *book,
                           const struct book_record *record, const char **name,
                           struct problems *problems)
{
    const struct grid *grid = NULL;
    *name = record->checker;
    if (!need_sheet(book, SHEET_SIGN_OFF, &grid, problems)) {
        return false;
    }
    const uint32_t row = find_row(grid, "Checker");
    const char *said = row == UINT32_MAX ? "" : grid_text(grid, row, 1);
    if (text_is_blank(record->checker)) {
        *name = text_squeezed(problems->arena, said);
        return true;
    }
    if (!signing_same_person(said, record->checker)) {
        problem_add(problems, OUTCHECK_ERROR_USAGE,
                    place_of(book, grid, row == UINT32_MAX ? 0 : row, 1, problems->arena),
                    "Each checker works in the own copy.",
                    "this copy was written for %s, not for '%s'", record->checker, said);
        return false;
    }
    return true;
}

/* ---- decisions ---- */

/* One workbook being taken in. */
struct taking {
    const struct decision_book *book;
    struct signing *signing;
    size_t checker;
    const struct decision_terms *terms;
    struct problems *problems;
    const struct grid *grid; /* the sheet at hand */
    uint32_t decision_column;
    uint32_t reason_column;
    uint32_t comment_column; /* UINT32_MAX for none */
};

static void refuse(struct taking *taking, uint32_t row, uint32_t column, const char *hint,
                   const char *message)
{
    problem_add(
        taking->problems, OUTCHECK_ERROR_USAGE,
        place_of(taking->book, taking->grid, row, column, taking->problems->arena), hint,
        "%s", message);
}

/* The index of the word in the list; an empty cell is the first one, "Undecided". */
static bool read_word(struct taking *taking, uint32_t row, const char *const *words,
                      size_t *index)
{
    struct arena *arena = taking->problems->arena;
    const char *written = grid_text(taking->grid, row, taking->decision_column);
    const char *word = text_squeezed(arena, written);
    size_t count = 0;
    *index = 0;
    for (; words[count]; count++) {
        if (text_equals_ignoring_case(words[count], word)) {
            *index = count;
            return true;
        }
    }
    if (text_is_blank(word)) {
        return true;
    }
    const char *nearest = text_nearest(word, words, count);
    const char *list = words[0];
    for (size_t i = 1; i < count; i++) {
        list = text_format(arena, "%s, %s", list, words[i]);
    }
    refuse(taking, row, taking->decision_column,
           nearest ? text_format(arena, "Did you mean '%s'?", nearest)
                   : text_format(arena, "Choose one of: %s.", list),
           text_format(arena, "'%s' is no decision", text_shortened(arena, written, 60)));
    return false;
}

static const char *squeezed_cell(const struct taking *taking, uint32_t row,
                                 uint32_t column)
{
    return column == UINT32_MAX ? ""
                                : text_squeezed(taking->problems->arena,
                                                grid_text(taking->grid, row, column));
}

/* Finds the columns to read under the heading row; false with a problem. */
static bool open_sheet(struct taking *taking, const char *name, const char *first,
                       uint32_t *top)
{
    if (!need_sheet(taking->book, name, &taking->grid, taking->problems)) {
        return false;
    }
    *top = find_row(taking->grid, first);
    if (*top != UINT32_MAX) {
        taking->decision_column = find_column(taking->grid, *top, "Decision");
        taking->reason_column = find_column(taking->grid, *top, "Reason");
        taking->comment_column = find_column(taking->grid, *top, "Private comment");
    }
    if (*top == UINT32_MAX || taking->decision_column == UINT32_MAX ||
        taking->reason_column == UINT32_MAX) {
        refuse(taking, 0, 0, "Write the workbook again with 'outcheck decide --assign'.",
               "the headings are not as they were written");
        return false;
    }
    return true;
}

/* ---- findings ---- */

static const struct finding *finding_of(const struct taking *taking, const char *id)
{
    for (size_t i = 0; i < taking->terms->finding_count; i++) {
        if (text_equals(taking->terms->findings[i].id, id)) {
            return &taking->terms->findings[i];
        }
    }
    return NULL;
}

/* Against what the tool says: that it is no matter, or may stay. */
static bool settles(const struct finding *finding, enum finding_decision decision)
{
    const bool is_asked = finding->exception && !finding->exception_is_void;
    return (decision == FINDING_EXCEPTION_AGREED && !is_asked) ||
           decision == FINDING_FALSE_ALARM ||
           (decision == FINDING_NOT_APPLICABLE && finding->severity != SEVERITY_INFO);
}

static bool finding_needs_reason(const struct taking *taking,
                                 const struct finding *finding,
                                 enum finding_decision decision)
{
    switch (taking->terms->reason) {
    case REASON_MODE_ALWAYS:
        return decision != FINDING_UNDECIDED;
    case REASON_MODE_REFUSALS:
        return false; /* the reason stands with the output */
    case REASON_MODE_NOT_STATED:
    case REASON_MODE_UNLESS_PASSED:
        break;
    }
    return settles(finding, decision);
}

static struct signed_finding *signed_finding_of(struct taking *taking, const char *id,
                                                size_t *capacity)
{
    struct signing *signing = taking->signing;
    struct signed_finding *found = signing_find_finding(signing, id);
    if (found) {
        return found;
    }
    *arena_add(taking->problems->arena, signing->findings, signing->finding_count,
               *capacity) = (struct signed_finding){.id = id};
    found = &signing->findings[signing->finding_count - 1];
    for (size_t i = 0; i < SIGNING_CHECKER_LIMIT; i++) {
        found->opinions[i].reason = "";
    }
    return found;
}

static void take_finding(struct taking *taking, uint32_t row, size_t *capacity)
{
    const char *id = grid_text(taking->grid, row, 0);
    const struct finding *finding = finding_of(taking, id);
    size_t word = 0;
    if (!finding) {
        refuse(taking, row, 0,
               "Write the workbook again with 'outcheck decide --assign'.",
               "there is no such finding in this report");
        return;
    }
    if (!read_word(taking, row, finding_decision_words, &word)) {
        return;
    }
    const enum finding_decision decision = (enum finding_decision)word;
    const char *reason = squeezed_cell(taking, row, taking->reason_column);
    if (finding_needs_reason(taking, finding, decision) && text_is_blank(reason)) {
        refuse(taking, row, taking->reason_column, "One sentence is enough.",
               text_format(taking->problems->arena, "'%s' needs a reason",
                           finding_decision_words[decision]));
    }
    if (decision == FINDING_UNDECIDED && text_is_blank(reason)) {
        return;
    }
    signed_finding_of(taking, finding->id, capacity)->opinions[taking->checker] =
        (struct finding_opinion){.decision = decision, .reason = reason};
}

static void take_findings(struct taking *taking)
{
    uint32_t top = 0;
    if (!open_sheet(taking, SHEET_FINDINGS, "ID", &top)) {
        return;
    }
    size_t capacity = taking->signing->finding_count;
    for (uint32_t row = top + 1; row < taking->grid->row_count; row++) {
        if (!text_is_blank(grid_text(taking->grid, row, 0))) {
            take_finding(taking, row, &capacity);
        }
    }
}

/* ---- outputs ---- */

/* A finding that speaks against approving its output: what this checker wants changed,
 * and a failure that nobody agreed to. NULL when there is none. */
static const struct finding *obstacle(const struct taking *taking, const char *path)
{
    for (size_t i = 0; i < taking->terms->finding_count; i++) {
        const struct finding *finding = &taking->terms->findings[i];
        if (finding->output && !text_equals(finding->output->path, path)) {
            continue;
        }
        const struct signed_finding *found =
            signing_find_finding(taking->signing, finding->id);
        const enum finding_decision decision =
            found ? found->opinions[taking->checker].decision : FINDING_UNDECIDED;
        const bool is_open_failure =
            finding->severity == SEVERITY_FAIL && decision == FINDING_UNDECIDED;
        if (is_open_failure || decision == FINDING_CHANGE_NEEDED) {
            return finding;
        }
    }
    return NULL;
}

static void judge_approval(struct taking *taking, uint32_t row,
                           const struct signed_output *output)
{
    const struct finding *finding = obstacle(taking, output->path);
    if (finding) {
        refuse(taking, row, taking->decision_column,
               "Decide about each FAIL finding on the sheet Findings first.",
               text_format(taking->problems->arena,
                           "it cannot be approved while %s (%s) is not settled",
                           finding->id, finding->code));
    }
}

static bool output_needs_reason(const struct taking *taking,
                                const struct signed_output *output,
                                enum decision decision)
{
    if (decision != DECISION_APPROVE) {
        return decision != DECISION_UNDECIDED;
    }
    return taking->terms->reason == REASON_MODE_ALWAYS ||
           (taking->terms->reason != REASON_MODE_REFUSALS &&
            output->result != SEVERITY_INFO);
}

static void take_output(struct taking *taking, uint32_t row)
{
    struct signed_output *output =
        signing_find_output(taking->signing, grid_text(taking->grid, row, 0));
    size_t word = 0;
    if (!output) {
        refuse(taking, row, 0,
               "Write the workbook again with 'outcheck decide --assign'.",
               "there is no such output in this report");
        return;
    }
    if (!read_word(taking, row, decision_words, &word)) {
        return;
    }
    struct opinion *opinion = &output->opinions[taking->checker];
    *opinion = (struct opinion){
        .decision = (enum decision)word,
        .reason = squeezed_cell(taking, row, taking->reason_column),
        .comment = squeezed_cell(taking, row, taking->comment_column),
    };
    if (output_needs_reason(taking, output, opinion->decision) &&
        text_is_blank(opinion->reason)) {
        refuse(taking, row, taking->reason_column, "One sentence is enough.",
               text_format(taking->problems->arena,
                           "'%s' of an output with %s needs a "
                           "reason",
                           decision_words[opinion->decision],
                           verdict_word(output->result)));
    }
    if (opinion->decision == DECISION_APPROVE) {
        judge_approval(taking, row, output);
    }
}

/* Rows of this checker that the sheet does not have any more. */
static void refuse_missing(struct taking *taking, uint32_t top, uint32_t end)
{
    for (size_t i = 0; i < taking->signing->output_count; i++) {
        const char *path = taking->signing->outputs[i].path;
        bool is_there = false;
        for (uint32_t row = top + 1; row < end; row++) {
            is_there |= text_equals(grid_text(taking->grid, row, 0), path);
        }
        if (!is_there) {
            refuse(
                taking, top, 0, "Do not take rows away; filter instead.",
                text_format(taking->problems->arena, "the row of %s is missing", path));
        }
    }
}

static void take_outputs(struct taking *taking)
{
    uint32_t top = 0;
    if (!open_sheet(taking, SHEET_SIGN_OFF, "Output", &top)) {
        return;
    }
    uint32_t row = top + 1;
    while (row < taking->grid->row_count &&
           !text_is_blank(grid_text(taking->grid, row, 0))) {
        take_output(taking, row++);
    }
    refuse_missing(taking, top, row);
}

void decision_book_take(const struct decision_book *book, struct signing *signing,
                        size_t checker, const struct decision_terms *terms,
                        struct problems *problems)
{
    struct taking taking = {
        .book = book,
        .signing = signing,
        .checker = checker,
        .terms = terms,
        .problems = problems,
    };
    take_findings(&taking);
    take_outputs(&taking);
}
