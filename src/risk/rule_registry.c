/* The one list of rule families; a kind without an evaluator is left to a later stage. */
#include "base/text.h"
#include "risk/rule.h"

static const struct rule_evaluator *const families[] = {
    file_rules,       label_rules,      evidence_rules,   threshold_rules,
    zero_rules,       percentage_rules, dominance_rules,  rounding_rules,
    additivity_rules, expression_rules, disclosure_rules, marker_rules,
    position_rules,   survival_rules,   model_rules,      concentration_rules,
    hidden_rules,     density_rules,    ees_rules,        correlation_rules,
    ees_meta_rules,   ees_place_rules,  ees_word_rules,
};

static const struct rule_evaluator *find_in(const struct rule_evaluator *family,
                                            const char *kind)
{
    while (family->kind && !text_equals(family->kind, kind)) {
        family++;
    }
    return family->kind ? family : NULL;
}

const struct rule_evaluator *rule_evaluator_find(const char *kind)
{
    const struct rule_evaluator *found = NULL;
    for (size_t i = 0; i < sizeof(families) / sizeof(families[0]) && !found; i++) {
        found = find_in(families[i], kind);
    }
    return found;
}
