/* SPDX-License-Identifier: GPL-3.0-or-later
 * The facade: catalogue and models in, scores, then costs, then the search, then the order, then
 * hours and reasons. */
#include "studypath/studypath.h"

#include <math.h>
#include <string.h>

#include "base/try.h"
#include "plan/certify.h"
#include "plan/lp.h"
#include "plan/order.h"
#include "plan/problem.h"
#include "when.h"
#include "why/reasons.h"
#include "within.h"

const char *sp_plan_status_name(sp_plan_status status)
{
    static const char *const names[] = {"optimal", "gap", "infeasible", "budget"};
    return names[status];
}

sp_plan_options sp_plan_defaults(void)
{
    return (sp_plan_options){.node_limit = sp_search_defaults().node_limit, .forecast.seed = 1};
}

/* ---- the planner's problem ---- */

typedef struct task {
    sp_problem problem;
    sp_action *actions;
    sp_course_id *course; /* of each action */
    uint16_t *area;       /* of each action: where most of its new step hours are */
} task;

/* Area of the topic, as the index of the first topic of that area. */
static uint16_t area_index(const sp_catalog *c, sp_topic_id topic)
{
    sp_topic_id first = 0;
    while (strcmp(c->topics.items[first].area, c->topics.items[topic].area) != 0) first++;
    return (uint16_t)first;
}

static void set_area(task *t, uint32_t action, const sp_learner *l, double *hours_by_area)
{
    const sp_catalog *c = l->catalog;
    const sp_course *course = &c->courses[t->course[action]];
    memset(hours_by_area, 0, c->topics.n_items * sizeof *hours_by_area);
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const unsigned entry = sp_pairs_level(course->requires, course->n_requires, pair.topic);
        const unsigned held = l->held[pair.topic] > entry ? l->held[pair.topic] : entry;
        double *hours = &hours_by_area[area_index(c, pair.topic)];
        for (unsigned k = held + 1; k <= pair.level; k++)
            *hours += c->step_hours[pair.topic * SP_LEVELS + k];
    }
    for (size_t k = 0; k < c->topics.n_items; k++)
        if (hours_by_area[k] > hours_by_area[t->area[action]]) t->area[action] = (uint16_t)k;
}

/* A course that must be in the path adds a fact of its own that the goal asks for; nothing else
 * adds it. */
static sp_status demand(task *t, uint32_t action, uint8_t *goal, sp_topic_id fact, sp_arena *a,
                        sp_error *e)
{
    sp_action *act = &t->actions[action];
    sp_pair *adds = sp_arena_array(a, act->n_adds + 1, sizeof *adds);
    SP_NEED(adds, e);
    memcpy(adds, act->adds, act->n_adds * sizeof *adds);
    adds[act->n_adds++] = (sp_pair){.topic = fact, .level = 1};
    act->adds = adds;
    goal[fact] = 1;
    return SP_OK;
}

static sp_status make_task(task *t, const sp_learner *l, const sp_scores *scores, bool formal,
                           sp_arena *a, sp_error *e)
{
    const sp_catalog *c = l->catalog;
    const sp_profile *p = l->profile;
    const size_t n_topics = c->topics.n_items, n_facts = n_topics + p->n_include;
    uint8_t *start = sp_arena_take(a, n_facts), *goal = sp_arena_take(a, n_facts);
    double *hours_by_area = sp_arena_array(a, n_topics, sizeof *hours_by_area);
    t->actions = sp_arena_array(a, c->n_courses, sizeof *t->actions);
    t->course = sp_arena_array(a, c->n_courses, sizeof *t->course);
    t->area = sp_arena_array(a, c->n_courses, sizeof *t->area);
    SP_NEED(start && goal && hours_by_area && t->actions && t->course && t->area, e);
    memcpy(start, l->held, n_topics);
    memcpy(goal, l->goal, n_topics);
    uint32_t n = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        if (l->filter[i]) continue;
        t->course[n] = (sp_course_id)i;
        size_t n_needs;
        const sp_pair *needs = sp_course_entry(&n_needs, course, formal);
        t->actions[n] = (sp_action){.cost = scores->courses[i].cost_minutes,
                                    .needs = needs,
                                    .adds = course->teaches,
                                    .n_needs = (uint32_t)n_needs,
                                    .n_adds = (uint32_t)course->n_teaches};
        set_area(t, n, l, hours_by_area);
        for (size_t k = 0; k < p->n_include; k++)
            if (p->include[k] == i) SP_TRY(demand(t, n, goal, (sp_topic_id)(n_topics + k), a, e));
        n++;
    }
    t->problem = (sp_problem){.n_topics = (uint32_t)n_facts,
                              .n_actions = n,
                              .start = start,
                              .goal = goal,
                              .actions = t->actions};
    return SP_OK;
}

/* ---- from the answer to the plan ---- */

/* What somebody holds on the way, and how much of it is in doubt. */
typedef struct standing {
    uint8_t *held;
    double *doubt;
} standing;

static sp_status stand_at_start(standing *s, const sp_learner *l, sp_arena *a, sp_error *e)
{
    const size_t n_topics = l->catalog->topics.n_items;
    s->held = sp_arena_take(a, n_topics);
    s->doubt = sp_arena_array(a, n_topics, sizeof *s->doubt);
    SP_NEED(s->held && s->doubt, e);
    memcpy(s->held, l->held, n_topics);
    memcpy(s->doubt, l->doubt, n_topics * sizeof *s->doubt);
    return SP_OK;
}

/* Share of the course that is new at this moment, with the floor. */
static double share_new_now(const sp_catalog *c, const sp_course *course, const standing *s)
{
    return fmax(SP_SHARE_NEW_FLOOR, sp_course_share_new(c, course, s->held, s->doubt));
}

/* What a course teaches is held from then on, and no longer in doubt. */
static void learn(standing *s, const sp_course *course)
{
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        if (pair.level < s->held[pair.topic]) continue;
        s->held[pair.topic] = pair.level;
        s->doubt[pair.topic] = 0;
    }
}

static sp_hours scaled(sp_hours hours, double factor)
{
    return (sp_hours){.low = hours.low * factor,
                      .expected = hours.expected * factor,
                      .high = hours.high * factor,
                      .basis = hours.basis};
}

static void add_hours(sp_hours *sum, sp_hours more)
{
    sum->low += more.low;
    sum->expected += more.expected;
    sum->high += more.high;
}

/* What the course newly reaches, and what of it the goal needs. */
static sp_status fill_reaches(sp_step *step, const sp_learner *l, const uint8_t *held, sp_arena *a,
                              sp_error *e)
{
    const sp_course *course = &l->catalog->courses[step->course];
    sp_pair *reaches = sp_arena_array(a, course->n_teaches, sizeof *reaches);
    sp_pair *closes = sp_arena_array(a, course->n_teaches, sizeof *closes);
    SP_NEED(reaches && closes, e);
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        if (pair.level <= held[pair.topic]) continue;
        reaches[step->n_reaches++] = pair;
        const uint8_t wanted = l->goal[pair.topic];
        if (wanted <= held[pair.topic]) continue;
        closes[step->n_closes++] = (sp_pair){.topic = pair.topic,
                                             .level = pair.level < wanted ? pair.level : wanted};
    }
    step->reaches = reaches;
    step->closes = closes;
    return SP_OK;
}

static sp_status fill_steps(sp_plan *out, const task *t, const sp_order_result *order,
                            const sp_learner *l, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = l->catalog;
    standing now;
    SP_TRY(stand_at_start(&now, l, a, e));
    out->steps = sp_arena_array(a, order->n_actions, sizeof *out->steps);
    SP_NEED(out->steps, e);
    out->n_steps = order->n_actions;
    out->order_is_exact = order->exact;
    for (size_t s = 0; s < out->n_steps; s++) {
        sp_step *step = &out->steps[s];
        step->course = t->course[order->actions[s]];
        const sp_course *course = &c->courses[step->course];
        const sp_score *score = &out->scores->courses[step->course];
        step->share_new = share_new_now(c, course, &now);
        step->hours = scaled(course->hours, step->share_new * l->pace);
        step->cost_minutes = score->cost_minutes;
        add_hours(&out->hours, step->hours);
        out->minutes += score->minutes;
        SP_TRY(fill_reaches(step, l, now.held, a, e));
        learn(&now, course);
    }
    return SP_OK;
}

/* The nearest help for a pair out of reach: how far usable courses go, and a course that is ruled
 * out but teaches it. */
static void find_help(sp_missing *m, const sp_learner *l)
{
    const sp_catalog *c = l->catalog;
    m->ruled_out = SP_NONE;
    m->taught_to = l->held[m->pair.topic];
    for (size_t i = 0; i < c->n_courses; i++) {
        const unsigned level = sp_pairs_level(c->courses[i].teaches, c->courses[i].n_teaches,
                                              m->pair.topic);
        if (!l->filter[i] && level > m->taught_to && level < m->pair.level) m->taught_to = level;
        if (!l->filter[i] || level < m->pair.level || m->ruled_out != SP_NONE) continue;
        m->ruled_out = (sp_course_id)i;
        m->filter = l->filter[i];
    }
}

static sp_status fill_missing(sp_plan *out, const sp_search_result *found, const sp_learner *l,
                              sp_arena *a, sp_error *e)
{
    const size_t n_topics = l->catalog->topics.n_items;
    out->missing = sp_arena_array(a, found->n_missing, sizeof *out->missing);
    SP_NEED(out->missing, e);
    for (uint32_t i = 0; i < found->n_missing; i++) {
        if (found->missing[i].topic >= n_topics)
            continue; /* an included course that can't be started: reported by the caller */
        out->missing[out->n_missing].pair = found->missing[i];
        find_help(&out->missing[out->n_missing++], l);
    }
    return SP_OK;
}

static sp_status check_included(const sp_search_result *found, const sp_learner *l, sp_error *e)
{
    const size_t n_topics = l->catalog->topics.n_items;
    for (uint32_t i = 0; i < found->n_missing; i++) {
        if (found->missing[i].topic < n_topics) continue;
        const sp_course_id id = l->profile->include[found->missing[i].topic - n_topics];
        if (l->filter[id] == SP_FILTER_DONE) continue;
        return sp_fail(e, SP_INVALID, "preferences.include",
                       "%s can't be included: no course brings what it requires",
                       l->catalog->courses[id].id);
    }
    return SP_OK;
}

/* From actions to courses; numbers past those stay past them. */
static void name_courses(sp_certificate *c, const task *t, const sp_catalog *catalog)
{
    const uint32_t n = t->problem.n_actions, n_courses = (uint32_t)catalog->n_courses;
    for (uint32_t i = 0; i < c->n_landmarks; i++)
        for (uint32_t k = 0; k < c->landmarks[i].n_courses; k++) {
            uint32_t *id = &c->landmarks[i].courses[k];
            *id = *id < n ? t->course[*id] : n_courses + (*id - n);
        }
    for (uint32_t i = 0; i < c->n_nodes; i++) {
        uint32_t *id = &c->nodes[i].branch;
        if (*id != SP_NONE) *id = *id < n ? t->course[*id] : n_courses + (*id - n);
    }
}

/* The proof of the bound that was found, over courses. */
static sp_status certify(sp_certificate *out, const task *t, const sp_learner *l,
                         const sp_search_result *found, sp_arena *a, sp_error *e)
{
    SP_TRY(sp_certify(out, &t->problem, found, a, e));
    name_courses(out, t, l->catalog);
    return SP_OK;
}

/* What is proved where limits bind: value and cost within them, and the cheapest path without. */
static sp_status certify_limited(sp_plan *out, const task *t, const sp_within *w,
                                 const sp_search_result *whole, sp_arena *a, sp_error *e)
{
    const sp_plan_limits *limits = &out->limits;
    sp_reachable r;
    SP_TRY(sp_within_reachable(&r, w, a, e));
    const sp_limited_claim claim = {.problem = &r.problem,
                                    .wishes = r.wishes,
                                    .n_wishes = r.n_wishes,
                                    .limits = &w->limits,
                                    .lost = limits->value_of_goal - limits->value_bound,
                                    .most_lost = limits->value_of_goal - limits->value,
                                    .bound = out->bound_minutes};
    SP_TRY(sp_certify_limited(&out->value_certificate, &out->certificate, &claim, a, e));
    name_courses(&out->value_certificate, t, w->learner->catalog);
    name_courses(&out->certificate, t, w->learner->catalog);
    if (!whole->proved) {
        out->whole_certificate.reason = "the search ended before its proof";
        return SP_OK;
    }
    return certify(&out->whole_certificate, t, w->learner, whole, a, e);
}

static sp_status prove(sp_plan *out, const task *t, const sp_within *w,
                       const sp_search_result *whole, const sp_plan_options *options, sp_arena *a,
                       sp_error *e)
{
    out->n_whole = whole->n_chosen;
    out->whole = sp_arena_array(a, out->n_whole, sizeof *out->whole);
    SP_NEED(out->whole, e);
    for (size_t i = 0; i < out->n_whole; i++) out->whole[i] = t->course[whole->chosen[i]];
    out->certificate.reason = "it was not asked for";
    out->value_certificate = out->whole_certificate = out->certificate;
    if (!options->certificate) return SP_OK;
    if (out->limits.bind) return certify_limited(out, t, w, whole, a, e);
    return certify(&out->certificate, t, w->learner, whole, a, e);
}

/* The shortest set found. A search that was ended may have found nothing as short as the cheapest
 * set. */
static sp_status fill_shortest(sp_plan *out, const task *t, const sp_search_result *found,
                               const sp_search_result *cheapest, sp_arena *a, sp_error *e)
{
    int64_t minutes = 0;
    for (uint32_t i = 0; i < cheapest->n_chosen; i++)
        minutes += t->actions[cheapest->chosen[i]].cost;
    const sp_search_result *best = minutes < found->cost ? cheapest : found;
    out->shortest_hours = (double)(best == found ? found->cost : minutes) / 60;
    out->shortest_proved = found->proved;
    out->n_shortest = best->n_chosen;
    out->shortest = sp_arena_array(a, out->n_shortest, sizeof *out->shortest);
    SP_NEED(out->shortest, e);
    for (size_t i = 0; i < out->n_shortest; i++) out->shortest[i] = t->course[best->chosen[i]];
    return SP_OK;
}

/* The fewest hours of the whole goal. The cheapest set is the shortest too where every fit is taken
 * as perfect: that is another search, unless `cheapest` is one already. */
static sp_status find_shortest(sp_plan *out, task *t, const sp_learner *l,
                               const sp_search_result *cheapest, const sp_plan_options *options,
                               sp_arena *a, sp_error *e)
{
    sp_search_result found = *cheapest;
    const sp_search_options search = {.node_limit = options->node_limit};
    const bool is_shortest = l->profile->prefer == SP_PREFER_SHORTEST;
    for (uint32_t i = 0; i < t->problem.n_actions; i++)
        t->actions[i].cost = sp_cost_minutes(out->scores->courses[t->course[i]].minutes, 0, 1);
    if (!is_shortest) SP_TRY(sp_search(&found, &t->problem, &search, a, e));
    SP_TRY(fill_shortest(out, t, &found, cheapest, a, e));
    if (!options->certificate || (is_shortest && !out->limits.bind)) {
        out->shortest_certificate = out->certificate;
        return SP_OK;
    }
    out->shortest_certificate = (sp_certificate){.reason = "the search ended before its proof"};
    return found.proved ? certify(&out->shortest_certificate, t, l, &found, a, e) : SP_OK;
}

static void set_outcome(sp_plan *out, const sp_search_result *found)
{
    const bool is_cut = out->limits.value < out->limits.value_of_goal;
    out->status = out->n_missing  ? SP_PLAN_INFEASIBLE
                  : is_cut        ? SP_PLAN_BUDGET
                  : found->proved ? SP_PLAN_OPTIMAL
                                  : SP_PLAN_GAP;
    out->proved = found->proved;
    out->cost_minutes = found->cost;
    out->bound_minutes = found->bound;
    out->nodes = found->nodes;
}

sp_status sp_plan_find(sp_plan *out, const sp_engine *engine, const sp_learner *learner,
                       const sp_plan_options *options, sp_arena *a, sp_error *e)
{
    *out = (sp_plan){.formal = options->formal};
    sp_scores *scores = sp_arena_take(a, sizeof *scores);
    SP_NEED(scores, e);
    SP_TRY(sp_scores_make(scores, learner, &engine->ratings, &engine->score_model, a, e));
    out->scores = scores;
    task t;
    SP_TRY(make_task(&t, learner, scores, options->formal, a, e));
    const sp_search_options search = {.node_limit = options->node_limit};
    sp_search_result whole;
    SP_TRY(sp_search(&whole, &t.problem, &search, a, e));
    SP_TRY(check_included(&whole, learner, e));
    sp_search_result found = whole;
    sp_within within;
    SP_TRY(sp_within_make(&within, learner, scores, &t.problem, t.course, options->whole, a, e));
    SP_TRY(sp_within_find(out, &found, &within, &search, a, e));
    sp_order_result order;
    SP_TRY(sp_order_find(&order, &t.problem, found.chosen, found.n_chosen, t.area, a, e));
    SP_TRY(fill_steps(out, &t, &order, learner, a, e));
    SP_TRY(sp_when_fill(out, learner, &options->forecast, a, e));
    SP_TRY(fill_missing(out, &found, learner, a, e));
    set_outcome(out, &found);
    SP_TRY(sp_reasons_fill(out, learner, a, e));
    SP_TRY(prove(out, &t, &within, &whole, options, a, e));
    SP_TRY(find_shortest(out, &t, learner, &whole, options, a, e));
    sp_within_advise(out, &within);
    return SP_OK;
}

/* ---- the problem for other solvers ---- */

/* What the planner's topics and actions are called: those for included courses after the course. */
static sp_status name_task(sp_lp_names *out, const task *t, const sp_learner *l, sp_arena *a,
                           sp_error *e)
{
    const sp_catalog *c = l->catalog;
    const char **actions = sp_arena_array(a, t->problem.n_actions, sizeof *actions);
    const char **topics = sp_arena_array(a, t->problem.n_topics, sizeof *topics);
    SP_NEED(actions && topics, e);
    for (uint32_t i = 0; i < t->problem.n_actions; i++) actions[i] = c->courses[t->course[i]].id;
    for (size_t i = 0; i < c->topics.n_items; i++) topics[i] = c->topics.items[i].id;
    for (size_t i = 0; i < l->profile->n_include; i++) {
        sp_buffer name = {.arena = a};
        sp_buffer_printf(&name, "course:%s", c->courses[l->profile->include[i]].id);
        SP_NEED(!name.failed, e);
        topics[c->topics.n_items + i] = name.text;
    }
    *out = (sp_lp_names){.actions = actions, .topics = topics};
    return SP_OK;
}

static sp_status export_limited(sp_buffer *out, const sp_within *w, double least_value,
                                const sp_lp_names *names, sp_arena *a, sp_error *e)
{
    sp_reachable r;
    SP_TRY(sp_within_reachable(&r, w, a, e));
    if (least_value > (double)w->value)
        return sp_fail(e, SP_USAGE, "--worth", "is %.0f, the whole goal is worth %lld", least_value,
                       (long long)w->value);
    const sp_lp_wishes within = {.wishes = r.wishes,
                                 .steps = r.steps,
                                 .n_wishes = r.n_wishes,
                                 .limits = &w->limits,
                                 .least_value = isnan(least_value) ? -1 : (int64_t)least_value};
    return sp_lp_write_limited(out, &r.problem, &within, names, a, e);
}

sp_status sp_plan_export_lp(const char **out, const sp_engine *engine, const sp_learner *learner,
                            const sp_plan_options *options, double least_value, sp_arena *a,
                            sp_error *e)
{
    task t;
    sp_scores scores;
    sp_within w;
    sp_lp_names names;
    sp_buffer text = {.arena = a};
    SP_TRY(sp_scores_make(&scores, learner, &engine->ratings, &engine->score_model, a, e));
    SP_TRY(make_task(&t, learner, &scores, options->formal, a, e));
    SP_TRY(name_task(&names, &t, learner, a, e));
    SP_TRY(sp_within_make(&w, learner, &scores, &t.problem, t.course, false, a, e));
    if (w.limits.most_minutes == SP_NO_LIMIT && w.limits.most_actions == SP_NO_LIMIT &&
        isnan(least_value))
        SP_TRY(sp_lp_write(&text, &t.problem, &names, a, e));
    else
        SP_TRY(export_limited(&text, &w, least_value, &names, a, e));
    *out = text.text;
    return SP_OK;
}

/* ---- every goal at once ---- */

static sp_status survey_goal(sp_goal_view *view, const sp_engine *engine, const sp_profile *profile,
                             sp_goal_id goal, sp_day today, const sp_plan_options *options,
                             sp_learner *learner, sp_arena *a, sp_error *e)
{
    sp_profile *one = sp_arena_take(a, sizeof *one);
    sp_goal_choice *choice = sp_arena_take(a, sizeof *choice);
    SP_NEED(one && choice, e);
    *one = *profile;
    *choice = (sp_goal_choice){.named = goal};
    one->goals = choice;
    one->n_goals = 1;
    view->goal = goal;
    SP_TRY(sp_learner_make(learner, &engine->catalog, one, today, a, e));
    for (size_t t = 0; t < engine->catalog.topics.n_items; t++)
        if (learner->goal[t] > learner->held[t]) view->n_to_level[learner->goal[t]]++;
    sp_plan_options all = *options;
    all.whole = true;
    return sp_plan_find(&view->plan, engine, learner, &all, a, e);
}

/* Take the list's courses from top to bottom, ready or not; done ones are behind the learner. */
static void follow_list(sp_list_view *view, const sp_learner *l, standing *now)
{
    const sp_catalog *c = l->catalog;
    for (size_t i = 0; i < view->list->n_courses; i++) {
        const sp_course_id id = view->list->courses[i];
        const sp_course *course = &c->courses[id];
        if (l->filter[id] == SP_FILTER_DONE) continue;
        bool ready = true;
        for (size_t k = 0; k < course->n_requires; k++)
        ready = ready && now->held[course->requires[k].topic] >= course->requires[k].level;
        view->n_too_early += !ready;
        add_hours(&view->hours, scaled(course->hours, share_new_now(c, course, now) * l->pace));
        learn(now, course);
    }
}

static sp_status survey_list(sp_list_view *view, const sp_list *list, const sp_engine *engine,
                             const sp_learner *learners, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = &engine->catalog;
    standing now;
    view->list = list;
    view->share_reached = sp_arena_array(a, c->n_goals, sizeof *view->share_reached);
    SP_NEED(view->share_reached, e);
    if (!c->n_goals) return SP_OK;
    SP_TRY(stand_at_start(&now, &learners[0], a, e));
    follow_list(view, &learners[0], &now);
    for (size_t g = 0; g < c->n_goals; g++) {
        const double before = sp_gap_step_hours(c, learners[g].goal, learners[g].held, NULL);
        const double after = sp_gap_step_hours(c, learners[g].goal, now.held, NULL);
        view->share_reached[g] = before > 0 ? 1 - after / before : 1;
    }
    return SP_OK;
}

sp_status sp_goals_survey(sp_goals_view *out, const sp_engine *engine, const sp_profile *profile,
                          sp_day today, const sp_plan_options *options, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = &engine->catalog;
    *out = (sp_goals_view){.n_goals = c->n_goals, .n_lists = c->n_lists};
    out->goals = sp_arena_array(a, c->n_goals, sizeof *out->goals);
    out->lists = sp_arena_array(a, c->n_lists, sizeof *out->lists);
    sp_learner *learners = sp_arena_array(a, c->n_goals, sizeof *learners);
    SP_NEED(out->goals && out->lists && learners, e);
    out->hours_per_week = isfinite(profile->hours_per_week) ? profile->hours_per_week
                                                            : SP_DEFAULT_HOURS_PER_WEEK;
    for (size_t g = 0; g < c->n_goals; g++)
        SP_TRY(survey_goal(&out->goals[g], engine, profile, (sp_goal_id)g, today, options,
                           &learners[g], a, e));
    for (size_t i = 0; i < c->n_lists; i++)
        SP_TRY(survey_list(&out->lists[i], &c->lists[i], engine, learners, a, e));
    return SP_OK;
}
