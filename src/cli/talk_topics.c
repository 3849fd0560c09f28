/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps about what the learner knows: topics, then check items, over one session of the
 * questionnaire's engine, and what it found. */
#include "talk.h"

#include <stdio.h>
#include <string.h>

#include "terminal.h"

enum { MOST_CHECKS = 5 };

/* ---- the session ---- */

void talk_end_session(talk *t)
{
    t->ask = NULL;
    t->again = SP_NONE;
}

bool talk_can_ask(const talk *t)
{
    return t->r->profile.n_goals || t->r->engine.catalog.n_goals;
}

/* Who has no goal yet is asked about what any of them needs. */
static bool want_all(talk *t, sp_profile *p)
{
    const size_t n = t->r->engine.catalog.n_goals;
    p->goals = sp_arena_array(t->session, n, sizeof *p->goals);
    if (!p->goals) return talk_out_of_memory(t) == TALK_ON;
    p->n_goals = n;
    for (size_t i = 0; i < n; i++) p->goals[i].named = (sp_goal_id)i;
    return true;
}

bool talk_begin_session(talk *t)
{
    run *r = t->r;
    const sp_ask_options options = ask_options(r);
    if (t->ask) return true;
    sp_arena_free(t->session);
    t->session = sp_arena_make(0);
    if (!t->session) return talk_out_of_memory(t) == TALK_ON;
    sp_profile profile = r->profile;
    if (!profile.n_goals && !want_all(t, &profile)) return false;
    if (sp_ask_begin(&t->ask, &r->engine.catalog, &r->engine.placement_model, &profile, &options,
                     t->session, &r->error) != SP_OK) {
        talk_fail(t);
        return false;
    }
    if (r->profile.n_answers) return true;
    sp_ask_answers(t->ask, &t->n_given);
    return talk_keep_answers(t);
}

bool talk_keep_answers(talk *t)
{
    sp_profile *p = &t->r->profile;
    size_t n;
    const sp_answer *answers = sp_ask_answers(t->ask, &n);
    sp_answer *copy = sp_arena_array(t->r->arena, n, sizeof *copy);
    if (!copy) return talk_out_of_memory(t) == TALK_ON;
    if (n) memcpy(copy, answers, n * sizeof *copy);
    p->answers = copy;
    p->n_answers = n;
    return true;
}

bool talk_drop_answer(talk *t, bool of_item)
{
    sp_profile *p = &t->r->profile;
    size_t i = p->n_answers;
    while (i > t->n_given && (p->answers[i - 1].result != SP_RESULT_NONE) != of_item) i--;
    if (i <= t->n_given) return false;
    const sp_answer dropped = p->answers[i - 1];
    memmove(p->answers + i - 1, p->answers + i, (p->n_answers - i) * sizeof *p->answers);
    p->n_answers--;
    talk_end_session(t);
    if (of_item) return true;
    t->again = dropped.topic;
    if (dropped.level == SP_NO_LEVEL)
        talk_say(t, "\nBack to a question that you skipped.");
    else
        talk_say(t, "\nBack: your answer was %u.", (unsigned)dropped.level);
    return true;
}

/* ---- topics ---- */

static outcome answer(talk *t, sp_topic_id topic, int level)
{
    sp_error *e = &t->r->error;
    const sp_status status = level < 0 ? sp_ask_skip(t->ask, topic, e)
                                       : sp_ask_answer(t->ask, topic, (unsigned)level, e);
    if (status != SP_OK) return talk_fail(t);
    t->again = SP_NONE;
    return talk_keep_answers(t) ? TALK_STAY : TALK_FAILED;
}

/* The question that was taken back, else the most useful one. False: failed. */
static bool next_question(talk *t, sp_question *question)
{
    sp_question same;
    sp_error *e = &t->r->error;
    sp_status status = sp_ask_next(question, t->ask, e);
    if (status == SP_OK && t->again != SP_NONE) {
        status = sp_ask_explain(&same, t->ask, t->again, e);
        same.n_to_go = question->n_to_go ? question->n_to_go : 1;
        *question = same;
    }
    if (status != SP_OK) talk_fail(t);
    return status == SP_OK;
}

static void introduce(talk *t)
{
    talk_say(
        t,
        "\nNow what you know. Answer by what you could do today without looking it up; between "
        "two, take the lower. e shows examples with answers.%s",
        t->r->args.verify ? " A few answers are checked at the end." : "");
}

outcome talk_topics(talk *t)
{
    static const char help[] =
        "One digit, 0 to 3, or none, follow, use, derive; Enter if you can't "
        "say; e for examples, b for the question before, ? for the reason, "
        "q to leave.";
    sp_question question;
    if (!talk_begin_session(t) || !next_question(t, &question)) return TALK_FAILED;
    if (question.n_to_go == 0) return TALK_ON;
    if (question.n_asked == 0 && t->again == SP_NONE) introduce(t);
    talk_show(t, "\n");
    talk_show(t, sp_view_question(&question, &t->r->engine, terminal_columns(), t->scratch));
    for (;;) {
        char *line;
        const reply r = talk_read(t, "0-3, e ? b q [Enter: skip]:", &line);
        if (r == REPLY_WHY)
            talk_show(t, sp_view_question_why(&question, terminal_columns(), t->scratch));
        else if (r == REPLY_SKIP || (r == REPLY_TEXT && reply_level(line) >= 0))
            return answer(t, question.topic, r == REPLY_SKIP ? -1 : reply_level(line));
        else if (r != REPLY_TEXT)
            return talk_leave(r);
        else if (strcmp(line, "e") == 0 || strcmp(line, "examples") == 0)
            talk_show(
                t, sp_view_examples(question.topic, &t->r->engine, terminal_columns(), t->scratch));
        else
            talk_say(t, "%s", help);
    }
}

bool talk_topics_back(talk *t)
{
    return talk_drop_answer(t, false);
}

/* ---- check items ---- */

bool talk_checks_apply(const talk *t)
{
    return talk_can_ask(t) && t->r->args.verify && t->r->engine.practice.n_items > 0;
}

bool talk_checks_back(talk *t)
{
    return talk_drop_answer(t, true);
}

static bool was_shown(const sp_profile *p, const sp_item *item)
{
    for (size_t i = 0; i < p->n_answers; i++)
        if (p->answers[i].item && strcmp(p->answers[i].item, item->id) == 0) return true;
    return false;
}

static size_t n_shown(const sp_profile *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_answers; i++) n += p->answers[i].item != NULL;
    return n;
}

/* The item that is expected to save most hours; NULL when none saves any. False: failed. */
static bool next_item(talk *t, const sp_item **out, double *saves_hours)
{
    const sp_practice *practice = &t->r->engine.practice;
    const sp_item **items = sp_arena_array(t->scratch, practice->n_items, sizeof *items);
    sp_pair *pairs = sp_arena_array(t->scratch, practice->n_items, sizeof *pairs);
    size_t n = 0, best;
    if (!items || !pairs) return talk_out_of_memory(t) == TALK_ON;
    for (size_t i = 0; i < practice->n_items; i++) {
        if (was_shown(&t->r->profile, &practice->items[i])) continue;
        items[n] = &practice->items[i];
        pairs[n] = (sp_pair){items[n]->topic, items[n]->level};
        n++;
    }
    if (sp_ask_next_item(&best, saves_hours, t->ask, pairs, n, &t->r->error) != SP_OK)
        return talk_fail(t) == TALK_ON;
    *out = best < n ? items[best] : NULL;
    return true;
}

static outcome take_check(talk *t, const sp_item *item, size_t number)
{
    const bool is_skipped = number == 0;
    const sp_result result = is_skipped                           ? SP_RESULT_SKIPPED
                             : number > item->n_choices           ? SP_RESULT_UNSURE
                             : item->choices[number - 1].is_right ? SP_RESULT_RIGHT
                                                                  : SP_RESULT_WRONG;
    if (sp_ask_check(t->ask, (sp_pair){item->topic, item->level}, item->id, result, &t->r->error) !=
        SP_OK)
        return talk_fail(t);
    if (!is_skipped)
        talk_show(t, sp_view_item_result(item, number - 1, terminal_columns(), t->scratch));
    return talk_keep_answers(t) ? TALK_STAY : TALK_FAILED;
}

static void say_why_check(talk *t, double saves_hours)
{
    char hours[96] = "your path depends on it most";
    if (saves_hours >= 0.5)
        snprintf(hours, sizeof hours,
                 "it is expected to save most: about %.0f h of study in the wrong place",
                 saves_hours);
    talk_say(
        t,
        "Most people are a little off about themselves, in both directions. Of all checks this "
        "one is shown because %s.",
        hours);
}

static outcome ask_check(talk *t, const sp_item *item, double saves_hours)
{
    const size_t n_shown_before = n_shown(&t->r->profile);
    char prompt[64];
    if (n_shown_before == 0)
        talk_say(t,
                 "\nNow at most %d short checks, where most hours hang on an answer. Guessing "
                 "blurs the picture; \"I don't know\" does not.",
                 MOST_CHECKS);
    snprintf(prompt, sizeof prompt, "1-%zu [Enter: skip]:", item->n_choices + 1);
    talk_say(t, "\nCheck %zu of at most %d:", n_shown_before + 1, MOST_CHECKS);
    talk_show(t, sp_view_item(item, &t->r->engine.catalog, terminal_columns(), t->scratch));
    for (;;) {
        char *line;
        const reply r = talk_read(t, prompt, &line);
        const size_t number = r == REPLY_TEXT ? reply_number(line, item->n_choices + 1) : 0;
        if (r == REPLY_WHY)
            say_why_check(t, saves_hours);
        else if (r == REPLY_SKIP || number)
            return take_check(t, item, number);
        else if (r != REPLY_TEXT)
            return talk_leave(r);
        else
            talk_say(t, "%s",
                     "The number of the answer that you think is right; the last one "
                     "if you don't know; Enter to go on without.");
    }
}

outcome talk_checks(talk *t)
{
    const sp_item *item = NULL;
    double saves_hours = 0;
    if (n_shown(&t->r->profile) >= MOST_CHECKS) return TALK_ON;
    if (!talk_begin_session(t) || !next_item(t, &item, &saves_hours)) return TALK_FAILED;
    return item ? ask_check(t, item, saves_hours) : TALK_ON;
}

/* ---- what was found ---- */

static outcome review_without_goal(talk *t)
{
    const outcome o = talk_goals(t);
    if (o != TALK_ON) return o;
    return t->r->profile.n_goals ? TALK_STAY : TALK_ON;
}

/* Steps of one answer, which can be asked again out of their order. */
#define ASKED_AGAIN "goals|schooling|hours|start|deadline|languages|cost|formats|prefer"

outcome talk_review(talk *t)
{
    static const char help[] =
        "The path is the cheapest set of courses that brings you from what you know to what your "
        "goal needs, in order, with a reason for each. b goes back one answer; the name of a "
        "question asks it again: goals, schooling, hours, start, deadline, languages, cost, "
        "formats, prefer.";
    run *r = t->r;
    sp_profile *profile = sp_arena_take(t->scratch, sizeof *profile);
    sp_placement placement;
    sp_learner learner;
    if (!profile) return talk_out_of_memory(t);
    if (!r->profile.n_goals) return review_without_goal(t);
    if (!talk_begin_session(t) || !talk_snapshot(t, profile, &placement)) return TALK_FAILED;
    if (sp_learner_make(&learner, &r->engine.catalog, profile, r->today, t->scratch, &r->error) !=
        SP_OK)
        return talk_fail(t);
    talk_show(t, "\n");
    if (!talk_knows(t))
        talk_say(t, "Nothing was said about what you know, so the path starts from the beginning.");
    talk_show(t, sp_view_placement(&placement, &learner, terminal_columns(), t->scratch));
    for (;;) {
        char *line;
        const reply got = talk_read(t,
                                    r->args.no_plan ? "Enter to end, b to change an answer:"
                                                    : "Enter for the path, b to change an answer:",
                                    &line);
        if (got == REPLY_WHY)
            talk_say(t, "%s", help);
        else if (got != REPLY_TEXT)
            return talk_leave(got);
        else if (sp_choice_find(ASKED_AGAIN, line) >= 0) {
            talk_set_behind(t, line, false);
            return TALK_STAY;
        } else
            talk_say(t, "%s", help);
    }
}
