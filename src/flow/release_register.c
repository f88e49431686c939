/*
 * A release on its way into the register.
 */
#include "base/date.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/register/register.h"
#include "clearance/uk_time.h"
#include "flow/release_job.h"

enum { SHORT_HASH = 8 };

enum outcheck_status release_register(struct release_job *job)
{
    struct call *call = job->deciding.call;
    const struct policy *policy = job->deciding.results.policy;
    const struct signing *signing = job->deciding.before;
    const char *where = job->register_where;
    struct register_book *book = NULL;
    if (!where) {
        problem_add(call->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                    "Name it with --register, or in OUTCHECK_REGISTER.",
                    "there is no register to add the release to");
        return OUTCHECK_ERROR_USAGE;
    }
    job->registered = (struct register_release){
        .name = text_format(call->arena, "%s-%.*s", job->submission->request->project,
                            SHORT_HASH, signing->report_id),
        .released = date_text_iso(call->arena, uk_day(clock_now())),
        .clearance = text_format(call->arena, "turn %u, report %.*s", signing->turn,
                                 SHORT_HASH, signing->report_id),
        .policy = policy->id,
        .policy_sha256 = policy->sha256,
    };
    enum outcheck_status status =
        register_open(call->arena, where, SQL_STORE_WRITE, &book, call->problems);
    if (status == OUTCHECK_OK) {
        status = register_add(book, job->submission, &job->registered, call->problems);
    }
    register_close(book);
    return status;
}
