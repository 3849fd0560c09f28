/* SPDX-License-Identifier: GPL-3.0-or-later
 * See ask/prior.h. */
#include "ask/prior.h"

#include <math.h>
#include <string.h>

#include "base/try.h"
#include "num/num.h"

#define GRID_END 3.0      /* the grids run from -3 to 3 standard deviations */
#define LEAST_CHANCE 1e-6 /* no level is impossible: an answer can never rule everything out */

static double node(size_t index, size_t n_nodes)
{
    return -GRID_END + 2 * GRID_END * (double)index / (double)(n_nodes - 1);
}

/* P of each node's cell under Normal(mean, sd); the outer cells reach to infinity. */
static void fill_grid(double *out, size_t n_nodes, double mean, double sd)
{
    const double half = GRID_END / (double)(n_nodes - 1);
    double below = 0;
    for (size_t i = 0; i < n_nodes; i++) {
        const double end = (node(i, n_nodes) + half - mean) / sd;
        const double upto = i + 1 < n_nodes ? sp_normal_probability(end) : 1;
        out[i] = fmax(upto - below, 0);
        below = upto;
    }
}

/* Areas numbered in the order in which the topics name them. */
static void number_areas(sp_prior *p)
{
    for (size_t t = 0; t < p->n_topics; t++) {
        size_t same = 0;
        while (strcmp(p->topics->items[same].area, p->topics->items[t].area) != 0) same++;
        p->area[t] = same == t ? (uint32_t)p->n_areas++ : p->area[same];
    }
}

static sp_status list_uses(sp_prior *p, sp_arena *a, sp_error *e)
{
    size_t n_uses = 0;
    for (size_t t = 0; t < p->n_topics; t++) n_uses += p->topics->items[t].n_needs;
    p->uses = sp_arena_array(a, n_uses, sizeof *p->uses);
    p->first_use = sp_arena_array(a, p->n_topics + 2, sizeof *p->first_use);
    SP_NEED(p->uses && p->first_use, e);
    uint32_t *end = p->first_use + 1; /* shifted by one while it is filled */
    for (size_t t = 0; t < p->n_topics; t++)
        for (size_t k = 0; k < p->topics->items[t].n_needs; k++)
            end[p->topics->items[t].needs[k].topic + 1]++;
    for (size_t t = 0; t < p->n_topics; t++) end[t + 1] += end[t];
    for (size_t t = 0; t < p->n_topics; t++)
        for (size_t k = 0; k < p->topics->items[t].n_needs; k++)
            p->uses[end[p->topics->items[t].needs[k].topic]++] = (sp_use){.by = (sp_topic_id)t,
                                                                          .need = (uint32_t)k};
    return SP_OK;
}

static double area_shift(const sp_placement_model *m, const char *area)
{
    for (size_t i = 0; i < m->n_areas; i++)
        if (strcmp(m->areas[i].area, area) == 0) return m->areas[i].levels;
    return 0;
}

/* P(x | cap, u) from P(raw level | u). */
static void cap_levels(double *to, size_t u, const double raw[SP_LEVELS], double unsupported)
{
    for (unsigned cap = 0; cap < SP_LEVELS; cap++) {
        double above = 0;
        for (unsigned l = cap + 1; l < SP_LEVELS; l++) above += raw[l];
        for (unsigned l = 0; l < SP_LEVELS; l++) {
            const double chance = l < cap    ? raw[l]
                                  : l == cap ? raw[l] + (1 - unsupported) * above
                                             : unsupported * raw[l];
            to[(cap * SP_LEVELS + l) * SP_ABILITIES + u] = fmax(chance, LEAST_CHANCE);
        }
    }
}

static sp_status fill_levels(sp_prior *p, const sp_placement_model *m, sp_arena *a, sp_error *e)
{
    const double *value = m->value;
    const sp_arena_mark mark = sp_arena_here(a);
    uint32_t *depth = sp_arena_array(a, p->n_topics, sizeof *depth);
    SP_NEED(depth, e);
    for (size_t i = 0; i < p->n_topics; i++) {
        const sp_topic_id t = p->topics->order[i];
        const sp_topic *topic = &p->topics->items[t];
        for (size_t k = 0; k < topic->n_needs; k++)
            if (depth[topic->needs[k].topic] + 1 > depth[t])
                depth[t] = depth[topic->needs[k].topic] + 1;
        const double mean = fmax(value[SP_PLACEMENT_LEAST_MEAN],
                                 value[SP_PLACEMENT_FIRST_MEAN] -
                                     value[SP_PLACEMENT_DEPTH_DROP] * depth[t]) +
                            area_shift(m, topic->area);
        for (size_t u = 0; u < SP_ABILITIES; u++) {
            const double at = mean + value[SP_PLACEMENT_ABILITY_SD] * node(u, SP_ABILITIES);
            double raw[SP_LEVELS], below = 0;
            for (unsigned l = 0; l < SP_LEVELS; l++) {
                const double end = (l + 0.5 - at) / value[SP_PLACEMENT_TOPIC_SD];
                const double upto = l + 1 < SP_LEVELS ? sp_normal_probability(end) : 1;
                raw[l] = upto - below;
                below = upto;
            }
            cap_levels(&p->level[sp_prior_at(t, 0, 0)], u, raw, value[SP_PLACEMENT_UNSUPPORTED]);
        }
    }
    sp_arena_rewind(a, mark);
    return SP_OK;
}

/* P(answer | level held): right, or slipped to a neighbour (or anywhere), then moved by one level
 * by the person's leaning. */
static void fill_report(double out[SP_LEVELS][SP_LEVELS], const sp_reporter *r, double slip_far)
{
    for (unsigned x = 0; x < SP_LEVELS; x++) {
        double first[SP_LEVELS];
        const unsigned low = x ? x - 1 : x + 1, high = x + 1 < SP_LEVELS ? x + 1 : x - 1;
        for (unsigned l = 0; l < SP_LEVELS; l++) first[l] = r->slip * slip_far / SP_LEVELS;
        first[x] += 1 - r->slip;
        first[low] += r->slip * (1 - slip_far) / 2;
        first[high] += r->slip * (1 - slip_far) / 2;
        memset(out[x], 0, sizeof out[x]);
        for (unsigned l = 0; l < SP_LEVELS; l++) {
            out[x][l] += first[l] * (1 - r->under - r->over);
            out[x][l ? l - 1 : 0] += first[l] * r->under;
            out[x][l + 1 < SP_LEVELS ? l + 1 : l] += first[l] * r->over;
        }
    }
}

static void fill_people(sp_prior *p, const sp_placement_model *m)
{
    const double *value = m->value, share = value[SP_PLACEMENT_GENERAL_SHARE];
    fill_grid(p->general, SP_GENERALS, 0, 1);
    for (size_t g = 0; g < SP_GENERALS; g++) {
        const double at = node(g, SP_GENERALS), sd = value[SP_PLACEMENT_SCHOOL_SD];
        fill_grid(p->ability[g], SP_ABILITIES, sqrt(share) * at, sqrt(1 - share));
        const double school = sp_normal_probability((value[SP_PLACEMENT_SCHOOL_END] - at) / sd);
        const double degree = sp_normal_probability((at - value[SP_PLACEMENT_SCHOOL_DEGREE]) / sd);
        p->schooling[SP_SCHOOLING_NONE][g] = 1;
        p->schooling[SP_SCHOOLING_SCHOOL][g] = fmax(school, LEAST_CHANCE);
        p->schooling[SP_SCHOOLING_DEGREE][g] = fmax(degree, LEAST_CHANCE);
        p->schooling[SP_SCHOOLING_UNIVERSITY][g] = fmax(1 - school - degree, LEAST_CHANCE);
    }
    double shares = 0;
    for (size_t r = 0; r < m->n_reporters; r++) shares += m->reporters[r].share;
    for (size_t r = 0; r < m->n_reporters; r++) {
        p->reporter[r] = m->reporters[r].share / shares;
        fill_report(p->report[r], &m->reporters[r], value[SP_PLACEMENT_SLIP_FAR]);
    }
    for (unsigned missing = 0; missing < SP_LEVELS; missing++) { /* of the item's level */
        const unsigned row = missing < 2 ? missing : 2;
        const double right = value[SP_PLACEMENT_RIGHT_HELD + row];
        const double unsure = (1 - right) * value[SP_PLACEMENT_UNSURE_HELD + row];
        p->item[missing][SP_RESULT_RIGHT] = right;
        p->item[missing][SP_RESULT_UNSURE] = unsure;
        p->item[missing][SP_RESULT_WRONG] = 1 - right - unsure;
    }
}

sp_status sp_prior__make(sp_prior *out, const sp_catalog *c, const sp_placement_model *m,
                         sp_arena *a, sp_error *e)
{
    *out = (sp_prior){
        .topics = &c->topics, .n_topics = c->topics.n_items, .n_reporters = m->n_reporters};
    out->area = sp_arena_array(a, out->n_topics, sizeof *out->area);
    out->level = sp_arena_array(a, sp_prior_at(out->n_topics, 0, 0), sizeof *out->level);
    SP_NEED(out->area && out->level, e);
    number_areas(out);
    SP_TRY(list_uses(out, a, e));
    SP_TRY(fill_levels(out, m, a, e));
    fill_people(out, m);
    return SP_OK;
}
