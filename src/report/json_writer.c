#include "report/json_writer.h"

#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct json_writer json_writer_on(struct printer *printer, unsigned line_depth)
{
    return (struct json_writer){.printer = printer, .line_depth = line_depth};
}

void json_writer_finish(struct json_writer *writer)
{
    assert(writer->depth == 0 && !writer->after_key);
    printer_text(writer->printer, "\n");
}

static void new_line(struct json_writer *writer, unsigned depth)
{
    if (depth <= writer->line_depth) {
        printer_text(writer->printer, "\n");
        printer_spaces(writer->printer, depth);
    }
}

/* What comes before a value, or before a key: a comma, a line. */
static void start_item(struct json_writer *writer)
{
    if (writer->after_key) {
        writer->after_key = false;
        return;
    }
    if (writer->depth == 0) {
        return;
    }
    bool *has_items = &writer->has_items[writer->depth - 1];
    if (*has_items) {
        printer_text(writer->printer, writer->depth > writer->line_depth ? ", " : ",");
    }
    *has_items = true;
    new_line(writer, writer->depth);
}

static void open_bracket(struct json_writer *writer, const char *open, char close)
{
    assert(writer->depth < JSON_DEPTH_LIMIT);
    start_item(writer);
    printer_text(writer->printer, open);
    writer->has_items[writer->depth] = false;
    writer->brackets[writer->depth] = close;
    writer->depth++;
}

void json_write_object(struct json_writer *writer)
{
    open_bracket(writer, "{", '}');
}

void json_write_array(struct json_writer *writer)
{
    open_bracket(writer, "[", ']');
}

void json_write_end(struct json_writer *writer)
{
    assert(writer->depth > 0 && !writer->after_key);
    writer->depth--;
    if (writer->has_items[writer->depth] && writer->depth < writer->line_depth) {
        new_line(writer, writer->depth);
    }
    printer_bytes(writer->printer, &writer->brackets[writer->depth], 1);
}

/* Quote, backslash and what lies below the space must be escaped; all else stays UTF-8.
 */
static void write_quoted(struct json_writer *writer, const char *text)
{
    struct printer *printer = writer->printer;
    printer_text(printer, "\"");
    const char *start = text;
    const char *at = text;
    for (; *at; at++) {
        const unsigned char letter = (unsigned char)*at;
        if (letter >= 0x20 && letter != '"' && letter != '\\' && letter != 0x7f) {
            continue;
        }
        printer_bytes(printer, start, (size_t)(at - start));
        start = at + 1;
        if (letter == '"' || letter == '\\') {
            const char pair[2] = {'\\', *at};
            printer_bytes(printer, pair, sizeof(pair));
        } else if (letter == '\n') {
            printer_text(printer, "\\n");
        } else if (letter == '\t') {
            printer_text(printer, "\\t");
        } else {
            printer_format(printer, "\\u%04x", letter);
        }
    }
    printer_bytes(printer, start, (size_t)(at - start));
    printer_text(printer, "\"");
}

void json_write_key(struct json_writer *writer, const char *key)
{
    assert(!writer->after_key);
    start_item(writer);
    write_quoted(writer, key);
    printer_text(writer->printer, ": ");
    writer->after_key = true;
}

void json_write_text(struct json_writer *writer, const char *text)
{
    if (!text) {
        json_write_null(writer);
        return;
    }
    start_item(writer);
    write_quoted(writer, text);
}

const char *json_number_text(struct arena *arena, double number)
{
    assert(isfinite(number));
    if (number == 0) {
        return "0"; /* not -0 */
    }
    if (fabs(number) < 1e15 && number == floor(number)) {
        return text_format(arena, "%.0f", number);
    }
    for (int digits = 15; digits < 17; digits++) {
        const char *text = text_format(arena, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            return text;
        }
    }
    return text_format(arena, "%.17g", number);
}

void json_write_number(struct json_writer *writer, double number)
{
    if (!isfinite(number)) {
        json_write_null(writer);
        return;
    }
    if (number >= 0 && number < 1e15 && number == floor(number)) {
        json_write_count(writer, (uint64_t)number);
        return;
    }
    start_item(writer);
    printer_text(writer->printer,
                 json_number_text(printer_scratch(writer->printer), number));
}

void json_write_count(struct json_writer *writer, uint64_t count)
{
    start_item(writer);
    printer_count(writer->printer, count);
}

void json_write_bool(struct json_writer *writer, bool value)
{
    start_item(writer);
    printer_text(writer->printer, value ? "true" : "false");
}

void json_write_null(struct json_writer *writer)
{
    start_item(writer);
    printer_text(writer->printer, "null");
}

void json_member_text(struct json_writer *writer, const char *key, const char *text)
{
    json_write_key(writer, key);
    json_write_text(writer, text);
}

void json_member_number(struct json_writer *writer, const char *key, double number)
{
    json_write_key(writer, key);
    json_write_number(writer, number);
}

void json_member_count(struct json_writer *writer, const char *key, uint64_t count)
{
    json_write_key(writer, key);
    json_write_count(writer, count);
}
