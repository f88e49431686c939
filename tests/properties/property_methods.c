/*
 * Every method of protect on random linked tables: region x sex and region x age of one
 * population, as files.
 *
 * What was written is read and attacked as files that somebody hands in, by a scan and an
 * audit that know nothing of how they were made: nothing may be found. Asked for twice,
 * the bytes are the same. A cell that must be published stands where it stood.
 *
 * OUTCHECK_PROPERTY_SEEDS says how many submissions.
 */
#include "base/text.h"
#include "outcheck/protect.h"
#include "support/run_suite.h"
#include "support/scratch_folder.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

enum { REGIONS = 4, SEXES = 2, AGES = 4, METHODS = 5, MINIMUM = 10 };

#define POLICY OUTCHECK_SOURCE_DIR "/rules/ons-srs.yaml"

static const char *const methods[METHODS] = {
    [OUTCHECK_SUPPRESS] = "suppress", [OUTCHECK_ROUND] = "round",
    [OUTCHECK_MERGE] = "merge",       [OUTCHECK_BOUND] = "bound",
    [OUTCHECK_AUTO] = "auto",
};
static const char *const regions[REGIONS + 1] = {"North", "South", "East", "West",
                                                 "Total"};

struct world {
    struct arena *arena;
    uint64_t state;
    int people[REGIONS][SEXES][AGES];
    uint64_t seed;
    bool has_wish;
    const char *kept; /* the text of B2 in by_age.csv */
};

/* splitmix64 */
static uint64_t draw(struct world *world, uint64_t below)
{
    world->state += 0x9e3779b97f4a7c15u;
    uint64_t z = world->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

/* An index beyond the last means all. */
static int count_of(const struct world *world, int region, int sex, int age)
{
    int sum = 0;
    for (int i = 0; i < REGIONS * SEXES * AGES; i++) {
        const int r = i / (SEXES * AGES);
        const int s = i / AGES % SEXES;
        const int a = i % AGES;
        const bool is_in = (region == REGIONS || r == region) &&
                           (sex == SEXES || s == sex) && (age == AGES || a == age);
        sum += is_in ? world->people[r][s][a] : 0;
    }
    return sum;
}

static void write_tables(struct world *world)
{
    struct arena *arena = world->arena;
    const char *by_sex = "Region,Male,Female,Total\n";
    const char *by_age = "Region,16-18,19-24,25-34,35+,Total\n";
    for (int r = 0; r <= REGIONS; r++) {
        by_sex = text_format(arena, "%s%s", by_sex, regions[r]);
        by_age = text_format(arena, "%s%s", by_age, regions[r]);
        for (int s = 0; s <= SEXES; s++) {
            by_sex = text_format(arena, "%s,%d", by_sex, count_of(world, r, s, AGES));
        }
        for (int a = 0; a <= AGES; a++) {
            by_age = text_format(arena, "%s,%d", by_age, count_of(world, r, SEXES, a));
        }
        by_sex = text_format(arena, "%s\n", by_sex);
        by_age = text_format(arena, "%s\n", by_age);
    }
    scratch_write(arena, "by_sex.csv", by_sex);
    scratch_write(arena, "by_age.csv", by_age);
    world->kept = text_format(arena, "\nNorth,%d,", count_of(world, 0, SEXES, 0));
    world->has_wish = draw(world, 2) && count_of(world, 0, SEXES, 0) >= MINIMUM;
    scratch_write(arena, "keep.csv", "output,cell,wish\nby_age.csv,B2,keep\n");
}

static struct world make_world(struct arena *arena, uint64_t seed)
{
    struct world world = {.arena = arena, .state = seed * 2 + 1, .seed = seed};
    for (int i = 0; i < REGIONS * SEXES * AGES; i++) {
        world.people[i / (SEXES * AGES)][i / AGES % SEXES][i % AGES] =
            (int)(draw(&world, 4) ? 10 + draw(&world, 60) : draw(&world, 4));
    }
    write_tables(&world);
    return world;
}

static void be_silent(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
}

static const struct outcheck_sink silence = {.write = be_silent};

static enum outcheck_protect_end protect_into(const struct world *world, int method,
                                              const char *folder)
{
    static const char *const paths[] = {"by_age.csv", "by_sex.csv"};
    const struct outcheck_protect_options options = {
        .paths = paths,
        .path_count = 2,
        .policy = POLICY,
        .folder = folder,
        .proof = "proof.json",
        .wishes = world->has_wish ? "keep.csv" : NULL,
        .method = (enum outcheck_protect_method)method,
    };
    enum outcheck_protect_end end = OUTCHECK_NOT_PROVEN;
    const enum outcheck_status status =
        outcheck_protect(&options, &end, &silence, &silence);
    ck_assert_msg(status == OUTCHECK_OK, "seed %llu, %s: status %d",
                  (unsigned long long)world->seed, methods[method], (int)status);
    return end;
}

/* Zeros and descriptions are no matter of protection. */
static void check_clear(const struct world *world, int method, const char *folder,
                        bool is_audit)
{
    struct outcheck_options options = outcheck_options_default();
    struct outcheck_scan *scan = NULL;
    options.paths = &folder;
    options.path_count = 1;
    options.policy = POLICY;
    options.write_report = false;
    options.suggest = false;
    options.is_audit = is_audit;
    ck_assert_int_eq(outcheck_scan_run(&options, &scan), OUTCHECK_OK);
    for (size_t i = 0; i < outcheck_scan_finding_count(scan); i++) {
        const struct outcheck_finding finding = outcheck_scan_finding_at(scan, i);
        const bool matters =
            finding.severity >= OUTCHECK_REVIEW && strchr("TXPDQRF", finding.code[0]);
        ck_assert_msg(!matters, "seed %llu, %s: %s at %s of %s",
                      (unsigned long long)world->seed, methods[method], finding.code,
                      finding.cell, finding.output);
    }
    outcheck_scan_destroy(scan);
}

static void check_same(const struct world *world, const char *one, const char *other,
                       const char *name)
{
    const char *first = scratch_read(world->arena, path_join(world->arena, one, name));
    const char *second = scratch_read(world->arena, path_join(world->arena, other, name));
    ck_assert_str_eq(first, second);
}

/* Whether tables were written. */
static bool check_method(const struct world *world, int method)
{
    struct arena *arena = world->arena;
    const char *one =
        text_format(arena, "%s-%llu-a", methods[method], (unsigned long long)world->seed);
    const char *other =
        text_format(arena, "%s-%llu-b", methods[method], (unsigned long long)world->seed);
    const enum outcheck_protect_end end = protect_into(world, method, one);
    ck_assert_int_eq(protect_into(world, method, other), end);
    if (end != OUTCHECK_PROTECTED) {
        ck_assert(file_kind_of(one) == FILE_MISSING);
        return false;
    }
    check_same(world, one, other, "by_age.csv");
    check_same(world, one, other, "by_sex.csv");
    check_clear(world, method, one, false);
    check_clear(world, method, one, true);
    if (world->has_wish) {
        const char *text = scratch_read(arena, path_join(arena, one, "by_age.csv"));
        ck_assert_msg(strstr(text, world->kept), "seed %llu, %s: B2 was to stay",
                      (unsigned long long)world->seed, methods[method]);
    }
    return true;
}

START_TEST(what_each_method_writes_withstands_an_attack_from_the_files)
{
    const char *text = getenv("OUTCHECK_PROPERTY_SEEDS"); // NOLINT(concurrency-mt-unsafe)
    const uint64_t count = text ? strtoull(text, NULL, 10) : 6;
    size_t written[METHODS] = {0};
    for (uint64_t seed = 0; seed < count; seed++) {
        struct arena *arena = arena_create(0);
        scratch_folder_enter();
        const struct world world = make_world(arena, seed);
        for (int method = 0; method < METHODS; method++) {
            written[method] += check_method(&world, method);
        }
        scratch_folder_leave();
        arena_destroy(arena);
    }
    for (int method = 0; method < METHODS; method++) {
        ck_assert_msg(2 * written[method] >= count, "%s was written %zu times",
                      methods[method], written[method]);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("methods");
    TCase *tests = tcase_create("random linked tables");
    tcase_set_timeout(tests, 36000);
    tcase_add_test(tests, what_each_method_writes_withstands_an_attack_from_the_files);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
