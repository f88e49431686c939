/*
 * Sample tables under attack: the knowledge of some tables, the disclosures of a run, and
 * tables from which blank cells are left out.
 */
#ifndef OUTCHECK_TESTS_ATTACK_SAMPLE_H
#define OUTCHECK_TESTS_ATTACK_SAMPLE_H

#include "attack/attack.h"
#include "attack/know/knowledge.h"
#include "support/sample.h"

/* The usual limits: fewer than ten are small, a range must be five wide. */
const struct attack_result *attack_samples(struct arena *arena,
                                           struct table *const *tables, size_t count);

struct knowledge *know_samples(struct arena *arena, struct table *const *tables,
                               size_t count);

/* The disclosure of this kind at a place ("T01", "B2"), or NULL. */
const struct disclosure *attack_find(struct arena *arena,
                                     const struct attack_result *result,
                                     enum disclosure_kind kind, const char *table,
                                     const char *place);

size_t attack_count(const struct attack_result *result, enum disclosure_kind kind);

/* The table without its blank cells: combinations that do not occur. */
void sample_drop_blanks(struct arena *arena, struct table *table);

/* The set of a category as people write it, or NO_SET. */
uint32_t set_called(const struct knowledge *knowledge, const char *text);

#endif
