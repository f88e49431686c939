/* Any bytes at all as a tau-ARGUS table, its metadata and a hierarchy of its codes. */
#include "support/fuzz_folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"table.rda", "table.tab", "region.hrc"};
    fuzz_folder("/tmp/outcheck-fuzz-tau", names, sizeof(names) / sizeof(names[0]), data,
                size);
    return 0;
}
