/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a talk shows: questions with their choices, the reason for each, examples, items, and what
 * was found. Blocks of plain lines, for narrow terminals and screen readers. */
#include <string.h>

#include "studypath/studypath.h"
#include "view/layout.h"

enum { CHOICE_INDENT = 5 };

const char *sp_view_text(const char *text, size_t columns, sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    for (;;) {
        const size_t length = strcspn(text, "\n");
        const char *line = sp_arena_text(a, text, length);
        if (!line) return NULL;
        sp_view__wrap(&b, line, 0, 0);
        if (!text[length] || !text[length + 1]) return sp_view__finish(&b);
        text += length + 1;
    }
}

static void put_choice(sp_buffer *b, size_t number, const char *text)
{
    sp_buffer_printf(b, "%3zu  ", number);
    sp_view__wrap(b, text, CHOICE_INDENT, CHOICE_INDENT);
}

const char *sp_view_choices(const char *const *choices, size_t n_choices, size_t first,
                            size_t columns, sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    for (size_t i = 0; i < n_choices; i++) put_choice(&b, first + i, choices[i]);
    return sp_view__finish(&b);
}

/* ---- goals ---- */

const char *sp_view_wants(const sp_catalog *c, const sp_profile *profile, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    for (size_t i = 0; i < profile->n_goals; i++) {
        const sp_goal_choice *goal = &profile->goals[i];
        if (i) sp_buffer_puts(&b, "; ");
        if (goal->named != SP_NONE) {
            sp_buffer_puts(&b, c->goals[goal->named].name);
            continue;
        }
        for (size_t k = 0; k < goal->n_pairs; k++)
            sp_buffer_printf(&b, "%s%s (%s)", k ? ", " : "",
                             c->topics.items[goal->pairs[k].topic].name,
                             sp_level_name(goal->pairs[k].level));
    }
    return sp_view__finish(&b);
}

const char *sp_view_goal_choices(const sp_goals_view *view, const sp_engine *engine, size_t columns,
                                 sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    for (size_t i = 0; i < view->n_goals; i++) {
        sp_buffer line = {.arena = a};
        sp_buffer_printf(&line, "%s (", engine->catalog.goals[view->goals[i].goal].name);
        if (view->goals[i].plan.status == SP_PLAN_INFEASIBLE)
            sp_buffer_puts(&line, "no courses reach all of it)");
        else
            sp_buffer_printf(&line, "%.0f h)", view->goals[i].plan.hours.expected);
        b.failed = b.failed || line.failed;
        put_choice(&b, i + 1, line.failed ? "" : line.text);
    }
    return sp_view__finish(&b);
}

/* ---- questions about topics ---- */

unsigned sp_question_level(const sp_question *question, const sp_catalog *c)
{
    unsigned best = 1;
    double most = -1;
    for (unsigned l = 1; l <= question->wanted && l < SP_LEVELS; l++) {
        const double held = question->known[l];
        const double doubt = c->step_hours[question->topic * SP_LEVELS + l] * held * (1 - held);
        if (doubt <= most) continue;
        most = doubt;
        best = l;
    }
    return best;
}

static void put_example(sp_buffer *b, const sp_question *question, const sp_engine *engine)
{
    static const char *const openings[SP_LEVELS] = {
        [SP_LEVEL_FOLLOW] = "If you can answer this, it is at least 1:",
        [SP_LEVEL_USE] = "If you can solve this now, it is at least 2:",
        [SP_LEVEL_DERIVE] = "If you can do this, it is 3:"};
    const unsigned level = sp_question_level(question, &engine->catalog);
    const sp_exercise *example = sp_exercise_find(&engine->practice, question->topic, level);
    if (example) sp_view__line(b, 0, "%s %s", openings[level], example->text);
}

const char *sp_view_question(const sp_question *question, const sp_engine *engine, size_t columns,
                             sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    const sp_topic *topic = &engine->catalog.topics.items[question->topic];
    if (question->n_to_go > 1)
        sp_view__line(&b, 0, "Question %zu, about %zu to go: how well do you know this?",
                      question->n_asked + 1, question->n_to_go - 1);
    else
        sp_view__line(&b, 0, "Question %zu, maybe the last: how well do you know this?",
                      question->n_asked + 1);
    sp_view__line(&b, 0, "%s", topic->name);
    for (unsigned l = 0; l < SP_LEVELS; l++) put_choice(&b, l, sp_ask_choices[l]);
    put_example(&b, question, engine);
    return sp_view__finish(&b);
}

const char *sp_view_question_why(const sp_question *question, size_t columns, sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    if (question->wanted)
        sp_view__line(&b, 0, "What you want needs this at level %u (%s).",
                      (unsigned)question->wanted, sp_level_name(question->wanted));
    sp_view__line(
        &b, 0,
        "So far I think it %.0f %% likely that you can follow it, %.0f %% that you can use "
        "it, %.0f %% that you can derive it.",
        100 * question->known[SP_LEVEL_FOLLOW], 100 * question->known[SP_LEVEL_USE],
        100 * question->known[SP_LEVEL_DERIVE]);
    if (question->stake_hours >= 1)
        sp_view__line(&b, 0,
                      "Your answer decides whether about %.0f h of study are in your path, on this "
                      "and on what goes with it.",
                      question->stake_hours);
    if (question->saves_hours >= 0.5)
        sp_view__line(
            &b, 0,
            "On average the answer keeps you from about %.0f h of studying what you know, or of "
            "missing what you need.",
            question->saves_hours);
    else
        sp_view__line(&b, 0, "It will hardly change the path, but it makes it surer.");
    return sp_view__finish(&b);
}

const char *sp_view_examples(sp_topic_id topic, const sp_engine *engine, size_t columns,
                             sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    for (unsigned l = 1; l < SP_LEVELS; l++) {
        const sp_exercise *example = sp_exercise_find(&engine->practice, topic, l);
        if (!example) continue;
        put_choice(&b, l, example->text);
        sp_view__line(&b, CHOICE_INDENT, "Solved: %s", example->answer);
    }
    if (!b.length) sp_view__line(&b, 0, "There are no examples for this topic.");
    return sp_view__finish(&b);
}

/* ---- items ---- */

const char *sp_view_item(const sp_item *item, const sp_catalog *c, size_t columns, sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    sp_view__line(&b, 0, "%s", c->topics.items[item->topic].name);
    sp_view__line(&b, 0, "%s", item->question);
    for (size_t i = 0; i < item->n_choices; i++) put_choice(&b, i + 1, item->choices[i].text);
    put_choice(&b, item->n_choices + 1, "I don't know");
    return sp_view__finish(&b);
}

const char *sp_view_item_result(const sp_item *item, size_t chosen, size_t columns, sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    size_t right = 0;
    while (!item->choices[right].is_right) right++;
    if (chosen == right) {
        sp_view__line(&b, 0, "That is right. %s", item->worked);
        return sp_view__finish(&b);
    }
    if (chosen < item->n_choices)
        sp_view__line(
            &b, 0, "Not quite: number %zu is right (%s). What often leads to number %zu: \"%s\".",
            right + 1, item->choices[right].text, chosen + 1, item->choices[chosen].misconception);
    else
        sp_view__line(&b, 0, "Good to know. Number %zu is right (%s).", right + 1,
                      item->choices[right].text);
    sp_view__line(&b, 0, "%s", item->worked);
    return sp_view__finish(&b);
}

/* ---- the end ---- */

const char *sp_view_placement(const sp_placement *placement, const sp_learner *learner,
                              size_t columns, sp_arena *a)
{
    sp_buffer b = {.arena = a, .columns = columns};
    sp_buffer unsure = {.arena = a};
    const sp_topic *topics = learner->catalog->topics.items;
    size_t n_needed = 0, n_held = 0;
    for (size_t t = 0; t < learner->catalog->topics.n_items; t++) {
        n_needed += learner->goal[t] > 0;
        n_held += learner->goal[t] > 0 && learner->held[t] >= learner->goal[t];
    }
    sp_view__line(&b, 0, "You need %zu topics; %zu of them you seem to know well enough.", n_needed,
                  n_held);
    if (placement->misplaced_hours < 1) return sp_view__finish(&b);
    if (n_held < n_needed)
        sp_view__line(&b, 0, "The rest would take %.0f h if there were a course for exactly that.",
                      placement->planned_hours);
    sp_view__line(
        &b, 0,
        "About %.0f h may be misplaced: planned though you know it, or left out though you don't.",
        placement->misplaced_hours);
    for (size_t i = 0; i < placement->n_unsure; i++)
        sp_buffer_printf(&unsure, "%s%s", i ? "; " : "", topics[placement->unsure[i]].name);
    if (placement->n_unsure)
        sp_view__line(&b, 0, "Least sure: %s.", unsure.failed ? "" : unsure.text);
    if (placement->ten_more_save_hours >= 1)
        sp_view__line(&b, 0, "Ten more questions would save about %.0f h of that.",
                      placement->ten_more_save_hours);
    else
        sp_view__line(&b, 0, "More questions would hardly change that.");
    b.failed = b.failed || unsure.failed;
    return sp_view__finish(&b);
}
