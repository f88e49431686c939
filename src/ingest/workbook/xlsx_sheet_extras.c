#include "ingest/workbook/xlsx_sheet_extras.h"

#include "base/text.h"
#include "ingest/workbook/cell_reference.h"
#include "ingest/workbook/formula.h"

#include <stdlib.h>
#include <string.h>

static const double thinnest_column = 0.1; /* characters */
static const double lowest_row = 1;        /* points */

static bool is_under(const char *text, double least)
{
    char *end = NULL;
    const double size = text ? strtod(text, &end) : least;
    return text && end != text && size < least;
}

void xlsx_sheet_extras_row(struct xlsx_sheet_extras *extras, uint32_t row,
                           const char *const *attributes)
{
    const char *height = xml_attribute(attributes, "ht");
    if (text_flag(xml_attribute(attributes, "hidden")) || is_under(height, lowest_row) ||
        (extras->hides_rows && !height)) {
        sheet_hiding_add_rows(&extras->hiding, row, row);
    }
}

static void open_column(struct xlsx_sheet_extras *extras, const char *const *attributes)
{
    unsigned long first = 0;
    unsigned long last = 0;
    const bool is_hidden = text_flag(xml_attribute(attributes, "hidden")) ||
                           is_under(xml_attribute(attributes, "width"), thinnest_column);
    if (is_hidden &&
        text_whole(xml_attribute(attributes, "min"), SHEET_COLUMN_LIMIT, &first) &&
        text_whole(xml_attribute(attributes, "max"), SHEET_COLUMN_LIMIT, &last) &&
        first && first <= last) {
        sheet_hiding_add_columns(&extras->hiding, (uint32_t)first - 1,
                                 (uint32_t)last - 1);
    }
}

static void note(struct xlsx_sheet_extras *extras, struct extra_found *found,
                 const char *text)
{
    struct arena *arena = extras->package->arena;
    if (found->count++ == 0) {
        found->first = extras->place;
    }
    hidden_texts_add(arena, &found->texts, text);
}

static void open_format_rule(struct xlsx_sheet_extras *extras,
                             const char *const *attributes)
{
    unsigned long index = 0;
    const struct xlsx_styles *styles = extras->styles;
    if (text_whole(xml_attribute(attributes, "dxfId"), UINT32_MAX, &index) &&
        index < styles->differential_count && styles->differential_hides[index]) {
        note(extras, &extras->hiding_formats, "");
    }
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const header_names[] = {"oddHeader",  "oddFooter",   "evenHeader",
                                           "evenFooter", "firstHeader", "firstFooter",
                                           NULL};
static const char *const formula_names[] = {
    "formula", "formula1", "formula2", "xm:f", "x14:formula1", "x14:formula2", NULL};

void xlsx_sheet_extras_open(struct xlsx_sheet_extras *extras, const char *name,
                            const char *const *attributes)
{
    struct arena *arena = extras->package->arena;
    const char *places = xml_attribute(attributes, "sqref");
    if (places) {
        extras->place = text_format(arena, "%.*s", (int)strcspn(places, " "), places);
    }
    if (strcmp(name, "col") == 0) {
        open_column(extras, attributes);
    } else if (strcmp(name, "sheetFormatPr") == 0) {
        extras->hides_rows = text_flag(xml_attribute(attributes, "zeroHeight"));
    } else if (strcmp(name, "cfRule") == 0) {
        open_format_rule(extras, attributes);
    } else if (strcmp(name, "cfvo") == 0 &&
               text_equals(xml_attribute(attributes, "type"), "num")) {
        note(extras, &extras->limits, "");
    } else if (strcmp(name, "inputCells") == 0) {
        const char *cell = xml_attribute(attributes, "r");
        extras->place = text_format(arena, "%s", cell ? cell : "");
        note(extras, &extras->scenarios, "");
    }
    if (is_one_of(name, header_names) || is_one_of(name, formula_names)) {
        extras->is_in_text = true;
        extras->text.length = 0;
    }
}

void xlsx_sheet_extras_text(struct xlsx_sheet_extras *extras, const char *text,
                            size_t length)
{
    if (extras->is_in_text) {
        part_text_add(extras->package, &extras->text, text, length);
    }
}

/* "&L&"Arial"&8Page &P of &N": without its codes nothing of it may be left. */
static const char *header_words(struct arena *arena, const char *text)
{
    char *words = arena_array(arena, strlen(text) + 1, char);
    size_t length = 0;
    while (*text) {
        if (*text != '&') {
            words[length++] = *text++;
            continue;
        }
        text++;
        if (*text == '"') {
            const char *end = strchr(text + 1, '"');
            text = end ? end + 1 : text + strlen(text);
        } else if (*text >= '0' && *text <= '9') {
            text += strspn(text, "0123456789");
        } else if (*text == 'K' && strlen(text) > 6) {
            text += 7;
        } else if (*text) {
            words[length++] = ' ';
            text++;
        }
    }
    words[length] = '\0';
    return text_squeezed(arena, words);
}

void xlsx_sheet_extras_close(struct xlsx_sheet_extras *extras, const char *name)
{
    struct arena *arena = extras->package->arena;
    if (!extras->is_in_text || extras->package->refusal->sentence) {
        return;
    }
    const char *text = xlsx_text_copy(extras->package, &extras->text);
    if (is_one_of(name, header_names)) {
        const char *words = header_words(arena, text);
        extras->place = NULL;
        if (hidden_has_words(words)) {
            note(extras, &extras->words, words);
        }
    } else if (strcmp(name, "formula") == 0) {
        if (formula_holds_numbers(text) || formula_is_constant(text)) {
            note(extras, &extras->limits, text);
        }
    } else if (is_one_of(name, formula_names) && formula_is_constant(text)) {
        note(extras, &extras->lists, text);
    }
    extras->is_in_text = extras->is_in_text && !is_one_of(name, header_names) &&
                         !is_one_of(name, formula_names);
}

static void tell(struct hidden_list *list, const char *sheet, enum hidden_kind kind,
                 const struct extra_found *found, const char *one, const char *many)
{
    if (!found->count) {
        return;
    }
    struct arena *arena = list->arena;
    struct hidden_place place = hidden_nowhere(sheet);
    struct grid_span span;
    const bool has_place = found->first && cell_range_read(found->first, &span);
    if (has_place) {
        place.row = span.first_row;
        place.column = span.first_column;
    }
    const char *sentence =
        text_format(arena, "%s%s%s", text_counted(arena, (double)found->count, one, many),
                    has_place ? (found->count > 1 ? "; the first is for " : " for ") : "",
                    has_place ? found->first : "");
    hidden_add(list, kind, place, sentence, &found->texts);
}

void xlsx_sheet_extras_tell(struct xlsx_sheet_extras *extras,
                            const struct sheet_builder *builder, struct hidden_list *list)
{
    const char *sheet = builder->name;
    sheet_hiding_tell(&extras->hiding, builder, list);
    tell(list, sheet, HIDDEN_TEXT, &extras->hiding_formats,
         "conditional format can make text invisible",
         "conditional formats can make text invisible");
    tell(list, sheet, HIDDEN_LIST, &extras->lists, "list or limit of data validation",
         "lists and limits of data validation");
    tell(list, sheet, HIDDEN_LIMIT, &extras->limits, "limit in a conditional format",
         "limits in conditional formats");
    tell(list, sheet, HIDDEN_WORDS, &extras->words, "text in a header or footer",
         "texts in headers and footers");
    tell(list, sheet, HIDDEN_RECORDS, &extras->scenarios, "value of a scenario",
         "values of scenarios");
}
