/*
 * Label columns: blanks that mean "as above", breakdowns named by another column,
 * geography spread over several columns, sections of rows, and the panel that a block
 * stands for.
 *
 * Which label means "all" is decided with the numbers at hand, in build_partitions.c.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

/* --- geography -------------------------------------------------------------------------
 */

struct level_columns {
    const char *key;
    const char *name;
    const char *code;
    const char *older_code;
    uint32_t rank;
};

/* Levels of EES files that are found most; others are known by the same rule of names. */
static const struct level_columns known_levels[] = {
    {"national", "country_name", "country_code", NULL, 0},
    {"regional", "region_name", "region_code", NULL, 1},
    {"local authority", "la_name", "new_la_code", "old_la_code", 2},
    {"local authority district", "lad_name", "lad_code", NULL, 3},
    {"parliamentary constituency", "pcon_name", "pcon_code", NULL, 3},
    {"ward", "ward_name", "ward_code", NULL, 4},
    {"local skills improvement plan area", "lsip_name", "lsip_code", NULL, 2},
    {"english devolved area", "english_devolved_area_name", "english_devolved_area_code",
     NULL, 2},
    {"local enterprise partnership", "local_enterprise_partnership_name",
     "local_enterprise_partnership_code", NULL, 2},
    {"opportunity area", "opportunity_area_name", "opportunity_area_code", NULL, 2},
    {"police force area", "pfa_name", "pfa_code", NULL, 2},
    {"mat", "trust_name", "trust_id", NULL, 5},
    {"school", "school_name", "school_urn", "school_laestab", 5},
    {"provider", "provider_name", "provider_ukprn", NULL, 5},
    {"institution", "institution_name", "institution_id", NULL, 5},
};

static uint32_t column_named(const struct inference *at, const char *name)
{
    for (uint32_t i = 0; name && i < at->column_count; i++) {
        if (text_equals(text_key(at->arena, at->headings[i].text), name)) {
            return i;
        }
    }
    return PLAN_NONE;
}

static uint32_t as_grid_column(const struct inference *at, uint32_t line)
{
    return line == PLAN_NONE ? PLAN_NONE : grid_column(at, line);
}

static void claim_place(struct inference *at, uint32_t line, const char *dimension,
                        bool is_code)
{
    if (line == PLAN_NONE) {
        return;
    }
    struct plan_line *plan_line = &at->lines[line];
    plan_line->role = is_code ? ROLE_ID : ROLE_DIMENSION;
    plan_line->origin = at->is_known[line] ? plan_line->origin : ORIGIN_NAME;
    plan_line->dimension = is_code ? "" : dimension;
    plan_line->detail = is_code ? "code of a place" : "place";
}

static void infer_places(struct inference *at)
{
    uint32_t level = column_named(at, "geographic_level");
    if (level == PLAN_NONE) {
        level = column_named(at, "geographical_level");
    }
    if (level == PLAN_NONE) {
        return;
    }
    const size_t limit = sizeof(known_levels) / sizeof(known_levels[0]);
    struct plan_places *places = arena_new(at->arena, struct plan_places);
    struct plan_place_level *levels =
        arena_array(at->arena, limit, struct plan_place_level);
    places->dimension = "Location";
    places->level_column = grid_column(at, level);
    places->levels = levels;
    for (size_t i = 0; i < limit; i++) {
        const uint32_t name = column_named(at, known_levels[i].name);
        const uint32_t code = column_named(at, known_levels[i].code);
        const uint32_t older = column_named(at, known_levels[i].older_code);
        if (name == PLAN_NONE && code == PLAN_NONE) {
            continue;
        }
        claim_place(at, name, places->dimension, false);
        claim_place(at, code, places->dimension, name != PLAN_NONE);
        claim_place(at, older, places->dimension, true);
        levels[places->level_count++] = (struct plan_place_level){
            .key = known_levels[i].key,
            .name_column = as_grid_column(at, name != PLAN_NONE ? name : code),
            .code_column = as_grid_column(at, code),
            .rank = known_levels[i].rank,
        };
    }
    if (places->level_count == 0) {
        return;
    }
    at->lines[level].role = ROLE_NOTE;
    at->lines[level].detail = "level of the place";
    at->lines[level].dimension = "";
    at->plan->places = places;
}

const char *infer_dimension_name(const struct inference *at, uint32_t line)
{
    const char *name = at->lines[line].dimension;
    if (name[0]) {
        return name;
    }
    return line ? text_format(at->arena, "rows %u", (unsigned)line + 1) : "rows";
}

/* --- breakdowns ------------------------------------------------------------------------
 */

/* "breakdown_topic" beside "breakdown": labels of several variables in one column. */
static void infer_breakdowns(struct inference *at)
{
    static const char *const pairs[][2] = {
        {"breakdown_topic", "breakdown"},
        {"characteristic_type", "characteristic_value"},
        {"characteristic_topic", "characteristic"},
        {"characteristic_group", "characteristic"},
        {"breakdown_type", "breakdown"},
        {"variable", "category"},
        {"variable", "level"},
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        const uint32_t group = column_named(at, pairs[i][0]);
        const uint32_t line = column_named(at, pairs[i][1]);
        const bool is_free = group != PLAN_NONE && line != PLAN_NONE &&
                             at->lines[line].role == ROLE_DIMENSION &&
                             at->lines[group].role == ROLE_DIMENSION &&
                             at->lines[line].group_column == PLAN_NONE;
        if (is_free) {
            at->lines[line].group_column = grid_column(at, group);
        }
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        const uint32_t group = at->lines[i].group_column;
        if (group == PLAN_NONE) {
            continue;
        }
        struct plan_line *group_line = &at->lines[group - at->block->first_column];
        group_line->role = ROLE_NOTE;
        group_line->dimension = "";
        group_line->detail = "breakdown that the category belongs to";
    }
}

/* --- blanks ----------------------------------------------------------------------------
 */

static bool is_blank_at(const struct inference *at, uint32_t row, uint32_t line)
{
    return text_is_blank(
        grid_text(at->grid, at->values->first_row + row, grid_column(at, line)));
}

/* The next label column to the right, or PLAN_NONE. */
static uint32_t next_label(const struct inference *at, uint32_t line)
{
    for (uint32_t i = line + 1; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_DIMENSION) {
            return i;
        }
    }
    return PLAN_NONE;
}

struct blanks {
    uint32_t count;
    uint32_t with_inner; /* of them: with a label of the next column beside them */
    bool starts_blank;
};

static struct blanks blanks_of(const struct inference *at, uint32_t line, uint32_t inner)
{
    struct blanks blanks = {.count = 0};
    bool is_first = true;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        if (!is_data_row(at, row)) {
            continue;
        }
        const bool is_blank = is_blank_at(at, row, line);
        blanks.starts_blank |= is_first && is_blank;
        blanks.count += is_blank ? 1 : 0;
        blanks.with_inner +=
            is_blank && inner != PLAN_NONE && !is_blank_at(at, row, inner) ? 1 : 0;
        is_first = false;
    }
    return blanks;
}

/* Blanks below a label, with labels of an inner column beside them, repeat the label. */
static void infer_blanks(struct inference *at, uint32_t line)
{
    const struct blanks blanks = blanks_of(at, line, next_label(at, line));
    const bool is_place =
        at->plan->places && text_equals(at->lines[line].detail, "place");
    if (blanks.count == 0 || is_place) {
        return;
    }
    if (!blanks.starts_blank && blanks.with_inner == blanks.count) {
        at->lines[line].fills_down = true;
    } else if (line == 0) { /* further right it may be the inner label of "All,,208" */
        infer_doubt(at, UINT32_MAX, grid_column(at, line), 0.12,
                    "some labels of column %s are empty",
                    grid_column_letters(at->arena, grid_column(at, line)));
    }
}

/* --- sections --------------------------------------------------------------------------
 */

static const char *section_text(struct inference *at, uint32_t row)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const char *text = grid_text(at->grid, row, grid_column(at, i));
        if (!text_is_blank(text)) {
            return text_squeezed(at->arena, text);
        }
    }
    return "";
}

/* "Panel A: 2022" -> "2022"; other texts stay as they are. */
static const char *panel_category(struct arena *arena, const char *text)
{
    const char *colon = strchr(text, ':');
    const bool is_panel = text_starts_with(text_key(arena, text), "panel");
    return is_panel && colon ? text_squeezed(arena, colon + 1)
                             : text_squeezed(arena, text);
}

static void infer_sections(struct inference *at)
{
    const struct table_block *block = at->block;
    size_t count = 0;
    size_t capacity = 0;
    struct plan_section *sections = NULL;
    for (uint32_t row = block->first_row; row <= block->last_row; row++) {
        if (block->kinds[row - block->first_row] != ROW_SECTION) {
            continue;
        }
        if (count) {
            sections[count - 1].last_row = row - 1;
        }
        const char *text = panel_category(at->arena, section_text(at, row));
        struct plan_section *section = arena_add(at->arena, sections, count, capacity);
        *section = (struct plan_section){
            .first_row = row,
            .last_row = block->last_row,
            .of = {name_is_year(text) ? "Year" : "section", text},
        };
    }
    if (infer_stacked(at, sections, count)) {
        return;
    }
    at->plan->sections = sections;
    at->plan->section_count = (uint32_t)count;
    if (count) {
        infer_doubt(at, sections[0].first_row, UINT32_MAX, 0.06,
                    "\"%s\" was read as a heading for the rows below it",
                    sections[0].of.category);
    }
}

static void infer_panel(struct inference *at)
{
    if (!at->block->panel[0]) {
        return;
    }
    struct plan_pair *pair = arena_new(at->arena, struct plan_pair);
    const char *text = panel_category(at->arena, at->block->panel);
    *pair = (struct plan_pair){name_is_year(text) ? "Year" : "Panel", text};
    at->plan->of = pair;
    at->plan->of_count = 1;
}

/* Labels that occur more often than their identifiers: two schools of one name. */
static bool has_namesakes(const struct inference *at, uint32_t line, uint32_t id)
{
    struct arena *scratch = arena_create(0);
    struct map *ids = map_create(scratch, 64);
    struct map *names = map_create(scratch, 64);
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        const uint32_t grid_row = at->values->first_row + row;
        if (is_data_row(at, row) && !is_blank_at(at, row, id)) {
            (void)map_add_text(ids, grid_text(at->grid, grid_row, grid_column(at, id)),
                               row);
            (void)map_add_text(names,
                               grid_text(at->grid, grid_row, grid_column(at, line)), row);
        }
    }
    const bool has = ids->count > names->count && ids->count < 2 * names->count;
    arena_destroy(scratch);
    return has;
}

static void find_id(struct inference *at, uint32_t line)
{
    const uint32_t beside[] = {line ? line - 1 : PLAN_NONE, line + 1};
    for (int i = 0; i < 2; i++) {
        const uint32_t id = beside[i];
        if (id < at->column_count && at->lines[id].role == ROLE_ID &&
            has_namesakes(at, line, id)) {
            at->lines[line].id_column = grid_column(at, id);
        }
    }
}

static void infer_namesakes(struct inference *at)
{
    for (uint32_t i = 0; !at->plan->places && i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_DIMENSION) {
            find_id(at, i);
        }
    }
}

void infer_dimensions(struct inference *at)
{
    infer_places(at);
    infer_breakdowns(at);
    infer_namesakes(at);
    for (uint32_t i = 0; i < at->column_count; i++) {
        const bool is_long = at->is_tidy && at->plan->places;
        if (at->lines[i].role == ROLE_DIMENSION && !is_long) {
            infer_blanks(at, i);
        }
        const bool is_constant_note =
            at->is_tidy &&
            text_equals(text_key(at->arena, at->headings[i].text), "time_identifier");
        if (is_constant_note && !at->is_known[i]) {
            at->lines[i].role = ROLE_NOTE;
            at->lines[i].dimension = "";
        }
    }
    infer_sections(at);
    infer_panel(at);
    infer_paths(at);
}
