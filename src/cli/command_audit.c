/*
 * outcheck audit: what can be worked out about the hidden cells of tables that are
 * already protected.
 */
#include "cli/command.h"

int command_audit(const struct arguments *arguments)
{
    return scan_and_print(arguments, "audit", true);
}
