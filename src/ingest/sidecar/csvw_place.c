/*
 * Where a described table stands in its file: a range, a fragment of the url, or the
 * dialect. Without any of them the headings are looked for by the titles of the columns.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

enum { HEADING_ROW_LIMIT = 20, HEADING_SEARCH_LIMIT = 200, ROW_DIGITS = 7 };

struct dialect {
    bool has_rows; /* says where headings begin or how many rows they take */
    uint32_t skip_rows;
    uint32_t heading_count;
    uint32_t skip_columns;
    const char *comment;
};

/* "B12" at `*text`, moving it on; rows and columns from 0. */
static bool read_corner(const char **text, uint32_t *row, uint32_t *column)
{
    const char *at = *text;
    uint32_t letters = 0;
    uint32_t number = 0;
    int digits = 0;
    for (; (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z'); at++) {
        letters = letters * 26 + (uint32_t)((*at & ~0x20) - 'A') + 1;
        if (letters > UINT16_MAX) {
            return false;
        }
    }
    for (; *at >= '0' && *at <= '9' && digits <= ROW_DIGITS + 2; at++, digits++) {
        number = number * 10 + (uint32_t)(*at - '0');
    }
    *text = at;
    *row = number - 1;
    *column = letters - 1;
    return letters > 0 && number > 0 && digits <= ROW_DIGITS + 1;
}

static bool read_range(const char *text, struct plan *plan)
{
    if (!read_corner(&text, &plan->first_row, &plan->first_column) || *text++ != ':') {
        return false;
    }
    return read_corner(&text, &plan->last_row, &plan->last_column) && *text == '\0' &&
           plan->first_row <= plan->last_row && plan->first_column <= plan->last_column;
}

static bool is_within(const struct grid *grid, const struct plan *plan)
{
    return plan->last_row < grid->row_count && plan->last_column < grid->column_count;
}

static void read_dialect(struct csvw_reader *reader, const struct sidecar_node *node,
                         struct dialect *dialect)
{
    static const char *const known[] = {"@id",
                                        "@type",
                                        "commentPrefix",
                                        "delimiter",
                                        "doubleQuote",
                                        "encoding",
                                        "header",
                                        "headerRowCount",
                                        "lineTerminators",
                                        "quoteChar",
                                        "skipBlankRows",
                                        "skipColumns",
                                        "skipInitialSpace",
                                        "skipRows",
                                        "trim"};
    struct sidecar_source *source = reader->source;
    *dialect = (struct dialect){.heading_count = 1, .comment = ""};
    if (!sidecar_node_is_object(source, node)) {
        return;
    }
    csvw_check_keys(source, node, known, COUNT_OF(known), false);
    const struct sidecar_node header = sidecar_node_at(node, "header");
    const struct sidecar_node count = sidecar_node_at(node, "headerRowCount");
    const struct sidecar_node rows = sidecar_node_at(node, "skipRows");
    const struct sidecar_node columns = sidecar_node_at(node, "skipColumns");
    const struct sidecar_node comment = sidecar_node_at(node, "commentPrefix");
    bool has_header = true;
    if (sidecar_node_flag(source, &header, &has_header) && !has_header) {
        dialect->heading_count = 0;
    }
    dialect->has_rows = sidecar_node_whole(source, &count, &dialect->heading_count);
    dialect->has_rows |= sidecar_node_whole(source, &rows, &dialect->skip_rows);
    (void)sidecar_node_whole(source, &columns, &dialect->skip_columns);
    if (comment.json && !json_is_null(comment.json)) {
        (void)sidecar_node_text(source, &comment, &dialect->comment);
    }
    if (dialect->heading_count > HEADING_ROW_LIMIT) {
        sidecar_complain(source, &count, "", "headerRowCount is more than %d",
                         HEADING_ROW_LIMIT);
        dialect->heading_count = 1;
    }
    if (dialect->skip_rows >= reader->grid->row_count && dialect->skip_rows > 0) {
        sidecar_complain(source, &rows, "", "skipRows is %u, but the file has %u rows",
                         dialect->skip_rows, reader->grid->row_count);
        dialect->skip_rows = 0;
    }
}

static bool is_blank_row(const struct grid *grid, uint32_t row)
{
    for (uint32_t column = 0; column < grid->rows[row].count; column++) {
        if (!text_is_blank(grid_text(grid, row, column))) {
            return false;
        }
    }
    return true;
}

/* People count the blank line between title and table in or leave it out: both are meant.
 */
static uint32_t first_row_of(const struct grid *grid, const struct dialect *dialect,
                             uint32_t start)
{
    uint32_t row = start + dialect->skip_rows;
    while (row + 1 < grid->row_count) {
        const bool is_comment =
            dialect->comment[0] &&
            text_starts_with(grid_text(grid, row, 0), dialect->comment);
        if (!is_comment && !is_blank_row(grid, row)) {
            break;
        }
        row++;
    }
    return row;
}

/* "row=5-15" (from 1, both ends in), as RFC 7111 says. */
static bool read_fragment(const char *fragment, const struct grid *grid,
                          struct plan *plan)
{
    uint32_t ends[2] = {0, 0};
    const char *at = fragment + strlen("row=");
    for (int i = 0; i < 2; i++) {
        int digits = 0;
        for (; *at >= '0' && *at <= '9' && digits <= ROW_DIGITS; at++, digits++) {
            ends[i] = ends[i] * 10 + (uint32_t)(*at - '0');
        }
        if (*at == (i ? '\0' : '-')) {
            at += !i;
        } else {
            return false;
        }
    }
    plan->first_row = ends[0] - 1;
    plan->last_row = ends[1] - 1;
    plan->first_column = 0;
    plan->last_column = grid->column_count ? grid->column_count - 1 : 0;
    return ends[0] > 0 && ends[0] <= ends[1];
}

static bool place_by_range(struct csvw_reader *reader,
                           const struct csvw_description *description, struct plan *place)
{
    struct sidecar_source *source = reader->source;
    const struct sidecar_node sdc = csvw_sdc(&description->table);
    const struct sidecar_node range = sidecar_node_at(&sdc, "range");
    const struct sidecar_node url = sidecar_node_at(&description->table, "url");
    const bool has_fragment = text_starts_with(description->fragment, "row=");
    const char *text = NULL;
    bool is_good = false;
    if (sidecar_node_text(source, &range, &text)) {
        is_good = read_range(text, place);
    } else if (has_fragment && !range.json) {
        is_good = read_fragment(description->fragment, reader->grid, place);
    } else {
        return false;
    }
    const struct sidecar_node *said = text ? &range : &url;
    if (!is_good) {
        sidecar_complain(source, said, "Write it as A5:G15, or row=5-15 behind the url.",
                         "this is no range of cells");
    } else if (!is_within(reader->grid, place)) {
        sidecar_complain(source, said, "",
                         "the range goes beyond the file: it ends at %s",
                         grid_place(reader->arena, reader->grid->row_count - 1,
                                    reader->grid->column_count - 1));
        is_good = false;
    }
    return is_good;
}

/* How many of the titles of the columns stand in this row. */
static size_t count_titles(const struct csvw_reader *reader, uint32_t row,
                           const char *const *keys, size_t count)
{
    size_t found = 0;
    for (uint32_t column = 0; column < reader->grid->rows[row].count; column++) {
        const char *key = text_key(reader->arena, grid_text(reader->grid, row, column));
        bool is_title = false;
        for (size_t i = 0; i < count && !is_title; i++) {
            is_title = key[0] && text_equals(key, keys[i]);
        }
        found += is_title;
    }
    return found;
}

/* The keys of the first title of each column, as far as they can be read. */
static size_t title_keys(const struct csvw_reader *reader,
                         const struct sidecar_node *schema, const char ***keys)
{
    json_t *columns = json_object_get(schema->json, "columns");
    const size_t all = json_array_size(columns);
    size_t count = 0;
    *keys = arena_array(reader->arena, all, const char *);
    for (size_t i = 0; i < all; i++) {
        json_t *titles = json_object_get(json_array_get(columns, i), "titles");
        json_t *title = json_is_array(titles) ? json_array_get(titles, 0) : titles;
        if (json_is_string(title)) {
            (*keys)[count++] = text_key(reader->arena, json_string_value(title));
        }
    }
    return count;
}

static uint32_t search_headings(const struct csvw_reader *reader,
                                const struct sidecar_node *schema)
{
    const char **keys = NULL;
    const size_t count = title_keys(reader, schema, &keys);
    const uint32_t rows = reader->grid->row_count < HEADING_SEARCH_LIMIT
                              ? reader->grid->row_count
                              : HEADING_SEARCH_LIMIT;
    uint32_t best_row = 0;
    size_t best = 0;
    for (uint32_t row = 0; row < rows && count > 0; row++) {
        const size_t found = count_titles(reader, row, keys, count);
        if (found > best) {
            best = found;
            best_row = row;
        }
    }
    return best_row;
}

/* The headings must leave room for the figures. */
static void take_headings(struct csvw_reader *reader,
                          const struct sidecar_node *dialect_node, uint32_t heading_count,
                          uint32_t last_row)
{
    struct plan *plan = &reader->said->plan;
    reader->heading_row = plan->first_row;
    reader->heading_count = heading_count;
    if ((uint64_t)plan->first_row + heading_count > last_row) {
        sidecar_complain(reader->source, dialect_node, "",
                         "no row is left below the %u rows of headings", heading_count);
        reader->heading_count = last_row > plan->first_row ? 1 : 0;
    }
    plan->first_data_row = plan->first_row + reader->heading_count;
}

void csvw_read_place(struct csvw_reader *reader,
                     const struct csvw_description *description)
{
    const struct grid *grid = reader->grid;
    struct sidecar_table *said = reader->said;
    const struct sidecar_node schema =
        sidecar_node_at(&description->table, "tableSchema");
    const struct sidecar_node own = sidecar_node_at(&description->table, "dialect");
    const struct sidecar_node shared = sidecar_node_at(&description->group, "dialect");
    const struct sidecar_node *node = own.json ? &own : &shared;
    const uint32_t last_row = grid->row_count ? grid->row_count - 1 : 0;
    struct dialect dialect;
    struct plan place = {0};
    read_dialect(reader, node, &dialect);
    reader->first_column = 0;
    reader->last_column = grid->column_count ? grid->column_count - 1 : 0;
    if (place_by_range(reader, description, &place)) {
        said->has_rows = true;
        said->has_range = true;
        said->plan.first_row = place.first_row;
        said->plan.last_row = place.last_row;
        said->plan.first_column = place.first_column;
        said->plan.last_column = place.last_column;
        reader->first_column = place.first_column;
        reader->last_column = place.last_column;
        take_headings(reader, node, dialect.heading_count, place.last_row);
    } else if (dialect.has_rows) {
        said->has_rows = true;
        said->plan.first_row = first_row_of(grid, &dialect, 0);
        reader->first_column =
            dialect.skip_columns <= reader->last_column ? dialect.skip_columns : 0;
        take_headings(reader, node, dialect.heading_count, last_row);
    } else {
        reader->heading_row = search_headings(reader, &schema);
        reader->heading_count = grid->row_count ? 1 : 0;
    }
}
