#include "attack/solve/write_mps.h"

#include <inttypes.h>
#include <math.h>

/* A row with two limits is written by one of them and the distance to the other. */
static char row_sense(const struct system *system, uint32_t row)
{
    if (system->row_low[row] == system->row_high[row]) {
        return 'E';
    }
    if (isinf(system->row_low[row])) {
        return isinf(system->row_high[row]) ? 'N' : 'L';
    }
    return 'G';
}

static void write_rows(FILE *file, const struct system *system)
{
    (void)fprintf(file, "NAME question\nROWS\n N ASKED\n");
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (!system->row_is_out[row]) {
            (void)fprintf(file, " %c R%" PRIu32 "\n", row_sense(system, row), row);
        }
    }
}

static int64_t coefficient_in(const struct system *system, uint32_t row, uint32_t unknown)
{
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (term->unknown == unknown) {
            return term->coefficient;
        }
    }
    return 0;
}

static void write_entries(FILE *file, const struct system *system, uint32_t unknown)
{
    for (uint32_t k = system->column_start[unknown];
         k < system->column_start[unknown + 1]; k++) {
        const uint32_t row = system->column_rows[k];
        if (!system->row_is_out[row]) {
            (void)fprintf(file, " X%" PRIu32 " R%" PRIu32 " %" PRId64 "\n", unknown, row,
                          coefficient_in(system, row, unknown));
        }
    }
}

static void write_columns(FILE *file, const struct system *system, uint32_t objective)
{
    bool is_marked = false;
    (void)fprintf(file, "COLUMNS\n");
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (system->is_whole[i] != is_marked) {
            (void)fprintf(file, " M%" PRIu32 " 'MARKER' '%s'\n", i,
                          is_marked ? "INTEND" : "INTORG");
            is_marked = !is_marked;
        }
        (void)fprintf(file, " X%" PRIu32 " ASKED %d\n", i, i == objective ? 1 : 0);
        write_entries(file, system, i);
    }
    if (is_marked) {
        (void)fprintf(file, " MEND 'MARKER' 'INTEND'\n");
    }
}

static void write_limits(FILE *file, const struct system *system)
{
    (void)fprintf(file, "RHS\n");
    for (uint32_t row = 0; row < system->row_count; row++) {
        const char sense = row_sense(system, row);
        if (!system->row_is_out[row] && sense != 'N') {
            (void)fprintf(file, " RHS R%" PRIu32 " %.17g\n", row,
                          sense == 'L' ? system->row_high[row] : system->row_low[row]);
        }
    }
    (void)fprintf(file, "RANGES\n");
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (!system->row_is_out[row] && row_sense(system, row) == 'G' &&
            isfinite(system->row_high[row])) {
            (void)fprintf(file, " RANGE R%" PRIu32 " %.17g\n", row,
                          system->row_high[row] - system->row_low[row]);
        }
    }
}

static void write_bounds(FILE *file, const struct system *system)
{
    (void)fprintf(file, "BOUNDS\n");
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (isinf(system->low[i])) {
            (void)fprintf(file, " MI BOUND X%" PRIu32 "\n", i);
        } else {
            (void)fprintf(file, " LO BOUND X%" PRIu32 " %.17g\n", i, system->low[i]);
        }
        if (isinf(system->high[i])) {
            (void)fprintf(file, " PL BOUND X%" PRIu32 "\n", i);
        } else {
            (void)fprintf(file, " UP BOUND X%" PRIu32 " %.17g\n", i, system->high[i]);
        }
    }
    (void)fprintf(file, "ENDATA\n");
}

bool write_mps(FILE *file, const struct system *system, uint32_t objective)
{
    write_rows(file, system);
    write_columns(file, system, objective);
    write_limits(file, system);
    write_bounds(file, system);
    return !ferror(file);
}
