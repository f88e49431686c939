/*
 * Headings that are too short to speak for themselves: "t", "z", "SE", "df", "OR". Beside
 * columns that clearly are statistics of a model or a survival table they are taken for
 * what they are called there; anywhere else they may be anything (SE is the South East).
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

struct short_word {
    const char *text; /* the whole heading, folded */
    enum role role;
};

static const struct short_word beside_models[] = {
    {"b", ROLE_MODEL},       {"beta", ROLE_MODEL},      {"se", ROLE_MODEL},
    {"s.e", ROLE_MODEL},     {"ci", ROLE_MODEL},        {"lower", ROLE_MODEL},
    {"upper", ROLE_MODEL},   {"ll", ROLE_MODEL},        {"ul", ROLE_MODEL},
    {"t", ROLE_TEST},        {"z", ROLE_TEST},          {"f", ROLE_TEST},
    {"p", ROLE_TEST},        {"statistic", ROLE_TEST},  {"or", ROLE_RATIO},
    {"rr", ROLE_RATIO},      {"hr", ROLE_RATIO},        {"irr", ROLE_RATIO},
    {"aor", ROLE_RATIO},     {"std", ROLE_MODEL},       {"df", ROLE_DOF},
    {"r", ROLE_CORRELATION}, {"rho", ROLE_CORRELATION}, {"df model", ROLE_TEST},
};

static const struct short_word beside_survival[] = {
    {"lost", ROLE_EVENTS},        {"fail", ROLE_EVENTS},    {"failed", ROLE_EVENTS},
    {"deaths", ROLE_EVENTS},      {"leavers", ROLE_EVENTS}, {"exits", ROLE_EVENTS},
    {"beg. total", ROLE_AT_RISK}, {"total", ROLE_AT_RISK},
};

static const struct short_word beside_spread[] = {
    {"se", ROLE_MODEL},
    {"s.e", ROLE_MODEL},
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static bool is_model_role(enum role role)
{
    return role == ROLE_MODEL || role == ROLE_TEST || role == ROLE_RATIO ||
           role == ROLE_CORRELATION || role == ROLE_DOF;
}

/* Is one of the headings surely of this kind? */
static bool has_heading(const struct inference *at, bool (*is_kind)(enum role role))
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (is_kind(at->headings[i].role) && line_facts(at, i)->number_count) {
            return true;
        }
    }
    return false;
}

static bool is_survival_role(enum role role)
{
    return role == ROLE_SURVIVAL || role == ROLE_AT_RISK;
}

static bool is_spread_role(enum role role)
{
    return role == ROLE_SD || role == ROLE_SHAPE;
}

static const char *folded(struct arena *arena, const struct name_words *words)
{
    const char *text = "";
    for (uint32_t i = 0; i < words->count && i < 3; i++) {
        text = text_format(arena, "%s%s%s", text, i ? " " : "", words->words[i]);
    }
    return words->count > 3 ? "" : text;
}

static enum role role_in(const struct short_word *list, size_t count, const char *text)
{
    for (size_t w = 0; w < count; w++) {
        if (text_equals(text, list[w].text)) {
            return list[w].role;
        }
    }
    return ROLE_UNKNOWN;
}

static void take_words(struct inference *at, const struct short_word *list, size_t count)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct heading *heading = &at->headings[i];
        const enum role role = role_in(list, count, folded(at->arena, &heading->words));
        if (role != ROLE_UNKNOWN) {
            heading->role = role;
            heading->statistic = heading->text;
            heading->rest = "";
        }
    }
}

/* "df" beside "df.residual" is that of the model. */
static void settle_degrees(struct inference *at)
{
    uint32_t degrees = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        degrees += at->headings[i].role == ROLE_DOF ? 1 : 0;
    }
    for (uint32_t i = 0; degrees > 1 && i < at->column_count; i++) {
        struct heading *heading = &at->headings[i];
        if (heading->role == ROLE_DOF &&
            text_equals(folded(at->arena, &heading->words), "df")) {
            heading->role = ROLE_TEST;
        }
    }
}

void infer_short_words(struct inference *at)
{
    if (has_heading(at, is_model_role)) {
        take_words(at, beside_models, COUNT_OF(beside_models));
        settle_degrees(at);
    }
    if (has_heading(at, is_spread_role)) {
        take_words(at, beside_spread, COUNT_OF(beside_spread));
    }
    if (has_heading(at, is_survival_role)) {
        take_words(at, beside_survival, COUNT_OF(beside_survival));
    }
}
