/*
 * Whether a comma is a decimal comma: decided by a whole column, never by one cell.
 *
 * `1,412` alone is one thousand four hundred and twelve. Only where a column holds
 * numbers that can be read with a decimal comma alone (`12,5`, `0,123`, `1.234,5`), none
 * that can be read with a decimal point alone, and at least as many proofs as doubtful
 * ones, is the comma decimal. What does not fit the style decided stays unreadable.
 */
#ifndef OUTCHECK_INGEST_NUMBER_STYLE_H
#define OUTCHECK_INGEST_NUMBER_STYLE_H

#include <stddef.h>

enum number_style {
    NUMBER_STYLE_POINT, /* 1,234.5 */
    NUMBER_STYLE_COMMA, /* 1.234,5 */
};

/* Collects what several columns, or a whole table, prove together. */
struct number_style_facts {
    size_t comma;    /* texts that only a decimal comma explains */
    size_t point;    /* texts that only a decimal point explains */
    size_t doubtful; /* `1,412`: a number either way, but not the same one */
};

void number_style_add(struct number_style_facts *facts, const char *text);
enum number_style number_style_of(const struct number_style_facts *facts);

enum number_style number_style_of_column(const char *const *texts, size_t count);

#endif
