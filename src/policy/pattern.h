/*
 * Patterns: PCRE2 (Perl) regular expressions from policy files, never trusted.
 *
 * Letters match whatever their case. Work is limited: a pattern that needs too many steps
 * on a text gives up, and giving up is an answer of its own that must be treated as a
 * match to look at, never as none.
 *
 * Not for two threads at once: a pattern keeps the work space of its last match.
 */
#ifndef OUTCHECK_POLICY_PATTERN_H
#define OUTCHECK_POLICY_PATTERN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct pattern;

enum pattern_scope {
    PATTERN_ANYWHERE, /* somewhere in the text */
    PATTERN_WHOLE,    /* the whole text */
};

enum pattern_result {
    PATTERN_MISS,
    PATTERN_HIT,
    PATTERN_GAVE_UP, /* a limit was reached, or the text is not UTF-8: not known */
};

/* Why a pattern does not compile, and where (bytes from its start). */
struct pattern_mistake {
    const char *sentence;
    size_t offset;
};

enum { PATTERN_BYTE_LIMIT = 4096 };

/* NULL when the pattern is wrong; then `mistake` says why. Release with
 * pattern_release(). */
const struct pattern *pattern_compile(struct arena *arena, const char *written,
                                      enum pattern_scope scope,
                                      struct pattern_mistake *mistake);
void pattern_release(const struct pattern *pattern); /* accepts NULL */

enum pattern_result pattern_match(const struct pattern *pattern, const char *text);

/*
 * The name by which columns and dimensions are matched: lower-case words with one blank
 * between them; `_`, `.`, `-`, `/` and camelCase all part words; years and terms at the
 * end are left out (unless nothing else is there).
 *
 *     PupilMatchingRefAnonymous_SPR21   "pupil matching ref anonymous"
 *     AE_ID                             "ae id"
 *     COA_2011                          "coa"
 */
const char *pattern_normal_name(struct arena *arena, const char *name);

#endif
