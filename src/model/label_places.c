#include "model/label_places.h"

#include "base/text.h"

struct finding_places {
    struct arena *arena;
    const struct table *table;
    const char *key;
    struct label_place *places;
    size_t count;
    size_t capacity;
};

static void look_at(struct finding_places *at, uint32_t row, uint32_t column)
{
    const char *text = grid_text(at->table->grid, row, column);
    if (*text && text_equals(text_key(at->arena, text), at->key)) {
        *arena_add(at->arena, at->places, at->count, at->capacity) =
            (struct label_place){row, column};
    }
}

size_t label_places_find(struct arena *arena, const struct table *table,
                         uint32_t dimension, uint32_t category,
                         struct label_place **places)
{
    struct finding_places at = {
        .arena = arena,
        .table = table,
        .key = table->dimensions[dimension].categories[category].key,
    };
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct line_role *column = &table->columns[c];
        const bool is_own =
            column->role == ROLE_DIMENSION && column->dimension == dimension;
        const bool is_over =
            column->column_dimension == dimension && column->column_category == category;
        if (!is_own && !is_over) {
            continue;
        }
        const uint32_t first = is_own ? table->first_data_row : table->first_row;
        const uint32_t end = is_own ? table->last_row + 1 : table->first_data_row;
        for (uint32_t row = first; row < end; row++) {
            look_at(&at, row, column->index);
        }
    }
    *places = at.places;
    return at.count;
}
