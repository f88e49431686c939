#include "ingest/workbook/read_xlsx.h"

#include "base/text.h"
#include "ingest/workbook/pivot_cache.h"
#include "ingest/workbook/xlsx_extras.h"
#include "ingest/workbook/xlsx_properties.h"
#include "ingest/workbook/xlsx_sheet.h"
#include "ingest/workbook/xlsx_workbook.h"

/* Texts that no cell shows any more, as of rows that were deleted. */
static void tell_unused(const struct xlsx_strings *strings, struct hidden_list *hidden)
{
    struct hidden_texts texts = {0};
    size_t count = 0;
    for (size_t i = 0; i < strings->count; i++) {
        if (!strings->is_used[i] && !text_is_blank(strings->items[i])) {
            count++;
            hidden_texts_add(hidden->arena, &texts, strings->items[i]);
        }
    }
    if (count) {
        hidden_add(
            hidden, HIDDEN_TEXT, hidden_nowhere(NULL),
            text_format(hidden->arena, "%s that no cell shows",
                        text_counted(hidden->arena, (double)count, "text", "texts")),
            &texts);
    }
}

static bool read_sheets(struct reading *reading, struct package *package,
                        const struct xlsx_workbook *workbook, struct hidden_list *hidden)
{
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    if (!xlsx_styles_read(package, workbook->styles_part, &styles) ||
        !xlsx_strings_read(package, workbook->strings_part, &strings)) {
        return false;
    }
    struct workbook_use use = {0};
    struct grid **grids =
        arena_array(reading->arena, workbook->sheet_count, struct grid *);
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        const struct xlsx_sheet_entry *sheet = &workbook->sheets[i];
        if (!sheet->is_worksheet) {
            continue;
        }
        const struct xlsx_sheet_source source = {
            .package = package,
            .strings = &strings,
            .styles = &styles,
            .output = reading->output,
            .use = &use,
            .hidden = hidden,
            .is_1904 = workbook->is_1904,
            .name = sheet->name,
            .part = sheet->part,
        };
        struct grid *grid = xlsx_sheet_read(&source);
        if (!grid) {
            return false;
        }
        grids[reading->grid_count++] = grid;
    }
    tell_unused(&strings, hidden);
    reading->grids = grids;
    return true;
}

/* Caches of pivot tables, as grids of their own: whether their records are people is for
 * those to say who know tables. */
static bool read_caches(struct reading *reading, struct package *package,
                        const struct xlsx_parts *caches)
{
    struct grid **grids = arena_array(reading->arena, caches->count, struct grid *);
    for (size_t i = 0; i < caches->count; i++) {
        struct grid *grid = NULL;
        if (!pivot_cache_read(package, reading->output, caches->items[i].part, &grid)) {
            return false;
        }
        if (grid) {
            grids[reading->cache_count++] = grid;
        }
    }
    reading->caches = grids;
    return true;
}

static bool read_later(struct reading *reading, struct package *package,
                       const struct xlsx_workbook *workbook,
                       const struct xlsx_later *later, struct hidden_list *hidden)
{
    const struct xlsx_sheets sheets = {
        .workbook = workbook,
        .grids = reading->grids,
        .grid_count = reading->grid_count,
    };
    return xlsx_charts_read(package, &later->charts, &sheets, hidden) &&
           read_caches(reading, package, &later->caches);
}

static bool read_xlsx(struct reading *reading, struct refusal *refusal)
{
    struct package package = {
        .arena = reading->arena,
        .scratch = reading->scratch,
        .refusal = refusal,
    };
    struct xlsx_workbook workbook;
    struct document_properties properties;
    struct hidden_list hidden = {.arena = reading->arena, .output = reading->output};
    struct xlsx_later later = {0};
    const bool is_read =
        xlsx_open(&package, reading->bytes) && xlsx_workbook_read(&package, &workbook) &&
        xlsx_properties_read(&package, &properties) &&
        xlsx_extras_read(&package, &workbook, &properties, &hidden, &later) &&
        read_sheets(reading, &package, &workbook, &hidden) &&
        read_later(reading, &package, &workbook, &later, &hidden);
    package_close(&package);
    if (!is_read) {
        reading->grid_count = 0;
        reading->cache_count = 0;
        return false;
    }
    reading->hidden = hidden.items;
    reading->hidden_count = hidden.count;
    reading->is_own = document_properties_are_own(&properties);
    reading->read_as = text_format(
        reading->arena, "Excel workbook, %s",
        text_counted(reading->arena, (double)reading->grid_count, "sheet", "sheets"));
    return true;
}

static const char *const xlsx_kinds[] = {"xlsx", "xlsm", NULL};

const struct reader xlsx_reader = {
    .name = "Excel workbook",
    .kinds = xlsx_kinds,
    .read = read_xlsx,
};
