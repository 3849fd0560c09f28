/* SPDX-License-Identifier: GPL-3.0-or-later
 * The look-ahead. What is seen depends on a particle only through its reporter and its level of the
 * topic, its cell. So one pass over the particles, sorted by cell, gives the joint distribution of
 * cell and level of another topic, and every outcome's posterior follows from that. */
#include "ask/risk.h"

#include <math.h>
#include <string.h>

enum { CELLS = SP_MOST_REPORTERS * SP_LEVELS };

double sp_risk__now(const sp_belief *b, const sp_stakes *stakes)
{
    double sum = 0;
    for (size_t k = 0; k < stakes->n_topics; k++) {
        const sp_topic_id t = stakes->topics[k];
        double chance[SP_LEVELS], held = 1;
        sp_belief__marginal(chance, b, t);
        for (unsigned l = 1; l < SP_LEVELS; l++) {
            held -= chance[l - 1];
            sum += stakes->hours[t * SP_LEVELS + l] * fmax(0, fmin(held, 1 - held));
        }
    }
    return sum;
}

/* Sort the particles by cell into b->index; first[cell] to first[cell + 1] are those of a cell. */
static void sort_by_cell(uint32_t first[CELLS + 1], sp_belief *b, sp_topic_id topic)
{
    const uint8_t *level = b->level + topic * b->n;
    uint32_t next[CELLS] = {0};
    for (size_t i = 0; i < b->n; i++) next[b->reporter[i] * SP_LEVELS + level[i]]++;
    first[0] = 0;
    for (size_t cell = 0; cell < CELLS; cell++) {
        first[cell + 1] = first[cell] + next[cell];
        next[cell] = first[cell];
    }
    for (size_t i = 0; i < b->n; i++) {
        const uint32_t to = next[b->reporter[i] * SP_LEVELS + level[i]]++;
        b->index[to] = (uint32_t)i;
        b->sorted_weight[to] = b->weight[i];
    }
}

/* P(outcome, level of the other topic). */
static void join(double joint[SP_LEVELS][SP_LEVELS], const sp_belief *b, const sp_probe *probe,
                 const uint32_t first[CELLS + 1], sp_topic_id other)
{
    const uint8_t *level = b->level + other * b->n;
    memset(joint, 0, SP_LEVELS * sizeof *joint);
    for (size_t cell = 0; cell < b->prior->n_reporters * SP_LEVELS; cell++) {
        double mass[SP_LEVELS] = {0}, odd[SP_LEVELS] = {0}; /* two sums: neither waits */
        uint32_t k = first[cell];
        for (; k + 1 < first[cell + 1]; k += 2) {
            mass[level[b->index[k]]] += b->sorted_weight[k];
            odd[level[b->index[k + 1]]] += b->sorted_weight[k + 1];
        }
        if (k < first[cell + 1]) mass[level[b->index[k]]] += b->sorted_weight[k];
        for (unsigned l = 0; l < SP_LEVELS; l++) mass[l] += odd[l];
        const double *chance = probe->chance[cell / SP_LEVELS][cell % SP_LEVELS];
        for (size_t o = 0; o < probe->n_outcomes; o++)
            for (unsigned l = 0; l < SP_LEVELS; l++) joint[o][l] += chance[o] * mass[l];
    }
}

static double smooth(double held, double not_held)
{
    return held > 0 && not_held > 0 ? 2 * held * not_held / (held + not_held) : 0;
}

static void add_pairs(sp_outlook *out, double joint[SP_LEVELS][SP_LEVELS], size_t n_outcomes,
                      const double hours[SP_LEVELS])
{
    double held[SP_LEVELS] = {0}, all[SP_LEVELS] = {0}, held_now = 0, all_now = 0;
    for (size_t o = 0; o < n_outcomes; o++) {
        for (unsigned l = 0; l < SP_LEVELS; l++) all[o] += joint[o][l];
        all_now += all[o];
    }
    for (unsigned l = SP_LEVELS - 1; l > 0; l--) {
        double risk = 0, smooth_risk = 0;
        bool is_once = false, is_always = true;
        for (size_t o = 0; o < n_outcomes; o++) {
            held[o] += joint[o][l];
            held_now += joint[o][l];
            const bool decided = 2 * held[o] >= all[o];
            is_once = is_once || decided;
            is_always = is_always && decided;
            risk += fmin(held[o], all[o] - held[o]);
            smooth_risk += smooth(held[o], all[o] - held[o]);
        }
        out->saves += hours[l] * (fmin(held_now, all_now - held_now) - risk);
        out->gain += hours[l] * (smooth(held_now, all_now - held_now) - smooth_risk);
        if (is_once && !is_always) out->stake += hours[l];
    }
}

void sp_risk__look(sp_outlook *out, sp_belief *b, const sp_stakes *stakes, const sp_probe *probe)
{
    uint32_t first[CELLS + 1];
    double joint[SP_LEVELS][SP_LEVELS];
    *out = (sp_outlook){0};
    sort_by_cell(first, b, probe->topic);
    for (size_t k = 0; k < stakes->n_topics; k++) {
        const sp_topic_id t = stakes->topics[k];
        join(joint, b, probe, first, t);
        add_pairs(out, joint, probe->n_outcomes, &stakes->hours[t * SP_LEVELS]);
    }
    out->saves = fmax(out->saves, 0); /* rounding */
}
