/*
 * A scanner for one call: arguments are split at commas outside brackets and quotes, and
 * of each the last name is taken: df.year, df["year"], "year" and year are all `year`.
 */
#include "ingest/record/acro_command.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { ARGUMENT_LIMIT = 24, DEPTH_LIMIT = 16 };

struct piece {
    const char *start;
    size_t length;
};

struct pieces {
    struct piece items[ARGUMENT_LIMIT];
    uint32_t count;
    bool is_whole; /* brackets and quotes are closed, and there was room */
    size_t end;    /* where the scan stopped */
};

static struct piece trimmed(struct piece piece)
{
    while (piece.length && isspace((unsigned char)piece.start[0])) {
        piece.start++;
        piece.length--;
    }
    while (piece.length && isspace((unsigned char)piece.start[piece.length - 1])) {
        piece.length--;
    }
    return piece;
}

static void add_piece(struct pieces *pieces, const char *start, size_t length)
{
    const struct piece piece = trimmed((struct piece){start, length});
    if (pieces->count == ARGUMENT_LIMIT) {
        pieces->is_whole = false;
    } else if (piece.length) {
        pieces->items[pieces->count++] = piece;
    }
}

static size_t skip_quoted(struct piece text, size_t at)
{
    const char quote = text.start[at];
    for (at++; at < text.length && text.start[at] != quote; at++) {
        at += text.start[at] == '\\' ? 1 : 0;
    }
    return at;
}

/* Where the piece that begins at `at` ends: at a comma or a closing bracket of its own
 * depth, or at the end of the text. */
static size_t piece_end(struct piece text, size_t at)
{
    int depth = 0;
    for (; at < text.length; at++) {
        const char byte = text.start[at];
        if (byte == '"' || byte == '\'') {
            at = skip_quoted(text, at);
            continue;
        }
        const bool is_end = byte == ',' || strchr(")]}", byte);
        if (depth == 0 && is_end) {
            break;
        }
        depth += strchr("([{", byte) ? 1 : 0;
        depth -= strchr(")]}", byte) ? 1 : 0;
    }
    return at < text.length ? at : text.length;
}

/* Splits at commas until the bracket that is open here closes. */
static struct pieces split(struct piece text)
{
    struct pieces pieces = {.is_whole = true};
    size_t first = 0;
    size_t at = piece_end(text, 0);
    while (at < text.length && text.start[at] == ',') {
        add_piece(&pieces, text.start + first, at - first);
        first = at + 1;
        at = piece_end(text, first);
    }
    add_piece(&pieces, text.start + first, at - first);
    pieces.is_whole = pieces.is_whole && at < text.length;
    pieces.end = at;
    return pieces;
}

static bool is_name_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || (byte & 0x80);
}

/* A name alone, or quoted. */
static const char *plain_name(struct arena *arena, struct piece piece)
{
    piece = trimmed(piece);
    if (piece.length >= 2 && (piece.start[0] == '"' || piece.start[0] == '\'')) {
        const bool is_closed = skip_quoted(piece, 0) == piece.length - 1;
        return is_closed ? text_copy(arena, piece.start + 1, piece.length - 2) : NULL;
    }
    for (size_t i = 0; i < piece.length; i++) {
        if (!is_name_byte(piece.start[i])) {
            return NULL;
        }
    }
    return piece.length ? text_copy(arena, piece.start, piece.length) : NULL;
}

/* df.year, df["year"], df$year: the name, and what it comes from in `*data`. */
static const char *variable_name(struct arena *arena, struct piece piece,
                                 const char **data)
{
    size_t at = 0;
    *data = "";
    while (at < piece.length && is_name_byte(piece.start[at])) {
        at++;
    }
    if (at == piece.length || at == 0) {
        return plain_name(arena, piece);
    }
    *data = text_copy(arena, piece.start, at);
    const struct piece rest = {piece.start + at + 1, piece.length - at - 1};
    if (piece.start[at] == '.' || piece.start[at] == '$') {
        return plain_name(arena, rest);
    }
    const bool is_item =
        piece.start[at] == '[' && rest.length && rest.start[rest.length - 1] == ']';
    return is_item ? plain_name(arena, (struct piece){rest.start, rest.length - 1})
                   : NULL;
}

/* All variables must come from one place; "" says nothing. */
static bool same_data(struct acro_command *command, const char *data)
{
    if (!data[0] || text_equals(command->data, data)) {
        return true;
    }
    if (command->data[0]) {
        return false;
    }
    command->data = data;
    return true;
}

static bool add_name(struct arena *arena, struct acro_command *command,
                     struct piece piece, const char **names, uint32_t *count)
{
    const char *data = "";
    const char *name = variable_name(arena, piece, &data);
    if (!name || *count == ACRO_NAME_LIMIT || !same_data(command, data)) {
        return false;
    }
    names[(*count)++] = name;
    return true;
}

/* One name, or a list of them in square brackets or c(). */
static bool read_names(struct arena *arena, struct acro_command *command,
                       struct piece piece, const char **names, uint32_t *count)
{
    size_t open = piece.length && piece.start[0] == '[' ? 1 : 0;
    open = piece.length > 2 && strncmp(piece.start, "c(", 2) == 0 ? 2 : open;
    if (!open) {
        return add_name(arena, command, piece, names, count);
    }
    const struct piece inside = {piece.start + open, piece.length - open};
    const struct pieces items = split(inside);
    bool is_good = items.is_whole && items.end + 1 == inside.length;
    for (uint32_t i = 0; i < items.count && is_good; i++) {
        is_good = add_name(arena, command, items.items[i], names, count);
    }
    return is_good;
}

static bool read_share(struct piece value, enum acro_share *share)
{
    static const struct {
        const char *text;
        enum acro_share share;
    } shares[] = {
        {"\"index\"", ACRO_SHARE_OF_ROW},
        {"'index'", ACRO_SHARE_OF_ROW},
        {"0", ACRO_SHARE_OF_ROW},
        {"\"columns\"", ACRO_SHARE_OF_COLUMN},
        {"'columns'", ACRO_SHARE_OF_COLUMN},
        {"1", ACRO_SHARE_OF_COLUMN},
        {"\"all\"", ACRO_SHARE_OF_ALL},
        {"'all'", ACRO_SHARE_OF_ALL},
        {"True", ACRO_SHARE_OF_ALL},
        {"TRUE", ACRO_SHARE_OF_ALL},
        {"False", ACRO_NO_SHARE},
        {"FALSE", ACRO_NO_SHARE},
    };
    for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
        if (strlen(shares[i].text) == value.length &&
            strncmp(shares[i].text, value.start, value.length) == 0) {
            *share = shares[i].share;
            return true;
        }
    }
    return false;
}

static bool read_value(struct arena *arena, struct acro_command *command,
                       struct piece value)
{
    const char *names[ACRO_NAME_LIMIT];
    uint32_t count = 0;
    if (!read_names(arena, command, value, names, &count) || count != 1) {
        return false;
    }
    command->value = names[0];
    return true;
}

/* Keywords that change neither the variables nor the statistics. */
static bool is_harmless(const char *key)
{
    static const char *const keys[] = {"margins",  "margins_name", "rownames",
                                       "colnames", "dropna",       "show_suppressed"};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (text_equals(keys[i], key)) {
            return true;
        }
    }
    return false;
}

static bool read_keyword(struct arena *arena, struct acro_command *command,
                         const char *key, struct piece value)
{
    if (text_equals(key, "index")) {
        return read_names(arena, command, value, command->index, &command->index_count);
    }
    if (text_equals(key, "columns")) {
        return read_names(arena, command, value, command->columns,
                          &command->column_count);
    }
    if (text_equals(key, "values")) {
        return read_value(arena, command, value);
    }
    if (text_equals(key, "aggfunc")) {
        return read_names(arena, command, value, command->statistics,
                          &command->statistic_count);
    }
    if (text_equals(key, "normalize")) {
        return read_share(value, &command->share);
    }
    return is_harmless(key);
}

/* "key=value", but neither "==" nor a sign inside quotes. */
static size_t keyword_length(struct piece piece)
{
    size_t at = 0;
    while (at < piece.length && is_name_byte(piece.start[at])) {
        at++;
    }
    size_t sign = at;
    while (sign < piece.length && piece.start[sign] == ' ') {
        sign++;
    }
    const bool is_keyword = at && sign + 1 < piece.length && piece.start[sign] == '=' &&
                            piece.start[sign + 1] != '=';
    return is_keyword ? at : 0;
}

static bool read_argument(struct arena *arena, struct acro_command *command,
                          struct piece piece, bool is_pivot, uint32_t *position)
{
    const size_t length = keyword_length(piece);
    if (length) {
        const char *sign = memchr(piece.start, '=', piece.length);
        const size_t used = (size_t)(sign - piece.start) + 1;
        const struct piece value = trimmed((struct piece){sign + 1, piece.length - used});
        return read_keyword(arena, command, text_copy(arena, piece.start, length), value);
    }
    static const char *const crosstab[] = {"index", "columns", "values"};
    static const char *const pivot[] = {"data", "values", "index", "columns", "aggfunc"};
    const uint32_t place = (*position)++;
    if (is_pivot && place == 0) {
        const char *data = plain_name(arena, piece);
        command->data = data ? data : "";
        return data != NULL;
    }
    const uint32_t limit = is_pivot ? 5 : 3;
    const char *key = place < limit ? (is_pivot ? pivot : crosstab)[place] : "";
    return read_keyword(arena, command, key, piece);
}

struct acro_command acro_command_parse(struct arena *arena, const char *text)
{
    static const char *const calls[] = {"crosstab(", "pivot_table("};
    struct acro_command command = {.data = "", .value = ""};
    const char *start = NULL;
    bool is_pivot = false;
    for (size_t i = 0; text && i < sizeof(calls) / sizeof(calls[0]) && !start; i++) {
        start = strstr(text, calls[i]);
        start = start ? start + strlen(calls[i]) : NULL;
        is_pivot = i == 1;
    }
    command.is_table = start != NULL;
    if (!start) {
        return command;
    }
    const struct pieces pieces = split((struct piece){start, strlen(start)});
    uint32_t position = 0;
    bool is_good = pieces.is_whole && pieces.count > 0;
    for (uint32_t i = 0; i < pieces.count && is_good; i++) {
        is_good = read_argument(arena, &command, pieces.items[i], is_pivot, &position);
    }
    command.is_known = is_good && command.index_count > 0 && command.column_count > 0;
    return command;
}

enum role acro_statistic_role(const char *name)
{
    static const struct {
        const char *name;
        enum role role;
    } statistics[] = {
        {"mean", ROLE_MEAN}, {"median", ROLE_MEDIAN}, {"sum", ROLE_SUM},
        {"std", ROLE_SD},    {"sd", ROLE_SD},         {"StandardDeviation", ROLE_SD},
        {"count", ROLE_N},   {"max", ROLE_MAX},       {"maximum", ROLE_MAX},
        {"min", ROLE_MIN},   {"minimum", ROLE_MIN},   {"FrequencyTable", ROLE_COUNT},
    };
    for (size_t i = 0; name && i < sizeof(statistics) / sizeof(statistics[0]); i++) {
        if (text_equals_ignoring_case(statistics[i].name, name)) {
            return statistics[i].role;
        }
    }
    return ROLE_UNKNOWN;
}
