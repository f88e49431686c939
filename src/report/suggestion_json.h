/*
 * A suggestion as JSON: the `suppression` array of scan and of the proof.
 */
#ifndef OUTCHECK_REPORT_SUGGESTION_JSON_H
#define OUTCHECK_REPORT_SUGGESTION_JSON_H

#include "protect/suggestion.h"
#include "report/finding_view.h"
#include "report/json_writer.h"

/* The array's items; none where nothing is suggested. `with_values` adds the number that
 * is hidden (null with `redact`). */
void suggestion_write_items(struct json_writer *json, const struct viewer *viewer,
                            const struct suggestion *suggestion, bool with_values);

/* The member `totals`: figures that are worked out anew from those shown, and what they
 * show then. Nothing at all where there are none. */
void suggestion_write_totals(struct json_writer *json, const struct viewer *viewer,
                             const struct suggestion *suggestion);

#endif
