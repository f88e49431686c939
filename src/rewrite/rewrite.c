#include "rewrite/rewrite.h"

#include "base/text.h"
#include "ingest/read/reader.h"
#include "model/symbol.h"

#include <stddef.h>
#include <string.h>

static const struct rewriter *const rewriters[] = {&csv_rewriter, &xlsx_rewriter};

static bool rewrites(const struct rewriter *rewriter, const char *kind)
{
    for (const char *const *name = rewriter->kinds; *name; name++) {
        if (text_equals(*name, kind)) {
            return true;
        }
    }
    return false;
}

static const struct rewriter *find_rewriter(const char *kind)
{
    for (size_t i = 0; i < sizeof(rewriters) / sizeof(rewriters[0]); i++) {
        if (rewrites(rewriters[i], kind)) {
            return rewriters[i];
        }
    }
    return NULL;
}

bool rewrite_is_known(const char *kind)
{
    return find_rewriter(kind) != NULL;
}

const char *rewrite_marker(struct arena *arena, const char *kind, const char *marker)
{
    return symbol_in_file(arena, kind, marker);
}

bool rewriting_drops(const struct rewriting *rewriting, const struct grid *grid,
                     bool is_column, uint32_t index)
{
    for (size_t i = 0; i < rewriting->drop_count; i++) {
        const struct line_drop *drop = &rewriting->drops[i];
        if (drop->grid == grid && drop->is_column == is_column && drop->index == index) {
            return true;
        }
    }
    return false;
}

bool rewriting_drops_any(const struct rewriting *rewriting, const struct grid *grid)
{
    for (size_t i = 0; i < rewriting->drop_count; i++) {
        if (rewriting->drops[i].grid == grid) {
            return true;
        }
    }
    return false;
}

/* ---- reading again ---- */

static bool refuse(struct refusal *refusal, const char *sentence)
{
    *refusal = (struct refusal){
        .sentence = sentence,
        .hint = "Save the file again from the program that made it, or as plain CSV.",
    };
    return false;
}

struct comparing {
    const struct rewriting *rewriting;
    size_t next;    /* change */
    bool is_number; /* what is expected next was written as a number */
};

/* A number without the zeros at the end of its decimals: a workbook shows as many of them
 * as its format has. */
static const char *without_zeros(struct arena *arena, const char *text)
{
    const char *point = strchr(text, '.');
    const size_t digits = point ? strspn(point + 1, "0123456789") : 0;
    size_t kept = digits;
    while (kept && point[kept] == '0') {
        kept--;
    }
    return digits ? text_format(arena, "%.*s%s",
                                (int)(point - text + (kept ? (ptrdiff_t)kept + 1 : 0)),
                                text, point + 1 + digits)
                  : text;
}

static bool is_as_expected(const struct comparing *at, const char *expected,
                           const char *read)
{
    struct arena *arena = at->rewriting->arena;
    return text_equals(expected, read) ||
           (at->is_number &&
            text_equals(without_zeros(arena, expected), without_zeros(arena, read)));
}

static const char *expected(struct comparing *at, const struct grid *grid, uint32_t row,
                            uint32_t column)
{
    const struct rewriting *rewriting = at->rewriting;
    at->is_number = false;
    if (at->next < rewriting->change_count) {
        const struct text_change *change = &rewriting->changes[at->next];
        if (change->grid == grid && change->row == row && change->column == column) {
            at->next++;
            at->is_number = change->is_number;
            return change->after;
        }
    }
    return grid_text(grid, row, column);
}

/* Every cell of a row that stays stands where it should, with the text it should have. */
static bool rows_are_equal(struct comparing *at, const struct grid *before,
                           const struct grid *after, uint32_t row, uint32_t next)
{
    const bool goes = rewriting_drops(at->rewriting, before, false, row);
    uint32_t column = 0;
    for (uint32_t c = 0; c < before->rows[row].count; c++) {
        const char *text = expected(at, before, row, c);
        if (goes || rewriting_drops(at->rewriting, before, true, c)) {
            continue;
        }
        if (!is_as_expected(at, text, grid_text(after, next, column))) {
            return false;
        }
        column++;
    }
    return goes || after->rows[next].count == column;
}

static bool grids_are_equal(struct comparing *at, const struct grid *before,
                            const struct grid *after)
{
    uint32_t next = 0;
    for (uint32_t row = 0; row < before->row_count; row++) {
        const bool goes = rewriting_drops(at->rewriting, before, false, row);
        if ((!goes && next >= after->row_count) ||
            !rows_are_equal(at, before, after, row, next)) {
            return false;
        }
        next += !goes;
    }
    return next == after->row_count;
}

/* What the reader makes of the new bytes is what was meant. */
static bool is_as_meant(const struct rewriting *rewriting, struct bytes written)
{
    const struct output *output = rewriting->output;
    const struct reader *reader = reader_find(output->kind);
    struct arena *aside = arena_create(0);
    struct reading reading = {
        .arena = aside,
        .scratch = aside,
        .output = output,
        .bytes = written,
    };
    struct refusal refusal = {0};
    struct comparing at = {.rewriting = rewriting};
    bool is_equal = reader && reader->read(&reading, &refusal) &&
                    reading.grid_count == rewriting->grid_count;
    for (size_t g = 0; is_equal && g < reading.grid_count; g++) {
        is_equal = grids_are_equal(&at, rewriting->grids[g], reading.grids[g]);
    }
    arena_destroy(aside);
    return is_equal && at.next == rewriting->change_count;
}

bool rewrite_output(const struct rewriting *rewriting, struct bytes *written,
                    struct refusal *refusal)
{
    const struct rewriter *rewriter = find_rewriter(rewriting->output->kind);
    if (!rewriter) {
        return refuse(refusal, "files of this kind are not rewritten");
    }
    if (!rewriter->write(rewriting, written, refusal)) {
        return false;
    }
    return is_as_meant(rewriting, *written) ||
           refuse(refusal, "read again, the rewritten file is not what was meant");
}
