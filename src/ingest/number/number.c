/*
 * The order of trying: plain digits, symbols that could start like this text, numbers,
 * ranges, symbols before a marker. The first that explains the whole text wins.
 */
#include "ingest/number/number.h"

#include "ingest/number/amount.h"
#include "ingest/number/number_band.h"

#include <math.h>
#include <string.h>

enum {
    PLAIN_DIGITS = 15, /* exact in a double */
    TEXT_LIMIT = 128,  /* longer texts are neither numbers nor symbols */
    MARKER_LIMIT = 16, /* longest text in the brackets of a marker */
    STARS_LIMIT = 4,
};

struct piece {
    const char *text;
    const char *end;
};

struct number_reader number_reader_for(const struct symbols *symbols,
                                       enum number_style style)
{
    struct number_reader reader = {.symbols = symbols, .style = style};
    reader.starts_symbol['['] = true;
    for (size_t i = 0; symbols && i < symbols->count; i++) {
        const unsigned char first = (unsigned char)symbols->items[i].text[0];
        reader.starts_symbol[first] = true;
        if (first >= 'a' && first <= 'z') {
            reader.starts_symbol[first - 'a' + 'A'] = true;
        } else if (first >= 'A' && first <= 'Z') {
            reader.starts_symbol[first - 'A' + 'a'] = true;
        }
    }
    return reader;
}

static void set_value(struct number *number, double value)
{
    number->state = CELL_NUMBER;
    number->value = value;
    number->low = value;
    number->high = value;
}

/* Nearly all cells: digits and nothing else. */
static bool read_plain(const struct number_reader *reader, const char *text,
                       struct number *number)
{
    int64_t value = 0;
    int count = 0;
    for (; text[count] >= '0' && text[count] <= '9' && count < PLAIN_DIGITS; count++) {
        value = value * 10 + (text[count] - '0');
    }
    if (count == 0 || text[count] != '\0' ||
        reader->starts_symbol[(unsigned char)text[0]]) {
        return false;
    }
    set_value(number, (double)value);
    number->has_leading_zero = count > 1 && text[0] == '0';
    return true;
}

static const struct symbol *find_symbol(const struct number_reader *reader,
                                        struct piece piece)
{
    char text[TEXT_LIMIT];
    const size_t length = (size_t)(piece.end - piece.text);
    if (length == 0 || length >= TEXT_LIMIT ||
        !reader->starts_symbol[(unsigned char)piece.text[0]]) {
        return NULL;
    }
    memcpy(text, piece.text, length);
    text[length] = '\0';
    return symbol_find(reader->symbols, text);
}

static bool is_marker_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == ' ' || letter == ',';
}

static bool is_marker_text(const char *text, size_t length)
{
    const bool starts_with_letter = length && is_marker_letter(text[0]) && text[0] > '9';
    for (size_t i = 0; i < length; i++) {
        if (!is_marker_letter(text[i])) {
            return false;
        }
    }
    return starts_with_letter;
}

/* `[note 1]`, `[r]` or `(p)` at the end of the text, something before it: where it
 * starts. Round brackets hold one letter or two, for numbers stand in them as well. */
static const char *marker_start(struct piece piece)
{
    if (piece.end - piece.text < 4) {
        return NULL;
    }
    const bool is_square = piece.end[-1] == ']';
    if (!is_square && piece.end[-1] != ')') {
        return NULL;
    }
    const char open = "(["[is_square];
    const size_t limit = is_square ? MARKER_LIMIT : 2;
    const char *at = piece.end - 2;
    while (at > piece.text && *at != open) {
        at--;
    }
    const size_t length = (size_t)(piece.end - 2 - at);
    const bool is_marker =
        at > piece.text && length <= limit && is_marker_text(at + 1, length);
    return is_marker ? at : NULL;
}

static struct piece trimmed(struct piece piece)
{
    piece.text = amount_skip_spaces(piece.text, piece.end);
    piece.end = amount_drop_spaces(piece.text, piece.end);
    return piece;
}

/* Takes markers off the end: there may be several, `12 [r] [note 1]`. */
static struct piece without_markers(const struct number_reader *reader,
                                    struct piece piece, struct number *number)
{
    for (const char *start = marker_start(piece); start; start = marker_start(piece)) {
        const struct symbol *symbol =
            find_symbol(reader, (struct piece){.text = start, .end = piece.end});
        number->symbol = symbol ? symbol : number->symbol;
        number->has_marker = true;
        piece.end = amount_drop_spaces(piece.text, start);
    }
    return piece;
}

static struct piece without_stars(struct piece piece, struct number *number)
{
    const char *end = piece.end;
    while (end > piece.text && end[-1] == '*' && piece.end - end < STARS_LIMIT) {
        end--;
    }
    const char *before = amount_drop_spaces(piece.text, end);
    if (before > piece.text && end != piece.end) {
        number->stars = (uint8_t)(piece.end - end);
        piece.end = before;
    }
    return piece;
}

static bool read_amount(const struct number_reader *reader, struct piece piece,
                        struct number *number)
{
    piece = without_stars(piece, number);
    number->is_bracketed =
        piece.end - piece.text > 2 && piece.text[0] == '(' && piece.end[-1] == ')';
    if (number->is_bracketed) {
        piece = trimmed((struct piece){.text = piece.text + 1, .end = piece.end - 1});
        piece = without_stars(piece, number);
    }
    struct amount amount;
    if (amount_read(piece.text, piece.end, reader->style, &amount) != piece.end) {
        return false;
    }
    set_value(number, amount.value);
    number->decimals = amount.decimals;
    number->is_percent = amount.is_percent;
    number->is_money = amount.currency != NULL;
    number->currency = amount.currency ? amount.currency : "";
    number->has_leading_zero = amount.has_leading_zero;
    return true;
}

static void take_symbol(struct number *number, const struct symbol *symbol)
{
    number->symbol = symbol;
    number->state = symbol->state;
}

static struct number blank_number(enum cell_state state)
{
    return (struct number){
        .state = state, .value = NAN, .low = NAN, .high = NAN, .currency = ""};
}

static void read_words(const struct number_reader *reader, struct piece piece,
                       struct number *number)
{
    const struct symbol *symbol = find_symbol(reader, piece);
    if (symbol) {
        take_symbol(number, symbol);
        return;
    }
    const struct piece core = without_markers(reader, piece, number);
    const struct number before = *number;
    if (read_amount(reader, core, number)) {
        return;
    }
    *number = before;
    if (number_band_read(core.text, core.end, reader->style, number)) {
        return;
    }
    symbol = number->has_marker ? find_symbol(reader, core) : NULL;
    if (symbol) {
        take_symbol(number, symbol);
        return;
    }
    *number = blank_number(CELL_UNREADABLE);
}

void number_read(const struct number_reader *reader, const char *text,
                 struct number *number)
{
    *number = blank_number(CELL_UNREADABLE);
    const char *written = text ? text : "";
    if (read_plain(reader, written, number)) {
        return;
    }
    const struct piece piece =
        trimmed((struct piece){.text = written, .end = written + strlen(written)});
    if (piece.text == piece.end) {
        number->state = CELL_EMPTY;
    } else if (piece.end - piece.text < TEXT_LIMIT) {
        read_words(reader, piece, number);
    }
}
