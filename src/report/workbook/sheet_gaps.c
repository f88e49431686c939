#include "report/workbook/sheet_gaps.h"

#include "base/text.h"
#include "model/grid.h"
#include "report/wording.h"
#include "report/workbook/sheet_words.h"

static bool is_same_gap(const struct finding *one, const struct finding *other)
{
    return one->severity == other->severity && one->output == other->output &&
           one->table == other->table && text_equals(one->code, other->code);
}

/* "pay.csv, T02, E101: a mean without its count (and 8 more like this)" */
static const char *gap_text(const struct workbook *workbook,
                            const struct finding *finding, size_t count)
{
    struct arena *arena = workbook->arena;
    const struct finding_view view = finding_view(arena, &workbook->viewer, finding);
    const char *more = count > 1 ? text_format(arena, " (and %s more like this)",
                                               text_number(arena, (double)(count - 1), 0))
                                 : "";
    return text_format(arena, "%s%s%s, %s: %s%s", output_text(finding->output),
                       finding->table ? ", " : "",
                       finding->table ? finding->table->id : "", finding->code,
                       view.message, more);
}

/* One line a table (or file) and code. */
static void collect_findings(const struct workbook *workbook, struct gap_lines *lines)
{
    const struct results *results = workbook->results;
    size_t left_out = 0;
    size_t count = 0;
    for (size_t i = 0; i < results->finding_count; i += count) {
        const struct finding *finding = &results->findings[i];
        count = 1;
        if (finding->severity != SEVERITY_CANNOT_ASSESS) {
            continue;
        }
        while (i + count < results->finding_count &&
               is_same_gap(finding, &results->findings[i + count])) {
            count++;
        }
        if (lines->count < UNASSESSED_FINDINGS) {
            lines->items[lines->count++] = gap_text(workbook, finding, count);
        } else {
            left_out += count;
        }
    }
    if (left_out) {
        lines->items[lines->count++] =
            text_format(workbook->arena, WORDS_UNASSESSED_MORE,
                        text_number(workbook->arena, (double)left_out, 0));
    }
}

/* "notes.csv, A12: this text belongs to no table" */
static const char *remark_text(struct arena *arena, const struct remark *remark)
{
    const bool has_place = remark->row != UINT32_MAX;
    const uint32_t column = remark->column == UINT32_MAX ? 0 : remark->column;
    return text_format(arena, "%s%s%s: %s", output_text(remark->output),
                       has_place ? ", " : "",
                       has_place ? place_in_output(arena, remark->output, remark->sheet,
                                                   remark->row, column)
                                 : "",
                       remark->sentence);
}

/* What the readers left aside: no findings, so this is the one place that says it. */
static void collect_remarks(const struct workbook *workbook, struct gap_lines *lines)
{
    struct arena *arena = workbook->arena;
    const struct submission *submission = workbook->results->submission;
    size_t count = 0;
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        const bool is_said =
            remark->kind == REMARK_UNUSED_TEXT || remark->kind == REMARK_SIDECAR_UNUSED;
        if (is_said && count++ < UNASSESSED_REMARKS) {
            lines->items[lines->count++] = remark_text(arena, remark);
        }
    }
    if (count > UNASSESSED_REMARKS) {
        lines->items[lines->count++] =
            text_format(arena, WORDS_REMARKS_MORE,
                        text_number(arena, (double)(count - UNASSESSED_REMARKS), 0));
    }
}

/* What no run can know. */
static void collect_limits(const struct workbook *workbook, struct gap_lines *lines)
{
    struct arena *arena = workbook->arena;
    if (attack_view_count(workbook->attack)) {
        lines->items[lines->count++] =
            text_format(arena, WORDS_ATTACKED,
                        wording_attack(arena, workbook->results, workbook->attack));
    }
    const size_t earlier = workbook->results->earlier_count;
    lines->items[lines->count++] =
        earlier ? text_format(arena, WORDS_EARLIER,
                              text_counted(arena, (double)earlier, "release", "releases"))
                : WORDS_NO_EARLIER;
    lines->items[lines->count++] = WORDS_ELSEWHERE;
    lines->items[lines->count++] = WORDS_FREE_TEXT;
}

struct gap_lines collect_gaps(const struct workbook *workbook)
{
    struct gap_lines lines = {.count = 0};
    collect_findings(workbook, &lines);
    collect_remarks(workbook, &lines);
    collect_limits(workbook, &lines);
    return lines;
}
