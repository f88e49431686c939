/*
 * The running program itself: where it stands.
 */
#ifndef OUTCHECK_BASE_PROGRAM_H
#define OUTCHECK_BASE_PROGRAM_H

#include "base/arena.h"

/* The folder of the running program, or NULL where the system does not say. */
const char *program_folder(struct arena *arena);

#endif
