/*
 * Delimited text: only the characters of the cells concerned are replaced, inside their
 * quotation marks where they have some. UTF-8, UTF-16 and single-byte text stay as they
 * are, marks of byte order and line ends included.
 */
#include "base/text.h"
#include "rewrite/csv_walk.h"

#include <string.h>

/* Markers are plain letters; others only where the text is UTF-8 itself. */
static bool put_marker(struct csv_writing *writing, const char *marker)
{
    for (const char *letter = marker; *letter; letter++) {
        const unsigned char byte = (unsigned char)*letter;
        if (byte >= 0x80 && (writing->units.width > 1 || writing->units.is_ascii_only)) {
            return false;
        }
        const unsigned char pair[2] = {writing->units.is_big_endian ? 0 : byte,
                                       writing->units.is_big_endian ? byte : 0};
        csv_put(writing, writing->units.width == 1 ? &byte : pair, writing->units.width);
    }
    return true;
}

static bool is_digit(uint32_t unit)
{
    return unit >= '0' && unit <= '9';
}

/* Where the piece stands in the cell, as a number of its own. */
static bool find_piece(const struct csv_writing *writing, const char *piece,
                       struct csv_span *found)
{
    const struct csv_units *units = &writing->units;
    const size_t length = strlen(piece);
    for (size_t at = writing->cell.begin; at + length <= writing->cell.end; at++) {
        size_t same = 0;
        while (same < length &&
               csv_unit(units, at + same) == (unsigned char)piece[same]) {
            same++;
        }
        const bool starts =
            at == writing->cell.begin || !is_digit(csv_unit(units, at - 1));
        const bool ends =
            at + length == writing->cell.end || !is_digit(csv_unit(units, at + length));
        if (same == length && starts && ends) {
            *found = (struct csv_span){at, at + length};
            return true;
        }
    }
    return false;
}

static bool replace(struct csv_writing *writing, const struct text_change *change)
{
    struct csv_span span = writing->cell;
    if (change->piece && !find_piece(writing, change->piece, &span)) {
        return false;
    }
    csv_copy_until(writing, span.begin);
    writing->copied = span.end;
    return put_marker(writing, change->marker);
}

static bool refuse(struct refusal *refusal)
{
    *refusal = (struct refusal){
        .sentence = "a cell to be changed was not found where it was read",
        .hint = "Save the file again as plain CSV in UTF-8.",
    };
    return false;
}

static bool write_csv(const struct rewriting *rewriting, struct bytes *written,
                      struct refusal *refusal)
{
    size_t mark = 0;
    struct csv_writing writing = {
        .arena = rewriting->arena,
        .units = csv_units(rewriting->bytes, &mark),
        .delimiter = csv_delimiter(rewriting->output),
    };
    csv_put(&writing, rewriting->bytes.data, mark);
    for (size_t i = 0; i < rewriting->change_count; i++) {
        const struct text_change *change = &rewriting->changes[i];
        csv_next_cell(&writing);
        while (writing.at < writing.units.count &&
               (writing.row < change->row ||
                (writing.row == change->row && writing.column < change->column))) {
            csv_step(&writing);
            csv_next_cell(&writing);
        }
        if (writing.row != change->row || writing.column != change->column ||
            !replace(&writing, change)) {
            return refuse(refusal);
        }
    }
    *written = csv_finish(&writing, rewriting->bytes, mark);
    return !rewriting->drop_count || csv_drop_lines(rewriting, *written, written) ||
           refuse(refusal);
}

static const char *const csv_kinds[] = {"csv", "tsv", "txt", NULL};

const struct rewriter csv_rewriter = {.kinds = csv_kinds, .write = write_csv};
