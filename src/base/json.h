/*
 * JSON: the one door to jansson, whose types are used as they are.
 *
 * json_read() answers NULL and adds a problem with line and column where the text is not
 * JSON or nests too deep; the result is released with json_decref().
 */
#ifndef OUTCHECK_BASE_JSON_H
#define OUTCHECK_BASE_JSON_H

#include "base/problems.h"

#include <jansson.h>

json_t *json_read(const char *name, const char *bytes, size_t length,
                  struct problems *problems);

/* The text under `key`, or NULL where there is none or it is no text. */
const char *json_text(const json_t *object, const char *key);

#endif
