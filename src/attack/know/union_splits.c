/*
 * Labels that are unions by their names: "Camden and Hackney" beside "Camden" and
 * "Hackney", wherever each of them is printed. So a table that merges the rows of another
 * is seen for what it is.
 *
 * The numbers must agree: lines in which all is printed and adds up prove the parts to be
 * all; where some whole is more, the parts are at most the whole; where one is less, the
 * name means something else.
 */
#include "attack/know/knowledge.h"
#include "base/text.h"

#include <string.h>

static const char *const joints[] = {" and ", " & ", ", ", " + ", " / ", "/", ";", "+"};

/* The next joint in a key, and how long it is; NULL where there is none. */
static const char *next_joint(const char *key, size_t *length)
{
    const char *best = NULL;
    for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++) {
        const char *found = strstr(key, joints[i]);
        if (found &&
            (!best || found < best || (found == best && strlen(joints[i]) > *length))) {
            best = found;
            *length = strlen(joints[i]);
        }
    }
    return best;
}

static uint32_t set_named(struct knowledge *knowledge, uint32_t variable,
                          const char *text, size_t length)
{
    const char *key =
        text_key(knowledge->arena, text_copy(knowledge->arena, text, length));
    const size_t found =
        map_find_text(knowledge->scope->set_map,
                      text_format(knowledge->arena, "%u\x1f%s", variable, key));
    return found == MAP_NONE ? NO_SET : (uint32_t)found;
}

uint32_t union_parts(struct knowledge *knowledge, uint32_t whole, uint32_t *parts)
{
    const struct category_set *set = &knowledge->scope->sets[whole];
    const char *key = text_key(knowledge->arena, set->text);
    uint32_t count = 0;
    size_t gap = 0;
    for (const char *joint = next_joint(key, &gap); count < UNION_PARTS - 1;
         joint = next_joint(key, &gap)) {
        const size_t length = joint ? (size_t)(joint - key) : strlen(key);
        parts[count] = set_named(knowledge, set->variable, key, length);
        if (parts[count] == NO_SET || parts[count] == whole) {
            return 0;
        }
        count++;
        if (!joint) {
            return count;
        }
        key = joint + gap;
    }
    return 0;
}

struct verdict {
    uint32_t under;
    uint32_t over;
};

static void judge_line(struct knowledge *knowledge, uint32_t name,
                       const struct split *split, struct verdict *verdict)
{
    struct range sum = {0, 0};
    bool is_full = true;
    for (uint32_t i = 0; i < split->part_count; i++) {
        const uint32_t part =
            knowledge_sibling(knowledge, name, split->variable, split->parts[i]);
        if (part == NO_NAME) {
            is_full = false;
            continue;
        }
        sum.low += knowledge->system->low[part];
        sum.high += knowledge->system->high[part];
    }
    verdict->over += sum.low > knowledge->system->high[name];
    verdict->under += is_full && sum.high < knowledge->system->low[name];
}

static void add_union(struct knowledge *knowledge, const struct split *split)
{
    struct verdict verdict = {0};
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        if (!name->label && knowledge->system->is_whole[n] &&
            name_set(knowledge, name, split->variable) == split->whole) {
            judge_line(knowledge, n, split, &verdict);
        }
    }
    if (!verdict.over) {
        struct split own = *split;
        own.is_exhaustive = !verdict.under;
        knowledge_add_split(knowledge, &own);
    }
}

void union_splits_add(struct knowledge *knowledge)
{
    const size_t count = knowledge->scope->set_count;
    for (uint32_t set = 0; set < count; set++) {
        uint32_t parts[UNION_PARTS];
        size_t length = 0;
        const struct category_set *own = &knowledge->scope->sets[set];
        if (own->has_range || knowledge->scope->variables[own->variable].is_time ||
            !next_joint(own->text, &length)) {
            continue;
        }
        const uint32_t part_count = union_parts(knowledge, set, parts);
        if (part_count >= 2) {
            add_union(knowledge, &(struct split){
                                     .universe = UINT32_MAX,
                                     .variable = own->variable,
                                     .whole = set,
                                     .parts = parts,
                                     .part_count = part_count,
                                     .are_disjoint = true,
                                 });
        }
    }
}
