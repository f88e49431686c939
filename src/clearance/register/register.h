/*
 * The register: what has been released, for good. Releases, their tables, and every cell
 * with its name in the attacker's sense (universe, measure, region; docs/attacker.md), so
 * that a new table is held against all that was ever released.
 *
 * It holds what the public can see and nothing else: a hidden cell is stored as hidden.
 *
 * Each release has the hash of the one before it in its own: what is changed or missing
 * is found (register_verify). A release is added whole or not at all.
 */
#ifndef OUTCHECK_CLEARANCE_REGISTER_H
#define OUTCHECK_CLEARANCE_REGISTER_H

#include "clearance/register/sql_store.h"
#include "model/submission.h"

enum { REGISTER_VERSION = 2 };

struct register_book;

/* `where` as sql_store_open() takes it. To write, a register that does not exist is made,
 * and one of an older version is brought up to date. Refuses what is no register, and one
 * of a newer version. */
OUTCHECK_MUST_CHECK enum outcheck_status
register_open(struct arena *arena, const char *where, enum sql_access access,
              struct register_book **book, struct problems *problems);
void register_close(struct register_book *book); /* accepts NULL */

struct register_release {
    int64_t id;            /* from 1 */
    const char *name;      /* one of its own: findings name it */
    const char *released;  /* "2026-11-21" */
    const char *clearance; /* the reference; "" */
    const char *policy;
    const char *policy_sha256;
    int64_t tables;
    int64_t cells;
    const char *content; /* the hash of its tables */
    const char *hash;    /* of all this and of the release before */
};

/* Adds the tables of a submission as one release; sets `release`'s id, counts and hashes.
 * OUTCHECK_ERROR_USAGE where a release of that name or with the same tables is there, or
 * where something of the submission was not read. */
OUTCHECK_MUST_CHECK enum outcheck_status register_add(struct register_book *book,
                                                      const struct submission *submission,
                                                      struct register_release *release,
                                                      struct problems *problems);

OUTCHECK_MUST_CHECK enum outcheck_status register_list(struct register_book *book,
                                                       struct arena *arena,
                                                       struct register_release **releases,
                                                       size_t *count,
                                                       struct problems *problems);

/* Earlier releases for the attacker: one submission a release, tables without grids. */
struct register_fetched {
    const struct submission **items;
    size_t count;
    size_t tables;
    bool has_releases;      /* there is something in the register */
    size_t tables_left_out; /* of those that could touch the candidate: too many cells */
};

/*
 * All that can touch the candidate. The attacker ties two tables together when they count
 * the same units: when one universe is declared for both, or one within the other, or
 * when they declare none and describe the same population and period. Of those, the
 * tables with most measures and dimensions in common come first; beyond `cell_limit`
 * cells (0: REGISTER_CELL_LIMIT) the rest is left out, and counted.
 */
enum { REGISTER_CELL_LIMIT = 400000 };

OUTCHECK_MUST_CHECK enum outcheck_status
register_fetch(struct register_book *book, struct arena *arena,
               const struct submission *candidate, int64_t cell_limit,
               struct register_fetched *fetched, struct problems *problems);

struct register_check {
    const char **faults; /* sentences */
    size_t fault_count;
    size_t fault_capacity;
    int64_t releases;
    int64_t tables;
    int64_t cells;
    const char *head; /* the hash of the last release; NULL */
};

/* Reads everything and reckons every hash again. */
OUTCHECK_MUST_CHECK enum outcheck_status register_verify(struct register_book *book,
                                                         struct arena *arena,
                                                         struct register_check *check,
                                                         struct problems *problems);

#endif
