/*
 * A JSON value and the way to it, so that a mistake in its meaning can be shown in the
 * text.
 *
 * jansson keeps no places. A node remembers its parents; when there is something to say,
 * the source is walked along that way and the value's line and column are found. Nodes
 * live on the caller's stack and point at each other: a child must not outlive its
 * parent.
 */
#ifndef OUTCHECK_INGEST_SIDECAR_NODE_H
#define OUTCHECK_INGEST_SIDECAR_NODE_H

#include "base/file.h"
#include "base/json.h"
#include "base/problems.h"

struct sidecar_source {
    struct arena *arena;
    const char *file;
    struct bytes text; /* valid JSON */
    struct problems *problems;
    unsigned complaints;
};

struct sidecar_node {
    json_t *json; /* NULL where there is no such value */
    const struct sidecar_node *parent;
    const char *key; /* in an object; NULL in an array */
    size_t index;    /* in an array */
};

struct sidecar_node sidecar_node_at(const struct sidecar_node *parent, const char *key);
struct sidecar_node sidecar_node_item(const struct sidecar_node *parent, size_t index);

/* The place of a value; of its nearest parent when it is not in the text. */
struct place sidecar_node_place(const struct sidecar_source *source,
                                const struct sidecar_node *node);

/* Adds a problem at the value. After the first fifty of a file it says so once and is
 * quiet. */
void sidecar_complain(struct sidecar_source *source, const struct sidecar_node *node,
                      const char *hint, const char *format, ...) OUTCHECK_PRINTF(4, 5);

/* "Did you mean 'percent'?", or `otherwise` when no candidate is near. */
const char *sidecar_did_you_mean(struct arena *arena, const char *word,
                                 const char *const *candidates, size_t count,
                                 const char *otherwise);

/* The text, flag or number of a value. False, with a complaint, when it is of another
 * type; false without one when it is not there. */
bool sidecar_node_text(struct sidecar_source *source, const struct sidecar_node *node,
                       const char **text);
bool sidecar_node_flag(struct sidecar_source *source, const struct sidecar_node *node,
                       bool *flag);
bool sidecar_node_whole(struct sidecar_source *source, const struct sidecar_node *node,
                        uint32_t *number);

/* Whether the value is there and an object (or array), with a complaint when it is
 * neither. */
bool sidecar_node_is_object(struct sidecar_source *source,
                            const struct sidecar_node *node);
bool sidecar_node_is_array(struct sidecar_source *source,
                           const struct sidecar_node *node);

/* One text or an array of texts; answers how many, with a complaint for what is neither.
 */
size_t sidecar_node_texts(struct sidecar_source *source, const struct sidecar_node *node,
                          const char *const **texts);

#endif
