/*
 * Strata: parts of a population that are told apart by table, not by a category. A file
 * for men, one for women and one for all; a file that is one category of another; areas
 * here and the regions that they make up there.
 *
 * A stratum is a universe, or what of it is in one category set. What a stratum is the
 * sum of is found by arithmetic: figures that agree line by line, in so many lines that
 * chance is excluded; names may speak for it. Where that is so, it is a statement like
 * any other. Where it is only likely, it is kept as suspected, and told.
 */
#ifndef OUTCHECK_ATTACK_STRATA_H
#define OUTCHECK_ATTACK_STRATA_H

#include "attack/know/knowledge.h"

struct stratum {
    uint32_t universe;
    uint32_t set; /* NO_SET: all of it */
};

struct stratum_sum {
    struct stratum whole;
    const struct stratum *parts;
    uint32_t part_count;
    bool is_exhaustive; /* else the parts are at most the whole */
    bool is_proven;     /* else only suspected */
    bool is_idle;       /* of no use unless it is proven */
    bool makes_names;   /* figures that a part does not print become unknowns */
    uint32_t agree;     /* lines that agree */
};

/* Which names each universe and each set has. */
struct strata_index {
    const uint32_t *universe_start; /* [universe_count + 1] */
    const uint32_t *universe_names;
    const uint32_t *set_start; /* [set_count + 1] */
    const uint32_t *set_names;
};

/* A published figure among those of one name in all universes. */
struct strata_member {
    uint32_t universe;
    double low;
    double high;
};

/* Them all, rising. */
struct strata_chain {
    const struct strata_member *members; /* NULL: not read yet */
    uint32_t count;
};

/* What the search shares. */
struct strata {
    struct knowledge *knowledge;
    struct arena *scratch;
    struct strata_index index;
    struct strata_chain *chains; /* [name_count] by the first name of a chain; or NULL */
    struct map *tried;           /* whole and parts, as words */
    size_t work;                 /* figures that may still be looked at */
};

/* How well the lines of a sum fit. */
struct strata_evidence {
    uint32_t agree;
    uint32_t under; /* the parts are fewer than the whole */
    uint32_t over;
    uint32_t open; /* something in it is hidden or not printed */
    double bits;   /* two to this power: the odds against chance */
};

/* A figure of the stratum with this measure and these other sets (rising), or NO_NAME. */
uint32_t strata_name(struct knowledge *knowledge, const struct stratum *stratum,
                     uint32_t measure, const uint32_t *rest, uint32_t count);

/* The name's sets without the stratum's own; answers how many. Room for STRATA_SETS. */
enum { STRATA_SETS = 64 };

uint32_t strata_rest(const struct name *name, const struct stratum *stratum,
                     uint32_t *rest);

/* The rest with the stratum's own set at its place, rising; room for one more. */
uint32_t strata_full_sets(const struct stratum *stratum, const uint32_t *rest,
                          uint32_t count, uint32_t *sets);

/* A name of a stratum as the line that it stands in. */
struct strata_line {
    uint32_t measure;
    uint32_t rest[STRATA_SETS];
    uint32_t count;
};

struct strata_line strata_line_of(const struct knowledge *knowledge,
                                  const struct stratum *stratum, uint32_t name);

/* Whether the name is of this stratum, and of something that adds up. */
bool strata_has(const struct knowledge *knowledge, const struct stratum *stratum,
                uint32_t name);

/* The names of the stratum's universe or set: strata_has() says which are its own. */
const uint32_t *strata_names(const struct strata *strata, const struct stratum *stratum,
                             uint32_t *count);

/* What one line that agrees is worth: the second largest part, and what rounding leaves
 * open. */
double strata_bits(double second, double leeway);

struct strata_evidence strata_weigh(struct strata *strata, const struct stratum_sum *sum);

/* False where the same strata have been tried before. */
bool strata_is_new(struct strata *strata, const struct stratum_sum *sum);

/* Weighs the sum and keeps it if it is proven, or likely; once for the same strata.
 * `search_bits`: how much luck the search had; names: whether they say so. */
void strata_try(struct strata *strata, struct stratum_sum *sum, double search_bits,
                bool by_name);

/* What a table is called: its file, sheet, title, population; NULL where it is not. */
enum { STRATA_LABELS = 4 };

const char *strata_label(struct arena *arena, const struct table *table, uint32_t kind);

/* The words of a label in lower case, single blanks between and around them; numbering is
 * left out. */
const char *strata_words(struct arena *arena, const char *text);

/* Whether the file, sheet or title of the universe names the category. */
bool strata_is_called(const struct strata *strata, uint32_t universe, uint32_t set);

/* The published figures of a measure and sets (`words`, rising) in all universes. */
struct strata_chain strata_chain(struct strata *strata, const uint32_t *words,
                                 uint32_t count);

/* The first of them that reaches up to `low`. */
uint32_t strata_first_reaching(const struct strata_chain *chain, double low);

/* The searches. */
void strata_find_wholes(struct strata *strata); /* strata_search.c */
void strata_eliminate(struct strata *strata);   /* strata_eliminate.c */
void strata_find_named(struct strata *strata);  /* strata_named.c */
void strata_find_slices(struct strata *strata); /* strata_slices.c */
void strata_find_runs(struct strata *strata);   /* strata_runs.c */

/* `scratch` keeps the index for as long as it is used. */
struct strata strata_open(struct knowledge *knowledge, struct arena *scratch);

/* Finds them all; statements of the tables are there. */
void strata_find(struct knowledge *knowledge);

/* Takes over what was proven of the same tables before cells were hidden in them; false
 * and nothing where their categories are others. */
bool strata_take_over(struct knowledge *knowledge, const struct knowledge *before);

/* The rows of those that are proven. */
void strata_add_rows(struct knowledge *knowledge);

/* Whether two universes take part in one sum: parts of a whole are not alike, and what a
 * suspected part leaves of its whole is told elsewhere. */
bool strata_are_kin(const struct knowledge *knowledge, uint32_t one, uint32_t other);

#endif
