/*
 * One pass over the tokens: numbers, names and references, texts, signs.
 */
#include "ingest/workbook/formula.h"

#include <stddef.h>
#include <string.h>

struct formula_facts {
    bool has_reference;
    bool has_number;
    bool has_text;
    bool has_own_number; /* beside + or -, or with digits that no scale has */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           is_digit(byte) || strchr("_$.!#[]:\\", byte) != NULL ||
           ((unsigned char)byte & 0x80U);
}

/* Behind the text in quotation marks at `at`; two of them inside stand for one. */
static const char *skip_quoted(const char *at)
{
    const char mark = *at++;
    while (*at) {
        if (*at == mark && at[1] != mark) {
            return at + 1;
        }
        at += *at == mark ? 2 : 1;
    }
    return at;
}

/* A power of ten, or a small number: 1, 2, 100, 0.01. */
static bool is_of_the_craft(const char *start, const char *end)
{
    int significant = 0;
    bool has_others = false; /* than 0 and 1 */
    for (const char *at = start; at < end; at++) {
        significant += *at >= '1' && *at <= '9';
        has_others |= *at >= '2' && *at <= '9';
    }
    return significant <= 1 && (!has_others || end - start <= 1);
}

static const char *take_number(const char *at, char before, struct formula_facts *facts)
{
    const char *start = at;
    while (is_digit(*at) || *at == '.') {
        at++;
    }
    const char *next = at + strspn(at, " ");
    const bool is_added = before == '+' || before == '-' || *next == '+' || *next == '-';
    facts->has_number = true;
    facts->has_own_number |= is_added || !is_of_the_craft(start, at);
    return at;
}

/* The sign before, where it works on something: not the one of `,-1`. */
static char sign_before(char before, char sign)
{
    const bool is_unary = before == '\0' || strchr("(,;=<>*/^&", before) != NULL;
    if ((sign == '+' || sign == '-') && is_unary) {
        return before;
    }
    return sign;
}

/* Behind the token at `at`. */
static const char *take_token(const char *at, char before, struct formula_facts *facts)
{
    if (*at == '"' || *at == '\'') {
        facts->has_text |= *at == '"';
        facts->has_reference |= *at == '\'';
        return skip_quoted(at);
    }
    if (is_digit(*at) || (*at == '.' && is_digit(at[1]))) {
        return take_number(at, before, facts);
    }
    if (!is_name_byte(*at)) {
        return at + 1;
    }
    while (*at && is_name_byte(*at)) {
        at++;
    }
    facts->has_reference |= *at != '(';
    return at;
}

static struct formula_facts facts_of(const char *formula)
{
    struct formula_facts facts = {0};
    char before = '\0';
    for (const char *at = formula; *at;) {
        const char *start = at;
        at = take_token(at, before, &facts);
        if (*start != ' ') {
            before = sign_before(before, *start);
        }
    }
    return facts;
}

bool formula_holds_numbers(const char *formula)
{
    const struct formula_facts facts = facts_of(formula);
    return facts.has_number && (facts.has_own_number || !facts.has_reference);
}

bool formula_is_constant(const char *formula)
{
    const struct formula_facts facts = facts_of(formula);
    return !facts.has_reference && (facts.has_number || facts.has_text);
}
