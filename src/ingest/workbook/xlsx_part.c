#include "ingest/workbook/xlsx_part.h"

#include "base/text.h"

#include <string.h>

enum { BINARY_PART_LIMIT = 1000 * 1000, SHORTEST_ADDRESS = 5, LONGEST_ADDRESS = 260 };

struct part_reader {
    struct package *package;
    const struct part_plan *plan;
    struct part_facts *facts;
    struct part_text text;
    unsigned inside; /* elements whose text is kept */
};

static bool is_called(const char *name, const char *wanted)
{
    return wanted && strcmp(name, wanted) == 0;
}

static void open_in_part(void *context, const char *name, const char *const *attributes)
{
    struct part_reader *reader = context;
    const struct part_plan *plan = reader->plan;
    struct part_facts *facts = reader->facts;
    struct arena *arena = reader->package->arena;
    if (is_called(name, plan->counted) || is_called(name, plan->also)) {
        const char *place = xml_attribute(attributes, "ref");
        place = place ? place : xml_attribute(attributes, "r");
        if (facts->count++ == 0 && place) {
            facts->first_place = text_copy(arena, place, strlen(place));
        }
    }
    facts->field_count += is_called(name, plan->fields) ? 1 : 0;
    for (const char *const *at = attributes; plan->attribute && *at; at += 2) {
        if (strcmp(at[0], plan->attribute) == 0) {
            hidden_texts_add(arena, &facts->texts,
                             text_copy(arena, at[1], strlen(at[1])));
        }
    }
    if (is_called(name, plan->text_in)) {
        reader->text.length = 0;
        reader->inside++;
    }
}

static void close_in_part(void *context, const char *name)
{
    struct part_reader *reader = context;
    if (reader->inside && is_called(name, reader->plan->text_in)) {
        reader->inside--;
        hidden_texts_add(reader->package->arena, &reader->facts->texts,
                         xlsx_text_copy(reader->package, &reader->text));
        reader->text.length = 0;
    }
}

static void text_in_part(void *context, const char *text, size_t length)
{
    struct part_reader *reader = context;
    if (reader->inside) {
        part_text_add(reader->package, &reader->text, text, length);
    }
}

bool xlsx_part_count(struct package *package, const char *part,
                     const struct part_plan *plan, struct part_facts *facts)
{
    struct part_reader reader = {.package = package, .plan = plan, .facts = facts};
    const struct xml_handler callbacks = {
        .open = open_in_part,
        .close = close_in_part,
        .text = text_in_part,
        .context = &reader,
    };
    *facts = (struct part_facts){0};
    return package_parse(package, part, &callbacks);
}

static bool is_printable(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

/* The address that starts at `at`, whose characters are `step` bytes wide. */
static const char *address_at(struct arena *arena, const char *at, const char *end,
                              size_t step)
{
    char text[LONGEST_ADDRESS + 1];
    size_t length = 0;
    for (; at + step <= end && length < LONGEST_ADDRESS; at += step) {
        if (!is_printable(*at) || (step == 2 && at[1] != '\0')) {
            break;
        }
        text[length++] = *at;
    }
    return length >= SHORTEST_ADDRESS ? text_copy(arena, text, length) : NULL;
}

bool xlsx_part_addresses(struct package *package, const char *part,
                         struct hidden_texts *texts)
{
    const struct archive_member *member = archive_find(package->archive, part);
    struct bytes bytes = {0};
    const char *trouble = NULL;
    *texts = (struct hidden_texts){0};
    if (!member || member->bytes > BINARY_PART_LIMIT) {
        return true;
    }
    if (!archive_read(package->archive, member, BINARY_PART_LIMIT, &bytes, &trouble)) {
        package_refuse(package, text_format(package->arena, "%s", trouble), "");
        return false;
    }
    const char *end = bytes.data + bytes.length;
    for (const char *at = bytes.data; at + 4 <= end; at++) {
        const size_t step = at[1] == '\0' ? 2 : 1;
        if (at[0] == '\\' && at[step] == '\\' && (at == bytes.data || at[-1] != '\\')) {
            const char *address = address_at(package->arena, at, end, step);
            hidden_texts_add(package->arena, texts, address);
            at += address ? strlen(address) * step : 0;
        }
    }
    return true;
}
