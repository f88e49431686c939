#include "risk/disclosure_words.h"

#include "base/text.h"

#include <math.h>

enum { FEW = 3 }; /* figures of one sign that are named one by one */

bool figure_is_added(const struct attack_figure *figure)
{
    const struct table *table = figure->table;
    return role_adds_up(table->measures[table->cells[figure->cell].measure].role);
}

const char *range_words(struct arena *arena, double low, double high)
{
    const char *from = text_number_short(arena, low);
    if (low == high) {
        return from;
    }
    if (isinf(high)) {
        return text_format(arena, "%s or more", from);
    }
    return text_format(arena, high == low + 1 ? "%s or %s" : "%s to %s", from,
                       text_number_short(arena, high));
}

/* "1,412 (F6)", "twice 20 (C4)", "99.7% (D6)", "9 (B6: <10)" */
static const char *figure_words(struct arena *arena, const struct attack_figure *figure,
                                const struct table *here)
{
    const struct cell *cell = &figure->table->cells[figure->cell];
    const char *place = figure_place(arena, here, figure->table, figure->cell);
    const bool is_percent =
        figure->table->measures[cell->measure].role == ROLE_PERCENT && !cell->is_fraction;
    const char *value =
        figure_is_added(figure)
            ? text_number_short(arena, figure->value)
            : text_format(arena, "%s%s",
                          text_number(arena, figure->value,
                                      cell->decimals > 0 ? cell->decimals : 0),
                          is_percent ? "%" : "");
    if (cell->state != CELL_NUMBER && cell->symbol) {
        place = text_format(arena, "%s: %s", place, cell->symbol);
    }
    const int64_t times =
        figure->multiplier < 0 ? -figure->multiplier : figure->multiplier;
    return times > 1
               ? text_format(arena, "%lld times %s (%s)", (long long)times, value, place)
               : text_format(arena, "%s (%s)", value, place);
}

/* The figures of one sign: 1, -1, or 0 for what is not added up. */
struct side {
    const struct attack_figure **figures;
    uint32_t count;
    double sum;
    const char *words;
};

static bool is_on_side(const struct attack_figure *figure, int sign)
{
    if (!figure_is_added(figure)) {
        return sign == 0;
    }
    return sign > 0 ? figure->multiplier > 0 : sign < 0 && figure->multiplier <= 0;
}

/* "512 (C2), 388 (E2) and 26 (C2)", the joint before the last being another. */
static const char *join_figures(struct arena *arena, const struct side *side,
                                const struct table *here, const char *joint,
                                const char *last_joint)
{
    const uint32_t shown = side->count > FEW ? FEW : side->count;
    const char *words = "";
    for (uint32_t i = 0; i < shown; i++) {
        const bool is_last = i + 1 == side->count;
        words = text_format(arena, "%s%s%s", words,
                            i == 0    ? ""
                            : is_last ? last_joint
                                      : joint,
                            figure_words(arena, side->figures[i], here));
    }
    return shown < side->count
               ? text_format(arena, "%s and %u more", words, side->count - shown)
               : words;
}

static bool are_plain(const struct side *side)
{
    bool are_plain = true;
    for (uint32_t i = 0; i < side->count && are_plain; i++) {
        const struct attack_figure *figure = side->figures[i];
        are_plain = figure->multiplier == 1 || figure->multiplier == -1;
    }
    return are_plain;
}

static struct side read_side(struct arena *arena, const struct disclosure *disclosure,
                             const struct table *here, int sign, const char *joint)
{
    struct side side = {
        .words = "",
        .figures = arena_array(arena, (size_t)disclosure->figure_count + 1,
                               const struct attack_figure *),
    };
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct attack_figure *figure = &disclosure->figures[i];
        if (is_on_side(figure, sign)) {
            side.figures[side.count++] = figure;
            side.sum += fabs((double)figure->multiplier) * figure->value;
        }
    }
    if (side.count <= FEW || sign == 0) {
        side.words = join_figures(arena, &side, here, joint, sign > 0 ? " + " : " and ");
        return side;
    }
    const char *places = figure_places(arena, here, side.figures, side.count);
    side.words =
        text_format(arena, "%s (%s%s)", text_number_short(arena, side.sum),
                    are_plain(&side) ? "" : "some of them more than once, ", places);
    return side;
}

/* One percentage and one count: "75.9% (D5) of 1,804 (B5)"; NULL for other figures. */
static const char *share_words(struct arena *arena, const struct side *share,
                               const struct side *count)
{
    if (share->count != 1 || count->count != 1) {
        return NULL;
    }
    const struct table *table = share->figures[0]->table;
    const struct cell *cell = &table->cells[share->figures[0]->cell];
    if (table->measures[cell->measure].role != ROLE_PERCENT) {
        return NULL;
    }
    return cell->is_change
               ? text_format(arena, "%s after a change of %s", count->words, share->words)
               : text_format(arena, "%s of %s", share->words, count->words);
}

/* "1,412 (F6) less 1,405 (B2)", divided where it takes a part of it; "that less 1,405
 * (B2)" where the assumption names the number. */
static const char *sum_words(struct arena *arena, const struct disclosure *disclosure,
                             const struct side *more, const struct side *less)
{
    const char *words = more->words;
    if (less->count) {
        const char *nothing = disclosure->assumption ? "that" : "0";
        words =
            text_format(arena, "%s less %s", more->count ? words : nothing, less->words);
    }
    if (disclosure->divisor == 2 && *words) {
        return text_format(arena, "half of %s", words);
    }
    return disclosure->divisor > 2 && *words
               ? text_format(arena, "1/%lld of %s", (long long)disclosure->divisor, words)
               : words;
}

const char *disclosure_arithmetic(struct arena *arena,
                                  const struct disclosure *disclosure,
                                  const struct table *here)
{
    const struct side more = read_side(arena, disclosure, here, 1, " + ");
    const struct side less = read_side(arena, disclosure, here, -1, ", ");
    const struct side with = read_side(arena, disclosure, here, 0, " and ");
    const bool is_share = more.count + less.count == 1;
    const char *share =
        is_share ? share_words(arena, &with, more.count ? &more : &less) : NULL;
    if (share) {
        return share;
    }
    if (!more.count && less.count && with.count) {
        return text_format(arena, "%s with %s", with.words,
                           read_side(arena, disclosure, here, -1, " and ").words);
    }
    const char *words = sum_words(arena, disclosure, &more, &less);
    if (!with.count) {
        return words;
    }
    return *words ? text_format(arena, "%s with %s", words, with.words) : with.words;
}
