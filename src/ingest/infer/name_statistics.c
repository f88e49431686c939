/*
 * The phrases that name a statistic. To teach a new one, add it to the table.
 */
#include "ingest/infer/name_words.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct statistic_phrase {
    const char *phrase;
    enum role role;
};

static const struct statistic_phrase statistics[] = {
    {"%", ROLE_PERCENT},
    {"average", ROLE_MEAN},
    {"avg", ROLE_MEAN},
    {"base", ROLE_N},
    {"cell %", ROLE_PERCENT},
    {"coef", ROLE_MODEL},
    {"col %", ROLE_PERCENT},
    {"column %", ROLE_PERCENT},
    {"column n %", ROLE_PERCENT},
    {"contributors", ROLE_CONTRIBUTORS},
    {"count", ROLE_COUNT},
    {"counts", ROLE_COUNT},
    {"employers", ROLE_ORGANISATIONS},
    {"estimate", ROLE_MODEL},
    {"firms", ROLE_ORGANISATIONS},
    {"freq", ROLE_COUNT},
    {"frequency", ROLE_COUNT},
    {"headcount", ROLE_COUNT},
    {"highest", ROLE_MAX},
    {"institutions", ROLE_ORGANISATIONS},
    {"largest", ROLE_TOP1},
    {"largest contributor", ROLE_TOP1},
    {"lower quartile", ROLE_QUANTILE},
    {"lowest", ROLE_MIN},
    {"lq", ROLE_QUANTILE},
    {"max", ROLE_MAX},
    {"maximum", ROLE_MAX},
    {"mean", ROLE_MEAN},
    {"median", ROLE_MEDIAN},
    {"min", ROLE_MIN},
    {"minimum", ROLE_MIN},
    {"n", ROLE_N},
    {"n obs", ROLE_N},
    {"no.", ROLE_COUNT},
    {"nobs", ROLE_N},
    {"num", ROLE_COUNT},
    {"number", ROLE_COUNT},
    {"number of contributors", ROLE_CONTRIBUTORS},
    {"number of obs", ROLE_N},
    {"number of observations", ROLE_N},
    {"obs", ROLE_N},
    {"observations", ROLE_N},
    {"organisations", ROLE_ORGANISATIONS},
    {"pc", ROLE_PERCENT},
    {"pct", ROLE_PERCENT},
    {"per cent", ROLE_PERCENT},
    {"perc", ROLE_PERCENT},
    {"percent", ROLE_PERCENT},
    {"percentage", ROLE_PERCENT},
    {"percentages", ROLE_PERCENT},
    {"prop", ROLE_PERCENT},
    {"proportion", ROLE_PERCENT},
    {"proportions", ROLE_PERCENT},
    {"providers", ROLE_ORGANISATIONS},
    {"q1", ROLE_QUANTILE},
    {"q3", ROLE_QUANTILE},
    {"rate", ROLE_RATE},
    {"rates", ROLE_RATE},
    {"row %", ROLE_PERCENT},
    {"row n %", ROLE_PERCENT},
    {"s.d.", ROLE_SD},
    {"schools", ROLE_ORGANISATIONS},
    {"sd", ROLE_SD},
    {"second largest", ROLE_TOP2},
    {"share", ROLE_PERCENT},
    {"shares", ROLE_PERCENT},
    {"standard deviation", ROLE_SD},
    {"standard error", ROLE_MODEL},
    {"std", ROLE_SD},
    {"std dev", ROLE_SD},
    {"std. dev.", ROLE_SD},
    {"std. error", ROLE_MODEL},
    {"stdev", ROLE_SD},
    {"sum", ROLE_SUM},
    {"t value", ROLE_MODEL},
    {"table %", ROLE_PERCENT},
    {"top 1", ROLE_TOP1},
    {"top 2", ROLE_TOP2},
    {"top1", ROLE_TOP1},
    {"top2", ROLE_TOP2},
    {"total %", ROLE_PERCENT},
    {"unweighted", ROLE_COUNT},
    {"unweighted base", ROLE_N},
    {"unweighted count", ROLE_COUNT},
    {"unweighted n", ROLE_N},
    {"upper quartile", ROLE_QUANTILE},
    {"uq", ROLE_QUANTILE},
    {"weighted", ROLE_WEIGHTED},
    {"weighted base", ROLE_WEIGHTED},
    {"weighted count", ROLE_WEIGHTED},
    {"weighted n", ROLE_WEIGHTED},
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
