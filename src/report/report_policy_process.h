/*
 * The process of a policy in words and in JSON.
 */
#ifndef OUTCHECK_REPORT_REPORT_POLICY_PROCESS_H
#define OUTCHECK_REPORT_REPORT_POLICY_PROCESS_H

#include "policy/policy.h"
#include "report/json_writer.h"
#include "report/printer.h"

/* "72 hours before publication, to data.sharing@example.org: a copy of it" */
const char *notice_text(struct arena *arena, const struct policy_notice *notice);

/* A paragraph with the source of each number; nothing where nothing is stated. */
void print_process(struct printer *printer, const struct policy_process *process);

/* `"process": {...}`; what is not stated is left out. */
void json_member_process(struct json_writer *writer,
                         const struct policy_process *process);

/* `KEY: {"title", "address", "status"}` */
void json_member_source(struct json_writer *writer, const char *key,
                        const struct source *source);

/* The notice of this id, or NULL. */
const struct policy_notice *find_notice(const struct policy_process *process,
                                        const char *id);

#endif
