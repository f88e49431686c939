/* Terms of models that are groups, their sizes in other tables, and samples that differ
 * by a few. */
#include "base/text.h"
#include "risk/model_groups.h"
#include "risk/risk.h"
#include "support/read_sample.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

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

static struct table *own(const char *path, const char *text)
{
    struct table *table = arena_new(arena, struct table);
    const struct table *read = read_sample(arena, path, text, 0);
    ck_assert_ptr_nonnull(read);
    *table = *read;
    return table;
}

/* A model with one term, and others beside it. */
static struct table *model_of(const char *term, const char *n)
{
    return own("model.csv",
               text_format(arena,
                           ",(1),(2)\n,y,y\n\"%s\",0.1***,0.2\nplainWord,0.3,0.4\n"
                           "_cons,2.0***,1.9\nN,%s,1286\nR-sq,0.12,0.13\n",
                           term, n));
}

static struct rule_desk desk_of(struct table *const *tables, size_t count)
{
    return (struct rule_desk){.arena = arena,
                              .scratch = arena,
                              .submission = sample_submission(arena, tables, count)};
}

static const struct {
    const char *term;
    const char *variable; /* NULL: no group */
    const char *level;
} terms[] = {
    {"factor(region)London", "region", "london"},
    {"as.factor(region)North East", "region", "north east"},
    {"factor(region)", NULL, NULL},
    {"factor(region", NULL, NULL},
    {"C(region)[T.London]", "region", "london"},
    {"C(region, Treatment('Wales'))[T.London]", "region", "london"},
    {"region[T.London]", "region", "london"},
    {"region[London]", NULL, NULL},
    {"2.region", "region", "2"},
    {"2.5", NULL, NULL},
    {"i.region London", "region", "london"},
    {"region", NULL, NULL},
    {"regionLondon", NULL, NULL}, /* one word, and nothing that knows it */
    {"Region", NULL, NULL},
};

START_TEST(a_group_is_known_by_its_name)
{
    struct table *table = model_of(terms[_i].term, "200");
    struct rule_desk desk = desk_of(&table, 1);
    const uint32_t dimension = model_term_dimension(table);
    struct model_group group;
    ck_assert_str_eq(table->dimensions[dimension].categories[0].text, terms[_i].term);
    const bool is_group = model_group_of(&desk, table, dimension, 0, &group);
    ck_assert_int_eq(is_group, terms[_i].variable != NULL);
    if (is_group) {
        ck_assert_str_eq(group.variable, terms[_i].variable);
        ck_assert_str_eq(group.level, terms[_i].level);
    }
}
END_TEST

START_TEST(levels_beside_each_other_or_in_a_table_are_groups)
{
    struct table *tables[] = {
        model_of("regionLondon", "200"),
        own("regions.csv", "Region,Learners\nLondon,150\nWales,50\n"),
    };
    struct rule_desk desk = desk_of(tables, 2);
    const uint32_t dimension = model_term_dimension(tables[0]);
    struct model_group group;
    ck_assert(model_group_of(&desk, tables[0], dimension, 0, &group));
    ck_assert(!model_group_of(&desk, tables[0], dimension, 1, &group)); /* plainWord */
    tables[0] = model_of("plainOther", "200");
    struct rule_desk alone = desk_of(tables, 1);
    ck_assert(model_group_of(&alone, tables[0], dimension, 0, &group));
    ck_assert_str_eq(group.variable, "plain");
    ck_assert(model_group_of(&alone, tables[0], dimension, 1, &group));
}
END_TEST

static const struct {
    const char *table;
    double size; /* 0: not found */
    bool is_same_sample;
} sizes[] = {
    {"Region,Learners\nLondon,150\nWales,50\n", 150, true},
    {"Region,Learners\nLondon,150\nWales,51\n", 150, false},
    {"Region,Learners\nLondon,150\nWales,50\nTotal,200\n", 150, true},
    {"Region,Learners\nLondon,150\nWales,50\nTotal,201\n", 150, false},
    {"Region,Female,Male,Total\nLondon,100,50,150\nWales,30,20,50\nTotal,130,70,200\n",
     150, true},
    {"Region,Learners\nLeeds,150\nWales,50\n", 0, false},
    {"Region,Learners\nLondon,c\nWales,50\n", 0, false},
    {"Sector,Learners\nLondon,150\nWales,50\n", 0, false},
};

START_TEST(a_size_comes_from_a_table_of_the_same_people_or_another)
{
    struct table *tables[] = {model_of("factor(region)London", "200"),
                              own("regions.csv", sizes[_i].table)};
    struct rule_desk desk = desk_of(tables, 2);
    const struct model_group group = {"region", "london"};
    const struct model_group_size size = model_group_size(&desk, tables[0], &group, 200);
    ck_assert_int_eq(size.table != NULL, sizes[_i].size > 0);
    ck_assert_double_eq(size.count, sizes[_i].size);
    ck_assert_int_eq(size.is_same_sample, sizes[_i].is_same_sample);
}
END_TEST

static const struct {
    const char *first;
    const char *second; /* NULL: one table alone */
    size_t findings;
} samples[] = {
    {",(1),(2)\n,y,y\nage,0.1***,0.2\n_cons,2.0***,1.9\nN,1286,1277\nR-sq,0.1,0.2\n",
     NULL, 1},
    {",(1),(2)\n,y,y\nage,0.1***,0.2\n_cons,2.0***,1.9\nN,1286,1276\nR-sq,0.1,0.2\n",
     NULL, 0},
    {",(1),(2)\n,y,y\nage,0.1***,0.2\n_cons,2.0***,1.9\nN,1286,1286\nR-sq,0.1,0.2\n",
     NULL, 0},
    {",(1)\n,y\nage,0.1***\n_cons,2.0***\nN,1286\nR-sq,0.1\n",
     ",(1)\n,y\nage,0.1***\n_cons,2.0***\nN,1277\nR-sq,0.1\n", 1},
    {",(1)\n,y\nage,0.1***\n_cons,2.0***\nN,1286\nR-sq,0.1\n",
     ",(1)\n,y\nage,0.1***\n_cons,2.0***\nN,1276\nR-sq,0.1\n", 0},
    {",(1)\n,y\nage,0.1***\n_cons,2.0***\nN,1286\nR-sq,0.1\n",
     ",(1)\n,y\nsex,0.1***\n_cons,2.0***\nN,1277\nR-sq,0.1\n", 0},
};

/* The rule about differencing tells of them at the end. */
START_TEST(samples_of_related_models_are_a_pair)
{
    struct policy *policy = rulebook_create(arena);
    rulebook_set(rulebook_add(arena, policy, "differencing"), "minimum", 10);
    struct table *tables[] = {own("a.csv", samples[_i].first), NULL};
    if (samples[_i].second) {
        tables[1] = own("b.csv", samples[_i].second);
    }
    struct findings findings = {.arena = arena};
    struct rule_desk desk = desk_of(tables, samples[_i].second ? 2 : 1);
    desk.policy = policy;
    desk.findings = &findings;
    desk.scratch = arena_create(0);
    struct rule_run run = {.desk = &desk, .rule = rulebook_rule(policy, 0), .help = ""};
    disclose_nested_models(&run);
    ck_assert_uint_eq(findings_of(&findings, "X101"), samples[_i].findings);
    arena_destroy(desk.scratch);
    rulebook_release(policy);
}
END_TEST

/* M102: a group of 10 in the model's own sample is enough, one of 9 is told; of other
 * people, or nowhere, it is asked for. */
static const struct {
    const char *table;
    size_t findings;
    enum severity severity;
} judged[] = {
    {"Region,Learners\nLondon,10\nWales,190\n", 0, SEVERITY_INFO},
    {"Region,Learners\nLondon,9\nWales,191\n", 1, SEVERITY_FAIL},
    {"Region,Learners\nLondon,9\nWales,500\n", 1, SEVERITY_FAIL},
    {"Region,Learners\nLondon,10\nWales,500\n", 1, SEVERITY_CANNOT_ASSESS},
    {"Sector,Learners\nLondon,10\nWales,190\n", 1, SEVERITY_CANNOT_ASSESS},
};

START_TEST(a_small_group_in_another_table_is_told)
{
    struct policy *policy = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, policy, "model-size");
    rulebook_set(rule, "minimum", 10);
    rulebook_set(rule, "minimum-group", 10);
    struct table *tables[] = {
        own("model.csv", ",(1)\n,y\nfactor(region)London,0.1***\n,(0.1)\n_cons,2.0***\n"
                         ",(0.1)\nN,200\nR-sq,0.1\n"),
        own("regions.csv", judged[_i].table)};
    const struct findings *findings = risk_evaluate(
        arena, sample_submission(arena, tables, 2), policy, NULL, problems_create(arena));
    ck_assert_uint_eq(findings_of(findings, "M102"), judged[_i].findings);
    if (judged[_i].findings) {
        ck_assert_int_eq((int)finding_of(findings, "M102")->severity,
                         (int)judged[_i].severity);
    }
    rulebook_release(policy);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model_groups");
    TCase *tests = tcase_create("model_groups");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_group_is_known_by_its_name, 0, COUNT_OF(terms));
    tcase_add_test(tests, levels_beside_each_other_or_in_a_table_are_groups);
    tcase_add_loop_test(tests, a_size_comes_from_a_table_of_the_same_people_or_another, 0,
                        COUNT_OF(sizes));
    tcase_add_loop_test(tests, samples_of_related_models_are_a_pair, 0,
                        COUNT_OF(samples));
    tcase_add_loop_test(tests, a_small_group_in_another_table_is_told, 0,
                        COUNT_OF(judged));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
