/*
 * Implements outcheck/decide.h: which of the three ways it is, and what is said at its
 * end.
 */
#include "base/text.h"
#include "flow/deciding.h"
#include "report/json_writer.h"
#include "report/printable.h"

static size_t count_outcome(const struct signing *signing, enum outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < signing->output_count; i++) {
        count += signing->outputs[i].outcome == outcome;
    }
    return count;
}

/* Decisions are shown when all have decided, or where nobody decides alone. */
static bool may_show(const struct signing *signing)
{
    return !signing->is_blind || signing_is_complete(signing);
}

static void print_output(struct printer *printer, const struct signing *signing,
                         const struct signed_output *output)
{
    struct arena *scratch = printer_scratch(printer);
    const char *who = "";
    for (size_t i = 0; i < signing->checker_count; i++) {
        const enum decision decision = output->opinions[i].decision;
        if (decision != DECISION_UNDECIDED) {
            who = text_format(scratch, "%s%s%s: %s", who, *who ? "; " : "",
                              signing->checkers[i].name, decision_words[decision]);
        }
    }
    if (output->decided_turn && output->decided_turn < signing->turn) {
        who = text_format(scratch, "unchanged since turn %u", output->decided_turn);
    }
    printer_format(printer, "  %s  %s%s%s%s\n", text_printable(scratch, output->path),
                   outcome_word(output->outcome), *who ? " (" : "",
                   text_printable(scratch, who), *who ? ")" : "");
    printer_rest(printer);
}

static const char *next_step(const struct signing *signing)
{
    if (signing_is_cleared(signing)) {
        return "outcheck release";
    }
    if (signing->returned) {
        return "the researcher changes the outputs, then scans again";
    }
    if (!signing_is_complete(signing)) {
        return signing->is_blind
                   ? "each checker decides alone and saves; outcheck decide FILE..."
                   : "the next checker decides and saves; outcheck decide FILE";
    }
    return count_outcome(signing, OUTCOME_CONFLICT)
               ? "discuss the conflicts, save, and decide again"
               : "outcheck decide --public gives it back to the researcher";
}

static void print_text(struct printer *printer, const struct deciding *deciding)
{
    const struct signing *signing = deciding->signing;
    size_t decided = 0;
    for (size_t i = 0; i < signing->checker_count; i++) {
        decided += signing->checkers[i].has_decided;
    }
    printer_format(printer, "Turn %u: %zu of %zu checkers have decided\n", signing->turn,
                   decided,
                   signing->checker_count > signing->needed ? signing->checker_count
                                                            : (size_t)signing->needed);
    for (size_t i = 0; may_show(signing) && i < signing->output_count; i++) {
        print_output(printer, signing, &signing->outputs[i]);
    }
    for (size_t i = 0; i < deciding->written_count; i++) {
        printer_format(printer, "Wrote:  %s\n",
                       text_printable(printer_scratch(printer), deciding->written[i]));
    }
    printer_format(printer, "Next:   %s\n", next_step(signing));
    printer_format(
        printer,
        "%s: %zu cleared, %zu changes asked, %zu rejected, %zu conflict, "
        "%zu open\n",
        signing_state(signing), count_outcome(signing, OUTCOME_CLEARED),
        count_outcome(signing, OUTCOME_CHANGES), count_outcome(signing, OUTCOME_REJECT),
        count_outcome(signing, OUTCOME_CONFLICT), count_outcome(signing, OUTCOME_OPEN));
}

static void print_json(struct printer *printer, const struct deciding *deciding)
{
    const struct signing *signing = deciding->signing;
    struct json_writer json = json_writer_on(printer, 2);
    json_write_object(&json);
    json_member_count(&json, "schema", 1);
    json_member_text(&json, "state", signing_state(signing));
    json_member_count(&json, "turn", signing->turn);
    json_member_text(&json, "report", signing->report_id);
    json_write_key(&json, "outputs");
    json_write_array(&json);
    for (size_t i = 0; i < signing->output_count; i++) {
        const struct signed_output *output = &signing->outputs[i];
        json_write_object(&json);
        json_member_text(&json, "path", output->path);
        json_member_text(&json, "sha256", output->sha256);
        json_member_text(&json, "outcome",
                         may_show(signing) ? outcome_name(output->outcome) : "open");
        json_write_end(&json);
    }
    json_write_end(&json);
    json_write_key(&json, "wrote");
    json_write_array(&json);
    for (size_t i = 0; i < deciding->written_count; i++) {
        json_write_text(&json, deciding->written[i]);
    }
    json_write_end(&json);
    json_write_end(&json);
    json_writer_finish(&json);
}

void decide_print(struct deciding *deciding, const struct sink *sink)
{
    struct printer *printer = arena_new(deciding->call->arena, struct printer);
    printer_start(printer, sink);
    if (deciding->options->format == OUTCHECK_FORMAT_JSON) {
        print_json(printer, deciding);
    } else {
        print_text(printer, deciding);
    }
    printer_finish(printer);
}

enum outcheck_status outcheck_decide(const struct outcheck_decide_options *options,
                                     bool *is_cleared, const struct outcheck_sink *sink,
                                     const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct deciding deciding = {.call = &call, .options = options};
    const struct sink out = call_sink(&call, sink);
    const enum outcheck_status status = options->assign        ? decide_assign(&deciding)
                                        : options->make_public ? decide_return(&deciding)
                                                               : decide_read(&deciding);
    *is_cleared = false;
    if (status == OUTCHECK_OK) {
        *is_cleared = signing_is_cleared(deciding.signing);
        decide_print(&deciding, &out);
    }
    const enum outcheck_status answer = call_end(&call, status, problems);
    outcheck_scan_destroy(deciding.scan);
    return answer;
}
