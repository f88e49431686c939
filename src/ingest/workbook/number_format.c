/*
 * Values choose the section of their format and fill it.
 */
#include "ingest/workbook/number_format.h"

#include "base/text.h"
#include "ingest/workbook/decimal.h"
#include "ingest/workbook/serial_date.h"

#include <math.h>
#include <string.h>

const char *number_format_built_in(unsigned id)
{
    static const struct {
        unsigned id;
        const char *code;
    } codes[] = {
        {1, "0"},
        {2, "0.00"},
        {3, "#,##0"},
        {4, "#,##0.00"},
        {5, "\"$\"#,##0"},
        {6, "\"$\"#,##0"},
        {7, "\"$\"#,##0.00"},
        {8, "\"$\"#,##0.00"},
        {9, "0%"},
        {10, "0.00%"},
        {11, "0.00E+00"},
        {12, "# ?/?"},
        {13, "# ?\?/?\?"},
        {14, "yyyy-mm-dd"},
        {15, "d-mmm-yy"},
        {16, "d-mmm"},
        {17, "mmm-yy"},
        {18, "h:mm AM/PM"},
        {19, "h:mm:ss AM/PM"},
        {20, "h:mm"},
        {21, "h:mm:ss"},
        {22, "yyyy-mm-dd h:mm"},
        {37, "#,##0"},
        {38, "#,##0"},
        {39, "#,##0.00"},
        {40, "#,##0.00"},
        {41, "#,##0;-#,##0;\"-\""},
        {42, "\"$\"#,##0;-\"$\"#,##0;\"-\""},
        {43, "#,##0.00;-#,##0.00;\"-\""},
        {44, "\"$\"#,##0.00;-\"$\"#,##0.00;\"-\""},
        {45, "mm:ss"},
        {46, "[h]:mm:ss"},
        {47, "mm:ss.0"},
        {48, "##0.0E+0"},
        {49, "@"},
    };
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (codes[i].id == id) {
            return codes[i].code;
        }
    }
    /* Dates of East Asian calendars have numbers of their own. */
    const bool is_date = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return is_date ? "yyyy-mm-dd" : "General";
}

static bool holds(const struct format_section *section, double value)
{
    switch (section->condition) {
    case WHEN_LESS:
        return value < section->limit;
    case WHEN_UP_TO:
        return value <= section->limit;
    case WHEN_MORE:
        return value > section->limit;
    case WHEN_FROM:
        return value >= section->limit;
    case WHEN_EQUAL:
        return value == section->limit;
    case WHEN_OTHER_THAN:
        return value != section->limit;
    case WHEN_DEFAULT:
    default:
        return false;
    }
}

/* Where no condition holds: the section without one, the last for choice. */
static const struct format_section *otherwise(const struct number_format *format)
{
    for (unsigned i = format->section_count; i > 0; i--) {
        if (format->sections[i - 1].condition == WHEN_DEFAULT) {
            return &format->sections[i - 1];
        }
    }
    return &format->sections[format->section_count - 1];
}

/* Conditions first, in order; without any, positive;negative;zero. */
static const struct format_section *section_for(const struct number_format *format,
                                                double value)
{
    const unsigned count = format->section_count;
    bool has_conditions = false;
    for (unsigned i = 0; i < count; i++) {
        const struct format_section *section = &format->sections[i];
        has_conditions |= section->condition != WHEN_DEFAULT;
        if (holds(section, value)) {
            return section;
        }
    }
    if (has_conditions) {
        return otherwise(format);
    }
    if (count >= 2 && value < 0) {
        return &format->sections[1];
    }
    return &format->sections[count >= 3 && value == 0 ? 2 : 0];
}

static const char *held_number(const struct format_section *section, struct arena *arena,
                               double value)
{
    const bool is_percent = section->percents == 1;
    const struct decimal held = decimal_shifted(decimal_of(value), is_percent ? 2 : 0);
    const bool counts_places =
        section->kind == FORMAT_NUMBER && !section->thousands && !section->has_exponent;
    const char *text = decimal_text(arena, &held, counts_places ? section->decimals : 0);
    if (is_percent) {
        return text_format(arena, "%s%%", text);
    }
    if (!section->currency[0]) {
        return text;
    }
    const bool is_negative = text[0] == '-';
    return text_format(arena, "%s%s%s", is_negative ? "-" : "", section->currency,
                       text + is_negative);
}

const char *number_format_held(const struct number_format *format, struct arena *arena,
                               double value, bool is_1904)
{
    const struct format_section *section = section_for(format, value);
    const char *text = NULL;
    if (section->kind == FORMAT_DATE) {
        text =
            serial_date_text(arena, value, section->has_date, section->has_time, is_1904);
    } else if (section->kind == FORMAT_ELAPSED) {
        text = serial_duration_text(arena, value);
    }
    return text ? text : held_number(section, arena, value);
}

/* A literal that says no more than zero does, as the dash of accounts. */
static bool says_zero(const struct format_section *section, double value)
{
    return value == 0 && section->kind == FORMAT_TEXT;
}

enum format_shows number_format_shows(const struct number_format *format,
                                      struct arena *arena, double value,
                                      const char **shown)
{
    const struct format_section *section = section_for(format, value);
    *shown = "";
    if (section->kind == FORMAT_NOTHING) {
        return SHOWS_NOTHING;
    }
    if (section->kind == FORMAT_TEXT && !says_zero(section, value)) {
        *shown = section->literal;
        return SHOWS_LITERAL;
    }
    const bool is_plain_whole = !section->thousands && floor(value) == value;
    if (section->kind != FORMAT_NUMBER || section->has_exponent || is_plain_whole) {
        return SHOWS_ALL;
    }
    const int shift = 2 * section->percents - 3 * section->thousands;
    const struct decimal all = decimal_shifted(decimal_of(value), shift);
    if (decimal_places(&all) <= section->decimals) {
        return SHOWS_ALL;
    }
    const struct decimal rounded = decimal_rounded(all, section->decimals);
    *shown = text_format(arena, "%s%s", decimal_text(arena, &rounded, section->decimals),
                         section->percents ? "%" : "");
    return SHOWS_ROUNDED;
}
