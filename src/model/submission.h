/*
 * A submission: every file that was handed in, and the tables read from them.
 *
 * Also says what could not be read: a remark is no finding yet (only a policy makes
 * findings) and no problem either (the check goes on).
 */
#ifndef OUTCHECK_MODEL_SUBMISSION_H
#define OUTCHECK_MODEL_SUBMISSION_H

#include "model/hidden.h"
#include "model/request.h"
#include "model/table.h"

enum remark_kind {
    REMARK_UNREADABLE,  /* the file, or the sheet, could not be read: F103 */
    REMARK_FILE_TYPE,   /* a kind of file that is not read: F102 */
    REMARK_NO_TABLE,    /* read, but no table was found in it: E103 */
    REMARK_UNUSED_TEXT, /* part of a sheet that belongs to no table: said, not judged */
    REMARK_SIDECAR_UNUSED, /* a sidecar that fits no file or column */
    REMARK_NOT_UNDERSTOOD, /* numbers that no table and no sentence explains: E103 */
    REMARK_RECORDS,        /* rows of single units, listed in a text: F105 */
    REMARK_CLAIM, /* a record says of the file what the file does not bear out: F104 */
};

struct remark {
    enum remark_kind kind;
    const struct output *output;
    const char *sheet; /* or NULL */
    uint32_t row;      /* in the grid, from 0; UINT32_MAX for none */
    uint32_t column;
    const char *sentence;
    const char *hint;
};

struct submission {
    struct output *const *outputs; /* in sorted order */
    size_t output_count;
    struct grid *const *grids;
    size_t grid_count;
    struct table *const *tables; /* in the order of outputs and places: T01, T02, ... */
    size_t table_count;
    const struct remark *remarks;
    size_t remark_count;
    const struct hidden_item *hidden; /* in the order of outputs */
    size_t hidden_count;
    const struct request *request; /* submission.yaml; NULL where there is none */
    /* Supporting files, for checkers and not for release: hashed, neither read nor
     * judged.
     */
    struct output *const *supporting;
    size_t supporting_count;
    struct output *const *companions; /* files that describe outputs */
    size_t companion_count;
};

#endif
