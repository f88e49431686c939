/*
 * A map from bytes to indices, for names, labels and cell keys.
 *
 * Keys are not copied: they must live as long as the map. Lookup and insertion are O(1);
 * there is no removal. Iterate over what the indices point at, never over the map.
 */
#ifndef OUTCHECK_BASE_MAP_H
#define OUTCHECK_BASE_MAP_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

#define MAP_NONE SIZE_MAX

struct map_slot {
    const void *key;
    size_t length;
    uint64_t hash;
    size_t value;
};

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t slot_count;
    size_t count;
};

/* `expected` entries fit without growing. */
struct map *map_create(struct arena *arena, size_t expected);

/* The index kept under the key, or MAP_NONE. */
size_t map_find(const struct map *map, const void *key, size_t length);
size_t map_find_text(const struct map *map, const char *key);

/* Keeps `value` under the key unless it is there already; answers what is kept. */
size_t map_add(struct map *map, const void *key, size_t length, size_t value);
size_t map_add_text(struct map *map, const char *key, size_t value);

#endif
