/*
 * How a rule wants numbers rounded: `method`, `bands`, `percent-bands`.
 *
 *     method: midpoint                     or nearest, which is the default
 *     bands:
 *       - {from: 50, base: 25}             counts from 50 on are multiples of 25
 *     percent-bands:
 *       - {from: 0, base: 5}               of fewer than 51: to 5 %
 *       - {from: 51, base: 1}
 *
 * The rule's `base` holds below the first band.
 */
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/policy_draft.h"

enum { BAND_LIMIT = 30 };

static bool read_band(struct policy_draft *draft, const struct yaml_node *map,
                      struct rounding_band *band)
{
    static const char *const keys[] = {"from", "base"};
    if (map->kind != YAML_MAP || !yaml_find(map, "from") || !yaml_find(map, "base")) {
        value_mistake(draft->problems, map, "Write {from: 50, base: 25}.",
                      "a band needs 'from' and 'base'");
        return false;
    }
    value_check_keys(draft->problems, map, (struct words){keys, 2});
    if (!value_number(draft->problems, yaml_find(map, "from"), "from", &band->from) ||
        !value_number(draft->problems, yaml_find(map, "base"), "base", &band->base)) {
        return false;
    }
    if (band->base <= 0 || band->from < 0) {
        value_mistake(draft->problems, map, "",
                      "a band's base must be above 0, and from not below 0");
        return false;
    }
    return true;
}

static void read_bands(struct policy_draft *draft, const struct yaml_node *rule,
                       const char *key, const struct rounding_band **bands, size_t *count)
{
    const struct yaml_node *list = yaml_find(rule, key);
    if (!list) {
        return;
    }
    if (list->kind != YAML_LIST || list->count > BAND_LIMIT) {
        value_mistake(draft->problems, list, "Write '- {from: 50, base: 25}' for each.",
                      "%s must be a list of at most %d", key, BAND_LIMIT);
        return;
    }
    struct rounding_band *read =
        arena_array(draft->arena, list->count + 1, struct rounding_band);
    *count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct yaml_node *map = list->entries[i].value;
        if (!read_band(draft, map, &read[*count])) {
            continue;
        }
        if (*count && read[*count].from <= read[*count - 1].from) {
            value_mistake(draft->problems, map, "The smallest sizes come first.",
                          "%s must rise", key);
        }
        ++*count;
    }
    *bands = read;
}

void rule_read_rounding(struct policy_draft *draft, struct policy_rule *rule,
                        const struct yaml_node *node)
{
    static const char *const methods[] = {"nearest", "midpoint"};
    const struct yaml_node *method = yaml_find(node, "method");
    struct rounding_rule *rounding = &rule->rounding;
    size_t index = 0;
    if (method && value_choice(draft->problems, method, "method",
                               (struct words){methods, 2}, &index)) {
        rounding->method = index ? ROUND_TO_MIDPOINT : ROUND_TO_NEAREST;
    }
    read_bands(draft, node, "bands", &rounding->bands, &rounding->band_count);
    read_bands(draft, node, "percent-bands", &rule->percent_bands,
               &rule->percent_band_count);
    rounding->base = policy_number(rule, "base");
    rounding->small_below = policy_number(rule, "small-below");
}
