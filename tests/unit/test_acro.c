/* ACRO sessions: calls, labels and records; whole sessions are fixtures. */
#include "base/text.h"
#include "ingest/record/acro_command.h"
#include "ingest/record/acro_labels.h"
#include "support/run_suite.h"
#include "support/text_grid.h"

#include <check.h>

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const char *list(const char *const *names, uint32_t count)
{
    const char *all = "";
    for (uint32_t i = 0; i < count; i++) {
        all = text_format(arena, "%s%s%s", all, i ? "," : "", names[i]);
    }
    return all;
}

static const struct {
    const char *text;
    const char *words; /* index / columns / value / statistics / share; "?" not known */
} calls[] = {
    {"t = acro.crosstab(df.year, df.region)", "year / region /  /  / 0"},
    {"acro.crosstab(df.year, df.region, values=df.pay, aggfunc=\"mean\")",
     "year / region / pay / mean / 0"},
    {"acro.crosstab([df.a, df[\"b c\"]], [df.c], values=df.pay, aggfunc=[\"mean\", "
     "'std'])",
     "a,b c / c / pay / mean,std / 0"},
    {"acro.crosstab(df.a, df.b, margins=True, normalize=\"index\")", "a / b /  /  / 1"},
    {"acro.crosstab(df.a, df.b, normalize=True)", "a / b /  /  / 3"},
    {"acro.pivot_table(df, index=[\"a\"], columns=[\"b\"], values=[\"v\"], "
     "aggfunc=[\"mean\"])",
     "a / b / v / mean / 0"},
    {"acro_crosstab(index=df$a, columns=df$b)", "a / b /  /  / 0"},
    /* Cut, from two frames, filtered, two values, no call, unknown words: not known. */
    {"t = acro.crosstab(", "?"},
    {"acro.crosstab(df.a, other.b)", "?"},
    {"acro.crosstab(df.a, df.b[df.c > 1])", "?"},
    {"acro.crosstab(df[df.x == 1].a, df.b)", "?"},
    {"acro.pivot_table(df, index=[\"a\"], columns=[\"b\"], values=[\"v\", \"w\"])", "?"},
    {"acro.ols(y, x)", "?"},
    {"acro.crosstab(df.a, df.b, weights=df.w)", "?"},
    {"acro.crosstab(df.a, 'b", "?"},
    {"", "?"},
};

START_TEST(a_call_is_understood_as_a_whole_or_not_at_all)
{
    const struct acro_command call = acro_command_parse(arena, calls[_i].text);
    const char *words =
        call.is_known
            ? text_format(arena, "%s / %s / %s / %s / %d",
                          list(call.index, call.index_count),
                          list(call.columns, call.column_count), call.value,
                          list(call.statistics, call.statistic_count), (int)call.share)
            : "?";
    ck_assert_str_eq(words, calls[_i].words);
}
END_TEST

START_TEST(a_label_of_several_levels_is_a_printed_tuple)
{
    uint32_t parts = 0;
    ck_assert_str_eq(acro_label_key(arena, "London", &parts), "London\x1f");
    ck_assert_uint_eq(parts, 1);
    ck_assert_str_eq(acro_label_key(arena, "(2010, 'Dead in 2015')", &parts),
                     "2010\x1f"
                     "Dead_in_2015\x1f");
    ck_assert_uint_eq(parts, 2);
    ck_assert_str_eq(acro_label_key(arena, "('All', '')", &parts), "All\x1f\x1f");
    ck_assert_uint_eq(parts, 2);
    ck_assert_str_eq(acro_label_key(arena, "2010.0", &parts), "2010\x1f");
    (void)acro_label_key(arena, "('never closed)", &parts);
}
END_TEST

START_TEST(cells_are_found_by_their_labels)
{
    const struct grid *grid = text_grid(arena, "a.csv",
                                        "fsm,,FSM,FSM\n"
                                        "sex,,F,M\n"
                                        "region,age,,\n"
                                        "London,16,51,44\n");
    struct acro_labels labels;
    ck_assert(acro_labels_of(grid, 2, 2, &labels));
    ck_assert_uint_eq(labels.first_data_row, 3);
    ck_assert_str_eq(acro_cell_key(arena, &labels, 3, 3, 0), "London\x1f"
                                                             "16\x1f\x1e"
                                                             "FSM\x1fM\x1f");
    ck_assert_str_eq(acro_cell_key(arena, &labels, 3, 3, 1), "London\x1f"
                                                             "16\x1f\x1e"
                                                             "M\x1f");
    /* Numbers where the names of the labels should stand: another shape. */
    ck_assert(!acro_labels_of(grid, 2, 3, &labels));
    ck_assert(!acro_labels_of(grid, 4, 1, &labels));
    ck_assert(!acro_labels_of(grid, 0, 1, &labels));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("acro");
    TCase *tests = tcase_create("acro");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_call_is_understood_as_a_whole_or_not_at_all, 0,
                        sizeof(calls) / sizeof(calls[0]));
    tcase_add_test(tests, a_label_of_several_levels_is_a_printed_tuple);
    tcase_add_test(tests, cells_are_found_by_their_labels);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
