/*
 * Each text is tried under both styles; see number_style.h for the rule.
 */
#include "ingest/number/number_style.h"

#include "ingest/number/amount.h"

#include <string.h>

/* A number under this style and nothing else; brackets, stars and markers do not matter
 * here. */
static bool is_amount(const char *text, size_t length, enum number_style style,
                      struct amount *amount)
{
    const char *end = text + length;
    return amount_read(text, end, style, amount) == end;
}

/* The text without the brackets and stars of regression tables and the percent sign's
 * space. */
static const char *core_of(const char *text, size_t *length)
{
    size_t size = strlen(text);
    text = amount_skip_spaces(text, text + size);
    size = strlen(text);
    while (size && (text[size - 1] == '*' || text[size - 1] == ' ')) {
        size--;
    }
    if (size > 2 && text[0] == '(' && text[size - 1] == ')') {
        text++;
        size -= 2;
    }
    *length = size;
    return text;
}

void number_style_add(struct number_style_facts *facts, const char *text)
{
    if (!text || (!strchr(text, ',') && !strchr(text, '.'))) {
        return;
    }
    size_t length = 0;
    const char *core = core_of(text, &length);
    struct amount with_point;
    struct amount with_comma;
    const bool is_point = is_amount(core, length, NUMBER_STYLE_POINT, &with_point);
    const bool is_comma = is_amount(core, length, NUMBER_STYLE_COMMA, &with_comma);
    facts->comma += is_comma && !is_point;
    facts->point += is_point && !is_comma;
    facts->doubtful += is_point && is_comma;
}

enum number_style number_style_of(const struct number_style_facts *facts)
{
    const bool is_proven =
        facts->comma > 0 && facts->point == 0 && facts->comma >= facts->doubtful;
    return is_proven ? NUMBER_STYLE_COMMA : NUMBER_STYLE_POINT;
}

enum number_style number_style_of_column(const char *const *texts, size_t count)
{
    struct number_style_facts facts = {0};
    for (size_t i = 0; i < count; i++) {
        number_style_add(&facts, texts[i]);
    }
    return number_style_of(&facts);
}
