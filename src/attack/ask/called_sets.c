#include "attack/ask/called_sets.h"

#include "attack/know/strata.h"
#include "base/text.h"

#include <string.h>

enum { MOST_SETS = 64 };

struct called_index called_index_of(struct arena *arena, const struct scope *scope)
{
    uint32_t *next = arena_array(arena, scope->set_count + 1, uint32_t);
    struct called_index index = {.map = map_create(arena, scope->set_count),
                                 .next = next};
    for (uint32_t s = (uint32_t)scope->set_count; s-- > 0;) {
        const char *words = strata_words(arena, scope->sets[s].text);
        next[s] = NO_SET;
        const size_t known = map_add_text(index.map, words, s);
        if (known != s) { /* behind the first: all are found from there */
            next[s] = next[known];
            next[known] = s;
        }
    }
    return index;
}

struct finding_sets {
    struct arena *arena;
    const struct called_index *index;
    uint32_t *sets;
    size_t count;
};

static void take(struct finding_sets *finding, const char *words)
{
    const size_t found = map_find_text(finding->index->map, words);
    uint32_t set = found == MAP_NONE ? NO_SET : (uint32_t)found;
    for (; set != NO_SET && finding->count < MOST_SETS; set = finding->index->next[set]) {
        finding->sets[finding->count++] = set;
    }
}

/* Every run of words: "learners in london" has "london", "in london" and so on. */
static void take_runs(struct finding_sets *finding, const char *label)
{
    const char *words = strata_words(finding->arena, label);
    for (const char *start = words; start[0] && start[1];
         start = strchr(start + 1, ' ')) {
        for (const char *end = strchr(start + 1, ' '); end; end = strchr(end + 1, ' ')) {
            take(finding, text_copy(finding->arena, start, (size_t)(end - start) + 1));
        }
    }
}

struct called_sets called_sets_of(struct arena *arena, const struct called_index *index,
                                  const struct table *table)
{
    struct finding_sets finding = {
        .arena = arena,
        .index = index,
        .sets = arena_array(arena, MOST_SETS, uint32_t),
    };
    for (uint32_t kind = 0; kind < STRATA_LABELS; kind++) {
        const char *label = strata_label(arena, table, kind);
        if (!text_is_blank(label)) {
            take_runs(&finding, label);
        }
    }
    for (uint32_t m = 0; m < table->measure_count; m++) {
        const char *name = table->measures[m].name;
        if (!text_is_blank(name)) {
            take(&finding, strata_words(arena, name));
        }
    }
    return (struct called_sets){finding.sets, finding.count};
}
