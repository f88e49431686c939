/*
 * ACRO sessions as data: parsed, but not yet brought together with tables. Only acro*.c
 * include this.
 */
#ifndef OUTCHECK_INGEST_ACRO_SESSION_H
#define OUTCHECK_INGEST_ACRO_SESSION_H

#include "base/map.h"
#include "ingest/record/acro.h"
#include "ingest/record/acro_command.h"
#include "ingest/record/acro_labels.h"

/* What the session says of one cell: names of checks in `outcome`. */
enum acro_flag {
    ACRO_OK = 1,        /* all checks passed */
    ACRO_THRESHOLD = 2, /* too few */
    ACRO_NK = 4,
    ACRO_P = 8,
    ACRO_OTHER = 16, /* another check, or nothing */
};

/* The interim tables of a federated session. */
enum acro_interim {
    ACRO_COUNTS,
    ACRO_SUM,
    ACRO_MAX,
    ACRO_TOP_TWO,
    ACRO_NEGATIVES,
    ACRO_INTERIM_COUNT,
    ACRO_OTHER_INTERIM = ACRO_INTERIM_COUNT,
};

struct acro_session {
    const char *folder;
    const char *version; /* "0.4.12" */
    bool is_first_generation;
    double threshold; /* of config.json; NAN where it does not say */
    double nk_n;
    double nk_k; /* in percent */
    double p;    /* in percent */
};

struct acro_output {
    const struct acro_session *session;
    const char *uid;
    const char *status;
    const char *type;
    const char *exception;
    const char *command_text;
    struct acro_command command;
    struct map *outcome; /* cell key -> flags; NULL where the record has none */
    uint32_t row_levels; /* of the labels in `outcome`; 0: not known */
    uint32_t column_levels;
    bool is_suppressed; /* flagged cells are said to be hidden */
    double round_base;  /* 0: not rounded */
    struct acro_values *interim[ACRO_INTERIM_COUNT]; /* federated; NULL where missing */
    const struct acro_output
        *evidence; /* the federated record of the same call, or NULL */
};

/* One file of an output. */
struct acro_file {
    const char *location;
    struct acro_output *output;
    int interim;             /* enum acro_interim; -1: a file that is meant for release */
    const char *checksum;    /* 64 digits; NULL where none is kept */
    const struct grid *grid; /* once it was read */
};

struct acro_sessions {
    struct arena *arena;
    struct acro_file *files;
    size_t file_count;
    size_t file_capacity;
    struct map *by_location;
    struct acro_output **outputs;
    size_t output_count;
    size_t output_capacity;
    struct remark *remarks;
    size_t remark_count;
    size_t remark_capacity;
};

/* Numbers by the labels of their cells. */
struct acro_values {
    struct map *places;
    const double *numbers; /* NAN for blanks */
};

struct acro_values *acro_values_of(struct arena *arena, const struct acro_labels *labels);

/* NAN where there is no such cell. */
double acro_value(const struct acro_values *values, const char *key);

const struct acro_file *acro_file_of(const struct acro_sessions *sessions,
                                     const struct output *output);

void acro_remark(struct acro_sessions *sessions, const struct remark *remark);

/* acro_read.c: the record of one folder. */
void acro_read_record(struct acro_sessions *sessions, const struct output *record);

/* Levels of labels in the output's CSV; false where nobody knows. */
bool acro_levels(const struct acro_output *output, uint32_t *rows, uint32_t *columns);

#endif
