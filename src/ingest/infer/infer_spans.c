/*
 * Numbers in merged cells of a sheet. A heading or label over several places is meant for
 * all of them and was repeated by the reader; a number there may be meant for each, for
 * all together, or for none but the first.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <string.h>

void infer_spans(struct inference *at)
{
    const struct table_block *block = at->block;
    for (uint32_t i = 0; i < at->grid->span_count; i++) {
        const struct grid_span *span = &at->grid->spans[i];
        const bool is_in_data = !span->is_repeated &&
                                span->first_row >= block->first_data_row &&
                                span->first_row <= block->last_row &&
                                is_data_row(at, span->first_row - block->first_row) &&
                                span->last_column >= block->first_column &&
                                span->first_column <= block->last_column;
        const char *text = grid_text(at->grid, span->first_row, span->first_column);
        if (is_in_data && text[strcspn(text, "0123456789")]) {
            infer_doubt(at, span->first_row, span->first_column, 0.45,
                        "a number stands in a merged cell, %s to %s: it may be meant for "
                        "each of its places",
                        grid_place(at->arena, span->first_row, span->first_column),
                        grid_place(at->arena, span->last_row, span->last_column));
        }
    }
}
