/*
 * From a suggestion to files: each table as it was submitted, its hidden cells replaced.
 */
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "flow/protection.h"
#include "flow/protection_folder.h"
#include "protect/examine.h"
#include "rewrite/rewrite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const size_t byte_limit = (size_t)2000 * 1000 * 1000;

/* ---- which files ---- */

static const char *unread_sentence(const struct protection *protection,
                                   const struct output *output)
{
    const struct submission *submission = protection->scan->submission;
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (remark->output == output && remark->kind <= REMARK_NO_TABLE) {
            return remark->sentence;
        }
    }
    return NULL;
}

/* What was read with doubts is not rewritten, nor what contradicts itself. */
static const char *doubtful_sentence(const struct protection *protection,
                                     const struct output *output)
{
    const struct results *results = &protection->scan->results;
    for (size_t i = 0; i < results->finding_count; i++) {
        const struct finding *finding = &results->findings[i];
        const bool is_doubt =
            finding_is_about_reading(finding) || text_equals(finding->code, "X105");
        if (finding->output == output && is_doubt && finding->severity > SEVERITY_INFO) {
            return text_format(protection->arena, "%s: %s", finding->code,
                               finding->message);
        }
    }
    return NULL;
}

static size_t count_hidden(const struct protection *protection,
                           const struct output *output)
{
    const struct suggestion *suggestion = protection->suggestion;
    const struct submission *submission = protection->scan->submission;
    size_t count = 0;
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        count += submission->tables[suggestion->cells[i].table]->output == output;
    }
    return count;
}

/* Logs and notes: nothing is ever rewritten in them, whatever the end of their name. */
static bool is_running_text(const struct protection *protection,
                            const struct output *output)
{
    const struct submission *submission = protection->scan->submission;
    for (size_t i = 0; i < submission->grid_count; i++) {
        if (submission->grids[i]->output == output && submission->grids[i]->is_text) {
            return true;
        }
    }
    return false;
}

static const char *reason_to_leave_out(const struct protection *protection,
                                       const struct output *output, size_t hidden)
{
    if (text_equals(output->location, "-")) {
        return "standard input has no file to rewrite";
    }
    if (!path_is_below(output->path)) {
        return "its path leads out of the folder; protect its folder instead";
    }
    const char *unread = unread_sentence(protection, output);
    if (unread || !*output->read_as) {
        return unread ? unread : "it was not read";
    }
    const char *doubtful = doubtful_sentence(protection, output);
    if (doubtful) {
        return doubtful;
    }
    const bool is_rewritten =
        rewrite_is_known(output->kind) && !is_running_text(protection, output);
    return hidden && !is_rewritten
               ? "files of this kind are not rewritten; save it as CSV"
               : NULL;
}

static void choose_files(struct protection *protection)
{
    const struct submission *submission = protection->scan->submission;
    for (size_t i = 0; i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        const size_t hidden = count_hidden(protection, output);
        const char *reason = reason_to_leave_out(protection, output, hidden);
        if (reason) {
            *arena_add(protection->arena, protection->left_out,
                       protection->left_out_count, protection->left_out_capacity) =
                (struct left_out_file){output, reason};
        } else {
            *arena_add(protection->arena, protection->files, protection->file_count,
                       protection->file_capacity) =
                (struct protected_file){.output = output, .hidden = hidden};
        }
    }
}

/* ---- what changes in a file ---- */

struct changing {
    const struct protection *protection;
    const struct output *output;
    const char *marker;
    struct text_change *changes;
    size_t count;
};

/* The number as it stands in a title or a note: with commas or without. */
static const char *number_in(struct arena *arena, const char *text, double value)
{
    const char *plain = text_format(arena, "%.0f", value);
    const char *grouped = text_number(arena, value, 0);
    if (value != floor(value)) {
        return NULL;
    }
    return strstr(text, grouped) ? grouped : strstr(text, plain) ? plain : NULL;
}

static const char *with_marker(struct arena *arena, const char *text, const char *piece,
                               const char *marker)
{
    const char *at = strstr(text, piece);
    return text_format(arena, "%.*s%s%s", (int)(at - text), text, marker,
                       at + strlen(piece));
}

static size_t order_of(const struct protection *protection, const struct grid *grid)
{
    const struct submission *submission = protection->scan->submission;
    size_t order = 0;
    while (order < submission->grid_count && submission->grids[order] != grid) {
        order++;
    }
    return order;
}

static bool add_change(struct changing *at, const struct table *table, uint32_t index)
{
    struct arena *arena = at->protection->arena;
    const struct cell *cell = &table->cells[index];
    struct text_change change = {
        .grid = table->grid,
        .order = order_of(at->protection, table->grid),
        .row = cell->row,
        .column = cell->column,
        .before = grid_text(table->grid, cell->row, cell->column),
        .after = at->marker,
        .marker = at->marker,
    };
    if (cell->is_outside) {
        change.piece = number_in(arena, change.before, cell->value);
        if (!change.piece) {
            return false;
        }
        change.after = with_marker(arena, change.before, change.piece, at->marker);
    }
    at->changes[at->count++] = change;
    return true;
}

static bool add_changes(struct changing *at)
{
    const struct suggestion *suggestion = at->protection->suggestion;
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &suggestion->cells[i];
        const struct table *table = at->protection->scan->submission->tables[cell->table];
        if (table->output == at->output && !add_change(at, table, cell->cell)) {
            return false;
        }
    }
    return true;
}

static int compare_changes(const void *one, const void *other)
{
    const struct text_change *first = one;
    const struct text_change *second = other;
    if (first->order != second->order) {
        return first->order < second->order ? -1 : 1;
    }
    if (first->row != second->row) {
        return first->row < second->row ? -1 : 1;
    }
    return (first->column > second->column) - (first->column < second->column);
}

/* Two tables can claim one cell of the file: it changes once. */
static size_t merge_changes(struct text_change *changes, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const bool is_same =
            kept && compare_changes(&changes[kept - 1], &changes[i]) == 0;
        if (!is_same) {
            changes[kept++] = changes[i];
        }
    }
    return kept;
}

static size_t grids_of(const struct protection *protection, const struct output *output,
                       const struct grid **grids)
{
    const struct submission *submission = protection->scan->submission;
    size_t count = 0;
    for (size_t g = 0; g < submission->grid_count; g++) {
        if (submission->grids[g]->output == output) {
            grids[count++] = submission->grids[g];
        }
    }
    return count;
}

/* ---- writing aside ---- */

static enum outcheck_status refuse(const struct protection *protection,
                                   const struct output *output, const char *sentence,
                                   const char *hint)
{
    problem_add(protection->job->problems, OUTCHECK_ERROR_INPUT,
                place_of_file(output->path), text_format(protection->arena, "%s", hint),
                "it cannot be rewritten: %s", sentence);
    return OUTCHECK_ERROR_INPUT;
}

static enum outcheck_status rewrite(const struct protection *protection,
                                    struct arena *aside, struct protected_file *file,
                                    struct bytes *written)
{
    const struct output *output = file->output;
    const struct grid **grids = arena_array(
        aside, protection->scan->submission->grid_count + 1, const struct grid *);
    struct changing changing = {
        .protection = protection,
        .output = output,
        .marker = rewrite_marker(protection->arena, output->kind,
                                 protection->input.policy->marker),
        .changes = arena_array(aside, file->hidden + 1, struct text_change),
    };
    struct refusal refusal = {0};
    struct rewriting rewriting = {
        .arena = aside, .output = output, .bytes = *written, .grids = grids};
    rewriting.grid_count = grids_of(protection, output, grids);
    if (!add_changes(&changing)) {
        return refuse(protection, output, "a number in its titles or notes was not found",
                      "Take the number out of the title or note.");
    }
    if (changing.count) {
        qsort(changing.changes, changing.count, sizeof(*changing.changes),
              compare_changes);
    }
    rewriting.changes = changing.changes;
    rewriting.change_count = merge_changes(changing.changes, changing.count);
    return rewrite_output(&rewriting, written, &refusal)
               ? OUTCHECK_OK
               : refuse(protection, output, refusal.sentence, refusal.hint);
}

static enum outcheck_status write_file(const struct protection *protection,
                                       const char *folder, struct protected_file *file)
{
    struct problems *problems = protection->job->problems;
    const struct output *output = file->output;
    struct arena *aside = arena_create(0);
    struct bytes bytes = {0};
    enum outcheck_status status =
        file_read(aside, output->location, byte_limit, &bytes, problems);
    if (status == OUTCHECK_OK &&
        !text_equals(hash_sha256(aside, bytes.data, bytes.length), output->sha256)) {
        status = refuse(protection, output, "it has changed since it was read", "");
    }
    if (status == OUTCHECK_OK && file->hidden) {
        status = rewrite(protection, aside, file, &bytes);
    }
    if (status == OUTCHECK_OK) {
        const char *path = path_join(aside, folder, output->path);
        file->sha256 = hash_sha256(protection->arena, bytes.data, bytes.length);
        status = folder_make(aside, path_folder(aside, path), problems);
        status =
            status == OUTCHECK_OK ? file_write(aside, path, bytes, problems) : status;
    }
    arena_destroy(aside);
    return status;
}

static enum outcheck_status write_all(struct protection *protection, const char *folder)
{
    enum outcheck_status status =
        folder_make(protection->arena, folder, protection->job->problems);
    for (size_t i = 0; status == OUTCHECK_OK && i < protection->file_count; i++) {
        status = write_file(protection, folder, &protection->files[i]);
    }
    return status;
}

static enum outcheck_status write_proof(const struct protection *protection)
{
    struct problems *problems = protection->job->problems;
    const struct bytes proof = protection_proof(protection);
    enum outcheck_status status = folder_make(
        protection->arena, path_folder(protection->arena, protection->proof), problems);
    if (status == OUTCHECK_OK) {
        status = file_write(protection->arena, protection->proof, proof, problems);
    }
    return status == OUTCHECK_OK ? protection_log(protection, proof) : status;
}

enum outcheck_status protection_write(struct protection *protection)
{
    choose_files(protection);
    if (!protection->file_count) {
        return OUTCHECK_OK;
    }
    enum outcheck_status status = protection_folder_check(protection);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const char *aside = folder_beside(protection->arena, protection->folder);
    status = write_all(protection, aside);
    if (status == OUTCHECK_OK) {
        status = protection_check(protection, aside);
    }
    if (status == OUTCHECK_OK) {
        status = write_proof(protection);
    }
    if (status == OUTCHECK_OK) {
        status = protection_folder_move(protection, aside);
    }
    protection_folder_remove(protection, aside);
    return status;
}
