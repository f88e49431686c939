/*
 * How rules answer: findings with their place and source, and the words that messages
 * share.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { SCRATCH_LIMIT = 48 * 1024 };

static void empty_scratch(struct rule_desk *desk)
{
    if (arena_used(desk->scratch) > SCRATCH_LIMIT) {
        arena_destroy(desk->scratch);
        desk->scratch = arena_create(0);
    }
}

void rule_empty_scratch(struct rule_run *run)
{
    empty_scratch(run->desk);
}

static struct finding *begin_finding(struct rule_run *run)
{
    empty_scratch(run->desk);
    struct finding *finding = findings_add(run->desk->findings);
    finding->code = run->rule->code;
    finding->rule = run->rule->full_id;
    finding->severity = run->rule->severity;
    finding->why = run->rule->why ? run->rule->why : "";
    finding->help = run->help;
    finding->source = &run->rule->source;
    return finding;
}

struct finding *rule_report_output(struct rule_run *run, const struct output *output,
                                   const char *sheet)
{
    struct finding *finding = begin_finding(run);
    finding->output = output;
    finding->sheet = sheet;
    return finding;
}

struct finding *rule_report_table(struct rule_run *run)
{
    const struct table *table = run->table;
    struct finding *finding =
        rule_report_output(run, table->output, table->grid ? table->grid->sheet : NULL);
    finding->table = table;
    return finding;
}

struct finding *rule_report_cell(struct rule_run *run, uint32_t cell)
{
    struct finding *finding = rule_report_table(run);
    finding->cell = cell;
    finding->row = run->table->cells[cell].row;
    finding->column = run->table->cells[cell].column;
    return finding;
}

void rule_say(struct rule_run *run, struct finding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    finding->message = text_format_list(run->desk->arena, format, arguments);
    va_end(arguments);
}

void rule_soften(struct finding *finding, enum severity most)
{
    if (finding->severity > most) {
        finding->severity = most;
    }
}

void rule_add_figures(struct rule_run *run, struct finding *finding, uint32_t whole,
                      const uint32_t *cells, uint32_t cell_count)
{
    const struct table *table = run->table;
    struct figure *figures =
        arena_array(run->desk->arena, (size_t)cell_count + 1, struct figure);
    uint32_t count = 0;
    if (whole != NO_CELL) {
        figures[count++] = (struct figure){
            .output = table->output,
            .table = table,
            .cell = whole,
            .value = table->cells[whole].value,
            .sign = 1,
        };
    }
    for (uint32_t i = 0; i < cell_count; i++) {
        figures[count++] = (struct figure){
            .output = table->output,
            .table = table,
            .cell = cells[i],
            .value = table->cells[cells[i]].value,
            .sign = -1,
        };
    }
    finding->figures = figures;
    finding->figure_count = count;
}

/* Figures of a model as a whole have no label. */
static const char *place_label(const struct rule_run *run, uint32_t cell)
{
    const struct table *table = run->table;
    bool has_label = !run->study->measures_of_role[ROLE_MODEL];
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        has_label = has_label || table_category(table, cell, d) != NO_CATEGORY;
    }
    return has_label ? table_cell_label(run->desk->scratch, table, cell) : "the model";
}

const char *rule_place(const struct rule_run *run, uint32_t cell)
{
    struct arena *scratch = run->desk->scratch;
    const struct table *table = run->table;
    const struct measure *measure = &table->measures[table->cells[cell].measure];
    const char *label = place_label(run, cell);
    if (measure->is_aside) {
        return table->cells[cell].row < table->first_data_row ? "a title or heading"
                                                              : "a note";
    }
    if (run->study->measures_of_role[measure->role] < 2 || !measure->name[0]) {
        return label;
    }
    return text_format(scratch, "%s (%s)", label, measure->name);
}

const char *rule_value(const struct rule_run *run, double value)
{
    return text_number_short(run->desk->scratch, value);
}

/* "schools" for one: "school". */
static const char *singular(struct arena *scratch, const char *many)
{
    const size_t length = strlen(many);
    if (text_equals_ignoring_case(many, "people")) {
        return "person";
    }
    if (length > 3 && text_ends_with(many, "ies")) {
        return text_format(scratch, "%.*sy", (int)(length - 3), many);
    }
    if (length > 2 && text_ends_with(many, "s") && !text_ends_with(many, "ss")) {
        return text_copy(scratch, many, length - 1);
    }
    return many;
}

static const char *unit_of(const struct rule_run *run, const struct cell *cell)
{
    const struct measure *measure = &run->table->measures[cell->measure];
    const char *const units[] = {
        role_is_count((enum role)measure->role) ? measure->unit : "",
        run->table->unit,
    };
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (units[i] && isalpha((unsigned char)units[i][0])) {
            return units[i];
        }
    }
    return cell->role == ROLE_ORGANISATIONS ? "organisations" : "people";
}

const char *rule_counted(const struct rule_run *run, const struct cell *cell,
                         double value)
{
    struct arena *scratch = run->desk->scratch;
    const char *many = unit_of(run, cell);
    return text_counted(scratch, value, singular(scratch, many), many);
}

const char *rule_span(const struct rule_run *run, struct range range)
{
    struct arena *scratch = run->desk->scratch;
    const char *low = rule_value(run, range.low);
    if (range.low == range.high) {
        return low;
    }
    if (isinf(range.high)) {
        return text_format(scratch, "%s or more", low);
    }
    const char *high = rule_value(run, range.high);
    const bool are_neighbours = range.high == range.low + 1;
    return text_format(scratch, are_neighbours ? "%s or %s" : "%s to %s", low, high);
}

const char *rule_printed(const struct rule_run *run, const struct cell *cell)
{
    const struct measure *measure = &run->table->measures[cell->measure];
    const char *number = text_number(run->desk->scratch, cell->value,
                                     cell->decimals > 0 ? cell->decimals : 0);
    const bool is_percent = measure->role == ROLE_PERCENT && !cell->is_fraction;
    return is_percent ? text_format(run->desk->scratch, "%s%%", number) : number;
}

const char *role_noun(enum role role, bool is_many)
{
    static const char *const nouns[ROLE_COUNT_OF_ROLES][2] = {
        [ROLE_COUNT] = {"count", "counts"},
        [ROLE_TOTAL] = {"count", "counts"},
        [ROLE_N] = {"count", "counts"},
        [ROLE_CONTRIBUTORS] = {"count of contributors", "counts of contributors"},
        [ROLE_ORGANISATIONS] = {"count of organisations", "counts of organisations"},
        [ROLE_WEIGHTED] = {"weighted count", "weighted counts"},
        [ROLE_PERCENT] = {"percentage", "percentages"},
        [ROLE_RATE] = {"rate", "rates"},
        [ROLE_MEAN] = {"mean", "means"},
        [ROLE_MEDIAN] = {"median", "medians"},
        [ROLE_QUANTILE] = {"quantile", "quantiles"},
        [ROLE_SUM] = {"sum", "sums"},
        [ROLE_MAX] = {"maximum", "maxima"},
        [ROLE_MIN] = {"minimum", "minima"},
        [ROLE_SD] = {"standard deviation", "standard deviations"},
        [ROLE_SHAPE] = {"measure of shape", "measures of shape"},
        [ROLE_MODEL] = {"model figure", "model figures"},
        [ROLE_CORRELATION] = {"correlation", "correlations"},
        [ROLE_TEST] = {"test statistic", "test statistics"},
        [ROLE_DOF] = {"degrees of freedom", "degrees of freedom"},
        [ROLE_RATIO] = {"ratio", "ratios"},
        [ROLE_MODE] = {"mode", "modes"},
        [ROLE_SURVIVAL] = {"survival figure", "survival figures"},
        [ROLE_AT_RISK] = {"number at risk", "numbers at risk"},
        [ROLE_EVENTS] = {"number of events", "numbers of events"},
        [ROLE_GINI] = {"Gini coefficient", "Gini coefficients"},
        [ROLE_CONCENTRATION] = {"concentration index", "concentration indices"},
    };
    const char *noun = nouns[role][is_many];
    return noun ? noun : is_many ? "numbers" : "number";
}

bool unit_is_organisation(const char *unit)
{
    static const char *const starts[] = {
        "school",   "college",  "universit", "provider", "employer",
        "enterpr",  "business", "compan",    "firm",     "organi",
        "establis", "institut", "academ",    "trust",    "local unit",
    };
    if (!unit) {
        return false;
    }
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        const size_t length = strlen(starts[i]);
        size_t same = 0;
        while (same < length && tolower((unsigned char)unit[same]) == starts[i][same]) {
            same++;
        }
        if (same == length) {
            return true;
        }
    }
    return false;
}

bool cell_counts_organisations(const struct table *table, const struct cell *cell)
{
    if (cell->role == ROLE_ORGANISATIONS) {
        return true;
    }
    const char *unit = table->measures[cell->measure].unit;
    return unit_is_organisation(unit && unit[0] ? unit : table->unit);
}

void cell_group_add(struct cell_group *group, const struct table *table, uint32_t cell)
{
    const struct cell *added = &table->cells[cell];
    if (!group->count++) {
        *group = (struct cell_group){
            .count = 1,
            .first = cell,
            .first_row = added->row,
            .last_row = added->row,
            .first_column = added->column,
            .last_column = added->column,
        };
        return;
    }
    group->first_row = added->row < group->first_row ? added->row : group->first_row;
    group->last_row = added->row > group->last_row ? added->row : group->last_row;
    group->first_column =
        added->column < group->first_column ? added->column : group->first_column;
    group->last_column =
        added->column > group->last_column ? added->column : group->last_column;
}

const char *cell_group_range(const struct rule_run *run, const struct cell_group *group)
{
    struct arena *scratch = run->desk->scratch;
    const struct table *table = run->table;
    const char *sheet = table->grid ? table->grid->sheet : NULL;
    const struct grid_span area = {
        .first_row = group->first_row,
        .last_row = group->last_row,
        .first_column = group->first_column,
        .last_column = group->last_column,
    };
    return group->count == 1 ? place_in_output(scratch, table->output, sheet,
                                               group->first_row, group->first_column)
                             : area_in_output(scratch, table->output, sheet, &area);
}

struct cell_group *cell_groups_create(struct rule_run *run)
{
    return arena_array(run->study->arena, run->table->measure_count, struct cell_group);
}

bool cell_number(const struct table *table, uint32_t cell, double *value)
{
    if (cell == NO_CELL || table->cells[cell].state != CELL_NUMBER) {
        return false;
    }
    *value = table->cells[cell].value;
    return true;
}

bool nearly_equal(double one, double other)
{
    return fabs(one - other) <= 1e-9 * fmax(1, fmax(fabs(one), fabs(other)));
}
