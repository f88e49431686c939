#include "risk/model_groups.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

uint32_t model_first_measure(const struct table *table)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].role == ROLE_MODEL || table->cells[i].role == ROLE_RATIO) {
            return table->cells[i].measure;
        }
    }
    return UINT32_MAX;
}

uint32_t model_term_dimension(const struct table *table)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (text_equals(table->dimensions[d].key, "term") ||
            !table->dimensions[d].is_named) {
            return d;
        }
    }
    return table->dimension_count ? 0 : UINT32_MAX;
}

bool model_term_is_constant(const struct category *term)
{
    static const char *const names[] = {"_cons",     "constant", "(intercept)",
                                        "intercept", "const",    "(const)"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], term->key)) {
            return true;
        }
    }
    return false;
}

/* --- names of groups ---------------------------------------------------------------- */

static struct model_group group_of(struct arena *arena, const char *variable,
                                   size_t variable_length, const char *level,
                                   size_t level_length)
{
    return (struct model_group){
        text_key(arena, text_copy(arena, variable, variable_length)),
        text_key(arena, text_copy(arena, level, level_length))};
}

/* "factor(region)London", "as.factor(region)London": R. */
static bool is_factor(struct arena *arena, const char *term, struct model_group *group)
{
    const char *open = strstr(term, "factor(");
    const char *name = open ? open + strlen("factor(") : NULL;
    const char *close = name ? strchr(name, ')') : NULL;
    if (!close || close[1] == '\0') {
        return false;
    }
    *group = group_of(arena, name, (size_t)(close - name), close + 1, strlen(close + 1));
    return true;
}

/* "C(region)[T.London]", "region[T.London]", "C(region, Treatment('Wales'))[London]":
 * Python. */
static bool is_treatment(struct arena *arena, const char *term, struct model_group *group)
{
    const char *bracket = strrchr(term, '[');
    const bool is_named = text_starts_with(term, "C(");
    const char *name = is_named ? term + 2 : term;
    const size_t length = strcspn(name, "),[");
    const char *level = bracket ? bracket + 1 : "";
    if (!bracket || bracket == term || term[strlen(term) - 1] != ']' ||
        (!is_named && !text_starts_with(level, "T."))) {
        return false;
    }
    level += text_starts_with(level, "T.") ? 2 : 0;
    *group = group_of(arena, name, length, level, strlen(level) - 1);
    return true;
}

/* "2.region", "i.region London", "1.sex#2.region": Stata. */
static bool is_stata_level(struct arena *arena, const char *term,
                           struct model_group *group)
{
    const size_t digits = strspn(term, "0123456789");
    const char *name = term + digits + 1;
    if (digits && term[digits] == '.' && isalpha((unsigned char)*name)) {
        *group = group_of(arena, name, strcspn(name, " "), term, digits);
        return true;
    }
    if (!text_starts_with(term, "i.")) {
        return false;
    }
    name = term + 2;
    const size_t length = strcspn(name, " ");
    const char *level = name + length + (name[length] ? 1 : 0);
    *group = group_of(arena, name, length, level, strlen(level));
    return true;
}

/* Where "regionLondon" goes from the variable to its level; 0: nowhere. */
static size_t joint_of(const char *term)
{
    size_t at = strcspn(term, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const bool is_name = at && islower((unsigned char)term[0]) &&
                         strspn(term, "abcdefghijklmnopqrstuvwxyz0123456789_.") == at;
    return is_name && term[at] ? at : 0;
}

/* Another level of the same variable: "regionWales". */
static bool has_sister(const struct dimension *terms, uint32_t term, size_t joint)
{
    const char *text = terms->categories[term].text;
    for (uint32_t i = 0; i < terms->category_count; i++) {
        const char *other = terms->categories[i].text;
        if (i != term && joint_of(other) == joint && strncmp(other, text, joint) == 0) {
            return true;
        }
    }
    return false;
}

bool model_group_of(struct rule_desk *desk, const struct table *table, uint32_t terms,
                    uint32_t term, struct model_group *group)
{
    struct arena *arena = desk->scratch;
    const struct dimension *dimension = &table->dimensions[terms];
    const char *text = dimension->categories[term].text;
    if (is_factor(arena, text, group) || is_treatment(arena, text, group) ||
        is_stata_level(arena, text, group)) {
        return true;
    }
    const size_t joint = joint_of(text);
    if (!joint) {
        return false;
    }
    *group = group_of(arena, text, joint, text + joint, strlen(text + joint));
    return has_sister(dimension, term, joint) ||
           model_group_size(desk, table, group, 0).table;
}

/* --- their sizes -------------------------------------------------------------------- */

static uint32_t dimension_of(const struct table *table, const char *key)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (text_equals(table->dimensions[d].key, key)) {
            return d;
        }
    }
    return UINT32_MAX;
}

/* Broken down by this dimension alone, or not at all. */
static bool is_margin(const struct table *table, uint32_t cell, uint32_t dimension)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t category = table_category(table, cell, d);
        if (d != dimension && category != NO_CATEGORY &&
            category != table->dimensions[d].total) {
            return false;
        }
    }
    return true;
}

struct margin {
    uint32_t cell; /* of the level; NO_CELL */
    double total;  /* printed; 0 */
    double sum;    /* of all levels */
};

static struct margin margin_of(const struct table *table, uint32_t dimension,
                               const char *level)
{
    const struct dimension *at = &table->dimensions[dimension];
    struct margin margin = {.cell = NO_CELL};
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const uint32_t category = table_category(table, i, dimension);
        if (!role_is_count((enum role)cell->role) || cell->state != CELL_NUMBER ||
            !is_margin(table, i, dimension)) {
            continue;
        }
        if (category == NO_CATEGORY || category == at->total) {
            margin.total = cell->value;
            continue;
        }
        margin.sum += cell->value;
        if (margin.cell == NO_CELL && text_equals(at->categories[category].key, level)) {
            margin.cell = i;
        }
    }
    return margin;
}

struct model_group_size model_group_size(struct rule_desk *desk,
                                         const struct table *model,
                                         const struct model_group *group, double sample)
{
    struct model_group_size found = {.table = NULL, .cell = NO_CELL};
    for (size_t i = 0; i < desk->submission->table_count; i++) {
        const struct table *table = desk->submission->tables[i];
        const uint32_t dimension =
            table == model ? UINT32_MAX : dimension_of(table, group->variable);
        if (dimension == UINT32_MAX) {
            continue;
        }
        const struct margin margin = margin_of(table, dimension, group->level);
        if (margin.cell == NO_CELL) {
            continue;
        }
        const double all = margin.total > 0 ? margin.total : margin.sum;
        const bool is_same = sample > 0 && all == sample;
        if (!found.table || (is_same && !found.is_same_sample)) {
            found = (struct model_group_size){table, margin.cell,
                                              table->cells[margin.cell].value, is_same};
        }
    }
    return found;
}
