/*
 * The plan's outline: which findings are listed, which tables have sheets. The inside of
 * a table's sheet is planned in report_xlsx_tables.c.
 */
#include "report/workbook/report_xlsx_plan.h"

#include "base/map.h"
#include "base/text.h"
#include "report/workbook/report_xlsx_tables.h"

#include <assert.h>

/* How many of each code can be listed so that all together stay within the limit: the
 * rare codes whole, the frequent ones alike. */
static size_t share_of_list(const struct listed_code *codes, size_t count)
{
    size_t lowest = 0;
    size_t highest = PLAN_LISTED_LIMIT;
    while (lowest < highest) {
        const size_t middle = (lowest + highest + 1) / 2;
        size_t all = 0;
        for (size_t i = 0; i < count; i++) {
            all += codes[i].count < middle ? codes[i].count : middle;
        }
        if (all <= PLAN_LISTED_LIMIT) {
            lowest = middle;
        } else {
            highest = middle - 1;
        }
    }
    return lowest;
}

static void list_findings(struct arena *arena, struct book_plan *plan)
{
    const struct results *results = plan->results;
    struct map *indices = map_create(arena, 64);
    size_t capacity = 64;
    struct listed_code *codes = arena_array(arena, capacity, struct listed_code);
    for (size_t i = 0; i < results->finding_count; i++) {
        const char *code = results->findings[i].code;
        const size_t index = map_add_text(indices, code, plan->code_count);
        if (index == plan->code_count) {
            *arena_add(arena, codes, plan->code_count, capacity) =
                (struct listed_code){.code = code};
        }
        codes[index].count++;
    }
    const size_t share = share_of_list(codes, plan->code_count);
    plan->finding_rows = arena_array(arena, results->finding_count + 1, uint32_t);
    for (size_t i = 0; i < results->finding_count; i++) {
        struct listed_code *code =
            &codes[map_find_text(indices, results->findings[i].code)];
        plan->finding_rows[i] = PLAN_NO_ROW;
        if (code->listed < share) {
            code->listed++;
            plan->finding_rows[i] = (uint32_t)(FINDINGS_TOP + plan->listed++);
        }
    }
    plan->codes = codes;
}

static void note_fired(struct rule_line *line, uint32_t finding)
{
    if (line->fired < sizeof(line->first) / sizeof(line->first[0])) {
        line->first[line->fired] = finding;
    }
    line->fired++;
}

/* The policy's rules that are on, then whatever else fired. */
static void list_rules(struct arena *arena, struct book_plan *plan)
{
    const struct results *results = plan->results;
    const struct policy *policy = results->policy;
    struct map *indices = map_create(arena, policy->rule_count);
    size_t capacity = policy->rule_count + 8;
    struct rule_line *lines = arena_array(arena, capacity, struct rule_line);
    for (size_t i = 0; i < policy->rule_count; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        if (rule->is_on) {
            (void)map_add_text(indices, rule->full_id, plan->rule_count);
            *arena_add(arena, lines, plan->rule_count, capacity) = (struct rule_line){
                .rule = rule,
                .code = rule->code,
                .name = rule->full_id,
                .severity = rule->severity,
            };
        }
    }
    plan->finding_rules = arena_array(arena, results->finding_count + 1, uint32_t);
    for (size_t i = 0; i < results->finding_count; i++) {
        const struct finding *finding = &results->findings[i];
        const char *name = finding->rule ? finding->rule : finding->code;
        const size_t index = map_add_text(indices, name, plan->rule_count);
        if (index == plan->rule_count) {
            *arena_add(arena, lines, plan->rule_count, capacity) = (struct rule_line){
                .code = finding->code,
                .name = name,
                .severity = finding->severity,
            };
        }
        note_fired(&lines[index], (uint32_t)i);
        plan->finding_rules[i] = (uint32_t)index;
    }
    plan->rules = lines;
}

static void choose_sheets_of(struct book_plan *plan, enum severity verdict)
{
    for (size_t i = 0; i < plan->results->submission->table_count; i++) {
        struct table_plan *table = &plan->tables[i];
        if (table->counts->verdict != verdict) {
            continue;
        }
        if (plan->sheet_count < PLAN_SHEET_LIMIT) {
            table->has_sheet = true;
            plan->sheet_count++;
        } else {
            plan->sheets_left_out++;
        }
    }
}

/* Every table while they are few; else those with findings, worst first. */
static void choose_sheets(struct book_plan *plan)
{
    choose_sheets_of(plan, SEVERITY_FAIL);
    choose_sheets_of(plan, SEVERITY_REVIEW);
    choose_sheets_of(plan, SEVERITY_CANNOT_ASSESS);
    if (plan->results->submission->table_count <= PLAN_FEW_TABLES) {
        choose_sheets_of(plan, SEVERITY_INFO);
    }
}

const struct book_plan *book_plan_create(struct arena *arena,
                                         const struct results *results,
                                         const struct tally *tally)
{
    const struct submission *submission = results->submission;
    struct book_plan *plan = arena_new(arena, struct book_plan);
    plan->results = results;
    plan->tally = tally;
    plan->tables = arena_array(arena, submission->table_count + 1, struct table_plan);
    for (size_t i = 0; i < submission->table_count; i++) {
        plan->tables[i].table = submission->tables[i];
        plan->tables[i].counts = &tally->tables[i];
    }
    plan->has_index = submission->table_count > PLAN_FEW_TABLES ||
                      submission->output_count > PLAN_FEW_OUTPUTS;
    list_findings(arena, plan);
    list_rules(arena, plan);
    choose_sheets(plan);
    plan_tables(arena, plan);
    return plan;
}

const struct table_plan *book_plan_table(const struct book_plan *plan,
                                         const struct finding *finding)
{
    const struct submission *submission = plan->results->submission;
    if (finding->table) {
        const size_t index = tally_table_index(plan->tally, finding->table);
        const bool has_sheet = index != MAP_NONE && plan->tables[index].has_sheet;
        return has_sheet ? &plan->tables[index] : NULL;
    }
    for (size_t i = 0; finding->output && i < submission->table_count; i++) {
        const struct table_plan *table = &plan->tables[i];
        if (table->has_sheet && table->table->output == finding->output) {
            return table;
        }
    }
    return NULL;
}
