/*
 * Lines: a total less everything that is printed is what the hidden cells hold together.
 * Where that is small, each of them is.
 */
#include "attack/questions.h"
#include "base/text.h"

#include <math.h>

static bool is_open_hidden(const struct questions *questions, uint32_t unknown)
{
    return questions->knowledge->names[unknown].is_hidden &&
           !knowledge_is_published(questions->knowledge, unknown);
}

struct line {
    struct range sum;
    uint32_t hidden;
    uint32_t first_hidden;
    uint32_t figures;
};

static struct line read_line(const struct questions *questions, uint32_t row)
{
    const struct system *system = questions->knowledge->system;
    const struct solved *solved = questions->solved;
    struct line line = {.first_hidden = NO_UNKNOWN};
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        const double sign = (double)term->coefficient;
        if (is_open_hidden(questions, term->unknown)) {
            line.hidden++;
            line.first_hidden =
                line.first_hidden == NO_UNKNOWN ? term->unknown : line.first_hidden;
            continue;
        }
        line.figures++;
        line.sum.low += sign * (sign > 0 ? solved->low : solved->high)[term->unknown];
        line.sum.high += sign * (sign > 0 ? solved->high : solved->low)[term->unknown];
    }
    return line;
}

static void add_line(struct questions *questions, uint32_t row, const struct line *line)
{
    const struct system *system = questions->knowledge->system;
    struct attack_figure *figures =
        arena_array(questions->arena, line->figures, struct attack_figure);
    uint32_t count = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (!is_open_hidden(questions, term->unknown) &&
            questions_print_of(questions, term->unknown, &figures[count]) &&
            isfinite(figures[count].value) && figures[count].value != 0) {
            figures[count++].multiplier = term->coefficient;
        }
    }
    struct attack_figure place;
    if (!questions_print_of(questions, line->first_hidden, &place)) {
        return;
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_HIDDEN_SUM);
    disclosure->table = place.table;
    disclosure->cell = place.cell;
    disclosure->figures = figures;
    disclosure->figure_count = count;
    disclosure->region =
        text_format(questions->arena, "the %u hidden cells of %s", line->hidden,
                    knowledge_label(questions->arena, questions->knowledge,
                                    questions->knowledge->origins[row].whole));
    disclosure->range = (struct solved_range){
        .low = fmax(0, line->sum.low),
        .high = line->sum.high,
        .attained_low = fmax(0, line->sum.low),
        .attained_high = line->sum.high,
        .proof = line->sum.low == line->sum.high ? RANGE_EXACT : RANGE_BOUNDED,
    };
}

void lines_ask(struct questions *questions)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (uint32_t row = 0; row < knowledge->system->row_count; row++) {
        const struct row_origin *origin = &knowledge->origins[row];
        if (origin->kind != ROW_SUM || knowledge->system->row_is_out[row] ||
            !knowledge_is_published(knowledge, origin->whole)) {
            continue;
        }
        const struct line line = read_line(questions, row);
        if (line.hidden >= 2 && line.sum.high >= 1 &&
            questions_is_small(questions, fmax(1, line.sum.low), line.sum.high)) {
            add_line(questions, row, &line);
        }
    }
}
