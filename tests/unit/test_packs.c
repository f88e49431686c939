/* The shipped packs against docs/policies.tsv: each rule that was read is in a pack with
 * its number, or the table says why not. */
#include "base/file.h"
#include "base/text.h"
#include "policy/policy.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum column { BODY, RULE, PARAMETER, PACK, ID, KEY, VALUE, REASON, COLUMN_COUNT };

enum { LEAST_ROWS = 190, PACK_LIMIT = 80 };

static struct arena *arena;
static struct problems *problems;
static const struct policy *packs[PACK_LIMIT];
static size_t pack_count;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
    pack_count = 0;
}

static void tear_down(void)
{
    for (size_t i = 0; i < pack_count; i++) {
        policy_release(packs[i]);
    }
    arena_destroy(arena);
}

static const struct policy *pack(const char *id)
{
    for (size_t i = 0; i < pack_count; i++) {
        if (text_equals(packs[i]->id, id)) {
            return packs[i];
        }
    }
    ck_assert_uint_lt(pack_count, PACK_LIMIT);
    ck_assert_msg(policy_load(arena, id, &packs[pack_count], problems) == OUTCHECK_OK,
                  "%s cannot be loaded", id);
    return packs[pack_count++];
}

static const struct policy_rule *rule_of(const struct policy *policy, const char *id)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].id, id)) {
            return &policy->rules[i];
        }
    }
    ck_abort_msg("%s has no rule %s", policy->id, id);
    return NULL;
}

/* "50:25 250:50": the first bands of the rule. */
static const char *bands(const struct rounding_band *items, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        text = text_format(arena, "%s%s%.15g:%.15g", text, i ? " " : "", items[i].from,
                           items[i].base);
    }
    return text;
}

static const char *of_rule(const struct policy_rule *rule, const char *key)
{
    if (text_equals(key, "on")) {
        return rule->is_on ? "yes" : "no";
    }
    if (text_equals(key, "bands")) {
        return bands(rule->rounding.bands, rule->rounding.band_count);
    }
    if (text_equals(key, "percent-bands")) {
        return bands(rule->percent_bands, rule->percent_band_count);
    }
    if (text_equals(key, "method")) {
        return rule->rounding.method == ROUND_TO_MIDPOINT ? "midpoint" : "nearest";
    }
    return text_format(arena, "%g", policy_number(rule, key));
}

static const char *of_policy(const struct policy *policy, const char *key)
{
    if (text_starts_with(key, "symbol ")) {
        const struct symbol *symbol =
            symbol_find(&policy->symbols, key + strlen("symbol "));
        return symbol ? cell_state_name(symbol->state) : "not known";
    }
    for (size_t i = 0; i < policy->process.notice_count; i++) {
        if (text_starts_with(key, "notice ") &&
            text_equals(policy->process.notices[i].id, key + strlen("notice "))) {
            return text_format(arena, "%g", policy->process.notices[i].lead);
        }
    }
    const struct {
        const char *key;
        const char *value;
    } settings[] = {
        {"marker", policy->marker},
        {"recompute-totals", policy->recompute_totals ? "yes" : "no"},
        {"hide-parameters", policy->hides_parameters ? "yes" : "no"},
        {"checkers", text_format(arena, "%u", policy->process.checkers)},
        {"turnaround", text_format(arena, "%g", policy->process.turnaround)},
    };
    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        if (text_equals(settings[i].key, key)) {
            return settings[i].value;
        }
    }
    ck_abort_msg("no setting %s", key);
    return "";
}

/* The columns of one line; true when there are enough of them. */
static bool split(const char *line, size_t length, const char *columns[COLUMN_COUNT])
{
    const char *text = text_copy(arena, line, length);
    size_t count = 0;
    for (const char *at = text; count < COLUMN_COUNT; count++) {
        const size_t end = strcspn(at, "\t");
        columns[count] = text_copy(arena, at, end);
        if (!at[end]) {
            return count + 1 == COLUMN_COUNT;
        }
        at += end + 1;
    }
    return false;
}

static void check_row(const char *const columns[COLUMN_COUNT])
{
    if (columns[PACK][0] == '\0') {
        ck_assert_msg(columns[REASON][0] != '\0', "%s %s: neither pack nor reason",
                      columns[BODY], columns[RULE]);
        printf("not in a pack: %s, %s: %s\n", columns[BODY], columns[RULE],
               columns[REASON]);
        return;
    }
    const struct policy *policy = pack(columns[PACK]);
    const char *found = columns[ID][0]
                            ? of_rule(rule_of(policy, columns[ID]), columns[KEY])
                            : of_policy(policy, columns[KEY]);
    const bool is_list = strchr(columns[VALUE], ':') != NULL;
    ck_assert_msg(is_list ? text_starts_with(found, columns[VALUE])
                          : text_equals(found, columns[VALUE]),
                  "%s %s %s is %s, read was %s", columns[PACK], columns[ID], columns[KEY],
                  found, columns[VALUE]);
}

START_TEST(every_rule_that_was_read_is_in_a_pack_or_says_why_not)
{
    struct bytes bytes;
    ck_assert_int_eq(file_read(arena, OUTCHECK_SOURCE_DIR "/docs/policies.tsv", 1 << 20,
                               &bytes, problems),
                     OUTCHECK_OK);
    size_t rows = 0;
    const char *end = bytes.data + bytes.length;
    for (const char *line = bytes.data; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        const char *columns[COLUMN_COUNT];
        const bool is_row = line[0] != '#' && !text_starts_with(line, "body\t");
        if (is_row && stop > line) {
            ck_assert_msg(split(line, (size_t)(stop - line), columns), "bad row %zu",
                          rows);
            check_row(columns);
            rows++;
        }
        line = stop + 1;
    }
    ck_assert_uint_ge(rows, LEAST_ROWS);
}
END_TEST

/* One line for each number, or list of bands, that a pack states itself. */
static const char *numbers_of(const struct policy *policy, const char *text)
{
    const char *own = text_format(arena, "%s/", policy->id);
    for (size_t r = 0; r < policy->rule_count; r++) {
        const struct policy_rule *rule = &policy->rules[r];
        if (!text_starts_with(rule->full_id, own)) {
            continue;
        }
        for (size_t i = 0; i < KIND_PARAMETER_LIMIT && rule->kind->parameters[i].key;
             i++) {
            if (rule->is_set[i]) {
                text = text_format(arena, "%s%s\t%s\t%.10g\t%s\n", text, rule->full_id,
                                   rule->kind->parameters[i].key, rule->numbers[i],
                                   rule->number_sources[i].status);
            }
        }
        if (rule->rounding.band_count) {
            text = text_format(arena, "%s%s\tbands\t%s\n", text, rule->full_id,
                               bands(rule->rounding.bands, rule->rounding.band_count));
        }
        if (rule->percent_band_count) {
            text = text_format(arena, "%s%s\tpercent-bands\t%s\n", text, rule->full_id,
                               bands(rule->percent_bands, rule->percent_band_count));
        }
    }
    const struct policy_process *process = &policy->process;
    for (size_t i = 0; i < process->notice_count; i++) {
        text = text_format(arena, "%s%s\tnotice %s\t%g\n", text, policy->id,
                           process->notices[i].id, process->notices[i].lead);
    }
    return text_format(arena, "%s%s\tprocess\t%u %g\t%g %g\n", text, policy->id,
                       process->checkers, process->turnaround, policy->review_confidence,
                       policy->assess_confidence);
}

/* The text is that of the file, or takes its place (OUTCHECK_WRITE_NUMBERS=1). */
static void assert_is_file(const char *found, const char *path)
{
    struct bytes expected;
    if (getenv("OUTCHECK_WRITE_NUMBERS")) {
        ck_assert_int_eq(
            file_write(arena, path, (struct bytes){found, strlen(found)}, problems),
            OUTCHECK_OK);
    }
    ck_assert_int_eq(file_read(arena, path, 1 << 20, &expected, problems), OUTCHECK_OK);
    const char *wanted = text_copy(arena, expected.data, expected.length);
    size_t same = 0;
    while (found[same] && found[same] == wanted[same]) {
        same++;
    }
    while (same && found[same - 1] != '\n') {
        same--;
    }
    ck_assert_msg(text_equals(found, wanted), "found:    %.80s\nexpected: %.80s",
                  found + same, wanted + same);
}

/* A number of a pack changes on purpose or not at all: then this file changes with it
 * (OUTCHECK_WRITE_NUMBERS=1 writes it anew). */
START_TEST(no_number_of_a_pack_changes_unnoticed)
{
    const char *const *ids = NULL;
    size_t count = 0;
    const char *found = "";
    ck_assert_int_eq(policy_list(arena, &ids, &count, problems), OUTCHECK_OK);
    for (size_t i = 0; i < count; i++) {
        found = numbers_of(pack(ids[i]), found);
    }
    assert_is_file(found, OUTCHECK_SOURCE_DIR "/tests/unit/pack_numbers.tsv");
}
END_TEST

/* So does what a policy may write, and what holds where it writes nothing. */
START_TEST(no_bound_or_fallback_of_a_kind_changes_unnoticed)
{
    const struct rule_kind *kind = NULL;
    const char *found = "";
    for (size_t k = 0; (kind = rule_kind_at(k)) != NULL; k++) {
        for (size_t i = 0; i < KIND_PARAMETER_LIMIT && kind->parameters[i].key; i++) {
            const struct kind_parameter *one = &kind->parameters[i];
            found = text_format(arena, "%s%s\t%s\t%.15g\t%.15g\t%.15g\t%s\t%s\n", found,
                                kind->name, one->key, one->lowest, one->highest,
                                one->fallback, one->is_whole ? "whole" : "any",
                                one->is_required ? "required" : "may be left out");
        }
    }
    assert_is_file(found, OUTCHECK_SOURCE_DIR "/tests/unit/kind_numbers.tsv");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("packs");
    TCase *tests = tcase_create("packs");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, every_rule_that_was_read_is_in_a_pack_or_says_why_not);
    tcase_add_test(tests, no_number_of_a_pack_changes_unnoticed);
    tcase_add_test(tests, no_bound_or_fallback_of_a_kind_changes_unnoticed);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
