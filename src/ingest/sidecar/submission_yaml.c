#include "ingest/sidecar/submission_yaml.h"

#include "base/hash.h"
#include "base/text.h"
#include "base/yaml_value.h"

#include <string.h>

#define WORDS_OF(array) ((struct words){(array), sizeof(array) / sizeof((array)[0])})

static const char *const role_words[] = {"output", "supporting"};

/* The request under construction. */
struct drafting {
    struct arena *arena;
    struct problems *problems;
    struct request *request;
};

/* Nothing after the colon: the part is still to be filled in. */
static bool is_left_open(const struct yaml_node *node)
{
    return !node || (node->kind == YAML_TEXT && text_is_blank(node->text));
}

static const char *read_text(struct drafting *drafting, const struct yaml_node *map,
                             const char *key)
{
    const struct yaml_node *node = yaml_find(map, key);
    const char *text = NULL;
    if (!is_left_open(node)) {
        (void)value_text(drafting->problems, node, key, &text);
    }
    return text;
}

/* As read_text(), but leaving it out is a mistake: `map` says where. */
static const char *need_text(struct drafting *drafting, const struct yaml_node *map,
                             const char *key, const char *what)
{
    const char *text = read_text(drafting, map, key);
    if (!text && is_left_open(yaml_find(map, key))) {
        value_mistake(drafting->problems, map, "", "%s has no %s", what, key);
    }
    return text;
}

/* One text, or a list of them. `none` and an empty list say that there are none. */
static struct request_list read_list(struct drafting *drafting,
                                     const struct yaml_node *map, const char *key)
{
    const struct yaml_node *node = yaml_find(map, key);
    struct request_list list = {0};
    if (is_left_open(node)) {
        return list;
    }
    list.is_given = true;
    if (node->kind == YAML_TEXT && text_equals_ignoring_case(node->text, "none")) {
        return list;
    }
    const size_t most = node->kind == YAML_LIST ? node->count : 1;
    const char **texts = arena_array(drafting->arena, most + 1, const char *);
    for (size_t i = 0; i < most; i++) {
        const struct yaml_node *item =
            node->kind == YAML_LIST ? node->entries[i].value : node;
        if (value_text(drafting->problems, item, key, &texts[list.count])) {
            list.count++;
        }
    }
    list.items = texts;
    return list;
}

/* ---- outputs ---- */

static void read_file(struct drafting *drafting, const struct yaml_node *node)
{
    static const char *const keys[] = {"path", "role", "title"};
    struct request *request = drafting->request;
    struct request_file *file = &request->files[request->file_count];
    size_t role = REQUEST_OUTPUT;
    if (node->kind == YAML_TEXT) {
        request->file_count +=
            value_text(drafting->problems, node, "path", &file->path) ? 1 : 0;
        return;
    }
    if (node->kind != YAML_MAP) {
        value_mistake(drafting->problems, node, "Write '- path: FILE' and its role.",
                      "an output must be a map, not a list");
        return;
    }
    value_check_keys(drafting->problems, node, WORDS_OF(keys));
    file->path = need_text(drafting, node, "path", "the output");
    file->title = read_text(drafting, node, "title");
    const struct yaml_node *role_node = yaml_find(node, "role");
    if (!is_left_open(role_node)) {
        (void)value_choice(drafting->problems, role_node, "role", WORDS_OF(role_words),
                           &role);
    }
    file->role = (enum request_role)role;
    request->file_count += file->path ? 1 : 0;
}

/* The last file that was read, should it be there already. */
static void refuse_repeated(struct drafting *drafting, const struct yaml_node *node)
{
    const struct request *request = drafting->request;
    const char *path = request->files[request->file_count - 1].path;
    for (size_t i = 0; i + 1 < request->file_count; i++) {
        if (text_equals(request->files[i].path, path)) {
            value_mistake(drafting->problems, node, "Keep one of the two.",
                          "'%s' is named twice", path);
        }
    }
}

static bool is_list(struct drafting *drafting, const struct yaml_node *node,
                    const char *key, const char *hint)
{
    if (is_left_open(node)) {
        return false;
    }
    if (node->kind != YAML_LIST) {
        value_mistake(drafting->problems, node, hint, "%s must be a list", key);
        return false;
    }
    return true;
}

static void read_files(struct drafting *drafting, const struct yaml_node *root)
{
    const struct yaml_node *node = yaml_find(root, "outputs");
    if (!is_list(drafting, node, "outputs", "Write '- path: FILE' for each.")) {
        return;
    }
    drafting->request->files =
        arena_array(drafting->arena, node->count + 1, struct request_file);
    for (size_t i = 0; i < node->count; i++) {
        const size_t before = drafting->request->file_count;
        read_file(drafting, node->entries[i].value);
        if (drafting->request->file_count > before) {
            refuse_repeated(drafting, node->entries[i].value);
        }
    }
}

/* ---- exceptions ---- */

static void read_labels(struct drafting *drafting, const struct yaml_node *map,
                        struct exception *exception)
{
    const struct yaml_node *node = yaml_find(map, "labels");
    if (is_left_open(node)) {
        return;
    }
    if (node->kind != YAML_MAP) {
        value_mistake(drafting->problems, node,
                      "Write labels: {Region: North East, Sex: Male}.",
                      "labels must be a map");
        return;
    }
    struct request_label *labels =
        arena_array(drafting->arena, node->count + 1, struct request_label);
    for (size_t i = 0; i < node->count; i++) {
        labels[i].dimension = node->entries[i].key->text;
        if (!value_text(drafting->problems, node->entries[i].value,
                        node->entries[i].key->text, &labels[i].category)) {
            labels[i].category = "";
        }
    }
    exception->labels = labels;
    exception->label_count = node->count;
}

/* What the exception is bound to: the value of its cell, or the bytes of its file. */
static void read_binding(struct drafting *drafting, const struct yaml_node *map,
                         struct exception *exception)
{
    const struct yaml_node *value = yaml_find(map, "value");
    exception->sha256 = read_text(drafting, map, "sha256");
    if (!is_left_open(value)) {
        exception->has_value =
            value_number(drafting->problems, value, "value", &exception->value);
    } else if (!exception->sha256) {
        value_mistake(drafting->problems, map,
                      "Add 'value: 7', what the cell shows now; for a finding about no "
                      "single cell 'sha256:' of its file.",
                      "the exception does not say for which value it is asked");
    }
}

static void read_exception(struct drafting *drafting, const struct yaml_node *node,
                           struct exception *exception)
{
    static const char *const keys[] = {"rule",  "output", "labels",
                                       "value", "sha256", "reason"};
    if (node->kind != YAML_MAP) {
        value_mistake(drafting->problems, node, "Write '- rule: T101' and the rest.",
                      "an exception must be a map");
        return;
    }
    value_check_keys(drafting->problems, node, WORDS_OF(keys));
    exception->line = node->place.line;
    exception->rule = need_text(drafting, node, "rule", "the exception");
    exception->reason = need_text(drafting, node, "reason", "the exception");
    exception->output = read_text(drafting, node, "output");
    read_labels(drafting, node, exception);
    read_binding(drafting, node, exception);
}

static void read_exceptions(struct drafting *drafting, const struct yaml_node *root)
{
    const struct yaml_node *node = yaml_find(root, "exceptions");
    if (!is_list(drafting, node, "exceptions", "Write '- rule: T101' for each.")) {
        return;
    }
    struct exception *exceptions =
        arena_array(drafting->arena, node->count + 1, struct exception);
    for (size_t i = 0; i < node->count; i++) {
        read_exception(drafting, node->entries[i].value, &exceptions[i]);
    }
    drafting->request->exceptions = exceptions;
    drafting->request->exception_count = node->count;
}

/* ---- the whole ---- */

static void read_parts(struct drafting *drafting, const struct yaml_node *root)
{
    static const char *const keys[] = {
        "project", "title",   "author",   "contact",          "datasets",  "population",
        "period",  "outputs", "controls", "earlier-releases", "exceptions"};
    struct request *request = drafting->request;
    value_check_keys(drafting->problems, root, WORDS_OF(keys));
    request->project = read_text(drafting, root, "project");
    request->title = read_text(drafting, root, "title");
    request->authors = read_list(drafting, root, "author");
    request->contact = read_text(drafting, root, "contact");
    request->datasets = read_list(drafting, root, "datasets");
    request->population = read_text(drafting, root, "population");
    request->period = read_text(drafting, root, "period");
    read_files(drafting, root);
    request->controls = read_list(drafting, root, "controls");
    request->earlier = read_list(drafting, root, "earlier-releases");
    read_exceptions(drafting, root);
}

struct request *submission_yaml_parse(struct arena *arena, struct output *file,
                                      struct bytes bytes, struct problems *problems)
{
    const size_t before = problems->count;
    file->bytes = bytes.length;
    file->sha256 = hash_sha256(arena, bytes.data, bytes.length);
    const struct yaml_file source = {
        .path = file->location,
        .bytes = bytes,
        .what = "submission",
        .beginning = "Begin with 'project: NUMBER'; 'outcheck describe --submission' "
                     "drafts one.",
    };
    const struct yaml_node *root = yaml_read(arena, &source, problems);
    if (!root) {
        return NULL;
    }
    struct drafting drafting = {
        .arena = arena,
        .problems = problems,
        .request = arena_new(arena, struct request),
    };
    drafting.request->file = file;
    read_parts(&drafting, root);
    problems_sort_places(problems, before);
    return problems->count > before ? NULL : drafting.request;
}

struct request *submission_yaml_read(struct arena *arena, struct output *file,
                                     struct problems *problems)
{
    struct bytes bytes;
    return file_read(arena, file->location, YAML_BYTE_LIMIT + 1, &bytes, problems) ==
                   OUTCHECK_OK
               ? submission_yaml_parse(arena, file, bytes, problems)
               : NULL;
}

static const char *beside(struct arena *arena, const char *file, const char *path)
{
    const char *folder = path_folder(arena, file);
    return text_equals(folder, ".") ? path : path_join(arena, folder, path);
}

static bool is_same_place(const char *one, const char *other)
{
    while (text_starts_with(one, "./")) {
        one += 2;
    }
    while (text_starts_with(other, "./")) {
        other += 2;
    }
    return text_equals(one, other);
}

void submission_yaml_match(struct arena *arena, struct request *request,
                           struct output *const *outputs, size_t output_count)
{
    for (size_t i = 0; i < request->file_count; i++) {
        struct request_file *file = &request->files[i];
        const char *place = beside(arena, request->file->location, file->path);
        for (size_t k = 0; k < output_count && !file->output; k++) {
            file->output = is_same_place(outputs[k]->location, place) ? outputs[k] : NULL;
        }
    }
}
