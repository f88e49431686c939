/*
 * Tables of cells and equations: reads the table, searches a pattern, writes it where it
 * is proven, and says what was done. What is not proven is not written.
 */
#include "base/file.h"
#include "base/text.h"
#include "flow/jj_contributors.h"
#include "flow/protect_job.h"
#include "protect/insiders.h"
#include "protect/optimal.h"
#include "protect/read_jj.h"
#include "protect/suppress.h"
#include "protect/write_hst.h"
#include "report/json_writer.h"

#include <string.h>
#include <time.h>

enum { WORK_A_SECOND = 80000000, BLOCKERS_SHOWN = 5 };

static const size_t table_byte_limit = (size_t)1 << 30;

struct jj_job {
    struct arena *arena;
    struct problems *problems;
    const struct outcheck_protect_options *options;
    struct jj_table table;
    const double *contributors; /* of each cell; NULL where nobody said */
    const struct suppression *suppression;
    struct optimum optimum; /* of the last search, where it was asked for */
    double value;           /* of all hidden cells */
    double seconds;
};

static enum outcheck_status read_table(struct jj_job *job)
{
    const char *path = job->options->paths[0];
    struct bytes bytes = {0};
    const enum outcheck_status status =
        file_read(job->arena, path, table_byte_limit, &bytes, job->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const enum outcheck_status read =
        jj_read(job->arena, path, bytes, &job->table, job->problems);
    return read == OUTCHECK_OK && job->options->contributors
               ? jj_contributors_read(job->arena, &job->table, job->options->contributors,
                                      &job->contributors, job->problems)
               : read;
}

static const struct suppression *search_optimally(const struct pattern_problem *problem,
                                                  const struct suppress_options *options,
                                                  void *context)
{
    struct jj_job *job = context;
    job->optimum = suppress_optimally(problem, options, job->options->seconds);
    return job->optimum.suppression;
}

static void search(struct jj_job *job)
{
    const clock_t begin = clock();
    const bool is_optimal = job->options->is_optimal;
    const struct insiders insiders = {
        .contributors = job->contributors,
        .search = is_optimal ? search_optimally : NULL,
        .context = job,
    };
    const struct suppress_options options = {
        .effort = is_optimal ? 0 : (uint64_t)job->options->seconds * WORK_A_SECOND,
    };
    job->suppression = suppress_against_insiders(job->table.problem, &insiders, &options);
    job->seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    for (uint32_t i = 0; i < job->table.problem->cell_count; i++) {
        if (job->suppression->is_hidden[i]) {
            job->value += job->table.problem->cells[i].value;
        }
    }
}

/* ---- writing ---- */

static enum outcheck_status write_as(const struct jj_job *job, const char *ending,
                                     struct bytes bytes)
{
    const char *folder =
        job->options->folder ? job->options->folder : "outcheck-protected";
    const char *name = path_name(job->options->paths[0]);
    const size_t stem = strlen(name) - strlen(path_extension(name)) - 1;
    const char *path = path_join(
        job->arena, folder, text_format(job->arena, "%.*s%s", (int)stem, name, ending));
    const enum outcheck_status status = folder_make(job->arena, folder, job->problems);
    return status == OUTCHECK_OK ? file_write(job->arena, path, bytes, job->problems)
                                 : status;
}

static enum outcheck_status write_pattern(const struct jj_job *job)
{
    if (job->suppression->unproven > 0) {
        return OUTCHECK_OK;
    }
    const enum outcheck_status status =
        write_as(job, ".hst", hst_text(job->arena, &job->table, job->suppression));
    return status == OUTCHECK_OK
               ? write_as(job, "-suppressed.csv",
                          suppressed_csv_text(job->arena, &job->table, job->suppression))
               : status;
}

/* ---- saying what was done ---- */

/* "; cells 4, 7 and 3 more stay published" */
static const char *blockers_of(struct arena *scratch, const struct jj_job *job,
                               const struct suppress_demand *demand)
{
    if (!demand->is_impossible || demand->blocker_count == 0) {
        return "";
    }
    const char *text = "";
    for (uint32_t i = 0; i < demand->blocker_count && i < BLOCKERS_SHOWN; i++) {
        text = text_format(scratch, "%s%s%lld", text, i > 0 ? ", " : "",
                           job->table.ids[demand->blockers[i]]);
    }
    if (demand->blocker_count > BLOCKERS_SHOWN) {
        text = text_format(scratch, "%s and %u more", text,
                           demand->blocker_count - BLOCKERS_SHOWN);
    }
    return text_format(scratch, "; impossible while cells %s stay published", text);
}

/* "cell 4, upwards, against the contributor of cell 7; impossible while ..." */
static const char *words_of(struct arena *scratch, const struct jj_job *job,
                            const struct suppress_demand *demand)
{
    const char *against =
        demand->known_count > 0
            ? text_format(scratch, ", against the contributor of cell %lld",
                          job->table.ids[demand->known[0]])
            : "";
    return text_format(scratch, "cell %lld, %s%s%s", job->table.ids[demand->cell],
                       demand->amount > 0 ? "upwards" : "downwards", against,
                       blockers_of(scratch, job, demand));
}

static void print_unproven(struct printer *printer, const struct jj_job *job)
{
    for (uint32_t i = 0; i < job->suppression->demand_count; i++) {
        const struct suppress_demand *demand = &job->suppression->demands[i];
        if (!demand->is_proven) {
            struct arena *scratch = printer_scratch(printer);
            printer_format(printer, "Not proven: %s.\n", words_of(scratch, job, demand));
        }
    }
}

static double gap_of(const struct optimum *optimum)
{
    const double cost = optimum->suppression->cost;
    return cost > 0 ? 100 * (cost - optimum->bound) / cost : 0;
}

static void print_optimum(struct printer *printer, const struct jj_job *job)
{
    const struct optimum *optimum = &job->optimum;
    if (!job->options->is_optimal) {
        return;
    }
    struct arena *scratch = printer_scratch(printer);
    printer_format(printer, "Cost             %s\nBound            %s\n",
                   text_number_short(scratch, optimum->suppression->cost),
                   text_number_short(scratch, optimum->bound));
    printer_format(printer, "Gap              %.2f %%%s\n", gap_of(optimum),
                   optimum->is_optimal ? " (optimal)" : "");
}

static void print_text(struct printer *printer, const struct jj_job *job)
{
    const struct suppression *found = job->suppression;
    printer_format(printer, "%s: %u cells, %u equations\n", job->options->paths[0],
                   job->table.problem->cell_count, job->table.problem->equation_count);
    printer_format(printer, "Primary cells    %u\nSecondary cells  %u\n",
                   found->primaries, found->secondaries);
    printer_format(printer, "Value hidden     %s\n",
                   text_number_short(printer_scratch(printer), job->value));
    printer_format(printer, "Proven           %s\n", found->unproven ? "no" : "yes");
    print_optimum(printer, job);
    if (job->options->record_time) {
        printer_format(printer, "Processor time   %.3f s\n", job->seconds);
    }
    print_unproven(printer, job);
    if (found->unproven > 0) {
        printer_text(printer, "Nothing was written.\n");
    }
}

static void print_id(struct json_writer *writer, const struct jj_job *job, uint32_t cell)
{
    struct arena *scratch = printer_scratch(writer->printer);
    json_write_key(writer, "labels");
    json_write_object(writer);
    json_member_text(writer, "id", text_format(scratch, "%lld", job->table.ids[cell]));
    json_write_end(writer);
}

static void print_cells(struct json_writer *writer, const struct jj_job *job)
{
    json_write_key(writer, "suppression");
    json_write_array(writer);
    for (uint32_t i = 0; i < job->table.problem->cell_count; i++) {
        if (!job->suppression->is_hidden[i]) {
            continue;
        }
        const bool is_primary = job->table.problem->cells[i].status == PATTERN_PRIMARY;
        json_write_object(writer);
        print_id(writer, job, i);
        json_member_text(writer, "kind", is_primary ? "primary" : "secondary");
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void print_ids(struct json_writer *writer, const struct jj_job *job,
                      const char *key, const uint32_t *cells, uint32_t count)
{
    json_write_key(writer, key);
    json_write_array(writer);
    for (uint32_t i = 0; i < count; i++) {
        json_write_object(writer);
        print_id(writer, job, cells[i]);
        json_write_end(writer);
    }
    json_write_end(writer);
}

/* What is in the way: `obstacle` in words, as tables have it, and each demand that is not
 * met, with all the published figures that take part. */
static void print_obstacle(struct json_writer *writer, const struct jj_job *job)
{
    const struct suppression *found = job->suppression;
    const struct suppress_demand *first = found->demands;
    while (first->is_proven) {
        first++;
    }
    json_member_text(writer, "obstacle",
                     words_of(printer_scratch(writer->printer), job, first));
    json_write_key(writer, "blockers");
    json_write_array(writer);
    for (uint32_t i = 0; i < found->demand_count; i++) {
        const struct suppress_demand *demand = &found->demands[i];
        if (!demand->is_proven) {
            json_write_object(writer);
            print_id(writer, job, demand->cell);
            json_member_text(writer, "kind", "primary");
            json_member_text(writer, "side", demand->amount > 0 ? "above" : "below");
            json_write_key(writer, "impossible");
            json_write_bool(writer, demand->is_impossible);
            print_ids(writer, job, "against", demand->known, demand->known_count);
            print_ids(writer, job, "with", demand->blockers, demand->blocker_count);
            json_write_end(writer);
        }
    }
    json_write_end(writer);
}

static void print_json(struct printer *printer, const struct jj_job *job)
{
    const struct suppression *found = job->suppression;
    struct json_writer writer = json_writer_on(printer, 2);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    json_member_text(&writer, "outcheck", OUTCHECK_VERSION);
    json_member_text(&writer, "path", job->options->paths[0]);
    json_write_key(&writer, "protection");
    json_write_object(&writer);
    json_member_count(&writer, "cells", job->table.problem->cell_count);
    json_member_count(&writer, "equations", job->table.problem->equation_count);
    json_member_count(&writer, "primaries", found->primaries);
    json_member_count(&writer, "secondaries", found->secondaries);
    json_member_number(&writer, "value", job->value);
    json_member_number(&writer, "cost", found->cost);
    json_member_count(&writer, "not_proven", found->unproven);
    if (job->options->is_optimal) {
        json_member_number(&writer, "bound", job->optimum.bound);
        json_member_number(&writer, "gap_percent", gap_of(&job->optimum));
        json_write_key(&writer, "optimal");
        json_write_bool(&writer, job->optimum.is_optimal);
    }
    if (job->options->record_time) {
        json_member_number(&writer, "seconds", job->seconds);
    }
    json_write_end(&writer);
    if (found->unproven == 0) {
        print_cells(&writer, job);
    } else {
        print_obstacle(&writer, job);
    }
    json_write_end(&writer);
    json_writer_finish(&writer);
}

static void print(const struct jj_job *job, const struct sink *sink)
{
    struct printer printer;
    printer_start(&printer, sink);
    if (job->options->format == OUTCHECK_FORMAT_JSON) {
        print_json(&printer, job);
    } else {
        print_text(&printer, job);
    }
    printer_finish(&printer);
}

enum outcheck_status protect_jj(struct protect_job *protection)
{
    struct jj_job job = {
        .arena = protection->arena,
        .problems = protection->problems,
        .options = protection->options,
    };
    enum outcheck_status status = read_table(&job);
    if (status != OUTCHECK_OK) {
        return status;
    }
    search(&job);
    status = write_pattern(&job);
    if (status == OUTCHECK_OK) {
        print(&job, &protection->sink);
        protection->end =
            job.suppression->unproven ? OUTCHECK_NOT_PROVEN : OUTCHECK_PROTECTED;
    }
    return status;
}
