/*
 * What speaks for a sum of strata: lines that agree, and names. What is enough becomes a
 * statement; what is likely is kept as suspected.
 */
#include "attack/know/strata.h"

#include <math.h>
#include <string.h>

enum {
    ENOUGH_BITS = 24,    /* one in sixteen million */
    NAME_BITS = 12,      /* "male", "female" and "all" need fewer figures */
    SUSPICION_BITS = 6,  /* less is said nothing about */
    BITS_OF_A_LINE = 10, /* no single line proves anything */
    MISFITS = 8,         /* so many more than what fits end the weighing */
    LINES_OF_A_NAME = 4, /* that a name alone must be borne out by */
};

/* ---- weighing ---- */

/* How much is learned from a whole that equals the sum of its parts: the more, the larger
 * they are. With only one part that is not nearly nothing, the whole may be that part. */
double strata_bits(double second, double leeway)
{
    return fmin(BITS_OF_A_LINE, log2(1 + second / (1 + leeway)));
}

static void weigh_line(struct knowledge *knowledge, const struct stratum_sum *sum,
                       uint32_t whole, struct strata_evidence *evidence)
{
    const struct system *system = knowledge->system;
    const struct strata_line line = strata_line_of(knowledge, &sum->whole, whole);
    double low = 0;
    double high = 0;
    double first = 0;
    double second = 0;
    for (uint32_t i = 0; i < sum->part_count; i++) {
        const uint32_t part =
            strata_name(knowledge, &sum->parts[i], line.measure, line.rest, line.count);
        if (part == NO_NAME || !knowledge_is_published(knowledge, part)) {
            evidence->open++;
            return;
        }
        low += system->low[part];
        high += system->high[part];
        second = fmax(second, fmin(first, system->low[part]));
        first = fmax(first, system->low[part]);
    }
    second = sum->part_count == 1 ? first : second;
    if (low > system->high[whole]) {
        evidence->over++;
    } else if (high < system->low[whole]) {
        evidence->under++;
    } else {
        evidence->agree += low > 0;
        evidence->bits +=
            strata_bits(second, high - low + system->high[whole] - system->low[whole]);
    }
}

struct strata_evidence strata_weigh(struct strata *strata, const struct stratum_sum *sum)
{
    struct knowledge *knowledge = strata->knowledge;
    struct strata_evidence evidence = {0};
    uint32_t count = 0;
    const uint32_t *names = strata_names(strata, &sum->whole, &count);
    for (uint32_t i = 0; i < count && strata->work; i++) {
        strata->work -= strata->work < sum->part_count ? strata->work : sum->part_count;
        if (!strata_has(knowledge, &sum->whole, names[i])) {
            continue;
        }
        if (!knowledge_is_published(knowledge, names[i])) {
            evidence.open++;
            continue;
        }
        weigh_line(knowledge, sum, names[i], &evidence);
        if (evidence.over + evidence.under > evidence.agree + MISFITS) {
            break;
        }
    }
    return evidence;
}

/* ---- keeping ---- */

bool strata_is_new(struct strata *strata, const struct stratum_sum *sum)
{
    const size_t count = 2 + 2 * (size_t)sum->part_count;
    uint32_t *words = arena_array(strata->scratch, count, uint32_t);
    words[0] = sum->whole.universe;
    words[1] = sum->whole.set;
    memcpy(words + 2, sum->parts, sum->part_count * sizeof(*sum->parts));
    const size_t before = strata->tried->count;
    return map_add(strata->tried, words, count * sizeof(*words), before) == before;
}

/* Decides what the evidence is worth; false where it is worth nothing. */
static bool decide(struct stratum_sum *sum, const struct strata_evidence *evidence,
                   double search_bits, bool by_name)
{
    const double bits = evidence->bits + (by_name ? NAME_BITS : 0);
    const bool is_enough = evidence->agree >= 2 && bits >= ENOUGH_BITS + search_bits;
    sum->agree = evidence->agree;
    sum->is_proven = is_enough;
    sum->is_exhaustive = !evidence->under;
    const bool is_single = sum->part_count == 1;
    const bool is_slice = is_single && sum->parts[0].set != NO_SET;
    if (is_single && !is_slice != (evidence->under > 0)) {
        return false; /* a slice is all of the whole; another part alone never is */
    }
    if (evidence->over) { /* a slip: the rows that cannot hold will be told */
        return is_enough && !evidence->under && 10 * evidence->over <= evidence->agree;
    }
    if (evidence->under) {
        sum->is_proven = is_enough && evidence->agree > evidence->under;
        return sum->is_proven ||
               (by_name && evidence->agree + evidence->under >= LINES_OF_A_NAME);
    }
    if (sum->is_idle) {
        return is_enough;
    }
    return is_enough || (by_name && evidence->open) ||
           (evidence->agree && bits >= SUSPICION_BITS + search_bits);
}

/* Whoever says that a part is part of nothing answers a suspicion, not a proof. */
static bool is_denied(const struct knowledge *knowledge, const struct stratum_sum *sum)
{
    bool is_apart = false;
    for (uint32_t k = 0; k < sum->part_count; k++) {
        is_apart = is_apart || knowledge->universes[sum->parts[k].universe].is_apart;
    }
    return is_apart && !sum->is_proven;
}

void strata_try(struct strata *strata, struct stratum_sum *sum, double search_bits,
                bool by_name)
{
    struct knowledge *knowledge = strata->knowledge;
    if (!strata->work || !strata_is_new(strata, sum)) {
        return;
    }
    const struct strata_evidence evidence = strata_weigh(strata, sum);
    if (!strata->work || !decide(sum, &evidence, search_bits, by_name) ||
        is_denied(knowledge, sum)) {
        return;
    }
    struct stratum *parts =
        arena_array(knowledge->arena, sum->part_count, struct stratum);
    memcpy(parts, sum->parts, sum->part_count * sizeof(*parts));
    struct stratum_sum *own =
        arena_add(knowledge->arena, knowledge->strata, knowledge->strata_count,
                  knowledge->strata_capacity);
    *own = *sum;
    own->parts = parts;
}
