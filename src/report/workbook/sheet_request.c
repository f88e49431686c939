#include "report/workbook/sheet_request.h"

#include "base/text.h"
#include "report/wording.h"
#include "report/workbook/sheet_words.h"

static const char *list_text(struct arena *arena, const struct request_list *list)
{
    const char *text = "";
    for (size_t i = 0; i < list->count; i++) {
        text = text_format(arena, "%s%s%s", text, i ? "; " : "", list->items[i]);
    }
    return list->count ? text : list->is_given ? WORDS_NONE_GIVEN : NULL;
}

/* "2 asked, 1 of them void" */
static const char *exceptions_text(struct arena *arena, const struct results *results)
{
    const struct request *request = results->submission->request;
    size_t fitting = 0;
    size_t voided = 0;
    for (size_t i = 0; i < request->exception_count; i++) {
        bool fits = false;
        bool holds = false;
        for (size_t f = 0; f < results->finding_count; f++) {
            const struct finding *finding = &results->findings[f];
            const bool is_it = finding->exception == &request->exceptions[i];
            fits |= is_it;
            holds |= is_it && !finding->exception_is_void;
        }
        fitting += fits;
        voided += fits && !holds;
    }
    if (!request->exception_count) {
        return WORDS_NONE_GIVEN;
    }
    return text_format(arena,
                       "%zu asked: %zu for findings that stand, %zu void, %zu for "
                       "no finding of this check",
                       request->exception_count, fitting - voided, voided,
                       request->exception_count - fitting);
}

static const char *supporting_text(struct arena *arena,
                                   const struct submission *submission)
{
    const char *text = "";
    for (size_t i = 0; i < submission->supporting_count; i++) {
        text = text_format(arena, "%s%s%s", text, i ? "; " : "",
                           submission->supporting[i]->path);
    }
    return submission->supporting_count
               ? text_format(arena, "%s (neither read nor judged, not for release)", text)
               : WORDS_NONE_GIVEN;
}

void draw_request(const struct workbook *workbook, uint32_t row)
{
    struct arena *arena = workbook->arena;
    const struct submission *submission = workbook->results->submission;
    const struct request *request = submission->request;
    const struct {
        const char *name;
        const char *text;
    } lines[] = {
        {"Project", request->project},
        {"Title", request->title},
        {"Author", list_text(arena, &request->authors)},
        {"Contact", request->contact},
        {"Datasets", list_text(arena, &request->datasets)},
        {"Population", request->population},
        {"Period", request->period},
        {"Controls already applied", list_text(arena, &request->controls)},
        {"Earlier releases", list_text(arena, &request->earlier)},
        {"Supporting files", supporting_text(arena, submission)},
        {"Exceptions", exceptions_text(arena, workbook->results)},
    };
    xlsx_set_height(workbook->summary, row, 25);
    xlsx_write_text(workbook->summary, row++, 0, WORDS_SUBMISSION,
                    workbook->styles[STYLE_SECTION]);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        xlsx_write_text(workbook->summary, row, 0, lines[i].name,
                        workbook->styles[STYLE_TOTAL]);
        xlsx_write_text(workbook->summary, row++, 1,
                        text_is_blank(lines[i].text) ? WORDS_NOT_GIVEN : lines[i].text,
                        workbook->styles[STYLE_UNWRAPPED]);
    }
}
