/* SPDX-License-Identifier: GPL-3.0-or-later
 * See check/limits.h. */
#include "check/limits.h"

#include <inttypes.h>
#include <math.h>

#include "base/try.h"

static double limit_or_null(int64_t limit)
{
    return limit == SP_NO_LIMIT ? NAN : (double)limit;
}

static void put_share(sp_buffer *out, const char *what, int64_t n, int64_t most)
{
    if (most == SP_NO_LIMIT) return;
    sp_buffer_printf(out, "%s%" PRId64 " of at most %" PRId64 " %s", out->length > 0 ? ", " : "", n,
                     most, what);
}

sp_status sp_check__limits(sp_verification *out, const sp_evidence *evidence,
                           const sp_replay *replay, sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const int64_t minutes = evidence->most_minutes, courses = evidence->most_courses;
    sp_row row = sp_row_begin("limits", a);
    sp_row_compare(&row, "limits.minutes", stated->limits.minutes, limit_or_null(minutes), 0);
    sp_row_compare(&row, "limits.confidence", stated->limits.confidence,
                   minutes == SP_NO_LIMIT ? NAN : evidence->learner->on_time, 4);
    sp_row_compare(&row, "limits.courses", stated->limits.courses, limit_or_null(courses), 0);
    if (replay->whole_minutes > minutes)
        sp_row_complain(&row, "the path takes %" PRId64 " minutes, %" PRId64 " are the most",
                        replay->whole_minutes, minutes);
    if ((int64_t)stated->n_steps > courses)
        sp_row_complain(&row, "the path has %zu courses, %" PRId64 " are the most", stated->n_steps,
                        courses);
    sp_buffer shares = {.arena = a};
    put_share(&shares, "minutes", replay->whole_minutes, minutes);
    put_share(&shares, "courses", (int64_t)stated->n_steps, courses);
    SP_NEED(!shares.failed, e);
    return sp_row_end(out, &row, e, "%s", shares.length > 0 ? shares.text : "there are none");
}

/* Is the pair among those that the plan says are left out? Of a topic's levels the last one stands
 * for all. */
static bool is_left_out(const sp_stated_plan *stated, sp_pair pair)
{
    return sp_pairs_level(stated->left_out, stated->n_left_out, pair.topic) == pair.level;
}

sp_status sp_check__value(sp_verification *out, const sp_evidence *evidence,
                          const sp_replay *replay, const sp_want *wants, uint32_t n_wants,
                          sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const sp_catalog *c = evidence->learner->catalog;
    int64_t value = 0, all = 0;
    size_t n_left_out = 0;
    sp_row row = sp_row_begin("value", a);
    for (uint32_t i = 0; i < n_wants; i++) {
        const bool is_last = i + 1 == n_wants || wants[i + 1].step.topic != wants[i].step.topic;
        const bool is_reached = sp_check__is_reached(&wants[i], replay->held);
        all += wants[i].weight;
        if (is_reached) value += wants[i].weight;
        if (!is_last || is_reached) continue;
        n_left_out++;
        if (!is_left_out(stated, wants[i].step))
            sp_row_complain(&row, "%s (%s) is left out and not said to be",
                            c->topics.items[wants[i].step.topic].id,
                            sp_level_name(wants[i].step.level));
    }
    if (n_left_out != stated->n_left_out)
        sp_row_complain(&row, "%zu topics are said to be left out, %zu are", stated->n_left_out,
                        n_left_out);
    sp_row_compare(&row, "value", stated->value, (double)value, 0);
    sp_row_compare(&row, "value_of_goal", stated->value_of_goal, (double)all, 0);
    if (stated->value_bound < stated->value || stated->value_bound > stated->value_of_goal)
        sp_row_complain(&row, "value_bound is not between value and value_of_goal");
    return sp_row_end(out, &row, e, "%" PRId64 " of the %" PRId64 " that the goal is worth", value,
                      all);
}
