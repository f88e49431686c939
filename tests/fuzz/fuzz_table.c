/* Any bytes at all as delimited text, read as tables: labels, models, pairs, hierarchies.
 */
#include "support/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"csv", "tsv"};
    fuzz_reader(data, size, kinds, sizeof(kinds) / sizeof(kinds[0]));
    return 0;
}
