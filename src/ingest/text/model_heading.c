#include "ingest/text/model_heading.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum phrase_kind { PHRASE_OTHER, PHRASE_COEFFICIENT, PHRASE_PROOF };

struct phrase {
    const char *text;
    enum phrase_kind kind;
};

/* Longer ones before those that they begin with. */
static const struct phrase phrases[] = {
    {"Coefficient", PHRASE_COEFFICIENT},
    {"Coef.", PHRASE_COEFFICIENT},
    {"coef", PHRASE_COEFFICIENT},
    {"Odds ratio", PHRASE_COEFFICIENT},
    {"Haz. ratio", PHRASE_COEFFICIENT},
    {"IRR", PHRASE_COEFFICIENT},
    {"RRR", PHRASE_COEFFICIENT},
    {"dy/dx", PHRASE_COEFFICIENT},
    {"Estimate", PHRASE_COEFFICIENT},
    {"exp(coef)", PHRASE_OTHER},
    {"se(coef)", PHRASE_PROOF},
    {"Std. Error", PHRASE_PROOF},
    {"std. err.", PHRASE_PROOF},
    {"std err", PHRASE_PROOF},
    {"t value", PHRASE_OTHER},
    {"z value", PHRASE_OTHER},
    {"Pr(>|t|)", PHRASE_PROOF},
    {"Pr(>|z|)", PHRASE_PROOF},
    {"P>|t|", PHRASE_PROOF},
    {"P>|z|", PHRASE_PROOF},
    {"Beta", PHRASE_OTHER},
    {"[0.025", PHRASE_OTHER},
    {"0.975]", PHRASE_OTHER},
    {"t", PHRASE_OTHER},
    {"z", PHRASE_OTHER},
};

static bool begins_with(const char *text, const char *start)
{
    size_t at = 0;
    while (start[at] &&
           tolower((unsigned char)text[at]) == tolower((unsigned char)start[at])) {
        at++;
    }
    return start[at] == '\0';
}

static bool ends_word(char byte)
{
    return byte == '\0' || byte == ' ';
}

static const struct phrase *phrase_at(const char *text)
{
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        const size_t length = strlen(phrases[i].text);
        if (begins_with(text, phrases[i].text) && ends_word(text[length])) {
            return &phrases[i];
        }
    }
    return NULL;
}

/* "[95% conf. interval]": two columns of numbers. Its length, or 0. */
static size_t interval_length(const char *text)
{
    static const char words[] = "% conf. interval]";
    const size_t digits = text[0] == '[' ? strspn(text + 1, "0123456789.") : 0;
    return digits && begins_with(text + 1 + digits, words) ? 1 + digits + strlen(words)
                                                           : 0;
}

static bool add_column(struct model_heading *heading, const char *text)
{
    if (heading->count == MODEL_COLUMNS) {
        return false;
    }
    heading->texts[heading->count++] = text;
    return true;
}

/* One heading from `at` on; how many bytes it takes, 0 where it is none. */
static size_t take_phrase(struct arena *arena, struct model_heading *heading,
                          const char *at, unsigned *kinds)
{
    const size_t interval = interval_length(at);
    if (interval) {
        const char *text = text_copy(arena, at, interval);
        const bool has_room =
            add_column(heading, text_format(arena, "%s: lower", text)) &&
            add_column(heading, text_format(arena, "%s: upper", text));
        return has_room ? interval : 0;
    }
    const struct phrase *phrase = phrase_at(at);
    if (!phrase) {
        return 0;
    }
    const size_t length = strlen(phrase->text);
    *kinds |= 1U << phrase->kind;
    return add_column(heading, text_copy(arena, at, length)) ? length : 0;
}

bool model_heading_read(struct arena *arena, const struct screen_line *line,
                        struct model_heading *heading)
{
    unsigned kinds = 0;
    *heading = (struct model_heading){.stub = ""};
    if (line->kind == LINE_BLANK || line->kind == LINE_COMMAND ||
        line->kind == LINE_RULE) {
        return false;
    }
    const char *at = line->text;
    if (line->first_pipe != UINT32_MAX) {
        heading->stub = text_between(arena, line, 0, line->first_pipe);
        at += line->bytes[line->first_pipe] + 1;
    } else if (line->text[0] != ' ' && !phrase_at(line->text)) {
        const size_t stub = strcspn(line->text, " ");
        heading->stub = text_copy(arena, line->text, stub);
        at += stub;
    }
    for (at += strspn(at, " "); *at; at += strspn(at, " ")) {
        const size_t length = take_phrase(arena, heading, at, &kinds);
        if (!length) {
            return false;
        }
        at += length;
    }
    return (kinds & 1U << PHRASE_COEFFICIENT) && (kinds & 1U << PHRASE_PROOF);
}
