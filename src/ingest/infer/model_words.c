#include "ingest/infer/model_words.h"

#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <ctype.h>
#include <string.h>

struct model_row {
    const char *key; /* the words of the label, folded, with one blank between them */
    enum role role;
};

static const struct model_row rows[] = {
    {"adj r sq", ROLE_TEST},
    {"adj r squared", ROLE_TEST},
    {"adj r2", ROLE_TEST},
    {"adjusted r squared", ROLE_TEST},
    {"aic", ROLE_TEST},
    {"aicc", ROLE_TEST},
    {"bic", ROLE_TEST},
    {"chi2", ROLE_TEST},
    {"clusters", ROLE_COUNT},
    {"concordance", ROLE_TEST},
    {"cond. no", ROLE_TEST},
    {"constraints", ROLE_NOTE},
    {"controls", ROLE_NOTE},
    {"covariance type", ROLE_NOTE},
    {"date", ROLE_NOTE},
    {"dep. variable", ROLE_NOTE},
    {"dependent variable", ROLE_NOTE},
    {"depvar", ROLE_NOTE},
    {"deviance", ROLE_TEST},
    {"df m", ROLE_TEST},
    {"df model", ROLE_TEST},
    {"df r", ROLE_DOF},
    {"durbin watson", ROLE_TEST},
    {"f", ROLE_TEST},
    {"f stat", ROLE_TEST},
    {"f statistic", ROLE_TEST},
    {"fixed effects", ROLE_NOTE},
    {"groups", ROLE_COUNT},
    {"icc", ROLE_TEST},
    {"jarque bera jb", ROLE_TEST},
    {"kurtosis", ROLE_TEST},
    {"likelihood ratio test", ROLE_TEST},
    {"link function", ROLE_NOTE},
    {"ll", ROLE_TEST},
    {"ll null", ROLE_TEST},
    {"llr p value", ROLE_TEST},
    {"log likelihood", ROLE_TEST},
    {"log pseudolikelihood", ROLE_TEST},
    {"log.lik", ROLE_TEST},
    {"lr chi2", ROLE_TEST},
    {"mean dep. var", ROLE_TEST},
    {"method", ROLE_NOTE},
    {"model", ROLE_NOTE},
    {"model family", ROLE_NOTE},
    {"multiple r squared", ROLE_TEST},
    {"n clust", ROLE_COUNT},
    {"n clusters", ROLE_COUNT},
    {"n g", ROLE_COUNT},
    {"no. iterations", ROLE_TEST},
    {"no. of failures", ROLE_EVENTS},
    {"no. of groups", ROLE_COUNT},
    {"no. of subjects", ROLE_COUNT},
    {"note", ROLE_NOTE},
    {"notes", ROLE_NOTE},
    {"null deviance", ROLE_TEST},
    {"num. groups", ROLE_COUNT},
    {"number of clusters", ROLE_COUNT},
    {"number of events", ROLE_EVENTS},
    {"number of fisher scoring iterations", ROLE_TEST},
    {"number of groups", ROLE_COUNT},
    {"number of obs", ROLE_N},
    {"number of observations", ROLE_N},
    {"omnibus", ROLE_TEST},
    {"p", ROLE_TEST},
    {"p value", ROLE_TEST},
    {"pearson chi2", ROLE_TEST},
    {"prob chi2", ROLE_TEST},
    {"prob chibar2", ROLE_TEST},
    {"prob f", ROLE_TEST},
    {"prob f statistic", ROLE_TEST},
    {"prob jb", ROLE_TEST},
    {"prob omnibus", ROLE_TEST},
    {"pseudo r sq", ROLE_TEST},
    {"pseudo r squ", ROLE_TEST},
    {"r2 a", ROLE_TEST},
    {"r2 adj", ROLE_TEST},
    {"r2 cond", ROLE_TEST},
    {"r2 marg", ROLE_TEST},
    {"r2 o", ROLE_TEST},
    {"r2 p", ROLE_TEST},
    {"r2 w", ROLE_TEST},
    {"r2 within", ROLE_TEST},
    {"rank", ROLE_TEST},
    {"residual deviance", ROLE_TEST},
    {"residual standard error", ROLE_TEST},
    {"residual std. error", ROLE_TEST},
    {"residuals max", ROLE_MAX},
    {"residuals median", ROLE_MEDIAN},
    {"residuals min", ROLE_MIN},
    {"residuals q1", ROLE_QUANTILE},
    {"residuals q3", ROLE_QUANTILE},
    {"root mse", ROLE_TEST},
    {"rss", ROLE_TEST},
    {"scale", ROLE_TEST},
    {"score chi2", ROLE_TEST},
    {"score logrank test", ROLE_TEST},
    {"skew", ROLE_TEST},
    {"standard errors", ROLE_NOTE},
    {"std.errors", ROLE_NOTE},
    {"time", ROLE_NOTE},
    {"wald chi2", ROLE_TEST},
    {"wald test", ROLE_TEST},
    {"within r squared", ROLE_TEST},
};

static const char *joined_words(struct arena *arena, const struct name_words *words)
{
    const char *text = "";
    for (uint32_t i = 0; i < words->count && i < 5; i++) {
        text = text_format(arena, "%s%s%s", text, i ? " " : "", words->words[i]);
    }
    return text;
}

static bool is_footer(enum role role)
{
    return role == ROLE_N || role == ROLE_DOF || role == ROLE_TEST ||
           role == ROLE_ORGANISATIONS;
}

static enum role known_role(struct arena *arena, const char *label)
{
    const struct name_words words = name_words_of(arena, label);
    const char *key = joined_words(arena, &words);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (text_equals(rows[i].key, key)) {
            return rows[i].role;
        }
    }
    return ROLE_UNKNOWN;
}

/* "F(2, 9)", "LR chi2(1)": what degrees of freedom in brackets do not change. */
static const char *without_degrees(struct arena *arena, const char *label)
{
    const char *open = strrchr(label, '(');
    const bool has_degrees = open && open > label && isdigit((unsigned char)open[1]) &&
                             strspn(open + 1, "0123456789, .)") == strlen(open + 1);
    return has_degrees ? text_copy(arena, label, (size_t)(open - label)) : label;
}

/* "School FE", "Year effects", "Controls": what a model holds, without figures. */
static bool ends_in_effects(const struct name_words *words)
{
    const char *last = words->count >= 2 ? words->words[words->count - 1] : "";
    return text_equals(last, "fe") || text_equals(last, "effects") ||
           text_equals(last, "controls");
}

static enum role role_of_units(const struct name_words *words, enum role other)
{
    if (name_is_organisation(words)) {
        return ROLE_ORGANISATIONS;
    }
    return name_is_count_noun(words) ? ROLE_COUNT : other;
}

/* By how a row begins. */
static enum role role_by_start(struct arena *arena, const char *label,
                               const struct name_words *words)
{
    static const char *const tests[] = {"random effects ", "correlation of estimates ",
                                        "fixed effects in ", "obs per group "};
    const char *key = joined_words(arena, words);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
        if (text_starts_with(key, tests[i])) {
            return ROLE_TEST;
        }
    }
    if (text_starts_with(key, "value ")) { /* of a distribution: "value p25" */
        return heading_parts(arena, label + strlen("value ")).role;
    }
    if (text_starts_with(key, "groups in ")) {
        return role_of_units(words, ROLE_TEST);
    }
    if (words->count >= 3 && text_starts_with(key, "number of ")) {
        return role_of_units(words, ROLE_COUNT);
    }
    return ROLE_UNKNOWN;
}

/* A heading that is nothing but a statistic of models. */
static enum role role_of_heading(struct arena *arena, const char *label)
{
    const struct heading parts = heading_parts(arena, label);
    if (parts.rest[0] == '\0' && parts.has_count) {
        return ROLE_N;
    }
    const bool is_whole =
        parts.rest[0] == '\0' || strspn(parts.rest, " :.-") == strlen(parts.rest);
    return is_whole && is_footer(parts.role) ? parts.role : ROLE_UNKNOWN;
}

enum role model_row_role(struct arena *arena, const char *label)
{
    const enum role known = known_role(arena, label);
    if (known != ROLE_UNKNOWN) {
        return known;
    }
    const char *bare = without_degrees(arena, label);
    if (bare != label) {
        return known_role(arena, bare);
    }
    const struct name_words words = name_words_of(arena, label);
    if (ends_in_effects(&words)) {
        return ROLE_NOTE;
    }
    const char *key = joined_words(arena, &words);
    const enum role role = role_by_start(arena, label, &words);
    return role != ROLE_UNKNOWN || text_starts_with(key, "value ")
               ? role
               : role_of_heading(arena, label);
}

bool model_heading_label(struct arena *arena, const char *label)
{
    static const char *const words[] = {"variables",
                                        "variable",
                                        "dependent variable",
                                        "dependent variable:",
                                        "term",
                                        "terms",
                                        "model",
                                        "models",
                                        "outcome"};
    const char *key = text_key(arena, label);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (text_equals(key, words[i])) {
            return true;
        }
    }
    return key[0] == '\0';
}
