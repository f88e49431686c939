/*
 * Every sentence of the workbook that is not a finding's own: one place to review them,
 * and to translate them. Formats are literals, so that the compiler checks their
 * arguments.
 *
 * House rules: under 20 words; the number, the limit, the place, the act; never "safe";
 * no blame.
 */
#ifndef OUTCHECK_REPORT_SHEET_WORDS_H
#define OUTCHECK_REPORT_SHEET_WORDS_H

#define WORDS_MARKING                                                                    \
    "OFFICIAL-SENSITIVE: contains unreleased counts. Stays in the secure environment."

/* Summary */
#define WORDS_TITLE         "Output check report"
#define WORDS_POLICY        "policy %s%s%s"
#define WORDS_CHECKED       "checked %s"
#define WORDS_BANNER_FAIL   "FAIL: do not submit yet"
#define WORDS_BANNER_REVIEW "REVIEW: %s to explain before you submit"
#define WORDS_BANNER_CANNOT "CANNOT ASSESS: %s more information"
#define WORDS_BANNER_PASS   "PASS: no rule fired. This is not a clearance."
#define WORDS_FAIL_NEXT                                                                  \
    "%s in %s. Fix each, or give a reason for keeping it. Then run the check again."
#define WORDS_REVIEW_NEXT                                                                \
    "%s in %s. Give a reason for each in sheet Findings, or change the cell."
#define WORDS_CANNOT_NEXT                                                                \
    "%s could not be tested. Supply what each line below asks for. Then run again."
#define WORDS_PASS_NEXT                                                                  \
    "%s in %s were tested. Hand them to the output checkers with this report."
#define WORDS_BY_OUTPUT        "Findings by output"
#define WORDS_CHART            "Findings by output and severity"
#define WORDS_NEXT             "What to do next"
#define WORDS_UNASSESSED       "What could not be assessed"
#define WORDS_OTHER_OUTPUTS    "%s more (sheet %s)"
#define WORDS_WHOLE_SUBMISSION "The submission as a whole"
#define WORDS_NO_TABLE         "NO TABLE READ"
#define WORDS_CLEARANCE                                                                  \
    "PASS means that no rule in this policy fired. It is not a clearance. Clearance is " \
    "the decision of the output checkers."
#define WORDS_SUBMISSION "The submission, as submission.yaml describes it"
#define WORDS_NOT_GIVEN  "not said"
#define WORDS_NONE_GIVEN "none"
#define WORDS_STEP_FAIL  "Look at the %s first (sheet Findings)"
#define WORDS_STEP_TABLE "See the marked cells of %s in their table (sheet %s)"
#define WORDS_STEP_SUPPRESS                                                              \
    "Or hide %s, proven to be enough (sheet %s): outcheck protect writes the tables"
#define WORDS_STEP_BETTER     "Or %s"
#define WORDS_STEP_REASON     "Fix each cell, or give a reason in sheet Findings, column L"
#define WORDS_STEP_REVIEW     "Give a reason for the %s (sheet Findings)"
#define WORDS_STEP_CANNOT     "Supply what is missing for the %s (sheet Findings)"
#define WORDS_STEP_AGAIN      "Run again: %s"
#define WORDS_STEP_SAME       "Run the same command again (sheet %s, at its end)"
#define WORDS_STEP_POLICY     "Check that this is the policy you meant (sheet %s)"
#define WORDS_STEP_CHECKER    "Hand the files and this report to the output checkers"
#define WORDS_UNASSESSED_MORE "... and %s more (sheet Findings, CANNOT ASSESS)"
#define WORDS_REMARKS_MORE                                                               \
    "... and %s more that belong to no table (outcheck describe lists them)"
#define WORDS_NO_EARLIER                                                                 \
    "Earlier releases: none was given, so nothing was compared with them."
#define WORDS_EARLIER "Earlier releases: compared with the %s given, and no other."
#define WORDS_ELSEWHERE                                                                  \
    "Releases made elsewhere, or by another project, are not known to the tool."
#define WORDS_FREE_TEXT                                                                  \
    "Titles, notes and file names still need a reader: patterns find some names, not "   \
    "all."

/* Findings */
#define WORDS_FINDINGS "Findings"
#define WORDS_FINDINGS_HELP                                                              \
    "One row per finding, worst first. White columns are written by the tool; cream "    \
    "columns are for people. Do not sort: use the filter buttons."
#define WORDS_FINDINGS_NONE "No finding. This is not a clearance."
#define WORDS_LEFT_OUT                                                                   \
    "%s findings in all; the first %s are listed. Not listed: %s. Fix these, then run "  \
    "again."
#define WORDS_GO_TO_CELL    "Go to this cell in its table"
#define WORDS_GO_TO_RULE    "Go to this rule and its source"
#define WORDS_GO_TO_FINDING "Go to %s in sheet Findings"
#define WORDS_REASON_TITLE  "Exception reason"
#define WORDS_REASON_HELP                                                                \
    "Why may this stay as it is? One or two sentences. Leave empty when you fix it."
#define WORDS_DECISION_TITLE "Decision"
#define WORDS_DECISION_HELP                                                              \
    "Choose from the list. Decide on your own first, then compare."
#define WORDS_WHY_TITLE "Reason for the decision"
#define WORDS_WHY_HELP  "One sentence for the log. The researcher may read it."

/* Sign-off */
#define WORDS_SIGN_OFF       "Sign-off"
#define WORDS_SIGN_OFF_TITLE "Sign-off: %s"
#define WORDS_SIGN_OFF_OWN                                                               \
    "Decide about each output in the cream cells, and about its findings on the sheet "  \
    "Findings. Then save, and run: outcheck decide %s"
#define WORDS_SIGN_OFF_BLIND                                                             \
    "Each checker decides alone; then all look at the differences. An output is "        \
    "cleared "                                                                           \
    "only when all approve."
#define WORDS_SIGN_OFF_TURNS                                                             \
    "One checker decides after the other. An output is cleared only when all approve."
#define WORDS_SIGN_TITLE    "Decision about this output"
#define WORDS_SIGN_HELP     "Choose from the list. Approve clears it once all have approved."
#define WORDS_PUBLIC_HELP   "The researcher will read it."
#define WORDS_PRIVATE_TITLE "Private comment"
#define WORDS_PRIVATE_HELP  "For checkers alone: not in the researcher's copy."
#define WORDS_NAME_TITLE    "Your name"
#define WORDS_NAME_HELP     "Who decides here. Authors do not check their own outputs."
#define WORDS_KEPT          "%s in turn %u, unchanged since"

/* Changes */
#define WORDS_CHANGES       "Changes"
#define WORDS_CHANGES_TITLE "What changed since turn %u"
#define WORDS_CHANGES_HELP                                                               \
    "Each cell that is not what the checkers saw before: the old value beside the new "  \
    "one. Outputs that did not change keep their decision."
#define WORDS_NO_CHANGES   "No cell of an output that was there before has changed."
#define WORDS_MORE_CHANGES "... and %s more"
#define WORDS_GONE         "not handed in any more"

/* Record */
#define WORDS_RECORD "Record"
#define WORDS_RECORD_HELP                                                                \
    "Written by outcheck and compared by it: decisions hold for these files and no "     \
    "others. Please leave it as it is."

/* A table's sheet */
#define WORDS_TABLE_TITLE "%s annotated: %s"
#define WORDS_RANGE       "Range %s of the source, as submitted."
#define WORDS_RANGE_SHEET "Range %s of sheet %s, as submitted."
#define WORDS_READ                                                                       \
    "How the tool read it (confidence %.2f): the two grey rows. Wrong? Run: outcheck "   \
    "describe %s"
#define WORDS_SOME_ROWS                                                                  \
    "A large table: %s of its %s rows stand here, those with findings and the headings."
#define WORDS_SAMPLE_ROWS                                                                \
    "A large table without findings at its cells: its first %s of %s rows stand here."
#define WORDS_SOME_COLUMNS "Columns after %s do not fit on a sheet and are not shown."
#define WORDS_SOME_COMMENTS                                                              \
    "Comments stand on the first %s marked places; see the last column for the rest."
#define WORDS_BACK         "Back to the Summary"
#define WORDS_ALL_FINDINGS "Its findings"
#define WORDS_NOTES        "Notes for this row (as in the comments)"
#define WORDS_MORE_GENERAL                                                               \
    "... and %s more about the whole table or file (sheet Findings)"
#define WORDS_MORE_NOTES "... and %s more (sheet Findings)"
#define WORDS_KEY        "Key"
#define WORDS_NO_MARK    "No mark: no rule fired"
#define WORDS_NO_MARKS   "No cell of this table carries a mark."
#define WORDS_KEY_HELP                                                                   \
    "Letters as well as colour: marks survive grey print. A marked number is still a "   \
    "number; the letter is only in its format."
#define WORDS_EMPTY_CELL "(empty)"

/* Tables (the index) */
#define WORDS_INDEX      "Tables"
#define WORDS_INDEX_HELP "Every table that was read, and every file without one. %s."
#define WORDS_INDEX_ALL  "Each table has its own sheet"
#define WORDS_INDEX_SOME "Tables with findings have their own sheet"
#define WORDS_INDEX_LEFT                                                                 \
    "The %s worst tables have their own sheet; %s more have findings without one"

/* Differencing */
#define WORDS_DIFFERENCING       "Differencing"
#define WORDS_DIFFERENCING_TITLE "Differencing evidence"
#define WORDS_DIFFERENCING_HELP                                                          \
    "What follows when published figures are taken from one another. Compared: this "    \
    "submission and %s."
#define WORDS_NO_DIFFERENCE                                                              \
    "Nothing small follows from the figures that were compared. This is not a "          \
    "clearance."
#define WORDS_DIFFERENCES      "%s numbers follow from others, worst first."
#define WORDS_MORE_DIFFERENCES "... and %s more (sheet Findings)"
#define WORDS_SUM_OF           "the sum of %s"
#define WORDS_COMPARED         "What was compared"
#define WORDS_NOT_SAID         "not said"
#define WORDS_PAIRS                                                                      \
    "Pairs of nested figures compared: %s. All tables together also form one system of " \
    "equations."
#define WORDS_ELSEWHERE_THINK                                                            \
    "Releases made elsewhere, or by another project, are not known to the tool. "        \
    "Checkers: think about published tables on the same people."
#define WORDS_RANGE_LEFT "Range left by all tables together: %s (%s)."
#define WORDS_ATTACKED   "%s (sheet " WORDS_DIFFERENCING ")."

/* Policy & provenance */
#define WORDS_POLICY_SHEET "Policy & provenance"
#define WORDS_POLICY_TITLE "Policy and provenance"
#define WORDS_POLICY_HELP                                                                \
    "Enough to repeat this run, and to prove that the files have not changed since."
#define WORDS_RULES         "Rules in force: %s%s%s%s"
#define WORDS_NOT_FIRED     "did not fire"
#define WORDS_NOT_IN_POLICY "not set by the policy: always tested"
#define WORDS_HIDDEN        "not shown"
#define WORDS_HIDDEN_HELP   "Dominance numbers are left out of this copy."
#define WORDS_OFF           "Switched off: %s."
#define WORDS_FILES         "Input files"
#define WORDS_RUN           "This run"
#define WORDS_UNCONFIRMED                                                                \
    "Confirmed: read in the named source. Second-hand: read in a text about it. "        \
    "Unconfirmed: check before you rely on it."

/* A table's suggestion */
#define WORDS_SUPPRESS_TITLE "%s suppression suggestion: %s"
#define WORDS_SUPPRESS_HELP                                                              \
    "Left: as submitted. Right: as it could be released. %zu primary and %zu secondary " \
    "cells become %s. %s"
#define WORDS_TOTALS_STAY "Totals do not change."
#define WORDS_TOTALS_ANEW "Totals are of the figures shown, and say so."
#define WORDS_BETTER_HELP                                                                \
    "Left: as submitted. Right: as it could be released. %s, in all tables. Hiding %zu " \
    "primary and %zu secondary cells here would do, too."
#define WORDS_BEFORE            "Before (submitted)"
#define WORDS_AFTER             "After (suggested)"
#define WORDS_CHANGED_ROWS      "A long table: only rows that change stand here."
#define WORDS_CAN_BE_WORKED_OUT "Can a reader work the hidden numbers out?"
#define WORDS_OTHER_WAYS        "Other ways to fix it"
#define WORDS_NO_END            "no end"
#define WORDS_GOES_WITH         "Goes with it"
#define WORDS_IF_HIDDEN         "If cells were hidden: can a reader work them out?"
#define WORDS_SUGGESTED         "%s (suggested)"
#define WORDS_SUPPRESS          "Suppress"
#define WORDS_TOTALS_KEPT       "Suppress, true totals kept"
#define WORDS_PRIMARIES_ONLY    "Suppress primaries only"
#define WORDS_NONE_FOUND        "None found"
#define WORDS_RECOVERABLE       "Recoverable"
#define WORDS_AS_WARNING        "Shown as a warning"
#define WORDS_ALL_TABLES        "Proven on all tables together"
#define WORDS_MORE_HIDDEN       "... and %zu more hidden cells"
#define WORDS_LOOK_THE_SAME                                                              \
    "Primary and secondary cells look the same in the release copy: nobody can tell "    \
    "which one was small. The colours are for this sheet only."

#endif
