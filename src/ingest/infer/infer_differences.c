/*
 * Changes in numbers: "Change on year" of 20 beside 130 and 150.
 *
 * Such a column counts nobody. Where every row shows that it is the difference of two
 * other columns, or of a column's neighbouring rows, it says nothing new and is left out.
 * Where one of the two is hidden, it gives that one back; where nothing fits, what it is
 * the difference of stands elsewhere. Neither is reckoned with, and so the table cannot
 * be assessed with it.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <math.h>

enum { ROWS_OF_PROOF = 2, COLUMNS_TRIED = 100 };

static bool is_count_like(const struct inference *at, uint32_t line)
{
    const struct column_facts *facts = line_facts(at, line);
    return at->lines[line].role == ROLE_UNKNOWN && facts->number_count &&
           facts->whole_count == facts->number_count && facts->low >= 0 &&
           !name_is_change(&at->headings[line].words);
}

static bool is_change_of_numbers(const struct inference *at, uint32_t line)
{
    const struct column_facts *facts = line_facts(at, line);
    const struct heading *heading = &at->headings[line];
    return at->lines[line].role == ROLE_UNKNOWN && !at->is_known[line] &&
           facts->number_count && facts->whole_count == facts->number_count &&
           !facts->percent_count && heading->role == ROLE_UNKNOWN && !heading->is_money &&
           name_is_change(&heading->words);
}

/* What a change is taken to be the difference of: two columns of its row, or one column
 * there and in the row before or after. */
struct terms {
    uint32_t later;
    uint32_t earlier;
    int step; /* rows from the later to the earlier */
};

static double number_at(const struct inference *at, uint32_t line, int64_t row)
{
    const bool is_inside =
        row >= 0 && row < at->values->row_count && is_data_row(at, (uint32_t)row);
    return is_inside ? line_values(at, line)[row].number : NAN;
}

enum verdict { DOES_NOT_FIT, GIVES_BACK, SAYS_NOTHING_NEW };

static enum verdict judge(const struct inference *at, uint32_t change,
                          const struct terms *terms)
{
    uint32_t fits = 0;
    bool gives_back = false;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const double p = number_at(at, change, row);
        const double later = number_at(at, terms->later, row);
        const double earlier = number_at(at, terms->earlier, (int64_t)row + terms->step);
        if (isnan(p)) {
            continue;
        }
        if (isnan(later) || isnan(earlier)) {
            gives_back = true;
        } else if (p != later - earlier) {
            return DOES_NOT_FIT;
        } else {
            fits++;
        }
    }
    return fits < ROWS_OF_PROOF ? DOES_NOT_FIT
           : gives_back         ? GIVES_BACK
                                : SAYS_NOTHING_NEW;
}

static enum verdict best_of(const struct inference *at, uint32_t change,
                            const uint32_t *columns, uint32_t count)
{
    enum verdict best = DOES_NOT_FIT;
    for (uint32_t k = 0; k < count * count && best != SAYS_NOTHING_NEW; k++) {
        const uint32_t one = columns[k / count];
        const uint32_t other = columns[k % count];
        for (int step = -1; step <= 1; step++) {
            const struct terms terms = {one, other, step};
            const bool is_pair = (one == other) == (step != 0);
            const enum verdict verdict =
                is_pair ? judge(at, change, &terms) : DOES_NOT_FIT;
            best = verdict > best ? verdict : best;
        }
    }
    return best;
}

static void settle(struct inference *at, uint32_t change, enum verdict verdict)
{
    const char *letters = grid_column_letters(at->arena, grid_column(at, change));
    at->lines[change].role = ROLE_IGNORE;
    at->lines[change].origin = ORIGIN_ARITHMETIC;
    at->lines[change].detail = "a change of counts that stand in the table";
    if (verdict == SAYS_NOTHING_NEW) {
        return;
    }
    infer_doubt(at, UINT32_MAX, grid_column(at, change), 0.45,
                verdict == GIVES_BACK
                    ? "column %s is a change, and with the other count gives hidden "
                      "counts back"
                    : "column %s is called a change; of which counts was not found",
                letters);
}

void infer_differences(struct inference *at)
{
    uint32_t columns[COLUMNS_TRIED];
    uint32_t count = 0;
    for (uint32_t i = 0; i < at->column_count && count < COLUMNS_TRIED; i++) {
        if (is_count_like(at, i)) {
            columns[count++] = i;
        }
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_change_of_numbers(at, i)) {
            settle(at, i, best_of(at, i, columns, count));
        }
    }
}
