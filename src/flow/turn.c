#include "flow/turn.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "clearance/decision_record.h"
#include "clearance/merge.h"
#include "ingest/ingest.h"

#include <string.h>

enum { KEPT_BYTE_LIMIT = 2000 * 1000 * 1000 };

static const char *turn_folder(struct arena *arena, const char *folder, unsigned turn)
{
    return path_join(arena, folder, text_format(arena, "turn-%u", turn));
}

/* ---- keeping ---- */

static bool stays_below(const char *path)
{
    return path[0] != '/' && !text_starts_with(path, "../") && !strstr(path, "/../") &&
           !strchr(path, ':') && !strchr(path, '\\');
}

static enum outcheck_status keep_file(struct arena *arena, const char *from,
                                      const char *to, struct problems *problems)
{
    struct arena *scratch = arena_create(0);
    struct bytes bytes;
    enum outcheck_status status =
        file_read(scratch, from, KEPT_BYTE_LIMIT, &bytes, problems);
    if (status == OUTCHECK_OK) {
        status = folder_make(arena, path_folder(arena, to), problems);
    }
    if (status == OUTCHECK_OK) {
        status = file_write(arena, to, bytes, problems);
    }
    arena_destroy(scratch);
    return status;
}

static enum outcheck_status keep_if_there(struct arena *arena, const char *from,
                                          const char *to, struct problems *problems)
{
    return file_kind_of(from) == FILE_REGULAR ? keep_file(arena, from, to, problems)
                                              : OUTCHECK_OK;
}

/* An output with the files that may describe it. */
static enum outcheck_status keep_output(struct arena *arena, const char *folder,
                                        const struct output *output,
                                        struct problems *problems)
{
    static const char group[] = "csv-metadata.json";
    const char *path = stays_below(output->path) ? output->path : path_name(output->path);
    const char *to = path_join(arena, folder, path);
    enum outcheck_status status = keep_file(arena, output->location, to, problems);
    if (status == OUTCHECK_OK) {
        status =
            keep_if_there(arena, text_format(arena, "%s-metadata.json", output->location),
                          text_format(arena, "%s-metadata.json", to), problems);
    }
    if (status == OUTCHECK_OK) {
        status = keep_if_there(
            arena, path_join(arena, path_folder(arena, output->location), group),
            path_join(arena, path_folder(arena, to), group), problems);
    }
    return status;
}

enum outcheck_status turn_keep(struct arena *arena, const char *folder, unsigned turn,
                               const struct submission *submission,
                               struct problems *problems)
{
    const char *kept = turn_folder(arena, folder, turn);
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; status == OUTCHECK_OK && i < submission->output_count; i++) {
        status = keep_output(arena, kept, submission->outputs[i], problems);
    }
    for (size_t i = 0; status == OUTCHECK_OK && i < submission->companion_count; i++) {
        const struct output *companion = submission->companions[i];
        if (stays_below(companion->path)) {
            status = keep_file(arena, companion->location,
                               path_join(arena, kept, companion->path), problems);
        }
    }
    for (size_t i = 0; status == OUTCHECK_OK && i < submission->supporting_count; i++) {
        status = keep_output(arena, kept, submission->supporting[i], problems);
    }
    return status;
}

/* ---- comparing ---- */

/* The changes of one signing under construction. */
struct comparing {
    struct arena *arena;
    struct cell_change *changes;
    size_t count;
    size_t capacity;
};

/* What a cell is called: its measure, and each label that is no total. */
static const char *cell_name(struct arena *arena, const struct table *table,
                             uint32_t cell)
{
    const char *name = table->measures[table->cells[cell].measure].key;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const uint32_t category = table_category(table, cell, d);
        if (category != NO_CATEGORY && category != dimension->total) {
            name = text_format(arena, "%s\x1f%s\x1e%s", name, dimension->key,
                               dimension->categories[category].key);
        }
    }
    return name;
}

static const char *printed(const struct table *table, uint32_t cell)
{
    return grid_text(table->grid, table->cells[cell].row, table->cells[cell].column);
}

static void add_change(struct comparing *comparing, const struct table *now,
                       uint32_t cell, const char *before, const char *label)
{
    *arena_add(comparing->arena, comparing->changes, comparing->count,
               comparing->capacity) = (struct cell_change){
        .table = now,
        .cell = cell,
        .before = before,
        .after = cell == NO_CELL ? NULL : printed(now, cell),
        .label = label,
    };
}

static struct map *names_of(struct arena *scratch, const struct table *table)
{
    struct map *names = map_create(scratch, table->cell_count);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        (void)map_add_text(names, cell_name(scratch, table, i), i);
    }
    return names;
}

static void compare_tables(struct comparing *comparing, const struct table *before,
                           const struct table *now)
{
    struct arena *scratch = arena_create(0);
    const struct map *old_names = names_of(scratch, before);
    const struct map *new_names = names_of(scratch, now);
    for (uint32_t i = 0; i < now->cell_count; i++) {
        const size_t old = map_find_text(old_names, cell_name(scratch, now, i));
        const char *was = old == MAP_NONE ? NULL : printed(before, (uint32_t)old);
        if (!was || !text_equals(was, printed(now, i))) {
            add_change(comparing, now, i, was,
                       table_cell_label(comparing->arena, now, i));
        }
    }
    for (uint32_t i = 0; i < before->cell_count; i++) {
        if (map_find_text(new_names, cell_name(scratch, before, i)) == MAP_NONE) {
            add_change(comparing, now, NO_CELL, printed(before, i),
                       table_cell_label(comparing->arena, before, i));
        }
    }
    arena_destroy(scratch);
}

static bool is_same_sheet(const struct table *one, const struct table *other)
{
    const char *left = one->grid->sheet;
    const char *right = other->grid->sheet;
    return left && right ? text_equals(left, right) : left == right;
}

/* The table at the same place among those of the same output and sheet. */
static const struct table *counterpart(const struct submission *before,
                                       const struct submission *now, size_t index)
{
    const struct table *table = now->tables[index];
    size_t rank = 0;
    for (size_t i = 0; i < index; i++) {
        rank += now->tables[i]->output == table->output &&
                is_same_sheet(now->tables[i], table);
    }
    for (size_t i = 0; i < before->table_count; i++) {
        const struct table *old = before->tables[i];
        if (text_equals(old->output->path, table->output->path) &&
            is_same_sheet(old, table) && rank-- == 0) {
            return old;
        }
    }
    return NULL;
}

static void compare_submissions(struct comparing *comparing,
                                const struct submission *before,
                                const struct submission *now,
                                const struct signing *signing)
{
    for (size_t i = 0; i < now->table_count; i++) {
        const struct table *table = now->tables[i];
        const struct signed_output *output =
            signing_find_output(signing, table->output->path);
        const struct table *old = counterpart(before, now, i);
        if (output && output->change == OUTPUT_CHANGED && old) {
            compare_tables(comparing, old, table);
        }
    }
}

/* What was kept is what the decisions were about. */
static enum outcheck_status check_kept(const char *kept, const struct signing *before,
                                       const struct submission *old,
                                       struct problems *problems)
{
    for (size_t i = 0; i < old->output_count; i++) {
        const struct output *output = old->outputs[i];
        const struct signed_output *known = signing_find_output(before, output->path);
        if (known && !text_equals(known->sha256, output->sha256)) {
            problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(kept),
                        "Put back what 'outcheck decide --assign' kept there.",
                        "%s is not what the checkers saw in turn %u", output->path,
                        before->turn);
            return OUTCHECK_ERROR_INPUT;
        }
    }
    return OUTCHECK_OK;
}

static void list_gone(struct arena *arena, const struct signing *before,
                      struct signing *now)
{
    const char **gone = arena_array(arena, before->output_count + 1, const char *);
    now->gone_count = 0;
    for (size_t i = 0; i < before->output_count; i++) {
        if (!signing_find_output(now, before->outputs[i].path)) {
            gone[now->gone_count++] = before->outputs[i].path;
        }
    }
    now->gone = gone;
}

enum outcheck_status turn_open(struct arena *arena, const struct turn *turn,
                               struct signing *now, struct problems *problems)
{
    const char *kept = turn_folder(arena, turn->folder, turn->before->turn);
    const struct ingest_options options = {
        .paths = &kept, .path_count = 1, .symbols = turn->symbols};
    const struct submission *old = NULL;
    now->turn = turn->before->turn + 1;
    now->first_submitted = turn->before->first_submitted;
    merge_turn(turn->before, now);
    list_gone(arena, turn->before, now);
    enum outcheck_status status = ingest_submission(arena, &options, &old, problems);
    if (status == OUTCHECK_OK) {
        status = check_kept(kept, turn->before, old, problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    struct comparing comparing = {.arena = arena};
    compare_submissions(&comparing, old, turn->submission, now);
    now->changes = comparing.changes;
    now->change_count = comparing.count;
    return OUTCHECK_OK;
}

enum outcheck_status turn_check(const char *folder, struct problems *problems)
{
    struct arena *scratch = arena_create(0);
    struct signing *signing = NULL;
    enum outcheck_status status =
        decision_record_read(scratch, folder, &signing, problems);
    if (status == OUTCHECK_OK && signing && !signing->returned) {
        const bool is_cleared = signing_is_cleared(signing);
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(folder),
                    is_cleared ? "Check a later submission in another folder (-o)."
                               : "Wait for their copy (decide --public), or withdraw "
                                 "what they have with --force.",
                    is_cleared ? "this submission is cleared"
                               : "the checkers have this submission");
        status = OUTCHECK_ERROR_USAGE;
    }
    arena_destroy(scratch);
    return status;
}
