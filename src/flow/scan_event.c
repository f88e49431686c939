#include "flow/scan_event.h"

#include "base/file.h"
#include "base/growing_text.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "report/tally.h"

/* One hash for all files that were read, whatever they are called: that of the list that
 * sha256sum would print. */
static const char *hash_of_inputs(struct arena *arena,
                                  const struct submission *submission)
{
    struct growing_text list = {.arena = arena};
    for (size_t i = 0; i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        grow_by(&list, output->sha256 ? output->sha256 : "");
        grow_by(&list, "  ");
        grow_by(&list, output->path);
        grow_by(&list, "\n");
    }
    return growing_text_hash(arena, &list);
}

enum outcheck_status scan_event_log(struct arena *arena, const struct results *results,
                                    const char *sha256, struct problems *problems)
{
    const struct submission *submission = results->submission;
    const struct tally *tally = tally_create(arena, results);
    const struct log_detail details[] = {
        {.key = "verdict", .text = verdict_word(results->verdict)},
        {.key = "fail", .count = (int64_t)tally->all.of[SEVERITY_FAIL]},
        {.key = "review", .count = (int64_t)tally->all.of[SEVERITY_REVIEW]},
        {.key = "cannot-assess", .count = (int64_t)tally->all.of[SEVERITY_CANNOT_ASSESS]},
        {.key = "outputs", .count = (int64_t)submission->output_count},
        {.key = "tables", .count = (int64_t)submission->table_count},
        {.key = "inputs", .text = hash_of_inputs(arena, submission)},
        {.key = "policy", .text = results->policy->id},
        {.key = "policy-sha256", .text = results->policy->sha256},
    };
    const struct log_event event = {
        .name = results->is_audit ? "audit" : "scan",
        .object = path_name(results->report_path),
        .sha256 = sha256,
        .details = details,
        .detail_count = sizeof(details) / sizeof(details[0]),
    };
    return log_append(path_folder(arena, results->report_path), &event, problems);
}
