/*
 * Nesting: areas that every table prints beside one region alone.
 */
#include "attack/know/nesting.h"
#include "support/attack_sample.h"
#include "support/run_suite.h"

#include <check.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

static struct knowledge *areas_by_region(const char *text)
{
    struct table *table = sample_table(arena, "areas.csv", text);
    sample_drop_blanks(arena, table);
    return know_samples(arena, &table, 1);
}

static struct split areas(const struct knowledge *knowledge, const uint32_t *parts,
                          uint32_t count)
{
    return (struct split){
        .variable = knowledge->scope->sets[parts[0]].variable,
        .whole = NO_SET,
        .parts = parts,
        .part_count = count,
    };
}

START_TEST(an_area_beside_one_region_alone_is_at_home_there)
{
    const struct knowledge *knowledge =
        areas_by_region("Area,North,South\nLeeds,20,\nYork,30,\nDover,,40\n");
    const uint32_t parts[] = {set_called(knowledge, "Leeds"),
                              set_called(knowledge, "York"),
                              set_called(knowledge, "Dover")};
    const struct split split = areas(knowledge, parts, 3);
    const struct nesting *nesting = nesting_create(knowledge);
    const uint32_t leeds = knowledge->cell_unknown[0][0];
    const uint32_t home = nesting_home(nesting, &split, &knowledge->names[leeds]);
    ck_assert_uint_eq(home, set_called(knowledge, "North"));
    ck_assert(!nesting_is_elsewhere(nesting, parts[0], home));
    ck_assert(!nesting_is_elsewhere(nesting, parts[1], home));
    ck_assert(nesting_is_elsewhere(nesting, parts[2], home));
}
END_TEST

START_TEST(an_area_beside_two_regions_is_at_home_nowhere)
{
    const struct knowledge *knowledge =
        areas_by_region("Area,North,South\nLeeds,20,5\nDover,,40\n");
    const uint32_t parts[] = {set_called(knowledge, "Leeds"),
                              set_called(knowledge, "Dover")};
    const struct split split = areas(knowledge, parts, 2);
    const struct nesting *nesting = nesting_create(knowledge);
    const uint32_t leeds = knowledge->cell_unknown[0][0];
    ck_assert_uint_eq(nesting_home(nesting, &split, &knowledge->names[leeds]), NO_SET);
}
END_TEST

START_TEST(areas_that_all_lie_in_one_region_are_nested_in_nothing)
{
    const struct knowledge *knowledge =
        areas_by_region("Area,North,South\nLeeds,20,\nYork,30,\nAll,50,9\n");
    const uint32_t parts[] = {set_called(knowledge, "Leeds"),
                              set_called(knowledge, "York")};
    const struct split split = areas(knowledge, parts, 2);
    const struct nesting *nesting = nesting_create(knowledge);
    const uint32_t leeds = knowledge->cell_unknown[0][0];
    ck_assert_uint_eq(nesting_home(nesting, &split, &knowledge->names[leeds]), NO_SET);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("nesting");
    TCase *tests = tcase_create("nesting");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, an_area_beside_one_region_alone_is_at_home_there);
    tcase_add_test(tests, an_area_beside_two_regions_is_at_home_nowhere);
    tcase_add_test(tests, areas_that_all_lie_in_one_region_are_nested_in_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
