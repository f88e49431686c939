#include "policy/rule_kind.h"

#include "base/text.h"
#include "policy/rule_kind_list.h"

static const struct rule_kind *const lists[] = {kinds_of_numbers, kinds_of_statistics,
                                                kinds_of_files};

static size_t length_of(const struct rule_kind *list)
{
    size_t length = 0;
    while (list[length].name) {
        length++;
    }
    return length;
}

const struct rule_kind *rule_kind_at(size_t index)
{
    for (size_t l = 0; l < sizeof(lists) / sizeof(lists[0]); l++) {
        const size_t length = length_of(lists[l]);
        if (index < length) {
            return &lists[l][index];
        }
        index -= length;
    }
    return NULL;
}

const struct rule_kind *rule_kind_find(const char *name)
{
    const struct rule_kind *kind = NULL;
    for (size_t i = 0; (kind = rule_kind_at(i)) != NULL; i++) {
        if (text_equals(kind->name, name)) {
            return kind;
        }
    }
    return NULL;
}

const struct rule_kind *rule_kind_find_code(const char *code)
{
    const struct rule_kind *kind = NULL;
    for (size_t i = 0; (kind = rule_kind_at(i)) != NULL; i++) {
        if (text_equals_ignoring_case(kind->code, code)) {
            return kind;
        }
    }
    return NULL;
}
