/* SPDX-License-Identifier: GPL-3.0-or-later
 * plan, goals, rank, catalog disputes: load, compute, print. */
#include <math.h>

#include "cli.h"

sp_plan_options plan_options(const run *r)
{
    sp_plan_options options = sp_plan_defaults();
    if (r->args.node_limit > 0) options.node_limit = (int64_t)r->args.node_limit;
    options.forecast.n_runs = (int64_t)r->args.simulate;
    if (r->args.seed.is_given) options.forecast.seed = (uint64_t)r->args.seed.value;
    options.formal = r->args.formal;
    return options;
}

static const char *plan_text(const run *r, const sp_plan *plan)
{
    if (wants(r, "ics")) return sp_view_calendar(plan, &r->learner, r->today, r->arena);
    if (r->args.schedule)
        return wants_json(r) ? sp_schedule_write(plan, &r->engine, &r->learner, r->arena)
                             : sp_view_schedule(plan, &r->learner, r->arena);
    return wants_json(r)
               ? sp_plan_write(plan, &r->engine, &r->learner, r->today, r->arena)
               : sp_view_plan(plan, &r->engine, &r->learner, r->today, r->columns, r->arena);
}

static int load_all(run *r)
{
    int code = load_engine(r);
    if (code == EXIT_DONE) code = load_profile(r);
    return code == EXIT_DONE ? load_learner(r) : code;
}

int print_plan(run *r)
{
    sp_plan_options options = plan_options(r);
    options.certificate = wants_json(r) && !r->args.no_certificate;
    sp_plan plan;
    if (sp_plan_find(&plan, &r->engine, &r->learner, &options, r->arena, &r->error) != SP_OK)
        return fail_included(r);
    const int code = print_answer(r, plan_text(r, &plan));
    return code == EXIT_DONE && plan.status == SP_PLAN_INFEASIBLE ? EXIT_NO : code;
}

/* The problem instead of its solution: whoever asks for it has another solver. */
static int export_lp(run *r)
{
    const char *text;
    const double least_value = r->args.worth > 0 ? r->args.worth : NAN;
    const sp_plan_options options = plan_options(r);
    if (sp_plan_export_lp(&text, &r->engine, &r->learner, &options, least_value, r->arena,
                          &r->error) != SP_OK)
        return fail(r);
    return print_to(r, r->args.export_lp, text);
}

int run_plan(run *r)
{
    if (r->args.worth > 0 && !r->args.export_lp) {
        complain(r, "--worth goes with --export-lp");
        return EXIT_USAGE;
    }
    const int code = load_all(r);
    if (code != EXIT_DONE) return code;
    return r->args.export_lp ? export_lp(r) : print_plan(r);
}

int run_goals(run *r)
{
    int code = load_engine(r);
    if (code == EXIT_DONE) code = load_profile(r);
    if (code != EXIT_DONE) return code;
    const sp_plan_options options = plan_options(r);
    sp_goals_view view;
    if (sp_goals_survey(&view, &r->engine, &r->profile, r->today, &options, r->arena, &r->error) !=
        SP_OK)
        return fail(r);
    code = print_answer(r, wants_json(r) ? sp_goals_write(&view, &r->engine, r->arena)
                                         : sp_view_goals(&view, &r->engine, r->arena));
    size_t n_out_of_reach = 0;
    for (size_t i = 0; i < view.n_goals; i++)
        n_out_of_reach += view.goals[i].plan.status == SP_PLAN_INFEASIBLE;
    const bool is_no = view.n_goals > 0 && n_out_of_reach == view.n_goals;
    return code == EXIT_DONE && is_no ? EXIT_NO : code;
}

int run_catalog_disputes(run *r)
{
    int code = load_engine(r);
    if (code == EXIT_DONE) code = load_profile(r);
    if (code != EXIT_DONE) return code;
    const sp_plan_options options = plan_options(r);
    sp_disputes disputes;
    if (sp_disputes_find(&disputes, &r->engine, &r->profile, r->today, &options, r->arena,
                         &r->error) != SP_OK)
        return fail(r);
    return print_answer(r, wants_json(r) ? sp_disputes_write(&disputes, &r->engine, r->arena)
                                         : sp_view_disputes(&disputes, &r->engine, r->arena));
}

int run_rank(run *r)
{
    const int code = load_all(r);
    if (code != EXIT_DONE) return code;
    const sp_rank_options options = {.all = r->args.all, .limit = (size_t)r->args.limit};
    sp_scores scores;
    if (sp_scores_make(&scores, &r->learner, &r->engine.ratings, &r->engine.score_model, r->arena,
                       &r->error) != SP_OK)
        return fail(r);
    return print_answer(
        r, wants_json(r) ? sp_rank_write(&scores, &r->engine, &r->learner, &options, r->arena)
                         : sp_view_rank(&scores, &r->engine, &r->learner, &options, r->arena));
}
