/*
 * Writes a pattern for other programs: an a-priori file (.hst) of tau-ARGUS, one line
 * `<id>,<status>` for each hidden cell (U primary, M secondary), and a CSV file with the
 * columns id and kind. No value and no level stands in either.
 */
#ifndef OUTCHECK_PROTECT_WRITE_HST_H
#define OUTCHECK_PROTECT_WRITE_HST_H

#include "base/file.h"
#include "protect/read_jj.h"
#include "protect/suggestion.h"
#include "protect/suppress.h"

struct bytes hst_text(struct arena *arena, const struct jj_table *table,
                      const struct suppression *suppression);
struct bytes suppressed_csv_text(struct arena *arena, const struct jj_table *table,
                                 const struct suppression *suppression);

/* The same of a table of the suggestion: `<code>,<code>,<status>`, a code a dimension in
 * their order; the status is that of the sum, or of the count in a table without any. The
 * separator is a comma, else a semicolon or a tab, whichever stands in no code. No bytes
 * where all do. */
struct bytes hst_text_of_table(struct arena *arena, const struct suggestion *suggestion,
                               const struct table *table, uint32_t number);

#endif
