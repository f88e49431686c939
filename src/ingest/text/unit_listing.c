/*
 * A listing is known by the command above it, or by Stata's numbered observations. What
 * looks like one without either is left to the reading of tables: rows of groups look the
 * same.
 */
#include "ingest/text/unit_listing.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

static bool is_word_start(const char *text, const char *found)
{
    return found == text || (!isalnum((unsigned char)found[-1]) && found[-1] != '_');
}

static bool has_call(const char *text, const char *call)
{
    const char *found = strstr(text, call);
    return found && is_word_start(text, found);
}

/* The words for a command that prints single rows, or NULL. */
static const char *listing_command(const struct screen_line *line)
{
    static const struct {
        const char *call;
        const char *words;
    } calls[] = {
        {"head(", "head()"}, {".head(", "head()"},     {".tail(", "tail()"},
        {"tail(", "tail()"}, {".sample(", "sample()"}, {"glimpse(", "glimpse()"},
        {"str(", "str()"},   {"View(", "View()"},
    };
    if (line->kind != LINE_COMMAND) {
        return NULL;
    }
    const char *text = line->text + strspn(line->text, ".> ");
    if (text_starts_with(line->text, ". ") &&
        (text_starts_with(text, "list") || text_starts_with(text, "li ") ||
         text_starts_with(text, "l ") || text_equals(text, "l")) &&
        (text[4] == '\0' || text[4] == ' ' || text[4] == ',' || text[0] != 'l' ||
         text[1] != 'i' || text[2] != 's')) {
        return "Stata's list";
    }
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        const char *found = strstr(text, calls[i].call);
        if (found && (calls[i].call[0] == '.' || has_call(text, calls[i].call))) {
            return calls[i].words;
        }
    }
    return NULL;
}

/* "  12. |  1   F   19 |": a number and a point, a pipe, cells. */
static bool is_numbered_row(const struct screen_line *line)
{
    const char *at = line->text + strspn(line->text, " ");
    const size_t digits = strspn(at, "0123456789,");
    if (!digits || at[digits] != '.') {
        return false;
    }
    at += digits + 1;
    at += strspn(at, " ");
    return at[0] == '|' || strncmp(at, "\xE2\x94\x82", 3) == 0;
}

/* The last line of output that follows a command, before the next one. */
static uint32_t end_of_output(const struct text_page *page, uint32_t line)
{
    uint32_t last = line;
    for (uint32_t i = line + 1; i < page->count; i++) {
        if (page->lines[i].kind == LINE_COMMAND) {
            break;
        }
        last = page->lines[i].kind == LINE_BLANK ? last : i;
    }
    return last;
}

bool unit_listing_next(const struct text_page *page, uint32_t *line,
                       struct unit_listing *listing)
{
    for (uint32_t i = *line; i < page->count; i++) {
        const char *words = listing_command(&page->lines[i]);
        const uint32_t end = words ? end_of_output(page, i) : i;
        if (words && end > i) {
            *listing = (struct unit_listing){i, end, words};
            *line = end + 1;
            return true;
        }
        if (!is_numbered_row(&page->lines[i])) {
            continue;
        }
        uint32_t last = i;
        while (last + 1 < page->count && page->lines[last + 1].kind != LINE_BLANK &&
               page->lines[last + 1].kind != LINE_COMMAND) {
            last++;
        }
        *listing = (struct unit_listing){i, last, "Stata's list"};
        *line = last + 1;
        return true;
    }
    return false;
}
