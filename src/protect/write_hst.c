#include "protect/write_hst.h"

#include <stdio.h>

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
