/* Bytes become UTF-8, or are refused with their place. */
#include "ingest/read/encoding.h"
#include "support/run_suite.h"

#include <check.h>

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

#define BYTES(text)                                                                      \
    {                                                                                    \
        (text), sizeof(text) - 1                                                         \
    }

static const struct {
    struct bytes bytes;
    const char *text;
    const char *encoding;
} good[] = {
    {BYTES(""), "", "UTF-8"},
    {BYTES("a,b\n"), "a,b\n", "UTF-8"},
    {BYTES("\xEF\xBB\xBF"
           "a,\xC2\xA3"),
     "a,\xC2\xA3", "UTF-8"},
    {BYTES("\xC2\xA3"
           "5"),
     "\xC2\xA3"
     "5",
     "UTF-8"},
    {BYTES("\xA3"
           "5"),
     "\xC2\xA3"
     "5",
     "Windows-1252"},
    {BYTES("\x80\x96\xE9"), "\xE2\x82\xAC\xE2\x80\x93\xC3\xA9", "Windows-1252"},
    {BYTES("a\x81"
           "b"),
     "a\xEF\xBF\xBD"
     "b",
     "Windows-1252"},
    {BYTES("\xFF\xFE"
           "a\0\xA3\0"),
     "a\xC2\xA3", "UTF-16 LE"},
    {BYTES("\xFE\xFF\0a\0\xA3"), "a\xC2\xA3", "UTF-16 BE"},
    {BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "\xF0\x9F\x98\x80", "UTF-16 LE"},
    {BYTES("\xFF\xFE\x3D\xD8"
           "a\0"),
     "\xEF\xBF\xBD"
     "a",
     "UTF-16 LE"},
    {BYTES("\xFF\xFE"
           "a\0"
           "b"),
     "a\xEF\xBF\xBD", "UTF-16 LE"},
    {BYTES("\xFF\xFE"), "", "UTF-16 LE"},
    {BYTES("\xC2\xA3\xC3\xA9\xA3"), "\xC2\xA3\xC3\xA9\xC2\xA3",
     "UTF-8 with 1 bytes of Windows-1252"},
    {BYTES("caf\xC3"), "caf\xC3\x83", "Windows-1252"}, /* a sequence cut short */
    {BYTES("\xED\xA0\x80"), "\xC3\xAD\xC2\xA0\xE2\x82\xAC",
     "Windows-1252"}, /* surrogate */
};

START_TEST(text_comes_out_as_utf8)
{
    struct decoded decoded;
    struct refusal refusal;
    ck_assert(encoding_decode(arena, good[_i].bytes, &decoded, &refusal));
    ck_assert_uint_eq(decoded.length, strlen(good[_i].text));
    ck_assert_int_eq(memcmp(decoded.text, good[_i].text, decoded.length), 0);
    ck_assert_str_eq(decoded.encoding, good[_i].encoding);
    ck_assert_ptr_null(refusal.sentence);
}
END_TEST

static const struct {
    struct bytes bytes;
    size_t line;
    size_t column;
    const char *words; /* in the sentence or the hint */
} bad[] = {
    {BYTES("\0"), 1, 1, "NUL"},
    {BYTES("ab\ncd\0e, and so on and so on"), 2, 3, "NUL"},
    {BYTES("ab\r\nc\xC2\xA3\0e, and so on"), 2, 3, "NUL"},
    {BYTES("ab\rcd\r\0"), 3, 1, "NUL"},
    {BYTES("a\0b\0c\0"), 1, 2, "UTF-16 without its mark"},
    {BYTES("\xFF\xFE"
           "a\0\n\0\0\0"),
     2, 1, "NUL"},
    {BYTES("\xFF\xFE\0\0a\0\0\0"), 0, 0, "UTF-32"},
};

START_TEST(what_is_no_text_is_refused_with_its_place)
{
    struct decoded decoded;
    struct refusal refusal;
    ck_assert(!encoding_decode(arena, bad[_i].bytes, &decoded, &refusal));
    ck_assert_uint_eq(refusal.line, bad[_i].line);
    ck_assert_uint_eq(refusal.column, bad[_i].column);
    ck_assert_msg(strstr(refusal.sentence, bad[_i].words) ||
                      strstr(refusal.hint, bad[_i].words),
                  "%s / %s", refusal.sentence, refusal.hint);
}
END_TEST

static struct bytes long_line(size_t length)
{
    char *text = malloc(length + 5);
    ck_assert_ptr_nonnull(text);
    memset(text, 'a', length + 4);
    memcpy(text, "x\r\n", 3);
    text[3 + length] = '\n';
    text[4 + length] = '\0';
    return (struct bytes){.data = text, .length = length + 4};
}

START_TEST(a_line_longer_than_the_limit_is_refused_with_its_place)
{
    struct decoded decoded;
    struct refusal refusal;
    const struct bytes longest = long_line(LINE_BYTE_LIMIT);
    ck_assert(encoding_decode(arena, longest, &decoded, &refusal));
    const struct bytes too_long = long_line((size_t)LINE_BYTE_LIMIT + 1);
    ck_assert(!encoding_decode(arena, too_long, &decoded, &refusal));
    ck_assert_uint_eq(refusal.line, 2);
    ck_assert_str_eq(refusal.sentence, "line 2 is longer than 100 MB");
    /* The bytes are ours alone; nothing decoded is used from here on. */
    union {
        const char *kept;
        char *given;
    } first = {longest.data}, second = {too_long.data};
    free(first.given);
    free(second.given);
}
END_TEST

START_TEST(good_text_is_not_copied)
{
    const struct bytes bytes = BYTES("\xEF\xBB\xBF"
                                     "a");
    struct decoded decoded;
    struct refusal refusal;
    ck_assert(encoding_decode(arena, bytes, &decoded, &refusal));
    ck_assert_ptr_eq(decoded.text, bytes.data + 3);
}
END_TEST

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void)
{
    Suite *suite = suite_create("encoding");
    TCase *cases = tcase_create("encoding");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, text_comes_out_as_utf8, 0, COUNT_OF(good));
    tcase_add_loop_test(cases, what_is_no_text_is_refused_with_its_place, 0,
                        COUNT_OF(bad));
    tcase_add_test(cases, a_line_longer_than_the_limit_is_refused_with_its_place);
    tcase_add_test(cases, good_text_is_not_copied);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
