#include "ingest/record/acro_labels.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { LEVEL_LIMIT = 8 };

static bool is_blank_beyond(const struct grid *grid, uint32_t row, uint32_t column)
{
    for (uint32_t c = column; c < grid->column_count; c++) {
        if (!text_is_blank(grid_text(grid, row, c))) {
            return false;
        }
    }
    return true;
}

bool acro_labels_of(const struct grid *grid, uint32_t label_columns,
                    uint32_t column_levels, struct acro_labels *labels)
{
    const bool is_possible = label_columns > 0 && label_columns <= LEVEL_LIMIT &&
                             column_levels > 0 && column_levels <= LEVEL_LIMIT &&
                             grid->column_count > label_columns &&
                             grid->row_count > column_levels;
    if (!is_possible) {
        return false;
    }
    *labels = (struct acro_labels){
        .grid = grid,
        .label_columns = label_columns,
        .column_levels = column_levels,
        .first_data_row = column_levels,
    };
    if (column_levels > 1) {
        if (!is_blank_beyond(grid, column_levels, label_columns)) {
            return false;
        }
        labels->first_data_row++;
    }
    return labels->first_data_row < grid->row_count;
}

/* Numbers lose ".0", which pandas adds to whole ones; blanks in labels of columns are `_`
 * in some versions' records. */
static const char *plain_label(struct arena *arena, const char *text, size_t length)
{
    char *label = arena_array(arena, length + 1, char);
    bool is_number = length > 2;
    for (size_t i = 0; i < length; i++) {
        label[i] = (char)(text[i] == ' ' ? '_' : text[i]);
        is_number = is_number && (isdigit((unsigned char)text[i]) || text[i] == '.' ||
                                  (i == 0 && text[i] == '-'));
    }
    if (is_number && strcmp(label + length - 2, ".0") == 0) {
        label[length - 2] = '\0';
    }
    return label;
}

static const char *append(struct arena *arena, const char *key, const char *label)
{
    return text_format(arena, "%s%s\x1f", key, plain_label(arena, label, strlen(label)));
}

const char *acro_joined_key(struct arena *arena, const char *row, const char *column)
{
    return text_format(arena, "%s\x1e%s", row, column);
}

const char *acro_cell_key(struct arena *arena, const struct acro_labels *labels,
                          uint32_t row, uint32_t column, uint32_t skipped)
{
    const char *rows = "";
    const char *columns = "";
    for (uint32_t c = 0; c < labels->label_columns; c++) {
        rows = append(arena, rows, grid_text(labels->grid, row, c));
    }
    for (uint32_t r = skipped; r < labels->column_levels; r++) {
        columns = append(arena, columns, grid_text(labels->grid, r, column));
    }
    return acro_joined_key(arena, rows, columns);
}

/* One part of a printed tuple from `*at` on: quoted, or bare up to the next comma. */
static const char *tuple_part(struct arena *arena, const char **at)
{
    const char *start = *at + strspn(*at, " ");
    if (*start == '\'' || *start == '"') {
        const char *end = strchr(start + 1, *start);
        if (!end) {
            return NULL;
        }
        *at = end + 1;
        return plain_label(arena, start + 1, (size_t)(end - start - 1));
    }
    const size_t length = strcspn(start, ",)");
    *at = start + length;
    return plain_label(arena, start, length);
}

const char *acro_label_key(struct arena *arena, const char *label, uint32_t *parts)
{
    const size_t length = strlen(label);
    *parts = 1;
    if (length < 2 || label[0] != '(' || label[length - 1] != ')') {
        return append(arena, "", label);
    }
    const char *key = "";
    const char *at = label + 1;
    uint32_t count = 0;
    while (*at && *at != ')' && count < LEVEL_LIMIT) {
        const char *part = tuple_part(arena, &at);
        if (!part) {
            return append(arena, "", label);
        }
        key = text_format(arena, "%s%s\x1f", key, part);
        count++;
        at += strspn(at, " ");
        at += *at == ',' ? 1 : 0;
        at += strspn(at, " ");
    }
    *parts = count;
    return key;
}
