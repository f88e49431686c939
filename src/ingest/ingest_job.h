/*
 * What the parts of ingest share while a submission is read: ingest.c has the order of
 * the work, ingest_output.c reads one file, ingest_request.c the request and the files
 * that support it. No other stage sees this.
 */
#ifndef OUTCHECK_INGEST_JOB_H
#define OUTCHECK_INGEST_JOB_H

#include "ingest/grid_tables.h"
#include "ingest/ingest.h"
#include "ingest/read/find_files.h"
#include "ingest/sidecar/sidecar.h"

struct ingest {
    struct arena *arena;
    const struct ingest_options *options;
    struct found_files found;
    struct sidecars *sidecars;
    struct request *request;
    struct output **supporting;
    size_t supporting_count;
    struct acro_sessions *acro;
    struct protection_records *protection;
    bool has_description;
    struct grid **grids;
    size_t grid_count;
    size_t grid_capacity;
    struct made_tables made;
    struct hidden_item *hidden;
    size_t hidden_count;
    size_t hidden_capacity;
};

/* Something to say of a whole output. */
void ingest_remark(struct ingest *ingest, enum remark_kind kind,
                   const struct output *output, const char *sentence, const char *hint);

/* Loads the output as somebody wrote it elsewhere, where that is asked for. */
enum outcheck_status ingest_load(const struct ingest *ingest, struct arena *scratch,
                                 struct output *output, struct bytes *bytes,
                                 struct problems *trouble);

/* Grids, tables, remarks and hidden things of one output. */
void ingest_output(struct ingest *ingest, struct arena *scratch, struct output *output);

/* submission.yaml, where there is one. */
void ingest_request(struct ingest *ingest, struct problems *problems);

/* Supporting files leave the outputs: nobody will see them published. */
void ingest_part_supporting(struct ingest *ingest);

#endif
