/*
 * The request that stands beside the outputs, and the files that it calls supporting.
 */
#include "base/text.h"
#include "ingest/ingest_job.h"
#include "ingest/sidecar/submission_yaml.h"

void ingest_request(struct ingest *ingest, struct problems *problems)
{
    const struct output *seen = NULL;
    for (size_t i = 0; i < ingest->found.companion_count; i++) {
        struct output *companion = ingest->found.companions[i];
        if (!text_equals(path_name(companion->location), SUBMISSION_FILE_NAME)) {
            continue;
        }
        if (seen) {
            problem_add(problems, OUTCHECK_ERROR_USAGE,
                        place_of_file(companion->location),
                        "Check one submission at a time, or keep one of the files.",
                        "a second submission file, beside %s", seen->location);
            return;
        }
        seen = companion;
        ingest->request = submission_yaml_read(ingest->arena, companion, problems);
    }
}

static bool is_supporting(const struct request *request, const struct output *output)
{
    for (size_t i = 0; i < request->file_count; i++) {
        if (request->files[i].output == output) {
            return request->files[i].role == REQUEST_SUPPORTING;
        }
    }
    return false;
}

static void keep_supporting(struct ingest *ingest, struct output *output)
{
    struct arena *scratch = arena_create(0);
    struct problems *trouble = problems_create(scratch);
    struct bytes bytes;
    if (ingest_load(ingest, scratch, output, &bytes, trouble) != OUTCHECK_OK) {
        ingest_remark(ingest, REMARK_UNREADABLE, output, "it cannot be read",
                      "Hand in a copy that can be read.");
    }
    arena_destroy(scratch);
    ingest->supporting[ingest->supporting_count++] = output;
}

/* Supporting files leave the outputs: nobody will see them published. */
void ingest_part_supporting(struct ingest *ingest)
{
    struct found_files *found = &ingest->found;
    if (!ingest->request) {
        return;
    }
    submission_yaml_match(ingest->arena, ingest->request, found->outputs,
                          found->output_count);
    struct output **outputs =
        arena_array(ingest->arena, found->output_count + 1, struct output *);
    ingest->supporting =
        arena_array(ingest->arena, found->output_count + 1, struct output *);
    size_t count = 0;
    for (size_t i = 0; i < found->output_count; i++) {
        if (is_supporting(ingest->request, found->outputs[i])) {
            keep_supporting(ingest, found->outputs[i]);
        } else {
            outputs[count++] = found->outputs[i];
        }
    }
    found->outputs = outputs;
    found->output_count = count;
}
