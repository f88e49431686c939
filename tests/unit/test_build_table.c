/* Shapes of tables, from text to cells; each with a broken twin that must not look sure.
 */
#include "support/read_sample.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>

struct shape {
    const char *name;
    const char *text;
    const char *roles;
    const char *dimensions;
    const char *places[6];
    const char *cells[6];
};

static const struct shape shapes[] = {
    {
        .name = "tidy long",
        .text =
            "region,sex,n\nNorth East,F,44\nNorth East,M,8\nLondon,F,105\nLondon,M,103\n",
        .roles = "dimension dimension count",
        .dimensions = "region 2 | sex 2",
        .places = {"C3"},
        .cells = {"count 'North East x M'"},
    },
    {
        .name = "crosstab with margins",
        .text = "region,F,M,All\nLondon,105,103,208\nNorth East,41,8,49\nWest,53,90,143\n"
                "All,199,201,400\n",
        .roles = "dimension count count total",
        .dimensions = "region 4 All=3! | columns 3 All=2!",
        .places = {"B3", "D3", "D5"},
        .cells = {"count 'North East x F'", "total 'North East'", "total 'the total'"},
    },
    {
        .name = "two heading levels and a line of index names",
        .text = "fsm,FSM,FSM,Not FSM,Not FSM,All\nsex,F,M,F,M,\nregion,,,,,\n"
                "London,51,44,54,59,208\nNorth East,20,4,21,4,49\nAll,71,48,75,63,257\n",
        .roles = "dimension count count count count total",
        .dimensions = "region 3 All=2! | fsm 3 All=2! | sex 3 All=2!",
        .places = {"C5", "F4"},
        .cells = {"count 'North East x FSM x M'", "total 'London'"},
    },
    {
        .name = "two row levels, repeats left blank, total in the outer one",
        .text = "region,fsm,F,M\nLondon,FSM,51,44\n,Not FSM,54,59\nNorth East,FSM,20,4\n"
                ",Not FSM,21,4\nAll,,146,111\n",
        .roles = "dimension dimension count count",
        .dimensions = "region 3 All=2! | fsm 3 All=2! | columns 2",
        .places = {"D5", "C6"},
        .cells = {"count 'North East x Not FSM x M'", "total 'F'"},
    },
    {
        .name = "statistics as columns",
        .text = "region,sex,count,mean,median,std,max\n"
                "London,F,105,23860.1,21188.0,10696.0,59985.0\n"
                "London,M,103,24860.2,22188.0,10796.0,58985.0\n",
        .roles = "dimension dimension count mean median sd max",
        .dimensions = "region 1 | sex 2",
        .places = {"D2", "G3"},
        .cells = {"mean 'London x F' n=C2", "max 'London x M' n=C3"},
    },
    {
        .name = "statistic by category",
        .text = ",count,count,mean,mean\nsex,F,M,F,M\nregion,,,,\n"
                "London,105,103,23860.0,22151.0\nWest,41,8,20860.0,19151.5\n",
        .roles = "dimension count count mean mean",
        .dimensions = "region 2 | sex 2",
        .places = {"D4", "E5"},
        .cells = {"mean 'London x F' n=B4", "mean 'West x M' n=C5"},
    },
    {
        .name = "proportions without counts",
        .text = "region,F,M\nLondon,0.505,0.495\nWest,0.837,0.163\nNorth,0.371,0.629\n",
        .roles = "dimension percent percent",
        .dimensions = "region 3 | columns 2",
        .places = {"B3"},
        .cells = {"percent 'West x F'"},
    },
    {
        .name = "one-way list whose heading names the variable",
        .text = ",region\nLondon,208\nWest,49\nNorth East,143\n",
        .roles = "dimension count",
        .dimensions = "region 3",
        .places = {"B3"},
        .cells = {"count 'West'"},
    },
    {
        .name = "describe()",
        .text =
            ",earnings\ncount,400.0\nmean,23860.1\nstd,10696.2\nmin,6891.0\n25%,15000.0\n"
            "50%,21188.0\n75%,30000.0\nmax,98780.0\n",
        .roles = "note unknown",
        .dimensions = "",
        .places = {"B2", "B3", "B7", "B9"},
        .cells = {"count 'the total'", "mean 'the total' n=B2", "median 'the total' n=B2",
                  "max 'the total' n=B2"},
    },
    {
        .name = "table of R with an empty first heading",
        .text = "\"\",\"F\",\"M\",\"Sum\"\n\"London\",105,103,208\n\"West\",41,8,49\n"
                "\"Sum\",146,111,257\n",
        .roles = "dimension count count total",
        .dimensions = "rows 3 Sum=2! | columns 3 Sum=2!",
        .places = {"D4"},
        .cells = {"total 'the total'"},
    },
    {
        .name = "number and percent under a spanning heading",
        .text = ",Female,,Male,\n,No.,%,No.,%\nNorth East,44,61.1,28,38.9\n"
                "London,105,50.5,103,49.5\nWest,41,83.7,8,16.3\n",
        .roles = "dimension count percent count percent",
        .dimensions = "rows 3 | columns 2",
        .places = {"C3", "E5"},
        .cells = {"percent 'North East x Female' n=B3 above=B3",
                  "percent 'West x Male' n=D5 above=D5"},
    },
    {
        .name = "title rows, symbols, notes",
        .text = "Table 1: Learners by region,,,\nSource: "
                "survey,,,\n\nRegion,Female,Male,Total\n"
                "North East,[c],[c],51\nLondon,105,103,208\nEngland,150,109,259\n"
                "Note: [c] = confidential\n",
        .roles = "dimension count count total",
        .dimensions = "Region 3 England=2! | columns 3 Total=2!",
        .places = {"B5", "D7"},
        .cells = {"count 'North East x Female'", "total 'the total'"},
    },
    {
        .name = "years as columns",
        .text = "Region,2019/20,2020/21,2021/22\nLondon,121,130,140\nWest,55,46,35\n",
        .roles = "dimension count count count",
        .dimensions = "Region 2 | Year 3 time",
        .places = {"C3"},
        .cells = {"count 'West x 2020/21'"},
    },
    {
        .name = "percentage of a total in the same row",
        .text = "Region,Apprenticeship,Education,Employment,Total,% Education\n"
                "North East,7,500,40,547,91.4\nLondon,60,700,140,900,77.8\n"
                "West,15,300,33,348,86.2\nEngland,82,1500,213,1795,83.6\n",
        .roles = "dimension count count count total percent",
        .dimensions = "Region 4 England=3! | columns 4 Total=3!",
        .places = {"F3"},
        .cells = {"percent 'London x Education' n=E3 above=C3 below=E3"},
    },
    {
        .name = "percentage of everybody, in another row",
        .text = "sex,phase,number,percent\nTotal,All,1000,100.0\nMale,All,490,49.0\n"
                "Female,All,510,51.0\nTotal,First,250,100.0\nMale,First,131,52.4\n"
                "Female,First,119,47.6\n",
        .roles = "dimension dimension count percent",
        .dimensions = "sex 3 Total=2! | phase 2 All=1~",
        .places = {"D6"},
        .cells = {"percent 'Male x First' n=C5 above=C6 below=C5"},
    },
    {
        .name = "a total without a name",
        .text = "Region,FSM,Not FSM,Pupils "
                "seen\nLondon,51,44,95\nWest,20,4,24\nNorth,21,9,30\n"
                "South,33,17,50\n",
        .roles = "dimension count count total",
        .dimensions = "Region 4 | columns 3 Pupils seen=2!",
        .places = {"D3"},
        .cells = {"total 'West'"},
    },
    {
        .name = "subtotals of a group of rows",
        .text = "area,F,M,X\nLeeds,10,31,12\nYork,20,17,15\nYorkshire,30,48,27\nDover,5,"
                "8,16\n"
                "Kent,7,9,13\nSouth,12,17,29\nEngland,42,65,56\n",
        .roles = "dimension count count count",
        .dimensions = "area 7 Yorkshire=2! South=2! England=2! | columns 3",
        .places = {"B8"},
        .cells = {"total 'F'"},
    },
    {
        .name = "statistic column in a long table",
        .text = "region,statistic,value\nLondon,count,120\nLondon,mean,23000.5\n"
                "London,max,99000\nWest,count,30\nWest,mean,21000.1\nWest,max,59000\n",
        .roles = "dimension note unknown",
        .dimensions = "region 2",
        .places = {"C3", "C7"},
        .cells = {"mean 'London' n=C2", "max 'West' n=C5"},
    },
    {
        .name = "counts in title and headings",
        .text = "\"Destinations, N = 180\",,\nRegion,Female (N = 100),Male (N = 80)\n"
                "London,60,40\nWest,39,38\n",
        .roles = "dimension count count",
        .dimensions = "Region 2 | columns 2",
        .places = {"A1", "B2", "B3"},
        .cells = {"count 'the total' outside", "count 'Female' outside",
                  "count 'London x Female'"},
    },
};

START_TEST(each_shape_becomes_the_same_kind_of_cells)
{
    const struct shape *shape = &shapes[_i];
    struct arena *arena = arena_create(0);
    const struct table *table = read_sample(arena, "sample.csv", shape->text, 0);
    ck_assert_msg(table != NULL, "%s: no table", shape->name);
    ck_assert_str_eq(sample_roles(arena, table), shape->roles);
    ck_assert_str_eq(sample_dimensions(arena, table), shape->dimensions);
    for (int i = 0; i < 6 && shape->places[i]; i++) {
        ck_assert_str_eq(sample_cell(arena, table, shape->places[i]), shape->cells[i]);
    }
    ck_assert_msg(table->confidence >= 0.9, "%s: confidence %f", shape->name,
                  table->confidence);
    arena_destroy(arena);
}
END_TEST

struct broken {
    const char *name;
    const char *text;
    double confidence_below;
    const char *doubt;
};

static const struct broken broken_twins[] = {
    {"a total that is wrong in one row",
     "region,F,M,All\nLondon,105,103,208\nNorth "
     "East,41,8,59\nWest,53,90,143\nAll,199,201,400\n",
     0.9, "is not the sum of its parts"},
    {"a total that is wrong everywhere",
     "region,F,M,All\nLondon,105,103,218\nNorth East,41,8,59\nWest,53,90,153\n", 0.9,
     "is not the sum of its parts"},
    {"decimals that nothing explains", "region,F,M\nLondon,3.14,2.71\nWest,1.41,1.73\n",
     0.6, "no heading or title explains"},
    {"shares that do not add up",
     "region,F,M\nLondon,0.505,0.395\nWest,0.837,0.163\nNorth,0.371,0.629\n", 0.6,
     "no heading or title explains"},
    {"a percentage of nothing in the table",
     "region,n,% sustained\nLondon,105,91.2\nWest,41,88.8\nNorth,44,61.1\n", 0.96,
     "known by name only"},
    {"no heading row", "London,105,103\nWest,41,8\nNorth,12,13\n", 0.6,
     "no row of headings"},
    {"an empty heading over numbers", "region,F,,M\nLondon,105,3,103\nWest,41,2,8\n", 0.9,
     "is empty"},
    {"money without a statistic", "region,earnings\nLondon,21000\nWest,20500\n", 0.6,
     "money"},
    {"large whole numbers without a name",
     "region,F,M\nLondon,21000,23000\nWest,20500,19000\n", 0.9, "only their look"},
    {"text among the numbers", "region,F,M\nLondon,105,103\nWest,41,eight\nNorth,9,12\n",
     0.9, "neither a number nor a known symbol"},
    {"two rows with one label", "region,F,M\nLondon,105,103\nLondon,41,8\nNorth,9,12\n",
     0.9, "the same labels"},
    {"two numbers in one cell",
     "region,Female,Male,Total\nLondon,44 (61.4%),28 (38.6%),72\n"
     "West,40 (50.0%),40 (50.0%),80\n",
     0.6, "neither a number nor a known symbol"},
    {"numbers with words behind them, right of numbers",
     "region,Total,Female\nLondon,72,44 people\nWest,80,40 people\n", 0.9,
     "begin with numbers"},
    {"whole numbers that could be percentages",
     "region,Female,Male\nLondon,61,39\nWest,50,50\nNorth,47,53\n", 0.9,
     "counts or percentages"},
    {"a count with a fraction", "region,n\nLondon,105.5\nWest,41.25\nNorth,9\n", 0.9,
     "fractions"},
};

START_TEST(a_broken_twin_never_looks_sure)
{
    const struct broken *twin = &broken_twins[_i];
    struct arena *arena = arena_create(0);
    const struct table *table = read_sample(arena, "sample.csv", twin->text, 0);
    ck_assert_msg(table != NULL, "%s: no table", twin->name);
    ck_assert_msg(table->confidence < twin->confidence_below, "%s: confidence %f",
                  twin->name, table->confidence);
    ck_assert_msg(sample_doubts(table, twin->doubt), "%s: nothing says so", twin->name);
    arena_destroy(arena);
}
END_TEST

static const char ees[] =
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,new_la_code,la_name,breakdown_topic,breakdown,starts\n"
    "202122,Academic year,National,E92,England,,,,,Total,Total,100\n"
    "202122,Academic year,National,E92,England,,,,,Sex,Female,60\n"
    "202122,Academic year,National,E92,England,,,,,Sex,Male,40\n"
    "202122,Academic year,National,E92,England,,,,,Age,Under 19,33\n"
    "202122,Academic year,National,E92,England,,,,,Age,Unknown,67\n"
    "202122,Academic year,Regional,E92,England,E1,North,,,Total,Total,70\n"
    "202122,Academic year,Regional,E92,England,E2,South,,,Total,Total,30\n"
    "202122,Academic year,Local authority,E92,England,E1,North,L1,Leeds,Total,Total,50\n"
    "202122,Academic year,Local authority,E92,England,E1,North,L2,York,Total,Total,20\n";

START_TEST(an_ees_file_has_one_location_and_several_breakdowns)
{
    struct arena *arena = arena_create(0);
    const struct table *table = read_sample(arena, "ees.csv", ees, 0);
    ck_assert_str_eq(sample_dimensions(arena, table),
                     "time_period 1 time | Location 5 England=2! North=2! | "
                     "breakdown 5 Total=2! Total=2!");
    ck_assert_str_eq(table->dimensions[2].partitions[0].name, "Sex");
    ck_assert_str_eq(sample_cell(arena, table, "L3"), "total '202122 x Sex: Female'");
    ck_assert_str_eq(sample_cell(arena, table, "L9"), "total '202122 x Leeds'");
    arena_destroy(arena);
}
END_TEST

START_TEST(years_codes_and_identifiers_are_never_counts)
{
    struct arena *arena = arena_create(0);
    const struct table *table =
        read_sample(arena, "x.csv",
                    "year,ukprn,provider,learners\n"
                    "2019,10000001,ABC,100\n2019,10000002,ABC,90\n"
                    "2020,10000001,ABC,80\n2020,10000002,ABC,70\n"
                    "2019,10000003,DEF,60\n2019,10000004,GHI,50\n"
                    "2019,10000005,JKL,60\n2019,10000006,MNO,50\n",
                    0);
    ck_assert_str_eq(sample_roles(arena, table), "dimension id dimension count");
    ck_assert_uint_eq(table->cell_count, 8);
    ck_assert_str_eq(sample_cell(arena, table, "D3"), "count '2019 x ABC (10000002)'");
    ck_assert(!sample_doubts(table, "same labels"));
    arena_destroy(arena);
}
END_TEST

START_TEST(rounding_is_found_in_the_numbers)
{
    struct arena *arena = arena_create(0);
    const struct table *ten =
        read_sample(arena, "x.csv", "a,F,M\np,10,20\nq,30,170\nr,250,40\ns,90,60\n", 0);
    ck_assert_int_eq(ten->measures[0].rounding.kind, ROUNDING_NEAREST);
    ck_assert_double_eq(ten->measures[0].rounding.base, 10);
    const struct table *six =
        read_sample(arena, "x.csv", "a,F,M\np,9,15\nq,33,171\nr,249,45\ns,93,63\n", 0);
    ck_assert_int_eq(six->measures[0].rounding.kind, ROUNDING_MIDPOINT);
    const struct table *exact =
        read_sample(arena, "x.csv", "a,F,M\np,10,20\nq,30,170\nr,250,40\ns,90,61\n", 0);
    ck_assert_int_eq(exact->measures[0].rounding.kind, ROUNDING_NONE);
    arena_destroy(arena);
}
END_TEST

START_TEST(rounded_totals_add_up_within_rounding)
{
    struct arena *arena = arena_create(0);
    const struct table *table = read_sample(
        arena, "x.csv",
        "a,F,M,Total\np,110,120,240\nq,330,170,490\nr,250,140,390\ns,90,60,160\n", 0);
    ck_assert_str_eq(sample_dimensions(arena, table), "a 4 | columns 3 Total=2!");
    ck_assert(table->confidence >= 0.9);
    arena_destroy(arena);
}
END_TEST

START_TEST(a_title_says_what_all_numbers_are)
{
    struct arena *arena = arena_create(0);
    const struct table *table =
        read_sample(arena, "x.csv",
                    "Median earnings by region,,\nRegion,Female,Male\n"
                    "London,25000,27100\nWest,21000,23000\n",
                    0);
    ck_assert_str_eq(sample_roles(arena, table), "dimension median median");
    ck_assert(table->measures[0].is_money);
    ck_assert_uint_eq(table->cells[0].count, NO_CELL);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("build_table");
    TCase *cases = tcase_create("build_table");
    tcase_add_loop_test(cases, each_shape_becomes_the_same_kind_of_cells, 0,
                        (int)(sizeof(shapes) / sizeof(shapes[0])));
    tcase_add_loop_test(cases, a_broken_twin_never_looks_sure, 0,
                        (int)(sizeof(broken_twins) / sizeof(broken_twins[0])));
    tcase_add_test(cases, an_ees_file_has_one_location_and_several_breakdowns);
    tcase_add_test(cases, years_codes_and_identifiers_are_never_counts);
    tcase_add_test(cases, rounding_is_found_in_the_numbers);
    tcase_add_test(cases, rounded_totals_add_up_within_rounding);
    tcase_add_test(cases, a_title_says_what_all_numbers_are);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
