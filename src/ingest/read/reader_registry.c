/*
 * The list of readers.
 */
#include "base/text.h"
#include "ingest/document/read_html.h"
#include "ingest/document/read_tex.h"
#include "ingest/document/read_word.h"
#include "ingest/read/read_csv.h"
#include "ingest/read/read_stat.h"
#include "ingest/read/reader.h"
#include "ingest/record/tau.h"
#include "ingest/text/read_text.h"
#include "ingest/workbook/read_ods.h"
#include "ingest/workbook/read_xlsx.h"

static const struct reader *const readers[] = {
    &csv_reader,  &text_reader, &stat_reader, &html_reader, &tex_reader,
    &word_reader, &jj_reader,   &xlsx_reader, &ods_reader,
};

static bool reads(const struct reader *reader, const char *kind)
{
    for (const char *const *known = reader->kinds; *known; known++) {
        if (text_equals(*known, kind)) {
            return true;
        }
    }
    return false;
}

const struct reader *reader_find(const char *kind)
{
    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
        if (reads(readers[i], kind)) {
            return readers[i];
        }
    }
    return NULL;
}

void reading_remark(struct reading *reading, enum remark_kind kind, uint32_t row,
                    const char *sentence, const char *hint)
{
    *arena_add(reading->arena, reading->remarks, reading->remark_count,
               reading->remark_capacity) = (struct remark){
        .kind = kind,
        .output = reading->output,
        .row = row,
        .column = row == UINT32_MAX ? UINT32_MAX : 0,
        .sentence = sentence,
        .hint = hint,
    };
}
