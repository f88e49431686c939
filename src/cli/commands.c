#include "cli/command.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const policy_words[] = {"list", "show", "check", "diff", NULL};
static const char *const register_words[] = {"add", "list", "verify", NULL};
static const char *const log_words[] = {"show", "verify", NULL};
static const char *const shell_words[] = {"bash", NULL};

/* A macro, for an enum has no room for more than 32 options. */
#define SCAN_OPTIONS                                                                     \
    (OPTION_BIT(OPTION_POLICY) | OPTION_BIT(OPTION_PREVIOUS) |                           \
     OPTION_BIT(OPTION_REGISTER) | OPTION_BIT(OPTION_OUTPUT) |                           \
     OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_FAIL_ON) |                            \
     OPTION_BIT(OPTION_NO_REPORT) | OPTION_BIT(OPTION_FORCE) | OPTION_BIT(OPTION_NAME) | \
     OPTION_BIT(OPTION_HIDE_PARAMETERS) | OPTION_BIT(OPTION_REDACT) |                    \
     OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_VERBOSE))

static const struct command commands[] = {
    {
        .name = "scan",
        .operands = "PATH...",
        .summary = "check tables and write the annotated report",
        .examples = "  outcheck scan destinations.csv\n"
                    "  outcheck scan --policy leo-srs -o report tables/\n"
                    "  outcheck scan --previous releases/2025 tables/\n"
                    "  outcheck scan --no-report --format json tables/ > results.json\n"
                    "  make-table | outcheck scan --name table.csv -\n",
        .details =
            "PATH is a file, a folder, or - for standard input. The policy may also\n"
            "come from OUTCHECK_POLICY in the environment.\n"
            "\n"
            "Exit status: 0 nothing at or above --fail-on, 1 findings at or above it,\n"
            "2 wrong use, 3 something could not be read or written.\n",
        .options = SCAN_OPTIONS | OPTION_BIT(OPTION_TOTALS),
        .least_operands = 1,
        .most_operands = SIZE_MAX,
        .run = command_scan,
    },
    {
        .name = "audit",
        .operands = "PATH...",
        .summary = "work out what protected tables still give away",
        .examples = "  outcheck audit protected/\n"
                    "  outcheck audit --previous releases/2025 protected/\n",
        .details =
            "Prints for each hidden cell the lowest and highest number that all tables\n"
            "together allow, and why. Exit status as scan.\n",
        .options = SCAN_OPTIONS,
        .least_operands = 1,
        .most_operands = SIZE_MAX,
        .run = command_audit,
    },
    {
        .name = "protect",
        .operands = "PATH...",
        .summary = "hide the least that makes tables withstand an attack; prove it",
        .examples = "  outcheck protect tables/\n"
                    "  outcheck protect --previous releases/2025 destinations.csv\n"
                    "  outcheck protect --method auto tables/\n"
                    "  outcheck protect --wishes keep.csv -o safe tables/\n"
                    "  outcheck protect --optimal --time-limit 60 table.jj\n",
        .details =
            "Each table is written as it was submitted, hidden cells replaced; then all\n"
            "are read back and attacked. The proof holds hidden values and stays apart.\n"
            "--method: suppress hides cells, merge joins neighbouring categories or "
            "leaves\n"
            "parts to their whole, round rounds counts as the policy asks, bound shows\n"
            "ranges for cells that only protect others, auto takes what loses least.\n"
            "A .jj file (cells and equations of tau-ARGUS) gives a pattern: .hst and "
            "CSV.\n"
            "\n"
            "Exit status: 0 proven and written, 1 something cannot be proven or was "
            "left\n"
            "out, 2 wrong use, 3 could not be read, written or read back.\n",
        .options = OPTION_BIT(OPTION_POLICY) | OPTION_BIT(OPTION_PREVIOUS) |
                   OPTION_BIT(OPTION_PROTECTED) | OPTION_BIT(OPTION_LIST_FORMAT) |
                   OPTION_BIT(OPTION_METHOD) | OPTION_BIT(OPTION_OPTIMAL) |
                   OPTION_BIT(OPTION_TIME_LIMIT) | OPTION_BIT(OPTION_WISHES) |
                   OPTION_BIT(OPTION_CONTRIBUTORS) | OPTION_BIT(OPTION_TOTALS) |
                   OPTION_BIT(OPTION_PROOF) | OPTION_BIT(OPTION_REDACT) |
                   OPTION_BIT(OPTION_VERBOSE),
        .least_operands = 1,
        .most_operands = SIZE_MAX,
        .run = command_protect,
    },
    {
        .name = "describe",
        .operands = "PATH...",
        .summary = "show how each table is read; draft its description",
        .examples = "  outcheck describe destinations.csv\n"
                    "  outcheck describe --write tables/\n"
                    "  outcheck describe --write --from acro session/\n"
                    "  outcheck describe --submission tables/\n",
        .details =
            "Correct what --write drafts, and the next scan reads the tables so.\n",
        .options = OPTION_BIT(OPTION_POLICY) | OPTION_BIT(OPTION_LIST_FORMAT) |
                   OPTION_BIT(OPTION_WRITE) | OPTION_BIT(OPTION_SUBMISSION) |
                   OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_NAME) |
                   OPTION_BIT(OPTION_REDACT) | OPTION_BIT(OPTION_COLOR) |
                   OPTION_BIT(OPTION_VERBOSE),
        .least_operands = 1,
        .most_operands = SIZE_MAX,
        .run = command_describe,
    },
    {
        .name = "decide",
        .operands = "WORKBOOK...",
        .summary = "give checkers their copies, and merge their decisions",
        .examples = "  outcheck decide --assign \"A. Okafor,B. Lindqvist\"\n"
                    "  outcheck decide outcheck-report/report.*.xlsx\n"
                    "  outcheck decide --public\n",
        .details =
            "--assign and --public take the report (outcheck-report/report.xlsx). What\n"
            "does not hold is refused with its cell, and nothing is written. --register\n"
            "where the scan used a server's whose address is written down nowhere.\n"
            "\n"
            "Exit status: 0 done (reading back: every output is cleared), 1 not every\n"
            "output is cleared, 2 refused, 3 something could not be read or written.\n",
        .options = OPTION_BIT(OPTION_ASSIGN) | OPTION_BIT(OPTION_CHECKER) |
                   OPTION_BIT(OPTION_PUBLIC) | OPTION_BIT(OPTION_FORCE) |
                   OPTION_BIT(OPTION_REGISTER) | OPTION_BIT(OPTION_LIST_FORMAT),
        .least_operands = 0,
        .most_operands = SIZE_MAX,
        .run = command_decide,
    },
    {
        .name = "release",
        .operands = "[FOLDER]",
        .summary = "write the release pack of a cleared submission",
        .examples = "  outcheck release\n"
                    "  outcheck release --register releases.db --confirm -o pack\n",
        .details =
            "FOLDER is the folder of the report (outcheck-report). Only when every "
            "output\n"
            "is cleared and the files are those that were cleared. --register audits "
            "once\n"
            "more against all that was released; --confirm adds this release to it.\n"
            "\n"
            "Exit status: 0 written and read back, 2 refused, 3 something could not be\n"
            "read or written. Nothing half-written is left behind.\n",
        .options = OPTION_BIT(OPTION_PACK) | OPTION_BIT(OPTION_FORCE) |
                   OPTION_BIT(OPTION_REGISTER) | OPTION_BIT(OPTION_CONFIRM) |
                   OPTION_BIT(OPTION_LIST_FORMAT),
        .least_operands = 0,
        .most_operands = 1,
        .run = command_release,
    },
    {
        .name = "example",
        .operands = "DIR",
        .summary = "write a training submission with planted faults",
        .examples = "  outcheck example training\n"
                    "  outcheck scan --policy leo-srs training/tables\n",
        .details = "DIR must not be there yet, or be empty. The numbers are invented.\n",
        .least_operands = 1,
        .most_operands = 1,
        .run = command_example,
    },
    {
        .name = "explain",
        .operands = "CODE",
        .summary = "say what a rule means, its limit and source, and what to do",
        .examples = "  outcheck explain T101\n"
                    "  outcheck explain --policy leo-srs P102\n",
        .details = "CODE is the code of a finding, such as T101.\n",
        .options = OPTION_BIT(OPTION_POLICY),
        .least_operands = 1,
        .most_operands = 1,
        .run = command_explain,
    },
    {
        .name = "policy",
        .operands = "list|show [POLICY]|check FILE|diff FROM TO",
        .summary = "say what is in force, and where each number comes from",
        .examples = "  outcheck policy list\n"
                    "  outcheck policy show leo-srs\n"
                    "  outcheck policy check my-rules.yaml\n"
                    "  outcheck policy diff ons-srs leo-srs\n",
        .details = "POLICY, FROM and TO are shipped policies or YAML files.\n",
        .options = OPTION_BIT(OPTION_LIST_FORMAT),
        .least_operands = 1,
        .most_operands = 3,
        .words = policy_words,
        .run = command_policy,
    },
    {
        .name = "notify",
        .operands = "[PUBLICATION...]",
        .summary = "draft the notice that is due before publication",
        .examples = "  outcheck notify --at \"2026-12-29 09:30\" --clearance SRS-26-0417 "
                    "paper.pdf\n"
                    "  outcheck notify --at \"2026-12-29 09:30\" --dry-run\n"
                    "  outcheck notify --sent\n",
        .details =
            "PUBLICATION is a copy of what will be published; it goes into the pack.\n"
            "Recipient and lead time come from the policy (leo-srs where none is "
            "given).\n"
            "Nothing is sent: you send the draft, then log it with --sent.\n"
            "\n"
            "Exit status: 0 done, 2 wrong use, a time that does not exist or comes "
            "twice,\n"
            "or nothing released yet, 3 something could not be read or written.\n",
        .options = OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_TITLE) |
                   OPTION_BIT(OPTION_CLEARANCE) | OPTION_BIT(OPTION_CALENDAR) |
                   OPTION_BIT(OPTION_POLICY) | OPTION_BIT(OPTION_NOTICE) |
                   OPTION_BIT(OPTION_NOTICE_FOLDER) | OPTION_BIT(OPTION_REPORT_FOLDER) |
                   OPTION_BIT(OPTION_RELEASE_FOLDER) | OPTION_BIT(OPTION_LIST_FORMAT) |
                   OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_SENT) |
                   OPTION_BIT(OPTION_ACKNOWLEDGED),
        .least_operands = 0,
        .most_operands = SIZE_MAX,
        .run = command_notify,
    },
    {
        .name = "register",
        .operands = "add PATH...|list|verify",
        .summary = "keep what has been released, for all scans to come",
        .examples = "  outcheck register add --register releases.db outcheck-release\n"
                    "  outcheck register list --register releases.db\n"
                    "  outcheck scan --register releases.db tables/\n",
        .details =
            "PATH is what was released: files or a folder. The register may also come\n"
            "from OUTCHECK_REGISTER in the environment. odbc:DSN, or odbc: and a\n"
            "connection string, is a register on a server.\n"
            "\n"
            "Exit status: 0 done, 1 verify found something that was changed or is\n"
            "missing, 2 wrong use or registered before, 3 it could not be used.\n",
        .options = OPTION_BIT(OPTION_REGISTER) | OPTION_BIT(OPTION_RELEASE_NAME) |
                   OPTION_BIT(OPTION_CLEARANCE) | OPTION_BIT(OPTION_RELEASE_DATE) |
                   OPTION_BIT(OPTION_POLICY) | OPTION_BIT(OPTION_LIST_FORMAT) |
                   OPTION_BIT(OPTION_HEAD),
        .least_operands = 1,
        .most_operands = SIZE_MAX,
        .words = register_words,
        .run = command_register,
    },
    {
        .name = "log",
        .operands = "show|verify [FOLDER]",
        .summary = "say what was done with a submission, and if its log is whole",
        .examples = "  outcheck log show\n"
                    "  outcheck log verify outcheck-report\n",
        .details = "FOLDER is the folder of the report (outcheck-report).\n"
                   "\n"
                   "Exit status: 0 whole, 1 verify found a line that was changed, is "
                   "missing or\n"
                   "out of order, 2 wrong use, 3 the log could not be read.\n",
        .options = OPTION_BIT(OPTION_LIST_FORMAT) | OPTION_BIT(OPTION_HEAD),
        .least_operands = 1,
        .most_operands = 2,
        .words = log_words,
        .run = command_log,
    },
    {
        .name = "status",
        .operands = "[FOLDER]",
        .summary = "say where this submission stands, and what comes next",
        .examples = "  outcheck status\n"
                    "  outcheck status --format json outcheck-report\n",
        .details =
            "FOLDER is the folder of the report (outcheck-report).\n"
            "\n"
            "Exit status: 0 done, 1 the log is not whole, 2 wrong use, 3 no log.\n",
        .options = OPTION_BIT(OPTION_LIST_FORMAT),
        .least_operands = 0,
        .most_operands = 1,
        .run = command_status,
    },
    {
        .name = "completion",
        .operands = "bash",
        .least_operands = 1,
        .most_operands = 1,
        .words = shell_words,
        .examples = "  outcheck completion bash\n",
        .details = "",
        .run = command_completion,
    },
};

const struct command *command_at(size_t index)
{
    return index < sizeof(commands) / sizeof(commands[0]) ? &commands[index] : NULL;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; command_at(i); i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

const char *chosen_policy(const struct arguments *arguments)
{
    const char *wish = getenv("OUTCHECK_POLICY");
    if (arguments_has(arguments, OPTION_POLICY)) {
        return arguments->values[OPTION_POLICY];
    }
    return wish && *wish ? wish : NULL;
}

const char *chosen_register(const struct arguments *arguments)
{
    const char *wish = getenv("OUTCHECK_REGISTER");
    if (arguments_has(arguments, OPTION_REGISTER)) {
        return arguments->values[OPTION_REGISTER];
    }
    return wish && *wish ? wish : NULL;
}
