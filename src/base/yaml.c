/*
 * The only file that includes libfyaml. Takes the parser's events one by one, so that
 * nothing is ever expanded: an alias is refused where it stands, and depth is counted on
 * our stack.
 */
#include "base/yaml.h"

#include "base/text.h"

#include <libfyaml.h>

#include <assert.h>
#include <string.h>

enum { SHOWN_LINE_LIMIT = 240 };

struct source_line {
    const char *start;
    const char *text; /* once it was asked for */
};

struct builder {
    struct arena *arena;
    struct problems *problems;
    const struct yaml_file *file;
    struct source_line *lines;
    size_t line_count;
    struct yaml_node *root;
    struct yaml_node *open[YAML_DEPTH_LIMIT];
    struct yaml_node *waiting_key[YAML_DEPTH_LIMIT];
    bool is_repeated[YAML_DEPTH_LIMIT]; /* the waiting key was there before */
    size_t depth;
    bool is_refused;
};

static void find_lines(struct builder *builder)
{
    const struct bytes bytes = builder->file->bytes;
    const char *end = bytes.data + bytes.length;
    size_t capacity = 0;
    for (const char *at = bytes.data; at;) {
        *arena_add(builder->arena, builder->lines, builder->line_count, capacity) =
            (struct source_line){.start = at};
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop ? stop + 1 : NULL;
    }
}

/* The text of a line, counted from 1; NULL where it is too long to be shown. */
static const char *source_line(struct builder *builder, size_t line)
{
    if (line == 0 || line > builder->line_count) {
        return NULL;
    }
    struct source_line *source = &builder->lines[line - 1];
    const struct bytes bytes = builder->file->bytes;
    const char *end =
        line < builder->line_count ? source[1].start - 1 : bytes.data + bytes.length;
    size_t length = (size_t)(end - source->start);
    if (length && source->start[length - 1] == '\r') {
        length--;
    }
    if (!source->text && length <= SHOWN_LINE_LIMIT) {
        source->text = text_copy(builder->arena, source->start, length);
    }
    return source->text;
}

static struct place place_of(struct builder *builder, const struct fy_mark *start,
                             const struct fy_mark *end)
{
    struct place place = place_of_file(builder->file->path);
    if (!start) {
        return place;
    }
    place.line = (size_t)start->line + 1;
    place.column = (size_t)start->column + 1;
    place.source = source_line(builder, place.line);
    place.width = end && end->line == start->line && end->column > start->column
                      ? (size_t)(end->column - start->column)
                      : 1;
    return place;
}

static void refuse(struct builder *builder, struct fy_event *event, const char *message,
                   const char *hint)
{
    problem_add(builder->problems, OUTCHECK_ERROR_USAGE,
                place_of(builder, fy_event_start_mark(event), fy_event_end_mark(event)),
                hint, "%s", message);
    builder->is_refused = true;
}

static struct yaml_node *new_node(struct builder *builder, struct fy_event *event,
                                  enum yaml_kind kind)
{
    struct yaml_node *node = arena_new(builder->arena, struct yaml_node);
    node->kind = kind;
    node->text = "";
    node->place = place_of(builder, fy_event_start_mark(event), fy_event_end_mark(event));
    return node;
}

static struct yaml_node *new_text(struct builder *builder, struct fy_event *event)
{
    struct yaml_node *node = new_node(builder, event, YAML_TEXT);
    size_t length = 0;
    const char *text = fy_token_get_text(event->scalar.value, &length);
    if (text && memchr(text, '\0', length)) {
        refuse(builder, event, "text holds a zero byte", "Leave it out.");
        return node;
    }
    node->text = text ? text_copy(builder->arena, text, length) : "";
    /* Where escapes or line breaks were undone, places inside the text cannot be shown.
     */
    const size_t before = node->place.column ? node->place.column - 1 : 0;
    const char *source = node->place.source ? node->place.source : "";
    node->is_plain =
        before <= strlen(source) && text_starts_with(source + before, node->text);
    return node;
}

/* A key of the map on top of the stack; its value comes next. */
static void add_key(struct builder *builder, struct yaml_node *key)
{
    const size_t top = builder->depth - 1;
    builder->waiting_key[top] = key;
    builder->is_repeated[top] = yaml_find(builder->open[top], key->text) != NULL;
    if (builder->is_repeated[top]) {
        problem_add(builder->problems, OUTCHECK_ERROR_USAGE, key->place,
                    "Keep one of the two.", "'%s' is given twice", key->text);
    }
}

static void add_value(struct builder *builder, struct fy_event *event,
                      struct yaml_node *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    const size_t top = builder->depth - 1;
    struct yaml_node *parent = builder->open[top];
    assert(parent);
    if (parent->count == YAML_ENTRY_LIMIT) {
        refuse(builder, event, "more than 1,000 entries in one list or map", "");
        return;
    }
    struct yaml_node *key = builder->waiting_key[top];
    builder->waiting_key[top] = NULL;
    if (key) {
        if (!node->place.line) {
            node->place = key->place; /* nothing stands after the key */
        }
        if (builder->is_repeated[top]) {
            return;
        }
    }
    *arena_add(builder->arena, parent->entries, parent->count, parent->capacity) =
        (struct yaml_entry){key, node};
}

static bool expects_key(const struct builder *builder)
{
    const size_t depth = builder->depth;
    const struct yaml_node *top = depth ? builder->open[depth - 1] : NULL;
    return top && top->kind == YAML_MAP && !builder->waiting_key[depth - 1];
}

static void open_collection(struct builder *builder, struct fy_event *event,
                            enum yaml_kind kind)
{
    if (expects_key(builder)) {
        refuse(builder, event, "a key must be a word, not a list or a map",
               "Write 'key: value'.");
        return;
    }
    if (builder->depth == YAML_DEPTH_LIMIT) {
        refuse(builder, event, "nested too deep",
               text_format(builder->arena, "A %s needs four levels at most.",
                           builder->file->what));
        return;
    }
    struct yaml_node *node = new_node(builder, event, kind);
    add_value(builder, event, node);
    builder->open[builder->depth] = node;
    builder->waiting_key[builder->depth] = NULL;
    builder->depth++;
}

static void take_text(struct builder *builder, struct fy_event *event)
{
    struct yaml_node *node = new_text(builder, event);
    if (expects_key(builder)) {
        add_key(builder, node);
    } else {
        add_value(builder, event, node);
    }
}

static bool has_anchor_or_tag(const struct fy_event *event)
{
    switch ((int)event->type) {
    case FYET_SCALAR:
        return event->scalar.anchor || event->scalar.tag;
    case FYET_SEQUENCE_START:
        return event->sequence_start.anchor || event->sequence_start.tag;
    case FYET_MAPPING_START:
        return event->mapping_start.anchor || event->mapping_start.tag;
    default:
        return false;
    }
}

static void take_event(struct builder *builder, struct fy_event *event)
{
    if (event->type == FYET_ALIAS || has_anchor_or_tag(event)) {
        refuse(builder, event, "aliases (*), anchors (&) and tags (!) are not read here",
               "Write the value out; put text that begins with one of these in quotes.");
        return;
    }
    switch ((int)event->type) {
    case FYET_DOCUMENT_START:
        if (builder->root) {
            refuse(builder, event, "a second document begins here",
                   text_format(builder->arena, "One file holds one %s.",
                               builder->file->what));
        }
        break;
    case FYET_SCALAR:
        take_text(builder, event);
        break;
    case FYET_SEQUENCE_START:
        open_collection(builder, event, YAML_LIST);
        break;
    case FYET_MAPPING_START:
        open_collection(builder, event, YAML_MAP);
        break;
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        builder->depth--;
        break;
    default:
        break;
    }
}

/* What the library itself has to say about the file's syntax. */
static void take_diagnostics(struct builder *builder, struct fy_diag *diagnostics)
{
    void *iterator = NULL;
    bool is_any = false;
    for (const struct fy_diag_error *error;
         (error = fy_diag_errors_iterate(diagnostics, &iterator));) {
        const struct fy_mark mark = {
            .line = error->line > 0 ? error->line - 1 : 0,
            .column = error->column > 0 ? error->column - 1 : 0,
        };
        problem_add(builder->problems, OUTCHECK_ERROR_USAGE,
                    place_of(builder, &mark, NULL), "", "this is not YAML: %s",
                    text_squeezed(builder->arena, error->msg ? error->msg : "unknown"));
        is_any = true;
    }
    if (!is_any) {
        problem_add(builder->problems, OUTCHECK_ERROR_USAGE,
                    place_of_file(builder->file->path), "", "this is not YAML");
    }
    builder->is_refused = true;
}

static void parse(struct builder *builder)
{
    struct fy_diag_cfg diagnostics_options;
    fy_diag_cfg_default(&diagnostics_options);
    diagnostics_options.fp = NULL;
    struct fy_diag *diagnostics = fy_diag_create(&diagnostics_options);
    fy_diag_set_collect_errors(diagnostics, true);
    const struct fy_parse_cfg options = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE,
        .diag = diagnostics,
    };
    struct fy_parser *parser = fy_parser_create(&options);
    if (parser && fy_parser_set_string(parser, builder->file->bytes.data,
                                       builder->file->bytes.length) == 0) {
        struct fy_event *event = NULL;
        while (!builder->is_refused && (event = fy_parser_parse(parser))) {
            take_event(builder, event);
            fy_parser_event_free(parser, event);
        }
    }
    if (!builder->is_refused && (!parser || fy_parser_get_stream_error(parser) ||
                                 fy_diag_got_error(diagnostics))) {
        take_diagnostics(builder, diagnostics);
    }
    fy_parser_destroy(parser);
    fy_diag_destroy(diagnostics);
}

const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key)
{
    for (size_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++) {
        if (text_equals(map->entries[i].key->text, key)) {
            return map->entries[i].value;
        }
    }
    return NULL;
}

static bool is_readable(const struct yaml_file *file, struct problems *problems)
{
    if (file->bytes.length > YAML_BYTE_LIMIT) {
        problem_add(
            problems, OUTCHECK_ERROR_USAGE, place_of_file(file->path),
            text_format(problems->arena, "A %s has a few hundred lines.", file->what),
            "larger than 1 MB");
        return false;
    }
    if (!text_is_utf8(file->bytes.data, file->bytes.length)) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(file->path),
                    "Save it as UTF-8 text.", "not UTF-8 text");
        return false;
    }
    return true;
}

const struct yaml_node *yaml_read(struct arena *arena, const struct yaml_file *file,
                                  struct problems *problems)
{
    if (!is_readable(file, problems)) {
        return NULL;
    }
    struct builder builder = {
        .arena = arena,
        .problems = problems,
        .file = file,
    };
    find_lines(&builder);
    parse(&builder);
    if (builder.is_refused) {
        return NULL;
    }
    if (!builder.root || builder.root->kind != YAML_MAP) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(file->path),
                    file->beginning, "there is no %s in this file", file->what);
        return NULL;
    }
    return builder.root;
}
