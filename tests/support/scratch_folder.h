/*
 * A folder of its own for a test that writes files: made, entered, and taken away.
 */
#ifndef OUTCHECK_TESTS_SCRATCH_FOLDER_H
#define OUTCHECK_TESTS_SCRATCH_FOLDER_H

#include "base/file.h"

void scratch_folder_enter(void); /* the current folder from now on */
void scratch_folder_leave(void); /* with all files in it, and in the folders in it */

/* The whole file as text. */
const char *scratch_read(struct arena *arena, const char *path);
void scratch_write(struct arena *arena, const char *path, const char *text);

#endif
