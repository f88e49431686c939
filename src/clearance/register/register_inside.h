/*
 * What the files of the register share.
 */
#ifndef OUTCHECK_CLEARANCE_REGISTER_INSIDE_H
#define OUTCHECK_CLEARANCE_REGISTER_INSIDE_H

#include "clearance/register/register.h"

/* The bits of a cell's flags. */
enum register_flag {
    REGISTER_OUTSIDE = 1,
    REGISTER_FRACTION = 2,
    REGISTER_STRUCTURAL_ZERO = 4,
    REGISTER_CHANGE = 8,
    REGISTER_OF_SHOWN = 16,
    REGISTER_ALL_FLAGS = 31,
};

struct register_book {
    struct arena *arena;
    struct sql_store *store;
};

/* A table and what is kept beside its cells. */
struct register_table {
    int64_t id;
    int64_t release;
    const char *output; /* the file it stood in */
    const char *output_sha256;
    const char *shape; /* register_shape.h */
    const char *sha256;
    int64_t cells;
};

/* "u\x1f" and the universe's key, or "g\x1f" with population and period: tables with one
 * link may count the same units. */
const char *register_link(struct arena *arena, const struct table *table);

/* The wider universe's link; NULL where none is declared. */
const char *register_wider_link(struct arena *arena, const struct table *table);

/* A link from a declared universe's id. */
const char *register_universe_link(struct arena *arena, const char *universe);

/* The keys of the measures, or of the dimensions, each between two separators, sorted by
 * nothing: for a rough count of what two tables have in common. */
const char *register_measure_keys(struct arena *arena, const struct table *table);
const char *register_dimension_keys(struct arena *arena, const struct table *table);

/* "Region=north east; Sex=male", totals left out: the name of a cell's region. */
const char *register_region(struct arena *arena, const struct table *table,
                            uint32_t cell);

/* "3,0": the cell's categories, one a dimension, - where it has none. */
const char *register_categories(struct arena *arena, const struct table *table,
                                uint32_t cell);

/* The hash of a table: of its shape and of everything about its cells. */
const char *register_table_hash(struct arena *arena, const struct table *table,
                                const char *output, const char *output_sha256,
                                const char *shape);

/* The hash of a release, which holds that of the one before. */
const char *register_release_hash(struct arena *arena,
                                  const struct register_release *release,
                                  const char *previous);

/* The hash of the tables' hashes, in their order. */
const char *register_content_hash(struct arena *arena, const char *const *hashes,
                                  size_t count);

/* Reads the cells of a table and makes it whole. OUTCHECK_ERROR_INPUT where a row cannot
 * belong to it. */
OUTCHECK_MUST_CHECK enum outcheck_status
register_read_table(struct register_book *book, struct arena *arena,
                    const struct register_table *row, const struct output *output,
                    struct table **table, struct problems *problems);

/* What stands for the release before the first. */
extern const char register_first_hash[];

OUTCHECK_MUST_CHECK enum outcheck_status
register_damaged(const struct register_book *book, struct problems *problems,
                 const char *sentence);

/* A copy in `arena`; "" for NULL. */
const char *register_copy(struct arena *arena, const char *text);

#endif
