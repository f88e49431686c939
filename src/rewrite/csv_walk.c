#include "rewrite/csv_walk.h"

#include "base/text.h"
#include "ingest/read/delimiter.h"

#include <string.h>

uint32_t csv_unit(const struct csv_units *units, size_t i)
{
    if (units->width == 1) {
        return units->bytes[i];
    }
    const uint32_t first = units->bytes[2 * i];
    const uint32_t second = units->bytes[2 * i + 1];
    return units->is_big_endian ? first << 8 | second : second << 8 | first;
}

static bool starts_with(struct bytes bytes, const char *start, size_t length)
{
    return bytes.length >= length && memcmp(bytes.data, start, length) == 0;
}

struct csv_units csv_units(struct bytes bytes, size_t *mark)
{
    const bool is_big = starts_with(bytes, "\xFE\xFF", 2);
    if (is_big || starts_with(bytes, "\xFF\xFE", 2)) {
        *mark = 2;
        return (struct csv_units){(const unsigned char *)bytes.data + 2,
                                  (bytes.length - 2) / 2, 2, is_big, false};
    }
    *mark = starts_with(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    const char *text = bytes.data + *mark;
    const size_t length = bytes.length - *mark;
    return (struct csv_units){(const unsigned char *)text, length, 1, false,
                              !text_is_utf8(text, length)};
}

static bool is_line_end(uint32_t unit)
{
    return unit == '\n' || unit == '\r';
}

static bool is_blank(uint32_t unit)
{
    return unit == ' ' || unit == '\t';
}

/* Past the closing quotation mark, or the end of the text. */
static size_t skip_quoted(const struct csv_units *units, size_t at)
{
    while (at < units->count) {
        if (csv_unit(units, at) != '"') {
            at++;
        } else if (at + 1 < units->count && csv_unit(units, at + 1) == '"') {
            at += 2;
        } else {
            return at;
        }
    }
    return at;
}

static bool is_end(const struct csv_writing *writing, size_t at)
{
    return at >= writing->units.count ||
           csv_unit(&writing->units, at) == writing->delimiter ||
           is_line_end(csv_unit(&writing->units, at));
}

void csv_next_cell(struct csv_writing *writing)
{
    const struct csv_units *units = &writing->units;
    size_t at = writing->at;
    while (!is_end(writing, at) && is_blank(csv_unit(units, at))) {
        at++;
    }
    const bool is_formula = at + 1 < units->count && csv_unit(units, at) == '=' &&
                            csv_unit(units, at + 1) == '"';
    at += is_formula;
    if (at < units->count && csv_unit(units, at) == '"') {
        writing->cell.begin = at + 1;
        writing->cell.end = skip_quoted(units, at + 1);
        at = writing->cell.end + 1;
        while (!is_end(writing, at)) {
            at++;
        }
    } else {
        writing->cell.begin = at;
        while (!is_end(writing, at)) {
            at++;
        }
        writing->cell.end = at;
        while (writing->cell.end > writing->cell.begin &&
               is_blank(csv_unit(units, writing->cell.end - 1))) {
            writing->cell.end--;
        }
    }
    writing->at = at < units->count ? at : units->count;
}

void csv_step(struct csv_writing *writing)
{
    const struct csv_units *units = &writing->units;
    if (writing->at >= units->count) {
        return;
    }
    const uint32_t unit = csv_unit(units, writing->at);
    writing->at++;
    if (unit == writing->delimiter) {
        writing->column++;
        return;
    }
    if (unit == '\r' && writing->at < units->count &&
        csv_unit(units, writing->at) == '\n') {
        writing->at++;
    }
    writing->row++;
    writing->column = 0;
}

void csv_put(struct csv_writing *writing, const void *bytes, size_t length)
{
    writing->out = arena_grow(writing->arena, writing->out, &writing->capacity,
                              writing->length + length + 1, 1);
    memcpy(writing->out + writing->length, bytes, length);
    writing->length += length;
}

void csv_copy_until(struct csv_writing *writing, size_t end)
{
    const unsigned width = writing->units.width;
    if (end > writing->copied) {
        csv_put(writing, writing->units.bytes + writing->copied * width,
                (end - writing->copied) * width);
        writing->copied = end;
    }
}

struct bytes csv_finish(struct csv_writing *writing, struct bytes from, size_t mark)
{
    csv_copy_until(writing, writing->units.count);
    const size_t tail = mark + writing->units.count * writing->units.width;
    csv_put(writing, from.data + tail, from.length - tail);
    writing->out[writing->length] = '\0';
    return (struct bytes){.data = writing->out, .length = writing->length};
}

uint32_t csv_delimiter(const struct output *output)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    for (size_t i = 0; i < sizeof(delimiters); i++) {
        if (text_ends_with(output->read_as, delimiter_name(delimiters[i]))) {
            return (unsigned char)delimiters[i];
        }
    }
    return ',';
}
