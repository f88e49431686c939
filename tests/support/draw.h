/*
 * Random numbers of property tests: the same from the same seed, on every machine.
 */
#ifndef OUTCHECK_TESTS_DRAW_H
#define OUTCHECK_TESTS_DRAW_H

#include <stdint.h>
#include <stdlib.h>

struct random {
    uint64_t state;
};

/* One of 0 .. below - 1 (splitmix64). */
static inline uint64_t draw(struct random *random, uint64_t below)
{
    random->state += 0x9e3779b97f4a7c15u;
    uint64_t z = random->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

/* How many cases: OUTCHECK_PROPERTY_SEEDS, else `usual`. */
static inline uint64_t draw_seeds(uint64_t usual)
{
    const char *text = getenv("OUTCHECK_PROPERTY_SEEDS"); // NOLINT(concurrency-mt-unsafe)
    return text ? strtoull(text, NULL, 10) : usual;
}

#endif
