/*
 * decisions.json as anybody could write it: either a signing whose parts are all there,
 * or a problem with words. What is read is written and read again alike.
 */
#include "base/text.h"
#include "clearance/decision_record.h"
#include "clearance/merge.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_signing(struct signing *signing)
{
    promise(signing->checker_count <= SIGNING_CHECKER_LIMIT);
    for (size_t i = 0; i < signing->checker_count; i++) {
        promise(signing->checkers[i].name != NULL);
    }
    for (size_t i = 0; i < signing->output_count; i++) {
        const struct signed_output *output = &signing->outputs[i];
        promise(output->path && output->sha256 && output->findings_sha256);
        promise(outcome_word(output->outcome)[0] != '\0');
        for (size_t k = 0; k < signing->checker_count; k++) {
            promise(output->opinions[k].reason && output->opinions[k].comment);
        }
    }
    merge_decisions(signing);
    promise(signing_state(signing)[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    const char *text = text_copy(arena, (const char *)data, size);
    struct signing *signing = decision_record_parse(
        arena, "decisions.json", (struct bytes){.data = text, .length = size}, problems);
    promise((signing != NULL) == (problems->count == 0));
    if (signing) {
        check_signing(signing);
    }
    arena_destroy(arena);
    return 0;
}
