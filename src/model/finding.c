#include "model/finding.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const severity_names[] = {"info", "cannot-assess", "review", "fail"};
static const char *const severity_words[] = {"INFO", "CANNOT ASSESS", "REVIEW", "FAIL"};

const char *severity_name(enum severity severity)
{
    return severity_names[severity];
}

const char *severity_word(enum severity severity)
{
    return severity_words[severity];
}

const char *verdict_name(enum severity worst)
{
    return worst == SEVERITY_INFO ? "pass" : severity_names[worst];
}

const char *verdict_word(enum severity worst)
{
    return worst == SEVERITY_INFO ? "PASS" : severity_words[worst];
}

struct finding *findings_add(struct findings *findings)
{
    struct finding *finding =
        arena_add(findings->arena, findings->items, findings->count, findings->capacity);
    *finding = (struct finding){
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .cell = NO_CELL,
        .message = "",
        .why = "",
        .help = "",
    };
    return finding;
}

void finding_add_evidence(struct finding *finding, const char *name, double value)
{
    assert(finding->evidence_count < EVIDENCE_LIMIT);
    finding->evidence[finding->evidence_count++] =
        (struct evidence){.name = name, .value = value};
}

static int compare_texts(const char *one, const char *other)
{
    return strcmp(one ? one : "", other ? other : "");
}

static int compare_numbers(uint64_t one, uint64_t other)
{
    return (one > other) - (one < other);
}

/* Table ids compare by length first: T99 before T100. */
static int compare_tables(const struct table *one, const struct table *other)
{
    if (!one || !other) {
        return (one != NULL) - (other != NULL);
    }
    const int by_length = compare_numbers(strlen(one->id), strlen(other->id));
    return by_length ? by_length : strcmp(one->id, other->id);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *one = left;
    const struct finding *other = right;
    int order = compare_numbers(other->severity, one->severity);
    if (!order) {
        order = compare_texts(one->output ? one->output->path : NULL,
                              other->output ? other->output->path : NULL);
    }
    if (!order) {
        order = compare_tables(one->table, other->table);
    }
    if (!order) {
        order = compare_numbers(one->row, other->row);
    }
    if (!order) {
        order = compare_numbers(one->column, other->column);
    }
    if (!order) {
        order = compare_texts(one->code, other->code);
    }
    return order ? order : compare_texts(one->message, other->message);
}

static unsigned long long number_of(struct arena *arena, const char *name)
{
    const char *hash = hash_sha256(arena, name, strlen(name));
    char start[13] = "";
    memcpy(start, hash, 12);
    return strtoull(start, NULL, 16);
}

/* Six digits of the hash of file, place and code. Where two findings meet, the message
 * tells them apart, and then the next free number. */
static const char *give_id(struct arena *arena, struct map *taken,
                           const struct finding *finding, size_t serial)
{
    const char *name = text_format(
        arena, "%s|%s|%lu|%lu|%s", finding->output ? finding->output->path : "",
        finding->sheet ? finding->sheet : "", (unsigned long)finding->row,
        (unsigned long)finding->column, finding->code);
    const char *id = text_format(arena, "F%06llu", number_of(arena, name) % 1000000);
    if (map_add_text(taken, id, serial) == serial) {
        return id;
    }
    name = text_format(arena, "%s|%s", name, finding->message);
    for (unsigned long long number = number_of(arena, name);; number++) {
        id = text_format(arena, "F%06llu", number % 1000000);
        if (map_add_text(taken, id, serial) == serial) {
            return id;
        }
    }
}

enum { SHORT_ID_LIMIT = 500000 };

void findings_finish(struct findings *findings)
{
    if (!findings->count) {
        return;
    }
    qsort(findings->items, findings->count, sizeof(findings->items[0]), compare_findings);
    struct arena *scratch = arena_create(0);
    struct map *taken = map_create(scratch, findings->count);
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        const char *id = i < SHORT_ID_LIMIT ? give_id(scratch, taken, finding, i)
                                            : text_format(scratch, "F%zu", 1000000 + i);
        finding->id = text_copy(findings->arena, id, strlen(id));
    }
    arena_destroy(scratch);
}

enum severity findings_worst(const struct finding *items, size_t count)
{
    enum severity worst = SEVERITY_INFO;
    for (size_t i = 0; i < count; i++) {
        if (items[i].severity > worst) {
            worst = items[i].severity;
        }
    }
    return worst;
}
