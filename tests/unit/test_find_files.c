/* Which files of a folder are outputs, what they are called, and what is left out. */
#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, for mkdtemp and symlink */

#include "base/text.h"
#include "ingest/read/file_type.h"
#include "ingest/read/find_files.h"
#include "ingest/read/reader.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static struct problems *problems;
static struct found_files found;
static char root[] = "/tmp/outcheck-find-XXXXXX";
static const char *made[64];
static size_t made_count;

/* Every test runs in a folder of its own, as the current one. */
static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_int_eq(chdir(root), 0);
}

static void tear_down(void)
{
    while (made_count) {
        made_count--;
        ck_assert_int_eq(remove(made[made_count]), 0);
    }
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(root), 0);
    arena_destroy(arena);
}

static void make_folders(const char *path)
{
    if (file_kind_of(path) == FILE_FOLDER) {
        return;
    }
    make_folders(path_folder(arena, path));
    ck_assert_int_eq(folder_make(arena, path, problems), OUTCHECK_OK);
    made[made_count++] = path;
}

static void make(const char *path)
{
    const struct bytes bytes = {.data = "a,b\n", .length = 4};
    make_folders(path_folder(arena, path));
    ck_assert_int_eq(file_write(arena, path, bytes, problems), OUTCHECK_OK);
    made[made_count++] = path;
}

static void link_to(const char *target, const char *path)
{
    ck_assert_int_eq(symlink(target, path), 0);
    made[made_count++] = path;
}

#define FIND(...)                                                                        \
    find((const char *const[]){__VA_ARGS__},                                             \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static enum outcheck_status find(const char *const *paths, size_t count)
{
    const struct asked_files asked = {.paths = paths, .count = count};
    return find_files(arena, &asked, &found, problems);
}

/* The paths shown, parted by spaces. */
static const char *shown(void)
{
    const char *text = "";
    for (size_t i = 0; i < found.output_count; i++) {
        text = text_format(arena, "%s%s%s", text, i ? " " : "", found.outputs[i]->path);
    }
    return text;
}

static const char *companions(void)
{
    const char *text = "";
    for (size_t i = 0; i < found.companion_count; i++) {
        text =
            text_format(arena, "%s%s%s", text, i ? " " : "", found.companions[i]->path);
    }
    return text;
}

START_TEST(a_folder_is_walked_in_sorted_order)
{
    make("data/sub/c.csv");
    make("data/b.csv");
    make("data/a.xlsx");
    ck_assert_int_eq(FIND("data"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.xlsx b.csv sub/c.csv");
    ck_assert_str_eq(found.outputs[0]->kind, "xlsx");
    ck_assert_str_eq(found.outputs[2]->location, "data/sub/c.csv");
    ck_assert_int_eq(FIND("./data//"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.xlsx b.csv sub/c.csv");
    ck_assert_int_eq(FIND("."), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "data/a.xlsx data/b.csv data/sub/c.csv");
}
END_TEST

START_TEST(hidden_entries_and_own_folders_are_left_out)
{
    make("data/a.csv");
    make("data/.hidden.csv");
    make("data/.git/x.csv");
    make("data/outcheck-report/report.xlsx");
    make("data/outcheck-protected/a.csv");
    ck_assert_int_eq(FIND("data"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.csv");
    ck_assert_int_eq(FIND("data/outcheck-protected"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.csv");
    ck_assert_str_eq(found.outputs[0]->location, "data/outcheck-protected/a.csv");
}
END_TEST

START_TEST(companions_are_no_outputs)
{
    make("data/a.csv");
    make("data/a.meta.csv");
    make("data/a.csv-metadata.json");
    make("data/csv-metadata.json");
    make("data/other.json");
    ck_assert_int_eq(FIND("data"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.csv other.json");
    ck_assert_str_eq(companions(), "a.csv-metadata.json a.meta.csv csv-metadata.json");
}
END_TEST

START_TEST(the_records_of_an_acro_session_are_companions)
{
    make("acro/output_0.csv");
    make("acro/config.json");
    make("acro/checksums/output_0.csv.txt");
    ck_assert_int_eq(FIND("acro"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "checksums/output_0.csv.txt config.json output_0.csv");
    make("acro/results.json");
    ck_assert_int_eq(FIND("acro"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "output_0.csv");
    ck_assert_str_eq(companions(), "checksums config.json results.json");
}
END_TEST

START_TEST(a_file_named_twice_is_one_output)
{
    make("data/a.csv");
    make("data/b.csv");
    ck_assert_int_eq(FIND("data/a.csv", "./data/a.csv", "data/../data/a.csv"),
                     OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.csv");
    ck_assert_int_eq(FIND("data/b.csv", "data", root), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.csv b.csv");
}
END_TEST

START_TEST(a_linked_file_is_an_output_and_a_linked_folder_is_walked_once)
{
    make("data/a.csv");
    link_to("a.csv", "data/b.csv");
    link_to(".", "data/loop");
    ck_assert_int_eq(FIND("data"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "a.csv b.csv");
}
END_TEST

START_TEST(a_link_that_leads_nowhere_is_a_problem)
{
    make("data/a.csv");
    link_to("gone.csv", "data/b.csv");
    ck_assert_int_eq(FIND("data"), OUTCHECK_ERROR_INPUT);
    ck_assert_uint_eq(problems->count, 1);
}
END_TEST

START_TEST(clashing_names_become_the_asked_paths)
{
    make("one/a.csv");
    make("two/a.csv");
    make("two/b.csv");
    ck_assert_int_eq(FIND("two", "one"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "b.csv one/a.csv two/a.csv");
    ck_assert_int_eq(FIND("one/a.csv", "two/a.csv"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "one/a.csv two/a.csv");
}
END_TEST

START_TEST(what_is_not_there_is_a_problem)
{
    make("a.csv");
    ck_assert_int_eq(FIND("a.csv", "missing.csv"), OUTCHECK_ERROR_INPUT);
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_str_eq(problems->items[0].place.file, "missing.csv");
    ck_assert_str_eq(shown(), "a.csv");
}
END_TEST

START_TEST(nothing_to_check_is_a_problem)
{
    make_folders("empty");
    ck_assert_int_eq(FIND("empty"), OUTCHECK_ERROR_INPUT);
    ck_assert_str_eq(problems->items[0].message, "no file to check");
    make("empty/a.meta.csv");
    ck_assert_int_eq(FIND("empty"), OUTCHECK_ERROR_INPUT);
    ck_assert_str_eq(problems->items[1].message,
                     "only files that describe others, and no output");
}
END_TEST

START_TEST(standard_input_has_a_name)
{
    ck_assert_int_eq(FIND("-", "-"), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "standard-input.csv");
    ck_assert_str_eq(found.outputs[0]->location, "-");
    ck_assert_str_eq(found.outputs[0]->kind, "csv");
    const char *const dash[] = {"-"};
    const struct asked_files asked = {
        .paths = dash, .count = 1, .standard_input_name = "table.tsv"};
    ck_assert_int_eq(find_files(arena, &asked, &found, problems), OUTCHECK_OK);
    ck_assert_str_eq(shown(), "table.tsv");
    ck_assert_str_eq(found.outputs[0]->kind, "tsv");
}
END_TEST

START_TEST(a_loaded_output_has_its_size_and_hash)
{
    make("a.csv");
    ck_assert_int_eq(FIND("a.csv"), OUTCHECK_OK);
    struct bytes bytes;
    ck_assert_int_eq(output_load(arena, arena, found.outputs[0], &bytes, problems),
                     OUTCHECK_OK);
    ck_assert_uint_eq(found.outputs[0]->bytes, 4);
    ck_assert_str_eq(found.outputs[0]->sha256, /* printf 'a,b\n' | sha256sum */
                     "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313");
    ck_assert_int_eq(memcmp(bytes.data, "a,b\n", 4), 0);
}
END_TEST

static const struct {
    const char *path;
    const char *kind;
} names[] = {
    {"a.csv", "csv"},       {"A.CSV", "csv"},     {"sub.csv/a.tab", "tsv"},
    {"a.dat", "txt"},       {"a.XLSX", "xlsx"},   {"a.jpeg", "jpg"},
    {"a.R", "r"},           {"a.RData", "rdata"}, {"README", "other"},
    {"a.unheard", "other"}, {"a.b.pdf", "pdf"},
};

START_TEST(the_kind_of_a_file_is_in_its_name)
{
    const struct file_type *type = file_type_of_name(names[_i].path);
    ck_assert_str_eq(type->kind, names[_i].kind);
    ck_assert_uint_gt(strlen(type->words), 0);
    const bool is_read = reader_find(type->kind) != NULL;
    ck_assert(is_read == (type->hint[0] == '\0'));
}
END_TEST

static const struct {
    struct bytes bytes;
    const char *kind; /* NULL: says nothing */
    const char *name; /* of a file that it fits */
} contents[] = {
    {{"PK\x03\x04....", 8}, "zip", "a.xlsx"},
    {{"%PDF-1.7", 8}, "pdf", "a.pdf"},
    {{"\xD0\xCF\x11\xE0", 4}, "xls", "a.doc"},
    {{"<?xml version", 13}, "xml", "a.svg"},
    {{"Region,n\n", 9}, NULL, NULL},
    {{"PK", 2}, NULL, NULL},
    {{"", 0}, NULL, NULL},
};

START_TEST(content_says_what_the_name_hides)
{
    const struct file_type *type = file_type_of_content(contents[_i].bytes);
    if (!contents[_i].kind) {
        ck_assert_ptr_null(type);
        return;
    }
    ck_assert_str_eq(type->kind, contents[_i].kind);
    ck_assert(file_type_fits(type, file_type_of_name(contents[_i].name)));
    ck_assert(!file_type_fits(type, file_type_of_name("a.csv")));
}
END_TEST

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void)
{
    Suite *suite = suite_create("find_files");
    TCase *cases = tcase_create("find_files");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_folder_is_walked_in_sorted_order);
    tcase_add_test(cases, hidden_entries_and_own_folders_are_left_out);
    tcase_add_test(cases, companions_are_no_outputs);
    tcase_add_test(cases, the_records_of_an_acro_session_are_companions);
    tcase_add_test(cases, a_file_named_twice_is_one_output);
    tcase_add_test(cases, a_linked_file_is_an_output_and_a_linked_folder_is_walked_once);
    tcase_add_test(cases, a_link_that_leads_nowhere_is_a_problem);
    tcase_add_test(cases, clashing_names_become_the_asked_paths);
    tcase_add_test(cases, what_is_not_there_is_a_problem);
    tcase_add_test(cases, nothing_to_check_is_a_problem);
    tcase_add_test(cases, standard_input_has_a_name);
    tcase_add_test(cases, a_loaded_output_has_its_size_and_hash);
    tcase_add_loop_test(cases, the_kind_of_a_file_is_in_its_name, 0, COUNT_OF(names));
    tcase_add_loop_test(cases, content_says_what_the_name_hides, 0, COUNT_OF(contents));
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
