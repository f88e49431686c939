/*
 * Names and hashes: how tables and cells are called in the register.
 */
#include "base/growing_text.h"
#include "base/hash.h"
#include "base/text.h"
#include "clearance/register/register_inside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINE_ROOM = 512, LINK_LIMIT = 200 };

const char register_first_hash[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

const char *register_copy(struct arena *arena, const char *text)
{
    return text ? text_copy(arena, text, strlen(text)) : "";
}

static bool is_given(const char *text)
{
    return text && text[0];
}

/* Databases keep keys of some hundred bytes alone: a longer one is its hash. */
static const char *link_of(struct arena *arena, const char *text)
{
    const size_t length = strlen(text);
    return length <= LINK_LIMIT
               ? text
               : text_format(arena, "h\x1f%s", hash_sha256(arena, text, length));
}

const char *register_universe_link(struct arena *arena, const char *universe)
{
    return link_of(arena, text_format(arena, "u\x1f%s", text_key(arena, universe)));
}

/* As attack/know/universes.c decides which tables may count the same units. */
const char *register_link(struct arena *arena, const struct table *table)
{
    if (is_given(table->universe)) {
        return register_universe_link(arena, table->universe);
    }
    const char *population = is_given(table->population) ? table->population : "";
    const char *period = is_given(table->period) ? table->period : "";
    return link_of(arena, text_format(arena, "g\x1f%s\x1f%s", text_key(arena, population),
                                      text_key(arena, period)));
}

const char *register_wider_link(struct arena *arena, const struct table *table)
{
    return is_given(table->universe) && is_given(table->within)
               ? register_universe_link(arena, table->within)
               : NULL;
}

const char *register_measure_keys(struct arena *arena, const struct table *table)
{
    const char *keys = "\x1f";
    for (uint32_t i = 0; i < table->measure_count; i++) {
        const struct measure *measure = &table->measures[i];
        /* A count is a count, whatever it is called. */
        keys = text_format(arena, "%s%s\x1f", keys,
                           role_is_count(measure->role) ? "#" : role_name(measure->role));
    }
    return keys;
}

const char *register_dimension_keys(struct arena *arena, const struct table *table)
{
    const char *keys = "\x1f";
    for (uint32_t i = 0; i < table->dimension_count; i++) {
        const struct dimension *dimension = &table->dimensions[i];
        keys = text_format(arena, "%s%s\x1f", keys,
                           dimension->is_named && dimension->key ? dimension->key : "?");
    }
    return keys;
}

const char *register_region(struct arena *arena, const struct table *table, uint32_t cell)
{
    const char *region = "";
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const uint32_t category = table_category(table, cell, d);
        if (category == NO_CATEGORY || category == dimension->total) {
            continue;
        }
        region = text_format(arena, "%s%s%s=%s", region, region[0] ? "; " : "",
                             dimension->key ? dimension->key : "",
                             dimension->categories[category].key);
    }
    return region;
}

const char *register_categories(struct arena *arena, const struct table *table,
                                uint32_t cell)
{
    const char *text = "";
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t category = table_category(table, cell, d);
        text = category == NO_CATEGORY
                   ? text_format(arena, "%s%s-", text, d ? "," : "")
                   : text_format(arena, "%s%s%u", text, d ? "," : "", category);
    }
    return text;
}

/* ---- hashes ---- */

/* With all digits; what is no number is "-". */
static void grow_by_number(struct growing_text *growing, double number)
{
    char text[64];
    if (isfinite(number)) {
        (void)snprintf(text, sizeof(text), " %.17g", number);
    } else {
        (void)snprintf(text, sizeof(text), " -");
    }
    grow_by(growing, text);
}

static void grow_by_cell(struct growing_text *growing, struct arena *scratch,
                         const struct table *table, uint32_t index)
{
    const struct cell *cell = &table->cells[index];
    const bool is_band = cell->state == CELL_BAND;
    char text[LINE_ROOM];
    (void)snprintf(text, sizeof(text), "\n%u %u %u %u %u %u %u %d %d %d %d %u",
                   cell->measure, cell->state, cell->row, cell->column, cell->count,
                   cell->numerator, cell->denominator, cell->decimals, cell->is_outside,
                   cell->is_fraction, cell->is_structural_zero, cell->rounded_to);
    grow_by(growing, text);
    grow_by(growing, cell->is_change ? " change" : "");
    grow_by(growing, cell->is_of_shown ? " shown" : "");
    grow_by_number(growing, cell->value);
    grow_by_number(growing, is_band ? cell->low : 0);
    grow_by_number(growing, is_band ? cell->high : 0);
    grow_by(growing, " ");
    grow_by(growing, register_categories(scratch, table, index));
    grow_by(growing, " ");
    grow_by(growing, role_name((enum role)cell->role));
    grow_by(growing, " ");
    grow_by(growing, cell->symbol ? cell->symbol : "");
    grow_by(growing, cell->is_change ? " change" : "");
    grow_by(growing, cell->is_of_shown ? " shown" : "");
}

const char *register_table_hash(struct arena *arena, const struct table *table,
                                const char *output, const char *output_sha256,
                                const char *shape)
{
    struct arena *scratch = arena_create(0);
    struct growing_text growing = {.arena = scratch};
    grow_by(&growing, output);
    grow_by(&growing, "\n");
    grow_by(&growing, output_sha256);
    grow_by(&growing, "\n");
    grow_by(&growing, shape);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        grow_by_cell(&growing, scratch, table, i);
    }
    const char *hash = growing_text_hash(arena, &growing);
    arena_destroy(scratch);
    return hash;
}

const char *register_content_hash(struct arena *arena, const char *const *hashes,
                                  size_t count)
{
    struct arena *scratch = arena_create(0);
    struct growing_text growing = {.arena = scratch};
    for (size_t i = 0; i < count; i++) {
        grow_by(&growing, hashes[i]);
        grow_by(&growing, "\n");
    }
    const char *hash = growing_text_hash(arena, &growing);
    arena_destroy(scratch);
    return hash;
}

const char *register_release_hash(struct arena *arena,
                                  const struct register_release *release,
                                  const char *previous)
{
    const char *text = text_format(
        arena, "%lld\n%s\n%s\n%s\n%s\n%s\n%lld\n%lld\n%s\n%s\n", (long long)release->id,
        release->name, release->released, release->clearance, release->policy,
        release->policy_sha256, (long long)release->tables, (long long)release->cells,
        release->content, previous);
    return hash_sha256(arena, text, strlen(text));
}
