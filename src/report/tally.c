#include "report/tally.h"

#include "base/map.h"

/* The submission's pointers are the keys; they outlive the tally. */
static struct map *index_pointers(struct arena *arena, const void *pointers, size_t count)
{
    struct map *map = map_create(arena, count);
    const unsigned char *keys = pointers;
    for (size_t i = 0; i < count; i++) {
        (void)map_add(map, keys + i * sizeof(void *), sizeof(void *), i);
    }
    return map;
}

bool remark_is_note(const struct remark *remark)
{
    return remark->kind == REMARK_UNUSED_TEXT || remark->kind == REMARK_SIDECAR_UNUSED;
}

static enum severity remark_floor(const struct remark *remark)
{
    return remark_is_note(remark) ? SEVERITY_INFO : SEVERITY_CANNOT_ASSESS;
}

enum severity tally_floor(const struct submission *submission)
{
    enum severity floor = SEVERITY_INFO;
    for (size_t i = 0; i < submission->remark_count; i++) {
        const enum severity here = remark_floor(&submission->remarks[i]);
        floor = here > floor ? here : floor;
    }
    return floor;
}

static void worsen(struct severity_counts *counts, enum severity severity)
{
    if (severity > counts->verdict) {
        counts->verdict = severity;
    }
}

static void count_finding(struct severity_counts *counts, enum severity severity)
{
    counts->of[severity]++;
    worsen(counts, severity);
}

size_t tally_output_index(const struct tally *tally, const struct output *output)
{
    return map_find(tally->output_indices, (const void *)&output, sizeof(void *));
}

size_t tally_table_index(const struct tally *tally, const struct table *table)
{
    return map_find(tally->table_indices, (const void *)&table, sizeof(void *));
}

static void count_table(struct tally *tally, size_t index, const struct table *table)
{
    tally->cells += table->cell_count;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        tally->hidden += table->cells[i].state == CELL_HIDDEN;
        tally->has_outside[index] |= table->cells[i].is_outside;
    }
}

static void count_remarks(struct tally *tally, const struct submission *submission)
{
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        const size_t output = tally_output_index(tally, remark->output);
        if (output != MAP_NONE) {
            worsen(&tally->outputs[output], remark_floor(remark));
        }
        worsen(&tally->all, remark_floor(remark));
    }
}

const struct tally *tally_create(struct arena *arena, const struct results *results)
{
    const struct submission *submission = results->submission;
    struct tally *tally = arena_new(arena, struct tally);
    tally->outputs = arena_array(arena, submission->output_count, struct severity_counts);
    tally->tables = arena_array(arena, submission->table_count, struct severity_counts);
    tally->output_indices =
        index_pointers(arena, submission->outputs, submission->output_count);
    tally->table_indices =
        index_pointers(arena, submission->tables, submission->table_count);
    tally->has_outside = arena_array(arena, submission->table_count, bool);
    for (size_t i = 0; i < submission->table_count; i++) {
        count_table(tally, i, submission->tables[i]);
    }
    for (size_t i = 0; i < results->finding_count; i++) {
        const struct finding *finding = &results->findings[i];
        const size_t output = tally_output_index(tally, finding->output);
        const size_t table = tally_table_index(tally, finding->table);
        count_finding(&tally->all, finding->severity);
        if (output != MAP_NONE) {
            count_finding(&tally->outputs[output], finding->severity);
        }
        if (table != MAP_NONE) {
            count_finding(&tally->tables[table], finding->severity);
        }
    }
    count_remarks(tally, submission);
    worsen(&tally->all, results->verdict);
    return tally;
}
