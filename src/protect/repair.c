#include "protect/repair.h"

#include "attack/names/cell_range.h"

#include <math.h>

enum { REGION_TRIES = 2 };

/* A figure of a disclosure, found in the plan. */
struct spot {
    uint32_t table;
    uint32_t cell;
};

static struct spot spot_of(const struct plan *plan, const struct attack_figure *figure)
{
    return (struct spot){plan_table(plan, figure->table), figure->cell};
}

/* What it costs to hide a figure; INFINITY where it cannot be. */
static double price_of(const struct plan *plan, struct spot spot)
{
    if (spot.table == UINT32_MAX || !plan_is_candidate(plan, spot.table) ||
        plan->kept.hidden[spot.table][spot.cell]) {
        return INFINITY;
    }
    const uint32_t unknown = plan_unknown_of(plan, spot.table, spot.cell);
    if (unknown == NO_UNKNOWN) {
        return plan->marks.hidden[spot.table][spot.cell] ? INFINITY : 1;
    }
    const struct plan_unknown *it = &plan->unknowns[unknown];
    const bool is_free = it->keep <= KEEP_BY_DEFAULT && it->is_open && !it->is_primary;
    const double default_price = it->keep == KEEP_BY_DEFAULT ? 1e6 : 0;
    return is_free ? it->cost + default_price : INFINITY;
}

/* Hides the figure that costs least among those that `suits`. */
static bool hide_cheapest(struct plan *plan, const struct disclosure *disclosure,
                          bool (*suits)(const struct plan *, struct spot),
                          const char *code)
{
    struct spot best = {UINT32_MAX, NO_CELL};
    double least = INFINITY;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct spot spot = spot_of(plan, &disclosure->figures[i]);
        const double price = price_of(plan, spot);
        if (price < least && (!suits || suits(plan, spot))) {
            least = price;
            best = spot;
        }
    }
    return isfinite(least) && plan_hide_cell(plan, best.table, best.cell, code);
}

static bool is_ratio(const struct plan *plan, struct spot spot)
{
    return plan_unknown_of(plan, spot.table, spot.cell) == NO_UNKNOWN;
}

static bool is_part(const struct plan *plan, struct spot spot)
{
    const uint32_t unknown = plan_unknown_of(plan, spot.table, spot.cell);
    return unknown != NO_UNKNOWN && plan->unknowns[unknown].value > 0;
}

/* ---- hidden cells ---- */

/* Whether the policy minds that this one is known. */
static bool matters(const struct plan *plan, const struct disclosure *disclosure,
                    uint32_t unknown)
{
    const struct attack_limits *limits = &plan->input->limits;
    return disclosure->kind != DISCLOSURE_RECOVERABLE || limits->width > 1 ||
           !plan->knowledge->system->is_whole[unknown] ||
           disclosure->range.low < limits->minimum;
}

/* What was asked before was met as real numbers and is not enough in whole ones: more, at
 * last on the other side, too. */
static bool ask_more(struct plan *plan, uint32_t unknown)
{
    struct plan_unknown *it = &plan->unknowns[unknown];
    const double level = plan_level(plan, unknown);
    double *asked = it->below > 0 ? &it->below : &it->above;
    double *other = it->below > 0 ? &it->above : &it->below;
    if (*asked < 2 * level) {
        return plan_demand(plan, unknown, *asked + ceil(level / 2), "X103");
    }
    if (!it->is_primary || *other > 0) {
        return false;
    }
    *other = level;
    return true;
}

static bool repair_hidden(struct plan *plan, const struct disclosure *disclosure)
{
    const uint32_t table = plan_table(plan, disclosure->table);
    const uint32_t unknown =
        table == UINT32_MAX ? NO_UNKNOWN : plan_unknown_of(plan, table, disclosure->cell);
    if (unknown == NO_UNKNOWN || !matters(plan, disclosure, unknown)) {
        return false;
    }
    const char *code = disclosure->kind == DISCLOSURE_RECOVERABLE ? "X102" : "X103";
    const double level = plan_level(plan, unknown);
    return plan_demand(plan, unknown, level, code) || ask_more(plan, unknown);
}

/* A primary cell is kept from insiders by the search: so this one must be primary. */
static bool repair_insider(struct plan *plan, const struct disclosure *disclosure)
{
    const uint32_t table =
        disclosure->table ? plan_table(plan, disclosure->table) : UINT32_MAX;
    const uint32_t unknown =
        table == UINT32_MAX ? NO_UNKNOWN : plan_unknown_of(plan, table, disclosure->cell);
    return unknown != NO_UNKNOWN &&
           plan_demand(plan, unknown, plan_level(plan, unknown), "X102");
}

/* ---- regions ---- */

static bool same_terms(const struct plan_region *region, const struct term *terms,
                       uint32_t count)
{
    if (region->term_count != count) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (region->terms[i].unknown != terms[i].unknown ||
            region->terms[i].coefficient != terms[i].coefficient) {
            return false;
        }
    }
    return true;
}

static struct plan_region *region_of(struct plan *plan, const struct plan_region *wanted)
{
    for (size_t r = 0; r < plan->region_count; r++) {
        if (same_terms(&plan->regions[r], wanted->terms, wanted->term_count)) {
            return &plan->regions[r];
        }
    }
    struct plan_region *region =
        arena_add(plan->arena, plan->regions, plan->region_count, plan->region_capacity);
    *region = *wanted;
    return region;
}

static bool has_term(const struct term *terms, uint32_t count, uint32_t unknown)
{
    for (uint32_t i = 0; i < count; i++) {
        if (terms[i].unknown == unknown) {
            return true;
        }
    }
    return false;
}

/* The figures as a sum of unknowns; false where one of them is no count or sum. */
static bool read_region(const struct plan *plan, const struct disclosure *disclosure,
                        struct plan_region *region)
{
    struct term *terms =
        arena_array(plan->arena, (size_t)disclosure->figure_count + 1, struct term);
    double sum = 0;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct attack_figure *figure = &disclosure->figures[i];
        const struct spot spot = spot_of(plan, figure);
        const uint32_t unknown = spot.table == UINT32_MAX
                                     ? NO_UNKNOWN
                                     : plan_unknown_of(plan, spot.table, spot.cell);
        if (unknown == NO_UNKNOWN || figure->multiplier == 0 ||
            has_term(terms, i, unknown)) {
            return false;
        }
        terms[i] = (struct term){unknown, figure->multiplier};
        sum += (double)figure->multiplier * plan->unknowns[unknown].value;
    }
    *region = (struct plan_region){
        .terms = terms,
        .term_count = disclosure->figure_count,
        .divisor = disclosure->divisor,
        .value = sum / (double)disclosure->divisor,
    };
    return disclosure->figure_count > 0;
}

static bool repair_region(struct plan *plan, const struct disclosure *disclosure)
{
    struct plan_region wanted;
    if (disclosure->range.high >= plan->input->limits.minimum) {
        return false;
    }
    if (!read_region(plan, disclosure, &wanted)) {
        return hide_cheapest(plan, disclosure, NULL, "X101");
    }
    struct plan_region *region = region_of(plan, &wanted);
    const double level = fmax(1, plan->input->limits.minimum - region->value);
    region->tries++;
    if (region->tries <= REGION_TRIES) {
        region->above = level * region->tries;
        return true;
    }
    return hide_cheapest(plan, disclosure, NULL, "X101");
}

/* ---- the rest ---- */

static bool repair_line(struct plan *plan, const struct disclosure *disclosure)
{
    return hide_cheapest(plan, disclosure, is_part, "X106");
}

static bool repair_given_back(struct plan *plan, const struct disclosure *disclosure)
{
    return hide_cheapest(plan, disclosure, is_ratio, "P102") ||
           hide_cheapest(plan, disclosure, NULL, "P102");
}

static bool repair_shares(struct plan *plan, const struct disclosure *disclosure)
{
    bool is_new = false;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct spot spot = spot_of(plan, &disclosure->figures[i]);
        if (isfinite(price_of(plan, spot))) {
            is_new = plan_hide_cell(plan, spot.table, spot.cell, "P102") || is_new;
        }
    }
    return is_new;
}

static bool repair_one(struct plan *plan, const struct disclosure *disclosure)
{
    switch (disclosure->kind) {
    case DISCLOSURE_RECOVERABLE:
    case DISCLOSURE_NARROW:
    case DISCLOSURE_NOT_PROVEN:
        return disclosure->table && repair_hidden(plan, disclosure);
    case DISCLOSURE_TO_INSIDER:
        return repair_insider(plan, disclosure);
    case DISCLOSURE_DIFFERENCE:
        return repair_region(plan, disclosure);
    case DISCLOSURE_SIMILAR:
    case DISCLOSURE_SUSPECTED:
        return hide_cheapest(plan, disclosure, NULL, "X101");
    case DISCLOSURE_HIDDEN_SUM:
        return repair_line(plan, disclosure);
    case DISCLOSURE_GIVES_BACK:
        return repair_given_back(plan, disclosure);
    case DISCLOSURE_COMMON_BASE:
        return repair_shares(plan, disclosure);
    case DISCLOSURE_CONTRADICTION:
    case DISCLOSURE_UNSEARCHED:
        break;
    }
    return false;
}

bool repair(struct plan *plan, const struct attack_result *attack)
{
    bool is_new = false;
    for (size_t i = 0; i < attack->disclosure_count; i++) {
        is_new = repair_one(plan, &attack->disclosures[i]) || is_new;
    }
    return is_new;
}
