/* SPDX-License-Identifier: GPL-3.0-or-later
 * The facade of verification: it reads the plan, has scores, weeks and reasons recomputed by the
 * rooms that know how, and lets the room `check`, which shares nothing with the planner, compare.
 */
#include "studypath/verify.h"

#include <math.h>
#include <string.h>

#include "advise.h"
#include "base/try.h"
#include "check/plan.h"
#include "studypath/studypath.h"
#include "when.h"
#include "why/reasons.h"

static sp_status check_catalog(sp_verification *out, const sp_stated_plan *stated,
                               const sp_catalog *c, sp_arena *a, sp_error *e)
{
    sp_row row = sp_row_begin("catalogue", a);
    if (strcmp(stated->catalog_id, c->id ? c->id : "") != 0 && (c->id || *stated->catalog_id))
        sp_row_complain(&row, "the plan was made over \"%s\", this one is \"%s\"",
                        stated->catalog_id, c->id ? c->id : "");
    if (stated->is_other_catalog)
        sp_row_complain(&row, "its SHA-256 is not the one that the plan was made over");
    return sp_row_end(out, &row, e, "\"%s\", the one that the plan was made over", c->id);
}

/* A plan of the replayed steps, as far as forecast, timetable and reasons look at one. */
static sp_status make_plan(sp_plan *out, const sp_evidence *evidence, const sp_replay *replay,
                           sp_arena *a, sp_error *e)
{
    const struct sp_stated_inputs *inputs = &evidence->stated->inputs;
    const sp_forecast_options options = {.n_runs = isnan(inputs->runs) ? 0 : (int64_t)inputs->runs,
                                         .seed = isnan(inputs->seed) ? 0 : (uint64_t)inputs->seed};
    *out = (sp_plan){
        .n_steps = evidence->stated->n_steps, .scores = evidence->scores, .formal = inputs->formal};
    out->steps = sp_arena_array(a, out->n_steps, sizeof *out->steps);
    SP_NEED(out->steps, e);
    for (size_t i = 0; i < out->n_steps; i++) {
        const sp_replayed *step = &replay->steps[i];
        out->steps[i] = (sp_step){.course = step->course,
                                  .share_new = step->share_new,
                                  .reaches = step->reaches,
                                  .n_reaches = step->n_reaches,
                                  .closes = step->closes,
                                  .n_closes = step->n_closes};
    }
    SP_TRY(sp_when_fill(out, evidence->learner, &options, a, e));
    return sp_reasons_fill(out, evidence->learner, a, e);
}

static double weeks_or_null(double weeks)
{
    return weeks < SP_MOST_WEEKS ? weeks : NAN;
}

static sp_status check_weeks(sp_verification *out, const sp_evidence *evidence, const sp_plan *plan,
                             sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const sp_forecast *finish = &plan->finish;
    const bool is_simulated = finish->n_runs > 0;
    sp_row row = sp_row_begin("weeks", a);
    sp_row_compare(&row, "inputs.runs", stated->inputs.runs,
                   is_simulated ? (double)finish->n_runs : NAN, 0);
    sp_row_compare(&row, "inputs.seed", stated->inputs.seed,
                   is_simulated ? (double)finish->seed : NAN, 0);
    sp_row_compare(&row, "weeks.p50", stated->weeks.p50, weeks_or_null(finish->weeks_p50), 0);
    sp_row_compare(&row, "weeks.p80", stated->weeks.p80, weeks_or_null(finish->weeks_p80), 0);
    sp_row_compare(&row, "finish.on_time", stated->finish.on_time, finish->on_time, 4);
    sp_row_compare(&row, "finish.faster_hours_per_week", stated->finish.faster_hours,
                   finish->faster_hours, 1);
    return sp_row_end(out, &row, e, "as its hours and %g h a week make them",
                      evidence->learner->hours_per_week);
}

static sp_status check_dates(sp_verification *out, const sp_evidence *evidence, const sp_plan *plan,
                             sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    sp_row row = sp_row_begin("dates", a);
    sp_row_compare_day(&row, "finish.p10", stated->finish.p10, plan->finish.p10);
    sp_row_compare_day(&row, "finish.p50", stated->finish.p50, plan->finish.p50);
    sp_row_compare_day(&row, "finish.p80", stated->finish.p80, plan->finish.p80);
    sp_row_compare_day(&row, "finish.p90", stated->finish.p90, plan->finish.p90);
    for (size_t i = 0; i < plan->n_steps; i++) {
        row.step = i + 1;
        sp_row_compare_day(&row, "start", stated->steps[i].start, plan->schedule.steps[i].start);
        sp_row_compare_day(&row, "end", stated->steps[i].end, plan->schedule.steps[i].end);
    }
    return sp_row_end(out, &row, e, "as its start, weeks and days of study make them");
}

static sp_status check_reasons(sp_verification *out, const sp_evidence *evidence,
                               const sp_plan *plan, sp_arena *a, sp_error *e)
{
    sp_row row = sp_row_begin("reasons", a);
    for (size_t i = 0; i < plan->n_steps; i++) {
        const sp_stated_step *stated = &evidence->stated->steps[i];
        const sp_step *step = &plan->steps[i];
        bool is_same = stated->n_why == step->n_why;
        for (size_t k = 0; k < step->n_why && is_same; k++)
            is_same = strcmp(stated->why[k], step->why[k]) == 0;
        if (!is_same) sp_row_complain(&row, "step %zu gives reasons that are not its own", i + 1);
    }
    return sp_row_end(out, &row, e, "each step's are the ones that the path gives it");
}

/* What the whole goal would take; its fewest hours have rows of their own. */
static sp_status check_advice(sp_verification *out, const sp_evidence *evidence, sp_arena *a,
                              sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    double hours_per_week = NAN;
    sp_day deadline = SP_NO_DAY;
    sp_row row = sp_row_begin("whole goal", a);
    if (stated->whole_goal.is_given != (stated->value < stated->value_of_goal))
        sp_row_complain(&row, "what the whole goal takes is said if, and only if, a part of it is "
                              "left out");
    if (!stated->whole_goal.is_given) return sp_row_end(out, &row, e, "all that can be reached is");
    if (evidence->most_minutes != SP_NO_LIMIT)
        sp_advise(&hours_per_week, &deadline, evidence->learner, stated->shortest_hours,
                  evidence->most_minutes);
    sp_row_compare(&row, "whole_goal.hours_per_week", stated->whole_goal.hours_per_week,
                   hours_per_week, 1);
    if (stated->whole_goal.deadline != deadline)
        sp_row_complain(&row, "whole_goal.deadline is not the day on which its hours are done");
    return sp_row_end(out, &row, e, "hours a week and day follow from its fewest hours");
}

static sp_status check_plan(sp_verification *out, const sp_evidence *evidence, sp_arena *a,
                            sp_error *e)
{
    sp_replay replay;
    sp_plan plan;
    SP_TRY(sp_check__replay(&replay, evidence, a, e));
    SP_TRY(sp_check__inputs(out, evidence, a, e));
    SP_TRY(sp_check__path(out, evidence, &replay, a, e));
    if (replay.n_unknown > 0)
        return sp_row_unknown(out, "the rest", "courses are not in the catalogue", a, e);
    SP_TRY(make_plan(&plan, evidence, &replay, a, e));
    SP_TRY(check_weeks(out, evidence, &plan, a, e));
    SP_TRY(check_dates(out, evidence, &plan, a, e));
    SP_TRY(check_reasons(out, evidence, &plan, a, e));
    SP_TRY(check_advice(out, evidence, a, e));
    return sp_check__proofs(out, evidence, &replay, a, e);
}

sp_status sp_plan_verify(sp_verification *out, const sp_engine *engine, const sp_text *text,
                         sp_findings *findings, sp_arena *a, sp_error *e)
{
    sp_stated_plan stated;
    sp_learner learner;
    sp_scores scores;
    const sp_catalog *c = &engine->catalog;
    SP_TRY(sp_rows_make(out, SP_CHECK_ROWS, a, e));
    SP_TRY(sp_plan_read(&stated, c, text, findings, a, e));
    SP_TRY(check_catalog(out, &stated, c, a, e));
    if (stated.is_other_catalog)
        return sp_row_unknown(out, "the rest", "give the catalogue with --catalog", a, e);
    if (!stated.profile.n_goals)
        return sp_fail(e, SP_INVALID, text->name, "profile: a plan's profile has a goal");
    SP_TRY(sp_learner_make(&learner, c, &stated.profile, stated.inputs.today, a, e));
    SP_TRY(sp_scores_make(&scores, &learner, &engine->ratings, &engine->score_model, a, e));
    const sp_evidence evidence = {.stated = &stated,
                                  .learner = &learner,
                                  .scores = &scores,
                                  .most_minutes = sp_most_minutes(&learner),
                                  .most_courses = sp_most_courses(&learner)};
    return check_plan(out, &evidence, a, e);
}
