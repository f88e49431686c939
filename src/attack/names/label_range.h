/*
 * Labels that are ranges: "16-24", "16 to 24", "under 16", "25+", "GBP 10,000 - 14,999".
 *
 * A range is a half-open interval of whole numbers or money, so that neighbours meet:
 * ages 16-24 and 25+ are [16, 25) and [25, inf). Academic years ("2019/20", "2019-20")
 * are [2019, 2020). Labels with other words in them ("16-24 employed") are no ranges;
 * nothing is guessed.
 */
#ifndef OUTCHECK_ATTACK_LABEL_RANGE_H
#define OUTCHECK_ATTACK_LABEL_RANGE_H

#include <stdbool.h>

struct label_range {
    double low;  /* -INFINITY for "under 16" */
    double high; /* the first number beyond; INFINITY for "25+" */
};

/* `key` is a label as text_key() gives it. False where it is no range. */
bool label_range_read(const char *key, struct label_range *range);

#endif
