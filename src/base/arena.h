/*
 * Memory that lives as long as a job.
 *
 * Stages take from an arena and never free; the job frees the whole arena at its end.
 * What comes back is zeroed, aligned for any type, and never NULL: when the arena's limit
 * or the machine's memory is reached, the out-of-memory handler is called, which must not
 * return (by default: one line on standard error and exit status 3).
 *
 *     struct arena *arena = arena_create(0);
 *     struct cell *cells = arena_array(arena, count, struct cell);
 *     arena_destroy(arena);
 */
#ifndef OUTCHECK_BASE_ARENA_H
#define OUTCHECK_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* `byte_limit` 0 means no limit of our own. */
struct arena *arena_create(size_t byte_limit);
void arena_destroy(struct arena *arena); /* accepts NULL */

/* Bytes handed out so far. */
size_t arena_used(const struct arena *arena);

void *arena_allocate(struct arena *arena, size_t count, size_t item_size);

/* Room for `wanted` items in a growing array of `*capacity` items: the same place where
 * it can be extended, else a copy of twice the size. New room is zeroed. */
void *arena_grow(struct arena *arena, void *items, size_t *capacity, size_t wanted,
                 size_t item_size);

#define arena_new(arena, type) ((type *)arena_allocate((arena), 1, sizeof(type)))
#define arena_array(arena, count, type)                                                  \
    ((type *)arena_allocate((arena), (count), sizeof(type)))

/* Makes room for one more item at the end of `items` and counts it:
 *     *arena_add(arena, table->cells, table->cell_count, capacity) = cell; */
#define arena_add(arena, items, count, capacity)                                         \
    ((items) =                                                                           \
         arena_grow((arena), (items), &(capacity), (count) + 1, sizeof((items)[0])),     \
     &(items)[(count)++])

/* Called when memory runs out; tests may set their own, which must not return. */
void arena_set_out_of_memory(void (*handler)(size_t wanted));

#endif
