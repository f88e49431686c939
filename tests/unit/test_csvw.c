/*
 * CSVW sidecars: what they say of a table, and every mistake with its place.
 */
#include "base/file.h"
#include "base/text.h"
#include "ingest/sidecar/csvw.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static const char destinations[] = "Region,Apprenticeship,Education,Total,% Education\n"
                                   "North East,7,500,507,98.6\n"
                                   "London,30,c,600,c\n"
                                   "England,37,1070,1107,96.7\n";

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

/* Reads `json` against the destinations table. */
static struct sidecar_table read_said(const char *json, struct problems *problems)
{
    const struct table *table = sample_table(arena, "out/destinations.csv", destinations);
    struct sidecar_source source = {
        .arena = arena,
        .file = "destinations.csv-metadata.json",
        .text = {.data = json, .length = strlen(json)},
        .problems = problems,
    };
    struct sidecar_table said = {0};
    json_t *root = json_read(source.file, json, strlen(json), problems);
    ck_assert_ptr_nonnull(root);
    const struct csvw_description description = {.table = {.json = root}, .fragment = ""};
    csvw_read_table(&source, &description, table->grid, &said);
    json_decref(root);
    return said;
}

static const char good[] =
    "{\n"
    "  \"@context\": \"http://www.w3.org/ns/csvw\",\n"
    "  \"url\": \"destinations.csv\",\n"
    "  \"dc:title\": \"Destinations by region\",\n"
    "  \"dialect\": {\"skipRows\": 0, \"headerRowCount\": 1},\n"
    "  \"https://w3id.org/outcheck/sdc\": {\n"
    "    \"population\": \"learners\", \"period\": \"2023/24\", \"universe\": \"L24\",\n"
    "    \"unit\": \"people\", \"weighted\": false, \"statbarn\": \"frequencies\",\n"
    "    \"rounding\": 5, \"symbols\": {\"[C]\": \"hidden\"},\n"
    "    \"hierarchies\": {\"Region\": {\"England\": [\"North East\", \"London\"]}},\n"
    "    \"structuralZeros\": [{\"Region\": \"London\", \"Destination\": "
    "\"Education\"}]\n"
    "  },\n"
    "  \"tableSchema\": {\"columns\": [\n"
    "    {\"titles\": \"Region\", \"sdc\": {\"role\": \"dimension\", \"total\": "
    "\"England\"}},\n"
    "    {\"titles\": \"Apprenticeship\", \"sdc\": {\"role\": \"count\",\n"
    "      \"of\": {\"Destination\": \"Apprenticeship\"}}},\n"
    "    {\"titles\": {\"en\": [\"Education\"]}, \"sdc\": {\"role\": \"count\",\n"
    "      \"of\": {\"Destination\": \"Education\"}}},\n"
    "    {\"titles\": \"Total\", \"name\": \"all\", \"sdc\": {\"sumOf\": "
    "\"Destination\"}},\n"
    "    {\"titles\": \"% Education\", \"sdc\": {\"role\": \"percent\",\n"
    "      \"numerator\": [\"Education\"], \"denominator\": \"all\", \"countColumn\": "
    "\"all\"}}\n"
    "  ]}\n"
    "}\n";

START_TEST(a_good_sidecar_gives_a_plan_without_a_problem)
{
    struct problems *problems = problems_create(arena);
    const struct sidecar_table said = read_said(good, problems);
    const struct plan *plan = &said.plan;
    ck_assert_uint_eq(problems->count, 0);
    ck_assert_str_eq(plan->title, "Destinations by region");
    ck_assert_str_eq(plan->population, "learners");
    ck_assert_str_eq(plan->universe, "L24");
    ck_assert(plan->is_described);
    ck_assert(said.has_rows && !said.has_range && said.has_weighted);
    ck_assert_uint_eq(plan->first_data_row, 1);
    ck_assert_int_eq(said.statistic_class, CLASS_FREQUENCIES);
    ck_assert_int_eq(plan->rounding.kind, ROUNDING_NEAREST);
    ck_assert_double_eq(plan->rounding.base, 5);
    ck_assert_uint_eq(said.symbol_count, 1);
    ck_assert_str_eq(said.symbols[0].text, "c");
    ck_assert_uint_eq(plan->column_count, 5);
    ck_assert_int_eq(plan->columns[0].role, ROLE_DIMENSION);
    ck_assert_int_eq(plan->columns[0].origin, ORIGIN_SIDECAR);
    ck_assert_str_eq(plan->columns[0].total, "England");
    ck_assert_str_eq(plan->columns[1].of[0].category, "Apprenticeship");
    ck_assert_int_eq(plan->columns[3].role, ROLE_TOTAL);
    ck_assert_str_eq(plan->columns[3].of[0].category, "Total");
    ck_assert_uint_eq(plan->columns[4].numerator_line, 2);
    ck_assert_uint_eq(plan->columns[4].denominator_line, 3);
    ck_assert_uint_eq(plan->columns[4].count_line, 3);
    ck_assert_str_eq(plan->columns[4].detail, "percent of Total");
    ck_assert_uint_eq(plan->total_count, 1);
    ck_assert_str_eq(plan->totals[0].dimension, "Destination");
    ck_assert_uint_eq(plan->partition_count, 1);
    ck_assert_str_eq(plan->partitions[0].whole, "England");
    ck_assert_uint_eq(plan->partitions[0].part_count, 2);
    ck_assert_str_eq(plan->structural_zeros[0].dimension, "Region x Destination");
    ck_assert_str_eq(plan->structural_zeros[0].category, "London x Education");
}
END_TEST

START_TEST(a_blank_answer_says_nothing)
{
    struct problems *problems = problems_create(arena);
    const struct sidecar_table said =
        read_said("{\"url\": \"destinations.csv\", \"sdc\": {\"population\": \"\", "
                  "\"period\": \" \", \"unit\": \"\"}, \"tableSchema\": {\"columns\": "
                  "[{\"titles\": \"Region\", \"sdc\": {\"role\": \"\"}}]}}",
                  problems);
    ck_assert_uint_eq(problems->count, 0);
    ck_assert(!said.plan.is_described && !said.has_rows && !said.has_weighted);
    ck_assert_int_eq(said.plan.columns[0].role, ROLE_UNKNOWN);
    ck_assert_int_eq(said.statistic_class, CLASS_COUNT);
}
END_TEST

START_TEST(a_total_can_list_the_columns_that_it_adds_up)
{
    struct problems *problems = problems_create(arena);
    const struct sidecar_table said =
        read_said("{\"url\": \"d.csv\", \"tableSchema\": {\"columns\": [{\"titles\": "
                  "\"Total\", \"sdc\": "
                  "{\"sumOf\": [\"Apprenticeship\", \"Education\"]}}]}}",
                  problems);
    ck_assert_uint_eq(problems->count, 0);
    ck_assert_uint_eq(said.plan.column_count, 3);
    ck_assert_uint_eq(said.plan.columns[0].index, 3);
    ck_assert_int_eq(said.plan.columns[0].role, ROLE_TOTAL);
    ck_assert_int_eq(said.plan.columns[1].role, ROLE_UNKNOWN);
    ck_assert_uint_eq(said.plan.partition_count, 1);
    ck_assert_str_eq(said.plan.partitions[0].whole, "Total");
    ck_assert_str_eq(said.plan.partitions[0].parts[0], "Apprenticeship");
    ck_assert_str_eq(said.plan.partitions[0].parts[1], "Education");
    ck_assert(said.plan.partitions[0].is_exhaustive);
}
END_TEST

START_TEST(rows_can_have_roles)
{
    struct problems *problems = problems_create(arena);
    const struct sidecar_table said = read_said(
        "{\"url\": \"d.csv\", \"sdc\": {\"rows\": [{\"row\": 2, \"role\": \"mean\", "
        "\"countColumn\": \"London\"}, {\"titles\": \"London\", \"role\": \"n\"}]}}",
        problems);
    ck_assert_uint_eq(problems->count, 0);
    ck_assert(said.has_rows);
    ck_assert_uint_eq(said.plan.row_count, 4);
    ck_assert_int_eq(said.plan.rows[0].role, ROLE_UNKNOWN);
    ck_assert_int_eq(said.plan.rows[1].role, ROLE_MEAN);
    ck_assert_uint_eq(said.plan.rows[1].count_line, 2);
    ck_assert_str_eq(said.plan.rows[1].measure, "North East");
    ck_assert_int_eq(said.plan.rows[2].role, ROLE_N);
    for (uint32_t i = 0; i < said.plan.row_count; i++) {
        ck_assert_uint_eq(said.plan.rows[i].index, i);
    }
    ck_assert_uint_eq(said.plan.measure_column, PLAN_NONE);
}
END_TEST

START_TEST(a_range_says_where_the_table_stands)
{
    struct problems *problems = problems_create(arena);
    const struct sidecar_table said = read_said(
        "{\"url\": \"d.csv\", \"sdc\": {\"range\": \"B1:D3\"}, \"tableSchema\": "
        "{\"columns\": [{\"titles\": \"Apprenticeship\", \"sdc\": {\"role\": "
        "\"count\"}}]}}",
        problems);
    ck_assert_uint_eq(problems->count, 0);
    ck_assert(said.has_range && said.has_rows);
    ck_assert_uint_eq(said.plan.first_column, 1);
    ck_assert_uint_eq(said.plan.last_column, 3);
    ck_assert_uint_eq(said.plan.last_row, 2);
    ck_assert_uint_eq(said.plan.first_data_row, 1);
    ck_assert_uint_eq(said.plan.columns[0].index, 1);
}
END_TEST

#define COLUMN(sdc)                                                                      \
    "{\"tableSchema\": {\"columns\": [{\"titles\": \"Total\",\n\"sdc\": " sdc "}]}}"

static const struct {
    const char *json;
    const char *message;
    const char *hint;
    size_t line;
} mistakes[] = {
    {COLUMN("{\"role\": \"percnt\"}"), "unknown role 'percnt'", "Did you mean 'percent'?",
     2},
    {COLUMN("{\"rol\": \"count\"}"), "unknown key 'rol' under sdc",
     "Did you mean 'role'?", 2},
    {COLUMN("{\"role\": 5}"), "role must be a text, not a number", "", 2},
    {COLUMN("{\"role\": \"percent\",\n \"numerator\": \"Educaton\"}"),
     "no column 'Educaton' in destinations.csv", "Did you mean 'Education'?", 3},
    {COLUMN("{\"denominator\": {\"dimension\": \"Sex\"}}"), "no dimension 'Sex'",
     "Name a dim", 2},
    {COLUMN("{\"countColumn\": 7}"), "countColumn must be a text", "", 2},
    {COLUMN("{\"sumOf\": \"Sex\"}"), "no dimension 'Sex'", "list the columns", 2},
    {COLUMN("{\"keep\": true, \"hideFirst\": true}"), "contradict each other", "", 2},
    {COLUMN("{\"cost\": -1}"), "cost must be a number", "", 2},
    {COLUMN("{\"role\": \"count\", \"total\": \"England\"}"),
     "label of a dimension's total", "", 2},
    {"{\"tableSchema\": {\"columns\": [{\"titles\": \"Totl\"}]}}", "no column 'Totl'",
     "Did you mean 'Total'?", 1},
    {"{\"tableSchema\": {\"columns\": [{\"titles\": \"Total\", \"role\": \"count\"}]}}",
     "'role' must stand under sdc", "\"sdc\"", 1},
    {"{\"tableSchema\": {\"columns\": [{\"titles\": \"Total\"},\n{\"titles\": "
     "\"Total\"}]}}",
     "described twice", "", 2},
    {"{\"tableSchma\": {}}", "unknown key 'tableSchma'", "Did you mean 'tableSchema'?",
     1},
    {"{\"tableSchema\": \"schema.json\"}", "in another file is not read", "", 1},
    {"{\"sdc\":\n{\"population\": []}}", "population must be a text, not an array", "",
     2},
    {"{\"sdc\":\n{\"weighted\": \"no\"}}", "weighted must be true or false", "", 2},
    {"{\"sdc\":\n{\"poplation\": \"x\"}}", "unknown key 'poplation'", "'population'", 2},
    {"{\"sdc\":\n{\"statbarn\": \"frequency\"}}", "unknown statbarn", "", 2},
    {"{\"sdc\":\n{\"rounding\": 0}}", "must be a number above 0", "", 2},
    {"{\"sdc\":\n{\"rounding\": {\"kind\": \"nearset\", \"base\": 5}}}",
     "unknown kind of rounding", "Did you mean 'nearest'?", 2},
    {"{\"sdc\":\n{\"rounding\": \"nearest\"}}", "has no base", "", 2},
    {"{\"sdc\":\n{\"symbols\": {\"*\": \"hiden\"}}}", "unknown meaning", "", 2},
    {"{\"sdc\":\n{\"range\": \"A1-D4\"}}", "no range of cells", "A5:G15", 2},
    {"{\"sdc\":\n{\"range\": \"A1:F4\"}}", "beyond the file: it ends at E4", "", 2},
    {"{\"sdc\":\n{\"hierarchies\": {\"Region\": {\"England\": [\"Londn\"]}}},\n"
     "\"tableSchema\": {\"columns\": [{\"titles\": \"Region\", \"sdc\": {\"role\": "
     "\"dimension\"}}]}}",
     "Region has no category 'Londn'", "Did you mean 'London'?", 2},
    {"{\"sdc\":\n{\"hierarchies\": {\"Region\": {\"London\": [\"London\"]}}}}",
     "part of itself", "", 2},
    {"{\"sdc\":\n{\"hierarchies\": [{\"whole\": \"England\"}]}}",
     "needs dimension, whole", "", 2},
    {"{\"sdc\":\n{\"structuralZeros\": [{\"Region\": \"Wales\"}]}}",
     "has no category 'Wales'", "", 2},
    {"{\"sdc\":\n{\"rows\": [{\"row\": 9, \"role\": \"n\"}]}}", "row 9 is not one of", "",
     2},
    {"{\"sdc\":\n{\"rows\": [{\"role\": \"n\"}]}}", "not named", "", 2},
    {"{\"dialect\": {\"skipRows\": 40}}", "the file has 4 rows", "", 1},
    {"{\"dialect\": {\"headerRowCount\": -1}}", "must be a whole number", "", 1},
    {"{\"tableSchema\": {\"columns\": [{\"titles\": \"Region\",\n"
     "\"sdc\": {\"role\": \"dimension\", \"total\": \"Englnd\"}}]}}",
     "Region has no category 'Englnd'", "Did you mean 'England'?", 2},
};

START_TEST(a_mistake_is_a_problem_with_its_line_and_a_hint)
{
    struct problems *problems = problems_create(arena);
    (void)read_said(mistakes[_i].json, problems);
    ck_assert_msg(problems->count == 1, "%zu problems for %s: %s", problems->count,
                  mistakes[_i].json,
                  problems->count
                      ? problem_render(arena, &problems->items[problems->count - 1])
                      : "");
    const struct problem *problem = &problems->items[0];
    ck_assert_msg(strstr(problem->message, mistakes[_i].message), "message is: %s",
                  problem->message);
    ck_assert_msg(strstr(problem->hint, mistakes[_i].hint), "hint is: %s", problem->hint);
    ck_assert_uint_eq(problem->place.line, mistakes[_i].line);
    ck_assert_int_eq(problem->status, OUTCHECK_ERROR_USAGE);
}
END_TEST

START_TEST(all_mistakes_come_at_once)
{
    struct problems *problems = problems_create(arena);
    (void)read_said(
        "{\"sdc\": {\"weighted\": 1, \"rage\": \"A1:B2\"}, \"tableSchema\": "
        "{\"columns\": [{\"titles\": \"Regio\"}, {\"titles\": \"Total\", \"sdc\": "
        "{\"role\": \"sume\"}}]}}",
        problems);
    ck_assert_uint_eq(problems->count, 4);
    ck_assert_int_eq(problems_status(problems), OUTCHECK_ERROR_USAGE);
}
END_TEST

START_TEST(the_caret_stands_under_the_value)
{
    struct problems *problems = problems_create(arena);
    (void)read_said("{\n  \"sdc\": {\"unit\": \"\xc3\xa9\", \"statbarn\": \"bad\"}\n}",
                    problems);
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_uint_eq(problems->items[0].place.line, 2);
    ck_assert_uint_eq(problems->items[0].place.column, 36);
    ck_assert_uint_eq(problems->items[0].place.width, 5);
    ck_assert_str_eq(problems->items[0].place.source,
                     "  \"sdc\": {\"unit\": \"\xc3\xa9\", \"statbarn\": \"bad\"}");
}
END_TEST

START_TEST(a_flood_of_mistakes_is_cut_short)
{
    struct problems *problems = problems_create(arena);
    const char *zeros = "";
    for (int i = 0; i < 80; i++) {
        zeros = text_format(arena, "%s%s\"%d\"", zeros, i ? "," : "", i);
    }
    (void)read_said(text_format(arena, "{\"sdc\": {\"rows\": [%s]}}", zeros), problems);
    ck_assert_uint_eq(problems->count, 51);
}
END_TEST

/* Files of this test, in the folder that it runs in. */
static const char *put(const char *path, const char *text)
{
    struct problems *problems = problems_create(arena);
    ck_assert_int_eq(folder_make(arena, path_folder(arena, path), problems), OUTCHECK_OK);
    ck_assert_int_eq(
        file_write(arena, path, (struct bytes){text, strlen(text)}, problems),
        OUTCHECK_OK);
    return path;
}

static const struct grid *grid_at(const char *path)
{
    struct table *table = sample_table(arena, path, destinations);
    struct output *output = arena_new(arena, struct output);
    *output = *table->output;
    output->location = path;
    struct grid *grid = arena_new(arena, struct grid);
    *grid = *table->grid;
    grid->output = output;
    return grid;
}

static struct sidecar_tables said_of(const struct grid *grid, const char *asked,
                                     struct problems *problems, size_t *unused)
{
    const struct output *outputs[] = {grid->output};
    struct sidecars *sidecars = sidecars_read(arena, outputs, 1, &asked, 1, problems);
    const struct sidecar_tables tables = sidecars_for_grid(sidecars, grid);
    const struct remark *remarks = sidecars_unused(sidecars, unused);
    for (size_t i = 0; i < *unused; i++) {
        ck_assert_int_eq(remarks[i].kind, REMARK_SIDECAR_UNUSED);
        ck_assert_ptr_nonnull(remarks[i].output);
    }
    sidecars_close(sidecars);
    return tables;
}

START_TEST(a_sidecar_of_the_file_comes_before_that_of_its_folder)
{
    struct problems *problems = problems_create(arena);
    size_t unused = 0;
    const char *data = put("csvw-test/one/a table.csv", destinations);
    (void)put(
        "csvw-test/one/csv-metadata.json",
        "{\"sdc\": {\"population\": \"of the group\", \"period\": \"2024\"}, \"tables\": "
        "[{\"url\": \"a%20table.csv\", \"sdc\": {\"unit\": \"schools\"}}, "
        "{\"url\": \"gone.csv\"}]}");
    struct sidecar_tables said =
        said_of(grid_at(data), "csvw-test/one", problems, &unused);
    ck_assert_uint_eq(said.count, 1);
    ck_assert_str_eq(said.items[0].plan.population, "of the group");
    ck_assert_str_eq(said.items[0].plan.unit, "schools");
    ck_assert(said.items[0].plan.is_described);
    ck_assert_uint_eq(unused, 1);

    (void)put("csvw-test/one/a table.csv-metadata.json",
              "{\"url\": \"a table.csv\", \"sdc\": {\"population\": \"of the file\"}}");
    said = said_of(grid_at(data), "csvw-test/one", problems, &unused);
    ck_assert_uint_eq(said.count, 1);
    ck_assert_str_eq(said.items[0].plan.population, "of the file");
    ck_assert_uint_eq(problems->count, 0);
    file_remove("csvw-test/one/a table.csv-metadata.json");
}
END_TEST

START_TEST(a_group_above_speaks_only_when_its_folder_was_asked_for)
{
    struct problems *problems = problems_create(arena);
    size_t unused = 0;
    const char *data = put("csvw-test/two/deep/t.csv", destinations);
    (void)put(
        "csvw-test/two/csv-metadata.json",
        "{\"tables\": [{\"url\": \"deep/t.csv\", \"sdc\": {\"unit\": \"people\"}}]}");
    ck_assert_uint_eq(said_of(grid_at(data), "csvw-test/two", problems, &unused).count,
                      1);
    ck_assert_uint_eq(
        said_of(grid_at(data), "csvw-test/two/deep", problems, &unused).count, 0);
    ck_assert_uint_eq(problems->count, 0);
}
END_TEST

START_TEST(descriptions_of_one_file_must_not_overlap)
{
    struct problems *problems = problems_create(arena);
    size_t unused = 0;
    const char *data = put("csvw-test/three/t.csv", destinations);
    (void)put(
        "csvw-test/three/csv-metadata.json",
        "{\"tables\": [{\"url\": \"t.csv#row=1-2\"}, {\"url\": \"t.csv#row=3-4\"},\n"
        "{\"url\": \"t.csv#row=2-4\"}]}");
    const struct sidecar_tables said =
        said_of(grid_at(data), "csvw-test/three", problems, &unused);
    ck_assert_uint_eq(said.count, 2);
    ck_assert_uint_eq(said.items[0].plan.first_row, 0);
    ck_assert_uint_eq(said.items[1].plan.first_row, 2);
    ck_assert_uint_eq(said.items[1].plan.last_row, 3);
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_ptr_nonnull(strstr(problems->items[0].message, "overlap"));
    ck_assert_uint_eq(problems->items[0].place.line, 2);
}
END_TEST

START_TEST(broken_json_is_a_problem_of_use)
{
    struct problems *problems = problems_create(arena);
    size_t unused = 0;
    const char *data = put("csvw-test/four/t.csv", destinations);
    (void)put("csvw-test/four/t-metadata.json", "{\"url\": \"t.csv\",\n}");
    ck_assert_uint_eq(said_of(grid_at(data), data, problems, &unused).count, 0);
    ck_assert_int_eq(problems_status(problems), OUTCHECK_ERROR_USAGE);
    ck_assert_uint_eq(problems->items[0].place.line, 2);
}
END_TEST

START_TEST(names_tell_sidecars_from_outputs)
{
    ck_assert(sidecar_is_name("a/csv-metadata.json"));
    ck_assert(sidecar_is_name("a/b.csv-metadata.json"));
    ck_assert(sidecar_is_name("b.meta.csv"));
    ck_assert(!sidecar_is_name("b.csv"));
    ck_assert(!sidecar_is_name("metadata.json"));
}
END_TEST

static Suite *csvw_suite(void)
{
    Suite *suite = suite_create("csvw");
    TCase *tests = tcase_create("csvw");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_good_sidecar_gives_a_plan_without_a_problem);
    tcase_add_test(tests, a_blank_answer_says_nothing);
    tcase_add_test(tests, a_total_can_list_the_columns_that_it_adds_up);
    tcase_add_test(tests, rows_can_have_roles);
    tcase_add_test(tests, a_range_says_where_the_table_stands);
    tcase_add_loop_test(tests, a_mistake_is_a_problem_with_its_line_and_a_hint, 0,
                        (int)COUNT_OF(mistakes));
    tcase_add_test(tests, all_mistakes_come_at_once);
    tcase_add_test(tests, the_caret_stands_under_the_value);
    tcase_add_test(tests, a_flood_of_mistakes_is_cut_short);
    tcase_add_test(tests, a_sidecar_of_the_file_comes_before_that_of_its_folder);
    tcase_add_test(tests, a_group_above_speaks_only_when_its_folder_was_asked_for);
    tcase_add_test(tests, descriptions_of_one_file_must_not_overlap);
    tcase_add_test(tests, broken_json_is_a_problem_of_use);
    tcase_add_test(tests, names_tell_sidecars_from_outputs);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return run_suite(csvw_suite());
}
