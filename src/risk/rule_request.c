/*
 * E104 of the submission as a whole: parts of submission.yaml that are missing, files it
 * does not name, and files that it names and nobody handed in. A submission without the
 * file is not asked: it may be a first look at one table.
 */
#include "base/text.h"
#include "risk/rule.h"

static bool is_named(const struct request *request, const struct output *output)
{
    for (size_t i = 0; i < request->file_count; i++) {
        if (request->files[i].output == output) {
            return true;
        }
    }
    return false;
}

static void say_missing(struct rule_run *run, const char *part)
{
    struct finding *finding = rule_report_output(run, NULL, NULL);
    rule_say(run, finding, "submission.yaml does not say %s", part);
}

static void judge_parts(struct rule_run *run, const struct request *request)
{
    const struct {
        bool is_there;
        const char *part;
    } parts[] = {
        {!text_is_blank(request->project), "which project this is (project)"},
        {!text_is_blank(request->title), "what the outputs are for (title)"},
        {request->authors.count > 0, "who made the outputs (author)"},
        {request->datasets.count > 0, "which data were used (datasets)"},
        {!text_is_blank(request->population), "whom the tables count (population)"},
        {request->file_count > 0, "which files are outputs (outputs)"},
        {request->controls.is_given, "which controls were applied already (controls)"},
        {request->earlier.is_given, "which earlier releases overlap (earlier-releases)"},
    };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (!parts[i].is_there) {
            say_missing(run, parts[i].part);
        }
    }
}

static void judge_files(struct rule_run *run, const struct request *request)
{
    const struct submission *submission = run->desk->submission;
    for (size_t i = 0; i < request->file_count; i++) {
        if (!request->files[i].output) {
            struct finding *finding = rule_report_output(run, NULL, NULL);
            rule_say(run, finding, "submission.yaml names %s, which is not there",
                     request->files[i].path);
        }
    }
    for (size_t i = 0; request->file_count && i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        if (!is_named(request, output)) {
            struct finding *finding = rule_report_output(run, output, NULL);
            rule_say(run, finding,
                     "submission.yaml does not name it as output or supporting");
        }
    }
}

void judge_request(struct rule_run *run)
{
    const struct request *request = run->desk->submission->request;
    if (request) {
        judge_parts(run, request);
        judge_files(run, request);
    }
}
