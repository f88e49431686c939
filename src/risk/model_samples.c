/*
 * Samples of models that differ by a few: if one lies in the other, the models together
 * tell of those few.
 *
 * Models of one output are compared, and models anywhere that share a term: each with the
 * next larger one that may hold its sample.
 */
#include "base/text.h"
#include "risk/model_groups.h"
#include "risk/rule.h"

#include <stdlib.h>

enum { LOOK_LIMIT = 1000 * 1000 }; /* pairs of terms that are compared */

struct sample {
    const struct table *table;
    size_t index; /* of the table in the submission */
    uint32_t cell;
    double count;
};

struct samples {
    struct sample *items;
    size_t count;
    size_t capacity;
    size_t looks;
};

static int compare_samples(const void *one, const void *other)
{
    const struct sample *left = one;
    const struct sample *right = other;
    if (left->count != right->count) {
        return left->count < right->count ? -1 : 1;
    }
    if (left->index != right->index) {
        return left->index < right->index ? -1 : 1;
    }
    return left->cell < right->cell ? -1 : left->cell > right->cell;
}

static bool has_term(const struct table *table, uint32_t cell)
{
    const uint32_t term = model_term_dimension(table);
    return term != UINT32_MAX && table_category(table, cell, term) != NO_CATEGORY;
}

/* The Ns of models: they stand for a model as a whole, for no term. */
static void collect_samples(struct rule_run *run, size_t index, struct samples *samples)
{
    const struct table *table = run->desk->submission->tables[index];
    const bool is_model = model_first_measure(table) != UINT32_MAX;
    for (uint32_t i = 0; is_model && i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->role == ROLE_N && cell->state == CELL_NUMBER && !has_term(table, i)) {
            *arena_add(run->desk->arena, samples->items, samples->count,
                       samples->capacity) = (struct sample){table, index, i, cell->value};
        }
    }
}

/* Whether the dimension has a term of this name; the search counts its looks. */
static bool has_same_term(struct samples *samples, const struct dimension *terms,
                          const char *key)
{
    for (uint32_t i = 0; i < terms->category_count; i++) {
        if (samples->looks++ > LOOK_LIMIT || text_equals(terms->categories[i].key, key)) {
            return true;
        }
    }
    return false;
}

/* Models of one file, or models that share a term: one sample may lie in the other. */
static bool are_related(struct samples *samples, const struct sample *one,
                        const struct sample *other)
{
    const uint32_t terms = model_term_dimension(one->table);
    const uint32_t others = model_term_dimension(other->table);
    bool are = one->table->output == other->table->output;
    if (are || terms == UINT32_MAX || others == UINT32_MAX) {
        return are;
    }
    const struct dimension *left = &one->table->dimensions[terms];
    for (uint32_t i = 0; i < left->category_count && !are; i++) {
        are = !model_term_is_constant(&left->categories[i]) &&
              has_same_term(samples, &other->table->dimensions[others],
                            left->categories[i].key);
    }
    return are;
}

static void report_nested(struct rule_run *run, const struct sample *less,
                          const struct sample *more)
{
    const double minimum = policy_number(run->rule, "minimum");
    const double difference = more->count - less->count;
    struct figure *figures = arena_array(run->desk->arena, 2, struct figure);
    figures[0] =
        (struct figure){more->table->output, more->table, more->cell, more->count, 1};
    figures[1] =
        (struct figure){less->table->output, less->table, less->cell, less->count, -1};
    run->table = less->table;
    struct finding *finding = rule_report_cell(run, less->cell);
    rule_soften(finding, SEVERITY_REVIEW);
    finding->figures = figures;
    finding->figure_count = 2;
    finding_add_evidence(finding, "difference", difference);
    finding_add_evidence(finding, "minimum", minimum);
    rule_say(run, finding,
             "models on %s and %s: if one sample lies in the other, the difference is "
             "%s; minimum is %s",
             rule_value(run, more->count), rule_value(run, less->count),
             rule_counted(run, &less->table->cells[less->cell], difference),
             rule_value(run, minimum));
    run->table = NULL;
}

/* The next larger sample of a model that may hold this one. */
static const struct sample *next_related(struct samples *samples, size_t index,
                                         double minimum)
{
    const struct sample *less = &samples->items[index];
    for (size_t i = index + 1; i < samples->count; i++) {
        const struct sample *more = &samples->items[i];
        samples->looks++;
        if (more->count - less->count >= minimum) {
            return NULL;
        }
        if (more->count > less->count &&
            (samples->looks > LOOK_LIMIT || are_related(samples, less, more))) {
            return more;
        }
    }
    return NULL;
}

void disclose_nested_models(struct rule_run *run)
{
    const double minimum = policy_number(run->rule, "minimum");
    struct samples samples = {0};
    for (size_t i = 0; i < run->desk->submission->table_count; i++) {
        collect_samples(run, i, &samples);
    }
    if (samples.count < 2) {
        return;
    }
    qsort(samples.items, samples.count, sizeof(samples.items[0]), compare_samples);
    for (size_t i = 0; i + 1 < samples.count; i++) {
        const bool is_last_of_its_size =
            samples.items[i + 1].count > samples.items[i].count ||
            samples.items[i + 1].table->output != samples.items[i].table->output;
        const struct sample *more =
            is_last_of_its_size ? next_related(&samples, i, minimum) : NULL;
        if (more) {
            report_nested(run, &samples.items[i], more);
        }
    }
}
