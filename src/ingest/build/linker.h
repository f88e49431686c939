/*
 * What linking cells needs: an index by labels, and the cells of each measure.
 */
#ifndef OUTCHECK_INGEST_LINKER_H
#define OUTCHECK_INGEST_LINKER_H

#include "ingest/build/build_context.h"

enum {
    LINK_LOOK_LIMIT = 20000000
}; /* cells looked at for percentages, before giving up */

struct linker {
    struct build *at;
    const struct table *table;
    const struct cell_index *index;
    uint32_t *scratch; /* [dimensions] */
    uint32_t *starts;  /* [measures + 1] into `sorted` */
    uint32_t *sorted;  /* cells by measure */
    uint64_t looks;    /* at cells so far, to stop at LINK_LOOK_LIMIT */
};

bool link_has_counts(const struct build *at);

/* Links the cells of a percentage measure to the counts above and below the line. */
void link_percent(struct linker *linker, uint32_t measure);

/* Links percentages that run on ("Cum.") to their total. */
bool link_running(struct linker *linker, uint32_t measure);

/* Whether some percentage of the measure cannot be a share of the count that is put
 * beside it by name. */
bool link_base_is_impossible(const struct linker *linker, uint32_t measure);

/* Takes a percentage away from counts that it cannot be a share of, and says so. */
void link_bases(struct linker *linker, uint32_t measure);

#endif
