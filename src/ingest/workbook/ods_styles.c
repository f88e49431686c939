#include "ingest/workbook/ods_styles.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of an indent as spreadsheets make it, in centimetres. */
static const double indent_step = 0.35;
static const double smallest_size = 0.03; /* cm: less than a point */

struct ods_styles *ods_styles_create(struct package *package)
{
    struct ods_styles *styles = arena_new(package->scratch, struct ods_styles);
    *styles = (struct ods_styles){
        .package = package,
        .names = map_create(package->scratch, 256),
    };
    return styles;
}

/* "0.35cm", "10pt", "0.2in", "3mm" in centimetres. */
static double length_of(const char *text)
{
    static const struct {
        const char *unit;
        double size;
    } units[] = {{"cm", 1},         {"mm", 0.1},      {"in", 2.54},
                 {"pt", 2.54 / 72}, {"pc", 2.54 / 6}, {"px", 2.54 / 96}};
    char *end = NULL;
    const double number = strtod(text, &end);
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (text_equals(end, units[i].unit)) {
            return number * units[i].size;
        }
    }
    return number;
}

static void begin_style(struct ods_styles *styles, const char *const *attributes)
{
    struct package *package = styles->package;
    struct arena *arena = package->scratch;
    const char *name = xml_attribute(attributes, "style:name");
    const char *family = xml_attribute(attributes, "style:family");
    const char *parent = xml_attribute(attributes, "style:parent-style-name");
    styles->at = NULL;
    if (!name || !family) {
        return;
    }
    if (styles->count == ODS_STYLE_LIMIT) {
        package_refuse(package, "it has too many styles",
                       "Copy the tables into a new workbook.");
        return;
    }
    const char *key = text_format(arena, "%s/%s", family, name);
    (void)map_add_text(styles->names, key, styles->count);
    styles->at = arena_add(arena, styles->items, styles->count, styles->capacity);
    *styles->at = (struct ods_style){
        .parent = parent ? text_format(arena, "%s/%s", family, parent) : "",
        .ink = "",
        .paper = "",
        .indent = -1,
        .is_hidden = -1,
    };
}

static void take_colours(struct ods_styles *styles, const char *const *attributes)
{
    struct arena *arena = styles->package->scratch;
    const char *ink = xml_attribute(attributes, "fo:color");
    const char *paper = xml_attribute(attributes, "fo:background-color");
    if (ink) {
        styles->at->ink = text_copy(arena, ink, strlen(ink));
    }
    if (paper) {
        styles->at->paper = text_copy(arena, paper, strlen(paper));
    }
}

void ods_styles_open(struct ods_styles *styles, const char *name,
                     const char *const *attributes)
{
    if (strcmp(name, "style:style") == 0) {
        begin_style(styles, attributes);
        return;
    }
    if (!styles->at || strncmp(name, "style:", 6) != 0) {
        return;
    }
    struct ods_style *at = styles->at;
    const char *margin = xml_attribute(attributes, "fo:margin-left");
    const char *height = xml_attribute(attributes, "style:row-height");
    const char *width = xml_attribute(attributes, "style:column-width");
    const char *display = xml_attribute(attributes, "table:display");
    take_colours(styles, attributes);
    if (margin) {
        const double steps = length_of(margin) / indent_step;
        at->indent = steps > 0 ? (int)(steps < 100 ? steps + 0.5 : 100) : 0;
    }
    if (height || width) {
        at->is_hidden = length_of(height ? height : width) < smallest_size;
    }
    if (display) {
        at->is_hidden = text_equals(display, "false");
    }
}

static const struct ods_style *find(const struct ods_styles *styles, const char *key)
{
    const size_t index = key[0] ? map_find_text(styles->names, key) : MAP_NONE;
    return index == MAP_NONE ? NULL : &styles->items[index];
}

struct ods_style ods_style_find(const struct ods_styles *styles, const char *family,
                                const char *name)
{
    struct ods_style whole = {
        .parent = "", .ink = "", .paper = "", .indent = -1, .is_hidden = -1};
    char key[256];
    (void)snprintf(key, sizeof(key), "%s/%s", family, name ? name : "Default");
    const struct ods_style *style = find(styles, key);
    for (int depth = 0; style && depth < ODS_STYLE_DEPTH; depth++) {
        whole.ink = whole.ink[0] ? whole.ink : style->ink;
        whole.paper = whole.paper[0] ? whole.paper : style->paper;
        whole.indent = whole.indent >= 0 ? whole.indent : style->indent;
        whole.is_hidden = whole.is_hidden >= 0 ? whole.is_hidden : style->is_hidden;
        style = find(styles, style->parent);
    }
    whole.indent = whole.indent > 0 ? whole.indent : 0;
    whole.is_hidden = whole.is_hidden > 0;
    return whole;
}

bool ods_style_is_invisible(const struct ods_style *style)
{
    const char *ink = style->ink[0] ? style->ink : "#000000";
    const bool has_paper = style->paper[0] && !text_equals(style->paper, "transparent");
    return text_equals_ignoring_case(ink, has_paper ? style->paper : "#ffffff");
}
