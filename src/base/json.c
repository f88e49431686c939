#include "base/json.h"

json_t *json_read(const char *name, const char *bytes, size_t length,
                  struct problems *problems)
{
    json_error_t error;
    json_t *json = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (!json) {
        const struct place place = {
            .file = name,
            .line = error.line > 0 ? (size_t)error.line : 0,
            .column = error.column > 0 ? (size_t)error.column : 0,
        };
        problem_add(problems, OUTCHECK_ERROR_USAGE, place,
                    "Check the commas, quotes and brackets just before this place.",
                    "not valid JSON: %s", error.text);
    }
    return json;
}

const char *json_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}
