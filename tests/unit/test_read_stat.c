/* Stata, SPSS and SAS data sets, written here with ReadStat's own writer. */
#include "base/text.h"
#include "ingest/read/reader.h"
#include "support/run_suite.h"

#include <check.h>
#include <readstat.h>

#include <string.h>

static struct arena *arena;
static struct reading reading;
static struct refusal refusal;
static char written[1 << 20];
static size_t written_length;

static void set_up(void)
{
    arena = arena_create(0);
    written_length = 0;
    refusal = (struct refusal){0};
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static ssize_t keep(const void *bytes, size_t length, void *context)
{
    (void)context;
    if (written_length + length > sizeof(written)) {
        return -1;
    }
    memcpy(written + written_length, bytes, length);
    written_length += length;
    return (ssize_t)length;
}

typedef readstat_error_t (*begin_writing)(readstat_writer_t *, void *, long);

static const struct {
    const char *kind;
    begin_writing begin;
    bool has_labels; /* value labels are part of the file */
} formats[] = {
    {"dta", readstat_begin_writing_dta, true},
    {"sav", readstat_begin_writing_sav, true},
    {"por", readstat_begin_writing_por, true},
    {"sas7bdat", readstat_begin_writing_sas7bdat, false},
    {"xpt", readstat_begin_writing_xport, false},
};

/* region (text), sex (1, 2 with labels), n, mean pay with a missing value. */
static void write_table(begin_writing begin, long rows)
{
    readstat_writer_t *writer = readstat_writer_init();
    ck_assert_int_eq(readstat_set_data_writer(writer, keep), READSTAT_OK);
    readstat_label_set_t *sexes =
        readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "sexes");
    readstat_label_double_value(sexes, 1, "Female");
    readstat_label_double_value(sexes, 2, "Male");
    const readstat_variable_t *region =
        readstat_add_variable(writer, "REGION", READSTAT_TYPE_STRING, 8);
    readstat_variable_t *sex =
        readstat_add_variable(writer, "SEX", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label_set(sex, sexes);
    readstat_variable_t *number =
        readstat_add_variable(writer, "N", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label(number, "Number of learners");
    const readstat_variable_t *mean =
        readstat_add_variable(writer, "MEANPAY", READSTAT_TYPE_DOUBLE, 0);
    ck_assert_int_eq(begin(writer, NULL, rows), READSTAT_OK);
    for (long i = 0; i < rows; i++) {
        ck_assert_int_eq(readstat_begin_row(writer), READSTAT_OK);
        (void)readstat_insert_string_value(writer, region, i % 4 < 2 ? "North" : "South");
        (void)readstat_insert_double_value(writer, sex, 1 + (double)(i % 2));
        (void)readstat_insert_double_value(writer, number, i == 1 ? 7 : 100 + (double)i);
        (void)(i == 1 ? readstat_insert_missing_value(writer, mean)
                      : readstat_insert_double_value(writer, mean, 21400.25));
        ck_assert_int_eq(readstat_end_row(writer), READSTAT_OK);
    }
    ck_assert_int_eq(readstat_end_writing(writer), READSTAT_OK);
    readstat_writer_free(writer);
}

static bool read_written(const char *kind)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){.path = "a", .location = "a", .kind = kind};
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = output,
        .bytes = {.data = written, .length = written_length},
    };
    return reader_find(kind)->read(&reading, &refusal);
}

static const char *row_text(uint32_t row)
{
    const char *text = "";
    for (uint32_t c = 0; c < reading.grids[0]->column_count; c++) {
        text = text_format(arena, "%s%s%s", text, c ? "/" : "",
                           grid_text(reading.grids[0], row, c));
    }
    return text;
}

START_TEST(values_get_their_labels_and_columns_their_headings)
{
    write_table(formats[_i].begin, 4);
    ck_assert_msg(read_written(formats[_i].kind), "%s", refusal.sentence);
    ck_assert_uint_eq(reading.grids[0]->row_count, 5);
    ck_assert_str_eq(row_text(0), "REGION/SEX/Number of learners/MEANPAY");
    ck_assert_str_eq(row_text(1), formats[_i].has_labels ? "North/Female/100/21400.25"
                                                         : "North/1/100/21400.25");
    ck_assert_str_eq(row_text(2),
                     formats[_i].has_labels ? "North/Male/7/." : "North/2/7/.");
    ck_assert_uint_eq(reading.remark_count, 0);
}
END_TEST

/* Every prefix of the file, and every file with one byte turned: refused or read, no
 * more. */
START_TEST(damaged_files_are_refused_or_read_and_nothing_else)
{
    write_table(formats[_i].begin, 4);
    char original[sizeof(written)];
    const size_t length = written_length;
    memcpy(original, written, length);
    for (size_t i = 0; i < length; i += 1 + length / 400) {
        written_length = i;
        (void)read_written(formats[_i].kind);
        written_length = length;
        written[i] = (char)~written[i];
        if (!read_written(formats[_i].kind)) {
            ck_assert_ptr_nonnull(refusal.sentence);
            ck_assert_ptr_nonnull(refusal.hint);
        }
        memcpy(written, original, length);
    }
}
END_TEST

START_TEST(what_is_no_data_set_is_refused)
{
    static const char text[] = "region,n\nNorth,7\n";
    memcpy(written, text, sizeof(text));
    written_length = sizeof(text) - 1;
    ck_assert(!read_written(formats[_i].kind));
    ck_assert_ptr_nonnull(refusal.sentence);
    written_length = 0;
    ck_assert(!read_written(formats[_i].kind));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("read_stat");
    TCase *tests = tcase_create("read_stat");
    const int count = sizeof(formats) / sizeof(formats[0]);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, values_get_their_labels_and_columns_their_headings, 0,
                        count);
    tcase_add_loop_test(tests, damaged_files_are_refused_or_read_and_nothing_else, 0,
                        count);
    tcase_add_loop_test(tests, what_is_no_data_set_is_refused, 0, count);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
