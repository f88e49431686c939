/*
 * A light scan of the first records under each candidate; see delimiter.h for the rule.
 */
#include "ingest/read/delimiter.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { SAMPLE_BYTES = 256 * 1024, SAMPLE_RECORDS = 1000, CELL_TALLY = 512 };

#define CLEAR_SCORE 0.7

static const char candidates[] = {',', ';', '\t', '|'};

struct scan {
    char delimiter;
    size_t tally[CELL_TALLY + 1]; /* records by their number of cells */
    size_t records;               /* that are not blank */
    size_t cells;
    size_t clean; /* cells that do not look like several */
    size_t cells_of_record;
};

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* Digits with what stands between and around them in numbers. */
static bool is_like_number(const char *cell, size_t length)
{
    bool has_digit = false;
    for (size_t i = 0; i < length; i++) {
        has_digit = has_digit || is_digit(cell[i]);
        const bool is_letter = cell[i] > 0 && isalpha((unsigned char)cell[i]);
        if (is_letter || cell[i] == ';' || cell[i] == '\t' || cell[i] == '|') {
            return false;
        }
    }
    return has_digit;
}

static bool is_clean(const struct scan *scan, const char *cell, size_t length)
{
    for (size_t i = 0; i < sizeof(candidates); i++) {
        const char other = candidates[i];
        if (other != scan->delimiter && length && memchr(cell, other, length)) {
            return is_like_number(cell, length);
        }
    }
    return true;
}

static void end_cell(struct scan *scan, const char *cell, size_t length, bool is_quoted)
{
    scan->cells_of_record++;
    scan->cells++;
    scan->clean += is_quoted || is_clean(scan, cell, length);
}

static void end_record(struct scan *scan, bool is_blank)
{
    if (!is_blank) {
        const size_t count = scan->cells_of_record;
        scan->tally[count < CELL_TALLY ? count : CELL_TALLY]++;
        scan->records++;
    }
    scan->cells_of_record = 0;
}

/* The end of the quoted text that opens at `at`: just behind its closing mark. */
static size_t skip_quoted(const char *text, size_t length, size_t at)
{
    for (at++; at < length; at++) {
        if (text[at] != '"') {
            continue;
        }
        if (at + 1 < length && text[at + 1] == '"') {
            at++;
            continue;
        }
        return at + 1;
    }
    return length;
}

/* Where a cell's own text starts: spaces and an "=" before the quotation mark are
 * skipped. */
static size_t opening_quote(const struct scan *scan, const char *text, size_t length,
                            size_t at)
{
    while (at < length && (text[at] == ' ' || text[at] == '\t') &&
           text[at] != scan->delimiter) {
        at++;
    }
    if (at + 1 < length && text[at] == '=' && text[at + 1] == '"') {
        at++;
    }
    return at < length && text[at] == '"' ? at : length;
}

static bool ends_cell(const struct scan *scan, char letter)
{
    return letter == scan->delimiter || letter == '\n' || letter == '\r';
}

static void scan_text(struct scan *scan, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && scan->records < SAMPLE_RECORDS) {
        const size_t start = at;
        const size_t quote = opening_quote(scan, text, length, at);
        if (quote < length) {
            at = skip_quoted(text, length, quote);
        }
        while (at < length && !ends_cell(scan, text[at])) {
            at++;
        }
        const bool ends_record = at >= length || text[at] != scan->delimiter;
        const bool is_blank = ends_record && scan->cells_of_record == 0 && at == start;
        if (!is_blank) {
            end_cell(scan, text + start, at - start, quote < length);
        }
        if (ends_record) {
            end_record(scan, is_blank);
        }
        at++;
    }
}

/* Share of records with the commonest number of cells (two or more), times the share of
 * cells that look like one. 0 where the delimiter splits nothing. */
static double score_of(const struct scan *scan)
{
    size_t best = 0;
    for (size_t count = 2; count <= CELL_TALLY; count++) {
        if (scan->tally[count] > best) {
            best = scan->tally[count];
        }
    }
    if (best == 0) {
        return 0;
    }
    return (double)best / (double)scan->records *
           ((double)scan->clean / (double)scan->cells);
}

static double score_delimiter(const char *text, size_t length, char delimiter)
{
    struct scan scan = {.delimiter = delimiter};
    scan_text(&scan, text, length);
    return score_of(&scan);
}

char delimiter_declared(const char *text, size_t length)
{
    if (length < 5 || memcmp(text, "sep=", 4) != 0 ||
        !memchr(candidates, text[4], sizeof(candidates))) {
        return 0;
    }
    if (length > 5 && text[5] != '\n' && text[5] != '\r') {
        return 0;
    }
    return text[4];
}

char delimiter_choose(const char *text, size_t length, char preferred)
{
    const char declared = delimiter_declared(text, length);
    if (declared) {
        return declared;
    }
    const size_t sample = length < SAMPLE_BYTES ? length : SAMPLE_BYTES;
    char best = preferred;
    double best_score = score_delimiter(text, sample, preferred);
    for (size_t i = 0; i < sizeof(candidates); i++) {
        const double score = score_delimiter(text, sample, candidates[i]);
        if (score > best_score) {
            best = candidates[i];
            best_score = score;
        }
    }
    return best;
}

/* Commas of sentences have a blank behind them. */
static bool is_punctuation(const char *text, size_t length, char delimiter)
{
    size_t blanks = 0;
    size_t all = 0;
    for (size_t i = 0; i + 1 < length; i++) {
        if (text[i] == delimiter) {
            all++;
            blanks += text[i + 1] == ' ' || text[i + 1] == '\n' ? 1 : 0;
        }
    }
    return delimiter != '\t' && blanks * 2 > all;
}

bool delimiter_is_clear(const char *text, size_t length)
{
    const size_t sample = length < SAMPLE_BYTES ? length : SAMPLE_BYTES;
    for (size_t i = 0; i < sizeof(candidates); i++) {
        if (!is_punctuation(text, sample, candidates[i]) &&
            score_delimiter(text, sample, candidates[i]) > CLEAR_SCORE) {
            return true;
        }
    }
    return false;
}

const char *delimiter_name(char delimiter)
{
    switch (delimiter) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    default:
        return "bar";
    }
}
