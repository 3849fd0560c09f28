/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the questionnaire is worth: hours misplaced by simulated learners, who have a history of
 * study and not the engine's model: school, then courses of the catalogue, mostly ones that they
 * were ready for, each learned in part, and forgetting. (A bench, not a test.)
 *
 *     bench_ask [LEARNERS [FIRST_SEED]]                  default 60 learners, from seed 1
 *
 * Regret = step hours of the closed goal that are planned though they are known, or left out though
 * they are needed. Each learner has one of the catalogue's goals in turn; all policies meet the
 * same learners. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "studypath/studypath.h"

enum { STOPS = 5, TEN = 2, TWENTY = 4, MOST_QUESTIONS = 20, MOST_TOPICS = 200 };
static const size_t stops[STOPS] = {0, 5, 10, 15, 20};

typedef struct honesty {
    const char *name;
    double slip;
    double under, over, far_over; /* shares of people that shift by 0.35, 0.4, 0.7 */
} honesty;
static const honesty honesties[] = {{"clean", 0.1, 0, 0, 0},
                                    {"biased", 0.1, 0.1, 0.25, 0.05},
                                    {"noisy", 0.35, 0.1, 0.25, 0.05},
                                    {"over-claiming", 0.1, 0.05, 0.55, 0.2}};
enum { HONESTIES = sizeof honesties / sizeof *honesties };

typedef struct person {
    uint8_t truth[MOST_TOPICS], said[MOST_TOPICS], goal[MOST_TOPICS];
    sp_schooling schooling;
    sp_goal_choice choice;
    uint64_t stream; /* for what is drawn while asking */
} person;

typedef struct tally {
    double sum, squares;
    size_t n;
} tally;

static sp_engine engine;
static sp_arena *scratch;
static double slowest_ms, total_ms;
static size_t n_timed;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static double uniform(uint64_t *stream)
{
    uint64_t z = *stream += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static void must(sp_status status)
{
    if (status == SP_OK) return;
    fprintf(stderr, "bench_ask: failed with status %d\n", (int)status);
    exit(1);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void add(tally *t, double value)
{
    t->sum += value;
    t->squares += value * value;
    t->n++;
}

static double mean_of(const tally *t)
{
    return t->sum / (double)t->n;
}

static void print_tally(const char *name, const tally *t, double none)
{
    const double mean = mean_of(t), variance = (t->squares - mean * t->sum) / (double)(t->n - 1);
    printf("  %-40s %7.1f h  (s.e. %.1f)   x%.2f of nothing asked\n", name, mean,
           sqrt(fmax(variance, 0) / (double)t->n), mean / none);
}

/* ---- people ---- */

static bool is_ready(const sp_course *course, const uint8_t *levels)
{
    for (size_t i = 0; i < course->n_requires; i++)
        if (levels[course->requires[i].topic] < course->requires[i].level) return false;
    return true;
}

static void take_course(person *p)
{
    const sp_catalog *c = &engine.catalog;
    const sp_course *course = NULL;
    for (int tries = 0; tries < 40; tries++) {
        course = &c->courses[(size_t)(uniform(&p->stream) * (double)c->n_courses)];
        if (course->n_teaches && (is_ready(course, p->truth) || uniform(&p->stream) < 0.02)) break;
    }
    for (size_t t = 0; t < c->topics.n_items; t++)
        if (p->truth[t] && uniform(&p->stream) < 0.06) p->truth[t]--;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const double luck = uniform(&p->stream);
        const uint8_t learned = luck < 0.7 ? pair.level : luck < 0.9 ? pair.level - 1 : 0;
        if (learned > p->truth[pair.topic]) p->truth[pair.topic] = learned;
    }
}

/* School: what needs nothing, or only such topics, to a level that depends on the person. */
static void go_to_school(person *p)
{
    const sp_topics *topics = &engine.catalog.topics;
    const double talent = uniform(&p->stream);
    for (size_t k = 0; k < topics->n_items; k++) {
        const sp_topic *topic = &topics->items[topics->order[k]];
        bool is_basic = strcmp(topic->area, topics->items[topics->order[0]].area) == 0;
        for (size_t i = 0; i < topic->n_needs; i++)
            is_basic = is_basic && p->truth[topic->needs[i].topic] > 0;
        if (is_basic)
            p->truth[topics->order[k]] = (uint8_t)(3 * fmin(1, talent + 0.5 * uniform(&p->stream)));
    }
}

static uint8_t shifted(unsigned level, int by)
{
    const int to = (int)level + by;
    return (uint8_t)(to < 0 ? 0 : to > 3 ? 3 : to);
}

static void speak(person *p, const honesty *h)
{
    const double kind = uniform(&p->stream);
    const double lean = kind < h->under                           ? -0.35
                        : kind < h->under + h->over               ? 0.4
                        : kind < h->under + h->over + h->far_over ? 0.7
                                                                  : 0;
    for (size_t t = 0; t < engine.catalog.topics.n_items; t++) {
        p->said[t] = p->truth[t];
        if (uniform(&p->stream) < h->slip)
            p->said[t] = shifted(p->said[t], uniform(&p->stream) < 0.5 ? -1 : 1);
        if (uniform(&p->stream) < fabs(lean)) p->said[t] = shifted(p->said[t], lean > 0 ? 1 : -1);
    }
}

static void make_person(person *p, uint64_t seed, const honesty *h)
{
    const sp_catalog *c = &engine.catalog;
    *p = (person){.stream = seed * UINT64_C(0x2545f4914f6cdd1d)};
    go_to_school(p);
    const double kind = uniform(&p->stream);
    const size_t n_courses = kind < 0.25   ? 0
                             : kind < 0.55 ? 1 + (size_t)(4 * uniform(&p->stream))
                             : kind < 0.85 ? 5 + (size_t)(8 * uniform(&p->stream))
                                           : 13 + (size_t)(18 * uniform(&p->stream));
    for (size_t i = 0; i < n_courses; i++) take_course(p);
    p->schooling = n_courses < 3    ? SP_SCHOOLING_SCHOOL
                   : n_courses < 12 ? SP_SCHOOLING_UNIVERSITY
                                    : SP_SCHOOLING_DEGREE;
    speak(p, h);
    p->choice = (sp_goal_choice){.named = (sp_goal_id)(seed % c->n_goals)};
    const sp_goal *goal = &c->goals[p->choice.named];
    for (size_t i = 0; i < goal->n_levels; i++)
        p->goal[goal->levels[i].topic] = goal->levels[i].level;
    sp_levels_close(&c->topics, p->goal);
}

static double regret(const person *p, const uint8_t *levels)
{
    double sum = 0;
    uint8_t closed[MOST_TOPICS];
    memcpy(closed, levels, engine.catalog.topics.n_items);
    sp_levels_close(&engine.catalog.topics, closed);
    for (size_t t = 0; t < engine.catalog.topics.n_items; t++)
        for (unsigned l = 1; l <= p->goal[t]; l++)
            if ((p->truth[t] >= l) != (closed[t] >= l))
                sum += engine.catalog.step_hours[t * SP_LEVELS + l];
    return sum;
}

/* Every goal topic, needs first; what stands on a "none" is taken as none without asking. The
 * number of questions. */
static size_t ask_upwards(const person *p, uint8_t *levels)
{
    size_t n_asked = 0;
    const sp_topics *topics = &engine.catalog.topics;
    for (size_t k = 0; k < topics->n_items; k++) {
        const sp_topic_id t = topics->order[k];
        bool stands = p->goal[t] > 0;
        for (size_t i = 0; i < topics->items[t].n_needs; i++) {
            const sp_need need = topics->items[t].needs[i];
            if (need.from == 1 && p->goal[need.topic] && !levels[need.topic]) stands = false;
        }
        levels[t] = stands ? p->said[t] : 0;
        n_asked += stands;
    }
    return n_asked;
}

/* ---- the engine's ways ---- */

typedef enum order { LOOK_AHEAD, LEAST_CERTAIN, ANY_ORDER } order;

typedef struct policy {
    const char *name;
    const sp_placement_model *model;
    order order;
    bool asks_schooling;
    size_t items_from; /* from so many questions on, verification items; 0: none */
} policy;

static double entropy(const sp_ask *ask, sp_topic_id t)
{
    double chance[SP_LEVELS], sum = 0;
    sp_ask_belief(chance, ask, t);
    for (unsigned l = 0; l < SP_LEVELS; l++)
        if (chance[l] > 0) sum -= chance[l] * log(chance[l]);
    return sum;
}

static sp_topic_id next_topic(person *p, sp_ask *ask, const bool *asked, order how)
{
    sp_topic_id best = SP_NONE;
    double most = -1;
    if (how == LOOK_AHEAD) {
        sp_question q;
        const double start = now_ms();
        must(sp_ask_next(&q, ask, NULL));
        total_ms += now_ms() - start;
        n_timed++;
        return q.topic;
    }
    for (sp_topic_id t = 0; t < engine.catalog.topics.n_items; t++) {
        if (!p->goal[t] || asked[t]) continue;
        const double value = how == ANY_ORDER ? uniform(&p->stream) : entropy(ask, t);
        if (value <= most) continue;
        most = value;
        best = t;
    }
    return best;
}

static void give_item(person *p, sp_ask *ask)
{
    sp_pair items[MOST_TOPICS * SP_LEVELS];
    size_t n = 0, index;
    double saves;
    for (sp_topic_id t = 0; t < engine.catalog.topics.n_items; t++)
        for (uint8_t l = 1; l <= p->goal[t]; l++) items[n++] = (sp_pair){t, l};
    must(sp_ask_next_item(&index, &saves, ask, items, n, NULL));
    if (index == n) return;
    const int missing = items[index].level - p->truth[items[index].topic];
    const double right = missing <= 0   ? 0.92
                         : missing == 1 ? 0.4
                                        : 0.18,
                 luck = uniform(&p->stream);
    const sp_result result = luck < right                     ? SP_RESULT_RIGHT
                             : luck < right + (1 - right) / 2 ? SP_RESULT_UNSURE
                                                              : SP_RESULT_WRONG;
    must(sp_ask_check(ask, items[index], NULL, result, NULL));
}

/* At one stop: what was misplaced, and what the engine said of it. */
typedef struct outcome {
    double regret, said_misplaced, said_ten_more;
} outcome;

static void run_person(outcome out[STOPS], person *p, const policy *how)
{
    const sp_arena_mark mark = sp_arena_here(scratch);
    sp_profile profile;
    sp_ask *ask;
    bool asked[MOST_TOPICS] = {0};
    must(sp_profile_make(&profile, &engine.catalog, scratch, NULL));
    profile.goals = &p->choice;
    profile.n_goals = 1;
    if (how->asks_schooling) profile.schooling = p->schooling;
    const sp_ask_options options = {.questions = MOST_QUESTIONS};
    must(sp_ask_begin(&ask, &engine.catalog, how->model, &profile, &options, scratch, NULL));
    for (size_t n = 0, stop = 0; stop < STOPS; n++) {
        if (n == stops[stop]) {
            sp_placement placement;
            sp_profile after = profile;
            must(sp_ask_finish(&placement, &after, ask, scratch, NULL));
            out[stop++] = (outcome){regret(p, after.levels), placement.misplaced_hours,
                                    placement.ten_more_save_hours};
        }
        if (how->items_from && n >= how->items_from) {
            give_item(p, ask);
            continue;
        }
        const double start = now_ms();
        const sp_topic_id t = next_topic(p, ask, asked, how->order);
        if (t == SP_NONE) continue;
        asked[t] = true;
        must(sp_ask_answer(ask, t, p->said[t], NULL));
        if (how->order == LOOK_AHEAD) slowest_ms = fmax(slowest_ms, now_ms() - start);
    }
    sp_arena_rewind(scratch, mark);
}

static void print_policy(const policy *how, const honesty *h, uint64_t first, size_t n_learners,
                         double none, const size_t *shown, size_t n_shown)
{
    tally sums[STOPS] = {{0}}, said[STOPS] = {{0}}, ten = {0};
    for (uint64_t seed = first; seed < first + n_learners; seed++) {
        static person p;
        outcome got[STOPS];
        make_person(&p, seed, h);
        run_person(got, &p, how);
        for (size_t i = 0; i < STOPS; i++) add(&sums[i], got[i].regret);
        for (size_t i = 0; i < STOPS; i++) add(&said[i], got[i].said_misplaced);
        add(&ten, got[TEN].said_ten_more);
    }
    for (size_t i = 0; i < n_shown; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s, %zu", how->name, stops[shown[i]]);
        print_tally(name, &sums[shown[i]], none);
    }
    if (n_shown < STOPS) return;
    printf("  it said: %.1f h misplaced after 10 and %.1f h after 20; ten more than 10 save %.1f h "
           "(they saved %.1f)\n",
           mean_of(&said[TEN]), mean_of(&said[TWENTY]), mean_of(&ten),
           mean_of(&sums[TEN]) - mean_of(&sums[TWENTY]));
}

static double print_baselines(const honesty *h, uint64_t first, size_t n_learners)
{
    tally none = {0}, all = {0}, upwards = {0}, n_asked = {0};
    for (uint64_t seed = first; seed < first + n_learners; seed++) {
        static person p;
        uint8_t levels[MOST_TOPICS] = {0};
        make_person(&p, seed, h);
        add(&none, regret(&p, levels));
        add(&all, regret(&p, p.said));
        add(&n_asked, (double)ask_upwards(&p, levels));
        add(&upwards, regret(&p, levels));
    }
    const double mean = mean_of(&none);
    printf("%s, %zu learners\n", h->name, n_learners);
    print_tally("nothing asked", &none, mean);
    print_tally("all asked, believed", &all, mean);
    char name[64];
    snprintf(name, sizeof name, "bottom-up with skip, mean %.1f", mean_of(&n_asked));
    print_tally(name, &upwards, mean);
    return mean;
}

int main(int argc, char **argv)
{
    static const size_t every[STOPS] = {0, 1, 2, 3, 4}, some[] = {TEN, TWENTY}, last[] = {TWENTY};
    const size_t n_learners = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 60;
    const uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    sp_init();
    sp_arena *shared = sp_arena_make(0);
    scratch = sp_arena_make(0);
    sp_findings findings = {.arena = shared};
    must(sp_engine_open(&engine, NULL, &findings, shared, NULL));
    if (engine.catalog.topics.n_items > MOST_TOPICS || n_learners < 2) return 2;
    sp_placement_model no_graph = engine.placement_model, no_bias = engine.placement_model;
    sp_reporter honest = {.name = "all alike", .share = 1, .slip = 0.15};
    no_graph.value[SP_PLACEMENT_UNSUPPORTED] = 1; /* a cap that never holds */
    no_bias.reporters = &honest;
    no_bias.n_reporters = 1;
    const policy full = {.name = "asked", .model = &engine.placement_model};
    const policy others[] = {
        {.name = "  without the graph", .model = &no_graph},
        {.name = "  without bias and noise of people", .model = &no_bias},
        {.name = "  least certain topic first", .model = full.model, .order = LEAST_CERTAIN},
        {.name = "  in any order", .model = full.model, .order = ANY_ORDER},
        {.name = "  with the question on schooling", .model = full.model, .asks_schooling = true}};
    const policy checked = {.name = "  the last 5 as items", .model = full.model, .items_from = 15};
    for (size_t i = 0; i < HONESTIES; i++) {
        const double none = print_baselines(&honesties[i], first, n_learners);
        print_policy(&full, &honesties[i], first, n_learners, none, every, STOPS);
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            print_policy(&others[k], &honesties[i], first, n_learners, none, some, 2);
        print_policy(&checked, &honesties[i], first, n_learners, none, last, 1);
        fflush(stdout);
    }
    printf("a question: %.1f ms of the processor to choose on average; %.1f ms at most to choose "
           "it and take its "
           "answer\n",
           total_ms / (double)n_timed, slowest_ms);
    sp_arena_free(scratch);
    sp_arena_free(shared);
    return 0;
}
