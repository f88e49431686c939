#include "attack/know/nesting.h"

/* Of more than one set. */
#define MANY (NO_SET - 1)

/* What a set stands beside in another variable. */
struct beside {
    uint32_t set;
    uint32_t variable;
};

struct nesting {
    const struct scope *scope;
    struct map *map; /* struct beside -> index of partners */
    uint32_t *partners;
    size_t count;
    size_t capacity;
};

static uint32_t partner(const struct nesting *nesting, uint32_t set, uint32_t variable)
{
    const struct beside key = {set, variable};
    const size_t found = map_find(nesting->map, &key, sizeof(key));
    return found == MAP_NONE ? NO_SET : nesting->partners[found];
}

static void note(struct arena *arena, struct nesting *nesting, uint32_t set,
                 uint32_t other)
{
    const struct beside key = {set, nesting->scope->sets[other].variable};
    const size_t found = map_find(nesting->map, &key, sizeof(key));
    if (found != MAP_NONE) {
        uint32_t *known = &nesting->partners[found];
        *known = *known == other ? other : MANY;
        return;
    }
    struct beside *own = arena_new(arena, struct beside);
    *own = key;
    (void)map_add(nesting->map, own, sizeof(*own), nesting->count);
    *arena_add(arena, nesting->partners, nesting->count, nesting->capacity) = other;
}

/* Each set of the name, and what it stands beside. */
static void note_name(struct arena *arena, struct nesting *nesting,
                      const struct name *name)
{
    for (uint32_t i = 0; i < name->set_count * name->set_count; i++) {
        const uint32_t one = name->sets[i / name->set_count];
        const uint32_t other = name->sets[i % name->set_count];
        if (one != other) {
            note(arena, nesting, one, other);
        }
    }
}

const struct nesting *nesting_create(const struct knowledge *knowledge)
{
    struct nesting *nesting = arena_new(knowledge->arena, struct nesting);
    nesting->scope = knowledge->scope;
    nesting->map = map_create(knowledge->arena, 2 * knowledge->scope->set_count);
    for (size_t n = 0; n < knowledge->name_count; n++) {
        if (!knowledge->names[n].label) {
            note_name(knowledge->arena, nesting, &knowledge->names[n]);
        }
    }
    return nesting;
}

/* Every part stands beside one set of the variable, and not all beside the same. */
static bool is_nested(const struct nesting *nesting, const struct split *split,
                      uint32_t variable)
{
    uint32_t first = NO_SET;
    bool are_different = false;
    for (uint32_t i = 0; i < split->part_count; i++) {
        const uint32_t home = split->parts[i] == NO_SET
                                  ? MANY
                                  : partner(nesting, split->parts[i], variable);
        if (home == MANY || home == NO_SET) {
            return false;
        }
        are_different |= first != NO_SET && first != home;
        first = home;
    }
    return are_different;
}

uint32_t nesting_home(const struct nesting *nesting, const struct split *split,
                      const struct name *member)
{
    for (uint32_t i = 0; i < member->set_count; i++) {
        const uint32_t variable = nesting->scope->sets[member->sets[i]].variable;
        if (variable != split->variable && is_nested(nesting, split, variable)) {
            return member->sets[i];
        }
    }
    return NO_SET;
}

bool nesting_is_elsewhere(const struct nesting *nesting, uint32_t part, uint32_t home)
{
    return home != NO_SET &&
           partner(nesting, part, nesting->scope->sets[home].variable) != home;
}
