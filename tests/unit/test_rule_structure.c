/* G101 thin tables and G102 to G109, the structure of EES files, at both sides. */
#include "base/text.h"
#include "risk/local_authorities.h"
#include "support/read_sample.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/text_grid.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

#define HEAD       "time_period,time_identifier,geographic_level,country_code,country_name"
#define UNIT(time) time ",Academic year,National,E92000001,England"
#define FILE_OF(head, first, second, third)                                              \
    HEAD "," head "\n" UNIT("202122") "," first "\n" UNIT(                               \
        "202122") "," second "\n" UNIT("202122") "," third "\n"
#define GOOD FILE_OF("sex,learners", "Total,600", "Female,310", "Male,290")

#define FIFTY "a2345678901234567890123456789012345678901234567890"

static const struct {
    const char *kind;
    const char *path;
    const char *text;
    const char *code;
    size_t findings;
} cases[] = {
    {"ees-columns", "a.csv", GOOD, "G102", 0},
    {"ees-columns", "a.csv", "time_period,sex,learners\n202122,Total,60\n202122,F,30\n",
     "G102", 4},
    {"ees-columns", "a.csv", FILE_OF("sex,sex,n", "Total,a,6", "F,b,3", "M,c,3"), "G102",
     1},
    {"ees-names", "a.csv", GOOD, "G103", 0},
    {"ees-names", "my file.csv", GOOD, "G103", 1},
    {"ees-names", "a.csv", FILE_OF("the sex,n", "Total,600", "F,310", "M,290"), "G103",
     1},
    {"ees-names", "a.csv", FILE_OF("Sex,n", "Total,600", "F,310", "M,290"), "G103", 1},
    {"ees-names", "a.csv", FILE_OF("sex," FIFTY, "Total,600", "F,310", "M,290"), "G103",
     0},
    {"ees-names", "a.csv", FILE_OF("sex," FIFTY "1", "Total,600", "F,310", "M,290"),
     "G103", 1},
    {"ees-names", "a.csv", FILE_OF("characteristic,n", "Total,600", "F,310", "M,290"),
     "G103", 1},
    {"ees-names", "a.csv", FILE_OF("breakdown,n", "Total,600", "F,310", "M,290"), "G103",
     0},
    {"ees-filters", "a.csv",
     FILE_OF("sex,n", "Total,600", FIFTY FIFTY "12345678901234567890,310", "M,290"),
     "G104", 0},
    {"ees-filters", "a.csv",
     FILE_OF("sex,n", "Total,600", FIFTY FIFTY "123456789012345678901,310", "M,290"),
     "G104", 1},
    /* Numbers alone, and symbols alone, are labels of a filter: it has no Total. */
    {"ees-filters", "a.csv", FILE_OF("age,n", "16,600", "17,310", "18,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("age,n", "Total,600", "17,310", "17,290"), "G104",
     0},
    {"ees-filters", "a.csv", FILE_OF("age,n", "Total,600", "17,310", "18,290"), "G104",
     0},
    {"ees-filters", "a.csv", GOOD, "G104", 0},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "Total,600", ",310", "M,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "Total,600", " F,310", "M,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "All,600", "F,310", "M,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "Total,1", "Total,2", "Total,3"), "G104",
     1},
    {"ees-cells", "a.csv", GOOD, "G105", 0},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,c", "M,low"), "G105", 0},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,", "M,290"), "G105", 1},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,:", "M,~"), "G105", 1},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,..", "M,NULL"), "G105", 2},
    {"ees-rows", "a.csv", GOOD, "G106", 0},
    {"ees-rows", "a.csv", FILE_OF("sex,n", "Total,600", "F,310", "F,290"), "G106", 1},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n" UNIT("202122") ",F,30\n" UNIT("202120") ",M,40\n", "G106", 1},
    {"ees-rows", "a.csv", HEAD ",sex,n\n" UNIT("199900") ",F,30\n" UNIT("2021") ",M,40\n",
     "G106", 1},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n" UNIT("199900") ",F,30\n" UNIT("200001") ",M,40\n", "G106", 0},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n2021,Calendar year,National,E92000001,England,F,30\n"
          "2022,Calendar year,National,E92000001,England,F,40\n",
     "G106", 0},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n2021,Week 52,National,E92000001,England,F,30\n"
          "2022,Week 52,National,E92000001,England,F,40\n",
     "G106", 0},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n2021,Week 53,National,E92000001,England,F,30\n"
          "2022,Week 53,National,E92000001,England,F,40\n",
     "G106", 1},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n2021,Moon year,National,E92000001,England,F,30\n"
          "2022,Moon year,National,E92000001,England,F,40\n",
     "G106", 1},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n" UNIT("202122") ",F,30\n"
                                    "202122,Tax year,National,E92000001,England,M,40\n",
     "G106", 1},
};

static size_t judge(const char *kind, const char *path, const char *text,
                    const char *code, double filled, double average);

#define META                                                                             \
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_"     \
    "hint,"                                                                              \
    "filter_grouping_column"
#define SEX     "\nsex,Filter,Sex,,,,,"
#define RATE    "\nrate,Indicator,Rate,,%,1,,"
#define HUNDRED FIFTY FIFTY

/* The data have time, places, sex, rate and note, which is x throughout. */
static const struct {
    const char *meta; /* NULL: there is none */
    size_t findings;
} descriptions[] = {
    {META SEX RATE, 0},
    {NULL, 1},
    {"col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint"
     "\nsex,Filter,Sex,,,,\nrate,Indicator,Rate,,%,1,",
     1},
    {META ",filter_default" SEX ",Total" RATE ",", 0},
    {META ",colour" SEX ",red" RATE ",", 1},
    {META SEX RATE "\n,Filter,Empty,,,,,", 1},
    {META SEX RATE "\nrate,Indicator,Rate 2,,%,1,,", 1},
    {META SEX RATE "\nage,Filter,Age,,,,,", 1},
    {META SEX RATE "\n" FIFTY ",Filter,Age,,,,,", 1},  /* not in the data */
    {META SEX RATE "\n" FIFTY "1,Filter,Age,,,,,", 2}, /* and too long */
    {META SEX RATE "\ntime_period,Filter,Time,,,,,", 1},
    {META SEX, 1},
    {META "\nsex,filter,Sex,,,,," RATE, 1},
    {META "\nsex,Filter, ,,,,," RATE, 1},
    {META "\nsex,Filter,Rate,,,,," RATE, 1},
    {META "\nsex,Filter," HUNDRED ",,,,," RATE, 0},
    {META "\nsex,Filter," HUNDRED "1,,,,," RATE, 1},
    {META SEX "\nrate,Indicator,Rate,,percent,1,,", 1},
    {META SEX "\nrate,Indicator,Rate,,\xC2\xA3m,1,,", 0},
    {META SEX "\nrate,Indicator,Rate,,%,,,", 1},
    {META SEX "\nrate,Indicator,Rate,,%,one,,", 1},
    {META SEX "\nrate,Indicator,Rate,,%,9,,", 0},
    {META SEX "\nrate,Indicator,Rate,,%,10,,", 1},
    {META SEX "\nrate,Indicator,Rate,,%,0,,", 1},
    {META SEX "\nrate,Indicator,Rate,,%,1,choose,", 1},
    {META SEX "\nrate,Indicator,Rate,,%,1,,sex", 1},
    {META "\nsex,Filter,Sex,,%,,," RATE, 1},
    {META "\nsex,Filter,Sex,,,0,," RATE, 1},
    {META "\nsex,Filter,Sex,People,,,," RATE, 1},
    {META "\nsex,Filter,Sex,,,,,topic" RATE, 1},
    {META "\nsex,Filter,Sex,,,,,note" RATE, 0},
    {META "\nsex,Filter,Sex,,,,,note\nnote,Filter,Note,,,,,note" RATE, 1},
    {META ",filter_default\nsex,Filter,Sex,,,,,,Male" RATE ",", 0},
    {META ",filter_default\nsex,Filter,Sex,,,,,,Boys" RATE ",", 1},
    {META SEX "\nrate,Indicator,Rate,People & places,%,1,,\nnote,Indicator,Note,People &"
              " places,,0,,",
     0},
    {META SEX "\nrate,Indicator,Rate,People & places,%,1,,\nnote,Indicator,Note,people -"
              " places,,0,,",
     1},
};

/* Groups of a filter: what their labels are in the data. */
static const struct {
    const char *first;
    const char *second;
    const char *third;
    size_t findings;
} groups[] = {
    {"Total,60,All", "Female,31,By sex", "Male,29,By sex", 0},
    {"Total,60,All", "Female,31,By sex", "Male,29,by-sex", 1},
    {"Total,60,All", "Female,31,By  sex", "Male,29,By sex", 1},
    {"Total,60,All", "Female,31,By sex", "Female,29,By age", 1}, /* more than labels */
    {"Total,60,All", "Female,31,By sex", "Male,29,By age", 0},
};

START_TEST(the_groups_of_a_filter_are_judged)
{
    struct policy *policy = rulebook_create(arena);
    (void)rulebook_add(arena, policy, "ees-meta");
    struct table *table = arena_new(arena, struct table);
    const char *data = text_format(arena,
                                   HEAD ",sex,rate,topic\n" UNIT("202122") ",%s\n" UNIT(
                                       "202122") ",%s\n" UNIT("202122") ",%s\n",
                                   groups[_i].first, groups[_i].second, groups[_i].third);
    *table = *read_sample(arena, "a.csv", data, 0);
    table->meta = text_grid(arena, "a.meta.csv", META "\nsex,Filter,Sex,,,,,topic" RATE);
    const size_t found = findings_of(rulebook_judge(arena, policy, table), "G107");
    ck_assert_msg(found == groups[_i].findings, "%zu in\n%s", found, data);
}
END_TEST

START_TEST(the_description_of_a_file_is_judged)
{
    static const char data[] =
        FILE_OF("sex,rate,note", "Total,60.1,x", "Female,31.2,x", "Male,29.3,x");
    struct policy *policy = rulebook_create(arena);
    (void)rulebook_add(arena, policy, "ees-meta");
    struct table *table = arena_new(arena, struct table);
    *table = *read_sample(arena, "a.csv", data, 0);
    table->meta = descriptions[_i].meta
                      ? text_grid(arena, "a.meta.csv", descriptions[_i].meta)
                      : NULL;
    const size_t found = findings_of(rulebook_judge(arena, policy, table), "G107");
    ck_assert_msg(found == descriptions[_i].findings, "%zu for\n%s", found,
                  descriptions[_i].meta);
}
END_TEST

#define AT      "202122,Academic year,"
#define PLACES  "time_period,time_identifier,geographic_level,country_code,country_name,"
#define ENGLAND "E92000001,England,"

static const struct {
    const char *text;
    size_t findings;
} places[] = {
    {PLACES "n\n" AT "National," ENGLAND "60\n" AT "National," ENGLAND "61\n", 0},
    {PLACES "n\n" AT "National,W92000004,Wales,60\n" AT "National," ENGLAND "61\n", 0},
    {PLACES "n\n" AT "National,W92000004,England,60\n" AT "National," ENGLAND "61\n", 1},
    {PLACES "n\n" AT "Country," ENGLAND "60\n" AT "Country," ENGLAND "61\n", 1},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND ",,60\n" AT
            "Regional," ENGLAND "E12000003,Yorkshire and the Humber,61\n",
     0},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND ",,60\n" AT
            "Regional," ENGLAND "E12000003,London,61\n",
     1},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND ",,60\n" AT
            "Regional," ENGLAND "x,Not available,61\n",
     0},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND ",,60\n" AT
            "Regional," ENGLAND "x,Somewhere,61\n",
     1},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND ",,60\n" AT
            "Regional," ENGLAND "E12000007,Not available,61\n",
     1},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND
            "E12000007,London,60\n" AT "Regional," ENGLAND "E12000007,London,61\n",
     1},
    {PLACES "n\n" AT "Regional," ENGLAND "60\n" AT "Regional," ENGLAND "61\n", 1},
    {PLACES "region_code,region_name,lad_code,lad_name,n\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000001,City,60\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000002,Barking,61\n",
     0},
    {PLACES "region_code,region_name,lad_code,lad_name,n\n" AT
            "Local authority district," ENGLAND ",,E09000001,City,60\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000002,Barking,61\n",
     1},
    {PLACES "region_code,region_name,lad_code,lad_name,n\n" AT
            "Local authority district," ENGLAND "E12000007,London,E0900001,City,60\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000002,Barking,61\n",
     1},
    {PLACES "region_code,region_name,lad_code,lad_name,n\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000001,City,60\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000001,Barking,61\n",
     1},
    {PLACES "region_code,region_name,lad_code,lad_name,n\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000001,City,60\n" AT
            "Local authority district," ENGLAND "E12000007,London,E09000002,City,61\n",
     1},
    {PLACES "provider_ukprn,provider_name,n\n" AT "Provider," ENGLAND
            "10000001,College,60\n" AT "Provider," ENGLAND "10000002,College,61\n",
     0},
    {PLACES "provider_ukprn,provider_name,n\n" AT "Provider," ENGLAND
            "1000001,College,60\n" AT "Provider," ENGLAND "10000002,College,61\n",
     1},
    {PLACES "provider_ukprn,provider_name,n\n" AT "Provider," ENGLAND
            "10000001,College,60\n" AT "National," ENGLAND ",,61\n",
     1},
    {PLACES "region_code,region_name,n\n" AT "National," ENGLAND ",,60\n" AT
            "Regional," ENGLAND "z,Total,61\n",
     1},
};

#define LA_FILE(first, second)                                                           \
    PLACES "region_code,region_name,old_la_code,new_la_code,la_name,n\n" AT              \
           "Local authority," ENGLAND first ",60\n" AT "Local authority," ENGLAND second \
           ",61\n"
#define NORTH_EAST "E12000001,North East,"
#define HARTLEPOOL NORTH_EAST "805,E06000001,Hartlepool"

/* Authorities are known by code, number, region and name. */
static const struct {
    const char *text;
    size_t findings;
} authorities[] = {
    {LA_FILE(HARTLEPOOL, NORTH_EAST "806,E06000002,Middlesbrough"), 0},
    {LA_FILE(HARTLEPOOL, NORTH_EAST "806,E06000002,middlesbrough"), 0},
    {LA_FILE(HARTLEPOOL, NORTH_EAST "806,E06000002,Darlington"), 1},
    {LA_FILE(HARTLEPOOL, NORTH_EAST "807,E06000002,Middlesbrough"), 1},
    {LA_FILE(HARTLEPOOL, "E12000002,North West,806,E06000002,Middlesbrough"), 1},
    {LA_FILE(HARTLEPOOL, NORTH_EAST "806,E06000099,Elsewhere"), 1},
    {LA_FILE(HARTLEPOOL, NORTH_EAST "x,x,Not available"), 0},
    {LA_FILE(HARTLEPOOL, NORTH_EAST "z,z,"), 0},
    {LA_FILE(HARTLEPOOL, "E12000004,East Midlands,940 / 941,E06000061 / E06000062,"
                         "North Northamptonshire / West Northamptonshire"),
     0},
    {LA_FILE(HARTLEPOOL, "E12000004,East Midlands,940 / 941,E06000061 / E06000063,"
                         "North Northamptonshire / West Northamptonshire"),
     1},
    {LA_FILE("E13000001,Inner London,202,E09000007,Camden",
             "E12000007,London,203,E09000011,Greenwich"),
     0},
};

START_TEST(local_authorities_are_known)
{
    const size_t found = judge("ees-places", "a.csv", authorities[_i].text, "G108", 0, 0);
    ck_assert_msg(found == authorities[_i].findings, "%zu in:\n%s", found,
                  authorities[_i].text);
}
END_TEST

/* A file whose filter has this many labels, Total among them. */
static size_t judge_labels(size_t count)
{
    char *text = arena_array(arena, 200 + count * 80, char);
    size_t used = (size_t)sprintf(text, HEAD ",sex,n\n" UNIT("202122") ",Total,6\n");
    for (size_t i = 1; i < count; i++) {
        used += (size_t)sprintf(text + used, UNIT("202122") ",item %zu,6\n", i);
    }
    return judge("ees-filters", "a.csv", text, "G104", 0, 0);
}

START_TEST(a_filter_has_as_many_labels_as_the_service_takes)
{
    ck_assert_uint_eq(judge_labels(25000), 0);
    ck_assert_uint_eq(judge_labels(25001), 1);
}
END_TEST

START_TEST(a_long_name_of_a_place_is_told)
{
    static const char *const ends[] = {"1234567890123456789012",
                                       "12345678901234567890123"};
    for (size_t i = 0; i < 2; i++) {
        const char *text = text_format(arena,
                                       PLACES "ward_code,ward_name,n\n" AT "Ward," ENGLAND
                                              "E05000001,%.98s%s,60\n" AT "Ward," ENGLAND
                                              "E05000002,B,61\n",
                                       FIFTY FIFTY, ends[i]);
        ck_assert_uint_eq(judge("ees-places", "a.csv", text, "G108", 0, 0), i);
    }
}
END_TEST

/* No code of a ward has so many characters: that is told, too. */
START_TEST(a_long_code_of_a_place_is_told)
{
    static const char *const codes[] = {"E05000001", "E05000001234567890123456789012",
                                        "E050000012345678901234567890123"};
    for (size_t i = 0; i < 3; i++) {
        const char *text =
            text_format(arena,
                        PLACES "ward_code,ward_name,n\n" AT "Ward," ENGLAND "%s,A,60\n" AT
                               "Ward," ENGLAND "E05000002,B,61\n",
                        codes[i]);
        ck_assert_uint_eq(judge("ees-places", "a.csv", text, "G108", 0, 0), i);
    }
}
END_TEST

/* Nine characters each, sorted, once each: a slip in the list would be a false alarm. */
START_TEST(the_list_of_local_authorities_is_in_order)
{
    const struct local_authority *before = NULL;
    const struct local_authority *one = NULL;
    for (size_t i = 0; (one = local_authority_at(i)) != NULL; i++) {
        ck_assert_msg(!before || strcmp(before->code, one->code) < 0, "%s", one->code);
        ck_assert_msg(one->region[0] == '\0' || strlen(one->region) == 9, "%s",
                      one->code);
        ck_assert_msg(strlen(one->code) == 9 || strchr(one->code, '/') ||
                          text_equals(one->code, "z"),
                      "%s", one->code);
        ck_assert_ptr_eq(local_authority_find(one->code), one);
        before = one;
    }
    ck_assert_ptr_nonnull(before);
    ck_assert_ptr_null(local_authority_find("E06000000"));
}
END_TEST

START_TEST(places_are_judged_by_level_form_and_consistency)
{
    const size_t found = judge("ees-places", "a.csv", places[_i].text, "G108", 0, 0);
    ck_assert_msg(found == places[_i].findings, "%zu in:\n%s", found, places[_i].text);
}
END_TEST

static const struct {
    const char *text;
    size_t findings;
} words[] = {
    {GOOD, 0},
    {FILE_OF("ethnicity_major,n", "Total,600", "White,310", "Other ethnic group,290"), 0},
    {FILE_OF("ethnicity_major,n", "Total,600", "Asian / Asian British,310",
             "asian/asian british,290"),
     0},
    {FILE_OF("ethnicity_major,n", "Total,600", "White,310", "Chinese,290"), 1},
    {FILE_OF("ethnicity_minor,n", "Total,600", "White,310", "Chinese,290"), 0},
    {FILE_OF("ethnicity_minor,n", "Total,600", "White,310", "Martian,290"), 1},
    {FILE_OF("minority_ethnic,n", "Total,600", "Minority,310", "Other,290"), 0},
    {FILE_OF("ethnic_group,n", "Total,600", "White,310", "Other ethnic group,290"), 1},
    {FILE_OF("age,male_learners", "Total,600", "16,310", "17,290"), 1},
    {FILE_OF("age,learners_sen", "Total,600", "16,310", "17,290"), 1},
    {FILE_OF("age,whitehall_learners", "Total,600", "16,310", "17,290"), 0},
    {FILE_OF("ethnicity_major,ethnicity_minor,n", "Total,Total,600", "White,Irish,310",
             "Asian/Asian British,Chinese,290"),
     0},
    {FILE_OF("ethnicity_major,ethnicity_minor,n", "Total,Total,600", "White,Irish,310",
             "White,Chinese,290"),
     1},
    {FILE_OF("ethnicity_major,ethnicity_minor,n", "Total,Total,600", "Unknown,Irish,310",
             "White,Total,290"),
     0},
    {FILE_OF("education_phase,n", "Total,600", "Primary,310", "Secondary,290"), 0},
    {FILE_OF("school_phase,n", "Total,600", "Primary,310", "Secondary,290"), 1},
    {FILE_OF("sen_status,n", "Total,600", "Support,310", "None,290"), 0},
    {FILE_OF("sen_kind,n", "Total,600", "Support,310", "None,290"), 1},
};

START_TEST(words_that_files_share_are_judged)
{
    const size_t found = judge("ees-words", "a.csv", words[_i].text, "G109", 0, 0);
    ck_assert_msg(found == words[_i].findings, "%zu in:\n%s", found, words[_i].text);
}
END_TEST

static size_t judge(const char *kind, const char *path, const char *text,
                    const char *code, double filled, double average)
{
    struct policy *policy = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, policy, kind);
    if (filled > 0 || average > 0) {
        rulebook_set(rule, "minimum-filled", filled);
        rulebook_set(rule, "minimum-average", average);
    }
    struct table *table = arena_new(arena, struct table);
    *table = *read_sample(arena, path, text, 0);
    return findings_of(rulebook_judge(arena, policy, table), code);
}

START_TEST(the_structure_of_a_file_is_judged)
{
    const size_t found =
        judge(cases[_i].kind, cases[_i].path, cases[_i].text, cases[_i].code, 0, 0);
    ck_assert_msg(found == cases[_i].findings, "%zu %s in:\n%s", found, cases[_i].code,
                  cases[_i].text);
}
END_TEST

/* Five cells: two are filled (40 %), five units are one a cell. */
START_TEST(a_thin_table_is_judged_as_a_whole)
{
    static const char table[] = "Region,n\nA,0\nB,0\nC,2\nD,3\nE,0\n";
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 40, 0), 0);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 41, 0), 1);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 0, 1), 0);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 0, 1.01), 1);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 0, 0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rule_structure");
    TCase *tests = tcase_create("rule_structure");
    tcase_set_timeout(tests, 300);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, the_structure_of_a_file_is_judged, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_loop_test(tests, the_description_of_a_file_is_judged, 0,
                        sizeof(descriptions) / sizeof(descriptions[0]));
    tcase_add_loop_test(tests, places_are_judged_by_level_form_and_consistency, 0,
                        sizeof(places) / sizeof(places[0]));
    tcase_add_loop_test(tests, words_that_files_share_are_judged, 0,
                        sizeof(words) / sizeof(words[0]));
    tcase_add_loop_test(tests, local_authorities_are_known, 0,
                        sizeof(authorities) / sizeof(authorities[0]));
    tcase_add_loop_test(tests, the_groups_of_a_filter_are_judged, 0,
                        sizeof(groups) / sizeof(groups[0]));
    tcase_add_test(tests, a_filter_has_as_many_labels_as_the_service_takes);
    tcase_add_test(tests, a_long_name_of_a_place_is_told);
    tcase_add_test(tests, a_long_code_of_a_place_is_told);
    tcase_add_test(tests, the_list_of_local_authorities_is_in_order);
    tcase_add_test(tests, a_thin_table_is_judged_as_a_whole);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
