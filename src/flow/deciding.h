/*
 * What the three ways of `decide` share: the report's folder, the scan done again, and
 * the signing as it stands.
 */
#ifndef OUTCHECK_FLOW_DECIDING_H
#define OUTCHECK_FLOW_DECIDING_H

#include "clearance/decision_book.h"
#include "flow/call.h"
#include "outcheck/decide.h"
#include "report/report.h"

struct deciding {
    struct call *call;
    const struct outcheck_decide_options *options;
    const char *folder;     /* of the report */
    struct signing *before; /* as decisions.json has it; NULL for a first turn */
    struct outcheck_scan *scan;
    struct results results;     /* of that scan */
    struct signing *signing;    /* as it will be written */
    const char *const *written; /* what to tell the user */
    size_t written_count;
};

/* The workbook's sheets as grids. */
OUTCHECK_MUST_CHECK enum outcheck_status deciding_open_book(struct deciding *deciding,
                                                            const char *path,
                                                            struct decision_book *book);

/* Reads decisions.json of the folder and does the scan again. */
OUTCHECK_MUST_CHECK enum outcheck_status deciding_prepare(struct deciding *deciding,
                                                          const struct signing_run *run);

/* A signing for the report as it is now: that of decisions.json where it is about this
 * report and turn, else a new turn. */
OUTCHECK_MUST_CHECK enum outcheck_status deciding_open_turn(struct deciding *deciding);

/* A problem that says what is not as the workbook has it, unless all is. */
bool deciding_check_report(struct deciding *deciding, const struct decision_book *book,
                           const struct book_record *record);

/* A problem where the person may not check this submission. */
bool deciding_check_person(struct deciding *deciding, const char *place,
                           const char *name);

/* Writes the workbook for this reader (as in struct signing) and records its hash. */
OUTCHECK_MUST_CHECK enum outcheck_status deciding_write_book(struct deciding *deciding,
                                                             const char *name,
                                                             const char *reader,
                                                             bool is_public);

/* The copy of one checker: "report.a-okafor.xlsx". */
OUTCHECK_MUST_CHECK enum outcheck_status deciding_write_copy(struct deciding *deciding,
                                                             size_t checker);

/* Writes decisions.json and the event. */
OUTCHECK_MUST_CHECK enum outcheck_status
deciding_record(struct deciding *deciding, const char *event, const char *who);

/* The submission is with its checkers from now on. */
void deciding_submit(struct signing *signing);

/* The first checker who has not decided; all of them: SIZE_MAX. */
size_t deciding_next_checker(const struct signing *signing);

OUTCHECK_MUST_CHECK enum outcheck_status decide_assign(struct deciding *deciding);
OUTCHECK_MUST_CHECK enum outcheck_status decide_read(struct deciding *deciding);
OUTCHECK_MUST_CHECK enum outcheck_status decide_return(struct deciding *deciding);

void decide_print(struct deciding *deciding, const struct sink *sink);

#endif
