/*
 * What the fuzz targets of descriptions share: a text, cut at lines "====" into the files
 * of a folder, is read as a submission. Whatever a description says, there is no crash,
 * and what comes out keeps the promises of table.h.
 */
#ifndef OUTCHECK_TESTS_FUZZ_FOLDER_H
#define OUTCHECK_TESTS_FUZZ_FOLDER_H

#include <stddef.h>
#include <stdint.h>

/* The pieces go into the files `names` of `folder`, in their order; those without a piece
 * are empty. */
void fuzz_folder(const char *folder, const char *const *names, size_t name_count,
                 const uint8_t *data, size_t size);

#endif
