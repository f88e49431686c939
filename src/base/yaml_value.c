#include "base/yaml_value.h"

#include "base/text.h"

#include <string.h>

enum { NUMBER_DIGIT_LIMIT = 15, WORD_BYTE_LIMIT = 60, ID_BYTE_LIMIT = 64 };

void value_mistake(struct problems *problems, const struct yaml_node *node,
                   const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = text_format_list(problems->arena, format, arguments);
    va_end(arguments);
    problem_add(problems, OUTCHECK_ERROR_USAGE, node->place, hint, "%s", message);
}

/* As much of a word as a message should repeat. */
static const char *quoted(struct problems *problems, const char *word)
{
    return text_shortened(problems->arena, word, WORD_BYTE_LIMIT);
}

const char *value_suggestion(struct problems *problems, const char *word,
                             struct words words)
{
    const char *nearest = text_nearest(word, words.items, words.count);
    if (nearest) {
        return text_format(problems->arena, "Did you mean '%s'?", nearest);
    }
    const char *list = "";
    for (size_t i = 0; i < words.count; i++) {
        list =
            text_format(problems->arena, "%s%s%s", list, i ? ", " : "", words.items[i]);
    }
    return words.count ? text_format(problems->arena, "Known here: %s.", list) : "";
}

void value_check_keys(struct problems *problems, const struct yaml_node *map,
                      struct words known)
{
    for (size_t i = 0; i < map->count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < known.count; k++) {
            is_known = is_known || text_equals(known.items[k], map->entries[i].key->text);
        }
        if (!is_known) {
            value_mistake(problems, map->entries[i].key,
                          value_suggestion(problems, map->entries[i].key->text, known),
                          "unknown key '%s'",
                          quoted(problems, map->entries[i].key->text));
        }
    }
}

static bool is_text(struct problems *problems, const struct yaml_node *node,
                    const char *key)
{
    if (node->kind != YAML_TEXT) {
        value_mistake(problems, node, "", "%s must be text, not a %s", key,
                      node->kind == YAML_LIST ? "list" : "map");
        return false;
    }
    if (text_is_blank(node->text)) {
        value_mistake(problems, node, "Say what it is, or leave the line out.",
                      "%s is empty", key);
        return false;
    }
    return true;
}

bool value_text(struct problems *problems, const struct yaml_node *node, const char *key,
                const char **text)
{
    if (!is_text(problems, node, key)) {
        return false;
    }
    *text = text_squeezed(problems->arena, node->text);
    return true;
}

bool value_choice(struct problems *problems, const struct yaml_node *node,
                  const char *key, struct words words, size_t *index)
{
    if (!is_text(problems, node, key)) {
        return false;
    }
    for (size_t i = 0; i < words.count; i++) {
        if (text_equals(words.items[i], node->text)) {
            *index = i;
            return true;
        }
    }
    value_mistake(problems, node, value_suggestion(problems, node->text, words),
                  "%s cannot be '%s'", key, quoted(problems, node->text));
    return false;
}

bool value_yes_no(struct problems *problems, const struct yaml_node *node,
                  const char *key, bool *answer)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on"};
    size_t index = 0;
    if (!value_choice(problems, node, key, (struct words){words, 6}, &index)) {
        return false;
    }
    *answer = index % 2 == 1;
    return true;
}

/* Digits with at most one point and a minus before: nothing that a locale could change.
 */
static bool parse_number(const char *text, double *number)
{
    const bool is_negative = *text == '-';
    double mantissa = 0;
    double scale = 1;
    size_t digits = 0;
    bool is_after_point = false;
    for (const char *at = text + is_negative; *at; at++) {
        if (*at == '.' && !is_after_point && digits) {
            is_after_point = true;
            continue;
        }
        if (*at < '0' || *at > '9' || ++digits > NUMBER_DIGIT_LIMIT) {
            return false;
        }
        mantissa = mantissa * 10 + (*at - '0');
        scale *= is_after_point ? 10 : 1;
    }
    if (!digits || text[strlen(text) - 1] == '.') {
        return false;
    }
    *number = (is_negative ? -mantissa : mantissa) / scale;
    return true;
}

bool value_number(struct problems *problems, const struct yaml_node *node,
                  const char *key, double *number)
{
    if (!is_text(problems, node, key)) {
        return false;
    }
    if (!parse_number(node->text, number)) {
        value_mistake(problems, node,
                      "Write it in digits, with a point before decimals: 10 or 43.75.",
                      "%s must be a number, not '%s'", key, quoted(problems, node->text));
        return false;
    }
    return true;
}

static unsigned digits_at(const char *text, size_t count)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++) {
        number = number * 10 + (unsigned)(text[i] - '0');
    }
    return number;
}

static bool is_date(const char *text)
{
    static const char shape[] = "0000-00-00";
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != sizeof(shape) - 1) {
        return false;
    }
    for (size_t i = 0; i < sizeof(shape) - 1; i++) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !is_digit : text[i] != shape[i]) {
            return false;
        }
    }
    const unsigned year = digits_at(text, 4);
    const unsigned month = digits_at(text + 5, 2);
    const unsigned day = digits_at(text + 8, 2);
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

bool value_date(struct problems *problems, const struct yaml_node *node, const char *key,
                const char **date)
{
    if (!is_text(problems, node, key)) {
        return false;
    }
    if (!is_date(node->text)) {
        value_mistake(problems, node, "Write year, month and day: 2024-06-20.",
                      "%s must be a date, not '%s'", key, quoted(problems, node->text));
        return false;
    }
    *date = node->text;
    return true;
}

bool value_id(struct problems *problems, const struct yaml_node *node, const char *key,
              const char **id)
{
    if (!is_text(problems, node, key)) {
        return false;
    }
    const size_t length = strlen(node->text);
    if (strspn(node->text, "abcdefghijklmnopqrstuvwxyz0123456789-") != length ||
        length > ID_BYTE_LIMIT) {
        value_mistake(problems, node,
                      "Use lower-case letters, digits and hyphens: minimum-count.",
                      "%s cannot be '%s'", key, quoted(problems, node->text));
        return false;
    }
    *id = node->text;
    return true;
}
