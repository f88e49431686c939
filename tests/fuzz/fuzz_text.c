/* Any bytes at all as a log, a note or program text. */
#include "support/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"log", "smcl", "txt", "md", "do"};
    fuzz_reader(data, size, kinds, sizeof(kinds) / sizeof(kinds[0]));
    return 0;
}
