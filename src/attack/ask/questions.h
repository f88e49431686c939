/*
 * What the parts of the attack share while they put their questions: the knowledge, what
 * has been solved, and the list of disclosures under construction.
 */
#ifndef OUTCHECK_ATTACK_QUESTIONS_H
#define OUTCHECK_ATTACK_QUESTIONS_H

#include "attack/attack.h"
#include "attack/know/knowledge.h"

struct questions {
    struct arena *arena;
    struct knowledge *knowledge;
    const struct attack_limits *limits;
    const struct solved *solved;
    const struct submission *before; /* the candidate with nothing hidden, or NULL */
    struct disclosure *disclosures;
    size_t count;
    size_t capacity;
    uint32_t *unknowns; /* [count] what each is about, NO_UNKNOWN for more than one */
    size_t unknown_capacity;
    size_t pairs_compared;
};

struct disclosure *questions_add(struct questions *questions, enum disclosure_kind kind);

/* The first cell that prints the unknown as a number (else any that prints it); false
 * where none does. */
bool questions_print_of(const struct questions *questions, uint32_t unknown,
                        struct attack_figure *figure);

/* Whether all numbers from `low` to `high` are small: from 1 up to below the minimum, or
 * nothing but zero where zeros count. */
bool questions_is_small(const struct questions *questions, double low, double high);

/* Regions: differences of two nested published figures. */
void regions_ask(struct questions *questions);

/* Lines: hidden cells of one sum that are together small. */
void lines_ask(struct questions *questions);

/* Alike: tables of one shape, and cells of one name, that differ by a few. */
void alike_ask(struct questions *questions);

/* Reports two figures as alike where they differ by a few people; `unknown` names them.
 */
void alike_ask_pair(struct questions *questions, const struct print *one,
                    const struct print *other, uint32_t unknown);

/* Whether the names of two measures speak of different people ("male learners", "female
 * learners"). */
bool alike_are_others(const char *measure, const char *other);

/* Beside: counts of one table under two names of which one may hold the other. */
void beside_ask(struct questions *questions);

/* Sums: parts of lines without a total, added up and put beside others. */
void sums_ask(struct questions *questions);

/* Totals: hidden cells of a breakdown whose total another table gives. */
void totals_ask(struct questions *questions);

/* What a table is called where tables are held against each other: its sheet or file,
 * after its release. */
const char *questions_table_label(const struct questions *questions,
                                  const struct table *table);

/* Suspected: tables that may make up another one. */
void suspected_ask(struct questions *questions);

/* Shares: percentages and means whose base nobody printed. */
void shares_ask(struct questions *questions);

/* Insiders: hidden cells that follow for whoever stands alone behind another one. */
void insiders_ask(struct questions *questions);

/* explain_row.c: true where one row is explanation enough. */
bool explain_by_row(struct questions *questions, size_t index);
void explain_set_figures(struct questions *questions, struct disclosure *disclosure,
                         const struct attack_figure *figures, uint32_t count);

/* Figures and signs for every disclosure that is about one unknown. */
void explain_all(struct questions *questions);

#endif
