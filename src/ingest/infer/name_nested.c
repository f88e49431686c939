/*
 * Words by which a label says that it counts some of another one, or more than it.
 */
#include "base/text.h"
#include "ingest/infer/name_words.h"

#include <ctype.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

struct phrase {
    const char *text;
    bool is_wider;
};

static const struct phrase phrases[] = {
    {"excluding", false},     {"excludes", false},   {"excl", false},
    {"exc", false},           {"except", false},     {"without", false},
    {"not including", false}, {"not incl", false},   {"minus", false},
    {"less", false},          {"but not", false},    {"net of", false},
    {"other than", false},    {"apart from", false}, {"after removing", false},
    {"including", true},      {"incl", true},        {"includes", true},
    {"plus", true},
};

/* The phrase that a word begins at `text`, or NULL. */
static const struct phrase *phrase_at(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(phrases); i++) {
        size_t at = 0;
        while (phrases[i].text[at] &&
               tolower((unsigned char)text[at]) == phrases[i].text[at]) {
            at++;
        }
        if (!phrases[i].text[at] && !isalnum((unsigned char)text[at]) && text[at]) {
            return &phrases[i];
        }
    }
    return NULL;
}

/* Without the bracket, comma or dash before the phrase. */
static size_t end_before(const char *text, size_t at)
{
    while (at && strchr(" (,-:;[", text[at - 1])) {
        at--;
    }
    return at;
}

size_t name_nested_in(const char *key, bool *is_wider)
{
    for (size_t at = 1; key[at]; at++) {
        const bool begins_word =
            !isalnum((unsigned char)key[at - 1]) && (unsigned char)key[at - 1] < 0x80;
        const struct phrase *phrase = begins_word ? phrase_at(key + at) : NULL;
        if (phrase) {
            *is_wider = phrase->is_wider;
            return end_before(key, at);
        }
    }
    return 0;
}

bool name_is_of_which(const char *key)
{
    static const char *const starts[] = {"of which", "of whom",    "of these",
                                         "thereof",  "including ", "incl. "};
    while (*key && !isalpha((unsigned char)*key) && (unsigned char)*key < 0x80) {
        key++;
    }
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        if (strncmp(key, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_word(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (size_t at = 0; text[at]; at++) {
        size_t same = 0;
        while (same < length && tolower((unsigned char)text[at + same]) == word[same]) {
            same++;
        }
        const bool begins = at == 0 || !isalnum((unsigned char)text[at - 1]);
        if (same == length && begins && !isalnum((unsigned char)text[at + same])) {
            return true;
        }
    }
    return false;
}

bool name_says_nested(const char *text)
{
    static const char *const words[] = {"known",    "with",     "eligible", "matched",
                                        "valid",    "included", "only",     "non-missing",
                                        "of which", "of whom"};
    bool is_wider = false;
    if (name_nested_in(text, &is_wider)) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (has_word(text, words[i])) {
            return true;
        }
    }
    return false;
}

static bool has_chain_words(const char *text)
{
    static const char *const words[] = {
        "within",     "by age",   "up to",     "under",  "less than",
        "fewer than", "at least", "more than", "over",   "at most",
        "or more",    "or above", "or fewer",  "or less"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (has_word(text, words[i])) {
            return true;
        }
    }
    const size_t before = strcspn(text, "0123456789");
    const size_t digits = strspn(text + before, "0123456789");
    return digits && text[before + digits] == '+';
}

const char *name_chain_key(struct arena *arena, const char *text)
{
    const size_t before = strcspn(text, "0123456789");
    const size_t digits = strspn(text + before, "0123456789");
    if (!digits || !has_chain_words(text)) {
        return NULL;
    }
    const char *rest = text_key(arena, text + before + digits);
    const size_t length = strlen(rest);
    const bool is_plural = length > 1 && rest[length - 1] == 's';
    return text_format(arena, "%s # %.*s",
                       text_key(arena, text_copy(arena, text, before)),
                       (int)(length - (is_plural ? 1 : 0)), rest);
}

bool name_is_limit(const char *key)
{
    static const char *const starts[] = {"up to",  "at most",     "at least",
                                         "under ", "less than",   "more than",
                                         "within", "no more than"};
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        if (text_starts_with(key, starts[i])) {
            return true;
        }
    }
    return text_ends_with(key, " or more") || text_ends_with(key, " or less");
}

bool name_is_cumulative(const char *text)
{
    static const char *const words[] = {"cumulative", "cumulatively",  "cumul",
                                        "cum",        "running total", "at risk",
                                        "surviving",  "survivors",     "remaining",
                                        "still in",   "still at",      "to date"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (has_word(text, words[i])) {
            return true;
        }
    }
    return false;
}
