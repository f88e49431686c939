/*
 * Sidecars: what a researcher, or a companion file, says about tables.
 *
 *   <file>-metadata.json   CSVW, beside the file
 *   csv-metadata.json      CSVW, in its folder or one above that was asked for
 *   <name>.meta.csv        the companion of an EES data file
 *
 * The first CSVW that describes a file speaks for it; a .meta.csv adds what is left
 * unsaid. A statement becomes a partial plan: what is not said is 0, "", ROLE_UNKNOWN or
 * PLAN_NONE, and inference fills it in. Nothing in a sidecar is trusted: a mistake is a
 * problem with its place (OUTCHECK_ERROR_USAGE), all of them at once. A .meta.csv that
 * disagrees with its data is a doubt of the table instead, because it is not written for
 * us.
 *
 *     sidecars = sidecars_read(arena, outputs, count, asked, asked_count, problems);
 *     ... for each grid ...
 *     said = sidecars_for_grid(sidecars, grid);
 *     ... for each of said.items: place, lines, partitions -> inference -> build_table()
 * ... sidecars_unused(sidecars, &remark_count);
 */
#ifndef OUTCHECK_INGEST_SIDECAR_H
#define OUTCHECK_INGEST_SIDECAR_H

#include "base/problems.h"
#include "ingest/plan.h"
#include "model/submission.h"

/* What is said of one table. */
struct sidecar_table {
    /* Lines refer to each other by their position in `plan.columns` (or `plan.rows`); a
     * line with ROLE_UNKNOWN says nothing of its role and may be there as a target alone.
     */
    struct plan plan;
    const struct grid *meta; /* the .meta.csv as it stands; NULL */
    const char *file;        /* the sidecar, for people */
    enum origin origin;
    bool has_rows;     /* plan.first_row and plan.first_data_row are said */
    bool has_range;    /* plan.last_row, first_column and last_column are said as well */
    bool has_weighted; /* plan.is_weighted is said */
    enum statistic_class statistic_class; /* CLASS_COUNT: not said */
    const struct symbol *symbols; /* what symbols mean here, before the policy's */
    size_t symbol_count;
    const struct plan_pair
        *totals; /* the "all" of dimensions that have no column: wide ones */
    uint32_t total_count;
};

struct sidecar_tables {
    const struct sidecar_table *items; /* in the order of their places */
    size_t count;                      /* 0: nothing is said of this grid */
};

struct sidecars;

/* Whether the path is a sidecar's by its name, and so no output: "...-metadata.json" and
 * "....meta.csv". */
bool sidecar_is_name(const char *path);

/* Finds and parses the CSVW sidecars of these files. `asked` are the paths of the
 * command: only folders at or under one of them are looked into. */
struct sidecars *sidecars_read(struct arena *arena, const struct output *const *outputs,
                               size_t output_count, const char *const *asked,
                               size_t asked_count, struct problems *problems);

/* From here on CSVW says nothing, and .meta.csv neither unless `keeps_meta`. */
void sidecars_ignore(struct sidecars *sidecars, bool keeps_meta);

/* The delimiter that a dialect names for this file, or 0. */
char sidecars_delimiter(const struct sidecars *sidecars, const struct output *output);

/* What is said of the tables of this grid, checked against it; call it once a grid. */
struct sidecar_tables sidecars_for_grid(struct sidecars *sidecars,
                                        const struct grid *grid);

/* Sidecars, and tables in them, that fit no file. */
const struct remark *sidecars_unused(struct sidecars *sidecars, size_t *count);

/* Releases what the arena does not hold; what was answered before stays. */
void sidecars_close(struct sidecars *sidecars);

/* Adds to `said` what an EES .meta.csv (read as a grid) says of the columns of `data`
 * that are not described yet; the first row of both is the heading. */
void ees_meta_apply(struct arena *arena, const struct grid *meta, const struct grid *data,
                    struct sidecar_table *said);

#endif
