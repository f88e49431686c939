/* Output of models in running text: pairs of label and number, headings of coefficients,
 * and what the lines of a model become. */
#include "base/text.h"
#include "ingest/grid_tables.h"
#include "ingest/text/model_heading.h"
#include "ingest/text/read_text.h"
#include "ingest/text/statistic_pairs.h"
#include "support/read_sample.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

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

static const struct {
    const char *line;
    const char *pairs; /* label=value, a bar between two */
} lines[] = {
    {"       Model |  66.3   2   33.15   Number of obs   =     1,286",
     "Number of obs=1,286"},
    {"                        F(2, 9)         =      7.52", "F(2, 9)=7.52"},
    {"Dep. Variable:       earnings   R-squared:       0.653", "R-squared=0.653"},
    {"Date:   Mon, 12 Jan 2026   Prob (F-statistic):   0.0145",
     "Prob (F-statistic)=0.0145"},
    {"Time:   10:11:12   Log-Likelihood:   -25.3", "Log-Likelihood=-25.3"},
    {"Multiple R-squared:  0.6528,   Adjusted R-squared:  0.5660 ",
     "Multiple R-squared=0.6528|Adjusted R-squared=0.5660"},
    {"Residual standard error: 2.1 on 8 degrees of freedom",
     "Residual standard error=2.1 on 8 degrees of freedom"},
    {"F-statistic: 7.52 on 2 and 8 DF,  p-value: < 2.2e-16",
     "F-statistic=7.52 on 2 and 8 DF|p-value=< 2.2e-16"},
    {"  n= 228, number of events= 165 ", "n=228|number of events=165"},
    {"Concordance= 0.579  (se = 0.021 )", "Concordance=0.579|se=0.021"},
    {"Method:   Least Squares", ""},
    {"a == 3, and b ~ 4", ""},
    {"=", ""},
    {": 7", ""},
};

START_TEST(a_line_gives_its_pairs)
{
    struct statistic_pair pairs[PAIRS_A_LINE];
    const size_t count = statistic_pairs_in(arena, lines[_i].line, pairs);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        text = text_format(arena, "%s%s%s=%s", text, i ? "|" : "", pairs[i].label,
                           pairs[i].value);
    }
    ck_assert_str_eq(text, lines[_i].pairs);
}
END_TEST

static const struct {
    const char *line;
    int columns; /* 0: no heading of coefficients */
} headings[] = {
    {"    earnings | Coefficient  Std. err.      t    P>|t|     [95% conf. interval]", 6},
    {"         mpg |      Coef.   Std. Err.      t    P>|t|     [90% Conf. Interval]", 6},
    {"          _t | Haz. ratio   Std. err.      z    P>|z|     [95% conf. interval]", 6},
    {"            Estimate Std. Error t value Pr(>|t|)    ", 4},
    {"       coef exp(coef) se(coef)      z Pr(>|z|)", 5},
    {"                 coef    std err          t      P>|t|      [0.025      0.975]", 6},
    {"term Estimate Std. Error", 2},
    {"            Estimate Std. Error and more", 0},
    {"    Variable |        Obs        Mean    Std. err.", 0},
    {"            Estimate t value", 0},
    {"", 0},
};

START_TEST(headings_of_coefficients_are_known_word_by_word)
{
    const struct screen_line line = screen_line_of(arena, headings[_i].line);
    struct model_heading heading;
    ck_assert_int_eq(model_heading_read(arena, &line, &heading),
                     headings[_i].columns != 0);
    if (headings[_i].columns) {
        ck_assert_uint_eq(heading.count, (unsigned)headings[_i].columns);
    }
}
END_TEST

/* The `index`-th table of a log; NULL where there are fewer. */
static const struct table *table_of_log(const char *text, size_t index)
{
    static const struct output output = {
        .path = "a.log", .location = "a.log", .kind = "log"};
    static const struct sidecar_tables nothing;
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = &output,
        .bytes = {.data = text, .length = strlen(text)},
    };
    struct refusal refusal;
    struct made_tables made = {0};
    ck_assert(text_reader.read(&reading, &refusal));
    for (size_t i = 0; i < reading.grid_count; i++) {
        grid_tables_make(arena, reading.grids[i], &nothing, sample_symbols(), &made);
    }
    return index < made.count ? made.items[index] : NULL;
}

/* The cell of a role, the `skip`-th of them. */
static const struct cell *cell_of(const struct table *table, enum role role,
                                  uint32_t skip)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].role == role && skip-- == 0) {
            return &table->cells[i];
        }
    }
    ck_abort_msg("no %s", role_name(role));
    return NULL;
}

#define R_ROWS                                                                           \
    "Coefficients:\n            Estimate Std. Error t value Pr(>|t|)    \n"              \
    "(Intercept)  21.5000     1.2000  17.917  < 2e-16 ***\n"                             \
    "female       -2.1000     0.8000  -2.625   0.0304 *  \n"                             \
    "older             NA         NA      NA       NA    \n---\n"

START_TEST(observations_are_degrees_and_coefficients)
{
    const struct table *table = table_of_log(
        R_ROWS "\nResidual standard error: 2.1 on 8 degrees of freedom\n", 0);
    ck_assert_double_eq(cell_of(table, ROLE_DOF, 0)->value, 8);
    ck_assert_double_eq(cell_of(table, ROLE_N, 0)->value, 10);
    ck_assert_double_eq(table->cells[cell_of(table, ROLE_MODEL, 0)->count].value, 10);
    ck_assert(cell_of(table, ROLE_DOF, 0)->is_shared);
    ck_assert(cell_of(table, ROLE_N, 0)->is_shared);
    ck_assert(!cell_of(table, ROLE_MODEL, 0)->is_shared);
}
END_TEST

START_TEST(degrees_of_the_null_model_and_of_tests_are_none)
{
    const struct table *table =
        table_of_log(R_ROWS "\n    Null deviance: 68.0  on 1  degrees of freedom\n"
                            "Residual deviance: 61.3  on 7  degrees of freedom\n"
                            "Likelihood ratio test= 6.1  on 3 df,   p=0.05\n",
                     0);
    ck_assert_double_eq(cell_of(table, ROLE_DOF, 0)->value, 7);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        ck_assert(table->cells[i].role != ROLE_DOF || table->cells[i].value == 7);
    }
    ck_assert_double_eq(cell_of(table, ROLE_N, 0)->value, 9);
}
END_TEST

#define STATA_ROWS                                                                       \
    "------------------------------------------------\n"                                 \
    "    earnings | Coefficient  Std. err.      t    P>|t|\n"                            \
    "-------------+----------------------------------\n"                                 \
    "      region |\n"                                                                   \
    "     London  |       3.40       1.10     3.09   0.013\n"                            \
    "      Wales  |          0  (omitted)\n"                                             \
    "             |\n"                                                                   \
    "       _cons |      21.50       1.20    17.92   0.000\n"                            \
    "------------------------------------------------\n"

START_TEST(the_header_of_stata_belongs_to_the_table_below_it)
{
    const struct table *table = table_of_log(
        "Linear regression                 Number of obs   =      1,286\n"
        "                                  F(1, 11)        =       9.55\n"
        "                                  R-squared       =     0.1228\n"
        "              (Std. err. adjusted for 12 clusters in school)\n" STATA_ROWS,
        0);
    ck_assert_double_eq(cell_of(table, ROLE_N, 0)->value, 1286);
    ck_assert_double_eq(cell_of(table, ROLE_DOF, 0)->value, 11);
    ck_assert_double_eq(cell_of(table, ROLE_COUNT, 0)->value, 12);
    const struct cell *london = cell_of(table, ROLE_MODEL, 0);
    ck_assert_double_eq(london->value, 3.4);
    ck_assert_double_eq(table->cells[london->count].value, 1286);
    ck_assert_str_eq(table->dimensions[0].categories[0].text, "i.region London");
    ck_assert_str_eq(table->dimensions[0].categories[1].text, "_cons");
    ck_assert_ptr_null(table_of_log(STATA_ROWS, 1));
}
END_TEST

START_TEST(a_header_stays_with_its_own_table)
{
    static const char two[] = ". logit a b\n\nNumber of obs = 74\n" STATA_ROWS
                              "\n. logit a c\n\nNumber of obs = 7\n" STATA_ROWS;
    const struct table *first = table_of_log(two, 0);
    const struct table *second = table_of_log(two, 1);
    ck_assert_double_eq(cell_of(first, ROLE_N, 0)->value, 74);
    ck_assert_double_eq(cell_of(second, ROLE_N, 0)->value, 7);
    ck_assert_uint_eq(first->cell_count, second->cell_count);
}
END_TEST

START_TEST(a_term_called_as_a_statistic_stays_a_term)
{
    const struct table *table = read_sample(
        arena, "a.csv",
        "No. Observations:,32,AIC:,33.96\nDf Residuals:,28,BIC:,39.82\n\n"
        ",coef,std err,t,P>|t|\ntime,0.463,0.162,2.864,0.008\nage,0.4,0.1,2.8,0.01\n",
        0);
    ck_assert_double_eq(cell_of(table, ROLE_MODEL, 0)->value, 0.463);
    ck_assert_double_eq(cell_of(table, ROLE_MODEL, 2)->value, 0.4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model_text");
    TCase *tests = tcase_create("model_text");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_line_gives_its_pairs, 0, COUNT_OF(lines));
    tcase_add_loop_test(tests, headings_of_coefficients_are_known_word_by_word, 0,
                        COUNT_OF(headings));
    tcase_add_test(tests, observations_are_degrees_and_coefficients);
    tcase_add_test(tests, degrees_of_the_null_model_and_of_tests_are_none);
    tcase_add_test(tests, the_header_of_stata_belongs_to_the_table_below_it);
    tcase_add_test(tests, a_header_stays_with_its_own_table);
    tcase_add_test(tests, a_term_called_as_a_statistic_stays_a_term);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
