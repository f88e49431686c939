/*
 * Delimited text: only the characters of the cells concerned are replaced, inside their
 * quotation marks where they have some. UTF-8, UTF-16 and single-byte text stay as they
 * are, marks of byte order and line ends included.
 */
#include "base/text.h"
#include "ingest/read/delimiter.h"
#include "rewrite/rewrite.h"

#include <string.h>

/* Text as units of one or two bytes. */
struct units {
    const unsigned char *bytes;
    size_t count;
    unsigned width;
    bool is_big_endian;
    bool is_ascii_only; /* other characters cannot be written: single bytes */
};

/* A cell: what stands between its delimiters, without blanks and quotation marks. */
struct span {
    size_t begin;
    size_t end;
};

struct writing {
    struct arena *arena;
    struct units units;
    uint32_t delimiter;
    size_t at;     /* the next unit to look at */
    size_t copied; /* units that are in `out` already */
    uint32_t row;
    uint32_t column;
    struct span cell;
    char *out;
    size_t length;
    size_t capacity;
};

static uint32_t unit_at(const struct units *units, size_t i)
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

/* The text behind the mark of byte order; `mark` says how long that is. */
static struct units units_of(struct bytes bytes, size_t *mark)
{
    const bool is_big = starts_with(bytes, "\xFE\xFF", 2);
    if (is_big || starts_with(bytes, "\xFF\xFE", 2)) {
        *mark = 2;
        return (struct units){(const unsigned char *)bytes.data + 2,
                              (bytes.length - 2) / 2, 2, is_big, false};
    }
    *mark = starts_with(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    const char *text = bytes.data + *mark;
    const size_t length = bytes.length - *mark;
    return (struct units){(const unsigned char *)text, length, 1, false,
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
static size_t skip_quoted(const struct units *units, size_t at)
{
    while (at < units->count) {
        if (unit_at(units, at) != '"') {
            at++;
        } else if (at + 1 < units->count && unit_at(units, at + 1) == '"') {
            at += 2;
        } else {
            return at;
        }
    }
    return at;
}

static bool is_end(const struct writing *writing, size_t at)
{
    return at >= writing->units.count ||
           unit_at(&writing->units, at) == writing->delimiter ||
           is_line_end(unit_at(&writing->units, at));
}

/* Finds the cell that starts at `at` and moves to its delimiter or line end. */
static void next_cell(struct writing *writing)
{
    const struct units *units = &writing->units;
    size_t at = writing->at;
    while (!is_end(writing, at) && is_blank(unit_at(units, at))) {
        at++;
    }
    const bool is_formula = at + 1 < units->count && unit_at(units, at) == '=' &&
                            unit_at(units, at + 1) == '"';
    at += is_formula;
    if (at < units->count && unit_at(units, at) == '"') {
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
               is_blank(unit_at(units, writing->cell.end - 1))) {
            writing->cell.end--;
        }
    }
    writing->at = at < units->count ? at : units->count;
}

/* Past the delimiter, or past the line end to the next row. */
static void step(struct writing *writing)
{
    const struct units *units = &writing->units;
    if (writing->at >= units->count) {
        return;
    }
    const uint32_t unit = unit_at(units, writing->at);
    writing->at++;
    if (unit == writing->delimiter) {
        writing->column++;
        return;
    }
    if (unit == '\r' && writing->at < units->count &&
        unit_at(units, writing->at) == '\n') {
        writing->at++;
    }
    writing->row++;
    writing->column = 0;
}

/* ---- output ---- */

static void put_bytes(struct writing *writing, const void *bytes, size_t length)
{
    writing->out = arena_grow(writing->arena, writing->out, &writing->capacity,
                              writing->length + length + 1, 1);
    memcpy(writing->out + writing->length, bytes, length);
    writing->length += length;
}

static void copy_until(struct writing *writing, size_t end)
{
    const unsigned width = writing->units.width;
    if (end > writing->copied) {
        put_bytes(writing, writing->units.bytes + writing->copied * width,
                  (end - writing->copied) * width);
        writing->copied = end;
    }
}

/* Markers are plain letters; others only where the text is UTF-8 itself. */
static bool put_marker(struct writing *writing, const char *marker)
{
    for (const char *letter = marker; *letter; letter++) {
        const unsigned char byte = (unsigned char)*letter;
        if (byte >= 0x80 && (writing->units.width > 1 || writing->units.is_ascii_only)) {
            return false;
        }
        const unsigned char pair[2] = {writing->units.is_big_endian ? 0 : byte,
                                       writing->units.is_big_endian ? byte : 0};
        put_bytes(writing, writing->units.width == 1 ? &byte : pair,
                  writing->units.width);
    }
    return true;
}

static bool is_digit(uint32_t unit)
{
    return unit >= '0' && unit <= '9';
}

/* Where the piece stands in the cell, as a number of its own. */
static bool find_piece(const struct writing *writing, const char *piece,
                       struct span *found)
{
    const struct units *units = &writing->units;
    const size_t length = strlen(piece);
    for (size_t at = writing->cell.begin; at + length <= writing->cell.end; at++) {
        size_t same = 0;
        while (same < length && unit_at(units, at + same) == (unsigned char)piece[same]) {
            same++;
        }
        const bool starts =
            at == writing->cell.begin || !is_digit(unit_at(units, at - 1));
        const bool ends =
            at + length == writing->cell.end || !is_digit(unit_at(units, at + length));
        if (same == length && starts && ends) {
            *found = (struct span){at, at + length};
            return true;
        }
    }
    return false;
}

static bool replace(struct writing *writing, const struct text_change *change)
{
    struct span span = writing->cell;
    if (change->piece && !find_piece(writing, change->piece, &span)) {
        return false;
    }
    copy_until(writing, span.begin);
    writing->copied = span.end;
    return put_marker(writing, change->marker);
}

static bool refuse(struct refusal *refusal)
{
    *refusal = (struct refusal){
        .sentence = "a cell to be hidden was not found where it was read",
        .hint = "Save the file again as plain CSV in UTF-8.",
    };
    return false;
}

/* The character that the reader took: the last word of "CSV, UTF-8, comma". */
static uint32_t delimiter_of(const struct output *output)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    for (size_t i = 0; i < sizeof(delimiters); i++) {
        if (text_ends_with(output->read_as, delimiter_name(delimiters[i]))) {
            return (unsigned char)delimiters[i];
        }
    }
    return ',';
}

static bool write_csv(const struct rewriting *rewriting, struct bytes *written,
                      struct refusal *refusal)
{
    size_t mark = 0;
    struct writing writing = {
        .arena = rewriting->arena,
        .units = units_of(rewriting->bytes, &mark),
        .delimiter = delimiter_of(rewriting->output),
    };
    put_bytes(&writing, rewriting->bytes.data, mark);
    for (size_t i = 0; i < rewriting->change_count; i++) {
        const struct text_change *change = &rewriting->changes[i];
        next_cell(&writing);
        while (writing.at < writing.units.count &&
               (writing.row < change->row ||
                (writing.row == change->row && writing.column < change->column))) {
            step(&writing);
            next_cell(&writing);
        }
        if (writing.row != change->row || writing.column != change->column ||
            !replace(&writing, change)) {
            return refuse(refusal);
        }
    }
    copy_until(&writing, writing.units.count);
    const size_t tail = mark + writing.units.count * writing.units.width;
    put_bytes(&writing, rewriting->bytes.data + tail, rewriting->bytes.length - tail);
    writing.out[writing.length] = '\0';
    *written = (struct bytes){.data = writing.out, .length = writing.length};
    return true;
}

static const char *const csv_kinds[] = {"csv", "tsv", "txt", NULL};

const struct rewriter csv_rewriter = {.kinds = csv_kinds, .write = write_csv};
