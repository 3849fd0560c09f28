/* SPDX-License-Identifier: GPL-3.0-or-later
 * why: a course, a topic or a goal by its id. */
#include <string.h>

#include "cli.h"

enum { KINDS = 3 };
static const char *const kinds[KINDS] = {"course:", "topic:", "goal:"};
static const char *const words_of_kind[KINDS + 1] = {"course", "topic", "goal",
                                                     "course, topic or goal"};

/* What the name stands for: one of the three is set. */
typedef struct subject {
    sp_course_id course;
    sp_topic_id topic;
    sp_goal_id goal;
} subject;

/* Nearest ids of all kinds. */
static int unknown_subject(const run *r, const char *what, const char *name)
{
    const sp_catalog *c = &r->engine.catalog;
    const char *near[KINDS] = {
        sp_text_nearest(name, c->courses, c->n_courses, sizeof *c->courses),
        sp_text_nearest(name, c->topics.items, c->topics.n_items, sizeof *c->topics.items),
        sp_text_nearest(name, c->goals, c->n_goals, sizeof *c->goals)};
    sp_buffer text = {.arena = r->arena};
    for (int i = 0; i < KINDS; i++)
        if (near[i])
            sp_buffer_printf(&text, "%sthe %s '%s'", text.text ? ", or " : "", words_of_kind[i],
                             near[i]);
    if (text.text)
        complain(r, "there is no %s '%s' (did you mean %s?)", what, name, text.text);
    else
        complain(r,
                 "there is no %s '%s'; `studypath catalog list`, `studypath "
                 "help catalog topics` and `studypath goals` show them",
                 what, name);
    return EXIT_USAGE;
}

/* An id alone must be of one kind only; a prefix says which. */
static int find_subject(subject *out, const run *r, const char *name)
{
    const sp_catalog *c = &r->engine.catalog;
    int only = KINDS;
    for (int i = 0; i < KINDS; i++)
        if (strncmp(name, kinds[i], strlen(kinds[i])) == 0) only = i;
    const char *id = only < KINDS ? name + strlen(kinds[only]) : name;
    *out = (subject){SP_NONE, SP_NONE, SP_NONE};
    if (only == KINDS || only == 0) out->course = sp_course_find(c, id);
    if (only == KINDS || only == 1) out->topic = sp_topic_find(c, id);
    if (only == KINDS || only == 2) out->goal = sp_goal_find(c, id);
    const int n_found = (out->course != SP_NONE) + (out->topic != SP_NONE) + (out->goal != SP_NONE);
    if (n_found == 1) return EXIT_DONE;
    if (n_found == 0) return unknown_subject(r, words_of_kind[only], id);
    complain(r, "'%s' is more than one thing; write course:%s, topic:%s or goal:%s", id, id, id,
             id);
    return EXIT_USAGE;
}

static int why_course(run *r, sp_course_id course)
{
    const sp_plan_options options = plan_options(r);
    sp_why_course why;
    if (sp_why_course_find(&why, &r->engine, &r->learner, course, &options, r->arena, &r->error) !=
        SP_OK)
        return fail_included(r);
    return print_answer(r, wants_json(r) ? sp_why_course_write(&why, &r->engine, r->arena)
                                         : sp_view_why_course(&why, &r->learner, r->arena));
}

static int why_topic(run *r, sp_topic_id topic)
{
    const sp_plan_options options = plan_options(r);
    sp_why_topic why;
    if (sp_why_topic_find(&why, &r->engine, &r->learner, topic, &options, r->arena, &r->error) !=
        SP_OK)
        return fail_included(r);
    return print_answer(r, wants_json(r) ? sp_why_topic_write(&why, &r->engine, r->arena)
                                         : sp_view_why_topic(&why, &r->learner, r->arena));
}

static int why_goal(run *r, sp_goal_id goal)
{
    const sp_plan_options options = plan_options(r);
    sp_why_goal why;
    if (sp_why_goal_find(&why, &r->engine, &r->profile, goal, r->today, &options, r->arena,
                         &r->error) != SP_OK)
        return fail_included(r);
    return print_answer(r, wants_json(r) ? sp_why_goal_write(&why, &r->engine, r->arena)
                                         : sp_view_why_goal(&why, &r->engine.catalog, r->arena));
}

int run_why(run *r)
{
    subject asked = {SP_NONE, SP_NONE, SP_NONE};
    const char *name = r->args.operands.items[0];
    r->args.operands.items++; /* what is left may be a profile */
    r->args.operands.n_items--;
    int code = load_engine(r);
    if (code == EXIT_DONE) code = find_subject(&asked, r, name);
    if (code == EXIT_DONE) code = load_profile(r);
    if (code == EXIT_DONE && asked.goal != SP_NONE) return why_goal(r, asked.goal);
    if (code == EXIT_DONE) code = load_learner(r);
    if (code != EXIT_DONE) return code;
    return asked.course != SP_NONE ? why_course(r, asked.course) : why_topic(r, asked.topic);
}
