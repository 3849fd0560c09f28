/* SPDX-License-Identifier: GPL-3.0-or-later
 * See time/study.h. */
#include "time/study.h"

#include <math.h>
#include <string.h>

#include "base/try.h"

/* A pair that the course requires and the learner lacks comes from the first course of the path
 * that brings it: that one must be over. */
static void set_before(uint8_t *before, const sp_learner *l, const sp_work *path, size_t step)
{
    size_t n_needs;
    const sp_pair *needs = sp_course_entry(&n_needs, path[step].course, path[step].formal);
    for (size_t i = 0; i < n_needs; i++) {
        const sp_pair need = needs[i];
        if (l->held[need.topic] >= need.level) continue;
        size_t from = 0;
        while (from < step && sp_pairs_level(path[from].course->teaches,
                                             path[from].course->n_teaches, need.topic) < need.level)
            from++;
        if (from < step) before[from] = 1;
    }
}

sp_status sp_study__make(sp_study *out, const sp_learner *l, const sp_work *path, size_t n_path,
                         sp_arena *a, sp_error *e)
{
    const double parallel = l->profile->parallel;
    uint8_t *before = sp_arena_array(a, n_path * n_path, sizeof *before);
    double *share = sp_arena_array(a, n_path, sizeof *share);
    int64_t *minutes = sp_arena_array(a, 4 * n_path, sizeof *minutes);
    *out = (sp_study){.n_steps = n_path,
                      .most_active = parallel >= 1 ? (size_t)parallel : 1,
                      .before = before,
                      .share_a_week = share,
                      .is_started = sp_arena_take(a, n_path),
                      .is_done = sp_arena_take(a, n_path),
                      .active = sp_arena_array(a, n_path, sizeof *out->active)};
    SP_NEED(before && share && minutes && out->is_started && out->is_done && out->active, e);
    out->left = minutes;
    out->room = minutes + n_path;
    out->whole = minutes + 2 * n_path;
    out->taken = minutes + 3 * n_path;
    for (size_t i = 0; i < n_path; i++) {
        set_before(before + i * n_path, l, path, i);
        share[i] = l->profile->weekly_loads ? sp_work_share_a_week(&path[i]) : INFINITY;
    }
    return SP_OK;
}

void sp_study__begin(sp_study *s, const int64_t *minutes)
{
    const size_t n = s->n_steps;
    memcpy(s->left, minutes, n * sizeof *s->left);
    memcpy(s->whole, minutes, n * sizeof *s->whole);
    memset(s->taken, 0, n * sizeof *s->taken);
    memset(s->is_started, 0, n);
    memset(s->is_done, 0, n);
    s->n_done = s->n_active = 0;
    sp_study__new_week(s);
}

void sp_study__new_week(sp_study *s)
{
    for (size_t i = 0; i < s->n_steps; i++)
        s->room[i] = isfinite(s->share_a_week[i])
                         ? 1 + (int64_t)(s->share_a_week[i] * (double)s->whole[i])
                         : INT64_MAX;
}

static bool is_ready(const sp_study *s, size_t step)
{
    for (size_t i = 0; i < step; i++)
        if (s->before[step * s->n_steps + i] && !s->is_done[i]) return false;
    return true;
}

static void start_what_is_ready(sp_study *s)
{
    for (size_t i = 0; i < s->n_steps && s->n_active < s->most_active; i++) {
        if (s->is_started[i] || !is_ready(s, i)) continue;
        s->is_started[i] = 1;
        size_t at = s->n_active++;
        for (; at > 0 && s->active[at - 1] > i; at--) s->active[at] = s->active[at - 1];
        s->active[at] = i;
    }
}

static void end_what_is_done(sp_study *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_active; i++) {
        const size_t step = s->active[i];
        if (s->left[step] > 0)
            s->active[n++] = step;
        else
            s->is_done[step] = 1;
    }
    s->n_done += s->n_active - n;
    s->n_active = n;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Share the minutes evenly among the courses under way that have room; what is not used. */
static int64_t share_out(sp_study *s, int64_t minutes, size_t n_open)
{
    for (size_t i = 0; i < s->n_active; i++) {
        const size_t step = s->active[i];
        if (s->room[step] == 0) continue;
        const int64_t part = (minutes + (int64_t)n_open - 1) / (int64_t)n_open;
        const int64_t used = least(part, least(s->left[step], s->room[step]));
        s->left[step] -= used;
        s->room[step] -= used;
        s->taken[step] += used;
        minutes -= used;
        n_open--;
    }
    return minutes;
}

void sp_study__spend(sp_study *s, int64_t minutes)
{
    while (minutes > 0) {
        start_what_is_ready(s);
        size_t n_open = 0;
        for (size_t i = 0; i < s->n_active; i++) n_open += s->room[s->active[i]] > 0;
        if (!n_open) break;
        minutes = share_out(s, minutes, n_open);
        end_what_is_done(s);
    }
}
