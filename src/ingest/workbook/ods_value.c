#include "ingest/workbook/ods_value.h"

#include "base/text.h"
#include "ingest/workbook/decimal.h"
#include "ingest/workbook/sheet_hiding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool read_number(const char *text, double *value)
{
    char *end = NULL;
    if (!text || !*text || strspn(text, "0123456789+-.eE") != strlen(text)) {
        return false;
    }
    *value = strtod(text, &end);
    return *end == '\0' && isfinite(*value);
}

static bool has_digits(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

/* Digits behind the last point or comma that is no separator of thousands: as many as
 * stand between it and the last digit, if `places` of the value allow for them. */
static int shown_places(const char *shown)
{
    const char *point = strrchr(shown, '.');
    const char *comma = strrchr(shown, ',');
    const char *at = point ? point : comma;
    if (!at || (at == comma && strspn(at + 1, "0123456789") == 3)) {
        return 0;
    }
    return (int)strspn(at + 1, "0123456789");
}

static uint8_t hides_of(const struct decimal *held, const char *shown, bool has_shown)
{
    if (!has_shown) {
        return 0;
    }
    if (!shown[0]) {
        return HIDES_ALL;
    }
    if (!has_digits(shown)) {
        return held->digit_count ? HIDES_VALUE : 0;
    }
    const bool is_scaled = strpbrk(shown, "eE/:") != NULL;
    return !is_scaled && decimal_places(held) > shown_places(shown) ? HIDES_DIGITS : 0;
}

static const char *sign_of(const char *currency)
{
    if (!currency) {
        return "";
    }
    if (text_equals(currency, "GBP")) {
        return "£";
    }
    if (text_equals(currency, "EUR")) {
        return "€";
    }
    return text_equals(currency, "USD") ? "$" : "";
}

static const char *number_text(struct arena *arena, const struct ods_value *value,
                               const char *shown, bool has_shown, uint8_t *hides)
{
    double number = 0;
    if (!read_number(value->number, &number)) {
        return NULL;
    }
    const bool is_percent = text_equals(value->type, "percentage");
    const struct decimal held = decimal_shifted(decimal_of(number), is_percent ? 2 : 0);
    *hides |= hides_of(&held, shown, has_shown);
    const bool counts_places = has_shown && has_digits(shown) && !strpbrk(shown, "eE/:");
    const char *text =
        decimal_text(arena, &held, counts_places ? shown_places(shown) : 0);
    if (is_percent) {
        return text_format(arena, "%s%%", text);
    }
    const char *sign =
        text_equals(value->type, "currency") ? sign_of(value->currency) : "";
    const bool is_negative = text[0] == '-';
    return sign[0] ? text_format(arena, "%s%s%s", is_negative ? "-" : "", sign,
                                 text + is_negative)
                   : text;
}

/* "PT06H30M00S" as 06:30:00; as it is where it is anything else. */
static const char *time_text(struct arena *arena, const char *time)
{
    long parts[3] = {0};
    const char *at = time;
    if (strncmp(at, "PT", 2) != 0) {
        return text_format(arena, "%s", time);
    }
    at += 2;
    for (int i = 0; i < 3; i++) {
        char *end = NULL;
        parts[i] = strtol(at, &end, 10);
        const char *units = "HMS";
        end += strcspn(end, "HMS");
        if (*end != units[i]) {
            return text_format(arena, "%s", time);
        }
        at = end + 1;
    }
    return text_format(arena, "%02ld:%02ld:%02ld", parts[0], parts[1], parts[2]);
}

/* "2023-09-01T00:00:00" is a day. */
static const char *date_text(struct arena *arena, const char *date)
{
    const char *at = strchr(date, 'T');
    if (!at || text_starts_with(at, "T00:00:00")) {
        return text_copy(arena, date, at ? (size_t)(at - date) : strlen(date));
    }
    return text_format(arena, "%.*s %s", (int)(at - date), date, at + 1);
}

const char *ods_value_text(struct arena *arena, const struct ods_value *value,
                           const char *shown, bool has_shown, uint8_t *hides)
{
    const char *type = value->type ? value->type : "";
    if (text_equals(type, "float") || text_equals(type, "percentage") ||
        text_equals(type, "currency")) {
        return number_text(arena, value, shown, has_shown, hides);
    }
    if (text_equals(type, "date") && value->date) {
        return date_text(arena, value->date);
    }
    if (text_equals(type, "time") && value->time) {
        return time_text(arena, value->time);
    }
    if (text_equals(type, "boolean") && value->flag) {
        return text_equals(value->flag, "true") ? "TRUE" : "FALSE";
    }
    const char *held = value->string ? value->string : shown;
    if (value->string && has_shown && !shown[0] && value->string[0]) {
        *hides |= HIDES_ALL;
    }
    return text_format(arena, "%s", held);
}
