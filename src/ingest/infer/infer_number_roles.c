/*
 * The role of each number column: the statistic its heading names, else what title or
 * file name say, else what the numbers look like. A role that only the look of numbers
 * gives is a guess and lowers the confidence; whole numbers alone never prove that people
 * were counted.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

struct look {
    uint64_t numbers;
    uint64_t whole;
    uint64_t percent;
    uint64_t currency;
    uint64_t with_point; /* whole numbers printed as 12.0 */
    double low;
    double high;
};

static void look_at_line(const struct inference *at, uint32_t line, struct look *look)
{
    const struct column_facts *facts = line_facts(at, line);
    look->numbers += facts->number_count;
    look->whole += facts->whole_count;
    look->percent += facts->percent_count;
    look->currency += facts->currency_count;
    look->with_point +=
        facts->decimals > 0 && facts->whole_count == facts->number_count ? 1 : 0;
    if (facts->number_count) {
        look->low = facts->low < look->low ? facts->low : look->low;
        look->high = facts->high > look->high ? facts->high : look->high;
    }
}

/* All columns that share a measure are looked at together: "Female" and "Male" are counts
 * both or neither. */
static struct look look_at_measure(const struct inference *at, uint32_t line)
{
    struct look look = {.low = INFINITY, .high = -INFINITY};
    for (uint32_t i = 0; i < at->column_count; i++) {
        const bool is_same = at->lines[i].role == ROLE_UNKNOWN &&
                             text_equals(at->lines[i].measure, at->lines[line].measure);
        if (i == line || is_same) {
            look_at_line(at, i, &look);
        }
    }
    return look;
}

static void set_role(struct plan_line *line, enum role role, enum origin origin)
{
    line->role = role;
    line->origin = origin;
}

/* The role that title or file name give to a number column. */
static void set_hinted_role(struct inference *at, uint32_t line)
{
    set_role(&at->lines[line], at->hint, ORIGIN_NAME);
    if (at->hint_is_file_name) {
        infer_doubt(at, UINT32_MAX, UINT32_MAX, 0.04,
                    "only the file name says what the numbers are");
    }
}

static enum role role_of_money(const struct heading *heading)
{
    static const char *const averages[] = {"earnings", "earning", "salary",
                                           "salaries", "wage",    "wages",
                                           "pay",      "income",  "incomes"};
    const size_t count = sizeof(averages) / sizeof(averages[0]);
    /* A mean, a median or a sum of earnings: nobody says. Amounts are summed. */
    return name_has_word(&heading->words, averages, count) ? ROLE_UNKNOWN : ROLE_SUM;
}

/* "Total earnings" where no other column holds earnings of somebody is a sum. */
static bool is_only_total(const struct inference *at, uint32_t line)
{
    const struct name_words *words = &at->headings[line].words;
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct heading *other = &at->headings[i];
        if (i != line && other->is_money && other->role == ROLE_UNKNOWN) {
            return false;
        }
    }
    return words->count >= 2 && text_equals(words->words[0], "total");
}

/* Title or file name may say that money is a mean or a sum, but not that it is a share, a
 * contributor or a number of firms: the heading says money. */
static enum role money_hint(const struct inference *at)
{
    const enum role role = at->hint;
    const bool is_of_money = role == ROLE_MEAN || role == ROLE_MEDIAN ||
                             role == ROLE_QUANTILE || role == ROLE_SUM ||
                             role == ROLE_MAX || role == ROLE_MIN || role == ROLE_SD;
    return is_of_money ? role : ROLE_UNKNOWN;
}

static void set_money_role(struct inference *at, uint32_t line)
{
    const enum role hint = money_hint(at);
    const enum role role = hint != ROLE_UNKNOWN      ? hint
                           : is_only_total(at, line) ? ROLE_SUM
                                                     : role_of_money(&at->headings[line]);
    at->lines[line].is_money = true;
    if (role == ROLE_UNKNOWN) {
        set_role(&at->lines[line], ROLE_MEAN, ORIGIN_GUESS);
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.45,
                    "money, but nothing says whether it is a mean, a median or a sum");
        return;
    }
    set_role(&at->lines[line], role, ORIGIN_NAME);
}

/* Whole numbers that nothing names. Small ones are hardly anything but counts. */
static void set_count_by_look(struct inference *at, uint32_t line,
                              const struct look *look)
{
    const struct heading *heading = &at->headings[line];
    if (name_is_count_noun(&heading->words)) {
        set_role(&at->lines[line], ROLE_COUNT, ORIGIN_NAME);
        return;
    }
    if (at->hint == ROLE_COUNT) {
        set_hinted_role(at, line);
        return;
    }
    if (name_is_organisation(&heading->words)) {
        set_role(&at->lines[line], ROLE_ORGANISATIONS, ORIGIN_NAME);
        return;
    }
    if (at->hint_is_money) {
        set_role(&at->lines[line], ROLE_MEAN, ORIGIN_GUESS);
        at->lines[line].is_money = true;
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.45,
                    "title or file name speak of money; the numbers may be amounts");
        return;
    }
    if (look->low < 0) {
        set_role(&at->lines[line], ROLE_MEAN, ORIGIN_GUESS);
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.45,
                    "negative numbers are no counts; nothing says what they are");
        return;
    }
    set_role(&at->lines[line], ROLE_COUNT, ORIGIN_LAYOUT);
    if (look->with_point) {
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.2,
                    "whole numbers printed with a decimal point: counts or sums");
    }
}

/* Numbers with decimals that no heading explains. */
static void set_role_of_decimals(struct inference *at, uint32_t line,
                                 const struct look *look)
{
    if (look->percent == look->numbers && look->percent) {
        set_role(&at->lines[line], ROLE_PERCENT, ORIGIN_LAYOUT);
        return;
    }
    if (at->hint == ROLE_TOP1 || at->hint == ROLE_TOP2) {
        set_role(&at->lines[line], ROLE_MEAN, ORIGIN_GUESS);
        return; /* a title that speaks of contributors does not make these some */
    }
    const bool in_hundred = look->low >= 0 && look->high <= 100;
    if (in_hundred && name_is_outcome_share(&at->headings[line].words)) {
        set_role(&at->lines[line], ROLE_PERCENT, ORIGIN_NAME);
        return;
    }
    if (at->hint != ROLE_UNKNOWN && at->hint != ROLE_COUNT &&
        (in_hundred || at->hint != ROLE_PERCENT)) {
        set_hinted_role(at, line);
        at->lines[line].is_money |= at->hint_is_money;
        return;
    }
    set_role(&at->lines[line], ROLE_MEAN, ORIGIN_GUESS);
}

/* "Learners (thousands)": counts, decimals and all. */
static bool is_in_thousands(const struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    return !heading->is_money &&
           (name_count_scale(at->arena, heading->text, true) > 1 ||
            name_count_scale(at->arena, at->plan->title, false) > 1);
}

/* "Employment rate" is a percentage unless it says per how many, or exceeds a hundred. */
static bool is_in_hundred(const struct column_facts *facts)
{
    const bool is_marked =
        facts->percent_count && facts->percent_count == facts->number_count;
    return is_marked || (facts->number_count && facts->low >= 0 && facts->high <= 100);
}

static void set_named_role(struct inference *at, uint32_t line)
{
    const struct heading *heading = &at->headings[line];
    enum role role = heading->role;
    const struct column_facts *facts = line_facts(at, line);
    const bool has_fractions = facts->number_count > facts->whole_count;
    if ((role == ROLE_COUNT || role == ROLE_N) && has_fractions &&
        !is_in_thousands(at, line)) {
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.3,
                    "the heading names a count, but there are numbers with fractions");
    }
    if (role == ROLE_COUNT && name_is_organisation(&heading->words) &&
        !name_is_count_noun(&heading->words)) {
        role = ROLE_ORGANISATIONS;
    }
    if (role == ROLE_RATE && is_in_hundred(facts) &&
        name_rate_per(at->arena, heading->text) == 0) {
        role = ROLE_PERCENT;
    }
    const bool is_average = role == ROLE_MEAN || role == ROLE_MEDIAN ||
                            role == ROLE_QUANTILE || role == ROLE_SUM ||
                            role == ROLE_MAX || role == ROLE_MIN;
    at->lines[line].is_money = is_average && heading->is_money;
    set_role(&at->lines[line], role, ORIGIN_NAME);
}

/* Columns that share a measure are money all or none: among "Employment" and "Study" a
 * column "Income support" counts people, too. */
static bool is_named_money(const struct inference *at, uint32_t line)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct heading *heading = &at->headings[i];
        const bool is_number =
            at->lines[i].role == ROLE_UNKNOWN || role_is_number(at->lines[i].role);
        if (is_number && text_equals(at->lines[i].measure, at->lines[line].measure) &&
            !heading->is_money &&
            name_total_rank(text_key(at->arena, heading->text)) == 0) {
            return false;
        }
    }
    return at->headings[line].is_money;
}

static void set_plain_role(struct inference *at, uint32_t line, const struct look *look)
{
    const struct heading *heading = &at->headings[line];
    const bool is_whole = look->whole == look->numbers;
    const bool is_counted = name_is_count_noun(&heading->words);
    const bool is_hinted =
        at->hint != ROLE_UNKNOWN && at->hint != ROLE_COUNT && at->hint != ROLE_N &&
        at->hint != ROLE_ORGANISATIONS &&
        at->hint != ROLE_PERCENT && /* whole numbers may stand beside it */
        !(at->hint == ROLE_RATE && at->hint_is_file_name);
    const bool may_be_count = at->hint == ROLE_UNKNOWN || at->hint == ROLE_COUNT;
    if (look->currency || (is_named_money(at, line) && !is_counted)) {
        set_money_role(at, line);
    } else if (may_be_count && look->percent == 0 && look->low >= 0 &&
               is_in_thousands(at, line)) {
        set_role(&at->lines[line], ROLE_COUNT, ORIGIN_NAME);
    } else if (look->numbers == 0) {
        set_role(&at->lines[line], is_hinted ? at->hint : ROLE_COUNT, ORIGIN_GUESS);
    } else if (look->percent == look->numbers || !is_whole) {
        set_role_of_decimals(at, line, look);
    } else if (is_hinted && !is_counted && at->lines[line].measure[0] == '\0') {
        set_hinted_role(at, line);
        at->lines[line].is_money |= at->hint_is_money;
    } else {
        set_count_by_look(at, line, look);
    }
}

static const char *unit_of(const struct plan_line *line)
{
    if (line->role == ROLE_PERCENT) {
        return "%";
    }
    if (line->role == ROLE_ORGANISATIONS) {
        return "organisations";
    }
    if (line->is_money) {
        return "GBP";
    }
    return role_is_count(line->role) ? "people" : "";
}

/* Rows say what each number is; the columns are what is described. */
static void leave_to_rows(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        if (line->role == ROLE_UNKNOWN && !at->is_known[i]) {
            line->is_money = at->headings[i].is_money;
            line->origin = ORIGIN_NAME;
            line->detail = "its rows say what it is";
        }
    }
}

static void set_roles(struct inference *at, const struct look *looks)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        struct plan_line *line = &at->lines[i];
        if (line->role != ROLE_UNKNOWN) {
            continue;
        }
        if (at->headings[i].role != ROLE_UNKNOWN) {
            set_named_role(at, i);
        } else {
            set_plain_role(at, i, &looks[i]);
        }
        line->unit = line->unit[0] ? line->unit : unit_of(line);
    }
}

void infer_number_roles(struct inference *at)
{
    if (at->plan->measure_column != PLAN_NONE) {
        leave_to_rows(at);
        return;
    }
    struct look *looks = arena_array(at->arena, at->column_count, struct look);
    for (uint32_t i = 0; i < at->column_count; i++) {
        const bool is_free = at->lines[i].role == ROLE_UNKNOWN;
        const bool is_shared =
            is_free && i && at->lines[i - 1].role == ROLE_UNKNOWN &&
            text_equals(at->lines[i].measure, at->lines[i - 1].measure);
        if (is_free) {
            looks[i] = is_shared ? looks[i - 1] : look_at_measure(at, i);
        }
    }
    set_roles(at, looks);
}
