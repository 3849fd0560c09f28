/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a profile to what scoring and planning need: levels held, the closed goal, and which courses
 * are out of the question. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "core/filter.h"
#include "studypath/profile.h"

double sp_prefer_k(sp_prefer prefer)
{
    switch (prefer) {
    case SP_PREFER_SHORTEST: return 0;
    case SP_PREFER_BALANCED: return 1;
    case SP_PREFER_BEST: return 3;
    }
    return 1;
}

double sp_course_share_new(const sp_catalog *c, const sp_course *course, const uint8_t *held,
                           const double *doubt)
{
    double all = 0, fresh = 0;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const unsigned entry = sp_pairs_level(course->requires, course->n_requires, pair.topic);
        for (unsigned l = entry + 1; l <= pair.level; l++) {
            const double hours = c->step_hours[pair.topic * SP_LEVELS + l];
            all += hours;
            fresh += l > held[pair.topic] ? hours : doubt ? hours * doubt[pair.topic] : 0;
        }
    }
    return all > 0 ? fresh / all : 0;
}

double sp_gap_step_hours(const sp_catalog *c, const uint8_t *goal, const uint8_t *held,
                         const double *doubt)
{
    double sum = 0;
    for (size_t t = 0; t < c->topics.n_items; t++) {
        for (unsigned l = 1; l <= goal[t]; l++) {
            const double hours = c->step_hours[t * SP_LEVELS + l];
            sum += l > held[t] ? hours : doubt ? hours * doubt[t] : 0;
        }
    }
    return sum;
}

static void raise_to(uint8_t *levels, const sp_pair *pairs, size_t n_pairs)
{
    for (size_t i = 0; i < n_pairs; i++)
        if (levels[pairs[i].topic] < pairs[i].level) levels[pairs[i].topic] = pairs[i].level;
}

static bool is_done(const sp_profile *p, sp_course_id course)
{
    for (size_t i = 0; i < p->n_done; i++)
        if (p->done[i] == course) return true;
    for (size_t i = 0; i < p->n_progress; i++)
        if (p->progress[i].course == course && p->progress[i].state == SP_STATE_DONE) return true;
    return false;
}

static sp_filter rule_for(const sp_catalog *c, const sp_profile *p, sp_course_id id)
{
    const sp_filter filter = sp_filter__of(c, p, id);
    return filter != SP_FILTER_EXCLUDED && is_done(p, id) ? SP_FILTER_DONE : filter;
}

/* Weeks are numbered so that each begins on a Monday; 1970-01-01 was a Thursday. */
static sp_day week_of(sp_day day)
{
    const sp_day from_monday = day + 3;
    return from_monday >= 0 ? from_monday / 7 : -((6 - from_monday) / 7);
}

sp_day sp_days_off(const sp_profile *profile, sp_day start, sp_day end)
{
    sp_day days = 0;
    for (size_t i = 0; i < profile->n_off; i++) {
        const sp_day week = week_of(profile->off[i]), monday = 7 * week - 3;
        bool is_counted = false;
        for (size_t k = 0; k < i; k++) is_counted = is_counted || week_of(profile->off[k]) == week;
        if (is_counted) continue;
        const sp_day first = monday > start ? monday : start,
                     last = monday + 7 < end ? monday + 7 : end;
        if (last > first) days += last - first;
    }
    return days;
}

static double weeks_between(const sp_profile *p, sp_day start, sp_day end)
{
    return end > start ? (end - start - sp_days_off(p, start, end)) / 7.0 : 0;
}

static void hold_background(sp_learner *l)
{
    const sp_catalog *c = l->catalog;
    const sp_profile *p = l->profile;
    memcpy(l->held, p->levels, c->topics.n_items);
    for (size_t i = 0; i < c->n_courses; i++)
        if (is_done(p, (sp_course_id)i))
            raise_to(l->held, c->courses[i].teaches, c->courses[i].n_teaches);
    sp_levels_close(&c->topics, l->held);
    for (size_t t = 0; t < c->topics.n_items; t++)
        l->doubt[t] = l->held[t] ? 1 - p->confidence[t] : 0;
}

static void set_goal(sp_learner *l)
{
    const sp_catalog *c = l->catalog;
    const sp_profile *p = l->profile;
    for (size_t i = 0; i < p->n_goals; i++) {
        const sp_goal_choice *choice = &p->goals[i];
        const sp_goal *named = choice->named == SP_NONE ? NULL : &c->goals[choice->named];
        raise_to(l->wanted, named ? named->levels : choice->pairs,
                 named ? named->n_levels : choice->n_pairs);
    }
    memcpy(l->goal, l->wanted, c->topics.n_items);
    sp_levels_close(&c->topics, l->goal);
}

bool sp_has_days(const sp_profile *p)
{
    for (int d = 0; d < 7; d++)
        if (p->day_hours[d] > 0) return true;
    return false;
}

double sp_hours_stated(const sp_profile *p)
{
    double sum = 0;
    for (int d = 0; d < 7; d++)
        if (p->day_hours[d] > 0) sum += p->day_hours[d];
    return isfinite(p->hours_per_week) ? p->hours_per_week : sum > 0 ? sum : NAN;
}

sp_status sp_learner_make(sp_learner *out, const sp_catalog *catalog, const sp_profile *profile,
                          sp_day today, sp_arena *a, sp_error *e)
{
    const size_t n_topics = catalog->topics.n_items;
    *out = (sp_learner){
        .catalog = catalog, .profile = profile, .pace = 1, .weeks_to_deadline = NAN};
    out->held = sp_arena_take(a, n_topics);
    out->wanted = sp_arena_take(a, n_topics);
    out->goal = sp_arena_take(a, n_topics);
    out->doubt = sp_arena_array(a, n_topics, sizeof *out->doubt);
    out->filter = sp_arena_array(a, catalog->n_courses, sizeof *out->filter);
    SP_NEED(out->held && out->wanted && out->goal && out->doubt && out->filter, e);
    if (!profile->n_goals) return sp_fail(e, SP_USAGE, "goals", "no goal is given");
    const double stated = sp_hours_stated(profile);
    out->hours_per_week = isfinite(stated) ? stated : SP_DEFAULT_HOURS_PER_WEEK;
    const sp_day start = profile->start != SP_NO_DAY ? profile->start : today;
    if (start != SP_NO_DAY && profile->deadline != SP_NO_DAY)
        out->weeks_to_deadline = weeks_between(profile, start, profile->deadline);
    out->start = start;
    out->on_time = isfinite(profile->on_time) ? profile->on_time : SP_DEFAULT_ON_TIME;
    hold_background(out);
    set_goal(out);
    for (size_t i = 0; i < catalog->n_courses; i++)
        out->filter[i] = rule_for(catalog, profile, (sp_course_id)i);
    for (size_t i = 0; i < profile->n_include; i++) {
        const sp_course_id id = profile->include[i];
        if (out->filter[id] && out->filter[id] != SP_FILTER_DONE)
            return sp_fail(e, SP_INVALID, "preferences.include",
                           "%s can't be included: it is ruled out (%s)", catalog->courses[id].id,
                           sp_filter_name(out->filter[id]));
    }
    return SP_OK;
}
