#include "risk/label_match.h"

#include "base/map.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { MOST_IN_TENTHS = 8, TEXTS_REMEMBERED = 20000 };

struct hit {
    const struct policy_pattern *pattern;
};

/* Texts met before and what they matched: place in `hits` + 1, or 0 for none. */
struct remembered {
    struct map *texts;
    struct hit *hits;
    size_t count;
    size_t capacity;
};

static const struct policy_pattern *match_text(const struct policy_rule *rule,
                                               const char *text)
{
    const struct policy_pattern *hit =
        rule->labels.count ? pattern_list_match(&rule->labels, text) : NULL;
    return hit || !rule->values.count ? hit : pattern_list_match(&rule->values, text);
}

const struct policy_pattern *label_match(struct rule_run *run, const char *text)
{
    struct remembered *memory = run->memory;
    if (!memory) {
        memory = run->memory = arena_new(run->desk->arena, struct remembered);
        memory->texts = map_create(run->desk->arena, 256);
    }
    const size_t place = map_find_text(memory->texts, text);
    if (place != MAP_NONE) {
        return place ? memory->hits[place - 1].pattern : NULL;
    }
    const struct policy_pattern *hit = match_text(run->rule, text);
    if (memory->texts->count < TEXTS_REMEMBERED) {
        if (hit) {
            *arena_add(run->desk->arena, memory->hits, memory->count, memory->capacity) =
                (struct hit){hit};
        }
        (void)map_add_text(memory->texts, text, hit ? memory->count : 0);
    }
    return hit;
}

bool text_is_number_alone(const char *text)
{
    bool has_digit = false;
    for (; *text; text++) {
        if (isdigit((unsigned char)*text)) {
            has_digit = true;
        } else if (!strchr(" .,-+", *text)) {
            return false;
        }
    }
    return has_digit;
}

void catch_text(struct rule_run *run, struct catch *caught, const char *text,
                uint32_t place)
{
    if (text_is_blank(text)) {
        return;
    }
    const bool is_number = text_is_number_alone(text);
    const struct policy_pattern *hit = label_match(run, text);
    caught->texts++;
    caught->numbers += is_number;
    if (hit && is_number) {
        if (!caught->number_hits++) {
            caught->number_pattern = hit;
            caught->first_number = place;
        }
    } else if (hit) {
        if (!caught->hits++) {
            caught->pattern = hit;
            caught->first = place;
        }
    }
}

bool catch_is_full(struct catch *caught)
{
    if (caught->number_hits * 10 >= caught->numbers * MOST_IN_TENTHS &&
        caught->number_hits) {
        if (!caught->hits) {
            caught->pattern = caught->number_pattern;
            caught->first = caught->first_number;
        }
        caught->hits += caught->number_hits;
    }
    return caught->hits > 0;
}

const char *label_meaning(const struct policy_rule *rule,
                          const struct policy_pattern *pattern)
{
    return pattern->meaning && pattern->meaning[0] ? pattern->meaning : rule->kind->title;
}
