#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "clearance/release_making.h"

#include <math.h>
#include <string.h>

static const struct release_shorthand known[RELEASE_SHORTHANDS] = {
    {"[c]", "confidential"},    {"[low]", "not zero, but rounds to zero"},
    {"[x]", "not available"},   {"[z]", "not applicable"},
    {"[u]", "low reliability"},
};

/* ---- cells ---- */

static uint64_t place_key(uint32_t row, uint32_t column)
{
    return ((uint64_t)row << 32) | column;
}

static struct map *index_cells(struct arena *arena, const struct table *table)
{
    struct map *map = map_create(arena, table->cell_count);
    uint64_t *keys = arena_array(arena, table->cell_count + 1, uint64_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        keys[i] = place_key(table->cells[i].row, table->cells[i].column);
        (void)map_add(map, &keys[i], sizeof(keys[i]), i);
    }
    return map;
}

static const struct cell *cell_at(const struct making *making, uint32_t row,
                                  uint32_t column)
{
    const uint64_t key = place_key(row, column);
    const size_t index = map_find(making->cells, &key, sizeof(key));
    return index == MAP_NONE ? NULL : &making->source->cells[index];
}

/* What stands in a cell of the table instead of a number; NULL for text that stays. */
static const char *shorthand_of(const struct cell *cell)
{
    switch ((enum cell_state)cell->state) {
    case CELL_HIDDEN:
        return known[0].text;
    case CELL_LOW:
        return known[1].text;
    case CELL_NOT_AVAILABLE:
    case CELL_EMPTY:
        return known[2].text;
    case CELL_NOT_APPLICABLE:
        return known[3].text;
    case CELL_UNRELIABLE:
        return known[4].text;
    case CELL_NUMBER:
    case CELL_BAND:
    case CELL_UNREADABLE:
    default:
        return NULL;
    }
}

static struct release_cell number_cell(const struct making *making,
                                       const struct cell *cell)
{
    enum { MOST_DECIMALS = 15 };
    const int decimals = cell->decimals < 0               ? 0
                         : cell->decimals > MOST_DECIMALS ? MOST_DECIMALS
                                                          : cell->decimals;
    return (struct release_cell){
        .text = text_format(making->arena, "%.*f", decimals, cell->value),
        .is_number = true,
        .value = cell->value,
        .decimals = decimals,
    };
}

/* Whether a column of the file holds numbers of the table, or labels. */
static bool has_cells(const struct making *making, uint32_t column)
{
    for (uint32_t i = 0; i < making->source->cell_count; i++) {
        if (making->source->cells[i].column == column) {
            return true;
        }
    }
    return false;
}

static const struct cell *first_cell(const struct making *making, uint32_t row)
{
    const struct cell *cell = NULL;
    for (uint32_t column = making->source->first_column;
         !cell && column <= making->source->last_column; column++) {
        cell = cell_at(making, row, column);
    }
    return cell;
}

/* The label that a row has in the dimension of the column, though the file writes it once
 * for several rows; NULL where the table does not know one. */
static const char *known_label(const struct making *making, uint32_t row, uint32_t column)
{
    const struct table *table = making->source;
    const struct cell *cell = first_cell(making, row);
    for (uint32_t i = 0; cell && i < table->column_count; i++) {
        const uint32_t d = table->columns[i].dimension;
        if (table->columns[i].index != column || d >= table->dimension_count) {
            continue;
        }
        const struct dimension *dimension = &table->dimensions[d];
        uint32_t category = table_category(table, (uint32_t)(cell - table->cells), d);
        category = category == NO_CATEGORY ? dimension->total : category;
        return category == NO_CATEGORY ? NULL : dimension->categories[category].text;
    }
    return NULL;
}

static const char *label_text(const struct making *making, uint32_t row, uint32_t column)
{
    const char *text =
        text_squeezed(making->arena, grid_text(making->source->grid, row, column));
    const char *label = text_is_blank(text) ? known_label(making, row, column) : text;
    return text_is_blank(label) ? known[3].text : text_squeezed(making->arena, label);
}

static struct release_cell make_cell(const struct making *making, uint32_t row,
                                     uint32_t column, bool is_label_column)
{
    const struct cell *cell = cell_at(making, row, column);
    const bool is_alone = cell && !cell->is_shared;
    if (is_alone && (cell->state == CELL_NUMBER || cell->is_of_shown) &&
        isfinite(cell->value)) {
        return number_cell(making, cell);
    }
    if (cell && (is_alone || cell->state == CELL_HIDDEN) && shorthand_of(cell)) {
        return (struct release_cell){.text = shorthand_of(cell)};
    }
    if (is_label_column) {
        return (struct release_cell){.text = label_text(making, row, column)};
    }
    const char *text =
        text_squeezed(making->arena, grid_text(making->source->grid, row, column));
    return (struct release_cell){.text = text_is_blank(text) ? known[2].text : text};
}

static bool is_blank_row(const struct making *making, uint32_t row)
{
    const struct table *table = making->source;
    for (uint32_t column = table->first_column; column <= table->last_column; column++) {
        if (!text_is_blank(grid_text(table->grid, row, column))) {
            return false;
        }
    }
    return true;
}

static void make_rows(struct making *making)
{
    const struct table *table = making->source;
    struct release_table *made = making->made;
    const uint32_t most = table->last_row + 1 - table->first_data_row;
    made->cells = arena_array(making->arena, (size_t)most * made->column_count + 1,
                              struct release_cell);
    bool *is_label = arena_array(making->arena, made->column_count, bool);
    for (uint32_t i = 0; i < made->column_count; i++) {
        is_label[i] = !has_cells(making, table->first_column + i);
    }
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        if (is_blank_row(making, row)) {
            continue;
        }
        for (uint32_t i = 0; i < made->column_count; i++) {
            made->cells[(size_t)made->row_count * made->column_count + i] =
                make_cell(making, row, table->first_column + i, is_label[i]);
        }
        made->row_count++;
    }
}

const struct release_cell *release_cell_at(const struct release_table *table,
                                           uint32_t row, uint32_t column)
{
    return &table->cells[(size_t)row * table->column_count + column];
}

/* ---- columns ---- */

/* The texts of the heading rows, from the top, joined: "Female: Number". */
static const char *grid_heading(const struct making *making, uint32_t column)
{
    const struct table *table = making->source;
    const char *heading = "";
    for (uint32_t row = table->first_row; row < table->first_data_row; row++) {
        const char *text =
            text_squeezed(making->arena, grid_text(table->grid, row, column));
        if (*text && !text_ends_with(heading, text)) {
            heading =
                text_format(making->arena, "%s%s%s", heading, *heading ? ": " : "", text);
        }
    }
    return heading;
}

static const char *column_heading(const struct making *making, uint32_t column)
{
    const struct table *table = making->source;
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].index == column && !text_is_blank(table->columns[i].name)) {
            return table->columns[i].name;
        }
    }
    const char *heading = grid_heading(making, column);
    return *heading ? heading
                    : text_format(making->arena, "Column %s",
                                  grid_column_letters(making->arena, column));
}

/* Whether every number of the column is printed with the sign. */
static bool all_carry(const struct making *making, uint32_t column, const char *sign)
{
    const struct table *table = making->source;
    size_t numbers = 0;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const struct cell *cell = cell_at(making, row, column);
        if (!cell || cell->state != CELL_NUMBER) {
            continue;
        }
        if (cell->is_shared || !strstr(grid_text(table->grid, row, column), sign)) {
            return false;
        }
        numbers++;
    }
    return numbers > 0;
}

/* "%" or a currency sign that every number of the column carries goes into the heading:
 * the cells are plain numbers. */
static const char *unit_of(const struct making *making, uint32_t column,
                           const char *heading)
{
    static const char *const signs[] = {"%", "\xC2\xA3", "\xE2\x82\xAC", "$"};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (all_carry(making, column, signs[i])) {
            return strstr(heading, signs[i])
                       ? ""
                       : text_format(making->arena, " (%s)", signs[i]);
        }
    }
    return "";
}

static const char *unique_heading(struct making *making, struct map *taken,
                                  const char *heading, size_t index)
{
    const char *unique = heading;
    for (size_t serial = 2;
         map_add_text(taken, text_key(making->arena, unique), index) != index; serial++) {
        unique = text_format(making->arena, "%s (%zu)", heading, serial);
    }
    return unique;
}

static void make_headings(struct making *making)
{
    const struct table *table = making->source;
    struct release_table *made = making->made;
    struct map *taken = map_create(making->arena, 16);
    made->column_count = table->last_column + 1 - table->first_column;
    made->columns = arena_array(making->arena, made->column_count, struct release_column);
    for (uint32_t i = 0; i < made->column_count; i++) {
        const uint32_t column = table->first_column + i;
        const char *heading = column_heading(making, column);
        heading =
            text_format(making->arena, "%s%s", heading, unit_of(making, column, heading));
        made->columns[i].heading = unique_heading(making, taken, heading, i);
    }
}

static bool is_shorthand(const char *text)
{
    for (size_t i = 0; i < RELEASE_SHORTHANDS; i++) {
        if (text_equals(known[i].text, text)) {
            return true;
        }
    }
    return false;
}

static void classify_columns(struct release_table *made)
{
    for (uint32_t column = 0; column < made->column_count; column++) {
        struct release_column *facts = &made->columns[column];
        size_t numbers = 0;
        facts->is_numeric = true;
        facts->is_whole = true;
        for (uint32_t row = 0; row < made->row_count; row++) {
            const struct release_cell *cell = release_cell_at(made, row, column);
            numbers += cell->is_number;
            facts->is_numeric &= cell->is_number || is_shorthand(cell->text);
            facts->is_whole &= !cell->is_number || cell->decimals == 0;
        }
        facts->is_numeric &= numbers > 0;
    }
}

/* ---- the whole ---- */

/* "destinations.csv", or "pay_table_2.csv" where a file has several tables. */
static const char *file_of(const struct making *making, size_t index)
{
    const struct submission *submission = making->submission;
    const struct output *output = making->source->output;
    size_t count = 0;
    size_t rank = 0;
    for (size_t i = 0; i < submission->table_count; i++) {
        count += submission->tables[i]->output == output;
        rank += submission->tables[i]->output == output && i <= index;
    }
    const char *extension = path_extension(output->path);
    const size_t length = strlen(output->path) - strlen(extension) - (*extension != '\0');
    char *stem = arena_array(making->arena, length + 1, char);
    for (size_t i = 0; i < length; i++) {
        const char byte = output->path[i];
        stem[i] = (char)(byte == '/' || byte == ' ' || byte == ':' ? '_' : byte);
    }
    return count == 1 ? text_format(making->arena, "%s.csv", stem)
                      : text_format(making->arena, "%s_table_%zu.csv", stem, rank);
}

struct release_table *release_tables_make(struct arena *arena,
                                          const struct submission *submission)
{
    struct release_table *tables =
        arena_array(arena, submission->table_count + 1, struct release_table);
    for (size_t i = 0; i < submission->table_count; i++) {
        struct making making = {
            .arena = arena,
            .submission = submission,
            .source = submission->tables[i],
            .made = &tables[i],
            .cells = index_cells(arena, submission->tables[i]),
        };
        tables[i].table = submission->tables[i];
        tables[i].sheet = text_format(arena, "Table_%zu", i + 1);
        tables[i].file = file_of(&making, i);
        release_take_title(&making);
        make_headings(&making);
        make_rows(&making);
        classify_columns(&tables[i]);
        release_take_words(&making);
    }
    return tables;
}

size_t release_shorthands(const struct release_table *table,
                          struct release_shorthand shorthands[RELEASE_SHORTHANDS])
{
    size_t count = 0;
    for (size_t i = 0; i < RELEASE_SHORTHANDS; i++) {
        bool is_used = false;
        for (size_t cell = 0; cell < (size_t)table->row_count * table->column_count;
             cell++) {
            is_used |= text_equals(table->cells[cell].text, known[i].text);
        }
        if (is_used) {
            shorthands[count++] = known[i];
        }
    }
    return count;
}
