/*
 * Shared libraries that are loaded when they are first wanted.
 *
 * Solvers, mail and calendars bring dozens of libraries with them, and most commands need
 * none: loading them all took longer than many a command. cmake/LazyLibraries.cmake says
 * which are loaded so, and makes the headers with which their doors call this.
 */
#ifndef OUTCHECK_BASE_LIBRARY_H
#define OUTCHECK_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* Loads the library and writes the addresses of the functions with these names one after
 * another to `functions`, unless they stand there already. False, and nothing written,
 * when it is missing or lacks one. It stays loaded. */
bool library_open(const char *file, const char *const *names, size_t count,
                  void *functions);

#endif
