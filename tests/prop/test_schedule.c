/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of timetables over random paths: all minutes are there and no more than a day has, nothing
 * in a week off, no course before what it requires, never more courses than allowed, no more of a
 * course in a week than its load. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "unit/arena_fixture.h"
#include "law.h"
#include "studypath/studypath.h"

enum { TRIALS = 1500, MOST_COURSES = 12, TOPICS = 6, MOST_PAIRS = 3, MOST_OFF = 4 };

typedef struct trial {
    uint64_t seed, random;
    sp_course courses[MOST_COURSES];
    sp_pair teaches[MOST_COURSES][MOST_PAIRS], requires[MOST_COURSES][MOST_PAIRS];
    sp_work path[MOST_COURSES];
    size_t n;
    uint8_t held[TOPICS];
    sp_day off[MOST_OFF];
    sp_profile profile;
    sp_learner learner;
    sp_schedule schedule;
    double weeks;
} trial;

static unsigned below(trial *t, unsigned n)
{
    return random_below(&t->random, n);
}

/* Courses in an order in which each one's requirements hold when it comes. */
static void make_path(trial *t)
{
    uint8_t now[TOPICS];
    for (int i = 0; i < TOPICS; i++) now[i] = t->held[i] = below(t, 3) == 0;
    t->n = 1 + below(t, MOST_COURSES);
    for (size_t i = 0; i < t->n; i++) {
        sp_course *course = &t->courses[i];
        course->teaches = t->teaches[i];
        course->requires = t->requires[i];
        course->n_requires = below(t, MOST_PAIRS + 1);
        course->n_teaches = 1 + below(t, MOST_PAIRS);
        const sp_topic_id from = below(t, TOPICS - MOST_PAIRS + 1),
                          to = below(t, TOPICS - MOST_PAIRS + 1);
        for (size_t k = 0; k < course->n_requires; k++) {
            const sp_topic_id topic = (sp_topic_id)(from + k);
            t->requires[i][k] = (sp_pair){topic,
                                          now[topic] ? (uint8_t)(1 + below(t, now[topic])) : 0};
        }
        for (size_t k = 0; k < course->n_teaches; k++) {
            const sp_topic_id topic = (sp_topic_id)(to + k);
            t->teaches[i][k] = (sp_pair){topic, (uint8_t)(1 + below(t, 3))};
            if (now[topic] < t->teaches[i][k].level) now[topic] = t->teaches[i][k].level;
        }
        const double hours = 0.1 + below(t, 100);
        course->hours = (sp_hours){hours / 2, hours, 2 * hours, SP_BASIS_STATED};
        course->weekly_low = course->weekly_high = below(t, 2) ? 0.5 + below(t, 8) : (double)NAN;
        t->path[i] = (sp_work){course, (1 + below(t, 4)) / 4.0, false};
    }
}

static void make_learner(trial *t)
{
    for (int i = 0; i < MOST_OFF; i++) t->off[i] = 20750 + (sp_day)below(t, 200);
    t->profile = (sp_profile){.off = t->off,
                              .n_off = below(t, MOST_OFF + 1),
                              .parallel = below(t, 3) ? 1.0 + below(t, 4) : (double)NAN,
                              .weekly_loads = below(t, 2)};
    const bool has_days = below(t, 2);
    for (int d = 0; d < 7; d++)
        t->profile.day_hours[d] = has_days && below(t, 2) ? 1.0 * below(t, 5) : (double)NAN;
    t->learner = (sp_learner){.profile = &t->profile,
                              .held = t->held,
                              .hours_per_week = 1 + below(t, 200) / 10.0,
                              .pace = 1,
                              .start = 20740 + (sp_day)below(t, 60),
                              .weeks_to_deadline = NAN,
                              .on_time = 0.8};
}

static void make_trial(trial *t, uint64_t seed, sp_arena *a)
{
    *t = (trial){.seed = seed, .random = seed * 2862933555777941757u + 3037000493u};
    make_path(t);
    make_learner(t);
    t->weeks = 1 + below(t, 60);
    assert_law(t, sp_schedule_make(&t->schedule, &t->learner, t->path, t->n, t->weeks, a, NULL) ==
                      SP_OK);
    assert_law(t, t->schedule.n_sessions > 0);
}

static bool is_off(const trial *t, sp_day day)
{
    for (size_t i = 0; i < t->profile.n_off; i++)
        if ((day + 3) / 7 == (t->off[i] + 3) / 7) return true;
    return false;
}

static sp_day last_day(const trial *t)
{
    return t->schedule.sessions[t->schedule.n_sessions - 1].day;
}

static int64_t minutes_on(const trial *t, sp_day day, int only_step)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->schedule.n_sessions; i++) {
        const sp_session *s = &t->schedule.sessions[i];
        if (s->day == day && (only_step < 0 || s->step == (uint32_t)only_step)) sum += s->minutes;
    }
    return sum;
}

static void check_sums(const trial *t)
{
    int64_t a_week = 0, all = 0, sum[MOST_COURSES] = {0};
    for (int d = 0; d < 7; d++) a_week += t->schedule.day_minutes[d];
    assert_law(t, a_week == llround(60 * t->learner.hours_per_week));
    for (size_t i = 0; i < t->schedule.n_sessions; i++) {
        const sp_session *s = &t->schedule.sessions[i];
        assert_law(t, s->minutes > 0 && s->day >= t->learner.start);
        if (sum[s->step] == 0) assert_law(t, t->schedule.steps[s->step].start == s->day);
        sum[s->step] += s->minutes;
        if (sum[s->step] == t->schedule.steps[s->step].minutes)
            assert_law(t, t->schedule.steps[s->step].end == s->day);
    }
    for (size_t i = 0; i < t->n; i++) {
        assert_law(t, sum[i] == t->schedule.steps[i].minutes);
        all += sum[i];
    }
    assert_law(t, llabs(all - (int64_t)t->weeks * a_week) <= (int64_t)t->n);
}

/* Without loads, every day that is not off is used in full until the end. */
static void check_days(const trial *t)
{
    int n_days = 0;
    for (sp_day day = t->learner.start; day <= last_day(t); day++) {
        const int64_t used = minutes_on(t, day, -1);
        const int64_t most = is_off(t, day) ? 0 : t->schedule.day_minutes[(day + 3) % 7];
        assert_law(t, used <= most);
        assert_law(t, used == most || t->profile.weekly_loads || day == last_day(t));
        n_days += !is_off(t, day);
    }
    if (!t->profile.weekly_loads) assert_law(t, n_days <= 7 * (int)t->weeks + 7);
}

static void check_requirements(const trial *t)
{
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->courses[i].n_requires; k++) {
            const sp_pair need = t->requires[i][k];
            bool holds = t->held[need.topic] >= need.level;
            for (size_t j = 0; j < t->n; j++)
                for (size_t m = 0; m < t->courses[j].n_teaches; m++)
                    holds = holds || (j != i && t->teaches[j][m].topic == need.topic &&
                                      t->teaches[j][m].level >= need.level &&
                                      t->schedule.steps[j].end <= t->schedule.steps[i].start);
            assert_law(t, holds);
        }
}

/* Over night there are no more courses under way than allowed. */
static void check_parallel(const trial *t)
{
    const size_t most = isnan(t->profile.parallel) ? 1 : (size_t)t->profile.parallel;
    for (sp_day day = t->learner.start; day <= last_day(t); day++) {
        size_t n = 0;
        for (size_t i = 0; i < t->n; i++)
            n += t->schedule.steps[i].start <= day && day < t->schedule.steps[i].end;
        assert_law(t, n <= most);
    }
}

static void check_loads(const trial *t)
{
    int n_days = 0;
    int64_t taken[MOST_COURSES] = {0};
    for (sp_day day = t->learner.start; t->profile.weekly_loads && day <= last_day(t); day++) {
        if (is_off(t, day)) continue;
        if (n_days++ % 7 == 0) memset(taken, 0, sizeof taken);
        for (size_t i = 0; i < t->n; i++) {
            const sp_course *course = &t->courses[i];
            taken[i] += minutes_on(t, day, (int)i);
            if (isnan(course->weekly_low)) continue;
            const double share = course->weekly_low / course->hours.expected;
            const double most = share * (double)t->schedule.steps[i].minutes;
            assert_law(t, (double)taken[i] <= most + 1 || share >= 1);
        }
    }
}

static void check_weeks(const trial *t)
{
    const sp_schedule *s = &t->schedule;
    size_t session = 0;
    for (size_t w = 0; w < s->n_weeks; w++) {
        const sp_week *week = &s->weeks[w];
        int64_t minutes = 0;
        assert_law(t, week->first_session == session && week->is_off == is_off(t, week->from));
        assert_law(t, w == 0 ? week->from == t->learner.start : (week->from + 3) % 7 == 0);
        for (size_t i = 0; i < week->n_sessions; i++, session++) {
            assert_law(t, (s->sessions[session].day + 3) / 7 == (week->from + 3) / 7);
            minutes += s->sessions[session].minutes;
        }
        assert_law(t, minutes == week->minutes);
    }
    assert_law(t, session == s->n_sessions);
}

static void timetables_keep_their_laws(void **state)
{
    (void)state;
    sp_arena *a = arena;
    static trial t;
    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        const sp_arena_mark mark = sp_arena_here(a);
        make_trial(&t, seed, a);
        check_sums(&t);
        check_days(&t);
        check_requirements(&t);
        check_parallel(&t);
        check_loads(&t);
        check_weeks(&t);
        sp_arena_rewind(a, mark);
    }
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(timetables_keep_their_laws, make_arena, free_arena)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
