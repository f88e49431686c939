/* Any bytes at all as a data set. */
#include "support/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"dta", "sav", "por", "sas7bdat", "xpt"};
    fuzz_reader(data, size, kinds, sizeof(kinds) / sizeof(kinds[0]));
    return 0;
}
