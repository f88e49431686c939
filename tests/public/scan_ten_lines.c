/* Checks the file named on the command line: all that a program needs to know of
 * outcheck. */
#include <outcheck/scan.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct outcheck_options options = outcheck_options_default();
    options.paths = (const char *const *)argv + 1;
    options.path_count = (size_t)argc - 1;
    options.write_report = false;
    struct outcheck_scan *scan = NULL;
    const enum outcheck_status status = outcheck_scan_run(&options, &scan);
    for (size_t i = 0; i < outcheck_scan_finding_count(scan); i++) {
        const struct outcheck_finding finding = outcheck_scan_finding_at(scan, i);
        printf("%s %s %s\n", finding.output, finding.cell, finding.code);
    }
    const enum outcheck_verdict verdict = outcheck_scan_verdict(scan);
    outcheck_scan_destroy(scan);
    return status == OUTCHECK_OK && verdict == OUTCHECK_PASS ? 0 : 1;
}
