/*
 * submission.yaml as anybody could write it: either a request that holds what its header
 * promises, or mistakes with words and places.
 */
#include "base/text.h"
#include "ingest/sidecar/submission_yaml.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libfyaml 0.7.12 itself loses 2 KB on some quoted texts that never end. */
const char *__lsan_default_suppressions(void); /* NOLINT: the sanitizer's name */
const char *__lsan_default_suppressions(void)  /* NOLINT */
{
    return "leak:libfyaml.so";
}

static void promise(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_request(const struct request *request)
{
    for (size_t i = 0; i < request->file_count; i++) {
        promise(!text_is_blank(request->files[i].path));
        promise(request_role_name(request->files[i].role)[0] != '\0');
    }
    for (size_t i = 0; i < request->exception_count; i++) {
        const struct exception *exception = &request->exceptions[i];
        promise(!text_is_blank(exception->rule) && !text_is_blank(exception->reason));
        promise(exception->has_value || exception->sha256);
        for (size_t k = 0; k < exception->label_count; k++) {
            promise(exception->labels[k].dimension && exception->labels[k].category);
        }
    }
    for (size_t i = 0; i < request->authors.count; i++) {
        promise(!text_is_blank(request->authors.items[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    const char *text = text_copy(arena, (const char *)data, size);
    struct output file = {.path = "submission.yaml", .location = "submission.yaml"};
    struct request *request = submission_yaml_parse(
        arena, &file, (struct bytes){.data = text, .length = size}, problems);
    promise((request != NULL) == (problems->count == 0));
    if (request) {
        submission_yaml_match(arena, request, NULL, 0);
        check_request(request);
    }
    for (size_t i = 0; i < problems->count; i++) {
        promise(problem_render(arena, &problems->items[i])[0] != '\0');
    }
    arena_destroy(arena);
    return 0;
}
