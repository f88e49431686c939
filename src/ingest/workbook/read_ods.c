#include "ingest/workbook/read_ods.h"

#include "base/text.h"
#include "ingest/workbook/ods_sheets.h"

#include <string.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

static const struct xml_space spaces[] = {
    {OASIS "table:1.0", "table"},
    {OASIS "text:1.0", "text"},
    {OASIS "office:1.0", "office"},
    {OASIS "style:1.0", "style"},
    {OASIS "xsl-fo-compatible:1.0", "fo"},
    {OASIS "drawing:1.0", "draw"},
    {OASIS "meta:1.0", "meta"},
    {OASIS "script:1.0", "script"},
    {OASIS "form:1.0", "form"},
    {OASIS "config:1.0", "config"},
    {OASIS "manifest:1.0", "manifest"},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://www.w3.org/1999/xlink", "xlink"},
};

/* Files of the archive that are none of the parts that are read. */
static void sweep(struct package *package, struct hidden_list *list)
{
    static const struct {
        const char *start;
        enum hidden_kind kind;
        const char *words; /* NULL: harmless, or told of elsewhere */
        bool is_minor;
    } places[] = {
        {"mimetype", HIDDEN_PART, NULL, false},
        {"content.xml", HIDDEN_PART, NULL, false},
        {"styles.xml", HIDDEN_PART, NULL, false},
        {"meta.xml", HIDDEN_PART, NULL, false},
        {"settings.xml", HIDDEN_PART, NULL, false},
        {"manifest.rdf", HIDDEN_PART, NULL, false},
        {"META-INF/manifest.xml", HIDDEN_PART, NULL, false},
        {"META-INF/documentsignatures.xml", HIDDEN_PROPERTY, "a signature", false},
        {"Configurations2/", HIDDEN_PART, NULL, false},
        {"Thumbnails/", HIDDEN_PICTURE, "a small picture of the first sheet", true},
        {"Pictures/", HIDDEN_PICTURE, NULL, false}, /* named where it stands */
        {"ObjectReplacements/", HIDDEN_PICTURE, NULL, false},
        {"Object ", HIDDEN_CHART, "values of a chart or object", false},
        {"Basic/", HIDDEN_MACRO, "macros", false},
        {"Scripts/", HIDDEN_MACRO, "macros", false},
    };
    const size_t place_count = sizeof(places) / sizeof(places[0]);
    size_t count = 0;
    const struct archive_member *members = archive_members(package->archive, &count);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < place_count && !text_starts_with(members[i].name, places[at].start)) {
            at++;
        }
        const char *words =
            at < place_count ? places[at].words : "a part of no known use";
        if (!words || members[i].bytes == 0) {
            continue;
        }
        const char *sentence =
            text_format(package->arena, "%s (%s, %s bytes)", words, members[i].name,
                        text_number(package->arena, (double)members[i].bytes, 0));
        struct hidden_item *item =
            hidden_add(list, at < place_count ? places[at].kind : HIDDEN_PART,
                       hidden_nowhere(NULL), sentence, NULL);
        if (item) {
            item->is_minor = at < place_count && places[at].is_minor;
        }
    }
}

static void open_in_manifest(void *context, const char *name,
                             const char *const *attributes)
{
    (void)attributes;
    if (strcmp(name, "manifest:encryption-data") == 0) {
        package_refuse(context, "it is protected by a password",
                       "Save it without a password.");
    }
}

static bool read_parts(struct package *package, struct ods_document *document)
{
    static const char manifest[] = "META-INF/manifest.xml";
    static const char *const parts[] = {"styles.xml", "content.xml", "meta.xml",
                                        "settings.xml"};
    const struct xml_handler callbacks = {.open = open_in_manifest, .context = package};
    if (archive_find(package->archive, manifest) &&
        !package_parse(package, manifest, &callbacks)) {
        return false;
    }
    if (!archive_find(package->archive, "content.xml")) {
        package_refuse(package, "it holds no workbook", PACKAGE_SAVE_ANEW);
        return false;
    }
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (archive_find(package->archive, parts[i]) &&
            !ods_document_read(document, parts[i])) {
            return false;
        }
    }
    sweep(package, document->hidden);
    return true;
}

static bool read_ods(struct reading *reading, struct refusal *refusal)
{
    struct package package = {
        .arena = reading->arena,
        .scratch = reading->scratch,
        .spaces = spaces,
        .space_count = sizeof(spaces) / sizeof(spaces[0]),
        .refusal = refusal,
    };
    struct hidden_list hidden = {.arena = reading->arena, .output = reading->output};
    struct ods_document document = {
        .package = &package,
        .output = reading->output,
        .styles = ods_styles_create(&package),
        .hidden = &hidden,
    };
    const bool is_flat = text_equals(reading->output->kind, "fods");
    const bool is_read = is_flat ? ods_document_read_flat(&document, reading->bytes)
                                 : package_open(&package, reading->bytes) &&
                                       read_parts(&package, &document);
    package_close(&package);
    if (!is_read) {
        return false;
    }
    reading->grids = document.grids;
    reading->grid_count = document.grid_count;
    reading->hidden = hidden.items;
    reading->hidden_count = hidden.count;
    reading->is_own = document.is_own;
    reading->read_as = text_format(
        reading->arena, "OpenDocument spreadsheet, %s",
        text_counted(reading->arena, (double)reading->grid_count, "sheet", "sheets"));
    return true;
}

static const char *const ods_kinds[] = {"ods", "fods", NULL};

const struct reader ods_reader = {
    .name = "OpenDocument spreadsheet",
    .kinds = ods_kinds,
    .read = read_ods,
};
