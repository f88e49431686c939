/*
 * Lines: a total less everything that is printed is what the hidden cells hold together.
 * Where that is small, each of them is. Where nothing is hidden and the parts are not
 * all, it is a group that nobody printed.
 */
#include "attack/ask/questions.h"
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

/* ---- parts that are not all ---- */

/* A whole and parts that are at most the whole, all printed: what they leave is a group
 * of people that are in none of the parts. */
static bool read_rest(const struct questions *questions, uint32_t row, struct line *rest)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct system *system = knowledge->system;
    *rest = (struct line){.first_hidden = NO_UNKNOWN};
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (!knowledge_is_published(knowledge, term->unknown) ||
            !system->is_whole[term->unknown]) {
            return false;
        }
        const double sign = (double)term->coefficient;
        rest->sum.low += sign * (sign > 0 ? system->low : system->high)[term->unknown];
        rest->sum.high += sign * (sign > 0 ? system->high : system->low)[term->unknown];
        rest->figures++;
        rest->first_hidden = sign < 0 ? term->unknown : rest->first_hidden;
    }
    return rest->figures >= 3;
}

static void ask_rest(struct questions *questions, uint32_t row)
{
    struct line rest;
    if (!read_rest(questions, row, &rest) || rest.sum.high < 1 ||
        !questions_is_small(questions, rest.sum.low, rest.sum.high)) {
        return;
    }
    const size_t before = questions->count;
    add_line(questions, row, &rest);
    if (questions->count > before) {
        struct disclosure *disclosure = &questions->disclosures[before];
        disclosure->kind = DISCLOSURE_DIFFERENCE;
        disclosure->region =
            text_format(questions->arena, "the rest of %s",
                        knowledge_label(questions->arena, questions->knowledge,
                                        questions->knowledge->origins[row].whole));
    }
}

void lines_ask(struct questions *questions)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (uint32_t row = 0; row < knowledge->system->row_count; row++) {
        const struct row_origin *origin = &knowledge->origins[row];
        if (origin->kind == ROW_PARTS && !knowledge->system->row_is_out[row]) {
            ask_rest(questions, row);
        }
        if (origin->kind != ROW_SUM || knowledge->system->row_is_out[row] ||
            !knowledge_is_published(knowledge, origin->whole)) {
            continue;
        }
        const struct line line = read_line(questions, row);
        if (line.hidden >= 2 && line.sum.high >= 1 &&
            knowledge->system->is_whole[line.first_hidden] &&
            questions_is_small(questions, fmax(1, line.sum.low), line.sum.high)) {
            add_line(questions, row, &line);
        }
    }
}
