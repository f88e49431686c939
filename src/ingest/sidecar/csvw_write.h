/*
 * Drafting CSVW: how a table was read, as JSON. Only the writer's own files include this.
 */
#ifndef OUTCHECK_INGEST_CSVW_WRITE_H
#define OUTCHECK_INGEST_CSVW_WRITE_H

#include "base/json.h"
#include "model/table.h"

/* Below this the program's own roles are not written down as if a researcher had said
 * them. */
#define CSVW_SURE_ENOUGH 0.9

struct csvw_writer {
    struct arena *arena;
    bool has_failed; /* jansson could not hold something */
};

/* What the cells of one column (or row) of a table have in common. */
struct csvw_line_facts {
    uint32_t cell_count;
    const uint32_t *of;  /* [dimension_count]: shared category or NO_CATEGORY */
    uint32_t count_line; /* the column of the counts behind them; UINT32_MAX for none */
    uint32_t numerator_line;
    uint32_t denominator_line;
    uint32_t denominator_dimension;
};

/* Sets `key`, taking `value`; remembers when it could not. */
void csvw_put(struct csvw_writer *writer, json_t *object, const char *key, json_t *value);
void csvw_put_text(struct csvw_writer *writer, json_t *object, const char *key,
                   const char *text);
void csvw_append(struct csvw_writer *writer, json_t *array, json_t *value);

/* The location as seen from the folder of the sidecar, escaped as addresses are. */
const char *csvw_relative_url(struct arena *arena, const char *location,
                              const char *folder);

/* tableSchema: columns and primaryKey. */
json_t *csvw_write_schema(struct csvw_writer *writer, const struct table *table);

/* The rows with roles, or NULL when there are none. */
json_t *csvw_write_rows(struct csvw_writer *writer, const struct table *table);

/* Facts of each of `line_count` columns (rows) from `first` on. */
struct csvw_line_facts *csvw_line_facts(struct arena *arena, const struct table *table,
                                        bool is_rows);

/* Whether a column of the file holds the categories of this dimension. */
bool csvw_has_column(const struct table *table, uint32_t dimension);

/* Whether its categories tell cells apart: one that all cells have does not; one that
 * only some have ("learners excluding SEN" beside "learners") does. */
bool csvw_tells_apart(const struct table *table, uint32_t dimension);

/* The dimension's name as a sidecar writes it: "" where the file does not name it. */
const char *csvw_dimension_name(const struct table *table, uint32_t dimension);

/* Whether a sidecar can name the dimension and each of its categories: it has no column,
 * or one whose cells are the categories. Geography spread over columns and categories
 * that are told apart by a breakdown are found again by inference. */
bool csvw_is_sayable(struct arena *arena, const struct table *table, uint32_t dimension);

/* Whether two dimensions would be written under the same name. */
bool csvw_is_ambiguous(const struct table *table, uint32_t dimension);

/* The headings of a grid column: one text, several, or NULL for none. */
json_t *csvw_write_titles(struct csvw_writer *writer, const struct table *table,
                          uint32_t column);

/* The CSVW type that its numbers have as they are written. */
const char *csvw_number_type(const struct table *table, uint32_t column);

/* The symbols that stand where numbers would, or NULL. */
json_t *csvw_write_null_markers(struct csvw_writer *writer, const struct table *table,
                                uint32_t column);

/* {"kind": "nearest", "base": 5}, or NULL when the rounding is not known surely. */
json_t *csvw_write_rounding(struct csvw_writer *writer, const struct rounding *rounding);

#endif
