/* Conditions over a cell: what they answer, what they may not do, and where they stop. */
#include "base/text.h"
#include "policy/expression.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
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

static const char *category(const void *context, const char *dimension)
{
    return text_equals_ignoring_case(dimension, "Region") ? context : NULL;
}

/* A mean of 24,100 on 12 people; no shares are known. */
static struct expression_cell sample_cell(void)
{
    return (struct expression_cell){
        .value = 24100,
        .n = 12,
        .count = 12,
        .numerator = NAN,
        .denominator = NAN,
        .share_of_row = NAN,
        .share_of_column = NAN,
        .role = "mean",
        .state = "number",
        .table_id = "T01",
        .table_title = "Earnings by region",
        .output = "earnings.csv",
        .label = "North East",
        .category = category,
        .context = "North East",
    };
}

static const struct {
    const char *condition;
    enum expression_result result;
} answers[] = {
    {"n < 30", EXPRESSION_TRUE},
    {"n < 12", EXPRESSION_FALSE},
    {"n <= 12 AND role = 'mean'", EXPRESSION_TRUE},
    {"role = 'MEAN'", EXPRESSION_TRUE},
    {"role = 'count'", EXPRESSION_FALSE},
    {"count = n", EXPRESSION_TRUE},
    {"value > 24000.5", EXPRESSION_TRUE},
    /* Numbers are compared as numbers, quoted or not. */
    {"n < '30'", EXPRESSION_TRUE},
    {"n < '3'", EXPRESSION_FALSE},
    {"category('Region') = 'north east'", EXPRESSION_FALSE},
    {"category('region') = 'North East'", EXPRESSION_TRUE},
    {"category('region') LIKE 'north%'", EXPRESSION_TRUE},
    {"label LIKE '%east' AND output LIKE '%.csv'", EXPRESSION_TRUE},
    {"table_id = 'T01' AND table_title LIKE 'earn%'", EXPRESSION_TRUE},
    {"state IN ('number', 'band')", EXPRESSION_TRUE},
    {"CASE WHEN n > 10 THEN value > 1 ELSE 0 END", EXPRESSION_TRUE},
    {"abs(-n) = round(12.2)", EXPRESSION_TRUE},
    {"0.5", EXPRESSION_TRUE},
    {"0", EXPRESSION_FALSE},
    /* What is not known is never "no", unless the rest settles it. */
    {"share_of_row > 90", EXPRESSION_UNKNOWN},
    {"NOT share_of_row > 90", EXPRESSION_UNKNOWN},
    {"share_of_row > 90 AND n < 5", EXPRESSION_FALSE},
    {"share_of_row > 90 OR n < 30", EXPRESSION_TRUE},
    {"category('Nothing') = 'x'", EXPRESSION_UNKNOWN},
    {"numerator / denominator > 0", EXPRESSION_UNKNOWN},
    {"n / 0 > 1", EXPRESSION_UNKNOWN},
    /* Text is no answer. */
    {"label", EXPRESSION_STOPPED},
};

START_TEST(a_condition_answers_yes_no_or_unknown)
{
    const char *sentence = NULL;
    const struct expression *expression =
        expression_compile(arena, answers[_i].condition, &sentence);
    ck_assert_msg(expression, "%s: %s", answers[_i].condition, sentence);
    const struct expression_cell cell = sample_cell();
    ck_assert_int_eq(expression_evaluate(expression, &cell), answers[_i].result);
    ck_assert_int_eq(expression_evaluate(expression, &cell), answers[_i].result);
    expression_release(expression);
}
END_TEST

static const struct {
    const char *condition;
    const char *sentence; /* NULL: any */
} mistakes[] = {
    {"", "it is empty"},
    {"  ", "it is empty"},
    {"n < ", NULL},
    {"rol = 'mean'", "there is no field 'rol'; did you mean 'role'?"},
    {"role = \"mean\"", "there is no field 'mean'; text stands in single quotes, and a "
                        "dimension is category('NAME')"},
    {"n < 30; DROP TABLE x", NULL},
    {"n < 30) FROM sqlite_master --", NULL},
    {"n < 30), (1", "it must be one expression"},
    {"1 UNION SELECT 1", NULL},
    {"1) UNION SELECT (0", "it must not hold a query"},
    {"(SELECT 1)", "it must not hold a query"},
    {"EXISTS (SELECT 1 FROM sqlite_master)", NULL},
    {"n IN (SELECT name FROM sqlite_master)", NULL},
    {"'x' IN sqlite_master", NULL},
    {"1 IN pragma_user_version", NULL},
    {"1 IN json_each('[1]')", NULL},
    {"load_extension('x')", NULL},
    {"readfile('/etc/passwd') = ''", NULL},
    {"randomblob(1000000) = ''", "the function 'randomblob' is not allowed here"},
    {"zeroblob(1000000000) = ''", "the function 'zeroblob' is not allowed here"},
    {"printf('%1000000d', n) = ''", "the function 'printf' is not allowed here"},
    {"replace(label, 'a', 'b') = ''", "the function 'replace' is not allowed here"},
    {"random() > 0", "the function 'random' is not allowed here"},
    {"date('now') > ''", "the function 'date' is not allowed here"},
    {"CURRENT_TIMESTAMP > ''", "the function 'CURRENT_TIMESTAMP' is not allowed here"},
    {"sum(n) OVER () > 1", "the function 'sum' is not allowed here"},
    {"n < ?99", "it must be one expression"},
    {"n < :limit", "it must be one expression"},
    {"PRAGMA user_version", NULL},
    {"category('a', 'b') = ''", NULL},
};

START_TEST(a_condition_can_do_nothing_but_calculate)
{
    const char *sentence = NULL;
    ck_assert_msg(!expression_compile(arena, mistakes[_i].condition, &sentence),
                  "'%s' was taken", mistakes[_i].condition);
    ck_assert_ptr_nonnull(sentence);
    if (mistakes[_i].sentence) {
        ck_assert_str_eq(sentence, mistakes[_i].sentence);
    }
}
END_TEST

START_TEST(a_condition_of_unreasonable_size_is_refused)
{
    const char *sentence = NULL;
    char *text = arena_array(arena, EXPRESSION_BYTE_LIMIT + 2, char);
    memset(text, '1', EXPRESSION_BYTE_LIMIT + 1);
    ck_assert_ptr_null(expression_compile(arena, text, &sentence));
    ck_assert_str_eq(sentence, "longer than 4,096 bytes");
    memset(text, '(', 200);
    text[200] = '1';
    memset(text + 201, ')', 200);
    text[401] = '\0';
    ck_assert_ptr_null(expression_compile(arena, text, &sentence));
}
END_TEST

START_TEST(text_too_long_to_be_looked_at_is_unknown)
{
    char *label = arena_array(arena, 5001, char);
    memset(label, 'a', 5000);
    struct expression_cell cell = sample_cell();
    cell.label = label;
    cell.context = label;
    const char *const conditions[] = {"label LIKE 'a%'", "category('Region') LIKE 'a%'"};
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        const char *sentence = NULL;
        const struct expression *expression =
            expression_compile(arena, conditions[i], &sentence);
        ck_assert_ptr_nonnull(expression);
        ck_assert_int_eq(expression_evaluate(expression, &cell), EXPRESSION_UNKNOWN);
        expression_release(expression);
    }
}
END_TEST

START_TEST(a_condition_forgets_the_cell_before)
{
    const char *sentence = NULL;
    const struct expression *expression = expression_compile(arena, "n < 30", &sentence);
    struct expression_cell cell = sample_cell();
    ck_assert_int_eq(expression_evaluate(expression, &cell), EXPRESSION_TRUE);
    cell.n = NAN;
    ck_assert_int_eq(expression_evaluate(expression, &cell), EXPRESSION_UNKNOWN);
    cell.n = 30;
    ck_assert_int_eq(expression_evaluate(expression, &cell), EXPRESSION_FALSE);
    expression_release(expression);
}
END_TEST

START_TEST(a_message_is_filled_from_the_cell)
{
    const struct expression_cell cell = sample_cell();
    ck_assert_str_eq(
        expression_message(arena, "{label}: {n} people, {share_of_row} %", &cell),
        "North East: 12 people, ? %");
    ck_assert_str_eq(expression_message(arena, "plain", &cell), "plain");
    ck_assert_str_eq(expression_message(arena, "{value", &cell), "{value");
    ck_assert_str_eq(expression_message(arena, "", &cell), "");
}
END_TEST

START_TEST(a_message_with_an_unknown_field_is_noticed)
{
    ck_assert_ptr_null(expression_message_mistake(arena, "{label}: {n}"));
    ck_assert_str_eq(expression_message_mistake(arena, "{label}: {m}"), "{m}");
    ck_assert_str_eq(expression_message_mistake(arena, "{label"), "{label");
    ck_assert_str_eq(expression_message_mistake(arena, "{}"), "{}");
}
END_TEST

static Suite *expression_suite(void)
{
    Suite *suite = suite_create("expression");
    TCase *tests = tcase_create("expression");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_condition_answers_yes_no_or_unknown, 0,
                        (int)COUNT_OF(answers));
    tcase_add_loop_test(tests, a_condition_can_do_nothing_but_calculate, 0,
                        (int)COUNT_OF(mistakes));
    tcase_add_test(tests, a_condition_of_unreasonable_size_is_refused);
    tcase_add_test(tests, text_too_long_to_be_looked_at_is_unknown);
    tcase_add_test(tests, a_condition_forgets_the_cell_before);
    tcase_add_test(tests, a_message_is_filled_from_the_cell);
    tcase_add_test(tests, a_message_with_an_unknown_field_is_noticed);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return run_suite(expression_suite());
}
