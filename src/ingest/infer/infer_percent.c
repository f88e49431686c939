/*
 * Percentages proven by arithmetic: p = 100 * a / b (or a / b, or 100 * (b - a) / b) in
 * every row that shows all three, to the decimals printed.
 *
 * For each column that may be a percentage the count columns are tried as a and b, totals
 * first. A pair is given up at its first row that disagrees, so that a wrong one costs a
 * row or two: about (percentages) x (counts)^2 steps, never more than PAIR_LIMIT; what is
 * not tried then is said.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_pairs.h"

enum { PAIR_LIMIT = 2000000 };

enum form { FORM_PART, FORM_REST }; /* a / b; (b - a) / b */

struct ratio {
    uint32_t numerator;
    uint32_t denominator;
    double scale; /* 100, 1, or what a rate is per */
    enum form form;
    uint32_t rows; /* that tell something: 0 < a < b */
    double leeway; /* mean of what rounding allowed, in units of the percentage */
};

static double power_of_ten(int decimals)
{
    double power = 1;
    for (int i = 0; i < decimals; i++) {
        power *= 10;
    }
    return power;
}

/* The base that all numbers of a column are multiples of: 10, 5 or 1. */
static double multiple_of(const struct inference *at, uint32_t line)
{
    const struct cell_value *values = line_values(at, line);
    bool is_five = true;
    bool is_ten = true;
    uint32_t seen = 0;
    for (uint32_t row = 0; row < at->values->row_count && is_five; row++) {
        const double number = values[row].number;
        if (isnan(number) || number == 0) {
            continue;
        }
        seen++;
        is_five = fmod(number, 5) == 0;
        is_ten = is_ten && fmod(number, 10) == 0;
    }
    if (seen < 4 || !is_five) {
        return 1;
    }
    return is_ten ? 10 : 5;
}

/* What rounding of p, a and b allows: half a unit of p's last place, and half a base
 * each. */
static double leeway_of(double half_unit, double base, double a, double b, double scale)
{
    const double half_base = base > 1 ? base / 2 : 0;
    return half_unit + scale * half_base * (b + a) / (b * b);
}

struct ratio_test {
    const struct cell_value *p;
    const struct cell_value *a;
    const struct cell_value *b;
    double half_unit;
    double base;
};

static bool row_agrees(const struct ratio_test *test, const struct ratio *ratio,
                       uint32_t row, double *leeway)
{
    const double a = test->a[row].number;
    const double b = test->b[row].number;
    const double above = ratio->form == FORM_REST ? b - a : a;
    *leeway = leeway_of(test->half_unit, test->base, above, b, ratio->scale);
    return fabs(test->p[row].number - ratio->scale * above / b) <=
           *leeway * 1.000001 + 1e-9;
}

/* Fills in rows and leeway; false at the first row that disagrees. */
static bool ratio_holds(const struct inference *at, const struct ratio_test *test,
                        struct ratio *ratio)
{
    double leeways = 0;
    ratio->rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double a = test->a[row].number;
        const double b = test->b[row].number;
        if (isnan(test->p[row].number) || isnan(a) || isnan(b) || b <= 0) {
            continue;
        }
        double leeway = 0;
        if (a > b + test->base || !row_agrees(test, ratio, row, &leeway)) {
            return false;
        }
        const bool tells = a > 0 && a < b && leeway < 0.1 * ratio->scale;
        ratio->rows += tells ? 1 : 0;
        leeways += tells ? leeway : 0;
    }
    ratio->leeway = ratio->rows ? leeways / ratio->rows : INFINITY;
    return ratio->rows > 0;
}

/* 1,000 of a rate per 1,000; 0 of anything else. */
static double rate_per(const struct inference *at, uint32_t line)
{
    return at->lines[line].role == ROLE_RATE
               ? name_rate_per(at->arena, at->headings[line].text)
               : 0;
}

static bool is_candidate(const struct inference *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->lines[line];
    const struct column_facts *facts = line_facts(at, line);
    const bool is_open =
        plan_line->role == ROLE_PERCENT || plan_line->role == ROLE_RATE ||
        (plan_line->role == ROLE_MEAN && plan_line->origin == ORIGIN_GUESS) ||
        (plan_line->role == ROLE_COUNT && plan_line->origin == ORIGIN_LAYOUT);
    const double most =
        plan_line->role == ROLE_RATE ? fmax(rate_per(at, line), 100) : 100;
    const bool in_range = facts->number_count && facts->low >= 0 && facts->high <= most;
    return is_open && in_range && plan_line->numerator_line == PLAN_NONE &&
           plan_line->denominator_line == PLAN_NONE && !plan_line->is_money;
}

static bool can_be_count(const struct inference *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->lines[line];
    return role_is_count(plan_line->role) || plan_line->role == ROLE_WEIGHTED;
}

/* A better ratio: more rows, then the numerator of the same category, then a unit of the
 * same kind nearer by. */
static bool is_better(const struct inference *at, uint32_t percent,
                      const struct ratio *one, const struct ratio *other)
{
    if (other->rows == 0) {
        return true;
    }
    const struct plan_line *line = &at->lines[percent];
    const bool same_one = line->of_count && one->form == FORM_PART &&
                          pairs_are_same(line, &at->lines[one->numerator]);
    const bool same_other = line->of_count && other->form == FORM_PART &&
                            pairs_are_same(line, &at->lines[other->numerator]);
    if (same_one != same_other) {
        return same_one;
    }
    if (one->form != other->form) {
        return one->form == FORM_PART;
    }
    return one->rows > other->rows;
}

static struct ratio_test test_for(const struct inference *at, uint32_t percent,
                                  double base)
{
    return (struct ratio_test){
        .p = line_values(at, percent),
        .half_unit = 0.5 / power_of_ten(line_facts(at, percent)->decimals),
        .base = base,
    };
}

struct search {
    const uint32_t *counts; /* totals first */
    uint32_t count;
    double base;
    uint64_t tried; /* pairs, for all percentages together */
    struct ratio best;
};

static void try_form(const struct inference *at, uint32_t percent, struct search *search,
                     struct ratio *ratio)
{
    struct ratio_test test = test_for(at, percent, search->base);
    test.a = line_values(at, ratio->numerator);
    test.b = line_values(at, ratio->denominator);
    if (ratio_holds(at, &test, ratio) && is_better(at, percent, ratio, &search->best)) {
        search->best = *ratio;
    }
}

static void try_pair(const struct inference *at, uint32_t percent, struct search *search,
                     uint32_t a, uint32_t b)
{
    const bool may_be_fraction = line_facts(at, percent)->high <= 1;
    struct ratio ratio = {
        .numerator = a, .denominator = b, .scale = rate_per(at, percent)};
    if (ratio.scale > 0) {
        try_form(at, percent, search, &ratio);
        return;
    }
    for (int form = FORM_PART; form <= FORM_REST; form++) {
        ratio.form = (enum form)form;
        ratio.scale = 100;
        try_form(at, percent, search, &ratio);
        ratio.scale = 1;
        if (may_be_fraction) {
            try_form(at, percent, search, &ratio);
        }
    }
}

static bool names_total(const struct inference *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->lines[line];
    const char *label = plan_line->of_count
                            ? plan_line->of[plan_line->of_count - 1].category
                            : at->headings[line].text;
    return plan_line->of_count == 0 || name_total_rank(text_key(at->arena, label)) > 0;
}

static void try_numerators(const struct inference *at, uint32_t percent,
                           struct search *search, uint32_t b)
{
    for (uint32_t i = 0; i < search->count && search->tried < PAIR_LIMIT; i++) {
        const uint32_t a = search->counts[i];
        if (a != b && a != percent) {
            search->tried++;
            try_pair(at, percent, search, a, b);
        }
    }
}

static void search_ratio(const struct inference *at, uint32_t percent,
                         struct search *search)
{
    search->best = (struct ratio){.rows = 0};
    for (uint32_t i = 0; i < search->count; i++) {
        if (search->counts[i] != percent) {
            try_numerators(at, percent, search, search->counts[i]);
        }
    }
}

/* How many rows a proof takes: one where name and category agree, more without a name. */
static bool is_proof(const struct inference *at, uint32_t percent,
                     const struct ratio *ratio)
{
    const struct plan_line *line = &at->lines[percent];
    if (ratio->rows == 0) {
        return false;
    }
    if (line->role != ROLE_PERCENT && rate_per(at, percent) == 0) {
        return ratio->rows >= 4 && line_facts(at, percent)->decimals > 0;
    }
    const bool same =
        line->of_count && pairs_are_same(line, &at->lines[ratio->numerator]);
    return ratio->rows >= (same && names_total(at, ratio->denominator) ? 1U : 2U);
}

static void take_ratio(struct inference *at, uint32_t percent, const struct ratio *ratio)
{
    struct plan_line *line = &at->lines[percent];
    const struct plan_line *above = &at->lines[ratio->numerator];
    const bool is_rate = rate_per(at, percent) > 0;
    line->role = is_rate ? ROLE_RATE : ROLE_PERCENT;
    line->origin = ORIGIN_ARITHMETIC;
    line->unit = is_rate ? "" : "%";
    line->is_fraction = ratio->scale < 100;
    line->denominator_line = ratio->denominator;
    const char *below =
        grid_column_letters(at->arena, grid_column(at, ratio->denominator));
    if (ratio->form == FORM_PART) {
        line->numerator_line = ratio->numerator;
        line->detail =
            text_format(at->arena, "%s of %s", is_rate ? "rate" : "percent", below);
    } else {
        line->detail = text_format(
            at->arena, "percent of %s not in %s", below,
            grid_column_letters(at->arena, grid_column(at, ratio->numerator)));
    }
    const bool takes_category = ratio->form == FORM_PART && line->of_count == 0;
    if (takes_category) {
        line->of = above->of;
        line->of_count = above->of_count;
    }
}

/* The columns that may stand above or below the line. */
static void list_kind(const struct inference *at, bool totals, struct search *search,
                      uint32_t *counts)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (can_be_count(at, i) && names_total(at, i) == totals) {
            search->base = fmin(search->base, multiple_of(at, i));
            counts[search->count++] = i;
        }
    }
}

void infer_percent(struct inference *at)
{
    uint32_t *counts = arena_array(at->arena, at->column_count, uint32_t);
    struct search search = {.counts = counts, .base = 10};
    list_kind(at, true, &search, counts);
    list_kind(at, false, &search, counts);
    for (uint32_t i = 0; i < at->column_count && search.count >= 2; i++) {
        const bool is_plain_count =
            at->lines[i].role == ROLE_COUNT && line_facts(at, i)->decimals == 0;
        if (at->is_known[i] || is_plain_count || !is_candidate(at, i)) {
            continue;
        }
        search_ratio(at, i, &search);
        if (is_proof(at, i, &search.best)) {
            take_ratio(at, i, &search.best);
        }
    }
    if (search.tried >= PAIR_LIMIT) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, 0.12,
                    "too many columns to test what every percentage is a percentage of");
    }
}
