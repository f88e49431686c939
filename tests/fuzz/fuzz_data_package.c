/* Any bytes at all as the description of a Data Package, beside its file. */
#include "support/fuzz_folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"datapackage.json", "learners.csv"};
    fuzz_folder("/tmp/outcheck-fuzz-data-package", names,
                sizeof(names) / sizeof(names[0]), data, size);
    return 0;
}
