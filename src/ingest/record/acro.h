/*
 * ACRO sessions: what ACRO wrote down when it made the outputs of a folder.
 *
 *   results.json   0.4.x and 1.x: per output type, statuses, checks per cell, exception
 *   evidence.json  1.x federated: counts, sums and largest contributors per cell, the
 * best evidence of all
 *
 * An output that is described here gets its roles from it (as a sidecar would give them,
 * and after every sidecar), and its cells get what the session knows of them and nobody
 * publishes (struct cell_record). What ACRO decided is evidence, never a verdict:
 * docs/acro.md says what is taken from which version, and what is not believed. A record
 * that cannot be read, a checksum that does not fit its file and a file that is missing
 * are remarks.
 *
 *     sessions = acro_sessions_read(arena, &found);
 *     ... for each grid: said = acro_tables_for_grid(sessions, grid) where no sidecar
 * speaks
 *     ... when all tables are made: acro_sessions_apply(sessions, table) for each
 */
#ifndef OUTCHECK_INGEST_ACRO_H
#define OUTCHECK_INGEST_ACRO_H

#include "ingest/read/find_files.h"
#include "ingest/sidecar/sidecar.h"
#include "model/submission.h"

struct acro_sessions;

struct acro_sessions *acro_sessions_read(struct arena *arena,
                                         const struct found_files *found);

/* What a session says of the only table of this grid; count 0: nothing. */
struct sidecar_tables acro_tables_for_grid(struct acro_sessions *sessions,
                                           const struct grid *grid);

/* Gives the table's cells what the sessions know of them. */
void acro_sessions_apply(struct acro_sessions *sessions, struct table *table);

/* "ACRO 0.4.12: table, fail; exception asked for: ..."; "" for a file of no session. */
const char *acro_words_for(const struct acro_sessions *sessions,
                           const struct output *output);

/* What a file of a folder is to the check. */
enum acro_standing {
    ACRO_CANDIDATE, /* meant for release; counts and sums of federated evidence that
                       stands alone are judged like that */
    ACRO_EVIDENCE, /* behind an output of the same submission: neither shown nor judged */
    ACRO_LARGEST_ALONE, /* largest contributors and the like without their output: for
                           checkers' eyes, and never for release */
};

enum acro_standing acro_standing_of(const struct acro_sessions *sessions,
                                    const struct output *output);

const struct remark *acro_remarks(const struct acro_sessions *sessions, size_t *count);

#endif
