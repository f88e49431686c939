/*
 * The release pack of a cleared submission: a clean workbook, CSV with its description,
 * manifest, hashes and one archive of it all.
 *
 * Only when every output is cleared, the files are those that were cleared, and the log
 * knows the decisions. What is written is read back and compared cell by cell. When
 * something does not hold, nothing is left behind.
 */
#ifndef OUTCHECK_RELEASE_H
#define OUTCHECK_RELEASE_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

struct outcheck_release_options {
    const char *report_folder;  /* NULL: "outcheck-report" */
    const char *folder;         /* of the pack; NULL: "outcheck-release" */
    const char *register_where; /* audit once more against it; NULL: as the scan did */
    bool confirm;               /* add the release to that register */
    bool overwrite;             /* a pack that is there already (--force) */
    enum outcheck_format format;
};

OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_release(const struct outcheck_release_options *options,
                 const struct outcheck_sink *sink, const struct outcheck_sink *problems);

#endif
