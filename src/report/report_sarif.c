/*
 * The findings as SARIF 2.1.0, for editors and code hosts.
 *
 * A SARIF line is the physical line of the file, a column the number of the field: the
 * nearest that the format has to a cell, whose name stands in logicalLocations. "Cannot
 * assess" is a warning here, for SARIF has no such level.
 */
#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"
#include "report/finding_view.h"
#include "report/json_writer.h"
#include "report/printer.h"

#include <string.h>

enum { LINE_DEPTH = 4, FINGERPRINT_DIGITS = 32 };

static const char *level(enum severity severity)
{
    static const char *const levels[] = {"note", "warning", "warning", "error"};
    return levels[severity];
}

/* One entry a code: several rules of a policy may share one. */
struct code_list {
    struct map *indices;
    const char **codes;
    size_t count;
    size_t capacity;
};

static void add_code(struct arena *arena, struct code_list *list, const char *code)
{
    if (map_add_text(list->indices, code, list->count) == list->count) {
        *arena_add(arena, list->codes, list->count, list->capacity) = code;
    }
}

static struct code_list list_codes(struct arena *arena, const struct results *results)
{
    struct code_list list = {.indices = map_create(arena, 64)};
    for (size_t i = 0; i < results->policy->rule_count; i++) {
        if (results->policy->rules[i].is_on) {
            add_code(arena, &list, results->policy->rules[i].code);
        }
    }
    for (size_t i = 0; i < results->finding_count; i++) {
        add_code(arena, &list, results->findings[i].code);
    }
    return list;
}

static const struct policy_rule *rule_of_code(const struct policy *policy,
                                              const char *code)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (policy->rules[i].is_on && text_equals(policy->rules[i].code, code)) {
            return &policy->rules[i];
        }
    }
    return NULL;
}

static void write_message(struct json_writer *json, const char *key, const char *text)
{
    json_write_key(json, key);
    json_write_object(json);
    json_member_text(json, "text", text);
    json_write_end(json);
}

static const char *remedies(struct arena *arena, const struct policy_rule *rule)
{
    const char *text = "";
    for (size_t i = 0; i < rule->remedy_count; i++) {
        text = text_format(arena, "%s%s%zu. %s", text, i ? "\n" : "", i + 1,
                           rule->remedies[i]);
    }
    return text;
}

static void write_rule(struct json_writer *json, const struct policy *policy,
                       const char *code)
{
    const struct policy_rule *rule = rule_of_code(policy, code);
    json_write_object(json);
    json_member_text(json, "id", code);
    if (rule) {
        const bool is_own = rule->kind->code == NULL;
        json_member_text(json, "name", is_own ? rule->id : rule->kind->name);
        write_message(json, "shortDescription", is_own ? rule->title : rule->kind->what);
        if (!text_is_blank(rule->why)) {
            write_message(json, "fullDescription", rule->why);
        }
        if (text_starts_with(rule->source.address ? rule->source.address : "", "http")) {
            json_member_text(json, "helpUri", rule->source.address);
        }
        if (rule->remedy_count) {
            write_message(json, "help", remedies(printer_scratch(json->printer), rule));
        }
        json_write_key(json, "defaultConfiguration");
        json_write_object(json);
        json_member_text(json, "level", level(rule->severity));
        json_write_end(json);
    }
    json_write_end(json);
    printer_rest(json->printer);
}

static bool is_plain_in_uri(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || (letter && strchr("-._~/", letter));
}

/* Everything but the plainest letters is written as %XX. */
static const char *uri_of_path(struct arena *arena, const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *start = path[0] == '/' ? "file://" : "";
    char *escaped = arena_array(arena, 3 * strlen(path) + 1, char);
    char *end = escaped;
    for (; *path; path++) {
        if (is_plain_in_uri(*path)) {
            *end++ = *path;
        } else {
            *end++ = '%';
            *end++ = digits[(unsigned char)*path >> 4];
            *end++ = digits[(unsigned char)*path & 15];
        }
    }
    return text_format(arena, "%s%s", start, escaped);
}

/* The physical line that the finding's row starts on. */
static uint64_t line_of(const struct finding *finding)
{
    const struct grid *grid = finding->table ? finding->table->grid : NULL;
    const bool has_line = grid && !grid->sheet && finding->row < grid->row_count;
    return has_line ? grid->rows[finding->row].line : (uint64_t)finding->row + 1;
}

static void write_location(struct json_writer *json, const struct finding *finding)
{
    struct arena *scratch = printer_scratch(json->printer);
    json_write_object(json);
    json_write_key(json, "physicalLocation");
    json_write_object(json);
    json_write_key(json, "artifactLocation");
    json_write_object(json);
    json_member_text(json, "uri", uri_of_path(scratch, finding->output->path));
    json_write_end(json);
    if (finding->row != UINT32_MAX) {
        json_write_key(json, "region");
        json_write_object(json);
        json_member_count(json, "startLine", line_of(finding));
        if (finding->column != UINT32_MAX && !finding_is_in_lines(finding)) {
            json_member_count(json, "startColumn", (uint64_t)finding->column + 1);
        }
        json_write_end(json);
    }
    json_write_end(json);
    json_write_key(json, "logicalLocations");
    json_write_array(json);
    json_write_object(json);
    json_member_text(json, "fullyQualifiedName", finding_place(scratch, finding));
    json_write_end(json);
    json_write_end(json);
    json_write_end(json);
}

/* From file, labels, place in words and rule: the same when rows move, another when the
 * cell is another. A hash, so that it holds no label. */
static const char *fingerprint(struct arena *arena, const struct finding *finding)
{
    const bool has_cell = finding->table && finding->cell != NO_CELL;
    const char *place = has_cell ? table_cell_label(arena, finding->table, finding->cell)
                                 : finding_place(arena, finding);
    const char *measure =
        has_cell
            ? finding->table->measures[finding->table->cells[finding->cell].measure].key
            : "";
    const char *name = text_format(arena, "%s|%s|%s|%s|%s|%s",
                                   finding->output ? finding->output->path : "",
                                   finding->sheet ? finding->sheet : "", finding->code,
                                   finding->rule ? finding->rule : "", measure, place);
    return text_copy(arena, hash_sha256(arena, name, strlen(name)), FINGERPRINT_DIGITS);
}

static void write_result(struct json_writer *json, const struct viewer *viewer,
                         const struct code_list *codes, const struct finding *finding)
{
    struct arena *scratch = printer_scratch(json->printer);
    json_write_object(json);
    json_member_text(json, "ruleId", finding->code);
    json_member_count(json, "ruleIndex", map_find_text(codes->indices, finding->code));
    json_member_text(json, "level", level(finding->severity));
    write_message(json, "message", finding_view(scratch, viewer, finding).message);
    json_write_key(json, "locations");
    json_write_array(json);
    if (finding->output) {
        write_location(json, finding);
    }
    json_write_end(json);
    json_write_key(json, "partialFingerprints");
    json_write_object(json);
    json_member_text(json, "outcheckCell/v1", fingerprint(scratch, finding));
    json_write_end(json);
    json_write_key(json, "properties");
    json_write_object(json);
    json_member_text(json, "id", finding->id);
    json_member_text(json, "rule", finding->rule);
    json_member_text(json, "severity", severity_name(finding->severity));
    json_write_end(json);
    json_write_end(json);
    printer_rest(json->printer);
}

static void write_driver(struct json_writer *json, const struct results *results,
                         const struct code_list *codes)
{
    json_write_key(json, "tool");
    json_write_object(json);
    json_write_key(json, "driver");
    json_write_object(json);
    json_member_text(json, "name", "outcheck");
    json_member_text(json, "version", results->version);
    json_write_key(json, "rules");
    json_write_array(json);
    for (size_t i = 0; i < codes->count; i++) {
        write_rule(json, results->policy, codes->codes[i]);
    }
    json_write_end(json);
    json_write_end(json);
    json_write_end(json);
}

static void write_log(struct json_writer *json, const struct viewer *viewer,
                      const struct code_list *codes)
{
    json_write_object(json);
    json_member_text(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_member_text(json, "version", "2.1.0");
    json_write_key(json, "runs");
    json_write_array(json);
    json_write_object(json);
    write_driver(json, viewer->results, codes);
    json_write_key(json, "results");
    json_write_array(json);
    for (size_t i = 0; i < viewer->results->finding_count; i++) {
        write_result(json, viewer, codes, &viewer->results->findings[i]);
    }
    json_write_end(json);
    json_write_key(json, "properties");
    json_write_object(json);
    json_member_text(json, "policy", viewer->results->policy->id);
    json_member_text(json, "verdict", verdict_name(viewer->tally->all.verdict));
    json_write_end(json);
    json_write_end(json);
    json_write_end(json);
    json_write_end(json);
}

void report_sarif(const struct results *results, const struct report_options *options,
                  const struct sink *sink)
{
    struct arena *arena = arena_create(0);
    struct printer *printer = arena_new(arena, struct printer);
    const struct viewer viewer = {
        .results = results,
        .options = options,
        .tally = tally_create(arena, results),
    };
    const struct code_list codes = list_codes(arena, results);
    printer_start(printer, sink);
    struct json_writer json = json_writer_on(printer, LINE_DEPTH);
    write_log(&json, &viewer, &codes);
    json_writer_finish(&json);
    printer_finish(printer);
    arena_destroy(arena);
}
