/*
 * YAML as plain values, each with its place: the shape in which files that people write
 * (policies, submissions) are judged.
 *
 * Reads maps, lists and text, nothing more: no aliases, anchors, tags, second documents,
 * keys that are not text, nesting beyond YAML_DEPTH_LIMIT or files beyond
 * YAML_BYTE_LIMIT. Text stays text (`no` is "no", `1.10` is "1.10"); what it means is for
 * its reader to say.
 */
#ifndef OUTCHECK_BASE_YAML_H
#define OUTCHECK_BASE_YAML_H

#include "base/file.h"
#include "base/problems.h"

#include <stdbool.h>
#include <stddef.h>

enum { YAML_DEPTH_LIMIT = 8, YAML_ENTRY_LIMIT = 1000, YAML_BYTE_LIMIT = 1024 * 1024 };

/* What is read; `file` lives as long as the call. */
struct yaml_file {
    const char *path;
    struct bytes bytes;
    const char *what;      /* "policy": what messages call it */
    const char *beginning; /* how one begins, a hint where there is nothing */
};

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    const char *text; /* YAML_TEXT; "" for nothing at all */
    bool is_plain;    /* the file has the text exactly as it is here, from `place` on */
    struct place place;
    struct yaml_entry *entries; /* of a list or map, in the order of the file */
    size_t count;
    size_t capacity;
};

struct yaml_entry {
    struct yaml_node *key; /* YAML_TEXT; NULL in a list */
    struct yaml_node *value;
};

/* The top of the document, which is always a map; NULL when the file cannot be read as
 * YAML (the reasons are in `problems`). Keys given twice are a problem, and the first is
 * kept. */
const struct yaml_node *yaml_read(struct arena *arena, const struct yaml_file *file,
                                  struct problems *problems);

/* The value under `key`, or NULL. */
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key);

#endif
