/*
 * A drafted sidecar says what was read: reading with it gives the same tables.
 */
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "ingest/ingest.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name; /* of the file */
    const char *text;
} files[] = {
    {"wide.csv", "Destinations of learners by region\n"
                 "\n"
                 "Region,Apprenticeship,Education,Employment,Total,% Education\n"
                 "North East,70,500,230,800,62.5\n"
                 "London,130,c,470,1100,c\n"
                 "South West,90,400,310,800,50.0\n"
                 "England,290,1400,1010,2700,51.9\n"
                 "Note: c means confidential\n"},
    {"tidy.csv", "region,sex,n\n"
                 "North East,F,44\nNorth East,M,51\nLondon,F,120\nLondon,M,130\n"},
    {"semicolon.csv", "region;sex;learners\n"
                      "North East;F;44\nNorth East;M;51\nLondon;F;120\nLondon;M;130\n"},
    {"crosstab.csv",
     "region,F,M,All\nLondon,105,103,208\nLeeds,94,98,192\nAll,199,201,400\n"},
    {"two levels.csv", ",Female,,Male,\n"
                       "Region,Number,%,Number,%\n"
                       "North East,41,51.3,39,48.8\n"
                       "London,220,55.0,180,45.0\n"
                       "England,261,54.4,219,45.6\n"},
    {"earnings.csv",
     "subject,count,mean earnings,median earnings\n"
     "History,105,23860,21188\nLaw,210,31000,28500\nArt,77,19800,18900\n"},
    {"statistics.csv", "statistic,earnings\n"
                       "count,400\nmean,23860.5\nmin,6891\n50%,21188\nmax,98780\n"},
    {"shares.csv",
     "region,F,M\nLondon,0.505,0.495\nLeeds,0.490,0.510\nYork,0.472,0.528\n"},
    {"panels.csv", "Panel A: 2022\n"
                   "Region,F,M,Total\nLondon,40,60,100\nLeeds,30,20,50\n"
                   "\n"
                   "Panel B: 2023\n"
                   "Region,F,M,Total\nLondon,45,65,110\nLeeds,35,25,60\n"},
    {"years.csv",
     "Region,2019/20,2020/21,2021/22\nLondon,400,420,450\nLeeds,120,90,130\n"},
    {"ees.csv",
     "time_period,time_identifier,geographic_level,country_code,country_name,"
     "region_code,region_name,sex,pupils,pct_pupils\n"
     "202122,Academic year,National,E92000001,England,,,Total,1000,100.0\n"
     "202122,Academic year,National,E92000001,England,,,F,490,49.0\n"
     "202122,Academic year,National,E92000001,England,,,M,510,51.0\n"
     "202122,Academic year,Regional,E92000001,England,E12000007,London,Total,600,100.0\n"
     "202122,Academic year,Regional,E92000001,England,E12000007,London,F,290,48.3\n"
     "202122,Academic year,Regional,E92000001,England,E12000007,London,M,310,51.7\n"},
};

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const struct submission *read(const char *path)
{
    const struct submission *submission = NULL;
    struct problems *problems = problems_create(arena);
    const struct ingest_options options = {
        .paths = &path,
        .path_count = 1,
        .symbols = sample_symbols(),
    };
    const enum outcheck_status status =
        ingest_submission(arena, &options, &submission, problems);
    ck_assert_msg(status == OUTCHECK_OK, "%s",
                  problems->count ? problem_render(arena, &problems->items[0]) : "");
    return submission;
}

static void put(const char *path, const char *text)
{
    struct problems *problems = problems_create(arena);
    ck_assert_int_eq(folder_make(arena, path_folder(arena, path), problems), OUTCHECK_OK);
    ck_assert_int_eq(
        file_write(arena, path, (struct bytes){text, strlen(text)}, problems),
        OUTCHECK_OK);
}

static const char *draft(const struct submission *submission, const char *asked,
                         const char **json)
{
    const char *path = NULL;
    struct problems *problems = problems_create(arena);
    ck_assert_int_eq(
        ingest_draft_sidecar(arena, submission, asked, &path, json, problems),
        OUTCHECK_OK);
    ck_assert_uint_eq(problems->count, 0);
    return path;
}

static const char *place_of(const struct table *table, uint32_t cell)
{
    return cell == NO_CELL ? "none" : table_cell_place(arena, table, cell);
}

/* Everything about a cell that a rule could ask for, in one line. */
static const char *cell_words(const struct table *table, uint32_t i)
{
    const struct cell *cell = &table->cells[i];
    const struct measure *measure = &table->measures[cell->measure];
    const char *labels = "";
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t category = table_category(table, i, d);
        const struct dimension *dimension = &table->dimensions[d];
        labels = text_format(
            arena, "%s|%s=%s", labels, dimension->key,
            category == NO_CATEGORY ? "-" : dimension->categories[category].key);
    }
    return text_format(
        arena, "%s %g %s %s of %s (%s %s %d) %s count %s num %s den %s%s%s",
        place_of(table, i), isnan(cell->value) ? -1 : cell->value,
        cell_state_name((enum cell_state)cell->state), role_name((enum role)cell->role),
        measure->name, role_name(measure->role), measure->unit, measure->is_money, labels,
        place_of(table, cell->count), place_of(table, cell->numerator),
        place_of(table, cell->denominator), cell->is_outside ? " outside" : "",
        cell->is_fraction ? " fraction" : "");
}

static const char *partition_words(const struct dimension *dimension,
                                   const struct partition *partition)
{
    const char *words =
        text_format(arena, "%s %s", dimension->categories[partition->whole].key,
                    partition->is_exhaustive ? "=" : ">");
    for (uint32_t i = 0; i < partition->part_count; i++) {
        words = text_format(arena, "%s +%s", words,
                            dimension->categories[partition->parts[i]].key);
    }
    return words;
}

static bool has_partition(const struct dimension *dimension, const char *words)
{
    for (uint32_t i = 0; i < dimension->partition_count; i++) {
        if (text_equals(words, partition_words(dimension, &dimension->partitions[i]))) {
            return true;
        }
    }
    return false;
}

static void compare_dimensions(const struct table *one, const struct table *other)
{
    ck_assert_uint_eq(one->dimension_count, other->dimension_count);
    for (uint32_t d = 0; d < one->dimension_count; d++) {
        const struct dimension *a = &one->dimensions[d];
        const struct dimension *b = &other->dimensions[d];
        ck_assert_str_eq(a->name, b->name);
        ck_assert_int_eq(a->is_named, b->is_named);
        ck_assert_int_eq(a->kind, b->kind);
        ck_assert_uint_eq(a->category_count, b->category_count);
        ck_assert_uint_eq(a->total, b->total);
        ck_assert_uint_eq(a->partition_count, b->partition_count);
        for (uint32_t i = 0; i < a->partition_count; i++) {
            const char *words = partition_words(a, &a->partitions[i]);
            ck_assert_msg(has_partition(b, words), "partition lost: %s", words);
        }
    }
}

static void compare_tables(const struct table *one, const struct table *other)
{
    ck_assert_str_eq(table_range(arena, one), table_range(arena, other));
    ck_assert_uint_eq(one->first_data_row, other->first_data_row);
    ck_assert_str_eq(one->title, other->title);
    ck_assert_str_eq(one->population, other->population);
    ck_assert_str_eq(one->universe, other->universe);
    ck_assert_str_eq(one->unit, other->unit);
    ck_assert_int_eq(one->is_described, other->is_described);
    ck_assert_int_eq(one->is_weighted, other->is_weighted);
    ck_assert_int_eq(one->statistic_class, other->statistic_class);
    compare_dimensions(one, other);
    ck_assert_uint_eq(one->cell_count, other->cell_count);
    for (uint32_t i = 0; i < one->cell_count; i++) {
        ck_assert_str_eq(cell_words(one, i), cell_words(other, i));
    }
}

static void compare(const struct submission *one, const struct submission *other)
{
    ck_assert_uint_ge(one->table_count, 1);
    ck_assert_uint_eq(one->table_count, other->table_count);
    for (size_t i = 0; i < one->table_count; i++) {
        compare_tables(one->tables[i], other->tables[i]);
    }
}

START_TEST(a_drafted_file_is_read_as_before)
{
    const char *path = text_format(arena, "round-trip/%s", files[_i].name);
    const char *json = NULL;
    put(path, files[_i].text);
    file_remove(text_format(arena, "%s-metadata.json", path));
    const struct submission *before = read(path);
    const char *sidecar = draft(before, path, &json);
    ck_assert_str_eq(sidecar, text_format(arena, "%s-metadata.json", path));
    put(sidecar, json);
    const struct submission *after = read(path);
    compare(before, after);
    const char *again = NULL;
    (void)draft(after, path, &again);
    ck_assert_str_eq(json, again);
    file_remove(sidecar);
}
END_TEST

static const char *const published[] = {
    "adv-learner-loans-applications-202122-breakdown",
    "eesdemo_ees_demo_datafile",
    "eestest_KS4_2018_Subject_Tables_S1_TestData",
    "eestest_exclusions_by_reason_2016_17",
    "leo_fe_obsm_summary_2013_16",
    "leo_fe_obsm_thresholds_2013_16",
};

/* Beside the file in a folder of this test; false where the collection is not there. */
static bool borrow(const char *name, const char *ending)
{
    struct bytes bytes;
    struct problems *problems = problems_create(arena);
    const char *from = text_format(arena, "%s/../shared/data/published/%s%s",
                                   OUTCHECK_SOURCE_DIR, name, ending);
    if (file_kind_of(from) != FILE_REGULAR) {
        return false;
    }
    ck_assert_int_eq(file_read(arena, from, 100000000, &bytes, problems), OUTCHECK_OK);
    put(text_format(arena, "round-trip-published/%s%s", name, ending), bytes.data);
    return true;
}

START_TEST(a_published_file_is_read_as_before)
{
    const char *path = text_format(arena, "round-trip-published/%s.csv", published[_i]);
    const char *json = NULL;
    if (!borrow(published[_i], ".csv")) {
        return; /* the collection is not part of the project */
    }
    (void)borrow(published[_i], ".meta.csv");
    file_remove(text_format(arena, "%s-metadata.json", path));
    const struct submission *before = read(path);
    const char *sidecar = draft(before, path, &json);
    put(sidecar, json);
    compare(before, read(path));
    file_remove(sidecar);
}
END_TEST

START_TEST(a_drafted_folder_asks_its_questions_once)
{
    const char *json = NULL;
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        put(text_format(arena, "round-trip-folder/deep/%s", files[i].name),
            files[i].text);
    }
    file_remove("round-trip-folder/csv-metadata.json");
    const struct submission *before = read("round-trip-folder");
    const char *sidecar = draft(before, "round-trip-folder", &json);
    ck_assert_str_eq(sidecar, "round-trip-folder/csv-metadata.json");
    const char *first = strstr(json, "\"population\": \"\"");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "\"population\""));
    ck_assert_ptr_nonnull(strstr(json, "\"url\": \"deep/two%20levels.csv\""));
    put(sidecar, json);
    const struct submission *after = read("round-trip-folder");
    compare(before, after);
    ck_assert_uint_eq(before->remark_count, after->remark_count);
    file_remove(sidecar);
}
END_TEST

START_TEST(the_answers_of_a_group_reach_every_table)
{
    const char *json = NULL;
    put("round-trip-answers/a.csv", files[1].text);
    put("round-trip-answers/b.csv", files[3].text);
    file_remove("round-trip-answers/csv-metadata.json");
    const struct submission *before = read("round-trip-answers");
    const char *sidecar = draft(before, "round-trip-answers", &json);
    struct problems *problems = problems_create(arena);
    json_t *document = json_read("draft", json, strlen(json), problems);
    ck_assert_ptr_nonnull(document);
    json_t *sdc = json_object_get(document, "https://w3id.org/outcheck/sdc");
    ck_assert_int_eq(json_object_set_new(sdc, "population", json_string("learners")), 0);
    ck_assert_int_eq(json_object_set_new(sdc, "period", json_string("2024")), 0);
    ck_assert_int_eq(json_object_set_new(sdc, "universe", json_string("L24")), 0);
    char *filled = json_dumps(document, 0);
    put(sidecar, filled);
    free(filled);
    json_decref(document);
    const struct submission *after = read("round-trip-answers");
    ck_assert_uint_eq(after->table_count, 2);
    for (size_t i = 0; i < after->table_count; i++) {
        ck_assert(after->tables[i]->is_described);
        ck_assert_str_eq(after->tables[i]->universe, "L24");
    }
    file_remove(sidecar);
}
END_TEST

START_TEST(row_roles_of_a_researcher_are_kept)
{
    const char *json = NULL;
    put("round-trip-rows/s.csv", ",earnings\nobservations,400\naverage,23860.5\n");
    put("round-trip-rows/s.csv-metadata.json",
        "{\"url\": \"s.csv\", \"sdc\": {\"rows\": [{\"titles\": \"observations\", "
        "\"role\": "
        "\"n\"}, {\"titles\": \"average\", \"role\": \"mean\"}]}}");
    const struct submission *before = read("round-trip-rows/s.csv");
    const struct table *table = before->tables[0];
    ck_assert_uint_eq(table->cell_count, 2);
    ck_assert_int_eq(table->cells[0].role, ROLE_N);
    ck_assert_int_eq(table->cells[1].role, ROLE_MEAN);
    const char *sidecar = draft(before, "round-trip-rows/s.csv", &json);
    put(sidecar, json);
    ck_assert_ptr_nonnull(strstr(json, "\"role\": \"mean\""));
    compare(before, read("round-trip-rows/s.csv"));
}
END_TEST

START_TEST(nothing_is_drafted_without_a_table)
{
    const char *path = NULL;
    const char *json = NULL;
    struct problems *problems = problems_create(arena);
    const struct submission empty = {0};
    ck_assert_int_eq(ingest_draft_sidecar(arena, &empty, "-", &path, &json, problems),
                     OUTCHECK_ERROR_USAGE);
    ck_assert_uint_eq(problems->count, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sidecar_round_trip");
    TCase *tests = tcase_create("sidecar_round_trip");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_drafted_file_is_read_as_before, 0,
                        (int)(sizeof(files) / sizeof(files[0])));
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_published_file_is_read_as_before, 0,
                        (int)(sizeof(published) / sizeof(published[0])));
    tcase_add_test(tests, a_drafted_folder_asks_its_questions_once);
    tcase_add_test(tests, the_answers_of_a_group_reach_every_table);
    tcase_add_test(tests, row_roles_of_a_researcher_are_kept);
    tcase_add_test(tests, nothing_is_drafted_without_a_table);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
