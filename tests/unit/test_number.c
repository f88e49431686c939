/* What people write in cells, and what it says. */
#include "ingest/number/number.h"
#include "support/run_suite.h"

#include <check.h>

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct symbol symbol_items[] = {
    {"c", CELL_HIDDEN, "confidential"},
    {"x", CELL_NOT_AVAILABLE, "not available"},
    {"z", CELL_NOT_APPLICABLE, "not applicable"},
    {"low", CELL_LOW, "rounds to zero"},
    {"u", CELL_UNRELIABLE, "low reliability"},
    {"*", CELL_HIDDEN, "suppressed"},
    {"-", CELL_LOW, "nil or under half"},
    {"..", CELL_NOT_AVAILABLE, "not available"},
    {"~", CELL_LOW, "low"},
    {"#n/a", CELL_NOT_AVAILABLE, "an error value"},
    {"-9", CELL_NOT_AVAILABLE, "missing"},
};

static const struct symbols symbols = {
    .items = symbol_items,
    .count = sizeof(symbol_items) / sizeof(symbol_items[0]),
};

static struct number read_with(enum number_style style, const char *text)
{
    const struct number_reader reader = number_reader_for(&symbols, style);
    struct number number;
    number_read(&reader, text, &number);
    return number;
}

static struct number read(const char *text)
{
    return read_with(NUMBER_STYLE_POINT, text);
}

static const struct {
    const char *text;
    double value;
    int decimals;
} values[] = {
    {"0", 0, 0},
    {"7", 7, 0},
    {"1412", 1412, 0},
    {"999999999999999", 999999999999999.0, 0},
    {"1234567890123456", 1234567890123456.0, 0},
    {" 12 ", 12, 0},
    {"\xC2\xA0"
     "12",
     12, 0},
    {"1,412", 1412, 0},
    {"1,234,567", 1234567, 0},
    {"1,234.5", 1234.5, 1},
    {"1 412", 1412, 0},
    {"1\xC2\xA0"
     "412",
     1412, 0},
    {"1\xE2\x80\xAF"
     "412",
     1412, 0},
    {"12\xE2\x80\x89"
     "345\xE2\x80\x89"
     "678",
     12345678, 0},
    {"1'412", 1412, 0},
    {"\xC2\xA3"
     "24,050",
     24050, 0},
    {"\xC2\xA3 24,050", 24050, 0},
    {"-\xC2\xA3"
     "5.50",
     -5.5, 2},
    {"\xC2\xA3-5.50", -5.5, 2},
    {"GBP 100", 100, 0},
    {"100 \xE2\x82\xAC", 100, 0},
    {"12.3%", 12.3, 1},
    {"12.30 %", 12.3, 2},
    {"(0.012)", 0.012, 3},
    {"(1,234)", 1234, 0},
    {"-5", -5, 0},
    {"\xE2\x88\x92"
     "5",
     -5, 0},
    {"\xE2\x80\x93"
     "5.25",
     -5.25, 2},
    {"+5", 5, 0},
    {"400.0", 400, 1},
    {".5", 0.5, 1},
    {"5.", 5, 0},
    {"1.2e+04", 12000, 0},
    {"1.25E-03", 0.00125, 5},
    {"5e-04", 0.0005, 4},
    {"1e+05", 100000, 0},
    {"0.123***", 0.123, 3},
    {"0.123 **", 0.123, 3},
    {"(0.034)*", 0.034, 3},
    {"12 [note 1]", 12, 0},
    {"12[r]", 12, 0},
    {"1,412 [r] [note 2, note 3]", 1412, 0},
    {"12.5 (p)", 12.5, 1},
    {"3.1708333333333334", 3.1708333333333334, 16},
    {"0.1", 0.1, 1},
    {"2.2250738585072014e-308", 2.2250738585072014e-308, 127},
    {"123456789.123456789", 123456789.123456789, 9},
    {"007", 7, 0},
    {"2019", 2019, 0},
};

START_TEST(a_number_has_its_value_and_its_decimals)
{
    const struct number number = read(values[_i].text);
    ck_assert_msg(number.state == CELL_NUMBER, "'%s' is %s", values[_i].text,
                  cell_state_name(number.state));
    ck_assert_msg(number.value == values[_i].value, "'%s' is %.17g", values[_i].text,
                  number.value);
    ck_assert_int_eq(number.decimals, values[_i].decimals);
    ck_assert(number.low == number.value && number.high == number.value);
}
END_TEST

static const char *const not_numbers[] = {
    "E12000001",
    "2019/20",
    "2019-20",
    "201920a",
    "2020-01-05",
    "12/05/2020",
    "1,41",
    "1,4123",
    "1,412 300",
    "1412,300",
    "0,123",
    "1 41",
    "1.2.3",
    "12E4",
    "1e5",
    "10E12",
    "NaN",
    "nan",
    "Inf",
    "-inf",
    "1e+999",
    "1e-999",
    "0x1F",
    "TRUE",
    "1.#INF",
    "44 (61.4%)",
    "12 34",
    "--5",
    "5-",
    "- 5",
    "(",
    "()",
    "(5",
    "5)",
    "%",
    "12%%",
    "North East",
    "$",
    "[1]",
    "[12]",
    "1,",
    ",5",
    "01-02",
    "9-5",
    "5-5",
    "-5-9",
    "5--9",
    "< x",
    "<",
    "+",
    "10++",
    "5 to",
    "to 9",
    "5 today 9",
    "under",
    "between 5",
    "12 [1]",
    "12 ()",
    "\357\277\2755",
    "5\xC2\xB2",
    "1'41",
    "12e",
    "12e+",
    "1_000",
    "1,00,000",
    "\302\243\302\2435",
};

START_TEST(what_is_no_number_is_unreadable)
{
    const struct number number = read(not_numbers[_i]);
    ck_assert_msg(number.state == CELL_UNREADABLE, "'%s' is %s %g to %g", not_numbers[_i],
                  cell_state_name(number.state), number.low, number.high);
    ck_assert(isnan(number.value) && isnan(number.low) && isnan(number.high));
    ck_assert_ptr_null(number.symbol);
    ck_assert_int_eq(number.decimals, 0);
    ck_assert(!number.is_percent && !number.is_money && !number.is_bracketed);
}
END_TEST

static const struct {
    const char *text;
    double low;
    double high;
    double count_low; /* after number_close_range() */
    double count_high;
} bands[] = {
    {"<10", 0, 10, 0, 9},
    {"< 10", 0, 10, 0, 9},
    {"<1,000", 0, 1000, 0, 999},
    {"[<5]", 0, 5, 0, 4},
    {"<=10", 0, 10, 0, 10},
    {"\xE2\x89\xA4"
     "10",
     0, 10, 0, 10},
    {">100", 100, INFINITY, 101, INFINITY},
    {">=10", 10, INFINITY, 10, INFINITY},
    {"\xE2\x89\xA5 10", 10, INFINITY, 10, INFINITY},
    {"10+", 10, INFINITY, 10, INFINITY},
    {"10 +", 10, INFINITY, 10, INFINITY},
    {"5-9", 5, 9, 5, 9},
    {"5 - 9", 5, 9, 5, 9},
    {"5\xE2\x80\x93"
     "9",
     5, 9, 5, 9},
    {"5 to 9", 5, 9, 5, 9},
    {"5 TO 9", 5, 9, 5, 9},
    {"10-19", 10, 19, 10, 19},
    {"1,000 to 9,999", 1000, 9999, 1000, 9999},
    {"between 5 and 9", 5, 9, 5, 9},
    {"fewer than 5", 0, 5, 0, 4},
    {"Fewer  than 5", 0, 5, 0, 4},
    {"less than 5", 0, 5, 0, 4},
    {"under 5", 0, 5, 0, 4},
    {"up to 5", 0, 5, 0, 5},
    {"at most 5", 0, 5, 0, 5},
    {"no more than 5", 0, 5, 0, 5},
    {"more than 5", 5, INFINITY, 6, INFINITY},
    {"over 5", 5, INFINITY, 6, INFINITY},
    {"at least 5", 5, INFINITY, 5, INFINITY},
    {"10 or more", 10, INFINITY, 10, INFINITY},
    {"10 and over", 10, INFINITY, 10, INFINITY},
    {"5 or fewer", 0, 5, 0, 5},
    {"<10 [note 1]", 0, 10, 0, 9},
    {"<2.5", 0, 2.5, 0, 2},
    {"1.5-3.5", 1.5, 3.5, 2, 3},
    {"< -5", -INFINITY, -5, -INFINITY, -6},
    {"\xC2\xA3"
     "20,000-\xC2\xA3"
     "24,999",
     20000, 24999, 20000, 24999},
    {"<0.5%", 0, 0.5, 0, 0},
};

START_TEST(a_range_says_what_it_gives_away)
{
    struct number number = read(bands[_i].text);
    ck_assert_msg(number.state == CELL_BAND, "'%s' is %s", bands[_i].text,
                  cell_state_name(number.state));
    ck_assert_double_eq(number.low, bands[_i].low);
    ck_assert_double_eq(number.high, bands[_i].high);
    ck_assert(isnan(number.value));
    number_close_range(&number);
    ck_assert_double_eq(number.low, bands[_i].count_low);
    ck_assert_double_eq(number.high, bands[_i].count_high);
    ck_assert(!number.is_low_open && !number.is_high_open);
}
END_TEST

static const struct {
    const char *text;
    enum cell_state state;
} symbol_cells[] = {
    {"c", CELL_HIDDEN},
    {"C", CELL_HIDDEN},
    {"[c]", CELL_HIDDEN},
    {" [C] ", CELL_HIDDEN},
    {"\xC2\xA0"
     "c",
     CELL_HIDDEN},
    {"x", CELL_NOT_AVAILABLE},
    {"[z]", CELL_NOT_APPLICABLE},
    {"low", CELL_LOW},
    {"Low", CELL_LOW},
    {"*", CELL_HIDDEN},
    {"-", CELL_LOW},
    {"..", CELL_NOT_AVAILABLE},
    {"#N/A", CELL_NOT_AVAILABLE},
    {"c [note 1]", CELL_HIDDEN},
    {"-9", CELL_NOT_AVAILABLE}, /* a list may say that a number stands for nothing */
};

START_TEST(a_symbol_means_what_the_list_says)
{
    const struct number number = read(symbol_cells[_i].text);
    ck_assert_msg(number.state == symbol_cells[_i].state, "'%s' is %s",
                  symbol_cells[_i].text, cell_state_name(number.state));
    ck_assert_ptr_nonnull(number.symbol);
    ck_assert(isnan(number.value));
}
END_TEST

START_TEST(a_symbol_is_unreadable_where_no_list_knows_it)
{
    const struct number_reader reader = number_reader_for(NULL, NUMBER_STYLE_POINT);
    struct number number;
    number_read(&reader, "c", &number);
    ck_assert_int_eq(number.state, CELL_UNREADABLE);
    number_read(&reader, "12", &number);
    ck_assert_double_eq(number.value, 12);
}
END_TEST

START_TEST(nothing_is_empty)
{
    ck_assert_int_eq(read("").state, CELL_EMPTY);
    ck_assert_int_eq(read(NULL).state, CELL_EMPTY);
    ck_assert_int_eq(read(" \t").state, CELL_EMPTY);
    ck_assert_int_eq(read("\xC2\xA0\xE2\x80\x89").state, CELL_EMPTY);
}
END_TEST

START_TEST(what_stands_around_a_number_is_kept)
{
    ck_assert(read("12.3%").is_percent);
    ck_assert(!read("12.3").is_percent);
    ck_assert(read("<1%").is_percent);
    ck_assert_str_eq(read("\xC2\xA3"
                          "5")
                         .currency,
                     "GBP");
    ck_assert(read("\xC2\xA3"
                   "5")
                  .is_money);
    ck_assert_str_eq(read("5").currency, "");
    ck_assert_str_eq(read("<5 EUR").currency, "EUR");
    ck_assert(read("(0.012)").is_bracketed);
    ck_assert(!read("0.012").is_bracketed);
    ck_assert_uint_eq(read("0.123***").stars, 3);
    ck_assert_uint_eq(read("(0.034**)").stars, 2);
    ck_assert(read("007").has_leading_zero);
    ck_assert(!read("0").has_leading_zero);
    ck_assert(!read("0.5").has_leading_zero);
    ck_assert(read("12 [note 1]").has_marker);
    ck_assert_ptr_null(read("12 [note 1]").symbol);
}
END_TEST

START_TEST(a_number_that_claims_to_be_hidden_keeps_its_symbol)
{
    const struct number number = read("12 [c]");
    ck_assert_int_eq(number.state, CELL_NUMBER);
    ck_assert_double_eq(number.value, 12);
    ck_assert_ptr_nonnull(number.symbol);
    ck_assert_int_eq(number.symbol->state, CELL_HIDDEN);
}
END_TEST

static const struct {
    const char *texts[5];
    enum number_style style;
} columns[] = {
    {{"1,412", "2,001"}, NUMBER_STYLE_POINT},        /* nothing proves a comma */
    {{"12,5", "3,25", "1,412"}, NUMBER_STYLE_COMMA}, /* two proofs, one doubt */
    {{"0,123", "0,456"}, NUMBER_STYLE_COMMA},        /* no group starts with 0 */
    {{"1.234,5", "2.000,0"}, NUMBER_STYLE_COMMA},
    {{"12,5", "12.5"}, NUMBER_STYLE_POINT},           /* proofs against each other */
    {{"12,5", "1,412", "2,001"}, NUMBER_STYLE_POINT}, /* more doubts than proofs */
    {{"12,5 %", "(3,25)", "0,123***"}, NUMBER_STYLE_COMMA},
    {{"North, East", "c", "12,5"}, NUMBER_STYLE_COMMA},
    {{"1.234", "5.678"}, NUMBER_STYLE_POINT},
    {{"12", "", "c"}, NUMBER_STYLE_POINT},
};

START_TEST(a_column_proves_its_decimal_comma)
{
    size_t count = 0;
    while (count < 5 && columns[_i].texts[count]) {
        count++;
    }
    ck_assert_int_eq(number_style_of_column(columns[_i].texts, count), columns[_i].style);
}
END_TEST

START_TEST(with_a_decimal_comma_points_part_groups)
{
    ck_assert_double_eq(read_with(NUMBER_STYLE_COMMA, "1.234,5").value, 1234.5);
    ck_assert_int_eq(read_with(NUMBER_STYLE_COMMA, "1.234,5").decimals, 1);
    ck_assert_double_eq(read_with(NUMBER_STYLE_COMMA, "1.234").value, 1234);
    ck_assert_double_eq(read_with(NUMBER_STYLE_COMMA, "1 234,50").value, 1234.5);
    ck_assert_int_eq(read_with(NUMBER_STYLE_COMMA, "12.5").state, CELL_UNREADABLE);
}
END_TEST

/* Only where such a locale is installed can this fail; elsewhere it proves nothing. */
START_TEST(no_locale_changes_a_number)
{
    (void)setlocale(LC_ALL, "de_DE.UTF-8");
    ck_assert(read("3.1708333333333334").value == 3.1708333333333334);
    ck_assert(read("1.5").value == 1.5);
    ck_assert_int_eq(read("1,5").state, CELL_UNREADABLE);
}
END_TEST

/* Every text of up to four of these letters: no crash, and sound results. */
START_TEST(every_short_text_has_a_sound_answer)
{
    static const char letters[] = "019.,-+()[]<>% e*c\xC2\xA3";
    const size_t count = sizeof(letters) - 1;
    char text[5] = "";
    for (size_t i = 0; i < count * count * count * count; i++) {
        size_t rest = i;
        for (size_t k = 0; k < 4; k++, rest /= count) {
            text[k] = letters[rest % count];
        }
        const struct number number = read(text);
        ck_assert((number.state == CELL_NUMBER) == (isfinite(number.value) != 0));
        if (number.state == CELL_BAND) {
            ck_assert_msg(number.low <= number.high, "'%s'", text);
        }
        ck_assert_int_ge(number.decimals, 0);
    }
}
END_TEST

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void)
{
    Suite *suite = suite_create("number");
    TCase *numbers = tcase_create("numbers");
    tcase_set_timeout(numbers, 60);
    tcase_add_loop_test(numbers, a_number_has_its_value_and_its_decimals, 0,
                        COUNT_OF(values));
    tcase_add_loop_test(numbers, what_is_no_number_is_unreadable, 0,
                        COUNT_OF(not_numbers));
    tcase_add_loop_test(numbers, a_range_says_what_it_gives_away, 0, COUNT_OF(bands));
    tcase_add_loop_test(numbers, a_symbol_means_what_the_list_says, 0,
                        COUNT_OF(symbol_cells));
    tcase_add_test(numbers, a_symbol_is_unreadable_where_no_list_knows_it);
    tcase_add_test(numbers, nothing_is_empty);
    tcase_add_test(numbers, what_stands_around_a_number_is_kept);
    tcase_add_test(numbers, a_number_that_claims_to_be_hidden_keeps_its_symbol);
    tcase_add_test(numbers, every_short_text_has_a_sound_answer);
    suite_add_tcase(suite, numbers);
    TCase *styles = tcase_create("styles");
    tcase_add_loop_test(styles, a_column_proves_its_decimal_comma, 0, COUNT_OF(columns));
    tcase_add_test(styles, with_a_decimal_comma_points_part_groups);
    tcase_add_test(styles, no_locale_changes_a_number);
    suite_add_tcase(suite, styles);
    return run_suite(suite);
}
