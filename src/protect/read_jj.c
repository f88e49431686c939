#include "protect/read_jj.h"

#include "base/map.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 64, LARGEST_COEFFICIENT = 1000000 };

static const double largest_number = 1e15;
static const double largest_id = 1e15;
static const double additivity = 1e-6;

struct reading {
    struct arena *arena;
    const char *name;
    const char *at;
    const char *end;
    size_t line;
    struct problems *problems;
    struct jj_table *table;
    long long *ids;
    struct map *cell_of_id;
    uint32_t *seen_in; /* [cell_count] the equation that named the cell last, from 1 */
};

static bool refuse(const struct reading *reading, const char *hint, const char *what)
{
    const struct place place = {.file = reading->name, .line = reading->line};
    problem_add(reading->problems, OUTCHECK_ERROR_INPUT, place, hint, "%s", what);
    return false;
}

/* ---- words ---- */

static void skip_space(struct reading *reading)
{
    while (reading->at < reading->end && isspace((unsigned char)*reading->at)) {
        reading->line += *reading->at == '\n';
        reading->at++;
    }
}

/* A word ends at white space or a bracket; brackets and colons are words. */
static bool next_word(struct reading *reading, char *word)
{
    skip_space(reading);
    size_t length = 0;
    while (reading->at < reading->end && !isspace((unsigned char)*reading->at)) {
        const bool is_sign = strchr("():", *reading->at) != NULL;
        if (is_sign && length > 0) {
            break;
        }
        if (length + 1 >= LONGEST_WORD || *reading->at == '\0') {
            return refuse(reading, "", "a word here is no number");
        }
        word[length++] = *reading->at++;
        if (is_sign) {
            break;
        }
    }
    word[length] = '\0';
    return length > 0 || refuse(reading, "The file may have been cut off.",
                                "the file ends before the table does");
}

static bool next_number(struct reading *reading, double *number)
{
    char word[LONGEST_WORD];
    if (!next_word(reading, word)) {
        return false;
    }
    char *end = NULL;
    *number = strtod(word, &end);
    const bool is_decimal = strspn(word, "+-.0123456789eE") == strlen(word);
    if (end == word || *end != '\0' || !is_decimal || fabs(*number) > largest_number) {
        return refuse(reading, "Numbers are written as 12, -3 or 4.5e6.",
                      "a word here is no number, or too large");
    }
    return true;
}

static bool next_whole(struct reading *reading, double most, double *number)
{
    if (!next_number(reading, number)) {
        return false;
    }
    if (floor(*number) != *number || fabs(*number) > most) {
        return refuse(reading, "", "a whole number is expected here");
    }
    return true;
}

static bool next_count(struct reading *reading, uint32_t *count)
{
    double number = 0;
    /* Nothing can be described in less than two bytes. */
    const double most = (double)(reading->end - reading->at) / 2 + 1;
    if (!next_whole(reading, most, &number)) {
        return false;
    }
    *count = number > 0 ? (uint32_t)number : 0;
    return number >= 0 || refuse(reading, "", "a count here is negative");
}

static bool expect(struct reading *reading, const char *sign)
{
    char word[LONGEST_WORD];
    return next_word(reading, word) &&
           (strcmp(word, sign) == 0 ||
            refuse(reading, "Equations read: 0 3 : 0 (-1) 1 (1) 2 (1)",
                   "an equation is not written as it should be"));
}

/* ---- cells ---- */

static bool next_status(struct reading *reading, enum pattern_status *status)
{
    char word[LONGEST_WORD];
    if (!next_word(reading, word)) {
        return false;
    }
    if (strcmp(word, "u") == 0) {
        *status = PATTERN_PRIMARY;
    } else if (strcmp(word, "m") == 0) {
        *status = PATTERN_HIDDEN;
    } else if (strcmp(word, "s") == 0) {
        *status = PATTERN_OPEN;
    } else if (strcmp(word, "z") == 0) {
        *status = PATTERN_FORCED;
    } else {
        return refuse(reading, "It is one of: u m s z", "a cell has an unknown status");
    }
    return true;
}

static bool check_cell(const struct reading *reading, const struct pattern_cell *cell)
{
    if (cell->cost < 0) {
        return refuse(reading, "", "a cost is negative");
    }
    if (cell->below < 0 || cell->above < 0) {
        return refuse(reading, "", "a protection level is negative");
    }
    if (cell->low > cell->value || cell->high < cell->value) {
        return refuse(reading, "", "a value lies outside its bounds");
    }
    return true;
}

static bool read_cell(struct reading *reading)
{
    double id = 0;
    double sliding = 0;
    struct pattern_cell cell = {0};
    const bool is_read =
        next_whole(reading, largest_id, &id) && next_number(reading, &cell.value) &&
        next_number(reading, &cell.cost) && next_status(reading, &cell.status) &&
        next_number(reading, &cell.low) && next_number(reading, &cell.high) &&
        next_number(reading, &cell.below) && next_number(reading, &cell.above) &&
        next_number(reading, &sliding) && check_cell(reading, &cell);
    if (!is_read) {
        return false;
    }
    cell.above = fmax(cell.above, sliding - cell.below);
    const uint32_t number = pattern_problem_add_cell(reading->table->problem, cell);
    reading->ids[number] = (long long)id;
    return map_add(reading->cell_of_id, &reading->ids[number], sizeof(long long),
                   number) == number ||
           refuse(reading, "", "a cell stands twice");
}

/* ---- equations ---- */

static bool read_term(struct reading *reading, uint32_t equation, struct entry *entry)
{
    double id = 0;
    double coefficient = 0;
    if (!next_whole(reading, largest_id, &id) || !expect(reading, "(") ||
        !next_whole(reading, LARGEST_COEFFICIENT, &coefficient) ||
        !expect(reading, ")")) {
        return false;
    }
    const long long key = (long long)id;
    const size_t cell = map_find(reading->cell_of_id, &key, sizeof(key));
    if (cell == MAP_NONE) {
        return refuse(reading, "", "an equation names a cell that is not listed");
    }
    if (reading->seen_in[cell] == equation + 1) {
        return refuse(reading, "", "an equation names a cell twice");
    }
    reading->seen_in[cell] = equation + 1;
    *entry = (struct entry){(uint32_t)cell, (int32_t)coefficient};
    return coefficient != 0 || refuse(reading, "", "a coefficient is 0");
}

static bool read_equation(struct reading *reading, uint32_t equation,
                          struct entry *entries)
{
    double right_side = 0;
    uint32_t count = 0;
    if (!next_number(reading, &right_side) || !next_count(reading, &count) ||
        !expect(reading, ":")) {
        return false;
    }
    if (count > reading->table->problem->cell_count) {
        return refuse(reading, "", "an equation has more terms than there are cells");
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!read_term(reading, equation, &entries[i])) {
            return false;
        }
    }
    pattern_problem_add_equation(reading->table->problem, entries, count, right_side);
    return true;
}

static bool read_cells(struct reading *reading)
{
    double first = 0;
    uint32_t count = 0;
    if (!next_number(reading, &first) || !next_count(reading, &count)) {
        return false;
    }
    reading->ids = arena_array(reading->arena, (size_t)count + 1, long long);
    reading->seen_in = arena_array(reading->arena, (size_t)count + 1, uint32_t);
    reading->cell_of_id = map_create(reading->arena, count);
    reading->table->ids = reading->ids;
    for (uint32_t i = 0; i < count; i++) {
        if (!read_cell(reading)) {
            return false;
        }
    }
    return count > 0 || refuse(reading, "", "the table has no cells");
}

static bool read_equations(struct reading *reading)
{
    const struct pattern_problem *problem = reading->table->problem;
    struct entry *entries =
        arena_array(reading->arena, (size_t)problem->cell_count + 1, struct entry);
    uint32_t count = 0;
    if (!next_count(reading, &count)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!read_equation(reading, i, entries)) {
            return false;
        }
    }
    skip_space(reading);
    return reading->at == reading->end ||
           refuse(reading, "", "something follows the last equation");
}

static bool check_sums(const struct reading *reading)
{
    const uint32_t wrong =
        pattern_problem_contradiction(reading->table->problem, additivity);
    if (wrong == UINT32_MAX) {
        return true;
    }
    problem_add(reading->problems, OUTCHECK_ERROR_INPUT, place_of_file(reading->name),
                "Correct the values or the equation first.",
                "equation %lu does not hold for the values", (unsigned long)wrong + 1);
    return false;
}

enum outcheck_status jj_read(struct arena *arena, const char *name, struct bytes bytes,
                             struct jj_table *table, struct problems *problems)
{
    table->problem = pattern_problem_create(arena);
    struct reading reading = {
        .arena = arena,
        .name = name,
        .at = bytes.data,
        .end = bytes.data + bytes.length,
        .line = 1,
        .problems = problems,
        .table = table,
    };
    if (!read_cells(&reading) || !read_equations(&reading) || !check_sums(&reading)) {
        return OUTCHECK_ERROR_INPUT;
    }
    pattern_problem_index(table->problem);
    return OUTCHECK_OK;
}
