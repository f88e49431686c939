/*
 * Percentages that cannot be shares of the counts they were put beside by name.
 *
 * 71.4% of 12 people is no whole number of people, so that 12 is not what it is a
 * percentage of: perhaps it is 5 of 7, whom nobody printed. Nor is what is called a
 * growth, or is below 0 or above 100. Such a measure is better without a base, so that
 * nobody relies on it, than with a wrong one.
 *
 * One unit of the last place is allowed either way, for programs that cut off, and what
 * rounding of the count allows. Weighted percentages are no whole numbers of people.
 */
#include "base/text.h"
#include "ingest/build/linker.h"
#include "ingest/infer/name_words.h"

#include <math.h>

static struct name_words words_of(const struct build *at, uint32_t measure)
{
    return name_words_of(at->scratch, text_key(at->scratch, at->measures[measure].name));
}

static bool is_weighted(const struct build *at, uint32_t measure)
{
    static const char *const names[] = {"weighted", "unweighted", "weight"};
    const struct name_words words = words_of(at, measure);
    return name_has_word(&words, names, sizeof(names) / sizeof(names[0]));
}

/* By how much the count may be off. Multiples of five may be rounded, whoever says so or
 * not. */
static double leeway_of(const struct build *at, const struct cell *count)
{
    const struct rounding *rounding = &at->measures[count->measure].rounding;
    if (rounding->kind == ROUNDING_NEAREST || rounding->kind == ROUNDING_MIDPOINT) {
        return rounding->base;
    }
    return rounding->kind == ROUNDING_UNKNOWN && fmod(count->value, 5) == 0 ? 5 : 0;
}

/* Whether a whole number of `count` people is shown as a percentage from low to high. */
static bool has_whole_share(double low, double high, double count)
{
    const double least = ceil(low * count / 100 - 1e-9);
    return count >= 0 && least <= count && least <= high * count / 100 + 1e-9;
}

static bool may_be_share(const struct build *at, const struct cell *share,
                         const struct cell *count)
{
    const double unit = pow(10, -share->decimals) * 100 / cell_percent_unit(share);
    const double percent = share->value * 100 / cell_percent_unit(share);
    if (percent < -unit || percent > 100 + unit) {
        return false;
    }
    const bool is_whole = count->value == floor(count->value);
    if (!is_whole || 2 * unit * count->value >= 100) {
        return true; /* some whole number always fits */
    }
    const int leeway = (int)leeway_of(at, count);
    for (int off = -leeway; off <= leeway; off++) {
        if (has_whole_share(fmax(percent - unit, 0), percent + unit,
                            count->value + off)) {
            return true;
        }
    }
    return false;
}

/* The count that stands behind a share by name alone; NULL where there is none. */
static const struct cell *base_by_name(const struct build *at, const struct cell *share)
{
    const bool is_proven = share->numerator != NO_CELL || share->denominator != NO_CELL;
    if (is_proven || share->is_change || share->count == NO_CELL ||
        share->state != CELL_NUMBER || at->cells[share->count].state != CELL_NUMBER) {
        return NULL;
    }
    return &at->cells[share->count];
}

static void take_away(struct linker *linker, uint32_t measure)
{
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        struct cell *share = &linker->at->cells[linker->sorted[s]];
        const bool is_proven =
            share->numerator != NO_CELL || share->denominator != NO_CELL;
        share->count = is_proven ? share->count : NO_CELL;
    }
}

/* The first cell that cannot be a share of its count; NO_CELL. */
static uint32_t first_impossible(const struct linker *linker, uint32_t measure,
                                 bool is_change)
{
    const struct build *at = linker->at;
    uint32_t asked = UINT32_MAX; /* the measure of counts whose name was read last */
    bool is_asked_weighted = false;
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        const uint32_t i = linker->sorted[s];
        const struct cell *count = base_by_name(at, &at->cells[i]);
        if (count && count->measure != asked) {
            asked = count->measure;
            is_asked_weighted = is_weighted(at, asked);
        }
        if (count && !is_asked_weighted &&
            (is_change || !may_be_share(at, &at->cells[i], count))) {
            return i;
        }
    }
    return NO_CELL;
}

bool link_base_is_impossible(const struct linker *linker, uint32_t measure)
{
    return first_impossible(linker, measure, false) != NO_CELL;
}

void link_bases(struct linker *linker, uint32_t measure)
{
    struct build *at = linker->at;
    const struct name_words words = words_of(at, measure);
    const bool is_change = name_is_change(&words);
    const uint32_t found =
        is_weighted(at, measure) ? NO_CELL : first_impossible(linker, measure, is_change);
    if (found == NO_CELL) {
        return;
    }
    const struct cell *share = &at->cells[found];
    const struct cell *count = &at->cells[share->count];
    build_doubt(at, share->row, share->column, 0.05,
                "\"%s\" is no share of column %s: %s%s is %s of %s",
                at->measures[measure].name, grid_column_letters(at->arena, count->column),
                text_number(at->arena, share->value, share->decimals),
                share->is_fraction ? "" : "%", is_change ? "a change" : "no whole number",
                text_number(at->arena, count->value, count->decimals));
    take_away(linker, measure);
}
