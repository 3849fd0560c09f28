/* SPDX-License-Identifier: GPL-3.0-or-later
 * The closed form, and the library's own simulation, against a simulation that shares no code with
 * either; dates against days counted one by one. PROP_FACTOR=5 runs all of it: 20 plans of one to
 * twenty courses with 200,000 draws each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/arena_fixture.h"
#include "studypath/studypath.h"

enum { MOST_COURSES = 20, SLICE_RUNS = 40000, ALL_RUNS = 200000, MOST_OFF = 3 };

typedef struct trial {
    sp_course courses[MOST_COURSES];
    sp_work path[MOST_COURSES];
    size_t n;
    sp_day off[MOST_OFF];
    sp_profile profile;
    sp_learner learner;
} trial;

static bool runs_all(void)
{
    const char *factor = getenv("PROP_FACTOR");
    return factor && atol(factor) >= 5;
}

static double uniform(gsl_rng *r, double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(r);
}

/* A plan of n courses; every third one states its mean, which is not the log-normal's. */
static void make_trial(trial *t, size_t n, gsl_rng *r)
{
    memset(t, 0, sizeof *t);
    t->n = n;
    for (size_t i = 0; i < n; i++) {
        const double low = uniform(r, 5, 60), high = low * uniform(r, 1.2, 4);
        const double sd = log(high / low) / 2.563103131;
        const double mean = sqrt(low * high) * exp(sd * sd / 2);
        t->courses[i].hours = (sp_hours){low, i % 3 == 2 ? 1.1 * mean : mean, high,
                                         SP_BASIS_STATED};
        t->courses[i].weekly_low = t->courses[i].weekly_high = NAN;
        t->path[i] = (sp_work){&t->courses[i], uniform(r, 0.25, 1), false};
    }
    for (int i = 0; i < MOST_OFF; i++) t->off[i] = 20800 + (sp_day)uniform(r, 0, 300);
    t->profile = (sp_profile){.off = t->off, .n_off = MOST_OFF, .parallel = NAN};
    t->learner = (sp_learner){.profile = &t->profile,
                              .hours_per_week = uniform(r, 3, 12),
                              .pace = uniform(r, 0.8, 1.3),
                              .start = 20781 + (sp_day)uniform(r, 0, 20),
                              .on_time = 0.8};
    t->learner.weeks_to_deadline = 10.5 * (double)n;
}

static double weeks_once(const trial *t, gsl_rng *r)
{
    double left = 0, weeks = 0;
    for (size_t i = 0; i < t->n; i++) {
        const sp_hours h = t->courses[i].hours;
        const double sd = log(h.high / h.low) / 2.563103131;
        left += t->path[i].share * h.expected * gsl_ran_lognormal(r, -sd * sd / 2, sd);
    }
    left *= t->learner.pace * gsl_ran_lognormal(r, log(1.1), 0.30);
    while (left > 0) {
        weeks += 1;
        if (gsl_rng_uniform(r) >= 0.15)
            left -= t->learner.hours_per_week * gsl_ran_lognormal(r, -0.35 * 0.35 / 2, 0.35);
    }
    return weeks;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The day on which so many weeks of study are over: days that are not off are counted. */
static sp_day last_day(const trial *t, double weeks)
{
    sp_day day = t->learner.start;
    for (int left = (int)(7 * weeks);; day++) {
        bool is_off = false;
        for (int i = 0; i < MOST_OFF; i++) is_off = is_off || (day + 3) / 7 == (t->off[i] + 3) / 7;
        if (!is_off && --left == 0) return day;
    }
}

static void assert_near_weeks(const char *what, size_t n, double weeks, double simulated)
{
    const double allowed = fmax(1, 0.01 * simulated);
    if (fabs(weeks - simulated) > allowed)
        print_error("%zu courses, %s: %g weeks, simulated %g\n", n, what, weeks, simulated);
    assert_true(fabs(weeks - simulated) <= allowed);
}

static void check_forecast(const trial *t, const sp_forecast *f, const double *weeks, int n_runs)
{
    static const double probability[] = {0.1, 0.5, 0.8, 0.9};
    const double found[] = {f->weeks_p10, f->weeks_p50, f->weeks_p80, f->weeks_p90};
    const sp_day days[] = {f->p10, f->p50, f->p80, f->p90};
    int n_in_time = 0;
    for (int i = 0; i < n_runs; i++) n_in_time += weeks[i] <= floor(t->learner.weeks_to_deadline);
    for (int i = 0; i < 4; i++) {
        char what[32];
        snprintf(what, sizeof what, "p%.0f%s", 100 * probability[i], f->n_runs ? " of runs" : "");
        assert_near_weeks(what, t->n, found[i], weeks[(int)(probability[i] * n_runs) - 1]);
        assert_int_equal(days[i], last_day(t, found[i]));
    }
    /* half a week more than the whole ones that were counted */
    assert_true(f->on_time >= (double)n_in_time / n_runs - 0.02);
    assert_true(f->on_time <= (double)n_in_time / n_runs + 0.1);
}

static void closed_form_and_simulation_agree(void **state)
{
    (void)state;
    sp_arena *a = arena;
    static trial t;
    static double weeks[ALL_RUNS];
    const int n_runs = runs_all() ? ALL_RUNS : SLICE_RUNS;
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(r);
    gsl_rng_set(r, 7);
    for (size_t n = 1; n <= (runs_all() ? MOST_COURSES : 4); n++) {
        const sp_arena_mark mark = sp_arena_here(a);
        sp_forecast closed, simulated;
        const sp_forecast_options none = {0}, runs = {.n_runs = n_runs, .seed = n};
        make_trial(&t, n, r);
        for (int i = 0; i < n_runs; i++) weeks[i] = weeks_once(&t, r);
        qsort(weeks, (size_t)n_runs, sizeof *weeks, by_size);
        assert_int_equal(sp_forecast_make(&closed, &t.learner, t.path, n, &none, a, NULL), SP_OK);
        assert_int_equal(sp_forecast_make(&simulated, &t.learner, t.path, n, &runs, a, NULL),
                         SP_OK);
        check_forecast(&t, &closed, weeks, n_runs);
        check_forecast(&t, &simulated, weeks, n_runs);
        print_message("# %zu courses, %.1f h a week: closed form %g/%g/%g/%g, simulated "
                      "%g/%g/%g/%g\n",
                      n, t.learner.hours_per_week, closed.weeks_p10, closed.weeks_p50,
                      closed.weeks_p80, closed.weeks_p90, simulated.weeks_p10, simulated.weeks_p50,
                      simulated.weeks_p80, simulated.weeks_p90);
        sp_arena_rewind(a, mark);
    }
    gsl_rng_free(r);
}

static void the_faster_hours_make_the_middle_80_percent(void **state)
{
    (void)state;
    static trial t;
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(r);
    for (size_t n = 1; n <= MOST_COURSES; n++) {
        sp_forecast f, faster, slower;
        const sp_forecast_options none = {0};
        make_trial(&t, n, r);
        assert_int_equal(sp_forecast_make(&f, &t.learner, t.path, n, &none, arena, NULL), SP_OK);
        assert_true(f.faster_hours > t.learner.hours_per_week);
        t.learner.hours_per_week = f.faster_hours;
        assert_int_equal(sp_forecast_make(&faster, &t.learner, t.path, n, &none, arena, NULL),
                         SP_OK);
        assert_true(faster.weeks_p80 <= f.weeks_p50);
        t.learner.hours_per_week -= 0.5;
        assert_int_equal(sp_forecast_make(&slower, &t.learner, t.path, n, &none, arena, NULL),
                         SP_OK);
        assert_true(slower.weeks_p80 > f.weeks_p50);
    }
    gsl_rng_free(r);
}

static void a_seed_names_its_numbers(void **state)
{
    (void)state;
    static trial t;
    sp_forecast first, again, other;
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(r);
    make_trial(&t, 6, r);
    gsl_rng_free(r);
    const sp_forecast_options one = {.n_runs = 500, .seed = 1}, two = {.n_runs = 500, .seed = 2};
    assert_int_equal(sp_forecast_make(&first, &t.learner, t.path, 6, &one, arena, NULL), SP_OK);
    assert_int_equal(sp_forecast_make(&again, &t.learner, t.path, 6, &one, arena, NULL), SP_OK);
    assert_int_equal(sp_forecast_make(&other, &t.learner, t.path, 6, &two, arena, NULL), SP_OK);
    assert_true(first.on_time == again.on_time && first.weeks_p90 == again.weeks_p90);
    assert_true(first.on_time != other.on_time || first.weeks_p90 != other.weeks_p90);
}

/* At hours without end a course of 40 h with 4 h a week takes its ten weeks, and some are missed.
 */
static void a_weekly_load_is_a_least_number_of_weeks(void **state)
{
    (void)state;
    static trial t;
    sp_forecast f;
    const sp_forecast_options none = {0};
    memset(&t, 0, sizeof t);
    t.courses[0].hours = (sp_hours){30, 40, 52, SP_BASIS_STATED};
    t.courses[0].weekly_low = 3;
    t.courses[0].weekly_high = 5;
    t.path[0] = (sp_work){&t.courses[0], 0.5, false};
    t.profile = (sp_profile){.parallel = NAN, .weekly_loads = true};
    t.learner = (sp_learner){.profile = &t.profile,
                             .hours_per_week = 160,
                             .pace = 1,
                             .start = SP_NO_DAY,
                             .weeks_to_deadline = NAN,
                             .on_time = 0.8};
    assert_int_equal(sp_forecast_make(&f, &t.learner, t.path, 1, &none, arena, NULL), SP_OK);
    assert_int_equal(f.n_runs, SP_FORECAST_RUNS);
    assert_true(f.weeks_p10 >= 10 && f.weeks_p50 <= 12 && f.weeks_p90 <= 15);
    assert_int_equal(f.p50, SP_NO_DAY);
    t.profile.weekly_loads = false;
    assert_int_equal(sp_forecast_make(&f, &t.learner, t.path, 1, &none, arena, NULL), SP_OK);
    assert_int_equal(f.n_runs, 0);
    assert_true(f.weeks_p90 <= 2);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(closed_form_and_simulation_agree, make_arena, free_arena),
        cmocka_unit_test_setup_teardown(the_faster_hours_make_the_middle_80_percent, make_arena,
                                        free_arena),
        cmocka_unit_test_setup_teardown(a_seed_names_its_numbers, make_arena, free_arena),
        cmocka_unit_test_setup_teardown(a_weekly_load_is_a_least_number_of_weeks, make_arena,
                                        free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
