/*
 * What the words of headings and labels say: names first, arithmetic afterwards.
 *
 * Word lists and nothing else. All take a key (text_key()) or words of one; none of them
 * decides a role alone: infer_* weighs what they say against the numbers.
 */
#ifndef OUTCHECK_INGEST_NAME_WORDS_H
#define OUTCHECK_INGEST_NAME_WORDS_H

#include "base/arena.h"
#include "model/statistic.h"

#include <stddef.h>
#include <stdint.h>

enum { NAME_WORD_LIMIT = 24 };

/* The words of a text, folded; where each stands in the text, in bytes. */
struct name_words {
    const char *words[NAME_WORD_LIMIT];
    uint32_t starts[NAME_WORD_LIMIT];
    uint32_t ends[NAME_WORD_LIMIT];
    uint32_t count;
};

/* White space, underscores and punctuation part words; % and £ are words of their own. */
struct name_words name_words_of(struct arena *arena, const char *text);

/* The statistic that exactly these words name ("std dev"), or ROLE_UNKNOWN. */
enum role name_statistic(const struct name_words *words, uint32_t first, uint32_t count);

/* The share of units below a quantile: 0.25 for "lower quartile", "p25", "Q1"; 0 where
 * the words do not say. */
double name_quantile(const struct name_words *words);

bool name_has_word(const struct name_words *words, const char *const *list, size_t count);

/* How surely a label means "all": 0 not at all, 3 "Total", 2 "All learners", 1 "England".
 */
int name_total_rank(const char *key);

bool name_is_count_noun(const struct name_words *words);    /* learners, pupils, starts */
bool name_is_outcome_share(const struct name_words *words); /* sust_emp_only, fs_only */
bool name_is_change(const struct name_words *words);        /* growth, % change */
bool name_is_money(const struct name_words *words);         /* earnings, income, loan */
bool name_is_organisation(const struct name_words *words);  /* schools, providers */
bool name_is_time(const struct name_words *words);          /* year, time_period */
bool name_is_label(const struct name_words *words);     /* numbers that are labels: age */
bool name_may_be_label(const struct name_words *words); /* level, cohort, group */
bool name_is_identifier(const struct name_words *words);     /* ukprn, urn, id, code */
bool name_is_measure_column(const struct name_words *words); /* statistic, measure */
bool name_is_note(const struct name_words *words);           /* note, comment, flag */
bool name_is_birth_date(const struct name_words *words);
bool name_is_geography(const struct name_words *words);

/* Where a text says that it stands for some of another ("London excluding City") or for
 * more ("including"): the length of what comes before, or 0. */
size_t name_nested_in(const char *key, bool *is_wider);

/* "of which female", "of whom 12": some of what stands before. */
bool name_is_of_which(const char *key);

/* Any of the two, or a word such as "known", "with", "eligible". */
bool name_says_nested(const char *text);

/* "within 1 year" and "within 3 years", "5+ GCSEs" and "4+ GCSEs": the text without its
 * first number, by which such labels are of one chain; NULL where it says nothing of the
 * kind. */
const char *name_chain_key(struct arena *arena, const char *text);

/* "up to age", "within years": a variable whose labels are limits, so that counts by it
 * run on. */
bool name_is_limit(const char *key);

/* "cumulative number", "at risk", "remaining": counts that run on. */
bool name_is_cumulative(const char *text);

/* How many units a count of 1 stands for: 1,000 in "Learners (thousands)"; 1, also where
 * money is named, whose thousands they may be. Titles are sentences: "among thousands" at
 * their end says nothing. */
double name_count_scale(struct arena *arena, const char *text, bool is_heading);

/* Of how many a rate is: 1,000 in "rate per 1,000"; 0 where nothing says. */
double name_rate_per(struct arena *arena, const char *text);

/* "2022", "2019/20", "13/14", "201920", "2019-20", "2024 Q1", "March 2021"; the length of
 * the match at the start of `text` in bytes, or 0. */
uint32_t name_year_length(const char *text);
bool name_is_year(const char *text); /* the whole text */

#endif
