/*
 * The first line is a pattern or a condition, the second a text or a name: whatever both
 * are, compiling and matching ends soon, and a mistake has words.
 */
#include "base/text.h"
#include "policy/expression.h"
#include "policy/pattern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void try_pattern(struct arena *arena, const char *written, const char *text)
{
    static const enum pattern_scope scopes[] = {PATTERN_ANYWHERE, PATTERN_WHOLE};
    for (size_t i = 0; i < 2; i++) {
        struct pattern_mistake mistake = {0};
        const struct pattern *pattern =
            pattern_compile(arena, written, scopes[i], &mistake);
        if (!pattern) {
            promise(mistake.sentence && mistake.offset <= strlen(written));
            return;
        }
        const enum pattern_result result = pattern_match(pattern, text);
        promise(result == pattern_match(pattern, text));
        pattern_release(pattern);
    }
}

static const char *category(const void *context, const char *dimension)
{
    return dimension[0] == 'R' ? context : NULL;
}

static void try_condition(struct arena *arena, const char *condition, const char *text)
{
    const char *sentence = NULL;
    const struct expression *expression = expression_compile(arena, condition, &sentence);
    if (!expression) {
        promise(sentence && *sentence);
        return;
    }
    const struct expression_cell cell = {
        .value = 7,
        .n = NAN,
        .count = 12,
        .numerator = 0,
        .denominator = NAN,
        .share_of_row = INFINITY,
        .share_of_column = 100,
        .role = "mean",
        .state = "number",
        .table_id = "T01",
        .table_title = text,
        .output = NULL,
        .label = text,
        .category = category,
        .context = text,
    };
    const enum expression_result first = expression_evaluate(expression, &cell);
    const enum expression_result second = expression_evaluate(expression, &cell);
    promise(first == second);
    expression_release(expression);
    promise(expression_message(arena, condition, &cell) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4096 || !text_is_utf8((const char *)data, size)) {
        return 0;
    }
    struct arena *arena = arena_create(0);
    const char *all = text_copy(arena, (const char *)data, size);
    const size_t line = strcspn(all, "\n");
    const char *first = text_copy(arena, all, line);
    const char *text = all[line] ? all + line + 1 : "";
    try_pattern(arena, first, text);
    try_condition(arena, first, text);
    const char *normal = pattern_normal_name(arena, text);
    promise(text_is_utf8(normal, strlen(normal)) && !strchr(normal, '_'));
    arena_destroy(arena);
    return 0;
}
