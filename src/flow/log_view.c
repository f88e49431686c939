/*
 * Implements outcheck/log.h: the log for people and programs, and what is wrong with it.
 */
#include "base/file.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "flow/call.h"
#include "outcheck/log.h"
#include "report/json_writer.h"
#include "report/printable.h"

#define DEFAULT_FOLDER "outcheck-report"

static enum outcheck_status read_book(struct call *call, const char **folder,
                                      struct log_book *book)
{
    *folder = *folder ? *folder : DEFAULT_FOLDER;
    const char *path = path_join(call->arena, *folder, LOG_NAME);
    if (file_kind_of(path) == FILE_MISSING &&
        file_kind_of(text_format(call->arena, "%s.head", path)) == FILE_MISSING) {
        problem_add(call->problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                    "Name the folder of the report; the first scan begins its log.",
                    "there is no log");
        return OUTCHECK_ERROR_INPUT;
    }
    return log_read(call->arena, *folder, book, call->problems);
}

/* ---- text ---- */

enum { INDENT = 6, TEXT_WIDTH = 80 };

static void print_indented(struct printer *printer, const char *text)
{
    printer_spaces(printer, INDENT);
    print_wrapped(printer, text_printable(printer_scratch(printer), text), INDENT,
                  TEXT_WIDTH);
    printer_text(printer, "\n");
}

/* "verdict fail, fail 4" */
static const char *details_text(struct arena *arena, const struct log_entry *entry)
{
    const char *text = "";
    for (size_t i = 0; i < entry->event.detail_count; i++) {
        const struct log_detail *detail = &entry->event.details[i];
        const char *value = detail->text
                                ? detail->text
                                : text_format(arena, "%lld", (long long)detail->count);
        text = text_format(arena, "%s%s%s %s", text, i ? ", " : "", detail->key, value);
    }
    return text;
}

static void print_entry(struct printer *printer, const struct log_entry *entry)
{
    struct arena *scratch = printer_scratch(printer);
    printer_format(printer, "%4llu  %s  %s by %s\n", (unsigned long long)entry->number,
                   text_printable(scratch, entry->time),
                   text_printable(scratch, entry->event.name),
                   text_printable(scratch, entry->actor));
    if (entry->event.object) {
        print_indented(printer, entry->event.object);
    }
    if (entry->event.detail_count) {
        print_indented(printer, details_text(scratch, entry));
    }
    printer_rest(printer);
}

/* "folder/log.jsonl:7: the line was changed" */
static void print_faults(struct printer *printer, const char *folder,
                         const struct log_book *book)
{
    const char *path = path_join(printer_scratch(printer), folder, LOG_NAME);
    for (size_t i = 0; i < book->fault_count; i++) {
        const struct log_fault *fault = &book->faults[i];
        printer_text(printer, path);
        if (fault->line) {
            printer_format(printer, ":%zu", fault->line);
        }
        printer_format(printer, ": %s\n", fault->sentence);
    }
}

static void print_book(struct printer *printer, const char *folder,
                       const struct log_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        print_entry(printer, &book->entries[i]);
    }
    if (book->fault_count) {
        printer_text(printer, "The log is not whole:\n");
        print_faults(printer, folder, book);
    }
}

/* ---- JSON ---- */

static void write_details(struct json_writer *writer, const struct log_entry *entry)
{
    json_write_key(writer, "details");
    json_write_object(writer);
    for (size_t i = 0; i < entry->event.detail_count; i++) {
        const struct log_detail *detail = &entry->event.details[i];
        if (detail->text) {
            json_member_text(writer, detail->key, detail->text);
        } else {
            json_member_number(writer, detail->key, (double)detail->count);
        }
    }
    json_write_end(writer);
}

static void write_entry(struct json_writer *writer, const struct log_entry *entry)
{
    json_write_object(writer);
    json_member_count(writer, "n", entry->number);
    json_member_text(writer, "time", entry->time);
    json_member_text(writer, "actor", entry->actor);
    json_member_text(writer, "event", entry->event.name);
    json_member_text(writer, "object", entry->event.object);
    json_member_text(writer, "sha256", entry->event.sha256);
    write_details(writer, entry);
    json_member_text(writer, "hash", entry->hash);
    json_write_end(writer);
}

static void write_book(struct printer *printer, const struct log_book *book)
{
    struct json_writer writer = json_writer_on(printer, 2);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    json_write_key(&writer, "events");
    json_write_array(&writer);
    for (size_t i = 0; i < book->count; i++) {
        write_entry(&writer, &book->entries[i]);
        printer_rest(printer);
    }
    json_write_end(&writer);
    json_write_key(&writer, "faults");
    json_write_array(&writer);
    for (size_t i = 0; i < book->fault_count; i++) {
        json_write_object(&writer);
        json_member_count(&writer, "line", book->faults[i].line);
        json_member_text(&writer, "sentence", book->faults[i].sentence);
        json_write_end(&writer);
    }
    json_write_end(&writer);
    json_write_end(&writer);
    json_writer_finish(&writer);
}

enum outcheck_status outcheck_log_show(const char *folder, enum outcheck_format format,
                                       const struct outcheck_sink *sink,
                                       const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct log_book book;
    const enum outcheck_status status = read_book(&call, &folder, &book);
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        if (format == OUTCHECK_FORMAT_JSON) {
            write_book(&printer, &book);
        } else {
            print_book(&printer, folder, &book);
        }
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}

/* ---- verify ---- */

static bool has_hash(const struct log_book *book, const char *hash)
{
    for (size_t i = 0; i < book->count; i++) {
        if (text_equals_ignoring_case(book->entries[i].hash, hash)) {
            return true;
        }
    }
    return false;
}

static bool print_verdict(struct printer *printer, const char *folder, const char *head,
                          const struct log_book *book)
{
    print_faults(printer, folder, book);
    const bool lacks_head = head && !has_hash(book, head);
    if (lacks_head) {
        printer_text(printer, "No event has the hash that was written down.\n");
    }
    if (book->fault_count || lacks_head) {
        printer_text(printer, "The log is not whole.\n");
        return false;
    }
    printer_format(
        printer, "The log is whole: %s.\nHead: %s\n",
        text_counted(printer_scratch(printer), (double)book->count, "event", "events"),
        book->head ? book->head : "none");
    return true;
}

enum outcheck_status outcheck_log_verify(const char *folder, const char *head,
                                         bool *is_whole, const struct outcheck_sink *sink,
                                         const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct log_book book;
    *is_whole = false;
    const enum outcheck_status status = read_book(&call, &folder, &book);
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        *is_whole = print_verdict(&printer, folder, head, &book);
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}
