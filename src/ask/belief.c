/* SPDX-License-Identifier: GPL-3.0-or-later
 * See ask/belief.h. */
#include "ask/belief.h"

#include <string.h>

#include "base/try.h"
#include "num/num.h"

enum { LEAST_PARTICLES = 200, MOST_CELLS = 400000 }; /* of particles x topics */

static uint8_t *row(uint8_t *rows, const sp_belief *b, size_t index)
{
    return rows + index * b->n;
}

/* FNV-1a, byte by byte. */
static uint64_t mixed(uint64_t trail, uint64_t value)
{
    for (int i = 0; i < 8; i++) {
        trail = (trail ^ (value & 0xff)) * UINT64_C(1099511628211);
        value >>= 8;
    }
    return trail;
}

size_t sp_belief__size(const sp_placement_model *m, size_t n_topics)
{
    const size_t wished = (size_t)m->value[SP_PLACEMENT_PARTICLES];
    const size_t most = MOST_CELLS / (n_topics ? n_topics : 1);
    const size_t least = wished < LEAST_PARTICLES ? wished : LEAST_PARTICLES;
    return wished < most ? wished : most < least ? least : most;
}

sp_status sp_belief__make(sp_belief *out, const sp_prior *prior, const sp_placement_model *m,
                          sp_arena *a, sp_error *e)
{
    const size_t n = sp_belief__size(m, prior->n_topics), n_topics = prior->n_topics;
    *out = (sp_belief){.prior = prior, .n = n, .n_sweeps = (unsigned)m->value[SP_PLACEMENT_SWEEPS]};
    out->weight = sp_arena_array(a, n, sizeof *out->weight);
    out->general = sp_arena_take(a, n);
    out->reporter = sp_arena_take(a, n);
    out->ability = sp_arena_array(a, prior->n_areas, n);
    out->level = sp_arena_array(a, n_topics, n);
    out->seen = sp_arena_array(a, n_topics, sizeof *out->seen);
    out->is_seen = sp_arena_array(a, n_topics, sizeof *out->is_seen);
    out->seen_topics = sp_arena_array(a, n_topics, sizeof *out->seen_topics);
    out->uniform = sp_arena_array(a, (n_topics + prior->n_areas + 2) * n, sizeof *out->uniform);
    out->chance = sp_arena_array(a, n * SP_ABILITIES, sizeof *out->chance);
    out->cap = sp_arena_take(a, n);
    out->sorted_weight = sp_arena_array(a, n, sizeof *out->sorted_weight);
    out->index = sp_arena_array(a, n, sizeof *out->index);
    out->copy = sp_arena_take(a, n);
    SP_NEED(out->weight && out->general && out->reporter && out->ability && out->level, e);
    SP_NEED(out->seen && out->is_seen && out->seen_topics && out->uniform && out->chance, e);
    SP_NEED(out->cap && out->sorted_weight && out->index && out->copy, e);
    return SP_OK;
}

/* cap[i] = what the needs of `topic` allow particle i, one need left out (SIZE_MAX: none). */
static void fill_caps(uint8_t *cap, const sp_belief *b, sp_topic_id topic, size_t left_out)
{
    const sp_topic *t = &b->prior->topics->items[topic];
    memset(cap, SP_LEVELS - 1, b->n);
    for (size_t k = 0; k < t->n_needs; k++) {
        if (k == left_out) continue;
        uint8_t allows[SP_LEVELS];
        for (unsigned l = 0; l < SP_LEVELS; l++)
            allows[l] = (uint8_t)sp_need_allows(t->needs[k], l);
        const uint8_t *held = row(b->level, b, t->needs[k].topic);
        for (size_t i = 0; i < b->n; i++) {
            const uint8_t allowed = allows[held[i]];
            if (allowed < cap[i]) cap[i] = allowed;
        }
    }
}

static sp_status draw_uniforms(sp_belief *b, sp_error *e)
{
    const size_t rows = b->prior->n_topics + b->prior->n_areas + 2;
    b->trail = mixed(b->trail, 1);
    return sp_random_uniforms(b->uniform, rows * b->n, b->trail, e);
}

static void draw_people(sp_belief *b, const double *uniform)
{
    const sp_prior *p = b->prior;
    double general[SP_GENERALS];
    for (size_t g = 0; g < SP_GENERALS; g++)
        general[g] = p->general[g] * p->schooling[b->schooling][g];
    for (size_t i = 0; i < b->n; i++) {
        b->weight[i] = 1 / (double)b->n;
        b->general[i] = (uint8_t)sp_random_pick(general, SP_GENERALS, uniform[i]);
        b->reporter[i] = (uint8_t)sp_random_pick(p->reporter, p->n_reporters, uniform[b->n + i]);
    }
    for (size_t area = 0; area < p->n_areas; area++)
        for (size_t i = 0; i < b->n; i++)
            row(b->ability, b, area)[i] = (uint8_t)sp_random_pick(
                p->ability[b->general[i]], SP_ABILITIES, uniform[(2 + area) * b->n + i]);
}

sp_status sp_belief__reset(sp_belief *b, const char *version, sp_schooling schooling, sp_error *e)
{
    const sp_prior *p = b->prior;
    b->trail = UINT64_C(14695981039346656037);
    for (const char *s = version; *s; s++) b->trail = mixed(b->trail, (unsigned char)*s);
    b->trail = mixed(b->trail, schooling);
    b->schooling = schooling;
    b->n_seen = 0;
    memset(b->is_seen, 0, p->n_topics * sizeof *b->is_seen);
    SP_TRY(draw_uniforms(b, e));
    draw_people(b, b->uniform);
    for (size_t k = 0; k < p->n_topics; k++) { /* needs first */
        const sp_topic_id t = p->topics->order[k];
        const double *uniform = b->uniform + (2 + p->n_areas + t) * b->n;
        const uint8_t *ability = row(b->ability, b, p->area[t]);
        uint8_t *level = row(b->level, b, t);
        fill_caps(b->cap, b, t, SIZE_MAX);
        for (size_t i = 0; i < b->n; i++) {
            double chance[SP_LEVELS];
            for (unsigned l = 0; l < SP_LEVELS; l++)
                chance[l] = p->level[sp_prior_at(t, b->cap[i], l) + ability[i]];
            level[i] = (uint8_t)sp_random_pick(chance, SP_LEVELS, uniform[i]);
        }
    }
    return SP_OK;
}

/* ---- moving the particles: one Gibbs sweep ---- */

static void move_general(sp_belief *b, const double *uniform)
{
    const sp_prior *p = b->prior;
    for (size_t i = 0; i < b->n; i++) {
        double chance[SP_GENERALS], sum = 0;
        for (size_t g = 0; g < SP_GENERALS; g++)
            chance[g] = p->general[g] * p->schooling[b->schooling][g];
        for (size_t area = 0; area < p->n_areas; area++) {
            const uint8_t u = row(b->ability, b, area)[i];
            for (size_t g = 0; g < SP_GENERALS; g++) chance[g] *= p->ability[g][u];
        }
        for (size_t g = 0; g < SP_GENERALS; g++) sum += chance[g];
        if (sum > 0) b->general[i] = (uint8_t)sp_random_pick(chance, SP_GENERALS, uniform[i]);
    }
}

static void move_reporter(sp_belief *b, const double *uniform)
{
    const sp_prior *p = b->prior;
    for (size_t i = 0; i < b->n; i++) {
        double chance[SP_MOST_REPORTERS], sum = 0;
        memcpy(chance, p->reporter, sizeof chance);
        for (size_t k = 0; k < b->n_seen; k++) {
            const sp_evidence *seen = &b->seen[b->seen_topics[k]];
            const uint8_t x = row(b->level, b, b->seen_topics[k])[i];
            for (size_t r = 0; r < p->n_reporters; r++) chance[r] *= seen->chance[r][x];
        }
        for (size_t r = 0; r < p->n_reporters; r++) sum += chance[r];
        if (sum > 0) b->reporter[i] = (uint8_t)sp_random_pick(chance, p->n_reporters, uniform[i]);
    }
}

/* Both of SP_ABILITIES numbers. */
static void multiply(double *restrict to, const double *restrict factor)
{
    for (size_t u = 0; u < SP_ABILITIES; u++) to[u] *= factor[u];
}

/* Keep products of many small chances above what a double can hold. */
static void rescale(double *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double *to = &rows[i * SP_ABILITIES], most = 0;
        for (size_t u = 0; u < SP_ABILITIES; u++) most = to[u] > most ? to[u] : most;
        for (size_t u = 0; u < SP_ABILITIES && most > 0; u++) to[u] /= most;
    }
}

/* P(u | general, levels of the area's topics), up to a factor, in n rows of `chance`. */
static void move_ability(sp_belief *b, size_t area, const double *uniform)
{
    enum { TOPICS_BETWEEN = 16 }; /* each is LEAST_CHANCE or more: 1e-96 */
    const sp_prior *p = b->prior;
    double *chance = b->chance;
    size_t n_topics = 0;
    for (size_t i = 0; i < b->n; i++)
        memcpy(&chance[i * SP_ABILITIES], p->ability[b->general[i]], SP_ABILITIES * sizeof *chance);
    for (sp_topic_id t = 0; t < p->n_topics; t++) {
        if (p->area[t] != area) continue;
        const uint8_t *level = row(b->level, b, t);
        fill_caps(b->cap, b, t, SIZE_MAX);
        for (size_t i = 0; i < b->n; i++)
            multiply(&chance[i * SP_ABILITIES], &p->level[sp_prior_at(t, b->cap[i], level[i])]);
        if (++n_topics % TOPICS_BETWEEN == 0) rescale(chance, b->n);
    }
    for (size_t i = 0; i < b->n; i++)
        row(b->ability, b, area)[i] = (uint8_t)sp_random_pick(&chance[i * SP_ABILITIES],
                                                              SP_ABILITIES, uniform[i]);
}

/* P(level = l | everything else) of a topic, up to a factor, for all particles: its own table, what
 * was seen of it, and the topics that need it. */
static void move_level(sp_belief *b, sp_topic_id t, const double *uniform)
{
    double *chance = b->chance;
    const sp_prior *p = b->prior;
    const uint8_t *ability = row(b->ability, b, p->area[t]);
    uint8_t *level = row(b->level, b, t);
    fill_caps(b->cap, b, t, SIZE_MAX);
    for (size_t i = 0; i < b->n; i++) {
        const double *seen = b->is_seen[t] ? b->seen[t].chance[b->reporter[i]] : NULL;
        const double *own = &p->level[sp_prior_at(t, b->cap[i], 0) + ability[i]];
        for (unsigned l = 0; l < SP_LEVELS; l++)
            chance[i * SP_LEVELS + l] = own[l * SP_ABILITIES] * (seen ? seen[l] : 1);
    }
    for (size_t k = p->first_use[t]; k < p->first_use[t + 1]; k++) {
        const sp_use use = p->uses[k];
        const sp_need need = p->topics->items[use.by].needs[use.need];
        const uint8_t *by_level = row(b->level, b, use.by);
        const uint8_t *by_ability = row(b->ability, b, p->area[use.by]);
        uint8_t allows[SP_LEVELS];
        for (unsigned l = 0; l < SP_LEVELS; l++) allows[l] = (uint8_t)sp_need_allows(need, l);
        fill_caps(b->cap, b, use.by, use.need);
        for (size_t i = 0; i < b->n; i++) {
            const double *table = &p->level[sp_prior_at(use.by, 0, by_level[i]) + by_ability[i]];
            for (unsigned l = 0; l < SP_LEVELS; l++) {
                const unsigned cap = allows[l] < b->cap[i] ? allows[l] : b->cap[i];
                chance[i * SP_LEVELS + l] *= table[cap * SP_LEVELS * SP_ABILITIES];
            }
        }
    }
    for (size_t i = 0; i < b->n; i++)
        level[i] = (uint8_t)sp_random_pick(&chance[i * SP_LEVELS], SP_LEVELS, uniform[i]);
}

static sp_status sweep(sp_belief *b, sp_error *e)
{
    const sp_prior *p = b->prior;
    SP_TRY(draw_uniforms(b, e));
    const double *uniform = b->uniform;
    move_general(b, uniform);
    move_reporter(b, uniform + b->n);
    for (size_t area = 0; area < p->n_areas; area++)
        move_ability(b, area, uniform + (2 + area) * b->n);
    for (size_t k = p->n_topics; k-- > 0;) {
        const sp_topic_id t = p->topics->order[k];
        move_level(b, t, uniform + (2 + p->n_areas + t) * b->n);
    }
    return SP_OK;
}

/* ---- evidence ---- */

static void gather(uint8_t *values, const sp_belief *b)
{
    for (size_t i = 0; i < b->n; i++) b->copy[i] = values[b->index[i]];
    memcpy(values, b->copy, b->n);
}

/* Systematic resampling: one uniform number, each particle as often as its weight says. */
static sp_status resample(sp_belief *b, sp_error *e)
{
    double start, upto = b->weight[0];
    b->trail = mixed(b->trail, 2);
    SP_TRY(sp_random_uniforms(&start, 1, b->trail, e));
    for (size_t i = 0, from = 0; i < b->n; i++) {
        const double at = ((double)i + start) / (double)b->n;
        while (upto < at && from + 1 < b->n) upto += b->weight[++from];
        b->index[i] = (uint32_t)from;
    }
    gather(b->general, b);
    gather(b->reporter, b);
    for (size_t area = 0; area < b->prior->n_areas; area++) gather(row(b->ability, b, area), b);
    for (size_t t = 0; t < b->prior->n_topics; t++) gather(row(b->level, b, t), b);
    for (size_t i = 0; i < b->n; i++) b->weight[i] = 1 / (double)b->n;
    return SP_OK;
}

static void remember(sp_belief *b, sp_topic_id topic, const sp_evidence *evidence)
{
    sp_evidence *seen = &b->seen[topic];
    if (!b->is_seen[topic]) {
        b->is_seen[topic] = true;
        b->seen_topics[b->n_seen++] = topic;
        *seen = *evidence;
        return;
    }
    for (size_t r = 0; r < b->prior->n_reporters; r++)
        for (unsigned x = 0; x < SP_LEVELS; x++) seen->chance[r][x] *= evidence->chance[r][x];
}

sp_status sp_belief__observe(sp_belief *b, sp_topic_id topic, const sp_evidence *evidence,
                             unsigned tag, sp_error *e)
{
    const uint8_t *level = row(b->level, b, topic);
    double sum = 0, squares = 0;
    remember(b, topic, evidence);
    b->trail = mixed(mixed(b->trail, topic), tag);
    for (size_t i = 0; i < b->n; i++)
        sum += b->weight[i] *= evidence->chance[b->reporter[i]][level[i]];
    for (size_t i = 0; i < b->n; i++) {
        b->weight[i] /= sum;
        squares += b->weight[i] * b->weight[i];
    }
    if (1 / squares >= (double)b->n / 2) return SP_OK;
    SP_TRY(resample(b, e));
    for (unsigned k = 0; k < b->n_sweeps; k++) SP_TRY(sweep(b, e));
    return SP_OK;
}

void sp_belief__marginal(double out[SP_LEVELS], const sp_belief *b, sp_topic_id topic)
{
    const uint8_t *level = row(b->level, b, topic);
    for (unsigned l = 0; l < SP_LEVELS; l++) out[l] = 0;
    for (size_t i = 0; i < b->n; i++) out[level[i]] += b->weight[i];
}
