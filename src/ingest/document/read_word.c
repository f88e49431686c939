#include "ingest/document/read_word.h"

#include "base/archive.h"
#include "base/text.h"
#include "base/xml.h"
#include "ingest/document/document.h"

#include <stdlib.h>
#include <string.h>

enum { PART_LIMIT = 200 };

#define SAVE_ANEW "Save the document again, or hand in its tables as CSV."

static const struct xml_space spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
};

/* A cell of Word can go down: "restart", then one that continues. */
struct word {
    struct reading *reading;
    struct document *document;
    struct xml_parser *parser;
    bool is_word;
    bool is_text;     /* inside an element whose text is printed */
    uint32_t columns; /* of the open cell, in Word known after it was opened */
    bool has_cell;
};

static uint32_t whole(const char *text)
{
    const unsigned long number = text ? strtoul(text, NULL, 10) : 1;
    return number < 1                       ? 1
           : number < DOCUMENT_COLUMN_LIMIT ? (uint32_t)number
                                            : DOCUMENT_COLUMN_LIMIT;
}

/* Word says how far a cell goes after it has opened it, but before its text. */
static void begin_word_cell(struct word *word)
{
    if (word->has_cell) {
        document_open_cell(word->document, word->columns, 1);
        word->has_cell = false;
    }
}

static void open_word(struct word *word, const char *name, const char *const *attributes)
{
    if (text_equals(name, "w:tbl")) {
        begin_word_cell(word);
        document_open_table(word->document);
    } else if (text_equals(name, "w:tr")) {
        document_open_row(word->document);
    } else if (text_equals(name, "w:tc")) {
        word->has_cell = true;
        word->columns = 1;
    } else if (text_equals(name, "w:gridSpan")) {
        word->columns = whole(xml_attribute(attributes, "w:val"));
    } else if (text_equals(name, "w:p")) {
        begin_word_cell(word);
        document_break(word->document);
    } else if (text_equals(name, "w:t") || text_equals(name, "w:delText") ||
               text_equals(name, "w:instrText")) {
        word->is_text = true;
    } else if (text_equals(name, "w:tab") || text_equals(name, "w:br")) {
        document_text(word->document, " ", 1);
    }
}

static void close_word(struct word *word, const char *name)
{
    if (text_equals(name, "w:tbl")) {
        document_close_table(word->document);
    } else if (text_equals(name, "w:tc")) {
        begin_word_cell(word);
        document_close_cell(word->document);
    } else if (text_equals(name, "w:p")) {
        document_break(word->document);
    } else {
        word->is_text = word->is_text && !text_equals(name, "w:t") &&
                        !text_equals(name, "w:delText") &&
                        !text_equals(name, "w:instrText");
    }
}

static bool is_paragraph(const char *name)
{
    return text_equals(name, "text:p") || text_equals(name, "text:h");
}

static void open_odt(struct word *word, const char *name, const char *const *attributes)
{
    struct document *document = word->document;
    if (text_equals(name, "table:table")) {
        document_open_table(document);
    } else if (text_equals(name, "table:table-row")) {
        document_open_row(document);
    } else if (text_equals(name, "table:table-cell")) {
        document_open_cell(
            document, whole(xml_attribute(attributes, "table:number-columns-spanned")),
            whole(xml_attribute(attributes, "table:number-rows-spanned")));
    } else if (is_paragraph(name)) {
        document_break(document);
        word->is_text = true;
    } else if (text_equals(name, "text:s") || text_equals(name, "text:tab") ||
               text_equals(name, "text:line-break")) {
        document_text(document, " ", 1);
    }
}

static void close_odt(struct word *word, const char *name)
{
    if (text_equals(name, "table:table")) {
        document_close_table(word->document);
    } else if (text_equals(name, "table:table-cell")) {
        document_close_cell(word->document);
    } else if (is_paragraph(name)) {
        document_break(word->document);
        word->is_text = false;
    }
}

static void open_element(void *context, const char *name, const char *const *attributes)
{
    struct word *word = context;
    if (word->is_word) {
        open_word(word, name, attributes);
    } else {
        open_odt(word, name, attributes);
    }
}

static void close_element(void *context, const char *name)
{
    struct word *word = context;
    if (word->is_word) {
        close_word(word, name);
    } else {
        close_odt(word, name);
    }
}

static void take_text(void *context, const char *text, size_t length)
{
    struct word *word = context;
    if (word->is_text) {
        document_text(word->document, text, length);
    }
}

static bool feed(void *context, struct bytes piece)
{
    struct word *word = context;
    return xml_feed(word->parser, piece, false);
}

static bool read_part(struct word *word, struct archive *archive,
                      const struct archive_member *member, struct refusal *refusal)
{
    struct arena *arena = word->reading->arena;
    const struct xml_handler handler = {
        .spaces = spaces,
        .space_count = sizeof(spaces) / sizeof(spaces[0]),
        .open = open_element,
        .close = close_element,
        .text = take_text,
        .context = word,
    };
    const char *trouble = NULL;
    word->parser = xml_open(word->reading->scratch, &handler);
    const bool is_read = archive_stream(archive, member, feed, word, &trouble) &&
                         xml_feed(word->parser, (struct bytes){.data = ""}, true);
    const char *why = trouble ? trouble : xml_trouble(word->parser);
    if (!is_read) {
        *refusal = (struct refusal){
            .sentence = text_format(arena, "%s cannot be read: %s", member->name,
                                    why ? why : "it is damaged"),
            .hint = SAVE_ANEW,
        };
    }
    xml_close(word->parser);
    word->is_text = false;
    document_break(word->document);
    return is_read;
}

/* Parts with text of their own; everything else that could hold data is remarked. */
static bool is_text_part(const struct word *word, const char *name)
{
    static const char *const parts[] = {"word/document.xml", "word/header",
                                        "word/footer",       "word/footnotes.xml",
                                        "word/endnotes.xml", "word/comments"};
    if (!word->is_word) {
        return text_equals(name, "content.xml") || text_equals(name, "styles.xml");
    }
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (text_starts_with(name, parts[i]) && text_ends_with(name, ".xml")) {
            return true;
        }
    }
    return false;
}

static bool is_unread_part(const char *name)
{
    static const char *const parts[] = {
        "word/embeddings/", "word/charts/", "word/media/",    "word/vbaProject.bin",
        "Object ",          "Pictures/",    "customXml/item", "Basic/"};
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (text_starts_with(name, parts[i])) {
            return true;
        }
    }
    return false;
}

static bool read_parts(struct word *word, struct archive *archive,
                       struct refusal *refusal)
{
    size_t count = 0;
    size_t read = 0;
    size_t unread = 0;
    const struct archive_member *members = archive_members(archive, &count);
    const char *body = word->is_word ? "word/document.xml" : "content.xml";
    if (!archive_find(archive, body)) {
        *refusal =
            (struct refusal){.sentence = "it has no text in it", .hint = SAVE_ANEW};
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        unread += is_unread_part(members[i].name) ? 1 : 0;
        if (!is_text_part(word, members[i].name)) {
            continue;
        }
        if (++read > PART_LIMIT || !read_part(word, archive, &members[i], refusal)) {
            return false;
        }
    }
    if (unread) {
        reading_remark(
            word->reading, REMARK_FILE_TYPE, UINT32_MAX,
            text_format(
                word->reading->arena,
                "it holds %s that cannot be checked: pictures, charts, "
                "embedded files or macros",
                text_counted(word->reading->arena, (double)unread, "part", "parts")),
            "Take them out, and hand in the tables behind them as CSV.");
    }
    return true;
}

static bool read_word(struct reading *reading, struct refusal *refusal)
{
    const char *trouble = NULL;
    struct archive *archive = archive_open(reading->scratch, reading->bytes, &trouble);
    if (!archive) {
        *refusal = (struct refusal){
            .sentence = text_format(reading->arena, "%s", trouble),
            .hint = SAVE_ANEW,
        };
        return false;
    }
    struct word word = {
        .reading = reading,
        .document = document_create(reading),
        .is_word = text_equals(reading->output->kind, "docx"),
    };
    const bool is_read =
        read_parts(&word, archive, refusal) && document_finish(word.document, refusal);
    archive_close(archive);
    if (!is_read && !refusal->sentence) {
        *refusal =
            (struct refusal){.sentence = "it has too many parts", .hint = SAVE_ANEW};
    }
    reading->read_as = word.is_word ? "Word document" : "OpenDocument text";
    return is_read;
}

static const char *const word_kinds[] = {"docx", "odt", NULL};

const struct reader word_reader = {
    .name = "document",
    .kinds = word_kinds,
    .read = read_word,
};
