/* SPDX-License-Identifier: GPL-3.0-or-later
 * A plan for reading: the answer in a few lines, then each course with what it takes, adds and why,
 * then what is unknown. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "studypath/studypath.h"
#include "view/layout.h"
#include "view/limits.h"
#include "view/schedule.h"

static void put_goals(sp_buffer *b, const sp_catalog *c, const sp_profile *p)
{
    const char *wants = sp_view_wants(c, p, b->arena);
    b->failed = b->failed || !wants;
    sp_buffer_puts(b, "Goal: ");
    sp_view__wrap(b, wants ? wants : "", 6, 6);
}

static void put_minutes_as_hours(sp_buffer *b, double minutes)
{
    sp_buffer_printf(b, "%.0f h", minutes / 60);
}

static void put_proof(sp_buffer *b, const sp_plan *plan, const sp_profile *p)
{
    sp_buffer line = {.arena = b->arena};
    const char *reaches = plan->status == SP_PLAN_INFEASIBLE ? "reaches what can be reached"
                                                             : "reaches the goal";
    const char *asked = p->n_include ? " and has those you asked for" : "";
    const char *courses = sp_view__courses(plan, p);
    if (plan->limits.value < plan->limits.value_of_goal) {
        sp_view__proof_within_limits(&line, plan, p);
    } else if (plan->proved) {
        sp_buffer_printf(&line, "Proved: no other set of %s that %s%s costs less.", courses,
                         reaches, asked);
    } else {
        const double gap = 100.0 * (double)(plan->cost_minutes - plan->bound_minutes) /
                           (double)plan->cost_minutes;
        sp_buffer_printf(&line,
                         "Not proved: the search was ended at its limit; another set of %s that "
                         "%s%s may cost up to %.1f %% less.",
                         courses, reaches, asked, gap);
    }
    sp_buffer_puts(&line,
                   " (Cost: what each course takes you on its own, dearer where it fits badly.)");
    sp_view__wrap_line(b, &line, 0, 0);
}

static void put_totals(sp_buffer *b, const sp_plan *plan, const sp_learner *l)
{
    char hours[48];
    sp_view__hours(hours, plan->hours.low, plan->hours.high);
    sp_view__line(b, 0, "%zu course%s, %s of study, %.0f h expected.", plan->n_steps,
                  plan->n_steps == 1 ? "" : "s", hours, plan->hours.expected);
    sp_view__forecast(b, &plan->finish, l);
    sp_buffer line = {.arena = b->arena};
    sp_buffer_puts(&line, "Each course on its own: ");
    put_minutes_as_hours(&line, plan->minutes);
    const bool is_cut = plan->limits.value < plan->limits.value_of_goal;
    sp_buffer_printf(&line,
                     ", with %g h of settling in each; the fewest that any %sset%s takes: %.0f h.",
                     SP_SETTLING_HOURS, plan->shortest_proved ? "" : "known ",
                     is_cut ? " to the whole goal" : "", plan->shortest_hours);
    sp_view__wrap_line(b, &line, 0, 0);
}

static void put_provider(sp_buffer *b, const sp_course *course)
{
    if (!course->provider && !course->institution) {
        sp_buffer_puts(b, "Provider not stated");
        return;
    }
    if (course->provider) sp_buffer_puts(b, course->provider);
    if (course->institution &&
        (!course->provider || strcmp(course->institution, course->provider) != 0))
        sp_buffer_printf(b, "%s%s", course->provider ? ", " : "", course->institution);
}

static void put_price(sp_buffer *b, const sp_course *course)
{
    static const char *const costs[] = {"free", "free to audit", "paid"};
    if (course->cost != SP_COST_NONE) sp_buffer_printf(b, "; %s", costs[course->cost - 1]);
    if (course->price)
        sp_buffer_printf(b, "%s%s", course->cost != SP_COST_NONE ? ", " : "; ", course->price);
}

/* Who wished for no language learns the language of each course when the path mixes them. */
static void put_language(sp_buffer *b, const sp_plan *plan, const sp_catalog *c,
                         const sp_course *course)
{
    bool mixed = false;
    for (size_t i = 0; i < plan->n_steps; i++) {
        const char *other = c->courses[plan->steps[i].course].language;
        mixed = mixed || (other && course->language && strcmp(other, course->language) != 0);
    }
    if (mixed) sp_buffer_printf(b, "; language %s", course->language);
}

/* What the catalogue knows of the course's hours, in words; its hours are not repeated when they
 * are those `for_you`. */
static void put_basis(sp_buffer *b, const sp_course *course, const char *for_you)
{
    char all[48];
    sp_view__hours(all, course->hours.low, course->hours.high);
    const bool same = strcmp(all, for_you) == 0;
    const char *hours = same ? "" : all, *blank = same ? "" : " ";
    switch (course->hours.basis) {
    case SP_BASIS_STATED:
        if (course->stated_hours.low == course->stated_hours.high)
            sp_buffer_printf(b, "%g h stated", course->stated_hours.low);
        else
            sp_buffer_printf(b, "%s%sstated", hours, blank);
        break;
    case SP_BASIS_DERIVED:
        sp_buffer_printf(b, "%s%sderived from its workload", hours, blank);
        break;
    case SP_BASIS_ESTIMATED:
    case SP_BASIS_NONE: sp_buffer_printf(b, "estimated%s%s: no hours stated", blank, hours); break;
    }
}

static void put_unknowns(sp_buffer *b, const sp_course *course, const sp_profile *p)
{
    const bool price = (p->cost != SP_COST_NONE && course->cost == SP_COST_NONE) ||
                       !sp_price_is_known(p, course);
    const bool language = p->n_languages && !course->language;
    if (price && course->price && course->cost != SP_COST_NONE)
        sp_view__line(b, 4, "Not comparable with your limit: its price.");
    else if (price)
        sp_view__line(b, 4, "Not stated: its price.");
    if (language) sp_view__line(b, 4, "Not stated: its language.");
}

static void put_step(sp_buffer *b, const sp_plan *plan, const sp_catalog *c, const sp_profile *p,
                     size_t index)
{
    const sp_step *step = &plan->steps[index];
    const sp_course *course = &c->courses[step->course];
    char hours[48];
    sp_buffer line = {.arena = b->arena};
    sp_buffer_printf(b, "\n%2zu. ", index + 1);
    sp_view__wrap(b, course->title, 4, 4);
    sp_view__hours(hours, step->hours.low, step->hours.high);
    sp_view__span(&line, &plan->schedule.steps[index]);
    sp_buffer_printf(&line, "%s for you", hours);
    if (step->share_new < 0.995)
        sp_buffer_printf(&line, ", %.0f %% of it new", 100 * step->share_new);
    sp_buffer_puts(&line, " (");
    put_basis(&line, course, hours);
    sp_buffer_puts(&line, "). ");
    put_provider(&line, course);
    put_price(&line, course);
    put_language(&line, plan, c, course);
    sp_buffer_puts(&line, ".");
    sp_buffer_puts(b, "    ");
    sp_view__wrap_line(b, &line, 4, 4);
    sp_buffer adds = {.arena = b->arena};
    sp_view__names(&adds, c, step->reaches, step->n_reaches);
    sp_buffer_puts(b, "    Adds: ");
    sp_view__wrap_line(b, &adds, 10, 10);
    sp_buffer_puts(b, "    Why: ");
    sp_view__wrap(b, step->n_why ? step->why[0] : "", 9, 9);
    put_unknowns(b, course, p);
}

/* A course that teaches the pair and is not ruled out; the path lacks it, so what it requires is
 * out of reach too. */
static const sp_course *teacher_of(const sp_learner *l, sp_pair pair)
{
    const sp_catalog *c = l->catalog;
    for (size_t i = 0; i < c->n_courses; i++)
        if (!l->filter[i] && sp_pairs_level(c->courses[i].teaches, c->courses[i].n_teaches,
                                            pair.topic) >= pair.level)
            return &c->courses[i];
    return NULL;
}

static void put_missing(sp_buffer *b, const sp_plan *plan, const sp_learner *l)
{
    const sp_catalog *c = l->catalog;
    if (!plan->n_missing) return;
    sp_buffer_puts(b, "\nOut of reach: no usable course of this catalogue brings you to\n");
    for (size_t i = 0; i < plan->n_missing; i++) {
        const sp_missing *m = &plan->missing[i];
        sp_buffer line = {.arena = b->arena};
        sp_buffer_puts(&line, "- ");
        sp_view__names(&line, c, &m->pair, 1);
        const sp_course *teacher = teacher_of(l, m->pair);
        if (teacher)
            sp_buffer_printf(&line, "; %s teaches it, but what it requires is out of reach",
                             teacher->title);
        else if (m->ruled_out != SP_NONE)
            sp_buffer_printf(&line, "; %s teaches it, but is ruled out (%s)",
                             c->courses[m->ruled_out].title, sp_filter_name(m->filter));
        else if (m->taught_to)
            sp_buffer_printf(&line, "; the nearest help ends at: %s", sp_level_name(m->taught_to));
        sp_buffer_puts(b, "  ");
        sp_view__wrap_line(b, &line, 2, 4);
    }
}

const char *sp_view_plan(const sp_plan *plan, const sp_engine *engine, const sp_learner *learner,
                         sp_day today, size_t columns, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    const sp_profile *p = learner->profile;
    const sp_day start = p->start != SP_NO_DAY ? p->start : today;
    sp_buffer b = {.arena = a, .columns = columns};
    put_goals(&b, c, p);
    if (!plan->n_steps && !plan->n_missing && !plan->limits.n_left_out) {
        sp_buffer_puts(&b, "Nothing is left to learn for this goal: you hold all that it needs.\n");
        return sp_view__finish(&b);
    }
    if (plan->n_steps) {
        put_totals(&b, plan, learner);
        put_proof(&b, plan, p);
    }
    if (plan->n_steps && start != SP_NO_DAY) {
        char day[16];
        sp_date_print(day, start);
        sp_view__line(&b, 0, "Start: %s%s.", day, p->start != SP_NO_DAY ? "" : " (today)");
    }
    if (plan->formal)
        sp_view__line(&b, 0,
                      "Prerequisites: what the providers list, where that is known, not "
                      "what one needs to follow.");
    sp_view__limits(&b, plan, learner);
    for (size_t i = 0; i < plan->n_steps; i++) put_step(&b, plan, c, p, i);
    put_missing(&b, plan, learner);
    return sp_view__finish(&b);
}
