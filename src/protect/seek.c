#include "protect/seek.h"

#include <math.h>

struct seeker *seeker_create(const struct pattern_problem *problem, struct cover *cover)
{
    struct seeker *seeker = arena_new(problem->arena, struct seeker);
    *seeker = (struct seeker){
        .problem = problem,
        .cover = cover,
        .search = dual_search_create(problem->arena, problem, cover->prices),
        .only = arena_array(problem->arena, (size_t)problem->cell_count + 1, bool),
        .barred = UINT32_MAX,
        .random = 1,
    };
    seeker_shake(seeker, 0);
    return seeker;
}

static uint64_t draw(struct seeker *seeker)
{
    seeker->random += 0x9e3779b97f4a7c15U;
    uint64_t mixed = seeker->random;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

uint32_t seeker_draw(struct seeker *seeker, uint32_t count)
{
    return (uint32_t)(draw(seeker) % count);
}

void seeker_shake(struct seeker *seeker, double noise)
{
    seeker->search->noise = noise;
    seeker->search->salt = draw(seeker);
}

void seeker_use_hidden_only(struct seeker *seeker, bool only)
{
    for (uint32_t i = 0; only && i < seeker->problem->cell_count; i++) {
        seeker->only[i] = cover_is_hidden(seeker->cover, i);
    }
    seeker->search->only = only ? seeker->only : NULL;
    dual_search_forget(seeker->search);
}

void seeker_bar(struct seeker *seeker, uint32_t cell)
{
    seeker->cover->prices[cell] = -1;
    seeker->barred = cell;
}

void seeker_unbar(struct seeker *seeker)
{
    const uint32_t cell = seeker->barred;
    seeker->barred = UINT32_MAX;
    seeker->cover->prices[cell] = cover_price_of_cell(seeker->cover, cell);
}

static void set_known(const struct seeker *seeker, const struct demand *demand,
                      bool may_move)
{
    double *prices = seeker->cover->prices;
    for (uint32_t i = 0; i < demand->known_count; i++) {
        const uint32_t cell = demand->known[i];
        prices[cell] = may_move && cell != seeker->barred
                           ? cover_price_of_cell(seeker->cover, cell)
                           : -1;
    }
}

uint32_t seek_change(struct seeker *seeker, uint32_t demand, double limit)
{
    struct dual_search *search = seeker->search;
    const struct demand *wanted = &seeker->cover->demands[demand];
    const uint64_t before = search->work;
    search->limit = limit * (1 + search->noise);
    set_known(seeker, wanted, false);
    seeker->end = dual_search_find(search, wanted->cell, wanted->amount);
    set_known(seeker, wanted, true);
    seeker->work += search->work - before;
    if (seeker->end != DUAL_FOUND) {
        return NO_CHANGE;
    }
    const uint32_t change =
        cover_add_change(seeker->cover, search->change_cells, search->change_amounts,
                         search->change_count);
    return cover_meets(seeker->cover, change, demand) ? change : NO_CHANGE;
}
