/*
 * Excel workbooks: a hidden cell becomes a text cell of its own in the XML of its sheet;
 * style and place stay, and so does every other part of the package.
 *
 * Parts that can carry a number a second time are not looked into: a workbook that has
 * charts, pivot tables, comments, links, macros or anything else beside cells, styles
 * and tables is refused, and so is one with formulas, which would be worked out anew from
 * what is left.
 */
#include "base/text.h"
#include "ingest/workbook/xlsx_workbook.h"
#include "rewrite/rewrite.h"
#include "rewrite/xlsx_lines.h"

#include <ctype.h>
#include <string.h>

static const size_t part_limit = (size_t)500 * 1000 * 1000;

/* Beginnings of the names of parts that are known to hold no copies of cells. */
static const char *const plain_parts[] = {
    "[content_types].xml", "_rels/",         "docprops/core.xml", "docprops/app.xml",
    "xl/workbook.xml",     "xl/_rels/",      "xl/styles.xml",     "xl/sharedstrings.xml",
    "xl/theme/",           "xl/worksheets/", "xl/tables/",        "xl/printersettings/",
};

struct editing {
    const struct rewriting *rewriting;
    struct refusal *refusal;
    struct package package;
    struct xlsx_workbook workbook;
    struct archive_replacement *replacements;
    size_t count;
};

static bool refuse(const struct editing *at, const char *sentence)
{
    *at->refusal = (struct refusal){
        .sentence = sentence,
        .hint = "Copy the cells into a new workbook as values, and hand that in.",
    };
    return false;
}

/* ---- what may be in the package ---- */

static bool is_plain(const char *name)
{
    for (size_t i = 0; i < sizeof(plain_parts) / sizeof(plain_parts[0]); i++) {
        const char *start = plain_parts[i];
        size_t same = 0;
        while (start[same] && tolower((unsigned char)name[same]) == start[same]) {
            same++;
        }
        if (!start[same]) {
            return true;
        }
    }
    return false;
}

static bool are_parts_plain(const struct editing *at)
{
    size_t count = 0;
    const struct archive_member *members = archive_members(at->package.archive, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_plain(members[i].name)) {
            return refuse(at, text_format(at->rewriting->arena,
                                          "%s may carry hidden numbers, too",
                                          members[i].name));
        }
    }
    return true;
}

static bool read_part(struct editing *at, const char *part, struct bytes *content,
                      const struct archive_member **member)
{
    const char *trouble = NULL;
    *member = archive_find(at->package.archive, part);
    if (!*member ||
        !archive_read(at->package.archive, *member, part_limit, content, &trouble)) {
        return refuse(at, trouble ? trouble : "a sheet of it was not found");
    }
    return true;
}

static bool has_no_formulas(struct editing *at)
{
    for (size_t s = 0; s < at->workbook.sheet_count; s++) {
        struct bytes content;
        const struct archive_member *member = NULL;
        if (!read_part(at, at->workbook.sheets[s].part, &content, &member)) {
            return false;
        }
        if (strstr(content.data, "<f>") || strstr(content.data, "<f ") ||
            strstr(content.data, "<f/>") || strstr(content.data, ":f>") ||
            strlen(content.data) != content.length) {
            return refuse(at, "it holds formulas, which would be worked out anew");
        }
    }
    return true;
}

/* ---- one cell ---- */

struct output_text {
    char *data;
    size_t length;
    size_t capacity;
};

static void put(const struct editing *at, struct output_text *out, const char *bytes,
                size_t length)
{
    out->data = arena_grow(at->rewriting->arena, out->data, &out->capacity,
                           out->length + length + 1, 1);
    memcpy(out->data + out->length, bytes, length);
    out->length += length;
    out->data[out->length] = '\0';
}

static const char *escaped(struct arena *arena, const char *text)
{
    const char *result = "";
    for (; *text; text++) {
        const char *piece = *text == '<'   ? "&lt;"
                            : *text == '>' ? "&gt;"
                            : *text == '&' ? "&amp;"
                                           : text_format(arena, "%c", *text);
        result = text_format(arena, "%s%s", result, piece);
    }
    return result;
}

/* The start of the element `<c ... r="B6" ...>`, or NULL. */
static const char *find_cell(struct arena *arena, const char *from, const char *place)
{
    const char *wanted = text_format(arena, " r=\"%s\"", place);
    for (const char *at = strstr(from, wanted); at; at = strstr(at + 1, wanted)) {
        const char *start = at;
        while (start > from && *start != '<' && *start != '>') {
            start--;
        }
        if (start[0] == '<' && start[1] == 'c' && start[2] == ' ') {
            return start;
        }
    }
    return NULL;
}

/* The end of the element, behind its last `>`. */
static const char *end_of_cell(const char *cell)
{
    const char *close = strchr(cell, '>');
    if (!close || close[-1] == '/') {
        return close ? close + 1 : NULL;
    }
    const char *end = strstr(close, "</c>");
    return end ? end + strlen("</c>") : NULL;
}

/* ` s="3"` of the start tag, or "". */
static const char *style_of(struct arena *arena, const char *cell)
{
    const char *close = strchr(cell, '>');
    const char *style = strstr(cell, " s=\"");
    if (!style || style > close) {
        return "";
    }
    const char *end = strchr(style + strlen(" s=\""), '"');
    return end && end < close ? text_format(arena, "%.*s", (int)(end + 1 - style), style)
                              : "";
}

static bool holds_shared_text(const char *cell, const char *end)
{
    const char *type = strstr(cell, " t=\"s\"");
    return type && type < end;
}

/* Copies up to the cell, writes it anew, and answers where the rest begins; NULL with a
 * refusal. */
static const char *edit_cell(const struct editing *at, struct output_text *out,
                             const char *from, const struct text_change *change)
{
    struct arena *arena = at->rewriting->arena;
    const char *place = grid_place(arena, change->row, change->column);
    const char *cell = find_cell(arena, from, place);
    const char *end = cell ? end_of_cell(cell) : NULL;
    if (!end || change->piece) {
        (void)refuse(at,
                     text_format(arena, "%s was not found as a cell of its own", place));
        return NULL;
    }
    if (holds_shared_text(cell, end) && !change->is_label) {
        (void)refuse(at, text_format(arena, "the number in %s is stored as text", place));
        return NULL;
    }
    put(at, out, from, (size_t)(cell - from));
    const char *inside = escaped(arena, change->marker);
    const char *text =
        change->is_number
            ? text_format(arena, "<c r=\"%s\"%s><v>%s</v></c>", place,
                          style_of(arena, cell), inside)
            : text_format(arena, "<c r=\"%s\"%s t=\"inlineStr\"><is><t>%s</t></is></c>",
                          place, style_of(arena, cell), inside);
    put(at, out, text, strlen(text));
    return end;
}

/* ---- sheets ---- */

static const char *part_of(const struct editing *at, const struct grid *grid)
{
    for (size_t s = 0; s < at->workbook.sheet_count; s++) {
        if (text_equals(at->workbook.sheets[s].name, grid->sheet)) {
            return at->workbook.sheets[s].part;
        }
    }
    return NULL;
}

/* Makes the changes of one sheet, from `*next` on; the sheet's text, or NULL with a
 * refusal. */
static bool edit_cells(struct editing *at, const struct grid *grid, size_t *next,
                       struct bytes content, struct output_text *out)
{
    const struct rewriting *rewriting = at->rewriting;
    const char *from = content.data;
    while (*next < rewriting->change_count && rewriting->changes[*next].grid == grid) {
        from = edit_cell(at, out, from, &rewriting->changes[*next]);
        if (!from) {
            return false;
        }
        ++*next;
    }
    put(at, out, from, content.length - (size_t)(from - content.data));
    return true;
}

static bool drop_lines(struct editing *at, const struct grid *grid, struct bytes *content)
{
    const char *trouble = NULL;
    struct bytes book;
    const struct archive_member *member = NULL;
    if (!read_part(at, at->workbook.part, &book, &member)) {
        return false;
    }
    if (strstr(book.data, "<definedName ")) {
        return refuse(at, "it has names for ranges, which would no longer fit");
    }
    return xlsx_drop_lines(at->rewriting, grid, content, &trouble) || refuse(at, trouble);
}

static bool edit_sheet(struct editing *at, const struct grid *grid, size_t *next)
{
    const bool drops = rewriting_drops_any(at->rewriting, grid);
    const char *part = part_of(at, grid);
    const struct archive_member *member = NULL;
    struct bytes content;
    struct output_text out = {0};
    if (!part || !read_part(at, part, &content, &member)) {
        return refuse(at, "a sheet of it was not found");
    }
    if (!edit_cells(at, grid, next, content, &out)) {
        return false;
    }
    content = (struct bytes){.data = out.data, .length = out.length};
    if (drops && !drop_lines(at, grid, &content)) {
        return false;
    }
    at->replacements[at->count++] = (struct archive_replacement){member, content};
    return true;
}

static bool edit_sheets(struct editing *at, struct bytes *written)
{
    const struct rewriting *rewriting = at->rewriting;
    const char *trouble = NULL;
    size_t next = 0;
    for (size_t g = 0; g < rewriting->grid_count; g++) {
        const struct grid *grid = rewriting->grids[g];
        const bool has_changes =
            next < rewriting->change_count && rewriting->changes[next].grid == grid;
        if ((has_changes || rewriting_drops_any(rewriting, grid)) &&
            !edit_sheet(at, grid, &next)) {
            return false;
        }
    }
    return archive_replace(rewriting->arena, rewriting->bytes, at->replacements,
                           at->count, written, &trouble) ||
           refuse(at, trouble);
}

static bool write_xlsx(const struct rewriting *rewriting, struct bytes *written,
                       struct refusal *refusal)
{
    struct editing at = {
        .rewriting = rewriting,
        .refusal = refusal,
        .package = {.arena = rewriting->arena,
                    .scratch = rewriting->arena,
                    .refusal = refusal},
        .replacements = arena_array(rewriting->arena, rewriting->grid_count + 1,
                                    struct archive_replacement),
    };
    const bool is_written = xlsx_open(&at.package, rewriting->bytes) &&
                            xlsx_workbook_read(&at.package, &at.workbook) &&
                            are_parts_plain(&at) && has_no_formulas(&at) &&
                            edit_sheets(&at, written);
    package_close(&at.package);
    return is_written;
}

static const char *const xlsx_kinds[] = {"xlsx", NULL};

const struct rewriter xlsx_rewriter = {.kinds = xlsx_kinds, .write = write_xlsx};
