/* SPDX-License-Identifier: GPL-3.0-or-later
 * See when.h. */
#include "when.h"

#include "base/try.h"

sp_status sp_when_fill(sp_plan *out, const sp_learner *learner, const sp_forecast_options *options,
                       sp_arena *a, sp_error *e)
{
    sp_work *path = sp_arena_array(a, out->n_steps, sizeof *path);
    SP_NEED(path, e);
    for (size_t i = 0; i < out->n_steps; i++)
        path[i] = (sp_work){.course = &learner->catalog->courses[out->steps[i].course],
                            .share = out->steps[i].share_new,
                            .formal = out->formal};
    SP_TRY(sp_forecast_make(&out->finish, learner, path, out->n_steps, options, a, e));
    return sp_schedule_make(&out->schedule, learner, path, out->n_steps, out->finish.weeks_sure, a,
                            e);
}
