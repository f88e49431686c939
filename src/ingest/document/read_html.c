/*
 * The only file that includes libxml2. The tree is walked without recursion: its depth is
 * the file's to say.
 */
#include "ingest/document/read_html.h"

#include "base/text.h"
#include "ingest/document/document.h"
#include "ingest/read/encoding.h"

#include <lazy/xml2.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

enum { HTML_BYTE_LIMIT = 200 * 1000 * 1000 };

struct page {
    struct document *document;
    bool holds_data; /* scripts or drawings */
};

static const char *name_of(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->name ? (const char *)node->name : "";
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equals_ignoring_case(names[i], name)) {
            return true;
        }
    }
    return false;
}

/* Elements that begin a line of their own. */
static bool is_block(const char *name)
{
    static const char *const names[] = {
        "p",  "div", "h1", "h2",  "h3",      "h4",     "h5",      "h6",         "li",
        "br", "ul",  "ol", "pre", "section", "header", "caption", "blockquote", "title"};
    return is_one_of(name, names, sizeof(names) / sizeof(names[0]));
}

static bool is_data_holder(const char *name)
{
    static const char *const names[] = {"script", "svg",    "canvas", "object",
                                        "embed",  "iframe", "img"};
    return is_one_of(name, names, sizeof(names) / sizeof(names[0]));
}

static uint32_t number_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next) {
        const xmlNode *value = at->children;
        if (text_equals_ignoring_case((const char *)at->name, name) && value &&
            value->content) {
            const unsigned long number = strtoul((const char *)value->content, NULL, 10);
            return number < DOCUMENT_COLUMN_LIMIT ? (uint32_t)number
                                                  : DOCUMENT_COLUMN_LIMIT;
        }
    }
    return 1;
}

static void open_element(struct page *page, const xmlNode *node, const char *name)
{
    struct document *document = page->document;
    page->holds_data = page->holds_data || is_data_holder(name);
    if (text_equals(name, "table")) {
        document_open_table(document);
    } else if (text_equals(name, "tr")) {
        document_open_row(document);
    } else if (text_equals(name, "td") || text_equals(name, "th")) {
        document_open_cell(document, number_attribute(node, "colspan"),
                           number_attribute(node, "rowspan"));
    } else if (is_block(name)) {
        document_break(document);
    }
}

static void close_element(struct page *page, const char *name)
{
    struct document *document = page->document;
    if (text_equals(name, "table")) {
        document_close_table(document);
    } else if (text_equals(name, "td") || text_equals(name, "th")) {
        document_close_cell(document);
    } else if (is_block(name)) {
        document_break(document);
    }
}

static bool is_preformatted(const xmlNode *node)
{
    return node->parent && text_equals(name_of(node->parent), "pre");
}

/* Where the text begins: libxml2 numbers a text by the line it ends on. */
static uint32_t first_line_of(const xmlNode *node, const char *text)
{
    const long last = xmlGetLineNo(node);
    long breaks = 0;
    for (const char *at = strchr(text, '\n'); at; at = strchr(at + 1, '\n')) {
        breaks++;
    }
    return last > breaks ? (uint32_t)(last - breaks) : 1;
}

/* Lines of <pre> stay lines: logs are put into pages like that. */
static void take_text(struct page *page, const xmlNode *node)
{
    const char *text = (const char *)node->content;
    if (!text || text_is_blank(text)) {
        document_text(page->document, text ? text : "", text ? strlen(text) : 0);
        return;
    }
    uint32_t line = first_line_of(node, text);
    while (is_preformatted(node) && strchr(text, '\n')) {
        const size_t length = strcspn(text, "\n");
        document_line(page->document, line++);
        document_text(page->document, text, length);
        document_break(page->document);
        text += length + 1;
    }
    for (; !is_preformatted(node) && strchr(" \t\r\n", *text); text++) {
        line += *text == '\n' ? 1 : 0;
    }
    document_line(page->document, line);
    document_text(page->document, text, strlen(text));
}

static void visit(struct page *page, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE) {
        open_element(page, node, name_of(node));
    } else if (node->type == XML_TEXT_NODE || node->type == XML_COMMENT_NODE ||
               node->type == XML_CDATA_SECTION_NODE) {
        take_text(page, node);
    }
}

static bool has_inside(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->children &&
           !text_equals(name_of(node), "script") && !text_equals(name_of(node), "style");
}

/* The node after this one and all that is in it; what ends on the way is closed. */
static const xmlNode *next_beside(struct page *page, const xmlNode *node,
                                  const xmlNode *root)
{
    while (node != root && !node->next) {
        node = node->parent;
        if (!node) {
            return NULL;
        }
        close_element(page, name_of(node));
    }
    return node == root ? NULL : node->next;
}

static void walk(struct page *page, const xmlNode *root)
{
    const xmlNode *node = root;
    while (node) {
        visit(page, node);
        if (has_inside(node)) {
            node = node->children;
            continue;
        }
        close_element(page, name_of(node));
        node = next_beside(page, node, root);
    }
}

static bool read_html(struct reading *reading, struct refusal *refusal)
{
    struct decoded decoded;
    if (!encoding_decode(reading->scratch, reading->bytes, &decoded, refusal)) {
        return false;
    }
    if (!xml2_open()) {
        *refusal = (struct refusal){
            .sentence = "web pages cannot be read: the library libxml2 is not installed",
            .hint = "Install libxml2, or hand in the tables as CSV.",
        };
        return false;
    }
    htmlDocPtr tree =
        decoded.length > HTML_BYTE_LIMIT
            ? NULL
            : htmlReadMemory(decoded.text, (int)decoded.length, NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                 HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (!tree) {
        *refusal = (struct refusal){
            .sentence = "its text is no web page that can be read",
            .hint = "Hand in the tables as CSV.",
        };
        return false;
    }
    struct page page = {.document = document_create(reading)};
    walk(&page, xmlDocGetRootElement(tree));
    xmlFreeDoc(tree);
    reading->read_as = text_format(reading->arena, "web page, %s", decoded.encoding);
    const bool is_read = document_finish(page.document, refusal);
    if (is_read && page.holds_data) {
        reading_remark(
            reading, REMARK_FILE_TYPE, UINT32_MAX,
            "it has scripts, drawings or pictures, which can hold the data behind "
            "a figure",
            "Hand in the tables as CSV, and figures as pictures without data.");
    }
    return is_read;
}

static const char *const html_kinds[] = {"html", NULL};

const struct reader html_reader = {
    .name = "web page",
    .kinds = html_kinds,
    .read = read_html,
};
