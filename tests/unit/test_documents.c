/* Web pages and LaTeX: tables as grids, the rest as text. Word files are fixtures. */
#include "base/text.h"
#include "ingest/read/reader.h"
#include "support/run_suite.h"

#include <check.h>

#include <string.h>

static struct arena *arena;
static struct reading reading;
static struct refusal refusal;

static void set_up(void)
{
    arena = arena_create(0);
    refusal = (struct refusal){0};
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static bool read_bytes(const char *kind, const char *text, size_t length)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){.path = "a", .location = "a", .kind = kind};
    reading = (struct reading){
        .arena = arena,
        .scratch = arena,
        .output = output,
        .bytes = {.data = text, .length = length},
    };
    return reader_find(kind)->read(&reading, &refusal);
}

/* "a/b | c/d" of a grid; running text: its lines that are not blank. */
static const char *grid_words(const struct grid *grid)
{
    const char *text = "";
    for (uint32_t r = 0; r < grid->row_count; r++) {
        for (uint32_t c = 0; c < grid->rows[r].count; c++) {
            text = text_format(arena, "%s%s%s", text,
                               c         ? "/"
                               : text[0] ? " | "
                                         : "",
                               grid->rows[r].texts[c]);
        }
    }
    return text;
}

static const char *all_words(void)
{
    const char *text = "";
    for (size_t i = 0; i < reading.grid_count; i++) {
        text = text_format(arena, "%s%s%s", text, i ? " || " : "",
                           grid_words(reading.grids[i]));
    }
    return text;
}

static const struct {
    const char *kind;
    const char *text;
    const char *words;
} documents[] = {
    {"html", "<p>Before</p><table><tr><th>region<th>n<tr><td>North<td>7</table><p>After",
     "region/n | North/7 || Before | After"},
    {"html",
     "<table><tr><th rowspan=2>region</th><th "
     "colspan=2>sex</th></tr><tr><th>F</th><th>M</th>"
     "</tr><tr><td>North</td><td>44</td><td>7</td></tr></table>",
     "region/sex/sex | /F/M | North/44/7 || "},
    {"html", "<table><tr><td>a</td><td colspan=2>7</td></tr></table>", "a/7/ || "},
    {"html", "<table><tr><td>outer<table><tr><td>x<td>7</table></td></tr></table>",
     "x/7 || outer"},
    {"html", "<pre>one\ntwo</pre>", "one | two"},
    {"html", "<p>a &amp; b &pound;5</p>",
     "a & b \xC2\xA3"
     "5"},
    {"tex",
     "Learners\n\\begin{tabular}{lrr}\n\\hline\nregion & F & M \\\\ \\hline\n"
     "North & 44 & 7 \\\\\n\\end{tabular}\nAfter\n",
     "region/F/M | North/44/7 || Learners | After"},
    {"tex",
     "\\begin{tabular}{lrr} & \\multicolumn{2}{c}{sex} \\\\ \\cmidrule(lr){2-3} "
     "x & 1\\,000 & 50\\% \\\\ \\end{tabular}",
     "/sex/sex | x/1000/50% || "},
    {"tex", "n = 5 % learners of id 7\n", "n = 5 % learners of id 7 || n (line 1)/5"},
};

START_TEST(tables_are_grids_and_the_rest_is_text)
{
    const char *text = documents[_i].text;
    ck_assert_msg(read_bytes(documents[_i].kind, text, strlen(text)), "%s",
                  refusal.sentence);
    ck_assert_str_eq(all_words(), documents[_i].words);
}
END_TEST

START_TEST(text_keeps_its_line)
{
    static const char text[] =
        "<html><body>\n<p>x</p>\n\n<p>/home/jdoe</p></body></html>";
    ck_assert(read_bytes("html", text, strlen(text)));
    ck_assert_str_eq(grid_text(reading.grids[0], 3, 0), "/home/jdoe");
}
END_TEST

START_TEST(scripts_drawings_and_files_read_in_are_remarked)
{
    static const char page[] = "<p>x<script>var d = [1, 7]</script>";
    ck_assert(read_bytes("html", page, strlen(page)));
    ck_assert_uint_eq(reading.remark_count, 1);
    ck_assert_int_eq(reading.remarks[0].kind, REMARK_FILE_TYPE);
    static const char tex[] = "\\input{table1}\n";
    ck_assert(read_bytes("tex", tex, strlen(tex)));
    ck_assert_uint_eq(reading.remark_count, 1);
    ck_assert_int_eq(reading.remarks[0].kind, REMARK_NOT_UNDERSTOOD);
}
END_TEST

START_TEST(what_is_larger_than_a_table_is_refused)
{
    const char *row = "<table><tr><td colspan=1999>x</table>";
    ck_assert(read_bytes("html", row, strlen(row)));
    row = "<table><tr><td colspan=1999>x<td colspan=1999>y</table>";
    ck_assert(!read_bytes("html", row, strlen(row)));
    ck_assert_ptr_nonnull(refusal.sentence);
    char deep[40000] = "";
    for (size_t i = 0; i + 20 < sizeof(deep); i += 15) {
        static const char open[] = "<table><tr><td>";
        memcpy(deep + i, open, sizeof(open));
    }
    (void)read_bytes("html", deep, strlen(deep));
}
END_TEST

START_TEST(what_is_no_document_is_refused)
{
    static const char *const kinds[] = {"docx", "odt"};
    ck_assert(!read_bytes(kinds[_i], "PK\x03\x04 no archive", 15));
    ck_assert_ptr_nonnull(refusal.sentence);
    ck_assert_ptr_nonnull(refusal.hint);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("documents");
    TCase *tests = tcase_create("documents");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, tables_are_grids_and_the_rest_is_text, 0,
                        sizeof(documents) / sizeof(documents[0]));
    tcase_add_test(tests, text_keeps_its_line);
    tcase_add_test(tests, scripts_drawings_and_files_read_in_are_remarked);
    tcase_add_test(tests, what_is_larger_than_a_table_is_refused);
    tcase_add_loop_test(tests, what_is_no_document_is_refused, 0, 2);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
