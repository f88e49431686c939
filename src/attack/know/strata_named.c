/*
 * Which universe is the sum of which others, by what they are called: "learners_male" and
 * "learners_female" beside "learners_all" or "learners".
 *
 * Names that differ by one word belong together: each is filed under itself with one word
 * left out, so no two names are ever compared. The whole is the one whose word means
 * everybody, or that has none. What the names say is then weighed like anything else.
 */
#include "attack/know/strata.h"
#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { WORDS = 12, FAMILY_LIMIT = 512 };

enum label_kind { LABEL_FILE, LABEL_SHEET, LABEL_TITLE, LABEL_POPULATION, LABEL_KINDS };

_Static_assert((int)LABEL_KINDS == (int)STRATA_LABELS, "all labels can be asked for");

struct family_member {
    uint32_t universe;
    bool is_whole;
    size_t next; /* of the same family, or MAP_NONE */
};

struct families {
    struct arena *arena;
    struct map *map; /* label kind and words but one -> index of the family */
    size_t *first;   /* members, the last one first */
    size_t count;
    size_t capacity;
    struct family_member *members;
    size_t member_count;
    size_t member_capacity;
};

static bool means_everybody(const char *word)
{
    static const char *const words[] = {"all",      "total",     "totals",  "both",
                                        "everyone", "everybody", "overall", "combined",
                                        "together", "whole"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (text_equals(word, words[i])) {
            return true;
        }
    }
    return false;
}

static const char *file_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return text_copy(arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

/* NULL where the table has no such label. */
static const char *label_of(struct arena *arena, const struct table *table,
                            enum label_kind kind)
{
    switch (kind) {
    case LABEL_FILE:
        return table->output ? file_name(arena, table->output->path) : NULL;
    case LABEL_SHEET:
        return table->grid ? table->grid->sheet : NULL;
    case LABEL_TITLE:
        return table->title;
    case LABEL_POPULATION:
        return table->population;
    case LABEL_KINDS:
        break;
    }
    return NULL;
}

/* "Table 3:" and "T01" number tables, and say nothing of whom they count. */
static bool is_numbering(const char *word)
{
    const size_t letters = strcspn(word, "0123456789");
    return text_equals(word, "table") || (word[letters] && letters <= 1);
}

static uint32_t words_of(struct arena *arena, const char *label, const char **words)
{
    const char *key = text_key(arena, label);
    uint32_t count = 0;
    while (*key && count < WORDS) {
        size_t length = 0;
        while (key[length] && (isalnum((unsigned char)key[length]) || key[length] < 0)) {
            length++;
        }
        const char *word = text_copy(arena, key, length);
        if (length && !is_numbering(word)) {
            words[count++] = word;
        }
        key += length + (key[length] ? 1 : 0);
    }
    return count;
}

static void join_family(struct families *families, const char *key, uint32_t universe,
                        bool is_whole)
{
    const size_t family = map_add_text(families->map, key, families->count);
    if (family == families->count) {
        *arena_add(families->arena, families->first, families->count,
                   families->capacity) = MAP_NONE;
    }
    assert(families->first);
    const size_t id = families->member_count;
    *arena_add(families->arena, families->members, families->member_count,
               families->member_capacity) =
        (struct family_member){universe, is_whole, families->first[family]};
    families->first[family] = id;
}

/* The words but one; `without` beyond them all: all. */
static const char *key_without(struct arena *arena, enum label_kind kind,
                               const char *const *words, uint32_t count, uint32_t without)
{
    const char *key = text_format(arena, "%d", (int)kind);
    for (uint32_t i = 0; i < count; i++) {
        if (i != without) {
            key = text_format(arena, "%s\x1f%s", key, words[i]);
        }
    }
    return key;
}

static void file_table(struct families *families, const struct table *table,
                       uint32_t universe, enum label_kind kind)
{
    const char *label = label_of(families->arena, table, kind);
    const char *words[WORDS];
    const uint32_t count =
        text_is_blank(label) ? 0 : words_of(families->arena, label, words);
    for (uint32_t i = 0; i < count; i++) {
        join_family(families, key_without(families->arena, kind, words, count, i),
                    universe, means_everybody(words[i]));
    }
    if (count) {
        join_family(families, key_without(families->arena, kind, words, count, count),
                    universe, true);
    }
}

static bool is_among(const struct stratum *strata, uint32_t count, uint32_t universe)
{
    for (uint32_t i = 0; i < count; i++) {
        if (strata[i].universe == universe) {
            return true;
        }
    }
    return false;
}

/* All others of the family, each once; a part never stands for everybody. */
static uint32_t parts_of(const struct families *families, size_t first, uint32_t whole,
                         struct stratum *parts)
{
    uint32_t count = 0;
    for (size_t m = first; m != MAP_NONE; m = families->members[m].next) {
        const struct family_member *member = &families->members[m];
        if (member->is_whole || member->universe == whole ||
            is_among(parts, count, member->universe)) {
            continue;
        }
        if (count == FAMILY_LIMIT) {
            return 0;
        }
        parts[count++] = (struct stratum){member->universe, NO_SET};
    }
    return count;
}

static void try_family(struct strata *strata, const struct families *families,
                       size_t first)
{
    for (size_t m = first; m != MAP_NONE; m = families->members[m].next) {
        const struct family_member *member = &families->members[m];
        if (!member->is_whole) {
            continue;
        }
        struct stratum parts[FAMILY_LIMIT];
        struct stratum_sum sum = {
            .whole = {member->universe, NO_SET},
            .parts = parts,
            .part_count = parts_of(families, first, member->universe, parts),
        };
        if (sum.part_count) {
            strata_try(strata, &sum, 0, true);
        }
    }
}

const char *strata_label(struct arena *arena, const struct table *table, uint32_t kind)
{
    return label_of(arena, table, (enum label_kind)kind);
}

const char *strata_words(struct arena *arena, const char *text)
{
    const char *words[WORDS];
    const uint32_t count = words_of(arena, text, words);
    const char *joined = " ";
    for (uint32_t i = 0; i < count; i++) {
        joined = text_format(arena, "%s%s ", joined, words[i]);
    }
    return joined;
}

bool strata_is_called(const struct strata *strata, uint32_t universe, uint32_t set)
{
    const struct knowledge *knowledge = strata->knowledge;
    const char *wanted = strata_words(strata->scratch, knowledge->scope->sets[set].text);
    bool is_called = false;
    uint32_t t = 0;
    while (t < knowledge->scope->table_count &&
           knowledge->table_universe[t] != universe) {
        t++;
    }
    for (enum label_kind kind = LABEL_FILE;
         kind < LABEL_KINDS && t < knowledge->scope->table_count; kind++) {
        const char *label =
            label_of(strata->scratch, knowledge->scope->tables[t].table, kind);
        is_called =
            is_called || (wanted[1] && !text_is_blank(label) &&
                          strstr(strata_words(strata->scratch, label), wanted) != NULL);
    }
    return is_called;
}

void strata_find_named(struct strata *strata)
{
    struct knowledge *knowledge = strata->knowledge;
    struct families families = {
        .arena = strata->scratch,
        .map = map_create(strata->scratch, 64),
    };
    for (uint32_t t = 0; t < knowledge->scope->table_count; t++) {
        for (enum label_kind kind = LABEL_FILE; kind < LABEL_KINDS; kind++) {
            file_table(&families, knowledge->scope->tables[t].table,
                       knowledge->table_universe[t], kind);
        }
    }
    for (size_t f = 0; f < families.count; f++) {
        try_family(strata, &families, families.first[f]);
    }
}
