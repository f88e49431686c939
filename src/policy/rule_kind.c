#include "policy/rule_kind.h"

#include "base/text.h"

#define MINIMUM(fallback_value, text)                                                    \
    {                                                                                    \
        .key = "minimum", .lowest = 1, .highest = 1e6, .is_whole = true,                 \
        .is_required = true, .fallback = (fallback_value), .meaning = (text)             \
    }
#define PERCENT_OF(name, fallback_value, text)                                           \
    {                                                                                    \
        .key = (name), .lowest = 0, .highest = 100, .is_required = true,                 \
        .fallback = (fallback_value), .meaning = (text)                                  \
    }

static const struct rule_kind kinds[] = {
    {"minimum-count", "T101", "minimum count",
     "A count from 1 up to below the minimum.", SEVERITY_FAIL,
     {MINIMUM(10, "smallest number of units that may be shown")}, false, false},
    {"weighted-only", "T102", "weighted count alone",
     "A weighted count without its unweighted count.", SEVERITY_CANNOT_ASSESS,
     {{0}}, false, false},
    {"minimum-organisations", "T103", "minimum number of organisations",
     "Fewer organisations (schools, employers) behind a cell than the minimum.",
     SEVERITY_FAIL, {MINIMUM(3, "smallest number of organisations behind a cell")},
     false, false},
    {"zero", "Z101", "zero", "A zero that is not declared structural.", SEVERITY_REVIEW,
     {{0}}, false, false},
    {"whole-group", "Z102", "whole group",
     "One cell holds all (or the policy's share) of a row, a column or another group.",
     SEVERITY_REVIEW,
     {PERCENT_OF("share", 100, "share of its group, in percent, at which one cell is flagged")},
     false, false},
    {"percent-base", "P101", "base of a percentage or mean",
     "A percentage, rate or mean on too small a base, numerator or remainder.",
     SEVERITY_FAIL,
     {{"minimum-base", 1, 1e6, false, true, 10, "smallest number of units below the line"},
      {"minimum-numerator", 0, 1e6, false, false, 0, "smallest number above the line"},
      {"minimum-remainder", 0, 1e6, false, false, 0,
       "smallest number left when the numerator is taken from the base"},
      {"minimum-average", 0, 1e6, false, false, 0,
       "smallest number behind a mean, if another than the base"}},
     false, false},
    {"gives-back-count", "P102", "gives back a count",
     "A percentage, rate or mean gives back a small or hidden count, or its unknown base.",
     SEVERITY_FAIL, {MINIMUM(10, "a count below it must not be given back")}, false, false},
    {"largest-share", "D101", "largest contributor",
     "The largest contributor holds too much of a total.", SEVERITY_FAIL,
     {PERCENT_OF("share", 43.75, "largest share of a total, in percent, that one may hold")},
     false, false},
    {"dominance-nk", "D102", "(n,k) dominance",
     "The n largest contributors hold more than k % of a total.", SEVERITY_FAIL,
     {{"n", 1, 2, true, true, 2, "how many of the largest are added up"},
      PERCENT_OF("k", 87.5, "share of the total, in percent, that they may hold")},
     false, false},
    {"dominance-p", "D103", "p % rule",
     "The total less the two largest is under p % of the largest.", SEVERITY_FAIL,
     {PERCENT_OF("p", 12.5, "how closely, in percent, the second may estimate the largest")},
     false, false},
    {"differencing", "X101", "differencing",
     "Two published figures differ by a small group.", SEVERITY_FAIL,
     {MINIMUM(10, "smallest group that a difference may show")}, false, false},
    {"recoverable", "X102", "hidden cell recoverable",
     "A hidden cell can be worked out exactly.", SEVERITY_FAIL,
     {MINIMUM(10, "a hidden count below it must not be worked out")}, false, false},
    {"narrow-range", "X103", "narrow range",
     "A hidden cell can be worked out too closely.", SEVERITY_REVIEW,
     {{"width", 1, 1e6, false, true, 10, "smallest range that must be left"}}, false,
     false},
    {"marker-leak", "X104", "marker gives away",
     "The symbols used give away which hidden cells are small (or zero).", SEVERITY_REVIEW,
     {{0}}, false, false},
    {"not-additive", "X105", "does not add up",
     "Parts and total disagree by more than rounding allows.", SEVERITY_REVIEW, {{0}},
     false, false},
    {"hidden-sum", "X106", "hidden cells too few together",
     "The hidden cells of one line or group hold together fewer than the minimum.",
     SEVERITY_FAIL, {MINIMUM(10, "smallest sum of the hidden cells of a line")}, false,
     false},
    {"not-rounded", "R101", "not rounded",
     "A value finer than the policy's base or step.", SEVERITY_REVIEW,
     {{"base", 1e-6, 1e9, false, true, 5, "counts and sums must be multiples of it"},
      {"money-step", 0, 1e9, false, false, 0, "money must be a multiple of it; 0: not tested"},
      {"percent-decimals", -1, 9, true, false, -1,
       "most decimals of a percentage; -1: not tested"}},
     false, false},
    {"mixed-rounding", "R102", "mixed rounding", "One output mixes rounding bases.",
     SEVERITY_REVIEW, {{0}}, false, false},
    {"person-identifier", "L101", "person identifier",
     "A person pseudonym or direct identifier, as a label, a column or a value.",
     SEVERITY_FAIL, {{0}}, true, false},
    {"organisation-identifier", "L102", "organisation identifier",
     "An organisation's identifier, pseudonym or name.", SEVERITY_FAIL, {{0}}, true, false},
    {"small-area", "L103", "small area",
     "A geography below the smallest that the policy allows.", SEVERITY_FAIL, {{0}}, true,
     false},
    {"owner-consent", "L104", "owner's consent",
     "A field that the data owner must be consulted on before publication.",
     SEVERITY_REVIEW, {{0}}, true, false},
    {"environment", "L105", "environment",
     "A server path, database, machine or login name.", SEVERITY_REVIEW, {{0}}, true, false},
    {"counts-missing", "E101", "counts missing",
     "A statistic whose counts are not supplied.", SEVERITY_CANNOT_ASSESS, {{0}}, false,
     false},
    {"dominance-evidence-missing", "E102", "dominance evidence missing",
     "A total or mean of money without its largest contributors.", SEVERITY_CANNOT_ASSESS,
     {{0}}, false, false},
    {"roles-unsure", "E103", "roles unsure",
     "The table could not be read with enough confidence.", SEVERITY_CANNOT_ASSESS, {{0}},
     false, false},
    {"description-missing", "E104", "description missing",
     "Population, period or variables are not described.", SEVERITY_INFO, {{0}}, false,
     false},
    {"file-type", "F102", "file type", "A kind of file that the policy does not release.",
     SEVERITY_CANNOT_ASSESS, {{0}}, false, false},
    {"unreadable", "F103", "unreadable", "A file that cannot be read.",
     SEVERITY_CANNOT_ASSESS, {{0}}, false, false},
    {"record-level", "F105", "record-level data",
     "The rows look like single people or firms.", SEVERITY_FAIL, {{0}}, true, false},
    {"expression", NULL, "rule of this policy", "A condition over a cell's fields.",
     SEVERITY_REVIEW, {{0}}, false, true},
};

const struct rule_kind *rule_kind_at(size_t index)
{
    return index < sizeof(kinds) / sizeof(kinds[0]) ? &kinds[index] : NULL;
}

const struct rule_kind *rule_kind_find(const char *name)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (text_equals(kinds[i].name, name)) {
            return &kinds[i];
        }
    }
    return NULL;
}

const struct rule_kind *rule_kind_find_code(const char *code)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (text_equals_ignoring_case(kinds[i].code, code)) {
            return &kinds[i];
        }
    }
    return NULL;
}
