/* SPDX-License-Identifier: GPL-3.0-or-later
 * See why/reasons.h. */
#include "why/reasons.h"

#include <string.h>

#include "base/try.h"
#include "studypath/text.h"

enum { MOST_NAMED = 3, MOST_REASONS = 3 };

static double pair_hours(const sp_catalog *c, sp_pair pair)
{
    return c->step_hours[(size_t)pair.topic * SP_LEVELS + pair.level];
}

/* The pair with the most step hours of those after `before` in that order (hours, then index);
 * n_pairs when none is left. */
static size_t next_largest(const sp_catalog *c, const sp_pair *pairs, size_t n_pairs, size_t before)
{
    size_t best = n_pairs;
    for (size_t i = 0; i < n_pairs; i++) {
        const double hours = pair_hours(c, pairs[i]);
        if (before < n_pairs) {
            const double last = pair_hours(c, pairs[before]);
            if (hours > last || (hours == last && i <= before)) continue;
        }
        if (best == n_pairs || hours > pair_hours(c, pairs[best])) best = i;
    }
    return best;
}

/* "Eigenvalues and eigenvectors (use), ..." for at most MOST_NAMED pairs, the largest first, then
 * how many more there are. */
static void name_pairs(sp_buffer *b, const sp_catalog *c, const sp_pair *pairs, size_t n_pairs)
{
    size_t n_named = 0;
    for (size_t i = next_largest(c, pairs, n_pairs, n_pairs); i < n_pairs && n_named < MOST_NAMED;
         i = next_largest(c, pairs, n_pairs, i), n_named++)
        sp_buffer_printf(b, "%s%s (%s)", n_named ? ", " : "", c->topics.items[pairs[i].topic].name,
                         sp_level_name(pairs[i].level));
    if (n_pairs > n_named) sp_buffer_printf(b, " and %zu more", n_pairs - n_named);
}

/* The requirement of `later` that is met by `step` and was not by `held`, what was held before it;
 * the highest level first; level 0 when there is none. */
static sp_pair opened_by(const sp_plan *plan, const sp_catalog *c, const sp_step *step,
                         const uint8_t *held, const sp_step *later)
{
    size_t n_needs;
    const sp_pair *needs = sp_course_entry(&n_needs, &c->courses[later->course], plan->formal);
    sp_pair found = {.level = 0};
    for (size_t i = 0; i < n_needs; i++) {
        const unsigned reached = sp_pairs_level(step->reaches, step->n_reaches, needs[i].topic);
        if (held[needs[i].topic] < needs[i].level && reached >= needs[i].level &&
            needs[i].level > found.level)
            found = needs[i];
    }
    return found;
}

/* Join the step to each later one that it opens. */
static sp_status link_step(sp_plan *plan, size_t index, const sp_catalog *c, const uint8_t *held,
                           sp_arena *a, sp_error *e)
{
    sp_step *step = &plan->steps[index];
    sp_step_link *opens = sp_arena_array(a, plan->n_steps - index, sizeof *opens);
    SP_NEED(opens, e);
    for (size_t later = index + 1; later < plan->n_steps; later++) {
        const sp_pair need = opened_by(plan, c, step, held, &plan->steps[later]);
        if (!need.level) continue;
        opens[step->n_opens++] = (sp_step_link){later, need};
        plan->steps[later].after = (sp_step_link){index, need};
    }
    step->opens = opens;
    return SP_OK;
}

static const char *finish(sp_buffer *b)
{
    return b->failed ? NULL : b->text;
}

/* The reasons in words, shortened. */
static sp_status tell(sp_step *step, const sp_plan *plan, const sp_learner *learner, sp_arena *a,
                      sp_error *e)
{
    const sp_catalog *c = learner->catalog;
    const char **why = sp_arena_array(a, MOST_REASONS, sizeof *why);
    SP_NEED(why, e);
    if (step->n_closes) {
        sp_buffer b = {.arena = a};
        sp_buffer_puts(&b, "the goal needs ");
        name_pairs(&b, c, step->closes, step->n_closes);
        SP_NEED(why[step->n_why++] = finish(&b), e);
    }
    for (size_t i = 0; i < step->n_opens && step->n_why < MOST_REASONS; i++) {
        const sp_step_link *link = &step->opens[i];
        sp_buffer b = {.arena = a};
        sp_buffer_printf(&b, "step %zu, %s, needs %s (%s)", link->step + 1,
                         c->courses[plan->steps[link->step].course].title,
                         c->topics.items[link->pair.topic].name, sp_level_name(link->pair.level));
        SP_NEED(why[step->n_why++] = finish(&b), e);
    }
    for (size_t i = 0; i < learner->profile->n_include && step->n_why < MOST_REASONS; i++)
        if (learner->profile->include[i] == step->course) why[step->n_why++] = "you asked for it";
    step->why = why;
    return SP_OK;
}

sp_status sp_reasons_fill(sp_plan *plan, const sp_learner *learner, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = learner->catalog;
    uint8_t *held = sp_arena_take(a, c->topics.n_items);
    SP_NEED(held, e);
    memcpy(held, learner->held, c->topics.n_items);
    for (size_t s = 0; s < plan->n_steps; s++) plan->steps[s].after.step = SIZE_MAX;
    for (size_t s = 0; s < plan->n_steps; s++) {
        sp_step *step = &plan->steps[s];
        SP_TRY(link_step(plan, s, c, held, a, e));
        SP_TRY(tell(step, plan, learner, a, e));
        for (size_t i = 0; i < step->n_reaches; i++)
            held[step->reaches[i].topic] = step->reaches[i].level;
    }
    return SP_OK;
}
