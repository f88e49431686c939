/*
 * One walk collects candidates with the path to show; then doubles go, clashing names
 * become the asked paths, and the list is sorted, so that the order of the command does
 * not matter.
 */
#include "ingest/read/find_files.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"
#include "ingest/read/file_type.h"
#include "ingest/record/protection_record.h"
#include "ingest/record/tau.h"
#include "ingest/sidecar/data_package.h"
#include "ingest/sidecar/sidecar.h"
#include "ingest/sidecar/submission_yaml.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
    struct output *output;
    const char *asked; /* as the user wrote it, with what lies below: "data/sub/a.csv" */
};

struct walk {
    struct arena *arena;
    struct candidate *items;
    size_t count;
    size_t capacity;
    struct output **companions;
    size_t companion_count;
    size_t companion_capacity;
    struct map *seen; /* files and folders by their true names */
    struct problems *problems;
};

static const char *with_forward_slashes(struct arena *arena, const char *path)
{
    char *copy = arena_array(arena, strlen(path) + 1, char);
    for (size_t i = 0; path[i]; i++) {
        copy[i] = (char)(path[i] == '\\' ? '/' : path[i]);
    }
    return copy;
}

/* Without "./" at its start and slashes at its end. */
static const char *tidy_path(struct arena *arena, const char *path)
{
    while (path[0] == '.' && path[1] == '/' && path[2]) {
        path += 2;
    }
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    return text_copy(arena, path, length);
}

/* Where the file lies, links of its folder followed; its own name stays, for a link to a
 * file is an output of its own. */
static const char *true_name(struct arena *arena, const char *path)
{
    const char *folder = path_resolved(arena, path_folder(arena, path));
    return text_format(arena, "%s/%s", folder ? folder : "?", path_name(path));
}

static bool is_new(struct walk *walk, const char *name)
{
    const size_t before = walk->seen->count;
    map_add_text(walk->seen, name, 0);
    return walk->seen->count > before;
}

static struct output *output_of(struct walk *walk, const char *location,
                                const char *shown)
{
    struct output *output = arena_new(walk->arena, struct output);
    *output = (struct output){
        .path = with_forward_slashes(walk->arena, shown),
        .location = location,
        .kind = file_type_of_name(shown)->kind,
        .read_as = "",
        .sha256 = "",
    };
    return output;
}

static void add_output(struct walk *walk, const char *location, const char *shown)
{
    *arena_add(walk->arena, walk->items, walk->count, walk->capacity) =
        (struct candidate){
            .output = output_of(walk, location, shown),
            .asked = with_forward_slashes(walk->arena, location),
        };
}

static void add_companion(struct walk *walk, const char *location, const char *shown)
{
    walk->companions =
        arena_grow(walk->arena, walk->companions, &walk->companion_capacity,
                   walk->companion_count + 1, sizeof(void *));
    walk->companions[walk->companion_count++] = output_of(walk, location, shown);
}

static void add_file(struct walk *walk, const char *path, const char *shown,
                     bool is_companion)
{
    if (!is_new(walk, true_name(walk->arena, path))) {
        return;
    }
    if (is_companion || sidecar_is_name(path) ||
        text_equals(path_name(path), SUBMISSION_FILE_NAME)) {
        add_companion(walk, path, shown);
    } else {
        add_output(walk, path, shown);
    }
}

static bool is_left_out(const char *name)
{
    static const char *const own[] = {"outcheck-report", "outcheck-protected",
                                      "outcheck-release", "outcheck-notice"};
    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
        if (text_equals(name, own[i])) {
            return true;
        }
    }
    return name[0] == '.';
}

struct listing {
    const char *const *names;
    size_t count;
};

static bool has_name(const struct listing *listing, const char *name)
{
    for (size_t i = 0; i < listing->count; i++) {
        if (text_equals(listing->names[i], name)) {
            return true;
        }
    }
    return false;
}

/* The records that ACRO writes beside its outputs. */
static bool is_acro_record(const struct listing *listing, const char *name)
{
    const bool is_session =
        has_name(listing, "config.json") &&
        (has_name(listing, "results.json") || has_name(listing, "evidence.json"));
    return is_session &&
           (text_equals(name, "config.json") || text_equals(name, "results.json") ||
            text_equals(name, "evidence.json") || text_equals(name, "checksums"));
}

static enum outcheck_status walk_folder(struct walk *walk, const char *path,
                                        const char *shown, unsigned depth);

/* An entry of a folder: a file, a folder, or something that can be neither read nor
 * skipped. */
static enum outcheck_status walk_entry(struct walk *walk, const char *path,
                                       const char *shown, unsigned depth)
{
    switch (file_kind_of(path)) {
    case FILE_FOLDER:
        return walk_folder(walk, path, shown, depth);
    case FILE_REGULAR:
        add_file(walk, path, shown, false);
        return OUTCHECK_OK;
    case FILE_MISSING:
    case FILE_OTHER:
    default:
        problem_add(walk->problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                    "Take it out of the folder, or put a copy of the file in its place.",
                    "neither a file nor a folder, or a link that leads nowhere");
        return OUTCHECK_ERROR_INPUT;
    }
}

static enum outcheck_status walk_folder(struct walk *walk, const char *path,
                                        const char *shown, unsigned depth)
{
    const char *name = path_resolved(walk->arena, path);
    if (!is_new(walk, name ? name : path)) {
        return OUTCHECK_OK;
    }
    if (depth > FOLDER_DEPTH_LIMIT) {
        problem_add(walk->problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                    "Put the outputs into fewer folders.",
                    "more than %d folders in folders", FOLDER_DEPTH_LIMIT);
        return OUTCHECK_ERROR_INPUT;
    }
    struct listing listing = {0};
    enum outcheck_status status =
        folder_list(walk->arena, path, &listing.names, &listing.count, walk->problems);
    for (size_t i = 0; i < listing.count; i++) {
        const char *entry = listing.names[i];
        if (is_left_out(entry)) {
            continue;
        }
        const char *place = path_join(walk->arena, path, entry);
        const char *below = shown[0] ? path_join(walk->arena, shown, entry) : entry;
        if (is_acro_record(&listing, entry) || text_equals(entry, DATA_PACKAGE_NAME) ||
            tau_is_description(listing.names, listing.count, entry)) {
            add_file(walk, place, below, true);
            continue;
        }
        const enum outcheck_status entry_status =
            walk_entry(walk, place, below, depth + 1);
        status = entry_status > status ? entry_status : status;
    }
    return status;
}

static enum outcheck_status walk_asked(struct walk *walk, const char *path,
                                       const struct asked_files *asked)
{
    if (text_equals(path, "-")) {
        const char *name = asked->standard_input_name;
        if (is_new(walk, "-")) {
            add_output(walk, "-", name ? name : "standard-input.csv");
        }
        return OUTCHECK_OK;
    }
    const char *tidy = tidy_path(walk->arena, path);
    if (file_kind_of(tidy) == FILE_FOLDER) {
        return walk_folder(walk, tidy, "", 0);
    }
    if (file_kind_of(tidy) == FILE_MISSING) {
        problem_add(walk->problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                    "Check the spelling, or give the whole path.",
                    "there is no such file or folder");
        return OUTCHECK_ERROR_INPUT;
    }
    return walk_entry(walk, tidy, path_name(tidy), 0);
}

static int compare_candidates(const void *one, const void *other)
{
    const struct output *first = ((const struct candidate *)one)->output;
    const struct output *second = ((const struct candidate *)other)->output;
    const int order = strcmp(first->path, second->path);
    return order ? order : strcmp(first->location, second->location);
}

/* Where several outputs would be shown alike, each is shown as it was asked for. */
static void part_clashes(struct walk *walk)
{
    struct map *shown = map_create(walk->arena, walk->count);
    bool *clashes = arena_array(walk->arena, walk->count, bool);
    for (size_t i = 0; i < walk->count; i++) {
        const size_t first = map_add_text(shown, walk->items[i].output->path, i);
        clashes[i] = first != i;
        clashes[first] = clashes[first] || first != i;
    }
    for (size_t i = 0; i < walk->count; i++) {
        if (clashes[i]) {
            walk->items[i].output->path = walk->items[i].asked;
        }
    }
}

static void finish(struct walk *walk, struct found_files *found)
{
    struct output **outputs = arena_array(walk->arena, walk->count, struct output *);
    if (walk->count) {
        part_clashes(walk);
        qsort(walk->items, walk->count, sizeof(walk->items[0]), compare_candidates);
    }
    for (size_t i = 0; i < walk->count; i++) {
        outputs[i] = walk->items[i].output;
    }
    *found = (struct found_files){
        .outputs = outputs,
        .output_count = walk->count,
        .companions = walk->companions,
        .companion_count = walk->companion_count,
    };
}

static enum outcheck_status say_nothing_found(const struct walk *walk,
                                              const struct asked_files *asked)
{
    const char *path = asked->count ? asked->paths[0] : NULL;
    problem_add(walk->problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                "Name the CSV files, or the folder that holds them.",
                walk->companion_count ? "only files that describe others, and no output"
                                      : "no file to check");
    return OUTCHECK_ERROR_INPUT;
}

/* What was seen before the walk is not taken on it. */
static void leave_out(struct walk *walk, const char *path)
{
    const char *folder = path_resolved(walk->arena, path);
    const bool is_folder = file_kind_of(path) == FILE_FOLDER;
    (void)is_new(walk, is_folder && folder
                           ? folder
                           : true_name(walk->arena, tidy_path(walk->arena, path)));
}

enum outcheck_status find_files(struct arena *arena, const struct asked_files *asked,
                                struct found_files *found, struct problems *problems)
{
    struct walk walk = {
        .arena = arena,
        .seen = map_create(arena, 64),
        .problems = problems,
    };
    enum outcheck_status status = OUTCHECK_OK;
    for (size_t i = 0; i < asked->left_out_count; i++) {
        leave_out(&walk, asked->left_out[i]);
    }
    for (size_t i = 0; i < asked->count; i++) {
        const enum outcheck_status path_status =
            walk_asked(&walk, asked->paths[i], asked);
        status = path_status > status ? path_status : status;
    }
    finish(&walk, found);
    if (status == OUTCHECK_OK && walk.count == 0) {
        status = say_nothing_found(&walk, asked);
    }
    return status;
}

enum outcheck_status output_load(struct arena *arena, struct arena *scratch,
                                 struct output *output, struct bytes *bytes,
                                 struct problems *problems)
{
    const enum outcheck_status status =
        file_read(scratch, output->location, FILE_BYTE_LIMIT, bytes, problems);
    if (status == OUTCHECK_OK) {
        output->bytes = bytes->length;
        output->sha256 = hash_sha256(arena, bytes->data, bytes->length);
    }
    return status;
}
