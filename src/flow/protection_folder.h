/*
 * The folder of protected tables: it is sent on as a whole, so it holds what was proven
 * together and nothing else.
 */
#ifndef OUTCHECK_FLOW_PROTECTION_FOLDER_H
#define OUTCHECK_FLOW_PROTECTION_FOLDER_H

#include "flow/protection.h"

/* Whether a path stays below the folder that it is joined to. */
bool path_is_below(const char *path);

/* OUTCHECK_ERROR_USAGE where the folder holds files that this run does not write, or
 * where the proof would stand in it. */
OUTCHECK_MUST_CHECK enum outcheck_status
protection_folder_check(const struct protection *protection);

/* Moves what was written aside into place. */
OUTCHECK_MUST_CHECK enum outcheck_status
protection_folder_move(const struct protection *protection, const char *aside);

/* Removes what is left aside, whatever happened. */
void protection_folder_remove(const struct protection *protection, const char *aside);

#endif
