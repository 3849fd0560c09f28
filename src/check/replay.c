/* SPDX-License-Identifier: GPL-3.0-or-later
 * See check/replay.h. */
#include "check/replay.h"

#include <math.h>
#include <string.h>

#include "base/try.h"

int64_t sp_check__minutes(const sp_score *score)
{
    return (int64_t)fmax(1, round(score->minutes));
}

/* By its own id, not by a former one: a plan states the present ones. */
static sp_course_id find_course(const sp_catalog *c, const char *id)
{
    const sp_course_id found = sp_course_find(c, id);
    return found != SP_NONE && strcmp(c->courses[found].id, id) == 0 ? found : SP_NONE;
}

static void set_hours(sp_replayed *step, const sp_learner *l, const sp_course *course,
                      const uint8_t *held, const double *doubt)
{
    step->share_new = fmax(SP_SHARE_NEW_FLOOR,
                           sp_course_share_new(l->catalog, course, held, doubt));
    const double factor = step->share_new * l->pace;
    step->hours = (sp_hours){.low = course->hours.low * factor,
                             .expected = course->hours.expected * factor,
                             .high = course->hours.high * factor,
                             .basis = course->hours.basis};
}

/* What the course newly reaches is held from then on, and what it teaches at least as high is in
 * doubt no longer. */
static void learn(sp_replayed *step, const sp_learner *l, const sp_course *course, uint8_t *held,
                  double *doubt)
{
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const uint8_t before = held[pair.topic], wanted = l->goal[pair.topic];
        if (pair.level >= before) doubt[pair.topic] = 0;
        if (pair.level <= before) continue;
        held[pair.topic] = pair.level;
        step->reaches[step->n_reaches++] = pair;
        if (wanted <= before) continue;
        step->closes[step->n_closes++] = (sp_pair){
            .topic = pair.topic, .level = pair.level < wanted ? pair.level : wanted};
    }
}

static sp_status take(sp_replay *out, sp_replayed *step, const sp_evidence *evidence, double *doubt,
                      sp_arena *a, sp_error *e)
{
    const sp_learner *l = evidence->learner;
    const sp_course *course = &l->catalog->courses[step->course];
    const sp_score *score = &evidence->scores->courses[step->course];
    step->reaches = sp_arena_array(a, course->n_teaches, sizeof *step->reaches);
    step->closes = sp_arena_array(a, course->n_teaches, sizeof *step->closes);
    SP_NEED(step->reaches && step->closes, e);
    size_t n_entry;
    const sp_pair *entry = sp_course_entry(&n_entry, course, evidence->stated->inputs.formal);
    for (size_t i = 0; i < n_entry && !step->lacking.level; i++)
        if (out->held[entry[i].topic] < entry[i].level) step->lacking = entry[i];
    set_hours(step, l, course, out->held, doubt);
    out->hours.low += step->hours.low;
    out->hours.expected += step->hours.expected;
    out->hours.high += step->hours.high;
    out->minutes += score->minutes;
    out->whole_minutes += sp_check__minutes(score);
    out->cost += score->cost_minutes;
    learn(step, l, course, out->held, doubt);
    return SP_OK;
}

sp_status sp_check__replay(sp_replay *out, const sp_evidence *evidence, sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const sp_learner *l = evidence->learner;
    const size_t n_topics = l->catalog->topics.n_items;
    *out = (sp_replay){0};
    out->steps = sp_arena_array(a, stated->n_steps, sizeof *out->steps);
    out->held = sp_arena_take(a, n_topics);
    double *doubt = sp_arena_array(a, n_topics, sizeof *doubt);
    SP_NEED(out->steps && out->held && doubt, e);
    memcpy(out->held, l->held, n_topics);
    memcpy(doubt, l->doubt, n_topics * sizeof *doubt);
    for (size_t i = 0; i < stated->n_steps; i++) {
        out->steps[i].course = find_course(l->catalog, stated->steps[i].course);
        if (out->steps[i].course == SP_NONE)
            out->n_unknown++;
        else
            SP_TRY(take(out, &out->steps[i], evidence, doubt, a, e));
    }
    return SP_OK;
}
