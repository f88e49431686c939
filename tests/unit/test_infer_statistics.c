/* The fourteen classes of statistics, recognised from names, layout and arithmetic; and
 * regression tables as Stata, R and Python write them. */
#include "base/text.h"
#include "ingest/infer/name_words.h"
#include "support/read_sample.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

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

/* One table of each class: its roles and its class. */
static const struct {
    const char *text;
    const char *roles;
    enum statistic_class class;
} classes[] = {
    {"Region,Female,Male\nLondon,12,30\nWales,44,51\n", "dimension count count",
     CLASS_FREQUENCIES},
    {"Industry,n,Mean earnings\nMining,40,23100\n", "dimension n mean",
     CLASS_LINEAR_AGGREGATIONS},
    {"Region,n,Lower quartile,Median,p90\nLondon,120,15000,22000,40000\n",
     "dimension n quantile median quantile", CLASS_POSITION},
    {"Region,n,Minimum,Max,Range\nLondon,120,10,90,80\n", "dimension n min max max",
     CLASS_ENDPOINTS},
    {"Region,n,Skewness,Kurtosis,SD\nLondon,120,0.3,2.9,1.2\n",
     "dimension n shape shape sd", CLASS_SHAPE},
    {"Region,n,Modal age\nLondon,120,31\n", "dimension n mode", CLASS_MODE},
    {",earnings,hours\nearnings,1.000,0.312\nhours,0.312,1.000\n",
     "dimension correlation correlation", CLASS_CORRELATION},
    {"Variable,n,Correlation\nage,120,0.31\n", "dimension n correlation",
     CLASS_CORRELATION},
    {"term,estimate,std.error\nage,0.2,0.1\nsex,0.1,0.1\n", "dimension model model",
     CLASS_CORRELATION},
    {"Comparison,t,df,p-value,n\nMale v female,2.1,118,0.06,120\n",
     "dimension test dof test n", CLASS_TESTS},
    {"Variable,n,Odds ratio,95% CI lower\nage,120,1.3,1.1\nsex,120,1.1,0.9\n",
     "dimension n ratio model", CLASS_CORRELATION},
    {"Variable,n,Odds ratio\nage,120,1.3\nsex,120,1.1\n", "dimension n ratio",
     CLASS_RATIOS},
    {"t,at_risk,events,survival\n0,1200,0,1.000\n1,1180,20,0.983\n",
     "dimension at-risk events survival", CLASS_SURVIVAL},
    {"time,n.risk,n.event,survival,std.error\n1,1200,12,0.990,0.003\n"
     "2,1180,20,0.973,0.004\n",
     "dimension at-risk events survival model", CLASS_SURVIVAL},
    {"Time,Total,Fail,Lost,Survivor Function\n1,1200,12,11,0.990\n2,1177,20,13,0.973\n",
     "dimension at-risk events events survival", CLASS_SURVIVAL},
    {"Region,n,Gini\nLondon,1204,0.41\n", "dimension n gini", CLASS_GINI},
    {"Industry,Number of firms,HHI,CR4\nMining,40,0.55,0.91\n",
     "dimension organisations concentration concentration", CLASS_CONCENTRATION},
    {"Cluster,n\n1,120\n2,80\n", "dimension count", CLASS_CLUSTERS},
    {"time_period,geographic_level,country_name,region_name,la_name,learners\n"
     "202122,National,England,,,600\n202122,Regional,England,North East,,250\n"
     "202122,Regional,England,North West,,350\n"
     "202122,Local authority,England,North East,Leeds,100\n"
     "202122,Local authority,England,North East,Hull,150\n"
     "202122,Local authority,England,North West,Bury,170\n"
     "202122,Local authority,England,North West,Wigan,180\n",
     "dimension note dimension dimension dimension count", CLASS_LINKED},
};

START_TEST(a_class_of_statistics_is_recognised)
{
    const struct table *table = read_sample(arena, "a.csv", classes[_i].text, 0);
    ck_assert_ptr_nonnull(table);
    ck_assert_str_eq(sample_roles(arena, table), classes[_i].roles);
    ck_assert_msg(table->statistic_class == classes[_i].class, "%s: %s", classes[_i].text,
                  statistic_class_name(table->statistic_class));
    ck_assert_msg(table->confidence >= 0.9, "%s: %g", classes[_i].text,
                  table->confidence);
}
END_TEST

/* Short words are labels where nothing speaks of a model. */
static const struct {
    const char *text;
    const char *roles;
} short_words[] = {
    {"Sex,SE,NW,T\nF,12,30,42\nM,44,51,95\n", "dimension count count count"},
    {"Answer,F,OR\nyes,12,30\nno,44,51\n", "dimension count count"},
    {"Survival,n\nyes,12\nno,44\n", "dimension count"},
    {"Mode of study,n\nfull-time,12\npart-time,44\n", "dimension count"},
    {"Region,F,N\nLondon,12,30\nWales,44,51\n", "dimension count count"},
    {"sex,n\nF,12\nM,44\nN,30\n", "dimension count"},
};

START_TEST(short_words_stay_labels_among_counts)
{
    const struct table *table = read_sample(arena, "a.csv", short_words[_i].text, 0);
    ck_assert_str_eq(sample_roles(arena, table), short_words[_i].roles);
}
END_TEST

static const struct {
    const char *text;
    double share;
} quantiles[] = {
    {"p25", 0.25},
    {"P90", 0.9},
    {"earnings_lq", 0.25},
    {"Upper quartile", 0.75},
    {"20th percentile", 0.2},
    {"percentile 95", 0.95},
    {"decile 9", 0.9},
    {"lower decile", 0.1},
    {"Q3", 0.75},
    {"third quartile", 0.75},
    {"99%", 0.99},
    {"IQR", 0.25},
    {"quantile", 0},
    {"q5", 0},
    {"top decile", 0.9},
};

START_TEST(a_quantile_says_where_it_lies)
{
    const struct name_words words = name_words_of(arena, quantiles[_i].text);
    ck_assert_msg(fabs(name_quantile(&words) - quantiles[_i].share) < 1e-9, "%s: %g",
                  quantiles[_i].text, name_quantile(&words));
}
END_TEST

static const struct cell *find(const struct table *table, const char *place)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (text_equals(table_cell_place(arena, table, i), place)) {
            return &table->cells[i];
        }
    }
    ck_abort_msg("no cell at %s", place);
    return NULL;
}

static void check(const struct table *table, const char *place, enum role role,
                  double value, double sample)
{
    const struct cell *cell = find(table, place);
    ck_assert_msg(cell->role == role, "%s is %s", place,
                  role_name((enum role)cell->role));
    ck_assert_msg(fabs(cell->value - value) < 1e-9, "%s is %g", place, cell->value);
    ck_assert_msg(cell->count != NO_CELL, "%s has no count", place);
    ck_assert_double_eq(table->cells[cell->count].value, sample);
}

START_TEST(esttab_outreg2_and_modelsummary_are_models_side_by_side)
{
    static const char esttab[] =
        ",(1),(2)\n,earnings,earnings\nfemale,0.123***,0.117**\n,(0.034),(0.036)\n"
        "_cons,2.011***,1.987***\n,(0.104),(0.104)\nN,1286,1190\nR-sq,0.123,0.129\n"
        "Standard errors in parentheses\n";
    static const char outreg2[] =
        ",(1),(2)\nVARIABLES,earnings,earnings\nfemale,0.123***,0.117**\n"
        ",(0.034),(0.036)\nConstant,2.011***,1.987***\n,(0.104),(0.104)\n"
        "Observations,\"1,286\",\"1,190\"\nR-squared,0.123,0.129\n";
    static const char modelsummary[] =
        ",Model 1,Model 2\nModel,a,b\nfemale,0.123,0.117\n,(0.034),(0.036)\n"
        "(Intercept),2.011,1.987\n,(0.104),(0.104)\nNum.Obs.,1286,1190\nR2,0.123,0.129\n";
    const char *const files[] = {esttab, outreg2, modelsummary};
    const struct table *table = read_sample(arena, "a.csv", files[_i], 0);
    check(table, "B3", ROLE_MODEL, 0.123, 1286);
    check(table, "C4", ROLE_MODEL, 0.036, 1190);
    check(table, "B7", ROLE_N, 1286, 1286);
    check(table, "C8", ROLE_TEST, 0.129, 1190);
    ck_assert_uint_eq(table->cell_count, 12);
    ck_assert_uint_eq(table->dimension_count, 2);
    ck_assert_uint_eq(table->first_data_row, 2);
    ck_assert_double_ge(table->confidence, 0.9);
    ck_assert_int_eq(table->statistic_class, CLASS_CORRELATION);
}
END_TEST

START_TEST(degrees_of_freedom_in_brackets_are_kept)
{
    const struct table *table =
        read_sample(arena, "a.csv",
                    ",earnings\n,(1)\nfemale,-0.1***\n,(0.03)\nConstant,2.0\n,(0.1)\n"
                    "Observations,32\nR2,0.75\nResidual Std. Error,3.0 (df = 30)\n"
                    "F Statistic,\"91.8*** (df = 1; 30)\"\n",
                    0);
    uint32_t degrees = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        degrees += table->cells[i].role == ROLE_DOF;
        ck_assert(table->cells[i].role != ROLE_DOF || table->cells[i].value == 30);
    }
    ck_assert_uint_eq(degrees, 2);
    check(table, "B3", ROLE_MODEL, -0.1, 32);
    check(table, "B4", ROLE_MODEL, 0.03, 32);
}
END_TEST

START_TEST(a_summary_of_statsmodels_is_one_table)
{
    static const char summary[] =
        "Dep. Variable:,earnings,R-squared:,0.416\nModel:,OLS,Adj. R-squared:,0.353\n"
        "No. Observations:,32,AIC:,33.96\nDf Residuals:,28,BIC:,39.82\n"
        "Df Model:,3,Log-Likelihood:,-12.9\n\n,coef,std err,t,P>|t|,[0.025,0.975]\n"
        "Intercept,-1.498,0.524,-2.859,0.008,-2.571,-0.425\n"
        "female,0.463,0.162,2.864,0.008,0.132,0.796\n";
    const struct table *table = read_sample(arena, "a.csv", summary, 0);
    check(table, "B3", ROLE_N, 32, 32);
    check(table, "B4", ROLE_DOF, 28, 32);
    check(table, "D1", ROLE_TEST, 0.416, 32);
    check(table, "B8", ROLE_MODEL, -1.498, 32);
    check(table, "D9", ROLE_TEST, 2.864, 32);
    ck_assert_ptr_null(read_sample(arena, "a.csv", summary, 1));
}
END_TEST

START_TEST(means_with_deviations_in_brackets_are_no_model)
{
    const struct table *table =
        read_sample(arena, "a.csv",
                    ",Female,Male\nAge,31.2,32.1\n,(4.1),(4.3)\nHours,35.2,37.0\n"
                    ",(8.1),(7.2)\nN,1204,1190\n",
                    0);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        ck_assert_int_ne(table->cells[i].role, ROLE_MODEL);
    }
}
END_TEST

START_TEST(a_matrix_that_is_not_symmetric_is_no_correlation)
{
    const struct table *table = read_sample(
        arena, "a.csv", ",north,south\nnorth,1.000,0.312\nsouth,0.401,1.000\n", 0);
    ck_assert_int_ne(table->cells[0].role, ROLE_CORRELATION);
}
END_TEST

START_TEST(unweighted_counts_are_behind_weighted_ones)
{
    const struct table *table = read_sample(
        arena, "a.csv",
        "Region,Unweighted count,Weighted count\nLondon,12,1204.3\nWales,44,4410.7\n", 0);
    ck_assert_str_eq(sample_roles(arena, table), "dimension count weighted");
    check(table, "C2", ROLE_WEIGHTED, 1204.3, 12);
}
END_TEST

START_TEST(the_largest_enterprises_are_evidence)
{
    const struct table *table =
        read_sample(arena, "a.csv",
                    "Industry,Enterprises,Total earnings,Largest enterprise,Second "
                    "largest enterprise\nMining,40,1000000,300000,100000\n",
                    0);
    ck_assert_str_eq(sample_roles(arena, table), "dimension organisations sum top1 top2");
}
END_TEST

/* What a printed 1 stands for. */
static const struct {
    const char *text;
    bool is_heading;
    double scale;
} scales[] = {
    {"Learners (thousands)", true, 1000},
    {"Employees (000s)", true, 1000},
    {"Employees ('000)", true, 1000},
    {"Employees (\xE2\x80\x99"
     "000s)",
     true, 1000},
    {"learners_thousands", true, 1000},
    {"Number of people, in millions", true, 1000000},
    {"Thousands", false, 1000},
    {"Table 3: Deaths by region, thousands", false, 1000},
    {"Deaths by region (thousands, England)", false, 1000},
    {"Deaths by region among thousands", false, 1},
    {"Thousands of learners leave early", false, 1},
    {"Learners", true, 1},
    {"Under 10 000", true, 1},
    {"10 000 to 20 000", true, 1},
    {"Turnover over 2 million", true, 1},
    {"Farms over 2 million", true, 1},
    {"Farms over 2 millions", true, 1},
    {"Firms by turnover (thousands)", false, 1},
    {"Employees (million)", true, 1000000},
    {"Employees, millions", true, 1000000},
    {"Code 000", true, 1},
    {"Code 1000", true, 1},
};

START_TEST(counts_say_what_a_one_stands_for)
{
    ck_assert_msg(name_count_scale(arena, scales[_i].text, scales[_i].is_heading) ==
                      scales[_i].scale,
                  "%s", scales[_i].text);
}
END_TEST

static const struct {
    const char *text;
    double per;
} rates[] = {
    {"Rate per 1000", 1000},
    {"Deaths per 100,000 population", 100000},
    {"rate_per_10000", 10000},
    {"Deaths per 100 000", 100000},
    {"Births per thousand", 1000},
    {"Cases per 100k", 100000},
    {"Cases per million", 1000000},
    {"Cases per 100", 100},
    {"Cases per 10", 0},
    {"Cases per 10000000", 0},
    {"Hours per 1500", 0},
    {"per cent", 0},
    {"Paper 1000", 0},
    {"Employment rate", 0},
};

START_TEST(rates_say_per_how_many)
{
    ck_assert_msg(name_rate_per(arena, rates[_i].text) == rates[_i].per, "%s",
                  rates[_i].text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("infer_statistics");
    TCase *tests = tcase_create("infer_statistics");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_class_of_statistics_is_recognised, 0, COUNT_OF(classes));
    tcase_add_loop_test(tests, short_words_stay_labels_among_counts, 0,
                        COUNT_OF(short_words));
    tcase_add_loop_test(tests, a_quantile_says_where_it_lies, 0, COUNT_OF(quantiles));
    tcase_add_loop_test(tests, esttab_outreg2_and_modelsummary_are_models_side_by_side, 0,
                        3);
    tcase_add_test(tests, degrees_of_freedom_in_brackets_are_kept);
    tcase_add_test(tests, a_summary_of_statsmodels_is_one_table);
    tcase_add_test(tests, means_with_deviations_in_brackets_are_no_model);
    tcase_add_test(tests, a_matrix_that_is_not_symmetric_is_no_correlation);
    tcase_add_test(tests, unweighted_counts_are_behind_weighted_ones);
    tcase_add_test(tests, the_largest_enterprises_are_evidence);
    tcase_add_loop_test(tests, counts_say_what_a_one_stands_for, 0, COUNT_OF(scales));
    tcase_add_loop_test(tests, rates_say_per_how_many, 0, COUNT_OF(rates));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
