/* The kinds of quantiles, survival tables, models and indices. */
#include "policy/rule_kind_list.h"

#define MINIMUM(fallback_value, text)                                                    \
    {                                                                                    \
        .key = "minimum", .lowest = 1, .highest = 1e6, .is_whole = true,                 \
        .is_required = true, .fallback = (fallback_value), .meaning = (text)             \
    }

const struct rule_kind kinds_of_statistics[] = {
    {"endpoint", "Q101", "endpoint", "A minimum, maximum or range: one person's value.",
     SEVERITY_FAIL},
    {"quantile-segment",
     "Q102",
     "segment of a quantile",
     "Too few units in a segment beside a median or percentile.",
     SEVERITY_FAIL,
     {MINIMUM(10, "smallest number of units beside or between printed quantiles"),
      {"minimum-median", 0, 1e6, true, false, 0,
       "smallest number of units behind a median; 0: not tested"},
      {"minimum-quartile", 0, 1e6, true, false, 0,
       "smallest number of units behind a quartile; 0: not tested"},
      {"minimum-decile", 0, 1e6, true, false, 0,
       "smallest number of units behind a decile; 0: not tested"},
      {"minimum-twentieth", 0, 1e6, true, false, 0,
       "smallest number of units behind a twentieth; 0: not tested"},
      {"minimum-hundredth", 0, 1e6, true, false, 0,
       "smallest number of units behind a percentile beyond; 0: not tested"},
      {"minimum-between", 0, 1e6, true, false, 0,
       "smallest number of units behind a percentile between the twentieths, but the "
       "first "
       "and last; 0: not tested"},
      {"step", 0, 50, false, false, 0,
       "percentiles must be multiples of it, in percent; 0: not tested"}}},
    {"survival-step",
     "S101",
     "step of a survival table",
     "Too few leave between two steps of a survival table.",
     SEVERITY_FAIL,
     {MINIMUM(10, "smallest number that may leave between two steps")}},
    {"degrees-of-freedom",
     "M101",
     "degrees of freedom",
     "Too few residual degrees of freedom.",
     SEVERITY_FAIL,
     {MINIMUM(10, "smallest number of residual degrees of freedom")}},
    {"model-size",
     "M102",
     "size of a model",
     "Too few observations, or a group in the model that is too small, or a saturated "
     "model.",
     SEVERITY_FAIL,
     {MINIMUM(10, "smallest number of observations of a model"),
      {"minimum-group", 0, 1e6, true, false, 0,
       "smallest group with a coefficient of its own; 0: not tested"},
      {"parameter-share", 0, 1, false, false, 0,
       "largest number of coefficients per observation; 0: not tested"}}},
    {"correlation",
     "C101",
     "correlation",
     "A correlation of exactly 1 or -1, or on too few pairs.",
     SEVERITY_FAIL,
     {MINIMUM(10, "smallest number of pairs")}},
    {"concentration",
     "N101",
     "concentration",
     "A Gini, Herfindahl or concentration ratio on too few units or one that dominates.",
     SEVERITY_FAIL,
     {MINIMUM(10, "smallest number of units"),
      {"minimum-organisations", 0, 1e6, true, false, 0,
       "smallest number of organisations; 0: as for people"},
      {"share", 0, 100, false, false, 0,
       "largest share, in percent, that the index may prove for one unit; 0: not "
       "tested"}}},
    {.name = NULL},
};
