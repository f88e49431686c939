/*
 * Where the shipped policies and rule pages are.
 *
 * One folder, decided once: the environment's OUTCHECK_RULES if it is set (and then
 * nothing else, even if it is wrong); else share/outcheck/rules beside the program's own
 * bin folder; else the source tree that the program was built from; else the place it was
 * to be installed.
 */
#ifndef OUTCHECK_POLICY_POLICY_FIND_H
#define OUTCHECK_POLICY_POLICY_FIND_H

#include "base/problems.h"

#include <stdbool.h>

/* The folder of shipped policies; NULL, with a problem, when there is none. */
const char *policy_folder(struct arena *arena, struct problems *problems);

/* The path of a policy: itself if it is one (it has a slash or ends in .yaml or .yml),
 * else that of the shipped pack of this id; `beside` is the file that extends it, or
 * NULL. NULL, with a problem at `place`, when there is no such file. */
const char *policy_find(struct arena *arena, const char *name, const char *beside,
                        struct place place, struct problems *problems);

/* The path of a rule's page (docs/rules/T101.md or explain/T101.md), or NULL. */
const char *policy_find_page(struct arena *arena, const char *code);

/* The folder of an example submission of this name; beside it stands NAME.expected.csv.
 * NULL when there is none. */
const char *policy_find_example(struct arena *arena, const char *name);

#endif
