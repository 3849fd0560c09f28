/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session: answers in their order, and the belief that follows from them. Taking an answer back
 * is doing all the others again, so there is one way to every state. */
#include "studypath/ask.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/decide.h"
#include "ask/risk.h"
#include "base/try.h"

/* MOST_LOOKS: so many topics are looked ahead at, those with most hours in doubt. */
enum { MOST_ITEMS = 64, MOST_LOOKS = 64 };

typedef struct candidate {
    sp_topic_id topic;
    double doubt; /* hours of its own pairs, smooth risk */
    sp_outlook outlook;
} candidate;

struct sp_ask {
    const sp_catalog *catalog;
    const sp_placement_model *model;
    sp_ask_options options;
    sp_prior prior;
    sp_belief belief;
    uint8_t *goal, *done; /* levels: closure of the goals; closure of what done courses teach */
    double *hours;        /* of the pairs at stake */
    sp_stakes stakes;
    bool *is_asked;
    uint8_t *least, *most; /* scratch: levels that follow from the answers, taken at their word */
    candidate *candidates; /* scratch: n_topics */
    sp_answer *answers;
    double *saved; /* of each answer to a question, what it was expected to save */
    size_t n_answers, capacity, n_asked;
    sp_schooling schooling;
};

static sp_status set_goals(sp_ask *ask, const sp_profile *profile, sp_arena *a, sp_error *e)
{
    sp_learner learner;
    sp_profile done = *profile; /* only what its done courses teach: no levels, no limits */
    done.levels = ask->done;
    done.n_include = 0;
    SP_TRY(sp_learner_make(&learner, ask->catalog, &done, SP_NO_DAY, a, e));
    memcpy(ask->goal, learner.goal, ask->prior.n_topics);
    memcpy(ask->done, learner.held, ask->prior.n_topics);
    return SP_OK;
}

static sp_status set_stakes(sp_ask *ask, sp_arena *a, sp_error *e)
{
    const size_t n = ask->prior.n_topics;
    sp_topic_id *topics = sp_arena_array(a, n, sizeof *topics);
    SP_NEED(topics, e);
    for (sp_topic_id t = 0; t < n; t++) {
        for (unsigned l = ask->done[t] + 1U; l <= ask->goal[t]; l++)
            ask->hours[t * SP_LEVELS + l] = ask->catalog->step_hours[t * SP_LEVELS + l];
        if (ask->goal[t] > ask->done[t]) topics[ask->stakes.n_topics++] = t;
    }
    ask->stakes.topics = topics;
    ask->stakes.hours = ask->hours;
    return SP_OK;
}

/* ---- evidence ---- */

static void probe_level(sp_probe *out, const sp_prior *p, sp_topic_id topic)
{
    out->topic = topic;
    out->n_outcomes = SP_LEVELS;
    memcpy(out->chance, p->report, sizeof out->chance);
}

static double chance_of_result(const sp_prior *p, sp_pair pair, unsigned held, sp_result result)
{
    return p->item[held < pair.level ? pair.level - held : 0][result];
}

static void probe_item(sp_probe *out, const sp_prior *p, sp_pair pair)
{
    out->topic = pair.topic;
    out->n_outcomes = SP_RESULT_UNSURE;
    for (size_t r = 0; r < p->n_reporters; r++)
        for (unsigned x = 0; x < SP_LEVELS; x++)
            for (unsigned o = 0; o < out->n_outcomes; o++)
                out->chance[r][x][o] = chance_of_result(p, pair, x, (sp_result)(o + 1));
}

static void set_evidence(sp_evidence *out, const sp_prior *p, const sp_answer *answer)
{
    const sp_pair pair = {answer->topic, answer->level};
    for (size_t r = 0; r < p->n_reporters; r++)
        for (unsigned x = 0; x < SP_LEVELS; x++)
            out->chance[r][x] = answer->result ? chance_of_result(p, pair, x, answer->result)
                                               : p->report[r][x][answer->level];
}

/* Take up answers[index]. */
static sp_status take_up(sp_ask *ask, size_t index, sp_error *e)
{
    const sp_answer *answer = &ask->answers[index];
    sp_evidence evidence;
    if (!answer->result) {
        sp_probe probe;
        sp_outlook outlook;
        probe_level(&probe, &ask->prior, answer->topic);
        sp_risk__look(&outlook, &ask->belief, &ask->stakes, &probe);
        ask->saved[ask->n_asked++] = outlook.saves;
        ask->is_asked[answer->topic] = true;
    }
    if (answer->level == SP_NO_LEVEL || answer->result == SP_RESULT_SKIPPED) return SP_OK;
    set_evidence(&evidence, &ask->prior, answer);
    return sp_belief__observe(&ask->belief, answer->topic, &evidence,
                              answer->level + SP_LEVELS * (unsigned)answer->result, e);
}

static sp_status replay(sp_ask *ask, sp_error *e)
{
    memset(ask->is_asked, 0, ask->prior.n_topics * sizeof *ask->is_asked);
    ask->n_asked = 0;
    SP_TRY(sp_belief__reset(&ask->belief, ask->model->version, ask->schooling, e));
    for (size_t i = 0; i < ask->n_answers; i++) SP_TRY(take_up(ask, i, e));
    return SP_OK;
}

static sp_status add(sp_ask *ask, sp_answer answer, sp_error *e)
{
    if (answer.topic >= ask->prior.n_topics)
        return sp_fail(e, SP_USAGE, "", "there is no topic of number %u", (unsigned)answer.topic);
    if (!answer.result && ask->is_asked[answer.topic])
        return sp_fail(e, SP_USAGE, "", "%s is answered twice",
                       ask->catalog->topics.items[answer.topic].id);
    if (ask->n_answers == ask->capacity)
        return sp_fail(e, SP_LIMIT, "", "more than %zu answers", ask->capacity);
    ask->answers[ask->n_answers++] = answer;
    return take_up(ask, ask->n_answers - 1, e);
}

/* The profile's answers; without any, and not from a questionnaire, its levels are answers too. */
static sp_status add_known(sp_ask *ask, const sp_profile *profile, sp_error *e)
{
    for (size_t i = 0; i < profile->n_answers; i++) SP_TRY(add(ask, profile->answers[i], e));
    if (profile->n_answers || profile->assessed) return SP_OK;
    for (sp_topic_id t = 0; t < ask->prior.n_topics; t++)
        if (profile->levels[t])
            SP_TRY(add(ask, (sp_answer){.topic = t, .level = profile->levels[t]}, e));
    return SP_OK;
}

sp_status sp_ask_begin(sp_ask **out, const sp_catalog *c, const sp_placement_model *model,
                       const sp_profile *profile, const sp_ask_options *options, sp_arena *a,
                       sp_error *e)
{
    const size_t n = c->topics.n_items;
    sp_ask *ask = sp_arena_take(a, sizeof *ask);
    SP_NEED(ask, e);
    ask->catalog = c;
    ask->model = model;
    ask->options = *options;
    ask->schooling = profile->schooling;
    ask->capacity = n + profile->n_answers + MOST_ITEMS;
    ask->goal = sp_arena_take(a, n);
    ask->done = sp_arena_take(a, n);
    ask->hours = sp_arena_array(a, n * SP_LEVELS, sizeof *ask->hours);
    ask->is_asked = sp_arena_array(a, n, sizeof *ask->is_asked);
    ask->least = sp_arena_take(a, n);
    ask->most = sp_arena_take(a, n);
    ask->candidates = sp_arena_array(a, n, sizeof *ask->candidates);
    ask->answers = sp_arena_array(a, ask->capacity, sizeof *ask->answers);
    ask->saved = sp_arena_array(a, ask->capacity, sizeof *ask->saved);
    SP_NEED(ask->goal && ask->done && ask->hours && ask->is_asked, e);
    SP_NEED(ask->least && ask->most && ask->candidates && ask->answers && ask->saved, e);
    SP_TRY(sp_prior__make(&ask->prior, c, model, a, e));
    SP_TRY(sp_belief__make(&ask->belief, &ask->prior, model, a, e));
    SP_TRY(set_goals(ask, profile, a, e));
    SP_TRY(set_stakes(ask, a, e));
    SP_TRY(replay(ask, e));
    *out = ask;
    return add_known(ask, profile, e);
}

/* ---- what follows from the answers ---- */

/* Whether it tells a level of its topic; skips and check items do not. */
static bool tells_level(const sp_answer *answer)
{
    return !answer->result && answer->level != SP_NO_LEVEL;
}

/* The levels that the answers, taken at their word, leave for each topic. Where they contradict
 * each other the least of a topic is above its most. */
static void bound_levels(const sp_ask *ask)
{
    const sp_topics *topics = &ask->catalog->topics;
    memset(ask->least, 0, topics->n_items);
    memset(ask->most, SP_LEVELS, topics->n_items); /* nobody said */
    for (size_t i = 0; i < ask->n_answers; i++) {
        const sp_answer *answer = &ask->answers[i];
        if (tells_level(answer))
            ask->least[answer->topic] = ask->most[answer->topic] = answer->level;
    }
    sp_levels_close(topics, ask->least);
    for (size_t i = 0; i < topics->n_items; i++) { /* needs first */
        const sp_topic *topic = &topics->items[topics->order[i]];
        uint8_t *most = &ask->most[topics->order[i]];
        if (*most < SP_LEVELS) continue;
        *most = SP_LEVELS - 1;
        for (size_t k = 0; k < topic->n_needs; k++) {
            const unsigned allowed = sp_need_allows(topic->needs[k],
                                                    ask->most[topic->needs[k].topic]);
            if (*most > allowed) *most = (uint8_t)allowed;
        }
    }
}

/* Whether nothing that the goals need of the topic is left open. */
static bool is_settled(const sp_ask *ask, sp_topic_id t)
{
    const bool is_contradicted = ask->least[t] > ask->most[t];
    const unsigned most = ask->most[t] < ask->goal[t] ? ask->most[t] : ask->goal[t];
    return !is_contradicted && ask->least[t] >= most;
}

/* ---- the next question ---- */

static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_doubt(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    const int order = compare_numbers(b->doubt, a->doubt);
    return order ? order : (a->topic > b->topic) - (a->topic < b->topic);
}

static int by_gain(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    const int order = compare_numbers(b->outlook.gain, a->outlook.gain);
    return order ? order : (a->topic > b->topic) - (a->topic < b->topic);
}

/* Probability that the topic is held at each level or above. */
static void fill_held(double held[SP_LEVELS], const sp_ask *ask, sp_topic_id topic)
{
    sp_belief__marginal(held, &ask->belief, topic);
    for (unsigned l = SP_LEVELS - 1; l > 0; l--) held[l - 1] += held[l];
}

static double own_doubt(const sp_ask *ask, sp_topic_id topic)
{
    double held[SP_LEVELS], sum = 0;
    fill_held(held, ask, topic);
    for (unsigned l = 1; l < SP_LEVELS; l++)
        sum += ask->hours[topic * SP_LEVELS + l] * held[l] * (1 - held[l]);
    return sum;
}

static void look(sp_outlook *out, sp_ask *ask, sp_topic_id topic)
{
    sp_probe probe;
    probe_level(&probe, &ask->prior, topic);
    sp_risk__look(out, &ask->belief, &ask->stakes, &probe);
}

/* Whether a number of questions is wanted. */
static bool is_counted(const sp_ask *ask)
{
    return ask->options.questions != SP_ASK_ENOUGH;
}

static size_t n_unasked(const sp_ask *ask)
{
    size_t n = 0;
    for (size_t k = 0; k < ask->stakes.n_topics; k++) n += !ask->is_asked[ask->stakes.topics[k]];
    return n;
}

/* About how many more questions, if each saves SP_PLACEMENT_FADE of what the one before did. */
static size_t to_go(const sp_ask *ask, double saves)
{
    const double *value = ask->model->value;
    if (is_counted(ask))
        return ask->options.questions > ask->n_asked ? ask->options.questions - ask->n_asked : 0;
    const size_t least = (size_t)value[SP_PLACEMENT_LEAST_QUESTIONS];
    const size_t most = (size_t)value[SP_PLACEMENT_MOST_QUESTIONS];
    const size_t window = (size_t)value[SP_PLACEMENT_STOP_WINDOW];
    double sum = saves;
    size_t n = 1, more = 0;
    while (n < window && n <= ask->n_asked) sum += ask->saved[ask->n_asked - n++];
    const double mean = sum / (double)n;
    while (more < most &&
           mean * pow(value[SP_PLACEMENT_FADE], (double)more) >= value[SP_PLACEMENT_STOP_HOURS])
        more++;
    if (ask->n_asked + more < least) more = least - ask->n_asked;
    if (ask->n_asked + more > most) more = most > ask->n_asked ? most - ask->n_asked : 0;
    return more;
}

/* The topics of the goals that were not asked and are open, or settled; their number. */
static size_t list_topics(sp_ask *ask, bool settled)
{
    size_t n = 0;
    for (size_t k = 0; k < ask->stakes.n_topics; k++) {
        const sp_topic_id t = ask->stakes.topics[k];
        if (!ask->is_asked[t] && is_settled(ask, t) == settled)
            ask->candidates[n++] = (candidate){.topic = t, .doubt = own_doubt(ask, t)};
    }
    return n;
}

/* The topics that can be asked, best first; their number. What is settled is asked only where more
 * questions are wanted than are open: people err. */
static size_t rank(sp_ask *ask)
{
    bound_levels(ask);
    size_t n = list_topics(ask, false);
    if (n == 0 && is_counted(ask) && to_go(ask, 0) > 0) n = list_topics(ask, true);
    if (n > MOST_LOOKS) {
        qsort(ask->candidates, n, sizeof *ask->candidates, by_doubt);
        n = MOST_LOOKS;
    }
    for (size_t i = 0; i < n; i++) look(&ask->candidates[i].outlook, ask, ask->candidates[i].topic);
    if (n) qsort(ask->candidates, n, sizeof *ask->candidates, by_gain);
    return n;
}

static void fill_question(sp_question *out, const sp_ask *ask, sp_topic_id topic,
                          const sp_outlook *outlook)
{
    *out = (sp_question){.topic = topic,
                         .saves_hours = outlook->saves,
                         .stake_hours = outlook->stake,
                         .wanted = ask->goal[topic],
                         .n_asked = ask->n_asked};
    fill_held(out->known, ask, topic);
}

sp_status sp_ask_rank(sp_question *out, size_t *n_out, size_t most, sp_ask *ask, sp_error *e)
{
    (void)e;
    const size_t n = rank(ask), left = is_counted(ask) ? n_unasked(ask) : n;
    *n_out = n < most ? n : most;
    for (size_t i = 0; i < *n_out; i++) {
        fill_question(&out[i], ask, ask->candidates[i].topic, &ask->candidates[i].outlook);
        const size_t more = to_go(ask, ask->candidates[0].outlook.saves);
        out[i].n_to_go = more < left ? more : left;
    }
    return SP_OK;
}

sp_status sp_ask_next(sp_question *out, sp_ask *ask, sp_error *e)
{
    size_t n;
    SP_TRY(sp_ask_rank(out, &n, 1, ask, e));
    if (n == 0) *out = (sp_question){.topic = SP_NONE, .n_asked = ask->n_asked};
    return SP_OK;
}

static sp_status check_topic(const sp_ask *ask, sp_topic_id topic, sp_error *e)
{
    if (topic < ask->prior.n_topics) return SP_OK;
    return sp_fail(e, SP_USAGE, "", "there is no topic of number %u", (unsigned)topic);
}

sp_status sp_ask_explain(sp_question *out, sp_ask *ask, sp_topic_id topic, sp_error *e)
{
    sp_outlook outlook;
    SP_TRY(check_topic(ask, topic, e));
    look(&outlook, ask, topic);
    fill_question(out, ask, topic, &outlook);
    return SP_OK;
}

sp_status sp_ask_next_item(size_t *index, double *saves_hours, sp_ask *ask, const sp_pair *items,
                           size_t n_items, sp_error *e)
{
    double best = 0;
    *index = n_items;
    *saves_hours = 0;
    for (size_t i = 0; i < n_items; i++) {
        sp_probe probe;
        sp_outlook outlook;
        SP_TRY(check_topic(ask, items[i].topic, e));
        if (items[i].level < 1 || items[i].level >= SP_LEVELS)
            return sp_fail(e, SP_USAGE, "", "an item is about a level from 1 to 3");
        probe_item(&probe, &ask->prior, items[i]);
        sp_risk__look(&outlook, &ask->belief, &ask->stakes, &probe);
        if (outlook.gain <= best) continue;
        best = outlook.gain;
        *index = i;
        *saves_hours = outlook.saves;
    }
    return SP_OK;
}

/* ---- answers ---- */

sp_status sp_ask_answer(sp_ask *ask, sp_topic_id topic, unsigned level, sp_error *e)
{
    if (level >= SP_LEVELS) return sp_fail(e, SP_USAGE, "", "level %u is none of 0 to 3", level);
    return add(ask, (sp_answer){.topic = topic, .level = (uint8_t)level}, e);
}

sp_status sp_ask_skip(sp_ask *ask, sp_topic_id topic, sp_error *e)
{
    return add(ask, (sp_answer){.topic = topic, .level = SP_NO_LEVEL}, e);
}

sp_status sp_ask_check(sp_ask *ask, sp_pair pair, const char *item, sp_result result, sp_error *e)
{
    if (pair.level < 1 || pair.level >= SP_LEVELS || result == SP_RESULT_NONE)
        return sp_fail(e, SP_USAGE, "", "an item is about a level from 1 to 3 and has a result");
    return add(
        ask, (sp_answer){.topic = pair.topic, .level = pair.level, .result = result, .item = item},
        e);
}

sp_status sp_ask_set_schooling(sp_ask *ask, sp_schooling schooling, sp_error *e)
{
    ask->schooling = schooling;
    return replay(ask, e);
}

sp_status sp_ask_back(sp_ask *ask, sp_error *e)
{
    if (!ask->n_answers) return sp_fail(e, SP_USAGE, "", "there is no answer to take back");
    ask->n_answers--;
    return replay(ask, e);
}

const sp_answer *sp_ask_answers(const sp_ask *ask, size_t *n_out)
{
    *n_out = ask->n_answers;
    return ask->answers;
}

double sp_ask_belief(double probability[SP_LEVELS], const sp_ask *ask, sp_topic_id topic)
{
    double mean = 0;
    sp_belief__marginal(probability, &ask->belief, topic);
    for (unsigned l = 1; l < SP_LEVELS; l++) mean += l * probability[l];
    return mean;
}

/* ---- the end ---- */

/* Whether anything was said that levels can be decided by. */
static bool knows_something(const sp_ask *ask)
{
    if (ask->schooling != SP_SCHOOLING_NONE) return true;
    for (size_t i = 0; i < ask->n_answers; i++) {
        const sp_answer *answer = &ask->answers[i];
        if (tells_level(answer) || (answer->result && answer->result != SP_RESULT_SKIPPED))
            return true;
    }
    return false;
}

/* A pair that nobody said anything of, by an answer about its topic or one that entails it, is held
 * only above a confidence: the loss of leaving it out wrongly is scaled so. */
static void doubt_unsaid(double *chance, double *weight, double confidence)
{
    const double left_out = (1 - *chance) * *weight * confidence / (1 - confidence);
    const double repeated = *chance * *weight;
    *weight = left_out + repeated;
    *chance = *weight > 0 ? repeated / *weight : *chance;
}

/* held[pair] becomes the probability of each pair. Pairs that no goal needs weigh a little, so that
 * they are decided by their probability without pulling at those that count. What done courses
 * teach is held. */
static sp_status decide(uint8_t *levels, double *held, const sp_ask *ask, sp_arena *a, sp_error *e)
{
    const size_t n = ask->prior.n_topics;
    const double *value = ask->model->value;
    double *weights = sp_arena_array(a, n * SP_LEVELS, sizeof *weights);
    double *chances = sp_arena_array(a, n * SP_LEVELS, sizeof *chances);
    SP_NEED(weights && chances, e);
    bound_levels(ask);
    for (sp_topic_id t = 0; t < n; t++) {
        fill_held(&held[t * SP_LEVELS], ask, t);
        for (unsigned l = 1; l < SP_LEVELS; l++) {
            const size_t pair = t * SP_LEVELS + l;
            weights[pair] = ask->hours[pair] > 0 ? ask->hours[pair]
                                                 : value[SP_PLACEMENT_OUTSIDE_SHARE] *
                                                       ask->catalog->step_hours[pair];
            if (l <= ask->done[t]) held[pair] = 1;
            chances[pair] = held[pair];
            if (l > ask->least[t] && !ask->belief.is_seen[t])
                doubt_unsaid(&chances[pair], &weights[pair], value[SP_PLACEMENT_UNSAID_HELD]);
        }
    }
    if (knows_something(ask))
        return sp_decide__levels(levels, &ask->catalog->topics, chances, weights, a, e);
    memcpy(levels, ask->done, n);
    return SP_OK;
}

/* The topics of the most misplaced hours. */
static void find_unsure(sp_placement *out, const double *risk, size_t n_topics)
{
    enum { MOST = sizeof out->unsure / sizeof *out->unsure };
    for (sp_topic_id t = 0; t < n_topics; t++) {
        if (risk[t] <= 0) continue;
        size_t at = out->n_unsure;
        while (at > 0 && risk[out->unsure[at - 1]] < risk[t]) at--;
        if (at == MOST) continue;
        const size_t n_kept = out->n_unsure < MOST ? out->n_unsure++ : MOST - 1;
        memmove(out->unsure + at + 1, out->unsure + at, (n_kept - at) * sizeof *out->unsure);
        out->unsure[at] = t;
    }
}

static sp_status sum_up(sp_placement *out, sp_ask *ask, const uint8_t *levels, const double *held,
                        sp_arena *a, sp_error *e)
{
    const size_t n = ask->prior.n_topics;
    double *risk = sp_arena_array(a, n, sizeof *risk);
    SP_NEED(risk, e);
    *out = (sp_placement){.n_asked = ask->n_asked};
    for (sp_topic_id t = 0; t < n; t++) {
        for (unsigned l = 1; l < SP_LEVELS; l++) {
            const double hours = ask->hours[t * SP_LEVELS + l];
            const double chance = held[t * SP_LEVELS + l];
            out->goal_hours += hours;
            risk[t] += hours * (levels[t] >= l ? 1 - chance : chance);
            if (levels[t] < l) out->planned_hours += hours;
        }
        out->misplaced_hours += risk[t];
    }
    find_unsure(out, risk, n);
    const double fade = ask->model->value[SP_PLACEMENT_FADE];
    sp_question next;
    SP_TRY(sp_ask_next(&next, ask, e));
    if (next.topic != SP_NONE)
        out->ten_more_save_hours = fmin(out->misplaced_hours,
                                        next.saves_hours * (1 - pow(fade, 10)) / (1 - fade));
    return SP_OK;
}

sp_status sp_ask_finish(sp_placement *out, sp_profile *profile, sp_ask *ask, sp_arena *a,
                        sp_error *e)
{
    const size_t n = ask->prior.n_topics;
    double *held = sp_arena_array(a, n * SP_LEVELS, sizeof *held);
    sp_answer *answers = sp_arena_array(a, ask->n_answers, sizeof *answers);
    uint8_t *levels = sp_arena_take(a, n);
    double *confidence = sp_arena_array(a, n, sizeof *confidence);
    SP_NEED(held && answers && levels && confidence, e);
    SP_TRY(decide(levels, held, ask, a, e));
    SP_TRY(sum_up(out, ask, levels, held, a, e));
    for (size_t t = 0; t < n; t++) /* two decimals: what is written is what is meant */
        confidence[t] = levels[t] ? round(100 * held[t * SP_LEVELS + levels[t]]) / 100 : 1;
    if (ask->n_answers) memcpy(answers, ask->answers, ask->n_answers * sizeof *answers);
    profile->levels = levels;
    profile->confidence = confidence;
    profile->answers = answers;
    profile->n_answers = ask->n_answers;
    profile->schooling = ask->schooling;
    profile->assessed = knows_something(ask);
    return SP_OK;
}
