/*
 * The lists that rule_kind.c looks through; each ends with a row without a name.
 */
#ifndef OUTCHECK_POLICY_RULE_KIND_LIST_H
#define OUTCHECK_POLICY_RULE_KIND_LIST_H

#include "policy/rule_kind.h"

extern const struct rule_kind kinds_of_numbers[];
extern const struct rule_kind kinds_of_statistics[];
extern const struct rule_kind kinds_of_files[];

#endif
