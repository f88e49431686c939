/*
 * A data file of Explore education statistics as its rules see it: the texts of the file,
 * headings in the first row, data below. What a column is comes from the .meta.csv beside
 * it, or from its texts.
 */
#ifndef OUTCHECK_RISK_EES_FILE_H
#define OUTCHECK_RISK_EES_FILE_H

#include "risk/rule.h"

/* The name of the file without its folders. */
const char *ees_file_name(const char *path);

const char *ees_heading(const struct table *table, uint32_t column);

/* The column of this name, or UINT32_MAX. */
uint32_t ees_column(const struct table *table, const char *name);

const char *ees_text(const struct table *table, uint32_t row, uint32_t column);

/* A finding at a place of the file. */
struct finding *ees_report(struct rule_run *run, uint32_t row, uint32_t column);

/* Time, geography and their codes: what a row is about, neither filter nor indicator. */
bool ees_is_observed(const char *name);

bool ees_is_filter(const struct table *table, uint32_t column);
bool ees_is_indicator(const struct table *table, uint32_t column);

/* `x` is a place that nobody knows, `z` one that there is none of. */
bool ees_is_nowhere(const char *code);

/* G108: codes, numbers, regions and names of local authorities (ees_authorities.c). */
void ees_judge_authorities(struct rule_run *run);

bool ees_is_one_of(const char *text, const char *const *list, size_t count);

#endif
