#include "flow/call.h"

#include <string.h>

static void pass_on(void *context, const char *bytes, size_t length)
{
    const struct outcheck_sink *sink = context;
    sink->write(sink->context, bytes, length);
}

struct call call_start(void)
{
    struct arena *arena = arena_create(0);
    return (struct call){.arena = arena, .problems = problems_create(arena)};
}

enum outcheck_status call_end(struct call *call, enum outcheck_status status,
                              const struct outcheck_sink *problems)
{
    for (size_t i = 0; status != OUTCHECK_OK && i < call->problems->count; i++) {
        const char *text = problem_render(call->arena, &call->problems->items[i]);
        problems->write(problems->context, text, strlen(text));
    }
    arena_destroy(call->arena);
    return status;
}

struct sink call_sink(struct call *call, const struct outcheck_sink *sink)
{
    call->out = *sink;
    return (struct sink){.write = pass_on, .context = &call->out};
}
