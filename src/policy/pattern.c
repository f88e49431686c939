/*
 * The only file that includes PCRE2. Compiled code is freed by pattern_release();
 * everything else lives in the arena.
 */
#include "policy/pattern.h"

#include "base/text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

enum {
    MATCH_LIMIT = 200000, /* steps: some milliseconds */
    DEPTH_LIMIT = 2000,   /* nested backtracking points */
    HEAP_LIMIT_KIB = 4096,
    MISTAKE_TEXT_LIMIT = 256,
};

struct pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *limits;
};

static const char *error_text(struct arena *arena, int number)
{
    PCRE2_UCHAR text[MISTAKE_TEXT_LIMIT] = {0};
    if (pcre2_get_error_message(number, text, sizeof(text)) < 0) {
        return "unknown mistake";
    }
    return text_format(arena, "%s", (const char *)text);
}

const struct pattern *pattern_compile(struct arena *arena, const char *written,
                                      enum pattern_scope scope,
                                      struct pattern_mistake *mistake)
{
    const size_t length = strlen(written);
    if (length == 0 || length > PATTERN_BYTE_LIMIT) {
        *mistake = (struct pattern_mistake){
            .sentence =
                length ? "longer than 4,096 bytes" : "empty: it would match anything",
        };
        return NULL;
    }
    uint32_t options = PCRE2_UTF | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C;
    if (scope == PATTERN_WHOLE) {
        options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    }
    int number = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)written, length, options, &number, &offset, NULL);
    if (!code) {
        *mistake = (struct pattern_mistake){
            .sentence = error_text(arena, number),
            .offset = offset < length ? offset : length,
        };
        return NULL;
    }
    /* Where the machine has no JIT, matching is slower and means the same. */
    (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    struct pattern *pattern = arena_new(arena, struct pattern);
    pattern->code = code;
    pattern->match = pcre2_match_data_create(1, NULL);
    pattern->limits = pcre2_match_context_create(NULL);
    if (pattern->limits) {
        pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
        pcre2_set_depth_limit(pattern->limits, DEPTH_LIMIT);
        pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT_KIB);
    }
    return pattern;
}

void pattern_release(const struct pattern *pattern)
{
    if (pattern) {
        pcre2_match_context_free(pattern->limits);
        pcre2_match_data_free(pattern->match);
        pcre2_code_free(pattern->code);
    }
}

enum pattern_result pattern_match(const struct pattern *pattern, const char *text)
{
    if (!pattern->match || !pattern->limits) {
        return PATTERN_GAVE_UP;
    }
    const int result = pcre2_match(pattern->code, (PCRE2_SPTR)text, strlen(text), 0, 0,
                                   pattern->match, pattern->limits);
    if (result == PCRE2_ERROR_NOMATCH) {
        return PATTERN_MISS;
    }
    return result >= 0 ? PATTERN_HIT : PATTERN_GAVE_UP;
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static bool is_separator(char letter)
{
    return letter == '_' || letter == '.' || letter == '-' || letter == '/' ||
           letter == '\\' || letter == ' ';
}

/* Separators become blanks, and one is put where camelCase begins a word. */
static const char *words_of(struct arena *arena, const char *name)
{
    const size_t length = strlen(name);
    char *out = arena_array(arena, 2 * length + 1, char);
    size_t end = 0;
    for (size_t i = 0; i < length; i++) {
        const bool begins_word = i && name[i] >= 'A' && name[i] <= 'Z' &&
                                 name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if (begins_word) {
            out[end++] = ' ';
        }
        out[end] = name[i];
        if (is_separator(name[i])) {
            out[end] = ' ';
        }
        end++;
    }
    return text_key(arena, text_squeezed(arena, out));
}

/* "2011", "1920", "201920", "21": years as they stand at the end of names. */
static bool is_year(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(word[i])) {
            return false;
        }
    }
    const bool is_century = strncmp(word, "19", 2) == 0 || strncmp(word, "20", 2) == 0;
    return length == 2 || ((length == 4 || length == 6) && is_century) ||
           (length == 4 && word[0] <= '3');
}

/* "spr21", "aut", "ab15", "ex15": terms of the school census. */
static bool is_term(const char *word, size_t length)
{
    static const char *const terms[] = {"spr",    "sum",    "aut",    "ab",  "ex",
                                        "spring", "summer", "autumn", "term"};
    for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
        const size_t start = strlen(terms[i]);
        if (length < start || strncmp(word, terms[i], start) != 0) {
            continue;
        }
        const bool is_long = start > 2;
        if ((length == start && is_long) ||
            (length == start + 2 && is_year(word + start, 2))) {
            return true;
        }
    }
    return false;
}

const char *pattern_normal_name(struct arena *arena, const char *name)
{
    const char *words = words_of(arena, name);
    size_t length = strlen(words);
    for (;;) {
        size_t start = length;
        while (start && words[start - 1] != ' ') {
            start--;
        }
        const size_t size = length - start;
        if (start == 0 ||
            !(is_year(words + start, size) || is_term(words + start, size))) {
            return text_copy(arena, words, length);
        }
        length = start - 1;
    }
}
