#include "ingest/workbook/workbook_read.h"

#include "base/text.h"
#include "ingest/read/file_type.h"
#include "ingest/read/find_files.h"
#include "ingest/workbook/read_ods.h"
#include "ingest/workbook/read_xlsx.h"

static bool read_bytes(struct reading *reading, const char *kind, struct refusal *refusal)
{
    const struct reader *reader = reader_find(kind);
    if (reader != &xlsx_reader && reader != &ods_reader) {
        *refusal = (struct refusal){.sentence = "it is no workbook", .hint = ""};
        return false;
    }
    return reader->read(reading, refusal);
}

static enum outcheck_status read_with(struct arena *arena, struct arena *scratch,
                                      struct output *output,
                                      struct workbook_content *workbook,
                                      struct problems *problems)
{
    struct bytes bytes;
    const enum outcheck_status status =
        output_load(arena, scratch, output, &bytes, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    struct reading reading = {
        .arena = arena,
        .scratch = scratch,
        .output = output,
        .bytes = bytes,
    };
    struct refusal refusal = {0};
    if (!read_bytes(&reading, output->kind, &refusal)) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(output->path),
                    refusal.hint, "%s", refusal.sentence);
        return OUTCHECK_ERROR_INPUT;
    }
    output->read_as = reading.read_as;
    *workbook = (struct workbook_content){
        .output = output,
        .grids = reading.grids,
        .grid_count = reading.grid_count,
        .is_own = reading.is_own,
    };
    return OUTCHECK_OK;
}

enum outcheck_status workbook_read(struct arena *arena, const char *path,
                                   struct workbook_content *workbook,
                                   struct problems *problems)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){
        .path = path,
        .location = path,
        .kind = file_type_of_name(path)->kind,
        .read_as = "",
        .sha256 = "",
    };
    struct arena *scratch = arena_create(0);
    const enum outcheck_status status =
        read_with(arena, scratch, output, workbook, problems);
    arena_destroy(scratch);
    return status;
}

const struct grid *workbook_sheet(const struct workbook_content *workbook,
                                  const char *name)
{
    for (size_t i = 0; i < workbook->grid_count; i++) {
        if (text_equals(workbook->grids[i]->sheet, name)) {
            return workbook->grids[i];
        }
    }
    return NULL;
}
