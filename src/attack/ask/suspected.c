/*
 * Sums that are only suspected: tables that may make up another one, by their names or by
 * too few figures to prove it. They were not reckoned with. What they would give is told:
 * a hidden cell, a group that no table prints, or at least that it could not be excluded.
 */
#include "attack/ask/questions.h"
#include "attack/know/strata.h"
#include "base/text.h"

#include <math.h>

enum { TOLD_LIMIT = 1000, NAMED_TABLES = 3 };

struct suspicion {
    struct questions *questions;
    const struct stratum_sum *sum;
    const char *assumption;
    uint32_t hidden; /* lines with hidden cells */
    uint32_t told;
};

/* The whole and its parts in one line. */
struct suspected_line {
    uint32_t whole;
    uint32_t open; /* the one figure that nobody printed, or NO_NAME */
    int64_t open_sign;
    uint32_t open_count;
    uint32_t hidden_count;
    struct range rest; /* the whole less its parts, without the open one */
    struct attack_figure *figures;
    uint32_t figure_count;
};

const char *questions_table_label(const struct questions *questions,
                                  const struct table *table)
{
    const char *release = table->output->release;
    const char *sheet = table->grid ? table->grid->sheet : NULL;
    return text_format(questions->arena, "%s%s%s", release ? release : "",
                       release ? " " : "", sheet ? sheet : table->output->path);
}

static const char *universe_label(const struct questions *questions, uint32_t universe)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (size_t t = 0; t < knowledge->scope->table_count; t++) {
        const struct table *table = knowledge->scope->tables[t].table;
        if (knowledge->table_universe[t] != universe) {
            continue;
        }
        return questions_table_label(questions, table);
    }
    return "";
}

/* "male.csv", "Male in sexes.csv" */
static const char *stratum_label(const struct questions *questions,
                                 const struct stratum *stratum)
{
    const char *label = universe_label(questions, stratum->universe);
    const struct scope *scope = questions->knowledge->scope;
    return stratum->set == NO_SET ? label
                                  : text_format(questions->arena, "%s in %s",
                                                scope->sets[stratum->set].text, label);
}

static const char *assumption_of(const struct questions *questions,
                                 const struct stratum_sum *sum)
{
    const char *parts = "";
    for (uint32_t i = 0; i < sum->part_count && i < NAMED_TABLES; i++) {
        parts = text_format(questions->arena, "%s%s%s", parts,
                            i == 0                     ? ""
                            : i + 1 == sum->part_count ? " and "
                                                       : ", ",
                            stratum_label(questions, &sum->parts[i]));
    }
    if (sum->part_count > NAMED_TABLES) {
        parts = text_format(questions->arena, "%s and %u more", parts,
                            sum->part_count - NAMED_TABLES);
    }
    return text_format(questions->arena, "%s %s %s", parts,
                       !sum->is_exhaustive    ? "is part of"
                       : sum->part_count == 1 ? "is"
                                              : "make up",
                       stratum_label(questions, &sum->whole));
}

static void add_term(const struct questions *questions, struct suspected_line *line,
                     uint32_t name, int64_t sign)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct solved *solved = questions->solved;
    if (name == NO_NAME || !knowledge_is_published(knowledge, name)) {
        line->open = name;
        line->open_sign = sign;
        line->open_count++;
        line->hidden_count += name != NO_NAME && knowledge->names[name].is_hidden;
        return;
    }
    line->rest.low += sign > 0 ? solved->low[name] : -solved->high[name];
    line->rest.high += sign > 0 ? solved->high[name] : -solved->low[name];
    if (questions_print_of(questions, name, &line->figures[line->figure_count])) {
        line->figures[line->figure_count++].multiplier = sign;
    }
}

static struct suspected_line read_line(const struct suspicion *suspicion, uint32_t whole)
{
    struct knowledge *knowledge = suspicion->questions->knowledge;
    const struct stratum_sum *sum = suspicion->sum;
    struct suspected_line line = {
        .whole = whole,
        .open = NO_NAME,
        .figures = arena_array(suspicion->questions->arena, (size_t)sum->part_count + 1,
                               struct attack_figure),
    };
    uint32_t rest[STRATA_SETS];
    const uint32_t count = strata_rest(&knowledge->names[whole], &sum->whole, rest);
    add_term(suspicion->questions, &line, whole, 1);
    for (uint32_t i = 0; i < sum->part_count; i++) {
        const uint32_t part = strata_name(knowledge, &sum->parts[i],
                                          knowledge->names[whole].measure, rest, count);
        add_term(suspicion->questions, &line, part, -1);
    }
    return line;
}

static void tell(struct suspicion *suspicion, const struct suspected_line *line,
                 const struct range *range)
{
    struct questions *questions = suspicion->questions;
    struct attack_figure place;
    const bool is_placed =
        line->open != NO_NAME && questions_print_of(questions, line->open, &place);
    if (line->open_count && line->open_sign > 0) { /* the whole: parts less nothing */
        for (uint32_t i = 0; i < line->figure_count; i++) {
            line->figures[i].multiplier = -line->figures[i].multiplier;
        }
    }
    const struct attack_figure *at = is_placed ? &place : line->figures;
    for (uint32_t i = 0; !is_placed && i < line->figure_count; i++) {
        at = at->table->output->release ? &line->figures[i] : at;
    }
    if (at->table->output->release) {
        return; /* what was published then can no longer be changed */
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_SUSPECTED);
    disclosure->table = at->table;
    disclosure->cell = at->cell;
    disclosure->figures = line->figures;
    disclosure->figure_count = line->figure_count;
    disclosure->region =
        knowledge_label(questions->arena, questions->knowledge, line->whole);
    disclosure->assumption = suspicion->assumption;
    disclosure->range =
        (struct solved_range){range->low, range->high, range->low, range->high,
                              range->low == range->high ? RANGE_EXACT : RANGE_BOUNDED};
    suspicion->told++;
}

static void ask_line(struct suspicion *suspicion, uint32_t whole)
{
    const struct suspected_line line = read_line(suspicion, whole);
    suspicion->hidden += line.hidden_count > 0;
    const bool is_left =
        suspicion->sum->is_exhaustive ? line.open_count == 1 : line.open_count == 0;
    if (!is_left || !line.figure_count) {
        return;
    }
    const bool is_whole = line.open_count && line.open_sign > 0;
    const struct range range = {
        fmax(0, is_whole ? -line.rest.high : line.rest.low),
        is_whole ? -line.rest.low : line.rest.high,
    };
    if (range.high >= 1 &&
        questions_is_small(suspicion->questions, range.low, range.high)) {
        tell(suspicion, &line, &range);
    }
}

/* Nothing small follows line by line; together with the margins it might. */
static void tell_possibility(const struct suspicion *suspicion, uint32_t whole)
{
    struct questions *questions = suspicion->questions;
    struct attack_figure place;
    if (!questions_print_of(questions, whole, &place) || place.table->output->release) {
        return;
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_SUSPECTED);
    disclosure->table = place.table;
    disclosure->cell = place.cell;
    disclosure->region = knowledge_label(questions->arena, questions->knowledge, whole);
    disclosure->assumption = suspicion->assumption;
}

static void ask_sum(const struct strata *strata, struct questions *questions,
                    const struct stratum_sum *sum)
{
    struct suspicion suspicion = {
        .questions = questions,
        .sum = sum,
        .assumption = assumption_of(questions, sum),
    };
    uint32_t count = 0;
    uint32_t first = NO_NAME;
    const uint32_t *names = strata_names(strata, &sum->whole, &count);
    for (uint32_t i = 0; i < count && suspicion.told < TOLD_LIMIT; i++) {
        if (strata_has(questions->knowledge, &sum->whole, names[i])) {
            ask_line(&suspicion, names[i]);
            first = first == NO_NAME ? names[i] : first;
        }
    }
    if (!suspicion.told && suspicion.hidden && sum->is_exhaustive) {
        tell_possibility(&suspicion, first);
    }
}

void suspected_ask(struct questions *questions)
{
    const struct knowledge *knowledge = questions->knowledge;
    struct arena *scratch = arena_create(0);
    struct strata strata = strata_open(questions->knowledge, scratch);
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        if (!knowledge->strata[i].is_proven) {
            ask_sum(&strata, questions, &knowledge->strata[i]);
        }
    }
    arena_destroy(scratch);
}
