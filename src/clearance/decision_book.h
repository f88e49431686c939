/*
 * A checker's workbook, read back: what it decides, and everything in it that does not
 * hold, each with its cell.
 *
 * Works on the grids of its sheets, so it knows nothing of the file format. Only cream
 * cells are taken: what the tool wrote is compared by hash and never read from here.
 */
#ifndef OUTCHECK_CLEARANCE_DECISION_BOOK_H
#define OUTCHECK_CLEARANCE_DECISION_BOOK_H

#include "base/problems.h"
#include "model/finding.h"
#include "model/grid.h"
#include "model/signing.h"
#include "policy/policy_process.h"

#include <stdbool.h>

/* The sheets and their words, as the report writes them. */
#define SHEET_SIGN_OFF "Sign-off"
#define SHEET_FINDINGS "Findings"
#define SHEET_RECORD   "Record"

struct decision_book {
    const char *path;
    struct grid *const *grids;
    size_t grid_count;
};

/* What the workbook says about itself on the sheet Record. */
struct book_record {
    const char *report_id;
    const char *checker; /* "" for the report itself */
    unsigned turn;
    bool is_joint; /* holds everybody's decisions: not one to decide in */
    struct signing_run run;
    const char *const *files; /* "sha256  path" of each input */
    size_t file_count;
};

/* False with a problem where the sheet is missing or broken. */
bool decision_book_record(struct arena *arena, const struct decision_book *book,
                          struct book_record *record, struct problems *problems);

/* The name of the checker: from the record, else from the cell on the sheet Sign-off,
 * else "". A cell that says another name than the record is a problem. */
bool decision_book_checker(const struct decision_book *book,
                           const struct book_record *record, const char **name,
                           struct problems *problems);

/* What decisions are held against. */
struct decision_terms {
    const struct finding *findings; /* of the report */
    size_t finding_count;
    enum reason_mode reason;
};

/* Takes the decisions of the checker at this index into the signing. What does not hold
 * becomes a problem with its cell. */
void decision_book_take(const struct decision_book *book, struct signing *signing,
                        size_t checker, const struct decision_terms *terms,
                        struct problems *problems);

#endif
