/* SPDX-License-Identifier: GPL-3.0-or-later
 * Print a planning instance of any size: make_instance ACTIONS SEED [GOALS [TOPICS]].
 *
 * Topics lie in six layers, and each leans on one to three of the two layers below it. A course has
 * a main topic, popular ones more often than others, and teaches it and up to five topics near it;
 * it may need the level below and the topics that its main one leans on, so that courses may need
 * what others of the same kind teach. Its minutes are log-normal around what it adds, and its cost
 * up to a fifth below that. The first courses bring every topic to levels 1 and 2. The learner
 * knows some topics of the two lowest layers; the goals are mostly high ones, all within reach.
 *
 * The numbers are those that bench_planner reads. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prop/generate.h"

enum {
    MOST_TOPICS = 400,
    MOST_NEAR = 64,
    MOST_PARENTS = 3,
    MOST_TEACHES = 6,
    MOST_NEEDS = 4,
    LAYERS = 6,
    TOP = SP_LEVELS - 1
};

typedef struct topic {
    uint32_t layer, parents[MOST_PARENTS], n_parents, near[MOST_NEAR], n_near;
    double hours; /* a level */
} topic;

typedef struct course {
    sp_pair teaches[MOST_TEACHES], needs[MOST_NEEDS];
    uint32_t n_teaches, n_needs;
    long cost, minutes;
} course;

static uint64_t state;
static topic topics[MOST_TOPICS];
static uint32_t n_topics;

static double uniform(double low, double high)
{
    return low + (high - low) * generate_below(&state, 1 << 20) / (1 << 20);
}

static void add_near(topic *t, uint32_t other)
{
    if (t->n_near < MOST_NEAR && &topics[other] != t) t->near[t->n_near++] = other;
}

static void lean(uint32_t t)
{
    topic *one = &topics[t];
    uint32_t below[MOST_TOPICS], n_below = 0;
    for (uint32_t other = 0; other < t; other++)
        if (topics[other].layer < one->layer && topics[other].layer + 2 >= one->layer)
            below[n_below++] = other;
    const uint32_t n_wanted = 1 + generate_below(&state, MOST_PARENTS);
    while (n_below > 0 && one->n_parents < n_wanted) {
        const uint32_t at = generate_below(&state, n_below);
        one->parents[one->n_parents++] = below[at];
        below[at] = below[--n_below];
    }
}

/* Parents, children and those who share a parent. */
static void find_near(uint32_t t)
{
    for (uint32_t other = 0; other < n_topics; other++)
        for (uint32_t i = 0; i < topics[other].n_parents; i++) {
            if (other == t) add_near(&topics[t], topics[t].parents[i]);
            if (topics[other].parents[i] == t) add_near(&topics[t], other);
            for (uint32_t k = 0; k < topics[t].n_parents; k++)
                if (topics[other].parents[i] == topics[t].parents[k]) add_near(&topics[t], other);
        }
}

static void make_topics(void)
{
    for (uint32_t t = 0; t < n_topics; t++)
        topics[t] = (topic){.layer = t * LAYERS / n_topics, .hours = uniform(4, 20)};
    for (uint32_t t = 0; t < n_topics; t++) lean(t);
    for (uint32_t t = 0; t < n_topics; t++) find_near(t);
}

static uint8_t level_below(uint8_t level, uint32_t most)
{
    const uint32_t less = generate_below(&state, most + 1);
    return (uint8_t)(less < level ? level - less : 1);
}

static bool names(const sp_pair *pairs, uint32_t n_pairs, uint32_t t)
{
    for (uint32_t i = 0; i < n_pairs; i++)
        if (pairs[i].topic == t) return true;
    return false;
}

static uint8_t level_needed(const course *c, uint32_t t)
{
    for (uint32_t i = 0; i < c->n_needs; i++)
        if (c->needs[i].topic == t) return c->needs[i].level;
    return 0;
}

static void make_course(course *c, uint32_t main, uint8_t level)
{
    const topic *t = &topics[main];
    *c = (course){.n_teaches = 1, .teaches = {{main, level}}};
    for (uint32_t n = generate_below(&state, MOST_TEACHES); n > 0 && t->n_near > 0; n--) {
        const uint32_t other = t->near[generate_below(&state, t->n_near)];
        if (names(c->teaches, c->n_teaches, other)) continue;
        c->teaches[c->n_teaches++] = (sp_pair){other, level_below(level, 2)};
    }
    if (level > 1 && generate_below(&state, 4)) c->needs[c->n_needs++] = (sp_pair){main, level - 1};
    for (uint32_t i = 0; i < t->n_parents; i++) {
        if (generate_below(&state, 5) >= 3 || names(c->teaches, c->n_teaches, t->parents[i]))
            continue;
        c->needs[c->n_needs++] = (sp_pair){t->parents[i], level_below(level, 1)};
    }
    double hours = 0, normal = -6; /* twelve uniform ones are nearly normal */
    for (uint32_t i = 0; i < c->n_teaches; i++)
        hours += topics[c->teaches[i].topic].hours *
                 (c->teaches[i].level - level_needed(c, c->teaches[i].topic));
    for (int i = 0; i < 12; i++) normal += uniform(0, 1);
    c->minutes = lround(60 * fmax(1, 0.8 * hours * exp(0.35 * normal)));
    c->cost = lround((double)c->minutes * (1 - 0.2 * uniform(0, 1)));
}

/* Topic 0 twice as often as topic 1, and so on, in an order that has nothing to do with layers. */
static uint32_t draw_popular(void)
{
    const double rank = exp(uniform(0, log((double)n_topics + 1))) - 1;
    return (uint32_t)((uint64_t)rank * 7919 % n_topics);
}

static void make_courses(course *courses, uint32_t n_courses)
{
    static const uint8_t levels[] = {1, 1, 1, 2, 2, 3};
    for (uint32_t i = 0; i < n_courses; i++) {
        if (i < 2 * n_topics && n_courses >= 3 * n_topics)
            make_course(&courses[i], i % n_topics, (uint8_t)(1 + i / n_topics));
        else
            make_course(&courses[i], draw_popular(), levels[generate_below(&state, 6)]);
    }
}

static void reach(uint8_t *levels, const course *courses, uint32_t n_courses)
{
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = 0; i < n_courses; i++) {
            bool is_usable = true;
            for (uint32_t k = 0; k < courses[i].n_needs; k++)
                is_usable = is_usable &&
                            levels[courses[i].needs[k].topic] >= courses[i].needs[k].level;
            for (uint32_t k = 0; is_usable && k < courses[i].n_teaches; k++) {
                const sp_pair pair = courses[i].teaches[k];
                if (levels[pair.topic] >= pair.level) continue;
                levels[pair.topic] = pair.level;
                again = true;
            }
        }
    }
}

/* `n_goals` topics, high ones first but for some chance. */
static void set_goals(uint8_t *goal, const uint8_t *start, const uint8_t *reached, uint32_t n_goals)
{
    double rank[MOST_TOPICS];
    for (uint32_t t = 0; t < n_topics; t++) rank[t] = topics[t].layer + uniform(0, 5);
    for (uint32_t n = 0; n < n_goals; n++) {
        uint32_t best = n_topics;
        for (uint32_t t = 0; t < n_topics; t++)
            if (!goal[t] && reached[t] > start[t] && (best == n_topics || rank[t] > rank[best]))
                best = t;
        if (best == n_topics) return;
        const uint32_t low = reached[best] < 2 ? reached[best] : start[best] + 1u;
        goal[best] = (uint8_t)(low + generate_below(&state, reached[best] - low + 1u));
    }
}

static void print_levels(const uint8_t *levels)
{
    for (uint32_t t = 0; t < n_topics; t++)
        printf("%u%c", levels[t], t + 1 < n_topics ? ' ' : '\n');
}

static void print_pairs(const sp_pair *pairs, uint32_t n_pairs)
{
    printf(" %u", n_pairs);
    for (uint32_t i = 0; i < n_pairs; i++) printf(" %u %u", pairs[i].topic, pairs[i].level);
}

int main(int argc, char **argv)
{
    const long n_courses = argc > 2 ? strtol(argv[1], NULL, 10) : 0,
               n_goals = argc > 3 ? strtol(argv[3], NULL, 10) : 6,
               wanted = argc > 4 ? strtol(argv[4], NULL, 10) : 50;
    course *courses = calloc(n_courses > 0 ? (size_t)n_courses : 1, sizeof *courses);
    if (n_courses < 1 || n_goals < 1 || wanted < LAYERS || wanted > MOST_TOPICS || !courses) {
        fputs("usage: make_instance ACTIONS SEED [GOALS [TOPICS (6 to 400)]]\n", stderr);
        return 2;
    }
    state = strtoull(argv[2], NULL, 10) * 1000003 + (uint64_t)n_courses * 7 + (uint64_t)n_goals;
    n_topics = (uint32_t)wanted;
    make_topics();
    make_courses(courses, (uint32_t)n_courses);
    uint8_t start[MOST_TOPICS] = {0}, goal[MOST_TOPICS] = {0}, reached[MOST_TOPICS];
    for (uint32_t t = 0; t < n_topics; t++)
        if (topics[t].layer < 2 && generate_below(&state, 10) < 3)
            start[t] = (uint8_t)(1 + generate_below(&state, 2));
    memcpy(reached, start, sizeof reached);
    reach(reached, courses, (uint32_t)n_courses);
    set_goals(goal, start, reached, (uint32_t)n_goals);
    printf("%u %ld\n", n_topics, n_courses);
    print_levels(start);
    print_levels(goal);
    for (long i = 0; i < n_courses; i++) {
        printf("%ld %ld 0", courses[i].cost, courses[i].minutes);
        print_pairs(courses[i].needs, courses[i].n_needs);
        print_pairs(courses[i].teaches, courses[i].n_teaches);
        putchar('\n');
    }
    free(courses);
    return 0;
}
