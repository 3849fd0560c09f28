/* SPDX-License-Identifier: GPL-3.0-or-later
 * See limits.h. */
#include "view/limits.h"

#include <math.h>

#include "studypath/studypath.h"
#include "view/layout.h"

static bool has_limits(const sp_plan *plan)
{
    return plan->limits.minutes != SP_NO_LIMIT || plan->limits.courses != SP_NO_LIMIT;
}

const char *sp_view__courses(const sp_plan *plan, const sp_profile *p)
{
    const bool filters = p->n_exclude || p->n_languages || p->cost != SP_COST_NONE ||
                         p->max_price || p->n_providers || p->n_not_providers;
    if (has_limits(plan))
        return filters ? "the courses you allow, within your limits,"
                       : "courses within your limits";
    return filters ? "the courses you allow" : "courses";
}

void sp_view__proof_within_limits(sp_buffer *b, const sp_plan *plan, const sp_profile *p)
{
    const sp_plan_limits *limits = &plan->limits;
    const char *courses = sp_view__courses(plan, p);
    const char *asked = p->n_include ? " with those you asked for" : "";
    if (plan->proved) {
        sp_buffer_printf(b,
                         "Proved: no other set of %s%s covers more of the goal, and none that "
                         "covers as much costs less.",
                         courses, asked);
        return;
    }
    sp_buffer_printf(b, "Not proved: the search was ended at its limit; another set of %s%s ",
                     courses, asked);
    if (limits->value_bound > limits->value)
        sp_buffer_printf(b, "may cover up to %lld h.", (long long)limits->value_bound);
    else
        sp_buffer_printf(b, "that covers as much may cost up to %.1f %% less.",
                         100.0 * (double)(plan->cost_minutes - plan->bound_minutes) /
                             (double)plan->cost_minutes);
}

static void put_deadline(sp_buffer *b, const sp_plan *plan, const sp_learner *l)
{
    char day[16];
    sp_date_print(day, l->profile->deadline);
    sp_buffer_printf(b,
                     "Deadline: %s. By then %.0f h can be done with %.0f %%, at %g h a week; each "
                     "course on its own, the path takes %.0f h.",
                     day, floor((double)plan->limits.minutes / 60), 100 * l->on_time,
                     l->hours_per_week, plan->minutes / 60);
}

/* What the whole goal would take of what is limited. */
static void put_whole_goal(sp_buffer *b, const sp_plan *plan, const sp_learner *l)
{
    const sp_plan_limits *limits = &plan->limits;
    sp_buffer_printf(b, "The whole goal: %.0f h", plan->shortest_hours);
    const bool is_short_of_time = 60 * plan->shortest_hours > (double)limits->minutes;
    if (is_short_of_time && isfinite(limits->hours_per_week))
        sp_buffer_printf(b, ", which takes %g h a week", limits->hours_per_week);
    else if (is_short_of_time)
        sp_buffer_puts(b, ", which takes more hours a week than there are");
    if (is_short_of_time && limits->deadline != SP_NO_DAY) {
        char day[16];
        sp_date_print(day, limits->deadline);
        sp_buffer_printf(b, ", or at %g h a week until %s", l->hours_per_week, day);
    }
    if (limits->courses != SP_NO_LIMIT)
        sp_buffer_printf(b, "; the cheapest path to it has %zu courses", limits->n_courses);
    sp_buffer_puts(b, ".");
}

void sp_view__limits(sp_buffer *b, const sp_plan *plan, const sp_learner *learner)
{
    const sp_plan_limits *limits = &plan->limits;
    sp_buffer line = {.arena = b->arena}, left = line, whole = line;
    if (limits->minutes != SP_NO_LIMIT) put_deadline(&line, plan, learner);
    if (limits->courses != SP_NO_LIMIT)
        sp_buffer_printf(&line, "%sAt most %lld course%s.", line.text ? " " : "",
                         (long long)limits->courses, limits->courses == 1 ? "" : "s");
    if (!has_limits(plan)) return;
    if (limits->value == limits->value_of_goal) {
        sp_view__wrap_line(b, &line, 0, 0);
        return;
    }
    sp_buffer_printf(&line,
                     " The whole goal does not fit: of the %lld h that its topics take, the path "
                     "covers %lld h.",
                     (long long)limits->value_of_goal, (long long)limits->value);
    sp_view__wrap_line(b, &line, 0, 0);
    sp_view__names(&left, learner->catalog, limits->left_out, limits->n_left_out);
    sp_buffer_puts(b, "Left out: ");
    sp_view__wrap_line(b, &left, 10, 10);
    put_whole_goal(&whole, plan, learner);
    sp_view__wrap_line(b, &whole, 0, 0);
}
