/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a goal needs a topic, and what makes a goal long, in words. */
#include <math.h>
#include <string.h>

#include "studypath/studypath.h"
#include "view/layout.h"
#include "view/why.h"

/* "57 h less", "1 h more"; "as many hours" below half an hour. */
static void put_change(sp_buffer *b, double hours)
{
    if (fabs(hours) < 0.5)
        sp_buffer_puts(b, "as many hours");
    else
        sp_buffer_printf(b, "%.0f h %s", fabs(hours), hours < 0 ? "less" : "more");
}

static void put_difference(sp_buffer *line, const sp_catalog *c, const sp_other_path *other)
{
    if (other->n_fewer) sp_buffer_puts(line, " It no longer takes ");
    sp_view__titles(line, c, other->fewer, other->n_fewer);
    if (other->n_fewer) sp_buffer_puts(line, ".");
    if (other->n_more) sp_buffer_puts(line, " New in it: ");
    sp_view__titles(line, c, other->more, other->n_more);
    if (other->n_more) sp_buffer_puts(line, ".");
    if (!other->n_fewer && !other->n_more) sp_buffer_puts(line, " Its courses stay the same.");
}

static void put_chain(sp_buffer *b, const sp_why_topic *why, const sp_learner *l)
{
    const sp_catalog *c = l->catalog;
    sp_buffer stated = {.arena = b->arena};
    sp_view__names(&stated, c, &why->chain->pair, 1);
    sp_buffer_printf(&stated, " is in %s.",
                     why->stated_by == SP_NONE ? "your own goal" : c->goals[why->stated_by].name);
    sp_view__paragraph(b, "Needed because", &stated);
    for (size_t i = 0; i + 1 < why->n_chain; i++) {
        sp_buffer need = {.arena = b->arena};
        sp_view__names(&need, c, &why->chain[i].pair, 1);
        sp_buffer_puts(&need, " needs ");
        sp_view__names(&need, c, &why->chain[i + 1].pair, 1);
        if (why->chain[i].source)
            sp_buffer_printf(&need, ". Source: %s", why->chain[i].source);
        else
            sp_buffer_puts(&need, ". No source is given.");
        sp_view__paragraph(b, "And", &need);
    }
}

static void put_known(sp_buffer *b, const sp_why_topic *why, const sp_learner *l)
{
    const sp_catalog *c = l->catalog;
    sp_buffer line = {.arena = b->arena}, supplier = line;
    if (why->step != SIZE_MAX)
        sp_buffer_printf(&supplier, "step %zu, %s.", why->step + 1,
                         c->courses[why->plan.steps[why->step].course].title);
    else
        sp_buffer_puts(&supplier, "no course that you allow and can reach.");
    sp_view__paragraph(b, "Brought by", &supplier);
    sp_buffer_printf(&line, "--know %s=%u, and so what it needs: the path takes ",
                     c->topics.items[why->topic].id, why->needed);
    put_change(&line, why->known.plan.hours.expected - why->plan.hours.expected);
    sp_buffer_printf(&line, " (%.0f h expected, not %.0f).", why->known.plan.hours.expected,
                     why->plan.hours.expected);
    put_difference(&line, c, &why->known);
    sp_view__paragraph(b, "If you held it", &line);
    if (!why->plan.proved || !why->known.plan.proved)
        sp_view__line(b, 0, "Not proved: a search was ended at its limit.");
}

const char *sp_view_why_topic(const sp_why_topic *why, const sp_learner *learner, sp_arena *a)
{
    const char *name = learner->catalog->topics.items[why->topic].name;
    sp_buffer b = {.arena = a};
    if (!why->needed) {
        sp_view__line(&b, 0, "%s: your goal does not need it at any level.", name);
        return sp_view__finish(&b);
    }
    sp_view__line(&b, 0, "%s: your goal needs it at %s; you hold it at %s.", name,
                  sp_level_name(why->needed), sp_level_name(why->held));
    put_chain(&b, why, learner);
    if (why->is_solved)
        put_known(&b, why, learner);
    else
        sp_view__line(&b, 0, "It adds nothing to your path, as you hold enough of it.");
    if (!isnan(learner->weeks_to_deadline))
        sp_view__line(&b, 0, "Hours are those of the whole goal, whatever the deadline.");
    return sp_view__finish(&b);
}

static void put_demand(sp_buffer *b, const sp_catalog *c, const sp_why_demand *demand)
{
    sp_buffer name = {.arena = b->arena};
    sp_view__names(&name, c, &demand->pair, 1);
    b->failed = b->failed || name.failed;
    sp_view__cell(b, name.text ? name.text : "", 58);
    if (demand->held >= demand->pair.level)
        sp_buffer_puts(b, "    held       -\n");
    else
        sp_buffer_printf(b, "%8zu%8.0f\n", demand->n_rests_on, demand->saves_hours);
}

static void put_giving_up(sp_buffer *b, const sp_why_goal *why, const sp_catalog *c)
{
    sp_buffer line = {.arena = b->arena};
    if (!why->has_without) return;
    const double hours = why->without.plan.hours.expected - why->all.hours.expected;
    sp_buffer_puts(&line, "the path to your other goals takes ");
    put_change(&line, hours);
    sp_buffer_printf(&line, " (%.0f h expected, not %.0f).", why->without.plan.hours.expected,
                     why->all.hours.expected);
    put_difference(&line, c, &why->without);
    sp_view__paragraph(b, "Without this goal", &line);
}

const char *sp_view_why_goal(const sp_why_goal *why, const sp_catalog *c, sp_arena *a)
{
    const sp_goal *goal = &c->goals[why->goal];
    sp_buffer b = {.arena = a}, sources = b;
    sp_view__line(
        &b, 0, "%s: it states %zu topic%s and so needs %zu, of which you have %zu still to learn.",
        goal->name, why->n_demands, why->n_demands == 1 ? "" : "s", why->n_needed, why->n_to_learn);
    if (!why->n_to_learn) {
        sp_view__line(&b, 0, "You hold all that it needs.");
        return sp_view__finish(&b);
    }
    sp_view__line(&b, 0, "Alone it takes %zu course%s, %.0f h expected.", why->plan.n_steps,
                  why->plan.n_steps == 1 ? "" : "s", why->plan.hours.expected);
    for (size_t i = 0; i < goal->n_sources; i++)
        sp_buffer_printf(&sources, "%s%s", i ? "; " : "", goal->sources[i]);
    sp_view__paragraph(&b, "Stated by", &sources);
    put_giving_up(&b, why, c);
    sp_buffer_puts(&b,
                   "\n                                                              rests   saves\n"
                   "stated topic                                               on (1)   h (2)\n");
    for (size_t i = 0; i < why->n_demands; i++) put_demand(&b, c, &why->demands[i]);
    sp_buffer_puts(&b, "\n");
    sp_view__line(&b, 0, "(1) other topics that it needs and that you do not hold enough of.");
    sp_view__line(&b, 0,
                  "(2) expected hours that the path is shorter by if you hold this topic, "
                  "and so what it needs; each alone, so they do not add up.");
    return sp_view__finish(&b);
}
