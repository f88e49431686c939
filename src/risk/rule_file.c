/*
 * F102 file type, F103 unreadable, F104 claimed but present, F105 record-level data.
 *
 * F102, F103 and F104 turn what the readers remarked into findings. F105 believes the
 * readers when they say that rows look like single units, and looks itself for columns
 * that the policy knows as identifiers of persons or firms and that hold another value in
 * nearly every row.
 */
#include "base/map.h"
#include "base/text.h"
#include "policy/pattern.h"
#include "risk/rule.h"

#include <string.h>

static uint32_t row_count(const struct table *table)
{
    return table->last_row >= table->first_data_row
               ? table->last_row - table->first_data_row + 1
               : 0;
}

static void report_remarks(struct rule_run *run, enum remark_kind kind)
{
    const struct submission *submission = run->desk->submission;
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (remark->kind != kind) {
            continue;
        }
        struct finding *finding = rule_report_output(run, remark->output, remark->sheet);
        finding->row = remark->row;
        finding->column = remark->column;
        rule_say(run, finding, "%s", remark->sentence);
        if (!text_is_blank(remark->hint)) {
            finding->help = remark->hint;
        }
    }
}

/* What was not read has its finding already. */
static bool is_remarked(const struct submission *submission, const struct output *output)
{
    for (size_t i = 0; i < submission->remark_count; i++) {
        if (submission->remarks[i].kind == REMARK_FILE_TYPE &&
            submission->remarks[i].output == output) {
            return true;
        }
    }
    return false;
}

/* The kinds that the policy names, although they can be read: "html", "dta". */
static void report_kind(struct rule_run *run, const struct output *output)
{
    const struct policy_pattern *hit =
        run->rule->names.count ? pattern_list_match(&run->rule->names, output->kind)
                               : NULL;
    if (hit) {
        struct finding *finding = rule_report_output(run, output, NULL);
        rule_say(run, finding, "a .%s file is not released: %s", output->kind,
                 hit->meaning[0] ? hit->meaning : "the policy refuses it");
    }
}

static void report_size(struct rule_run *run, const struct output *output)
{
    const double limit = policy_number(run->rule, "maximum-bytes");
    if (limit > 0 && (double)output->bytes > limit) {
        struct finding *finding = rule_report_output(run, output, NULL);
        finding_add_evidence(finding, "bytes", (double)output->bytes);
        finding_add_evidence(finding, "limit", limit);
        rule_say(run, finding, "the file has %s bytes; limit is %s",
                 rule_value(run, (double)output->bytes), rule_value(run, limit));
    }
}

static void report_rows(struct rule_run *run, const struct table *table)
{
    const double limit = policy_number(run->rule, "maximum-rows");
    const double rows = row_count(table);
    if (limit > 0 && rows > limit) {
        struct finding *finding = rule_report_output(
            run, table->output, table->grid ? table->grid->sheet : NULL);
        finding_add_evidence(finding, "rows", rows);
        finding_add_evidence(finding, "limit", limit);
        rule_say(run, finding, "table %s has %s rows; limit is %s", table->id,
                 rule_value(run, rows), rule_value(run, limit));
    }
}

static void report_file_types(struct rule_run *run)
{
    const struct submission *submission = run->desk->submission;
    report_remarks(run, REMARK_FILE_TYPE);
    for (size_t i = 0; i < submission->output_count; i++) {
        if (!is_remarked(submission, submission->outputs[i])) {
            report_kind(run, submission->outputs[i]);
        }
        report_size(run, submission->outputs[i]);
    }
    for (size_t i = 0; i < submission->table_count; i++) {
        report_rows(run, submission->tables[i]);
    }
}

static void report_unreadable(struct rule_run *run)
{
    report_remarks(run, REMARK_UNREADABLE);
}

static void report_listings(struct rule_run *run)
{
    report_remarks(run, REMARK_RECORDS);
}

static void report_claims(struct rule_run *run)
{
    report_remarks(run, REMARK_CLAIM);
}

/* F104: the record of the analysis says that the number is hidden, and there it is. */
static void judge_claim(struct rule_run *run, uint32_t i)
{
    const struct cell_record *record = table_cell_record(run->table, i);
    if (!record || !record->is_suppressed || run->table->cells[i].state != CELL_NUMBER) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    rule_say(run, finding,
             "%s in %s is shown, and its record says that it was suppressed",
             rule_printed(run, &run->table->cells[i]), rule_place(run, i));
}

/* F105: nearly every row has a value of its own, in tenths. */
enum { OWN_VALUE_TENTHS = 9, FEWEST_ROWS = 2, VALUES_LOOKED_AT = 50 };

static uint32_t distinct_values(struct rule_run *run, uint32_t column)
{
    const struct table *table = run->table;
    struct map *seen = map_create(run->study->arena, row_count(table));
    uint32_t distinct = 0;
    for (uint32_t r = table->first_data_row; r <= table->last_row; r++) {
        const char *text = grid_text(table->grid, r, column);
        if (!text_is_blank(text) && map_add_text(seen, text, distinct) == distinct) {
            distinct++;
        }
    }
    return distinct;
}

/* The pattern that most of the column's first values match, or NULL. */
static const struct policy_pattern *match_values(const struct rule_run *run,
                                                 uint32_t column)
{
    const struct table *table = run->table;
    const struct policy_pattern *found = NULL;
    uint32_t texts = 0;
    uint32_t hits = 0;
    for (uint32_t r = table->first_data_row;
         r <= table->last_row && texts < VALUES_LOOKED_AT; r++) {
        const char *text = grid_text(table->grid, r, column);
        if (text_is_blank(text)) {
            continue;
        }
        texts++;
        const struct policy_pattern *hit = pattern_list_match(&run->rule->values, text);
        if (hit) {
            found = hit;
            hits++;
        }
    }
    return hits * 10 >= texts * OWN_VALUE_TENTHS ? found : NULL;
}

static const struct policy_pattern *match_column(const struct rule_run *run,
                                                 const struct line_role *column)
{
    const struct policy_rule *rule = run->rule;
    const struct policy_pattern *hit =
        rule->names.count
            ? pattern_list_match(&rule->names,
                                 pattern_normal_name(run->study->arena, column->name))
            : NULL;
    return hit || !rule->values.count ? hit : match_values(run, column->index);
}

static bool may_identify(const struct line_role *column)
{
    return column->role == ROLE_DIMENSION || column->role == ROLE_ID ||
           column->role == ROLE_NOTE || column->role == ROLE_IGNORE ||
           column->role == ROLE_UNKNOWN;
}

static bool report_identifier_column(struct rule_run *run, const struct line_role *column)
{
    const struct table *table = run->table;
    if (!may_identify(column) || !table->grid || row_count(table) < FEWEST_ROWS) {
        return false;
    }
    const struct policy_pattern *hit = match_column(run, column);
    if (!hit) {
        return false;
    }
    const uint32_t distinct = distinct_values(run, column->index);
    if (distinct * 10 < row_count(table) * OWN_VALUE_TENTHS) {
        return false;
    }
    struct finding *finding = rule_report_table(run);
    finding->row = table->first_data_row;
    finding->column = column->index;
    finding_add_evidence(finding, "rows", row_count(table));
    finding_add_evidence(finding, "distinct", distinct);
    rule_say(run, finding, "column %s has another value in nearly every row: %s",
             column->name, hit->meaning[0] ? hit->meaning : "an identifier");
    return true;
}

static void judge_records(struct rule_run *run)
{
    const struct table *table = run->table;
    if (table->records_reason) {
        struct finding *finding = rule_report_table(run);
        finding->row = table->first_data_row;
        finding->column = table->first_column;
        finding_add_evidence(finding, "rows", row_count(table));
        rule_say(run, finding, "rows look like single people or firms: %s",
                 table->records_reason);
        return;
    }
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (report_identifier_column(run, &table->columns[c])) {
            return;
        }
    }
}

const struct rule_evaluator file_rules[] = {
    {
        .kind = "record-level",
        .reads_records = true,
        .end_table = judge_records,
        .end_submission = report_listings,
    },
    {
        .kind = "file-type",
        .end_submission = report_file_types,
    },
    {
        .kind = "unreadable",
        .end_submission = report_unreadable,
    },
    {
        .kind = "claimed-but-present",
        .roles = ROLE_BIT(ROLE_COUNT_OF_ROLES) - 1,
        .judge_cell = judge_claim,
        .end_submission = report_claims,
    },
    {.kind = NULL},
};
