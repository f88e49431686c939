#include "ingest/workbook/package.h"

#include "base/text.h"

#include <string.h>

void package_refuse(struct package *package, const char *sentence, const char *hint)
{
    if (!package->refusal->sentence) {
        *package->refusal = (struct refusal){.sentence = sentence, .hint = hint};
    }
    if (package->parser) {
        xml_stop(package->parser);
    }
}

bool package_open(struct package *package, struct bytes bytes)
{
    const char *trouble = NULL;
    package->archive = archive_open(package->scratch, bytes, &trouble);
    if (!package->archive) {
        package_refuse(package, text_format(package->arena, "%s", trouble),
                       PACKAGE_SAVE_ANEW);
        return false;
    }
    return true;
}

void package_close(struct package *package)
{
    archive_close(package->archive);
    package->archive = NULL;
}

static bool feed_piece(void *context, struct bytes piece)
{
    return xml_feed(context, piece, false);
}

static void begin_part(struct package *package, const struct xml_handler *callbacks)
{
    struct xml_handler handler = *callbacks;
    handler.spaces = package->spaces;
    handler.space_count = package->space_count;
    package->parser = xml_open(package->scratch, &handler);
}

static bool end_part(struct package *package, const char *name, bool is_read,
                     const char *trouble)
{
    const char *mistake = xml_trouble(package->parser);
    xml_close(package->parser);
    package->parser = NULL;
    if (mistake) {
        package_refuse(package, text_format(package->arena, "%s, %s", name, mistake),
                       PACKAGE_SAVE_ANEW);
    } else if (trouble) {
        package_refuse(package, text_format(package->arena, "%s", trouble),
                       PACKAGE_SAVE_ANEW);
    }
    return is_read && !package->refusal->sentence;
}

bool package_parse(struct package *package, const char *part,
                   const struct xml_handler *callbacks)
{
    const struct archive_member *member = archive_find(package->archive, part);
    if (!member) {
        package_refuse(
            package,
            text_format(package->arena, "a part of the workbook is missing: %s", part),
            PACKAGE_SAVE_ANEW);
        return false;
    }
    const char *trouble = NULL;
    begin_part(package, callbacks);
    const bool is_read =
        archive_stream(package->archive, member, feed_piece, package->parser, &trouble) &&
        xml_feed(package->parser, (struct bytes){.data = ""}, true);
    return end_part(package, part, is_read, trouble);
}

bool package_parse_bytes(struct package *package, const char *name, struct bytes bytes,
                         const struct xml_handler *callbacks)
{
    begin_part(package, callbacks);
    const bool is_read = xml_feed(package->parser, bytes, true);
    return end_part(package, name, is_read, NULL);
}

void part_text_add(struct package *package, struct part_text *text, const char *piece,
                   size_t length)
{
    if (length > PART_TEXT_LIMIT - text->length) {
        package_refuse(package,
                       text_format(package->arena,
                                   "a cell holds a text of more than %d MB",
                                   PART_TEXT_LIMIT / 1000000),
                       PACKAGE_SAVE_ANEW);
        return;
    }
    if (text->length + length + 1 > text->capacity) {
        text->data = arena_grow(package->scratch, text->data, &text->capacity,
                                text->length + length + 1, 1);
    }
    memcpy(text->data + text->length, piece, length);
    text->length += length;
    text->data[text->length] = '\0';
}

const char *part_text_copy(struct package *package, const struct part_text *text)
{
    return text->length ? text_copy(package->arena, text->data, text->length) : "";
}

bool text_whole(const char *text, unsigned long limit, unsigned long *value)
{
    unsigned long number = 0;
    if (!text || !*text) {
        return false;
    }
    for (; *text; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        number = number * 10 + (unsigned long)(*text - '0');
        if (number > limit) {
            return false;
        }
    }
    *value = number;
    return true;
}

bool text_flag(const char *text)
{
    return text && (text_equals(text, "1") || text_equals_ignoring_case(text, "true") ||
                    text_equals_ignoring_case(text, "on"));
}
