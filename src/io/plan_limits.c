/* SPDX-License-Identifier: GPL-3.0-or-later
 * See plan_limits.h. */
#include "io/plan_limits.h"

#include <math.h>
#include <stddef.h>

#define AT(type, member) .offset = offsetof(type, member)
#define ROWS(rows) rows, sizeof rows / sizeof *rows
#define LARGEST 9007199254740992.0 /* 2^53: whole numbers are exact up to here */

/* null where there is no limit. */
static void put_limit(sp_writer *w, const char *key, int64_t limit)
{
    sp_write_key(w, key);
    if (limit == SP_NO_LIMIT)
        sp_write_raw(w, "null");
    else
        sp_write_int(w, limit);
}

static void put_limits(sp_writer *w, const sp_plan *plan, const sp_learner *learner)
{
    const bool has_deadline = plan->limits.minutes != SP_NO_LIMIT;
    sp_write_key(w, "limits");
    sp_write_open_flat(w, '{');
    put_limit(w, "minutes", plan->limits.minutes);
    sp_write_member_rounded(w, "confidence", has_deadline ? learner->on_time : NAN, 4);
    put_limit(w, "courses", plan->limits.courses);
    sp_write_close(w, '}');
}

/* What the whole goal would take, where the path does not reach it. */
static void put_whole_goal(sp_writer *w, const sp_plan *plan)
{
    sp_write_key(w, "whole_goal");
    sp_write_open_flat(w, '{');
    sp_write_member_rounded(w, "hours_per_week", plan->limits.hours_per_week, 1);
    sp_write_member_date(w, "deadline", plan->limits.deadline);
    put_limit(w, "courses", (int64_t)plan->limits.n_courses);
    sp_write_close(w, '}');
}

void sp_plan_limits__write(sp_writer *w, const sp_plan *plan, const sp_learner *learner)
{
    const sp_plan_limits *limits = &plan->limits;
    put_limit(w, "value", limits->value);
    put_limit(w, "value_bound", limits->value_bound);
    put_limit(w, "value_of_goal", limits->value_of_goal);
    put_limits(w, plan, learner);
    sp_write_key(w, "left_out");
    sp_write_pairs(w, learner->catalog, limits->left_out, limits->n_left_out);
    if (limits->value < limits->value_of_goal) put_whole_goal(w, plan);
}

/* ---- reading ---- */

typedef struct sp_stated_limits stated_limits;
typedef struct sp_stated_whole stated_whole;

static void limits_defaults(void *record)
{
    *(stated_limits *)record = (stated_limits){.minutes = NAN, .confidence = NAN, .courses = NAN};
}

static const sp_field limits_rows[] = {
    {"minutes", SP_FIELD_NUMBER, AT(stated_limits, minutes), .flags = SP_FIELD_WHOLE,
     .high = LARGEST},
    {"confidence", SP_FIELD_NUMBER, AT(stated_limits, confidence)},
    {"courses", SP_FIELD_NUMBER, AT(stated_limits, courses), .flags = SP_FIELD_WHOLE,
     .high = LARGEST},
};
const sp_fields sp_limits_fields = {"limits", ROWS(limits_rows), .size = sizeof(stated_limits),
                                    .defaults = limits_defaults};

static void whole_defaults(void *record)
{
    *(stated_whole *)record = (stated_whole){
        .hours_per_week = NAN, .courses = NAN, .deadline = SP_NO_DAY, .is_given = true};
}

static const sp_field whole_rows[] = {
    {"hours_per_week", SP_FIELD_NUMBER, AT(stated_whole, hours_per_week)},
    {"deadline", SP_FIELD_DATE, AT(stated_whole, deadline)},
    {"courses", SP_FIELD_NUMBER, AT(stated_whole, courses),
     .flags = SP_FIELD_REQUIRED | SP_FIELD_WHOLE, .high = LARGEST},
};
const sp_fields sp_whole_goal_fields = {"whole_goal", ROWS(whole_rows),
                                        .size = sizeof(stated_whole), .defaults = whole_defaults};
