/*
 * A system as an MPS file (free format), so that another program can check our ranges:
 *
 *     glpsol --freemps question.mps --min
 *
 * One objective, x_unknown, to be minimised or maximised by the caller's choice of
 * program option. Whole unknowns are marked as integers.
 */
#ifndef OUTCHECK_ATTACK_WRITE_MPS_H
#define OUTCHECK_ATTACK_WRITE_MPS_H

#include "attack/solve/system.h"

#include <stdio.h>

/* Columns are named X0, X1, ...; rows R0, R1, ...; false when writing failed. */
bool write_mps(FILE *file, const struct system *system, uint32_t objective);

#endif
