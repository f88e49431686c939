/*
 * The local authorities of England that had schools since 2009: the nine-character codes
 * of the Office for National Statistics, the three-digit numbers of the Department for
 * Education, regions and names, as they stood in May 2025 (Open Government Licence v3.0).
 * An authority that ended stays: data of earlier years name it. Two that are shown
 * together have both codes, "940 / 941".
 */
#ifndef OUTCHECK_RISK_LOCAL_AUTHORITIES_H
#define OUTCHECK_RISK_LOCAL_AUTHORITIES_H

#include <stddef.h>

struct local_authority {
    const char *code;   /* "E06000001" */
    const char *number; /* "805"; "x" where it had none */
    const char *region; /* "E12000001"; "" */
    const char *name;
};

/* By its nine-character code, or NULL. */
const struct local_authority *local_authority_find(const char *code);

/* All of them, from 0 on; NULL after the last. */
const struct local_authority *local_authority_at(size_t index);

#endif
