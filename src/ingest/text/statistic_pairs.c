#include "ingest/text/statistic_pairs.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

static bool is_sign(const char *text, size_t at)
{
    const char next = text[at + 1];
    if (at && (text[at - 1] == '=' || next == '=')) {
        return false; /* "==", "====" */
    }
    const bool is_apart = next == ' ' || next == '\0';
    return (text[at] == ':' && is_apart) ||
           (text[at] == '=' &&
            (is_apart || isdigit((unsigned char)next) || next == '-' || next == '<'));
}

/* Back from a sign to where its label begins: a wide gap, a comma or a bracket that is
 * not closed. */
static size_t label_start(const char *text, size_t least, size_t end)
{
    int depth = 0;
    size_t start = end;
    for (; start > least; start--) {
        const char byte = text[start - 1];
        const bool is_gap = byte == ' ' && start >= 2 && text[start - 2] == ' ';
        depth += byte == ')' ? 1 : byte == '(' ? -1 : 0;
        if (depth < 0 || is_gap || (depth == 0 && (byte == ',' || byte == ';'))) {
            break;
        }
    }
    return start;
}

/* "on 8 degrees of freedom", "on 2 and 8 DF" from `at` on: its length, or 0. */
static size_t degrees_length(const char *text)
{
    static const char *const ends[] = {"degrees of freedom", "DF", "df"};
    if (!text_starts_with(text, "on ")) {
        return 0;
    }
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        const char *found = strstr(text, ends[i]);
        if (found && strspn(text + 3, "0123456789 and") + 3 >= (size_t)(found - text)) {
            return (size_t)(found - text) + strlen(ends[i]);
        }
    }
    return 0;
}

/* A number at the start of the text, with what belongs to it; 0: there is none. */
static size_t value_length(const char *text)
{
    size_t at = strspn(text, "<>");
    at += strspn(text + at, " ");
    const size_t length = strcspn(text + at, " ,;)|");
    /* "1,234" and not "0.65, Adjusted": the comma stands before digits. */
    size_t end = at + length;
    while (text[end] == ',' && isdigit((unsigned char)text[end + 1])) {
        end += 1 + strcspn(text + end + 1, " ,;)|");
    }
    for (size_t i = at; i < end; i++) {
        if (!strchr("0123456789.,+-eE%*", text[i])) {
            return 0;
        }
    }
    if (text[at] == '\0' || !strchr("0123456789.-+", text[at]) ||
        strcspn(text + at, "0123456789") >= end - at) {
        return 0;
    }
    const size_t gap = strspn(text + end, " ");
    const size_t degrees = degrees_length(text + end + gap);
    return degrees ? end + gap + degrees : end;
}

size_t statistic_pairs_in(struct arena *arena, const char *text,
                          struct statistic_pair *pairs)
{
    size_t count = 0;
    size_t least = 0;
    for (size_t at = 0; text[at] && count < PAIRS_A_LINE; at++) {
        if (!is_sign(text, at)) {
            continue;
        }
        size_t end = at;
        while (end > least && text[end - 1] == ' ') {
            end--;
        }
        const size_t start = label_start(text, least, end);
        const size_t from = at + 1 + strspn(text + at + 1, " ");
        const size_t length = value_length(text + from);
        const char *label =
            text_squeezed(arena, text_copy(arena, text + start, end - start));
        if (!length || !label[0]) {
            continue;
        }
        pairs[count++] = (struct statistic_pair){
            label, text_squeezed(arena, text_copy(arena, text + from, length))};
        least = from + length;
        at = least - 1;
    }
    return count;
}

bool statistic_pairs_has_sign(const char *text)
{
    for (size_t at = 0; text[at]; at++) {
        if (is_sign(text, at)) {
            return true;
        }
    }
    return false;
}
