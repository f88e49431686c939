/*
 * G108, the part about local authorities: each by its code, with number, region and name.
 */
#include "base/text.h"
#include "risk/ees_file.h"
#include "risk/local_authorities.h"

struct authority_columns {
    uint32_t code;
    uint32_t number;
    uint32_t region;
    uint32_t name;
};

static const char *text_in(const struct table *table, uint32_t row, uint32_t column)
{
    return column == UINT32_MAX ? "" : ees_text(table, row, column);
}

/* Said, and not what it should be; `x` and `z` say nothing. */
static bool is_another(const char *said, const char *right)
{
    return said[0] && !ees_is_nowhere(said) && !text_equals_ignoring_case(said, right);
}

/* Name, number and region of a code that is known. The list ages: a code that is not in
 * it asks for a look. True when something was said. */
static bool judge_authority(struct rule_run *run, uint32_t row,
                            const struct authority_columns *columns)
{
    const struct table *table = run->table;
    const char *code = text_in(table, row, columns->code);
    const struct local_authority *own = local_authority_find(code);
    if (code[0] == '\0' || ees_is_nowhere(code)) {
        return false;
    }
    if (!own) {
        struct finding *finding = ees_report(run, row, columns->code);
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding, "new_la_code %s is no local authority of England", code);
        return true;
    }
    const char *name = text_in(table, row, columns->name);
    const char *number = text_in(table, row, columns->number);
    const char *region = text_in(table, row, columns->region);
    if (is_another(name, own->name)) {
        rule_say(run, ees_report(run, row, columns->code), "new_la_code %s is %s, not %s",
                 code, own->name, name);
    } else if (is_another(number, own->number)) {
        rule_say(run, ees_report(run, row, columns->number),
                 "old_la_code of %s is %s, not %s", own->name, own->number, number);
    } else if (is_another(region, own->region) && own->region[0] &&
               !text_starts_with(region, "E13")) {
        rule_say(run, ees_report(run, row, columns->region), "%s is in %s, not in %s",
                 own->name, own->region, region);
    } else {
        return false;
    }
    return true;
}

void ees_judge_authorities(struct rule_run *run)
{
    const struct table *table = run->table;
    const struct authority_columns columns = {
        .code = ees_column(table, "new_la_code"),
        .number = ees_column(table, "old_la_code"),
        .region = ees_column(table, "region_code"),
        .name = ees_column(table, "la_name"),
    };
    for (uint32_t row = table->first_data_row;
         columns.code != UINT32_MAX && row <= table->last_row; row++) {
        if (judge_authority(run, row, &columns)) {
            return;
        }
    }
}
