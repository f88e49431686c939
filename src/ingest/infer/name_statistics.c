/*
 * The phrases that name a statistic. To teach a new one, add it to the table.
 */
#include "ingest/infer/name_words.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct statistic_phrase {
    const char *phrase;
    enum role role;
};

static const struct statistic_phrase statistics[] = {
    {"%", ROLE_PERCENT},
    {"0.025", ROLE_MODEL},
    {"0.975", ROLE_MODEL},
    {"1st quartile", ROLE_QUANTILE},
    {"2.5 %", ROLE_MODEL},
    {"3rd quartile", ROLE_QUANTILE},
    {"95 % ci", ROLE_MODEL},
    {"95 % confidence interval", ROLE_MODEL},
    {"97.5 %", ROLE_MODEL},
    {"adj r squared", ROLE_TEST},
    {"adj. r squared", ROLE_TEST},
    {"adj.r.squared", ROLE_TEST},
    {"adjusted odds ratio", ROLE_RATIO},
    {"adjusted r squared", ROLE_TEST},
    {"adjusted r2", ROLE_TEST},
    {"aic", ROLE_TEST},
    {"at risk", ROLE_AT_RISK},
    {"average", ROLE_MEAN},
    {"avg", ROLE_MEAN},
    {"base", ROLE_N},
    {"bic", ROLE_TEST},
    {"biggest", ROLE_MAX},
    {"bottom decile", ROLE_QUANTILE},
    {"businesses", ROLE_ORGANISATIONS},
    {"cell %", ROLE_PERCENT},
    {"censored", ROLE_EVENTS},
    {"chi square", ROLE_TEST},
    {"chi squared", ROLE_TEST},
    {"chi2", ROLE_TEST},
    {"ci lower", ROLE_MODEL},
    {"ci upper", ROLE_MODEL},
    {"coef", ROLE_MODEL},
    {"coef.", ROLE_MODEL},
    {"coefficient", ROLE_MODEL},
    {"coefficient of variation", ROLE_SD},
    {"coefficients", ROLE_MODEL},
    {"col %", ROLE_PERCENT},
    {"colleges", ROLE_ORGANISATIONS},
    {"column %", ROLE_PERCENT},
    {"column n %", ROLE_PERCENT},
    {"companies", ROLE_ORGANISATIONS},
    {"concentration index", ROLE_CONCENTRATION},
    {"concentration ratio", ROLE_CONCENTRATION},
    {"conf.high", ROLE_MODEL},
    {"conf.low", ROLE_MODEL},
    {"confidence interval", ROLE_MODEL},
    {"confidence limits", ROLE_MODEL},
    {"contributing units", ROLE_CONTRIBUTORS},
    {"contributors", ROLE_CONTRIBUTORS},
    {"correlation", ROLE_CORRELATION},
    {"correlation coefficient", ROLE_CORRELATION},
    {"correlations", ROLE_CORRELATION},
    {"count", ROLE_COUNT},
    {"counts", ROLE_COUNT},
    {"cr1", ROLE_CONCENTRATION},
    {"cr3", ROLE_CONCENTRATION},
    {"cr4", ROLE_CONCENTRATION},
    {"cr5", ROLE_CONCENTRATION},
    {"cr8", ROLE_CONCENTRATION},
    {"cum", ROLE_PERCENT},
    {"cumulative hazard", ROLE_SURVIVAL},
    {"cumulative incidence", ROLE_SURVIVAL},
    {"cumulative survival", ROLE_SURVIVAL},
    {"degrees of freedom", ROLE_DOF},
    {"deviance", ROLE_TEST},
    {"df resid", ROLE_DOF},
    {"df residual", ROLE_DOF},
    {"df residuals", ROLE_DOF},
    {"df.residual", ROLE_DOF},
    {"dof", ROLE_DOF},
    {"earliest", ROLE_MIN},
    {"employers", ROLE_ORGANISATIONS},
    {"enterprises", ROLE_ORGANISATIONS},
    {"estimate", ROLE_MODEL},
    {"estimates", ROLE_MODEL},
    {"events", ROLE_EVENTS},
    {"f stat", ROLE_TEST},
    {"f statistic", ROLE_TEST},
    {"f value", ROLE_TEST},
    {"failures", ROLE_EVENTS},
    {"firms", ROLE_ORGANISATIONS},
    {"first quartile", ROLE_QUANTILE},
    {"freq", ROLE_COUNT},
    {"frequency", ROLE_COUNT},
    {"gini", ROLE_GINI},
    {"gini coefficient", ROLE_GINI},
    {"gini index", ROLE_GINI},
    {"greatest", ROLE_MAX},
    {"grossed", ROLE_WEIGHTED},
    {"grossed count", ROLE_WEIGHTED},
    {"grossed total", ROLE_WEIGHTED},
    {"hazard", ROLE_SURVIVAL},
    {"hazard ratio", ROLE_RATIO},
    {"hazard ratios", ROLE_RATIO},
    {"headcount", ROLE_COUNT},
    {"herfindahl", ROLE_CONCENTRATION},
    {"herfindahl hirschman index", ROLE_CONCENTRATION},
    {"herfindahl index", ROLE_CONCENTRATION},
    {"hhi", ROLE_CONCENTRATION},
    {"highest", ROLE_MAX},
    {"incidence rate ratio", ROLE_RATIO},
    {"institutions", ROLE_ORGANISATIONS},
    {"inter quartile range", ROLE_QUANTILE},
    {"interquartile range", ROLE_QUANTILE},
    {"iqr", ROLE_QUANTILE},
    {"kaplan meier", ROLE_SURVIVAL},
    {"kaplan meier estimate", ROLE_SURVIVAL},
    {"km estimate", ROLE_SURVIVAL},
    {"kurtosis", ROLE_SHAPE},
    {"largest", ROLE_TOP1},
    {"largest business", ROLE_TOP1},
    {"largest company", ROLE_TOP1},
    {"largest contribution", ROLE_TOP1},
    {"largest contributor", ROLE_TOP1},
    {"largest employer", ROLE_TOP1},
    {"largest enterprise", ROLE_TOP1},
    {"largest firm", ROLE_TOP1},
    {"largest school", ROLE_TOP1},
    {"latest", ROLE_MAX},
    {"local units", ROLE_ORGANISATIONS},
    {"log lik", ROLE_TEST},
    {"log likelihood", ROLE_TEST},
    {"loglik", ROLE_TEST},
    {"longest", ROLE_MAX},
    {"lower 95 % ci", ROLE_MODEL},
    {"lower ci", ROLE_MODEL},
    {"lower decile", ROLE_QUANTILE},
    {"lower quartile", ROLE_QUANTILE},
    {"lowest", ROLE_MIN},
    {"lq", ROLE_QUANTILE},
    {"mad", ROLE_SHAPE},
    {"max", ROLE_MAX},
    {"maximum", ROLE_MAX},
    {"mean", ROLE_MEAN},
    {"median", ROLE_MEDIAN},
    {"min", ROLE_MIN},
    {"minimum", ROLE_MIN},
    {"modal", ROLE_MODE},
    {"modal value", ROLE_MODE},
    {"mode", ROLE_MODE},
    {"n", ROLE_N},
    {"n at risk", ROLE_AT_RISK},
    {"n censor", ROLE_EVENTS},
    {"n event", ROLE_EVENTS},
    {"n obs", ROLE_N},
    {"n observations", ROLE_N},
    {"n risk", ROLE_AT_RISK},
    {"n.censor", ROLE_EVENTS},
    {"n.event", ROLE_EVENTS},
    {"n.risk", ROLE_AT_RISK},
    {"ncensor", ROLE_EVENTS},
    {"nevent", ROLE_EVENTS},
    {"no.", ROLE_COUNT},
    {"no. observations", ROLE_N},
    {"no. of observations", ROLE_N},
    {"nobs", ROLE_N},
    {"nrisk", ROLE_AT_RISK},
    {"num", ROLE_COUNT},
    {"num. obs.", ROLE_N},
    {"num.obs", ROLE_N},
    {"number", ROLE_COUNT},
    {"number at risk", ROLE_AT_RISK},
    {"number censored", ROLE_EVENTS},
    {"number of contributing units", ROLE_CONTRIBUTORS},
    {"number of contributors", ROLE_CONTRIBUTORS},
    {"number of events", ROLE_EVENTS},
    {"number of failures", ROLE_EVENTS},
    {"number of obs", ROLE_N},
    {"number of observations", ROLE_N},
    {"obs", ROLE_N},
    {"observations", ROLE_N},
    {"odds ratio", ROLE_RATIO},
    {"odds ratios", ROLE_RATIO},
    {"organisations", ROLE_ORGANISATIONS},
    {"p t", ROLE_TEST},
    {"p value", ROLE_TEST},
    {"p values", ROLE_TEST},
    {"p z", ROLE_TEST},
    {"p.value", ROLE_TEST},
    {"pc", ROLE_PERCENT},
    {"pct", ROLE_PERCENT},
    {"pearson", ROLE_CORRELATION},
    {"pearson correlation", ROLE_CORRELATION},
    {"pearson r", ROLE_CORRELATION},
    {"per cent", ROLE_PERCENT},
    {"perc", ROLE_PERCENT},
    {"percent", ROLE_PERCENT},
    {"percentage", ROLE_PERCENT},
    {"percentages", ROLE_PERCENT},
    {"percentile", ROLE_QUANTILE},
    {"pr chi2", ROLE_TEST},
    {"pr f", ROLE_TEST},
    {"pr t", ROLE_TEST},
    {"pr z", ROLE_TEST},
    {"prevalence ratio", ROLE_RATIO},
    {"prop", ROLE_PERCENT},
    {"proportion", ROLE_PERCENT},
    {"proportions", ROLE_PERCENT},
    {"providers", ROLE_ORGANISATIONS},
    {"pseudo r squared", ROLE_TEST},
    {"pseudo r2", ROLE_TEST},
    {"q1", ROLE_QUANTILE},
    {"q3", ROLE_QUANTILE},
    {"quartile", ROLE_QUANTILE},
    {"r sq", ROLE_TEST},
    {"r squared", ROLE_TEST},
    {"r.squared", ROLE_TEST},
    {"r2", ROLE_TEST},
    {"range", ROLE_MAX},
    {"rate", ROLE_RATE},
    {"rate ratio", ROLE_RATIO},
    {"rates", ROLE_RATE},
    {"ratio", ROLE_RATIO},
    {"relative risk", ROLE_RATIO},
    {"reporting units", ROLE_ORGANISATIONS},
    {"residual degrees of freedom", ROLE_DOF},
    {"residual df", ROLE_DOF},
    {"risk ratio", ROLE_RATIO},
    {"risk set", ROLE_AT_RISK},
    {"rmse", ROLE_TEST},
    {"robust se", ROLE_MODEL},
    {"row %", ROLE_PERCENT},
    {"row n %", ROLE_PERCENT},
    {"s.d.", ROLE_SD},
    {"sample size", ROLE_N},
    {"schools", ROLE_ORGANISATIONS},
    {"sd", ROLE_SD},
    {"second largest", ROLE_TOP2},
    {"second largest company", ROLE_TOP2},
    {"second largest contribution", ROLE_TOP2},
    {"second largest contributor", ROLE_TOP2},
    {"second largest employer", ROLE_TOP2},
    {"second largest enterprise", ROLE_TOP2},
    {"second largest firm", ROLE_TOP2},
    {"second largest school", ROLE_TOP2},
    {"share", ROLE_PERCENT},
    {"shares", ROLE_PERCENT},
    {"shortest", ROLE_MIN},
    {"sig", ROLE_TEST},
    {"sigma", ROLE_TEST},
    {"significance", ROLE_TEST},
    {"skew", ROLE_SHAPE},
    {"skewness", ROLE_SHAPE},
    {"spearman", ROLE_CORRELATION},
    {"spearman correlation", ROLE_CORRELATION},
    {"spearman rho", ROLE_CORRELATION},
    {"standard deviation", ROLE_SD},
    {"standard deviations", ROLE_SD},
    {"standard error", ROLE_MODEL},
    {"standard errors", ROLE_MODEL},
    {"std", ROLE_SD},
    {"std dev", ROLE_SD},
    {"std deviation", ROLE_SD},
    {"std err", ROLE_MODEL},
    {"std. dev.", ROLE_SD},
    {"std. deviation", ROLE_SD},
    {"std. err.", ROLE_MODEL},
    {"std. error", ROLE_MODEL},
    {"std.err", ROLE_MODEL},
    {"std.error", ROLE_MODEL},
    {"stdev", ROLE_SD},
    {"sum", ROLE_SUM},
    {"survival", ROLE_SURVIVAL},
    {"survival function", ROLE_SURVIVAL},
    {"survival probability", ROLE_SURVIVAL},
    {"survivor function", ROLE_SURVIVAL},
    {"t stat", ROLE_TEST},
    {"t statistic", ROLE_TEST},
    {"t value", ROLE_TEST},
    {"table %", ROLE_PERCENT},
    {"test statistic", ROLE_TEST},
    {"third quartile", ROLE_QUANTILE},
    {"top 1", ROLE_TOP1},
    {"top 2", ROLE_TOP2},
    {"top decile", ROLE_QUANTILE},
    {"top1", ROLE_TOP1},
    {"top2", ROLE_TOP2},
    {"total %", ROLE_PERCENT},
    {"trimmed", ROLE_MEAN},
    {"two largest", ROLE_TOP2},
    {"two largest contributors", ROLE_TOP2},
    {"two largest enterprises", ROLE_TOP2},
    {"universities", ROLE_ORGANISATIONS},
    {"unweighted", ROLE_COUNT},
    {"unweighted base", ROLE_N},
    {"unweighted count", ROLE_COUNT},
    {"unweighted n", ROLE_N},
    {"upper 95 % ci", ROLE_MODEL},
    {"upper ci", ROLE_MODEL},
    {"upper decile", ROLE_QUANTILE},
    {"upper quartile", ROLE_QUANTILE},
    {"uq", ROLE_QUANTILE},
    {"variance", ROLE_SD},
    {"wald chi2", ROLE_TEST},
    {"weighted", ROLE_WEIGHTED},
    {"weighted base", ROLE_WEIGHTED},
    {"weighted count", ROLE_WEIGHTED},
    {"weighted estimate", ROLE_WEIGHTED},
    {"weighted frequency", ROLE_WEIGHTED},
    {"weighted n", ROLE_WEIGHTED},
    {"weighted number", ROLE_WEIGHTED},
    {"weighted total", ROLE_WEIGHTED},
    {"z stat", ROLE_TEST},
    {"z statistic", ROLE_TEST},
    {"z value", ROLE_TEST},
};

/* "p25", "q90", "25%" come as one or two words; "20th percentile" as two. */
static bool is_percentile(const struct name_words *words, uint32_t first, uint32_t count)
{
    const char *word = words->words[first];
    if (count == 1) {
        const bool has_letter = word[0] == 'p' || word[0] == 'q';
        return has_letter && isdigit((unsigned char)word[1]) &&
               strspn(word + 1, "0123456789.") == strlen(word + 1) && strlen(word) <= 5 &&
               !(word[0] == 'q' && strlen(word) == 2);
    }
    const bool is_number = isdigit((unsigned char)word[0]);
    const char *second = words->words[first + 1];
    if (count == 2 && is_number) {
        return strcmp(second, "percentile") == 0 || strcmp(second, "decile") == 0 ||
               (strcmp(second, "%") == 0 && first == 0 && words->count == 2);
    }
    return count == 2 && strcmp(word, "percentile") == 0 &&
           isdigit((unsigned char)second[0]);
}

static bool names_the_middle(const char *word)
{
    return strcmp(word, "p50") == 0 || strcmp(word, "q50") == 0 ||
           strcmp(word, "50") == 0 || strcmp(word, "50th") == 0;
}

enum role name_statistic(const struct name_words *words, uint32_t first, uint32_t count)
{
    if (count == 0 || first + count > words->count) {
        return ROLE_UNKNOWN;
    }
    if (is_percentile(words, first, count)) {
        return names_the_middle(words->words[first]) ? ROLE_MEDIAN : ROLE_QUANTILE;
    }
    char phrase[64] = "";
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *word = words->words[first + i];
        const size_t word_length = strlen(word);
        if (length + word_length + 2 > sizeof(phrase)) {
            return ROLE_UNKNOWN;
        }
        if (i) {
            phrase[length++] = ' ';
        }
        memcpy(phrase + length, word, word_length);
        length += word_length;
    }
    phrase[length] = '\0';
    for (size_t i = 0; i < sizeof(statistics) / sizeof(statistics[0]); i++) {
        if (strcmp(statistics[i].phrase, phrase) == 0) {
            return statistics[i].role;
        }
    }
    return ROLE_UNKNOWN;
}

/* "p25", "q90", "10th", "90": the number in a word, or 0. */
static double number_in(const char *word)
{
    const char *digits = strpbrk(word, "0123456789");
    return digits ? strtod(digits, NULL) : 0;
}

static double parts_of(const char *word)
{
    static const struct {
        const char *start;
        double parts;
    } names[] = {{"quartile", 4},     {"quintile", 5},  {"decile", 10},
                 {"percentile", 100}, {"centile", 100}, {"%", 100}};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strncmp(word, names[i].start, strlen(names[i].start)) == 0) {
            return names[i].parts;
        }
    }
    return 0;
}

/* "first", "lower", "top": which of `parts`; 0 where the word is none of these. */
static double rank_of(const char *word, double parts)
{
    static const char *const low[] = {"lower", "first", "bottom", "lowest"};
    static const char *const high[] = {"upper", "top", "last", "highest"};
    for (size_t i = 0; i < sizeof(low) / sizeof(low[0]); i++) {
        if (strcmp(word, low[i]) == 0) {
            return 1;
        }
        if (strcmp(word, high[i]) == 0) {
            return parts - 1;
        }
    }
    if (strcmp(word, "third") == 0) {
        return 3;
    }
    return strcmp(word, "second") == 0 ? 2 : number_in(word);
}

/* One word that says all: "lq", "q3", "p90", "iqr" (as unsure as its quartiles). */
static double quantile_of_word(const char *word)
{
    if (strcmp(word, "lq") == 0 || strcmp(word, "q1") == 0 || strcmp(word, "iqr") == 0 ||
        strcmp(word, "interquartile") == 0) {
        return 0.25;
    }
    if (strcmp(word, "uq") == 0 || strcmp(word, "q3") == 0) {
        return 0.75;
    }
    const bool is_numbered = (word[0] == 'p' || word[0] == 'q') &&
                             isdigit((unsigned char)word[1]) &&
                             strspn(word + 1, "0123456789.") == strlen(word + 1);
    const double number = is_numbered ? number_in(word) : 0;
    return word[0] == 'q' && strlen(word) == 2 ? 0 : number / 100;
}

double name_quantile(const struct name_words *words)
{
    double parts = 0;
    double rank = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        const double share = quantile_of_word(words->words[i]);
        if (share > 0 && share < 1) {
            return share;
        }
        parts = parts > 0 ? parts : parts_of(words->words[i]);
    }
    for (uint32_t i = 0; i < words->count && rank == 0; i++) {
        rank = rank_of(words->words[i], parts);
    }
    return parts > 0 && rank > 0 && rank < parts ? rank / parts : 0;
}
