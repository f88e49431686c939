/*
 * From a suggestion to files: each table as it was submitted, its hidden cells replaced.
 */
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "flow/protection.h"
#include "flow/protection_folder.h"
#include "protect/examine.h"
#include "protect/write_hst.h"

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

static size_t changes_of(const struct protected_file *file)
{
    return file->hidden + file->ranged + file->anew + file->changed;
}

static const char *reason_to_leave_out(const struct protection *protection,
                                       const struct output *output, size_t changed)
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
    return changed && !is_rewritten
               ? "files of this kind are not rewritten; save it as CSV"
               : NULL;
}

static void choose_files(struct protection *protection)
{
    const struct submission *submission = protection->scan->submission;
    for (size_t i = 0; i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        struct protected_file file = {.output = output};
        protection_count_changes(protection, &file);
        const char *reason = reason_to_leave_out(protection, output, changes_of(&file));
        if (reason) {
            *arena_add(protection->arena, protection->left_out,
                       protection->left_out_count, protection->left_out_capacity) =
                (struct left_out_file){output, reason};
        } else {
            *arena_add(protection->arena, protection->files, protection->file_count,
                       protection->file_capacity) = file;
        }
    }
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

/* What to do where a file cannot be written so. */
static const char *protection_hint(const struct protection *protection)
{
    return protection->way
               ? "Hide cells instead (--method suppress), or change the table "
                 "where it is made."
               : "Take the number out of the title or note.";
}

static enum outcheck_status rewrite(const struct protection *protection,
                                    struct arena *aside, struct protected_file *file,
                                    struct bytes *written)
{
    const struct output *output = file->output;
    const struct grid **grids = arena_array(
        aside, protection->scan->submission->grid_count + 1, const struct grid *);
    struct file_changes changes = {0};
    struct refusal refusal = {0};
    struct rewriting rewriting = {
        .arena = aside, .output = output, .bytes = *written, .grids = grids};
    rewriting.grid_count = grids_of(protection, output, grids);
    const char *trouble = protection_changes(protection, aside, output, &changes);
    if (trouble) {
        return refuse(protection, output, trouble, protection_hint(protection));
    }
    rewriting.changes = changes.changes;
    rewriting.change_count = changes.change_count;
    rewriting.drops = changes.drops;
    rewriting.drop_count = changes.drop_count;
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
    if (status == OUTCHECK_OK && changes_of(file)) {
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

/* The pattern of a table of tau-ARGUS. It tells which cells are hidden for their own
 * sake, and so stands beside the proof. */
static enum outcheck_status write_patterns(const struct protection *protection)
{
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; status == OUTCHECK_OK && i < protection->file_count; i++) {
        const char *path = protection_pattern_path(protection, &protection->files[i]);
        const uint32_t t = protection_only_table(protection, &protection->files[i]);
        if (path) {
            const struct bytes pattern =
                hst_text_of_table(protection->arena, protection->suggestion,
                                  protection->scan->submission->tables[t], t);
            status =
                file_write(protection->arena, path, pattern, protection->job->problems);
        }
    }
    return status;
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
        status = write_patterns(protection);
    }
    if (status == OUTCHECK_OK) {
        status = protection_folder_move(protection, aside);
    }
    protection_folder_remove(protection, aside);
    return status;
}
