/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a course is in the path or not, in words: one paragraph for each reason, and none for a
 * reason that is not there. */
#include <math.h>
#include <string.h>

#include "studypath/studypath.h"
#include "view/layout.h"
#include "view/why.h"

enum { INDENT = 4 };

void sp_view__titles(sp_buffer *b, const sp_catalog *c, const sp_course_id *ids, size_t n_ids)
{
    for (size_t i = 0; i < n_ids; i++)
        sp_buffer_printf(b, "%s%s", i ? "; " : "", c->courses[ids[i]].title);
}

void sp_view__paragraph(sp_buffer *b, const char *head, const sp_buffer *text)
{
    b->failed = b->failed || text->failed;
    if (!text->text) return;
    sp_buffer_printf(b, "%s: ", head);
    sp_view__wrap_line(b, text, strlen(head) + 2, INDENT);
}

/* What is being told. */
typedef struct telling {
    const sp_why_course *why;
    const sp_learner *learner;
    const sp_catalog *catalog;
    sp_arena *arena;
} telling;

static const sp_course *course_of(const telling *t)
{
    return &t->catalog->courses[t->why->course];
}

static double in_hours(int64_t minutes)
{
    return (double)minutes / 60;
}

static int64_t cost_of(const telling *t, const sp_course_id *ids, size_t n_ids)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n_ids; i++) sum += t->why->plan.scores->courses[ids[i]].cost_minutes;
    return sum;
}

/* ---- a course of the path ---- */

static void put_place(sp_buffer *b, const telling *t)
{
    const sp_step_link *after = &t->why->plan.steps[t->why->step].after;
    size_t n_needs;
    sp_course_entry(&n_needs, course_of(t), t->why->plan.formal);
    sp_buffer line = {.arena = t->arena};
    if (after->step != SIZE_MAX)
        sp_buffer_printf(
            &line, "after step %zu, %s, which brings %s (%s); this course requires it.",
            after->step + 1, t->catalog->courses[t->why->plan.steps[after->step].course].title,
            t->catalog->topics.items[after->pair.topic].name, sp_level_name(after->pair.level));
    else if (n_needs)
        sp_buffer_puts(&line, "you hold all that it requires, so it could stand first.");
    else
        sp_buffer_puts(&line, "it requires nothing, so it could stand first.");
    sp_view__paragraph(b, "Place", &line);
}

static void put_opens(sp_buffer *b, const telling *t)
{
    const sp_step *step = &t->why->plan.steps[t->why->step];
    sp_buffer line = {.arena = t->arena};
    for (size_t i = 0; i < step->n_opens; i++) {
        const sp_step_link *link = &step->opens[i];
        sp_buffer_printf(&line, "%sstep %zu, %s, with %s (%s)", i ? "; " : "", link->step + 1,
                         t->catalog->courses[t->why->plan.steps[link->step].course].title,
                         t->catalog->topics.items[link->pair.topic].name,
                         sp_level_name(link->pair.level));
    }
    sp_view__paragraph(b, "Opens", &line);
}

static void put_without(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    const sp_other_path *other = &why->other;
    sp_buffer line = {.arena = t->arena};
    if (!why->has_other) {
        sp_buffer_puts(&line, "another course that you asked for can't be started.");
    } else if (!why->has_threshold && other->n_lost) {
        const bool cut = other->plan.n_missing == why->plan.n_missing;
        sp_buffer_puts(&line, cut ? "less of the goal fits into your limits. Left out: "
                                  : "the goal is out of reach. Lost: ");
        sp_view__names(&line, t->catalog, other->lost, other->n_lost);
        sp_buffer_puts(&line, ".");
    } else {
        const int64_t more = other->plan.cost_minutes - why->plan.cost_minutes;
        sp_buffer_printf(&line, "the best path costs %.1f h %s (%.0f h of study expected, ",
                         fabs(in_hours(more)), more < 0 ? "less" : "more",
                         other->plan.hours.expected);
        if (round(other->plan.hours.expected) == round(why->plan.hours.expected))
            sp_buffer_puts(&line, "as now)");
        else
            sp_buffer_printf(&line, "not %.0f)", why->plan.hours.expected);
        if (other->n_more) sp_buffer_puts(&line, ". Instead it takes ");
        sp_view__titles(&line, t->catalog, other->more, other->n_more);
        if (other->n_fewer) sp_buffer_puts(&line, ". It can then spare ");
        sp_view__titles(&line, t->catalog, other->fewer, other->n_fewer);
        sp_buffer_puts(&line, ".");
    }
    sp_view__paragraph(b, "Without it", &line);
}

static void put_how_long_it_stays(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    sp_buffer line = {.arena = t->arena};
    if (!why->has_other || !why->has_threshold) return;
    if (why->asked_for && why->cost_minutes > why->threshold_minutes) {
        sp_buffer_puts(&line, "because you asked for it");
        if (why->threshold_minutes > 0)
            sp_buffer_printf(&line,
                             "; by itself it would come in below a cost of %.1f h (%.1f h now)",
                             in_hours(why->threshold_minutes), in_hours(why->cost_minutes));
        else
            sp_buffer_puts(&line, "; it spares nothing, so no price would bring it in");
        sp_buffer_puts(&line, ".");
        sp_view__paragraph(b, "Stays", &line);
        return;
    }
    if (why->cost_minutes == why->threshold_minutes) {
        sp_buffer_puts(&line, "by a tie: the best path without it costs exactly as much.");
        sp_view__paragraph(b, "Stays", &line);
        return;
    }
    if (isfinite(why->most_hours))
        sp_buffer_printf(&line, "while the whole course takes %g h or less (%.1f h now)",
                         why->most_hours, why->hours);
    else
        sp_buffer_printf(&line, "while its cost is below %.1f h (%.1f h now)",
                         in_hours(why->threshold_minutes), in_hours(why->cost_minutes));
    if (why->rating_counts && why->least_stars <= 1)
        sp_buffer_puts(&line, ", or with any rating");
    else if (why->rating_counts && isfinite(why->least_stars))
        sp_buffer_printf(&line, ", or while its expected quality is %.2f of 5 or more (%.2f now)",
                         why->least_stars, why->stars);
    sp_buffer_puts(&line, "; all else as it is.");
    sp_view__paragraph(b, "Stays", &line);
}

static void put_taken(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    const sp_step *step = &why->plan.steps[why->step];
    sp_view__line(b, 0, "%s: step %zu of %zu in your path.", course_of(t)->title, why->step + 1,
                  why->plan.n_steps);
    sp_buffer closes = {.arena = t->arena};
    sp_view__names(&closes, t->catalog, step->closes, step->n_closes);
    sp_view__paragraph(b, "Closes, as nothing before it does", &closes);
    put_opens(b, t);
    put_place(b, t);
    put_without(b, t);
    put_how_long_it_stays(b, t);
}

/* ---- a course that is not in the path ---- */

/* The pairs that the path has from that course, on a line; nothing when an earlier pair was told
 * with it. */
static void put_supplier(sp_buffer *b, const telling *t, size_t first)
{
    const sp_why_course *why = t->why;
    const sp_course_id supplier = why->supplier[first];
    sp_buffer line = {.arena = t->arena};
    for (size_t i = 0; i < first; i++)
        if (why->supplier[i] == supplier) return;
    sp_buffer_printf(&line, "%s: ",
                     supplier == SP_NONE ? "nowhere, as it does not reach that far"
                                         : t->catalog->courses[supplier].title);
    for (size_t i = first, n = 0; i < why->n_closes; i++) {
        if (why->supplier[i] != supplier) continue;
        if (n++) sp_buffer_puts(&line, "; ");
        sp_view__names(&line, t->catalog, &why->closes[i], 1);
    }
    sp_buffer_puts(b, "  ");
    sp_view__wrap_line(b, &line, 2, INDENT);
}

static void put_shares(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    if (!why->n_closes) {
        sp_buffer_puts(b, "It would teach nothing that your goal needs and you lack.\n");
        return;
    }
    sp_buffer_puts(b, "Of your goal it would teach what the path has from\n");
    for (size_t i = 0; i < why->n_closes; i++) put_supplier(b, t, i);
}

static void put_with(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    const sp_other_path *other = &why->other;
    const int64_t more = other->plan.cost_minutes - why->plan.cost_minutes;
    sp_buffer line = {.arena = t->arena};
    if (other->n_lost) {
        sp_buffer_puts(&line, "less of the goal fits into your limits. Left out: ");
        sp_view__names(&line, t->catalog, other->lost, other->n_lost);
    } else if (!other->n_fewer && !other->n_more) {
        sp_buffer_printf(&line, "its whole cost, %.1f h, comes on top",
                         in_hours(why->cost_minutes));
        if (why->n_closes)
            sp_buffer_puts(&line, ": each course of the path is still needed for something else");
    } else {
        sp_buffer_printf(&line, "the best path costs %.1f h more", in_hours(more));
        if (other->n_fewer)
            sp_buffer_printf(&line, ": it costs %.1f h itself and spares %.1f h for ",
                             in_hours(why->cost_minutes),
                             in_hours(cost_of(t, other->fewer, other->n_fewer)));
        sp_view__titles(&line, t->catalog, other->fewer, other->n_fewer);
    }
    if (other->n_more) {
        sp_buffer_printf(&line, ". It also takes, for %.1f h, ",
                         in_hours(cost_of(t, other->more, other->n_more)));
        sp_view__titles(&line, t->catalog, other->more, other->n_more);
    }
    sp_buffer_puts(&line, ".");
    sp_view__paragraph(b, "With it", &line);
}

static void put_rating_in(sp_buffer *line, const sp_why_course *why)
{
    if (!why->rating_counts)
        sp_buffer_puts(line, " Ratings do not count when only the hours do.");
    else if (isnan(why->least_stars))
        sp_buffer_printf(line, " No rating would (its expected quality is %.2f of 5).", why->stars);
    else
        sp_buffer_printf(line,
                         " At its present hours an expected quality of %.2f of 5 or more would "
                         "(%.2f now).",
                         why->least_stars, why->stars);
}

static void put_how_it_gets_in(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    sp_buffer line = {.arena = t->arena};
    if (!why->has_threshold) {
        sp_buffer_puts(
            &line, "at no cost, its hours as they are: it takes the place of a part of the goal.");
    } else if (why->cost_minutes == why->threshold_minutes) {
        sp_buffer_puts(&line, "if it cost a minute less: the best path with it costs exactly as "
                              "much, and the tie went against it.");
    } else if (why->threshold_minutes <= 0) {
        sp_buffer_puts(&line, why->other.n_more
                                  ? "at no price: what it needs besides costs more than what it "
                                    "spares."
                                  : "at no price, as it spares nothing.");
    } else if (isfinite(why->most_hours)) {
        sp_buffer_printf(&line, "if the whole course took %g h or less (%.1f h now).",
                         why->most_hours, why->hours);
        put_rating_in(&line, why);
    } else if (!why->hours_decide) {
        sp_buffer_printf(&line,
                         "below a cost of %.1f h (%.1f h now). No hours are named, as with a "
                         "deadline they also have to fit.",
                         in_hours(why->threshold_minutes), in_hours(why->cost_minutes));
        put_rating_in(&line, why);
    } else {
        sp_buffer_printf(&line,
                         "below a cost of %.1f h (%.1f h now), which no hours reach: getting used "
                         "to a course costs that much alone.",
                         in_hours(why->threshold_minutes), in_hours(why->cost_minutes));
        put_rating_in(&line, why);
    }
    sp_view__paragraph(b, "Gets in", &line);
}

static void put_words(sp_buffer *b, const char *const *words, size_t n_words)
{
    for (size_t i = 0; i < n_words; i++) sp_buffer_printf(b, "%s%s", i ? ", " : "", words[i]);
}

static void put_rule(sp_buffer *b, const telling *t)
{
    const sp_course *course = course_of(t);
    const sp_profile *p = t->learner->profile;
    sp_buffer line = {.arena = t->arena};
    char allowed[32];
    switch (t->why->filter) {
    case SP_FILTER_NONE: break;
    case SP_FILTER_EXCLUDED: sp_buffer_puts(&line, "you excluded it."); break;
    case SP_FILTER_DONE:
        sp_buffer_puts(&line, "you have done it, so what it teaches counts as held.");
        break;
    case SP_FILTER_LANGUAGE:
        sp_buffer_printf(&line, "its language, %s, is none of yours: ", course->language);
        put_words(&line, p->languages, p->n_languages);
        sp_buffer_puts(&line, ".");
        break;
    case SP_FILTER_COST:
        sp_choice_name(allowed, SP_CHOICE_COST, (unsigned)p->cost - 1);
        sp_buffer_printf(&line, "it has to be paid for; the dearest that you allow is: %s.",
                         allowed);
        break;
    case SP_FILTER_PRICE:
        sp_buffer_printf(&line, "its price, %s, is above your limit, %s.", course->price,
                         p->max_price);
        break;
    case SP_FILTER_PROVIDER:
        sp_buffer_printf(&line, "you rule its provider out: %s.", course->provider);
        break;
    case SP_FILTER_NOTHING:
        sp_buffer_puts(&line, "the catalogue does not know what it teaches.");
        break;
    }
    sp_view__paragraph(b, "Ruled out", &line);
}

static void put_not_taken(sp_buffer *b, const telling *t)
{
    const sp_why_course *why = t->why;
    sp_buffer line = {.arena = t->arena};
    sp_view__line(b, 0, "%s: not in your path.", course_of(t)->title);
    switch (why->state) {
    case SP_WHY_TAKEN: break;
    case SP_WHY_FILTERED: put_rule(b, t); break;
    case SP_WHY_UNREADY:
        sp_buffer_puts(&line, "it requires what no course that you allow brings: ");
        sp_view__names(&line, t->catalog, why->out_of_reach, why->n_out_of_reach);
        sp_buffer_puts(&line, ".");
        sp_view__paragraph(b, "Can't be started", &line);
        break;
    case SP_WHY_TOO_LARGE:
        sp_buffer_puts(&line, "with what it requires it is more than your limits leave room for.");
        sp_view__paragraph(b, "Does not fit", &line);
        break;
    case SP_WHY_LEFT: break;
    }
    if (why->filter != SP_FILTER_NOTHING) put_shares(b, t);
    if (why->state != SP_WHY_LEFT) return;
    put_with(b, t);
    put_how_it_gets_in(b, t);
}

const char *sp_view_why_course(const sp_why_course *why, const sp_learner *learner, sp_arena *a)
{
    const telling t = {why, learner, learner->catalog, a};
    sp_buffer b = {.arena = a};
    if (why->state == SP_WHY_TAKEN)
        put_taken(&b, &t);
    else
        put_not_taken(&b, &t);
    if (why->has_threshold || why->other.n_more)
        sp_view__line(&b, 0,
                      "(Cost: what each course takes you on its own, dearer where it fits "
                      "badly.)");
    if (why->has_other && !why->proved)
        sp_view__line(&b, 0,
                      "Not proved: a search was ended at its limit; the numbers are of the "
                      "best paths that were found.");
    return sp_view__finish(&b);
}
