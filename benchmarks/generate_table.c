/*
 * Writes one large crosstab to standard output: ROWS x COLUMNS counts with labels and
 * totals.
 *
 *     generate_table ROWS COLUMNS SEED SMALL_PER_MILLE
 *
 * SMALL_PER_MILLE of the cells lie under 10, the rest between 10 and 9,999. The last
 * column is the row's total, so the arithmetic of the reader has something to prove.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void write_row(unsigned long row, unsigned long columns, unsigned long small,
                      uint64_t *state)
{
    unsigned long long total = 0;
    (void)printf("Area %05lu", row);
    for (unsigned long c = 1; c < columns; c++) {
        const uint64_t dice = random_next(state);
        const unsigned long value = dice % 1000 < small
                                        ? 1 + (unsigned long)(dice >> 32) % 9
                                        : 10 + (unsigned long)(dice >> 32) % 9990;
        total += value;
        (void)printf(",%lu", value);
    }
    (void)printf(",%llu\n", total);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        (void)fprintf(stderr,
                      "usage: generate_table ROWS COLUMNS SEED SMALL_PER_MILLE\n");
        return 2;
    }
    const unsigned long rows = strtoul(argv[1], NULL, 10);
    const unsigned long columns = strtoul(argv[2], NULL, 10);
    uint64_t state = strtoul(argv[3], NULL, 10);
    (void)printf("area");
    for (unsigned long c = 1; c < columns; c++) {
        (void)printf(",group %03lu", c);
    }
    (void)printf(",Total\n");
    for (unsigned long r = 0; r < rows; r++) {
        write_row(r, columns, strtoul(argv[4], NULL, 10), &state);
    }
    return EXIT_SUCCESS;
}
