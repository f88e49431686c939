#include "risk/exceptions.h"

#include "base/text.h"

#include <string.h>

/* What one pass over the findings needs. */
struct matching {
    struct arena *scratch;
    const struct request *request;
};

static const struct request_file *file_of(const struct request *request, const char *path)
{
    for (size_t i = 0; i < request->file_count; i++) {
        if (text_equals(request->files[i].path, path)) {
            return &request->files[i];
        }
    }
    return NULL;
}

static bool fits_output(const struct matching *matching,
                        const struct exception *exception, const struct finding *finding)
{
    if (!exception->output) {
        return true;
    }
    const struct request_file *file = file_of(matching->request, exception->output);
    return finding->output &&
           (file ? file->output == finding->output
                 : text_equals(exception->output, finding->output->path));
}

/* By code, by id, or by the id with its policy: "ons-srs/minimum-count". */
static bool fits_rule(const struct exception *exception, const struct finding *finding)
{
    const char *id = finding->rule ? strchr(finding->rule, '/') : NULL;
    return text_equals_ignoring_case(exception->rule, finding->code) ||
           text_equals(exception->rule, finding->rule) ||
           (id && text_equals(exception->rule, id + 1));
}

static bool is_key_of(const struct matching *matching, const char *text, const char *key)
{
    return text_equals(text_key(matching->scratch, text), key);
}

static const char *label_for(const struct matching *matching,
                             const struct exception *exception,
                             const struct dimension *dimension)
{
    for (size_t i = 0; i < exception->label_count; i++) {
        if (is_key_of(matching, exception->labels[i].dimension, dimension->key)) {
            return exception->labels[i].category;
        }
    }
    return NULL;
}

/* Every label that the exception names is the cell's, and a label that it leaves out is
 * a total: an exception for one cell never covers another. */
static bool fits_labels(const struct matching *matching,
                        const struct exception *exception, const struct finding *finding)
{
    const struct table *table = finding->table;
    size_t used = 0;
    if (!table || finding->cell == NO_CELL) {
        return exception->label_count == 0;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const uint32_t category = table_category(table, finding->cell, d);
        const bool is_total = category == NO_CATEGORY || category == dimension->total;
        const char *label = label_for(matching, exception, dimension);
        const bool fits =
            label ? category != NO_CATEGORY &&
                        is_key_of(matching, label, dimension->categories[category].key)
                  : is_total;
        if (!fits) {
            return false;
        }
        used += label ? 1 : 0;
    }
    return used == exception->label_count;
}

/* Whether the exception was asked for what stands there now. */
static bool is_as_asked(const struct exception *exception, const struct finding *finding)
{
    if (finding->table && finding->cell != NO_CELL) {
        const struct cell *cell = &finding->table->cells[finding->cell];
        return exception->has_value && cell->state == CELL_NUMBER &&
               cell->value == exception->value;
    }
    return exception->sha256 && finding->output &&
           text_equals_ignoring_case(exception->sha256, finding->output->sha256);
}

static void match_finding(const struct matching *matching, struct finding *finding)
{
    for (size_t i = 0; i < matching->request->exception_count; i++) {
        const struct exception *exception = &matching->request->exceptions[i];
        if (!fits_rule(exception, finding) ||
            !fits_output(matching, exception, finding) ||
            !fits_labels(matching, exception, finding)) {
            continue;
        }
        const bool is_void = !is_as_asked(exception, finding);
        if (!finding->exception || !is_void) {
            finding->exception = exception;
            finding->exception_is_void = is_void;
        }
        if (!is_void) {
            return;
        }
    }
}

void exceptions_match(const struct submission *submission, struct findings *findings)
{
    if (!submission->request || !submission->request->exception_count) {
        return;
    }
    for (size_t i = 0; i < findings->count; i++) {
        const struct matching matching = {
            .scratch = arena_create(0),
            .request = submission->request,
        };
        match_finding(&matching, &findings->items[i]);
        arena_destroy(matching.scratch);
    }
}
