#include "support/sample_results.h"

#include "base/text.h"
#include "support/sample.h"

#include <string.h>

static const char usual_text[] = "Region,Apprenticeship,Education,Total,% Education\n"
                                 "North East,7,500,507,98.6\n"
                                 "North West,12,c,600,98.0\n"
                                 "England,19,1088,1107,98.3\n";

static const struct source source = {
    .title = "Handbook, section 6.1",
    .address = "https://example.org/handbook",
    .status = "confirmed",
};

static const char *const remedies[] = {"Merge it with another category.", "Hide it."};

static struct policy_rule make_rule(const char *kind, const char *full_id)
{
    const struct rule_kind *known = rule_kind_find(kind);
    return (struct policy_rule){
        .id = kind,
        .full_id = full_id,
        .kind = known,
        .code = known->code,
        .title = known->title,
        .is_on = true,
        .severity = known->severity,
        .message = "",
        .why = "A small count can single out a person.",
        .remedies = remedies,
        .remedy_count = 2,
        .source = source,
    };
}

static const struct policy *make_policy(struct arena *arena)
{
    static const char *const stack[] = {"base", "overlay"};
    struct policy *policy = arena_new(arena, struct policy);
    struct policy_rule *rules = arena_array(arena, 4, struct policy_rule);
    rules[0] = make_rule("minimum-count", "base/minimum-count");
    rules[1] = make_rule("gives-back-count", "base/gives-back-count");
    rules[2] = make_rule("largest-share", "overlay/largest-share");
    rules[3] = make_rule("person-identifier", "overlay/person-identifier");
    policy->id = "overlay";
    policy->title = "An overlay";
    policy->version = "1";
    policy->sha256 = "0000000000000000000000000000000000000000000000000000000000000000";
    policy->stack = stack;
    policy->stack_count = 2;
    policy->marker = "c";
    policy->rules = rules;
    policy->rule_count = 4;
    return policy;
}

struct sample_results *sample_results(struct arena *arena, const char *path,
                                      const char *text)
{
    struct sample_results *sample = arena_new(arena, struct sample_results);
    sample->arena = arena;
    sample->table = sample_table(arena, path, text ? text : usual_text);
    sample->findings.arena = arena;
    sample->results = (struct results){
        .submission = sample_submission(arena, &sample->table, 1),
        .policy = make_policy(arena),
        .command = "outcheck scan",
        .seconds = -1,
        .version = "0.0.0",
    };
    return sample;
}

struct finding *sample_finding(struct sample_results *sample, uint32_t cell,
                               const char *code, enum severity severity,
                               const char *message)
{
    struct finding *finding = findings_add(&sample->findings);
    const struct policy *policy = sample->results.policy;
    finding->code = code;
    finding->severity = severity;
    finding->output = sample->table->output;
    finding->table = sample->table;
    finding->cell = cell;
    finding->row = sample->table->cells[cell].row;
    finding->column = sample->table->cells[cell].column;
    finding->message = message;
    finding->why = "A small count can single out a person.";
    finding->help = "Hide it and one more.";
    finding->source = &source;
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].code, code)) {
            finding->rule = policy->rules[i].full_id;
        }
    }
    return finding;
}

const struct results *sample_finish(struct sample_results *sample)
{
    findings_finish(&sample->findings);
    sample->results.findings = sample->findings.items;
    sample->results.finding_count = sample->findings.count;
    sample->results.verdict =
        findings_worst(sample->findings.items, sample->findings.count);
    return &sample->results;
}

struct collected {
    struct arena *arena;
    char *text;
    size_t length;
    size_t capacity;
};

static void collect(void *context, const char *bytes, size_t length)
{
    struct collected *collected = context;
    collected->text = arena_grow(collected->arena, collected->text, &collected->capacity,
                                 collected->length + length + 1, 1);
    memcpy(collected->text + collected->length, bytes, length);
    collected->length += length;
    collected->text[collected->length] = '\0';
}

const char *sample_render(struct arena *arena, renderer render,
                          const struct results *results,
                          const struct report_options *options)
{
    struct collected collected = {.arena = arena};
    const struct sink sink = {.write = collect, .context = &collected};
    render(results, options, &sink);
    return collected.text ? collected.text : "";
}
