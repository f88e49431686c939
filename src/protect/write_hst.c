#include "protect/write_hst.h"

#include "base/growing_text.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_LINE = 48 };

struct words {
    const char *heading;
    const char *primary;
    const char *secondary;
};

static struct bytes hidden_cells(struct arena *arena, const struct jj_table *table,
                                 const struct suppression *suppression,
                                 const struct words *words)
{
    const struct pattern_problem *problem = table->problem;
    const size_t room = LONGEST_LINE * ((size_t)problem->cell_count + 1);
    char *text = arena_array(arena, room, char);
    size_t length = (size_t)snprintf(text, room, "%s", words->heading);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        if (suppression->is_hidden[i]) {
            const bool is_primary = problem->cells[i].status == PATTERN_PRIMARY;
            length +=
                (size_t)snprintf(text + length, room - length, "%lld,%s\n", table->ids[i],
                                 is_primary ? words->primary : words->secondary);
        }
    }
    return (struct bytes){text, length};
}

struct bytes hst_text(struct arena *arena, const struct jj_table *table,
                      const struct suppression *suppression)
{
    const struct words words = {"", "U", "M"};
    return hidden_cells(arena, table, suppression, &words);
}

struct bytes suppressed_csv_text(struct arena *arena, const struct jj_table *table,
                                 const struct suppression *suppression)
{
    const struct words words = {"id,kind\n", "primary", "secondary"};
    return hidden_cells(arena, table, suppression, &words);
}

/* ---- tables ---- */

static const char *code_of(const struct table *table, uint32_t cell, uint32_t d)
{
    const struct dimension *dimension = &table->dimensions[d];
    const uint32_t own = table_category(table, cell, d);
    const uint32_t category = own == NO_CATEGORY ? dimension->total : own;
    return category == NO_CATEGORY ? "Total" : dimension->categories[category].text;
}

static bool stands_in_a_code(const struct dimension *dimension, const char *separator)
{
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        const char *code = dimension->categories[c].text;
        if (strpbrk(code, "\r\n\"") || strstr(code, separator)) {
            return true;
        }
    }
    return false;
}

/* Quotes mean nothing in the file: what parts the codes must stand in none of them. */
static const char *separator_of(const struct table *table)
{
    static const char *const separators[] = {",", ";", "\t"};
    for (size_t s = 0; s < sizeof(separators) / sizeof(separators[0]); s++) {
        uint32_t d = 0;
        while (d < table->dimension_count &&
               !stands_in_a_code(&table->dimensions[d], separators[s])) {
            d++;
        }
        if (d == table->dimension_count) {
            return separators[s];
        }
    }
    return NULL;
}

struct bytes hst_text_of_table(struct arena *arena, const struct suggestion *suggestion,
                               const struct table *table, uint32_t number)
{
    struct growing_text lines = {.arena = arena};
    const char *separator = separator_of(table);
    for (size_t i = 0; separator && i < suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &suggestion->cells[i];
        if (cell->table != number || !table_is_response(table, cell->cell)) {
            continue;
        }
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            grow_by(&lines, code_of(table, cell->cell, d));
            grow_by(&lines, separator);
        }
        grow_by(&lines, cell->is_primary ? "U\n" : "M\n");
    }
    return (struct bytes){lines.text ? lines.text : "", lines.length};
}
