/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first step: what the learner wants, from the list, or topics found by words. */
#include "talk.h"

#include <stdio.h>
#include <string.h>

#include "terminal.h"

enum { MOST_HITS = 9 };

static const char why[] =
    "Everything else follows from it: which topics are needed, what is asked about, which courses "
    "are in the path.";
static const char list_help[] =
    "A number such as 5, several such as 1 5, the id of a goal, or words such as eigenvalues, to "
    "choose topics instead.";
static const char words_help[] =
    "One word of what you want to know; then you choose topics by their numbers.";

/* The goals, with hours from where the learner stands. */
static bool show_goals(talk *t)
{
    enum { QUICK = 2000 }; /* nodes a goal: the hours are for choosing, not for planning */
    run *r = t->r;
    const sp_plan_options options = {.node_limit = QUICK};
    sp_profile profile;
    sp_placement placement;
    sp_goals_view view;
    if (!talk_snapshot(t, &profile, &placement)) return false;
    if (sp_goals_survey(&view, &r->engine, &profile, r->today, &options, t->scratch, &r->error) !=
        SP_OK)
        return talk_fail(t) == TALK_ON;
    talk_show(t, sp_view_goal_choices(&view, &r->engine, terminal_columns(), t->scratch));
    return true;
}

/* What was asked for may need other questions. */
static void goals_changed(talk *t)
{
    talk_end_session(t);
    talk_set_behind(t, "topics", false);
}

/* The profile's goals: these of the catalogue, and behind them its own ones as they were. */
static bool set_named(talk *t, const bool *chosen)
{
    sp_profile *p = &t->r->profile;
    const size_t n_all = t->r->engine.catalog.n_goals;
    sp_goal_choice *goals = sp_arena_array(t->r->arena, n_all + p->n_goals, sizeof *goals);
    size_t n = 0;
    if (!goals) return talk_out_of_memory(t) == TALK_ON;
    for (size_t i = 0; i < n_all; i++)
        if (chosen[i]) goals[n++] = (sp_goal_choice){.named = (sp_goal_id)i};
    for (size_t i = 0; i < p->n_goals; i++)
        if (p->goals[i].named == SP_NONE) goals[n++] = p->goals[i];
    p->goals = goals;
    p->n_goals = n;
    goals_changed(t);
    return true;
}

/* Put the pair into the profile's own goal, which is made when there is none. */
static bool add_pair(talk *t, sp_pair pair)
{
    sp_profile *p = &t->r->profile;
    size_t own = 0, n = 0;
    while (own < p->n_goals && p->goals[own].named != SP_NONE) own++;
    const bool is_new = own == p->n_goals;
    sp_goal_choice *goals = sp_arena_array(t->r->arena, p->n_goals + 1, sizeof *goals);
    if (!goals) return talk_out_of_memory(t) == TALK_ON;
    if (p->n_goals) memcpy(goals, p->goals, p->n_goals * sizeof *goals);
    if (is_new) goals[own].named = SP_NONE;
    sp_pair *pairs = sp_arena_array(t->r->arena, goals[own].n_pairs + 1, sizeof *pairs);
    if (!pairs) return talk_out_of_memory(t) == TALK_ON;
    for (size_t i = 0; i < goals[own].n_pairs; i++) /* sorted by topic */
        if (goals[own].pairs[i].topic < pair.topic) pairs[n++] = goals[own].pairs[i];
    pairs[n++] = pair;
    for (size_t i = 0; i < goals[own].n_pairs; i++)
        if (goals[own].pairs[i].topic > pair.topic) pairs[n++] = goals[own].pairs[i];
    goals[own].pairs = pairs;
    goals[own].n_pairs = n;
    p->goals = goals;
    p->n_goals += is_new;
    goals_changed(t);
    return true;
}

/* "1=2 3": topics of the list with levels, 2 where none is written. */
static bool take_pairs(talk *t, const sp_topic_id *hits, size_t n_hits, const char *answer)
{
    sp_pair pairs[MOST_HITS];
    size_t n = 0;
    for (answer += strspn(answer, " ,"); *answer; answer += strspn(answer, " ,")) {
        char word[32] = "";
        const size_t length = strcspn(answer, " ,");
        if (length >= sizeof word || n == MOST_HITS) return false;
        memcpy(word, answer, length);
        char *equals = strchr(word, '=');
        if (equals) *equals = '\0';
        const size_t number = reply_number(word, n_hits);
        const int level = equals ? reply_level(equals + 1) : SP_LEVEL_USE;
        if (!number || level < 1) return false;
        pairs[n++] = (sp_pair){hits[number - 1], (uint8_t)level};
        answer += length;
    }
    for (size_t i = 0; i < n; i++)
        if (!add_pair(t, pairs[i])) return false;
    return n > 0;
}

static const char *const *names_of(talk *t, const sp_topic_id *hits, size_t n_hits)
{
    const char **names = sp_arena_array(t->scratch, MOST_HITS, sizeof *names);
    for (size_t i = 0; names && i < n_hits; i++)
        names[i] = t->r->engine.catalog.topics.items[hits[i]].name;
    return names;
}

static void say_no_hit(talk *t)
{
    const sp_catalog *c = &t->r->engine.catalog;
    const char *topic = c->topics.n_items ? c->topics.items[0].name : "";
    if (!c->topics.n_items)
        talk_say(t, "This catalogue has no topics, so there is nothing to choose. q leaves.");
    else if (c->n_goals)
        talk_say(t,
                 "No goal and no topic is called that. A number from 1 to %zu, or a word of what "
                 "you want to know, such as %.*s.",
                 c->n_goals, (int)strcspn(topic, " ,"), topic);
    else
        talk_say(t, "No topic is called that. One word is enough, such as %.*s.",
                 (int)strcspn(topic, " ,"), topic);
}

/* Choose among the topics that have the words. TALK_STAY: back to the question about goals. */
static outcome search(talk *t, const char *typed_words)
{
    static const char help[] = "A number for each topic that you want, with the level after =: 1 "
                               "follow, 2 use, 3 derive. Such as 1=2, or 1=1 2=3; 2 where you "
                               "write no level.";
    sp_topic_id hits[MOST_HITS];
    size_t n_hits;
    if (sp_topic_search(hits, &n_hits, MOST_HITS, &t->r->engine.catalog, typed_words, t->scratch,
                        &t->r->error) != SP_OK)
        return talk_fail(t);
    if (!n_hits) {
        say_no_hit(t);
        return TALK_STAY;
    }
    const char *const *names = names_of(t, hits, n_hits);
    if (!names) return talk_out_of_memory(t);
    talk_show(t, sp_view_choices(names, n_hits, 1, terminal_columns(), t->scratch));
    for (;;) {
        char *line;
        const reply r = talk_read(t, "which, and to what level, such as 1=2 [Enter: none]:", &line);
        if (r == REPLY_WHY)
            talk_say(t, "%s", help);
        else if (r == REPLY_SKIP || r == REPLY_BACK)
            return TALK_STAY;
        else if (r != REPLY_TEXT)
            return talk_leave(r);
        else if (take_pairs(t, hits, n_hits, line))
            return talk_save(t) ? TALK_STAY : TALK_FAILED;
        else if (t->code)
            return TALK_FAILED;
        else
            talk_say(t, "%s", help);
    }
}

/* Numbers or ids of goals, all of them. */
static bool read_goals(const talk *t, bool *chosen, const char *line)
{
    const sp_catalog *c = &t->r->engine.catalog;
    if (reply_numbers(chosen, c->n_goals, line)) return true;
    for (line += strspn(line, " ,"); *line; line += strspn(line, " ,")) {
        const size_t length = strcspn(line, " ,");
        size_t i = 0;
        while (i < c->n_goals &&
               (strncmp(c->goals[i].id, line, length) != 0 || c->goals[i].id[length] != '\0'))
            i++;
        if (i == c->n_goals) return false;
        chosen[i] = true;
        line += length;
    }
    return true;
}

static const char *words_of_goals(talk *t)
{
    const char *text = sp_view_wants(&t->r->engine.catalog, &t->r->profile, t->scratch);
    return text ? text : "";
}

/* TALK_STAY: ask again. */
static outcome take(talk *t, const char *line)
{
    bool *chosen = sp_arena_array(t->scratch, t->r->engine.catalog.n_goals, sizeof *chosen);
    if (!chosen) return talk_out_of_memory(t);
    if (strcmp(line, "none") == 0) {
        t->r->profile.n_goals = 0;
        goals_changed(t);
        return TALK_ON;
    }
    if (!read_goals(t, chosen, line)) return search(t, line);
    if (!set_named(t, chosen)) return TALK_FAILED;
    talk_say(t, "Your goal: %s.", words_of_goals(t));
    return TALK_ON;
}

/* Whether the profile states something that is known. */
static bool stands_somewhere(const talk *t)
{
    const sp_profile *p = &t->r->profile;
    bool any = p->n_done > 0;
    for (size_t i = 0; i < t->r->engine.catalog.topics.n_items; i++) any = any || p->levels[i];
    return any;
}

/* What is asked; false: failed. */
static bool show_question(talk *t)
{
    if (!t->r->engine.catalog.n_goals) {
        talk_say(t,
                 "\nWhat do you want to be able to do? This catalogue has no list of goals: type "
                 "words of a topic, and choose from those that have them.");
        return true;
    }
    talk_say(t, "\nWhat do you want to be able to do? In brackets: hours of study%s.",
             talk_knows(t)         ? " from where you seem to stand"
             : stands_somewhere(t) ? " from where you stand"
                                   : " from the very beginning");
    return show_goals(t);
}

outcome talk_goals(talk *t)
{
    const bool is_late = talk_is_behind(t, "prefer");
    const char *what = t->r->engine.catalog.n_goals ? "numbers, or words of a topic"
                                                    : "words of a topic";
    if (!show_question(t)) return TALK_FAILED;
    for (;;) {
        char *line, prompt[64];
        const bool has_any = t->r->profile.n_goals > 0;
        if (has_any) talk_say(t, "So far: %s. \"none\" drops it.", words_of_goals(t));
        snprintf(prompt, sizeof prompt, "%s [Enter: %s]:", what,
                 has_any   ? "go on"
                 : is_late ? "leave"
                           : "not sure yet");
        const reply r = talk_read(t, prompt, &line);
        if (r == REPLY_WHY)
            talk_say(t, "%s %s", why, t->r->engine.catalog.n_goals ? list_help : words_help);
        else if (r != REPLY_TEXT)
            return talk_leave(r);
        else {
            const outcome o = take(t, line);
            if (o != TALK_STAY) return o;
        }
    }
}
