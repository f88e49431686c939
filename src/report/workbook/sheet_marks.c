#include "report/workbook/sheet_marks.h"

#include "base/text.h"
#include "report/workbook/sheet_words.h"
#include "risk/disclosure_words.h"

#include <string.h>

enum { NOTE_LIMIT = 6, NOTES_WITH_FIX = 3, COMMENT_BLOCKS = 4, LETTERS_SHOWN = 4 };

/* What each letter stands for; a rule of a policy's own may use another one. */
static const struct {
    char letter;
    const char *meaning;
} meanings[] = {
    {'T', "count below the minimum, or without its unweighted count"},
    {'Z', "zero, or a whole group in one cell"},
    {'P', "percentage or mean: base too small, or it gives back a count"},
    {'D', "one or two contributors hold too much of a total"},
    {'X', "can be worked out from other figures, or does not add up"},
    {'Q', "a minimum, a maximum or a quantile: too close to one unit"},
    {'S', "too few leave between two steps"},
    {'M', "model: too few observations or degrees of freedom"},
    {'C', "correlation of exactly 1 or -1, or on too few pairs"},
    {'N', "concentration measure on too few units"},
    {'R', "rounding: finer than the policy's step, or mixed"},
    {'L', "names a person, an organisation, a small area or a machine"},
    {'E', "evidence missing: cannot be assessed without it"},
    {'F', "the file: its kind, its rows, or what it hides"},
};

char code_letter(const char *code)
{
    const char letter = code[0];
    if (letter >= 'a' && letter <= 'z') {
        return (char)(letter - 'a' + 'A');
    }
    if (letter >= 'A' && letter <= 'Z') {
        return letter;
    }
    return '?';
}

static const struct finding *finding_of(const struct workbook *workbook,
                                        const struct placed *item)
{
    return &workbook->results->findings[item->finding];
}

struct mark make_mark(const struct workbook *workbook, const struct placed *items,
                      size_t count, struct key_use *use)
{
    char letters[LETTERS_SHOWN + 2] = "";
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        const char letter = code_letter(finding_of(workbook, &items[i])->code);
        if (letter != '?') {
            use->is_used[letter - 'A'][items[i].severity] = true;
        }
        if (length > LETTERS_SHOWN || memchr(letters, letter, length)) {
            continue;
        }
        letters[length] = letter;
        if (length == LETTERS_SHOWN) {
            letters[length] = '+';
        }
        length++;
    }
    return (struct mark){
        .items = items,
        .count = count,
        .severity = items[0].severity,
        .letters = text_copy(workbook->arena, letters, length),
    };
}

/* Sentences that end as sentences, whatever the rule wrote. */
static const char *sentence(struct arena *arena, const char *before, const char *text)
{
    if (text_is_blank(text)) {
        return "";
    }
    const size_t length = strlen(text);
    const bool is_ended = strchr(".!?", text[length - 1]) != NULL;
    return text_format(arena, "%s%s%s", before, text, is_ended ? "" : ".");
}

static const char *range_text(struct arena *arena, const struct finding *finding,
                              const struct finding_view *view)
{
    if (!finding->has_range || !view->shows_value) {
        return "";
    }
    return text_format(arena, "\nRange left: %s.",
                       range_words(arena, finding->range.low, finding->range.high));
}

static const char *comment_block(const struct workbook *workbook,
                                 const struct finding *finding)
{
    struct arena *arena = workbook->arena;
    const struct finding_view view = finding_view(arena, &workbook->viewer, finding);
    const struct policy_rule *rule = finding_rule(workbook->results, finding);
    const struct rule_kind *kind = rule_kind_find_code(finding->code);
    const char *title = rule && !text_is_blank(rule->title) ? rule->title
                        : kind                              ? kind->title
                                                            : "";
    const char *source = finding->source && !text_is_blank(finding->source->title)
                             ? text_format(arena, " (%s; %s)", finding->source->title,
                                           finding->source->status)
                             : "";
    const char *name = finding->rule ? finding->rule : finding->code;
    return text_format(
        arena, "%s %s %s %s\n%s%s\nRule: %s%s.%s%s%s", finding->id,
        severity_word(finding->severity), finding->code, title,
        sentence(arena, "", view.message), range_text(arena, finding, &view), name,
        source, text_is_blank(view.why) ? "" : "\n", sentence(arena, "Why: ", view.why),
        text_is_blank(view.help) ? "" : sentence(arena, "\nFix: ", view.help));
}

const char *hidden_comment(const struct workbook *workbook,
                           const struct attack_cell *hidden)
{
    return text_format(workbook->arena, WORDS_RANGE_LEFT,
                       attack_range_words(workbook->arena, hidden),
                       attack_view_why(workbook->arena, workbook->attack, hidden));
}

/* A finding with a range has said so itself. */
static bool says_range(const struct workbook *workbook, const struct mark *mark)
{
    bool says = false;
    for (size_t i = 0; i < mark->count && i < COMMENT_BLOCKS; i++) {
        says |= finding_of(workbook, &mark->items[i])->has_range;
    }
    return says;
}

const char *mark_comment(const struct workbook *workbook, const struct mark *mark)
{
    const char *text = "";
    for (size_t i = 0; i < mark->count && i < COMMENT_BLOCKS; i++) {
        text =
            text_format(workbook->arena, "%s%s%s", text, i ? "\n\n" : "",
                        comment_block(workbook, finding_of(workbook, &mark->items[i])));
    }
    if (mark->count > COMMENT_BLOCKS) {
        text = text_format(
            workbook->arena, "%s\n" WORDS_MORE_NOTES, text,
            text_number(workbook->arena, (double)(mark->count - COMMENT_BLOCKS), 0));
    }
    if (mark->hidden && !says_range(workbook, mark)) {
        text = text_format(workbook->arena, "%s\n\n%s", text,
                           hidden_comment(workbook, mark->hidden));
    }
    return text;
}

const char *row_notes(const struct workbook *workbook, const struct placed *items,
                      size_t count)
{
    struct arena *arena = workbook->arena;
    const char *notes = "";
    for (size_t i = 0; i < count && i < NOTE_LIMIT; i++) {
        const struct finding *finding = finding_of(workbook, &items[i]);
        const struct finding_view view = finding_view(arena, &workbook->viewer, finding);
        const char *place = finding_cell_name(arena, finding);
        notes = text_format(
            arena, "%s%s%c %s: %s%s", notes, i ? "\n" : "", code_letter(finding->code),
            place && !finding_is_in_lines(finding) ? place
                                                   : finding_place(arena, finding),
            sentence(arena, "", view.message),
            count <= NOTES_WITH_FIX ? sentence(arena, " Fix: ", view.help) : "");
    }
    if (count > NOTE_LIMIT) {
        notes = text_format(arena, "%s\n" WORDS_MORE_NOTES, notes,
                            text_number(arena, (double)(count - NOTE_LIMIT), 0));
    }
    return notes;
}

static const char *letter_meaning(char letter)
{
    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        if (meanings[i].letter == letter) {
            return meanings[i].meaning;
        }
    }
    return "a rule of this policy";
}

static void write_key_line(const struct workbook *workbook, struct xlsx_sheet *sheet,
                           uint32_t row, char letter, enum severity severity)
{
    struct xlsx_look look = table_look();
    look.align = XLSX_CENTRE;
    look.indent = 0;
    set_severity_look(&look, severity);
    xlsx_write_text(sheet, row, 1, text_format(workbook->arena, "%c", letter),
                    xlsx_book_format(workbook->book, &look));
    xlsx_write_text(sheet, row, 2,
                    text_format(workbook->arena, "  %c  %s (%s)", letter,
                                letter_meaning(letter), severity_word(severity)),
                    workbook->styles[STYLE_UNWRAPPED]);
}

void write_key(const struct workbook *workbook, struct xlsx_sheet *sheet, uint32_t row,
               const struct key_use *use)
{
    xlsx_write_text(sheet, row++, 1, WORDS_KEY, workbook->styles[STYLE_PLAIN_BOLD]);
    const uint32_t first = row;
    for (int i = LETTER_COUNT * SEVERITY_COUNT - 1; i >= 0; i--) {
        const int severity = i / LETTER_COUNT;
        const int letter = LETTER_COUNT - 1 - i % LETTER_COUNT;
        if (use->is_used[letter][severity]) {
            write_key_line(workbook, sheet, row++, (char)('A' + letter),
                           (enum severity)severity);
        }
    }
    if (row == first) {
        xlsx_write_text(sheet, row, 1, WORDS_NO_MARKS, workbook->styles[STYLE_SMALL]);
        return;
    }
    const struct xlsx_look blank = table_look();
    xlsx_write_blank(sheet, row, 1, xlsx_book_format(workbook->book, &blank));
    xlsx_write_text(sheet, row++, 2, "  " WORDS_NO_MARK,
                    workbook->styles[STYLE_UNWRAPPED]);
    xlsx_write_text(sheet, row + 1, 1, WORDS_KEY_HELP, workbook->styles[STYLE_SMALL]);
}
