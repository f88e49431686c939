/*
 * One pass over styles.xml, which lists formats, fonts and fills before the cell formats
 * that point at them.
 */
#include "ingest/workbook/xlsx_styles.h"

#include "base/text.h"

#include <string.h>

struct named_format {
    unsigned long id;
    const char *code;
};

enum section { IN_NOTHING, IN_FONTS, IN_FILLS, IN_CELL_FORMATS, IN_DIFFERENTIAL };

struct styles_reader {
    struct package *package;
    enum section section;
    struct named_format *formats;
    size_t format_count;
    size_t format_capacity;
    const char **font_colours; /* "" where none is given: the usual black */
    size_t font_count;
    size_t font_capacity;
    const char **fill_colours; /* "" where there is none: the usual white */
    size_t fill_count;
    size_t fill_capacity;
    bool is_solid;
    struct xlsx_style *styles;
    size_t style_count;
    size_t style_capacity;
    bool *differential_hides;
    size_t differential_count;
    size_t differential_capacity;
    bool is_in_font;
};

#define WHITE "FFFFFF"
#define BLACK "000000"

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list; list++) {
        if (text_equals(text, *list)) {
            return true;
        }
    }
    return false;
}

/* A colour that the workbook takes from its theme or from the old palette. */
static const char *listed_colour(struct arena *arena, const char *list, const char *index,
                                 const char *tint)
{
    static const char *const whites[] = {"theme 0", "indexed 1", "indexed 9",
                                         "indexed 65", NULL};
    static const char *const blacks[] = {"theme 1", "indexed 0", "indexed 8",
                                         "indexed 64", NULL};
    const char *name = text_format(arena, "%s %s", list, index);
    if (tint && !text_equals(tint, "0")) {
        return text_format(arena, "%s %s", name, tint);
    }
    if (is_one_of(name, whites)) {
        return WHITE;
    }
    return is_one_of(name, blacks) ? BLACK : name;
}

/* A colour as six digits, or as a name that equals itself alone: "theme 4 0.6". */
static const char *colour_of(struct arena *arena, const char *const *attributes)
{
    const char *rgb = xml_attribute(attributes, "rgb");
    const char *theme = xml_attribute(attributes, "theme");
    const char *indexed = xml_attribute(attributes, "indexed");
    const char *tint = xml_attribute(attributes, "tint");
    if (rgb) {
        const size_t length = strlen(rgb);
        return text_format(arena, "%s", length > 6 ? rgb + length - 6 : rgb);
    }
    if (theme) {
        return listed_colour(arena, "theme", theme, tint);
    }
    return indexed ? listed_colour(arena, "indexed", indexed, tint) : "";
}

static const char *code_of(const struct styles_reader *reader, unsigned long id)
{
    for (size_t i = 0; i < reader->format_count; i++) {
        if (reader->formats[i].id == id) {
            return reader->formats[i].code;
        }
    }
    return number_format_built_in((unsigned)id);
}

static bool refuse_many(struct styles_reader *reader, size_t count)
{
    if (count < XLSX_STYLE_LIMIT) {
        return false;
    }
    package_refuse(reader->package, "it has too many styles",
                   "Copy the tables into a new workbook.");
    return true;
}

static void add_format(struct styles_reader *reader, const char *const *attributes)
{
    const char *code = xml_attribute(attributes, "formatCode");
    unsigned long id = 0;
    if (code && text_whole(xml_attribute(attributes, "numFmtId"), UINT32_MAX, &id) &&
        !refuse_many(reader, reader->format_count)) {
        struct arena *arena = reader->package->arena;
        *arena_add(reader->package->scratch, reader->formats, reader->format_count,
                   reader->format_capacity) =
            (struct named_format){.id = id, .code = text_copy(arena, code, strlen(code))};
    }
}

/* Whether text in this font cannot be seen on this fill. */
static bool is_invisible(const struct styles_reader *reader, unsigned long font,
                         unsigned long fill)
{
    const char *ink = font < reader->font_count ? reader->font_colours[font] : "";
    const char *paper = fill < reader->fill_count ? reader->fill_colours[fill] : "";
    return text_equals(ink[0] ? ink : BLACK, paper[0] ? paper : WHITE);
}

static void add_style(struct styles_reader *reader, const char *const *attributes)
{
    unsigned long format = 0;
    unsigned long font = 0;
    unsigned long fill = 0;
    if (refuse_many(reader, reader->style_count)) {
        return;
    }
    (void)text_whole(xml_attribute(attributes, "numFmtId"), UINT32_MAX, &format);
    (void)text_whole(xml_attribute(attributes, "fontId"), UINT32_MAX, &font);
    (void)text_whole(xml_attribute(attributes, "fillId"), UINT32_MAX, &fill);
    const char *code = code_of(reader, format);
    const size_t count = reader->style_count;
    const bool is_known = count && text_equals(reader->styles[count - 1].code, code);
    *arena_add(reader->package->arena, reader->styles, reader->style_count,
               reader->style_capacity) = (struct xlsx_style){
        .format = is_known ? reader->styles[count - 1].format
                           : number_format_read(reader->package->arena, code),
        .code = code,
        .is_invisible = is_invisible(reader, font, fill),
    };
}

static void open_in_fonts(struct styles_reader *reader, const char *name,
                          const char *const *attributes)
{
    if (strcmp(name, "font") == 0 && !refuse_many(reader, reader->font_count)) {
        *arena_add(reader->package->scratch, reader->font_colours, reader->font_count,
                   reader->font_capacity) = "";
    } else if (strcmp(name, "color") == 0 && reader->font_count) {
        reader->font_colours[reader->font_count - 1] =
            colour_of(reader->package->scratch, attributes);
    }
}

static void open_in_fills(struct styles_reader *reader, const char *name,
                          const char *const *attributes)
{
    if (strcmp(name, "fill") == 0 && !refuse_many(reader, reader->fill_count)) {
        *arena_add(reader->package->scratch, reader->fill_colours, reader->fill_count,
                   reader->fill_capacity) = "";
        reader->is_solid = false;
    } else if (strcmp(name, "patternFill") == 0) {
        reader->is_solid = text_equals(xml_attribute(attributes, "patternType"), "solid");
    } else if (strcmp(name, "fgColor") == 0 && reader->is_solid && reader->fill_count) {
        reader->fill_colours[reader->fill_count - 1] =
            colour_of(reader->package->scratch, attributes);
    }
}

static void open_in_cell_formats(struct styles_reader *reader, const char *name,
                                 const char *const *attributes)
{
    if (strcmp(name, "xf") == 0) {
        add_style(reader, attributes);
    } else if (strcmp(name, "alignment") == 0 && reader->style_count) {
        unsigned long indent = 0;
        (void)text_whole(xml_attribute(attributes, "indent"), UINT8_MAX, &indent);
        reader->styles[reader->style_count - 1].indent = (uint8_t)indent;
    }
}

/* A conditional format hides where its ink is white or its number format shows nothing.
 */
static void open_in_differential(struct styles_reader *reader, const char *name,
                                 const char *const *attributes)
{
    struct arena *arena = reader->package->arena;
    if (strcmp(name, "dxf") == 0 && !refuse_many(reader, reader->differential_count)) {
        *arena_add(arena, reader->differential_hides, reader->differential_count,
                   reader->differential_capacity) = false;
    }
    reader->is_in_font =
        strcmp(name, "font") == 0 || (reader->is_in_font && strcmp(name, "fill") != 0);
    const char *code = xml_attribute(attributes, "formatCode");
    const bool is_white =
        reader->is_in_font && strcmp(name, "color") == 0 &&
        text_equals(colour_of(reader->package->scratch, attributes), WHITE);
    const bool is_blank =
        code && strcmp(name, "numFmt") == 0 &&
        number_format_read(arena, code)->sections[0].kind == FORMAT_NOTHING;
    if (reader->differential_count && (is_white || is_blank)) {
        reader->differential_hides[reader->differential_count - 1] = true;
    }
}

static void open_style(void *context, const char *name, const char *const *attributes)
{
    static const struct {
        const char *name;
        enum section section;
    } sections[] = {
        {"fonts", IN_FONTS},          {"fills", IN_FILLS},
        {"cellXfs", IN_CELL_FORMATS}, {"dxfs", IN_DIFFERENTIAL},
        {"cellStyleXfs", IN_NOTHING}, {"borders", IN_NOTHING},
        {"tableStyles", IN_NOTHING},
    };
    struct styles_reader *reader = context;
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
        if (strcmp(name, sections[i].name) == 0) {
            reader->section = sections[i].section;
            return;
        }
    }
    if (strcmp(name, "numFmt") == 0 && reader->section != IN_DIFFERENTIAL) {
        add_format(reader, attributes);
    } else if (reader->section == IN_FONTS) {
        open_in_fonts(reader, name, attributes);
    } else if (reader->section == IN_FILLS) {
        open_in_fills(reader, name, attributes);
    } else if (reader->section == IN_CELL_FORMATS) {
        open_in_cell_formats(reader, name, attributes);
    } else if (reader->section == IN_DIFFERENTIAL) {
        open_in_differential(reader, name, attributes);
    }
}

const struct xlsx_style *xlsx_style_at(const struct xlsx_styles *styles, size_t index)
{
    static const struct number_format general = {
        .sections = {{.kind = FORMAT_GENERAL, .currency = "", .literal = ""}},
        .section_count = 1,
    };
    static const struct xlsx_style plain = {.format = &general, .code = "General"};
    return index < styles->count ? &styles->items[index] : &plain;
}

bool xlsx_styles_read(struct package *package, const char *part,
                      struct xlsx_styles *styles)
{
    struct styles_reader reader = {.package = package};
    const struct xml_handler callbacks = {.open = open_style, .context = &reader};
    *styles = (struct xlsx_styles){0};
    if (part && !package_parse(package, part, &callbacks)) {
        return false;
    }
    styles->items = reader.styles;
    styles->count = reader.style_count;
    styles->differential_hides = reader.differential_hides;
    styles->differential_count = reader.differential_count;
    return true;
}
