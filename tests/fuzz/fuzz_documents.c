/* Any bytes at all as a document or a table of cells and equations. */
#include "support/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"html", "tex", "docx", "odt", "jj"};
    fuzz_reader(data, size, kinds, sizeof(kinds) / sizeof(kinds[0]));
    return 0;
}
