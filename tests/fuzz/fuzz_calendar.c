/*
 * Any bytes at all, read as a file of bank holidays: no crash; what is refused is refused
 * in words, and what is taken is sorted and can be counted with.
 */
#include "clearance/notice_times.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void check_calendar(struct arena *arena, const struct working_calendar *calendar)
{
    static const struct policy_notice notices[] = {
        {.lead = 72}, {.lead = 10, .unit = LEAD_WORKING_DAYS}};
    promise(calendar->count > 0);
    for (size_t i = 1; i < calendar->count; i++) {
        promise(calendar->holidays[i - 1].day <= calendar->holidays[i].day);
    }
    for (size_t i = 0; i < 2; i++) {
        struct notice_times times;
        notice_times_work_out(arena, &notices[i], 1798709400, calendar, 1795600800,
                              &times);
        promise(times.send_by <= times.deadline && times.deadline < times.publication);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    struct working_calendar calendar;
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    const enum outcheck_status status = working_calendar_read(
        arena, "fuzz", (struct bytes){.data = copy, .length = size}, &calendar, problems);
    promise((status == OUTCHECK_OK) == (problems->count == 0));
    if (status == OUTCHECK_OK) {
        check_calendar(arena, &calendar);
    }
    arena_destroy(arena);
    return 0;
}
