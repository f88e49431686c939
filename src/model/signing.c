#include "model/signing.h"

#include "base/text.h"

#include <string.h>

const char *const decision_words[] = {"Undecided", "Approve", "Request changes", "Reject",
                                      NULL};
const char *const finding_decision_words[] = {"Undecided",        "Change needed",
                                              "Exception agreed", "False alarm",
                                              "Not applicable",   NULL};

const char *outcome_word(enum outcome outcome)
{
    static const char *const words[] = {"Open", "CLEARED", "Request changes", "Reject",
                                        "Conflict: discuss"};
    return words[outcome];
}

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {"open", "cleared", "request-changes", "reject",
                                        "conflict"};
    return names[outcome];
}

/* Letters and digits alone tell people apart: "A. Okafor" and "a okafor" are one. */
static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           (unsigned char)byte >= 0x80;
}

static const char *next_letter(const char *text)
{
    while (*text && !is_letter(*text)) {
        text++;
    }
    return text;
}

bool signing_same_person(const char *one, const char *other)
{
    struct arena *scratch = arena_create(0);
    const char *left = next_letter(text_key(scratch, one));
    const char *right = next_letter(text_key(scratch, other));
    while (*left && *left == *right) {
        left = next_letter(left + 1);
        right = next_letter(right + 1);
    }
    const bool is_same = *left == *right;
    arena_destroy(scratch);
    return is_same;
}

size_t signing_find_checker(const struct signing *signing, const char *name)
{
    for (size_t i = 0; i < signing->checker_count; i++) {
        if (signing_same_person(signing->checkers[i].name, name)) {
            return i;
        }
    }
    return SIZE_MAX;
}

struct signed_output *signing_find_output(const struct signing *signing, const char *path)
{
    for (size_t i = 0; i < signing->output_count; i++) {
        if (text_equals(signing->outputs[i].path, path)) {
            return &signing->outputs[i];
        }
    }
    return NULL;
}

struct signed_finding *signing_find_finding(const struct signing *signing, const char *id)
{
    for (size_t i = 0; i < signing->finding_count; i++) {
        if (text_equals(signing->findings[i].id, id)) {
            return &signing->findings[i];
        }
    }
    return NULL;
}

static size_t decided_checkers(const struct signing *signing)
{
    size_t count = 0;
    for (size_t i = 0; i < signing->checker_count; i++) {
        count += signing->checkers[i].has_decided;
    }
    return count;
}

bool signing_is_complete(const struct signing *signing)
{
    return decided_checkers(signing) == signing->checker_count &&
           signing->checker_count >= signing->needed && signing->checker_count > 0;
}

bool signing_is_cleared(const struct signing *signing)
{
    bool is_cleared = signing->output_count > 0;
    for (size_t i = 0; i < signing->output_count; i++) {
        is_cleared = is_cleared && signing->outputs[i].outcome == OUTCOME_CLEARED;
    }
    return is_cleared;
}

static bool has_outcome(const struct signing *signing, enum outcome outcome)
{
    for (size_t i = 0; i < signing->output_count; i++) {
        if (signing->outputs[i].outcome == outcome) {
            return true;
        }
    }
    return false;
}

const char *signing_state(const struct signing *signing)
{
    if (signing_is_cleared(signing)) {
        return "cleared";
    }
    if (signing->returned) {
        return "returned";
    }
    if (!decided_checkers(signing)) {
        return "open";
    }
    if (!signing_is_complete(signing)) {
        return "partially reviewed";
    }
    return has_outcome(signing, OUTCOME_REJECT) && !has_outcome(signing, OUTCOME_CONFLICT)
               ? "rejected"
               : "reviewed";
}
