/* SPDX-License-Identifier: GPL-3.0-or-later
 * "How much do I need?" in one table: every goal from one background, and what a published list
 * would do instead. */
#include <stdio.h>

#include "studypath/studypath.h"
#include "view/layout.h"

static void put_weeks(char out[16], const sp_plan *plan, double weeks)
{
    if (!plan->n_steps)
        snprintf(out, 16, "%s", plan->n_missing ? "-" : "0");
    else
        snprintf(out, 16, "%s%.0f", weeks >= SP_MOST_WEEKS ? ">" : "",
                 weeks >= SP_MOST_WEEKS ? SP_MOST_WEEKS - 1 : weeks);
}

static void put_goal(sp_buffer *b, const sp_goal_view *view, const sp_catalog *c)
{
    char hours[48];
    const sp_plan *plan = &view->plan;
    sp_view__cell(b, c->goals[view->goal].id, 22);
    sp_view__hours(hours, plan->hours.low, plan->hours.high);
    if (!plan->n_steps)
        snprintf(hours, sizeof hours, plan->n_missing ? "out of reach" : "nothing left");
    char half[16], most[16];
    put_weeks(half, plan, plan->finish.weeks_p50);
    put_weeks(most, plan, plan->finish.weeks_p80);
    sp_buffer_printf(b, "%7zu%5zu%8zu%9zu%13s%7s%6s", view->n_to_level[1], view->n_to_level[2],
                     view->n_to_level[3], plan->n_steps, hours, half, most);
    sp_buffer_puts(b, plan->status == SP_PLAN_OPTIMAL ? "\n"
                      : plan->status == SP_PLAN_GAP   ? " *\n"
                                                      : " !\n");
}

static void put_list(sp_buffer *b, const sp_list_view *view, const sp_catalog *c)
{
    char hours[48];
    sp_view__hours(hours, view->hours.low, view->hours.high);
    sp_buffer_puts(b, "\n");
    sp_view__line(b, 0,
                  "For comparison, %s, from top to bottom: %s; entries: %zu, of which before what "
                  "they require: %zu. "
                  "Share of each goal's gap that it reaches:",
                  view->list->name, hours, view->list->n_courses, view->n_too_early);
    for (size_t g = 0; g < c->n_goals; g++) {
        sp_buffer_puts(b, "  ");
        sp_view__cell(b, c->goals[g].id, 22);
        sp_buffer_printf(b, "%5.0f %%%s", 100 * view->share_reached[g],
                         g % 2 || g + 1 == c->n_goals ? "\n" : "    ");
    }
}

const char *sp_view_goals(const sp_goals_view *view, const sp_engine *engine, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_buffer b = {.arena = a};
    bool gap = false, missing = false;
    if (!view->n_goals) return "This catalogue has no goals.\n";
    sp_view__line(&b, 0, "How much is needed, goal by goal, from where you stand, at %g h a week:",
                  view->hours_per_week);
    sp_buffer_puts(
        &b, "\n                       topics to bring to   the path              weeks until\n");
    sp_buffer_puts(
        &b, "goal                   follow  use  derive  courses        hours   half  80 %\n");
    for (size_t g = 0; g < view->n_goals; g++) {
        put_goal(&b, &view->goals[g], c);
        gap = gap || view->goals[g].plan.status == SP_PLAN_GAP;
        missing = missing || view->goals[g].plan.status == SP_PLAN_INFEASIBLE;
    }
    sp_buffer_puts(&b, "\n");
    if (gap) sp_view__line(&b, 0, "* not proved: the search was ended at its limit");
    if (missing)
        sp_view__line(&b, 0,
                      "! some of it is out of reach; `studypath plan --goal GOAL` says what");
    sp_view__line(
        &b, 0,
        "follow: read it; use: solve standard problems; derive: prove it. Each path is proved to "
        "be the cheapest that reaches its goal, "
        "unless marked. Weeks: until half of such learners, and 80 %% of them, are done.");
    for (size_t i = 0; i < view->n_lists; i++) put_list(&b, &view->lists[i], c);
    return sp_view__finish(&b);
}
