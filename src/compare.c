/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paths side by side: one for each setting, told apart by what the courses are called, so that
 * settings may have catalogues of their own. */
#include <string.h>

#include "base/try.h"
#include "explain.h"

static bool has_course(const sp_compared *row, const sp_course *course)
{
    for (size_t i = 0; i < row->plan.n_steps; i++)
        if (strcmp(row->learner.catalog->courses[row->plan.steps[i].course].id, course->id) == 0)
            return true;
    return false;
}

/* Titles of the courses of `these` that are not in `those`, in the order of the path. */
static sp_status titles_beyond(const char ***out, size_t *n_out, const sp_compared *these,
                               const sp_compared *those, sp_arena *a, sp_error *e)
{
    const char **titles = sp_arena_array(a, these->plan.n_steps, sizeof *titles);
    SP_NEED(titles, e);
    for (size_t i = 0; i < these->plan.n_steps; i++) {
        const sp_course *course = &these->learner.catalog->courses[these->plan.steps[i].course];
        if (!has_course(those, course)) titles[(*n_out)++] = course->title;
    }
    *out = titles;
    return SP_OK;
}

static sp_status plan_setting(sp_compared *row, const sp_setting *setting, sp_day today,
                              const sp_plan_options *options, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = &setting->engine->catalog;
    uint8_t *levels;
    row->name = setting->name;
    SP_TRY(sp_learner_make(&row->learner, c, setting->profile, today, a, e));
    SP_TRY(sp_plan_find(&row->plan, setting->engine, &row->learner, options, a, e));
    SP_TRY(sp_explain_levels(&levels, &row->learner, &row->plan, a, e));
    const double gap = sp_gap_step_hours(c, row->learner.goal, row->learner.held, NULL);
    const double left = sp_gap_step_hours(c, row->learner.goal, levels, NULL);
    row->share_reached = gap > 0 ? 1 - left / gap : 1;
    return SP_OK;
}

sp_status sp_compare(sp_comparison *out, const sp_setting *settings, size_t n_settings,
                     sp_day today, const sp_plan_options *options, sp_arena *a, sp_error *e)
{
    *out = (sp_comparison){.rows = sp_arena_array(a, n_settings, sizeof *out->rows),
                           .n_rows = n_settings};
    SP_NEED(out->rows, e);
    for (size_t i = 0; i < n_settings; i++) {
        sp_compared *row = &out->rows[i];
        SP_TRY(plan_setting(row, &settings[i], today, options, a, e));
        SP_TRY(titles_beyond(&row->more, &row->n_more, row, out->rows, a, e));
        SP_TRY(titles_beyond(&row->fewer, &row->n_fewer, out->rows, row, a, e));
    }
    return SP_OK;
}
