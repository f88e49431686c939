/*
 * Reads a block's cells row by row, as they stand in memory, and keeps them column by
 * column, as arithmetic wants them. Linear in the cells.
 */
#include "ingest/infer/cell_values.h"

#include "base/text.h"
#include "ingest/number/number.h"

#include <string.h>

static void count_number(struct column_facts *facts, const struct number *number)
{
    const bool is_first = facts->number_count++ == 0;
    facts->low = is_first || number->value < facts->low ? number->value : facts->low;
    facts->high = is_first || number->value > facts->high ? number->value : facts->high;
    facts->whole_count += floor(number->value) == number->value ? 1 : 0;
    facts->percent_count += number->is_percent ? 1 : 0;
    facts->currency_count += number->is_money ? 1 : 0;
    facts->leading_zero_count += number->has_leading_zero ? 1 : 0;
    facts->bracket_count += number->is_bracketed ? 1 : 0;
    if (number->decimals > facts->decimals) {
        facts->decimals = number->decimals;
    }
}

static void count_value(struct column_facts *facts, const struct number *number)
{
    switch (number->state) {
    case CELL_NUMBER:
        count_number(facts, number);
        break;
    case CELL_EMPTY:
        facts->empty_count++;
        break;
    case CELL_UNREADABLE:
        facts->text_count++;
        break;
    case CELL_BAND:
        facts->band_count++;
        facts->symbol_count++;
        break;
    case CELL_HIDDEN:
    case CELL_LOW:
    case CELL_NOT_AVAILABLE:
    case CELL_NOT_APPLICABLE:
    case CELL_UNRELIABLE:
        facts->symbol_count++;
        break;
    }
}

static struct cell_value value_of(const struct number *number)
{
    unsigned flags = 0;
    flags |= number->is_percent ? VALUE_PERCENT_SIGN : 0;
    flags |= number->is_money ? VALUE_CURRENCY : 0;
    flags |= number->has_leading_zero ? VALUE_LEADING_ZERO : 0;
    flags |= number->symbol && number->state == CELL_NUMBER ? VALUE_MARKED : 0;
    return (struct cell_value){
        .number = number->value,
        .state = (uint8_t)number->state,
        .decimals = number->decimals,
        .flags = (uint8_t)flags,
    };
}

/* A decimal comma must be proven: the whole block is asked first. Without a comma there
 * is nothing to decide, since the point is what is assumed. */
static void add_row_style(const struct grid *grid, const struct cell_values *place,
                          uint32_t row, struct number_style_facts *facts)
{
    for (uint32_t column = 0; column < place->column_count; column++) {
        const char *text = grid_text(grid, row, place->first_column + column);
        if (strchr(text, ',')) {
            number_style_add(facts, text);
        }
    }
}

/* A decimal comma must be proven: the whole block is asked first. Without a comma there
 * is nothing to decide, since the point is what is assumed. */
static struct number_style_facts style_facts(const struct grid *grid,
                                             const struct cell_values *place,
                                             const uint8_t *is_data)
{
    struct number_style_facts facts = {0};
    for (uint32_t row = 0; row < place->row_count; row++) {
        if (is_data[row]) {
            add_row_style(grid, place, place->first_row + row, &facts);
        }
    }
    return facts;
}

struct value_reader {
    const struct grid *grid;
    struct number_reader numbers;
    struct cell_values *values;
    struct cell_value *items;
    struct column_facts *facts;
};

static void read_row(const struct value_reader *reader, uint32_t row, bool is_data)
{
    const struct cell_values *values = reader->values;
    for (uint32_t column = 0; column < values->column_count; column++) {
        struct cell_value *value =
            &reader->items[(size_t)column * values->row_count + row];
        *value = (struct cell_value){.number = NAN, .state = CELL_EMPTY};
        if (is_data) {
            struct number number;
            number_read(&reader->numbers,
                        grid_text(reader->grid, values->first_row + row,
                                  values->first_column + column),
                        &number);
            *value = value_of(&number);
            count_value(&reader->facts[column], &number);
        }
    }
}

const struct cell_values *cell_values_read(struct arena *arena, const struct grid *grid,
                                           const struct cell_values *place,
                                           const uint8_t *is_data,
                                           const struct symbols *symbols)
{
    struct cell_values *values = arena_new(arena, struct cell_values);
    *values = *place;
    const struct number_style_facts facts = style_facts(grid, place, is_data);
    values->style = number_style_of(&facts);
    values->is_style_open = facts.doubtful && !facts.comma && !facts.point;
    const size_t count = (size_t)values->row_count * values->column_count;
    const struct value_reader reader = {
        .grid = grid,
        .numbers = number_reader_for(symbols, values->style),
        .values = values,
        .items = arena_array(arena, count, struct cell_value),
        .facts = arena_array(arena, values->column_count, struct column_facts),
    };
    for (uint32_t row = 0; row < values->row_count; row++) {
        read_row(&reader, row, is_data[row]);
    }
    values->items = reader.items;
    values->facts = reader.facts;
    return values;
}
