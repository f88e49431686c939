/* Policies: what the shipped packs say, how overlays change their base, what patterns
 * hit. */
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "policy/pattern.h"
#include "policy/policy.h"
#include "support/run_suite.h"
#include "support/scratch_folder.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;
static struct problems *problems;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const struct policy *load(const char *name)
{
    const struct policy *policy = NULL;
    const enum outcheck_status status = policy_load(arena, name, &policy, problems);
    ck_assert_msg(status == OUTCHECK_OK, "%s: %s", name,
                  problems->count ? problem_render(arena, &problems->items[0]) : "");
    return policy;
}

/* Writes a policy into the scratch folder and loads it. */
static const struct policy *load_text(const char *text)
{
    const char *path = "./policy-of-test.yaml";
    const struct bytes bytes = {text, strlen(text)};
    ck_assert_int_eq(file_write(arena, path, bytes, problems), OUTCHECK_OK);
    return load(path);
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

static const char *const shipped[] = {"abs",
                                      "acro",
                                      "cms",
                                      "common",
                                      "datashield",
                                      "dfe-csc",
                                      "dfe-e2e",
                                      "dfe-fe-2017",
                                      "dfe-fe-2022",
                                      "dfe-ilr",
                                      "dfe-labour-market",
                                      "dfe-leo",
                                      "dfe-publication",
                                      "dwp",
                                      "ees-structure",
                                      "essnet-dwb",
                                      "fsrdc",
                                      "gss-admin",
                                      "hesa",
                                      "hmrc",
                                      "hrs",
                                      "iab-fdz",
                                      "idbr",
                                      "idbr-eul",
                                      "idbr-eul-strict",
                                      "idbr-strict",
                                      "leo-srs",
                                      "nes",
                                      "nhs-hes",
                                      "nisra",
                                      "ofqual",
                                      "ofs",
                                      "ons-10-5",
                                      "ons-births-deaths",
                                      "ons-srs",
                                      "opensafely",
                                      "opensafely-midpoint6",
                                      "scottish-schools",
                                      "sdclog",
                                      "sdctable-defaults",
                                      "sport-england",
                                      "statcan-dad",
                                      "statistics-denmark",
                                      "ucas",
                                      "ukllc",
                                      "us-census-drb"};

START_TEST(the_shipped_packs_are_listed_in_order)
{
    const char *const *ids = NULL;
    size_t count = 0;
    ck_assert_int_eq(policy_list(arena, &ids, &count, problems), OUTCHECK_OK);
    ck_assert_uint_eq(count, COUNT_OF(shipped));
    for (size_t i = 0; i < count; i++) {
        ck_assert_str_eq(ids[i], shipped[i]);
    }
}
END_TEST

START_TEST(a_shipped_pack_says_who_it_is)
{
    const struct policy *policy = load(shipped[_i]);
    ck_assert_str_eq(policy->id, shipped[_i]);
    ck_assert(*policy->title && *policy->version && *policy->owner && *policy->summary);
    ck_assert(*policy->valid_from);
    ck_assert_uint_eq(strlen(policy->sha256), 64);
    ck_assert(policy->assess_confidence < policy->review_confidence);
    const struct symbol *marker = symbol_find(&policy->symbols, policy->marker);
    ck_assert(marker && marker->state == CELL_HIDDEN);
    policy_release(policy);
}
END_TEST

static void check_source(const struct policy_rule *rule, const struct source *source)
{
    ck_assert_msg(*source->title && *source->address && *source->status,
                  "%s does not say where it comes from", rule->full_id);
}

START_TEST(a_shipped_rule_says_why_what_to_do_and_where_each_number_comes_from)
{
    const struct policy *policy = load(shipped[_i]);
    ck_assert_uint_gt(policy->rule_count, 10);
    for (size_t r = 0; r < policy->rule_count; r++) {
        const struct policy_rule *rule = &policy->rules[r];
        ck_assert_msg(*rule->why && rule->remedy_count, "%s", rule->full_id);
        check_source(rule, &rule->source);
        for (size_t i = 0; i < KIND_PARAMETER_LIMIT && rule->kind->parameters[i].key;
             i++) {
            if (rule->is_set[i]) {
                check_source(rule, &rule->number_sources[i]);
            }
        }
    }
    policy_release(policy);
}
END_TEST

START_TEST(an_unconfirmed_rule_never_fails_an_output)
{
    const struct policy *policy = load(shipped[_i]);
    for (size_t r = 0; r < policy->rule_count; r++) {
        const struct policy_rule *rule = &policy->rules[r];
        const bool is_unconfirmed = text_equals(rule->source.status, "unconfirmed");
        ck_assert_msg(!(is_unconfirmed && rule->is_on && rule->severity == SEVERITY_FAIL),
                      "%s", rule->full_id);
    }
    policy_release(policy);
}
END_TEST

START_TEST(rules_stand_in_the_order_of_their_codes)
{
    const struct policy *policy = load(shipped[_i]);
    for (size_t r = 1; r < policy->rule_count; r++) {
        ck_assert_int_le(strcmp(policy->rules[r - 1].code, policy->rules[r].code), 0);
    }
    policy_release(policy);
}
END_TEST

START_TEST(leo_srs_tells_dfe_72_hours_before)
{
    const struct policy *policy = load("leo-srs");
    const struct policy_process *process = &policy->process;
    ck_assert_uint_eq(process->notice_count, 1);
    ck_assert_str_eq(process->notices[0].recipient, "data.sharing@education.gov.uk");
    ck_assert(process->notices[0].lead == 72 && process->notices[0].unit == LEAD_HOURS);
    ck_assert_str_eq(process->notices[0].source.status, "confirmed");
    ck_assert_uint_eq(process->checkers, 2);
    ck_assert_str_eq(process->checkers_source.status, "unconfirmed");
    ck_assert(process->turnaround == 5 && !process->may_review_own);
    ck_assert_int_eq(process->review, REVIEW_MODE_NOT_STATED);
    ck_assert_int_eq(process->reason, REASON_MODE_UNLESS_PASSED);
    ck_assert_str_eq(process->reason_source.status, "unconfirmed");
    policy_release(policy);
}
END_TEST

/* What must not differ between the base of most packs and ons-srs. */
START_TEST(patterns_of_the_common_base_are_those_of_ons_srs)
{
    static const char *const rules[] = {"person-identifier", "organisation-identifier",
                                        "small-area", "environment", "record-level"};
    const struct policy *common = load("common");
    const struct policy *srs = load("ons-srs");
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        const struct policy_rule *one = rule_of(common, rules[i]);
        const struct policy_rule *other = rule_of(srs, rules[i]);
        const struct pattern_list *lists[][2] = {{&one->names, &other->names},
                                                 {&one->labels, &other->labels},
                                                 {&one->values, &other->values}};
        for (size_t l = 0; l < COUNT_OF(lists); l++) {
            ck_assert_uint_eq(lists[l][0]->count, lists[l][1]->count);
            for (size_t k = 0; k < lists[l][0]->count; k++) {
                ck_assert_str_eq(lists[l][0]->items[k].written,
                                 lists[l][1]->items[k].written);
            }
        }
    }
    ck_assert_uint_eq(common->symbols.count, srs->symbols.count);
    policy_release(common);
    policy_release(srs);
}
END_TEST

START_TEST(an_appetite_of_acro_is_an_overlay)
{
    const char *path = "./config-of-test.json";
    static const char text[] =
        "{\"safe_threshold\": 14, \"safe_dof_threshold\": 12, \"safe_nk_n\": 1,\n"
        " \"safe_nk_k\": 0.85, \"safe_pratio_p\": 0.2, \"check_missing_values\": false,"
        " \"survival_safe_threshold\": 11, \"zeros_are_disclosive\": false,"
        " \"safe_round_base\": 10, \"blocked_extensions\": [\".svg\"]}";
    ck_assert_int_eq(
        file_write(arena, path, (struct bytes){text, strlen(text)}, problems),
        OUTCHECK_OK);
    const struct policy *policy = load("config-of-test.json");
    static const struct {
        const char *id;
        const char *key;
        double value;
    } expected[] = {
        {"minimum-count", "minimum", 14},
        {"percent-base", "minimum-base", 14},
        {"differencing", "minimum", 14},
        {"recoverable", "minimum", 14},
        {"hidden-sum", "minimum", 14},
        {"gives-back-count", "minimum", 14},
        {"degrees-of-freedom", "minimum", 12},
        {"dominance-nk", "n", 1},
        {"dominance-nk", "k", 85},
        {"dominance-p", "p", 20},
        {"survival-step", "minimum", 11},
        {"not-rounded", "base", 10},
    };
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        ck_assert_double_eq(
            policy_number(rule_of(policy, expected[i].id), expected[i].key),
            expected[i].value);
    }
    ck_assert(!rule_of(policy, "zero")->is_on);
    ck_assert_str_eq(policy->stack[1], "acro");
    ck_assert_str_eq(rule_of(policy, "minimum-count")->full_id,
                     "acro-appetite/minimum-count");
    ck_assert_str_eq(rule_of(policy, "minimum-count")->number_sources[0].title,
                     "risk appetite in config-of-test.json");
    policy_release(policy);
}
END_TEST

START_TEST(an_overlay_changes_a_notice_and_adds_another)
{
    const struct policy *policy =
        load_text("id: a\nextends: leo-srs\nprocess:\n  checkers: 3\n  review: blind\n"
                  "  reason: always\n"
                  "  notices:\n    - {id: dfe, lead: 96, unit: hours, recipient: x}\n"
                  "    - {id: hmrc, lead: 10, unit: working-days, recipient: HMRC}\n");
    const struct policy_process *process = &policy->process;
    ck_assert_uint_eq(process->notice_count, 2);
    ck_assert(process->notices[0].lead == 96);
    ck_assert_str_eq(process->notices[0].source.status, "unconfirmed");
    ck_assert_int_eq(process->notices[1].unit, LEAD_WORKING_DAYS);
    ck_assert_uint_eq(process->checkers, 3);
    ck_assert_str_eq(process->checkers_source.title, "not stated in a");
    ck_assert_int_eq(process->review, REVIEW_MODE_BLIND);
    ck_assert_int_eq(process->reason, REASON_MODE_ALWAYS);
    ck_assert(process->turnaround == 5);
    policy_release(policy);
}
END_TEST

START_TEST(ons_srs_asks_for_ten_and_says_from_where)
{
    const struct policy *policy = load("ons-srs");
    const struct policy_rule *rule = policy_find_kind(policy, "minimum-count");
    ck_assert_ptr_nonnull(rule);
    ck_assert_double_eq(policy_number(rule, "minimum"), 10);
    ck_assert_str_eq(rule->code, "T101");
    ck_assert_str_eq(rule->full_id, "ons-srs/minimum-count");
    ck_assert_int_eq(rule->severity, SEVERITY_FAIL);
    ck_assert_str_eq(rule->source.status, "confirmed");
    ck_assert(policy_rule_applies(rule, CLASS_FREQUENCIES));
    ck_assert(!policy_rule_applies(rule, CLASS_LINEAR_AGGREGATIONS));
    ck_assert(!policy_rule_applies(rule, CLASS_COUNT));
    ck_assert_double_eq(policy_number(policy_find_kind(policy, "largest-share"), "share"),
                        43.75);
    ck_assert_ptr_nonnull(policy_find_kind(policy, "zero"));
    ck_assert_ptr_null(policy_find_kind(policy, "not-rounded"));
    policy_release(policy);
}
END_TEST

START_TEST(leo_srs_permits_zeros_and_keeps_the_rest_of_its_base)
{
    const struct policy *policy = load("leo-srs");
    ck_assert_ptr_null(policy_find_kind(policy, "zero"));
    const struct policy_rule *zero = rule_of(policy, "zero");
    ck_assert_str_eq(zero->full_id, "leo-srs/zero");
    ck_assert_str_eq(zero->source.status, "second-hand");
    ck_assert_str_eq(rule_of(policy, "whole-group")->full_id, "ons-srs/whole-group");
    const struct policy_rule *count = rule_of(policy, "minimum-count");
    ck_assert_double_eq(policy_number(count, "minimum"), 10);
    ck_assert_str_eq(count->number_sources[0].status, "confirmed");
    ck_assert_int_eq(rule_of(policy, "organisation-identifier")->severity, SEVERITY_FAIL);
    ck_assert_uint_eq(policy->stack_count, 2);
    ck_assert_str_eq(policy->stack[0], "ons-srs");
    ck_assert_str_eq(policy->stack[1], "leo-srs");
    policy_release(policy);
}
END_TEST

START_TEST(dfe_publication_has_no_rule_about_organisations)
{
    const struct policy *policy = load("dfe-publication");
    ck_assert_ptr_null(policy_find_kind(policy, "organisation-identifier"));
    ck_assert_ptr_null(policy_find_kind(policy, "minimum-organisations"));
    const struct policy_rule *rounding = policy_find_kind(policy, "not-rounded");
    ck_assert_double_eq(policy_number(rounding, "base"), 5);
    ck_assert_double_eq(policy_number(rounding, "money-step"), 100);
    policy_release(policy);
}
END_TEST

START_TEST(hesa_rounds_to_five_and_hides_small_bases)
{
    const struct policy *policy = load("hesa");
    ck_assert_double_eq(policy_number(policy_find_kind(policy, "not-rounded"), "base"),
                        5);
    const struct policy_rule *base = policy_find_kind(policy, "percent-base");
    ck_assert_double_eq(policy_number(base, "minimum-base"), 22.5);
    ck_assert_double_eq(policy_number(base, "minimum-average"), 8);
    ck_assert(!policy_number_is_set(base, "minimum-numerator"));
    ck_assert_str_eq(policy->marker, "..");
    policy_release(policy);
}
END_TEST

START_TEST(the_hash_is_that_of_the_files_base_first)
{
    const struct policy *policy = load("leo-srs");
    const char *all = "";
    for (size_t i = 0; i < policy->stack_count; i++) {
        struct bytes bytes = {0};
        ck_assert_int_eq(
            file_read(arena, policy->stack_files[i], 1 << 20, &bytes, problems),
            OUTCHECK_OK);
        all = text_format(arena, "%s%s", all, bytes.data);
    }
    ck_assert_str_eq(policy->sha256, hash_sha256(arena, all, strlen(all)));
    policy_release(policy);
}
END_TEST

START_TEST(an_overlay_changes_adds_and_switches_off)
{
    const struct policy *policy =
        load_text("id: mine\n"
                  "extends: ons-srs\n"
                  "symbols: {q: hidden, u: not-available}\n"
                  "marker: q\n"
                  "rules:\n"
                  "  - {id: minimum-count, minimum: 20}\n"
                  "  - {id: whole-group, off: yes}\n"
                  "  - {id: not-rounded, off: no, base: 10}\n"
                  "  - {id: more, kind: whole-group, share: 90, severity: info}\n");
    const struct policy_rule *count = rule_of(policy, "minimum-count");
    ck_assert_double_eq(policy_number(count, "minimum"), 20);
    ck_assert_int_eq(count->severity, SEVERITY_FAIL);
    ck_assert_str_eq(count->full_id, "mine/minimum-count");
    ck_assert_uint_eq(count->line, 6);
    ck_assert(count->remedy_count > 0);
    ck_assert(!rule_of(policy, "whole-group")->is_on);
    ck_assert_double_eq(policy_number(policy_find_kind(policy, "not-rounded"), "base"),
                        10);
    ck_assert_str_eq(policy_find_kind(policy, "whole-group")->full_id, "mine/more");
    ck_assert_str_eq(policy->marker, "q");
    ck_assert_int_eq(symbol_find(&policy->symbols, "[U]")->state, CELL_NOT_AVAILABLE);
    ck_assert_int_eq(symbol_find(&policy->symbols, "c")->state, CELL_HIDDEN);
    policy_release(policy);
}
END_TEST

START_TEST(a_changed_number_does_not_borrow_the_source_of_the_old_one)
{
    const struct policy *policy = load_text("id: mine\n"
                                            "extends: ons-srs\n"
                                            "rules:\n"
                                            "  - {id: minimum-count, minimum: 5}\n");
    const struct policy_rule *rule = rule_of(policy, "minimum-count");
    ck_assert_str_eq(rule->number_sources[0].status, "unconfirmed");
    ck_assert_str_eq(rule->number_sources[0].title, "not stated in mine");
    ck_assert_str_eq(rule->source.status, "confirmed");
    policy_release(policy);
}
END_TEST

START_TEST(one_number_can_have_a_source_of_its_own)
{
    const struct policy *policy =
        load_text("id: mine\n"
                  "extends: ons-srs\n"
                  "sources: {memo: {title: Memo 7, address: 'https://example.org/7'}}\n"
                  "rules:\n"
                  "  - id: dominance-nk\n"
                  "    k: {value: 85, source: memo, status: confirmed}\n");
    const struct policy_rule *rule = rule_of(policy, "dominance-nk");
    ck_assert_double_eq(policy_number(rule, "k"), 85);
    ck_assert_str_eq(rule->number_sources[1].title, "Memo 7");
    ck_assert_str_eq(rule->number_sources[1].status, "confirmed");
    ck_assert_double_eq(policy_number(rule, "n"), 2);
    ck_assert_str_eq(rule->number_sources[0].status, "second-hand");
    policy_release(policy);
}
END_TEST

START_TEST(added_patterns_join_those_of_the_base)
{
    const struct policy *policy =
        load_text("id: mine\n"
                  "extends: ons-srs\n"
                  "rules:\n"
                  "  - id: person-identifier\n"
                  "    add-names: ['\\bcase ?worker\\b']\n"
                  "    values: [{pattern: 'X[0-9]{3}', meaning: card number}]\n");
    const struct policy_rule *rule = rule_of(policy, "person-identifier");
    ck_assert_ptr_nonnull(pattern_list_match(&rule->names, "case worker"));
    ck_assert_ptr_nonnull(pattern_list_match(&rule->names, "date of birth"));
    ck_assert_uint_eq(rule->values.count, 1);
    ck_assert_str_eq(pattern_list_match(&rule->values, "x123")->meaning, "card number");
    ck_assert_ptr_null(pattern_list_match(&rule->values, "QQ123456C"));
    policy_release(policy);
}
END_TEST

START_TEST(a_rule_of_the_policys_own_has_code_condition_and_message)
{
    const struct policy *policy = load_text("id: mine\n"
                                            "rules:\n"
                                            "  - id: few-for-a-mean\n"
                                            "    kind: expression\n"
                                            "    code: U001\n"
                                            "    condition: n < 30 AND role = 'mean'\n"
                                            "    message: '{label}: a mean of {n}'\n");
    const struct policy_rule *rule = policy_find_kind(policy, "expression");
    ck_assert_str_eq(rule->code, "U001");
    ck_assert_ptr_nonnull(rule->condition);
    ck_assert_str_eq(rule->condition_text, "n < 30 AND role = 'mean'");
    ck_assert_str_eq(rule->source.status, "unconfirmed");
    policy_release(policy);
}
END_TEST

START_TEST(giving_up_counts_as_a_match_and_is_said)
{
    const struct policy *policy = load_text("id: mine\n"
                                            "rules:\n"
                                            "  - id: slow\n"
                                            "    kind: environment\n"
                                            "    labels: ['^(a+)+$', 'b!']\n");
    const struct pattern_list *list = &rule_of(policy, "slow")->labels;
    bool gave_up = false;
    const char *slow = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
    ck_assert_ptr_nonnull(pattern_list_search(list, slow, &gave_up));
    ck_assert(gave_up);
    ck_assert_ptr_nonnull(pattern_list_match(list, slow));
    ck_assert_ptr_nonnull(pattern_list_search(list, "aaa", &gave_up));
    ck_assert(!gave_up);
    ck_assert_ptr_null(pattern_list_search(list, "ccc", &gave_up));
    ck_assert(!gave_up);
    policy_release(policy);
}
END_TEST

START_TEST(a_policy_that_is_not_there_is_a_mistake_of_use)
{
    const struct policy *policy = NULL;
    ck_assert_int_eq(policy_load(arena, "ons-sr", &policy, problems),
                     OUTCHECK_ERROR_USAGE);
    ck_assert_ptr_null(policy);
    ck_assert_str_eq(problems->items[0].hint, "Did you mean 'ons-srs'?");
    ck_assert_int_eq(policy_load(arena, "no/such.yaml", &policy, problems),
                     OUTCHECK_ERROR_USAGE);
    ck_assert_str_eq(problems->items[1].message,
                     "there is no policy file 'no/such.yaml'");
    policy_release(policy);
}
END_TEST

/* What a column is called, as researchers write it, and the rule that must see it. */
static const struct {
    const char *name;
    const char *rule;
} caught_names[] = {
    {"PupilMatchingRefAnonymous", "person-identifier"},
    {"PUPILMATCHINGREFANONYMOUS", "person-identifier"},
    {"pupil_matching_ref_anonymous_SPR21", "person-identifier"},
    {"EduKey", "person-identifier"},
    {"EDUKEY", "person-identifier"},
    {"edukey_2019", "person-identifier"},
    {"AE_ID", "person-identifier"},
    {"learner_id", "person-identifier"},
    {"unique_id_cycle", "person-identifier"},
    {"GroupID_SGA", "person-identifier"},
    {"KS2_EXAMNO", "person-identifier"},
    {"CurrentPstCode", "person-identifier"},
    {"YPMAD_Surname", "person-identifier"},
    {"Date of birth", "person-identifier"},
    {"ULN", "person-identifier"},
    {"LAESTAB_anon", "organisation-identifier"},
    {"LAEstab_AAT_anon", "organisation-identifier"},
    {"LAEstab_1_anon", "organisation-identifier"},
    {"URN", "organisation-identifier"},
    {"URN_anon", "organisation-identifier"},
    {"UKPRN", "organisation-identifier"},
    {"ukprn_anon", "organisation-identifier"},
    {"EmployerID_Anon", "organisation-identifier"},
    {"XINSTID01_ANON", "organisation-identifier"},
    {"ENTKEY", "organisation-identifier"},
    {"Provider Name", "organisation-identifier"},
    {"school_laestab", "organisation-identifier"},
    {"main_enterprise", "organisation-possible"},
    {"Institution", "organisation-possible"},
    {"COA_2011", "small-area"},
    {"LSOA11", "small-area"},
    {"HE_MSOA01", "small-area"},
    {"ward_code", "small-area"},
    {"IDACI_R", "small-area"},
    {"RankofIDACIage15", "small-area"},
    {"LAUA_anon", "local-authority"},
    {"la_name", "local-authority"},
    {"CJRS_EOM_IND", "owner-consent"},
    {"SEISS_TOT_AMT", "owner-consent"},
};

START_TEST(leo_srs_knows_the_names_of_identifiers)
{
    const struct policy *policy = load("leo-srs");
    const char *normal = pattern_normal_name(arena, caught_names[_i].name);
    const struct policy_rule *rule = rule_of(policy, caught_names[_i].rule);
    ck_assert_msg(pattern_list_match(&rule->names, normal), "%s (%s)",
                  caught_names[_i].name, normal);
    policy_release(policy);
}
END_TEST

static const char *const harmless_names[] = {
    "Region",
    "Number of learners",
    "Learners",
    "Number of schools",
    "Return rate",
    "Award",
    "Provider type",
    "Establishment type",
    "provider_region_name",
    "country_name",
    "region_code",
    "Sex",
    "Ethnic group",
    "Year of birth",
    "Age",
    "Mean earnings",
    "enterprise_earnings",
    "Main_SIC2007",
    "main_enterprise_linked_section",
    "GOR",
    "PCONNM",
    "IDACI decile",
    "imd_quintile",
    "Sustained employment",
    "Institution type",
    "School phase",
    "total_pupils",
    "Postcode area",
    "Turnover",
    "Burn rate",
    "Participants",
    "Number of employers",
    "Key stage 4",
    "Highest qualification",
    "Completions 13/14",
};

START_TEST(ordinary_names_raise_no_alarm)
{
    const struct policy *policy = load("leo-srs");
    const char *normal = pattern_normal_name(arena, harmless_names[_i]);
    for (size_t r = 0; r < policy->rule_count; r++) {
        ck_assert_msg(!pattern_list_match(&policy->rules[r].names, normal), "%s: %s",
                      policy->rules[r].full_id, harmless_names[_i]);
    }
    policy_release(policy);
}
END_TEST

static const struct {
    const char *text;
    const char *rule;
} caught_texts[] = {
    {"AB123456C", "person-identifier"},
    {"ab 12 34 56 c", "person-identifier"},
    {"H801200001001", "person-identifier"},
    {"SW1A 2AA", "person-identifier"},
    {"sw1a2aa", "person-identifier"},
    {"M1 1AE", "person-identifier"},
    {"9f86d081884c7d659a2feaa0c55ad015", "person-identifier"},
    {"123e4567-e89b-12d3-a456-426614174000", "person-identifier"},
    {"10000020", "organisation-identifier"},
    {"201/3614", "organisation-identifier"},
    {"UNIVERSITY OF DERBY", "organisation-identifier"},
    {"A4E LTD", "organisation-identifier"},
    {"E00000001", "small-area"},
    {"E01000001", "small-area"},
    {"E02000001", "small-area"},
    {"E05000026", "small-area"},
    {"S01006506", "small-area"},
    {"Includes CJRS weeks", "owner-consent"},
    {"\\\\ons-fs01\\project$\\out.csv", "environment"},
    {"C:\\Users\\asmith\\table1.do", "environment"},
    {"see /home/asmith/out.csv", "environment"},
    {"Server=SQL01;Database=NPD_i2", "environment"},
    {"LEO_i2.dbo.leo_earnings", "environment"},
    {"run by ONS\\asmith", "environment"},
    {"a.smith@example.ac.uk", "environment"},
};

START_TEST(leo_srs_knows_identifiers_by_their_shape)
{
    const struct policy *policy = load("leo-srs");
    const struct policy_rule *rule = rule_of(policy, caught_texts[_i].rule);
    const char *text = caught_texts[_i].text;
    ck_assert_msg(pattern_list_match(&rule->labels, text) ||
                      pattern_list_match(&rule->values, text),
                  "%s", text);
    policy_release(policy);
}
END_TEST

static const char *const harmless_texts[] = {
    "1412",
    "24050.00",
    "1,234,567",
    "100045",
    "2000001",
    "12345678",
    "1000000000",
    "2019/20",
    "2018-19",
    "201920",
    "E12000001",
    "E92000001",
    "E06000001",
    "E14000530",
    "North East",
    "GCSE",
    "A-level",
    "and/or",
    "and\\or",
    "Level 2/3",
    "M",
    "Y7",
    "BTEC Level 3",
    "5-9",
    "10+",
    "Day-to-day activities limited",
    "Sixth form college",
    "University",
    "Male",
    "N/A",
    "9999999999999",
    "0.1234567890123456",
    "Q1 2019",
    "SIC 85",
    "85.31/2",
    "http://www.gov.uk/data/home",
    "Note: rounded to 5; totals may not add",
    "Secondary school",
    "cafe",
    "1e16",
    "123456789012345678901234",
};

START_TEST(ordinary_numbers_and_labels_raise_no_alarm)
{
    const struct policy *policy = load("leo-srs");
    for (size_t r = 0; r < policy->rule_count; r++) {
        const struct policy_rule *rule = &policy->rules[r];
        ck_assert_msg(!pattern_list_match(&rule->labels, harmless_texts[_i]) &&
                          !pattern_list_match(&rule->values, harmless_texts[_i]),
                      "%s: %s", rule->full_id, harmless_texts[_i]);
    }
    policy_release(policy);
}
END_TEST

static void add_pattern_tests(TCase *tests)
{
    tcase_add_loop_test(tests, leo_srs_knows_the_names_of_identifiers, 0,
                        (int)COUNT_OF(caught_names));
    tcase_add_loop_test(tests, ordinary_names_raise_no_alarm, 0,
                        (int)COUNT_OF(harmless_names));
    tcase_add_loop_test(tests, leo_srs_knows_identifiers_by_their_shape, 0,
                        (int)COUNT_OF(caught_texts));
    tcase_add_loop_test(tests, ordinary_numbers_and_labels_raise_no_alarm, 0,
                        (int)COUNT_OF(harmless_texts));
}

static Suite *policy_suite(void)
{
    Suite *suite = suite_create("policy");
    TCase *tests = tcase_create("policy");
    const int packs = (int)COUNT_OF(shipped);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_shipped_packs_are_listed_in_order);
    tcase_add_loop_test(tests, a_shipped_pack_says_who_it_is, 0, packs);
    tcase_add_loop_test(
        tests, a_shipped_rule_says_why_what_to_do_and_where_each_number_comes_from, 0,
        packs);
    tcase_add_loop_test(tests, an_unconfirmed_rule_never_fails_an_output, 0, packs);
    tcase_add_loop_test(tests, rules_stand_in_the_order_of_their_codes, 0, packs);
    tcase_add_test(tests, leo_srs_tells_dfe_72_hours_before);
    tcase_add_test(tests, an_overlay_changes_a_notice_and_adds_another);
    tcase_add_test(tests, patterns_of_the_common_base_are_those_of_ons_srs);
    tcase_add_test(tests, an_appetite_of_acro_is_an_overlay);
    tcase_add_test(tests, ons_srs_asks_for_ten_and_says_from_where);
    tcase_add_test(tests, leo_srs_permits_zeros_and_keeps_the_rest_of_its_base);
    tcase_add_test(tests, dfe_publication_has_no_rule_about_organisations);
    tcase_add_test(tests, hesa_rounds_to_five_and_hides_small_bases);
    tcase_add_test(tests, the_hash_is_that_of_the_files_base_first);
    tcase_add_test(tests, an_overlay_changes_adds_and_switches_off);
    tcase_add_test(tests, a_changed_number_does_not_borrow_the_source_of_the_old_one);
    tcase_add_test(tests, one_number_can_have_a_source_of_its_own);
    tcase_add_test(tests, added_patterns_join_those_of_the_base);
    tcase_add_test(tests, a_rule_of_the_policys_own_has_code_condition_and_message);
    tcase_add_test(tests, giving_up_counts_as_a_match_and_is_said);
    tcase_add_test(tests, a_policy_that_is_not_there_is_a_mistake_of_use);
    add_pattern_tests(tests);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    scratch_folder_enter();
    const int status = run_suite(policy_suite());
    scratch_folder_leave();
    return status;
}
