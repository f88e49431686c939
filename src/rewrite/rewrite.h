/*
 * Rewrite: a file as it was submitted, byte for byte, but for the cells that show
 * something else and the rows and columns that go.
 *
 * One writer a format, found by the kind of the output, as readers are. A writer changes
 * the texts of the cells it is told, leaves out the lines it is told, and nothing else;
 * quoting, line ends, encoding, widths stay. What it wrote is read again by the format's
 * own reader and compared with the grids of the original, cell by cell: a file that was
 * not understood to the last cell is refused, and nothing is written. Knows nothing of
 * tables or policies.
 *
 * To add a format: write rewrite_<format>.c with one `const struct rewriter` and list it
 * in rewrite.c.
 */
#ifndef OUTCHECK_REWRITE_REWRITE_H
#define OUTCHECK_REWRITE_REWRITE_H

#include "base/file.h"
#include "ingest/read/refusal.h"
#include "model/grid.h"

#include <stdbool.h>

/* A cell that gets another text. */
struct text_change {
    const struct grid *grid;
    size_t order; /* of the grid in the file */
    uint32_t row; /* in the grid, from 0 */
    uint32_t column;
    const char *piece;  /* the part of the text that goes; NULL: all of it */
    const char *before; /* the whole text as it is */
    const char *after;  /* the whole text as it will be */
    const char *marker; /* what stands for what goes */
    bool is_number;     /* a workbook keeps it as a number */
    bool is_label;      /* what goes is no number, and may stay among shared texts */
};

/* A row or column of a grid that goes. */
struct line_drop {
    const struct grid *grid;
    size_t order; /* of the grid in the file */
    bool is_column;
    uint32_t index; /* in the grid, from 0 */
};

/* A file to rewrite: its bytes, the grids that were read from it, and the changes, by
 * grid, row and column, one a cell. Changes in lines that go are made and lost. */
struct rewriting {
    struct arena *arena;
    const struct output *output;
    struct bytes bytes;
    const struct grid *const *grids;
    size_t grid_count;
    const struct text_change *changes;
    size_t change_count;
    const struct line_drop *drops;
    size_t drop_count;
};

struct rewriter {
    const char *const *kinds; /* of struct output; NULL at the end */
    bool (*write)(const struct rewriting *rewriting, struct bytes *written,
                  struct refusal *refusal);
};

/* Whether files of this kind can be rewritten. */
bool rewrite_is_known(const char *kind);

/* The marker as cells of this kind show it: in brackets where the reader of a workbook
 * expects them. */
const char *rewrite_marker(struct arena *arena, const char *kind, const char *marker);

/* Whether a line goes. */
bool rewriting_drops(const struct rewriting *rewriting, const struct grid *grid,
                     bool is_column, uint32_t index);
bool rewriting_drops_any(const struct rewriting *rewriting, const struct grid *grid);

/* False with a refusal where it cannot be done, or did not come out as it should. */
bool rewrite_output(const struct rewriting *rewriting, struct bytes *written,
                    struct refusal *refusal);

extern const struct rewriter csv_rewriter;
extern const struct rewriter xlsx_rewriter;

#endif
