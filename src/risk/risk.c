/*
 * The driver: each rule of the policy gets a run, each table is walked once for all runs.
 *
 * Record-level tables are met first: their finding stands alone, and only rules that read
 * records (labels, identifiers) are asked about them. Some kinds are evaluated although
 * the policy does not have them: what could not be read never passes in silence.
 */
#include "risk/risk.h"

#include "base/text.h"
#include "risk/rule.h"

#include <ctype.h>
#include <string.h>

/* Kinds whose silence would be taken for a pass. */
static const char *const backstop_kinds[] = {"file-type",    "hidden-content",
                                             "unreadable",   "roles-unsure",
                                             "record-level", "claimed-but-present"};

struct runs {
    struct rule_run *items;
    size_t count;
};

/* The runs that look at cells of one role. */
struct role_runs {
    struct rule_run **items;
    size_t count;
};

/* "Merge it with a neighbour. Or hide the cell. Or round every count." */
static const char *join_remedies(struct arena *arena, const struct policy_rule *rule)
{
    const char *help = rule->remedy_count ? rule->remedies[0] : "";
    for (size_t i = 1; i < rule->remedy_count; i++) {
        const char *remedy = rule->remedies[i];
        help = text_format(arena, "%s Or %c%s", help, tolower((unsigned char)remedy[0]),
                           remedy + (remedy[0] != '\0'));
    }
    return help;
}

static struct rule_run make_run(struct rule_desk *desk, const struct policy_rule *rule)
{
    return (struct rule_run){
        .desk = desk,
        .rule = rule,
        .evaluator = rule_evaluator_find(rule->kind->name),
        .help = join_remedies(desk->arena, rule),
    };
}

static bool has_rule(const struct policy *policy, const char *kind)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].kind->name, kind)) {
            return true;
        }
    }
    return false;
}

/* A rule of the program's own, with the kind's severity and fallbacks. */
static const struct policy_rule *backstop_rule(struct arena *arena, const char *name)
{
    const struct rule_kind *kind = rule_kind_find(name);
    struct policy_rule *rule = arena_new(arena, struct policy_rule);
    rule->id = kind->name;
    rule->full_id = text_format(arena, "outcheck/%s", name);
    rule->kind = kind;
    rule->code = kind->code;
    rule->title = kind->title;
    rule->is_on = true;
    rule->severity = kind->severity;
    rule->message = "";
    rule->why = kind->what;
    rule->source = (struct source){"outcheck's own rule", "", "confirmed"};
    rule->file = "";
    return rule;
}

static struct runs create_runs(struct rule_desk *desk)
{
    const struct policy *policy = desk->policy;
    const size_t backstops = sizeof(backstop_kinds) / sizeof(backstop_kinds[0]);
    struct runs runs = {
        .items =
            arena_array(desk->arena, policy->rule_count + backstops, struct rule_run),
    };
    for (size_t i = 0; i < policy->rule_count; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        if (rule->is_on && rule_evaluator_find(rule->kind->name)) {
            runs.items[runs.count++] = make_run(desk, rule);
        }
    }
    for (size_t i = 0; i < backstops; i++) {
        if (!has_rule(policy, backstop_kinds[i])) {
            runs.items[runs.count++] =
                make_run(desk, backstop_rule(desk->arena, backstop_kinds[i]));
        }
    }
    return runs;
}

static bool applies(const struct rule_run *run, enum role role)
{
    const enum statistic_class kind = role_class(role);
    return run->evaluator->judge_cell && (run->evaluator->roles & ROLE_BIT(role)) &&
           (kind == CLASS_COUNT || policy_rule_applies(run->rule, kind));
}

static void begin_table(const struct runs *runs, struct table_study *study)
{
    for (size_t i = 0; i < runs->count; i++) {
        struct rule_run *run = &runs->items[i];
        run->table = study->table;
        run->study = study;
        run->state = NULL;
        if (run->evaluator->begin_table) {
            run->evaluator->begin_table(run);
        }
    }
}

/* Answers how many runs look at cells of the role. */
static size_t choose_for_role(const struct runs *runs, struct arena *arena,
                              enum role role, struct role_runs *chosen)
{
    chosen->items = arena_array(arena, runs->count, struct rule_run *);
    for (size_t i = 0; i < runs->count; i++) {
        if (applies(&runs->items[i], role)) {
            chosen->items[chosen->count++] = &runs->items[i];
        }
    }
    return chosen->count;
}

static void judge_cells(const struct table *table, const struct role_runs *by_role)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct role_runs *runs = &by_role[table->cells[i].role];
        for (size_t r = 0; r < runs->count; r++) {
            runs->items[r]->evaluator->judge_cell(runs->items[r], i);
        }
    }
}

static void judge_line(void *context, const struct line *line)
{
    const struct runs *runs = context;
    for (size_t i = 0; i < runs->count; i++) {
        runs->items[i].evaluator->judge_line(&runs->items[i], line);
    }
}

/* Copies of the runs that judge lines: they share their state with the originals. */
static struct runs line_runs(struct arena *arena, const struct runs *runs)
{
    struct runs chosen = {.items = arena_array(arena, runs->count, struct rule_run)};
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->items[i].evaluator->judge_line) {
            chosen.items[chosen.count++] = runs->items[i];
        }
    }
    return chosen;
}

static void judge_table(const struct runs *runs, const struct table *table)
{
    struct arena *arena = arena_create(0);
    struct table_study *study = table_study_create(arena, table);
    struct role_runs by_role[ROLE_COUNT_OF_ROLES] = {0};
    size_t lookers = 0;
    begin_table(runs, study);
    for (int role = 0; role < ROLE_COUNT_OF_ROLES; role++) {
        lookers += choose_for_role(runs, arena, (enum role)role, &by_role[role]);
    }
    if (lookers) {
        judge_cells(table, by_role);
    }
    struct runs with_lines = line_runs(arena, runs);
    if (with_lines.count) {
        study_lines(study, &with_lines, judge_line);
    }
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->items[i].evaluator->end_table) {
            runs->items[i].evaluator->end_table(&runs->items[i]);
        }
        runs->items[i].table = NULL;
        runs->items[i].study = NULL;
        runs->items[i].state = NULL;
    }
    arena_destroy(arena);
}

/* Does one of the rules call the table's rows single units? Its finding is made here. */
static bool is_record_level(const struct runs *records, const struct table *table)
{
    const size_t before = records->count ? records->items[0].desk->findings->count : 0;
    judge_table(records, table);
    return records->count && records->items[0].desk->findings->count > before;
}

static struct runs choose_runs(struct arena *arena, const struct runs *runs,
                               bool (*is_chosen)(const struct rule_evaluator *evaluator))
{
    struct runs chosen = {.items = arena_array(arena, runs->count, struct rule_run)};
    for (size_t i = 0; i < runs->count; i++) {
        if (is_chosen(runs->items[i].evaluator)) {
            chosen.items[chosen.count++] = runs->items[i];
        }
    }
    return chosen;
}

static bool finds_records(const struct rule_evaluator *evaluator)
{
    return text_equals(evaluator->kind, "record-level");
}

static bool reads_records(const struct rule_evaluator *evaluator)
{
    return evaluator->reads_records && !finds_records(evaluator);
}

static bool judges_others(const struct rule_evaluator *evaluator)
{
    return !evaluator->reads_records;
}

static void end_submission(const struct runs *runs)
{
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->items[i].evaluator->end_submission) {
            runs->items[i].evaluator->end_submission(&runs->items[i]);
        }
    }
}

struct findings *risk_evaluate(struct arena *arena, const struct submission *submission,
                               const struct policy *policy,
                               const struct attack_result *attack,
                               struct problems *problems)
{
    struct findings *findings = arena_new(arena, struct findings);
    findings->arena = arena;
    struct rule_desk desk = {
        .arena = arena,
        .scratch = arena_create(0),
        .submission = submission,
        .policy = policy,
        .attack = attack,
        .findings = findings,
        .problems = problems,
    };
    const struct runs runs = create_runs(&desk);
    const struct runs records = choose_runs(arena, &runs, finds_records);
    const struct runs readers = choose_runs(arena, &runs, reads_records);
    const struct runs others = choose_runs(arena, &runs, judges_others);
    for (size_t i = 0; i < submission->table_count; i++) {
        const struct table *table = submission->tables[i];
        const bool holds_records = is_record_level(&records, table);
        judge_table(&readers, table);
        if (!holds_records) {
            judge_table(&others, table);
        }
    }
    end_submission(&records);
    end_submission(&readers);
    end_submission(&others);
    arena_destroy(desk.scratch);
    findings_finish(findings);
    return findings;
}
