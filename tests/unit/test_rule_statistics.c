/* Q101 Q102 S101 M101 M102 C101 N101, each at both sides of its limit, on tables as they
 * are read. */
#include "base/text.h"
#include "support/read_sample.h"
#include "support/rulebook.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

/* "minimum=10 share=43.75" */
static void set_numbers(struct policy_rule *rule, const char *numbers)
{
    for (const char *at = numbers; *at;) {
        const size_t length = strcspn(at, "=");
        char *end = NULL;
        const double value = strtod(at + length + 1, &end);
        rulebook_set(rule, text_copy(arena, at, length), value);
        at = end + strspn(end, " ");
    }
}

static const struct findings *judge(const char *kind, const char *numbers,
                                    const char *text)
{
    struct policy *policy = rulebook_create(arena);
    set_numbers(rulebook_add(arena, policy, kind), numbers);
    struct table table = *read_sample(arena, "a.csv", text, 0);
    struct table *kept = arena_new(arena, struct table);
    *kept = table;
    return rulebook_judge(arena, policy, kept);
}

#define MODEL(n, r2)                                                                     \
    ",(1)\nfemale,0.12***\n,(0.03)\nage,0.01\n,(0.01)\nN," n "\nR-sq," r2 "\n"

static const struct {
    const char *kind;
    const char *numbers;
    const char *text;
    const char *code;
    size_t findings;
} cases[] = {
    {"endpoint", "", "Region,n,Max\nA,5000,90\nB,400,80\n", "Q101", 2},
    {"endpoint", "", "Region,n,Minimum,Range\nA,5000,9,c\n", "Q101", 1},
    {"endpoint", "", "Region,n,Median\nA,5000,90\n", "Q101", 0},

    {"quantile-segment", "minimum=10", "Region,n,Median\nA,20,90\n", "Q102", 0},
    {"quantile-segment", "minimum=10", "Region,n,Median\nA,19,90\n", "Q102", 1},
    {"quantile-segment", "minimum=10",
     "Region,n,Lower quartile,Median,Upper quartile\nA,40,7,8,9\n", "Q102", 0},
    {"quantile-segment", "minimum=10",
     "Region,n,Lower quartile,Median,Upper quartile\nA,39,7,8,9\n", "Q102", 3},
    {"quantile-segment", "minimum=10", "Region,n,p10,p90\nA,100,7,9\n", "Q102", 0},
    {"quantile-segment", "minimum=10", "Region,n,p10,p90\nA,99,7,9\n", "Q102", 2},
    {"quantile-segment", "minimum=10", "Region,n,Median\nA,c,90\n", "Q102", 0},
    {"quantile-segment", "minimum=10", "Region,n,Quartile\nA,400,90\n", "Q102", 1},
    {"quantile-segment", "minimum=1 minimum-median=20", "R,n,Median\nA,20,9\n", "Q102",
     0},
    {"quantile-segment", "minimum=1 minimum-median=20", "R,n,Median\nA,19,9\n", "Q102",
     1},
    {"quantile-segment", "minimum=1 minimum-quartile=40", "R,n,p75\nA,40,9\n", "Q102", 0},
    {"quantile-segment", "minimum=1 minimum-quartile=40", "R,n,p75\nA,39,9\n", "Q102", 1},
    {"quantile-segment", "minimum=1 minimum-decile=80", "R,n,p90\nA,80,9\n", "Q102", 0},
    {"quantile-segment", "minimum=1 minimum-decile=80", "R,n,p90\nA,79,9\n", "Q102", 1},
    {"quantile-segment", "minimum=1 minimum-twentieth=200", "R,n,p95\nA,200,9\n", "Q102",
     0},
    {"quantile-segment", "minimum=1 minimum-twentieth=200", "R,n,p95\nA,199,9\n", "Q102",
     1},
    {"quantile-segment", "minimum=1 minimum-hundredth=400", "R,n,p99\nA,400,9\n", "Q102",
     0},
    {"quantile-segment", "minimum=1 minimum-hundredth=400", "R,n,p99\nA,399,9\n", "Q102",
     1},
    {"quantile-segment", "minimum=1 minimum-between=2000", "R,n,p37\nA,2000,9\n", "Q102",
     0},
    {"quantile-segment", "minimum=1 minimum-between=2000", "R,n,p37\nA,1999,9\n", "Q102",
     1},
    {"quantile-segment", "minimum=1 minimum-between=2000", "R,n,p35\nA,1999,9\n", "Q102",
     0},
    {"quantile-segment", "minimum=1 minimum-between=2000", "R,n,p99\nA,1999,9\n", "Q102",
     0},
    {"quantile-segment", "minimum=1 step=5", "R,n,p35\nA,2000,9\n", "Q102", 0},
    {"quantile-segment", "minimum=1 step=5", "R,n,p36\nA,2000,9\n", "Q102", 1},
    {"quantile-segment", "minimum=1 step=5", "R,n,Median\nA,2000,9\n", "Q102", 0},
    {"quantile-segment", "minimum=1 step=4", "R,n,Median\nA,2000,9\n", "Q102", 1},

    {"survival-step", "minimum=10", "Month,Number at risk\n0,500\n6,490\n12,480\n",
     "S101", 0},
    {"survival-step", "minimum=10", "Month,Number at risk\n0,500\n6,491\n12,480\n",
     "S101", 1},
    {"survival-step", "minimum=10", "Month,Number at risk\n0,500\n6,500\n12,480\n",
     "S101", 0},
    {"survival-step", "minimum=10", "Month,Number at risk\n0,500\n6,c\n12,495\n", "S101",
     0},
    {"survival-step", "minimum=10",
     "Sex,Month,Number at risk\nF,0,500\nF,6,480\nM,0,478\nM,6,400\n", "S101", 0},
    {"survival-step", "minimum=10",
     "Month,n,Survival\n0,1000,1.0000\n6,1000,0.9900\n12,1000,0.9700\n", "S101", 0},
    {"survival-step", "minimum=10",
     "Month,n,Survival\n0,1000,1.0000\n6,1000,0.9911\n12,1000,0.9700\n", "S101", 1},
    {"survival-step", "minimum=10",
     "Month,n,Survival\n0,1000,1.00\n6,1000,0.99\n12,1000,0.97\n", "S101", 0},
    {"survival-step", "minimum=10",
     "time,n.risk,survival\n1,1000,0.9900\n2,900,0.9801\n3,800,0.9600\n", "S101", 1},
    {"survival-step", "minimum=10",
     "time,n.risk,survival\n1,1000,0.9900\n2,900,0.9780\n3,800,0.9600\n", "S101", 0},

    {"degrees-of-freedom", "minimum=10", "Test,t value,df,n\nA,2.1,10,12\n", "M101", 0},
    {"degrees-of-freedom", "minimum=10", "Test,t value,df,n\nA,2.1,9,11\n", "M101", 1},
    {"degrees-of-freedom", "minimum=10", MODEL("12", "0.3"), "M101", 0},
    {"degrees-of-freedom", "minimum=10", MODEL("11", "0.3"), "M101", 1},
    {"degrees-of-freedom", "minimum=10", "Region,n,SD\nA,11,2.1\n", "M101", 0},
    {"degrees-of-freedom", "minimum=10", "Region,n,SD\nA,10,2.1\n", "M101", 1},

    {"model-size", "minimum=10", MODEL("10", "0.3"), "M102", 0},
    {"model-size", "minimum=10", MODEL("9", "0.3"), "M102", 1},
    {"model-size", "minimum=10", MODEL("100", "0.999"), "M102", 0},
    {"model-size", "minimum=10", MODEL("100", "1.000"), "M102", 1},
    {"model-size", "minimum=10 parameter-share=0.25", MODEL("10", "0.3"), "M102", 0},
    {"model-size", "minimum=5 parameter-share=0.33", MODEL("6", "0.3"), "M102", 1},
    {"model-size", "minimum=5 parameter-share=0.33", MODEL("7", "0.3"), "M102", 0},
    {"model-size", "minimum=1 minimum-group=10",
     "Term,Coefficient,n\nA,0.2,10\nB,0.1,100\n", "M102", 0},
    {"model-size", "minimum=1 minimum-group=10",
     "Term,Coefficient,n\nA,0.2,9\nB,0.1,100\n", "M102", 1},
    {"model-size", "minimum=1 minimum-group=10",
     "term,estimate,std.error\nfactor(region)London,0.2,0.1\nage,0.1,0.1\n", "M102", 1},
    {"model-size", "minimum=1 minimum-group=10",
     "term,estimate,std.error\nlondon,0.2,0.1\nage,0.1,0.1\n", "M102", 0},
    {"model-size", "minimum=1", "Test,t value,df,n\nA,2.1,0,12\n", "M102", 1},
    {"model-size", "minimum=1", "Test,t value,df,n\nA,2.1,1,12\n", "M102", 0},

    {"correlation", "minimum=10", "Variable,n,Correlation\nA,10,0.99\n", "C101", 0},
    {"correlation", "minimum=10", "Variable,n,Correlation\nA,9,0.99\n", "C101", 1},
    {"correlation", "minimum=10", "Variable,n,Correlation\nA,100,-1.00\n", "C101", 1},
    {"correlation", "minimum=10", ",pay,hours\npay,1.00,0.31\nhours,0.31,1.00\n", "C101",
     0},
    {"correlation", "minimum=10", ",pay,hours\npay,1.00,1.00\nhours,1.00,1.00\n", "C101",
     2},

    /* Of nobody it says nothing: the count itself is told. */
    {"correlation", "minimum=10", "Variable,n,Correlation\nA,0,0.99\n", "C101", 0},
    {"concentration", "minimum=10", "Region,n,Gini\nA,0,0.31\n", "N101", 0},
    {"model-size", "minimum=1", MODEL("3", "0.41"), "M102", 0},
    {"model-size", "minimum=1", MODEL("2", "0.41"), "M102", 1}, /* as many coefficients */
    {"model-size", "minimum=1 parameter-share=0.25", MODEL("8", "0.41"), "M102", 0},
    {"model-size", "minimum=1 parameter-share=0.25", MODEL("7", "0.41"), "M102", 1},
    {"model-size", "minimum=10", MODEL("0", "0.41"), "M102", 0}, /* of nobody */
    {"model-size", "minimum-group=10", MODEL("1286", "0.41") "Obs per group: min,10\n",
     "M102", 0},
    {"model-size", "minimum-group=10", MODEL("1286", "0.41") "Obs per group: min,9\n",
     "M102", 1},
    /* Nine schools are eight coefficients more: 19 less 2 and 8 leave nine. */
    {"degrees-of-freedom", "minimum=10",
     MODEL("20", "0.41") "Fixed effects in school,9\n", "M101", 0},
    {"degrees-of-freedom", "minimum=10",
     MODEL("19", "0.41") "Fixed effects in school,9\n", "M101", 1},
    {"degrees-of-freedom", "minimum=10",
     MODEL("12", "0.41") "Fixed effects in school,1\n", "M101", 0},
    /* Five equal parts are a fifth each; of four, one is more. */
    {"concentration", "minimum=3 share=20", "R,n,Gini\nA,5,0.000\n", "N101", 0},
    {"concentration", "minimum=3 share=20", "R,n,Gini\nA,5,0.001\n", "N101", 1},
    {"concentration", "minimum=3 share=20", "R,n,Gini\nA,4,0.000\n", "N101", 1},
    {"concentration", "minimum=3 share=20", "R,n,Gini\nA,6,0.001\n", "N101", 0},
    /* One holds all: 1 as a part, 100 as a percentage. */
    {"concentration", "minimum=3 share=50", "R,Firms,HHI\nA,40,1\n", "N101", 1},
    {"concentration", "minimum=3 share=50", "R,Firms,CR1\nA,40,100\n", "N101", 1},
    {"concentration", "minimum=10", "Region,n,Gini\nA,10,0.31\n", "N101", 0},
    {"concentration", "minimum=10", "Region,n,Gini\nA,9,0.31\n", "N101", 1},
    {"concentration", "minimum=10 minimum-organisations=3", "R,Firms,HHI\nA,3,0.4\n",
     "N101", 0},
    {"concentration", "minimum=10 minimum-organisations=3", "R,Firms,HHI\nA,2,0.5\n",
     "N101", 1},
    {"concentration", "minimum=10", "R,Firms,HHI\nA,9,0.4\n", "N101", 1},
    {"concentration", "minimum=3 share=50", "R,Firms,HHI\nA,40,0.50\n", "N101", 0},
    {"concentration", "minimum=3 share=50", "R,Firms,HHI\nA,40,0.51\n", "N101", 1},
    {"concentration", "minimum=3 share=50", "R,Firms,HHI\nA,40,5000\n", "N101", 0},
    {"concentration", "minimum=3 share=50", "R,Firms,HHI\nA,40,5001\n", "N101", 1},
    {"concentration", "minimum=3 share=20", "R,Firms,CR4\nA,40,0.80\n", "N101", 0},
    {"concentration", "minimum=3 share=20", "R,Firms,CR4\nA,40,0.81\n", "N101", 1},
    /* Two of ten hold half each: 0.8. More than that, and one holds more than half. */
    {"concentration", "minimum=3 share=50", "R,n,Gini\nA,10,0.800\n", "N101", 0},
    {"concentration", "minimum=3 share=50", "R,n,Gini\nA,10,0.801\n", "N101", 1},
};

START_TEST(a_statistic_may_reach_its_limit_and_no_more)
{
    const struct findings *findings =
        judge(cases[_i].kind, cases[_i].numbers, cases[_i].text);
    ck_assert_msg(findings_of(findings, cases[_i].code) == cases[_i].findings,
                  "%zu %s in %s", findings_of(findings, cases[_i].code), cases[_i].code,
                  cases[_i].text);
}
END_TEST

static const struct {
    const char *kind;
    const char *numbers;
    const char *text;
    const char *message;
} messages[] = {
    {"endpoint", "", "Region,n,Max\nNorth,5000,90\n",
     "maximum 90 in North is the value of one person or firm"},
    {"quantile-segment", "minimum=10", "Region,n,Lower quartile,Median\nNorth,38,8,9\n",
     "9 people below Lower quartile in North; minimum is 10"},
    {"survival-step", "minimum=10", "Month,Number at risk\n0,500\n6,493\n",
     "7 people leave between 500 and 493; minimum is 10"},
    {"degrees-of-freedom", "minimum=10", "Test,t value,df,n\nWelch,2.1,9,11\n",
     "9 degrees of freedom in Welch; minimum is 10"},
    {"model-size", "minimum=10", MODEL("9", "0.3"),
     "a model on 9 people in (1); minimum is 10"},
    {"model-size", "minimum=10", MODEL("90", "1.00"),
     "R-squared is 1 in (1): the model gives its data back"},
    {"correlation", "minimum=10", "Variable,n,Correlation\nHours,100,1.00\n",
     "correlation 1.00 in Hours: one variable gives the other"},
    {"concentration", "minimum=10 share=50", "Area,n,HHI\nNorth,40,0.61\n",
     "concentration index 0.61 in North proves that one holds more; limit is 50%"},
};

START_TEST(the_message_says_number_place_and_limit)
{
    const struct findings *findings =
        judge(messages[_i].kind, messages[_i].numbers, messages[_i].text);
    bool is_said = false;
    for (size_t i = 0; i < findings->count; i++) {
        is_said |= text_equals(findings->items[i].message, messages[_i].message);
    }
    ck_assert_msg(is_said, "%s: %s", messages[_i].message, findings->items[0].message);
}
END_TEST

#define SAMPLES(one, other)                                                              \
    ",(1),(2)\nfemale,0.12***,0.11\n,(0.03),(0.03)\nN," one "," other "\nR-sq,0.1,0.2\n"

START_TEST(samples_of_models_that_differ_by_a_few_are_a_pair)
{
    const struct findings *apart =
        judge("differencing", "minimum=10", SAMPLES("1286", "1276"));
    ck_assert_uint_eq(findings_of(apart, "X101"), 0);
    const struct findings *same =
        judge("differencing", "minimum=10", SAMPLES("1286", "1286"));
    ck_assert_uint_eq(findings_of(same, "X101"), 0);
    const struct findings *near =
        judge("differencing", "minimum=10", SAMPLES("1286", "1277"));
    const struct finding *finding = finding_of(near, "X101");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(finding->severity, SEVERITY_REVIEW);
    ck_assert_uint_eq(finding->figure_count, 2);
    ck_assert_double_eq(finding->figures[0].value, 1286);
    ck_assert_int_eq(finding->figures[1].sign, -1);
}
END_TEST

START_TEST(model_figures_without_n_cannot_be_assessed)
{
    const struct findings *findings = judge(
        "counts-missing", "", "term,estimate,std.error\nage,0.2,0.1\nsex,0.1,0.1\n");
    ck_assert_uint_eq(findings_of(findings, "E101"), 2);
    ck_assert_uint_eq(
        findings_of(judge("counts-missing", "", MODEL("90", "0.3")), "E101"), 0);
}
END_TEST

START_TEST(a_ratio_and_a_mode_rest_on_enough)
{
    ck_assert_uint_eq(findings_of(judge("percent-base", "minimum-base=10",
                                        "Group,n,Odds ratio\nA,9,1.3\nB,10,1.1\n"),
                                  "P101"),
                      1);
    ck_assert_uint_eq(findings_of(judge("percent-base", "minimum-base=10",
                                        "Group,n,Modal age\nA,9,31\nB,10,32\n"),
                                  "P101"),
                      1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rule_statistics");
    TCase *tests = tcase_create("rule_statistics");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_statistic_may_reach_its_limit_and_no_more, 0,
                        COUNT_OF(cases));
    tcase_add_loop_test(tests, the_message_says_number_place_and_limit, 0,
                        COUNT_OF(messages));
    tcase_add_test(tests, samples_of_models_that_differ_by_a_few_are_a_pair);
    tcase_add_test(tests, model_figures_without_n_cannot_be_assessed);
    tcase_add_test(tests, a_ratio_and_a_mode_rest_on_enough);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
