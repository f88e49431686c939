/*
 * results.json and evidence.json -> outputs and files. Written by other programs of
 * several versions: what is missing is missing, what is of another type is as if missing;
 * only text that is no JSON at all is refused.
 */
#include "base/json.h"
#include "base/text.h"
#include "ingest/record/acro_session.h"

#include <math.h>
#include <string.h>

enum { RECORD_BYTE_LIMIT = 64 * 1024 * 1024, SMALL_BYTE_LIMIT = 1024 * 1024 };

static const char *text_or_empty(const json_t *object, const char *key)
{
    const char *text = json_text(object, key);
    return text ? text : "";
}

static const char *kept(struct arena *arena, const json_t *object, const char *key)
{
    const char *text = text_or_empty(object, key);
    return text_copy(arena, text, strlen(text));
}

static void refuse(struct acro_sessions *sessions, const struct output *record,
                   const char *sentence, const char *hint)
{
    acro_remark(sessions, &(struct remark){.kind = REMARK_UNREADABLE,
                                           .output = record,
                                           .sentence = sentence,
                                           .hint = hint});
}

/* The file as JSON; NULL with a remark (unless `is_optional` and it is not there). */
static json_t *load(struct acro_sessions *sessions, const struct output *record,
                    const char *path, bool is_optional)
{
    struct arena *arena = sessions->arena;
    struct problems *trouble = problems_create(arena);
    struct bytes bytes = {0};
    if (is_optional && file_kind_of(path) != FILE_REGULAR) {
        return NULL;
    }
    json_t *json = NULL;
    if (file_read(arena, path, RECORD_BYTE_LIMIT, &bytes, trouble) == OUTCHECK_OK) {
        json = json_read(path, bytes.data, bytes.length, trouble);
    }
    if (!json) {
        refuse(sessions, record,
               text_format(arena, "the record of an ACRO session cannot be read: %s",
                           trouble->items[0].message),
               "Hand in the folder as ACRO wrote it.");
    }
    return json;
}

static double number_under(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static struct acro_session *read_session(struct acro_sessions *sessions,
                                         const struct output *record, const json_t *root)
{
    struct arena *arena = sessions->arena;
    struct acro_session *session = arena_new(arena, struct acro_session);
    session->folder = path_folder(arena, record->location);
    session->version = kept(arena, root, "version");
    session->is_first_generation = text_starts_with(session->version, "0.");
    json_t *config =
        load(sessions, record, path_join(arena, session->folder, "config.json"), true);
    session->threshold = number_under(config, "safe_threshold");
    session->nk_n = number_under(config, "safe_nk_n");
    session->nk_k = 100 * number_under(config, "safe_nk_k");
    session->p = 100 * number_under(config, "safe_pratio_p");
    json_decref(config);
    return session;
}

static unsigned flag_of(const char *name, size_t length)
{
    static const struct {
        const char *name;
        unsigned flag;
    } flags[] = {
        {"ok", ACRO_OK},           {"threshold", ACRO_THRESHOLD},
        {"nk-rule", ACRO_NK},      {"MinimumThresholdCheck", ACRO_THRESHOLD},
        {"NKCheck", ACRO_NK},      {"p-ratio", ACRO_P},
        {"PPercentCheck", ACRO_P},
    };
    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
        if (strlen(flags[i].name) == length &&
            strncmp(flags[i].name, name, length) == 0) {
            return flags[i].flag;
        }
    }
    return ACRO_OTHER;
}

/* "threshold; p-ratio; " by its names. */
static unsigned flags_of(const char *text)
{
    unsigned flags = 0;
    while (*text) {
        text += strspn(text, " ;\n");
        const size_t length = strcspn(text, ";\n");
        size_t used = length;
        while (used && text[used - 1] == ' ') {
            used--;
        }
        flags |= used ? flag_of(text, used) : 0;
        text += length;
    }
    return flags ? flags : ACRO_OTHER;
}

/* column label -> row label -> text */
static void read_outcome(struct arena *arena, struct acro_output *output, json_t *outcome)
{
    const char *column = NULL;
    const char *row = NULL;
    json_t *rows = NULL;
    json_t *text = NULL;
    if (!json_is_object(outcome) || json_object_size(outcome) == 0) {
        return;
    }
    output->outcome = map_create(arena, 64);
    json_object_foreach(outcome, column, rows)
    {
        const char *column_key = acro_label_key(arena, column, &output->column_levels);
        json_object_foreach(rows, row, text)
        {
            const char *row_key = acro_label_key(arena, row, &output->row_levels);
            const char *value = json_string_value(text);
            (void)map_add_text(output->outcome,
                               acro_joined_key(arena, row_key, column_key),
                               flags_of(value ? value : ""));
        }
    }
}

/* The 64 digits that the session keeps for a file, or NULL. */
static const char *checksum_for(struct arena *arena, const char *folder, const char *name)
{
    struct problems *trouble = problems_create(arena);
    struct bytes bytes = {0};
    const char *path = text_format(arena, "%s/checksums/%s.txt", folder, path_name(name));
    if (file_kind_of(path) != FILE_REGULAR ||
        file_read(arena, path, SMALL_BYTE_LIMIT, &bytes, trouble) != OUTCHECK_OK) {
        return NULL;
    }
    const size_t length = strspn(bytes.data, "0123456789abcdefABCDEF");
    return text_copy(arena, bytes.data, length);
}

static void add_file(struct acro_sessions *sessions, struct acro_output *output,
                     const char *name, int interim)
{
    struct arena *arena = sessions->arena;
    const char *folder = output->session->folder;
    const char *plain = path_name(name);
    const char *location = path_join(arena, folder, plain);
    const size_t place = sessions->file_count;
    if (!plain[0] || map_add_text(sessions->by_location, location, place) != place) {
        return;
    }
    *arena_add(arena, sessions->files, sessions->file_count, sessions->file_capacity) =
        (struct acro_file){
            .location = location,
            .output = output,
            .interim = interim,
            .checksum = interim < 0 ? checksum_for(arena, folder, plain) : NULL,
        };
}

static void read_files(struct acro_sessions *sessions, struct acro_output *output,
                       const json_t *files)
{
    for (size_t i = 0; i < json_array_size(files); i++) {
        const json_t *file = json_array_get(files, i);
        const char *name = kept(sessions->arena, file, "name");
        const json_t *summary = json_object_get(json_object_get(file, "sdc"), "summary");
        output->is_suppressed |= json_is_true(json_object_get(summary, "suppressed"));
        add_file(sessions, output, name, -1);
    }
}

static struct acro_output *add_output(struct acro_sessions *sessions,
                                      const struct acro_session *session, const char *uid,
                                      const json_t *json)
{
    struct arena *arena = sessions->arena;
    struct acro_output *output = arena_new(arena, struct acro_output);
    *output = (struct acro_output){
        .session = session,
        .uid = text_copy(arena, uid, strlen(uid)),
        .status = kept(arena, json, "status"),
        .type = kept(arena, json, "type"),
        .exception = kept(arena, json, "exception"),
        .command_text = kept(arena, json, "command"),
    };
    output->command = acro_command_parse(arena, output->command_text);
    sessions->outputs = arena_grow(arena, sessions->outputs, &sessions->output_capacity,
                                   sessions->output_count + 1, sizeof(void *));
    sessions->outputs[sessions->output_count++] = output;
    return output;
}

static void read_result(struct acro_sessions *sessions,
                        const struct acro_session *session, const char *uid,
                        const json_t *json)
{
    struct acro_output *output = add_output(sessions, session, uid, json);
    const json_t *properties = json_object_get(json, "properties");
    const char *mitigation = text_or_empty(properties, "mitigation");
    const double base = number_under(properties, "round_base");
    output->is_suppressed = text_equals(mitigation, "suppress");
    output->round_base = text_equals(mitigation, "round") && base > 0 ? base : 0;
    read_outcome(sessions->arena, output, json_object_get(json, "outcome"));
    read_files(sessions, output, json_object_get(json, "files"));
}

/* A federated record has no statuses: statistics and variables stand for themselves. */
static void read_evidence(struct acro_sessions *sessions,
                          const struct acro_session *session, const char *uid,
                          const json_t *json)
{
    static const char *const names[ACRO_INTERIM_COUNT] = {
        [ACRO_COUNTS] = "count_table",
        [ACRO_SUM] = "sum",
        [ACRO_MAX] = "max",
        [ACRO_TOP_TWO] = "top_2_sum",
        [ACRO_NEGATIVES] = "num_negative",
    };
    struct acro_output *output = add_output(sessions, session, uid, json);
    const char *name = NULL;
    json_t *file = NULL;
    json_t *tables = json_object_get(json, "interim_tables");
    json_object_foreach(tables, name, file)
    {
        int interim = 0;
        while (interim < ACRO_INTERIM_COUNT && !text_equals(names[interim], name)) {
            interim++;
        }
        if (json_is_string(file)) {
            add_file(sessions, output, kept(sessions->arena, tables, name), interim);
        }
    }
    if (json_text(json, "dof")) {
        add_file(sessions, output, kept(sessions->arena, json, "dof"),
                 ACRO_OTHER_INTERIM);
    }
}

void acro_read_record(struct acro_sessions *sessions, const struct output *record)
{
    json_t *root = load(sessions, record, record->location, false);
    if (!root) {
        return;
    }
    json_t *results = json_object_get(root, "results");
    json_t *evidence = json_object_get(root, "outputs");
    const struct acro_session *session = read_session(sessions, record, root);
    const char *uid = NULL;
    json_t *output = NULL;
    json_object_foreach(results, uid, output)
    {
        read_result(sessions, session, uid, output);
    }
    json_object_foreach(evidence, uid, output)
    {
        read_evidence(sessions, session, uid, output);
    }
    if (!json_is_object(results) && !json_is_object(evidence)) {
        refuse(sessions, record, "it is the record of no ACRO session that is known",
               "Hand in the folder as ACRO wrote it.");
    }
    json_decref(root);
}
