/*
 * Open addressing, linear probing, at most half full. The hash is FNV-1a over eight bytes
 * a step with a final mix: fast, and the same on every machine, so that orders never
 * depend on it.
 */
#include "base/map.h"

#include <stdbool.h>
#include <string.h>

static uint64_t hash_of(const void *key, size_t length)
{
    const unsigned char *bytes = key;
    uint64_t hash = 14695981039346656037u ^ length;
    while (length >= 8) {
        uint64_t word = 0;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * 1099511628211u;
        hash ^= hash >> 29;
        bytes += 8;
        length -= 8;
    }
    while (length--) {
        hash = (hash ^ *bytes++) * 1099511628211u;
    }
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}

struct map *map_create(struct arena *arena, size_t expected)
{
    struct map *map = arena_new(arena, struct map);
    map->arena = arena;
    map->slot_count = 16;
    while (map->slot_count < expected * 2) {
        map->slot_count *= 2;
    }
    map->slots = arena_array(arena, map->slot_count, struct map_slot);
    return map;
}

static struct map_slot *slot_for(const struct map *map, const void *key, size_t length,
                                 uint64_t hash)
{
    const size_t mask = map->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct map_slot *slot = &map->slots[i];
        if (!slot->key || (slot->hash == hash && slot->length == length &&
                           memcmp(slot->key, key, length) == 0)) {
            return slot;
        }
    }
}

static void make_room(struct map *map)
{
    if ((map->count + 1) * 2 <= map->slot_count) {
        return;
    }
    const struct map_slot *old = map->slots;
    const size_t old_count = map->slot_count;
    map->slot_count *= 2;
    map->slots = arena_array(map->arena, map->slot_count, struct map_slot);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].key) {
            *slot_for(map, old[i].key, old[i].length, old[i].hash) = old[i];
        }
    }
}

size_t map_find(const struct map *map, const void *key, size_t length)
{
    const struct map_slot *slot = slot_for(map, key, length, hash_of(key, length));
    return slot->key ? slot->value : MAP_NONE;
}

size_t map_add(struct map *map, const void *key, size_t length, size_t value)
{
    make_room(map);
    const uint64_t hash = hash_of(key, length);
    struct map_slot *slot = slot_for(map, key, length, hash);
    if (!slot->key) {
        *slot = (struct map_slot){
            .key = key,
            .length = length,
            .hash = hash,
            .value = value,
        };
        map->count++;
    }
    return slot->value;
}

size_t map_find_text(const struct map *map, const char *key)
{
    return map_find(map, key, strlen(key));
}

size_t map_add_text(struct map *map, const char *key, size_t value)
{
    return map_add(map, key, strlen(key), value);
}
