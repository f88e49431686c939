#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, for setrlimit */
/*
 * The log: what is added stands there, and whatever was changed since is found.
 */
#include "base/process.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "support/run_suite.h"
#include "support/scratch_folder.h"

#include <check.h>

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static struct arena *arena;
static struct problems *problems;
static struct log_book book;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
    scratch_folder_enter();
}

static void tear_down(void)
{
    scratch_folder_leave();
    arena_destroy(arena);
}

static enum outcheck_status add(int64_t number)
{
    const struct log_detail details[] = {
        {.key = "fail", .count = number},
        {.key = "policy", .text = "ons-srs"},
    };
    const struct log_event event = {
        .name = "scan",
        .object = "report \"one\"\n.xlsx",
        .details = details,
        .detail_count = 2,
    };
    return log_append("work", &event, problems);
}

static void add_many(int64_t count)
{
    for (int64_t i = 1; i <= count; i++) {
        ck_assert_int_eq(add(i), OUTCHECK_OK);
    }
}

static void read_book(void)
{
    ck_assert_int_eq(log_read(arena, "work", &book, problems), OUTCHECK_OK);
}

START_TEST(what_was_added_is_read_back)
{
    read_book();
    ck_assert_uint_eq(book.count + book.fault_count, 0);
    add_many(3);
    read_book();
    ck_assert_uint_eq(book.count, 3);
    ck_assert_uint_eq(book.fault_count, 0);
    const struct log_entry *last = log_last(&book, "scan");
    ck_assert_uint_eq(last->number, 3);
    ck_assert_str_eq(last->event.object, "report \"one\"\n.xlsx");
    ck_assert_int_eq(log_find_detail(last, "fail")->count, 3);
    ck_assert_str_eq(log_find_detail(last, "policy")->text, "ons-srs");
    ck_assert_str_eq(last->hash, book.head);
    ck_assert_ptr_null(log_last(&book, "release"));
    ck_assert_ptr_null(log_find_detail(last, "review"));
}
END_TEST

/* The log's lines, with their new lines. */
static const char *lines[8];

static void read_lines(void)
{
    const char *text = scratch_read(arena, "work/" LOG_NAME);
    for (size_t i = 0; *text; i++) {
        const size_t length = strcspn(text, "\n") + 1;
        lines[i] = text_copy(arena, text, length);
        text += length;
    }
}

/* The log again, of those lines: a digit each, from 1. */
static void write_lines(const char *order)
{
    const char *text = "";
    for (; *order; order++) {
        text = text_format(arena, "%s%s", text, lines[*order - '1']);
    }
    scratch_write(arena, "work/" LOG_NAME, text);
}

static const struct {
    const char *order; /* of the four lines that were written */
    enum log_fault_kind kind;
    size_t line;
    const char *sentence;
} damages[] = {
    {"134", LOG_MISSING, 2, "event 2 is missing"},
    {"14", LOG_MISSING, 2, "events 2 to 3 are missing"},
    {"234", LOG_MISSING, 1, "event 1 is missing"},
    {"123", LOG_CUT, 3, "event 4 is missing at the end"},
    {"12", LOG_CUT, 2, "events 3 to 4 are missing at the end"},
    {"", LOG_CUT, 0, "events 1 to 4 are missing at the end"},
    {"1324", LOG_ORDER, 3, "event 2 stands in the wrong place"},
    {"1243", LOG_ORDER, 4, "event 3 stands in the wrong place"},
    {"12344", LOG_ORDER, 5, "event 4 stands in the wrong place"},
};

START_TEST(lines_that_are_missing_or_out_of_order_are_found)
{
    add_many(4);
    read_lines();
    write_lines(damages[_i].order);
    read_book();
    ck_assert_uint_gt(book.fault_count, 0);
    ck_assert_int_eq(book.faults[0].kind, damages[_i].kind);
    ck_assert_uint_eq(book.faults[0].line, damages[_i].line);
    ck_assert_str_eq(book.faults[0].sentence, damages[_i].sentence);
}
END_TEST

START_TEST(nothing_is_added_to_a_log_that_lost_its_end)
{
    add_many(4);
    read_lines();
    write_lines(_i == 0 ? "123" : _i == 1 ? "12" : "");
    ck_assert_int_eq(add(5), OUTCHECK_ERROR_INPUT);
    ck_assert_uint_eq(problems->count, 1);
}
END_TEST

START_TEST(a_change_of_any_byte_is_found)
{
    add_many(3);
    const char *whole = scratch_read(arena, "work/" LOG_NAME);
    const size_t length = strlen(whole);
    for (size_t i = 0; i < length; i++) {
        const char *text = text_format(arena, "%.*s%c%s", (int)i, whole,
                                       whole[i] == '7' ? '8' : '7', whole + i + 1);
        scratch_write(arena, "work/" LOG_NAME, text);
        read_book();
        ck_assert_uint_gt(book.fault_count, 0);
    }
    scratch_write(arena, "work/" LOG_NAME, whole);
    read_book();
    ck_assert_uint_eq(book.fault_count, 0);
}
END_TEST

START_TEST(a_changed_last_line_is_not_built_upon)
{
    add_many(2);
    const char *whole = scratch_read(arena, "work/" LOG_NAME);
    const char *word = strstr(strchr(whole, '\n'), "scan");
    scratch_write(arena, "work/" LOG_NAME,
                  text_format(arena, "%.*sS%s", (int)(word - whole), whole, word + 1));
    ck_assert_int_eq(add(3), OUTCHECK_ERROR_INPUT);
}
END_TEST

START_TEST(a_head_that_is_missing_or_foreign_is_found)
{
    add_many(3);
    const char *head = scratch_read(arena, "work/" LOG_NAME ".head");
    file_remove("work/" LOG_NAME ".head");
    read_book();
    ck_assert_int_eq(book.faults[0].kind, LOG_HEAD);
    ck_assert_int_eq(add(4), OUTCHECK_ERROR_INPUT);
    scratch_write(arena, "work/" LOG_NAME ".head", text_format(arena, "3 %064d\n", 0));
    read_book();
    ck_assert_int_eq(book.faults[0].kind, LOG_HEAD);
    scratch_write(arena, "work/" LOG_NAME ".head", "3\n");
    read_book();
    ck_assert_int_eq(book.faults[0].kind, LOG_HEAD);
    scratch_write(arena, "work/" LOG_NAME ".head", head);
    read_book();
    ck_assert_uint_eq(book.fault_count, 0);
}
END_TEST

/* A program can be killed after any byte of its line, and before it writes the head. */
START_TEST(a_kill_after_any_byte_is_mended_and_told)
{
    add_many(2);
    const char *two = scratch_read(arena, "work/" LOG_NAME);
    const char *head = scratch_read(arena, "work/" LOG_NAME ".head");
    add_many(1);
    const char *three = scratch_read(arena, "work/" LOG_NAME);
    for (size_t length = strlen(two); length <= strlen(three); length++) {
        scratch_write(arena, "work/" LOG_NAME, text_copy(arena, three, length));
        scratch_write(arena, "work/" LOG_NAME ".head", head);
        const size_t part = length - strlen(two);
        const bool is_whole = length + 1 >= strlen(three);
        read_book();
        ck_assert_uint_eq(book.fault_count, part && length < strlen(three) ? 1 : 0);
        ck_assert_int_eq(add(9), OUTCHECK_OK);
        read_book();
        ck_assert_uint_eq(book.fault_count, 0);
        ck_assert_uint_eq(book.count, part ? 4 : 3);
        const struct log_entry *repair = log_last(&book, "repair");
        ck_assert_int_eq(repair != NULL, part && !is_whole);
        if (repair) {
            ck_assert_int_eq(log_find_detail(repair, "bytes")->count, (int64_t)part);
        }
    }
}
END_TEST

/* A program that is killed between line and head, twice in a row, must not leave a head
 * that is two lines behind: it is written before anything is added, here before an event
 * that is refused. */
START_TEST(a_head_that_is_behind_is_written_before_the_next_line)
{
    static char text[1000];
    struct log_detail details[20];
    memset(text, '\x01', sizeof(text) - 1); /* six letters each in JSON */
    for (size_t i = 0; i < 20; i++) {
        details[i] =
            (struct log_detail){.key = text_format(arena, "%zu", i), .text = text};
    }
    const struct log_event too_long = {
        .name = "scan", .details = details, .detail_count = 20};
    add_many(2);
    const char *head = scratch_read(arena, "work/" LOG_NAME ".head");
    add_many(1);
    const char *wanted = scratch_read(arena, "work/" LOG_NAME ".head");
    scratch_write(arena, "work/" LOG_NAME ".head", head);
    ck_assert_int_eq(log_append("work", &too_long, problems), OUTCHECK_ERROR_INPUT);
    ck_assert_str_eq(scratch_read(arena, "work/" LOG_NAME ".head"), wanted);
    read_book();
    ck_assert(book.fault_count == 0 && log_is_sound(&book));
    scratch_write(
        arena, "work/" LOG_NAME,
        text_format(arena, "%s{\"n\":4", scratch_read(arena, "work/" LOG_NAME)));
    read_book();
    ck_assert(book.fault_count == 1 && log_is_sound(&book));
    scratch_write(arena, "work/" LOG_NAME ".head", "3\n");
    read_book();
    ck_assert(!log_is_sound(&book));
}
END_TEST

enum { WRITERS = 8, EVENTS_EACH = 20 };

static void write_events(void *context, size_t index)
{
    (void)context;
    for (int i = 0; i < EVENTS_EACH; i++) {
        if (add((int64_t)index) != OUTCHECK_OK) {
            abort();
        }
    }
}

START_TEST(many_writers_at_once_lose_nothing)
{
    enum process_outcome outcomes[WRITERS];
    const struct process_limits limits = {.workers = WRITERS};
    process_run(&limits, WRITERS, write_events, NULL, outcomes);
    for (size_t i = 0; i < WRITERS; i++) {
        ck_assert_int_eq(outcomes[i], PROCESS_DONE);
    }
    read_book();
    ck_assert_uint_eq(book.fault_count, 0);
    ck_assert_uint_eq(book.count, (size_t)WRITERS * EVENTS_EACH);
}
END_TEST

/* A limit on the size of files stands for a full disk. It holds for this whole program:
 * nothing is asserted while it does, for the test suite writes files of its own. */
static enum outcheck_status add_with_room(rlim_t bytes)
{
    struct rlimit usual = {0};
    (void)getrlimit(RLIMIT_FSIZE, &usual);
    const struct rlimit small = {.rlim_cur = bytes, .rlim_max = usual.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    (void)setrlimit(RLIMIT_FSIZE, &small);
    const enum outcheck_status status = add(4);
    (void)setrlimit(RLIMIT_FSIZE, &usual);
    return status;
}

START_TEST(a_full_disk_leaves_the_log_as_it_was)
{
    add_many(3);
    const char *before = scratch_read(arena, "work/" LOG_NAME);
    for (rlim_t room = 0; room < 200; room += 40) {
        ck_assert_int_eq(add_with_room(strlen(before) + room), OUTCHECK_ERROR_INPUT);
        ck_assert_str_eq(scratch_read(arena, "work/" LOG_NAME), before);
    }
    ck_assert_int_eq(add(4), OUTCHECK_OK);
    read_book();
    ck_assert_uint_eq(book.count, 4);
    ck_assert_uint_eq(book.fault_count, 0);
}
END_TEST

START_TEST(a_name_that_is_no_utf_8_or_too_long_is_logged_all_the_same)
{
    char name[4000];
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    struct log_event event = {.name = "scan", .object = name};
    ck_assert_int_eq(log_append("work", &event, problems), OUTCHECK_OK);
    event.object = "caf\xe9.csv";
    ck_assert_int_eq(log_append("work", &event, problems), OUTCHECK_OK);
    read_book();
    ck_assert_uint_eq(strlen(book.entries[0].event.object), 1024);
    ck_assert_str_eq(book.entries[1].event.object, "caf?.csv");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("event log");
    TCase *cases = tcase_create("event log");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, what_was_added_is_read_back);
    tcase_add_loop_test(cases, lines_that_are_missing_or_out_of_order_are_found, 0,
                        sizeof(damages) / sizeof(damages[0]));
    tcase_add_loop_test(cases, nothing_is_added_to_a_log_that_lost_its_end, 0, 3);
    tcase_add_test(cases, a_change_of_any_byte_is_found);
    tcase_add_test(cases, a_changed_last_line_is_not_built_upon);
    tcase_add_test(cases, a_head_that_is_missing_or_foreign_is_found);
    tcase_add_test(cases, a_head_that_is_behind_is_written_before_the_next_line);
    tcase_add_test(cases, a_kill_after_any_byte_is_mended_and_told);
    tcase_add_test(cases, many_writers_at_once_lose_nothing);
    tcase_add_test(cases, a_full_disk_leaves_the_log_as_it_was);
    tcase_add_test(cases, a_name_that_is_no_utf_8_or_too_long_is_logged_all_the_same);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
