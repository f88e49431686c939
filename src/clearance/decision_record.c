#include "clearance/decision_record.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SCHEMA = 1, RECORD_BYTE_LIMIT = 256 * 1024 * 1024 };

/* ---- writing ---- */

static json_t *text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

static void set(json_t *object, const char *key, json_t *value)
{
    (void)json_object_set_new(object, key, value);
}

static void set_text(json_t *object, const char *key, const char *text)
{
    set(object, key, text_or_null(text));
}

static void set_number(json_t *object, const char *key, int64_t number)
{
    set(object, key, json_integer(number));
}

static json_t *texts_json(const char *const *texts, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(array, json_string(texts[i]));
    }
    return array;
}

static json_t *run_json(const struct signing_run *run)
{
    json_t *object = json_object();
    set(object, "paths", texts_json(run->paths, run->path_count));
    set(object, "previous", texts_json(run->previous, run->previous_count));
    set_text(object, "policy", run->policy);
    set_text(object, "register", run->register_where);
    return object;
}

static json_t *checkers_json(const struct signing *signing)
{
    json_t *array = json_array();
    for (size_t i = 0; i < signing->checker_count; i++) {
        json_t *object = json_object();
        set_text(object, "name", signing->checkers[i].name);
        set(object, "decided", json_boolean(signing->checkers[i].has_decided));
        (void)json_array_append_new(array, object);
    }
    return array;
}

static json_t *output_json(const struct signing *signing,
                           const struct signed_output *output)
{
    static const char *const changes[] = {"new", "changed", "unchanged"};
    json_t *object = json_object();
    json_t *decisions = json_array();
    set_text(object, "path", output->path);
    set_text(object, "sha256", output->sha256);
    set_text(object, "findings_sha256", output->findings_sha256);
    set_text(object, "result", verdict_name(output->result));
    set_text(object, "outcome", outcome_name(output->outcome));
    set_number(object, "decided_turn", output->decided_turn);
    set_text(object, "change", changes[output->change]);
    for (size_t i = 0; i < signing->checker_count; i++) {
        const struct opinion *opinion = &output->opinions[i];
        json_t *decision = json_object();
        set_text(decision, "checker", signing->checkers[i].name);
        set_text(decision, "decision", decision_words[opinion->decision]);
        set_text(decision, "reason", opinion->reason);
        set_text(decision, "comment", opinion->comment);
        (void)json_array_append_new(decisions, decision);
    }
    set(object, "decisions", decisions);
    return object;
}

static json_t *finding_json(const struct signing *signing,
                            const struct signed_finding *finding)
{
    json_t *object = json_object();
    json_t *decisions = json_array();
    set_text(object, "id", finding->id);
    for (size_t i = 0; i < signing->checker_count; i++) {
        const struct finding_opinion *opinion = &finding->opinions[i];
        json_t *decision = json_object();
        set_text(decision, "checker", signing->checkers[i].name);
        set_text(decision, "decision", finding_decision_words[opinion->decision]);
        set_text(decision, "reason", opinion->reason);
        (void)json_array_append_new(decisions, decision);
    }
    set(object, "decisions", decisions);
    return object;
}

static json_t *record_json(const struct signing *signing)
{
    json_t *object = json_object();
    json_t *outputs = json_array();
    json_t *findings = json_array();
    set_number(object, "schema", SCHEMA);
    set_text(object, "report", signing->report_id);
    set_text(object, "state", signing_state(signing));
    set_number(object, "turn", signing->turn);
    set_number(object, "needed", signing->needed);
    set_text(object, "review", signing->is_blind ? "blind" : "sequential");
    set_number(object, "first_submitted", signing->first_submitted);
    set_number(object, "submitted", signing->submitted);
    set_number(object, "returned", signing->returned);
    set_number(object, "days_before", signing->days_before);
    set(object, "run", run_json(&signing->run));
    set(object, "checkers", checkers_json(signing));
    for (size_t i = 0; i < signing->output_count; i++) {
        (void)json_array_append_new(outputs, output_json(signing, &signing->outputs[i]));
    }
    for (size_t i = 0; i < signing->finding_count; i++) {
        (void)json_array_append_new(findings,
                                    finding_json(signing, &signing->findings[i]));
    }
    set(object, "outputs", outputs);
    set(object, "findings", findings);
    return object;
}

static const char *dump(struct arena *arena, const json_t *json)
{
    char *text = json_dumps(json, JSON_INDENT(1));
    const char *copy = text ? text_format(arena, "%s\n", text) : NULL;
    free(text);
    return copy;
}

enum outcheck_status decision_record_write(struct arena *arena, const char *folder,
                                           const struct signing *signing,
                                           const char **sha256, struct problems *problems)
{
    const char *path = path_join(arena, folder, DECISION_RECORD_NAME);
    json_t *record = record_json(signing);
    const char *text = dump(arena, record);
    if (text) {
        set_text(record, "sha256", hash_sha256(arena, text, strlen(text)));
        text = dump(arena, record);
    }
    json_decref(record);
    if (!text) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(path), "",
                    "the decisions cannot be written as JSON");
        return OUTCHECK_ERROR_INPUT;
    }
    const struct bytes bytes = {.data = text, .length = strlen(text)};
    *sha256 = hash_sha256(arena, bytes.data, bytes.length);
    return file_write(arena, path, bytes, problems);
}

/* ---- reading ---- */

/* What is read, and whether all of it was there. */
struct record_reading {
    struct arena *arena;
    struct signing *signing;
    bool is_broken;
};

static const char *copy(struct record_reading *reading, const json_t *object,
                        const char *key)
{
    const char *text = json_text(object, key);
    return text ? text_copy(reading->arena, text, strlen(text)) : NULL;
}

static const char *need(struct record_reading *reading, const json_t *object,
                        const char *key)
{
    const char *text = copy(reading, object, key);
    reading->is_broken |= !text;
    return text ? text : "";
}

static int64_t number(struct record_reading *reading, const json_t *object,
                      const char *key)
{
    const json_t *value = json_object_get(object, key);
    reading->is_broken |= !json_is_integer(value) || json_integer_value(value) < 0;
    return json_integer_value(value);
}

static size_t word_index(struct record_reading *reading, const char *word,
                         const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals(words[i], word)) {
            return i;
        }
    }
    reading->is_broken = true;
    return 0;
}

static const char *const *read_texts(struct record_reading *reading, const json_t *object,
                                     const char *key, size_t *count)
{
    const json_t *array = json_object_get(object, key);
    const char **texts =
        arena_array(reading->arena, json_array_size(array) + 1, const char *);
    *count = 0;
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *text = json_string_value(json_array_get(array, i));
        reading->is_broken |= !text;
        if (text) {
            texts[(*count)++] = text_copy(reading->arena, text, strlen(text));
        }
    }
    return texts;
}

static void read_checkers(struct record_reading *reading, const json_t *record)
{
    const json_t *array = json_object_get(record, "checkers");
    struct signing *signing = reading->signing;
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *object = json_array_get(array, i);
        if (signing->checker_count == SIGNING_CHECKER_LIMIT) {
            reading->is_broken = true;
            return;
        }
        signing->checkers[signing->checker_count++] = (struct signing_checker){
            .name = need(reading, object, "name"),
            .has_decided = json_is_true(json_object_get(object, "decided")),
        };
    }
}

static enum severity severity_of(struct record_reading *reading, const char *name)
{
    for (int i = SEVERITY_INFO; i <= SEVERITY_FAIL; i++) {
        if (text_equals(verdict_name((enum severity)i), name)) {
            return (enum severity)i;
        }
    }
    reading->is_broken = true;
    return SEVERITY_FAIL;
}

static enum outcome outcome_of(struct record_reading *reading, const char *name)
{
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        if (text_equals(outcome_name((enum outcome)i), name)) {
            return (enum outcome)i;
        }
    }
    reading->is_broken = true;
    return OUTCOME_OPEN;
}

static void read_output(struct record_reading *reading, const json_t *object,
                        struct signed_output *output)
{
    static const char *const changes[] = {"new", "changed", "unchanged"};
    const json_t *decisions = json_object_get(object, "decisions");
    *output = (struct signed_output){
        .path = need(reading, object, "path"),
        .sha256 = need(reading, object, "sha256"),
        .findings_sha256 = need(reading, object, "findings_sha256"),
        .result = severity_of(reading, json_text(object, "result")),
        .outcome = outcome_of(reading, json_text(object, "outcome")),
        .decided_turn = (unsigned)number(reading, object, "decided_turn"),
        .change = (enum output_change)word_index(reading, json_text(object, "change"),
                                                 changes, 3),
    };
    reading->is_broken |= json_array_size(decisions) != reading->signing->checker_count;
    for (size_t i = 0; i < reading->signing->checker_count; i++) {
        const json_t *decision = json_array_get(decisions, i);
        output->opinions[i] = (struct opinion){
            .decision = (enum decision)word_index(
                reading, json_text(decision, "decision"), decision_words, DECISION_COUNT),
            .reason = need(reading, decision, "reason"),
            .comment = need(reading, decision, "comment"),
        };
    }
}

static void read_finding(struct record_reading *reading, const json_t *object,
                         struct signed_finding *finding)
{
    const json_t *decisions = json_object_get(object, "decisions");
    *finding = (struct signed_finding){.id = need(reading, object, "id")};
    reading->is_broken |= json_array_size(decisions) != reading->signing->checker_count;
    for (size_t i = 0; i < reading->signing->checker_count; i++) {
        const json_t *decision = json_array_get(decisions, i);
        finding->opinions[i] = (struct finding_opinion){
            .decision = (enum finding_decision)word_index(
                reading, json_text(decision, "decision"), finding_decision_words,
                FINDING_DECISION_COUNT),
            .reason = need(reading, decision, "reason"),
        };
    }
}

static void read_lists(struct record_reading *reading, const json_t *record)
{
    struct signing *signing = reading->signing;
    const json_t *outputs = json_object_get(record, "outputs");
    const json_t *findings = json_object_get(record, "findings");
    signing->output_count = json_array_size(outputs);
    signing->outputs =
        arena_array(reading->arena, signing->output_count + 1, struct signed_output);
    for (size_t i = 0; i < signing->output_count; i++) {
        read_output(reading, json_array_get(outputs, i), &signing->outputs[i]);
    }
    signing->finding_count = json_array_size(findings);
    signing->findings =
        arena_array(reading->arena, signing->finding_count + 1, struct signed_finding);
    for (size_t i = 0; i < signing->finding_count; i++) {
        read_finding(reading, json_array_get(findings, i), &signing->findings[i]);
    }
}

static void read_record(struct record_reading *reading, const json_t *record)
{
    struct signing *signing = reading->signing;
    const json_t *run = json_object_get(record, "run");
    reading->is_broken |= number(reading, record, "schema") != SCHEMA;
    signing->report_id = need(reading, record, "report");
    signing->turn = (unsigned)number(reading, record, "turn");
    signing->needed = (unsigned)number(reading, record, "needed");
    signing->is_blind = text_equals(json_text(record, "review"), "blind");
    signing->first_submitted = number(reading, record, "first_submitted");
    signing->submitted = number(reading, record, "submitted");
    signing->returned = number(reading, record, "returned");
    signing->days_before = number(reading, record, "days_before");
    signing->run.paths = read_texts(reading, run, "paths", &signing->run.path_count);
    signing->run.previous =
        read_texts(reading, run, "previous", &signing->run.previous_count);
    signing->run.policy = copy(reading, run, "policy");
    signing->run.register_where = copy(reading, run, "register");
    read_checkers(reading, record);
    read_lists(reading, record);
}

/* The hash that the record holds is that of itself without it. */
static bool is_as_written(struct arena *arena, json_t *record)
{
    const char *held = json_text(record, "sha256");
    const char *expected = held ? text_copy(arena, held, strlen(held)) : "";
    (void)json_object_del(record, "sha256");
    const char *text = dump(arena, record);
    return text && text_equals(expected, hash_sha256(arena, text, strlen(text)));
}

struct signing *decision_record_parse(struct arena *arena, const char *path,
                                      struct bytes bytes, struct problems *problems)
{
    json_t *record = json_read(path, bytes.data, bytes.length, problems);
    if (!record) {
        return NULL;
    }
    struct record_reading reading = {
        .arena = arena,
        .signing = arena_new(arena, struct signing),
    };
    reading.is_broken = !json_is_object(record) || !is_as_written(arena, record);
    if (!reading.is_broken) {
        read_record(&reading, record);
    }
    json_decref(record);
    if (!reading.is_broken) {
        return reading.signing;
    }
    problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(path),
                "Put back the file that 'outcheck decide' wrote; the log holds its hash.",
                "these decisions are not as they were written");
    return NULL;
}

static enum outcheck_status read_at(struct arena *arena, const char *path,
                                    struct signing **signing, struct problems *problems)
{
    struct bytes bytes;
    *signing = NULL;
    if (file_kind_of(path) == FILE_MISSING) {
        return OUTCHECK_OK;
    }
    const enum outcheck_status status =
        file_read(arena, path, RECORD_BYTE_LIMIT, &bytes, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    *signing = decision_record_parse(arena, path, bytes, problems);
    return *signing ? OUTCHECK_OK : OUTCHECK_ERROR_USAGE;
}

enum outcheck_status decision_record_read(struct arena *arena, const char *folder,
                                          struct signing **signing,
                                          struct problems *problems)
{
    return read_at(arena, path_join(arena, folder, DECISION_RECORD_NAME), signing,
                   problems);
}

static const char *turn_path(struct arena *arena, const char *folder, unsigned turn)
{
    return path_join(arena, folder, text_format(arena, "decisions.turn-%u.json", turn));
}

enum outcheck_status decision_record_read_turn(struct arena *arena, const char *folder,
                                               unsigned turn, struct signing **signing,
                                               struct problems *problems)
{
    return read_at(arena, turn_path(arena, folder, turn), signing, problems);
}

enum outcheck_status decision_record_put_away(struct arena *arena, const char *folder,
                                              unsigned turn, struct problems *problems)
{
    struct bytes bytes;
    const enum outcheck_status status =
        file_read(arena, path_join(arena, folder, DECISION_RECORD_NAME),
                  RECORD_BYTE_LIMIT, &bytes, problems);
    return status == OUTCHECK_OK
               ? file_write(arena, turn_path(arena, folder, turn), bytes, problems)
               : status;
}
