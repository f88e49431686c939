#include "protect/examine.h"

#include "base/text.h"
#include "protect/demands.h"
#include "risk/exceptions.h"
#include "risk/risk.h"

bool finding_is_about_reading(const struct finding *finding)
{
    return finding->code[0] == 'F' || text_equals(finding->code, "E103");
}

/* What the researcher asks to let stand, for the value that it has, needs no protection;
 * the attacker knows it. */
static bool is_excepted(const struct finding *finding)
{
    return finding->exception && !finding->exception_is_void;
}

static bool is_relevant(const struct plan_input *input, const struct finding *finding)
{
    return demand_answers(finding) ||
           (input->asks_rounded &&
            (text_equals(finding->code, "R101") || demand_is_of_rounded(finding)));
}

bool finding_is_suspicion(const struct finding *finding)
{
    return text_equals(finding->code, "X101") && !finding->has_range &&
           finding->figure_count == 0;
}

bool finding_is_unsearched(const struct finding *finding)
{
    const bool is_recovery =
        text_equals(finding->code, "X102") || text_equals(finding->code, "X103");
    return is_recovery && !finding->has_range && finding->cell == NO_CELL;
}

/* Rules of `scan` that hiding cells can answer, and all of those of `audit`. */
static size_t keep_relevant(const struct plan_input *input,
                            const struct findings *findings, bool all,
                            struct finding *kept)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (!is_excepted(finding) && (all || is_relevant(input, finding))) {
            kept[count++] = *finding;
        }
    }
    return count;
}

struct examination examine(struct arena *arena, const struct plan_input *input,
                           const struct submission *shown)
{
    struct scope_input scope = input->scope;
    struct problems *problems = problems_create(arena);
    scope.before = shown == scope.candidate ? NULL : scope.candidate;
    scope.candidate = shown;
    struct examination result = {.attack = attack_run(arena, &scope, &input->limits)};
    struct findings *audit =
        risk_evaluate(arena, shown, input->audit_policy, result.attack, problems);
    struct findings *scan =
        risk_evaluate(arena, shown, input->policy, result.attack, problems);
    exceptions_match(shown, audit);
    exceptions_match(shown, scan);
    struct finding *kept =
        arena_array(arena, audit->count + scan->count + 1, struct finding);
    result.finding_count = keep_relevant(input, audit, true, kept);
    result.finding_count +=
        keep_relevant(input, scan, false, kept + result.finding_count);
    result.findings = kept;
    return result;
}

static bool hides_something(const struct table *table)
{
    for (uint32_t i = 0; table && i < table->cell_count; i++) {
        if (table->cells[i].state == CELL_HIDDEN) {
            return true;
        }
    }
    return false;
}

/* A row that does not add up was left out of the proof. */
static bool is_harmless_contradiction(const struct finding *finding)
{
    if (!text_equals(finding->code, "X105") || hides_something(finding->table)) {
        return false;
    }
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        if (hides_something(finding->figures[i].table)) {
            return false;
        }
    }
    return true;
}

const struct finding *examination_objection(const struct examination *examination)
{
    for (size_t i = 0; i < examination->finding_count; i++) {
        const struct finding *finding = &examination->findings[i];
        if (finding->severity > SEVERITY_INFO && !finding_is_about_reading(finding) &&
            !is_harmless_contradiction(finding)) {
            return finding;
        }
    }
    return NULL;
}
