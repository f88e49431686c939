/*
 * The only file that includes GMime. A draft: a recipient and no sender, for that is for
 * the mail program to say; X-Unsent makes Outlook open it to be sent. The date is that of
 * the release and the boundary and the message's name come from its hash: the same notice
 * gives the same bytes.
 */
#include "base/file.h"
#include "base/text.h"
#include "clearance/notice.h"

#include <gmime/gmime.h>
#include <lazy/gmime.h>
#include <string.h>

/* What mail programs know how to open; anything else is bytes. */
static const struct {
    const char *extension;
    const char *type;
    const char *subtype;
} types[] = {
    {"pdf", "application", "pdf"},
    {"docx", "application",
     "vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"odt", "application", "vnd.oasis.opendocument.text"},
    {"ods", "application", "vnd.oasis.opendocument.spreadsheet"},
    {"zip", "application", "zip"},
    {"json", "application", "json"},
    {"csv", "text", "csv"},
    {"txt", "text", "plain"},
    {"html", "text", "html"},
};

static GMimePart *new_part(const char *name)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (text_equals_ignoring_case(path_extension(name), types[i].extension)) {
            return g_mime_part_new_with_type(types[i].type, types[i].subtype);
        }
    }
    return g_mime_part_new_with_type("application", "octet-stream");
}

static void set_content(GMimePart *part, const char *data, size_t length)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, length);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_object_unref(content);
    g_object_unref(stream);
}

static void add_letter(GMimeMultipart *multipart, struct arena *arena,
                       const struct notice *notice)
{
    const char *letter = notice_letter(arena, notice);
    GMimePart *part = g_mime_part_new_with_type("text", "plain");
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    set_content(part, letter, strlen(letter));
    g_mime_multipart_add(multipart, GMIME_OBJECT(part));
    g_object_unref(part);
}

static void attach(GMimeMultipart *multipart, const struct notice_file *file)
{
    GMimePart *part = new_part(file->name);
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part, file->name);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
    set_content(part, file->bytes.data, file->bytes.length);
    g_mime_multipart_add(multipart, GMIME_OBJECT(part));
    g_object_unref(part);
}

static void set_headings(GMimeMessage *message, struct arena *arena,
                         const struct notice *notice)
{
    const char *recipient = notice->policy->recipient;
    if (strchr(recipient, '@')) { /* an office has a name, and people know its address */
        g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, recipient);
    }
    g_mime_message_set_subject(message, notice_subject(arena, notice), "utf-8");
    GDateTime *date = g_date_time_new_from_unix_utc(notice->released);
    if (date) {
        g_mime_message_set_date(message, date);
        g_date_time_unref(date);
    }
    g_mime_message_set_message_id(
        message, text_format(arena, "%.32s@outcheck.invalid", notice->manifest_sha256));
    g_mime_object_set_header(GMIME_OBJECT(message), "X-Unsent", "1", NULL);
}

static bool write_message(GMimeMessage *message, struct arena *arena, struct bytes *mail)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream *stream = g_mime_stream_mem_new();
    const bool is_written =
        g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream) > 0;
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    if (is_written && bytes) {
        char *copy = arena_array(arena, (size_t)bytes->len + 1, char);
        memcpy(copy, bytes->data, bytes->len);
        *mail = (struct bytes){.data = copy, .length = bytes->len};
    }
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return is_written;
}

enum outcheck_status notice_mail(struct arena *arena, const struct notice *notice,
                                 struct bytes *mail, struct problems *problems)
{
    if (!gmime_open()) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file("draft.eml"),
                    "Install the library GMime (libgmime-3.0-0).",
                    "the message cannot be written");
        return OUTCHECK_ERROR_INPUT;
    }
    g_mime_init();
    GMimeMessage *message = g_mime_message_new(TRUE);
    GMimeMultipart *multipart = g_mime_multipart_new_with_subtype("mixed");
    g_mime_multipart_set_boundary(
        multipart, text_format(arena, "outcheck-%.32s", notice->manifest_sha256));
    set_headings(message, arena, notice);
    add_letter(multipart, arena, notice);
    for (size_t i = 0; i < notice->file_count; i++) {
        attach(multipart, &notice->files[i]);
    }
    g_mime_message_set_mime_part(message, GMIME_OBJECT(multipart));
    const bool is_written = write_message(message, arena, mail);
    g_object_unref(multipart);
    g_object_unref(message);
    g_mime_shutdown();
    if (!is_written) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file("draft.eml"), "",
                    "the message cannot be written");
        return OUTCHECK_ERROR_INPUT;
    }
    return OUTCHECK_OK;
}
