/*
 * A request: what the researcher says of a submission as a whole, as submission.yaml has
 * it.
 *
 * Nothing of it is believed against the tables: it describes, it names what is not for
 * release, and it asks for exceptions. What is missing is NULL or an empty list; whether
 * that matters is for a policy to say.
 */
#ifndef OUTCHECK_MODEL_REQUEST_H
#define OUTCHECK_MODEL_REQUEST_H

#include "model/grid.h"

#include <stdbool.h>
#include <stddef.h>

/* A list that was given, perhaps as an empty one: "there are none" is an answer. */
struct request_list {
    bool is_given;
    const char *const *items;
    size_t count;
};

enum request_role { REQUEST_OUTPUT, REQUEST_SUPPORTING };

const char *request_role_name(enum request_role role); /* "output", "supporting" */

/* A file that the request names, and what became of it. */
struct request_file {
    const char *path; /* as written, from the folder of the request */
    enum request_role role;
    const char *title;           /* NULL where nothing is said */
    const struct output *output; /* NULL where no such file was handed in */
};

struct request_label {
    const char *dimension;
    const char *category;
};

/* A finding that the researcher asks to let stand. It holds for the value that it names
 * and no other: a count that changed needs a new decision. */
struct exception {
    const char *rule;   /* a code, or the id of a rule: "T101", "minimum-count" */
    const char *output; /* as written in `outputs`; NULL: any */
    const struct request_label *labels;
    size_t label_count;
    bool has_value;
    double value;
    const char *sha256; /* for findings about no single cell: of the file; NULL */
    const char *reason;
    size_t line; /* in the file */
};

struct request {
    const struct output *file; /* submission.yaml itself, with its hash */
    const char *project;
    const char *title;
    struct request_list authors;
    const char *contact;
    struct request_list datasets;
    const char *population;
    const char *period;
    struct request_list controls; /* already applied */
    struct request_list earlier;  /* releases that overlap */
    struct request_file *files;
    size_t file_count;
    const struct exception *exceptions;
    size_t exception_count;
};

#endif
