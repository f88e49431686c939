/*
 * The running program itself: where it stands, and who runs it.
 */
#ifndef OUTCHECK_BASE_PROGRAM_H
#define OUTCHECK_BASE_PROGRAM_H

#include "base/arena.h"

/* The folder of the running program, or NULL where the system does not say. */
const char *program_folder(struct arena *arena);

/* Who runs it: OUTCHECK_ACTOR in the environment, else the login name, else "unknown".
 * What people say of themselves, not a proof. */
const char *program_actor(void);

#endif
