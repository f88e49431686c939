/*
 * Any bytes at all as the record of an ACRO session, beside one small output: no crash,
 * and roles and bounds that later stages can rely on.
 */
#include "base/file.h"
#include "base/text.h"
#include "ingest/build/build_table.h"
#include "ingest/grid_tables.h"
#include "ingest/read/read_csv.h"
#include "ingest/record/acro.h"
#include "ingest/record/acro_session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static const char file[] = "fsm,,FSM,FSM,All\n"
                           "sex,,F,M,\n"
                           "region,age,,,\n"
                           "London,16,51,44,95\n"
                           "South,16,7,,7\n";
static const char flat[] = "region,F,M,All\n"
                           "London,0.5,0.5,1\n"
                           "South,22150.5,7,29\n";

static void check(struct arena *arena, struct acro_sessions *sessions, const char *name,
                  const char *text)
{
    const struct output output = {
        .path = name, .location = name, .kind = "csv", .read_as = "", .sha256 = ""};
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = &output,
        .bytes = {.data = text, .length = strlen(text)},
        .delimiter = ',',
    };
    struct refusal refusal = {0};
    promise(csv_reader.read(&reading, &refusal));
    const struct sidecar_tables said = acro_tables_for_grid(sessions, reading.grids[0]);
    struct made_tables made = {0};
    grid_tables_make(arena, reading.grids[0], &said, NULL, &made);
    for (size_t t = 0; t < made.count; t++) {
        struct table *table = made.items[t];
        acro_sessions_apply(sessions, table);
        for (uint32_t i = 0; table->cell_records && i < table->cell_count; i++) {
            const struct cell_record *record = &table->cell_records[i];
            promise(!(record->least < 0) && !(record->most < 0));
        }
    }
    promise(acro_words_for(sessions, &output) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char path[] = "/tmp/outcheck-fuzz-acro/results.json";
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    const struct bytes bytes = {.data = (const char *)data, .length = size};
    promise(folder_make(arena, path_folder(arena, path), problems) == OUTCHECK_OK);
    promise(file_write(arena, path, bytes, problems) == OUTCHECK_OK);
    struct output record = {.path = path, .location = path};
    struct output *companion = &record;
    const struct found_files found = {.companions = &companion, .companion_count = 1};
    struct acro_sessions *sessions = acro_sessions_read(arena, &found);
    check(arena, sessions, "/tmp/outcheck-fuzz-acro/output_0_0.csv", file);
    check(arena, sessions, "/tmp/outcheck-fuzz-acro/output_1_0.csv", flat);
    arena_destroy(arena);
    return 0;
}
