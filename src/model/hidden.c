#include "model/hidden.h"

const char *hidden_kind_words(enum hidden_kind kind)
{
    static const char *const words[HIDDEN_KIND_COUNT] = {
        [HIDDEN_SHEET] = "a hidden sheet",
        [HIDDEN_LINES] = "a hidden row or column",
        [HIDDEN_TEXT] = "text that cannot be seen",
        [HIDDEN_VALUE] = "a number behind a symbol",
        [HIDDEN_DIGITS] = "digits that are not shown",
        [HIDDEN_FORMULA] = "a formula",
        [HIDDEN_RESULT] = "a formula without a saved result",
        [HIDDEN_COMMENT] = "a comment",
        [HIDDEN_NAME] = "a defined name",
        [HIDDEN_RECORDS] = "a cache of records",
        [HIDDEN_CHART] = "a chart",
        [HIDDEN_LINK] = "a link",
        [HIDDEN_LIST] = "data validation",
        [HIDDEN_LIMIT] = "a conditional format",
        [HIDDEN_WORDS] = "a header, footer or text box",
        [HIDDEN_OBJECT] = "an embedded object",
        [HIDDEN_PICTURE] = "a picture",
        [HIDDEN_MACRO] = "a macro",
        [HIDDEN_PROPERTY] = "a property of the document",
        [HIDDEN_PART] = "a part of no known use",
    };
    return words[kind];
}
