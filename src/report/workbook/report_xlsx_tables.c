#include "report/workbook/report_xlsx_tables.h"

#include "base/map.h"
#include "report/workbook/xlsx_book.h"

#include <stdlib.h>

static const double comment_steps = 2e9;

enum {
    TITLE_ROWS = 4,   /* title, description, links, how it was read */
    ROWS_BELOW = 64,  /* kept free for the key */
    SIDE_COLUMNS = 2, /* source row before, notes after */
};

bool table_plan_place(const struct table_plan *plan, const struct finding *finding,
                      struct placed *place)
{
    const struct table *table = plan->table;
    uint32_t row = finding->row;
    if (row == UINT32_MAX && finding->column != UINT32_MAX &&
        table->first_data_row > table->first_row) {
        row = table->first_data_row - 1;
    }
    if (row == UINT32_MAX || row < table->first_row || row > table->last_row) {
        return false;
    }
    const bool is_inside =
        finding->column >= table->first_column && finding->column <= plan->last_column;
    if (finding->column != UINT32_MAX && !is_inside) {
        return false;
    }
    *place = (struct placed){
        .row = row,
        .column = finding->column,
        .severity = finding->severity,
    };
    return true;
}

static int compare_numbers(uint32_t one, uint32_t other)
{
    return (one > other) - (one < other);
}

static int compare_places(const void *left, const void *right)
{
    const struct placed *one = left;
    const struct placed *other = right;
    int order = compare_numbers(one->row, other->row);
    if (!order) {
        order = compare_numbers(one->column, other->column);
    }
    if (!order) {
        order = compare_numbers(other->severity, one->severity);
    }
    return order ? order : compare_numbers(one->finding, other->finding);
}

/* The list of findings of one table while it grows. */
struct gathering {
    struct placed *placed;
    size_t placed_count;
    size_t placed_capacity;
    uint32_t *general;
    size_t general_count;
    size_t general_capacity;
};

static void gather(struct arena *arena, const struct table_plan *table,
                   struct gathering *list, const struct finding *finding, uint32_t index)
{
    struct placed place = {0};
    if (finding->table && table_plan_place(table, finding, &place)) {
        place.finding = index;
        *arena_add(arena, list->placed, list->placed_count, list->placed_capacity) =
            place;
    } else {
        *arena_add(arena, list->general, list->general_count, list->general_capacity) =
            index;
    }
}

/* A finding about a file stands on the sheet of each of its tables. */
static void gather_for_file(struct arena *arena, const struct book_plan *plan,
                            struct gathering *lists, const struct finding *finding,
                            uint32_t index)
{
    for (size_t t = 0; t < plan->results->submission->table_count; t++) {
        const struct table_plan *table = &plan->tables[t];
        if (table->has_sheet && table->table->output == finding->output) {
            gather(arena, table, &lists[t], finding, index);
        }
    }
}

static void place_findings(struct arena *arena, struct book_plan *plan)
{
    const struct results *results = plan->results;
    const size_t table_count = results->submission->table_count;
    struct gathering *lists = arena_array(arena, table_count + 1, struct gathering);
    for (size_t i = 0; i < results->finding_count; i++) {
        const struct finding *finding = &results->findings[i];
        const size_t t = tally_table_index(plan->tally, finding->table);
        if (finding->table && t != MAP_NONE) {
            gather(arena, &plan->tables[t], &lists[t], finding, (uint32_t)i);
        } else if (!finding->table && finding->output) {
            gather_for_file(arena, plan, lists, finding, (uint32_t)i);
        }
    }
    for (size_t t = 0; t < table_count; t++) {
        struct table_plan *table = &plan->tables[t];
        if (lists[t].placed_count) {
            qsort(lists[t].placed, lists[t].placed_count, sizeof(lists[t].placed[0]),
                  compare_places);
        }
        table->placed = lists[t].placed;
        table->placed_count = lists[t].placed_count;
        table->general = lists[t].general;
        table->general_count = lists[t].general_count;
    }
}

static uint32_t data_rows(const struct table *table)
{
    return table->last_row >= table->first_data_row
               ? table->last_row - table->first_data_row + 1
               : 0;
}

static size_t table_area(const struct table_plan *plan)
{
    const struct table *table = plan->table;
    return (size_t)(table->last_row - table->first_row + 1) *
           (plan->last_column - table->first_column + 1);
}

/* Only the rows with findings; some rows where there is none, to show how it was read. */
static void choose_rows(struct arena *arena, struct table_plan *plan)
{
    const struct table *table = plan->table;
    const uint32_t limit = XLSX_ROW_LIMIT - plan->data_top - ROWS_BELOW;
    const uint32_t all = data_rows(table);
    uint32_t *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < plan->placed_count && count < limit; i++) {
        const uint32_t row = plan->placed[i].row;
        const bool is_new = count == 0 || rows[count - 1] != row;
        if (row >= table->first_data_row && is_new) {
            *arena_add(arena, rows, count, capacity) = row;
        }
    }
    if (count == 0) {
        for (uint32_t row = 0; row < all && row < PLAN_SAMPLE_ROWS; row++) {
            *arena_add(arena, rows, count, capacity) = table->first_data_row + row;
        }
    }
    plan->rows = rows;
    plan->row_count = (uint32_t)count;
}

uint32_t table_plan_general_lines(const struct table_plan *plan)
{
    return plan->general_count > PLAN_GENERAL_LINES ? PLAN_GENERAL_LINES
                                                    : (uint32_t)plan->general_count;
}

static void place_rows(struct arena *arena, struct table_plan *plan, bool is_roomy)
{
    const struct table *table = plan->table;
    const uint32_t headings = table->first_data_row > table->first_row
                                  ? table->first_data_row - table->first_row
                                  : 0;
    /* One row of names where the table has no headings of its own; one for the sentence
     * about rows that are not shown. */
    plan->header_rows = headings ? headings : 1;
    plan->shows_all = (is_roomy || table_area(plan) <= PLAN_SMALL_TABLE) &&
                      data_rows(table) < XLSX_ROW_LIMIT - ROWS_BELOW - headings;
    plan->strip_top = TITLE_ROWS + table_plan_general_lines(plan) + !plan->shows_all + 1;
    plan->header_top = plan->strip_top + 2;
    plan->data_top = plan->header_top + plan->header_rows;
    plan->row_count = data_rows(table);
    if (!plan->shows_all) {
        choose_rows(arena, plan);
    }
}

/* What is left for comments in the whole book. */
struct comment_room {
    size_t comments;
    double steps;
};

/* The library finds a comment's place by walking all rows above it, and for each column
 * before it all those before that one. In a very wide table that takes minutes, so the
 * steps are counted beforehand: about a thousand million a second. */
static void allow_comments(struct table_plan *plan, struct comment_room *room)
{
    bool has_room = true;
    for (size_t i = 0; i < plan->placed_count; i++) {
        const struct placed *placed = &plan->placed[i];
        if (i && placed[-1].row == placed->row && placed[-1].column == placed->column) {
            continue;
        }
        const double column =
            placed->column == UINT32_MAX ? 0 : placed->column - plan->table->first_column;
        const double steps = plan->data_top + (double)placed->row -
                             plan->table->first_row + column * column / 2;
        plan->mark_count++;
        has_room =
            has_room && plan->comment_limit < room->comments && steps <= room->steps;
        if (has_room) {
            room->steps -= steps;
            plan->comment_limit++;
        }
    }
    room->comments -= plan->comment_limit;
}

void plan_tables(struct arena *arena, struct book_plan *plan)
{
    const size_t table_count = plan->results->submission->table_count;
    size_t area = 0;
    for (size_t t = 0; t < table_count; t++) {
        struct table_plan *table = &plan->tables[t];
        const uint32_t room = XLSX_COLUMN_LIMIT - SIDE_COLUMNS;
        const uint32_t last = table->table->last_column;
        const uint32_t first = table->table->first_column;
        table->last_column = last - first < room ? last : first + room - 1;
        area += table->has_sheet ? table_area(table) : 0;
    }
    place_findings(arena, plan);
    struct comment_room room = {.comments = PLAN_COMMENT_LIMIT, .steps = comment_steps};
    size_t cells = 0;
    for (size_t t = 0; t < table_count; t++) {
        struct table_plan *table = &plan->tables[t];
        if (!table->has_sheet) {
            continue;
        }
        place_rows(arena, table, area <= PLAN_MANY_CELLS);
        allow_comments(table, &room);
        cells += (size_t)table->row_count *
                 (table->last_column - table->table->first_column + 1);
    }
    plan->is_streamed = cells > PLAN_MANY_CELLS / 4 ||
                        plan->listed > PLAN_LISTED_LIMIT / 6 ||
                        plan->sheet_count > PLAN_FEW_TABLES;
}

uint32_t table_plan_row(const struct table_plan *plan, uint32_t grid_row)
{
    const struct table *table = plan->table;
    if (grid_row < table->first_row || grid_row > table->last_row) {
        return PLAN_NO_ROW;
    }
    if (grid_row < table->first_data_row) {
        return plan->header_top + (grid_row - table->first_row);
    }
    if (plan->shows_all) {
        return plan->data_top + (grid_row - table->first_data_row);
    }
    uint32_t lowest = 0;
    uint32_t highest = plan->row_count;
    while (lowest < highest) {
        const uint32_t middle = lowest + (highest - lowest) / 2;
        if (plan->rows[middle] < grid_row) {
            lowest = middle + 1;
        } else {
            highest = middle;
        }
    }
    const bool is_found = lowest < plan->row_count && plan->rows[lowest] == grid_row;
    return is_found ? plan->data_top + lowest : PLAN_NO_ROW;
}
