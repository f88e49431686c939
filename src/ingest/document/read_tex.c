#include "ingest/document/read_tex.h"

#include "base/text.h"
#include "ingest/document/document.h"
#include "ingest/read/encoding.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { COMMENT_LIMIT = 4000 };

struct tex {
    struct reading *reading;
    struct document *document;
    const char *text;
    size_t length;
    size_t at;
    uint32_t line;
    uint32_t tabulars; /* open ones */
    bool is_open;      /* a cell is open */
    bool owes_cell;    /* a & stands behind the last one */
    bool reads_files;  /* \input and the like */
    const char *late;  /* comments inside tabulars */
};

static void skip(struct tex *tex, size_t count)
{
    for (; count && tex->at < tex->length; count--) {
        tex->line += tex->text[tex->at++] == '\n' ? 1 : 0;
    }
}

/* What stands in the brackets that open here, which are skipped; "" where none open. */
static const char *argument(struct tex *tex, char open, char close)
{
    size_t depth = 0;
    size_t end = tex->at;
    while (end < tex->length && tex->text[end] == ' ') {
        end++;
    }
    if (end == tex->length || tex->text[end] != open) {
        return "";
    }
    const size_t start = end + 1;
    for (; end < tex->length; end++) {
        depth += tex->text[end] == open ? 1 : 0;
        depth -= tex->text[end] == close ? 1 : 0;
        if (depth == 0) {
            break;
        }
    }
    const size_t stop = end < tex->length ? end : tex->length;
    const char *inside = text_copy(tex->reading->scratch, tex->text + start,
                                   stop > start ? stop - start : 0);
    skip(tex, stop + 1 - tex->at);
    return inside;
}

static bool is_tabular(const char *name)
{
    static const char *const names[] = {"tabular",     "tabular*", "tabularx",
                                        "longtable",   "tabulary", "array",
                                        "supertabular"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], name)) {
            return true;
        }
    }
    return false;
}

static void open_cell(struct tex *tex, uint32_t columns)
{
    if (!tex->is_open) {
        document_open_cell(tex->document, columns, 1);
        tex->is_open = true;
    }
}

/* "a & \\": the last cell of a row may be empty. */
static void end_row(struct tex *tex)
{
    if (tex->owes_cell) {
        open_cell(tex, 1);
    }
    tex->is_open = false;
    tex->owes_cell = false;
}

static void begin(struct tex *tex)
{
    const char *name = argument(tex, '{', '}');
    if (!is_tabular(name)) {
        document_break(tex->document);
        return;
    }
    (void)argument(tex, '[', ']');
    const bool has_width = text_ends_with(name, "*") || text_equals(name, "tabularx");
    for (int i = has_width ? 0 : 1; i < 2; i++) {
        (void)argument(tex, '{', '}');
    }
    document_open_table(tex->document);
    document_open_row(tex->document);
    tex->tabulars++;
    tex->is_open = false;
}

static void end(struct tex *tex)
{
    if (is_tabular(argument(tex, '{', '}')) && tex->tabulars) {
        end_row(tex);
        tex->tabulars--;
        tex->is_open = tex->tabulars > 0;
        document_close_table(tex->document);
    }
    document_break(tex->document);
    if (!tex->tabulars) {
        document_text(tex->document, tex->late, strlen(tex->late));
        document_break(tex->document);
        tex->late = "";
    }
}

/* Commands that draw lines or space, with their arguments. */
static bool is_drawing(const char *name)
{
    static const char *const names[] = {
        "hline",        "toprule",      "midrule", "bottomrule",   "cline",   "cmidrule",
        "addlinespace", "centering",    "small",   "footnotesize", "vspace",  "hspace",
        "endhead",      "endfirsthead", "endfoot", "endlastfoot",  "noalign", "multirow"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], name)) {
            return true;
        }
    }
    return false;
}

static bool reads_file(const char *name)
{
    return text_equals(name, "input") || text_equals(name, "include") ||
           text_equals(name, "includegraphics") || text_equals(name, "csvreader") ||
           text_equals(name, "pgfplotstabletypeset");
}

static void draw(struct tex *tex, const char *name)
{
    (void)argument(tex, '[', ']');
    (void)argument(tex, '(', ')');
    if (text_equals(name, "multirow")) {
        (void)argument(tex, '{', '}');
        (void)argument(tex, '{', '}');
        return; /* the third argument is the cell's text */
    }
    const bool is_plain = text_starts_with(name, "end") || text_equals(name, "hline");
    if (!is_plain) {
        (void)argument(tex, '{', '}');
    }
}

static void command(struct tex *tex)
{
    const size_t start = tex->at + 1;
    size_t stop = start;
    while (stop < tex->length && isalpha((unsigned char)tex->text[stop])) {
        stop++;
    }
    const char *name = text_copy(tex->reading->scratch, tex->text + start, stop - start);
    skip(tex, stop - tex->at);
    if (text_equals(name, "begin")) {
        begin(tex);
    } else if (text_equals(name, "end")) {
        end(tex);
    } else if (text_equals(name, "multicolumn")) {
        const unsigned long columns = strtoul(argument(tex, '{', '}'), NULL, 10);
        (void)argument(tex, '{', '}');
        if (tex->tabulars) {
            open_cell(tex, columns < DOCUMENT_COLUMN_LIMIT ? (uint32_t)columns : 1);
        }
    } else if (is_drawing(name)) {
        draw(tex, name);
    } else {
        tex->reads_files = tex->reads_files || reads_file(name);
        document_text(tex->document, " ", 1);
    }
}

/* \\ ends a row, \& and \% are the signs themselves. */
static void backslash(struct tex *tex)
{
    const char *behind = tex->at + 1 < tex->length ? tex->text + tex->at + 1 : "";
    const char next = *behind;
    if (isalpha((unsigned char)next)) {
        command(tex);
        return;
    }
    /* Of a character of several bytes none may be lost. */
    skip(tex, (unsigned char)next < 0x80 ? 2 : 1);
    if (next == '\\' && tex->tabulars) {
        end_row(tex);
        document_open_row(tex->document);
        skip(tex, tex->at < tex->length && tex->text[tex->at] == '*' ? 1 : 0);
        (void)argument(tex, '[', ']');
    } else if (next == '\\') {
        document_break(tex->document);
    } else if (next && strchr("&%$#_{}", next)) {
        document_text(tex->document, &next, 1);
    }
}

static void take_byte(struct tex *tex)
{
    const char byte = tex->text[tex->at];
    const bool is_blank = byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
    if (!tex->tabulars) {
        if (byte == '\n') {
            document_break(tex->document);
            document_line(tex->document, tex->line + 1);
        } else {
            document_text(tex->document, &byte, 1);
        }
    } else if (byte == '&') {
        open_cell(tex, 1);
        document_close_cell(tex->document);
        tex->is_open = false;
        tex->owes_cell = true;
    } else if (!strchr("{}$~", byte) && (tex->is_open || !is_blank)) {
        open_cell(tex, 1);
        document_text(tex->document, is_blank ? " " : &byte, 1);
    } else if (byte == '~') {
        document_text(tex->document, " ", 1);
    }
    skip(tex, 1);
}

/* Comments hold text that is in the file: it is read as text, never as a cell. */
static void comment(struct tex *tex)
{
    const char *line = memchr(tex->text + tex->at, '\n', tex->length - tex->at);
    const size_t length =
        line ? (size_t)(line - tex->text) - tex->at : tex->length - tex->at;
    if (!tex->tabulars) {
        document_text(tex->document, tex->text + tex->at, length);
    } else if (strlen(tex->late) < COMMENT_LIMIT) {
        tex->late =
            text_format(tex->reading->scratch, "%s %s", tex->late,
                        text_copy(tex->reading->scratch, tex->text + tex->at,
                                  text_whole_characters(
                                      tex->text + tex->at,
                                      length < COMMENT_LIMIT ? length : COMMENT_LIMIT)));
    }
    skip(tex, length);
}

static void read_all(struct tex *tex)
{
    while (tex->at < tex->length) {
        const char byte = tex->text[tex->at];
        if (byte == '\\') {
            backslash(tex);
        } else if (byte == '%') {
            comment(tex);
        } else {
            take_byte(tex);
        }
    }
}

static bool read_tex(struct reading *reading, struct refusal *refusal)
{
    struct decoded decoded;
    if (!encoding_decode(reading->scratch, reading->bytes, &decoded, refusal)) {
        return false;
    }
    struct tex tex = {
        .reading = reading,
        .document = document_create(reading),
        .text = decoded.text,
        .length = decoded.length,
        .line = 1,
        .late = "",
    };
    read_all(&tex);
    reading->read_as = text_format(reading->arena, "LaTeX, %s", decoded.encoding);
    const bool is_read = document_finish(tex.document, refusal);
    if (is_read && tex.reads_files) {
        reading_remark(reading, REMARK_NOT_UNDERSTOOD, UINT32_MAX,
                       "it reads in other files or pictures, which were not looked at",
                       "Hand those in as well, as CSV.");
    }
    return is_read;
}

static const char *const tex_kinds[] = {"tex", NULL};

const struct reader tex_reader = {
    .name = "LaTeX",
    .kinds = tex_kinds,
    .read = read_tex,
};
