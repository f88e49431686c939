/*
 * A list of blocks, each twice the last up to a cap; large requests get a block of their
 * own. With OUTCHECK_ARENA_MALLOC every request is its own malloc, so that sanitizers and
 * valgrind see the bounds of each object.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 8 * 1024 * 1024 };

struct block {
    struct block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks;
    size_t byte_limit;
    size_t used;
    size_t next_size;
};

static void stop_for_memory(size_t wanted)
{
    (void)fprintf(stderr, "outcheck: out of memory (asked for %zu more bytes)\n", wanted);
    exit(3); // NOLINT(concurrency-mt-unsafe)
}

static void (*out_of_memory)(size_t wanted) = stop_for_memory;

void arena_set_out_of_memory(void (*handler)(size_t wanted))
{
    out_of_memory = handler ? handler : stop_for_memory;
}

struct arena *arena_create(size_t byte_limit)
{
    struct arena *arena = calloc(1, sizeof(*arena));
    if (!arena) {
        out_of_memory(sizeof(*arena));
        abort();
    }
    arena->byte_limit = byte_limit;
    arena->next_size = FIRST_BLOCK;
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena) {
        return;
    }
    for (struct block *block = arena->blocks; block;) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

static size_t rounded_up(size_t size)
{
    const size_t step = alignof(max_align_t);
    return (size + step - 1) / step * step;
}

static struct block *add_block(struct arena *arena, size_t size)
{
#ifdef OUTCHECK_ARENA_MALLOC
    const size_t block_size = size;
#else
    const size_t block_size = size > arena->next_size ? size : arena->next_size;
    if (arena->next_size < LARGEST_BLOCK) {
        arena->next_size *= 2;
    }
#endif
    struct block *block = calloc(1, sizeof(*block) + block_size);
    if (!block) {
        out_of_memory(size);
        abort();
    }
    block->size = block_size;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

static void count_use(struct arena *arena, size_t size)
{
    if (arena->byte_limit && size > arena->byte_limit - arena->used) {
        out_of_memory(size);
        abort();
    }
    arena->used += size;
}

void *arena_allocate(struct arena *arena, size_t count, size_t item_size)
{
    if (item_size && count > (SIZE_MAX / 2) / item_size) {
        out_of_memory(SIZE_MAX);
        abort();
    }
    const size_t size = rounded_up(count * item_size);
    count_use(arena, size);
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < size) {
        block = add_block(arena, size);
    }
    void *start = block->bytes + block->used;
    block->used += size;
    return start;
}

/* The newest object of the newest block can grow where it is. */
static bool extend_in_place(struct arena *arena, const void *items, size_t old_size,
                            size_t new_size)
{
    struct block *block = arena->blocks;
    if (!items || !block || block->used < old_size ||
        block->bytes + block->used - old_size != (const unsigned char *)items ||
        block->size - block->used < new_size - old_size) {
        return false;
    }
    count_use(arena, new_size - old_size);
    block->used += new_size - old_size;
    return true;
}

void *arena_grow(struct arena *arena, void *items, size_t *capacity, size_t wanted,
                 size_t item_size)
{
    if (wanted <= *capacity) {
        return items;
    }
    size_t larger = *capacity < 8 ? 8 : *capacity;
    while (larger < wanted) {
        if (larger > SIZE_MAX / 4) {
            out_of_memory(SIZE_MAX);
            abort();
        }
        larger *= 2;
    }
    if (larger <= (SIZE_MAX / 2) / item_size &&
        extend_in_place(arena, items, rounded_up(*capacity * item_size),
                        rounded_up(larger * item_size))) {
        *capacity = larger;
        return items;
    }
    void *copy = arena_allocate(arena, larger, item_size);
    if (*capacity) {
        memcpy(copy, items, *capacity * item_size);
    }
    *capacity = larger;
    return copy;
}
