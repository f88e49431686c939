/*
 * submission.yaml <-> struct request.
 *
 * A bad file gives all its mistakes at once, each with line, column and caret. A part
 * that is left out or left empty is no mistake here: policies say what it means.
 */
#ifndef OUTCHECK_INGEST_SUBMISSION_YAML_H
#define OUTCHECK_INGEST_SUBMISSION_YAML_H

#include "base/file.h"
#include "base/problems.h"
#include "model/request.h"
#include "model/submission.h"

#define SUBMISSION_FILE_NAME "submission.yaml"

/* Reads the file and fills in its bytes and hash. NULL with problems where it is bad. */
struct request *submission_yaml_read(struct arena *arena, struct output *file,
                                     struct problems *problems);

/* The same for bytes that were read already. */
struct request *submission_yaml_parse(struct arena *arena, struct output *file,
                                      struct bytes bytes, struct problems *problems);

/* Finds the files that the request names among `outputs`, by their place from its folder.
 */
void submission_yaml_match(struct arena *arena, struct request *request,
                           struct output *const *outputs, size_t output_count);

/* A request for these outputs, with what the tables say of themselves and the rest to
 * fill in. `folder` is where it will stand. */
const char *submission_yaml_draft(struct arena *arena,
                                  const struct submission *submission,
                                  const char *folder);

#endif
