/* SPDX-License-Identifier: GPL-3.0-or-later
 * Strongly connected components by Tarjan's algorithm (1972), without recursion. */
#include "plan/cycles.h"

#include <string.h>

#include "base/try.h"

/* A fact that is being visited, and where its edges are to be followed on: the needer and its add.
 */
typedef struct frame {
    uint32_t fact, needer, add;
} frame;

typedef struct walk {
    const sp_facts *facts;
    uint32_t *component, *size;
    uint32_t *index, *low; /* per fact; index SP_NONE: not visited */
    uint32_t *open;        /* visited facts without a component */
    frame *frames;
    uint32_t n_visited, n_open, n_frames, n_components;
} walk;

static void enter(walk *w, uint32_t fact)
{
    w->index[fact] = w->low[fact] = w->n_visited++;
    w->open[w->n_open++] = fact;
    w->frames[w->n_frames++] = (frame){.fact = fact, .needer = w->facts->needer_at[fact]};
}

static void close_component(walk *w, uint32_t fact)
{
    uint32_t member;
    do {
        member = w->open[--w->n_open];
        w->component[member] = w->n_components;
        w->size[w->n_components]++;
    } while (member != fact);
    w->n_components++;
}

/* The next fact that the frame's fact has an edge to; SP_NONE when there is none left. */
static uint32_t next_fact(const walk *w, frame *f)
{
    for (; f->needer < w->facts->needer_at[f->fact + 1]; f->needer++, f->add = 0) {
        const sp_op *op = &w->facts->ops[w->facts->needers[f->needer]];
        if (f->add < op->n_adds) return op->adds[f->add++];
    }
    return SP_NONE;
}

static void step(walk *w)
{
    frame *f = &w->frames[w->n_frames - 1];
    const uint32_t next = next_fact(w, f), fact = f->fact;
    if (next == SP_NONE) {
        w->n_frames--;
        if (w->low[fact] == w->index[fact]) close_component(w, fact);
        if (w->n_frames == 0) return;
        const uint32_t before = w->frames[w->n_frames - 1].fact;
        if (w->low[fact] < w->low[before]) w->low[before] = w->low[fact];
    } else if (w->index[next] == SP_NONE) {
        enter(w, next);
    } else if (w->component[next] == SP_NONE && w->index[next] < w->low[fact]) {
        w->low[fact] = w->index[next];
    }
}

sp_status sp_plan__cycles_find(uint32_t *component, uint32_t *size, const sp_facts *facts,
                               sp_arena *a, sp_error *e)
{
    const size_t n = facts->n_facts;
    walk w = {.facts = facts, .component = component, .size = size};
    w.index = sp_arena_array(a, n, sizeof *w.index);
    w.low = sp_arena_array(a, n, sizeof *w.low);
    w.open = sp_arena_array(a, n, sizeof *w.open);
    w.frames = sp_arena_array(a, n, sizeof *w.frames);
    SP_NEED(w.index && w.low && w.open && w.frames, e);
    memset(w.index, 0xff, n * sizeof *w.index);
    memset(component, 0xff, n * sizeof *component);
    memset(size, 0, n * sizeof *size);
    for (uint32_t p = 0; p < facts->n_facts; p++) {
        if (w.index[p] != SP_NONE) continue;
        enter(&w, p);
        while (w.n_frames > 0) step(&w);
    }
    return SP_OK;
}
