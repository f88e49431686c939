/*
 * What was protected, for the log beside the proof: hashes and numbers of cells, never a
 * value.
 */
#include "base/hash.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "flow/protection.h"

enum outcheck_status protection_log(const struct protection *protection,
                                    struct bytes proof)
{
    struct arena *arena = protection->arena;
    const struct policy *policy = protection->input.policy;
    const struct log_detail details[] = {
        {.key = "folder", .text = path_name(protection->folder)},
        {.key = "files", .count = (int64_t)protection->file_count},
        {.key = "left-out", .count = (int64_t)protection->left_out_count},
        {.key = "hidden", .count = (int64_t)protection->suggestion->cell_count},
        {.key = "policy", .text = policy->id},
        {.key = "policy-sha256", .text = policy->sha256},
        {.key = "method", .text = protection->method},
    };
    const struct log_event event = {
        .name = "protect",
        .object = path_name(protection->proof),
        .sha256 = hash_sha256(arena, proof.data, proof.length),
        .details = details,
        .detail_count = sizeof(details) / sizeof(details[0]),
    };
    return log_append(path_folder(arena, protection->proof), &event,
                      protection->job->problems);
}
