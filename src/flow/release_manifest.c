/*
 * manifest.json of a release pack: what each file is, what it was made from, and who
 * cleared that.
 */
#include "base/json.h"
#include "base/text.h"
#include "flow/release_job.h"

#include <stdlib.h>
#include <string.h>

static void set(json_t *object, const char *key, json_t *value)
{
    (void)json_object_set_new(object, key, value);
}

static void set_text(json_t *object, const char *key, const char *text)
{
    set(object, key, text ? json_string(text) : json_null());
}

static json_t *texts(const char *const *items, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(array, json_string(items[i]));
    }
    return array;
}

static json_t *files_json(const struct release_job *job)
{
    json_t *array = json_array();
    for (size_t i = 0; i < job->file_count; i++) {
        const struct pack_file *file = &job->files[i];
        json_t *object = json_object();
        set_text(object, "path", file->name);
        set_text(object, "kind", file->kind);
        set_text(object, "sha256", file->sha256);
        set(object, "bytes", json_integer((json_int_t)file->bytes.length));
        set_text(object, "output", file->output ? file->output->path : NULL);
        if (file->title) {
            set_text(object, "title", file->title);
        }
        (void)json_array_append_new(array, object);
    }
    return array;
}

static json_t *outputs_json(const struct signing *signing)
{
    json_t *array = json_array();
    for (size_t i = 0; i < signing->output_count; i++) {
        const struct signed_output *output = &signing->outputs[i];
        json_t *object = json_object();
        set_text(object, "path", output->path);
        set_text(object, "sha256", output->sha256);
        set_text(object, "outcome", outcome_name(output->outcome));
        set(object, "turn", json_integer((json_int_t)output->decided_turn));
        (void)json_array_append_new(array, object);
    }
    return array;
}

static json_t *policy_json(const struct policy *policy)
{
    json_t *object = json_object();
    set_text(object, "id", policy->id);
    set_text(object, "version", policy->version);
    set_text(object, "sha256", policy->sha256);
    return object;
}

struct bytes release_manifest(const struct release_job *job)
{
    const struct signing *signing = job->deciding.before;
    const struct request *request = job->submission->request;
    const char *names[SIGNING_CHECKER_LIMIT];
    json_t *object = json_object();
    for (size_t i = 0; i < signing->checker_count; i++) {
        names[i] = signing->checkers[i].name;
    }
    set(object, "schema", json_integer(1));
    set_text(object, "outcheck", OUTCHECK_VERSION);
    set_text(object, "project", request->project);
    set_text(object, "title", request->title);
    set(object, "authors", texts(request->authors.items, request->authors.count));
    set(object, "policy", policy_json(job->deciding.results.policy));
    set_text(object, "report", signing->report_id);
    set(object, "turn", json_integer((json_int_t)signing->turn));
    set(object, "checkers", texts(names, signing->checker_count));
    set_text(object, "log", job->log_head);
    set(object, "outputs", outputs_json(signing));
    set(object, "files", files_json(job));
    char *text = json_dumps(object, JSON_INDENT(1));
    json_decref(object);
    if (!text) {
        return (struct bytes){0};
    }
    const char *kept = text_format(job->deciding.call->arena, "%s\n", text);
    free(text);
    return (struct bytes){.data = kept, .length = strlen(kept)};
}
